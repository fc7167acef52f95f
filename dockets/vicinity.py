"""Loads what is stored of a docket near some entries: all that can be the same filings, and all that stands on the same days.

Used by ``merge`` for a long docket of which a few rows changed. What is loaded is closed: no observation outside it shares any
evidence of identity (``identity``), any filing, or any day with one inside. So resolving it alone gives the same filings, in the
same places and with the same likely pairs, as resolving the whole docket.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from dockets import merge_observations
from dockets.merge_observations import Stored
from dockets.models import Docket
from dockets.records import EntryRecord
from dockets.seen import Seen
from dockets.sources.kind import SourceKind

ROUNDS = 4
"""How often the circle may widen."""

_NEAR = (
    "(fingerprint = ANY(%s) OR filing_id = ANY(%s) OR number = ANY(%s) OR pacer_doc_id = ANY(%s) OR pacer_seq_no = ANY(%s)"
    " OR upstream_id = ANY(%s) OR date_filed = ANY(%s) OR date_entered = ANY(%s)"
    " OR (%s AND date_filed IS NULL AND date_entered IS NULL))"
)


@dataclass(slots=True)
class _Circle:
    """What the observations within it share with others."""

    fingerprints: set[str] = field(default_factory=set)
    filings: set[int] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    docs: set[str] = field(default_factory=set)
    seqs: set[str] = field(default_factory=set)
    upstream: set[str] = field(default_factory=set)
    days: set[date] = field(default_factory=set)
    undated: bool = False

    def take(self, entries: Iterable[EntryRecord | Seen]) -> None:
        for one in entries:
            self.numbers.add(one.number)
            self.docs.add(one.pacer_doc_id)
            self.seqs.add(one.pacer_seq_no)
            self.upstream.add(one.upstream_id)
            days = {day for day in (one.date_filed, one.date_entered) if day}
            self.days |= days
            self.undated |= not days
        for blanks in (self.numbers, self.docs, self.seqs, self.upstream):
            blanks.discard("")

    @property
    def size(self) -> int:
        words = sum(map(len, (self.fingerprints, self.numbers, self.docs, self.seqs, self.upstream)))
        return words + len(self.filings) + len(self.days) + self.undated

    @property
    def parameters(self) -> list[object]:
        words = [sorted(found) for found in (self.numbers, self.docs, self.seqs, self.upstream)]
        days = sorted(self.days)
        return [sorted(self.fingerprints), sorted(self.filings), *words, days, days, self.undated]


def load(
    docket: Docket,
    kinds: Mapping[str, SourceKind],
    *,
    fingerprints: Sequence[str],
    entries: Sequence[EntryRecord],
    at_most: int,
) -> list[Stored] | None:
    """The stored observations near those of ``fingerprints`` and near ``entries``, in the order in which they came. None when
    there are more than ``at_most``, or the circle does not close."""
    circle = _Circle(fingerprints=set(fingerprints))
    circle.take(entries)
    for _ in range(ROUNDS):
        stored = merge_observations.load(docket, kinds, near=_NEAR, parameters=circle.parameters)
        if len(stored) > at_most:
            return None
        before = circle.size
        circle.take(one.seen for one in stored)
        circle.filings |= {one.filing_id for one in stored if one.filing_id}
        if circle.size == before or not _any_beyond(docket, circle, [one.id for one in stored]):
            return stored
    return None


def _any_beyond(docket: Docket, circle: _Circle, within: Sequence[int]) -> bool:
    """Whether an observation that is not ``within`` shares anything with the circle, now that it is wider."""
    beyond = f"SELECT EXISTS (SELECT FROM dockets_observation WHERE docket_id = %s AND NOT id = ANY(%s) AND {_NEAR})"  # noqa: S608 - of constants
    parameters: list[Any] = [docket.pk, within, *circle.parameters]
    with connection.cursor() as cursor:
        cursor.execute(beyond, parameters)
        return bool(cursor.fetchone()[0])
