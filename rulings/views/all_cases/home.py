"""``/``: what is new since a reader last looked, the latest decisions and filings, this week's hearings, and the most
active cases."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from zoneinfo import ZoneInfo

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import (
    Case,
    Count,
    DateField,
    DateTimeField,
    Exists,
    F,
    Func,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, JSONObject
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.format.print_style import format_date, format_number
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket, Filing
from rulings.following.unread import list_new_cases
from rulings.html.event_lines import get_outcome_tone, label_outcome
from rulings.models import Follow, Hearing, Ruling, TimelineEvent
from rulings.models.publication import filter_published
from rulings.views.all_cases.calendar import list_hearings
from rulings.views.all_cases.ruling_list import CASE
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import UNTIMED, EventKind

RULINGS_SHOWN = 12
FILINGS_SHOWN = 12
CASES_SHOWN = 8
HEARINGS_SHOWN = 12
_DAY, _WEEK = timedelta(days=1), timedelta(days=7)
ACTIVE_DAYS = 30
"""Cases are compared by their filings in so many days."""


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    reader = request.user.pk if request.user.is_authenticated else None
    followed = Follow.objects.filter(user=reader).exists() if reader else False
    news, has_more = list_new_cases(reader) if reader else ([], False)
    hearings = _hearings(now)
    this_week = [row for row in hearings if row["is_this_week"]]
    context = {
        "days": _by_day(_rulings(), now),
        "filings": _filings(reader if followed else None),
        "follows": followed,
        "news": news,
        "has_more_news": has_more,
        "hearings": this_week or hearings[:1],
        "is_week": bool(this_week),
        "cases": _cases(),
        "active": _active(now.date()),
        "active_days": ACTIVE_DAYS,
        "now": now,
    }
    return render(request, "rulings/home.html", context)


def _rulings() -> list[dict[str, Any]]:
    """The latest rulings that decided something, each with its outcome as on the timeline. Leave to appear and
    extensions of time are left out: one busy case would fill the page with them. What parties end by themselves no
    court decided."""
    event = TimelineEvent.objects.filter(filing=OuterRef("filing"), event_kind="ruling")
    read = ArraySubquery(event.values(json=JSONObject(headline="headline", outcome="outcome")))
    of_course = event.filter(Q(routine=True) | Q(detail=Detail.EXTENSION))
    # Of a ruling that is not published the timeline's own words are shown, and none where only editors call it one.
    # Asked of each ruling on the way along the index: as EXISTS beside OR, PostgreSQL looks at all rulings first.
    told = Ruling.objects.annotate(read=read).filter(Q(read__len__gt=0) | filter_published())
    found = told.filter(~Exists(of_course), by_parties=False, filing__merged_into=None).annotate(
        said=Case(When(filter_published(), then=F("title")), output_field=TextField())
    )
    latest = found.order_by(F("date").desc(nulls_last=True), F("id").desc())[:RULINGS_SHOWN]
    filing = ("filing__number", "filing__public_id")
    fields = ("date", "said", "read_by_machine", *filing, "read", "docket__court__time_zone", *CASE)
    return [_ruling(row) for row in latest.values(*fields)]


def _ruling(row: dict[str, Any]) -> dict[str, Any]:
    case = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
    read = row["read"][0] if row["read"] else {"headline": "", "outcome": ""}
    return row | {
        "case_url": case,
        "url": build_filing_url(case, row["filing__number"], row["filing__public_id"]),
        "headline": read["headline"] or row["said"] or "Ruling",
        "outcome": label_outcome(read["outcome"]),
        "tone": get_outcome_tone(read["outcome"]),
    }


def _by_day(rulings: Iterable[dict[str, Any]], now: datetime) -> list[tuple[str, list[dict[str, Any]]]]:
    """Grouped under "Today", "Yesterday", or their date."""
    days = [(day, list(rows)) for day, rows in groupby(rulings, key=lambda row: row["date"])]
    return [(f"{_named(day, rows, now)}{format_date(day)}", rows) for day, rows in days]


def _named(day: date | None, rows: Iterable[dict[str, Any]], now: datetime) -> str:
    """ "Today" lasts until midnight at the court, whatever the day is in UTC."""
    if day is None:
        return ""
    past = min((now.astimezone(ZoneInfo(row["docket__court__time_zone"])).date() - day).days for row in rows)
    return {0: "Today, ", 1: "Yesterday, "}.get(past, "")


def _filings(reader: int | None) -> list[dict[str, Any]]:
    """The newest filings without rulings and routine: of the cases that ``reader`` follows, or of all."""
    found: QuerySet[TimelineEvent] = TimelineEvent.objects.filter(
        event_kind=EventKind.FILING, routine=False, docket__merged_into=None, date__isnull=False
    )
    if reader:
        followed = Follow.objects.filter(user=reader).values("docket")
        found = found.filter(docket__in=followed).order_by("-sort_date", "-id")
    else:
        # Read along the index of all filings: events have no such index, and sorting them takes longer with every case.
        found = found.filter(filing__date_filed__isnull=False)
        found = found.order_by(F("filing__date_filed").desc(nulls_last=True), "-filing_id")
    fields = ("date", "headline", "filed_by", "filing__number", "filing__public_id", *CASE)
    return [_filing(row) for row in found.values(*fields)[:FILINGS_SHOWN]]


def _filing(row: dict[str, Any]) -> dict[str, Any]:
    case = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
    return row | {"case_url": case, "url": build_filing_url(case, row["filing__number"], row["filing__public_id"])}


def _cases() -> list[dict[str, Any]]:
    """The cases with the latest filings."""
    dockets = Docket.objects.current().order_by(F("date_last_filing").desc(nulls_last=True), "id")[:CASES_SHOWN]
    values = dockets.values(
        "court_id", "docket_number", "case_name", "court__citation", "court__name", "date_last_filing"
    )
    return [row | {"url": build_docket_url(row["court_id"], row["docket_number"])} for row in values]


def _active(today: date) -> list[dict[str, Any]]:
    """The cases with the most filings in the last ``ACTIVE_DAYS`` days."""
    lately = Filing.objects.current().filter(date_filed__gt=today - timedelta(days=ACTIVE_DAYS), date_filed__lte=today)
    busiest = lately.filter(docket__merged_into=None).values("docket").annotate(number=Count("id"))
    rows = busiest.order_by("-number", "docket")[:CASES_SHOWN].values("number", *CASE)
    return [_busy(row) for row in rows]


def _busy(row: dict[str, Any]) -> dict[str, Any]:
    url = build_docket_url(row["docket__court_id"], row["docket__docket_number"])
    return row | {"url": url, "count": f"{format_number(row['number'])} filing{'s' if row['number'] != 1 else ''}"}


def _hearings(now: datetime) -> list[dict[str, Any]]:
    """Hearings from today on, each by its court's own day and in its time."""
    moment: Func = Func(F("docket__court__time_zone"), Value(now), function="timezone", output_field=DateTimeField())
    # The first condition is for the index: the courts' days are at most one behind UTC's.
    ahead = Hearing.objects.filter(date__gte=now.date() - _DAY, vacated_by=None, held_by=None, docket__merged_into=None)
    ahead = ahead.filter(date__gte=Cast(moment, DateField())).exclude(kind__in=UNTIMED)
    return [
        row | {"is_this_week": row["date"] < now.astimezone(row["zone"]).date() + _WEEK}
        for row in list_hearings(ahead, HEARINGS_SHOWN)
    ]
