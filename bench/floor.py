"""The least work that PostgreSQL and Python need for the same rows: a figure's point of comparison, measured beside it.

One table with the columns that an import cannot do without: the text with its search vector and index, a unique key, a
fingerprint.
"""

from collections.abc import Sequence
from hashlib import blake2b
from itertools import count

from django.db import connection, transaction

from bench.figure import Timing, timed
from dockets.record.records import DocketRecord, EntryRecord

_TABLE = """
CREATE TABLE IF NOT EXISTS bench_floor (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    docket bigint NOT NULL,
    place integer NOT NULL,
    filed date,
    text text NOT NULL,
    fingerprint text NOT NULL,
    search tsvector GENERATED ALWAYS AS (to_tsvector('english', text)) STORED,
    UNIQUE (docket, place)
);
CREATE INDEX IF NOT EXISTS bench_floor_search ON bench_floor USING gin (search);
CREATE TABLE IF NOT EXISTS bench_sheet (docket bigint PRIMARY KEY, fingerprint text NOT NULL, seen timestamptz NOT NULL)
"""


class Floor:
    """A table of its own in the bench's database."""

    def __init__(self) -> None:
        self.dockets = count(1)
        with connection.cursor() as cursor:
            cursor.execute(_TABLE)

    def copy(self, record: DocketRecord) -> int:
        """Writes every entry into the table, in one transaction. Returns the docket's id there."""
        docket = next(self.dockets)
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO bench_sheet VALUES (%s, %s, now())", [docket, _digest(record)])
            with cursor.copy("COPY bench_floor (docket, place, filed, text, fingerprint) FROM STDIN") as copy:
                for place, entry in enumerate(record.entries):
                    copy.write_row((docket, place, entry.date_filed, entry.long_text, _digest(entry)))
        return docket

    def unchanged(self, record: DocketRecord) -> Timing:
        """An unchanged docket: one hash over everything, one look-up, one small write."""
        docket = self.copy(record)

        def see(again: DocketRecord) -> None:
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT fingerprint FROM bench_sheet WHERE docket = %s FOR UPDATE", [docket])
                _same(cursor.fetchone(), (_digest(again),))
                cursor.execute("UPDATE bench_sheet SET seen = now() WHERE docket = %s", [docket])

        return timed(see, lambda: record)

    def changed(self, record: DocketRecord, some: int) -> Timing:
        """A changed docket: all fingerprints compared, ``some`` rows written."""
        docket, rounds = self.copy(record), count()

        def see(entries: Sequence[EntryRecord]) -> None:
            marked = {place: f"{entry.long_text} {next(rounds)}" for place, entry in enumerate(entries[:some])}
            found = {place: _digest(entry) for place, entry in enumerate(entries)}
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute("SELECT place, fingerprint FROM bench_floor WHERE docket = %s", [docket])
                _same(dict(cursor.fetchall()).keys(), found.keys())
                cursor.execute(
                    "UPDATE bench_floor SET text = v.text FROM unnest(%s::int[], %s::text[]) AS v (place, text)"
                    " WHERE docket = %s AND bench_floor.place = v.place",
                    [list(marked), list(marked.values()), docket],
                )

        return timed(see, lambda: record.entries)


def _same(found: object, expected: object) -> None:
    if found != expected:
        raise RuntimeError("The floor's own rows are not as they were written.")


def _digest(value: object) -> str:
    return blake2b(repr(value).encode(), digest_size=16).hexdigest()
