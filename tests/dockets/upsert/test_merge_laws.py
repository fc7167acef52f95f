"""The laws of the record, on the database: any order of the same payloads gives the same record, and twice is once.

The streams are of one docket as three sources show it: pages that are complete, windows of a feed, and lists of our own
format that hold a part. Entries lack numbers, repeat themselves, change their words, vanish and come back.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.models import Docket, Filing, Observation, Sheet
from dockets.record.records import AttorneyRecord, DocketRecord, DocumentRecord, EntryRecord, PartyRecord
from dockets.upsert import snapshot_diff
from dockets.upsert.docket import resolve_docket_again
from tests.dockets.upsert.test_merge import DAY, sheet, take
from tests.servers.journal import lines
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db

SOURCES = ("pacer-docket", "court-feed", "docket-json")
EDITIONS = ("MOTION {} by Plaintiff", "MOTION {} by Plaintiff as corrected", "STRICKEN MOTION {}")
"""The second one is also what is left of the first, or the first what is left of the second, where a page breaks off.
"""
type Stream = list[tuple[str, DocketRecord]]


def words(place: int, edition: int, source: str) -> EntryRecord:
    numbered, day = place % 3 != 2, date(2021, 1, 11) + timedelta(days=place // 3)
    text = "Set deadlines" if not numbered else EDITIONS[edition].format(place)
    return EntryRecord(
        number=str(place) if numbered else "",
        pacer_doc_id=f"1770{place:04}" if numbered and place % 2 else "",
        date_filed=day,
        short_text=text if source == "court-feed" else "",
        long_text="" if source == "court-feed" else text,
        documents=(DocumentRecord(0, pacer_doc_id=f"1770{place:04}"),) if numbered else (),
    )


@st.composite
def streams(draw: st.DrawFn) -> Stream:
    stream: Stream = []
    for day in range(draw(st.integers(1, 6))):
        source = draw(st.sampled_from(SOURCES))
        places = sorted(draw(st.sets(st.integers(1, 8), min_size=1)))
        edition = st.sampled_from((0, 1, 2, 2))
        entries = [words(place, draw(edition), source) for place in places]
        people = draw(st.sets(st.sampled_from(("Parler LLC", "AWS", "John Doe"))))
        complete = source == "pacer-docket" and draw(st.booleans())
        stream.append((source, _sheet(entries, sorted(people), day, complete=complete)))
    return stream


def _sheet(entries: list[EntryRecord], people: list[str], day: int, *, complete: bool) -> DocketRecord:
    lawyer = AttorneyRecord("David Example", ("LEAD",), f"Office {day % 2}\nSeattle, WA 98101")
    parties = tuple(
        PartyRecord(name, "Plaintiff", extra_info="" if day % 2 else f"of day {day}", attorneys=(lawyer,))
        for name in people
    )
    record = sheet(*entries, day=day, complete=complete, case_name="" if day == 2 else f"Name of day {day}")
    return replace(record, parties=parties)


@st.composite
def edited(draw: st.DrawFn) -> Stream:
    """One page that grows and is corrected row by row, with windows of the feed in between."""
    rows = [words(place, 0, "pacer-docket") for place in range(1, draw(st.integers(3, 8)))]
    stream: Stream = [("pacer-docket", _sheet(rows, [], 0, complete=True))]
    for day in range(1, draw(st.integers(2, 5))):
        place = draw(st.integers(0, len(rows)))
        change = words(draw(st.integers(1, 10)), draw(st.integers(0, 2)), "pacer-docket")
        rows = [*rows[:place], change, *rows[place + 1 :]]
        stream.append(("pacer-docket", _sheet(rows, [], day, complete=True)))
        if draw(st.booleans()):
            stream.append(
                ("court-feed", _sheet([words(draw(st.integers(1, 10)), 0, "court-feed")], [], day, complete=False))
            )
    return stream


@st.composite
def runs(draw: st.DrawFn) -> Stream:
    """A few pages, each of which comes again and again unchanged, with others in between."""
    pages = draw(st.lists(st.sets(st.integers(1, 5), min_size=1), min_size=2, max_size=3))
    whole = draw(st.booleans())
    stream: Stream = []
    for day in range(draw(st.integers(3, 8))):
        places = sorted(draw(st.sampled_from(pages)))
        complete = whole or len(places) > 1
        stream.append(
            ("pacer-docket", sheet(*[words(place, 0, "pacer-docket") for place in places], day=day, complete=complete))
        )
    return stream


def record_after(stream: Stream) -> list[str]:
    with transaction.atomic():
        for source, record in stream:
            take(record, source)
        found = lines()
        transaction.set_rollback(True)
    return found


@pytest.fixture
def in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads even the shortest sheets in part."""
    monkeypatch.setattr(snapshot_diff, "LONG", 1)
    monkeypatch.setattr(snapshot_diff, "FEW", 1)


few = settings(
    max_examples=count_examples(6, 15), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@few
@given(streams(), st.randoms(use_true_random=False))
def test_any_order_gives_the_same_record(stream: Stream, chance: Random) -> None:
    shuffled = list(stream)
    chance.shuffle(shuffled)
    assert record_after(shuffled) == record_after(stream)


@few
@given(runs(), st.randoms(use_true_random=False))
def test_any_order_of_pages_that_come_again_unchanged_gives_the_same_record(stream: Stream, chance: Random) -> None:
    """But for the times of a source's pages, of which an unchanged run keeps the first and the last. Those that are
    alike come one after the other, and those from in between later; or all as chance has it."""
    shuffled = chance.sample(stream, len(stream))
    together = sorted(stream, key=lambda one: [entry.number for entry in one[1].entries])
    orders = (stream, shuffled, together, together[::-1])
    first, *others = ([line for line in record_after(order) if not line.startswith('["Sheet"')] for order in orders)
    assert all(other == first for other in others)


@few
@given(streams() | edited())
def test_incremental_equals_whole(in_part: None, stream: Stream) -> None:
    """A sheet that is read in part, where only what changed is loaded, comes to the same as one that is read whole."""
    with transaction.atomic():
        for source, record in stream:
            result = take(record, source)
            assert not resolve_docket_again(result.docket_id, now=DAY)
            docket = Docket.objects.get()
            assert docket.filing_count == docket.filings.current().count()
            assert Sheet.objects.get(channel=source).mentioned <= docket.filing_count
        in_part_lines = lines()
        transaction.set_rollback(True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot_diff, "LONG", 1_000_000)
        assert record_after(stream) == in_part_lines


@few
@given(streams())
def test_twice_is_once(stream: Stream) -> None:
    assert record_after([*stream, *stream]) == record_after(stream)


@few
@given(streams())
def test_nothing_is_ever_lost(stream: Stream) -> None:
    with transaction.atomic():
        seen, addresses = set[str](), set[str]()
        for source, record in stream:
            take(record, source)
            assert seen <= (seen := set(Observation.objects.values_list("fingerprint", flat=True)))
            assert addresses <= (addresses := set(Filing.objects.values_list("public_id", flat=True)))
            assert not Filing.objects.current().filter(observations=None).exists()
            assert not Filing.objects.exclude(merged_into=None).exclude(observations=None).exists()
            assert not Filing.objects.exclude(merged_into=None).exclude(merged_into__merged_into=None).exists()
        transaction.set_rollback(True)
