"""The timeline of a case."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dockets.db import keyset
from dockets.format.urls import build_docket_url
from dockets.models import Court, Docket
from rulings.models import Editorial, Reading, TimelineEvent
from rulings.vocabulary.kinds import EventKind, Kind, SetDate
from rulings.vocabulary.outcomes import Outcome
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def address(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)


def get(client: Client, docket: Docket, query: str = "") -> Any:
    return pages.parsed(client.get(address(docket) + query))


def dispute(docket: Docket) -> dict[str, Any]:
    """A motion, what opposed it, the hearing on it and the ruling that denied it."""
    plaintiff = factories.party(docket=docket)
    motion_filing = factories.filing(docket=docket, number="2", long_text="MOTION for Temporary Restraining Order")
    ruling_filing = factories.filing(
        docket=docket, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying 2 Motion"
    )
    motion = factories.motion(filing=motion_filing, title="Motion for temporary restraining order")
    ruling = factories.ruling(filing=ruling_filing)
    claim = factories.claim(docket=docket, number=1, title="Conspiracy in restraint of trade", ground="15 U.S.C. § 1")
    factories.disposition(ruling=ruling, motion=motion)
    factories.disposition(
        ruling=ruling,
        claim=claim,
        outcome=Outcome.NOT_LIKELY_TO_SUCCEED,
        quotation="both dwindlingly slight, and disputed by AWS",
    )
    hearing = factories.hearing(
        docket=docket, filing=motion_filing, starts_at=datetime(2021, 1, 14, 18, 0, tzinfo=UTC), place="by video"
    )
    hearing.about.add(motion_filing)
    decided = {
        "relation": "decides", "outgoing": False, "number": "34", "public_id": ruling_filing.public_id,
        "headline": "Order", "date": "2021-01-21", "outcome": "denied",
    }  # fmt: skip
    factories.event(
        filing=motion_filing, kind=Kind.MOTION, headline="Motion for TRO", filed_by="Parler LLC", side="plaintiff",
        party_ids=[plaintiff.pk], outcome="denied", thread=[decided],
    )  # fmt: skip
    factories.event(hearing=hearing, headline="Hearing on the motion")
    factories.event(filing=ruling_filing, kind=Kind.ORDER, headline="Order denying motion", outcome="denied")
    factories.reading(docket=docket)
    return {"plaintiff": plaintiff, "motion": motion_filing, "ruling": ruling_filing, "hearing": hearing}


# -- the head --


def test_the_head_says_what_the_case_is(client: Client) -> None:
    now = timezone.now()
    docket = factories.docket(docket_number="2:21-cv-00031", checked_at=now - timedelta(minutes=4, seconds=5))
    factories.filing(docket=docket, date_filed=date(2021, 3, 2))
    factories.reading(docket=docket)
    page = get(client, docket)
    assert pages.text(page.find(".//h1")) == "Parler LLC v. Amazon Web Services, Inc."
    assert pages.text(page.find(".//h1/i")) == "v."
    facts = pages.text(pages.by_class(page, "facts")[0])
    assert facts == (
        "Docket 2:21-cv-00031 Judge Barbara J. Rothstein Filed Jan. 11, 2021 Status Not known yet "
        "Last filing March 2, 2021 Checked 4 minutes ago , court feed"
    )


def test_a_closed_case_says_since_when(client: Client) -> None:
    docket = factories.docket(date_terminated=date(2021, 3, 2))
    assert "Status Closed March 2, 2021" in pages.text(pages.by_class(get(client, docket), "facts")[0])


def test_parties_stand_by_side_with_counsel_and_contacts_are_for_admins(client: Client, users: Any) -> None:
    docket = factories.docket()
    defendant = factories.party(docket=docket, name="Amazon Web Services, Inc.", type="Defendant", side="defendant")
    factories.party(docket=docket)
    factories.attorney(
        party=defendant,
        name="Ambika K. Doran",
        firm="Davis Wright Tremaine LLP",
        city="Seattle",
        roles=["LEAD ATTORNEY", "ATTORNEY TO BE NOTICED", "COR LD NTC Retained"],
        contact="206-555-0100",
    )
    for contact in ("1 Old Street", "2 New Street"):
        factories.attorney(party=defendant, name="Twice Listed", firm="Roe LLP", city="Reno", contact=contact)
    aside = pages.text(pages.by_class(get(client, docket), "side")[0])
    assert aside.index("Plaintiff side Parler LLC") < aside.index("Defendant side Amazon Web Services, Inc.")
    assert "Ambika K. Doran, Davis Wright Tremaine LLP, Seattle (lead attorney)" in aside
    assert aside.count("Twice Listed") == 1 and "noticed" not in aside and "ntc" not in aside
    for someone in (None, users.journalist, users.editor):
        if someone:
            client.force_login(someone)
        assert "206-555-0100" not in client.get(address(docket)).content.decode()
    client.force_login(users.admin)
    assert "206-555-0100" in pages.text(get(client, docket))


@pytest.mark.parametrize(
    ("jury", "said"), [("Both", "Jury demand: Both"), ("Jury trial requested", "Jury trial requested"), ("", "")]
)
def test_the_head_tells_what_the_case_is_about(client: Client, jury: str, said: str) -> None:
    docket = factories.docket(
        cause="28:1332 Diversity", nature_of_suit="320 Libel", jury_demand=jury, demand="$9,000", referred_to="Jane Roe"
    )
    page = get(client, docket)
    told = ["28:1332 Diversity", "320 Libel", said, "Demand: $9,000"]
    assert pages.text(pages.by_class(page, "about")[0]) == " · ".join(filter(None, told))
    assert "Referred to Jane Roe" in pages.text(pages.by_class(page, "facts")[0])


def test_a_mass_action_shows_some_parties_and_leads_to_all(client: Client) -> None:
    docket = factories.docket(party_count=130)
    for place in range(130):
        factories.party(docket=docket, name=f"Plaintiff {place:03}", position=place)
    page = get(client, docket)
    assert "Plaintiff 119" in pages.text(page)
    assert "Plaintiff 120" not in pages.text(page)
    assert pages.links(page)["10 more parties"] == f"{address(docket)}parties/"


@pytest.mark.parametrize(("number", "folded"), [(12, 0), (13, 3)])
def test_beyond_the_first_ten_of_a_side_parties_are_folded(client: Client, number: int, folded: int) -> None:
    docket = factories.docket(party_count=number)
    for place in range(number):
        factories.party(docket=docket, name=f"Plaintiff {place:03}", position=place)
    page = get(client, docket)
    rest = pages.by_class(page, "rest")
    assert len(rest) == (folded > 0)
    if folded:
        assert pages.text(rest[0]).startswith(f"{folded} more Plaintiff 010")
    assert pages.text(page).count("Plaintiff 0") == 2 * number, 'beside the timeline, and in the list "filed by"'


def test_a_claim_has_its_latest_dated_disposition(client: Client) -> None:
    docket = factories.docket()
    claim = factories.claim(docket=docket, number=1, title="Breach of contract")
    factories.claim(docket=docket, number=2, title="Tortious interference")
    for number, day, outcome in (
        ("50", date(2021, 5, 1), Outcome.DISMISSED),
        ("34", date(2021, 1, 21), Outcome.NOT_LIKELY_TO_SUCCEED),
    ):
        ruling = factories.ruling(filing=factories.filing(docket=docket, number=number, date_filed=day))
        factories.disposition(ruling=ruling, claim=claim, outcome=outcome)
    rows = [pages.text(row) for row in pages.by_class(get(client, docket), "claims")[0].iter("tr")]
    assert rows == ["1 · Breach of contract Dismissed May 1, 2021", "2 · Tortious interference Not decided yet"]


def test_the_claims_page_is_reached_from_a_case_without_claims(client: Client, users: Any) -> None:
    docket = factories.docket()
    for user, label, where in (
        (None, "No claims entered yet", "claims/"),
        (users.journalist, "No claims entered yet", "claims/"),
        (users.editor, "Enter the claims", "claims/edit/"),
    ):
        if user:
            client.force_login(user)
        links = pages.links(get(client, docket))
        assert links[label] == f"{address(docket)}{where}"
    factories.claim(docket=docket)
    links = pages.links(get(client, docket))
    assert "Enter the claims" not in links and links["What became of each claim"] == f"{address(docket)}claims/"


def test_related_dockets_are_told_from_both_ends(client: Client) -> None:
    federal = factories.docket(docket_number="2:21-cv-00270", case_name="Parler v. AWS")
    state = factories.docket(
        court=factories.court("kingsuperct", kind="state"),
        docket_number="21-2-02856-6 SEA",
        case_name="Parler v. Amazon.com",
        division="King County",
    )
    factories.relation(docket=federal, other=state, kind="removed_from")
    factories.relation(docket=federal, other=state, kind="remanded_to")
    page = get(client, federal)
    assert pages.links(page)["Parler v. Amazon.com"] == "/cases/kingsuperct/21-2-02856-6%20SEA/"
    assert "removed from, remanded to · Court kingsuperct, King County 21-2-02856-6 SEA" in pages.text(page)
    assert "removed to, remanded from · " in pages.text(get(client, state))
    assert pages.links(get(client, state))["Parler v. AWS"] == "/cases/wawd/2:21-cv-00270/"


# -- the timeline page --


def test_the_rail_tells_what_happened(client: Client) -> None:
    docket = factories.docket()
    made = dispute(docket)
    factories.event(milestone=factories.milestone(docket=docket, headline="AWS ends hosting", source="press report"))
    page = get(client, docket)
    assert pages.headlines(page) == [
        "AWS ends hosting",
        "2 Motion for TRO",
        "Hearing on the motion",
        "34 Order denying motion",
    ]
    milestone, motion, hearing, ruling = pages.lines(page)
    assert "Outside the court · added by the editors · press report" in pages.text(milestone)
    assert pages.text(motion).endswith("By Parler LLC · argued Jan. 14 · Denied Jan. 21, 2021, by 34 Its thread")
    assert pages.links(motion)["Denied Jan. 21, 2021, by 34"] == "filings/34/"
    assert pages.links(motion)["argued Jan. 14"] == f"#e{made['hearing'].event.pk}"
    assert "10 a.m. PST · by video" in pages.text(hearing)
    assert ruling.get("class") == "ruling denied"
    assert [pages.text(item) for item in pages.by_class(ruling, "decided")[0].iter("li")] == [
        "1 · Conspiracy in restraint of trade Not likely to succeed both dwindlingly slight, and disputed by AWS",
        "2 Motion for temporary restraining order Denied",
    ]


def test_a_deadline_has_a_sign_and_a_name_of_its_own(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket, number="5")
    for title in ("Answer due", "Discovery deadline"):
        due = factories.hearing(docket=docket, filing=filing, title=title, kind=SetDate.DEADLINE)
        factories.event(hearing=due, event_kind=EventKind.DEADLINE)
    factories.reading(docket=docket)
    page = get(client, docket)
    assert {use.get("href") for line in pages.lines(page) for use in line.iter("use")} == {"#deadline"}
    assert pages.by_id(page, "deadline") is not None
    said = [pages.text(line) for line in pages.lines(page)]
    assert "Answer due Deadline" in said[0] and "Discovery deadline Deadline" not in said[1]


def test_an_undated_entry_says_so(client: Client) -> None:
    docket = factories.docket()
    factories.event(filing=factories.filing(docket=docket, number="20", date_filed=None))
    factories.reading(docket=docket)
    assert pages.text(pages.lines(get(client, docket))[0].find("b")) == "date not known"
    for words, when in (
        ("REPLY in support. (Filed on January 13 or 14, 2021.)", "January 13 or 14"),
        ("NOTICE of Appearance. (February 2021.)", "February"),
        ("NOTICE of hearing (January 13, 2021) at ten", "date not known"),
    ):
        docket.filings.update(long_text=words)
        assert pages.text(pages.lines(get(client, docket))[0].find("b")) == when


def test_a_filing_that_the_court_took_away_stays_and_says_so(client: Client) -> None:
    docket = factories.docket()
    factories.event(filing=factories.filing(docket=docket, missing_since=datetime(2021, 3, 5, tzinfo=UTC)))
    factories.reading(docket=docket)
    assert "No longer on the court's docket, last seen there March 4, 2021" in pages.text(get(client, docket))


def test_a_possible_duplicate_leads_to_the_other(client: Client) -> None:
    docket = factories.docket()
    first = factories.filing(docket=docket, number="7")
    factories.event(filing=first)
    factories.event(filing=factories.filing(docket=docket, possible_duplicate_of=first))
    factories.reading(docket=docket)
    assert pages.links(get(client, docket))["Possibly the same filing as 7"] == "filings/7/"


def test_a_long_text_is_cut_with_more_behind_it(client: Client) -> None:
    docket = factories.docket()
    factories.event(filing=factories.filing(docket=docket, number="1", long_text="a" * 1_200 + "b" * 900))
    factories.event(filing=factories.filing(docket=docket, number="2", long_text="c" * 2_000_000))
    factories.reading(docket=docket)
    response = client.get(address(docket))
    short, long = pages.lines(pages.parsed(response))
    assert [pages.text(p) for p in short.iter("p")][:1] == ["a" * 1_200]
    assert "b" * 900 in pages.text(short.find(".//details"))
    assert pages.links(long)["The whole text"] == "filings/2/"
    assert len(response.content) < 30_000


def test_numbers_that_were_not_seen_are_said_in_line(client: Client) -> None:
    docket = factories.docket()
    dispute(docket)
    page = get(client, docket)
    assert [pages.text(gap) for gap in pages.by_class(page, "gap")] == [
        "Number 1 has not been seen yet.",
        "Numbers 3–33 have not been seen yet.",
    ]
    assert pages.by_class(get(client, docket, "?kind=motion"), "gap") == []


def test_a_docket_that_is_not_read_yet_shows_its_filings(client: Client) -> None:
    docket = factories.docket()
    factories.filing(docket=docket, number="1", long_text="VERIFIED COMPLAINT")
    page = get(client, docket)
    assert "is being read" in pages.text(pages.by_class(page, "notice")[0])
    assert "VERIFIED COMPLAINT" in pages.text(pages.lines(page)[0])


def test_a_docket_whose_reading_is_behind_says_so(client: Client) -> None:
    docket = factories.docket()
    factories.reading(docket=docket, record_changed_at=factories.NOW - timedelta(hours=1))
    assert "New filings have come in and are being read" in pages.text(get(client, docket))


# -- filters --


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("kind=motion", ["2 Motion for TRO"]),
        ("by=plaintiff", ["2 Motion for TRO"]),
        ("by=defendant", []),
        ("rulings=1", ["34 Order denying motion"]),
        ("q=restraining", ["2 Motion for TRO"]),
        ("q=hearing", ["Hearing on the motion"]),
        ("q=hear_ng", []),
        ("q=hear%25", []),
        ("date_from=2021-01-14", ["Hearing on the motion", "34 Order denying motion"]),
        ("date_to=2021-01-14", ["2 Motion for TRO", "Hearing on the motion"]),
        ("month=2021-02", []),
        ("month=2021-01&kind=order", ["34 Order denying motion"]),
        ("order=newest", ["34 Order denying motion", "Hearing on the motion", "2 Motion for TRO"]),
    ],
)
def test_filters(client: Client, query: str, shown: list[str]) -> None:
    docket = factories.docket()
    dispute(docket)
    assert pages.headlines(get(client, docket, f"?{query}")) == shown


def test_filtering_by_a_party(client: Client) -> None:
    docket = factories.docket()
    plaintiff = dispute(docket)["plaintiff"]
    page = get(client, docket, f"?by={plaintiff.pk}")
    assert pages.headlines(page) == ["2 Motion for TRO"]
    chosen = [option for option in page.iter("option") if option.get("value") == str(plaintiff.pk)]
    assert [(pages.text(option), "selected" in option.attrib) for option in chosen] == [("Parler LLC", True)]


BAD = [
    "kind=nonsense",
    "by=nobody",
    "date_from=2021-13-45",
    "month=2021-1",
    "q=%00",
    "order=__password",
    "q=" + "a" * 201,
    "rulings=2",
]
BAD += ["date_to=99999-01-01", "month=9999-12", "by=" + "9" * 30, "after=garbage", "before=W10", "after=" + "A" * 3000]


@pytest.mark.parametrize("query", BAD)
def test_a_bad_value_is_said_and_the_rest_is_shown(client: Client, query: str) -> None:
    docket = factories.docket()
    dispute(docket)
    page = get(client, docket, f"?{query}")
    assert pages.by_class(page, "notice")
    assert len(pages.lines(page)) == 3


@pytest.mark.parametrize(
    "query", ["date_from=0001-01-01", "date_to=9999-12-31", "q=%22%27%5C%25_", "q=" + "%26" * 199, "all=2", "x=1"]
)
def test_an_odd_value_is_no_error(client: Client, query: str) -> None:
    docket = factories.docket()
    dispute(docket)
    get(client, docket, f"?{query}")


def test_the_bars_narrow_to_their_month_and_keep_the_filters(client: Client) -> None:
    docket = factories.docket()
    dispute(docket)
    page = get(client, docket, "?kind=motion")
    bar = pages.by_class(page, "bars")[0].find("a")
    assert bar is not None
    assert (bar.get("href"), pages.text(bar)) == ("?kind=motion&month=2021-01", "Jan. 2021: 2 filings, 1 ruling")
    narrowed = pages.by_class(get(client, docket, "?month=2021-01"), "bars")[0].find("a")
    assert narrowed is not None
    assert (narrowed.get("href"), narrowed.get("aria-current")) == ("?", "true")


def test_a_long_story_is_drawn_by_year(client: Client) -> None:
    docket = factories.docket()
    months = [[f"{2010 + i // 12}-{i % 12 + 1:02d}", 1, 0] for i in range(60)]
    factories.reading(docket=docket, months=months)
    bars = list(pages.by_class(get(client, docket), "bars")[0].iter("a"))
    assert [bar.get("href") for bar in bars][:2] == [
        "?date_from=2010-01-01&date_to=2010-12-31",
        "?date_from=2011-01-01&date_to=2011-12-31",
    ]
    assert pages.text(bars[0]) == "2010: 12 filings, 0 rulings"


# -- steps --


def walk(client: Client, docket: Docket, query: str, way: str) -> list[str]:
    """Every headline met by following the links from step to step."""
    page = get(client, docket, query)
    found = pages.headlines(page)
    while further := [href for href in pages.links(page).values() if href.startswith(f"?{way}=")]:
        page = get(client, docket, further[0])
        found = found + pages.headlines(page) if way == "after" else pages.headlines(page) + found
    return found


@pytest.mark.parametrize("query", ["", "?order=newest", "?q=appearance", "?by=&kind=notice&order=newest"])
def test_the_steps_united_are_the_whole_timeline(client: Client, query: str) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=450)
    whole = [f"{n} Notice {n}" for n in range(1, 451)]
    assert walk(client, docket, query, "after") == (whole[::-1] if "newest" in query else whole)


@pytest.mark.parametrize("query", ["?order=oldest", "?q=appearance", "?kind=notice&order=newest"])
def test_the_steps_lead_back_too(client: Client, query: str) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=450)
    label = "Show earlier" if "newest" in query else "Show later"
    last = query
    while label in (links := pages.links(get(client, docket, last))):
        last = links[label]
    whole = [f"{n} Notice {n}" for n in range(1, 451)]
    assert walk(client, docket, last, "before") == (whole[::-1] if "newest" in query else whole)


def test_everything_stands_on_one_page_to_print(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=450)
    assert len(pages.lines(get(client, docket, "?all=1"))) == 450


def test_htmx_gets_the_part_that_it_asked_for(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=250)
    more = pages.links(get(client, docket))["Show later"]
    step = client.get(address(docket) + more, headers={"HX-Request": "true", "HX-Target": "step"})
    assert pages.headlines(pages.fragment(step)) == [f"{n} Notice {n}" for n in range(201, 251)]
    assert "<html" not in step.content.decode()
    assert "Show earlier" not in step.content.decode()
    events = client.get(
        address(docket) + "?q=notice", headers={"HX-Request": "true", "HX-Target": "events"}
    ).content.decode()
    assert events.lstrip().startswith('<div id="events">')
    back = client.get(
        address(docket), headers={"HX-Request": "true", "HX-Target": "events", "HX-History-Restore-Request": "true"}
    )
    assert "<html" in back.content.decode()
    assert "HX-Request" in back["Vary"]


class Steps(TestCase):
    @settings(max_examples=15, deadline=None)
    @given(days=st.lists(st.integers(0, 2), max_size=7))
    def test_events_of_one_day_keep_the_order_of_the_docket(self, days: list[int]) -> None:
        docket = factories.docket()
        for day in days:
            made = factories.filing(docket=docket, date_filed=date(2021, 1, 11 + day))
            factories.event(filing=made, headline=made.public_id)
        factories.reading(docket=docket)
        order = TimelineEvent.objects.order_by("sort_date", "sort_order", "id").values_list("headline", flat=True)
        assert pages.headlines(pages.parsed(self.client.get(address(docket)))) == list(order)


# -- which case --


@pytest.mark.parametrize(
    "written", ["2:21-cv-00031-BJR", "C21-0031-BJR", "2:2021cv00031", "2:21–cv–31", "No. 2:21-cv-00031", "21-cv-31"]
)
def test_any_writing_of_the_number_leads_to_the_case(client: Client, written: str) -> None:
    factories.docket(docket_number="2:21-cv-00031")
    response = client.get(f"/cases/wawd/{written}/?kind=motion")
    assert (response.status_code, response["Location"]) == (302, "/cases/wawd/2:21-cv-00031/?kind=motion")


def test_numbers_with_spaces_and_slashes_have_a_page(client: Client) -> None:
    for number in ("21-2-02856-6 SEA", "650123/2021", "A/B#7?"):
        docket = factories.docket(court=factories.court("nysupct", kind="state"), docket_number=number)
        assert number in pages.text(get(client, docket))


@pytest.mark.parametrize(
    "path",
    ["/cases/wawd/2:99-cv-1/", "/cases/nowhere/2:21-cv-00031/", "/cases/wawd/%00/", "/cases/wawd/" + "9" * 500 + "/"],
)
def test_an_unknown_case_is_not_found(client: Client, path: str) -> None:
    factories.court()
    page = pages.parsed(client.get(path), 404)
    assert "All cases" in pages.links(page)


@pytest.mark.parametrize("spelled", ["WAWD", "wawdx"])
def test_another_spelling_of_the_court_leads_to_its_address(client: Client, spelled: str) -> None:
    factories.docket(court=factories.court("wawd"), docket_number="2:21-cv-00031")
    Court.objects.filter(pk="wawd").update(pacer_id="wawdx")
    for page in ("", "parties/", "claims/", "timeline.csv", "changes/", "embed/"):
        answer = client.get(f"/cases/{spelled}/2:21-cv-00031/{page}")
        assert (answer.status_code, answer["Location"]) == (302, f"/cases/wawd/2:21-cv-00031/{page}"), page


# -- cost --


@pytest.mark.parametrize("number", [1, 50, 1_000])
def test_the_number_of_queries_is_fixed(client: Client, number: int, django_assert_num_queries: Any) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=number, kind=Kind.MOTION)
    # Docket with court and reading; events; parties.
    for query in ("", "?at=2021-01-11"):
        with django_assert_num_queries(3):
            client.get(address(docket) + query)
    # What matches is searched for, then its lines are fetched.
    with django_assert_num_queries(4):
        client.get(address(docket) + "?since=2021-01-01")
    # And which words are to be marked.
    with django_assert_num_queries(5):
        client.get(address(docket) + "?q=notice")


def test_a_page_with_everything_on_it_takes_at_most_eleven_queries(
    client: Client, django_assert_num_queries: Any
) -> None:
    """Decisions, gaps in the numbering, notes, plain words, claims, relatives and what editors say of the case take one
    each, however many there are. Odd places in it, and more hits than are counted, take no more."""
    docket = factories.docket()
    factories.many_filings(docket=docket, number=1_100, text="NOTICE of motion")
    Reading.objects.all().delete()
    made = dispute(docket)
    factories.relation(docket=docket, other=factories.docket())
    told: dict[str, Any] = {"docket": docket, "edited_at": timezone.now()}
    Editorial.objects.create(headline="A fight over hosting", **told)
    Editorial.objects.create(headline="Denied", filing=made["ruling"], pinned=True, **told)
    within, beyond = keyset.write_cursor(["2021-01-20", 2**31, 0]), keyset.write_cursor(["2031-01-01", 0, 0])
    asked = ["q=motion", *(f"q=motion&{way}={place}" for way in ("after", "before") for place in (within, beyond, "x"))]
    for query in ("", f"after={within}", f"after={beyond}", *asked, f"kind=order&after={beyond}"):
        with django_assert_num_queries(11, exact=False):
            page = client.get(f"{address(docket)}?{query}")
        shown = page.context["page"]
        assert shown.rows, query
        assert shown.count == "1,000+" or "q=" not in query, query


def test_pages_are_light(client: Client) -> None:
    """Exact in bytes where time is not: lines of 300 characters of text, as many as a page has."""
    text = "NOTICE of Appearance " + "as clerks word it " * 15
    small, large = factories.docket(), factories.docket()
    factories.many_filings(docket=small, number=50, text=text)
    factories.many_filings(docket=large, number=1_000, text=text)
    assert len(client.get(address(small)).content) < 60_000
    assert len(client.get(address(large)).content) < 200_000
    assert len(client.get(address(large) + "?all=1").content) < 600_000


@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_what_matches_is_walked_to_its_end_and_back_though_it_is_more_than_is_counted(
    client: Client, order: str
) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=1_250)
    query, there, back = f"?q=appearance&order={order}", list[str](), list[str]()
    step = page = client.get(address(docket) + query)
    assert "1,000+" in page.content.decode()
    while True:
        there += [row.number for row in step.context["page"].rows]
        if not (after := step.context["page"].after):
            break
        step = client.get(f"{address(docket)}{query}&after={after}")
    assert there == [str(number) for number in (range(1, 1_251) if order == "oldest" else range(1_250, 0, -1))]
    while before := step.context["page"].before:
        step = client.get(f"{address(docket)}{query}&before={before}")
        back = [row.number for row in step.context["page"].rows] + back
    assert back == there[: len(back)] and len(back) >= 1_000


@pytest.mark.parametrize(("query", "most"), [("q=appearance", 50), ("kind=notice", 100), ("order=oldest", 200)])
def test_a_timeline_that_is_narrowed_is_shown_in_shorter_steps(client: Client, query: str, most: int) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=most + 5)
    first = get(client, docket, f"?{query}")
    assert len(pages.lines(first)) == most
    assert len(pages.lines(get(client, docket, pages.links(first)["Show later"]))) == 5
    assert len(pages.lines(get(client, docket, f"?{query}&after=x"))) == most


def test_filings_stand_under_a_heading_of_their_own(client: Client) -> None:
    """Not under "What became of each claim", to whoever goes by headings."""
    docket = factories.docket()
    dispute(docket)
    names = [element.tag for element in get(client, docket).iter() if element.tag in ("h2", "h3")]
    page = [pages.text(element) for element in get(client, docket).iter() if element.tag in ("h2", "h3")]
    first = names.index("h3")
    assert names[first - 1] == "h2" and page[first - 1] == "Timeline"
