"""Where a dispute stood on each day, from what was decided in its cases and when these ended. Pure.

Decisions lie in chains: those on one claim, those on relief before judgment, those on dismissal. In each chain the
rules of ``rulings.claims.status`` say what stands on a day: a reversal undoes what it reviews, and one that is itself
reversed undoes nothing.

``build_row_states`` joins that with what editors say. An editor's status counts from its day on, until the next one, or
until what it rests on is undone: a status never outlives the decision that it rests on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from rulings.claims.status import ClaimDecision, ClaimFate, find_undone_decisions, get_claim_status
from rulings.vocabulary.details import Detail
from rulings.vocabulary.outcomes import ENDED, REVIEWS, TONES, Outcome
from rulings.vocabulary.trackers.words import Standing


class Chain(StrEnum):
    """What a decision is about, where that is no claim."""

    RELIEF = "relief"
    DISMISSAL = "dismissal"
    JUDGMENT = "judgment"


CHAIN_OF_DETAIL: Mapping[str, Chain] = {
    Detail.TRO: Chain.RELIEF,
    Detail.PRELIMINARY_INJUNCTION: Chain.RELIEF,
    Detail.MOTION_TO_DISMISS: Chain.DISMISSAL,
    Detail.SUMMARY_JUDGMENT: Chain.JUDGMENT,
}


@dataclass(frozen=True, slots=True)
class MatterDecision:
    """One decision on a claim (``chain`` is "claim 12") or on a motion (a ``Chain``)."""

    id: int
    chain: str
    day: date | None
    outcome: Outcome | None
    """None: a claim is pleaded again."""
    reviews: int | None = None
    side: str = ""
    """Who made the motion."""
    is_temporary: bool = False
    """Of a temporary restraining order."""

    @property
    def lapses(self) -> date | None:
        """The first day on which an order that was granted is not known to be in effect; None: it lasts until another
        ruling."""
        if not self.is_temporary or self.outcome is None or self.day is None or self.day > date.max - LASTS:
            return None
        return self.day + LASTS if TONES.get(self.outcome) in ("granted", "mixed") else None


LASTS = timedelta(days=15)
"""A temporary restraining order without notice expires after 14 days at most, unless it is extended (Fed. R. Civ. P.
65(b)(2))."""


@dataclass(frozen=True, slots=True)
class CaseSpan:
    """From when until when a case of the dispute went on."""

    filed: date | None
    ended: date | None
    is_over: bool
    """Whether it has ended; ``ended`` None: on a day that is not known."""


@dataclass(frozen=True, slots=True)
class DatedStanding:
    """The standing from ``day`` on."""

    day: date
    standing: Standing
    decision: int | None
    """The decision that it rests on; None: on no decision."""
    is_dated: bool = True
    """Whether it is known to have begun on ``day``; False of a case whose filing nobody has dated."""


type Chains = Mapping[str, Sequence[ClaimDecision]]


def trace_standings(
    decisions: Iterable[MatterDecision], cases: Sequence[CaseSpan], today: date, claims: Iterable[str] = ()
) -> list[DatedStanding]:
    """The standings in order of their days, no two alike one after the other. The first is of the day on which the
    dispute began. Never empty. ``claims``: the chains of all claims, since one that nothing was decided on is open."""
    rows = list(decisions)
    by_id = {row.id: row for row in rows}
    chains: Chains = {**dict.fromkeys(claims, ()), **build_chains(rows)}
    # Of an end on a day that is not known, it is known today.
    spans = [replace(case, ended=case.ended or today) if case.is_over else case for case in cases]
    known = min(filter(None, [*(case.filed for case in cases), *(row.day for row in rows)]), default=None)
    begun = known or today
    turns = {begun, *(row.day for row in rows if row.day), *(case.ended for case in spans if case.ended)}
    turns |= {row.lapses for row in rows if row.lapses and row.lapses <= today}
    found: list[DatedStanding] = []
    for day in sorted(turn for turn in turns if turn >= begun):
        now = DatedStanding(day, *_stand(chains, by_id, spans, day), is_dated=known is not None)
        if not found or (found[-1].standing, found[-1].decision) != (now.standing, now.decision):
            found.append(now)
    return found


def build_chains(rows: Iterable[MatterDecision]) -> Chains:
    """The decisions by chain. One that reviews another lies in the chain of that one."""
    rows = list(rows)
    chain_of = {row.id: row.chain for row in rows}
    chains: dict[str, list[ClaimDecision]] = {}
    for row in rows:
        chain = chain_of.get(row.reviews or 0, row.chain)
        chains.setdefault(chain, []).append(ClaimDecision(row.id, row.day, row.outcome, reviews=row.reviews))
    return chains


def find_undone_days(decisions: Iterable[MatterDecision]) -> dict[int, date]:
    """Decisions that no longer stand, each with the day on which it was undone."""
    rows = list(decisions)
    days = {row.id: row.day for row in rows}
    undone: dict[int, date] = {}
    for chain in build_chains(rows).values():
        undone |= {gone: days[by] or date.min for gone, by in find_undone_decisions(chain, ()).items()}
    return undone


def _stand(
    chains: Chains, by_id: Mapping[int, MatterDecision], cases: Sequence[CaseSpan], day: date
) -> tuple[Standing, int | None]:
    is_over = bool(cases) and all(case.is_over and case.ended and case.ended <= day for case in cases)
    for found in (_claims(chains, day), _judgment(chains, by_id, day), _dismissal(chains, day, Standing.DISMISSED)):
        if found:
            return found
    relief = _relief(chains, by_id, day)
    if relief and not (is_over and relief[0] is not Standing.RELIEF_DENIED):
        return relief
    if is_over:
        return Standing.ENDED_UNDECIDED, None
    return _dismissal(chains, day, Standing.PROCEEDS) or (Standing.AWAITING if cases else Standing.UNKNOWN, None)


def _standing(chain: Sequence[ClaimDecision], day: date) -> tuple[ClaimDecision, ClaimFate] | None:
    """The decision of a chain that is in force on a day."""
    status = get_claim_status(chain, (), on=day)[None]
    row = next((row for row in chain if row.id == status.standing), None)
    return (row, status.fate) if row else None


def _claims(chains: Chains, day: date) -> tuple[Standing, int] | None:
    """None unless every claim is over, and one of them decided."""
    told = [_standing(chain, day) for name, chain in chains.items() if name not in Chain]
    if not told or any(each is None or each[1] is ClaimFate.OPEN for each in told):
        return None
    decided = [row for row, fate in filter(None, told) if fate is ClaimFate.DECIDED]
    if not decided:
        return None
    latest = max(decided, key=lambda row: (row.day or date.min, row.id))
    tones = {TONES.get(row.outcome, "mixed") for row in decided if row.outcome}
    by_tone = {"granted": Standing.JUDGMENT_FOR, "denied": Standing.JUDGMENT_AGAINST}
    return by_tone.get("".join(tones), Standing.JUDGMENT_IN_PART), latest.id


def _judgment(chains: Chains, by_id: Mapping[int, MatterDecision], day: date) -> tuple[Standing, int] | None:
    """Of a motion for summary judgment that was granted as a whole, by who made it."""
    found = _standing(chains.get(Chain.JUDGMENT, ()), day)
    if found is None or found[0].outcome is not Outcome.GRANTED:
        return None
    by = {"plaintiff": Standing.JUDGMENT_FOR, "defendant": Standing.JUDGMENT_AGAINST}.get(by_id[found[0].id].side)
    return (by, found[0].id) if by else None


def _dismissal(chains: Chains, day: date, wanted: Standing) -> tuple[Standing, int] | None:
    found = _standing(chains.get(Chain.DISMISSAL, ()), day)
    told = {
        Outcome.GRANTED: Standing.DISMISSED,
        Outcome.DISMISSED: Standing.DISMISSED,
        Outcome.DISMISSED_WITH_PREJUDICE: Standing.DISMISSED,
        Outcome.DISMISSED_WITHOUT_PREJUDICE: Standing.DISMISSED,
        Outcome.DENIED: Standing.PROCEEDS,
        Outcome.IN_PART: Standing.PROCEEDS,
    }
    if found is None or found[0].outcome is None or told.get(found[0].outcome) is not wanted:
        return None
    return wanted, found[0].id


def _relief(chains: Chains, by_id: Mapping[int, MatterDecision], day: date) -> tuple[Standing, int] | None:
    """The last ruling alone counts: an order that an injunction took the place of does not come back when that is
    undone. A motion that became moot or was withdrawn decides nothing of what is in effect."""
    known = [row for row in chains.get(Chain.RELIEF, ()) if row.day is None or row.day <= day]
    decided = [row for row in known if row.outcome not in ENDED and row.outcome not in REVIEWS]
    last = max(decided, key=lambda row: (row.day or date.min, row.id), default=None)
    if last is None or last.outcome is None or last.id in find_undone_decisions(known, ()):
        return None
    lapses = by_id[last.id].lapses
    if lapses and lapses <= day:
        return Standing.RELIEF_LAPSED, last.id
    told = {"granted": Standing.RELIEF_GRANTED, "denied": Standing.RELIEF_DENIED, "mixed": Standing.RELIEF_IN_PART}
    standing = told.get(TONES.get(last.outcome, ""))
    return (standing, last.id) if standing else None


@dataclass(frozen=True, slots=True)
class GivenStatus:
    """A status that an editor gave. ``until``: the day on which what it rests on was undone."""

    day: date
    status: int
    reason: str
    rests_on: Mapping[str, Any] | None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class LatestWords:
    """What happened last, as of ``day``."""

    day: date
    told: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class RowState:
    """Where a row stands from ``day`` on; ``until`` None: today still."""

    day: date
    until: date | None
    status: int | None
    standing: Standing
    since: date | None
    """From when on it has this status; None: nobody knows."""
    is_editors: bool
    reason: str
    rests_on: Mapping[str, Any] | None
    latest_on: date | None
    latest: Mapping[str, Any] | None


def build_row_states(
    standings: Sequence[DatedStanding],
    rests_on: Mapping[int, Mapping[str, Any]],
    by_rule: Mapping[Standing, int],
    given: Sequence[GivenStatus],
    latest: Sequence[LatestWords],
) -> list[RowState]:
    """In order of their days, without gaps. ``standings`` and ``latest`` are in order of their days; ``rests_on`` has
    the filing of each decision; ``by_rule`` the status that stands for each standing."""
    begun = standings[0].day
    turns = {begun, *(row.day for row in standings), *(row.day for row in given), *(row.day for row in latest)}
    turns |= {row.until for row in given if row.until}
    states: list[RowState] = []
    for day in sorted(turn for turn in turns if turn >= begun):
        state = _find_state(day, standings, rests_on, by_rule, given, latest)
        before = states[-1] if states else None
        if before and before.status == state.status:
            state = replace(state, since=before.since)
        if before and replace(state, day=before.day) == before:
            continue
        if before:
            states[-1] = replace(before, until=day)
        states.append(state)
    return states


def _find_state(
    day: date,
    standings: Sequence[DatedStanding],
    rests_on: Mapping[int, Mapping[str, Any]],
    by_rule: Mapping[Standing, int],
    given: Sequence[GivenStatus],
    latest: Sequence[LatestWords],
) -> RowState:
    now = max((row for row in standings if row.day <= day), key=lambda row: row.day)
    words = max((row for row in latest if row.day <= day), key=lambda row: row.day, default=None)
    last, told = (words.day, words.told) if words else (None, None)
    word = max((row for row in given if row.day <= day), key=lambda row: row.day, default=None)
    if word and (word.until is None or word.until > day):
        return RowState(day, None, word.status, now.standing, word.day, True, word.reason, word.rests_on, last, told)
    ground = rests_on.get(now.decision) if now.decision is not None else None
    since = now.day if now.is_dated else None
    return RowState(day, None, by_rule.get(now.standing), now.standing, since, False, "", ground, last, told)
