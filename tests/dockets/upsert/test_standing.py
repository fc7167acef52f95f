"""A sheet that came again unchanged counts as said then: one that comes late, from in between, is older than it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from django.db import transaction

from dockets.identity.merge_dockets import merge_dockets
from dockets.models import Docket, Party, Representation
from dockets.record.records import AttorneyRecord, DocketRecord, PartyRecord
from dockets.sources import SOURCES
from tests.dockets.upsert.test_merge import DAY, entry, sheet, take

pytestmark = pytest.mark.django_db


def page(day: int, word: str) -> DocketRecord:
    lawyer = AttorneyRecord("Ada Wren", roles=(word,))
    party = PartyRecord("Parler LLC", "Plaintiff", extra_info=f"of {word}", attorneys=(lawyer,))
    return replace(sheet(entry(), day=day, case_name=f"Name {word}"), parties=(party,))


def believed(pages: Sequence[DocketRecord]) -> tuple[str, str, list[str]]:
    """Name of the docket, what stands beside its party, and the lawyer's roles."""
    with transaction.atomic():
        for one in pages:
            take(one)
        found = Docket.objects.get().case_name, Party.objects.get().extra_info, Representation.objects.get().roles
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_a_late_sheet_is_older_than_what_was_said_again(order: tuple[int, ...]) -> None:
    pages = {1: page(1, "new"), 2: page(2, "other"), 3: page(3, "new")}
    assert believed([pages[day] for day in order]) == ("Name new", "of new", ["new"])


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_an_entry_is_missing_since_the_last_page_that_showed_it(order: tuple[int, ...]) -> None:
    """Page 1 has two entries; pages 2 and 3 are alike and lack one of them."""
    pages = {1: sheet(entry("1"), entry("2"), day=1), 2: sheet(entry("1"), day=2), 3: sheet(entry("1"), day=3)}
    for day in order:
        take(pages[day])
    assert Docket.objects.get().filings.get(number="2").missing_since == pages[1].as_of


@pytest.mark.parametrize("order", list(permutations([1, 2, 3, 4])))
def test_so_it_is_where_that_page_comes_late_out_of_pages_that_were_alike(order: tuple[int, ...]) -> None:
    """Pages 1, 3 and 4 are alike and lack the entry that page 2 has. Come before it, they are known by the first and
    the last."""
    pages = {day: sheet(entry("1"), *([entry("2")] if day == 2 else []), day=day) for day in order}
    for day in order:
        take(pages[day])
    assert Docket.objects.get().filings.get(number="2").missing_since == pages[2].as_of


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_a_part_of_the_docket_hides_no_page_that_lacked_an_entry(order: tuple[int, ...]) -> None:
    """Page 3 is a part that shows neither the entry that is missing nor where the minute entry stands."""
    minutes = entry("", "MINUTE ENTRY")
    pages = {
        1: sheet(minutes, entry("1"), entry("2"), day=1),
        2: sheet(entry("1"), minutes, day=2),
        3: sheet(minutes, day=3, complete=False),
    }
    for day in order:
        take(pages[day])
    filings = Docket.objects.get().filings.order_by("position")
    assert [filing.number for filing in filings] == ["1", "", "2"]
    assert filings.get(number="2").missing_since == pages[1].as_of


@pytest.mark.parametrize("order", list(permutations([1, 2, 3])))
def test_whose_word_counts_does_not_depend_on_who_came_last(order: tuple[int, ...]) -> None:
    """The third says again what the first said: nothing is worked out anew for that."""
    judges = {1: ("courtlistener", "Ada Wren"), 2: ("docket-history", "Bo Finch"), 3: ("courtlistener", "Ada Wren")}
    for day in order:
        source, judge = judges[day]
        take(sheet(entry(), day=day, complete=False, assigned_to=judge), source)
    assert Docket.objects.get().assigned_to == "Bo Finch"


def test_no_two_sources_have_the_same_authority() -> None:
    assert len({kind.authority for kind in SOURCES.values()}) == len(SOURCES)


@pytest.mark.parametrize("order", list(permutations([1, 2, 3, 4])))
def test_the_newest_judge_of_the_weightiest_source_counts(order: tuple[int, ...]) -> None:
    """A blank is no word, and what comes again unchanged is said anew."""
    judges = {1: "Ada Wren", 2: "Bo Finch", 3: "Ada Wren", 4: ""}
    for day in order:
        take(sheet(entry(), day=day, assigned_to=judges[day]))
        take(sheet(entry(), day=day + 10, assigned_to="Cy Lark", complete=False), "court-feed")
    assert Docket.objects.get().assigned_to == "Ada Wren"


@pytest.mark.parametrize("stays", ["2:21-cv-00031", "3:21-cv-00031"])
def test_what_was_said_again_counts_as_said_then_where_two_dockets_become_one(stays: str) -> None:
    numbers = ["2:21-cv-00031", "3:21-cv-00031"]
    for day, number, judge in ((1, numbers[0], "Ada Wren"), (2, numbers[1], "Bo Finch"), (3, numbers[0], "Ada Wren")):
        take(sheet(entry(), day=day, docket_number=number, assigned_to=judge))
    (goes,) = (number for number in numbers if number != stays)
    winner = Docket.objects.get(docket_number=stays)
    merge_dockets(Docket.objects.get(docket_number=goes).pk, winner.pk, by=None, now=DAY)
    winner.refresh_from_db()
    assert winner.assigned_to == "Ada Wren"
