"""Writing to a mentor: the form, the preview of what the mentor will see, and sending."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from tequio.domain.asks import actions, quality, queries
from tequio.pages.asks import words
from tequio.pages.asks.send_form import AskForm
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates
from tequio.records.asks import Ask
from tequio.records.people import Mentor, Person


@creates
def send(request: HttpRequest, public_id: str) -> HttpResponse:
    """GET shows the form; POST shows the preview or, from the preview, sends."""
    mentor = visible_mentor(request.user, public_id)
    if request.method == "GET":
        form = _first_form(request, mentor)
    else:
        form = AskForm(request.POST, mentor=mentor, asker=request.user)
    step = request.POST.get("step", "")
    if request.method == "POST" and step != "change" and form.is_valid():
        return _preview(request, mentor, form) if step != "send" else _send(request, mentor, form)
    return _form(request, mentor, form)


def visible_mentor(person: Person, public_id: str) -> Mentor:
    """The mentor, as if there were none where one of the two blocked the other."""
    present = Person.objects.present().filter(is_mentor=True).not_blocked_with(person)
    return get_object_or_404(Mentor, person__in=present, person__public_id=public_id)


def _first_form(request: HttpRequest, mentor: Mentor) -> AskForm:
    kept = kept_form.take(request)
    if kept is not None:
        return AskForm(kept, mentor=mentor, asker=request.user)
    return AskForm(mentor=mentor, asker=request.user, initial=_initial(request))


def _initial(request: HttpRequest) -> dict[str, object]:
    """The text of an earlier ask that got no answer, or of the latest story."""
    again = Ask.objects.filter(
        asker=request.user, public_id=request.GET.get("again", "").replace("\x00", "")
    ).first()
    if again is not None:
        return {
            "area": again.area,
            "context": again.context,
            "question": again.question,
            "tried": again.tried,
            "minutes": again.minutes,
        }
    story = request.user.stories.order_by("-told_at").first()
    need = request.user.needs.first()
    return {"context": story.text[:1500] if story else "", "area": need.area if need else ""}


def _form(request: HttpRequest, mentor: Mentor, form: AskForm) -> HttpResponse:
    return render(
        request,
        "asks/send.html",
        {"form": form, "mentor": mentor, **_odds(request, mentor)},
        status=422 if form.errors and request.method == "POST" else 200,
    )


def _odds(request: HttpRequest, mentor: Mentor) -> dict[str, object]:
    said = request.POST.get("area", "")
    area = said if said in mentor.areas else next(iter(mentor.areas), "")
    return {
        "share": queries.answer_share(area=area, now=timezone.now()),
        "open_asks": Ask.objects.open().filter(asker=request.user).count(),
        "most_open_asks": settings.MOST_OPEN_ASKS,
        "days": settings.DAYS_TO_ANSWER,
    }


def _preview(request: HttpRequest, mentor: Mentor, form: AskForm) -> HttpResponse:
    return render(
        request,
        "asks/preview.html",
        {
            "form": form,
            "mentor": mentor,
            "ask": form.cleaned_data,
            "area_label": dict(form.fields["area"].choices)[form.cleaned_data["area"]],
            **_odds(request, mentor),
        },
    )


def _send(request: HttpRequest, mentor: Mentor, form: AskForm) -> HttpResponse:
    try:
        ask = actions.send(
            by=request.user, to=mentor.person, now=timezone.now(), **form.cleaned_data
        )
    except actions.AskRefused as refused:
        sentence = words.refusal_sentence(
            refused.reason, name=mentor.person.name, most=settings.MOST_OPEN_ASKS
        )
        form.add_error(None, sentence)
        return _form(request, mentor, form)
    return redirect("asks:show", ask.public_id)


def check(request: HttpRequest, public_id: str) -> HttpResponse:
    """What a mentor would still miss, while the person writes: a fragment, nothing stored."""
    visible_mentor(request.user, public_id)
    texts = {name: request.POST.get(name, "")[:4000] for name in ("context", "question", "tried")}
    problems = quality.problems(**texts)
    found = {
        "missing": [words.problem_sentence(p) for p in problems if p.code in HINTS],
        "stops": [words.problem_sentence(p) for p in problems if p.code not in HINTS],
    }
    return render(request, "asks/check.html", {**found, "is_clear": not problems})


HINTS = ("too_vague", "no_question")
