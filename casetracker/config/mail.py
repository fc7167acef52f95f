"""Parses ``CASETRACKER_EMAIL_URL`` for Django. Does not import Django."""

from typing import Any
from urllib.parse import unquote, urlsplit

_DJANGOS = "django.core.mail.backends.smtp.EmailBackend"
_SMTP = "casetracker.operations.counted_mail.CountedMail"
_PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT = 10
"""Seconds per step of sending."""


def parse_mail_url(url: str) -> dict[str, dict[str, Any]]:
    """``smtp://user:password@mail.example:587`` (STARTTLS) or ``smtps://…:465`` (TLS from the start) as ``MAILERS``.

    For "", Django's default, which its checks require and nothing uses. ``smtp://mail.example:25?tls=off`` sends
    unencrypted, for a server on this machine. Special characters of a password are written ``%40``. Raises
    ``ValueError`` when it is no such address.
    """
    if not url:
        return {"default": {"BACKEND": _DJANGOS}}
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname:
        raise ValueError("CASETRACKER_EMAIL_URL must be like smtp://user:password@mail.example:587 or smtps://…:465.")
    options = {
        "host": parts.hostname,
        "port": parts.port or _PORTS[parts.scheme],
        "username": unquote(parts.username or ""),
        "password": unquote(parts.password or ""),
        "use_ssl": parts.scheme == "smtps",
        "use_tls": parts.scheme == "smtp" and parts.query != "tls=off",
        "timeout": TIMEOUT,
    }
    return {"default": {"BACKEND": _SMTP, "OPTIONS": options}}
