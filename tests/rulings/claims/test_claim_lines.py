"""What has become of each claim, as the timeline says it: its status by what stands, not by the latest word."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dockets.models import Docket, Party
from rulings.claims.matrix import build_matrix
from rulings.claims.summary import list_claim_lines
from rulings.models import Claim, Disposition, Repleading
from rulings.vocabulary.claims import Change
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
BASE = "/cases/wawd/2:21-cv-00031/"


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.reading(docket=docket)
    return docket


def decide(claim: Claim, number: str, day: date, outcome: str, *parties: Party, **fields: Any) -> Disposition:
    filing = factories.filing(docket=claim.docket, number=number, date_filed=day)
    row = factories.disposition(ruling=factories.ruling(filing=filing), claim=claim, outcome=outcome, **fields)
    row.parties.set(parties)
    return row


def lines(client: Client) -> list[str]:
    page = pages.parsed(client.get(BASE))
    return [pages.text(row) for row in pages.by_class(page, "claims")[0].iter("tr")]


def test_a_reversal_opens_a_claim_again_and_its_reversal_closes_it(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    first = decide(claim, "40", date(2021, 3, 1), Outcome.DISMISSED)
    second = decide(claim, "60", date(2022, 1, 3), Outcome.REVERSED, reviews=first)
    assert lines(client) == ["1 · Breach of contract Reversed Jan. 3, 2022 Open again"]
    decide(claim, "70", date(2023, 1, 3), Outcome.REVERSED, reviews=second)
    assert lines(client) == ["1 · Breach of contract Dismissed March 1, 2021 Reversed Jan. 3, 2023"]


def test_a_claim_has_its_number_in_the_last_pleading(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket, kind="counterclaim", number=3)
    for number, day, told in (("20", date(2021, 2, 10), 2), ("19", date(2021, 1, 10), 5)):
        pleading = factories.filing(docket=docket, number=number, date_filed=day)
        Repleading.objects.create(claim=claim, pleading=pleading, change="renumbered", number=told)
    assert lines(client)[0].startswith("Counterclaim 2, formerly 3 and 5 · Breach of contract")


def test_what_only_affirms_leaves_what_it_affirms(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    first = decide(claim, "40", date(2021, 3, 1), Outcome.DISMISSED_WITH_PREJUDICE)
    decide(claim, "60", date(2022, 1, 3), Outcome.AFFIRMED, reviews=first)
    page = pages.parsed(client.get(BASE))
    (row,) = pages.by_class(page, "claims")[0].iter("tr")
    assert pages.text(row).endswith("Dismissed with prejudice March 1, 2021 Affirmed Jan. 3, 2022")
    assert pages.links(row)["March 1, 2021"] == f"{BASE}filings/40/"


def test_parties_for_whom_it_differs_stand_apart(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    aws, elm = (factories.party(docket=docket, name=name, side="defendant") for name in ("AWS", "Elm Works"))
    claim.against.set([aws, elm])
    decide(claim, "40", date(2021, 3, 1), Outcome.DISMISSED, elm)
    assert lines(client) == ["1 · Breach of contract Not decided yet as to AWS Dismissed March 1, 2021 as to Elm Works"]


def test_a_claim_that_was_never_decided_says_so(client: Client, docket: Docket) -> None:
    slight, dropped = factories.claim(docket=docket), factories.claim(docket=docket, number=2, title="Fraud")
    decide(slight, "34", date(2021, 1, 21), Outcome.NOT_LIKELY_TO_SUCCEED)
    amended = factories.filing(docket=docket, number="20", date_filed=date(2021, 2, 10))
    Repleading.objects.create(claim=dropped, pleading=amended, change="dropped")
    assert lines(client) == [
        "1 · Breach of contract Not likely to succeed Jan. 21, 2021 Not decided yet",
        "2 · Fraud Withdrawn Feb. 10, 2021 Never decided",
    ]
    docket.date_terminated = date(2021, 3, 2)
    docket.save()
    assert lines(client)[0] == "1 · Breach of contract Not likely to succeed Jan. 21, 2021 Never decided"


def test_a_claim_of_a_closed_case_is_not_said_to_proceed(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    decide(claim, "34", date(2021, 1, 21), Outcome.MAY_PROCEED)
    assert lines(client) == ["1 · Breach of contract May proceed Jan. 21, 2021 Not decided yet"]
    docket.date_terminated = date(2021, 3, 2)
    docket.save()
    assert lines(client) == ["1 · Breach of contract Was allowed to proceed Jan. 21, 2021 Never decided"]


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({"status": "ended", "ended_on": date(2021, 3, 2)}, "Never decided"),
        ({"status": "open", "date_terminated": date(2021, 3, 2)}, "Not decided yet"),
        ({"status": "unknown"}, "Not decided yet"),
    ],
)
def test_the_account_of_the_case_tells_whether_a_claim_was_never_decided(
    client: Client, docket: Docket, told: dict[str, Any], expected: str
) -> None:
    """A case that its last order ended, without a closing date; one that goes on again after its closing date."""
    factories.claim(docket=docket)
    Docket.objects.filter(pk=docket.pk).update(**told)
    assert lines(client) == [f"1 · Breach of contract {expected}"]


def test_what_was_said_of_a_claim_is_not_lost_when_it_is_withdrawn(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    decide(claim, "34", date(2021, 1, 21), Outcome.NOT_LIKELY_TO_SUCCEED)
    decide(claim, "40", date(2021, 3, 2), Outcome.WITHDRAWN)
    assert lines(client) == [
        "1 · Breach of contract Withdrawn March 2, 2021 Never decided Not likely to succeed Jan. 21"
    ]


def test_what_a_later_pleading_makes_again_is_open_again(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket)
    decide(claim, "40", date(2021, 3, 1), Outcome.DISMISSED_WITH_LEAVE)
    amended = factories.filing(docket=docket, number="50", date_filed=date(2021, 3, 20))
    Repleading.objects.create(claim=claim, pleading=amended, change="amended")
    assert lines(client) == ["1 · Breach of contract Pleaded again March 20, 2021 Not decided yet"]
    docket.date_terminated = date(2021, 3, 5)
    docket.save()
    assert lines(client) == ["1 · Breach of contract Pleaded again March 20, 2021 Not decided yet"]


def test_a_counterclaim_of_the_same_number_is_another_claim(client: Client, docket: Docket) -> None:
    decide(factories.claim(docket=docket), "34", date(2021, 1, 21), Outcome.GRANTED)
    factories.claim(docket=docket, kind="counterclaim")
    assert lines(client) == [
        "1 · Breach of contract Granted Jan. 21, 2021",
        "Counterclaim 1 · Breach of contract Not decided yet",
    ]


def test_however_many_there_are_it_is_one_query(docket: Docket, django_assert_num_queries: Any) -> None:
    parties = [factories.party(docket=docket, name=f"Party {place}") for place in range(3)]
    for number in range(1, 6):
        claim = factories.claim(docket=docket, number=number)
        claim.against.set(parties)
        decide(claim, f"4{number}", date(2021, 3, number), Outcome.DISMISSED, parties[0])
    with django_assert_num_queries(1):
        assert [len(line.outcomes) for line in list_claim_lines(docket, BASE)] == [2] * 5


class SaysWhatTheMatrixSays(TestCase):
    """The page of claims works it out from other queries."""

    @settings(max_examples=40, deadline=None)
    @given(
        told=st.lists(
            st.tuples(
                st.sampled_from(list(Outcome)), st.integers(1, 28), st.sets(st.integers(0, 1)), st.integers(-1, 3)
            ),
            max_size=5,
        ),
        pleaded=st.lists(st.tuples(st.sampled_from(list(Change)), st.integers(1, 28)), max_size=2),
        ended=st.booleans(),
    )
    def test_of_whatever_was_decided(
        self, told: list[tuple[Outcome, int, set[int], int]], pleaded: list[tuple[Change, int]], ended: bool
    ) -> None:
        docket = factories.docket(date_terminated=date(2021, 6, 1) if ended else None)
        claim = factories.claim(docket=docket)
        parties = [factories.party(docket=docket, name=name) for name in ("AWS", "Elm Works")]
        claim.against.set(parties)
        rows: list[Disposition] = []
        for place, (outcome, day, whom, reviewed) in enumerate(told):
            reviews = rows[reviewed] if 0 <= reviewed < len(rows) else None
            people = [parties[index] for index in sorted(whom)]
            rows.append(decide(claim, f"{place + 40}", date(2021, 3, day), outcome, *people, reviews=reviews))
        for change, day in pleaded:
            later = factories.filing(docket=docket, date_filed=date(2021, 3, day))
            Repleading.objects.create(claim=claim, pleading=later, change=change)
        (line,), (shown,) = list_claim_lines(docket, "/"), build_matrix(docket, "/").lines
        assert [(outcome.word, outcome.people) for outcome in line.outcomes] == [
            (now.word, ", ".join(now.parties)) for now in shown.now
        ]
