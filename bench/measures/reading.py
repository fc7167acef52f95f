"""From a docket's filings to its timeline: interpreted for the first time, and again after one text has changed. A
subject of ``bench``."""

from collections.abc import Iterator
from itertools import count

from bench.figure import Figure, timed
from bench.measures import material
from bench.measures.merge import arrived, fresh, take
from dockets.models import Docket
from dockets.record.records import DocketRecord
from rulings.interpret.docket import interpret_docket


def figures(rows: int) -> Iterator[Figure]:
    first = timed(interpret_docket, lambda: stored(fresh(1_000)))
    yield first.figure("read 1,000 filings for the first time", most=450)
    yield first.query_figure("read 1,000 filings for the first time")
    record, rounds = fresh(1_000), count()
    interpret_docket(stored(record))
    again = timed(interpret_docket, lambda: stored(material.changed(record, 1, next(rounds))))
    yield again.figure("read 1,000 filings, 1 changed", most=100)
    yield again.query_figure("read 1,000 filings, 1 changed")


def stored(record: DocketRecord) -> int:
    """Stores the record and returns its docket's id."""
    take(arrived(record))
    return Docket.objects.get(court_id=record.court_id, docket_number=record.docket_number.removesuffix("-ABC")).pk
