"""From a docket's filings to its timeline: read for the first time, and again after one text has changed."""

from collections.abc import Iterator
from itertools import count

from bench import material
from bench.figure import Figure, timed
from bench.merge import arrived, fresh, take
from dockets.models import Docket
from dockets.records import DocketRecord
from rulings.interpret import interpret


def figures(rows: int) -> Iterator[Figure]:
    first = timed(interpret, lambda: stored(fresh(1_000)))
    yield first.figure("read 1,000 filings for the first time", most=300)
    yield first.query_figure("read 1,000 filings for the first time")
    record, rounds = fresh(1_000), count()
    interpret(stored(record))
    again = timed(interpret, lambda: stored(material.changed(record, 1, next(rounds))))
    yield again.figure("read 1,000 filings, 1 changed", most=60)
    yield again.query_figure("read 1,000 filings, 1 changed")


def stored(record: DocketRecord) -> int:
    """Merges the record and returns its docket's id."""
    take(arrived(record))
    return Docket.objects.get(court_id=record.court_id, docket_number=record.docket_number.removesuffix("-ABC")).pk
