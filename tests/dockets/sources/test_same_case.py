"""One case told by three sources, in any order: a docket page, the court's feed, and our JSON."""

import itertools

import pytest
from django.core.management import call_command

from dockets.models import Docket, Filing
from tests.support.data import DATA

FILES = ("pacer_docket/civil.html", "court_feed/district.xml", "docket_json/docket.json")


def _import(file: str) -> None:
    if file == "court_feed/district.xml":
        with pytest.raises(SystemExit, match="1"):  # two of its items are bad
            call_command("import_docket", str(DATA / file))
    else:
        call_command("import_docket", str(DATA / file))


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order", list(itertools.permutations(FILES)), ids=lambda order: " ".join(file.split("/")[1] for file in order)
)
def test_three_sources_make_one_docket(order: tuple[str, ...]) -> None:
    for file in order:
        _import(file)
    docket = Docket.objects.get(court_id="wawd", serial=417)
    assert docket.case_name == "Lantern Street Press LLC v. Meridian Hosting, Inc."
    filings = Filing.objects.current().filter(docket=docket)
    # The page's nine, the two minute entries that only the feed has yet, and the one that only the JSON knows.
    assert filings.count() == 12
    order_of_court = filings.get(pacer_doc_id="197010001099")
    assert (order_of_court.number, order_of_court.short_text) == ("5", "MEMORANDUM OPINION AND Order")
    assert order_of_court.long_text.startswith("ORDER denying Plaintiff's 2 Motion for TRO.")
    assert filings.get(number="1").long_text.startswith("COMPLAINT against defendant(s) All Defendants")
    assert filings.filter(short_text="Set/Reset Deadlines").count() == 2
    assert filings.filter(long_text__startswith="Set/Reset Deadlines.").count() == 2


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(itertools.permutations(["pacer_docket/civil.html", "archive_xml/docket.xml"])))
def test_the_archive_and_the_court_make_one_docket(order: tuple[str, ...]) -> None:
    for file in order:
        _import(file)
    filings = Filing.objects.current().filter(docket=Docket.objects.get())
    assert filings.count() == 9, "the page's; those that the archive knows by their number alone are among them"
    assert [document.number for document in filings.get(number="1").documents.order_by("number")] == [0, 1]
    assert filings.get(number="3").documents.get(number=1).description == "Exhibit A"
    assert filings.get(pacer_doc_id="197010001099").long_text.startswith("ORDER denying Plaintiff's 2 Motion for TRO.")


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order", list(itertools.permutations(["appellate_docket/appeal.html", "court_feed/appellate.xml"]))
)
def test_an_appellate_page_and_its_courts_feed_make_one_docket(order: tuple[str, ...]) -> None:
    for file in order:
        _import(file)
    filings = Filing.objects.current().filter(docket=Docket.objects.get())
    # The page's four, and the feed's “Case argued”, of which nothing tells that it is the page's entry 3.
    assert filings.count() == 5
    assert filings.get(number="12").short_text == "Order filed"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "order", list(itertools.permutations(["appellate_docket/appeal.html", "pacer_docket/civil.html"]))
)
def test_an_appeal_leads_to_the_case_below(order: tuple[str, ...]) -> None:
    for file in order:
        _import(file)
    relation = Docket.objects.get(court_id="ca9").relations.get()
    assert (relation.kind, relation.other) == ("appeal_of", Docket.objects.get(court_id="wawd"))
