"""Parses docket entries and their documents from CourtListener's JSON. Pure. A wrong value costs only that value."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from dockets.record.records import DocumentRecord, EntryRecord, Refusal
from dockets.sources.courtlistener.values import find_first_text, read_json_date, read_json_number, read_json_text
from dockets.sources.json_object import list_json_objects

_SITE = "https://www.courtlistener.com"
_STORE = "https://storage.courtlistener.com/"
_ENTERED = re.compile(r"\(Entered: (\d{2}/\d{2}/\d{4})\)")
_PATH = re.compile(r"(?!.*//)[\w./-]+")
_DOCUMENT_ID = 10
"""Digits. An entry number at least this long is PACER's id of a document, which some courts of appeals have instead of
numbers."""


def read_courtlistener_entries(rows: Sequence[object], refused: list[Refusal]) -> tuple[EntryRecord, ...]:
    """The entries in docket order, which the API's pages do not keep. What is wrong goes to ``refused``."""
    told = [row for row in rows if isinstance(row, dict)]
    if len(told) < len(rows):
        refused.append(Refusal("entries", f"{len(rows) - len(told)} of them are no objects."))
    return tuple(_entry(row, refused) for row in sorted(told, key=_place))


def _place(row: Mapping[str, Any]) -> tuple[str, int, int]:
    """A sort key. ``recap_sequence_number`` is the date and the place within it; ties are unordered there."""
    return (
        read_json_text(row.get("recap_sequence_number")),
        read_json_number(row.get("entry_number")) or 0,
        read_json_number(row.get("id")) or 0,
    )


def _entry(row: Mapping[str, Any], refused: list[Refusal]) -> EntryRecord:
    rows = list_json_objects(row.get("recap_documents"))
    main = next((one for one in rows if _document_number(one) == 0), {})
    written = read_json_text(row.get("entry_number"))
    is_document_id = len(written) >= _DOCUMENT_ID
    said = read_json_text(row.get("description"))
    return EntryRecord(
        number="" if is_document_id else written,
        upstream_id=read_json_text(row.get("id")),
        pacer_doc_id=_document_id(main) or (written if is_document_id else ""),
        pacer_seq_no=read_json_text(row.get("pacer_sequence_number")),
        date_filed=_filed(row, written, refused),
        date_entered=_entered(said),
        short_text=read_json_text(main.get("description")),
        long_text=said,
        documents=tuple(_documents(rows)),
    )


def _filed(row: Mapping[str, Any], written: str, refused: list[Refusal]) -> date | None:
    try:
        return read_json_date(row.get("date_filed"))
    except ValueError as error:
        where = (
            f"entry {written}"
            if written
            else f"entry with CourtListener’s id {read_json_text(row.get('id')) or 'unknown'}"
        )
        refused.append(Refusal(where, f"Its date {error}; the rest was taken without it."))
        return None


def _entered(said: str) -> date | None:
    """The date in the last "(Entered: 10/11/2022)" of a docket text."""
    found = _ENTERED.findall(said)
    with suppress(ValueError):
        return datetime.strptime(found[-1], "%m/%d/%Y").date() if found else None  # noqa: DTZ007 - a day has no zone
    return None


def _documents(rows: Sequence[Mapping[str, Any]]) -> Iterator[DocumentRecord]:
    for row in rows:
        yield DocumentRecord(
            number=_document_number(row),
            description=read_json_text(row.get("description")),
            pacer_doc_id=_document_id(row),
            page_count=read_json_number(row.get("page_count")),
            file_size=read_json_number(row.get("file_size")),
            url=_address(row),
        )


def _document_number(row: Mapping[str, Any]) -> int:
    """The document's number; 0 is the main document."""
    return read_json_number(row.get("attachment_number")) or 0


def _document_id(row: Mapping[str, Any]) -> str:
    return find_first_text((read_json_text(row.get("pacer_doc_id")), read_json_text(row.get("acms_document_guid"))))


def _address(row: Mapping[str, Any]) -> str:
    """The address for readers: the file, where CourtListener has it, else its page there. None for what is sealed."""
    if row.get("is_sealed") is True:
        return ""
    path = read_json_text(row.get("filepath_local"))
    if row.get("is_available") is True and _PATH.fullmatch(path):
        return f"{_STORE}{path.lstrip('/')}"
    page = read_json_text(row.get("absolute_url"))
    return find_first_text(
        (read_json_text(row.get("filepath_ia")), f"{_SITE}{page}" if page.startswith("/docket/") else "")
    )
