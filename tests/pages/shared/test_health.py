"""What supervisors and load balancers ask."""

import pytest
from django.db import connection
from django.test import Client


@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_other_methods_are_refused(client: Client, path: str) -> None:
    assert client.post(path).status_code in (403, 405)


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/healthz", "/readyz"])
def test_anybody_may_ask_and_nothing_is_kept(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.content == b"ok\n"
    assert "no-store" in answer.headers["Cache-Control"]
    assert not answer.cookies


@pytest.mark.django_db(transaction=True)
def test_without_its_database_it_lives_but_is_not_ready(client: Client) -> None:
    connection.close()
    place = connection.settings_dict["OPTIONS"]
    socket, place["host"] = place["host"], "/nowhere"
    try:
        assert client.get("/healthz").status_code == 200
        assert client.get("/readyz").status_code == 503
    finally:
        place["host"] = socket
        connection.close()
