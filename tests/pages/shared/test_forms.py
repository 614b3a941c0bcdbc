"""Forms come out in our field component."""

from django import forms

from tequio.pages.shared.forms import CardLabel, Chips, ChoiceCards


class Ask(forms.Form):
    question = forms.CharField(label="Question", help_text="One <b>question</b>", max_length=20)
    town = forms.CharField(label="Town", required=False)
    topics = forms.MultipleChoiceField(label="Topics", widget=Chips, choices=[("p", "Prices")])
    stage = forms.ChoiceField(
        label="Stage", widget=ChoiceCards, choices=[("i", CardLabel("An idea", "Not sold yet"))]
    )
    source = forms.CharField(widget=forms.HiddenInput, required=False)


def test_every_error_stands_in_the_summary_and_links_to_its_control() -> None:
    html = str(Ask({"town": "x"}))
    for target in ("id_question", "id_topics_0", "id_stage_0"):
        assert f'href="#{target}"' in html
        assert f'id="{target}"' in html
    assert 'aria-describedby="id_question_helptext id_question_error"' in html
    assert 'aria-invalid="true"' in html


def test_a_label_that_asks_needs_no_colon_in_the_summary() -> None:
    class Talked(forms.Form):
        talked = forms.CharField(label="Did you talk?")

    html = str(Talked({}))
    assert ">Did you talk? " in html
    assert "?:" not in html


def test_what_was_typed_is_shown_again_and_escaped() -> None:
    html = str(Ask({"question": "<script>x</script>" * 9, "topics": ["p"], "stage": "i"}))
    assert "&lt;script&gt;" in html
    assert "<script>" not in html
    assert 'value="p" ' in html
    assert html.count(" checked") == 2


def test_a_value_that_is_no_choice_is_refused_and_nothing_is_checked() -> None:
    html = str(Ask({"question": "a", "topics": ['"><b>'], "stage": "zzz"}))
    assert " checked" not in html
    assert "<b>" not in html.replace("<b>An idea</b>", "")


def test_help_is_text_and_optional_fields_say_so() -> None:
    html = str(Ask())
    assert "One &lt;b&gt;question" in html
    assert html.count('class="optional"') == 1
    assert '<input type="hidden" name="source"' in html
