"""``/calendar/``: the hearings, trials and deadlines of all cases, a month or a week at a time: a grid with their
numbers by day, and a list by day below it."""

from calendar import Calendar
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any, NamedTuple

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from dockets.format.print_style import format_date, format_zoned_clock
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.search.filters import COURTS_WITH_DOCKETS
from rulings.http.subscription_keys import build_feed_urls
from rulings.models import Hearing
from rulings.timeline.collapse_routine import FEWEST_DUE
from rulings.timeline.filters import parse_month
from rulings.vocabulary.hearing_status import HearingStatus, get_hearing_status
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.kinds import SET_DATE_LABELS, UNTIMED, SetDate

SHOWN = 1_000
"""Hearings and deadlines of one month; a newsroom that follows more narrows it by court."""
NO_COURT = "Court: no case of this court is here. These are the dates of all courts."
RELEASE_SET = "The day that the court set for the end of the restriction."
RELEASE_PAST = "The day that the court set has come. Whether the transcript is public now is not known."
_SUNDAY = 6


class Span(NamedTuple):
    """What the calendar shows: the days from ``first`` until the one before ``following``."""

    first: date
    following: date
    is_week: bool

    @property
    def title(self) -> str:
        return f"Week of {format_date(self.first)}" if self.is_week else f"{self.first:%B} {self.first.year}"

    def key(self, day: date) -> str:
        """The value of ``?week=`` or ``?month=`` that shows ``day``."""
        return day.isoformat() if self.is_week else _key(day)


class CalendarDay(NamedTuple):
    """One square of the grid. ``heard`` counts the hearings and trials still scheduled, ``due`` the other days."""

    date: date
    in_month: bool
    is_today: bool
    heard: int
    due: int
    summary: str
    """ "2 hearings, 1 deadline"."""


@require_safe
def calendar(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    today = timezone.localdate(now)
    span, notices = _read_span(request.GET.get("month", ""), request.GET.get("week", ""), today)
    first, following = span.first, span.following
    court, courts = request.GET.get("court", ""), list(COURTS_WITH_DOCKETS.values("id", "name", "citation"))
    if court and court not in {known["id"] for known in courts}:
        court = ""
        notices.append(NO_COURT)
    hearings = list_hearings(_of_month(first, following, court), SHOWN + 1)
    days = [(day, list(rows)) for day, rows in groupby(hearings[:SHOWN], key=lambda row: row["date"])]
    if len(hearings) > SHOWN:
        notices.append(
            f"This {'week' if span.is_week else 'month'} has more than {SHOWN:,} dates; these are the first."
            " Choose a court to see all of its own."
        )
    context = {
        "span": span,
        "first": first,
        "weeks": _weeks(span, today, days),
        "days": [(day, _runs(rows)) for day, rows in days],
        "number": _summarise(Counter(row["kind"] for row in hearings[:SHOWN])),
        "before": span.key(first - timedelta(days=7 if span.is_week else 1)),
        "after": span.key(following),
        "today": today,
        "is_now": first <= today < following,
        "month": _key(first),
        "week": (today if first <= today < following else first).isoformat(),
        "courts": courts,
        "court": court,
        "notices": notices,
        "now": now,
        "section": "calendar",
        "feed": build_feed_urls(
            request.user, [(reverse("calendar-feed"), urlencode({"court": court}) if court else "")]
        )[0],
    }
    return render(request, "rulings/calendar.html", context)


def _runs(rows: Iterable[dict[str, Any]]) -> list[tuple[str, list[dict[str, Any]]]]:
    """The dates of one day in their order. Many deadlines of one case are grouped under "20 deadlines", as on its
    timeline; all others are under ""."""
    runs: list[tuple[str, list[dict[str, Any]]]] = []
    for case, group in groupby(
        rows, key=lambda row: row["case_url"] if row["kind"] == SetDate.DEADLINE and not row["is_off"] else ""
    ):
        found = list(group)
        folds = bool(case) and len(found) >= FEWEST_DUE
        runs.append((f"{len(found)} deadlines" if folds else "", found))
    return runs


def _read_span(month: str, week: str, today: date) -> tuple[Span, list[str]]:
    """``week``: any day of it; it counts where both are given."""
    if week:
        try:
            return _find_week(date.fromisoformat(week)), []
        except (ValueError, OverflowError):
            return _find_week(today), ["Week: a day of it is written like 2021-01-13. This is the current one."]
    try:
        return Span(*parse_month(month or _key(today)), is_week=False), []
    except ValidationError as error:
        known = Span(*parse_month(_key(today)), is_week=False)
        return known, [f"Month: {' '.join(error.messages)} This is the current one."]


def _find_week(day: date) -> Span:
    """Raises ``OverflowError`` where the week, or the one after it, is beyond the calendar."""
    first = day - timedelta(days=(day.weekday() - _SUNDAY) % 7)
    _ = first + timedelta(days=14), first - timedelta(days=7)
    return Span(first, first + timedelta(days=7), is_week=True)


def _key(day: date) -> str:
    return f"{day.year:04d}-{day.month:02d}"


def _of_month(first: date, following: date, court: str) -> QuerySet[Hearing]:
    found = Hearing.objects.filter(date__gte=first, date__lt=following, docket__merged_into=None)
    return found.filter(docket__court=court.replace("\x00", "")) if court else found


def list_hearings(found: QuerySet[Hearing], limit: int) -> list[dict[str, Any]]:
    """The first of ``found`` in order of time, each with its case, as a page shows it. One query."""
    known = found.select_related("docket__court", "filing").defer(
        "docket__search", "filing__search", "filing__long_text"
    )
    return [_describe(row) for row in known.order_by("date", F("starts_at").asc(nulls_last=True), "id")[:limit]]


def _describe(row: Hearing) -> dict[str, Any]:
    docket = row.docket
    case = build_docket_url(docket.court_id, docket.docket_number)
    local: datetime | None = row.starts_at.astimezone(docket.court.zone) if row.starts_at else None
    return {
        "date": row.date,
        "title": row.title,
        "kind": row.kind,
        "icon": "transcript" if row.kind == SetDate.RELEASE else row.kind,
        "entry": row.filing.number if row.filing and row.kind == SetDate.RELEASE else "",
        "label": SET_DATE_LABELS[SetDate(row.kind)],
        "time": format_zoned_clock(local) if local else "",
        "iso": local.isoformat() if local else row.date.isoformat(),
        "place": row.place,
        "is_off": row.vacated_by_id is not None,
        "is_by_machine": row.read_by_machine,
        "standing": _standing(row),
        "case_name": docket.case_name,
        "case_url": case,
        "court": docket.court.citation or docket.court.name,
        "zone": docket.court.zone,
        "url": build_filing_url(case, row.filing.number, row.filing.public_id) if row.filing else case,
    }


def _standing(row: Hearing) -> str:
    """What is known of a day that is past or called off, in words; "" of one that is ahead, and of deadlines."""
    if row.kind == SetDate.DEADLINE and row.vacated_by_id is None:
        return ""
    today = timezone.now().astimezone(row.docket.court.zone).date()
    if row.kind == SetDate.RELEASE and row.vacated_by_id is None:
        return RELEASE_SET if row.date > today else RELEASE_PAST
    is_held, is_called_off = row.held_by_id is not None, row.vacated_by_id is not None
    status = get_hearing_status(row.date, today, is_held=is_held, is_called_off=is_called_off)
    return "" if status is HearingStatus.AHEAD else get_label(WordGroup.HEARING, status)


def _weeks(span: Span, today: date, days: Iterable[tuple[date, list[dict[str, Any]]]]) -> list[list[CalendarDay]]:
    """Weeks from Sunday to Saturday, as in American calendars."""
    numbers = {day: Counter(row["kind"] for row in rows if not row["is_off"]) for day, rows in days}
    whole = [[span.first + timedelta(days=day) for day in range(7)]]
    weeks = whole if span.is_week else Calendar(_SUNDAY).monthdatescalendar(span.first.year, span.first.month)
    return [[_day(day, span, today, numbers.get(day, Counter())) for day in week] for week in weeks]


def _day(day: date, span: Span, today: date, numbers: Mapping[str, int]) -> CalendarDay:
    heard, due = numbers[SetDate.HEARING] + numbers[SetDate.TRIAL], sum(numbers[kind] for kind in UNTIMED)
    is_shown = span.first <= day < span.following
    return CalendarDay(day, is_shown, day == today, heard, due, _summarise(numbers))


def _named(kind: SetDate) -> str:
    return "transcript release" if kind is SetDate.RELEASE else kind.value


def _summarise(numbers: Mapping[str, int]) -> str:
    """ "2 hearings, 1 trial, 5 deadlines, 1 transcript release"; "0 hearings" where there are none."""
    parts = [f"{number} {_named(kind)}{'s' if number != 1 else ''}" for kind in SetDate if (number := numbers[kind])]
    return ", ".join(parts) or "0 hearings"
