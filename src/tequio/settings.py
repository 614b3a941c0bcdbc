"""The one settings file: every value that differs between places comes from the environment."""

from pathlib import Path
from urllib.parse import urlsplit

from environs import Env

from tequio import logs

env = Env()
ROOT = Path(__file__).resolve().parent
REPOSITORY = ROOT.parent.parent
ENVIRONMENT = env.str("TEQUIO_ENVIRONMENT", "demo")
IS_PRODUCTION = ENVIRONMENT == "production"
IS_DEMO = ENVIRONMENT == "demo"
VAR = Path(env.str("TEQUIO_VAR", str(REPOSITORY / "var")))

SITE_URL = env.str("TEQUIO_SITE_URL", f"http://127.0.0.1:{env.str('PORT', '') or 8000}")
SITE_SERVED_BY_TLS = SITE_URL.startswith("https://")
# The respondents' surface is a process of its own, with its own addresses and database role.
IS_FOR_RESPONDENTS = env.str("TEQUIO_SURFACE", "site") == "respondents"
SURVEY_URL = env.str("TEQUIO_SURVEY_URL", "" if IS_PRODUCTION else "http://127.0.0.1:8002")
REALTIME_URL = env.str("TEQUIO_REALTIME_URL", "")
DEBUG = False
SECRET_KEY = (
    env.str("TEQUIO_SECRET_KEY")
    if IS_PRODUCTION
    else env.str("TEQUIO_SECRET_KEY", "only-for-demo-and-tests-" + "0" * 40)
)
ALLOWED_HOSTS = (
    env.list("TEQUIO_ALLOWED_HOSTS") if IS_PRODUCTION else env.list("TEQUIO_ALLOWED_HOSTS", ["*"])
)
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "tequio.pages",  # before those that make forms: it words the errors of all
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",  # for the pages of allauth.mfa
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "procrastinate.contrib.django",
    "tequio.records",
    "tequio.survey_records",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tequio.pages.shared.compression.Compression",  # of random length
    "tequio.pages.shared.content_policy.ContentPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "tequio.pages.shared.unseen.WithoutUnseenSigns",
    "tequio.pages.shared.requests.SignedIn",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "tequio.pages.shared.requests.PersonLanguage",
    "tequio.pages.shared.requests.PersonTimeZone",
    "tequio.pages.shared.access.Access",
    "tequio.pages.studies.access.StudyAccess",
    "tequio.pages.shared.limits.Limits",
    "tequio.pages.people.second_step.StaffSecondStep",
    "tequio.pages.people.refused_forms.RefusedForms",
]

RESPONDENT_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "tequio.pages.surveys.guard.Guard",
]

ROOT_URLCONF = "tequio.urls"
WSGI_APPLICATION = "tequio.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "pages" / "people" / "allauth", ROOT / "pages"],
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "tequio.pages.shared.tags",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "tequio.pages.shared.requests.site",
                "tequio.pages.shared.requests.counts",
                "tequio.pages.shared.requests.token",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ],
        },
    }
]
FORM_RENDERER = "tequio.pages.shared.forms.Renderer"

SERVER = env.dj_db_url("DATABASE_URL", "postgres:///tequio")
PREPARE_AFTER = 1 if env.bool("TEQUIO_PREPARE", True) else None
DATABASES = {
    "default": {
        **SERVER,
        "ENGINE": "tequio.records.postgresql",
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {**SERVER.get("OPTIONS", {}), "prepare_threshold": PREPARE_AFTER},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "site_cache",
        "OPTIONS": {"MAX_ENTRIES": 1_000_000},  # past it Django drops entries, limits among them
    }
}

AUTH_USER_MODEL = "records.Person"
AUTHENTICATION_BACKENDS = ["tequio.pages.people.auth_backend.Backend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "tequio.pages.people.password_words.UnlikeOneself"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
if ENVIRONMENT == "test":  # hundreds of people join in the tests: a slow hash is not tested there
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:after-sign-in"
LOGOUT_REDIRECT_URL = "people:home"
ACCOUNT_ADAPTER = "tequio.pages.people.account_adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "tequio.pages.people.join_form.JoinForm"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
# Offered only for addresses without an account, it would tell who has one.
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = False
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 900
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if SITE_SERVED_BY_TLS else "http"
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
PASSWORD_RESET_TIMEOUT = 60 * 60
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TEQUIO_TRUSTED_PROXIES", 0)
ACCOUNT_RATE_LIMITS = {  # a whole training room shares one address: tight per person, wider per ip
    "login": "60/5m/ip",
    "login_failed": "10/5m/key",  # of second steps; passwords have pages/people/tries.py
    "signup": "40/10m/ip",
    "reset_password": "40/h/ip",
    "reset_password_from_key": "20/5m/ip",
    "request_login_code": "40/h/ip",
    "confirm_email": "3/6h/key",
    "change_password": "5/5m/user",
    "manage_email": "10/h/user",
    "reauthenticate": "5/5m/user,20/h/user,50/d/user",
}
ACCOUNT_FORMS = {
    "login": "tequio.pages.people.account_forms.Login",
    "change_password": "tequio.pages.people.account_forms.ChangePassword",
    "set_password": "tequio.pages.people.account_forms.SetPassword",
    "reset_password": "tequio.pages.people.account_forms.ResetPassword",
    "reset_password_from_key": "tequio.pages.people.account_forms.ResetPasswordKey",
    "user_token": "tequio.pages.people.account_forms.ResetLink",
    "request_login_code": "tequio.pages.people.account_forms.RequestLoginCode",
    "confirm_login_code": "tequio.pages.people.account_forms.ConfirmLoginCode",
    "confirm_email_verification_code": "tequio.pages.people.account_forms.ConfirmEmail",
    "change_email": "tequio.pages.people.account_forms.ChangeEmail",
    "add_email": "tequio.pages.people.account_forms.AddEmail",
    "reauthenticate": "tequio.pages.people.account_forms.Reauthenticate",
    "signup": "tequio.pages.people.account_forms.Join",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SITE_SERVED_BY_TLS
MFA_TOTP_ISSUER = "Tequio"
MFA_ADAPTER = "tequio.pages.people.second_step_adapter.SecondStepAdapter"
MFA_FORMS = {
    "authenticate": "tequio.pages.people.account_forms.SecondStep",
    "reauthenticate": "tequio.pages.people.account_forms.SecondStepAgain",
    "activate_totp": "tequio.pages.people.account_forms.ActivateApp",
    "add_webauthn": "tequio.pages.people.account_forms.AddPasskey",
    "signup_webauthn": "tequio.pages.people.account_forms.JoinPasskey",
    "edit_webauthn": "tequio.pages.people.account_forms.EditPasskey",
}
STAFF_NEED_A_SECOND_STEP = env.bool("TEQUIO_STAFF_NEED_A_SECOND_STEP", IS_PRODUCTION)

SESSION_ENGINE = "tequio.pages.shared.sessions"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 14
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "tequio.pages.shared.errors.csrf_failure"
LANGUAGE_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if SITE_SERVED_BY_TLS:
    SESSION_COOKIE_NAME = "__Host-session"
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_NAME = "__Host-csrf"
    CSRF_COOKIE_SECURE = True
    LANGUAGE_COOKIE_SECURE = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "connect-src": ["'self'", *([REALTIME_URL] if REALTIME_URL else [])],
        "font-src": ["'self'"],
        "manifest-src": ["'self'"],
        "worker-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}

LANGUAGE_CODE = "es"
LANGUAGES = [("es", "Español"), ("en", "English")]
if ENVIRONMENT == "test":  # English mirrored: shows what a right-to-left language would meet
    LANGUAGES.append(("ar-xb", "Mirrored"))
LOCALE_PATHS = [ROOT / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "America/Guatemala"

STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [ROOT / "pages" / "shared" / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "tequio.pages.shared.styles.OneSheetFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if ENVIRONMENT == "test"
        else "tequio.pages.shared.static_storage.Storage"
    },
}
WHITENOISE_USE_FINDERS = ENVIRONMENT == "test"
WHITENOISE_AUTOREFRESH = ENVIRONMENT == "test"  # each client of a test would list all files again
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# Whom people write to who cannot get in or on: shown on the pages that say so, rules and privacy.
CONTACT_ADDRESS = env.str("TEQUIO_CONTACT", "" if IS_PRODUCTION else "coordination@example.org")
OWN_HOST = urlsplit(SITE_URL).hostname if IS_PRODUCTION else "example.org"
MAIL_FROM = DEFAULT_FROM_EMAIL = env.str("TEQUIO_MAIL_FROM", f"Tequio <tequio@{OWN_HOST}>")
SURVEY_MAIL_FROM = env.str("TEQUIO_SURVEY_MAIL_FROM", MAIL_FROM)  # of the evaluator, if she has one
if env.str("TEQUIO_SMTP_URL", ""):
    vars().update(env.dj_email_url("TEQUIO_SMTP_URL"))
else:
    # The demo shows its ledger at /demo/mailbox and sends nothing; `tequio run` asks for a server.
    EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"

PROCRASTINATE_IMPORT_PATHS = [
    "tequio.jobs.asks",
    "tequio.jobs.demo_study",
    "tequio.jobs.field_work",
    "tequio.jobs.mail",
    "tequio.jobs.notify",
    "tequio.jobs.studies",
    "tequio.jobs.upkeep",
]

MOST_OPEN_ASKS = env.int("TEQUIO_MOST_OPEN_ASKS", 3)
DAYS_TO_ANSWER = env.int("TEQUIO_DAYS_TO_ANSWER", 7)
RULES_VERSION = "2026-11"
METRICS_TOKEN = env.str("TEQUIO_METRICS_TOKEN", "")

if IS_FOR_RESPONDENTS:
    INSTALLED_APPS = [
        "tequio.pages",
        "django.contrib.auth",
        "django.contrib.contenttypes",
        "django.contrib.postgres",
        "django.contrib.staticfiles",
        "tequio.records",
        "tequio.survey_records",
    ]
    MIDDLEWARE = RESPONDENT_MIDDLEWARE
    ROOT_URLCONF = "tequio.respondent_urls"
    WSGI_APPLICATION = "tequio.respondent_wsgi.application"
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    SECURE_REFERRER_POLICY = "no-referrer"  # the address of a page is the key to an answer
    DATA_UPLOAD_MAX_MEMORY_SIZE = 100_000

LOGGING_CONFIG = "tequio.logs.configure"
LOGGING = logs.configuration(env.str("TEQUIO_LOG_LEVEL", "INFO").upper())
