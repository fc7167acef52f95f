"""Reads juriscraper's ``DocketReport`` piece by piece, so that one bad row costs only that row. Called by ``docket``
alone.

Why not simply ``.data``: it raises for the whole docket when one date cannot be parsed, and it is empty when a docket
text happens to quote one of PACER's error messages ("Case not found.").
"""

import re
from typing import Any, NamedTuple

from dockets.record.records import Refusal
from dockets.sources.pacer.cells import parse_docket_date
from dockets.sources.pacer.report import open_report

Row = dict[str, Any]


class PacerDocketRows(NamedTuple):
    """What juriscraper found. ``entries`` and ``parties`` are its dictionaries."""

    facts: Row
    parties: list[Row]
    entries: list[Row]
    refused: list[Refusal]


def read_pacer_rows(page: str, pacer_id: str) -> PacerDocketRows | None:
    """The docket on a page, or None where there is none. Never raises: juriscraper's errors on strange
    pages are many."""
    try:
        report = open_report("DocketReport", pacer_id, page)
        refused: list[Refusal] = []
        parties = _parties(report, refused)
        facts = _facts(report, refused)
    except Exception:  # lxml's ParserError, IndexError, ValueError …: whatever it is, it is no docket page
        return None
    return PacerDocketRows(facts, parties, _entries(report, refused), refused)


def _facts(report: Any, refused: list[Refusal]) -> Row:
    """What stands above the parties. An unreadable date there would make juriscraper reject the whole page; here only
    that date is lost."""
    read, names = (
        report._get_value,
        {report.date_filed_regex: "date filed", report.date_terminated_regex: "date terminated"},
    )

    def told(regex: re.Pattern[str], texts: Any, cast_to_date: bool = False) -> Any:
        if not cast_to_date:
            return read(regex, texts)
        unread: list[Refusal] = []
        found = parse_docket_date(
            names.get(regex, ""), read(regex, texts), unread, lambda _: read(regex, texts, cast_to_date=True)
        )
        refused.extend(unread if regex in names else ())  # other dates are not used
        return found

    report._get_value = told
    try:
        facts: Row = report.metadata
    finally:
        del report._get_value
    return facts


def _parties(report: Any, refused: list[Refusal]) -> list[Row]:
    try:
        return list(report.parties)
    except Exception as error:
        refused.append(Refusal("parties", f"The table of parties could not be read ({error})."))
        report._parties = []
        return []


def _entries(report: Any, refused: list[Refusal]) -> list[Row]:
    rows = report._get_docket_entry_rows()
    try:
        entries = list(report.docket_entries)
    except Exception:
        return _entries_one_by_one(report, rows, refused)
    if len(entries) < sum(1 for row in rows[1:] if len(row.xpath("./td")) >= 3):
        refused.extend(_passed_over(report, rows[1:]))
    return [entry for entry in entries if not _has_a_number_for_its_text(entry)]


def _has_a_number_for_its_text(entry: Row) -> bool:
    """Whether the page of a bankruptcy breaks off after this row's number."""
    return entry["document_number"] is None and str(entry["description"]).strip().isdigit()


def _entries_one_by_one(report: Any, rows: list[Any], refused: list[Refusal]) -> list[Row]:
    entries = []
    for group in _groups(rows[1:]):
        report._docket_entries = None
        report._get_docket_entry_rows = lambda group=group: [rows[0], *group]
        try:
            entries.extend(report.docket_entries)
        except Exception as error:
            refused.append(Refusal(f"docket row {_words(group[0])}", f"This row could not be read ({error})."))
    return entries


def _groups(rows: list[Any]) -> list[list[Any]]:
    """Each entry's row with the row of its attachments, which follows it and has no date ("view multiple
    documents")."""
    groups: list[list[Any]] = []
    for row in rows:
        if groups and not _first_cell(row):
            groups[-1].append(row)
        else:
            groups.append([row])
    return groups


def _passed_over(report: Any, rows: list[Any]) -> list[Refusal]:
    """Refusals for rows that juriscraper silently leaves out: no date, or a word where the number should be."""
    if report.tree.xpath("//form[@name='view_multi_docs']"):
        return []
    found = []
    for row in rows:
        cells = [" ".join(cell.text_content().split()) for cell in row.xpath("./td")]
        if len(cells) < 3 or not cells[-1]:
            continue
        if not cells[0]:
            found.append(Refusal(f"docket row {_words(row)}", "This row has no date."))
        elif len(cells) == 3 and cells[1] and not cells[1].split()[0].isdigit():
            found.append(Refusal(f"docket row {_words(row)}", f"“{cells[1]}” stands where the entry number should be."))
    return found


def _first_cell(row: Any) -> str:
    cells = row.xpath("./td")
    return cells[0].text_content().strip() if cells else ""


def _words(row: Any) -> str:
    """The beginning of a row, by which a person finds it on the page."""
    text = " ".join(" ".join(row.xpath(".//text()")).split())
    return f"“{text[:60]}{'…' if len(text) > 60 else ''}”"
