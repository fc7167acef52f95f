"""The laws of ``resolve_filings`` over invented dockets and whatever their sources showed of them. Each names the law
of the design."""

import random
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from dockets.payloads.observe import ObservedEntry, observe_entries
from dockets.record.records import DocketRecord, EntryRecord
from dockets.resolve.resolve import resolve_filings
from dockets.resolve.values import IdentityVerdict, ObservedValues, Resolution, ResolvedFiling
from tests.dockets.resolve.streams import FIRST_DAY, Page, Truth, dockets, entry, seen_of, timed
from tests.support.examples import count_examples

laws = settings(max_examples=count_examples(40, 120), deadline=None, suppress_health_check=[HealthCheck.too_slow])

Docket = tuple[list[Truth], list[Page]]


def stored(docket: Docket) -> list[ObservedValues]:
    return [seen for seen, _ in seen_of(*docket).values()]


def grouping(resolution: Resolution) -> set[frozenset[str]]:
    return {fingerprints(filing) for filing in resolution.filings}


def fingerprints(filing: ResolvedFiling) -> frozenset[str]:
    return frozenset(one.fingerprint for one in filing.members)


def filing_of(resolution: Resolution) -> dict[str, int]:
    return {one.fingerprint: index for index, filing in enumerate(resolution.filings) for one in filing.members}


@laws
@given(dockets())
def test_idempotent(docket: Docket) -> None:
    truths, pages = docket
    once = resolve_filings(stored((truths, pages)))
    assert resolve_filings(stored((truths, pages + pages))) == once
    assert resolve_filings(stored((truths, pages)) * 2) == once


@laws
@given(dockets(), st.randoms(use_true_random=False))
def test_order_free(docket: Docket, randomness: random.Random) -> None:
    truths, pages = docket
    seen = stored((truths, pages))
    in_order = resolve_filings(seen)
    randomness.shuffle(seen)
    randomness.shuffle(pages)
    assert resolve_filings(seen) == in_order
    assert resolve_filings(stored((truths, pages))) == in_order


@laws
@given(dockets())
def test_nothing_is_lost_every_observation_is_in_exactly_one_filing(docket: Docket) -> None:
    seen = stored(docket)
    members = [one for filing in resolve_filings(seen).filings for one in filing.members]
    assert sorted(one.fingerprint for one in members) == sorted(one.fingerprint for one in seen)


@laws
@given(dockets())
def test_nothing_is_lost_what_any_source_said_is_not_blank(docket: Docket) -> None:
    for filing in resolve_filings(stored(docket)).filings:
        for one in filing.members:
            for name in (
                "number",
                "date_filed",
                "entered_at",
                "short_text",
                "long_text",
                "pacer_doc_id",
                "pacer_seq_no",
            ):
                assert getattr(filing, name) or not getattr(one, name)
            assert {document.number for document in one.documents} <= {document.number for document in filing.documents}


@laws
@given(dockets())
def test_nothing_is_lost_a_cut_page_removes_no_filing(docket: Docket) -> None:
    """A page which is not known to be complete marks nothing as missing."""
    truths, pages = docket
    unsure = [Page(page.channel, page.as_of, page.shows, page.edited) for page in pages]
    assert all(filing.missing_since is None for filing in resolve_filings(stored((truths, unsure))).filings)


_OF_ONE_NUMBER = [
    Truth(serial, number, date(2021, 1, 15), 0, 5, text, has_doc)
    for serial, number, text, has_doc in ((7, "", 1, True), (8, "5", 3, False), (10, "5", 3, True))
]
_MARKED_OTHERWISE_LATER: Docket = (
    _OF_ONE_NUMBER,
    [
        Page("sheet", datetime(2021, 3, 1, 1, tzinfo=UTC), (1, 2), frozenset()),
        Page("sheet", datetime(2021, 3, 1, 3, tzinfo=UTC), (0, 1, 2), frozenset(), complete=True),
    ],
)
"""Two rows of one number, beside which a third comes, so that their days and texts no longer tell them apart."""


@laws
@given(dockets())
@example(_MARKED_OTHERWISE_LATER)
def test_unsure_keeps_both_rows_of_one_page_are_never_joined(docket: Docket) -> None:
    truths, pages = docket
    where = filing_of(resolve_filings(stored(docket)))
    for page in pages:
        entries = tuple(entry(truths[index], page.channel, index in page.edited) for index in page.shows)
        rows = observe_entries(DocketRecord("wawd", "2:21-cv-00031", entries=entries), page.channel)
        assert len({where[row.fingerprint] for row in rows}) == len(rows)


@laws
@given(dockets())
def test_unsure_keeps_both_no_filing_mixes_two_that_can_be_told_apart(docket: Docket) -> None:
    """Filings that differ in number or, without one, in day, text and minute; others are twins to every source."""
    truths, _ = docket
    stored_with_truth = seen_of(*docket)
    for filing in resolve_filings([seen for seen, _ in stored_with_truth.values()]).filings:
        of = [truths[index] for one in filing.members for index in stored_with_truth[one.fingerprint][1]]
        assert len({truth.number for truth in of}) == 1
        if not of[0].number:
            assert len({(truth.day, truth.text) for truth in of}) == 1


@laws
@given(dockets(repeated_numbers=False))
def test_evidence_joins_one_filing_from_all_sources(docket: Docket) -> None:
    """Where no number repeats, everything that was said of a number is one filing."""
    numbers = [filing.number for filing in resolve_filings(stored(docket)).filings if filing.number]
    assert len(numbers) == len(set(numbers))


@laws
@given(dockets(repeated_numbers=False))
def test_identity_is_stable_numbered_filings_only_grow(docket: Docket) -> None:
    """Two observations with a number that are one filing stay one, whatever else is seen."""
    truths, pages = docket
    earlier = resolve_filings([seen for seen in stored((truths, pages[:-1])) if seen.number])
    later = filing_of(resolve_filings(stored(docket)))
    for filing in earlier.filings:
        assert len({later[one.fingerprint] for one in filing.members if one.fingerprint in later}) == 1


@laws
@given(dockets())
def test_identity_is_stable_every_id_ever_given_leads_to_one_filing(docket: Docket) -> None:
    """What ``upsert_docket`` does: a filing is the group that holds the observation which founded it; of two in one
    group the later one redirects; a group without a founder gets a new id. Then no id goes dead, and none leads to two
    filings.
    """
    truths, pages = docket
    founders: dict[str, int] = {}
    redirects: dict[int, int] = {}
    for count in range(1, len(pages) + 1):
        resolution = resolve_filings(stored((truths, pages[:count])))
        current = settle(resolution, founders, redirects)
        assert set(current) == set(range(len(resolution.filings)))
        for founder, public_id in founders.items():
            while public_id in redirects:
                public_id = redirects[public_id]
            assert founder in fingerprints(resolution.filings[current_index(current, public_id)])


def settle(resolution: Resolution, founders: dict[str, int], redirects: dict[int, int]) -> dict[int, int]:
    """The id of each filing."""
    ids: dict[int, int] = {}
    for index, filing in enumerate(resolution.filings):
        held = sorted(founders[one] for one in fingerprints(filing) if one in founders)
        if not held:
            held = [len(founders)]
            founders[filing.members[0].fingerprint] = held[0]
        ids[index] = held[0]
        redirects.pop(held[0], None)
        redirects.update(dict.fromkeys(held[1:], held[0]))
    return ids


def current_index(current: dict[int, int], public_id: int) -> int:
    return next(index for index, held in current.items() if held == public_id)


@laws
@given(st.lists(st.tuples(st.integers(0, 2), st.booleans()), min_size=1, max_size=6), st.randoms(use_true_random=False))
def test_what_a_channel_said_last_counts(said: list[tuple[int, bool]], randomness: random.Random) -> None:
    """Also where it had said so before, and then something else. ``said``: which of three texts, and whether on a whole
    page."""
    words = ("MOTION for Summary Judgment", "ORDER on Summary Judgment", "STRICKEN")
    truth = Truth(serial=1, number="7", day=FIRST_DAY, entered_after=0, minute=5, text=0, has_doc=False)
    rows: dict[str, ObservedValues] = {}
    times: dict[str, list[datetime]] = {}
    pages = [
        Page("sheet", datetime(2021, 3, 1, at, tzinfo=UTC), (0,), complete=whole) for at, (_, whole) in enumerate(said)
    ]
    for page, (text, _) in zip(pages, said, strict=True):
        row = replace(entry(truth, "sheet", edited=False), long_text=words[text])
        (one,) = observe_entries(DocketRecord("wawd", "2:21-cv-00031", entries=(row,)), "sheet")
        rows[one.fingerprint] = seen_as(one, "sheet", page.as_of)
        times.setdefault(one.fingerprint, []).append(page.as_of)
    seen = [timed(one, times[fingerprint], pages) for fingerprint, one in rows.items()]
    randomness.shuffle(seen)
    (filing,) = resolve_filings(seen).filings
    assert filing.long_text == words[said[-1][0]]


@laws
@given(dockets(), st.data())
def test_editors_decide(docket: Docket, data: st.DataObject) -> None:
    """A decision "different" always holds; "same" holds unless it would bring different ones together; undoing a
    decision undoes its effect."""
    seen = stored(docket)
    if len(seen) < 2:
        return
    pairs = st.lists(st.sampled_from(sorted(one.fingerprint for one in seen)), min_size=2, max_size=2, unique=True)
    drawn = data.draw(st.lists(st.tuples(pairs, st.booleans()), min_size=1, max_size=4))
    words = [IdentityVerdict(first, second, same=same) for (first, second), same in drawn]
    where = filing_of(resolve_filings(seen, words))
    different = [word for word in words if not word.same]
    for word in different:
        assert where[word.first] != where[word.second]
    if not different:
        assert all(where[word.first] == where[word.second] for word in words)
    assert resolve_filings(seen, words) == resolve_filings(seen[::-1], words[::-1])
    assert sorted(where) == sorted(one.fingerprint for one in seen)


@laws
@given(dockets())
def test_positions_count_each_day_from_zero(docket: Docket) -> None:
    days: defaultdict[object, list[int]] = defaultdict(list)
    for filing in resolve_filings(stored(docket)).filings:
        days[filing.date_filed or filing.date_entered].append(filing.position)
    assert all(positions == list(range(len(positions))) for positions in days.values())


@laws
@given(dockets())
def test_possible_duplicates_are_pairs_of_different_filings_each_in_one_at_most(docket: Docket) -> None:
    resolution = resolve_filings(stored(docket))
    paired = [index for pair in resolution.possible_duplicates for index in pair]
    assert len(paired) == len(set(paired))
    assert all(one < other < len(resolution.filings) for one, other in resolution.possible_duplicates)


texts = st.sampled_from(["", "Order", "MINUTE ENTRY"])
ids = st.sampled_from(["", "1", "2"])


rows_of_a_source = st.lists(
    st.builds(
        EntryRecord,
        number=ids,
        pacer_doc_id=ids,
        pacer_seq_no=ids,
        date_filed=st.sampled_from([None, date(2021, 1, 11), date(2021, 1, 12)]),
        short_text=texts,
        long_text=texts,
    ),
    max_size=5,
)


@st.composite
def contradictory(draw: st.DrawFn) -> list[Sequence[ObservedValues]]:
    """Pages of three sources that each have their own idea of which id goes with which text, and repeat ids."""
    ideas = {channel: draw(rows_of_a_source) for channel in ("sheet", "json", "feed")}
    pages: list[Sequence[ObservedValues]] = []
    for at in range(draw(st.integers(1, 5))):
        channel = draw(st.sampled_from(sorted(ideas)))
        entries = ideas[channel] if draw(st.booleans()) else ideas[channel][draw(st.integers(0, 4)) :]
        record = DocketRecord("wawd", "2:21-cv-00031", entries=tuple(entries))
        as_of = datetime(2021, 3, 1, at, tzinfo=UTC)
        pages.append([seen_as(row, channel, as_of) for row in observe_entries(record, channel)])
    return pages


def seen_as(row: ObservedEntry, channel: str, as_of: datetime) -> ObservedValues:
    return ObservedValues(
        fingerprint=row.fingerprint,
        channel=channel,
        authority=10,
        entry_dates_only=channel == "feed",
        ambiguous=row.ambiguous,
        twin=row.twin,
        position=row.position,
        first_as_of=as_of,
        **{name: getattr(row.entry, name) for name in EntryRecord.__dataclass_fields__},
    )


def all_of(pages: Iterable[Sequence[ObservedValues]]) -> list[ObservedValues]:
    """As stored: what is seen again keeps its first time."""
    earliest: dict[str, ObservedValues] = {}
    for page in pages:
        for one in page:
            earliest.setdefault(one.fingerprint, one)
    return list(earliest.values())


@settings(laws, max_examples=count_examples(100, 400))
@given(contradictory())
def test_unsure_keeps_both_even_when_sources_contradict_themselves(pages: list[Sequence[ObservedValues]]) -> None:
    resolution = resolve_filings(all_of(pages))
    where = filing_of(resolution)
    for page in pages:
        assert len({where[one.fingerprint] for one in page}) == len(page)
    assert sum(len(filing.members) for filing in resolution.filings) == len(where)
