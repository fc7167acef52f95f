"""What became of each claim, to take away: as data (JSON, CSV) and as a picture for an article (SVG, PNG)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

import orjson

from dockets import csv_rows
from dockets.addresses import docket_address
from rulings.exports.claims_picture import png_of, svg
from rulings.matrix_shape import Column, Line, Matrix, Named, Now, Said, Stood


@dataclass(frozen=True, slots=True)
class ClaimsForm:
    """One form of it. ``write`` takes the address of the site too."""

    media_type: str
    label: str
    write: Callable[[Matrix, str], str | bytes]
    saved: bool = False


def write_json(found: Matrix, site: str) -> bytes:
    """``{"docket": {…}, "on": null, "claims": [{…, "status": […], "dispositions": [{"date", "filing", "outcome", …}]}]}``. Every
    object of a kind has the same keys; what is not known is null, "" or empty."""
    docket = found.docket
    told = {
        "docket": {
            "court": docket.court_id,
            "court_name": docket.court.name,
            "docket_number": docket.docket_number,
            "case_name": docket.case_name,
            "url": urljoin(site, f"{docket_address(docket.court_id, docket.docket_number)}claims/"),
        },
        "on": found.on,
        "claims": [_claim(found, line, site) for line in found.lines],
    }
    return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def _claim(found: Matrix, line: Line, site: str) -> dict[str, Any]:
    claim = line.claim
    return {
        "kind": claim.kind,
        "number": claim.number,
        "label": line.label,
        "title": claim.title,
        "ground": claim.ground,
        "summary": claim.summary,
        "asserted_by": list(line.asserted_by),
        "against": list(line.against),
        "pleading": _filing(line.pleading, site),
        "later_pleadings": [
            {"pleading": _filing(filing, site), "change": change.lower(), "number": number}
            for filing, change, number in line.later
        ],
        "positions": [_position(stood, site) for stood in line.stood],
        "status": [_status(now) for now in line.now],
        "dispositions": [_disposition(column, said, site) for column, said in _dispositions(found, line)],
    }


def _dispositions(found: Matrix, line: Line) -> Iterator[tuple[Column, Said]]:
    """In order of time, without what pleadings did."""
    for column, cell in zip(found.columns, line.cells, strict=True):
        yield from ((column, said) for said in cell if said.id > 0)


def _filing(filing: Named | None, site: str) -> dict[str, Any] | None:
    if filing is None:
        return None
    return {
        "number": filing.number,
        "id": filing.public_id,
        "date": filing.date,
        "told": filing.told,
        "url": urljoin(site, filing.url),
    }


def _position(stood: Stood, site: str) -> dict[str, Any]:
    return {"stance": stood.stance, "who": stood.who, "text": stood.text, "filing": _filing(stood.filing, site)}


def _status(now: Now) -> dict[str, Any]:
    return {
        "parties": list(now.parties),
        "fate": now.fate.value,
        "word": now.word,
        "note": now.note,
        "outcome": now.outcome,
        "since": now.since,
    }


def _disposition(column: Column, said: Said, site: str) -> dict[str, Any]:
    return {
        "date": column.filing.date,
        "filing": column.filing.number or column.filing.public_id,
        "url": urljoin(site, column.filing.url),
        "ruling": column.title,
        "by_court": column.is_ruling,
        "outcome": said.outcome,
        "outcome_label": said.label,
        "parties": list(said.parties),
        "standard": said.standard or column.standard,
        "reason": said.reason,
        "quotation": said.quotation,
        "place": said.place,
        "read_by_machine": said.machine,
        "undone": said.undone,
    }


HEADER = (
    "claim", "title", "ground", "asserted_by", "against", "pleading", "date", "filing", "ruling", "outcome", "parties", "reason",
    "quotation", "place", "standard", "read_by_machine", "undone", "status", "status_note", "url",
)  # fmt: skip


def write_csv(found: Matrix, site: str) -> str:
    """A row for each disposition, and one for a claim without any; safe to open in a spreadsheet (``csv_rows``)."""
    rows = [csv_rows.row(HEADER)]
    for line in found.lines:
        decided: list[tuple[Column | None, Said | None]] = [*_dispositions(found, line)]
        for column, said in decided or [(None, None)]:
            values = (*_of_claim(line), *_of_disposition(column, said), *_at_end(line, column, site))
            rows.append(csv_rows.row(values))
    return "".join(rows)


def _of_claim(line: Line) -> tuple[str, ...]:
    claim = line.claim
    pleading = (line.pleading.number or line.pleading.told) if line.pleading else ""
    return line.label, claim.title, claim.ground, "; ".join(line.asserted_by), "; ".join(line.against), pleading


def _of_disposition(column: Column | None, said: Said | None) -> tuple[str, ...]:
    if column is None or said is None:
        return ("",) * 11
    day = column.filing.date.isoformat() if column.filing.date else ""
    return (
        day, column.filing.number or column.filing.public_id, column.title, said.label, "; ".join(said.parties), said.reason,
        said.quotation, said.place, said.standard or column.standard, "yes" if said.machine else "", said.undone,
    )  # fmt: skip


def _at_end(line: Line, column: Column | None, site: str) -> tuple[str, str, str]:
    words = "; ".join(f"{now.word} ({', '.join(now.parties)})" if now.parties else now.word for now in line.now)
    notes = "; ".join(now.note for now in line.now if now.note)
    return words, notes, urljoin(site, column.filing.url) if column else ""


FORMS = {
    "png": ClaimsForm("image/png", "Picture (PNG)", png_of),
    "svg": ClaimsForm("image/svg+xml; charset=utf-8", "Picture (SVG)", svg),
    "csv": ClaimsForm("text/csv; charset=utf-8", "Table (CSV)", write_csv, saved=True),
    "json": ClaimsForm("application/json", "JSON", write_json),
}
"""By the end of their address: ``claims.csv``."""
