"""The laws of the record over six sources of one invented case together, from bytes to filings: no source and no court
is named.

Payloads are parts of the case, cut off, repeated and shuffled. Each came at a time of its own, which goes with it in
every order.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Filing, ImportRun, Payload
from tests.dockets import renderers
from tests.dockets.renderers import Entry
from tests.servers.journal import lines
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db

EXAMPLES = count_examples(5, 15)
FIRST = datetime(2024, 4, 20, 18, tzinfo=UTC)
laws = settings(
    max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)


@dataclass(frozen=True)
class Sent:
    """A payload, when it came, and the entries that it shows whole."""

    body: bytes
    at: datetime
    source: str
    shows: tuple[Entry, ...]
    is_cut: bool = False


_SHEET, _TIMED = '["Sheet"', ('["Party"', '["Representation"')
_TIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d+)?\+00:00")
SOURCES = ("pacer-docket", "docket-history", "court-feed", "court-notice", "courtlistener", "docket-json")


def render(source: str, entries: Sequence[Entry], at: datetime) -> bytes:
    match source:
        case "pacer-docket":
            return renderers.docket_page(entries, at)
        case "docket-history":
            return renderers.history_page(entries, at)
        case "court-feed":
            return renderers.feed(entries, at)
        case "court-notice":
            return renderers.notice(entries[0])
        case "courtlistener":
            return renderers.courtlistener(entries)
        case _:
            return renderers.own_json(entries, at)


@st.composite
def streams(draw: st.DrawFn) -> tuple[list[Entry], list[Sent]]:
    """A case of up to ten entries, and up to seven payloads of it. A docket page is always of all that there is at its
    time."""
    chance = Random(draw(st.integers(0, 2**32)))
    count = draw(st.integers(2, 10))
    case = renderers.case(count, minute_entries=[place for place in range(count) if chance.random() < 0.3])
    return case, [sent(chance, case, turn) for turn in range(draw(st.integers(1, 7)))]


def sent(chance: Random, case: list[Entry], turn: int) -> Sent:
    source, at = chance.choice(SOURCES), FIRST + timedelta(hours=turn)
    first, last = sorted(chance.sample(range(len(case) + 1), 2))
    shown = case if source == "pacer-docket" else case[first:last][: 1 if source == "court-notice" else None]
    body = render(source, shown, at)
    if chance.random() < 0.25:
        return Sent(body[: int(len(body) * chance.uniform(0.2, 0.95))], at, source, (), is_cut=True)
    return Sent(body, at, source, tuple(shown))


def take(one: Sent) -> None:
    run = queue_import(one.body, name="file", ring=False, now=one.at)
    # The same bytes that come again came when they first did: the laws are about the order in which they are imported.
    Payload.objects.filter(pk=run.payload_id).update(last_received_at=one.at)
    perform_run(run.pk)
    run.refresh_from_db()
    if not one.is_cut:
        assert run.status == ImportRun.Status.DONE, (one.source, run.error, run.refused)


def record_after(stream: Iterable[Sent]) -> list[str]:
    """What is believed. Left out is when each source said it, and when a party was last listed: what is said again
    unchanged is brought up to its time only once that time matters."""
    with transaction.atomic():
        for one in stream:
            take(one)
        found = sorted(
            _TIME.sub("", line) if line.startswith(_TIMED) else line for line in lines() if not line.startswith(_SHEET)
        )
        transaction.set_rollback(True)
    return found


@pytest.mark.long
@laws
@given(streams(), st.randoms(use_true_random=False))
def test_any_order_and_any_repetition_give_the_same_record(
    stream: tuple[list[Entry], list[Sent]], chance: Random
) -> None:
    """Laws 1 and 2."""
    _, payloads = stream
    again = payloads + chance.choices(payloads, k=2)
    chance.shuffle(again)
    assert record_after(again) == record_after(payloads)


@pytest.mark.long
@laws
@given(streams())
def test_what_any_source_shows_is_there_once_and_stays(stream: tuple[list[Entry], list[Sent]]) -> None:
    """Laws 3, 4 and 5, after each payload."""
    _, payloads = stream
    addresses: set[str] = set()
    numbered: dict[str, str] = {}
    with transaction.atomic():
        for one in payloads:
            take(one)
            for entry in one.shows:
                numbered.setdefault(entry.number, "")
                if one.source != "court-feed":
                    numbered[entry.number] = entry.long
            numbered.pop("", None)
            filings = list(Filing.objects.current())
            told = {filing.number: filing.long_text for filing in filings if filing.number}
            assert len(told) == sum(bool(filing.number) for filing in filings), "a number stands twice"
            assert numbered.keys() <= told.keys()
            shorter = {number: told[number] for number, text in numbered.items() if not told[number].startswith(text)}
            assert not shorter
            assert Docket.objects.count() <= 1
            assert addresses <= (addresses := set(Filing.objects.values_list("public_id", flat=True)))
            assert not Filing.objects.exclude(merged_into=None).exclude(merged_into__merged_into=None).exists()
        event(f"{len({one.source for one in payloads})} sources")
        transaction.set_rollback(True)


@pytest.mark.parametrize("source", ["pacer-docket", "docket-history", "court-notice"])
@pytest.mark.parametrize("kept", [3, 10, 25, 40])
def test_a_text_that_breaks_off_replaces_no_whole_one(source: str, kept: int) -> None:
    """Law 3, where a payload ends in the middle of the last docket text."""
    (entry,) = renderers.case(1)
    body = render(source, [entry], FIRST)
    take(Sent(body, FIRST, source, (entry,)))
    place = body.rindex(entry.long.encode())
    take(Sent(body[: place + kept], FIRST + timedelta(hours=1), source, (), is_cut=True))
    told = Filing.objects.current().get().long_text
    assert told.startswith(entry.long), told


@pytest.mark.parametrize(
    "last", ["<TD colspan=2><", "<B>Docket Te", "<B>Docket Text:</", "LLC.<", "LLC.</TD", "<TD>Motion 2", "03/27/2"]
)
def test_a_history_that_breaks_off_in_its_last_row_replaces_no_text(last: str) -> None:
    """The label of a text, a tag, and the kind of the event stood for the whole text that a docket page had told."""
    case = renderers.case(2)
    take(Sent(renderers.docket_page(case, FIRST), FIRST, "pacer-docket", tuple(case)))
    told = dict(Filing.objects.values_list("number", "long_text"))
    body = renderers.history_page(case, FIRST).decode()
    end = body.rindex(last) + len(last)
    take(Sent(body[:end].encode(), FIRST + timedelta(hours=1), "docket-history", (), is_cut=True))
    assert dict(Filing.objects.values_list("number", "long_text")) == told
