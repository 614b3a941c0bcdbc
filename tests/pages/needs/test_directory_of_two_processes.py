"""Cards are kept in each process: what one process changes, the next page of another shows."""

import os
import re
import subprocess
import sys

import pytest
from django.db import connection
from django.test import Client

from tests.realtime.processes import address_of_database

pytestmark = pytest.mark.django_db(transaction=True)
IN_ANOTHER_PROCESS = """
from datetime import timedelta
import os, django
django.setup()
from django.utils import timezone
from tequio.domain.mentors import actions
from tequio.records.people import Person
luis = Person.objects.get(email=os.environ["LUIS"])
actions.pause(by=luis, until=timezone.localdate() + timedelta(days=200), now=timezone.now())
Person.objects.filter(pk=luis.pk).update(name="Luis Nombre Nuevo")
"""


def page(client: Client) -> str:
    return client.get("/mentors/?q=Luis").content.decode()


def test_a_pause_and_a_name_of_another_process_are_on_the_next_page(client, cast) -> None:
    client.force_login(cast.maria)
    assert "3 de 3 lugares libres este mes" in page(client)
    url = address_of_database(connection.settings_dict["NAME"])
    environment = {"DATABASE_URL": url, "LUIS": cast.luis.email}
    subprocess.run(
        [sys.executable, "-c", IN_ANOTHER_PROCESS], env={**os.environ, **environment}, check=True
    )
    html = page(client)
    assert "Luis Nombre Nuevo" in html
    assert "Está en pausa" in html
    assert "3 de 3 lugares" not in html


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ("q=Luis", ["Luis Ortega"]),
        ("area=cashflow", ["Luis Ortega"]),
        ("q=mis clientes me pagan tarde", ["Luis Ortega", "Ana Castillo"]),
    ],
)
def test_outside_a_transaction_the_prepared_search_finds_the_same(
    client, cast, query, names
) -> None:
    client.force_login(cast.maria)
    for _ in range(2):
        html = client.get(f"/mentors/?{query}").content.decode()
        assert re.findall(r">(Luis Ortega|Ana Castillo)</a>", html) == names
