"""The status of a claim by a day, computed only from what was decided on it and when. Pure.

A claim is decided for a party or for all. A later decision replaces an earlier one; one that reverses, vacates, affirms
or replaces an earlier one names it. A reversal that is itself reversed no longer undoes anything. A claim that was
dismissed or withdrawn, but not for good, is open again once a later pleading makes it again.
"""

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from rulings.vocabulary.claims import ClaimWord
from rulings.vocabulary.house_style import WordGroup, get_label
from rulings.vocabulary.outcomes import DECIDED, ENDED, REPLEADABLE, REVIEWS, UNDOES, UPHOLDS, Outcome


@dataclass(frozen=True, slots=True)
class ClaimDecision:
    """One disposition of a claim, as far as its status depends on it."""

    id: int
    day: date | None
    """None: not known; such a decision sorts before all others and counts on every day."""
    outcome: Outcome | None
    """None: not a decision, but a later pleading that makes the claim again."""
    parties: frozenset[int] = frozenset()
    """Empty: for all of the claim's parties."""
    reviews: int | None = None
    """The id of the earlier decision that this reverses, vacates, affirms or replaces."""

    @property
    def word(self) -> str:
        if self.outcome:
            return get_label(WordGroup.OUTCOME, self.outcome)
        return get_label(WordGroup.CLAIM, ClaimWord.PLEADED_AGAIN)


class ClaimFate(StrEnum):
    """The status of a claim."""

    OPEN = "open"
    DECIDED = "decided"
    ENDED = "ended"
    """The case ended without a decision on it."""


@dataclass(frozen=True, slots=True)
class ClaimStatus:
    """For one party, or for all."""

    fate: ClaimFate
    latest: int | None = None
    """The latest decision on the claim; None: there is none."""
    standing: int | None = None
    """The decision in force: not ``latest`` where that only reviews another one."""


PENDING = ClaimStatus(ClaimFate.OPEN)


def get_claim_status(
    decisions: Iterable[ClaimDecision], parties: Iterable[int], on: date | None = None
) -> dict[int | None, ClaimStatus]:
    """The status by the end of day ``on`` (None: by all that is known), for each of ``parties``, those against whom the
    claim is made. Where it is the same for all of them, or none are known, there is one status, under the key None."""
    known = sorted((each for each in decisions if on is None or each.day is None or each.day <= on), key=_order)
    each: dict[int | None, ClaimStatus] = {party: _status(_on(party, known)) for party in sorted(set(parties))}
    if len(set(each.values())) > 1:
        return each
    return {None: next(iter(each.values()), _status(known))}


def find_undone_decisions(decisions: Iterable[ClaimDecision], parties: Iterable[int]) -> dict[int, int]:
    """Decisions that no longer stand for at least one party, each with the one that undid it."""
    known = sorted(decisions, key=_order)
    gone = [_undone(_on(party, known)) for party in sorted(set(parties))] or [_undone(known)]
    return {row: by for each in gone for row, by in each.items()}


def _on(party: int, known: Iterable[ClaimDecision]) -> list[ClaimDecision]:
    return [row for row in known if not row.parties or party in row.parties]


def _status(rows: Sequence[ClaimDecision]) -> ClaimStatus:
    """``rows`` are the decisions that concern one party, in order."""
    gone = _undone(rows)
    standing = _standing(rows, gone)
    latest = next((row for row in reversed(rows) if row.outcome is not None or row is standing), None)
    return ClaimStatus(_fate(standing), latest.id if latest else None, standing.id if standing else None)


def _standing(rows: Iterable[ClaimDecision], gone: Container[int]) -> ClaimDecision | None:
    found: ClaimDecision | None = None
    for row in rows:
        if row.id in gone or row.outcome in REVIEWS:
            continue
        if row.outcome is not None or (found is not None and found.outcome in REPLEADABLE):
            found = row
    return found


def _undone(rows: Sequence[ClaimDecision]) -> dict[int, int]:
    """Goes from the last to the first, since a decision that is undone undoes nothing itself."""
    gone: dict[int, int] = {}
    for place in reversed(range(len(rows))):
        row = rows[place]
        if row.id not in gone and (target := _undoes(row, rows[:place], gone)) is not None:
            gone[target] = row.id
    return gone


def _undoes(row: ClaimDecision, earlier: Sequence[ClaimDecision], gone: dict[int, int]) -> int | None:
    """The decision among ``earlier`` that ``row`` undoes: the one it names, else for a reversal that names none the
    last that still stood."""
    if row.outcome is None or row.outcome in UPHOLDS:
        return None
    if row.reviews is not None:
        return next((other.id for other in earlier if other.id == row.reviews), None)
    if row.outcome in UNDOES:
        return next(
            (other.id for other in reversed(earlier) if other.id not in gone and other.outcome is not None), None
        )
    return None


def _fate(standing: ClaimDecision | None) -> ClaimFate:
    if standing is None:
        return ClaimFate.OPEN
    return (
        ClaimFate.DECIDED
        if standing.outcome in DECIDED
        else ClaimFate.ENDED
        if standing.outcome in ENDED
        else ClaimFate.OPEN
    )


def _order(row: ClaimDecision) -> tuple[date, int]:
    return row.day or date.min, row.id
