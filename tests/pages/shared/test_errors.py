"""Error pages: what happened and what to do, and nothing of the inside."""

import pytest

from tequio.pages.shared import errors

FORM = "application/x-www-form-urlencoded"


def test_the_database_away_is_said_without_asking_who_is_there(rf) -> None:
    response = errors.unavailable(rf.get("/x?next=<script>"))
    assert response.status_code == 503
    assert response["Retry-After"] == "30"
    assert 'href="/x"' in response.content.decode()


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (errors.bad_request, 400),
        (errors.forbidden, 403),
        (errors.not_found, 404),
        (errors.csrf_failure, 403),
        (errors.server_error, 500),
    ],
)
def test_every_error_has_a_page_of_its_own(visit, answer, status) -> None:
    response = answer(visit("/somewhere"))
    assert response.status_code == status
    assert "<h1>" in response.content.decode()


def test_a_wrong_method_names_the_right_ones(visit) -> None:
    response = errors.wrong_method(visit(), ["GET", "POST"])
    assert response.status_code == 405
    assert response["Allow"] == "GET, POST"


def test_a_conflict_says_what_happened_meanwhile(visit) -> None:
    response = errors.conflict(visit(), "Luis <answered> already.")
    assert response.status_code == 409
    assert "Luis &lt;answered&gt; already." in response.content.decode()


def test_too_fast_says_when_to_come_back(visit) -> None:
    response = errors.too_many(visit(), retry_after=300)
    assert response.status_code == 429
    assert response["Retry-After"] == "300"


@pytest.mark.django_db
def test_megabytes_of_text_are_read_to_the_end_and_answered_with_words(client, cast) -> None:
    """A server that answers before it has read is a broken connection to a browser."""
    client.force_login(cast.maria)
    answer = client.post("/what-is-on-your-mind/", "worry=" + "a" * 3_000_000, FORM)
    assert answer.status_code == 413
    assert "Es demasiado texto" in answer.content.decode()
    assert answer.request["wsgi.input"].read() == b""


@pytest.mark.django_db
def test_who_cannot_get_on_reads_whom_to_write_to(client, cast, settings) -> None:
    settings.CONTACT_ADDRESS = "ayuda@example.org"
    for page in ("/account/inactive/", "/rules", "/privacy"):
        assert "mailto:ayuda@example.org" in client.get(page).content.decode(), page
    client.force_login(cast.maria)
    refused = client.get("/staff/people")
    assert refused.status_code == 403
    assert "mailto:ayuda@example.org" in refused.content.decode()
    settings.CONTACT_ADDRESS = ""
    assert "mailto:" not in client.get("/rules").content.decode()
