"""A timeline as a CSV table (RFC 4180), safe to open in a spreadsheet."""

from collections.abc import Iterator
from itertools import batched

from dockets.format import csv_rows
from rulings.exports.event_values import ExportedTimeline
from rulings.exports.fields import EVENT

TOGETHER = 100
"""Lines sent in one chunk: each chunk costs the server as much as a line or two."""
HEADER = EVENT.names_in("csv")


def write_csv(story: ExportedTimeline) -> Iterator[str]:
    yield csv_rows.format_csv_row(HEADER)
    for lines in batched(story.lines(), TOGETHER):
        yield "".join(csv_rows.format_csv_row(EVENT.cells(line)) for line in lines)
