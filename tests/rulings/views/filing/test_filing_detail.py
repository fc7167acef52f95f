"""The page of one filing."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Correction, TextReading
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def address(docket: Docket, reference: str) -> str:
    return f"{build_docket_url(docket.court_id, docket.docket_number)}filings/{reference}/"


def get(client: Client, filing: Filing) -> Any:
    return pages.parsed(client.get(address(filing.docket, filing.public_id)))


def test_it_shows_the_filing(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    filing = factories.filing(
        docket=docket,
        number="34",
        date_filed=date(2021, 1, 21),
        date_entered=date(2021, 1, 22),
        long_text="ORDER denying 2 Motion",
    )
    factories.document(filing=filing, page_count=14, url="https://court.example/34")
    factories.document(filing=filing, number=1, description="Proposed order", url="javascript:alert(1)")
    factories.event(
        filing=filing, kind=Kind.ORDER, headline="Order denying motion", outcome="denied", filed_by="the Court"
    )
    page = pages.parsed(client.get(address(docket, "34")))
    assert pages.text(page.find(".//h1")) == "Order denying motion"
    assert pages.text(pages.by_class(page, "kicker")[0]) == "Order · number 34"
    assert pages.text(pages.by_class(page, "facts")[0]) == (
        "Filed Jan. 21, 2021 Entered Jan. 22, 2021 By the Court First seen March 5, 2021, 9 a.m. PST"
    )
    assert "ORDER denying 2 Motion" in pages.text(page)
    assert pages.links(page)["Main document"] == "https://court.example/34"
    assert "Proposed order" not in pages.links(page)
    assert "1 · Proposed order" in pages.text(page)
    assert pages.links(page)["Parler LLC v. Amazon Web Services, Inc."].startswith("/cases/wawd/2:21-cv-00031/#e")
    assert pages.by_id(page, "address").get("value") == f"http://testserver{address(docket, filing.public_id)}"


def test_it_shows_what_a_ruling_decided_and_who_read_it(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, number="34")
    defendant = factories.party(docket=docket, name="Amazon Web Services, Inc.", side="defendant")
    disposition = factories.disposition(
        ruling=factories.ruling(filing=filing),
        claim=factories.claim(docket=docket, title="Breach of contract"),
        outcome=Outcome.DISMISSED,
        quotation="failed to raise",
        place="at 5",
        reason="No breach was shown.",
    )
    disposition.parties.add(defendant)
    item = pages.text(pages.by_class(get(client, filing), "decided")[0].find("li"))
    assert item == (
        "1 · Breach of contract as to Amazon Web Services, Inc. Dismissed failed to raise at 5 No breach was shown. "
        "Read by machine from this text"
    )


def test_what_the_text_cites_is_a_link_and_the_text_is_escaped(client: Client) -> None:
    filing = factories.filing(
        docket=factories.docket(),
        number="5",
        long_text="ORDER <b>under</b> 28 U.S.C. 1404(a); see 531 U.S. 98 <i>at</i> 5",
    )
    TextReading.objects.create(
        filing=filing,
        docket=filing.docket,
        key="",
        value=[],
        cites=[
            [19, "28 U.S.C. 1404", "https://law.example/28/1404"],
            [42, "531 U.S. 98", "https://cases.example/us/531/98/"],
        ],
    )
    words = pages.by_class(get(client, filing), "words")[0]
    assert "".join(words.itertext()) == "ORDER <b>under</b> 28 U.S.C. 1404(a); see 531 U.S. 98 <i>at</i> 5"
    assert pages.links(words) == {
        "28 U.S.C. 1404": "https://law.example/28/1404",
        "531 U.S. 98": "https://cases.example/us/531/98/",
    }


def test_attachments_that_only_the_text_names_stand_with_the_documents(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(
        docket=docket, number="5", long_text="MOTION (Attachments: # 1 Exhibit <A>, # 2)(Doe, Jane)"
    )
    factories.document(filing=filing, url="https://court.example/5")
    listed = pages.by_class(get(client, filing), "side")[0].find("section/ul")
    assert listed is not None
    assert [pages.text(item) for item in listed] == [
        "Main document",
        "1 · Exhibit <A> Named in the court’s text PACER, price unknown",
        "2 · Attachment Named in the court’s text PACER, price unknown",
    ]
    factories.document(filing=filing, number=1, description="Exhibit A, as the court lists it")
    assert "Named in the court’s text" not in pages.text(get(client, filing))


def test_it_shows_the_thread_and_the_hearings_it_sets(client: Client) -> None:
    docket = factories.docket()
    motion = factories.filing(docket=docket, number="2")
    answer = {
        "relation": "opposes",
        "outgoing": False,
        "number": "9",
        "public_id": "zzzzzzzzzzzz",
        "headline": "Opposition",
        "date": "2021-01-12",
    }
    unseen = {
        "relation": "about",
        "outgoing": True,
        "number": "1",
        "public_id": "",
        "headline": "",
        "date": None,
        "outcome": "",
    }
    factories.event(filing=motion, kind=Kind.MOTION, thread=[unseen, answer])
    factories.hearing(
        docket=docket,
        filing=motion,
        title="Motion hearing",
        starts_at=datetime(2021, 1, 14, 18, 0, tzinfo=UTC),
        place="by video",
    )
    page = get(client, motion)
    assert pages.links(page)["opposed Jan. 12"] == address(docket, "9")
    assert "re 1" in pages.text(page)
    assert "Motion hearing Jan. 14, 2021, 10 a.m. PST · by video" in pages.text(page)


def test_it_shows_where_each_word_came_from(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, number="34", long_text="ORDER denying motion")
    day = timedelta(days=1)
    factories.observation(
        filing=filing, channel="court-feed", long_text="", short_text="Order on Motion", first_as_of=factories.NOW
    )
    factories.observation(
        filing=filing,
        long_text="ORDER granting motion",
        first_as_of=factories.NOW + day,
        last_as_of=factories.NOW + 2 * day,
    )
    factories.observation(
        filing=filing, first_as_of=factories.NOW + 3 * day, payload=factories.payload(name="second visit.html")
    )
    feed, first, second = pages.by_class(get(client, filing), "seen")
    assert pages.text(feed) == ("court feed : number 34, filed Jan. 11, 2021 Seen March 5, 2021 Order on Motion")
    assert "last seen March 7, 2021 ORDER granting motion" in pages.text(first)
    assert "The wording changed" in pages.text(second)
    assert [(piece.tag, pages.text(piece)) for piece in second.iter() if piece.tag in ("ins", "del")] == [
        ("del", "granting"),
        ("ins", "denying"),
    ]


def test_the_same_words_from_another_source_are_said_to_be_the_same(client: Client) -> None:
    filing = factories.filing(docket=factories.docket())
    factories.observation(filing=filing)
    factories.observation(filing=filing, channel="docket-json", first_as_of=factories.NOW + timedelta(days=1))
    assert "The same words." in pages.text(pages.by_class(get(client, filing), "seen")[1])


def test_a_source_that_tells_no_words_strikes_none_out(client: Client) -> None:
    filing = factories.filing(docket=factories.docket())
    factories.observation(filing=filing, channel="court-feed", long_text="", short_text="Order on Motion")
    later = factories.NOW + timedelta(days=1)
    factories.observation(filing=filing, channel="docket-json", long_text="", short_text="", first_as_of=later)
    silent = pages.by_class(get(client, filing), "seen")[1]
    assert "No words; the dates or documents" in pages.text(silent)
    assert not list(silent.iter("del"))


def test_neighbours_follow_the_order_of_the_docket(client: Client) -> None:
    docket = factories.docket()
    days = [date(2021, 1, 12), date(2021, 1, 11), date(2021, 1, 12), None]
    last, first, then, undated = (
        factories.filing(docket=docket, date_filed=day, position=9 - n) for n, day in enumerate(days)
    )
    order = [first, then, last, undated]
    turns = [pages.links(pages.by_class(get(client, filing), "turns")[0]) for filing in order]
    addresses = [address(docket, filing.public_id) for filing in order]
    assert [turn.get("The filing after →") for turn in turns] == [*addresses[1:], None]
    assert [turn.get("← The filing before") for turn in turns] == [None, *addresses[:-1]]


def test_a_merged_filing_leads_to_its_survivor_for_good(client: Client) -> None:
    docket = factories.docket()
    survivor = factories.filing(docket=docket, number="5")
    middle = factories.filing(docket=docket, merged_into=survivor)
    loser = factories.filing(docket=docket, number="5", merged_into=middle)
    response = client.get(address(docket, loser.public_id))
    assert (response.status_code, response["Location"]) == (302, address(docket, survivor.public_id))
    assert client.get(address(docket, "5")).status_code == 200


def test_a_number_borne_by_two_filings_is_a_choice(client: Client) -> None:
    docket = factories.docket()
    first = factories.filing(docket=docket, number="12", long_text="MOTION to Seal")
    second = factories.filing(docket=docket, number="12", date_filed=date(2021, 2, 1), long_text="ORDER on seal")
    page = pages.parsed(client.get(address(docket, "12")))
    assert pages.links(page)["Jan. 11, 2021"] == address(docket, first.public_id)
    assert pages.links(page)["Feb. 1, 2021"] == address(docket, second.public_id)
    assert "ORDER on seal" in pages.text(page)


def test_a_public_id_under_another_docket_still_leads_home(client: Client) -> None:
    filing = factories.filing(docket=factories.docket())
    response = client.get(address(factories.docket(), filing.public_id))
    assert (response.status_code, response["Location"]) == (302, address(filing.docket, filing.public_id))


def test_another_writing_of_the_number_leads_to_the_filing(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.filing(docket=docket, number="34")
    response = client.get("/cases/wawd/C21-0031-BJR/filings/34/")
    assert (response.status_code, response["Location"]) == (302, address(docket, "34"))


@pytest.mark.parametrize("reference", ["99", "nosuchpublicid", "%00", "9" * 300])
def test_an_unknown_filing_is_not_found(client: Client, reference: str) -> None:
    pages.parsed(client.get(address(factories.docket(), reference)), 404)


def test_doubts_are_said(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, missing_since=factories.NOW)
    other = factories.filing(docket=docket, number="7", possible_duplicate_of=filing)
    page = get(client, filing)
    assert "No longer on the court’s docket, last seen there March 5, 2021, 9 a.m. PST" in pages.text(page)
    assert pages.links(page)["7"] == address(docket, other.public_id)
    assert "an unnumbered entry" in pages.links(get(client, other))


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    docket = factories.docket()
    filing = factories.many_filings(docket=docket, number=number)[0]
    for place in range(number):
        factories.observation(filing=filing)
        factories.document(filing=filing, number=place)
        factories.hearing(docket=docket, filing=filing, title=str(place))
    # The filing with its docket; event; what stands around it; documents; hearings; observations; notes.
    with django_assert_num_queries(7):
        client.get(address(docket, "1"))
    # And what it decided.
    factories.ruling(filing=filing)
    with django_assert_num_queries(8):
        client.get(address(docket, "1"))


def test_of_two_with_one_number_each_keeps_its_own_documents(client: Client, users: Any) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, number="12")
    factories.document_text(filing=filing, by=users.editor, pages=["Words that are read"])
    assert pages.links(get(client, filing))["Read its text"] == f"{address(docket, '12')}documents/0/"
    factories.filing(docket=docket, number="12")
    page = get(client, filing)
    where = pages.links(page)["Read its text"]
    assert where == f"{address(docket, filing.public_id)}documents/0/"
    read = pages.parsed(client.get(where))
    assert "Words that are read" in pages.text(read)
    for shown, its_own in ((page, address(docket, filing.public_id)), (read, where)):
        (canonical,) = [link.get("href") for link in shown.iter("link") if link.get("rel") == "canonical"]
        assert canonical == f"http://testserver{its_own}"


def test_it_shows_the_words_that_a_reference_rests_on(client: Client) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.filing(docket=docket, number="2", long_text="MOTION to Dismiss by Elm Corp.")
    factories.filing(docket=docket, number="3", long_text="ORDER denying 2 Motion to Dismiss. So ordered.")
    interpret_docket(docket.pk)
    page = pages.parsed(client.get("/cases/wawd/2:21-cv-00031/filings/3/"))
    (said,) = [small for small in page.iter("small") if small.get("class") == "words"]
    assert pages.text(said) == "“ORDER denying 2 Motion to Dismiss. So ordered.”"
    other = pages.parsed(client.get("/cases/wawd/2:21-cv-00031/filings/2/"))
    assert not [small for small in other.iter("small") if small.get("class") == "words"]


@pytest.mark.parametrize("who", ["corrected", "titled"])
def test_an_editors_headline_never_enters_a_citation(client: Client, who: str) -> None:
    docket = factories.docket(docket_number="2:21-cv-00031")
    order = factories.filing(docket=docket, number="3", long_text="ORDER denying Motion to Dismiss.")
    if who == "corrected":
        Correction.objects.create(docket=docket, filing=order, field="headline", value="A blow", at=factories.NOW)
    else:
        factories.ruling(filing=order, title="A blow", read_by_machine=False)
    interpret_docket(docket.pk)
    page = pages.parsed(client.get("/cases/wawd/2:21-cv-00031/filings/3/"))
    assert pages.text(page.find(".//h1")) == "A blow"
    cited = pages.text(pages.by_id(page, "citation"))
    assert "Order denying motion to dismiss" in cited and "A blow" not in cited
