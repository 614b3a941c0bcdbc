"""Django's admin, for the few: states and flags, never what people write to each other."""

from typing import Any, Final

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tequio.domain.mails import actions
from tequio.records.audit import AuditEvent
from tequio.records.notifications import Mail
from tequio.records.people import Person

# Steps of a study that its page tells the staff too; all others stay within the study.
STEPS_OF_STUDIES: Final = (
    *("studies.commission", "studies.grant", "studies.end_role", "studies.lock_plan"),
    *("studies.freeze_frame", "studies.sign_frame", "studies.lock_data", "studies.publish"),
)
# Django's own Spanish says "Vista persona" and "Añadir vínculo": ours takes its place.
SAID_OTHERWISE: Final = (
    *(_("View %s"), _("View"), _("Add link"), _("Change or view list link")),
    *(_("Welcome,"), _("History")),
)
# Apps bring pages of their own: tables of jobs name letters and mails, those of allauth would
# let one person change how another signs in.
admin.site.site_header = admin.site.site_title = "Tequio"
for brought in [model for model in admin.site._registry if model._meta.app_label != "records"]:
    admin.site.unregister(brought)


class ReadOnly(admin.ModelAdmin):  # type: ignore[type-arg]  (not generic at run time)
    """Nothing is added, changed or deleted here: changes go through domain actions."""

    def has_view_permission(self, request: HttpRequest, *_: Any) -> bool:
        return bool(request.user.is_staff)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_staff)

    def has_add_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, *_: Any) -> bool:
        return False


@admin.register(Person)
class PersonAdmin(ReadOnly):
    list_display = ("name", "email", "staff_role", "is_active", "joined_at")
    list_filter = ("staff_role", "is_active", "is_mentor", "is_entrepreneur")
    search_fields = ("search_name", "email")
    fields = ("public_id", "name", "email", "staff_role", "is_active", "joined_at", "erased_at")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnly):
    """The trail, without what happens in the field of a study: who answers is not the staff's."""

    list_display = ("happened_at", "action", "actor", "subject_type", "subject_id")
    list_filter = ("action",)
    list_select_related = ("actor",)
    date_hierarchy = "happened_at"

    def get_queryset(self, request: HttpRequest) -> "QuerySet[AuditEvent]":
        shown: QuerySet[AuditEvent] = super().get_queryset(request)
        return shown.filter(~Q(action__startswith="studies.") | Q(action__in=STEPS_OF_STUDIES))


@admin.register(Mail)
class MailAdmin(ReadOnly):
    """The ledger, without the words; held mails are let go or cancelled here."""

    list_display = ("made_at", "kind", "state", "attempts", "error")
    list_filter = ("state", "kind")
    fields = ("message_id", "kind", "state", "attempts", "made_at", "sending_at", "sent_at")
    actions = ("let_go", "cancel")

    @admin.action(description=_("Send the held mails after all"))
    def let_go(self, request: HttpRequest, mails: "QuerySet[Mail]") -> None:
        for mail in mails.filter(state=Mail.State.HELD):
            actions.let_go(mail=mail, by=request.user, now=timezone.now())

    @admin.action(description=_("Cancel the held mails"))
    def cancel(self, request: HttpRequest, mails: "QuerySet[Mail]") -> None:
        for mail in mails.filter(state=Mail.State.HELD):
            actions.cancel(mail=mail, by=request.user, now=timezone.now())
