"""Parties and lawyers over several sheets: combined, nobody lost, the newest value of each field."""

from datetime import date
from typing import Any

import pytest

from dockets.models import Attorney, Docket, Party, Representation
from dockets.record.records import AttorneyRecord, PartyRecord
from tests.dockets.upsert.test_merge import entry, sheet, take

pytestmark = pytest.mark.django_db

CONTACT = "Groesbeck Example Law\n1 Main Street\nSeattle, WA 98101"


def party(name: str = "Parler LLC", type: str = "Plaintiff", **fields: Any) -> PartyRecord:
    return PartyRecord(name, type, **fields)


def lawyer(
    contact: str = CONTACT, name: str = "David Example", roles: tuple[str, ...] = ("LEAD ATTORNEY",)
) -> AttorneyRecord:
    return AttorneyRecord(name, roles, contact)


def list_parties(*parties: PartyRecord, day: int = 0) -> bool:
    return take(sheet(entry("1"), parties=parties, day=day)).changed


def test_parties_stand_as_on_the_page() -> None:
    list_parties(party(), party("Amazon Web Services, Inc.", "Defendant", extra_info="a Delaware corporation"))
    rows = Party.objects.order_by("position").values_list("name", "type", "side", "extra_info")
    assert list(rows) == [
        ("Parler LLC", "Plaintiff", "plaintiff", ""),
        ("Amazon Web Services, Inc.", "Defendant", "defendant", "a Delaware corporation"),
    ]
    assert Docket.objects.get().party_count == 2


def test_who_is_not_listed_any_more_stays_and_an_empty_list_says_nothing() -> None:
    list_parties(party(), party("John Doe", "Defendant"))
    assert not list_parties(day=1)
    list_parties(party(), day=2)
    assert Party.objects.count() == Docket.objects.get().party_count == 2


def test_two_that_are_listed_alike_stay_two() -> None:
    list_parties(party("John Doe", "Defendant"), party("John Doe", "Defendant"))
    assert sorted(Party.objects.values_list("twin", flat=True)) == [0, 1]
    assert not list_parties(party("John Doe", "Defendant"), party("John Doe", "Defendant"), day=1)
    assert Party.objects.count() == 2


def test_one_person_in_two_roles_is_two_rows() -> None:
    list_parties(party(), party(type="Counter Defendant"))
    assert Party.objects.count() == 2


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_the_newest_word_wins_in_any_order_and_a_blank_is_no_word(order: tuple[int, ...]) -> None:
    told = [
        party(extra_info="first"),
        party(extra_info="second", date_terminated=date(2021, 3, 2)),
        party(),
    ]
    for day in order:
        list_parties(told[day], day=day)
    row = Party.objects.get()
    assert (row.extra_info, row.date_terminated) == ("second", date(2021, 3, 2))


def test_a_lawyer_is_one_row_for_all_dockets() -> None:
    for number in ("2:21-cv-00031", "2:21-cv-00270"):
        take(sheet(entry("1"), docket_number=number, parties=(party(attorneys=(lawyer(),)),)))
    one = Attorney.objects.get()
    assert (one.firm, one.city) == ("Groesbeck Example Law", "Seattle, WA")
    assert Representation.objects.count() == 2


def test_two_people_of_one_name_stay_two() -> None:
    list_parties(party(attorneys=(lawyer(), lawyer("Other Office\n2 High Street\nTacoma, WA 98402"))))
    assert Representation.objects.count() == Attorney.objects.count() == 2


def test_a_lawyer_who_moved_is_not_doubled() -> None:
    list_parties(party(attorneys=(lawyer(),)))
    list_parties(party(attorneys=(lawyer("New Office\n3 Side Street\nTacoma, WA 98402"),)), day=1)
    assert Representation.objects.get().attorney.firm == "New Office"
    list_parties(party(attorneys=(lawyer(),)), day=0)
    assert Representation.objects.get().attorney.firm == "New Office"


@pytest.mark.parametrize("order", [(CONTACT, ""), ("", CONTACT)])
def test_a_source_without_contacts_does_not_double_a_lawyer(order: tuple[str, str]) -> None:
    for day, contact in enumerate(order):
        list_parties(party(attorneys=(lawyer(contact),)), day=day)
    assert Representation.objects.get().attorney.contact == CONTACT


def test_roles_are_united_within_a_sheet_and_taken_from_the_newest() -> None:
    list_parties(party(attorneys=(lawyer(), lawyer(roles=("PRO HAC VICE",)))))
    assert Representation.objects.get().roles == ["LEAD ATTORNEY", "PRO HAC VICE"]
    list_parties(party(attorneys=(lawyer(roles=("ATTORNEY TO BE NOTICED",)),)), day=1)
    assert Representation.objects.get().roles == ["ATTORNEY TO BE NOTICED"]
    list_parties(party(attorneys=(lawyer(roles=()),)), day=2)
    assert Representation.objects.get().roles == ["ATTORNEY TO BE NOTICED"]
