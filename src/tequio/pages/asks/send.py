"""Writing to a mentor: the form, the preview of what the mentor will see, and sending."""

from typing import Final

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from tequio.domain.asks import actions, quality, queries
from tequio.pages.asks import asker, unsent, words
from tequio.pages.asks.odds import odds
from tequio.pages.asks.send_form import MOST_READ, TEXTS, AskForm
from tequio.pages.needs import suggested
from tequio.pages.safety import danger_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.pages.shared.waits import since_in_words
from tequio.records.people import Mentor, Person

BUSINESS_FIRST: Final = "no_business"
LEAVE: Final = ("keep", "profile", "elsewhere")
ADVICE_READ: Final = "advice_read"
"""The field that goes along once advice stood beside the form, here or while writing."""


@creates
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET shows the form; POST shows the preview or, from the preview, sends.

    Whoever has said nothing about the business is asked for that first; the text is kept.
    """
    mentor = visible_mentor(request.user, public_id)
    reason = _obstacle(request, mentor)
    if reason == BUSINESS_FIRST:
        return _business_first(request, mentor)
    if request.method == "GET":
        return _form(request, mentor, _first_form(request, mentor), reason)
    step = request.POST.get("step", "")
    is_kept = step != "send" and unsent.keep(request, mentor.person.public_id)
    if is_kept and step in LEAVE:
        return _left(request, mentor, step, reason)
    form = AskForm(request.POST, mentor=mentor, asker=request.user)
    if step == "change" or not form.is_valid():
        return _form(request, mentor, form, reason)
    if step == "send":
        return _send(request, mentor, form)
    if reason:
        return _refused(request, mentor, form, reason)
    if form.advice and not request.POST.get(ADVICE_READ):
        return _form(request, mentor, form, reason)
    return _preview(request, mentor, form)


def _left(request: HttpRequest, mentor: Mentor, step: str, reason: str) -> HttpResponse:
    """The text is kept; where somebody goes who does not send it now."""
    if step == "profile":
        return redirect("needs:mentor", mentor.person.public_id)
    if step == "elsewhere":
        return redirect(_way_out(reason))
    messages.success(
        request, _("Your text is kept until you sign out. You find it here, and with any mentor.")
    )
    return _form(request, mentor, _first_form(request, mentor), reason)


def _business_first(request: HttpRequest, mentor: Mentor) -> HttpResponse:
    if request.method == "POST":
        unsent.keep(request, mentor.person.public_id)
    messages.info(request, _refusal(BUSINESS_FIRST, mentor))
    return redirect(f"{reverse('needs:business')}?{urlencode({'next': request.path})}")


def keep(request: HttpRequest, public_id: str) -> HttpResponse:
    """Keeps what is typed of somebody who follows a link; nothing is sent to the mentor."""
    unsent.keep(request, visible_mentor(request.user, public_id).person.public_id)
    return HttpResponse(status=204)


def _obstacle(request: HttpRequest, mentor: Mentor) -> str:
    today = actions.today_of(mentor.person, timezone.now())
    return queries.why_not_sendable(request.user, mentor, today)


def _way_out(reason: str) -> str:
    return reverse("asks:mine" if reason in words.OWN_ASKS_FIRST else "needs:suggested")


def visible_mentor(person: Person, public_id: str) -> Mentor:
    """The mentor, as if there were none where one of the two blocked the other."""
    present = Person.objects.present().filter(is_mentor=True).not_blocked_with(person)
    return get_object_or_404(Mentor, person__in=present, person__public_id=public_id)


def _first_form(request: HttpRequest, mentor: Mentor) -> AskForm:
    kept = kept_form.take(request)
    if kept is not None:
        return AskForm(kept, mentor=mentor, asker=request.user)
    initial = _initial(request, mentor)
    form = AskForm(mentor=mentor, asker=request.user, initial=initial)
    if initial.get("is_story") and initial["context"]:
        form.fields["context"].help_text = _(
            "This is what you told us before. Change it as you like: "
            "the mentor reads only what stands here when you send it."
        )
    return form


def _initial(request: HttpRequest, mentor: Mentor) -> dict[str, object]:
    """The text of an ask that got no answer or could not be sent, or else of the latest story.

    What was typed to the same mentor after a no goes before the ask that this no was about.
    """
    again = suggested.ended_ask(request.user, request.GET.get("again", ""))
    text: dict[str, object] = dict(unsent.kept(request))
    if again is not None and not unsent.is_for(request, again.mentor.public_id):
        text = {name: getattr(again, name) for name in unsent.FIELDS}
    elif not text:
        story = request.user.stories.order_by("-told_at").first()
        text = {"context": story.text[:1500] if story else "", "is_story": True}
    return text | {"area": _area(str(text.get("area", "")), mentor, request.user)}


def _area(said: str, mentor: Mentor, asker: Person) -> str:
    """The area to begin with: what was said or is needed, if this mentor offers it."""
    wished = [said, *asker.needs.values_list("area", flat=True)]
    return next((area for area in wished if area in mentor.areas), "")


def _form(
    request: HttpRequest, mentor: Mentor, form: AskForm, reason: str, *, is_refused: bool = False
) -> HttpResponse:
    """The form, and before it what stands in the way: a code of `rules.why_not_sendable`."""
    now = timezone.now()
    no = queries.recent_no(request.user, mentor.person, now)
    own_first = reason in words.OWN_ASKS_FIRST
    return render(
        request,
        "asks/send.html",
        {
            "form": form,
            "mentor": mentor,
            "checked": TEXTS,
            "obstacle": _refusal(reason, mentor),
            "is_refused": is_refused,
            "way_out_label": _("Go to my asks") if own_first else _("See who else can help"),
            "danger": _danger(form, request.user),
            "advice": form.advice if form.is_bound and form.is_valid() else [],
            "no": no,
            "ago": since_in_words((now - no.answered_at).total_seconds()) if no else "",
            **odds(request.user, mentor, str(form["area"].value())),
        },
        status=422 if is_refused or (form.errors and request.method == "POST") else 200,
    )


def _danger(form: AskForm, asker: Person) -> str:
    written = [str(form[name].value() or "")[:MOST_READ] for name in TEXTS]
    return danger_words.said_of(written, asker.country)


def _refusal(reason: str, mentor: Mentor) -> str:
    if not reason:
        return ""
    most = settings.MOST_OPEN_ASKS
    return words.refusal_sentence(reason, name=mentor.person.name, most=most)


def _preview(request: HttpRequest, mentor: Mentor, form: AskForm) -> HttpResponse:
    area = form.cleaned_data["area"]
    return render(
        request,
        "asks/preview.html",
        {
            "form": form,
            "mentor": mentor,
            "ask": form.cleaned_data,
            "facts": asker.facts(request.user),
            "area_label": dict(form.fields["area"].choices)[area],
            "danger": _danger(form, request.user),
            **odds(request.user, mentor, area),
        },
    )


def _send(request: HttpRequest, mentor: Mentor, form: AskForm) -> HttpResponse:
    try:
        ask = actions.send(
            by=request.user, to=mentor.person, now=timezone.now(), **form.cleaned_data
        )
    except actions.AskRefused as refused:
        return _refused(request, mentor, form, refused.reason)
    unsent.forget(request)
    return redirect("asks:show", ask.public_id)


def _refused(request: HttpRequest, mentor: Mentor, form: AskForm, reason: str) -> HttpResponse:
    """Says what stands in the way; the text waits for another mentor."""
    unsent.keep(request, mentor.person.public_id)
    return _form(request, mentor, form, reason, is_refused=True)


def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a mentor would still miss, while the person writes: a fragment, nothing stored."""
    mentor = visible_mentor(request.user, public_id)
    written = {name: request.POST.get(name, "")[:MOST_READ] for name in TEXTS}
    said = words.said_of(quality.problems(**written) or quality.advice(**written))
    fields = [
        (
            name,
            [one.sentence for one in said if one.field == name and one.is_hint],
            [one.sentence for one in said if one.field == name and not one.is_hint],
            any(one.field == name and one.code == "general" for one in said),
        )
        for name in TEXTS
    ]
    shown = odds(request.user, mentor, request.POST.get("area", ""))
    shown["danger"] = danger_words.said_of(written.values(), request.user.country)
    return render(request, "asks/check.html", {"fields": fields, "is_clear": not said, **shown})
