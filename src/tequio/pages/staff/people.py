"""People as coordinators see them: who they are and what waits, never what they write."""

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.domain.people.search_text import named_like, searchable
from tequio.domain.safety import actions, rules
from tequio.pages.shared import kept_form
from tequio.pages.shared.forms import ChipChoice
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask
from tequio.records.audit import AuditEvent
from tequio.records.people import Person
from tequio.records.safety import Report, ReportReason

PEOPLE_A_PAGE = 20
LONGEST_SEARCH = 120
MOST_ASKS = 10
NOT_IN_CHARGE = {
    "oneself": _(
        "Nobody suspends their own account: another person with the same role decides, "
        "or an administrator."
    ),
    "administrator": _("This person is an administrator: only another administrator decides."),
}


def people(request: HttpRequest) -> HttpResponse:
    """Found by name, with and without accents, or by e-mail."""
    text = request.GET.get("q", "").replace("\x00", "")[:LONGEST_SEARCH]
    found = Person.objects.filter(erased_at=None).order_by("search_name", "pk")
    if text.strip():
        found = found.filter(
            named_like(searchable(text), "search_name") | Q(email__iexact=text.strip())
        )
    page = Paginator(found, PEOPLE_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "staff/people.html", {"page": page, "q": text})


def person(request: HttpRequest, public_id: str) -> HttpResponse:
    shown = get_object_or_404(Person, public_id=public_id, erased_at=None)
    return render(
        request,
        "staff/person.html",
        {
            "person": shown,
            "not_in_charge": not_in_charge(request.user, shown),
            "closed_for": "" if shown.is_active else _closed_for(shown),
            "sent": Ask.objects.filter(asker=shown).count(),
            "received": Ask.objects.filter(mentor=shown).count(),
            "waiting": Ask.objects.open().filter(mentor=shown).count(),
            "open_asks": Ask.objects.open()
            .filter(Q(asker=shown) | Q(mentor=shown))
            .select_related("asker", "mentor")
            .order_by("due_at", "pk")[:MOST_ASKS],
            "reports": Report.objects.not_about(request.user)
            .filter(reported=shown)
            .order_by("-made_at")[:10],
        },
    )


def not_in_charge(by: Person, of: Person) -> str:
    """Why this person may not suspend or readmit that one, in words; empty where nothing stands."""
    reason = rules.why_not_in_charge(by=by, of=of)
    return str(NOT_IN_CHARGE[reason]) if reason else ""


def _closed_for(person: Person) -> str:
    """The reason that was given when the account was closed last."""
    closed = AuditEvent.objects.filter(
        action="safety.suspend", subject_type="person", subject_id=person.pk
    )
    last = closed.order_by("-happened_at", "-pk").first()
    code = last.detail.get("reason", "") if last else ""
    return str(ReportReason(code).label) if code in ReportReason.values else ""


class SuspendForm(forms.Form):
    """Why: the code goes into the file of changes."""

    reason = forms.ChoiceField(label=_("Reason"), choices=ReportReason, widget=ChipChoice)


@creates
def suspend(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET asks for the reason; POST closes the account.

    What a colleague closed stays closed, and whose account it is not to decide about stays open:
    the page of the person says why.
    """
    held = get_object_or_404(Person, public_id=public_id, erased_at=None)
    if not held.is_active or not_in_charge(request.user, held):
        return redirect("staff:person", held.public_id)
    form = SuspendForm(kept_form.posted(request))
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        actions.suspend_account(person=held, by=request.user, now=timezone.now(), reason=reason)
        messages.success(request, gettext("The account is closed, and its owner hears it by mail."))
        return redirect("staff:person", held.public_id)
    status = 422 if request.method == "POST" else 200
    return render(request, "staff/suspend.html", {"person": held, "form": form}, status=status)


@creates
def readmit(request: HttpRequest, public_id: str) -> HttpResponse:
    """Opens a suspended account again."""
    held = get_object_or_404(Person, public_id=public_id, erased_at=None)
    if not held.is_active and not not_in_charge(request.user, held):
        actions.readmit(person=held, by=request.user, now=timezone.now())
        messages.success(
            request, gettext("The account is open again, and its owner hears it by mail.")
        )
    return redirect("staff:person", held.public_id)
