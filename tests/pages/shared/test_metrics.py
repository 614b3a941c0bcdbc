"""The counts for Prometheus are for who holds the token; a demo shows them to its own machine."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_a_real_site_without_a_token_shows_them_to_nobody(client: Client, settings) -> None:
    settings.IS_PRODUCTION, settings.METRICS_TOKEN = True, ""
    assert client.get("/metrics").status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 403


@pytest.mark.parametrize("held", ["", "Bearer wrong", "Bearer"])
def test_a_wrong_token_opens_nothing_also_in_a_demo(client: Client, settings, held: str) -> None:
    settings.METRICS_TOKEN = "right"
    assert client.get("/metrics", headers={"Authorization": held}).status_code == 403
    assert client.get("/metrics", headers={"Authorization": "Bearer right"}).status_code == 200


def test_a_demo_shows_them_to_its_own_machine_alone(client: Client) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 403
    assert client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"}).status_code == 403
