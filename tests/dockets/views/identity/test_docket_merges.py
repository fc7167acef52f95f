"""The desk's list of cases that may be there twice."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.identity.duplicate_dockets import list_duplicate_dockets
from dockets.identity.merge_dockets import merge_dockets, undo_docket_merge
from dockets.models import Docket
from tests.dockets.upsert.test_merge import DAY
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGE = "/imports/dockets/"


def found() -> list[tuple[str, str, int]]:
    return [(one.goes.docket_number, one.stands.docket_number, len(one.grounds)) for one in list_duplicate_dockets()]


def plain(number: str, **fields: Any) -> Docket:
    return factories.docket(docket_number=number, **({"case_name": f"Case {number}", "date_filed": None} | fields))


def test_a_number_without_its_office_may_be_that_of_the_other() -> None:
    plain("C21-0031")
    plain("2:21-cv-00031")
    assert found() == [("C21-0031", "2:21-cv-00031", 1)]


def test_one_case_id_or_one_name_and_day_is_a_ground() -> None:
    plain("2:21-cv-00031", pacer_case_id="294664")
    plain("3:21-cv-00900", pacer_case_id="294664", filing_count=9)
    plain("2:21-cv-00041", case_name="A v. B", date_filed=date(2021, 1, 11))
    plain("2:21-cv-00052", case_name="A v. B", date_filed=date(2021, 1, 11))
    assert sorted(found()) == [("2:21-cv-00031", "3:21-cv-00900", 1), ("2:21-cv-00052", "2:21-cv-00041", 1)]


def test_of_many_that_are_alike_each_pair_is_one_the_newest_first() -> None:
    numbers = [f"2:21-mj-{place:05}" for place in range(4)]
    for number in numbers:
        plain(number, case_name="Sealed", date_filed=DAY.date())
    pairs = [(numbers[one], numbers[other]) for other in (3, 2, 1) for one in range(other)]
    assert [tuple(sorted(pair[:2])) for pair in found()] == pairs


def test_what_is_not_alike_is_no_candidate() -> None:
    plain("2:21-cv-00031", pacer_case_id="", case_name="")
    plain("3:21-cv-00031", pacer_case_id="", case_name="")
    plain("2:21-cr-00031", case_name="A v. B", date_filed=date(2021, 1, 11))
    plain("2:22-cv-00031", case_name="A v. B", date_filed=date(2021, 1, 12))
    factories.docket(court=factories.court("nysd"), docket_number="2:21-cv-00031", pacer_case_id="5")
    factories.docket(court=factories.court("cand"), docket_number="2:21-cv-00031", pacer_case_id="5")
    assert found() == []


def test_what_was_made_one_or_taken_back_is_not_proposed_again() -> None:
    one, other = plain("2:21-cv-00031", pacer_case_id="7"), plain("3:21-cv-00900", pacer_case_id="7")
    merge = merge_dockets(one.pk, other.pk, by=None, now=DAY)
    assert found() == []
    undo_docket_merge(merge.pk, now=DAY)
    assert found() == []


def test_the_page_proposes_and_leads_to_a_preview(admin: Client) -> None:
    plain("C21-0031")
    plain("2:21-cv-00031")
    page = pages.parsed(admin.get(PAGE))
    assert "can be two writings of one number." in pages.text(page)
    form = next(form for form in page.iter("form") if form.get("action") == f"{PAGE}merge/")
    asked = {field.get("name", ""): field.get("value", "") for field in form.iter("input")}
    assert asked == {"court": "wawd", "goes": "C21-0031", "stands": "2:21-cv-00031"}
    assert admin.get(f"{PAGE}merge/", asked).status_code == 200


def test_what_was_made_one_is_listed_with_who_and_when(admin: Client, users: Any) -> None:
    merge = merge_dockets(plain("2:21-cv-00031").pk, plain("3:21-cv-00900").pk, by=users.admin, now=DAY)
    shown = pages.text(pages.by_class(pages.parsed(admin.get(PAGE)), "decisions")[0])
    assert "2:21-cv-00031 is part of Case 3:21-cv-00900 3:21-cv-00900" in shown and "admin" in shown
    undo_docket_merge(merge.pk, now=DAY)
    shown = pages.text(pages.by_class(pages.parsed(admin.get(PAGE)), "decisions")[0])
    assert "was for a time part of" in shown and "taken back" in shown and "Take it back" not in shown


def test_empty_states(admin: Client) -> None:
    page = pages.text(pages.parsed(admin.get(PAGE)))
    assert "No two dockets look like one case." in page and "Nothing was made one yet." in page
    assert pages.by_class(pages.parsed(admin.get(f"{PAGE}?after=garbage")), "notice")


@pytest.mark.parametrize("number", [1, 12])
def test_the_number_of_queries_is_fixed(admin: Client, users: Any, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        plain(f"2:21-cv-{100 + place:05}", pacer_case_id=str(place + 1))
        plain(f"3:22-cv-{500 + place:05}", pacer_case_id=str(place + 1))
        merge_dockets(plain(f"2:19-cv-{place:05}").pk, plain(f"2:18-cv-{place:05}").pk, by=users.admin, now=DAY)
    # Session and user; three grounds; the dockets; which of them are kept apart; the merges; the courts to
    # choose from.
    with django_assert_num_queries(10):
        admin.get(PAGE)
