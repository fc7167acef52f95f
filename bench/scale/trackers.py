"""A tracker of 2,000 disputes: its first page, a filter, all rows as CSV, and one row worked out anew."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figure import Figure, Timing, timed
from bench.measures import material
from dockets.models import Court, Docket
from rulings.models import Matter, MatterState, Tracker
from rulings.publishing.steps import When, Wish
from rulings.trackers.refresh import refresh_matter
from rulings.trackers.save import add_matters, make_tracker

MATTERS = 2_000
TOPICS = ("Hosting", "App stores", "Payments", "Domains")
QUERIES = 12
PAGE, CSV, ROW = 60, 1_500, 50
"""Milliseconds."""


def figures(_rows: int) -> Iterator[Figure]:
    tracker = _fill()
    page = f"/trackers/{tracker.slug}/"
    first = _ask(page)
    yield first.figure(f"first page of {MATTERS:,} disputes", most=PAGE)
    yield first.query_figure(f"first page of {MATTERS:,} disputes", most=QUERIES)
    yield _ask(f"{page}?topic=Hosting&q=harbor&open=open&group=status").figure("narrowed and grouped", most=PAGE)
    yield _ask(f"{page}rows.csv").figure("all rows as csv", most=CSV)
    matter = Matter.objects.filter(tracker=tracker).latest("pk").pk
    yield timed(lambda key: refresh_matter(key, timezone.now()), lambda: matter).figure("a row anew", most=ROW)


def _ask(address: str) -> Timing:
    client = Client(headers={"host": "localhost"})

    def read(_: Any) -> None:
        answer: Any = client.get(address)
        body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        if answer.status_code != 200 or not body:
            raise AssertionError(address)

    return timed(read, lambda: None)


def _fill() -> Tracker:
    now, court = timezone.now(), Court.objects.get(pk=material.COURT)
    Docket.objects.bulk_create(
        Docket(
            court=court,
            docket_number=f"2:24-cv-{place:05}",
            number_key=f"bench-{place}",
            case_name=f"Northwind {place} v. {'Harbor' if place % 3 else 'Quay'} Cloud, Inc.",
            date_filed=date(2024, 1, 1) + timedelta(days=place % 700),
            record_changed_at=now,
        )
        for place in range(1, MATTERS + 1)
    )
    tracker = make_tracker({"title": "Bench", "slug": "bench"}, Wish(When.NOW), by="bench", now=now)
    if tracker is None:
        raise AssertionError("there was none of that name")
    dockets = Docket.objects.filter(number_key__startswith="bench-").values_list("pk", flat=True)
    add_matters(tracker.pk, dockets, by="bench", now=now, refresh=False)
    for place, key in enumerate(Matter.objects.filter(tracker=tracker).values_list("pk", flat=True)):
        Matter.objects.filter(pk=key).update(topic=TOPICS[place % len(TOPICS)])
        refresh_matter(key, now)
    words = "The court heard argument on the motion and took it under submission."
    latest = {"words": words, "number": "12", "url": "/cases/x/", "by": "machine"}
    MatterState.objects.filter(tracker=tracker).update(latest=latest, latest_on=date(2026, 1, 5))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return tracker
