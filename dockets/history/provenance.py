"""Shows where the text of a filing came from: what each source stated, when, and how its wording differs from the one
before."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from dockets.format.print_style import format_date
from dockets.format.word_diff import Piece, diff_words
from dockets.models import Filing, Observation
from dockets.sources import SOURCES

SHOWN = 50
"""Number of observations shown of one filing; each is another wording, not another visit."""


@dataclass(frozen=True, slots=True)
class SourceStatement:
    """One observation of a filing. Times are aware; ``pieces`` is empty where the text is the one shown before."""

    source: str
    payload: str
    first_seen: datetime
    last_seen: datetime | None
    """None: the source still shows it."""
    missing_since: datetime | None
    what: str
    """Number and dates as this source states them."""
    pieces: list[Piece]
    changed: bool
    id: int
    """Of the observation."""
    silent: bool
    """It states dates or documents, and no text."""


def get_provenance(filing: Filing) -> list[SourceStatement]:
    """What sources stated of a filing, oldest first; at most ``SHOWN``."""
    return list(_compared(_observations().filter(filing=filing)[:SHOWN]))


def get_provenance_by_filing(filings: Sequence[Filing]) -> dict[int, list[SourceStatement]]:
    """The same for several filings, by their ids, in one query."""
    seen: defaultdict[int, list[Observation]] = defaultdict(list)
    for observation in _observations().filter(filing__in=filings):
        seen[observation.filing_id].append(observation)
    return {filing: list(_compared(observations[:SHOWN])) for filing, observations in seen.items()}


def _observations() -> QuerySet[Observation]:
    known = Observation.objects.select_related("payload").defer("payload__body", "documents", "ambiguous")
    return known.order_by("first_as_of", "id")


def _compared(observations: Iterable[Observation]) -> Iterable[SourceStatement]:
    """Docket texts are compared with docket texts and event types with event types: a feed's event type is no change of
    wording."""
    last: dict[bool, str] = {}
    for seen in observations:
        is_long, text = bool(seen.long_text), seen.long_text or seen.short_text
        before = last.get(is_long)
        if text:
            last[is_long] = text
        yield SourceStatement(
            source=SOURCES[seen.channel].label if seen.channel in SOURCES else seen.channel,
            payload=seen.payload.name,
            first_seen=seen.first_as_of,
            last_seen=seen.last_as_of,
            missing_since=seen.missing_since,
            what=_what(seen),
            pieces=_pieces(before, text) if text else [],
            changed=bool(text) and before not in (None, text),
            id=seen.pk,
            silent=not text,
        )


def _pieces(before: str | None, text: str) -> list[Piece]:
    if before is None:
        return [("same", text)] if text else []
    return diff_words(before, text) if before != text else []


def _what(seen: Observation) -> str:
    parts = [f"number {seen.number}" if seen.number else "no number"]
    parts += [f"filed {format_date(seen.date_filed)}"] if seen.date_filed else []
    parts += [f"entered {format_date(seen.date_entered)}"] if seen.date_entered else []
    return ", ".join(parts)
