"""A row of a tracker in words: what stands in each of its columns. No query is made here. Called by the pages, by the
embed and by everything taken away, which so say the same."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from dockets.format.print_style import format_clock, format_date, format_month_day, format_zoned_clock
from dockets.format.web_links import allow_web_link
from rulings.html.markup import Markup
from rulings.models import TrackerColumn
from rulings.trackers.find_tracker import build_matter_url
from rulings.trackers.rows import UNCLASSIFIED
from rulings.vocabulary.motion_states import MotionState
from rulings.vocabulary.read_by import READ_BY_MACHINE
from rulings.vocabulary.trackers.words import IN_EFFECT, NOT_KNOWN, ColumnKey, Tone, ValueKind


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one column. The template of a cell is chosen by ``key``."""

    key: str
    label: str
    text: str = ""
    small: str = ""
    url: str = ""
    number: str = ""
    is_machine: bool = False
    links: Sequence[Mapping[str, str]] = ()
    """Further links: ``{"words", "url"}`` each."""
    is_unknown: bool = False
    """Whether ``text`` says that it is not known."""


@dataclass(slots=True)
class Row:
    """A row as every output shows it."""

    id: int
    anchor: str
    name: str
    url: str
    """The address of the docket that leads it."""
    caption: str
    """ "W.D. Wash. 2:21-cv-00031 · Judge Rothstein · filed Jan. 11, 2021"."""
    others: Sequence[Mapping[str, Any]]
    """Its other dockets, as in ``Matter.values``."""
    status: str
    tone: str
    since: date | None
    days: int | None
    rests_on: Mapping[str, Any] | None
    is_editors: bool
    reason: str
    standing: str
    pending: str
    latest: Mapping[str, Any] | None
    latest_on: date | None
    next: Mapping[str, Any] | None
    doubt: str
    doubt_link: Mapping[str, Any] | None
    confirmed_at: datetime | None
    confirmed_by: str
    group: tuple[str, str] = ("", "")
    """The value by which it is grouped and the words for it."""
    link: str = ""
    """Its permanent link."""
    own: Mapping[str, str] = field(default_factory=dict)
    """The editors' own columns: the name of each, and what stands in it."""
    cells: list[Cell] = field(default_factory=list)
    html: Markup | None = None
    """As pages show it (``page.draw_rows``)."""
    raw: Mapping[str, Any] = field(default_factory=dict)
    """The fields of ``rows.FIELDS``."""
    court_name: str = ""
    docket_number: str = ""
    filed_on: date | None = None
    topic: str = ""
    action: str = ""
    sides: str = ""
    status_side: str = ""
    status_open: bool = True
    judge: str = ""
    stage: str = ""
    last_activity: date | None = None
    dockets: Sequence[Mapping[str, Any]] = ()
    documents: Sequence[Mapping[str, str]] = ()
    in_effect: bool | None = None
    """Whether something that was asked for holds on the day that is shown; None: not known."""


def build_row(
    told: Mapping[str, Any],
    columns: Sequence[TrackerColumn],
    day: date,
    *,
    slug: str,
    is_past: bool = False,
    shows_doubt: bool = True,
    group: str = "",
    checked: Mapping[int, datetime] | None = None,
) -> Row:
    """``told`` has ``rows.FIELDS``; ``slug``: the tracker's. ``day``: the day that is shown; of a past one the next
    date and what is pending are not known. ``checked``: when a source last confirmed the dockets of each row."""
    values = told["matter__values"]
    doubt = told["matter__doubt"] if shows_doubt and not is_past else None
    row = Row(
        **_describe_stand(told, day),
        **_describe_words(told, slug),
        pending="" if is_past else _describe_pending(values["pending"], day),
        next=None if is_past else values["next"],
        stage="" if is_past else values["stage"],
        last_activity=None if is_past else told["matter__last_activity"],
        doubt=describe_doubt(doubt) if doubt else "",
        doubt_link=doubt,
        group=_find_group(told, group),
        own=_list_own(told, columns),
        raw=told,
    )
    row.cells = [_build_cell(row, column, day, is_past, checked or {}) for column in columns]
    return row


def _describe_stand(told: Mapping[str, Any], day: date) -> dict[str, Any]:
    """Where it stands, and what happened last."""
    since = told["since"]
    as_they_are = ("since", "rests_on", "is_editors", "reason", "standing", "latest", "latest_on")
    return {
        "status": told["status__name"] or UNCLASSIFIED,
        "tone": told["status__tone"] or "pending",
        "status_side": told["status__side"] or "",
        "status_open": told["status__is_open"] is not False,
        "in_effect": _is_in_effect(told),
        "days": (day - since).days if since else None,
        **{name: told[name] for name in as_they_are},
    }


def _is_in_effect(told: Mapping[str, Any]) -> bool | None:
    """By what follows from the cases; where an editor says otherwise, by the colour of the status."""
    if told["is_editors"]:
        return told["status__tone"] in (Tone.GRANTED, Tone.MIXED)
    return None if told["standing"] in NOT_KNOWN else told["standing"] in IN_EFFECT


def _describe_words(told: Mapping[str, Any], slug: str) -> dict[str, Any]:
    """What it is, and what editors say of it."""
    values, lead = told["matter__values"], told["matter__values"]["dockets"][0]
    of_matter = ("court_name", "filed_on", "topic", "action", "sides", "anchor", "confirmed_at", "confirmed_by")
    return {
        "id": told["matter_id"],
        "name": told["matter__shown_name"],
        "url": lead["url"],
        "caption": _describe_lead(told),
        "others": values["dockets"][1:],
        "dockets": values["dockets"],
        "documents": told["matter__documents"],
        "docket_number": lead["number"],
        "judge": values["judge"],
        "link": build_matter_url(slug, told["matter__anchor"]),
        **{name: told[f"matter__{name}"] for name in of_matter},
    }


def _list_own(told: Mapping[str, Any], columns: Sequence[TrackerColumn]) -> dict[str, str]:
    own = [column for column in columns if column.key == ColumnKey.OWN]
    return {column.label: str(told["matter__own"].get(str(column.pk), "")) for column in own}


def _find_group(told: Mapping[str, Any], group: str) -> tuple[str, str]:
    if group == "topic":
        return told["matter__topic"], told["matter__topic"] or "No topic"
    if group == "status":
        return str(told["status_id"] or ""), told["status__name"] or UNCLASSIFIED
    if group == "court":
        return told["matter__court"], told["matter__court_name"]
    return "", ""


def _describe_lead(told: Mapping[str, Any]) -> str:
    lead, judge, filed = told["matter__values"]["dockets"][0], told["matter__values"]["judge"], told["matter__filed_on"]
    surname = judge.replace(",", " ").split()[-1:] if judge else []
    parts = [f"{lead['court']} {lead['number']}", *(f"Judge {name}" for name in surname)]
    return " · ".join([*parts, *([f"filed {format_date(filed)}"] if filed else [])])


def _describe_pending(pending: Mapping[str, Any] | None, day: date) -> str:
    """ "Motion to dismiss (12), briefed, for 94 days"."""
    if pending is None:
        return ""
    begun = date.fromisoformat(pending["date"]) if pending["date"] else None
    days = (day - begun).days if begun else 0
    if pending["state"] == MotionState.NOT_SEEN_DECIDED:
        days = 0
    state = _STATES.get(pending["state"], "")
    number = f" ({pending['number']})" if pending["number"] else ""
    named = f"{pending['headline'] or 'Motion'}{number}"
    return ", ".join(part for part in (named, state, f"for {days:,} days" if days > 1 else "") if part)


_STATES: Mapping[str, str] = {
    MotionState.BRIEFED: "briefed",
    MotionState.ARGUED: "argued",
    MotionState.NOT_SEEN_DECIDED: "not seen decided",
}


def describe_doubt(doubt: Mapping[str, Any]) -> str:
    """ "order of May 3, 2026"."""
    day = format_date(date.fromisoformat(doubt["day"])) if doubt["day"] else ""
    return f"{doubt['what']} of {day}" if day else str(doubt["what"])


def describe_new_rows(number: int) -> str:
    """ "924 more are still being worked out, and counted nowhere yet."; "" where there is none."""
    if not number:
        return ""
    return f"{number:,} more {'is' if number == 1 else 'are'} still being worked out, and counted nowhere yet."


def describe_next(told: Mapping[str, Any]) -> str:
    day, zone = date.fromisoformat(told["date"]), ZoneInfo(told["zone"])
    if not told["at"]:
        return format_date(day)
    return f"{format_date(day)}, {format_zoned_clock(datetime.fromisoformat(told['at']).astimezone(zone))}"


def _build_cell(row: Row, column: TrackerColumn, day: date, is_past: bool, checked: Mapping[int, datetime]) -> Cell:
    key, told = column.key, row.raw
    if key == ColumnKey.LATEST:
        return _build_latest(row, column)
    if key == ColumnKey.NEXT:
        return _build_next(row, column, is_past)
    if key == ColumnKey.CHECKED:
        return _build_checked(row, column, checked)
    if key in (ColumnKey.OWN, ColumnKey.EFFECT):
        return (_build_own if key == ColumnKey.OWN else _build_effect)(row, column)
    if key == ColumnKey.DOCUMENTS:
        return Cell(key, column.label, links=row.documents)
    found: Mapping[str, str] = {
        ColumnKey.TOPIC: told["matter__topic"],
        ColumnKey.ACTION: told["matter__action"],
        ColumnKey.SIDES: told["matter__sides"],
        ColumnKey.STAGE: "" if is_past else told["matter__values"]["stage"],
        ColumnKey.JUDGE: told["matter__values"]["judge"],
        ColumnKey.COURT: told["matter__court_name"],
        ColumnKey.FILED: format_date(told["matter__filed_on"]),
        ColumnKey.DAYS: f"{row.days:,}" if row.days is not None else "",
        ColumnKey.ACTIVITY: "" if is_past else format_date(told["matter__last_activity"]),
    }
    return Cell(key, column.label, found.get(key, ""))


def _build_latest(row: Row, column: TrackerColumn) -> Cell:
    if not row.latest:
        return Cell(column.key, column.label, "nothing is known", is_unknown=True)
    told = row.latest
    is_machine = told["by"] == "machine"
    day = format_date(row.latest_on)
    return Cell(column.key, column.label, told["words"], day, told["url"], told["number"] or "entry", is_machine)


def _build_next(row: Row, column: TrackerColumn, is_past: bool) -> Cell:
    if not row.next:
        words = "not known of that day" if is_past else "no date is known"
        return Cell(column.key, column.label, words, is_unknown=True)
    told = row.next
    title = " · ".join(part for part in (told["title"], told["place"]) if part)
    return Cell(column.key, column.label, describe_next(told), title, told["url"], told["number"] or "entry")


def _build_checked(row: Row, column: TrackerColumn, checked: Mapping[int, datetime]) -> Cell:
    """The court's docket and the editors' look, as two things."""
    at = checked.get(row.id)
    told = f"court: {_format_moment(at)}" if at else "court: never"
    editors = f"editors: {_format_moment(row.confirmed_at)}" if row.confirmed_at else "editors: not yet"
    return Cell(column.key, column.label, told, editors)


def _format_moment(moment: datetime) -> str:
    local = timezone.localtime(moment, ZoneInfo(settings.TIME_ZONE))
    return f"{format_date(local.date())}, {format_clock(local)}"


def _build_effect(row: Row, column: TrackerColumn) -> Cell:
    """ "Yes, since Oct. 1, 2026 · for 61 days · 42"."""
    if row.in_effect is None:
        return Cell(column.key, column.label, "not known", is_unknown=True)
    if not row.in_effect:
        return Cell(column.key, column.label, "Nothing")
    told = f"{row.status}, since {format_date(row.since)}" if row.since else row.status
    days = f"for {row.days:,} days" if row.days and row.days > 1 else ""
    ground = row.rests_on or {"url": "", "number": ""}
    return Cell(column.key, column.label, told, days, ground["url"], ground["number"] or "entry")


def _build_own(row: Row, column: TrackerColumn) -> Cell:
    value = str(row.raw["matter__own"].get(str(column.pk), ""))
    if column.kind == ValueKind.DATE and value:
        return Cell(column.key, column.label, format_date(date.fromisoformat(value)))
    if column.kind == ValueKind.LINK and value:
        url = allow_web_link(value)
        return Cell(column.key, column.label, value.partition("://")[2] or value, url=url)
    return Cell(column.key, column.label, value)


def describe_since(row: Row) -> str:
    """ "for 61 days", "since Jan. 21, 2021"."""
    if row.since is None:
        return ""
    if row.days is not None and 1 < row.days <= _DAYS:
        return f"for {row.days} days, since {format_month_day(row.since)}"
    return f"since {format_date(row.since)}"


_DAYS = 99
"""Up to so many, days are easier to grasp than a date."""
BY_MACHINE = READ_BY_MACHINE
