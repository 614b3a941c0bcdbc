"""One of everything that an address can name, and who may look at it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import get_resolver, reverse

from tequio.delivery.letters import Letter
from tequio.domain.asks import actions as asks
from tequio.domain.links import actions as links
from tequio.domain.mails import actions as mails
from tequio.domain.needs import actions as needs
from tequio.domain.safety import actions as safety
from tequio.records.notifications import NotificationKind
from tequio.records.people import Person
from tequio.records.vocabulary import CandidatePhrase
from tests import cast as people
from tests.asks import send
from tests.repository.test_access_table import names


@dataclass(frozen=True)
class World:
    """A person of every role, and the arguments of every address."""

    people: dict[str, Person | None]
    arguments: dict[str, dict[str, str | int]]


def build(now: datetime) -> World:
    """Built through the same actions as everything: an ask that waits, a conversation, a report."""
    cast = people.gather(now=now)
    waiting = send(by=cast.maria, to=cast.ana, now=now)
    talk = asks.accept(ask=send(by=cast.maria, to=cast.luis, now=now), by=cast.luis, now=now)
    report = safety.report(by=cast.maria, person=cast.luis, reason="rude", text="", now=now)
    token = links.make(person=cast.ana, purpose="answer_ask", ask=waiting, now=now)
    reply = links.make(person=cast.luis, purpose="reply", conversation=talk, now=now)
    check_in = links.make(person=cast.luis, purpose="check_in", conversation=talk, now=now)
    needs.tell_story(by=cast.maria, text="No sé qué precio poner a mis tortillas", now=now)
    needs.choose(by=cast.maria, areas=["pricing", "taxes"], now=now)
    held = mails.queue(
        letter=Letter(subject="Llave", paragraphs=("Llave",)),
        kind=NotificationKind.ACCOUNT,
        to=cast.luis.email,
        language="es",
        person=cast.luis,
        now=now,
    )
    mails.hold_unsent(now=now)
    phrase = CandidatePhrase.objects.get(person=cast.maria)
    both = people.entrepreneur("Berta Both", country="GT", language="es", now=now)
    return World(
        people={
            "anyone": None,
            "entrepreneur": cast.maria,
            "mentor": cast.luis,
            "member": both,
            "coordinator": cast.coordinator,
            "manager": cast.manager,
            "administrator": cast.administrator,
        },
        arguments={
            "asks": {"public_id": waiting.public_id, "token": token},
            "asks:send": {"public_id": cast.luis.public_id},
            "asks:check": {"public_id": cast.luis.public_id},
            "asks:keep": {"public_id": cast.luis.public_id},
            "conversations": {"public_id": talk.public_id, "token": reply},
            "conversations:check-in-by-link": {"token": check_in},
            "needs": {"public_id": cast.luis.public_id},
            "people": {"number": held.pk, "public_id": cast.luis.public_id},
            "safety": {"public_id": cast.ana.public_id},
            "safety:report-ask": {"public_id": waiting.public_id},
            "safety:report-message": {"public_id": talk.messages.get().public_id},
            # The site's own table is tested here; roles within a study have a matrix of their own.
            "studies": {
                "public_id": "nobodys",
                "number": 1,
                "form": "short",
                "section": "x",
                "part": "x",
                "chapter": "x",
                "identifier": "x",
                "name": "x",
            },
            "staff": {"public_id": report.public_id, "area": "pricing", "number": phrase.pk},
            **{
                f"staff:ask{what}": {"public_id": waiting.public_id}
                for what in ("", "-read", "-remind", "-release")
            },
            "staff:mail-decide": {"number": held.pk},
            "staff:person": {"public_id": cast.luis.public_id},
            "staff:suspend": {"public_id": cast.pedro.public_id},
            "staff:readmit": {"public_id": cast.pedro.public_id},
        },
    )


def wanted_arguments(name: str) -> set[str]:
    """The parameters in the pattern of this name."""
    *namespaces, last = name.split(":")
    resolver = get_resolver(settings.ROOT_URLCONF)
    for namespace in namespaces:
        resolver = resolver.namespace_dict[namespace][1]
    return {key for pattern in resolver.reverse_dict.getlist(last) for key in pattern[0][0][1]}


def address(name: str, world: World) -> str:
    """Where the page of this name is in this world."""
    known = {
        **world.arguments.get(name.partition(":")[0], {}),
        **world.arguments.get(name, {}),
        "key": "x",
        "uidb36": "a",
        "pk": 1,
    }
    return reverse(name, kwargs={key: known[key] for key in wanted_arguments(name)})


def our_pages() -> Iterator[str]:
    """Every named address but Django's admin."""
    for name in sorted(set(names(get_resolver(settings.ROOT_URLCONF)))):
        if not name.startswith("admin:"):
            yield name
