"""The page of search: what it finds, how hits lie, and what it says."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.utils import timezone

from casetracker.outages import database_away
from dockets.models import Filing, Representation
from dockets.search.full_text import SAMPLED, search_filings
from rulings.search.filings import count_facets
from rulings.views.all_cases.search import CASES_SHOWN
from rulings.vocabulary.kinds import Kind
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


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
    assert (
        pages.links(pages.parsed(client.get("/search/?q=parler")))["Parler LLC v. Amazon"]
        == "/cases/wawd/2:21-cv-00031/"
    )


def test_of_many_cases_of_a_name_the_latest_are_shown_and_the_others_are_one_step_away(client: Client) -> None:
    for number in range(CASES_SHOWN - 1):
        factories.docket(case_name=f"Amazon & {number}", date_last_filing=None)
    factories.docket(case_name="Amazon v. Old", date_last_filing=date(2019, 1, 1))
    shown = pages.links(pages.parsed(client.get("/search/?q=Amazon")))
    assert shown["All cases of this name"] == "/cases/?q=Amazon"
    factories.docket(case_name="Amazon v. New", date_last_filing=date(2021, 1, 1))
    page = pages.parsed(client.get("/search/?q=Amazon"))
    assert [pages.text(heading) for heading in page.iter("h3")][:3] == ["Amazon v. New", "Amazon v. Old", "Amazon & 0"]
    assert "All cases of this name" not in pages.links(pages.parsed(client.get("/search/?q=New")))


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
    factories.many_filings(docket=factories.docket(), number=number, text="NOTICE of Appearance")
    # Words elsewhere; a savepoint of the test's transaction and its end; limits; ids; by case; a page; how they lie;
    # cases of that name; people by four kinds, and three sorts of editors' words, each with a savepoint, its end and a
    # limit.
    with django_assert_num_queries(22):
        client.get("/search/?q=appearance")


@pytest.mark.parametrize("place", ["0", "garbage", "WyIyMDIxLTAxLTAxIl0", "bnVsbA"])
def test_a_place_that_is_none_is_known_before_anything_is_searched(
    client: Client, place: str, django_assert_num_queries: Any
) -> None:
    factories.many_filings(docket=factories.docket(), number=1, text="NOTICE of Appearance")
    with django_assert_num_queries(8):
        client.get(f"/search/?q=appearance&after={place}")


def scattered() -> None:
    """A word in three filings of two courts and two years, one of them undated."""
    seattle, york = factories.docket(), factories.docket(court=factories.court("nysd"))
    for docket, day in ((seattle, date(2021, 1, 11)), (york, date(2020, 5, 1)), (york, None)):
        factories.filing(docket=docket, date_filed=day, long_text="MOTION about champerty")


def test_hits_are_counted_by_court_and_year(client: Client) -> None:
    scattered()
    facets = count_facets(search_filings("champerty"))
    assert facets.courts == [("nysd", "S.D.N.Y.", 2), ("wawd", "W.D. Wash.", 1)]
    assert (facets.years, facets.rulings) == ([(2021, 1), (2020, 1)], 0)
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
        ("&rulings=1", "No ruling of this court or year holds these words."),
        ("&year=20020", "3 filings"),
        ("&year=0000", "3 filings"),
        ("&court=%00", "3 filings"),
    ],
)
def test_hits_are_narrowed_to_a_court_and_a_year(client: Client, query: str, said: str) -> None:
    scattered()
    assert said in pages.text(pages.parsed(client.get(f"/search/?q=champerty{query}")))


def test_a_court_without_an_abbreviation_is_named_and_nothing_found_leads_nowhere(client: Client) -> None:
    court = factories.court("kingsuperct", citation="", name="King County Superior Court")
    factories.filing(docket=factories.docket(court=court), long_text="COMPLAINT about champerty")
    found = pages.parsed(client.get("/search/", {"q": "champerty"}))
    assert "King County Superior Court" in pages.text(found) and "kingsuperct" not in pages.text(found)
    assert "rulings with these words" in pages.links(found)
    assert "rulings with these words" not in pages.links(pages.parsed(client.get("/search/", {"q": "barratry"})))


def test_of_more_than_a_thousand_hits_a_sample_of_all_courts_is_looked_at() -> None:
    """The case that was imported first has more hits than are counted; the other court is named all the same."""
    first, later = factories.docket(), factories.docket(court=factories.court("nysd"))
    for docket, number in ((first, 1_050), (later, 300)):
        factories.many_filings(docket=docket, number=number, text="NOTICE of Appearance", kind=Kind.ORDER)
    results = search_filings("appearance")
    facets = count_facets(results)
    assert facets.courts == [("wawd", "W.D. Wash.", None), ("nysd", "S.D.N.Y.", None)] and facets.rulings is None
    # A row that is written again moves to the end of its table.
    Filing.objects.filter(pk__in=results.ids[::2]).update(changed_at=timezone.now())
    assert search_filings("appearance").ids == results.ids and len(results.ids) == SAMPLED


def decided(**words: Any) -> None:
    """A ruling whose words stand in no court's text, one without, and a filing that is none."""
    docket = factories.docket(docket_number="2:21-cv-00031")
    claim = factories.claim(docket=docket)
    for number, kind in (("9", Kind.MOTION), ("34", Kind.ORDER), ("40", Kind.ORDER)):
        filing = factories.filing(docket=docket, number=number, long_text=f"PAPER of {kind}")
        factories.event(filing=filing, kind=kind)
        if number == "34":
            factories.disposition(
                ruling=factories.ruling(filing=filing, citation="514 F. Supp. 3d 1261"), claim=claim, **words
            )


@pytest.mark.parametrize(
    ("typed", "marked"),
    [
        ("balancing hardships", ["balance", "hardships"]),
        ('"scantest speculation"', ["scantest", "speculation"]),
        ("Winter", ["Winter"]),
        ("F. Supp. 1261", []),
    ],
)
def test_a_ruling_is_found_by_the_words_of_what_it_decided(client: Client, typed: str, marked: list[str]) -> None:
    decided(
        reason="The balance of hardships favours Amazon",
        quotation="only the <i>scantest speculation",
        standard="Winter factors",
    )
    page = pages.parsed(client.get("/search/", {"q": typed}))
    (hit,) = [item for item in pages.by_class(page, "item") if pages.by_class(item, "words")]
    assert pages.links(hit)["34"] == "/cases/wawd/2:21-cv-00031/filings/34/"
    told = pages.by_class(hit, "told")
    assert [pages.text(mark) for said in told for mark in said.iter("mark")] == marked
    assert [bool(pages.by_class(hit, "words")[1:]), "“" in "".join(map(pages.text, told))] == ["scantest" in typed] * 2
    ruling = pages.parsed(client.get("/rulings/", {"q": typed}))
    assert "1 ruling, newest first" in pages.text(ruling)


def test_a_quotation_from_elsewhere_says_so_and_is_not_in_the_courts_type(client: Client) -> None:
    decided(quotation="scantest speculation", quoted_from="a report")
    page = pages.parsed(client.get("/search/?q=speculation"))
    (told,) = pages.by_class(page, "told")
    assert told.get("class") == "told"
    said = "“scantest speculation ” quoted by the editors from a report; not checked against a text kept here"
    assert pages.text(told) == said


def test_a_filing_is_found_by_what_its_documents_are_called(client: Client) -> None:
    filing = factories.filing(
        docket=factories.docket(docket_number="2:21-cv-00031"), number="7", long_text="DECLARATION of Matze"
    )
    factories.document(filing=filing, number=3, description="Exhibit C screenshots <of> messages")
    factories.document(filing=filing, number=4, description="Exhibit D")
    (hit,) = pages.by_class(pages.parsed(client.get("/search/?q=screenshot")), "item")
    assert pages.links(hit)["7"] == "/cases/wawd/2:21-cv-00031/filings/7/"
    (told,) = pages.by_class(hit, "told")
    assert pages.text(told) == "Exhibit C screenshots <of> messages" and "“" not in pages.text(told)


def test_words_of_a_decision_are_found_beside_those_of_texts_and_in_one_order(client: Client) -> None:
    decided(reason="A paper of no weight")
    assert "3 filings, newest first" in pages.text(pages.parsed(client.get("/search/?q=paper")))
    assert "2 rulings, newest first" in pages.text(pages.parsed(client.get("/rulings/?q=paper")))


def test_a_common_word_is_walked_together_with_what_was_decided_in_it(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=1_050, text="NOTICE of Appearance")
    last = factories.filing(docket=docket, date_filed=date(2040, 1, 1), long_text="ORDER")
    factories.disposition(
        ruling=factories.ruling(filing=last), claim=factories.claim(docket=docket), reason="The appearance was late"
    )
    page = pages.parsed(client.get("/search/?q=appearance"))
    first = next(item for item in pages.by_class(page, "item") if pages.by_class(item, "words"))
    assert "The appearance was late" in pages.text(first)


def test_hits_are_narrowed_to_rulings(client: Client) -> None:
    decided()
    found = pages.parsed(client.get("/search/?q=paper&after=x"))
    assert pages.links(found)["rulings only (2)"] == "?q=paper&rulings=1&filings=1"
    only = pages.parsed(client.get("/search/?q=paper&rulings=1&filings=1"))
    assert "2 rulings, newest first" in pages.text(only) and "PAPER of motion" not in pages.text(only)
    assert pages.links(only)["all filings"] == "?q=paper&filings=1"


@pytest.mark.parametrize(
    "typed", ["Parlor", "parlr", "Amazn Web Servces", "Amazonn", "Parler v. Amazn", "Rothstien Bros"]
)
def test_a_misspelled_name_finds_its_case(client: Client, typed: str) -> None:
    docket = factories.docket(case_name="Parler LLC v. Amazon Web Services, Inc.")
    factories.party(docket=docket, name="Rothstein Brothers, Inc.")
    factories.docket(case_name="Doe v. Bellwether Freight")
    page = pages.parsed(client.get("/search/", {"q": typed}))
    found = [pages.text(heading) for heading in page.iter("h3")]
    assert found[0] == "Parler LLC v. Amazon Web Services, Inc." and "Doe v. Bellwether Freight" not in found
    named = {pages.text(label) for label in pages.by_class(page, "label")} & {"Did you mean", "Cases"}
    assert len(named) == 1, named


@pytest.mark.django_db(transaction=True)
def test_names_that_take_too_long_to_compare_cost_no_hit(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """Kept waiting by a lock that another connection holds."""
    monkeypatch.setattr("dockets.search.names.TIMEOUT", "50ms")
    factories.filing(docket=factories.docket(), long_text="MOTION about champerty")
    with connection.copy().cursor() as other, connection.cursor() as own:
        own.execute("SET statement_timeout = '100ms'")
        other.execute("BEGIN; LOCK TABLE dockets_party IN ACCESS EXCLUSIVE MODE")
        try:
            assert "1 filing, newest first" in pages.text(pages.parsed(client.get("/search/?q=champerty")))
            assert "No filing holds these words" in pages.text(pages.parsed(client.get("/search/?q=Parlor")))
            strict = Client(raise_request_exception=False)
            page = pages.parsed(strict.get("/cases/?q=Parlor"), 503)
            assert "This took too long" in pages.text(page) and "ask for less" in pages.text(page)
            problem = strict.get("/api/v1/cases/?q=Parlor")
            assert (problem.status_code, problem.json()["detail"]) == (503, database_away.SLOW) and problem[
                "Retry-After"
            ]
        finally:
            other.connection.close()
            own.execute("RESET statement_timeout")


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


def test_people_and_editors_words_stand_before_the_filings(client: Client) -> None:
    docket = factories.docket(case_name="Parler LLC v. Amazon")
    lawyer = factories.attorney(name="David Groesbeck", firm="Groesbeck PS")
    party = factories.party(docket=docket, name="Parler LLC")
    Representation.objects.create(party=party, attorney=lawyer, roles=[], as_of=party.as_of)
    claim = factories.claim(docket=docket, ground="Sherman Act § 1", title="Conspiracy in restraint of trade")
    factories.claim(docket=docket, number=2, ground="Lanham Act", status="draft")
    factories.milestone(docket=docket, headline="AWS ends the hosting")
    found = {
        words: pages.links(pages.parsed(client.get("/search/", {"q": words})))
        for words in ("groesbeck", "sherman act", "lanham act", "aws")
    }
    assert found["groesbeck"]["David Groesbeck"] == "/people/lawyer/David%20Groesbeck/"
    assert found["groesbeck"]["Groesbeck PS"] == "/people/firm/Groesbeck%20PS/"
    named = "Claim 1: Conspiracy in restraint of trade · Sherman Act § 1"
    assert found["sherman act"][named].endswith(f"/claims/#claim-{claim.pk}")
    assert not [link for link in found["lanham act"] if "Claim" in link]
    assert "AWS ends the hosting" in found["aws"]


def test_a_case_with_many_hits_is_one_heading_and_fills_no_page(client: Client) -> None:
    busy, other = factories.docket(case_name="Busy v. Case"), factories.docket(case_name="Other v. Case")
    for entry in range(30):
        factories.filing(
            docket=busy, number=str(entry), date_filed=date(2024, 1, 2), long_text="MOTION about champerty"
        )
    factories.filing(docket=other, date_filed=date(2024, 1, 1), long_text="MOTION about champerty")
    page = pages.parsed(client.get("/search/?q=champerty"))
    first, second = [item for item in pages.by_class(page, "item") if item.find("div") is not None]
    assert [len(item.findall("div")) for item in (first, second)] == [3, 1]
    assert "27 more of this case" in pages.text(first) and "31 filings, newest first" in pages.text(page)
    assert pages.links(first)["all on its timeline"].endswith("?q=champerty")


def test_hits_are_sorted_by_relevance_where_that_is_chosen(client: Client) -> None:
    docket = factories.docket(case_name="Long v. Short")
    told = {
        "1": f"DECLARATION of {'many other matters ' * 30} and of champerty",
        "2": "MOTION about champerty, champerty",
        "3": "ORDER about champerty, champerty",
        "4": "LETTER",
    }
    for number, text in told.items():
        day = date(2024, 1, int(number)) if number != "1" else date(2024, 2, 1)
        filing = factories.filing(docket=factories.docket(), number=number, date_filed=day, long_text=text)
        factories.event(filing=filing, kind=Kind.ORDER if number == "3" else Kind.MOTION)
    page = pages.parsed(client.get("/search/?q=champerty"))
    assert [pages.text(hit)[:1] for hit in pages.by_class(page, "hit")] == ["1", "3", "2"]
    asked = pages.links(page)["most relevant first"]
    ranked = pages.parsed(client.get(f"/search/{asked}"))
    assert [pages.text(hit)[:1] for hit in pages.by_class(ranked, "hit")] == ["3", "2", "1"], "a ruling before a motion"
    assert "3 filings, most relevant first" in pages.text(ranked) and "newest first" in pages.links(ranked)
    factories.many_filings(docket=docket, number=1_050, text="NOTICE of Appearance")
    common = pages.parsed(client.get("/search/?q=appearance&order=relevance"))
    assert "most relevant first among the newest 1,000" in pages.text(common)
    assert "997 more of this case" in pages.text(common)


def test_pages_by_relevance_lead_on_and_back(client: Client) -> None:
    for number in range(25):
        factories.filing(docket=factories.docket(), number=str(number), long_text=f"MOTION {'x ' * number} champerty")
    first = pages.parsed(client.get("/search/?q=champerty&order=relevance"))
    second = pages.parsed(client.get(f"/search/{pages.links(first)['Less relevant']}"))
    shown = [pages.text(hit).split()[0] for page in (first, second) for hit in pages.by_class(page, "hit")]
    assert shown == [str(number) for number in range(25)]
    back = pages.parsed(client.get(f"/search/{pages.links(second)['More relevant']}"))
    assert [pages.text(hit) for hit in pages.by_class(back, "hit")] == [
        pages.text(hit) for hit in pages.by_class(first, "hit")
    ]


def test_a_misspelled_name_of_a_lawyer_a_firm_a_judge_or_a_statute_is_corrected(client: Client) -> None:
    docket = factories.docket(case_name="Parler LLC v. Amazon", assigned_to="Barbara J. Rothstein")
    factories.filing(docket=docket, long_text="MOTION for summary judgment, right away")
    lawyer = factories.attorney(name="David J. Groesbeck", firm="Davis Wright Tremaine LLP")
    party = factories.party(docket=docket, name="Parler LLC")
    Representation.objects.create(party=party, attorney=lawyer, roles=[], as_of=party.as_of)
    factories.claim(docket=docket, ground="Sherman Act § 1", title="Conspiracy in restraint of trade")
    factories.claim(docket=docket, number=2, ground="Lanham Act", status="draft")
    found = {
        words: pages.links(pages.parsed(client.get("/search/", {"q": words})))
        for words in (
            "Groesbek",
            "davis wrigth tremaine",
            "rothstien",
            "shermann act",
            "Groesbek summary",
            "lannham act",
        )
    }
    assert found["Groesbek"]["David J. Groesbeck"] == "/people/lawyer/David%20J.%20Groesbeck/"
    assert found["Groesbek"]["Groesbeck"] == "?q=Groesbeck"
    assert "Davis Wright Tremaine LLP" in found["davis wrigth tremaine"]
    assert found["davis wrigth tremaine"]["davis Wright tremaine"] == "?q=davis+Wright+tremaine"
    assert "Barbara J. Rothstein" in found["rothstien"]
    assert found["shermann act"]["Sherman act"] == "?q=Sherman+act"
    assert found["Groesbek summary"]["Groesbeck summary"] == "?q=Groesbeck+summary"
    assert not [name for name in found["lannham act"] if "anham" in name], "a draft is nobody's business"
