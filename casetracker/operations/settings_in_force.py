"""The settings of this process as admins may see them: no password, key or secret. Called by the page for admins."""

from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection

_SHOWN = (
    ("CASETRACKER_HOSTS", "ALLOWED_HOSTS"),
    ("CASETRACKER_ORIGINS", "CSRF_TRUSTED_ORIGINS"),
    ("CASETRACKER_BEHIND_PROXY", "BEHIND_PROXY"),
    ("CASETRACKER_HTTPS", "HTTPS"),
    ("CASETRACKER_PUBLIC", "SITE_IS_PUBLIC"),
    ("CASETRACKER_PAGE_RATE", "PAGE_RATE"),
    ("CASETRACKER_USER_RATE", "USER_RATE"),
    ("CASETRACKER_ANONYMOUS_RATE", "ANONYMOUS_RATE"),
    ("CASETRACKER_PROBE_ADDRESSES", "PROBE_NETWORKS"),
    ("CASETRACKER_EMBED_ORIGINS", "EMBED_ORIGINS"),
    ("CASETRACKER_TIME_ZONE", "TIME_ZONE"),
    ("CASETRACKER_SECOND_EDITOR", "NOTES_NEED_SECOND_EDITOR"),
    ("CASETRACKER_CONTACT", "FETCH_CONTACT"),
    ("CASETRACKER_FETCH_HOSTS", "FETCH_HOSTS"),
    ("CASETRACKER_COURTLISTENER_URL", "COURTLISTENER_URL"),
    ("CASETRACKER_COURTLISTENER_QUOTA", "COURTLISTENER_QUOTA"),
    ("CASETRACKER_EMAIL_FROM", "DEFAULT_FROM_EMAIL"),
    ("CASETRACKER_BACKUP_DIR", "BACKUP_DIR"),
    ("CASETRACKER_PROXY_CACHE", "PROXY_CACHE"),
    ("CASETRACKER_REPLICA_LAG", "REPLICA_LAG"),
    ("CASETRACKER_DB_CONN_MAX_AGE", "CONN_MAX_AGE"),
    ("CASETRACKER_DEBUG", "DEBUG"),
)
_SECRET = (
    ("CASETRACKER_SECRET_KEY", "SECRET_KEY"),
    ("DATABASE_REPLICA_URL", "DATABASE_REPLICA_URL"),
    ("CASETRACKER_EMAIL_URL", "EMAIL_URL"),
    ("CASETRACKER_COURTLISTENER_TOKEN", "COURTLISTENER_TOKEN"),
    ("CASETRACKER_WEBHOOK_SECRET", "WEBHOOK_SECRET"),
    ("CASETRACKER_MAILBOX_PASSWORD", "MAILBOX_PASSWORDS"),
)
"""Of these it is told whether they are set."""


def list_settings() -> Sequence[tuple[str, str]]:
    """Variable of the environment and its value, in words."""
    database = connection.settings_dict
    shown = [("DATABASE_URL", f"{database['NAME']} on {database['HOST'] or 'this machine'}")]
    shown += [(name, _describe_value(getattr(settings, setting))) for name, setting in _SHOWN]
    shown += [(name, _describe_value(value)) for name, value in _list_directory()]
    return shown + [(name, "set" if getattr(settings, setting) else "not set") for name, setting in _SECRET]


def _list_directory() -> Sequence[tuple[str, Any]]:
    """The newsroom's own directory, and whom it lets in as what."""
    oidc, saml = (settings.SOCIALACCOUNT_PROVIDERS.get(kind, {}).get("APPS") for kind in ("openid_connect", "saml"))
    groups = settings.DIRECTORY_GROUPS
    return [
        ("CASETRACKER_OIDC_URL", oidc[0]["settings"]["server_url"] if oidc else ""),
        ("CASETRACKER_SAML_METADATA", saml[0]["settings"]["idp"]["metadata_url"] if saml else ""),
        ("CASETRACKER_DIRECTORY_ADMINS", groups["admin"]),
        ("CASETRACKER_DIRECTORY_EDITORS", groups["editor"]),
        ("CASETRACKER_DIRECTORY_READERS", groups["journalist"]),
    ]


def _describe_value(value: Any) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value)) or "none"
    return str(value) or "none"
