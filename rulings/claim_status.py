"""What has become of a claim by a day: follows from what was decided on it and when, and from nothing else. Pure.

A claim is decided for a party or for all. A later decision stands for an earlier one; one that reverses, vacates, affirms or
replaces an earlier one says of which. A reversal that is itself reversed undoes nothing any more. A claim that was dismissed or
withdrawn, but not for good, is open again once a later pleading makes it again.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rulings.words import DECIDED, ENDED, OUTCOME_LABELS, REPLEADABLE, REVIEWS, UNDOES, Outcome


@dataclass(frozen=True, slots=True)
class Decision:
    """One disposition of a claim, as far as its status depends on it."""

    id: int
    day: date | None
    """None: not known; such a one counts before all others, on every day."""
    outcome: Outcome | None
    """None: it is no decision, but a later pleading that makes the claim again."""
    parties: frozenset[int] = frozenset()
    """Empty: for all of the claim's parties."""
    reviews: int | None = None
    """The id of the earlier one that this reverses, vacates, affirms or replaces."""

    @property
    def word(self) -> str:
        return OUTCOME_LABELS[self.outcome] if self.outcome else "Pleaded again"


class Fate(StrEnum):
    """What a claim has come to."""

    OPEN = "open"
    DECIDED = "decided"
    ENDED = "ended"
    """Without having been decided."""


@dataclass(frozen=True, slots=True)
class Status:
    """For one party, or for all."""

    fate: Fate
    latest: int | None = None
    """The decision that was last made on it; None: there is none."""
    standing: int | None = None
    """The decision that holds: not ``latest`` where that only reviews another one."""


PENDING = Status(Fate.OPEN)


def status(decisions: Iterable[Decision], parties: Iterable[int], on: date | None = None) -> dict[int | None, Status]:
    """The status by the end of day ``on`` (None: by all that is known), for each of ``parties``, those against whom the claim is
    made. Where it is the same for all of them, and where none are known, it is that of None alone."""
    known = sorted((each for each in decisions if on is None or each.day is None or each.day <= on), key=_order)
    each: dict[int | None, Status] = {party: _status(_on(party, known)) for party in sorted(set(parties))}
    if len(set(each.values())) > 1:
        return each
    return {None: next(iter(each.values()), _status(known))}


def undone(decisions: Iterable[Decision], parties: Iterable[int]) -> dict[int, int]:
    """Which decisions no longer stand for one party at least, each with the one that undid it."""
    known = sorted(decisions, key=_order)
    gone = [_undone(_on(party, known)) for party in sorted(set(parties))] or [_undone(known)]
    return {row: by for each in gone for row, by in each.items()}


def _on(party: int, known: Iterable[Decision]) -> list[Decision]:
    return [row for row in known if not row.parties or party in row.parties]


def _status(rows: Sequence[Decision]) -> Status:
    """``rows`` are those on one party, in order."""
    gone = _undone(rows)
    standing = _standing(rows, gone)
    latest = next((row for row in reversed(rows) if row.outcome is not None or row is standing), None)
    return Status(_fate(standing), latest.id if latest else None, standing.id if standing else None)


def _standing(rows: Iterable[Decision], gone: Container[int]) -> Decision | None:
    found: Decision | None = None
    for row in rows:
        if row.id in gone or row.outcome in REVIEWS:
            continue
        if row.outcome is not None or (found is not None and found.outcome in REPLEADABLE):
            found = row
    return found


def _undone(rows: Sequence[Decision]) -> dict[int, int]:
    """From the last to the first, since one that is undone itself undoes nothing."""
    gone: dict[int, int] = {}
    for place in reversed(range(len(rows))):
        row = rows[place]
        if row.id not in gone and (target := _undoes(row, rows[:place], gone)) is not None:
            gone[target] = row.id
    return gone


def _undoes(row: Decision, earlier: Sequence[Decision], gone: dict[int, int]) -> int | None:
    """The one among ``earlier`` that ``row`` takes away: the one it names, else for a bare reversal the last that still stood."""
    if row.outcome is None or row.outcome is Outcome.AFFIRMED:
        return None
    if row.reviews is not None:
        return next((other.id for other in earlier if other.id == row.reviews), None)
    if row.outcome in UNDOES:
        return next((other.id for other in reversed(earlier) if other.id not in gone and other.outcome is not None), None)
    return None


def _fate(standing: Decision | None) -> Fate:
    if standing is None:
        return Fate.OPEN
    return Fate.DECIDED if standing.outcome in DECIDED else Fate.ENDED if standing.outcome in ENDED else Fate.OPEN


def _order(row: Decision) -> tuple[date, int]:
    return row.day or date.min, row.id
