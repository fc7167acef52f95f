"""What a timeline can be narrowed by beside kind, filer, words and dates; and where one can go on it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client

from dockets.models import Docket, Filing
from rulings.models import TimelineEvent
from rulings.timeline.filters import ASKED
from tests.rulings.exports.test_timeline_export import rows
from tests.rulings.views.case.test_timeline import address, dispute, get
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def shown(client: Client, docket: Docket, query: str) -> list[str]:
    return pages.headlines(get(client, docket, query))


def three(docket: Docket, **of_second: Any) -> list[Filing]:
    """Three notices of Jan. 11, 12 and 13; ``of_second`` are fields of the second."""
    made = factories.many_filings(docket=docket, number=3)
    Filing.objects.filter(pk=made[1].pk).update(**of_second)
    return made


# -- with documents --


@pytest.mark.parametrize(
    "named", [{"number": 0, "url": "https://court.example/doc"}, {"number": 0, "page_count": 14}, {"number": 1}]
)
def test_with_documents(client: Client, named: dict[str, Any]) -> None:
    docket = factories.docket()
    _, second, third = three(docket)
    factories.document(filing=second, **named)
    factories.document(filing=third, number=0)
    assert shown(client, docket, "?documents=1") == ["2 Notice 2"]
    assert [row["number"] for row in rows(client, docket, "?documents=1")] == ["2"]


def test_a_hearing_has_no_documents_of_its_own(client: Client) -> None:
    docket = factories.docket()
    motion = dispute(docket)["motion"]
    factories.document(filing=motion, page_count=3)
    TimelineEvent.objects.filter(event_kind="hearing").update(filing=motion)
    assert shown(client, docket, "?documents=1") == ["2 Motion for TRO"]


# -- changed --


def test_what_the_court_altered_or_withdrew(client: Client) -> None:
    docket = factories.docket()
    first, second, third = three(docket, changed_at=factories.NOW + timedelta(days=2))
    for day, text in enumerate(("NOTICE of Apperance 2", "NOTICE of Appearance 2")):
        factories.observation(filing=second, long_text=text, first_as_of=factories.NOW + timedelta(days=day))
    for channel in ("court-feed", "pacer-docket"):
        factories.observation(filing=third, channel=channel, long_text=f"As {channel} has it")
    Filing.objects.filter(pk=third.pk).update(changed_at=factories.NOW + timedelta(days=1))
    assert shown(client, docket, "?changed=1") == ["2 Notice 2"]
    Filing.objects.filter(pk=first.pk).update(missing_since=factories.NOW)
    assert shown(client, docket, "?changed=1") == ["1 Notice 1", "2 Notice 2"]
    assert [row["number"] for row in rows(client, docket, "?changed=1")] == ["1", "2"]
    lines = pages.lines(get(client, docket))
    link = "Altered by the court, seen March 6, 2021: what it said before"
    assert [link in pages.links(line) for line in lines] == [False, True, False]
    there = pages.links(lines[1])[link]
    changes = pages.parsed(client.get(address(docket) + there.partition("#")[0]))
    assert pages.text(pages.by_id(changes, there.partition("#")[2]).find("h3")) == "2 Notice 2"


def test_the_same_words_seen_anew_are_no_change(client: Client) -> None:
    docket = factories.docket()
    second = three(docket, changed_at=factories.NOW + timedelta(days=2))[1]
    factories.observation(filing=second, long_text="", short_text="Notice")
    for short in ("Notice", "Notice of Appearance"):
        factories.observation(filing=second, long_text="NOTICE", short_text=short)
    assert shown(client, docket, "?changed=1") == []
    assert "Altered" not in pages.text(get(client, docket))


# -- new since --


@pytest.mark.parametrize(
    ("since", "left"),
    [
        ("2021-03-05", ["1", "2", "3"]),
        ("2021-03-05T18:00:00Z", ["2"]),
        # At 5 a.m. of the 6th in Greenwich it was still the 5th in the court's city.
        ("2021-03-06", []),
        ("2021-03-06T04:59:59Z", ["2"]),
        ("2021-03-06T05:00:01Z", []),
    ],
)
def test_new_since_a_day_or_a_moment(client: Client, since: str, left: list[str]) -> None:
    docket = factories.docket()
    three(docket, first_seen=datetime(2021, 3, 6, 5, tzinfo=UTC))
    assert shown(client, docket, f"?since={since}") == [f"{number} Notice {number}" for number in left]
    assert [row["number"] for row in rows(client, docket, f"?since={since}")] == left


def test_what_was_withdrawn_since_is_news_too(client: Client) -> None:
    docket = factories.docket()
    found = datetime(2021, 3, 6, 10, tzinfo=UTC)
    three(docket, missing_since=datetime(2021, 2, 6, tzinfo=UTC), changed_at=found)
    assert shown(client, docket, "?since=2021-03-06") == ["2 Notice 2"], (
        "found to be gone since, though last seen long before"
    )


@pytest.mark.parametrize(
    "since", ["yesterday", "2021-02-30", "2021-13-01T25:00", "0001-01-01T00:00+14:00", "9999-12-31T23:59-12:00"]
)
def test_a_time_that_is_none_is_said(client: Client, since: str) -> None:
    docket = factories.docket()
    three(docket)
    page = get(client, docket, f"?since={since.replace('+', '%2B')}")
    assert "New since: A day is written like 2021-01-13." in pages.text(page)
    assert len(pages.lines(page)) == 3


def test_nobodys_last_visit_is_not_known(client: Client, users: Any) -> None:
    docket = factories.docket()
    three(docket)
    for login in (None, users.journalist):
        if login:
            client.force_login(login)
        page = get(client, docket, "?since=visit")
        assert "no earlier visit of yours is known" in pages.text(pages.by_class(page, "notice")[0])
        assert len(pages.lines(page)) == 3
    client.logout()
    assert client.get(f"{address(docket)}timeline.csv?since=visit").status_code == 400


def test_the_times_to_choose_from_need_no_login(client: Client) -> None:
    docket = factories.docket()
    three(docket)
    page = get(client, docket, "?since=2021-03-06T08:00:00Z")
    options = [option for option in page.iter("option") if option.get("value", "").startswith("2")]
    assert pages.text(options[0]) == "2021-03-06" and "selected" in options[0].attrib
    assert [pages.text(option) for option in options[1:]] == [
        "Today",
        "Yesterday",
        "The last 7 days",
        "The last 30 days",
    ]


# -- marks --


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("34", ["2 Motion", "34 Order"]),
        ("ECF No. 34", ["34 Order"]),
        ("dkt. 34", ["34 Order"]),
        ("#34", ["2 Motion", "34 Order"]),
        ("order 34", []),
        ("3", []),
    ],
)
def test_an_entry_is_found_by_its_number(client: Client, asked: str, found: list[str]) -> None:
    docket = factories.docket()
    factories.event(
        filing=factories.filing(docket=factories.docket(), number="34", long_text="ORDER"), headline="Of another case"
    )
    for number, text, headline in (("2", "MOTION to seal page 34", "Motion"), ("34", "ORDER", "Order")):
        factories.event(filing=factories.filing(docket=docket, number=number, long_text=text), headline=headline)
    factories.reading(docket=docket)
    page = get(client, docket, f"?{urlencode({'q': asked})}")
    assert pages.headlines(page) == found
    said = pages.text(pages.by_class(page, "count")[0])
    assert said.startswith(f"{len(found)} of the timeline’s entries match{'es' if len(found) == 1 else ''} ·")


@pytest.mark.parametrize(
    ("asked", "marked"),
    [
        ("deny", ["denying", "Denied"]),
        ("motions", ["Motion", "motion"]),
        ('"temporary restraining"', ["Temporary", "Restraining"]),
        ("motion -injunction", ["Motion", "motion"]),
        ("the", []),
    ],
)
def test_the_words_that_were_searched_for_are_marked(client: Client, asked: str, marked: list[str]) -> None:
    docket = factories.docket()
    text = "ORDER denying 2 Motion for Temporary Restraining Order <b>& more</b>; the motion at 3 is Denied. Denizen."
    headline = "Order on an injunction"
    factories.event(filing=factories.filing(docket=docket, number="34", long_text=text), headline=headline)
    factories.reading(docket=docket)
    page = get(client, docket, f"?q={asked}")
    assert [pages.text(mark) for mark in page.iter("mark")] == marked
    if marked:
        assert text in "".join(pages.lines(page)[0].itertext())


def test_what_lies_in_the_rest_of_a_long_text_is_opened(client: Client) -> None:
    docket = factories.docket()
    factories.event(filing=factories.filing(docket=docket, long_text="a " * 700 + "subpoena"))
    factories.reading(docket=docket)
    rest = pages.lines(get(client, docket, "?q=subpoenas"))[0].find(".//details")
    assert rest is not None and "open" in rest.attrib and pages.text(rest.find(".//mark")) == "subpoena"


# -- go to --


@pytest.mark.parametrize(
    ("query", "first", "last"),
    [
        ("at=2021-01-13", 3, 202),
        ("at=2021-01-13&order=newest", 3, 1),
        ("at=1990-01-01", 1, 200),
        ("at=2030-01-01", 251, 450),
        ("at=9999-12-31", 251, 450),
        ("at=1990-01-01&order=newest", 200, 1),
        ("at=9999-12-31&order=newest", 450, 251),
        ("at=2021-01-13&q=notice", 3, 52),
    ],
)
def test_going_to_a_day(client: Client, query: str, first: int, last: int) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=450)
    page = get(client, docket, f"?{query}")
    found = [headline.partition(" ")[0] for headline in pages.headlines(page)]
    assert (found[0], found[-1]) == (str(first), str(last))


def test_before_the_day_one_goes_to_is_the_rest(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=10)
    page = get(client, docket, "?at=2021-01-14&kind=notice")
    earlier = pages.links(page)["Show earlier"]
    assert "at=" not in earlier and "kind=notice" in earlier
    assert shown(client, docket, earlier) == ["1 Notice 1", "2 Notice 2", "3 Notice 3"]
    # Nothing stands before the first: what stands first is shown, and not an empty page.
    first = pages.links(get(client, docket, "?at=2021-01-11"))["Show earlier"]
    assert len(shown(client, docket, first)) == 10


# -- addresses --


def test_every_link_keeps_every_filter(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=250)
    other = factories.docket()
    factories.reading(docket=other)
    factories.relation(docket=docket, other=other)
    Filing.objects.update(missing_since=factories.NOW)
    for made in Filing.objects.all():
        factories.document(filing=made, number=1)
    asked = {
        "kind": "notice", "by": "", "date_from": "2021-01-01", "date_to": "2022-01-01", "month": "", "q": "notice",
        "rulings": "", "documents": "1", "changed": "1", "notes": "",
        "since": "2021-01-01", "routine": "shown", "with": str(other.pk),
        "order": "newest",
    }  # fmt: skip
    assert asked.keys() == set(ASKED)
    page = get(client, docket, "?" + "&".join(f"{name}={value}" for name, value in asked.items() if value))
    links = pages.links(page)
    for text in ("Show earlier", "Whole timeline, to print", "Table (CSV)"):
        assert [name for name, value in asked.items() if value and f"{name}={value}" not in links[text]] == [], text
    part = client.get(
        f"{address(docket)}?kind=notice", headers={"HX-Request": "true", "HX-Target": "events"}
    ).content.decode()
    whole = '<li id="whole" data-hx-swap-oob="true">\n<a href="?all=1&amp;kind=notice">'
    for said in (whole, 'timeline.csv?kind=notice"', "?kind=notice&amp;month=2021-01"):
        assert said in part, "what htmx narrows, it narrows in the links beside it too"
    bars = pages.by_class(page, "bars")[0].find("a")
    assert bars is not None and "documents=1&changed=1&since=2021-01-01" in bars.get("href", "")
    assert date(2021, 1, 11) == docket.date_filed


@pytest.mark.parametrize("parties", [1, 31])
def test_the_party_that_is_asked_for_stays_chosen(client: Client, parties: int) -> None:
    """Else the next change of any field would ask for either side again, and say so nowhere."""
    docket = factories.docket()
    names = [factories.party(docket=docket, name=f"Party {place}", position=place) for place in range(parties)]
    factories.reading(docket=docket)
    for asked, said in ((names[-1].pk, names[-1].name), (names[-1].pk + 99, "One party")):
        page = pages.parsed(client.get(f"{address(docket)}?by={asked}"))
        (field,) = [field for field in page.iter("select") if field.get("name") == "by"]
        chosen = [(option.get("value"), pages.text(option)) for option in field if option.get("selected") is not None]
        assert chosen == [(str(asked), said)]
