"""A timeline as a table: CSV as RFC 4180 has it, safe to open in a spreadsheet."""

from collections.abc import Iterator, Mapping
from itertools import batched
from typing import Any

from dockets import csv_rows
from rulings.exports.story import Line, Story

TOGETHER = 100
"""Lines sent in one piece: each piece costs the server as much as a line or two."""
HEADER = (
    "date", "time", "type", "kind", "number", "headline", "filed_by", "side", "outcome", "decided", "text", "documents", "place",
    "cancelled", "entered", "first_seen", "url", "missing_since", "source", "source_url",
)  # fmt: skip


def write(story: Story) -> Iterator[str]:
    yield csv_rows.row(HEADER)
    for lines in batched(story.lines(), TOGETHER):
        yield "".join(csv_rows.row(_values(line)) for line in lines)


def _values(line: Line) -> tuple[str, ...]:
    entered = line.entered_at or line.date_entered
    return (
        line.date.isoformat() if line.date else "",
        line.at.isoformat() if line.at else "",
        line.type,
        line.kind_label,
        line.number,
        line.headline,
        line.filed_by,
        line.side,
        line.outcome,
        "; ".join(f"{item.what}: {item.outcome}" for item in line.decided),
        line.text,
        "; ".join(_document(document) for document in line.documents if document["description"] or document["url"]),
        line.place,
        "yes" if line.cancelled else "",
        entered.isoformat() if entered else "",
        line.first_seen.isoformat() if line.first_seen else "",
        line.url,
        line.missing_since.isoformat() if line.missing_since else "",
        line.source,
        line.source_url,
    )


def _document(document: Mapping[str, Any]) -> str:
    """The main document has number 0, which says nothing."""
    return " ".join(filter(None, [str(document["number"] or ""), document["description"], document["url"]]))
