"""Parses ``CASETRACKER_EMAIL_URL`` for Django. Does not import Django."""

from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_DJANGOS = "django.core.mail.backends.smtp.EmailBackend"
_SMTP = "casetracker.operations.counted_mail.CountedMail"
_SERVICE = "casetracker.operations.counted_mail.CountedServiceMail"
_SERVICES = "anymail+"
_PORTS = {"smtp": 587, "smtps": 465}
TIMEOUT = 10
"""Seconds per step of sending."""


def parse_mail_url(url: str) -> dict[str, dict[str, Any]]:
    """``smtp://user:password@mail.example:587`` (STARTTLS) or ``smtps://…:465`` (TLS from the start) as ``MAILERS``.

    For "", Django's default, which its checks require and nothing uses. ``smtp://mail.example:25?tls=off`` sends
    unencrypted, for a server on this machine. Special characters of a password are written ``%40``.
    ``anymail+postmark:?server_token=…`` sends through a service, with the options of django-anymail's backend. Raises
    ``ValueError`` when it is no such address.
    """
    if not url:
        return {"default": {"BACKEND": _DJANGOS}}
    parts = urlsplit(url)
    if parts.scheme.startswith(_SERVICES):
        return {"default": {"BACKEND": _SERVICE, "OPTIONS": _parse_service(parts)}}
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


def _parse_service(parts: SplitResult) -> dict[str, Any]:
    service = parts.scheme.removeprefix(_SERVICES).replace("-", "_")
    if not service.isidentifier() or parts.netloc or parts.path:
        raise ValueError("CASETRACKER_EMAIL_URL must be like anymail+postmark:?server_token=….")
    return {**dict(parse_qsl(parts.query)), "service": service}
