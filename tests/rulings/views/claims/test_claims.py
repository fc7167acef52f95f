"""The matrix of claims: its page, and what is taken away from it."""

import csv
import io
import json
import struct
from datetime import UTC, date, datetime
from typing import Any

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from lxml import etree

from dockets.models import Docket
from rulings.claims.matrix import build_matrix
from rulings.models import Claim, Position, Repleading
from rulings.pictures.svg import render_png
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories, hostile, pages

pytestmark = pytest.mark.django_db

BASE = "/cases/wawd/2:21-cv-00031/"
CLAIMS = f"{BASE}claims/"


JUDGE = "Judge Barbara J. Rothstein"


@pytest.fixture
def docket() -> Docket:
    return factories.docket(docket_number="2:21-cv-00031")


@pytest.fixture
def parler(docket: Docket) -> Docket:
    """Two claims, an order on both, and a notice that withdraws them."""
    parler, aws = (
        factories.party(docket=docket),
        factories.party(docket=docket, name="AWS", type="Defendant", side="defendant"),
    )
    complaint = factories.filing(docket=docket, number="1")
    factories.event(filing=complaint, kind=Kind.COMPLAINT)
    order = factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying 2 Motion"
    )
    factories.event(filing=order, kind=Kind.ORDER)
    notice = factories.filing(docket=docket, date_filed=date(2021, 3, 2), long_text="NOTICE of Voluntary Dismissal")
    factories.event(filing=notice, kind=Kind.NOTICE)
    motion = factories.motion(filing=factories.filing(docket=docket, number="2"), title="Motion for TRO")
    ruling = factories.ruling(
        filing=order,
        title="Injunction denied",
        standard="Likely success.",
        judge="Barbara J. Rothstein",
        read_by_machine=False,
    )
    ended = factories.ruling(filing=notice, title="Voluntary dismissal", by_parties=True, read_by_machine=False)
    factories.disposition(ruling=ruling, motion=motion, read_by_machine=False)
    for number, title in enumerate(("Conspiracy", "Breach of contract"), start=1):
        claim = factories.claim(docket=docket, number=number, title=title, ground="15 U.S.C. § 1", pleading=complaint)
        claim.asserted_by.add(parler)
        claim.against.add(aws)
        said: dict[str, Any] = {
            "reason": "Nothing was shown.",
            "quotation": "dwindlingly slight",
            "place": "at 8",
            "read_by_machine": False,
        }
        factories.disposition(ruling=ruling, claim=claim, outcome=Outcome.NOT_LIKELY_TO_SUCCEED, **said)
        factories.disposition(ruling=ended, claim=claim, outcome=Outcome.WITHDRAWN, read_by_machine=False)
        Position.objects.create(claim=claim, stance="for", text="Says that they conspired.", filing=complaint)
    return docket


def shown(client: Client, query: str = "") -> Any:
    return pages.parsed(client.get(CLAIMS + query))


def rows(page: Any) -> list[list[str]]:
    return [[pages.text(cell) for cell in row if cell.tag in ("th", "td")] for row in page.iter("tr")]


def test_claims_stand_down_and_rulings_across_and_what_became_of_each_at_the_end(
    client: Client, parler: Docket
) -> None:
    page = shown(client)
    head, first, second = rows(page)
    assert head == [
        "Claim",
        f"Injunction denied Order of Jan. 21, 2021 · 34 2 Motion for TRO: Denied Standard Likely success. {JUDGE}",
        "Voluntary dismissal Notice of March 2, 2021 · on the docket",
        "Today",
    ]
    assert first == [
        "1 · Conspiracy 15 U.S.C. § 1 · Parler LLC against AWS · Complaint of Jan. 11, 2021",
        "Injunction denied, Order of Jan. 21, 2021 Not likely to succeed Nothing was shown. dwindlingly slight at 8",
        "Voluntary dismissal, Notice of March 2, 2021 Withdrawn",
        "Today Never decided Withdrawn March 2, 2021",
    ]
    assert second[0].startswith("2 · Breach of contract")
    assert (
        pages.text(pages.by_class(page, "standfirst")[0]) == "Two claims, one ruling. All ended without being decided."
    )
    assert pages.links(page)["34"] == f"{BASE}filings/34/"
    assert "Says that they conspired." in pages.text(pages.by_class(page, "says")[0])
    assert {"Picture (PNG)", "Picture (SVG)", "Table (CSV)", "JSON"} <= pages.links(page).keys()


def test_a_word_opens_to_its_reason_without_javascript(client: Client, parler: Docket) -> None:
    opened, _ = [item for item in shown(client).iter("details") if "Not likely" in pages.text(item)]
    assert pages.text(opened.find("summary")) == "Not likely to succeed"
    assert opened.get("open") is not None
    for number in range(3, 9):
        factories.claim(docket=parler, number=number)
    folded = [item for item in shown(client).iter("details") if "Not likely" in pages.text(item)]
    assert [item.get("open") for item in folded] == [None, None]
    unfolded = [item for item in shown(client, "?open=all").iter("details") if "Not likely" in pages.text(item)]
    assert None not in [item.get("open") for item in unfolded]


def test_it_tells_how_things_stood_on_any_day(client: Client, parler: Docket) -> None:
    page = shown(client, "?on=2021-02-01")
    head, first, _ = rows(page)
    assert (len(head), head[-1], first[-1]) == (
        3, "Feb. 1, 2021", "Feb. 1, 2021 Not decided yet Not likely to succeed Jan. 21, 2021",
    )  # fmt: skip
    assert pages.links(page)["JSON"] == f"{BASE}claims.json?on=2021-02-01"
    assert rows(shown(client, "?on=2021-01-15"))[1][-1] == "Jan. 15, 2021 Not decided yet"


def test_what_was_not_claimed_yet_on_a_day_does_not_stand_there(client: Client, parler: Docket) -> None:
    amended = factories.filing(docket=parler, number="20", date_filed=date(2021, 2, 10), long_text="AMENDED COMPLAINT")
    factories.claim(docket=parler, number=3, title="Fraud", pleading=amended)
    Position.objects.create(claim=Claim.objects.get(number=1), stance="against", text="Denies it.", filing=amended)
    assert len(rows(shown(client))) == 4 and "Denies it." in pages.text(shown(client))
    then = shown(client, "?on=2021-02-09")
    assert len(rows(then)) == 3 and "Two claims" in pages.text(then) and "Denies it." not in pages.text(then)
    before = pages.text(shown(client, "?on=2021-01-10"))
    assert "No claim had been made by Jan. 10, 2021" in before and "No claims are entered" not in before
    for form in ("json", "csv", "svg", "png"):
        assert client.get(f"{BASE}claims.{form}?on=2021-01-10").status_code == 200, form


def test_a_case_that_was_closed_later_was_open_on_a_day(client: Client, docket: Docket) -> None:
    docket.date_terminated = date(2021, 3, 2)
    docket.save()
    factories.claim(docket=docket)
    assert rows(shown(client))[1][-1] == "Today Never decided Case closed March 2, 2021"
    assert rows(shown(client, "?on=2021-03-01"))[1][-1] == "March 1, 2021 Not decided yet"
    assert rows(shown(client, "?on=2021-03-02"))[1][-1] == "March 2, 2021 Never decided Case closed March 2, 2021"


@pytest.mark.parametrize("typed", ["yesterday", "2021-02-30", "%00", "9999999999-01-01"])
def test_what_is_no_day_gets_a_sentence(client: Client, parler: Docket, typed: str) -> None:
    page = shown(client, f"?on={typed}")
    assert ("That is no day" in pages.text(page)) is (typed != "%00")
    if typed != "%00":
        assert client.get(f"{BASE}claims.json?on={typed}").status_code == 400


def test_where_parties_fare_differently_each_is_named(client: Client, docket: Docket) -> None:
    aws, elm = (factories.party(docket=docket, name=name, side="defendant") for name in ("AWS", "Elm Works"))
    claim = factories.claim(docket=docket)
    claim.against.add(aws, elm)
    first = factories.ruling(filing=factories.filing(docket=docket, number="9", date_filed=date(2021, 2, 1)))
    dismissed = factories.disposition(ruling=first, claim=claim, outcome=Outcome.DISMISSED)
    dismissed.parties.add(elm)
    _, row = rows(shown(client))
    assert row[1:] == [
        "Order, Filing of Feb. 1, 2021 Dismissed as to Elm Works Read by machine, not yet confirmed",
        "Today Not decided yet as to AWS Dismissed since Feb. 1, 2021 as to Elm Works",
    ]
    second = factories.ruling(
        filing=factories.filing(docket=docket, number="90", date_filed=date(2022, 1, 3)), title="Appeal"
    )
    reversal = factories.disposition(
        ruling=second, claim=claim, outcome=Outcome.REVERSED, reviews=dismissed, read_by_machine=False
    )
    reversal.parties.add(elm)
    _, row = rows(shown(client))
    assert row[1].endswith("Dismissed as to Elm Works Reversed Jan. 3, 2022 Read by machine, not yet confirmed")
    assert row[2] == "Appeal, Filing of Jan. 3, 2022 Reversed as to Elm Works on what was decided Feb. 1, 2021"
    assert row[3] == "Today Not decided yet as to AWS Open again Reversed Jan. 3, 2022 as to Elm Works"


def test_a_later_pleading_has_its_column(client: Client, parler: Docket) -> None:
    amended = factories.filing(docket=parler, number="20", date_filed=date(2021, 2, 10), long_text="AMENDED COMPLAINT")
    first, second = Claim.objects.order_by("number")
    Repleading.objects.create(claim=first, pleading=amended, change="renumbered", number=4)
    Repleading.objects.create(claim=second, pleading=amended, change="dropped")
    head, one, two = rows(shown(client, "?on=2021-02-20"))
    assert head[2] == "Amended pleading Filing of Feb. 10, 2021 · 20"
    assert (one[2], two[2]) == (
        "Amended pleading, Filing of Feb. 10, 2021 Renumbered Now number 4.",
        "Amended pleading, Filing of Feb. 10, 2021 Dropped",
    )  # fmt: skip
    assert two[3] == "Feb. 20, 2021 Never decided Withdrawn Feb. 10, 2021"


def test_a_claim_has_the_number_of_the_day_that_is_shown(client: Client, parler: Docket) -> None:
    """The court's own number at the time, with those it had before."""
    claim = Claim.objects.get(number=1)
    for number, day, told in (
        ("20", date(2021, 2, 10), 4),
        ("40", date(2021, 2, 20), None),
        ("50", date(2021, 3, 20), 2),
    ):
        pleading = factories.filing(docket=parler, number=number, date_filed=day)
        Repleading.objects.create(claim=claim, pleading=pleading, change="amended", number=told)

    def label(query: str) -> str:
        found = [row[0].partition(" · ")[0] for row in rows(shown(client, query))]
        assert found[1] in client.get(f"{CLAIMS[:-1]}.svg{query}").content.decode()
        told, *_ = client.get(f"{CLAIMS[:-1]}.json{query}").json()["claims"]
        assert (told["label"], told["number"]) == (found[1], 1)
        return found[1]

    assert label("?on=2021-02-09") == "1"
    assert label("?on=2021-02-10") == label("?on=2021-02-28") == "4, formerly 1"
    assert label("") == "2, formerly 1 and 4"


def test_a_claim_that_is_pleaded_again_is_open_again(client: Client, parler: Docket) -> None:
    """Withdrawn on March 2, and made again by an amended complaint."""
    amended = factories.filing(docket=parler, number="50", date_filed=date(2021, 4, 1), long_text="AMENDED COMPLAINT")
    Repleading.objects.create(claim=Claim.objects.get(number=1), pleading=amended, change="amended")
    _, one, two = rows(shown(client))
    assert one[-1] == "Today Not decided yet Pleaded again April 1, 2021"
    assert two[-1] == "Today Never decided Withdrawn March 2, 2021"
    assert rows(shown(client, "?on=2021-03-31"))[1][-1] == "March 31, 2021 Never decided Withdrawn March 2, 2021"


def test_no_claims_and_claims_without_rulings(client: Client, docket: Docket) -> None:
    assert "No claims are entered for this case yet." in pages.text(shown(client))
    factories.claim(docket=docket, kind="counterclaim", number=2)
    assert rows(shown(client)) == [["Claim", "Today"], ["Counterclaim 2 · Breach of contract", "Today Not decided yet"]]
    docket.date_terminated = date(2021, 3, 2)
    docket.save()
    assert rows(shown(client))[1][1] == "Today Never decided Case closed March 2, 2021"


def test_other_spellings_of_the_number_lead_there_and_other_methods_nowhere(client: Client, parler: Docket) -> None:
    assert client.get("/cases/wawd/2:21-cv-0031/claims/?on=2021-02-01")["Location"] == f"{CLAIMS}?on=2021-02-01"
    assert client.get("/cases/wawd/2:21-cv-0031/claims.csv")["Location"] == f"{BASE}claims.csv"
    assert client.post(CLAIMS).status_code == 405
    assert client.get(f"{BASE}claims.docx").status_code == 404
    assert client.get("/cases/wawd/2:21-cv-09999/claims/").status_code == 404


@pytest.mark.parametrize("form", ["", "json", "csv", "svg"])
def test_the_number_of_queries_does_not_grow(client: Client, parler: Docket, form: str) -> None:
    address = f"{BASE}claims.{form}" if form else CLAIMS
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    ruling = parler.rulings.order_by("id")[0]
    for number in range(3, 51):
        claim = factories.claim(docket=parler, number=number, pleading=parler.filings.all()[0])
        claim.against.add(*parler.parties.all())
        factories.disposition(ruling=ruling, claim=claim).parties.add(*parler.parties.all())
        own = factories.ruling(filing=factories.filing(docket=parler, date_filed=date(2022, 1, 1)))
        factories.disposition(ruling=own, claim=claim)
        Position.objects.create(claim=claim, stance="against", text="Disputes it.", filing=parler.filings.all()[0])
    with CaptureQueriesContext(connection) as many:
        client.get(address)
    assert len(many) == len(few) <= 8


def test_json_tells_each_claim_with_its_dispositions(client: Client, parler: Docket) -> None:
    answer = client.get(f"{BASE}claims.json")
    told = json.loads(answer.content)
    claim = told["claims"][0]
    assert (claim["number"], claim["title"], claim["against"], claim["pleading"]["number"]) == (
        1,
        "Conspiracy",
        ["AWS"],
        "1",
    )
    assert claim["dispositions"][0] == {
        "date": "2021-01-21", "filing": "34", "url": f"http://testserver{BASE}filings/34/",
        "ruling": "Injunction denied", "by_court": True, "outcome": "not_likely_to_succeed",
        "outcome_label": "Not likely to succeed", "parties": [], "standard": "Likely success.",
        "reason": "Nothing was shown.", "quotation": "dwindlingly slight", "place": "at 8",
        "read_by_machine": False, "undone": "", "quoted_from": "", "judge": "Barbara J. Rothstein",
    }  # fmt: skip
    assert claim["status"] == [
        {"parties": [], "fate": "ended", "word": "Never decided", "note": "Withdrawn March 2, 2021",
         "outcome": "withdrawn", "since": "2021-03-02"}
    ]  # fmt: skip
    assert claim["positions"][0]["text"] == "Says that they conspired."


def test_the_table_is_read_back_and_holds_no_formula(client: Client, parler: Docket) -> None:
    Claim.objects.filter(number=1).update(
        title='=HYPERLINK("https://evil.example")', ground='a "quoted", ground\nof two lines'
    )
    factories.claim(docket=parler, number=3, title="Fraud")
    answer = client.get(f"{BASE}claims.csv")
    assert answer["Content-Disposition"] == 'attachment; filename="2_21-cv-00031-claims.csv"'
    read = list(csv.DictReader(io.StringIO(answer.content.decode(), newline="")))
    assert [(row["claim"], row["outcome"]) for row in read] == [
        ("1", "Not likely to succeed"), ("1", "Withdrawn"), ("2", "Not likely to succeed"), ("2", "Withdrawn"),
        ("3", ""),
    ]  # fmt: skip
    assert read[0]["title"] == '\'=HYPERLINK("https://evil.example")'
    assert read[0]["ground"] == 'a "quoted", ground\nof two lines'
    assert (read[1]["status"], read[1]["status_note"]) == ("Never decided", "Withdrawn March 2, 2021")


def drawn(client: Client) -> Any:
    answer = client.get(f"{BASE}claims.svg")
    assert answer["Content-Type"] == "image/svg+xml; charset=utf-8"
    return etree.fromstring(answer.content)


@time_machine.travel(datetime(2022, 5, 3, 4, tzinfo=UTC), tick=False)
def test_the_picture_shows_the_matrix_within_its_frame(client: Client, parler: Docket) -> None:
    picture = drawn(client)
    texts = [item.text for item in picture.iter("{*}text")]
    for text in (
        "1 · Conspiracy",
        "Not likely to succeed",
        "“dwindlingly slight”",
        "Never decided",
        "Order of Jan. 21, 2021 · 34",
        "May 2, 2022",  # at the court
    ):
        assert text in texts
    width, height = float(picture.get("width")), float(picture.get("height"))
    assert all(float(item.get("x")) < width and float(item.get("y")) < height for item in picture.iter("{*}text"))
    assert "matrix" not in picture.get("role") and picture.find("{*}title").text.startswith("What became of each claim")


def test_the_picture_as_png_has_ink_on_it(client: Client, parler: Docket) -> None:
    answer = client.get(f"{BASE}claims.png")
    assert answer["Content-Type"] == "image/png"
    width, height = struct.unpack(">II", answer.content[16:24])
    picture = drawn(client)
    assert (width, height) == (2 * int(picture.get("width")), 2 * int(picture.get("height")))
    for text in list(picture.iter("{*}text")):
        text.getparent().remove(text)
    bare = render_png(etree.tostring(picture, encoding="unicode"), zoom=2)
    assert len(answer.content) > 2 * len(bare), "the words are drawn, not only the lines"


@pytest.mark.usefixtures("parler")
@pytest.mark.parametrize(("form", "by"), [("png", "same-site"), ("svg", "same-site"), ("csv", "same-origin")])
def test_articles_may_show_the_picture_unless_the_site_is_private(
    client: Client, users: Any, settings: Any, form: str, by: str
) -> None:
    assert client.get(f"{BASE}claims.{form}")["Cross-Origin-Resource-Policy"] == by
    settings.SITE_IS_PUBLIC = False
    client.force_login(users.journalist)
    assert client.get(f"{BASE}claims.{form}")["Cross-Origin-Resource-Policy"] == "same-origin"


def test_a_picture_of_very_much_is_cut_and_says_so(client: Client, docket: Docket) -> None:
    claim = factories.claim(docket=docket, title="W" * 300)
    for number in range(9):
        filing = factories.filing(docket=docket, number=str(number), date_filed=date(2021, 1, 1 + number))
        factories.disposition(ruling=factories.ruling(filing=filing), claim=claim, reason="word " * 400)
    for number in range(2, 61):
        factories.claim(docket=docket, number=number)
    told = " ".join(item.text for item in drawn(client).iter("{*}text"))
    width, height = struct.unpack(">II", client.get(f"{BASE}claims.png").content[16:24])
    assert 7_000_000 < width * height <= 8_100_000
    assert "3 earlier rulings are not shown" in told
    assert "20 more claims are not shown" in told
    assert "word …" in told


def test_hostile_text_breaks_no_form(client: Client) -> None:
    docket = hostile.case_of_vectors()
    found = build_matrix(docket, BASE)
    assert found.lines
    base = f"/cases/{docket.court_id}/{docket.docket_number}/"
    pages.parsed(client.get(f"{base}claims/"))
    json.loads(client.get(f"{base}claims.json").content)
    assert client.get(f"{base}claims.csv").status_code == 200
    picture = etree.fromstring(client.get(f"{base}claims.svg").content)
    assert {etree.QName(item).localname for item in picture.iter()} <= {
        "svg",
        "title",
        "desc",
        "rect",
        "circle",
        "text",
    }
    assert client.get(f"{base}claims.png").status_code == 200
