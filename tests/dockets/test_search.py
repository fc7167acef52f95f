"""Search over the text of all filings."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from dockets.models import Filing
from dockets.search import Narrowing, Results, TooSlow, search_filings, segments
from tests import factories, pages

pytestmark = pytest.mark.django_db


def hits(results: Results) -> list[int]:
    return [row["id"] for row in results.page.rows]


def filings(number: int, *, text: str = "NOTICE of Appearance", undated: int = 0) -> list[int]:
    """Ids newest first; the last ``undated`` have no date."""
    docket = factories.docket()
    made = factories.many_filings(docket=docket, number=number, text=text)
    late = [filing.pk for filing in made[:undated]]
    Filing.objects.filter(pk__in=late).update(date_filed=None)
    dated = [filing.pk for filing in made[undated:]]
    return dated[::-1] + late[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("restraining", True),
        ("RESTRAIN", True),
        ('"temporary restraining"', True),
        ('"restraining temporary"', False),
        ("restraining -temporary", False),
        ("nowhere or order", True),
        ("Plaintiff's", True),
    ],
)
def test_words_are_found_as_people_type_them(typed: str, found: bool) -> None:
    made = factories.filing(docket=factories.docket(), long_text="Plaintiff's MOTION for Temporary Restraining Order")
    assert hits(search_filings(typed)) == ([made.pk] if found else [])


def test_a_merged_filing_is_not_found_twice() -> None:
    docket = factories.docket()
    survivor = factories.filing(docket=docket)
    factories.filing(docket=docket, merged_into=survivor)
    assert hits(search_filings("complaint")) == [survivor.pk]


@pytest.mark.parametrize("number", [90, 1_050])
def test_the_pages_united_are_all_hits_whether_the_word_is_rare_or_common(number: int) -> None:
    expected = filings(number, undated=30)
    results = search_filings("appearance")
    assert results.count == min(number, 1_001)
    found = hits(results)
    while results.page.after:
        results = search_filings("appearance", after=results.page.after)
        found += hits(results)
    back = hits(results)
    while results.page.before:
        results = search_filings("appearance", before=results.page.before)
        back = hits(results) + back
    assert found == expected
    assert back == expected


def test_a_common_word_walks_the_date_index_and_a_rare_one_the_text_index() -> None:
    """Seen in PostgreSQL's own counts of what each index was asked for."""
    filings(1_200)
    factories.filing(docket=factories.docket(), long_text="dwindlingly")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dockets_filing")
    executed: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and "search" in sql and "LIMIT 21" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute("EXPLAIN " + sql, params)
                executed.append("\n".join(row[0] for row in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        search_filings("appearance")
        search_filings("dwindlingly")
    assert len(executed) == 1
    assert "filing_latest" in executed[0]
    assert "Sort" not in executed[0]


@pytest.mark.parametrize("typed", ["the of and", "'", '"', "!!!", "-", "()", "   ", "&|!" * 60, "or or or", "\\", "%_"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    factories.filing(docket=factories.docket())
    assert search_filings(typed).count == 0


@pytest.mark.django_db(transaction=True)
def test_a_search_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """Kept waiting by a lock that another connection holds."""
    monkeypatch.setattr("dockets.search.TIMEOUT", "50ms")
    with connection.copy().cursor() as other:
        other.execute("BEGIN; LOCK TABLE dockets_filing IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(TooSlow):
            search_filings("word")
        assert "This search took too long." in pages.text(pages.parsed(client.get("/search/?q=word")))
        other.connection.close()


def test_segments_spell_the_passage() -> None:
    assert segments("a \x02hit\x03 b\x04i\x02\x03") == [("a ", False), ("hit", True), (" b<i", False), ("", True)]


# -- the page --


def test_a_hit_shows_its_passage_with_the_words_marked(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER <b>denying</b> the motion &amp; more"
    )
    page = pages.parsed(client.get("/search/?q=denied"))
    item = pages.by_class(page, "item")[-1]
    assert [pages.text(mark) for mark in item.iter("mark")] == ["denying"]
    assert "ORDER <b> denying </b> the motion &amp; more" in pages.text(item)
    assert pages.links(item)["34"] == "/cases/wawd/2:21-cv-00031/filings/34/"
    assert "1 filing, newest first" in pages.text(page)


def test_a_docket_number_goes_straight_to_its_case(client: Client) -> None:
    factories.docket(docket_number="2:21-cv-00031")
    for written in ("2:21-cv-00031-BJR", "C21-0031", "2:2021cv00031", "Case No. 2:21-cv-31"):
        response = client.get("/search/", {"q": written})
        assert (response.status_code, response.get("Location")) == (302, "/cases/wawd/2:21-cv-00031/"), written


def test_a_number_of_two_courts_is_a_choice(client: Client) -> None:
    factories.docket(docket_number="2:21-cv-00031", case_name="Here v. There")
    factories.docket(court=factories.court("cacd"), docket_number="2:21-cv-00031", case_name="There v. Here")
    page = pages.parsed(client.get("/search/?q=2:21-cv-00031"))
    assert {"Here v. There", "There v. Here"} <= pages.links(page).keys()


def test_cases_of_that_name_stand_before_the_filings(client: Client) -> None:
    factories.docket(case_name="Parler LLC v. Amazon", docket_number="2:21-cv-00031")
    assert pages.links(pages.parsed(client.get("/search/?q=parler")))["Parler LLC v. Amazon"] == "/cases/wawd/2:21-cv-00031/"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "Type a word"),
        ("?q=of+the", "Words as common as these are not searched for"),
        ("?q=absent", "No filing holds these words."),
        ("?q=a%00bsent", "a character that no text has"),
        ("?q=" + "long+" * 50, "Only the first 200 characters"),
        ("?q=complaint&after=garbage", "not one of ours"),
    ],
)
def test_the_page_says_what_happened(client: Client, query: str, said: str) -> None:
    factories.filing(docket=factories.docket())
    assert said in pages.text(pages.parsed(client.get(f"/search/{query}")))


def test_htmx_gets_the_results_alone(client: Client) -> None:
    part = client.get("/search/?q=absent", headers={"HX-Request": "true", "HX-Target": "results"}).content.decode()
    assert part.lstrip().startswith('<section id="results"')


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    filings(number)
    # A savepoint of the test's transaction and its end; limits; ids; a page; its passages; courts and years; cases of that name.
    with django_assert_num_queries(8):
        client.get("/search/?q=appearance")


@pytest.mark.parametrize("place", ["0", "garbage", "WyIyMDIxLTAxLTAxIl0", "bnVsbA"])
def test_a_place_that_is_none_is_known_before_anything_is_searched(
    client: Client, place: str, django_assert_num_queries: Any
) -> None:
    filings(1)
    with django_assert_num_queries(8):
        client.get(f"/search/?q=appearance&after={place}")


def test_dates_beyond_the_page_are_kept_apart() -> None:
    """Many filings of one day: the cursor needs its second key."""
    docket = factories.docket()
    day = date(2021, 1, 1)
    made = [factories.filing(docket=docket, date_filed=day + timedelta(days=place % 2)).pk for place in range(45)]
    results = search_filings("complaint")
    found = hits(results)
    while results.page.after:
        results = search_filings("complaint", after=results.page.after)
        found += hits(results)
    assert sorted(found) == sorted(made)


def scattered() -> None:
    """A word in three filings of two courts and two years, one of them undated."""
    seattle, york = factories.docket(), factories.docket(court=factories.court("nysd"))
    for docket, day in ((seattle, date(2021, 1, 11)), (york, date(2020, 5, 1)), (york, None)):
        factories.filing(docket=docket, date_filed=day, long_text="MOTION about champerty")


def test_hits_are_counted_by_court_and_year(client: Client) -> None:
    scattered()
    found = search_filings("champerty")
    assert found.facets.courts == [("nysd", "S.D.N.Y.", 2), ("wawd", "W.D. Wash.", 1)]
    assert found.facets.years == [(2021, 1), (2020, 1)]
    links = pages.links(pages.parsed(client.get("/search/?q=champerty&after=x")))
    assert links["S.D.N.Y. (2)"] == "?q=champerty&court=nysd&filings=1"
    assert links["rulings with these words"] == "/rulings/?q=champerty"


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("&court=nysd", "2 filings"),
        ("&year=2020", "1 filing,"),
        ("&court=nysd&year=2020", "1 filing,"),
        ("&court=wawd&year=2020", "No filing of this court or year holds these words."),
        ("&year=20020", "3 filings"),
        ("&year=0000", "3 filings"),
        ("&court=%00", "3 filings"),
    ],
)
def test_hits_are_narrowed_to_a_court_and_a_year(client: Client, query: str, said: str) -> None:
    scattered()
    assert said in pages.text(pages.parsed(client.get(f"/search/?q=champerty{query}")))


def test_of_a_common_word_the_pages_of_one_court_are_walked_whole() -> None:
    filings(1_050)
    other = factories.docket(court=factories.court("nysd"))
    factories.filing(docket=other, long_text="NOTICE of Appearance")
    found = search_filings("appearance", Narrowing(court="nysd"))
    assert (found.count, len(found.page.rows)) == (1, 1)
    common = search_filings("appearance", Narrowing(court="wawd"))
    assert common.facets.courts == [("wawd", "W.D. Wash.", None)]
    assert common.page.after


def test_a_court_without_an_abbreviation_is_named_and_nothing_found_leads_nowhere(client: Client) -> None:
    court = factories.court("kingsuperct", citation="", name="King County Superior Court")
    factories.filing(docket=factories.docket(court=court), long_text="COMPLAINT about champerty")
    found = pages.parsed(client.get("/search/", {"q": "champerty"}))
    assert "King County Superior Court" in pages.text(found) and "kingsuperct" not in pages.text(found)
    assert "rulings with these words" in pages.links(found)
    assert "rulings with these words" not in pages.links(pages.parsed(client.get("/search/", {"q": "barratry"})))


@pytest.mark.parametrize("typed", ["Parlor", "parlr", "Amazn Web Servces", "Amazonn", "Parler v. Amazn", "Rothstien Bros"])
def test_a_misspelled_name_finds_its_case(client: Client, typed: str) -> None:
    docket = factories.docket(case_name="Parler LLC v. Amazon Web Services, Inc.")
    factories.party(docket=docket, name="Rothstein Brothers, Inc.")
    factories.docket(case_name="Doe v. Bellwether Freight")
    page = pages.parsed(client.get("/search/", {"q": typed}))
    assert [pages.text(found) for found in page.iter("h3")] == ["Parler LLC v. Amazon Web Services, Inc."]
    named = {pages.text(label) for label in pages.by_class(page, "label")} & {"Did you mean", "Cases"}
    assert len(named) == 1, named


@pytest.mark.parametrize("typed", ["zymurgy", "Doe", "order", "x" * 81, "%", "the of and"])
def test_nothing_is_offered_for_what_is_no_name(client: Client, typed: str) -> None:
    factories.docket(case_name="Parler LLC v. Amazon Web Services, Inc.")
    page = pages.parsed(client.get("/search/", {"q": typed}))
    assert "Did you mean" not in pages.text(page) and not list(page.iter("h3"))


def test_cases_that_turned_out_to_be_others_are_not_offered(client: Client) -> None:
    case = factories.docket(case_name="Parler LLC v. Amazon Web Services, Inc.")
    factories.docket(case_name="Parler LLC v. Amazon, merged away", merged_into=case)
    page = pages.parsed(client.get("/search/?q=Parlor"))
    assert [pages.text(found) for found in page.iter("h3")] == ["Parler LLC v. Amazon Web Services, Inc."]
