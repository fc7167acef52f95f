"""Dockets made of texts, read by the rules and without a database: for tests of what is said of a whole case."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from rulings.interpret.account.ledger import CaseInput, build_account
from rulings.interpret.account.progress import Progress, trace_progress
from rulings.interpret.account.sources import DocketFacts, UnseenNumbers
from rulings.interpret.events import FiledEvent, HearingEvent
from rulings.reading.filing import read_filing
from rulings.vocabulary.kinds import RULING_KINDS
from rulings.vocabulary.stages import CaseKind

DAY = date(2021, 1, 11)
"""The day on which the cases are filed; their first entry is of the next."""


def make_facts(kind: CaseKind = CaseKind.CIVIL, **fields: Any) -> DocketFacts:
    """Of a docket whose header is not known, and that is known to a day long after its entries."""
    told: dict[str, Any] = {"filed": None, "terminated": None, "as_of": date(2024, 1, 1), "sources": frozenset()}
    return DocketFacts(kind=kind, **told | fields)


_read = cache(read_filing)


def make_line(id: int, text: str, *, days: int = 0, **fields: Any) -> FiledEvent:
    """Entry ``id`` of a docket, ``days`` after ``DAY`` (0: ``id`` days), as its text is read; ``fields`` win."""
    reading, day = _read(text), DAY + timedelta(days=days or id)
    rules = reading.kind in RULING_KINDS
    outcome = reading.outcome if rules else None
    line = FiledEvent(
        id, f"p{id}", str(id), day, (day, id), reading, rules, reading.headline, outcome, detail=reading.detail
    )
    return replace(line, **fields)


def list_lines(*texts: str) -> list[FiledEvent]:
    """One entry a day, numbered from 1."""
    return [make_line(id, text) for id, text in enumerate(texts, 1)]


def trace(*texts: str, kind: CaseKind = CaseKind.CIVIL, **facts: Any) -> Progress:
    return trace_progress(make_facts(kind, **facts), list_lines(*texts))


def account_of(
    lines: Sequence[FiledEvent],
    kind: CaseKind = CaseKind.CIVIL,
    heard: Iterable[HearingEvent] = (),
    unseen: UnseenNumbers | None = None,
    **facts: Any,
) -> dict[str, Any]:
    """As ``interpret_docket`` builds it."""
    told = make_facts(kind, **facts)
    in_order = sorted(lines, key=lambda line: (line.place, line.id))
    return build_account(CaseInput(told, trace_progress(told, in_order), unseen or UnseenNumbers(), lines, heard))
