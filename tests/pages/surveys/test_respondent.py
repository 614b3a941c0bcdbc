"""The respondent's form: refusals first, then an answer with the rights of the surface's role."""

import re
from datetime import timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.utils import timezone

from tequio.domain.studies import personal_links, wishes
from tequio.pages.surveys import guard
from tequio.survey_records import respondent_role
from tequio.survey_records.models import (
    Answer,
    Attempt,
    Case,
    PersonalLink,
    RespondentWish,
    Study,
)
from tests.pages.surveys.steps import PAGES, begin, fill, quiet

pytestmark = pytest.mark.django_db
FORBIDDEN = (
    "records_person",
    "records_studylink",
    "records_donotcontact",
    "records_mail",
    "records_auditevent",
    "survey_records_frameunit",
    "survey_records_frame",
    "survey_records_draw",
    "survey_records_plan",
    "survey_records_result",
    "survey_records_surveyletter",
    "django_session",
)


@pytest.mark.parametrize("table", FORBIDDEN)
def test_the_role_reads_nothing_but_what_the_form_needs(as_respondents: None, table: str) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TABLE {table}")


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT key FROM survey_records_case",
        "SELECT data_hash FROM survey_records_study",
        "UPDATE survey_records_case SET form = 'short'",
        "UPDATE survey_records_personallink SET expires_at = now()",
        "DELETE FROM survey_records_answer",
        "DELETE FROM survey_records_respondentwish",
        "UPDATE survey_records_attempt SET code = '1.1'",
        "SELECT code FROM survey_records_attempt",
        "CREATE TABLE mine (n int)",
    ],
)
def test_the_role_changes_nothing_but_what_the_form_needs(
    as_respondents: None, statement: str
) -> None:
    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)


def test_the_role_has_rights_on_these_tables_and_no_other(as_respondents: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace "
            "WHERE n.nspname = 'public' AND c.relkind IN ('r', 'v', 'm', 'S') "
            "AND (has_any_column_privilege(%s, c.oid, 'SELECT, INSERT, UPDATE') "
            "OR has_table_privilege(%s, c.oid, 'DELETE, TRUNCATE')) "
            "AND c.relkind <> 'S'",
            [respondent_role.ROLE] * 2,
        )
        assert {name for (name,) in cursor.fetchall()} == set(respondent_role.GRANTS)


def test_unusable_links_of_every_kind_get_the_same_quiet_page(
    telephone: Client, study: Study, token: str
) -> None:
    now = timezone.now()
    expired, withdrawn, refused, long_form = (
        personal_links.make(case=Case.objects.get(key=key), now=now)
        for key in ("k01", "k02", "k02", "k00")
    )
    links = PersonalLink.objects
    links.filter(token_hash=personal_links.hash_of(expired)).update(expires_at=now)
    links.filter(token_hash=personal_links.hash_of(withdrawn)).update(withdrawn_at=now)
    wishes.ask(case_id=Case.objects.get(key="k02").pk, kind="refuse", now=now)
    Case.objects.filter(key="k00").update(form="detailed")
    bodies = set()
    for bad in (expired, withdrawn, refused, long_form, "x" * 22, "%00", "a/b/c", "ñ", "x" * 3000):
        for path in (f"/r/{bad}/", f"/r/{bad}/1", f"/r/{bad}/send"):
            answer = telephone.get(path)
            assert quiet(answer), path
            bodies.add(answer.content)
        assert quiet(telephone.post(f"/r/{bad}/", {"language": "es"}))
        if bad != long_form:
            assert quiet(telephone.post(f"/r/{bad}/no", {"wish": "refuse"}))
    assert len(bodies) == 1
    for unknown in ("x" * 22, "%00", "a/b/c", "ñ", "x" * 3000):
        assert quiet(telephone.get(f"/r/{unknown}/no"))
        assert quiet(telephone.post(f"/r/{unknown}/no", {"wish": "never"}))
    assert not Answer.objects.exists()


def test_every_kind_of_bad_link_asks_the_database_once(
    telephone: Client,
    study: Study,
    token: str,
    django_assert_num_queries: pytest.FixtureRequest,
) -> None:
    PersonalLink.objects.update(expires_at=timezone.now())
    for bad in (token, "x" * 22, "a/b", "%00"):
        with django_assert_num_queries(1):  # type: ignore[operator]
            telephone.get(f"/r/{bad}/")


def test_wrong_methods_and_other_addresses_are_quiet(telephone: Client, token: str) -> None:
    assert telephone.put(f"/r/{token}/").status_code == 405
    for path in ("/", "/admin/", "/account/login/", "/r/", "/static/nothing"):
        assert quiet(telephone.get(path))
    assert quiet(telephone.post(f"/r/{token}/no", {"wish": "everything"}))
    assert quiet(telephone.post(f"/r/{token}/no", {"wish": "remove"}))
    assert quiet(telephone.post(f"/r/{token}/", {"language": "fr"}))


def test_too_many_requests_of_one_address_wait(telephone: Client, db: None) -> None:
    answers = [telephone.get("/thanks").status_code for _ in range(guard.MOST + 2)]
    assert answers.count(429) == 2
    assert telephone.get("/thanks")["Retry-After"]
    assert telephone.get("/thanks", REMOTE_ADDR="10.0.0.9").status_code == 200


def test_the_first_page_is_in_both_languages_without_a_name_and_sets_no_cookie(
    telephone: Client, as_respondents: None, token: str
) -> None:
    answer = telephone.get(f"/r/{token}/")
    text = answer.content.decode()
    assert "independiente" in text
    assert "independent team" in text
    assert text.count('type="checkbox"') == 3
    assert " checked" not in text
    assert not answer.cookies
    assert "k00" not in text
    assert answer["Referrer-Policy"] == "no-referrer"
    assert answer["Cache-Control"] == "no-store"
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert b"<script" not in answer.content


def test_no_question_is_shown_without_consent(
    telephone: Client, as_respondents: None, token: str
) -> None:
    for path in ("1", "send"):
        answer = telephone.get(f"/r/{token}/{path}")
        assert (answer.status_code, answer["Location"]) == (302, f"/r/{token}/")


def test_an_answer_is_given_page_by_page_and_sent(
    telephone: Client, as_respondents: None, token: str
) -> None:
    address = begin(telephone, token, reuse="1")
    (cookie,) = telephone.cookies.values()
    assert (cookie["httponly"], cookie["path"], cookie["samesite"]) == (True, "/r/", "Lax")
    last = fill(telephone, address)
    assert last == f"/r/{token}/send"
    assert telephone.get(last).status_code == 200
    sent = telephone.post(last)
    assert (sent.status_code, sent["Location"]) == (302, f"/r/{token}/")
    assert not Answer.objects.exists(), "what was sent is out of sight of this role"
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    answer = Answer.objects.get()
    assert answer.consents == {"recontact": False, "quote": False, "reuse": True}
    assert (answer.values["h_bds"], answer.values["g_jobs_pt"]) == ("course bank", ".d")
    assert (answer.values["c_why_main"], answer.device_hash) == (".n", None)
    assert Attempt.objects.get().code == "1.1"


def test_nothing_is_sent_before_the_end(
    telephone: Client, as_respondents: None, token: str
) -> None:
    address = begin(telephone, token)
    telephone.post(address, PAGES[0])
    for answer in (telephone.get(f"/r/{token}/send"), telephone.post(f"/r/{token}/send")):
        assert (answer.status_code, answer["Location"]) == (302, f"/r/{token}/2")


def test_another_device_sees_nothing_of_what_was_said(
    telephone: Client, as_respondents: None, token: str
) -> None:
    address = begin(telephone, token)
    telephone.post(address, PAGES[0])
    assert b"checked" in telephone.get(address).content
    other = Client()
    first = other.get(f"/r/{token}/")
    assert b"Seguir donde" not in first.content
    assert other.get(address)["Location"] == f"/r/{token}/"
    forged = Client()
    forged.cookies[next(iter(telephone.cookies))] = "x" * 22
    assert forged.get(address)["Location"] == f"/r/{token}/"
    again = begin(other, token)
    assert b"checked" not in other.get(again).content
    assert telephone.get(address)["Location"] == f"/r/{token}/"


def test_the_same_device_goes_on_where_it_stopped_also_by_a_later_letter(
    telephone: Client, study: Study, token: str
) -> None:
    address = begin(telephone, token)
    telephone.post(address, PAGES[0])
    later = personal_links.make(case=Case.objects.get(key="k00"), now=timezone.now())
    assert f'href="/r/{later}/2"' in telephone.get(f"/r/{later}/").content.decode()


def test_going_back_shows_what_was_said_and_a_change_takes_the_other_way(
    telephone: Client, as_respondents: None, token: str
) -> None:
    begin(telephone, token)
    telephone.post(f"/r/{token}/1", PAGES[0])
    telephone.post(f"/r/{token}/2", PAGES[1])
    page = telephone.get(f"/r/{token}/3").content.decode()
    assert f'href="/r/{token}/2"' in page
    assert re.search(
        r'value="2-3" id="[\w-]+" checked', telephone.get(f"/r/{token}/2").content.decode()
    )
    answer = telephone.post(f"/r/{token}/2", {"c_contact_n": "0"})
    assert answer["Location"] == f"/r/{token}/4"
    assert "Solo estaba viendo" in telephone.get(answer["Location"]).content.decode()
    assert telephone.get(f"/r/{token}/3")["Location"] == f"/r/{token}/4"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "Elija una respuesta"),
        ({"g_jobs_ft": "doce", "g_jobs_pt": "0"}, "en cifras"),
        ({"g_jobs_ft": "99999", "g_jobs_pt": "0"}, "entre 0 y 10,000"),
        ({"g_jobs_ft": "3", "g_jobs_ft_instead": ".d", "g_jobs_pt": "0"}, "no las dos cosas"),
    ],
)
def test_a_bad_number_is_explained_and_what_was_typed_stays(
    telephone: Client, as_respondents: None, token: str, said: dict[str, str], words: str
) -> None:
    begin(telephone, token)
    answer = telephone.post(f"/r/{token}/9", said)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert all(f'value="{v}"' in page for k, v in said.items() if k == "g_jobs_ft" and v != "3")


@pytest.mark.parametrize(
    "said", [{"h_bds": ["none", "bank"]}, {"h_bds": ["bank", ".d"]}, {"h_bds": "zoo"}]
)
def test_answers_that_exclude_each_other_are_explained(
    telephone: Client, as_respondents: None, token: str, said: dict[str, str]
) -> None:
    begin(telephone, token)
    assert telephone.post(f"/r/{token}/10", said).status_code == 422


def test_every_item_can_be_left_with_i_do_not_know_or_i_prefer_not_to_say(
    telephone: Client, as_respondents: None, token: str
) -> None:
    address = begin(telephone, token)
    while not address.endswith("/send"):
        page = telephone.get(address).content.decode()
        names = set(re.findall(r'name="(\w+)" value="\.d"', page))
        assert names
        assert names == set(re.findall(r'name="(\w+)" value="\.r"', page))
        address = telephone.post(address, dict.fromkeys(names, ".r"))["Location"]
    assert telephone.post(address)["Location"] == f"/r/{token}/"


@pytest.mark.parametrize("kind", ["refuse", "never"])
def test_one_tap_says_no_and_closes_every_link(
    telephone: Client, as_respondents: None, token: str, kind: str
) -> None:
    answer = telephone.post(f"/r/{token}/no", {"wish": kind})
    assert (answer.status_code, answer["Location"]) == (302, "/thanks?no")
    assert RespondentWish.objects.get().kind == kind
    assert quiet(telephone.get(f"/r/{token}/"))


def test_after_the_data_lock_no_link_opens(telephone: Client, study: Study, token: str) -> None:
    begin(telephone, token)
    Study.objects.filter(pk=study.pk).update(data_locked_at=timezone.now(), data_hash="a")
    assert quiet(telephone.get(f"/r/{token}/1"))
    assert quiet(telephone.post(f"/r/{token}/1", PAGES[0]))


def test_reasons_stand_in_another_order_for_each_case_with_other_last(
    surface: None, study: Study
) -> None:
    orders = set()
    for case in Case.objects.all():
        client = Client()
        token = personal_links.make(case=case, now=timezone.now() - timedelta(minutes=1))
        begin(client, token)
        client.post(f"/r/{token}/2", {"c_contact_n": "0"})
        page = client.get(f"/r/{token}/4").content.decode()
        codes = re.findall(r'value="(R\d\d)"', page)
        assert codes[-1] == "R96"
        orders.add(tuple(codes))
    assert len(orders) == 3


def test_pages_in_english_are_in_english(
    telephone: Client, as_respondents: None, token: str
) -> None:
    telephone.post(f"/r/{token}/", {"language": "en"})
    page = telephone.get(f"/r/{token}/1").content.decode()
    assert '<html lang="en">' in page
    assert "How is your business today?" in page
    assert "Go on" in page


def test_every_page_weighs_less_than_thirty_kilobytes_with_its_sheets(
    telephone: Client, as_respondents: None, token: str
) -> None:
    sheets = sum(
        len(b"".join(telephone.get(f"/static/tequio/{name}.css").streaming_content))
        for name in ("tokens", "survey")
    )
    address = begin(telephone, token)
    sizes = [len(telephone.get(f"/r/{token}/").content)]
    for said in PAGES:
        sizes.append(len(telephone.get(address).content))
        address = telephone.post(address, said)["Location"]
    print(f"largest page with its sheets: {max(sizes) + sheets} bytes")  # noqa: T201  (the figure)
    assert max(sizes) + sheets < 30_000
