"""Invented dockets and what sources would show of them: the input of the laws of ``resolve_filings``.

``truths`` are the filings as they really are; a ``Page`` is what one payload shows of some of them.
"""

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st

from dockets.payloads.observe import observe_entries
from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord
from dockets.resolve.values import ObservedValues

FIRST_DAY = date(2021, 1, 11)
TEXTS = (
    "MOTION for Temporary Restraining Order, filed by Plaintiff Parler LLC. (Groesbeck, David)",
    "MINUTE ENTRY for proceedings held before Judge Rothstein.",
    "NOTICE of Appearance by attorney Ambika Kumar Doran. (Doran, Ambika)",
    "ORDER setting a briefing schedule. (MJV)",
)
SHORT_TEXTS = ("Motion for TRO", "Set/Reset Deadlines", "Notice of Appearance", "Order")


@dataclass(frozen=True)
class Truth:
    """A filing as it is. ``text`` and ``short`` are indexes, few enough for filings to be alike."""

    serial: int
    number: str
    day: date
    entered_after: int
    minute: int
    text: int
    has_doc: bool

    @property
    def entered(self) -> date:
        return self.day + timedelta(days=self.entered_after)

    @property
    def entered_at(self) -> datetime:
        return datetime(
            self.entered.year, self.entered.month, self.entered.day, 20, self.minute, self.serial % 60, tzinfo=UTC
        )

    @property
    def doc(self) -> str:
        return f"1970{self.serial:07}" if self.has_doc and self.number else ""

    @property
    def seq(self) -> str:
        return str(100 + 3 * self.serial)


@dataclass(frozen=True)
class Page:
    """One payload: its source (``channel``), its time, which truths it shows (indexes) and which of these in an edited
    wording."""

    channel: str
    as_of: datetime
    shows: tuple[int, ...]
    edited: frozenset[int] = frozenset()
    complete: bool = False


AUTHORITY = {"sheet": 30, "history": 20, "feed": 10}


def entry(truth: Truth, channel: str, edited: bool) -> EntryRecord:
    """How a source (``channel``) shows a filing, as real ones do: a sheet has no sequence number for a row without a
    document."""
    if channel == "feed":
        return EntryRecord(
            number=truth.number,
            pacer_doc_id=truth.doc,
            pacer_seq_no=truth.seq,
            date_filed=truth.entered,
            entered_at=truth.entered_at,
            short_text=SHORT_TEXTS[truth.text],
        )
    text = TEXTS[truth.text] + (" (Attachments: # 1 Proposed Order)" if edited else "")
    return EntryRecord(
        number=truth.number,
        pacer_doc_id=truth.doc,
        pacer_seq_no=truth.seq if truth.doc else "",
        date_filed=truth.day,
        date_entered=truth.entered,
        short_text=SHORT_TEXTS[truth.text] if channel == "history" else "",
        long_text=text if channel == "sheet" else f"{text} (Entered: {truth.entered:%m/%d/%Y})",
        documents=(DocumentRecord(pacer_doc_id=truth.doc),) if truth.doc else (),
    )


type Stored = dict[str, tuple[ObservedValues, set[int]]]
"""By fingerprint: what is stored, and which truths it may be of."""


def seen_of(truths: Sequence[Truth], pages: Iterable[Page]) -> Stored:
    """What is stored after these pages, in whichever order they came."""
    rows: Stored = {}
    shown: dict[str, list[datetime]] = {}
    pages = sorted(pages, key=lambda page: page.as_of)
    for page in pages:
        entries = tuple(entry(truths[index], page.channel, index in page.edited) for index in page.shows)
        index_of = {id(row): index for row, index in zip(entries, page.shows, strict=True)}
        for one in observe_entries(DocketRecord("wawd", "2:21-cv-00031", entries=entries), page.channel):
            values = {field: getattr(one.entry, field) for field in EntryRecord.__dataclass_fields__}
            seen = ObservedValues(
                fingerprint=one.fingerprint,
                channel=page.channel,
                authority=AUTHORITY[page.channel],
                entry_dates_only=page.channel == "feed",
                ambiguous=one.ambiguous,
                twin=one.twin,
                position=one.position,
                **values,
            )
            rows.setdefault(one.fingerprint, (seen, set()))[1].add(index_of[id(one.entry)])
            shown.setdefault(one.fingerprint, []).append(page.as_of)
    return {
        fingerprint: (timed(seen, shown[fingerprint], pages), indexes) for fingerprint, (seen, indexes) in rows.items()
    }


def timed(seen: ObservedValues, times: list[datetime], pages: list[Page]) -> ObservedValues:
    """With the times that it has after all of ``pages``, oldest first, of which those of ``times`` show it."""
    of_channel = [page for page in pages if page.channel == seen.channel]
    gone = any(page.complete and page.as_of > max(times) for page in of_channel)
    last = None if max(times) == of_channel[-1].as_of else max(times)
    return replace(seen, first_as_of=min(times), last_as_of=last, missing_since=max(times) if gone else None)


@st.composite
def dockets(draw: st.DrawFn, repeated_numbers: bool = True) -> tuple[list[Truth], list[Page]]:
    """A docket of up to a dozen filings within four days, and up to six pages of it."""
    randomness = random.Random(draw(st.integers(0, 2**32)))
    truths = _truths(randomness, draw(st.integers(1, 12)), repeated_numbers)
    pages = [_page(randomness, truths, at) for at in range(draw(st.integers(1, 6)))]
    return truths, pages


def _truths(randomness: random.Random, count: int, repeated_numbers: bool) -> list[Truth]:
    truths: list[Truth] = []
    number = 0
    day = FIRST_DAY
    for serial in range(count):
        day += timedelta(days=randomness.random() < 0.3)
        kind = randomness.choice(["numbered", "numbered", "minute", "again"])
        if kind == "numbered" or (kind == "again" and not (repeated_numbers and number)):
            number += 1
        truths.append(
            Truth(
                serial=serial,
                number="" if kind == "minute" else str(number),
                day=day,
                entered_after=randomness.choice([0, 0, 1]),
                minute=randomness.choice([5, 7]),
                text=randomness.randrange(len(TEXTS)),
                has_doc=randomness.random() < 0.7,
            )
        )
    return truths


def _page(randomness: random.Random, truths: list[Truth], at: int) -> Page:
    channel = randomness.choice(["sheet", "history", "feed"])
    first, last = sorted(randomness.randrange(len(truths) + 1) for _ in "ab")
    whole = channel != "feed" and randomness.random() < 0.5
    shows = range(len(truths)) if whole else range(first, last)
    edited = frozenset(index for index in shows if randomness.random() < 0.2)
    as_of = datetime(2021, 3, 1, at, tzinfo=UTC)
    return Page(channel, as_of, tuple(shows), edited, complete=whole and channel == "sheet")
