"""``/``: what courts decided last, which cases moved, which hearings lie ahead."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.addresses import docket_address, filing_address
from dockets.models import Docket
from dockets.print_style import clock
from rulings.models import Hearing, Ruling, TimelineEvent
from rulings.rows import outcome_label, tone_of
from rulings.words import SetDate

RULINGS_SHOWN = 12
CASES_SHOWN = 12
HEARINGS_SHOWN = 12
_DAY = timedelta(days=1)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    context = {"rulings": _rulings(), "cases": _cases(), "hearings": _hearings(now), "now": now}
    return render(request, "rulings/home.html", context)


_CASE = ("docket__court_id", "docket__docket_number", "docket__case_name", "docket__court__citation", "docket__court__name")


def _rulings() -> list[dict[str, Any]]:
    """The latest, each with its outcome as the timeline has it."""
    event = TimelineEvent.objects.filter(filing=OuterRef("filing"), event_kind="ruling")
    read = ArraySubquery(event.values(json=JSONObject(headline="headline", outcome="outcome")))
    found = Ruling.objects.filter(filing__merged_into=None).annotate(read=read)
    latest = found.order_by(F("date").desc(nulls_last=True), F("id").desc())[:RULINGS_SHOWN]
    return [_ruling(row) for row in latest.values("date", "title", "filing__number", "filing__public_id", "read", *_CASE)]


def _ruling(row: dict[str, Any]) -> dict[str, Any]:
    case = docket_address(row["docket__court_id"], row["docket__docket_number"])
    read = row["read"][0] if row["read"] else {"headline": "", "outcome": ""}
    return row | {
        "case_url": case,
        "url": filing_address(case, row["filing__number"], row["filing__public_id"]),
        "headline": read["headline"] or row["title"] or "Ruling",
        "outcome": outcome_label(read["outcome"]),
        "tone": tone_of(read["outcome"]),
    }


def _cases() -> list[dict[str, Any]]:
    """Those with the latest filings."""
    dockets = Docket.objects.current().order_by(F("date_last_filing").desc(nulls_last=True), "id")[:CASES_SHOWN]
    values = dockets.values("court_id", "docket_number", "case_name", "court__citation", "court__name", "date_last_filing")
    return [row | {"url": docket_address(row["court_id"], row["docket_number"])} for row in values]


def _hearings(now: datetime) -> list[dict[str, Any]]:
    """Those from today on, each in its court's own time; a court that is a day ahead of UTC still shows its today."""
    ahead = Hearing.objects.filter(date__gte=now.date() - _DAY, vacated_by=None, docket__merged_into=None).exclude(
        kind=SetDate.DEADLINE
    )
    found = ahead.select_related("docket__court", "filing").defer("docket__search", "filing__search", "filing__long_text")
    soonest = found.order_by("date", F("starts_at").asc(nulls_last=True), "id")[: HEARINGS_SHOWN * 2]
    return [_hearing(row) for row in soonest if row.date >= now.astimezone(row.docket.court.zone).date()][:HEARINGS_SHOWN]


def _hearing(row: Hearing) -> dict[str, Any]:
    docket = row.docket
    case = docket_address(docket.court_id, docket.docket_number)
    local = row.starts_at.astimezone(docket.court.zone) if row.starts_at else None
    return {
        "title": row.title,
        "date": row.date,
        "time": f"{clock(local)} {local.tzname()}" if local else "",
        "iso": local.isoformat() if local else row.date.isoformat(),
        "place": row.place,
        "case_name": docket.case_name,
        "court": docket.court.citation or docket.court.name,
        "url": filing_address(case, row.filing.number, row.filing.public_id) if row.filing else case,
    }
