"""Reads a sheet in which a newsroom has kept a tracker (CSV): which column is what, and which row is which case.
Nothing is lost: what is not found is listed, and what no column is for stays in the sheet."""

import csv
import io
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from urllib.parse import urlencode

from dockets.identity.find_cases import NOT_HERE, TypedCase, match_cases, match_courts
from dockets.models import Court, Docket
from dockets.record.docket_number import DocketNumber, parse_docket_number
from rulings.models import Tracker
from rulings.vocabulary.trackers.words import ColumnKey

MOST_ROWS = 2_000
LARGEST = 2_000_000
"""Characters of a sheet."""
MOST_OWN_STATUSES = 40
"""Words of a sheet for which a value of the vocabulary is asked."""
IGNORE = ""
FIELDS: Mapping[str, tuple[str, Sequence[str]]] = {
    "number": ("Docket number", ("docket", "number", "case no", "case number", "no.", "cause")),
    "court": ("Court", ("court", "venue", "jurisdiction")),
    "case": ("Case name, to find it", ("case", "case name", "caption", "title", "dispute", "lawsuit")),
    "name": ("Name in the tracker", ("short name", "nickname")),
    "topic": ("Topic", ("topic", "category", "issue", "subject")),
    "action": ("What is challenged", ("challenged", "action", "policy", "challenged action", "law")),
    "sides": ("Who is on which side", ("sides", "parties", "plaintiffs", "defendants")),
    "status": ("Status", ("status", "outcome", "state", "where it stands", "disposition")),
    "status_day": ("Status since", ("status date", "since", "decided", "date of status")),
    "words": ("Latest development", ("latest", "update", "last development", "summary", "development", "notes")),
    "day": ("Its day", ("updated", "update date", "last update", "date of update", "latest date")),
    "note": ("Note for the editors", ("internal", "memo", "internal notes", "comment")),
}
"""Field -> what it is called, and the heads of columns that are taken for it."""
_SEPARATORS = ",;\t"
_FORMATS = ("%Y-%m-%d", "%m/%d/%Y", "%m/%d/%y", "%b %d, %Y", "%B %d, %Y", "%d %B %Y")


class NoSheet(Exception):
    """``str(error)`` is a sentence for a person."""


@dataclass(slots=True)
class SheetRow:
    """A line of the sheet."""

    line: int
    cells: list[str]
    docket: Docket | None = None
    why: str = ""
    """Why no case was found."""
    values: dict[str, str] = field(default_factory=dict)
    """By field, or "own-12"."""
    doubts: list[str] = field(default_factory=list)
    """What of it cannot be taken."""
    court: Court | None = None
    """Of a line that was not found, and that can be watched (``watch_lines``)."""
    is_watched: bool = False

    @property
    def is_enterable(self) -> bool:
        """Whether it says enough for a case of its own (``enter_missing_cases``)."""
        return self.court is not None and bool(self.values.get("case"))

    @property
    def parsed_number(self) -> DocketNumber:
        court = self.court
        return parse_docket_number(self.values["number"], court.pk if court else "", court.kind if court else "")

    @property
    def query(self) -> str:
        """What fills in the form of a case by hand."""
        named = {"court": "court", "number": "number", "case": "name"}
        return urlencode({key: self.values[field] for field, key in named.items() if field in self.values})


@dataclass(slots=True)
class Sheet:
    head: list[str]
    rows: list[list[str]]


def read_sheet(text: str) -> Sheet:
    """Raises ``NoSheet``."""
    if len(text) > LARGEST:
        raise NoSheet("That is larger than a sheet of a tracker: at most 2 million characters.")
    plain = text.lstrip("\ufeff").replace("\x00", "")
    first = plain.partition("\n")[0]
    delimiter = max(_SEPARATORS, key=first.count)
    try:
        read = csv.reader(io.StringIO(plain), delimiter=delimiter)
        lines = [row for row in read if any(cell.strip() for cell in row)]
    except csv.Error as error:
        raise NoSheet(f"That is not a CSV table: {error}.") from error
    if len(lines) < 2:
        raise NoSheet("A sheet has a line with the names of its columns, and a line for each case.")
    if len(lines) > MOST_ROWS + 1:
        raise NoSheet(f"A sheet has at most {MOST_ROWS:,} lines.")
    head = [cell.strip() for cell in lines[0]]
    width = len(head)
    return Sheet(head, [[*(cell.strip() for cell in row), *[""] * (width - len(row))][:width] for row in lines[1:]])


def guess_fields(head: Sequence[str], tracker: Tracker) -> list[str]:
    """For each column the field that its name means, each field once; ``IGNORE`` where it means none."""
    own = {column.label.lower(): f"own-{column.pk}" for column in tracker.columns.filter(key=ColumnKey.OWN)}
    found: list[str] = []
    for name in head:
        low = name.lower().strip(" :*")
        key = own.get(low) or next((field for field, (_, words) in FIELDS.items() if low in words), IGNORE)
        key = key or next((field for field, (_, words) in FIELDS.items() if words[0] in low.split()), IGNORE)
        found.append(IGNORE if key in found else key)
    return found


def list_own_statuses(sheet: Sheet, fields: Sequence[str], tracker: Tracker) -> list[tuple[str, int]]:
    """The sheet's words for where a case stands that the tracker's vocabulary has not, each with the number of its
    lines, in the order in which they come."""
    known = {status.name.lower() for status in tracker.statuses.all()}
    place = fields.index("status") if "status" in fields else None
    said = Counter(row[place] for row in sheet.rows if row[place]) if place is not None else Counter()
    return [(words, number) for words, number in said.items() if words.lower() not in known][:MOST_OWN_STATUSES]


def match_rows(
    sheet: Sheet, fields: Sequence[str], tracker: Tracker, meant: Mapping[str, str] | None = None
) -> list[SheetRow]:
    """Each line with its case, and what of it cannot be taken. ``fields``: as ``guess_fields`` gives them. ``meant``:
    the value of the vocabulary that a word of ``list_own_statuses`` stands for."""
    statuses = {status.name.lower() for status in tracker.statuses.all()}
    rows = []
    for line, cells in enumerate(sheet.rows, 2):
        values = {name: cell for name, cell in zip(fields, cells, strict=True) if name and cell}
        if "status" in values:
            values["status"] = (meant or {}).get(values["status"], values["status"])
        rows.append(SheetRow(line, cells, values=values, doubts=_list_doubts(values, statuses)))
    _match_numbers(rows, tracker)
    return rows


def _match_numbers(rows: Sequence[SheetRow], tracker: Tracker) -> None:
    numbered = [row for row in rows if row.values.get("number")]
    said = [(row.values["number"], row.values.get("court", ""), row.values.get("case", "")) for row in numbered]
    for row in rows:
        row.why = "It has no docket number."
    for row, found in zip(numbered, match_cases([TypedCase(*each) for each in said]), strict=True):
        row.docket, row.why = found.docket, found.why
    missing = [row for row in numbered if row.docket is None and row.why == NOT_HERE]
    courts = match_courts(row.values.get("court", "") for row in missing)
    watched = set(tracker.watched_lines.values_list("court", "number_key"))
    for row in missing:
        row.court = courts.get(row.values.get("court", ""))
        row.is_watched = row.court is not None and (row.court.pk, row.parsed_number.key) in watched


def _list_doubts(values: Mapping[str, str], statuses: set[str]) -> list[str]:
    doubts = []
    if (status := values.get("status")) and status.lower() not in statuses:
        doubts.append(f"“{status}” is no value of this tracker’s vocabulary.")
    for name in ("status_day", "day"):
        if values.get(name) and read_day(values[name]) is None:
            doubts.append(f"“{values[name]}” is no date.")
    return doubts


def read_day(typed: str) -> date | None:
    for form in _FORMATS:
        try:
            return datetime.strptime(typed.replace("Sept.", "Sep").replace(".", ""), form).date()  # noqa: DTZ007 a day
        except ValueError:
            continue
    return None
