"""The answer sheet of one request: link, device, the pages of the form and what was said."""

import hashlib
import hmac
import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from tequio.domain.studies import personal_links
from tequio.domain.studies.personal_links import OpenLink, Standing
from tequio.domain.studies.questionnaires.checking import is_relevant
from tequio.domain.studies.questionnaires.model import CONSENT, Item, Questionnaire, from_content
from tequio.domain.studies.questionnaires.xpath import parse
from tequio.survey_records.models import Answer
from tequio.survey_records.models import Questionnaire as Stored

COOKIE_DAYS: Final = 60
Page = tuple[Item, ...]


@dataclass(frozen=True)
class Sheet:
    """An answer that this device began and has not sent."""

    token: str
    link: OpenLink
    answer_id: int
    language: str
    values: dict[str, str]
    form: Questionnaire
    year: int

    def pages(self) -> list[Page]:
        """Every page of the form."""
        return pages_of(self.form)

    def asked(self, page: Page) -> list[Item]:
        """What a page asks of somebody with these answers."""
        return [item for item in page if is_relevant(item, self.values, year=self.year)]

    def first_open(self) -> int | None:
        """The first page with an item that was asked and has no answer; None when all have."""
        for number, page in enumerate(self.pages(), 1):
            if any(needs_answer(i) and not self.values.get(i.name) for i in self.asked(page)):
                return number
        return None

    def after(self, number: int) -> int | None:
        """The next page that asks something; None past the last."""
        later = enumerate(self.pages()[number:], number + 1)
        return next((n for n, page in later if self.asked(page)), None)

    def before(self, number: int) -> int | None:
        """The page before that asks something; None before the first."""
        earlier = list(enumerate(self.pages()[: number - 1], 1))
        return next((n for n, page in reversed(earlier) if self.asked(page)), None)


def needs_answer(item: Item) -> bool:
    """Whether an item must be answered, if only by `I do not know`."""
    return item.kind not in ("note", "calculate", "text")


def pages_of(form: Questionnaire) -> list[Page]:
    """Items of one page stand together, unless one decides whether another is asked."""
    pages: list[list[Item]] = []
    for item in form.items:
        if item.name == CONSENT or item.kind == "calculate":
            continue
        last = pages[-1] if pages else []
        together = bool(last) and item.page != "" and last[0].page == item.page
        named = parse(item.relevant).variables if item.relevant else frozenset()
        if together and not named & {other.name for other in last}:
            last.append(item)
        else:
            pages.append([item])
    return [tuple(page) for page in pages]


def looked_at(token: str, now: datetime) -> OpenLink | None:
    """A link that leads somewhere: to a form for the web, or to the receipt of an answer."""
    link = personal_links.look(token=token, now=now)
    if link is None or link.standing is Standing.CLOSED:
        return None
    return None if link.standing is Standing.OPEN and link.form != "short" else link


def of_device(request: HttpRequest, token: str, link: OpenLink, now: datetime) -> Sheet | None:
    """The sheet that this device began; nothing on any other device."""
    found = Answer.objects.filter(case_id=link.case_id, sent_at__isnull=True).first()
    secret = request.COOKIES.get(cookie_name(link.case_id), "")
    if found is None or not secret or found.device_hash is None:
        return None
    if not hmac.compare_digest(device_hash(secret), bytes(found.device_hash)):
        return None
    stored = Stored.objects.get(pk=found.questionnaire_id)
    form = from_content(stored.content)
    return Sheet(token, link, found.pk, found.language, dict(found.values), form, now.year)


def is_begun_elsewhere(link: OpenLink, here: Sheet | None) -> bool:
    """Whether another device or browser began to answer."""
    return here is None and Answer.objects.filter(case_id=link.case_id).exists()


def cookie_name(case_id: int) -> str:
    """A name for each case: two people may share a telephone."""
    digest = hmac.new(settings.SECRET_KEY.encode(), f"case {case_id}".encode(), hashlib.sha256)
    return f"answer-{digest.hexdigest()[:10]}"


def device_hash(secret: str) -> bytes:
    """What the database keeps of the cookie."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).digest()


def new_secret() -> str:
    """128 random bits for one device and one case."""
    return secrets.token_urlsafe(16)


def remember(response: HttpResponse, case_id: int, secret: str) -> None:
    """Sets the one cookie of this surface: it lets the same device go on."""
    response.set_cookie(
        cookie_name(case_id),
        secret,
        max_age=COOKIE_DAYS * 86400,
        path="/r/",
        secure=settings.SURVEY_URL.startswith("https://"),
        httponly=True,
        samesite="Lax",
    )
