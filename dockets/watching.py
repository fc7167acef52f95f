"""What is watched, what of it is taken, and how it fares: a feed is a window, and what passes it unseen is gone.

``ingest`` asks here which dockets of a payload are wanted and tells what became of it; the desk lists ``warnings``.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce
from django.utils import timezone

from dockets import locate, rhythm
from dockets.docket_number import parse
from dockets.models import Court, Source
from dockets.normalise import line
from dockets.print_style import exact_time
from dockets.records import DocketRecord, Window
from dockets.sources import SOURCES

SILENCE = 3
"""Working days without a new entry after which a feed counts as silent. Those of a quiet court get twice its window."""
FAILING_FOR = timedelta(days=1)
"""After this long a failing source is a warning, and a mail."""


@dataclass(frozen=True, slots=True)
class Warned:
    """Something about a source that an admin should look at."""

    source: Source
    code: str
    since: datetime
    text: str


def wanted(source: Source | None, dockets: Sequence[DocketRecord]) -> Sequence[DocketRecord]:
    """Of the dockets that a payload of ``source`` speaks of, those that are to be taken. Two queries a court."""
    if source is None or source.keeps == Source.Keeps.ALL:
        return dockets
    known: list[DocketRecord] = []
    courts = Court.objects.in_bulk({record.court_id for record in dockets})
    for court in courts.values():
        own = [record for record in dockets if record.court_id == court.pk]
        asked = [(parse(record.docket_number, court.id, court.kind), record.pacer_case_id) for record in own]
        known += [record for record, is_known in zip(own, locate.known_among(court, asked), strict=True) if is_known]
    return known


def note_import(
    source: Source,
    error: str,
    *,
    came_at: datetime | None = None,
    window: Window | None = None,
    docket_ids: Sequence[int] = (),
) -> None:
    """What became of a payload of this source, in the transaction of that outcome. One that no parser could take is asked for
    anew, whole. ``came_at``: the payload; ``window``: what a feed showed; ``docket_ids``: the dockets that the payload was of.
    """
    mine = Source.objects.filter(pk=source.pk)
    now = timezone.now()
    kind = SOURCES.get(source.slug)
    if error and kind and kind.keeps_its_place:
        mine.update(last_error=line(error)[:2000], last_success_at=now)
        return
    if error:
        later = {"failures": F("failures") + 1, "failing_since": Coalesce("failing_since", now)}
        mine.update(**later, last_error=line(error)[:2000], validators={})
        return
    state: dict[str, Any] = {}
    if came_at is None or not mine.filter(failing_since__gt=came_at).exists():
        # A docket's header is often imported only after its entries were refused: that does not end their failing.
        state = {"failures": 0, "failing_since": None, "last_error": "", "last_success_at": now}
    if kind and kind.watches_one_docket and len(docket_ids) == 1:
        state["docket_id"] = docket_ids[0]
    if window is not None:
        state |= _seen(mine.select_for_update().get(), window, now)
    if state:
        mine.update(**state)


def _seen(source: Source, window: Window, now: datetime) -> dict[str, Any]:
    """The fields that follow from what a feed shows. A window that is older than the last one (a late import) says nothing."""
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
    quiet = max(rhythm.working_days_after(window.newest, SILENCE), window.newest + 2 * (window.newest - window.oldest))
    seen = {"newest_item_at": window.newest, "declares": window.declares or source.declares, "silent_after": quiet}
    return seen | {"warnings": list(warnings.values())}


def _missed(last: datetime, oldest: datetime) -> str:
    return (
        f"Entries between {_moment(last)} and {_moment(oldest)} may have been missed: the feed no longer reached back to the "
        "last one that was seen. Import the dockets that matter to you once, and have the feed read more often."
    )


def _warning(code: str, since: datetime, text: str) -> dict[str, str]:
    return {"code": code, "since": since.isoformat(), "text": text}


def _moment(moment: datetime) -> str:
    """As pages print a time, in the newsroom's zone."""
    return exact_time(timezone.localtime(moment))


def note_silence(now: datetime) -> int:
    """Marks the feeds that have said nothing new for longer than they use to. How many are newly marked."""
    silent = Source.objects.filter(enabled=True, silent_after__lt=now).exclude(warnings__contains=[{"code": "silence"}])
    marked = 0
    for source in silent.order_by("id"):
        newest = _moment(source.newest_item_at) if source.newest_item_at else "long ago"
        text = f"Its newest entry is of {newest}. The court may have stopped, or publish it elsewhere now: look at its site."
        warnings = [*source.warnings, _warning("silence", now, text)]
        marked += Source.objects.filter(pk=source.pk, silent_after=source.silent_after).update(warnings=warnings)
    return marked


def dismiss(source: Source, code: str) -> None:
    """An admin has seen a warning. A silence is warned of again only after the feed has spoken."""
    source.warnings = [warning for warning in source.warnings if warning["code"] != code]
    if code == "silence":
        source.silent_after = None
    source.save(update_fields=["warnings", "silent_after"])


def warnings(now: datetime | None = None, *, limit: int = 1_000) -> Sequence[Warned]:
    """About sources, what an admin should look at: the newest ``limit``. Two queries."""
    long_ago = (now or timezone.now()) - FAILING_FOR
    known = Source.objects.select_related("court", "docket").defer("docket__search")
    failing = known.failing().filter(failing_since__lte=long_ago).order_by("-failing_since", "id")
    found = [
        # It is a warning from then on, and stands among the others by that.
        Warned(source, "failing", since + FAILING_FOR, f"It has failed since {_moment(since)}: {source.last_error}")
        for source in failing[:limit]
        if (since := source.failing_since)
    ]
    warned = known.exclude(warnings=[]).order_by(KT("warnings__0__since").desc(), "id")
    found += [
        Warned(source, warning["code"], datetime.fromisoformat(warning["since"]), warning["text"])
        for source in warned[:limit]
        for warning in source.warnings
    ]
    return sorted(found, key=lambda warned: warned.since, reverse=True)[:limit]
