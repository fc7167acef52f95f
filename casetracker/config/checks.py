"""Django system checks for errors that would otherwise show only once someone relies on the setting."""

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register
from limits import parse

from dockets.views.sources.webhook import SHORTEST_SECRET
from rulings.timeline.embedding import is_frame_origin


@register(Tags.security, deploy=True)
def check_hosts(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        checks.Warning(
            "CASETRACKER_HOSTS admits any host name.", hint="Name the hosts that readers use.", id="casetracker.W001"
        )
    ]


@register(Tags.security, deploy=True)
def check_request_targets(app_configs: Any, **_: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    if settings.FETCH_ALLOW_LOOPBACK:
        hint = "FETCH_ALLOW_LOOPBACK is for tests and the bench."
        found.append(checks.Error("Sources may be fetched from this machine itself.", hint=hint, id="casetracker.E001"))
    if any(name in {"*", "*."} or name.count(".") == 0 for name in settings.FETCH_HOSTS):
        hint = "Name the servers: feeds.example.org, *.example.org."
        found.append(checks.Warning("CASETRACKER_FETCH_HOSTS admits too much.", hint=hint, id="casetracker.W002"))
    return found


@register(Tags.security, deploy=True)
def check_webhook_secret(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if not settings.WEBHOOK_SECRET or len(settings.WEBHOOK_SECRET) >= SHORTEST_SECRET:
        return []
    hint = f"At least {SHORTEST_SECRET} characters; until then no webhook is taken in."
    return [checks.Warning("CASETRACKER_WEBHOOK_SECRET is too short to be a secret.", hint=hint, id="casetracker.W003")]


@register(Tags.security)
def check_directory(app_configs: Any, **_: Any) -> list[CheckMessage]:
    oidc, saml = (settings.SOCIALACCOUNT_PROVIDERS.get(kind, {}).get("APPS") for kind in ("openid_connect", "saml"))
    found: list[CheckMessage] = []
    for app in oidc or []:
        found += _believe("CASETRACKER_OIDC_URL", app["settings"]["server_url"])
        if not (app["client_id"] and app["secret"]):
            said = "CASETRACKER_OIDC_URL is set without CASETRACKER_OIDC_CLIENT_ID and CASETRACKER_OIDC_SECRET."
            found.append(checks.Error(said, id="casetracker.E005"))
    for app in saml or []:
        found += _believe("CASETRACKER_SAML_METADATA", app["settings"]["idp"]["metadata_url"])
    if (oidc or saml) and not any(settings.DIRECTORY_GROUPS.values()):
        said = "The directory lets nobody in: no group is named."
        hint = "Set CASETRACKER_DIRECTORY_ADMINS, CASETRACKER_DIRECTORY_EDITORS or CASETRACKER_DIRECTORY_READERS."
        found.append(checks.Warning(said, hint=hint, id="casetracker.W004"))
    return found


def _believe(variable: str, written: str) -> list[CheckMessage]:
    """Whether what comes from there may be believed: over TLS, from this machine, from a file of the operator's."""
    address = urlsplit(written)
    if address.scheme == "file":
        path = unquote(address.path)
        hint = "It has to be the directory's metadata, and the service's user has to be able to read it."
        said = f"{variable} names a file that cannot be read: {path}."
        return [] if os.access(path, os.R_OK) else [checks.Error(said, hint=hint, id="casetracker.E006")]
    if address.scheme == "https" or address.hostname in ("localhost", "127.0.0.1"):
        return []
    hint = "What it says of people is believed because it came over TLS."
    return [checks.Error(f"{variable} is no https address.", hint=hint, id="casetracker.E004")]


@register(Tags.security)
def check_rates(app_configs: Any, **_: Any) -> list[CheckMessage]:
    return [
        message
        for name in ("ANONYMOUS_RATE", "PAGE_RATE", "USER_RATE")
        for message in _rate(name, getattr(settings, name))
    ]


def _rate(name: str, written: str) -> list[CheckMessage]:
    try:
        parse(written or "1/second")
    except ValueError:
        said = f"CASETRACKER_{name} is “{written[:60]}”, which is no rate."
        return [checks.Error(said, hint="Write it like 120/minute, or leave it empty for none.", id="casetracker.E003")]
    return []


@register(Tags.security)
def check_frame_origins(app_configs: Any, **_: Any) -> list[CheckMessage]:
    wrong = [written for written in settings.EMBED_ORIGINS if not is_frame_origin(written)]
    hint = "Write https:, https://www.paper.example, https://*.paper.example, or 'none' with its quotation marks."
    said = f"CASETRACKER_EMBED_ORIGINS holds what is no origin: {', '.join(wrong)}."
    return [checks.Error(said, hint=hint, id="casetracker.E002")] if wrong else []
