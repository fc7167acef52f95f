"""Settings, all from the environment; ``docs/deploy.md`` lists every variable with what it does.

Without ``DATABASE_URL`` and ``REDIS_URL`` the embedded servers of the data folder are used, which ``quickstart`` starts
(``casetracker.quickstart.embedded``); so every command finds them while it runs.
"""

import os
import tomllib
from datetime import timedelta
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from django.utils.csp import CSP
from kombu import Queue

from casetracker.config import database, directory, document_storage, mail, newsroom_zone, secret_files
from casetracker.operations import error_reports
from dockets.db.broker import parse_sentinel_url
from dockets.db.enqueue import Urgency
from dockets.format import urls

# juriscraper opens a log file when it is first imported, by default one that only root can write.
os.environ.setdefault("JURISCRAPER_LOG", os.devnull)

BASE_DIR = Path(__file__).resolve().parent.parent
_SECRETS = secret_files.read_secrets(os.environ)
"""What is secret, from variables or from the files that ``…_FILE`` names."""


def _flag(name: str, default: bool) -> bool:
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def _list(name: str, default: str = "") -> list[str]:
    return _split(os.environ.get(name, default))


def _of_directory(name: str) -> str:
    """The name of a variable of the newsroom's directory: as before that could speak SAML, where it is set so."""
    before = name.replace("_DIRECTORY_", "_OIDC_")
    return before if before in os.environ and name not in os.environ else name


def _split(written: str) -> list[str]:
    return [part.strip() for part in written.split(",") if part.strip()]


DATA_DIR = Path(os.environ.get("CASETRACKER_DATA_DIR", BASE_DIR / ".data"))
"""Where ``quickstart`` keeps the embedded servers, the secret key and the first passwords."""
_SECRET_KEY_FILE = DATA_DIR / "secret_key"

VERSION: str = tomllib.loads((BASE_DIR / "pyproject.toml").read_text())["project"]["version"]
DEBUG = _flag("CASETRACKER_DEBUG", False)
SECRET_KEY = _SECRETS.get("CASETRACKER_SECRET_KEY", "")
BACKUP_DIR = Path(os.environ.get("CASETRACKER_BACKUP_DIR", DATA_DIR / "backups"))
"""Where ``manage.py backup`` writes unless it is told another place."""
if not SECRET_KEY and os.access(_SECRET_KEY_FILE, os.R_OK):
    SECRET_KEY = _SECRET_KEY_FILE.read_text()
SECRET_KEY_FALLBACKS = _split(_SECRETS.get("CASETRACKER_OLD_SECRET_KEYS", ""))
ALLOWED_HOSTS = _list("CASETRACKER_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = _list("CASETRACKER_ORIGINS")
SITE_IS_PUBLIC = _flag("CASETRACKER_PUBLIC", True)
"""False: every page requires a login."""
ANONYMOUS_RATE = os.environ.get("CASETRACKER_ANONYMOUS_RATE", "120/minute")
"""Rate at which an address may request exports, pictures and the API without a login; "": no limit."""
PAGE_RATE = os.environ.get("CASETRACKER_PAGE_RATE", "600/minute")
"""Rate at which an address may request pages; "": no limit."""
USER_RATE = os.environ.get("CASETRACKER_USER_RATE", "1800/minute")
"""Further requests of a logged-in user whose address has used up its share; "": no limit."""
PROBE_NETWORKS = [
    ip_network(written, strict=False) for written in _list("CASETRACKER_PROBE_ADDRESSES", "127.0.0.0/8, ::1")
]
"""Who is told by /healthz, /readyz and /metrics how the site is."""
ALIVE_FILE = os.environ.get("CASETRACKER_ALIVE_FILE", "")
"""Touched every few seconds by a worker and by the beat, as long as they live and reach the broker; "": no file."""
METRICS_TOKEN = _SECRETS.get("CASETRACKER_METRICS_TOKEN", "")
"""Whoever bears it reads /metrics from anywhere; "": nobody."""
EMBED_ORIGINS = _list("CASETRACKER_EMBED_ORIGINS", "https:")
"""Sites whose pages may frame timelines, as in ``frame-ancestors``; "'none'": nowhere."""
PROXY_CACHE = int(os.environ.get("CASETRACKER_PROXY_CACHE", "0"))
"""Seconds for which a cache in front of the site may hand what one reader got to all who are not logged in; 0: none."""
SITE_NAME = os.environ.get("CASETRACKER_NAME", "Casetracker")

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_filters",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.socialaccount.providers.saml",
    "dockets",
    "rulings",
    "casetracker",
]

MIDDLEWARE = [
    "casetracker.operations.request_ids.name_requests",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    # Here, so that what is refused further down has its header too.
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "casetracker.access.resource_policy.set_resource_policy",
    # None before it looks at the host's name.
    "casetracker.operations.views.probes.answer_probes",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    # Here, so that what is measured is what is done, wherever that is.
    "casetracker.delivery.replica_reads.read_from_replica",
    "casetracker.operations.measured_requests.measure_requests",
    "casetracker.delivery.proxy_cache.let_proxies_cache",
    "casetracker.access.private_responses.mark_private_responses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    *([] if SITE_IS_PUBLIC else ["django.contrib.auth.middleware.LoginRequiredMiddleware"]),
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "casetracker.access.last_seen.note_last_seen",
    "casetracker.access.own_zone.use_own_zone",
    "casetracker.access.house_words.use_house_words",
    "casetracker.access.kept_forms.keep_sent_forms",
    "casetracker.access.second_factor.require_second_factor",
    "django_htmx.middleware.HtmxMiddleware",
    "casetracker.access.page_rate.limit_page_rate",
    "casetracker.access.login_rate.limit_login_rate",
    "casetracker.delivery.unchanged_pages.answer_unchanged",
]

ROOT_URLCONF = "casetracker.urls"
WSGI_APPLICATION = "casetracker.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["casetracker.config.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "libraries": {"following": "rulings.views.following.tags"},
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

DATABASE_URL, REDIS_URL = _SECRETS.get("DATABASE_URL", ""), _SECRETS.get("REDIS_URL", "")
if not (DATABASE_URL and REDIS_URL):
    from casetracker.quickstart import (
        embedded,  # Not above: what starts servers takes 5 MB in every process that uses those of others.
    )

    _EMBEDDED = embedded.get_server_addresses(DATA_DIR)
    DATABASE_URL, REDIS_URL = DATABASE_URL or _EMBEDDED.database_url, REDIS_URL or _EMBEDDED.redis_url
CONN_MAX_AGE = int(os.environ.get("CASETRACKER_DB_CONN_MAX_AGE", "60"))
POOLED = _flag("CASETRACKER_POOLED", False)
"""True where ``DATABASE_URL`` is the address of PgBouncer in transaction mode."""
DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        **database.parse_database_url(
            DATABASE_URL, statement_timeout=os.environ.get("CASETRACKER_STATEMENT_TIMEOUT", ""), pooled=POOLED
        ),
        "CONN_MAX_AGE": CONN_MAX_AGE,
        "CONN_HEALTH_CHECKS": True,
    }
}
DATABASE_REPLICA_URL = os.environ.get("DATABASE_REPLICA_URL", "")
"""A streaming replica of ``DATABASE_URL``, from which those read who are not logged in; "": there is none."""
REPLICA_LAG = float(os.environ.get("CASETRACKER_REPLICA_LAG", "2"))
"""Seconds by which the replica may be behind; beyond that the primary is read."""
if DATABASE_REPLICA_URL:
    DATABASES["replica"] = {
        **DATABASES["default"],
        **database.parse_database_url(
            DATABASE_REPLICA_URL, statement_timeout=os.environ.get("CASETRACKER_STATEMENT_TIMEOUT", ""), pooled=POOLED
        ),
        "TEST": {"MIRROR": "default"},
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "en-us"
USE_I18N = False
USE_TZ = True
TIME_ZONE = newsroom_zone.parse_zone_name(os.environ.get("CASETRACKER_TIME_ZONE", ""))
"""The newsroom's time zone: for the desk, notes and the admin. Times that a court states are shown in the court's
zone."""
FORMAT_MODULE_PATH = ["casetracker.formats"]

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(os.environ.get("CASETRACKER_STATIC_ROOT", BASE_DIR / ".static"))
DOCUMENTS_DIR = Path(os.environ.get("CASETRACKER_DOCUMENTS_DIR", DATA_DIR / "documents"))
"""Where the files of documents are kept, and pictures of their pages, if not in a bucket; nothing else serves them than
pages here."""
DOCUMENT_MEGABYTES = int(os.environ.get("CASETRACKER_DOCUMENT_MEGABYTES", "50"))
"""The largest file of a document that is taken. Reading it, looking through it and drawing it are held to 300 MB and 20
seconds each whatever it has: of files of 100 MB some are refused by that."""
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "documents": document_storage.build_document_storage(
        os.environ,
        DOCUMENTS_DIR,
        access_key=_SECRETS.get("CASETRACKER_DOCUMENTS_ACCESS_KEY", ""),
        secret_key=_SECRETS.get("CASETRACKER_DOCUMENTS_SECRET_KEY", ""),
    ),
    # Names carry a hash of the content, so that browsers may keep a file for good.
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

LOGIN_URL = "login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "casetracker.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {"login": "casetracker.accounts.forms.LoginForm"}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "casetracker.accounts.reset_links.ResetTokenGenerator"  # noqa: S105 - a name
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
# Counted by casetracker.access.login_rate, for all processes together.
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ADAPTER = "casetracker.accounts.adapter.FactorAdapter"
MFA_PASSKEY_LOGIN_ENABLED = True
# Nobody signs up: an account with an address that is not confirmed is nobody else's.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = SITE_NAME
MFA_TOTP_TOLERANCE = 1
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

HTTPS = _flag("CASETRACKER_HTTPS", True)
"""False only where no network lies between browser and server: quickstart on this machine."""
DIRECTORY_NAME = os.environ.get(_of_directory("CASETRACKER_DIRECTORY_NAME"), "the newsroom’s login")
DIRECTORY_GROUPS = {
    "admin": _list(_of_directory("CASETRACKER_DIRECTORY_ADMINS")),
    "editor": _list(_of_directory("CASETRACKER_DIRECTORY_EDITORS")),
    "journalist": _list(_of_directory("CASETRACKER_DIRECTORY_READERS")),
}
"""Role -> groups of the directory whose members have it; of several, the first role counts."""
DIRECTORY_CLAIM = os.environ.get(_of_directory("CASETRACKER_DIRECTORY_GROUPS_CLAIM"), "groups")
DIRECTORY_SETS_ROLES = _flag(_of_directory("CASETRACKER_DIRECTORY_SETS_ROLES"), True)
"""False: the directory says who comes in, and the role of a new account; later admins give roles here."""
DIRECTORY_HOURS = float(os.environ.get(_of_directory("CASETRACKER_DIRECTORY_HOURS"), "8"))
"""After how long the directory is asked again whether somebody is still in their group."""
SOCIALACCOUNT_ADAPTER = "casetracker.accounts.directory.DirectoryAdapter"
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"
# The content security policy lets no form lead to another site, so that the way to the directory is a link.
SOCIALACCOUNT_LOGIN_ON_GET = True
SOCIALACCOUNT_PROVIDERS = directory.build_directory(
    os.environ, name=DIRECTORY_NAME, secret=_SECRETS.get("CASETRACKER_OIDC_SECRET", "")
)
DIRECTORY_LOGIN = "saml_login" if SOCIALACCOUNT_PROVIDERS["saml"]["APPS"] else "openid_connect_login"
"""Name of the address at which a log-in through the directory begins."""
SECOND_FACTOR = _flag("CASETRACKER_SECOND_FACTOR", HTTPS)
"""True: editors and admins need a passkey or an authenticator app, a week after they are first asked."""
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]
BEHIND_PROXY = _flag("CASETRACKER_BEHIND_PROXY", False)
ALLAUTH_TRUSTED_PROXY_COUNT = int(BEHIND_PROXY)
# Browsers have passkeys on pages of https, and of this machine itself.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 2 * 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_HSTS_PRELOAD = HTTPS
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-session" if HTTPS else "casetracker-session"
CSRF_COOKIE_NAME = "__Host-csrf" if HTTPS else "casetracker-csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "casetracker.access.kept_forms.refuse_forged_form"
SESSION_COOKIE_AGE = 14 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "base-uri": [CSP.NONE],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 30_000
"""The claims of a large case are one form, each with a box for every party: more than Django's limit of a thousand."""
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
"""Bytes. A larger upload is kept on disk until it is read."""
FILE_UPLOAD_HANDLERS = [
    "dockets.imports.uploads.BoundedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# Only the urls know the page of a filing or a case: the record does not know that it is interpreted.
ABSOLUTE_URL_OVERRIDES = {
    "dockets.docket": lambda docket: urls.build_docket_url(docket.court_id, docket.docket_number),
    "dockets.filing": lambda filing: urls.build_filing_url(
        filing.docket.get_absolute_url(), filing.number, filing.public_id
    ),
}

BROKER_PREFIX = os.environ.get("CASETRACKER_BROKER_PREFIX", "")
"""Prefix of every key in the broker, where several sites share one."""
CACHES = {
    "default": {
        "BACKEND": "casetracker.outages.shared_cache.SharedCache",
        "LOCATION": [REDIS_URL],
        "KEY_PREFIX": f"{BROKER_PREFIX}cache",
        "OPTIONS": {
            "serializer": "casetracker.outages.shared_cache.JsonSerializer",
            "pool_class": "dockets.db.broker.BrokerPool",
            "socket_connect_timeout": 0.3,
            "socket_timeout": 0.3,
        },
    }
}
"""Which one-time codes were used already, and the keys of the newsroom's directory: for all processes together."""
_SENTINELS = parse_sentinel_url(REDIS_URL)
CELERY_BROKER_URL = _SENTINELS.celery_url if _SENTINELS else database.build_broker_url(REDIS_URL)
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "global_keyprefix": BROKER_PREFIX,
    # Longer than any task may run. The work of a killed worker returns through its lease, long before this.
    "visibility_timeout": 900,
    "socket_connect_timeout": 3,
    "socket_timeout": 3,
    # For the connection that sends tasks: an unavailable broker is noticed at once, not after six seconds of retries.
    "max_retries": 1,
    "interval_start": 0,
    "interval_max": 0.1,
    **(_SENTINELS.celery_options if _SENTINELS else {}),
}
CELERY_BROKER_CONNECTION_TIMEOUT = 3
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# By default Celery's worker would end after a hundred attempts, three quarters of an hour.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A page must not hang on an unavailable broker: the task it wanted to send is due in the database all the same.
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0.1, "interval_max": 0.1}
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TASK_SERIALIZER = "json"
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = False
CELERY_TASK_SOFT_TIME_LIMIT = 240
CELERY_TASK_TIME_LIMIT = 300
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
# A worker takes from all, the most urgent first, unless told otherwise (-Q).
CELERY_TASK_QUEUES = [Queue(urgency.value, routing_key=urgency.value) for urgency in Urgency]
CELERY_TASK_DEFAULT_QUEUE = Urgency.NOW.value
CELERY_TIMEZONE = "UTC"
RING_EVERY = timedelta(seconds=1.5)
"""Longest time between work becoming due and its task being queued. Each beat costs a few indexed queries."""
# In memory: every schedule is so short that the last run need not be remembered. Celery's default keeps a file, which
# is SQLite from Python 3.13 on; it is opened before the beat forks and written after that, which crashes a beat now and
# then.
MAILS_OUTAGES = True
"""False in tests: the look for outages is a thread of each process."""

CELERY_BEAT_SCHEDULER = "celery.beat:Scheduler"
CELERY_BEAT_SCHEDULE = {
    "ring-due": {"task": "casetracker.tasks.ring_due", "schedule": RING_EVERY, "options": {"expires": 5}},
    "alert-followers": {"task": "casetracker.tasks.alert_followers", "schedule": RING_EVERY, "options": {"expires": 5}},
    "look-after-sources": {
        "task": "dockets.tasks.look_after_sources",
        "schedule": timedelta(minutes=5),
        "options": {"expires": 300},
    },
    "look-after-site": {
        "task": "casetracker.tasks.look_after_site",
        "schedule": timedelta(minutes=10),
        "options": {"expires": 300},
    },
}

NOTES_NEED_SECOND_EDITOR = _flag("CASETRACKER_SECOND_EDITOR", False)
"""True: a note for readers waits until an editor who did not write it approves it."""

FETCH_CONTACT = os.environ.get("CASETRACKER_CONTACT", "")
"""E-mail address or page of whoever runs this site, sent to courts' servers beside the product's name."""
FETCH_HOSTS = _list("CASETRACKER_FETCH_HOSTS")
"""Further servers that may be fetched from, beside the courts' and those of known sources: "feeds.example.org",
"*.example.org"."""
FETCH_ALLOW_LOOPBACK = False
"""True only in tests and the bench, which fetch from this machine."""

SUPREME_COURT_URL = "https://www.supremecourt.gov"
"""Where the Supreme Court publishes its dockets; tests use a server of their own."""
COURTLISTENER_URL = os.environ.get("CASETRACKER_COURTLISTENER_URL", "https://www.courtlistener.com").rstrip("/")
COURTLISTENER_STORAGE_URL = os.environ.get(
    "CASETRACKER_COURTLISTENER_STORAGE_URL", "https://storage.courtlistener.com"
).rstrip("/")
"""Where the files lie that its API names."""
COURTLISTENER_TOKEN = _SECRETS.get("CASETRACKER_COURTLISTENER_TOKEN", "")
COURTLISTENER_QUOTA = os.environ.get("CASETRACKER_COURTLISTENER_QUOTA", "5/minute, 50/hour, 125/day")
"""What CourtListener allows an account; all of these rolling windows apply at once."""
WEBHOOK_SECRET = _SECRETS.get("CASETRACKER_WEBHOOK_SECRET", "")
"""Last part of the address at which CourtListener's webhooks arrive. Unset or shorter than 32 characters: there is no
such address."""
WEBHOOK_NETWORKS = [ip_network(written, strict=False) for written in _list("CASETRACKER_WEBHOOK_ADDRESSES")]
"""Networks that webhooks may come from; empty: any."""

EMAIL_URL = _SECRETS.get("CASETRACKER_EMAIL_URL", "")
"""Empty: no mail is sent, and the page of sources says so."""
ACCOUNT_EMAIL_VERIFICATION = "optional" if EMAIL_URL else "none"
MAILERS = mail.parse_mail_url(EMAIL_URL)
DEFAULT_FROM_EMAIL = os.environ.get("CASETRACKER_EMAIL_FROM", "casetracker@localhost")

MAILBOX_PASSWORDS = {
    name.removeprefix("CASETRACKER_MAILBOX_PASSWORD").strip("_"): value.strip()
    for name, value in _SECRETS.items()
    if f"{name}_".startswith("CASETRACKER_MAILBOX_PASSWORD_")
}
"""Passwords of the mailboxes that receive courts' notices, by user name in capitals; "" for those without one of their
own."""

MAILBOXES = frozenset(_list("CASETRACKER_MAILBOXES"))
"""The mailboxes that passwords are for: user@host, or user@host:port where the port is another than usual. No other
server is ever sent one."""


_LOG_FORMAT = os.environ.get("CASETRACKER_LOG_FORMAT", "line")
if _LOG_FORMAT not in {"line", "json"}:
    raise ValueError(f"CASETRACKER_LOG_FORMAT is “{_LOG_FORMAT[:60]}”. Write json, or line.")
SENTRY_DSN = _SECRETS.get("CASETRACKER_SENTRY_DSN", "")
if SENTRY_DSN:
    error_reports.start_error_reports(SENTRY_DSN, version=VERSION)
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "{asctime} {levelname} {name}: {message}", "datefmt": "%Y-%m-%d %H:%M:%S%z", "style": "{"},
        "json": {"()": "casetracker.operations.log_lines.JsonLines"},
    },
    "filters": {
        "broker away": {"()": "casetracker.outages.broker_away.InOneLine"},
        "routine": {"()": "casetracker.operations.log_lines.QuietRoutine"},
    },
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": _LOG_FORMAT,
            "filters": ["broker away", "routine"],
        }
    },
    "root": {"handlers": ["stderr"], "level": os.environ.get("CASETRACKER_LOG_LEVEL", "INFO")},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        # juriscraper logs an error for each notice from a court that it has no sample of, and sets its log level
        # itself.
        "juriscraper.lib.log_tools": {"handlers": [], "propagate": False},
    },
}
