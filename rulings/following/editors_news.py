"""Notes as news what editors publish, and which dates are near: looked for by the clock, since both come true without
anybody doing anything."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import CharField, Exists, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast, Coalesce, Concat

from dockets.format.print_style import format_date, format_zoned_clock
from dockets.models import Docket
from rulings.models import Annotation, Disposition, Hearing, News, Ruling
from rulings.models.annotation import filter_for_readers
from rulings.models.publication import filter_published
from rulings.passages.anchors import hash_words
from rulings.publishing.changes import LABELS, list_public_changes
from rulings.vocabulary.kinds import SetDate, is_transcript_release
from rulings.vocabulary.read_by import ReadBy
from rulings.vocabulary.topics import LEAD_LABELS, Topic

LATELY = timedelta(days=2)
"""How long after it was published something still is news: longer than any outage of the workers should last."""


def note_editors_news(now: datetime) -> int:
    """Notes corrections, notes and decisions on claims that readers see since lately. Returns how many. Repeating it
    notes nothing twice."""
    found = [*_of_corrections(now), *_of_notes(now), *_of_claims(now)]
    News.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def note_dates_ahead(now: datetime) -> int:
    """Notes dates that are at most one of ``LEAD_LABELS`` away, by the court's calendar, once for each; and those on
    which a transcript may be had. Repeating it notes nothing twice."""
    found = list(_of_dates(now))
    News.objects.bulk_create(found, ignore_conflicts=True)
    return len(found)


def _unnoted(rows: "QuerySet[Any]", prefix: str, field: str) -> "QuerySet[Any]":
    """Rows of which no news was noted. Their key is ``prefix`` and ``field``."""
    key = Concat(Value(prefix), Cast(OuterRef(field), CharField()))
    return rows.exclude(Exists(News.objects.filter(docket=OuterRef("docket"), key=key)))


def _lately(rows: "QuerySet[Any]", now: datetime) -> "QuerySet[Any]":
    """Rows that were published lately. What was never a draft, as what is loaded from a file, has no time, and is no
    news."""
    timed = rows.alias(since=Coalesce("published_at", "status_at"))
    found: QuerySet[Any] = timed.filter(since__gt=now - LATELY, since__lte=now)
    return found


def _of_corrections(now: datetime) -> Iterator[News]:
    rows = list_public_changes().filter(at__gt=now - LATELY)
    for row in _unnoted(rows, "correction:", "pk"):
        news = _of_editors(row.docket, None, f"correction:{row.pk}", Topic.CORRECTION, LABELS[row.what], now)
        news.words, news.day = row.words, row.at.astimezone(row.docket.court.zone).date()
        yield news


def _of_notes(now: datetime) -> Iterator[News]:
    rows = _lately(Annotation.objects.filter(filter_for_readers(now), deleted_at=None), now)
    for row in _unnoted(rows, "note:", "pk").select_related("docket", "filing"):
        news = _of_editors(row.docket, row.filing, f"note:{row.pk}", Topic.NOTE, f"Note by {row.byline}", now)
        news.words = row.excerpt
        yield news


def _of_claims(now: datetime) -> Iterator[News]:
    decided = Disposition.objects.filter(filter_published("claim__"), ruling=OuterRef("pk"), read_by_machine=False)
    rows = _lately(Ruling.objects.published().filter(Exists(decided.exclude(claim=None))), now)
    for row in _unnoted(rows, "claims:", "pk").select_related("docket", "filing"):
        title = row.title or "A ruling"
        news = _of_editors(row.docket, row.filing, f"claims:{row.pk}", Topic.CLAIM, f"What was decided: {title}", now)
        news.day = row.date
        yield news


def _of_editors(docket: Docket, filing: Any, key: str, topic: Topic, headline: str, now: datetime) -> News:
    return News(
        docket=docket,
        filing=filing,
        key=key,
        topics=[topic.value],
        at=now,
        headline=headline,
        said_by=ReadBy.EDITOR,
    )


def _of_dates(now: datetime) -> Iterator[News]:
    """The first condition is for the index: the courts' days are at most one away from UTC's."""
    days = (now.date() - timedelta(days=1), now.date() + timedelta(days=max(LEAD_LABELS) + 1))
    rows = Hearing.objects.filter(date__range=days, vacated_by=None, held_by=None, docket__merged_into=None)
    rows = rows.filter(Q(filing=None) | Q(filing__merged_into=None, filing__missing_since=None))
    for row in rows.select_related("docket__court", "filing").defer("docket__search", "filing__search").order_by("pk"):
        today = now.astimezone(row.docket.court.zone).date()
        if is_transcript_release(row.title) and row.date <= today:
            yield _of_date(row, now, Topic.TRANSCRIPT, "Restriction ends", None)
        elif not is_transcript_release(row.title) and row.date >= today:
            lead = "Deadline" if row.kind == SetDate.DEADLINE else "Ahead"
            for days_before in LEAD_LABELS:
                if row.date <= today + timedelta(days=days_before):
                    yield _of_date(row, now, Topic.DEADLINE, lead, days_before)


def _of_date(row: Hearing, now: datetime, topic: Topic, lead: str, days_before: int | None) -> News:
    at = format_zoned_clock(row.starts_at.astimezone(row.docket.court.zone)) if row.starts_at else ""
    said = ", ".join(filter(None, [format_date(row.date), at, row.place]))
    return News(
        docket=row.docket,
        filing=row.filing,
        key=f"ahead{days_before or ''}:{row.date}:{hash_words(row.title)}",
        lead_days=days_before,
        topics=[topic.value],
        at=now,
        day=row.date,
        headline=f"{lead}: {row.title}",
        words=said,
        said_by=ReadBy.MACHINE if row.read_by_machine else ReadBy.EDITOR,
    )
