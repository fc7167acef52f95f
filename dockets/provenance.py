"""Where each word of a filing came from: what each source said of it, when, and how its wording differs from the one before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dockets.models import Filing, Observation
from dockets.print_style import full_date
from dockets.sources import SOURCES
from dockets.word_diff import Piece, word_diff

SHOWN = 50
"""Observations shown of one filing; each is another wording, not another visit."""


@dataclass(frozen=True, slots=True)
class Said:
    """One source's word. Times are aware; ``pieces`` is empty where the words are those that were shown before."""

    source: str
    payload: str
    first_seen: datetime
    last_seen: datetime | None
    """None: still in what that source shows."""
    missing_since: datetime | None
    what: str
    """Number and dates as this source has them."""
    pieces: list[Piece]
    changed: bool
    silent: bool
    """It told of dates or documents, and of no words."""


def said_of(filing: Filing) -> list[Said]:
    """Oldest first; at most ``SHOWN``."""
    return list(_compared(_observations().filter(filing=filing)[:SHOWN]))


def said_of_each(filings: Sequence[Filing]) -> dict[int, list[Said]]:
    """The same of several filings, by their ids, in one query."""
    seen: defaultdict[int, list[Observation]] = defaultdict(list)
    for observation in _observations().filter(filing__in=filings):
        seen[observation.filing_id].append(observation)
    return {filing: list(_compared(observations[:SHOWN])) for filing, observations in seen.items()}


def _observations() -> QuerySet[Observation]:
    known = Observation.objects.select_related("payload").defer("payload__body", "documents", "ambiguous")
    return known.order_by("first_as_of", "id")


def _compared(observations: Iterable[Observation]) -> Iterable[Said]:
    """Long texts are compared with long ones and event types with event types: a feed's stub is no change of wording."""
    last: dict[bool, str] = {}
    for seen in observations:
        is_long, text = bool(seen.long_text), seen.long_text or seen.short_text
        before = last.get(is_long)
        if text:
            last[is_long] = text
        yield Said(
            source=SOURCES[seen.channel].label if seen.channel in SOURCES else seen.channel,
            payload=seen.payload.name,
            first_seen=seen.first_as_of,
            last_seen=seen.last_as_of,
            missing_since=seen.missing_since,
            what=_what(seen),
            pieces=_pieces(before, text) if text else [],
            changed=bool(text) and before not in (None, text),
            silent=not text,
        )


def _pieces(before: str | None, text: str) -> list[Piece]:
    if before is None:
        return [("same", text)] if text else []
    return word_diff(before, text) if before != text else []


def _what(seen: Observation) -> str:
    parts = [f"number {seen.number}" if seen.number else "no number"]
    parts += [f"filed {full_date(seen.date_filed)}"] if seen.date_filed else []
    parts += [f"entered {full_date(seen.date_entered)}"] if seen.date_entered else []
    return ", ".join(parts)
