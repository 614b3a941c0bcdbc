"""Reports: the queue, and one report with its evidence and its decision."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.domain.safety import actions
from tequio.pages.shared import errors, kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.shared.idempotency import creates
from tequio.pages.staff.people import not_in_charge
from tequio.records.safety import Report, ReportReason

REPORTS_A_PAGE = 20
DECISIONS = (
    (Report.State.UPHELD, _("The report is right")),
    (Report.State.DISMISSED, _("There is nothing to it")),
)
SUSPENDS_WITHOUT_GROUND = _(
    "You decided that there is nothing to the report: then nobody is suspended for it. Choose "
    "“The report is right”, or take this tick away."
)
FILTERS = (
    (Report.State.OPEN, _("Open ones")),
    (Report.State.UPHELD, Report.State.UPHELD.label),
    (Report.State.DISMISSED, Report.State.DISMISSED.label),
)


class DecisionForm(forms.Form):
    state = forms.ChoiceField(label=_("Decision"), choices=DECISIONS, widget=ChipChoice)
    outcome = forms.CharField(
        label=_("Why, in a sentence for the file"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    suspend = forms.BooleanField(label=_("Suspend the reported account"), required=False)
    reason = forms.ChoiceField(
        label=_("Reason"),
        help_text=_("Only where you suspend the account: why."),
        choices=ReportReason,
        required=False,
        widget=ChipChoice,
    )

    def leave_the_account(self) -> None:
        """For who decides about the report and not about the account."""
        del self.fields["suspend"], self.fields["reason"]

    def clean(self) -> dict[str, Any]:
        """Nobody is suspended without a reason, or where there is nothing to the report."""
        said = super().clean() or {}
        if said.get("suspend") and said.get("state") == Report.State.DISMISSED:
            self.add_error("suspend", SUSPENDS_WITHOUT_GROUND)
        if said.get("suspend") and not said.get("reason") and "reason" not in self.errors:
            self.add_error("reason", _("Choose why the account is suspended."))
        return said


def reports(request: HttpRequest) -> HttpResponse:
    """Open reports first, the oldest first."""
    queue = (
        Report.objects.not_about(request.user)
        .select_related("reporter", "reported")
        .order_by("state", "made_at")
    )
    state = request.GET.get("state", Report.State.OPEN)
    if state in Report.State.values:
        queue = queue.filter(state=state)
    page = Paginator(queue, REPORTS_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "state": state, "states": FILTERS}
    return render(request, "staff/reports.html", context)


@creates
def report(request: HttpRequest, public_id: str) -> HttpResponse:
    """What was reported and seen; POST decides."""
    shown = get_object_or_404(
        Report.objects.not_about(request.user).select_related("reporter", "reported"),
        public_id=public_id,
    )
    form = DecisionForm(kept_form.posted(request), initial={"reason": shown.reason})
    why_not = not_in_charge(request.user, shown.reported)
    if why_not:
        form.leave_the_account()
    if request.method == "POST" and form.is_valid():
        try:
            _decide(request, shown, form)
        except actions.ReportClosed:
            return errors.conflict(request, gettext("Somebody decided about this report before."))
        messages.success(request, _done(shown, is_closing=bool(form.cleaned_data.get("suspend"))))
        return redirect("staff:reports")
    status = 422 if request.method == "POST" else 200
    context = {"report": shown, "form": form, "not_in_charge": why_not}
    return render(request, "staff/report.html", context, status=status)


def _done(report: Report, *, is_closing: bool) -> str:
    """What is decided, and who hears of it."""
    parts = [gettext("Decided.")]
    if report.reporter and report.reporter.is_active:
        parts.append(gettext("Who reported hears by mail that it was looked at."))
    if is_closing and report.reported.is_active:
        parts.append(gettext("The account is closed, and its owner hears it by mail."))
    return " ".join(parts)


def _decide(request: HttpRequest, report: Report, form: DecisionForm) -> None:
    said = form.cleaned_data
    actions.close_report(
        report=report,
        by=request.user,
        state=said["state"],
        outcome=said["outcome"],
        suspend_for=said["reason"] if said.get("suspend") else "",
        now=timezone.now(),
    )
