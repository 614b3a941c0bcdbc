"""The Spanish texts: what is found, what is kept, what counts as a fault, what is compiled."""

from gettext import GNUTranslations
from pathlib import Path

import pytest
from django.template import Context, Engine
from django.utils import translation
from django.utils.translation import gettext

from tequio.commands.messages import faults as checks
from tequio.commands.messages.catalogues import Area, Entry, read_areas, text_of, write_area
from tequio.commands.messages.compilation import compile_pseudo, compile_spanish, mirrored
from tequio.commands.messages.renewal import gathered, renewed
from tequio.commands.messages.sources import Key, Use, area_of, python_of_template, uses

TEMPLATE = """
{% load i18n %}
<p title="{% translate "All 100%" %}">{{ _("In a variable") }}
{% translate "May" context "month" %} {% firstof "" _("In a tag") %}
{% blocktranslate trimmed count n=n with who=name %}
   One ask of
   {{ who }}
{% plural %}
   {{ n }} asks of {{ who }}
{% endblocktranslate %}
{% blocktranslate %}It's "quoted"{% endblocktranslate %}
"""
PYTHON = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
A = _("Send")
B = ngettext("%(n)d day", "%(n)d days", 3)
C = pgettext_lazy("verb", "Open")
"""


def key(*ids: str, context: str = "") -> Key:
    """A key, short."""
    return Key(context, ids)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """A small source tree."""
    for name, text in {
        "pages/asks/send.html": TEMPLATE,
        "pages/needs/story.html": '{% load i18n %}{% translate "Send" %}',
        "domain/asks/rules.py": PYTHON,
    }.items():
        file = tmp_path / "src" / name
        file.parent.mkdir(parents=True)
        file.write_text(text)
    return tmp_path / "src"


@pytest.mark.parametrize(
    "file, area",
    [
        ("pages/asks/send.html", "asks"),
        ("pages/shared/base.html", "shared"),
        ("pages/urls.py", "shared"),
        ("domain/asks/rules.py", "domain"),
        ("urls.py", "shared"),
    ],
)
def test_a_file_belongs_to_an_area(file: str, area: str) -> None:
    assert area_of(Path(file)) == area


def test_every_kind_of_message_is_found(source: Path) -> None:
    assert {use.key for use in uses(source)} == {
        key("All 100%%"),
        key("In a variable"),
        key("In a tag"),
        key("May", context="month"),
        key("One ask of %(who)s", "%(n)s asks of %(who)s"),
        key('It\'s "quoted"'),
        key("Send"),
        key("%(n)d day", "%(n)d days"),
        key("Open", context="verb"),
    }


def test_what_is_found_is_what_django_asks_for_when_it_renders(
    source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: set[str] = set()
    monkeypatch.setattr(translation._trans, "gettext", lambda text: asked.add(text) or text)
    monkeypatch.setattr(
        translation._trans, "ngettext", lambda one, many, n: asked.update((one, many)) or one
    )
    monkeypatch.setattr(translation._trans, "pgettext", lambda _c, text: asked.add(text) or text)
    engine = Engine(libraries={"i18n": "django.templatetags.i18n"})
    engine.from_string(TEMPLATE).render(Context({"n": 1, "name": "Ana"}))
    of_template = [use.key for use in uses(source) if use.area == "asks"]
    assert asked == {text for found in of_template for text in found.ids}


def test_lines_and_other_words_of_a_template_leave_no_trace() -> None:
    assert "asks" not in python_of_template("<p class='asks'>\n  asks</p>")


def test_a_message_of_two_areas_is_shared_and_others_stay_at_home(source: Path) -> None:
    areas = renewed(gathered(uses(source)), {})
    assert list(areas["shared"].entries) == [key("Send")]
    assert key("May", context="month") in areas["asks"].entries


def test_translations_are_kept_and_unused_ones_go(source: Path) -> None:
    send, gone = Entry(key("Send"), ("Enviar",)), Entry(key("Gone"), ("Ido",))
    before = {"needs": Area("needs", {send.key: send, gone.key: gone})}
    after = renewed(gathered(uses(source)), before)
    assert after["needs"].entries[key("Send")].texts == ("Enviar",)
    assert key("Gone") not in after["needs"].entries
    assert "shared" not in after


def test_writing_twice_changes_nothing(source: Path, tmp_path: Path) -> None:
    for area in renewed(gathered(uses(source)), {}).values():
        assert write_area(area, tmp_path)
    again = renewed(gathered(uses(source)), read_areas(tmp_path))
    assert [area.name for area in again.values() if write_area(area, tmp_path)] == []


def test_a_catalogue_holds_no_dates_and_no_names() -> None:
    area = Area("asks", {key("Send"): Entry(key("Send"), ("Enviar",), ("a.py",))})
    assert "Date" not in text_of(area)
    assert "Translator" not in text_of(area)


@pytest.mark.parametrize(
    "texts, fault",
    [
        (("",), "not translated"),
        (("Hola %(nombre)s",), "placeholders or tags differ"),
        (("Hola <em>%(name)s</em>",), "placeholders or tags differ"),
        (("Hola %(name)s",), None),
    ],
)
def test_a_translation_must_name_the_same_values(texts: tuple[str, ...], fault: str | None) -> None:
    hello = Entry(key("Hello %(name)s"), texts)
    messages = gathered([Use(hello.key, Path("pages/asks/send.html"), ())])
    found = list(checks.faults_of(hello, messages))
    assert [fault in line for line in found if fault] == ([True] if fault else [])


def test_the_form_for_one_may_leave_the_number_out_and_the_other_may_not() -> None:
    ids = ("%(n)d day", "%(n)d days")
    assert not checks.placeholders_differ(Entry(key(*ids), ("un día", "%(n)d días")))
    assert checks.placeholders_differ(Entry(key(*ids), ("%(n)d día", "días")))


def test_a_missing_an_unused_and_a_double_message_are_faults(source: Path) -> None:
    messages = gathered(uses(source))
    areas = renewed(messages, {})
    for area in areas.values():
        for entry in area.entries.values():
            entry.texts = entry.key.ids
    assert checks.faults(messages, areas) == []
    del areas["shared"].entries[key("Send")]
    areas["asks"].entries[key("Old")] = Entry(key("Old"), ("Viejo",))
    areas["needs"] = Area("needs", {key("In a tag"): Entry(key("In a tag"), ("Otra cosa",))})
    assert checks.faults(messages, areas) == [
        "asks.po: nobody uses (run `make messages`): 'Old'",
        "needs.po and asks.po both translate, differently: 'In a tag'",
        "shared.po: not in any catalogue (run `make messages`): 'Send'",
    ]


def test_what_is_compiled_is_what_was_translated(tmp_path: Path) -> None:
    entries = [
        Entry(key("Send"), ("Enviar",)),
        Entry(key("Open", context="verb"), ("Abrir",)),
        Entry(key("%(n)d day", "%(n)d days"), ("%(n)d día", "%(n)d días")),
        Entry(key("Unsure"), ("Dudoso",), fuzzy=True),
    ]
    write_area(Area("asks", {entry.key: entry for entry in entries}), tmp_path)
    assert compile_spanish(tmp_path)
    assert not compile_spanish(tmp_path)
    with (tmp_path / "LC_MESSAGES" / "django.mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert compiled.gettext("Send") == "Enviar"
    assert compiled.pgettext("verb", "Open") == "Abrir"
    assert compiled.ngettext("%(n)d day", "%(n)d days", 2) == "%(n)d días"
    assert compiled.gettext("Unsure") == "Unsure"


def test_the_made_up_language_mirrors_words_and_spares_values_and_tags(tmp_path: Path) -> None:
    assert mirrored("Hi %(name)s <b>you</b>") == "\u202eHi\u202c %(name)s <b>\u202eyou\u202c</b>"
    write_area(Area("asks", {key("Send"): Entry(key("Send"), ("",))}), tmp_path / "es")
    assert compile_pseudo(tmp_path / "es", tmp_path / "ar_XB")


def test_the_made_up_language_is_read_from_right_to_left() -> None:
    with translation.override("ar-xb"):
        assert translation.get_language_bidi()
        assert gettext("Sign in") == "\u202eSign\u202c \u202ein\u202c"
