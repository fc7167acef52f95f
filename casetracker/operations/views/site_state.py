"""``/site/``: how the site is, for admins; and the mark in their navigation where something is amiss."""

import platform
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

import django
from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from casetracker.operations import condition, growth, settings_in_force, waiting
from casetracker.operations.troubles import list_troubles, read_known_marks
from dockets.db.server.server_facts import read_server_facts
from dockets.http.permissions import require_role
from dockets.models import Source, UpkeepEntry
from dockets.watch.failure_mail import explain_no_mail
from dockets.watch.source_health import build_source_row, list_quotas

FAILING_SHOWN = 10


@require_role("admin", "site")
@require_safe
@never_cache
def site_state(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    parts = condition.check_parts(now)
    context = {
        "section": "site",
        "troubles": [trouble.said for trouble in list_troubles(parts, now)],
        "parts": parts,
        "now": now,
    }
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


def _describe_life(parts: Sequence[condition.Part], now: datetime) -> Mapping[str, Any]:
    found = read_known_marks(parts, now)
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
