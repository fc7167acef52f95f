"""The state of a watched source in words, for its line in the list and for its page. Called by the views of sources."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from dockets.format.print_style import format_age, join_words
from dockets.imports.watched_cases import FAILING_FOR
from dockets.models import Source
from dockets.record import schedule
from dockets.sources import SOURCES
from dockets.watch.source_form import RHYTHMS


@dataclass(frozen=True, slots=True)
class SourceRow:
    """One line of the list. ``tone`` is the style sheet's class for the dot before ``state``."""

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
    """For a mailbox: messages, since its server last numbered them, that were no notices of a court or could not be
    taken."""
    many_cases: bool
    """Whether the source covers cases that nobody named, so that an admin can choose which are kept."""


def list_quotas(sources: Iterable[Source]) -> list[tuple[str, str]]:
    """Label and remaining quota, in words, of each kind among ``sources`` that has a quota. Call it once per page."""
    slugs = dict.fromkeys(source.slug for source in sources)
    kinds = [kind for slug in slugs if (kind := SOURCES.get(slug)) and kind.quota]
    return [(kind.label, said) for kind in kinds if kind.quota and (said := kind.quota())]


def build_source_row(source: Source, median: timedelta | None, now: datetime) -> SourceRow:
    kind = SOURCES.get(source.slug)
    tone, state, detail = _state(source, now)
    return SourceRow(
        source=source,
        kind=kind.label if kind else source.slug,
        name=name_source(source),
        tone=tone,
        state=state,
        detail=detail,
        read=format_age(timezone.localtime(source.last_success_at), now) if source.last_success_at else "not yet",
        next=_next(source, now),
        rhythm=describe_interval(source),
        delay=spell_length(median) if median is not None else "",
        warnings=source.warnings,
        passed_over=_passed_over(source.validators),
        many_cases=not (source.docket or (kind and kind.watches_one_docket)),
    )


def _passed_over(validators: Mapping[str, Any]) -> int:
    number = validators.get("passed_over")
    return number if isinstance(number, int) else 0


def name_source(source: Source) -> str:
    """A source's name in lists: its case, its court, or its address. With ``court`` and ``docket`` fetched, no
    query."""
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
    return f"Still to come: {join_words(parts)}. It goes on {_next(source, now)}{of_quota}."


def _failing(source: Source, now: datetime) -> tuple[str, str, str]:
    times = f"{source.failures} times in a row" if source.failures > 1 else "once"
    lasts = now - source.failing_since if source.failing_since else timedelta()
    since = f" for {spell_length(lasts)}" if lasts >= FAILING_FOR else ""
    if schedule.is_breaker_open(source.failures):
        return "denied", f"failing{since}, tried rarely", f"It has failed {times}. {source.last_error}"
    return ("denied" if since else "mixed"), f"failing{since}", f"It has failed {times}. {source.last_error}"


def _next(source: Source, now: datetime) -> str:
    if not source.enabled:
        return ""
    left = source.next_at - now
    return f"in {spell_length(left)}" if left > timedelta(seconds=5) else "now"


def describe_interval(source: Source) -> str:
    minutes = source.interval.total_seconds() / 60
    said = RHYTHMS.get(int(minutes)) if minutes == int(minutes) else None
    kind = SOURCES.get(source.slug)
    quieter = ", less often while it is quiet" if source.adapts and kind and kind.watches_one_docket else ""
    return f"{said or f'every {spell_length(source.interval)}'}{quieter}"


def spell_length(length: timedelta) -> str:
    """A duration in one unit, rounded: "40 seconds", "7 minutes", "3 days"."""
    seconds = max(length.total_seconds(), 0)
    units = (("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1))
    unit, size = next((one for one in units if seconds >= one[1]), units[-1])
    number = round(seconds / size)
    return f"{number} {unit}{'' if number == 1 else 's'}"
