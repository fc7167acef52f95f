"""System checks of our own: what would go wrong only once someone relies on it."""

from typing import Any

from django.conf import settings
from django.core import checks
from django.core.checks import CheckMessage, Tags, register


@register(Tags.security, deploy=True)
def hosts_are_named(app_configs: Any, **_: Any) -> list[CheckMessage]:
    if "*" not in settings.ALLOWED_HOSTS:
        return []
    return [
        checks.Warning("CASETRACKER_HOSTS admits any host name.", hint="Name the hosts that readers use.", id="casetracker.W001")
    ]
