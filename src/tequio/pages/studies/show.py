"""One study: how far it has come, what comes next and who must do it."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from tequio.domain.studies import members
from tequio.pages.studies import scope
from tequio.records.studies import StudyRole
from tequio.survey_records.models import Stage

NEXT = {
    Stage.PLANNING: (_("The lead evaluator writes the plan and locks it."), "studies:plan"),
    Stage.PLAN_LOCKED: (_("The frame is frozen and signed by two."), "studies:frame"),
    Stage.FRAME_FROZEN: (
        _("A public value is announced; from it the sample follows."),
        "studies:draw",
    ),
    Stage.DRAWN: (_("The lead evaluator releases the first wave."), "studies:release"),
    Stage.IN_FIELD: (_("People are asked, until the data are locked."), "studies:field"),
    Stage.DATA_LOCKED: (
        _("The numbers are computed and the report is written."),
        "studies:results",
    ),
    Stage.FACT_CHECK: (_("The programme may point out errors."), "studies:fact-check"),
    Stage.PUBLISHED: (_("Everybody can read the report and compute it again."), "studies:report"),
}
TO_DECLARE = (_("You are proposed to lead. Declare your interests first."), "studies:declare")


def show(request: HttpRequest, public_id: str) -> HttpResponse:
    study = request.study
    words, page = NEXT[study.stage]
    if members.PROPOSED in request.study_roles:
        words, page = TO_DECLARE
    leads = [one for one in members.of_study(study) if one.role == StudyRole.LEAD_EVALUATOR]
    links = scope.links(request, study, "studies:show")
    context = {
        "next_step": words,
        "next_page": page,
        "next_href": next((one.href for one in links if one.name == page), ""),
        "has_lead": bool(leads),
        "waits_for_declaration": any(one.declared_at is None for one in leads),
        "may_grant": StudyRole.FUNDER in request.study_roles,
        "roles": [
            StudyRole(role).label for role in StudyRole.values if role in request.study_roles
        ],
        "is_staff": members.PLATFORM in request.study_roles,
    }
    return scope.page(request, "studies/show.html", "studies:show", context)
