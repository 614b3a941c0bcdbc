"""People: who they are to each other, and what they chose."""

from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from tequio.records import names
from tequio.records.identifiers import random_identifier


class StaffRole(models.TextChoices):
    NONE = "", _("Not staff")
    COORDINATOR = "coordinator", _("Coordinator")
    MANAGER = "manager", _("Programme manager")
    ADMINISTRATOR = "administrator", _("Administrator")


class PersonQuerySet(models.QuerySet["Person"]):
    def present(self) -> "PersonQuerySet":
        """People with an open account: neither suspended nor erased."""
        return self.filter(is_active=True, erased_at__isnull=True)

    def confirmed(self) -> "PersonQuerySet":
        """People who typed the code that went to their address: until then nobody has joined."""
        return self.filter(pk__in=self.filter(emailaddress__verified=True).values("pk"))

    def never_confirmed(self) -> "PersonQuerySet":
        """Accounts that nobody has ever opened: the code to their address was not typed."""
        nobody_yet = self.filter(
            last_login=None, erased_at=None, staff_role=StaffRole.NONE, is_superuser=False
        )
        return nobody_yet.exclude(pk__in=self.filter(emailaddress__verified=True).values("pk"))

    def not_blocked_with(self, person: "Person") -> "PersonQuerySet":
        """Without those who blocked this person or whom this person blocked."""
        return self.exclude(blocks_made__blocked=person).exclude(blocks_received__blocker=person)


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(email__iexact=username)

    def create_superuser(self, email: str, password: str, **fields: object) -> "Person":
        person = self.model(
            email=email, is_superuser=True, staff_role=StaffRole.ADMINISTRATOR, **fields
        )
        person.set_password(password)
        person.save()
        return person


class Person(AbstractBaseUser, PermissionsMixin):
    public_id = models.CharField(
        _("identifier"), max_length=16, unique=True, default=random_identifier
    )
    email = models.EmailField(_("e-mail"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    search_name = models.CharField(max_length=130, blank=True)
    portrait_seed = models.PositiveIntegerField(default=0)
    is_entrepreneur = models.BooleanField(_("has a business or an idea"), default=False)
    is_mentor = models.BooleanField(_("is a mentor"), default=False)
    staff_role = models.CharField(
        _("role in the team"), max_length=16, choices=StaffRole, default=StaffRole.NONE, blank=True
    )
    language = models.CharField(_("language of the site"), max_length=5, default="es")
    languages = ArrayField(models.CharField(max_length=3), default=list)
    country = models.CharField(_("country"), max_length=2, blank=True)
    region = models.CharField(_("state or department"), max_length=80, blank=True)
    town = models.CharField(_("town"), max_length=80, blank=True)
    time_zone = models.CharField(max_length=40, default="America/Guatemala")
    gender = models.CharField(max_length=1, blank=True)
    adult_confirmed_at = models.DateTimeField(null=True, blank=True)
    rules_accepted_at = models.DateTimeField(null=True, blank=True)
    rules_version = models.CharField(max_length=16, blank=True)
    hidden_from_search = models.BooleanField(default=False)
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_until = models.TimeField(null=True, blank=True)
    is_active = models.BooleanField(_("account is open"), default=True)
    joined_at = models.DateTimeField(_("joined on"), default=timezone.now)
    last_seen_at = models.DateTimeField(null=True, blank=True)
    suspended_at = models.DateTimeField(null=True, blank=True)
    erased_at = models.DateTimeField(_("account deleted on"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    objects = PersonManager.from_queryset(PersonQuerySet)()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(staff_role__in=StaffRole.values), name="staff_role_is_known"
            ),
        )
        indexes = (
            models.Index(fields=["country"], name="person_country"),
            GinIndex(fields=["search_name"], opclasses=["gin_trgm_ops"], name="person_search_name"),
        )

    def __str__(self) -> str:
        return self.name or self.public_id

    @property
    def is_staff(self) -> bool:
        """Whether Django's admin lets this person in."""
        return self.is_superuser or self.staff_role == StaffRole.ADMINISTRATOR

    @property
    def called(self) -> str:
        """The name, or what stands in its place where there is none."""
        return self.name or (
            gettext("(deleted account)") if self.erased_at else gettext("(no name)")
        )

    @property
    def first_language(self) -> str:
        """The first of the languages this person speaks; without any, that of the site."""
        return self.languages[0] if self.languages else self.language

    @property
    def given_name(self) -> str:
        return names.given_name(self.name) or self.called


class Stage(models.TextChoices):
    IDEA = "idea", _("An idea: nothing running yet, no customers")
    OPERATIONAL = "operational", _("Running, but not selling yet")
    EARNING = "earning", _("Selling, not yet making a profit")
    PROFITABLE = "profitable", _("Making a profit")


class Business(models.Model):
    person = models.OneToOneField(Person, models.CASCADE, related_name="business")
    name = models.CharField(_("name of the business"), max_length=120, blank=True)
    trade = models.CharField(_("what it makes or sells"), max_length=200)
    industry = models.CharField(max_length=4, blank=True)
    stage = models.CharField(_("stage"), max_length=12, choices=Stage)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "businesses"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(stage__in=Stage.values), name="business_stage_is_known"
            ),
        )

    def __str__(self) -> str:
        return self.name or self.trade


class Mentor(models.Model):
    """What a mentor offers; one row for each person who is a mentor."""

    person = models.OneToOneField(Person, models.CASCADE, primary_key=True, related_name="mentor")
    headline = models.CharField(_("in one line"), max_length=120, blank=True)
    about = models.TextField(_("about you"), max_length=2000, blank=True)
    employer = models.CharField(_("where you work"), max_length=120, blank=True)
    areas = ArrayField(models.CharField(max_length=40), default=list)
    industries = ArrayField(models.CharField(max_length=4), default=list)
    stages = ArrayField(models.CharField(max_length=12), default=list)
    places_a_month = models.PositiveSmallIntegerField(_("places a month"), default=2)
    good_ask = models.TextField(_("what a good ask looks like"), max_length=1000, blank=True)
    paused_until = models.DateField(_("paused until"), null=True, blank=True)
    search_text = models.TextField(blank=True)
    updated_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(places_a_month__lte=50), name="places_a_month_at_most_50"
            ),
        )
        indexes = (
            GinIndex(fields=["areas"], name="mentor_areas"),
            GinIndex(fields=["industries"], name="mentor_industries"),
            GinIndex(fields=["search_text"], opclasses=["gin_trgm_ops"], name="mentor_search_text"),
        )

    def __str__(self) -> str:
        return str(self.person)


class MentorLoad(models.Model):
    """One counter a mentor: locked and changed in the transaction that changes an ask."""

    mentor = models.OneToOneField(
        Mentor, models.CASCADE, primary_key=True, related_name="load", db_column="mentor_id"
    )
    month = models.DateField()
    used = models.PositiveSmallIntegerField(default=0)
    waiting = models.PositiveSmallIntegerField(default=0)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(used__gte=0), name="load_used_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.mentor_id}: {self.used} used, {self.waiting} waiting"


class ReplyRecord(models.Model):
    """How a mentor has answered, counted again each night from the asks themselves.

    The hours are those within which half of all counted asks had a reply, and a band around
    that; empty where the asks without a reply reach so far, or are too few to tell.
    """

    mentor = models.OneToOneField(
        Mentor, models.CASCADE, primary_key=True, related_name="reply_record"
    )
    received = models.PositiveIntegerField(default=0)
    answered = models.PositiveIntegerField(default=0)
    accepted = models.PositiveIntegerField(default=0)
    median_hours = models.FloatField(null=True, blank=True)
    quick_hours = models.FloatField(null=True, blank=True)
    slow_hours = models.FloatField(null=True, blank=True)
    weighted_received = models.FloatField(default=0)
    weighted_accepted = models.FloatField(default=0)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.answered} of {self.received}"


class ReplyPrior(models.Model):
    """Acceptance across all mentors as Beta(a, b), fitted each night; one row."""

    a = models.FloatField()
    b = models.FloatField()
    mentors = models.PositiveIntegerField()
    fitted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"Beta({self.a:.2f}, {self.b:.2f})"
