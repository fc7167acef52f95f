"""How a watched source fares, in words for its line in the list and for its page."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dockets import rhythm
from dockets.models import Source
from dockets.print_style import ago
from dockets.source_form import RHYTHMS
from dockets.sources import SOURCES
from dockets.watching import FAILING_FOR


@dataclass(frozen=True, slots=True)
class SourceRow:
    """``tone``: a class of the style sheet's for the dot before ``state``."""

    source: Source
    kind: str
    name: str
    tone: str
    state: str
    detail: str
    read: str
    next: str
    rhythm: str
    delay: str
    warnings: Sequence[dict[str, str]]
    passed_over: int
    """Of a mailbox: messages that were no notices of a court, or could not be taken, since its server last numbered them."""
    many_cases: bool
    """Whether it tells of cases that nobody named, so that it can be said which are kept."""


def quotas(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """How much is left, of each kind among ``sources`` that has a quota: its label, and the words. Asked once for a page."""
    slugs = dict.fromkeys(source.slug for source in sources)
    kinds = [kind for slug in slugs if (kind := SOURCES.get(slug)) and kind.quota]
    return [(kind.label, said) for kind in kinds if kind.quota and (said := kind.quota())]


def row(source: Source, median: timedelta | None, now: datetime) -> SourceRow:
    kind = SOURCES.get(source.slug)
    tone, state, detail = _state(source, now)
    return SourceRow(
        source=source,
        kind=kind.label if kind else source.slug,
        name=name(source),
        tone=tone,
        state=state,
        detail=detail,
        read=ago(timezone.localtime(source.last_success_at), now) if source.last_success_at else "not yet",
        next=_next(source, now),
        rhythm=said_rhythm(source),
        delay=spell(median) if median is not None else "",
        warnings=source.warnings,
        passed_over=_passed_over(source.validators),
        many_cases=not (source.docket or (kind and kind.watches_one_docket)),
    )


def _passed_over(validators: Mapping[str, Any]) -> int:
    number = validators.get("passed_over")
    return number if isinstance(number, int) else 0


def name(source: Source) -> str:
    """What it is called in lists: its case, its court, or where it is. With ``court`` and ``docket`` fetched, no query."""
    if source.docket:
        return source.docket.case_name or source.docket.docket_number
    if source.court:
        return source.court.name
    return source.url.partition("://")[2].removesuffix("/INBOX") or source.url


def _state(source: Source, now: datetime) -> tuple[str, str, str]:
    if not source.enabled:
        return "pending", "paused", ""
    if source.lease_token and source.lease_until and source.lease_until >= now:
        return "pending", "being read", ""
    if not source.failures and (unread := _unread(source, now)):
        return "pending", "read in part", unread
    if not source.failures and source.warnings:
        return "mixed", "read, with a warning", ""
    if not source.failures:
        return ("granted", "in order", "") if source.last_success_at else ("pending", "not read yet", "")
    return _failing(source, now)


def _unread(source: Source, now: datetime) -> str:
    kind = SOURCES.get(source.slug)
    if kind is None or not (parts := kind.still_to_read(source.validators)):
        return ""
    of_quota = f", as the quota of {kind.label} allows" if kind.quota else ""
    return f"Still to come: {named(parts)}. It goes on {_next(source, now)}{of_quota}."


def named(parts: Sequence[str]) -> str:
    """ "entries, parties and counsel"."""
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _failing(source: Source, now: datetime) -> tuple[str, str, str]:
    times = f"{source.failures} times in a row" if source.failures > 1 else "once"
    lasts = now - source.failing_since if source.failing_since else timedelta()
    since = f" for {spell(lasts)}" if lasts >= FAILING_FOR else ""
    if rhythm.is_open(source.failures):
        return "denied", f"failing{since}, tried rarely", f"It has failed {times}. {source.last_error}"
    return ("denied" if since else "mixed"), f"failing{since}", f"It has failed {times}. {source.last_error}"


def _next(source: Source, now: datetime) -> str:
    if not source.enabled:
        return ""
    left = source.next_at - now
    return f"in {spell(left)}" if left > timedelta(seconds=5) else "now"


def said_rhythm(source: Source) -> str:
    minutes = source.interval.total_seconds() / 60
    said = RHYTHMS.get(int(minutes)) if minutes == int(minutes) else None
    kind = SOURCES.get(source.slug)
    quieter = ", less often while it is quiet" if source.adapts and kind and kind.watches_one_docket else ""
    return f"{said or f'every {spell(source.interval)}'}{quieter}"


def spell(length: timedelta) -> str:
    """In one unit, rounded: "40 seconds", "7 minutes", "3 days"."""
    seconds = max(length.total_seconds(), 0)
    units = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
    unit, size = next((one for one in units if seconds >= one[1]), units[-1])
    number = round(seconds / size)
    return f"{number} {unit}{'' if number == 1 else 's'}"
