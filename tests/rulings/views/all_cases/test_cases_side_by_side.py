"""Two or more cases beside each other."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from dockets.models import Docket
from rulings.interpret.docket import interpret_docket
from rulings.models import Ruling
from rulings.trackers.save import add_matters
from rulings.views.all_cases.cases_side_by_side import MOST, name_case
from rulings.vocabulary.outcomes import Outcome
from tests.rulings.trackers.test_rows import NOW
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
ADDRESS = "/cases/side-by-side/"


def make_case(name: str, filed: date, number: str) -> Docket:
    """With a motion that was denied, a claim and a draft of one."""
    docket = factories.docket(case_name=name, docket_number=number, date_filed=filed, assigned_to="Ann Roe")
    told = {
        "1": (filed, "COMPLAINT against Harbor Cloud"),
        "2": (filed.replace(day=10), "MOTION to Dismiss by Harbor Cloud"),
        "3": (filed.replace(day=28), "ORDER denying 2 Motion to Dismiss"),
    }
    for entry, (day, text) in told.items():
        factories.filing(docket=docket, number=entry, date_filed=day, long_text=text)
    interpret_docket(docket.pk)
    claim = factories.claim(docket=docket, title="Breach of contract", ground="Common law")
    ruling = Ruling.objects.get(docket=docket)
    Ruling.objects.update(read_by_machine=False)
    factories.disposition(ruling=ruling, claim=claim, motion=None, outcome=Outcome.MAY_PROCEED, read_by_machine=False)
    factories.claim(docket=docket, number=2, title="Tortious zeal", status="draft")
    interpret_docket(docket.pk)
    return docket


@pytest.fixture
def cases() -> list[Docket]:
    return [
        make_case("Northwind v. Harbor", date(2026, 1, 5), "2:26-cv-00001"),
        make_case("Lantern v. Harbor", date(2026, 3, 2), "2:26-cv-00002"),
    ]


def cells(page: Any, label: str) -> list[str]:
    rows = (row for row in page.iter("tr") if row.find("th") is not None and pages.text(row.find("th")) == label)
    return [pages.text(cell) for row in rows for cell in row.iter("td")]


def test_two_cases_are_beside_each_other_with_stages_claims_rulings_and_days(
    client: Client, cases: list[Docket]
) -> None:
    listed = pages.parsed(client.get("/cases/"))
    ticks = [box.get("value", "") for box in listed.iter("input") if box.get("form") == "beside"]
    assert sorted(ticks) == sorted(map(name_case, cases))
    page = pages.parsed(client.get(ADDRESS, {"case": [name_case(case) for case in cases]}))
    assert cells(page, "Number") == ["2:26-cv-00001", "2:26-cv-00002"] and cells(page, "Judge") == ["Ann Roe"] * 2
    assert all("No end seen" in told or "Open" in told for told in cells(page, "Status"))
    assert cells(page, "Filed")[0].startswith("Jan. 5, 2026")
    assert all("Breach of contract (Common law)" in told and "proceed" in told for told in cells(page, "Claims"))
    assert "Tortious" not in pages.text(page)
    assert "Jan. 28, 2026" in cells(page, "Rulings")[0]
    assert cells(page, "From filing to the first ruling") == ["23 days", "26 days"]
    assert "leave out Northwind v. Harbor" in pages.links(page)


def test_cases_are_chosen_from_a_tracker_or_by_number_or_name(client: Client, cases: list[Docket]) -> None:
    first, second = cases
    assert "Choose two cases or more" in pages.text(pages.parsed(client.get(ADDRESS)))
    tracker = factories.tracker(title="Hosts", slug="hosts")
    add_matters(tracker.pk, [case.pk for case in cases], by="test", now=NOW)
    assert pages.links(pages.parsed(client.get("/trackers/hosts/")))["Cases side by side"] == f"{ADDRESS}?tracker=hosts"
    page = pages.parsed(client.get(f"{ADDRESS}?tracker=hosts"))
    assert [box.get("value") for box in page.iter("input") if box.get("type") == "checkbox"] == [
        name_case(second),
        name_case(first),
    ]
    added = client.get(ADDRESS, {"case": name_case(first), "add": "Lantern"})
    assert added["Location"].endswith("case=wawd%2F2%3A26-cv-00001&case=wawd%2F2%3A26-cv-00002")
    said = {
        "Harbor": "Several cases are called so",
        "Zymurgy": "There is no case “Zymurgy” here.",
    }
    for typed, told in said.items():
        assert told in pages.text(pages.parsed(client.get(ADDRESS, {"case": name_case(first), "add": typed})))
    gone = pages.parsed(client.get(ADDRESS, {"case": ["wawd/1:99-cv-1", "x", "a/b\x00", name_case(first)]}))
    assert "There is no case “wawd/1:99-cv-1” here." in pages.text(gone)
    many = [name_case(factories.docket()) for _ in range(MOST + 1)]
    assert f"These are the first {MOST}" in pages.text(pages.parsed(client.get(ADDRESS, {"case": many})))
    factories.tracker(title="Draft", slug="draft", status="draft")
    assert client.get(f"{ADDRESS}?tracker=draft").status_code == 404


def test_a_case_more_takes_three_queries(client: Client, cases: list[Docket], django_assert_num_queries: Any) -> None:
    for number in (1, 2):
        with django_assert_num_queries(3 * number):
            client.get(ADDRESS, {"case": [name_case(case) for case in cases[:number]]})
