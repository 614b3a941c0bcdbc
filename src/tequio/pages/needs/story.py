"""What is on your mind: a few plain questions, and the text becomes needs."""

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tequio.domain.needs import actions
from tequio.pages.safety import danger_words
from tequio.pages.shared import kept_form
from tequio.pages.shared.idempotency import creates


class StoryForm(forms.Form):
    """Three plain questions; one of them answered is enough."""

    worry = forms.CharField(
        label=gettext_lazy("What worries you about your business or your idea?"),
        help_text=gettext_lazy(
            "As you would tell a friend. “I do not know what I need” is also fine."
        ),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    wish = forms.CharField(
        label=gettext_lazy("What would you like to be different in three months?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    tried = forms.CharField(
        label=gettext_lazy("What have you tried?"),
        max_length=900,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def text(self) -> str:
        """The answers as one story."""
        return "\n".join(self.cleaned_data[name] for name in self.fields if self.cleaned_data[name])


@creates
def story(request: HttpRequest) -> HttpResponse:
    """POST keeps the story and goes on to the needs found in it."""
    posted = kept_form.posted(request)
    form = StoryForm(posted)
    if request.method == "POST" and form.is_valid():
        _told, sure = actions.tell_story(by=request.user, text=form.text(), now=timezone.now())
        danger_words.say_once(request, [form.text()], request.user.country)
        return redirect("needs:chips" if sure else "needs:questions")
    status = 422 if request.method == "POST" else 200
    return render(request, "needs/story.html", {"form": form}, status=status)
