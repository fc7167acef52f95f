"""The rows of a tracker as an address asks for them: on which day, narrowed by which values, grouped and sorted how;
and the counts, which are taken from the same query as the rows, so that they add up.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import Count as NumberOf
from django.db.models import F, Func, Q, QuerySet, Sum, TextField, Value
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import TruncMonth
from django.http import QueryDict
from django.utils.dateparse import parse_date
from django.utils.http import urlencode

from dockets.db.keyset import Key
from dockets.format.print_style import format_month
from dockets.format.typed_number import parse_whole_number
from dockets.http.query_values import strip_control_characters_from_query
from rulings.models import MatterState, Tracker, TrackerColumn, TrackerStatus
from rulings.models.tracker import filter_rows_of_day
from rulings.vocabulary.trackers.words import ColumnKey, ValueKind

ORDERS: Mapping[str, tuple[str, Sequence[Key]]] = {
    "latest": ("Latest first", (Key("latest_on", "date", descending=True, nullable=True),)),
    "name": ("By name", (Key("matter__shown_name", "text"),)),
    "status": ("By status", (Key("status__position", "int", nullable=True),)),
    "next": ("Next date first", (Key("matter__next_on", "date", nullable=True),)),
    "filed": ("Newest dispute first", (Key("matter__filed_on", "date", descending=True, nullable=True),)),
}
GROUPS: Mapping[str, tuple[str, Sequence[Key]]] = {
    "topic": ("Grouped by topic", (Key("matter__topic", "text"),)),
    "status": ("Grouped by status", (Key("status__position", "int", nullable=True),)),
    "court": ("Grouped by court", (Key("matter__court_name", "text"), Key("matter__court", "text"))),
}
_LAST = (Key("pk", "int", descending=True),)
NONE = "none"
"""In an address: rows without a value."""
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")
_OWN = re.compile(r"[0-9]{1,9}:.")
_LONGEST = 200
_WORDS = 8


@dataclass(frozen=True, slots=True)
class AskedRows:
    """What an address asks for. Lists are of values of which any will do; different names narrow each other."""

    day: date
    is_past: bool = False
    """Whether a day before today is asked for."""
    statuses: tuple[str, ...] = ()
    """Ids of statuses, or ``NONE``."""
    topics: tuple[str, ...] = ()
    courts: tuple[str, ...] = ()
    sides: tuple[str, ...] = ()
    judges: tuple[str, ...] = ()
    own: tuple[str, ...] = ()
    """Values of the editors' own columns, each behind its column's id: "12:Reagan", "12:none"."""
    state: str = ""
    """ "open", "closed", or ""."""
    month: str = ""
    """Of filing: "2026-01"."""
    doubtful: bool = False
    q: str = ""
    group: str = ""
    order: str = "latest"
    complaints: tuple[str, ...] = ()
    """Sentences on what means nothing in the address."""

    @property
    def is_narrowed(self) -> bool:
        many = (self.statuses, self.topics, self.courts, self.sides, self.judges, self.own)
        return any((*many, self.state, self.month, self.q, self.doubtful))

    @property
    def own_by_column(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for column, _, value in (each.partition(":") for each in self.own):
            found.setdefault(column, []).append(value)
        return found

    def query(self, **other: str) -> str:
        """The address's query, with other values in the place of some. "" takes one away."""
        told: list[tuple[str, str]] = []
        single = {"on": self.day.isoformat() if self.is_past else "", "open": self.state, "month": self.month}
        single |= {"doubt": "1" if self.doubtful else "", "q": self.q, "group": self.group}
        single |= {"order": self.order if self.order != "latest" else ""}
        many = {"status": self.statuses, "topic": self.topics, "court": self.courts, "side": self.sides}
        many |= {"judge": self.judges, "own": self.own}
        for name, values in many.items():
            told += [(name, value) for value in ([other[name]] if name in other else values) if value]
        told += [(name, other.get(name, value)) for name, value in single.items() if other.get(name, value)]
        return urlencode(told)


def read_asked_rows(query: QueryDict, today: date, *, with_doubts: bool) -> AskedRows:
    """``with_doubts``: whether this visitor is told which rows may be out of date."""
    complaints: list[str] = []
    if len(query.get("q", "")) > _LONGEST:
        complaints.append(f"Q: at most {_LONGEST} characters; the rest is not looked for.")
    query, _ = strip_control_characters_from_query(query)
    day = _read_day(query, today, complaints)
    month = query.get("month", "")
    if month and not _MONTH.fullmatch(month):
        complaints, month = [*complaints, "Month: write it as 2026-01."], ""
    return AskedRows(
        day=day,
        is_past=day < today,
        statuses=tuple(
            value for value in _read_many(query, "status") if value == NONE or parse_whole_number(value) is not None
        ),
        topics=_read_many(query, "topic"),
        courts=_read_many(query, "court"),
        sides=_read_many(query, "side"),
        judges=_read_many(query, "judge"),
        own=tuple(value for value in _read_many(query, "own") if _OWN.match(value)),
        state=_read_choice(query, "open", ("open", "closed"), complaints),
        month=month,
        doubtful=with_doubts and bool(query.get("doubt")),
        q=query.get("q", "")[:_LONGEST].strip(),
        group=_read_choice(query, "group", GROUPS, complaints),
        order=_read_choice(query, "order", ORDERS, complaints) or "latest",
        complaints=tuple(complaints),
    )


def _read_choice(query: QueryDict, name: str, choices: Iterable[str], complaints: list[str]) -> str:
    chosen, known = query.get(name, ""), list(choices)
    if chosen and chosen not in known:
        complaints.append(f"{name.capitalize()}: it is one of {', '.join(known)}.")
        return ""
    return chosen


def _read_day(query: QueryDict, today: date, complaints: list[str]) -> date:
    typed = query.get("on", "")
    try:
        day = parse_date(typed) if typed else today
    except ValueError:
        day = None
    if day is None:
        complaints.append("On: write the day as 2026-05-03.")
    return min(day or today, today)


def _read_many(query: QueryDict, name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value[:_LONGEST] for value in query.getlist(name) if value))[:50]


def select_rows(tracker: Tracker, asked: AskedRows) -> QuerySet[MatterState]:
    """The rows asked for, in no order."""
    rows = MatterState.objects.filter(filter_rows_of_day(asked.day), tracker=tracker)
    if asked.statuses:
        named = Q(status__in=[value for value in asked.statuses if value != NONE])
        rows = rows.filter(named | Q(status=None) if NONE in asked.statuses else named)
    rows = _narrow_by_values(rows, asked)
    if asked.state:
        rows = rows.filter(status__is_open=asked.state == "open")
    if asked.month:
        year, month = map(int, asked.month.split("-"))
        rows = rows.filter(matter__filed_on__year=year, matter__filed_on__month=month)
    if asked.doubtful:
        rows = rows.filter(matter__doubt__isnull=False)
    for word in asked.q.split()[:_WORDS]:
        rows = rows.filter(matter__words__icontains=word)
    return rows


def _narrow_by_values(rows: QuerySet[MatterState], asked: AskedRows) -> QuerySet[MatterState]:
    rows = rows.alias(judge=KeyTextTransform("judge", "matter__values"))
    many = {"matter__topic": asked.topics, "matter__court": asked.courts, "status__side": asked.sides}
    for name, values in (many | {"judge": asked.judges}).items():
        if values:
            rows = rows.filter(_any_of(name, values))
    for column, chosen in asked.own_by_column.items():
        rows = rows.filter(_any_own(column, chosen))
    return rows


def _any_of(name: str, values: Sequence[str]) -> Q:
    found = Q(**{f"{name}__in": ["" if value == NONE else value for value in values]})
    return found | Q(**{name: None}) if NONE in values else found


def _any_own(column: str, values: Iterable[str]) -> Q:
    """What is left of a column that the tracker has no longer narrows to nothing: no reader sees it."""
    found = Q()
    for value in values:
        if value == NONE:
            found |= ~Q(matter__own__has_key=column) | Q(matter__own__contains={column: ""})
        else:
            found |= Q(matter__own__contains={column: value})
    return found & Q(tracker__columns=int(column))


def list_keys(asked: AskedRows) -> list[Key]:
    """The order, by group first."""
    keys = [*(GROUPS[asked.group][1] if asked.group else ()), *ORDERS[asked.order][1]]
    return [*{key.field: key for key in keys}.values(), *_LAST]


@dataclass(slots=True)
class Count:
    """How many rows have one value."""

    value: str
    label: str
    number: int
    tone: str = ""
    share: int = 0
    """Of the largest, in percent."""


@dataclass(slots=True)
class Counts:
    """All taken from the rows that the table shows; each list adds up to ``rows``."""

    rows: int = 0
    dockets: int = 0
    statuses: list[Count] = field(default_factory=list)
    """In the order of the vocabulary; a value without rows is there with 0."""
    sides: list[Count] = field(default_factory=list)
    courts: list[Count] = field(default_factory=list)
    topics: list[Count] = field(default_factory=list)
    months: list[Count] = field(default_factory=list)
    """Of filing."""
    own: dict[str, list[Count]] = field(default_factory=dict)
    """By the editors' own columns of choices: what each is called."""


UNCLASSIFIED = "Not classified"


def count_rows(
    rows: QuerySet[MatterState], statuses: Sequence[TrackerStatus], columns: Iterable[TrackerColumn] = ()
) -> Counts:
    """One query, which adds up the rows that are alike. ``columns``: the tracker's; of these the editors' own whose
    values are chosen are counted, too."""
    chosen = list_choice_columns(columns)
    own = {f"own_{column.pk}": read_own_column(column) for column in chosen}
    alike = ("status_id", "matter__court", "matter__court_name", "matter__topic", "month", *own)
    grouped = rows.order_by().annotate(month=TruncMonth("matter__filed_on"), **own).values_list(*alike)
    told = list(grouped.annotate(NumberOf("pk"), Sum("matter__docket_count")))
    by_status = _add_up((row[0], row[-2]) for row in told)
    side_of = {status.pk: status.side for status in statuses}
    names = {row[1]: row[2] for row in told}
    counts = Counts(sum(row[-2] for row in told), sum(row[-1] for row in told))
    counts.statuses = [Count(str(status.pk), status.name, by_status[status.pk], status.tone) for status in statuses]
    if by_status[None]:
        counts.statuses.append(Count(NONE, UNCLASSIFIED, by_status[None], "pending"))
    counts.sides = _tally(_add_up((side_of.get(row[0], ""), row[-2]) for row in told), "No side")
    counts.courts = _tally(_add_up((row[1], row[-2]) for row in told), "No court", names)
    counts.topics = _tally(_add_up((row[3], row[-2]) for row in told), "No topic")
    for place, column in enumerate(chosen, 5):
        tally = _tally(_add_up((row[place] or "", row[-2]) for row in told), "Not entered")
        counts.own[column.label] = [replace(count, value=f"{column.pk}:{count.value}") for count in tally]
    months = _add_up((f"{row[4]:%Y-%m}" if row[4] else "", row[-2]) for row in told)
    counts.months = [
        Count(key or NONE, format_month(key) if key else "Not known", number) for key, number in sorted(months.items())
    ]
    for some in (counts.statuses, counts.sides, counts.courts, counts.topics, counts.months, *counts.own.values()):
        most = max((count.number for count in some), default=0)
        for count in some:
            count.share = round(100 * count.number / most) if most else 0
    return counts


def list_choice_columns(columns: Iterable[TrackerColumn]) -> list[TrackerColumn]:
    """The editors' own whose values are chosen: by these rows are counted and narrowed."""
    return [column for column in columns if column.key == ColumnKey.OWN and column.kind == ValueKind.CHOICE]


def read_own_column(column: TrackerColumn, of: str = "matter__own") -> Func:
    """What a row has in a column of the editors' own. Django takes a key of digits for a place in a list."""
    key = Value(str(column.pk), output_field=TextField())
    return Func(F(of), key, function="jsonb_extract_path_text", output_field=TextField())


def _add_up[T](numbers: Iterable[tuple[T, int]]) -> "Counter[T]":
    found: Counter[T] = Counter()
    for value, number in numbers:
        found[value] += number
    return found


def _tally(found: "Counter[str]", blank: str, names: Mapping[str, str] | None = None) -> list[Count]:
    """The most frequent first."""
    named = [(key, (names or {}).get(key, key) or blank, number) for key, number in found.items()]
    named.sort(key=lambda row: (-row[2], row[1]))
    return [Count(key or NONE, label, number) for key, label, number in named]


FIELDS = (
    *("pk", "status_id", "since", "is_editors", "reason", "rests_on", "latest_on", "latest", "standing"),
    *("status__name", "status__tone", "status__position", "status__is_open", "status__side", "matter_id"),
    *(
        f"matter__{name}"
        for name in (
            *("anchor", "shown_name", "topic", "action", "sides", "own", "court", "court_name", "filed_on", "next_on"),
            "documents",
            *("last_activity", "docket_count", "values", "doubt", "confirmed_at", "confirmed_by"),
        )
    ),
)
"""What one row of ``select_rows`` is shown by."""


def fetch_rows(rows: QuerySet[MatterState], keys: Sequence[Key]) -> QuerySet[Any, Any]:
    """Dicts of ``FIELDS``; ``keys`` are among them or are added."""
    found: QuerySet[Any, Any] = rows.values(*FIELDS, *(key.field for key in keys if key.field not in FIELDS))
    return found
