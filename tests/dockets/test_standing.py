"""A sheet that came again unchanged counts as said then: one that comes late, from in between, is older than it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import permutations

import pytest
from django.db import transaction

from dockets.models import Docket, Party, Representation
from dockets.records import AttorneyRecord, DocketRecord, PartyRecord
from tests.dockets.test_merge import entry, sheet, take

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
def test_an_entry_is_missing_since_the_first_page_that_lacked_it(order: tuple[int, ...]) -> None:
    """Page 1 has two entries; pages 2 and 3 are alike and lack one of them."""
    pages = {1: sheet(entry("1"), entry("2"), day=1), 2: sheet(entry("1"), day=2), 3: sheet(entry("1"), day=3)}
    for day in order:
        take(pages[day])
    assert Docket.objects.get().filings.get(number="2").missing_since == pages[2].as_of
