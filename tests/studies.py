"""Studies in the tests, brought to each step as everybody brings them there."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from allauth.account.models import EmailAddress

from tequio.domain.people import actions as people_actions
from tequio.domain.studies import draw, frame, members, plan, release
from tequio.domain.studies.platform_frame import Rule
from tequio.records.asks import Ask
from tequio.records.conversations import Conversation, Message
from tequio.records.people import Business, Person
from tequio.survey_records.models import Draw, Frame, Study
from tests import cast as people

DECLARATION = "No he trabajado para el programa ni para sus mentores. No tengo interés en él."
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True)
class Team:
    """Everybody around a study, and a stranger."""

    study: Study
    manager: Person
    funder: Person
    lead: Person
    supervisor: Person
    interviewer: Person
    coder: Person
    stranger: Person
    proposed: Person | None = None

    def role(self, name: str) -> Person:
        """The person of a role."""
        if name == members.PROPOSED:
            assert self.proposed is not None
            return self.proposed
        return {
            "funder": self.funder,
            "lead_evaluator": self.lead,
            "supervisor": self.supervisor,
            "interviewer": self.interviewer,
            "coder": self.coder,
            members.PLATFORM: self.manager,
            "stranger": self.stranger,
        }[name]


def gather(*, now: datetime, manager: Person | None = None, tag: str = "") -> Team:
    """A commissioned study with all its roles granted; `tag` makes a second team possible."""

    def somebody(name: str) -> Person:
        return people.person(f"{name} {tag}".strip(), country="GT", language="es", now=now)

    by = manager or people.staff(f"Paula Programa {tag}".strip(), "manager", now=now)
    funder, lead = somebody("Fabiola Financia"), somebody("Eva Evalúa")
    study = members.commission(
        by=by,
        funder=funder,
        title_es="¿Sirve la mentoría?",
        title_en="Does mentoring help?",
        programme="Tequio",
        evaluator="Evaluación Clara",
        contact="estudio@example.org",
        now=now,
    )
    members.grant(
        study=study,
        by=funder,
        person=lead,
        role="lead_evaluator",
        now=now,
    )
    members.declare(study=study, by=lead, text=DECLARATION, now=now)
    given = {}
    for role, name in (("supervisor", "Sara"), ("interviewer", "Inés"), ("coder", "Clara")):
        given[role] = somebody(f"{name} {role.title()}")
        members.grant(study=study, by=lead, person=given[role], role=role, now=now)
    return Team(study, by, funder, lead, stranger=somebody("Ernesto Extraño"), **given)


def lock(team: Team, *, now: datetime, **parts: Any) -> None:
    """A standard plan with a small sample, locked and signed by both."""
    small = {
        "size": 10,
        "design": "simple",
        "strata": [],
        "wave_size": 5,
        **parts.pop("sample", {}),
    }
    plan.save(study=team.study, by=team.lead, content=plan.standard(sample=small, **parts), now=now)
    plan.lock(study=team.study, by=team.lead, now=now)
    plan.sign(study=team.study, by=team.funder, now=now)


def planned(*, now: datetime, manager: Person | None = None, tag: str = "") -> Team:
    """A team whose plan is locked and signed by both."""
    team = gather(now=now, manager=manager, tag=tag)
    lock(team, now=now)
    return team


def freeze(team: Team, *, now: datetime, rule: Rule | None = None) -> Frame:
    """A frame of the platform's people, signed by both."""
    made = frame.freeze_from_platform(
        study=team.study, by=team.manager, rule=rule or Rule(), now=now
    )
    frame.sign(study=team.study, by=team.manager, now=now)
    frame.sign(study=team.study, by=team.lead, now=now)
    return made


def drawn(team: Team, *, now: datetime, value: str = "48213", **sample: Any) -> Draw:
    """Locked, frozen, signed and drawn, a minute between the steps."""
    lock(team, now=now, sample=sample)
    freeze(team, now=now + MINUTE)
    return draw.draw(
        study=team.study,
        by=team.lead,
        public_value=value,
        source="Lotería Santa Lucía, sorteo 400",
        announced_at=now + 2 * MINUTE,
        now=now + 3 * MINUTE,
    )


def in_field(team: Team, *, now: datetime, count: int = 5, **sample: Any) -> Draw:
    """Drawn, and the first wave released."""
    made = drawn(team, now=now, **sample)
    release.release(study=team.study, by=team.lead, count=count, now=now + 4 * MINUTE)
    return made


def crowd(count: int, *, now: datetime, start: int = 0, country: str = "GT") -> list[Person]:
    """Entrepreneurs in bulk, with all that joining writes."""
    joined = now - timedelta(days=60)
    made = Person.objects.bulk_create(
        Person(
            email=f"persona{start + n}@example.net",
            name=f"Persona {start + n}",
            search_name=people_actions.searchable(f"Persona {start + n}"),
            country=country,
            gender="mf"[n % 2],
            is_entrepreneur=True,
            adult_confirmed_at=joined,
            rules_accepted_at=joined,
            joined_at=joined,
            password="!",
        )
        for n in range(count)
    )
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True)
        for person in made
    )
    Business.objects.bulk_create(
        Business(person=person, trade="tortillas", stage="earning", updated_at=joined)
        for person in made
    )
    return made


def mentored(asked: list[Person], *, now: datetime) -> None:
    """Each of them wrote to one mentor, who accepted and gave advice once."""
    mentor = people.mentor("Ana Aconseja", country="GT", areas=["pricing"], now=now)
    at = now - timedelta(days=30)
    same = {"mentor": mentor, "area": "pricing", "context": "Tortillas.", "question": "¿Precio?"}
    sent = Ask.objects.bulk_create(
        Ask(asker=one, state="accepted", language="es", sent_at=at, due_at=now, **same)
        for one in asked
    )
    talks = Conversation.objects.bulk_create(
        Conversation(
            ask=ask, entrepreneur=ask.asker, mentor=mentor, opened_at=at, last_message_at=at
        )
        for ask in sent
    )
    Message.objects.bulk_create(
        Message(
            conversation=talk, sequence=1, author=mentor, text="Sume sus costos.",
            client_key=people.key(number), sent_at=at,
        )
        for number, talk in enumerate(talks)
    )  # fmt: skip
