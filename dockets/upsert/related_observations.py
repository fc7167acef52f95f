"""Loads the stored observations related to some entries: all that can be of the same filings, and all of the same days.

Used by ``snapshot_diff`` for a long docket of which a few rows changed. The loaded set is closed: no observation
outside it shares any evidence of identity (``resolve.evidence``), any filing or any day with one inside. So resolving
it alone gives the same filings, in the same positions and with the same possible duplicates, as resolving the whole
docket.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from operator import attrgetter

from django.db.models import Q

from dockets.models import Docket
from dockets.record.records import EntryRecord
from dockets.resolve.values import ObservedValues
from dockets.sources.kind import SourceKind
from dockets.upsert import observations
from dockets.upsert.observations import StoredObservation

ROUNDS = 5
"""How many times the set is looked for; the last time finds nothing more."""


type _Shared = tuple[str, object]
"""A column, or "day", with a value that observations of one filing or of one day share."""

_KEYS = ("number", "pacer_doc_id", "pacer_seq_no", "upstream_id")


def load_related_observations(
    docket: Docket,
    kinds: Mapping[str, SourceKind],
    *,
    fingerprints: Sequence[str],
    entries: Sequence[EntryRecord],
    at_most: int,
) -> list[StoredObservation] | None:
    """The stored observations related to those of ``fingerprints`` and to ``entries``, in order of arrival. None when
    there are more than ``at_most``, or the set is not closed after ``ROUNDS``.

    Each round looks for what shares a value that the round before has brought, and is not in the set yet. It goes
    through all observations of the docket; those of ``fingerprints`` have an index, and are there before the first."""
    looked_for: set[_Shared] = set()
    stored = observations.load_observations(docket, kinds, near=Q(fingerprint__in=fingerprints))
    wanted = _shared_values(entries) | _values_of(stored)
    for _ in range(ROUNDS):
        near = _sharing(wanted) & ~Q(pk__in=[one.id for one in stored])
        found = observations.load_observations(docket, kinds, near=near)
        stored += found
        if len(stored) > at_most:
            return None
        looked_for |= wanted
        wanted = _values_of(found) - looked_for
        if not wanted:
            return sorted(stored, key=attrgetter("id"))
    return None


def _values_of(stored: Sequence[StoredObservation]) -> set[_Shared]:
    return _shared_values(one.seen for one in stored) | {("filing", one.filing_id) for one in stored if one.filing_id}


def _shared_values(entries: Iterable[EntryRecord | ObservedValues]) -> set[_Shared]:
    """The values of ``entries`` that others may share; ("day", None) for one without a day."""
    found: set[_Shared] = set()
    for one in entries:
        found |= {(key, value) for key in _KEYS if (value := getattr(one, key))}
        days: set[date | None] = {day for day in (one.date_filed, one.date_entered) if day}
        found |= {("day", day) for day in days or {None}}
    return found


def _sharing(wanted: Collection[_Shared]) -> Q:
    """Condition for observations that share one of these values."""
    values: dict[str, list[object]] = defaultdict(list)
    for key, value in wanted:
        values[key].append(value)
    days = [day for day in values.pop("day", []) if day]
    near = Q(date_filed__in=days) | Q(date_entered__in=days)
    for key, some in values.items():
        near |= Q(**{f"{key}__in": some})
    return near | Q(date_filed=None, date_entered=None) if ("day", None) in wanted else near
