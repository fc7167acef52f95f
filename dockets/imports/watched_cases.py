"""Selects which dockets of a watched source are taken, and tracks the state of sources: a feed is a window, and what
passes through it between two readings is lost.

``run`` calls this to select the dockets of a payload and to record its outcome; the desk shows
``list_source_warnings``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from dockets.format.print_style import format_moment
from dockets.models import Court, Source
from dockets.record import schedule
from dockets.record.docket_number import parse_docket_number
from dockets.record.records import DocketRecord, FeedWindow
from dockets.record.text import clean_line
from dockets.sources import SOURCES
from dockets.upsert import locate

SILENCE = 3
"""Working days without a new entry after which a feed counts as silent. For a quiet court, twice the span of the feed's
window after its newest entry, if that is later."""
FAILING_FOR = timedelta(days=1)
"""After this long a failing source becomes a warning, and a mail."""


@dataclass(frozen=True, slots=True)
class SourceWarning:
    """Something about a source that an admin should look at."""

    source: Source
    code: str
    since: datetime
    text: str


def select_watched_dockets(source: Source | None, dockets: Sequence[DocketRecord]) -> Sequence[DocketRecord]:
    """The dockets of a payload of ``source`` that are to be taken. Two queries for each court."""
    if source is None or source.keeps == Source.Keeps.ALL:
        return dockets
    known: list[DocketRecord] = []
    courts = Court.objects.in_bulk({record.court_id for record in dockets})
    for court in courts.values():
        own = [record for record in dockets if record.court_id == court.pk]
        asked = [
            (parse_docket_number(record.docket_number, court.id, court.kind), record.pacer_case_id) for record in own
        ]
        known += [
            record for record, is_known in zip(own, locate.which_are_known(court, asked), strict=True) if is_known
        ]
    return known


def record_source_import(
    source: Source,
    error: str,
    *,
    came_at: datetime | None = None,
    window: FeedWindow | None = None,
    docket_ids: Sequence[int] = (),
) -> None:
    """Records the outcome of a payload of this source, in the transaction of that outcome. After one that no parser
    could take, the source is fetched again, whole. ``came_at``: when the payload came; ``window``: what a feed showed;
    ``docket_ids``: the dockets that the payload was of."""
    mine = Source.objects.filter(pk=source.pk)
    now = timezone.now()
    kind = SOURCES.get(source.slug)
    if error and kind and kind.keeps_its_place:
        mine.update(last_error=clean_line(error)[:2000], last_success_at=now)
        return
    if error:
        later = {"failures": F("failures") + 1, "failing_since": Coalesce("failing_since", now)}
        mine.update(**later, last_error=clean_line(error)[:2000], validators={})
        return
    state: dict[str, Any] = {}
    if came_at is None or not mine.filter(failing_since__gt=came_at).exists():
        # A docket's header is often imported only after its entries were refused: the source still counts as failing.
        state = {"failures": 0, "failing_since": None, "last_error": "", "last_success_at": now}
    if kind and kind.watches_one_docket and len(docket_ids) == 1:
        state["docket_id"] = docket_ids[0]
    if window is not None:
        state |= _seen(mine.select_for_update().get(), window, now)
    if state:
        mine.update(**state)


def _seen(source: Source, window: FeedWindow, now: datetime) -> dict[str, Any]:
    """The fields to update from a feed's window. A window that is older than the last one (a late import) changes
    nothing."""
    before = source.newest_item_at
    if before and window.newest < before:
        return {}
    warnings = {warning["code"]: warning for warning in source.warnings}
    warnings.pop("silence", None)
    if before and window.oldest > before:
        warnings["gap"] = _warning("gap", now, _missed(before, window.oldest))
    if source.declares and window.declares and window.declares != source.declares:
        warnings["types"] = _warning(
            "types", now, f"It said that it carries “{source.declares}”; now it says “{window.declares}”."
        )
    quiet = max(schedule.add_working_days(window.newest, SILENCE), window.newest + 2 * (window.newest - window.oldest))
    seen = {"newest_item_at": window.newest, "declares": window.declares or source.declares, "silent_after": quiet}
    return seen | {"warnings": list(warnings.values())}


def _missed(last: datetime, oldest: datetime) -> str:
    return (
        f"Entries between {_moment(last)} and {_moment(oldest)} may have been missed: the feed no longer reached back"
        " to the last one that was seen. Import the dockets that matter to you once, and have the feed read more"
        " often."
    )


def _warning(code: str, since: datetime, text: str) -> dict[str, str]:
    return {"code": code, "since": since.isoformat(), "text": text}


def _moment(moment: datetime) -> str:
    """A time as pages print it, in the newsroom's time zone."""
    return format_moment(timezone.localtime(moment))


def mark_silent_feeds(now: datetime) -> int:
    """Marks the feeds that have had nothing new for longer than usual. Returns how many are newly marked."""
    silent = Source.objects.filter(enabled=True, silent_after__lt=now).exclude(warnings__contains=[{"code": "silence"}])
    marked = 0
    for source in silent.order_by("id"):
        newest = _moment(source.newest_item_at) if source.newest_item_at else "long ago"
        text = (
            f"Its newest entry is of {newest}. The court may have stopped, or publish it elsewhere now: look at its"
            " site."
        )
        warnings = [*source.warnings, _warning("silence", now, text)]
        marked += Source.objects.filter(pk=source.pk, silent_after=source.silent_after).update(warnings=warnings)
    return marked


def dismiss_source_warning(source: Source, code: str) -> None:
    """Removes a warning that an admin has seen. A silent feed is warned of again only after it has had something
    new."""
    source.warnings = [warning for warning in source.warnings if warning["code"] != code]
    if code == "silence":
        source.silent_after = None
    source.save(update_fields=["warnings", "silent_after"])


def list_source_warnings(now: datetime | None = None, *, limit: int = 1_000) -> Sequence[SourceWarning]:
    """Warnings about sources, for admins: the newest ``limit``. Two queries."""
    long_ago = (now or timezone.now()) - FAILING_FOR
    known = Source.objects.select_related("court", "docket").defer("docket__search")
    failing = known.failing().filter(failing_since__lte=long_ago).order_by("-failing_since", "id")
    found = [
        # It becomes a warning only after ``FAILING_FOR``, and is sorted among the others by that time.
        SourceWarning(
            source, "failing", since + FAILING_FOR, f"It has failed since {_moment(since)}: {source.last_error}"
        )
        for source in failing[:limit]
        if (since := source.failing_since)
    ]
    warned = known.exclude(warnings=[]).order_by(KT("warnings__0__since").desc(), "id")
    found += [
        SourceWarning(source, warning["code"], datetime.fromisoformat(warning["since"]), warning["text"])
        for source in warned[:limit]
        for warning in source.warnings
    ]
    return sorted(found, key=lambda warned: warned.since, reverse=True)[:limit]
