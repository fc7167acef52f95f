"""``/site/``: how the site is, for admins; and the mark in their navigation where something is amiss."""

import platform
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

import django
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casetracker.operations import condition, growth, marks, settings_in_force, waiting
from dockets.db.server.server_facts import read_server_facts
from dockets.format.print_style import format_age
from dockets.http.permissions import require_role
from dockets.models import Source, UpkeepEntry
from dockets.watch.failure_mail import explain_no_mail
from dockets.watch.source_health import build_source_row, list_quotas

FAILING_SHOWN = 10
DAY = timedelta(days=1)
LOST_WITHIN = timedelta(hours=1)
"""A worker that went without a word is a trouble for so long, if others do its work."""


@require_role("admin", "site")
@require_safe
@never_cache
def site_state(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    parts = condition.check_parts(now)
    context = {"section": "site", "troubles": list_troubles(parts, now), "parts": parts, "now": now}
    context |= {"waiting": waiting.list_waiting(now), "mail": explain_no_mail(), **_describe_life(parts, now)}
    context |= {**_describe_sources(now), **_describe_size(now), **_describe_backups(), **_describe_versions()}
    context |= {"settings": settings_in_force.list_settings()}
    return render(request, "operations/site_state.html", context)


@require_role("admin", "site")
@require_safe
@never_cache
def site_mark(request: HttpRequest) -> HttpResponse:
    """The number of things that are amiss; nothing where nothing is."""
    now = timezone.now()
    number = len(list_troubles(condition.check_parts(now), now))
    return HttpResponse(str(number or ""), content_type="text/plain; charset=utf-8")


def list_troubles(parts: Sequence[condition.Part], now: datetime) -> Sequence[str]:
    """Everything that an admin should see to, in sentences."""
    troubles = [part.trouble for part in parts if part.trouble]
    for worker in _read_marks(parts, now).workers:
        if marks.STALE <= now - worker.at < LOST_WITHIN:
            troubles.append(f"The worker {worker.name} is gone: it was not told to stop. Look at its log.")
    found = _read_marks(parts, now).others
    if marks.BROKEN in found and now - found[marks.BROKEN][0] < LOST_WITHIN:
        at, details = found[marks.BROKEN]
        troubles.append(f"The page “{details.get('view')}” broke {format_age(at, now)}: the web server’s log has why.")
    if marks.MAIL_FAILED in found and (
        marks.MAIL_SENT not in found or found[marks.MAIL_FAILED][0] > found[marks.MAIL_SENT][0]
    ):
        at, details = found[marks.MAIL_FAILED]
        troubles.append(f"A mail could not be sent {format_age(at, now)}: {details.get('why')}")
    if failed := waiting.count_failed_imports(now - DAY):
        were = "import was" if failed == 1 else "imports were"
        troubles.append(f"{failed} {were} given up or refused without a person within a day: see the imports’ history.")
    return troubles


def _read_marks(parts: Sequence[condition.Part], now: datetime) -> marks.Marks:
    """Nobody's, where the broker does not answer."""
    is_away = any(part.name == "broker" and part.trouble for part in parts)
    return marks.Marks(None, None, ()) if is_away else marks.read_marks(now)


def _describe_life(parts: Sequence[condition.Part], now: datetime) -> Mapping[str, Any]:
    found = _read_marks(parts, now)
    workers = [(worker, worker.is_fresh(now)) for worker in found.workers]
    return {"beat": found.beat, "beat_rings": not condition.check_beat(found, now).trouble, "workers": workers}


def _describe_sources(now: datetime) -> Mapping[str, Any]:
    failing: QuerySet[Source] = Source.objects.failing().filter(reads_once="")
    shown = failing.select_related("court", "docket").defer("docket__search").order_by("-failures", "id")
    kinds = Source.objects.filter(reads_once="").distinct("slug").order_by("slug")
    return {
        "failing_number": failing.count(),
        "failing": [build_source_row(source, None, now) for source in shown[:FAILING_SHOWN]],
        "quotas": list_quotas(kinds),
    }


def _describe_size(now: datetime) -> Mapping[str, Any]:
    facts = read_server_facts()
    return {"facts": facts, "growth": growth.measure_growth(facts, now)}


def _describe_backups() -> Mapping[str, Any]:
    newest = UpkeepEntry.objects.order_by("kind", "-at").distinct("kind").in_bulk(field_name="pk").values()
    by_kind = {entry.kind: entry for entry in newest}
    return {"backup": by_kind.get("backup"), "restore_test": by_kind.get("restore_test")}


def _describe_versions() -> Mapping[str, Any]:
    versions = [("Casetracker", settings.VERSION), ("Python", platform.python_version())]
    return {"versions": [*versions, ("Django", django.get_version())]}
