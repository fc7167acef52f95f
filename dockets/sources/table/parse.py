"""Turns rows of a table into dockets in one pass; each row is accepted or refused by its line. Called by ``source``
alone. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from dockets.courts import registry
from dockets.record import docket_number
from dockets.record.records import (
    AttorneyRecord,
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Refusal,
    WrongCourt,
)
from dockets.sources.table import columns, dates
from dockets.sources.table.rows import TableHead, TableRow, explain_extra_cells

_MOST_REFUSALS = 1_000
_LINES = ("case_name", "assigned_to", "nature_of_suit", "division", "source_url")
_DATES = ("date_filed", "date_entered", "case_filed", "case_closed")
_NAMES_AN_ENTRY = frozenset({"id", "number", "text", "short_text"})
_ROLES = frozenset(
    {"plaintiff", "defendant", "petitioner", "respondent", "appellant", "appellee", "court", "debtor", "trustee"}
)
_NO_COURT = (
    "Nothing says of which court it is: add a column “court” or a first line “# court: washsuperct”, or choose the"
    " court."
)
_NO_NUMBER = (
    "Nothing says of which case it is: add a column “docket number” or a first line “# docket number: 24-2-01234-5"
    " SEA”."
)


class _Wrong(Exception):
    """Why a row is refused."""


class _WrongCourt(_Wrong):
    """The row is of another court than the one given."""


@dataclass(slots=True)
class _Case:
    """One docket while its rows are being read."""

    court: CourtFacts
    number: str
    key: str
    """The docket number's key: the same however the number is written."""
    told: dict[str, Any] = field(default_factory=dict)
    entries: list[EntryRecord] = field(default_factory=list)
    parties: dict[tuple[str, str], list[AttorneyRecord]] = field(default_factory=dict)


def find_table_court(name: str) -> CourtFacts | None:
    """A court by its id, in either case, or by its name if only one court has that name."""
    return registry.get_court_facts(name.strip().lower()) or registry.get_court_facts(
        registry.find_court_id_by_name(name)
    )


def read_table(
    table: TableHead, rows: Sequence[TableRow], given: CourtFacts | None, refused: list[Refusal]
) -> ParsedPayload:
    """Turns rows into dockets. ``given``: the court of rows that name none. ``refused``: refusals so far, to which
    others are added.

    Raises ``NotADocket`` when nothing was accepted.
    """
    days_first = dates.has_day_first(_dates(table, rows))
    above: dict[str, Any] = {**table.case}
    for name in ("case_filed", "case_closed"):
        if name in above:
            above[name] = _day_above(above[name], name, days_first)
    reading = _Reading(table, above, given, refused, days_first)
    for row in rows:
        reading.take(row)
    return reading.parsed()


def _dates(table: TableHead, rows: Sequence[TableRow]) -> Iterable[str]:
    places = [place for place, name in enumerate(table.fields) if name in _DATES]
    return (row.cells[place].strip() for row in rows for place in places if place < len(row.cells))


def _day_above(cell: str, name: str, days_first: bool) -> date:
    try:
        return dates.parse_table_date(cell, days_first=days_first)
    except ValueError as error:
        msg = f"Above the table stands “# {name.replace('_', ' ')}: {cell[:40]}”. {error}"
        raise NotADocket(msg) from error


@dataclass(slots=True)
class _Reading:
    """One pass over the rows."""

    table: TableHead
    above: Mapping[str, Any]
    given: CourtFacts | None
    refused: list[Refusal]
    days_first: bool
    cases: dict[tuple[str, str], _Case] = field(default_factory=dict)
    """The dockets by court and number key."""
    as_written: dict[tuple[str, str], _Case] = field(default_factory=dict)
    """The same by court and number as written: most rows repeat the previous one's."""
    of_other_courts: int = 0

    def take(self, row: TableRow) -> None:
        try:
            if why := explain_extra_cells(row, self.table):
                raise _Wrong(why)
            told = {
                name: cell.strip()
                for name, cell in zip(self.table.fields, row.cells, strict=False)
                if name and cell.strip()
            }
            self._take(told, f"line {row.line}")
        except _Wrong as why:
            self.of_other_courts += isinstance(why, _WrongCourt)
            self.refused.append(Refusal(f"line {row.line}", str(why)))

    def _take(self, told: Mapping[str, str], where: str) -> None:
        """Reads all of a row before any of it is kept."""
        days = {name: self._day(told[name]) for name in _DATES if name in told}
        if told.keys() & {"attorney", "party_type"} and "party" not in told:
            raise _Wrong("It names a lawyer or a role, but no party.")
        case, entry = self._case(told), self._entry(told, days, where)
        case = self.cases.setdefault((case.court.id, case.key), case)
        if entry:
            case.entries.append(entry)
        self._add_party(case, told, where)
        for name, value in {**told, **days}.items():
            if name in columns.CASE:
                case.told.setdefault(name, value)

    def _day(self, cell: str) -> date:
        try:
            return dates.parse_table_date(cell, days_first=self.days_first)
        except ValueError as error:
            raise _Wrong(str(error)) from error

    def _case(self, told: Mapping[str, str]) -> _Case:
        named, number = (told.get(name) or self.above.get(name, "") for name in ("court", "docket_number"))
        if (named, number) not in self.as_written:
            self.as_written[named, number] = self._case_of(named, number)
        return self.as_written[named, number]

    def _case_of(self, named: str, number: str) -> _Case:
        court = find_table_court(named) if named else self.given
        if court is None:
            raise _Wrong(
                f"“{named[:40]}” is no court known here. Use its id, for example “washsuperct”." if named else _NO_COURT
            )
        if self.given and court.id != self.given.id:
            raise _WrongCourt(
                f"It is of the court “{court.id}”, not of “{self.given.id}”, which was given for the import."
            )
        case = _Case(
            court, number, docket_number.parse_docket_number(number, court.id, registry.get_court_kind(court.id)).key
        )
        if not case.key:
            raise _Wrong(_NO_NUMBER)
        return case

    def _entry(self, told: Mapping[str, str], days: Mapping[str, date], where: str) -> EntryRecord | None:
        said = told.keys() & columns.ENTRY.keys()
        if not said:
            return None
        if not said & _NAMES_AN_ENTRY:
            raise _Wrong("It has no text and no number, so nothing tells what was filed.")
        return EntryRecord(
            number=told.get("number", ""),
            upstream_id=told.get("id", ""),
            date_filed=days.get("date_filed"),
            date_entered=days.get("date_entered"),
            short_text=told.get("short_text", ""),
            long_text=told.get("text", ""),
            documents=self._documents(told, where),
        )

    def _documents(self, told: Mapping[str, str], where: str) -> tuple[DocumentRecord, ...]:
        url, pages = told.get("document_url", ""), told.get("page_count", "")
        if url and not url.startswith(("https://", "http://")):
            self.refused.append(
                Refusal(where, f"“{url[:40]}” is no address of the web (https://…); the row was taken without it.")
            )
            url = ""
        if pages and not (pages.isascii() and pages.isdigit() and len(pages) < 7):
            self.refused.append(Refusal(where, f"“{pages[:20]}” is no number of pages; the row was taken without it."))
            pages = ""
        return (DocumentRecord(url=url, page_count=int(pages) if pages else None),) if url or pages else ()

    def _add_party(self, case: _Case, told: Mapping[str, str], where: str) -> None:
        name = told.get("party", "")
        if name.casefold().rstrip("s") in _ROLES:
            self.refused.append(
                Refusal(where, f"“{name}” is a role and no name; the row was taken without that party.")
            )
        elif name:
            lawyers = case.parties.setdefault((name, told.get("party_type", "")), [])
            if "attorney" in told and told["attorney"] not in {lawyer.name for lawyer in lawyers}:
                lawyers.append(AttorneyRecord(told["attorney"], contact=told.get("attorney_contact", "")))

    def parsed(self) -> ParsedPayload:
        """The result. Raises ``NotADocket`` when nothing was accepted."""
        if not self.cases:
            raise self._nothing()
        refused = self.refused[:_MOST_REFUSALS]
        if len(self.refused) > _MOST_REFUSALS:
            refused.append(Refusal("other lines", f"{len(self.refused) - _MOST_REFUSALS:,} more were refused."))
        notes = columns.describe_ignored_columns(self.table.heads, self.table.fields)
        return ParsedPayload(
            tuple(self._docket(case) for case in self.cases.values()), tuple(refused), (notes,) if notes else ()
        )

    def _nothing(self) -> NotADocket:
        if not self.refused:
            return NotADocket("This table has a row of column names and nothing below it.")
        more = f" {len(self.refused) - 1:,} more lines were refused." if len(self.refused) > 1 else ""
        kind = WrongCourt if self.of_other_courts == len(self.refused) else NotADocket
        return kind(f"Nothing of this table could be taken. {self.refused[0].where}: {self.refused[0].why}{more}")

    def _docket(self, case: _Case) -> DocketRecord:
        told = {**self.above, **case.told}
        return DocketRecord(
            court_id=case.court.id,
            docket_number=case.number,
            date_filed=told.get("case_filed"),
            date_terminated=told.get("case_closed"),
            parties=tuple(
                PartyRecord(name, type, attorneys=tuple(found)) for (name, type), found in case.parties.items()
            ),
            entries=tuple(case.entries),
            **{name: told.get(name, "") for name in _LINES},
        )
