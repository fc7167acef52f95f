"""Cases beside each other: where each stands, its stages by day, its claims, what was ruled, and the days between. For
``cases_side_by_side``. What is said of a case is taken from where its own page has it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any

from dockets.format.print_style import format_date
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket
from rulings.claims.summary import ClaimOutcome, list_claim_lines
from rulings.html.event_lines import get_outcome_tone, label_outcome
from rulings.http.find_case import FoundCase
from rulings.models import TimelineEvent
from rulings.timeline.account_display import CaseAccount, OpenMotion, describe_account

RULINGS_SHOWN = 12
"""The latest of each case; its timeline has the others."""


@dataclass(frozen=True, slots=True)
class ComparedLine:
    """A line of a cell. ``small``: what stands beside it."""

    text: str
    url: str = ""
    small: str = ""
    tone: str | None = None
    """Of an outcome; None: it is none."""


type Lines = Sequence[ComparedLine]


@dataclass(frozen=True, slots=True)
class ComparedCell:
    case: str
    """Its name, for where columns stand below each other."""
    lines: Lines


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """One thing that is said of each case, in their order."""

    label: str
    cells: Sequence[ComparedCell]


@dataclass(frozen=True, slots=True)
class ComparedGroup:
    label: str
    rows: Sequence[ComparedRow]


@dataclass(frozen=True, slots=True)
class ComparedCase:
    docket: Docket
    url: str
    account: CaseAccount | None
    stages: Mapping[str, tuple[date | None, ComparedLine]]
    """By the stage's label, in their order."""
    claims: Lines
    rulings: Sequence[tuple[date | None, ComparedLine]]
    """The oldest first; of more than ``RULINGS_SHOWN`` the latest."""
    first_ruling: date | None
    known_on: date
    """Up to which day it is known."""


def load_compared_case(case: FoundCase, now: datetime) -> ComparedCase:
    """Three queries at most."""
    docket, reading = case.docket, case.reading
    base, zone = build_docket_url(docket.court_id, docket.docket_number), docket.court.zone
    state = reading.state if reading else {}
    account = describe_account(state, base, zone, now, docket.as_of)
    found = TimelineEvent.objects.rulings().filter(docket=docket, routine=False).exclude(date=None)
    fields = ("date", "headline", "outcome", "filing__number", "filing__public_id")
    latest = list(found.order_by("-sort_date", "-sort_order", "-pk").values(*fields)[:RULINGS_SHOWN])[::-1]
    first = latest[0]["date"] if latest else None
    if len(latest) == RULINGS_SHOWN:
        first = found.order_by("sort_date").values_list("date", flat=True).first()
    as_of = docket.as_of.astimezone(zone).date() if docket.as_of else now.astimezone(zone).date()
    return ComparedCase(
        docket=docket,
        url=base,
        account=account,
        stages=_read_stages(state, account),
        claims=[*_describe_claims(docket, base)] if case.has_claims else [],
        rulings=[(row["date"], _describe_ruling(row, base)) for row in latest],
        first_ruling=first,
        known_on=as_of,
    )


def _read_stages(state: Mapping[str, Any], account: CaseAccount | None) -> dict[str, tuple[date | None, ComparedLine]]:
    told: dict[str, tuple[date | None, ComparedLine]] = {}
    for passed, stage in zip(state.get("passed", ()), account.stages if account else (), strict=False):
        day = date.fromisoformat(passed["date"]) if passed["date"] else None
        told[stage.label] = (day, ComparedLine(stage.when or "day not known", stage.url, tone=stage.tone or None))
    return told


def _describe_claims(docket: Docket, base: str) -> Iterable[ComparedLine]:
    for claim in list_claim_lines(docket, base):
        for outcome in claim.outcomes or [ClaimOutcome("", "pending", "", "", "", "", "")]:
            said = ", ".join(filter(None, [outcome.note or outcome.word, outcome.people]))
            when = "; ".join(filter(None, [outcome.when, outcome.also]))
            words = f"{claim.label} · {claim.title}{f' ({claim.ground})' if claim.ground else ''}"
            yield ComparedLine(words, f"{base}claims/", ", ".join(filter(None, [said, when])), outcome.tone)


def _describe_ruling(row: Mapping[str, Any], base: str) -> ComparedLine:
    headline, outcome = row["headline"] or "Ruling", label_outcome(row["outcome"])
    said = "" if outcome.lower() in headline.lower() else f": {outcome}"
    url = build_filing_url(base, row["filing__number"], row["filing__public_id"])
    return ComparedLine(f"{headline}{said}", url, tone=get_outcome_tone(row["outcome"]) or "pending")


def compare_cases(cases: Sequence[ComparedCase]) -> list[ComparedGroup]:
    """The rows of the table; those that say nothing of any case are left out."""
    told = [
        ComparedGroup("The case", _list_facts(cases)),
        ComparedGroup("Where it stands", _list_standings(cases)),
        ComparedGroup("Stages, and the day of the case", _list_stages(cases)),
        ComparedGroup("Claims, and what they had come to", [_row("Claims", cases, lambda case: case.claims)]),
        ComparedGroup("Rulings, and the days since the one before", [_row("Rulings", cases, _list_rulings)]),
        ComparedGroup("Days between", _list_spans(cases)),
    ]
    kept = [
        ComparedGroup(group.label, [row for row in group.rows if any(cell.lines for cell in row.cells)])
        for group in told
    ]
    return [group for group in kept if group.rows]


def _row(label: str, cases: Sequence[ComparedCase], tell: Callable[[ComparedCase], Lines]) -> ComparedRow:
    return ComparedRow(label, [ComparedCell(_name(case.docket), tell(case)) for case in cases])


def _name(docket: Docket) -> str:
    """Of two dockets of one name the numbers are told."""
    return f"{docket.case_name[:40].strip()}, {docket.docket_number}" if docket.case_name else docket.docket_number


def _say(text: str) -> Lines:
    return [ComparedLine(text)] if text else []


def _list_facts(cases: Sequence[ComparedCase]) -> list[ComparedRow]:
    told: Mapping[str, Callable[[Docket], str]] = {
        "Court": lambda docket: docket.court.citation or docket.court.name,
        "Number": lambda docket: docket.docket_number,
        "Judge": lambda docket: docket.assigned_to,
        "About": lambda docket: docket.nature_of_suit or docket.cause,
        "Filed": lambda docket: format_date(docket.date_filed) if docket.date_filed else "",
        "Last filing": lambda docket: format_date(docket.date_last_filing) if docket.date_last_filing else "",
        "Filings": lambda docket: f"{docket.filing_count:,}",
    }
    return [_row(label, cases, partial(_describe_fact, say)) for label, say in told.items()]


def _describe_fact(say: Callable[[Docket], str], case: ComparedCase) -> Lines:
    return _say(say(case.docket))


def _list_standings(cases: Sequence[ComparedCase]) -> list[ComparedRow]:
    told: Mapping[str, Callable[[CaseAccount], Lines]] = {
        "Pending": lambda account: _list_motions(account.pending, account.pending_more),
        "Not seen decided": lambda account: _list_motions(account.unseen, account.unseen_more),
        "Next": lambda account: [ComparedLine(each.when, small=each.title) for each in account.coming],
    }
    of_account = [_row(label, cases, partial(_describe_account, tell)) for label, tell in told.items()]
    return [_row("Status", cases, _describe_status), *of_account]


def _describe_account(tell: Callable[[CaseAccount], Lines], case: ComparedCase) -> Lines:
    return tell(case.account) if case.account else []


def _describe_status(case: ComparedCase) -> Lines:
    if case.account is None:
        return _say("Not read yet")
    status = case.account.status
    return [ComparedLine(f"{status.label} {status.when}".strip(), small=status.words, tone=status.tone or None)]


def _list_motions(motions: Iterable[OpenMotion], more: int) -> Lines:
    told = [ComparedLine(motion.headline, motion.url, motion.words) for motion in motions]
    return [*told, ComparedLine(f"and {more} more")] if more else told


def _list_stages(cases: Sequence[ComparedCase]) -> list[ComparedRow]:
    """A row for each stage that any of them has passed, in the order in which they come."""
    labels = _order_stages([list(case.stages) for case in cases])
    return [_row(label, cases, partial(_describe_stage, label)) for label in labels]


def _order_stages(told: Sequence[Sequence[str]]) -> list[str]:
    """One order of all: a stage that only a later case has comes behind the one that stands before it there."""
    order: list[str] = []
    for labels in told:
        place = 0
        for label in labels:
            if label in order:
                place = order.index(label) + 1
            else:
                order.insert(place, label)
                place += 1
    return order


def _describe_stage(label: str, case: ComparedCase) -> Lines:
    if label not in case.stages:
        return []
    day, line = case.stages[label]
    begun = case.docket.date_filed
    number = f"day {(day - begun).days + 1:,}" if day and begun and day >= begun else ""
    return [ComparedLine(line.text, line.url, number, line.tone)]


def _list_rulings(case: ComparedCase) -> Lines:
    told, before = [], None
    for day, line in case.rulings:
        since = f", {_count_days(before, day)} on" if before and day else ""
        told.append(ComparedLine(line.text, line.url, f"{format_date(day)}{since}", line.tone))
        before = day
    return told


def _list_spans(cases: Sequence[ComparedCase]) -> list[ComparedRow]:
    return [
        _row("From filing to the first ruling", cases, lambda case: _span(case.docket.date_filed, case.first_ruling)),
        _row("From filing to the latest ruling", cases, lambda case: _span(case.docket.date_filed, _find_last(case))),
        _row("From filing to the end", cases, lambda case: _span(case.docket.date_filed, case.docket.closed_on)),
        _row("Open so far, as far as is known", cases, _describe_open),
    ]


def _describe_open(case: ComparedCase) -> Lines:
    is_over = case.docket.closed_on or (case.account and case.account.is_over)
    return [] if is_over else _span(case.docket.date_filed, case.known_on)


def _find_last(case: ComparedCase) -> date | None:
    return case.rulings[-1][0] if case.rulings else None


def _span(begun: date | None, ended: date | None) -> Lines:
    return _say(_count_days(begun, ended)) if begun and ended and ended >= begun else []


def _count_days(begun: date, ended: date | None) -> str:
    days = (ended - begun).days if ended else 0
    return f"{days:,} day{'' if days == 1 else 's'}"
