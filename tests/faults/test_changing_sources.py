"""Battery A13 and A14: a source changes what it shows from poll to poll, or answers with what is no answer.

What must come of it is told by a model that knows nothing of how identity is found: it is told which entry is which.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from random import Random
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st
from pytest_django import Settings

from dockets.imports.run import perform_run, queue_import
from dockets.models import Document, Filing, ImportRun, Source
from dockets.upsert import snapshot_diff
from dockets.watch import poll_sources
from tests.dockets.sources.payloads import payload
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import Courtlistener
from tests.fakes.fakes import answer, court_server
from tests.servers.journal import lines
from tests.support import factories
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db

EXAMPLES = count_examples(6, 20)
"""Of each law, in one run."""
FIRST = datetime(2021, 3, 1, 9, tzinfo=UTC)
TEXTS = ("MOTION by Plaintiff", "Minute entry", "NOTICE of Appearance")


@dataclass(frozen=True)
class Entry:
    """What a source shows of one entry. ``serial`` is who it is. The source tells it by an id of its own; or it tells
    the ids of documents, and the number of an entry that has none never changes."""

    serial: int
    number: str
    has_ids: bool
    edition: int = 0

    @property
    def text(self) -> str:
        return TEXTS[self.serial % len(TEXTS)] + ", as corrected" * self.edition

    @property
    def day(self) -> date:
        return date(2021, 1, 11) + timedelta(days=self.serial // 4)

    @property
    def is_known_by_number(self) -> bool:
        return not self.has_ids and self.serial % 4 == 3

    @property
    def paper(self) -> str:
        return f"paper {self.serial}"

    def told(self) -> dict[str, Any]:
        known_by: dict[str, str] = {}
        if not self.is_known_by_number:
            known_by = {"id": f"e{self.serial}"} if self.has_ids else {"pacer_doc_id": f"19701{self.serial:06}"}
        named = {"number": self.number} if self.number else {}
        documents = [{"number": 0, "description": self.paper}]
        return {"text": self.text, "date_filed": self.day.isoformat(), "documents": documents, **known_by, **named}


type Page = list[Entry]


def first(serial: int, has_ids: bool) -> Entry:
    entry = Entry(serial, str(serial + 1), has_ids)
    return replace(entry, number=str(900 + serial)) if entry.is_known_by_number else entry


@st.composite
def polls(draw: st.DrawFn) -> list[Page]:
    """What a source shows, poll by poll. Each page is the last one with something removed, added, brought back,
    renumbered, reworded or put in another order."""
    chance = Random(draw(st.integers(0, 2**32)))
    has_ids = draw(st.booleans())
    page = [first(serial, has_ids) for serial in range(draw(st.integers(1, 8)))]
    pages: list[Page] = [page]
    gone: Page = []
    for _ in range(draw(st.integers(1, 6))):
        for change in draw(st.lists(st.sampled_from(CHANGES), min_size=1, max_size=3)):
            page, gone = change(page, gone, chance)
        pages.append(page)
    return pages


def _remove(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    left = [entry for entry in page if chance.random() < 0.7]
    return left, gone + [entry for entry in page if entry not in left]


def _bring_back(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    numbers = {entry.number for entry in page}
    back = [entry for entry in gone if entry.number not in numbers and chance.random() < 0.5]
    return page + back, [entry for entry in gone if entry not in back]


def _add(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    has_ids = next(entry.has_ids for entry in page + gone)
    new = first(max(entry.serial for entry in page + gone) + 1, has_ids)
    return ([*page, new], gone) if new.number not in {entry.number for entry in page} else (page, gone)


def _renumber(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    """The numbers of some change places, or are those of entries that are gone, or new ones."""
    movable = [entry for entry in page if not entry.is_known_by_number and chance.random() < 0.6]
    numbers = (
        [entry.number for entry in movable]
        + [entry.number for entry in gone if not entry.is_known_by_number]
        + ["70", "71"]
    )
    taken = {entry.number for entry in page if entry not in movable}
    chance.shuffle(numbers := [number for number in dict.fromkeys(numbers) if number not in taken])
    new = dict(zip(movable, numbers, strict=False))
    return [replace(entry, number=new.get(entry, entry.number)) for entry in page], gone


def _reword(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    return [replace(entry, edition=entry.edition + (chance.random() < 0.4)) for entry in page], gone


def _reorder(page: Page, gone: Page, chance: Random) -> tuple[Page, Page]:
    return chance.sample(page, len(page)), gone


CHANGES: tuple[Callable[[Page, Page, Random], tuple[Page, Page]], ...] = (
    _remove, _bring_back, _add, _renumber, _reword, _reorder,
)  # fmt: skip
type Believed = dict[str, tuple[str, str, date | None, datetime | None]]
"""By paper: number, text, day, and of one that is missing when it was last shown."""


def as_of(poll: int) -> datetime:
    return FIRST + timedelta(hours=poll)


def model(pages: list[Page]) -> Believed:
    """Of each entry what was last shown of it, and, where it is no longer, when that was."""
    believed: Believed = {}
    for poll, page in enumerate(pages):
        shown: Believed = {entry.paper: (entry.number, entry.text, entry.day, None) for entry in page}
        gone = {
            paper: (*told[:3], told[3] or as_of(poll - 1)) for paper, told in believed.items() if paper not in shown
        }
        believed = shown | gone
    return believed


def take(page: Page, poll: int) -> None:
    document = {
        "format": "casetracker-docket/1", "court": "wawd", "docket_number": "2:21-cv-00031", "complete": True,
        "as_of": as_of(poll).isoformat(), "entries": [entry.told() for entry in page],
    }  # fmt: skip
    run = queue_import(json.dumps(document).encode(), name="docket.json", ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.refused) == ("done", [])


def papers() -> Iterator[Document]:
    return Document.objects.filter(filing__merged_into=None).select_related("filing").iterator()


def record() -> Believed:
    return {
        paper.description: (told.number, told.long_text, told.date_filed, told.missing_since)
        for paper in papers()
        for told in (paper.filing,)
    }


@pytest.fixture(params=[False, True], ids=["whole", "in part"])
def in_part(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether even short sheets are read only where they differ from the last one."""
    if request.param:
        monkeypatch.setattr(snapshot_diff, "LONG", 1)
        monkeypatch.setattr(snapshot_diff, "FEW", 1)


@pytest.mark.long
@examples(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
@given(polls())
def test_what_a_source_changes_is_what_changes(in_part: None, pages: list[Page]) -> None:
    """Battery A13. An entry's public id stands for its address and for every note on it."""
    addresses: dict[str, str] = {}
    with transaction.atomic():
        for poll, page in enumerate(pages):
            take(page, poll)
            now = {paper.description: paper.filing.public_id for paper in papers()}
            assert addresses.items() <= now.items()
            addresses = now
            assert record() == model(pages[: poll + 1])
            assert Filing.objects.count() == len(addresses)
        transaction.set_rollback(True)


FEED = payload("court_feed/district.xml")
LATER = FEED.replace(b"01:20:02 GMT", b"01:30:02 GMT")
"""The same, built anew: one that was built when the last one was is not even looked at."""
LOGIN = b"<html><head><title>PACER Login</title></head><body><form name='loginForm'>Please log in</form></body></html>"
BAD_FEEDS = {
    "empty": b"",
    "cut off": LATER[: len(LATER) // 2],
    "a login page": LOGIN,
    "an error page": b"<html><title>503 Service Unavailable</title><p>Try again</p></html>",
    "a feed of another court": payload("court_feed/nyed.xml"),
    "no feed": b'{"error": "maintenance"}',
}


@pytest.fixture(autouse=True)
def loopback_allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True


def poll(source: Source) -> Source:
    """Reads the source, imports what came, and returns how it now stands."""
    Source.objects.filter(pk=source.pk).update(next_at=timezone.now(), lease_until=None)
    poll_sources.poll_server([source.pk])
    for run in ImportRun.objects.filter(status=ImportRun.Status.QUEUED):
        perform_run(run.pk)
    source.refresh_from_db()
    return source


def fares_well(source: Source) -> bool:
    return source.failures == 0 and not source.last_error


def believed() -> list[str]:
    """The record, without what each source said when."""
    return [line for line in lines() if not line.startswith('["Sheet"')]


def keeps_what_it_knew(source: Source, known: list[str]) -> None:
    assert source.failures and len(source.last_error.split()) > 4, source.last_error
    assert believed() == known


@pytest.mark.parametrize("bad", BAD_FEEDS)
def test_a_feed_that_is_none_changes_nothing(bad: str) -> None:
    """Battery A14."""
    with court_server(answer(FEED)) as court:
        source = factories.source(url=court.url, court=factories.court("wawd"), validators={})
        assert fares_well(poll(source))
        known, since = believed(), source.last_success_at
        court.script = answer(BAD_FEEDS[bad])
        for _ in range(2):
            keeps_what_it_knew(poll(source), known)
            assert source.last_success_at == since
        court.script = answer(FEED)
        assert fares_well(poll(source)) and believed() == known


BAD_ANSWERS = {
    "empty": b"",
    "cut off": b'{"id": 70100200, "court_id": "wawd", "docket_num',
    "a login page": LOGIN,
    "another docket": json.dumps(fake_courtlistener.docket(70100201)).encode(),
    "an entry of another docket": json.dumps(
        {"next": None, "results": [fake_courtlistener.entry(1, 70100201, 1)]}
    ).encode(),
    "no docket": b'{"detail": "Not found."}',
    "a list": b"[1, 2]",
}


@pytest.fixture
def courtlistener(settings: Settings) -> Iterator[Courtlistener]:
    with fake_courtlistener.courtlistener() as fake:
        settings.COURTLISTENER_URL, settings.COURTLISTENER_TOKEN = fake.url, fake_courtlistener.TOKEN
        settings.COURTLISTENER_QUOTA = "1000/second"
        yield fake


def walk(source: Source) -> Source:
    """All the steps of one reading, or up to the one that fails."""
    for _ in range(10):
        poll(source)
        if source.failures or source.next_at > timezone.now() + timedelta(seconds=5):
            return source
    raise AssertionError("it never ends")


@pytest.mark.parametrize("bad", BAD_ANSWERS)
@pytest.mark.parametrize("endpoint", ["dockets", "docket-entries"])
def test_an_answer_that_is_not_the_docket_changes_nothing(
    courtlistener: Courtlistener, endpoint: str, bad: str
) -> None:
    """Battery A14, for a docket that is watched on CourtListener: its header, and a page of its entries."""
    row = courtlistener.add_docket(entries=3)
    source = factories.source(slug="courtlistener", url=f"courtlistener:docket/{row['id']}")
    assert fares_well(walk(source)) and Filing.objects.count() == 3
    known = believed()
    courtlistener.add_entry(row["id"], 4)
    courtlistener.change(courtlistener.entries[-1])
    courtlistener.fail(answer(BAD_ANSWERS[bad], content_type="application/json"), endpoint=endpoint, times=2)
    for _ in range(2):
        keeps_what_it_knew(walk(source), known)
    assert fares_well(walk(source)) and Filing.objects.count() == 4
