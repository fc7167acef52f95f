"""Everything that the page of a tracker shows, in a fixed number of queries: the rows asked for, their counts, the
choices of its filters, how fresh it is and its log of changes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import groupby
from typing import Any
from urllib.parse import urljoin

from django.db.models import Max, Min, TextField, Value
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.urls import reverse

from dockets.db.keyset import KeysetPage
from dockets.format.print_style import format_date
from rulings.html.tracker_rows import draw_tracker_row
from rulings.models import Matter, MatterDocket, MatterState, Tracker, TrackerChange, TrackerColumn, TrackerStatus
from rulings.models.tracker import filter_rows_of_day
from rulings.trackers.display import Row, build_row
from rulings.trackers.find_tracker import build_matter_url
from rulings.trackers.rows import NONE, UNCLASSIFIED, AskedRows, Counts, list_choice_columns, read_own_column
from rulings.vocabulary.read_by import BADGE_OF_MACHINE
from rulings.vocabulary.trackers.words import ColumnKey

PAGE = 50
CHANGES = 8
WEEK = timedelta(days=7)


@dataclass(slots=True)
class Group:
    label: str
    number: int
    """Of all its rows, on other pages too."""
    rows: list[Row]


@dataclass(slots=True)
class TrackerTable:
    """What a tracker is made of."""

    tracker: Tracker
    columns: list[TrackerColumn] = field(default_factory=list)
    statuses: list[TrackerStatus] = field(default_factory=list)


def load_table(tracker: Tracker) -> TrackerTable:
    """Two queries."""
    return TrackerTable(tracker, list(tracker.columns.all()), list(tracker.statuses.all()))


@dataclass(frozen=True, slots=True)
class Choices:
    """The values of one filter: ``name`` is its parameter."""

    name: str
    idle: str
    """What it says while nothing of it is chosen."""
    legend: str
    options: Sequence[tuple[str, str]]
    chosen: Sequence[str]

    @property
    def summary(self) -> str:
        number = sum(value in self.chosen for value, _ in self.options)
        return f"{self.legend}: {number} chosen" if number else self.idle


def load_choices(table: TrackerTable, asked: AskedRows) -> list[Choices]:
    """What the table can be narrowed by, several values of each at once: those that its rows have had. One query."""
    own = list_choice_columns(table.columns)
    told = _load_values(table.tracker, own)
    topics, courts, judges = [sorted({row[at] for row in told}) for at in ("topic", "place", "judge")]
    sides = sorted({status.side for status in table.statuses if status.side})
    statuses = [*((str(status.pk), status.name) for status in table.statuses), (NONE, UNCLASSIFIED)]
    found = [
        Choices("status", "Any status", "Status", statuses, asked.statuses),
        Choices("topic", "Any topic", "Topic", [(each, each) for each in topics if each], asked.topics),
        Choices("court", "Any court", "Court", [(key, name) for name, key in courts], asked.courts),
        Choices("judge", "Any judge", "Judge", [(each, each) for each in judges if each], asked.judges),
        Choices("side", "Any side", "Whom it favours", [(each, each) for each in sides], asked.sides),
    ]
    for column in own:
        values = sorted({row[f"own_{column.pk}"] or "" for row in told})
        options = [(f"{column.pk}:{each or NONE}", each or "Not entered") for each in values]
        found.append(Choices("own", f"{column.label}: any", column.label, options, asked.own))
    fewest = {"court": 2, "judge": 2, "own": 2}
    return [each for each in found if len(each.options) >= fewest.get(each.name, 1)]


def _load_values(tracker: Tracker, own: Sequence[TrackerColumn]) -> list[dict[str, Any]]:
    rows = Matter.objects.filter(tracker=tracker, merged_into=None).exclude(computed_at=None).order_by()
    of_own = {f"own_{column.pk}": read_own_column(column, "own") for column in own}
    rows = rows.annotate(judge=Coalesce(KT("values__judge"), Value(""), output_field=TextField()), **of_own)
    found = rows.values("topic", "court", "court_name", "judge", *of_own).distinct()
    return [row | {"place": (row["court_name"], row["court"])} for row in found]


def count_new_rows(tracker: Tracker, asked: AskedRows | None = None) -> int:
    """Rows that nobody has worked out yet, and that are in no table; 0 of a past day. One query or none."""
    if asked and asked.is_past:
        return 0
    return Matter.objects.filter(tracker=tracker, removed_on=None, merged_into=None, computed_at=None).count()


def load_freshness(tracker: Tracker) -> Mapping[str, datetime | None]:
    """When the dockets were last checked: the newest and the oldest of them. One query."""
    return MatterDocket.objects.filter(tracker=tracker).aggregate(
        newest=Max("docket__checked_at"), oldest=Min("docket__checked_at")
    )


def load_checked(table: TrackerTable, told: Sequence[Mapping[str, Any]]) -> dict[int, datetime]:
    """When the dockets of these rows were last checked, the one that was checked longest ago; nothing without the
    column. One query or none."""
    if not any(column.key == ColumnKey.CHECKED for column in table.columns):
        return {}
    rows = MatterDocket.objects.filter(matter__in=[row["matter_id"] for row in told])
    found = rows.order_by().values_list("matter").annotate(Min("docket__checked_at"))
    return {matter: at for matter, at in found if at}


def build_rows(
    table: TrackerTable, told: Sequence[Mapping[str, Any]], asked: AskedRows, *, shows_doubt: bool
) -> list[Row]:
    checked = load_checked(table, told)
    return [
        build_row(
            row,
            table.columns,
            asked.day,
            slug=table.tracker.slug,
            is_past=asked.is_past,
            shows_doubt=shows_doubt,
            group=asked.group,
            checked=checked,
        )
        for row in told
    ]


def draw_rows(rows: Iterable[Row], tracker: Tracker, *, is_editor: bool, is_single: bool = False) -> None:
    """Sets ``Row.html``, with the editors' links for editors."""
    for row in rows:
        edit_url = reverse("matter-edit", args=[tracker.pk, row.id]) if is_editor else ""
        row.html = draw_tracker_row(row, edit_url=edit_url, is_single=is_single)


def group_rows(rows: Sequence[Row], asked: AskedRows, counts: Counts) -> list[Group]:
    """One group without a label where nothing is grouped."""
    if not asked.group:
        return [Group("", counts.rows, list(rows))] if rows else []
    lists = {"topic": counts.topics, "status": counts.statuses, "court": counts.courts}
    numbers = {count.label: count.number for count in lists[asked.group]}
    return [
        Group(label, numbers.get(label, 0), list(some)) for label, some in groupby(rows, key=lambda row: row.group[1])
    ]


def load_changes(tracker: Tracker, most: int = CHANGES) -> list[TrackerChange]:
    """The newest entries of its log. One query."""
    return list(tracker.changes.select_related("matter")[:most])


def get_neighbour_queries(page: KeysetPage, asked: AskedRows) -> dict[str, str]:
    """The queries of the pages before and after, "" where there is none."""
    query = asked.query()
    told = {"before": page.before, "after": page.after}
    return {name: f"{query}&{name}={key}".lstrip("&") if key else "" for name, key in told.items()}


def write_week(tracker: Tracker, today: date, site: str) -> str:
    """What changed in the last seven days as text to paste, a line each: rows that came or went, statuses that are
    others than a week ago, and the log; "" where nothing did. ``site``: "https://tracker.example/". Four queries."""
    since = today - WEEK
    rows = MatterState.objects.filter(filter_rows_of_day(today), tracker=tracker).select_related("matter", "status")
    turned = [
        row for row in rows.filter(day__gt=since) | rows.filter(matter__added_on__gt=since) if row.matter.shown_name
    ]
    ids = [row.matter_id for row in turned]
    earlier = MatterState.objects.filter(filter_rows_of_day(since), matter__in=ids)
    before = dict(earlier.values_list("matter_id", "status__name"))
    lines = [_describe_turn(row, before, since, tracker.slug, site) for row in turned]
    gone = Matter.objects.filter(tracker=tracker, removed_on__gt=since, added_on__lte=since, merged_into=None)
    lines += [f"No longer in it: {name}." for name in gone.order_by("pk").values_list("shown_name", flat=True)]
    log = tracker.changes.filter(at__date__gt=since).select_related("matter")
    lines += [f"{each.get_what_display()}: {each.words}" for each in log]
    return "\n".join(line for line in lines if line)


def _describe_turn(row: MatterState, before: Mapping[int, str | None], since: date, slug: str, site: str) -> str:
    """ "Elm v. Oak: Relief in effect since Oct. 1, 2026 (before: Awaiting a ruling). https://…"; "" where the status is
    the one of a week ago."""
    now, is_new = row.status.name if row.status else UNCLASSIFIED, row.matter.added_on > since
    was = before.get(row.matter_id) or UNCLASSIFIED
    if not is_new and was == now:
        return ""
    known = "" if row.matter.confirmed_at or row.is_editors else f", {BADGE_OF_MACHINE}"
    told = f"{row.matter.shown_name}: {now} since {format_date(row.since)}{known}"
    link = urljoin(site, build_matter_url(slug, row.matter.anchor))
    return f"New: {told}. {link}" if is_new else f"{told} (before: {was}). {link}"
