"""The documents of new and changed filings. A part of ``merge_filings``.

A row that another filing needs now is moved there and keeps its id, so that nothing which points to a document loses it. Filings
that turned out to be another one keep the rows that nobody needs.
"""

from collections.abc import Mapping, Sequence
from operator import attrgetter
from typing import Any

from dockets import bulk
from dockets.models import Document
from dockets.records import DocumentRecord

FIELDS = ("number", "description", "pacer_doc_id", "page_count", "file_size", "url")
content = attrgetter(*FIELDS)

type _Place = tuple[int, int]
"""Filing and document number."""


def write(wanted: Mapping[int, Sequence[DocumentRecord]], *, stored: Sequence[int]) -> None:
    """``wanted``: every document that a filing shall have. ``stored``: those filings that may have documents already, or did."""
    wishes = {(filing, document.number): document for filing, documents in wanted.items() for document in documents}
    held = bulk.load(Document, "filing_id = ANY(%s)", [list(stored)]) if stored else []
    rows = {(row.filing_id, row.number): row for row in held}
    spare = [row for place, row in rows.items() if place not in wishes]
    moves = _moves(spare, {place: wish for place, wish in wishes.items() if place not in rows})
    _delete([row for row in spare if row.filing_id in wanted and row not in moves.values()])
    _update({place: (row, wishes[place]) for place, row in (rows | moves).items() if place in wishes})
    missing = [place for place in wishes if place not in rows and place not in moves]
    if missing:
        bulk.insert(Document, ("filing", *FIELDS), ((place[0], *content(wishes[place])) for place in sorted(missing)))


def _moves(spare: Sequence[Document], wishes: Mapping[_Place, DocumentRecord]) -> dict[_Place, Document]:
    """Where a row that is not needed any more at its filing is needed now, just as it is."""
    by_content: dict[tuple[Any, ...], list[Document]] = {}
    for row in reversed(spare):
        by_content.setdefault(content(row), []).append(row)
    return {place: rows.pop() for place, wish in wishes.items() if (rows := by_content.get(content(wish)))} if spare else {}


def _delete(rows: Sequence[Document]) -> None:
    if rows:
        Document.objects.filter(id__in=[row.id for row in rows]).delete()


def _update(wishes: Mapping[_Place, tuple[Document, DocumentRecord]]) -> None:
    rows = [
        (row.id, place[0], *content(wish))
        for place, (row, wish) in wishes.items()
        if (row.filing_id, content(row)) != (place[0], content(wish))
    ]
    bulk.update(Document, ("filing", *FIELDS), sorted(rows, key=lambda row: row[0]))
