import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.contrib.postgres.operations import TrigramExtension, UnaccentExtension
from django.db import migrations, models

import tequio.records.identifiers


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        TrigramExtension(),
        UnaccentExtension(),
        migrations.CreateModel(
            name="Person",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("password", models.CharField(max_length=128, verbose_name="password")),
                (
                    "last_login",
                    models.DateTimeField(blank=True, null=True, verbose_name="last login"),
                ),
                (
                    "is_superuser",
                    models.BooleanField(
                        default=False,
                        help_text="Designates that this user has all permissions without explicitly assigning them.",
                        verbose_name="superuser status",
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=tequio.records.identifiers.random_identifier,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("email", models.EmailField(max_length=254, unique=True, verbose_name="e-mail")),
                ("name", models.CharField(max_length=120, verbose_name="name")),
                ("search_name", models.CharField(blank=True, max_length=130)),
                ("portrait_seed", models.PositiveIntegerField(default=0)),
                ("is_entrepreneur", models.BooleanField(default=False)),
                ("is_mentor", models.BooleanField(default=False)),
                (
                    "staff_role",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("", "Not staff"),
                            ("coordinator", "Coordinator"),
                            ("manager", "Programme manager"),
                            ("administrator", "Administrator"),
                        ],
                        default="",
                        max_length=16,
                    ),
                ),
                (
                    "language",
                    models.CharField(
                        default="es", max_length=5, verbose_name="language of the site"
                    ),
                ),
                (
                    "languages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=3), default=list, size=None
                    ),
                ),
                ("country", models.CharField(blank=True, max_length=2, verbose_name="country")),
                (
                    "region",
                    models.CharField(blank=True, max_length=80, verbose_name="state or department"),
                ),
                ("town", models.CharField(blank=True, max_length=80, verbose_name="town")),
                ("time_zone", models.CharField(default="America/Guatemala", max_length=40)),
                ("gender", models.CharField(blank=True, max_length=1)),
                ("adult_confirmed_at", models.DateTimeField(blank=True, null=True)),
                ("rules_accepted_at", models.DateTimeField(blank=True, null=True)),
                ("rules_version", models.CharField(blank=True, max_length=16)),
                ("hidden_from_search", models.BooleanField(default=False)),
                ("quiet_from", models.TimeField(blank=True, null=True)),
                ("quiet_until", models.TimeField(blank=True, null=True)),
                ("is_active", models.BooleanField(default=True)),
                ("joined_at", models.DateTimeField(default=django.utils.timezone.now)),
                ("last_seen_at", models.DateTimeField(blank=True, null=True)),
                ("suspended_at", models.DateTimeField(blank=True, null=True)),
                ("erased_at", models.DateTimeField(blank=True, null=True)),
                (
                    "groups",
                    models.ManyToManyField(
                        blank=True,
                        help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.group",
                        verbose_name="groups",
                    ),
                ),
                (
                    "user_permissions",
                    models.ManyToManyField(
                        blank=True,
                        help_text="Specific permissions for this user.",
                        related_name="user_set",
                        related_query_name="user",
                        to="auth.permission",
                        verbose_name="user permissions",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mentor",
            fields=[
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="mentor",
                        serialize=False,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "headline",
                    models.CharField(blank=True, max_length=120, verbose_name="in one line"),
                ),
                ("about", models.TextField(blank=True, max_length=2000, verbose_name="about you")),
                (
                    "employer",
                    models.CharField(blank=True, max_length=120, verbose_name="where you work"),
                ),
                (
                    "areas",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=40), default=list, size=None
                    ),
                ),
                (
                    "industries",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=4), default=list, size=None
                    ),
                ),
                (
                    "stages",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(max_length=12), default=list, size=None
                    ),
                ),
                (
                    "places_a_month",
                    models.PositiveSmallIntegerField(default=2, verbose_name="places a month"),
                ),
                (
                    "good_ask",
                    models.TextField(
                        blank=True, max_length=1000, verbose_name="what a good ask looks like"
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(blank=True, null=True, verbose_name="paused until"),
                ),
                ("search_text", models.TextField(blank=True)),
                ("updated_at", models.DateTimeField(db_index=True)),
            ],
        ),
        migrations.CreateModel(
            name="Ask",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=tequio.records.identifiers.random_identifier,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("area", models.CharField(max_length=40, verbose_name="area")),
                ("context", models.TextField(max_length=1500, verbose_name="about my business")),
                ("question", models.TextField(max_length=600, verbose_name="my question")),
                (
                    "tried",
                    models.TextField(blank=True, max_length=1000, verbose_name="what I have tried"),
                ),
                ("minutes", models.PositiveSmallIntegerField(default=30, verbose_name="minutes")),
                ("language", models.CharField(max_length=5)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("waiting", "Waiting for the mentor"),
                            ("question_back", "The mentor asked something back"),
                            ("accepted", "Accepted"),
                            ("declined", "Declined"),
                            ("expired", "Not answered in time"),
                            ("withdrawn", "Withdrawn"),
                        ],
                        default="waiting",
                        max_length=14,
                    ),
                ),
                ("sent_at", models.DateTimeField()),
                ("due_at", models.DateTimeField()),
                ("paused_at", models.DateTimeField(blank=True, null=True)),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                ("reminded_at", models.DateTimeField(blank=True, null=True)),
                (
                    "decline_reason",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("too_busy", "I have no time now"),
                            ("not_my_field", "It is not my field"),
                            ("unclear", "I do not understand the ask"),
                            ("better_elsewhere", "Somebody else can help better"),
                            ("inappropriate", "The ask is not appropriate"),
                            ("no_reason", "I prefer not to say"),
                        ],
                        max_length=16,
                    ),
                ),
                ("decline_sentence", models.CharField(blank=True, max_length=300)),
                ("question_back", models.CharField(blank=True, max_length=400)),
                ("question_back_answer", models.CharField(blank=True, max_length=1000)),
                ("arrived_with_room", models.BooleanField(default=True)),
                (
                    "asker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks_sent",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="asks_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="AuditEvent",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("action", models.CharField(max_length=60)),
                ("subject_type", models.CharField(max_length=30)),
                ("subject_id", models.BigIntegerField(null=True)),
                ("detail", models.JSONField(default=dict)),
                ("happened_at", models.DateTimeField()),
                (
                    "actor",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="audit_events",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Block",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("blocked_at", models.DateTimeField()),
                (
                    "blocked",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "blocker",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="blocks_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Business",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "name",
                    models.CharField(
                        blank=True, max_length=120, verbose_name="name of the business"
                    ),
                ),
                ("trade", models.CharField(max_length=200, verbose_name="what it makes or sells")),
                ("industry", models.CharField(blank=True, max_length=4)),
                (
                    "stage",
                    models.CharField(
                        choices=[
                            ("idea", "An idea: nothing running yet, no customers"),
                            ("operational", "Running, but not selling yet"),
                            ("earning", "Selling, not yet making a profit"),
                            ("profitable", "Making a profit"),
                        ],
                        max_length=12,
                        verbose_name="stage",
                    ),
                ),
                ("updated_at", models.DateTimeField()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="business",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "businesses",
            },
        ),
        migrations.CreateModel(
            name="Conversation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=tequio.records.identifiers.random_identifier,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("last_sequence", models.PositiveIntegerField(default=0)),
                ("opened_at", models.DateTimeField()),
                ("last_message_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("times_opened", models.PositiveSmallIntegerField(default=1)),
                (
                    "ask",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversation",
                        to="records.ask",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="conversations_closed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "entrepreneur",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations_asked",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "mentor",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="conversations_mentored",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="CheckIn",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("round", models.PositiveSmallIntegerField(default=1)),
                ("asked_at", models.DateTimeField()),
                ("answered_at", models.DateTimeField(blank=True, null=True)),
                (
                    "talked",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "In part"), ("no", "No")],
                        max_length=6,
                    ),
                ),
                (
                    "useful",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "In part"), ("no", "No")],
                        max_length=6,
                    ),
                ),
                (
                    "goal_reached",
                    models.CharField(
                        blank=True,
                        choices=[("yes", "Yes"), ("partly", "In part"), ("no", "No")],
                        max_length=6,
                    ),
                ),
                ("thanks", models.CharField(blank=True, max_length=500)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="check_ins",
                        to="records.conversation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="ActionLink",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("token_hash", models.BinaryField(max_length=32, unique=True)),
                (
                    "purpose",
                    models.CharField(
                        choices=[
                            ("answer_ask", "Answer an ask"),
                            ("reply", "Reply in a conversation"),
                            ("check_in", "Say how it went"),
                        ],
                        max_length=12,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("expires_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_links",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "ask",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_links",
                        to="records.ask",
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="action_links",
                        to="records.conversation",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Departure",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        choices=[
                            ("whatsapp", "WhatsApp"),
                            ("call", "Telephone"),
                            ("video", "Video call"),
                            ("in_person", "In person"),
                        ],
                        max_length=10,
                    ),
                ),
                ("left_at", models.DateTimeField()),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departures",
                        to="records.conversation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="departures",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Mail",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("message_id", models.CharField(max_length=120, unique=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask_received", "Somebody asks me for help"),
                            ("ask_answered", "A mentor answers my ask"),
                            ("ask_expired", "An ask ended without an answer"),
                            ("message", "A message in a conversation"),
                            ("check_in", "A question about how it went"),
                            ("mentor_joined", "Somebody who can help has joined"),
                            ("account", "Account and security"),
                        ],
                        max_length=16,
                    ),
                ),
                ("to", models.EmailField(max_length=254)),
                ("language", models.CharField(max_length=5)),
                ("subject", models.CharField(max_length=200)),
                ("text", models.TextField()),
                ("html", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("queued", "Queued"),
                            ("sending", "Being sent"),
                            ("sent", "Sent"),
                            ("held", "Held for review"),
                            ("cancelled", "Cancelled"),
                        ],
                        default="queued",
                        max_length=9,
                    ),
                ),
                ("attempts", models.PositiveSmallIntegerField(default=0)),
                ("not_before", models.DateTimeField()),
                ("made_at", models.DateTimeField()),
                ("sending_at", models.DateTimeField(blank=True, null=True)),
                ("sent_at", models.DateTimeField(blank=True, null=True)),
                ("error", models.CharField(blank=True, max_length=300)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="mails",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Message",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=tequio.records.identifiers.random_identifier,
                        max_length=16,
                        unique=True,
                    ),
                ),
                ("sequence", models.PositiveIntegerField()),
                ("text", models.TextField(max_length=5000)),
                ("client_key", models.UUIDField()),
                ("sent_at", models.DateTimeField()),
                (
                    "author",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="messages",
                        to="records.conversation",
                    ),
                ),
            ],
            options={
                "ordering": ("sequence",),
            },
        ),
        migrations.CreateModel(
            name="Notification",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask_received", "Somebody asks me for help"),
                            ("ask_answered", "A mentor answers my ask"),
                            ("ask_expired", "An ask ended without an answer"),
                            ("message", "A message in a conversation"),
                            ("check_in", "A question about how it went"),
                            ("mentor_joined", "Somebody who can help has joined"),
                            ("account", "Account and security"),
                        ],
                        max_length=16,
                    ),
                ),
                ("subject_type", models.CharField(max_length=20)),
                ("subject_public_id", models.CharField(max_length=16)),
                ("made_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notifications",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="NotificationChoice",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("ask_received", "Somebody asks me for help"),
                            ("ask_answered", "A mentor answers my ask"),
                            ("ask_expired", "An ask ended without an answer"),
                            ("message", "A message in a conversation"),
                            ("check_in", "A question about how it went"),
                            ("mentor_joined", "Somebody who can help has joined"),
                            ("account", "Account and security"),
                        ],
                        max_length=16,
                    ),
                ),
                ("by_mail", models.BooleanField(default=True)),
                ("in_site", models.BooleanField(default=True)),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="notification_choices",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Participant",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("read_sequence", models.PositiveIntegerField(default=0)),
                ("mailed_sequence", models.PositiveIntegerField(default=0)),
                (
                    "conversation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participants",
                        to="records.conversation",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="participations",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Report",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "public_id",
                    models.CharField(
                        default=tequio.records.identifiers.random_identifier,
                        max_length=16,
                        unique=True,
                    ),
                ),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("money", "Asks for money or charges for help"),
                            ("sexual", "Sexual or unwanted approach"),
                            ("minor", "Seems to be under 18"),
                            ("fake", "Fake profile or spam"),
                            ("rude", "Insults or threats"),
                            ("other", "Something else"),
                        ],
                        max_length=8,
                    ),
                ),
                (
                    "text",
                    models.TextField(blank=True, max_length=2000, verbose_name="what happened"),
                ),
                ("evidence", models.TextField(blank=True)),
                (
                    "state",
                    models.CharField(
                        choices=[
                            ("open", "Open"),
                            ("upheld", "Upheld"),
                            ("dismissed", "Dismissed"),
                        ],
                        default="open",
                        max_length=9,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(blank=True, null=True)),
                ("outcome", models.TextField(blank=True, max_length=2000)),
                (
                    "ask",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="records.ask",
                    ),
                ),
                (
                    "closed_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports_closed",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "message",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports",
                        to="records.message",
                    ),
                ),
                (
                    "reported",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reports_received",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "reporter",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="reports_made",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Story",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("text", models.TextField(max_length=4000, verbose_name="what is on your mind")),
                ("language", models.CharField(max_length=5)),
                ("told_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="stories",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "stories",
            },
        ),
        migrations.CreateModel(
            name="Need",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(max_length=40)),
                ("because", models.CharField(blank=True, max_length=300)),
                (
                    "origin",
                    models.CharField(
                        choices=[
                            ("suggested", "Suggested from the story"),
                            ("added", "Added by the person"),
                        ],
                        default="suggested",
                        max_length=10,
                    ),
                ),
                ("position", models.PositiveSmallIntegerField(default=0)),
                ("noted_at", models.DateTimeField()),
                (
                    "person",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="needs",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "story",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="needs",
                        to="records.story",
                    ),
                ),
            ],
            options={
                "ordering": ("position",),
            },
        ),
        migrations.CreateModel(
            name="Submission",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("owner", models.CharField(max_length=64)),
                ("path", models.CharField(max_length=300)),
                ("body_hash", models.BinaryField(max_length=32)),
                ("location", models.CharField(blank=True, max_length=500)),
                ("submitted_at", models.DateTimeField()),
            ],
            options={
                "indexes": [models.Index(fields=["submitted_at"], name="submission_age")],
                "constraints": [
                    models.UniqueConstraint(fields=("owner", "key"), name="submission_once")
                ],
            },
        ),
        migrations.CreateModel(
            name="UnmetSearch",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("area", models.CharField(blank=True, max_length=40)),
                ("text", models.CharField(blank=True, max_length=200)),
                ("language", models.CharField(max_length=5)),
                ("country", models.CharField(blank=True, max_length=2)),
                ("searched_at", models.DateTimeField()),
                ("told_at", models.DateTimeField(blank=True, null=True)),
                (
                    "person",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="unmet_searches",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "unmet searches",
            },
        ),
        migrations.CreateModel(
            name="MentorLoad",
            fields=[
                (
                    "mentor",
                    models.OneToOneField(
                        db_column="mentor_id",
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="load",
                        serialize=False,
                        to="records.mentor",
                    ),
                ),
                ("month", models.DateField()),
                ("used", models.PositiveSmallIntegerField(default=0)),
                ("waiting", models.PositiveSmallIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name="ReplyRecord",
            fields=[
                (
                    "mentor",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="reply_record",
                        serialize=False,
                        to="records.mentor",
                    ),
                ),
                ("received", models.PositiveIntegerField(default=0)),
                ("answered", models.PositiveIntegerField(default=0)),
                ("accepted", models.PositiveIntegerField(default=0)),
                ("median_hours", models.FloatField(blank=True, null=True)),
                ("weighted_received", models.FloatField(default=0)),
                ("weighted_accepted", models.FloatField(default=0)),
                ("counted_at", models.DateTimeField()),
            ],
        ),
        migrations.AddIndex(
            model_name="mentor",
            index=django.contrib.postgres.indexes.GinIndex(fields=["areas"], name="mentor_areas"),
        ),
        migrations.AddIndex(
            model_name="mentor",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["industries"], name="mentor_industries"
            ),
        ),
        migrations.AddIndex(
            model_name="mentor",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_text"], name="mentor_search_text", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="mentor",
            constraint=models.CheckConstraint(
                condition=models.Q(("places_a_month__lte", 50)), name="places_a_month_at_most_50"
            ),
        ),
        migrations.AddIndex(
            model_name="person",
            index=models.Index(fields=["country"], name="person_country"),
        ),
        migrations.AddIndex(
            model_name="person",
            index=django.contrib.postgres.indexes.GinIndex(
                fields=["search_name"], name="person_search_name", opclasses=["gin_trgm_ops"]
            ),
        ),
        migrations.AddConstraint(
            model_name="person",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("staff_role__in", ["", "coordinator", "manager", "administrator"])
                ),
                name="staff_role_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["mentor", "state", "sent_at"], name="ask_of_mentor"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["asker", "state", "sent_at"], name="ask_of_asker"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(fields=["sent_at"], name="ask_sent"),
        ),
        migrations.AddIndex(
            model_name="ask",
            index=models.Index(
                condition=models.Q(("state", "waiting")), fields=["due_at"], name="ask_due"
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.UniqueConstraint(
                condition=models.Q(("state__in", ("waiting", "question_back"))),
                fields=("asker", "mentor"),
                name="one_open_ask_per_pair",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(("asker", models.F("mentor")), _negated=True),
                name="ask_not_to_self",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "waiting",
                            "question_back",
                            "accepted",
                            "declined",
                            "expired",
                            "withdrawn",
                        ],
                    )
                ),
                name="ask_state_is_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="ask",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("paused_at__isnull", False), ("state", "question_back")),
                    models.Q(
                        models.Q(("state", "question_back"), _negated=True),
                        ("paused_at__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="ask_clock_paused_only_for_a_question_back",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["subject_type", "subject_id"], name="audit_of_subject"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["-happened_at"], name="audit_latest"),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.UniqueConstraint(
                fields=("blocker", "blocked"), name="one_block_per_pair"
            ),
        ),
        migrations.AddConstraint(
            model_name="block",
            constraint=models.CheckConstraint(
                condition=models.Q(("blocker", models.F("blocked")), _negated=True),
                name="block_not_oneself",
            ),
        ),
        migrations.AddConstraint(
            model_name="business",
            constraint=models.CheckConstraint(
                condition=models.Q(("stage__in", ["idea", "operational", "earning", "profitable"])),
                name="business_stage_is_known",
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(
                fields=["entrepreneur", "-last_message_at"], name="talk_of_entrepreneur"
            ),
        ),
        migrations.AddIndex(
            model_name="conversation",
            index=models.Index(fields=["mentor", "-last_message_at"], name="talk_of_mentor"),
        ),
        migrations.AddConstraint(
            model_name="checkin",
            constraint=models.UniqueConstraint(
                fields=("conversation", "person", "round"), name="one_check_in_each_round"
            ),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["state", "not_before"], name="mail_queue"),
        ),
        migrations.AddIndex(
            model_name="mail",
            index=models.Index(fields=["-made_at"], name="mail_latest"),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("conversation", "sequence"), name="message_in_order"
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.UniqueConstraint(
                fields=("author", "client_key"), name="message_sent_once"
            ),
        ),
        migrations.AddIndex(
            model_name="notification",
            index=models.Index(fields=["person", "-made_at"], name="notification_latest"),
        ),
        migrations.AddConstraint(
            model_name="notificationchoice",
            constraint=models.UniqueConstraint(
                fields=("person", "kind"), name="one_choice_per_kind"
            ),
        ),
        migrations.AddConstraint(
            model_name="participant",
            constraint=models.UniqueConstraint(
                fields=("conversation", "person"), name="one_participation_each"
            ),
        ),
        migrations.AddIndex(
            model_name="report",
            index=models.Index(fields=["state", "made_at"], name="report_queue"),
        ),
        migrations.AddIndex(
            model_name="story",
            index=models.Index(fields=["person", "-told_at"], name="story_latest"),
        ),
        migrations.AddConstraint(
            model_name="need",
            constraint=models.UniqueConstraint(fields=("person", "area"), name="one_need_per_area"),
        ),
        migrations.AddIndex(
            model_name="unmetsearch",
            index=models.Index(fields=["area", "country"], name="unmet_by_area"),
        ),
        migrations.AddConstraint(
            model_name="mentorload",
            constraint=models.CheckConstraint(
                condition=models.Q(("used__gte", 0)), name="load_used_not_negative"
            ),
        ),
    ]
