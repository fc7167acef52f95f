"""A timeline to take away: one query, five forms."""

import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from xml.etree import ElementTree

import feedparser
import icalendar
import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from dockets.format.csv_rows import format_csv_row
from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.exports.atom import ENTRIES
from rulings.exports.csv import HEADER
from rulings.exports.formats import FORMS, build_disposition
from rulings.models import TimelineEvent
from rulings.vocabulary.kinds import EventKind, Kind
from tests.rulings.views.case.test_timeline import address, dispute
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
SIGNS = st.one_of(
    st.sampled_from("'=+-@\t\r＝＋－＠"), st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
)
ATOM = "{http://www.w3.org/2005/Atom}"


def taken(client: Client, docket: Docket, form: str, query: str = "") -> str:
    answer = client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}timeline.{form}{query}")
    assert answer.status_code == 200, answer.content
    assert answer["Content-Type"] == FORMS[form].media_type
    return b"".join(answer.streaming_content).decode()  # type: ignore[attr-defined]


def rows(client: Client, docket: Docket, query: str = "") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(taken(client, docket, "csv", query), newline="")))


def calendar(client: Client, docket: Docket) -> list[Any]:
    read = icalendar.Calendar.from_ical(taken(client, docket, "ics"))
    assert not read.errors and read.to_ical().decode() == taken(client, docket, "ics")
    return list(read.walk("VEVENT"))


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket()
    dispute(docket)
    return docket


def test_every_form_has_the_same_events_in_the_order_of_the_page(client: Client, docket: Docket) -> None:
    headlines = ["Motion for TRO", "Hearing on the motion", "Order denying motion"]
    assert [row["headline"] for row in rows(client, docket)] == headlines
    listed = json.loads(taken(client, docket, "json"))
    assert [event["headline"] for event in listed["events"]] == headlines
    assert listed["docket"]["docket_number"] == docket.docket_number
    slides = json.loads(taken(client, docket, "timelinejs.json"))["events"]
    assert [slide["text"]["headline"] for slide in slides] == headlines
    feed = feedparser.parse(taken(client, docket, "atom"))
    assert not feed.bozo and [entry.title for entry in feed.entries] == [
        "34 Order denying motion",
        headlines[1],
        "2 Motion for TRO",
    ]
    assert [str(event["summary"]).partition(":")[0] for event in calendar(client, docket)] == ["Hearing on the motion"]


def test_a_ruling_tells_what_it_decided(client: Client, docket: Docket) -> None:
    ruling = rows(client, docket)[-1]
    assert (ruling["type"], ruling["kind"], ruling["outcome"], ruling["date"]) == (
        "ruling",
        "Order",
        "Denied",
        "2021-01-21",
    )
    assert "Conspiracy in restraint of trade: Not likely to succeed" in ruling["decided"]
    decided = json.loads(taken(client, docket, "json"))["events"][-1]["decided"]
    assert {item["quotation"] for item in decided} >= {"both dwindlingly slight, and disputed by AWS"}


@pytest.mark.parametrize(
    ("query", "left"),
    [
        ("?kind=motion", ["Motion for TRO"]),
        ("?rulings=1", ["Order denying motion"]),
        ("?q=restraining", ["Motion for TRO"]),
        ("?order=newest", ["Order denying motion", "Hearing on the motion", "Motion for TRO"]),
        ("?date_from=2021-01-20", ["Order denying motion"]),
        ("?q=zymurgy", []),
    ],
)
def test_the_query_of_the_page_narrows_the_export(client: Client, docket: Docket, query: str, left: list[str]) -> None:
    assert [row["headline"] for row in rows(client, docket, query)] == left
    assert [event["headline"] for event in json.loads(taken(client, docket, "json", query))["events"]] == left


def test_the_page_links_to_each_form_with_its_query(client: Client, docket: Docket) -> None:
    base = build_docket_url(docket.court_id, docket.docket_number)
    page = client.get(f"{base}?kind=motion").content.decode()
    for form in FORMS:
        assert f'href="{base}timeline.{form}?kind=motion"' in page
    feed = {
        "rel": "alternate",
        "type": "application/atom+xml",
        "title": docket.case_name,
        "href": f"{base}timeline.atom",
    }
    assert feed in [link.attrib for link in pages.read(page).iter("link")]


@pytest.mark.parametrize("query", ["?kind=nonsense", "?date_from=2021-02-30", "?month=x"])
def test_a_value_that_means_nothing_is_refused_in_a_sentence(client: Client, docket: Docket, query: str) -> None:
    answer = client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}timeline.csv{query}")
    assert answer.status_code == 400 and answer.content.decode().strip()


def test_what_there_is_not(client: Client, docket: Docket) -> None:
    base = build_docket_url(docket.court_id, docket.docket_number)
    assert client.get(f"{base}timeline.pdf").status_code == 404
    assert client.get("/cases/wawd/2:21-cv-99999/timeline.csv").status_code == 404
    unread = factories.docket()
    answer = client.get(f"{build_docket_url(unread.court_id, unread.docket_number)}timeline.csv")
    assert answer.status_code == 503 and answer["Retry-After"]


def test_another_spelling_of_the_number_leads_to_the_export(client: Client, docket: Docket) -> None:
    spelled = docket.docket_number.replace(":", ":").upper() + "-BJR"
    answer = client.get(f"/cases/{docket.court_id}/{spelled}/timeline.csv?kind=motion")
    assert answer.status_code == 302
    assert answer["Location"] == f"{build_docket_url(docket.court_id, docket.docket_number)}timeline.csv?kind=motion"


def test_a_court_s_text_is_text_in_every_form(client: Client) -> None:
    docket = factories.docket(case_name="<b>Roe</b> v. Doe & Sons")
    factories.event(
        filing=factories.filing(docket=docket, long_text="<script>alert(1)</script> & =1+1"), headline="<i>x</i>"
    )
    factories.reading(docket=docket)
    assert rows(client, docket)[0]["text"] == "<script>alert(1)</script> & =1+1"
    slide = json.loads(taken(client, docket, "timelinejs.json"))["events"][0]["text"]
    assert "<script" not in slide["text"] and slide["headline"] == "&lt;i&gt;x&lt;/i&gt;"
    feed = ElementTree.fromstring(taken(client, docket, "atom"))
    summary = feed.findtext(f"{ATOM}entry/{ATOM}summary") or ""
    assert "<script" not in summary and "&lt;script&gt;" in summary
    assert feed.findtext(f"{ATOM}title") == docket.case_name


@given(st.text(SIGNS, max_size=30))
@example("'=1+1")
@example("''@")
def test_no_cell_begins_a_formula_and_every_one_reads_back(value: str) -> None:
    (cell,) = next(csv.reader(io.StringIO(format_csv_row([value]), newline="")))
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
    plain = re.sub("^'(?='*[=+\\-@\t\r＝＋－＠])", "", cell)
    assert re.sub("(?<=[;\r\n])'(?='*\"*[=+\\-@\t＝＋－＠])", "", plain) == value


@pytest.mark.parametrize("value", ["a;=1+1", 'a;"=1+1', ";@x", "a;;-1", "a\n=1+1", "a\r\n+1", "a;'=1", "a;＝1"])
def test_no_cell_begins_a_formula_where_semicolons_separate(value: str) -> None:
    """As a spreadsheet reads it in a country with decimal commas: split at semicolons, and at line ends of a cell that
    does not begin its line."""
    for line in io.StringIO(format_csv_row(["x", value]), newline=""):
        for cell in next(csv.reader([line], delimiter=";"), []):
            assert not cell.lstrip('"').startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))


def test_a_formula_in_a_filing_reads_as_text_in_a_spreadsheet(client: Client) -> None:
    docket = factories.docket()
    factories.event(
        filing=factories.filing(docket=docket, long_text='=HYPERLINK("https://x.test","click")'), headline="+1"
    )
    factories.reading(docket=docket)
    (row,) = rows(client, docket)
    assert row["text"] == '\'=HYPERLINK("https://x.test","click")' and row["headline"] == "'+1"
    assert list(row) == list(HEADER)


def test_a_hearing_keeps_its_uid_when_it_is_called_off(client: Client, docket: Docket) -> None:
    (before,) = calendar(client, docket)
    assert before["status"] == "TENTATIVE" and before["dtstart"].dt.isoformat() == "2021-01-14T10:00:00-08:00"
    hearing = docket.hearings.get()
    hearing.vacated_by = docket.filings.get(number="34")
    hearing.save()
    (after,) = calendar(client, docket)
    assert after["uid"] == before["uid"] and after["status"] == "CANCELLED" and after["sequence"] > before["sequence"]
    assert "America/Los_Angeles" in taken(client, docket, "ics") and "BEGIN:VTIMEZONE" in taken(client, docket, "ics")


def test_an_entry_that_the_court_changed_is_announced_again_under_its_id(client: Client, docket: Docket) -> None:
    first = feedparser.parse(taken(client, docket, "atom")).entries
    later = datetime(2031, 5, 4, 12, tzinfo=UTC)
    docket.filings.filter(number="2").update(changed_at=later)
    again = feedparser.parse(taken(client, docket, "atom"))
    assert [entry.id for entry in again.entries] == [entry.id for entry in first]
    assert again.entries[-1].updated == later.isoformat() == again.feed.updated
    assert all(entry.id.startswith("tag:") and entry.link.startswith("http") for entry in again.entries)


def test_an_old_entry_of_a_long_docket_is_announced_when_it_is_changed_or_comes_late(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=ENTRIES + 3)
    before = feedparser.parse(taken(client, docket, "atom")).entries
    old = docket.filings.order_by("date_filed")[:3]
    later = docket.created_at + timedelta(days=1)
    docket.filings.filter(pk=old[0].pk).update(changed_at=later)
    docket.filings.filter(pk=old[2].pk).update(first_seen=later, changed_at=later)
    entries = feedparser.parse(taken(client, docket, "atom")).entries
    assert len(before) == ENTRIES and [entry.id for entry in entries[:ENTRIES]] == [entry.id for entry in before]
    assert [entry.link.rpartition("/filings/")[2] for entry in entries[ENTRIES:]] == ["3/", "1/"]
    assert {entry.updated for entry in entries[ENTRIES:]} == {later.isoformat()}
    assert feedparser.parse(taken(client, docket, "atom", "?kind=motion")).entries == []


@pytest.mark.parametrize("form", FORMS)
def test_the_number_of_queries_is_fixed(client: Client, form: str) -> None:
    used = []
    for number in (1, 50):
        docket = factories.docket()
        factories.many_filings(docket=docket, number=number, kind=Kind.ORDER)
        with CaptureQueriesContext(connection) as queries:
            taken(client, docket, form)
        used.append(len(queries))
    assert used[0] == used[1] <= 4


def test_a_long_docket_comes_whole_and_piece_by_piece(client: Client) -> None:
    docket = factories.docket()
    factories.many_filings(docket=docket, number=2_300)
    answer: Any = client.get(f"{build_docket_url(docket.court_id, docket.docket_number)}timeline.csv?order=newest")
    pieces: Iterator[bytes] = iter(answer.streaming_content)
    with CaptureQueriesContext(connection) as queries:
        head = [next(pieces) for _ in range(6)]  # the header, and 500 lines
    assert len(queries) == 2  # the first thousand, and no more
    read = list(csv.DictReader(io.StringIO(b"".join([*head, *pieces]).decode(), newline="")))
    days = [date.fromisoformat(row["date"]) for row in read]
    assert len({row["url"] for row in read}) == 2_300 and days == sorted(days, reverse=True)
    assert days[0] - days[-1] == timedelta(days=2_299)
    assert len(feedparser.parse(taken(client, docket, "atom")).entries) == 100


RFC_3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")


def test_a_feed_has_what_rfc_4287_asks_of_it(client: Client, docket: Docket) -> None:
    factories.event(milestone=factories.milestone(docket=docket))
    feed = ElementTree.fromstring(taken(client, docket, "atom"))
    assert feed.tag == f"{ATOM}feed"
    for name in ("id", "title", "updated", "author"):
        assert len(feed.findall(f"{ATOM}{name}")) == 1, name
    assert [link.get("rel") for link in feed.findall(f"{ATOM}link")] == ["alternate", "self"]
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    entries = feed.findall(f"{ATOM}entry")
    for entry in entries:
        assert [len(entry.findall(f"{ATOM}{name}")) for name in ("id", "title", "updated", "published", "link")] == [
            1
        ] * 5
        for name in ("updated", "published"):
            assert RFC_3339.fullmatch(entry.findtext(f"{ATOM}{name}") or "")
    ids = [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    assert len(ids) == len(set(ids)) == 4 and all(re.fullmatch(r"tag:[a-z.]+,2026:\S+", each) for each in ids)


def test_a_feed_without_entries_is_valid_and_does_not_change_by_itself(client: Client) -> None:
    docket = factories.docket()
    factories.reading(docket=docket)
    first = taken(client, docket, "atom")
    read = feedparser.parse(first)
    assert not read.bozo and read.feed.updated and not read.entries
    with time_machine.travel(datetime(2031, 1, 1, tzinfo=UTC)):
        assert taken(client, docket, "atom") == first


def test_a_calendar_has_what_rfc_5545_asks_of_it(client: Client, docket: Docket) -> None:
    long = factories.filing(docket=docket, number="40", long_text="x")
    named = factories.hearing(
        docket=docket, filing=long, title="Anhörung über die Ansprüche; mit Dolmetscher, " * 4, place="Saal\nÄ"
    )
    factories.event(hearing=named, filing=long)
    text = taken(client, docket, "ics")
    lines = text.split("\r\n")
    assert (
        lines[0] == "BEGIN:VCALENDAR" and lines[-2:] == ["END:VCALENDAR", ""] and "\n" not in text.replace("\r\n", "")
    )
    assert max(len(line.encode()) for line in lines) <= 75
    read = icalendar.Calendar.from_ical(text)
    assert (read["version"], read["method"]) == ("2.0", "PUBLISH") and read["prodid"]
    zones = {str(zone["tzid"]) for zone in read.walk("VTIMEZONE")}
    for event in read.walk("VEVENT"):
        assert all(event.get(name) for name in ("uid", "dtstamp", "dtstart", "summary"))
        assert event["dtstart"].params.get("TZID", "America/Los_Angeles") in zones
    assert len({str(event["uid"]) for event in read.walk("VEVENT")}) == 2


def test_a_hearing_that_is_told_otherwise_keeps_its_uid(client: Client, docket: Docket) -> None:
    (before,) = calendar(client, docket)
    docket.hearings.update(place="Courtroom 14206", title="Motion hearing by video")
    (after,) = calendar(client, docket)
    assert after["uid"] == before["uid"] and after["location"] == "Courtroom 14206"


def test_timelinejs_gets_the_shape_that_its_reader_takes(client: Client, docket: Docket) -> None:
    """https://timeline.knightlab.com/docs/json-format.html"""
    undated = factories.filing(docket=docket, date_filed=None)
    factories.event(filing=undated)
    told = json.loads(taken(client, docket, "timelinejs.json"))
    assert (
        told.keys() <= {"title", "events", "eras", "scale"}
        and told["scale"] == "human"
        and told["title"]["text"]["headline"]
    )
    for slide in told["events"]:
        assert all(type(slide["start_date"][name]) is int for name in ("year", "month", "day"))
        assert slide.keys() <= {
            "start_date",
            "end_date",
            "text",
            "media",
            "group",
            "unique_id",
            "autolink",
            "background",
        }
        assert slide["text"].keys() == {"headline", "text"}
    ids = [slide["unique_id"] for slide in told["events"]]
    assert len(ids) == len(set(ids)) == 3


GONE = "No longer on the court’s docket, last seen there Jan. 30, 2021"


def test_what_the_court_withdrew_is_told_as_such_in_every_form(client: Client, docket: Docket) -> None:
    docket.filings.filter(number="34").update(missing_since=datetime(2021, 1, 31, 3, tzinfo=UTC))
    assert [row["missing_since"] for row in rows(client, docket)] == ["", "", "2021-01-30T19:00:00-08:00"]
    listed = json.loads(taken(client, docket, "json"))["events"]
    assert [event["missing_since"] for event in listed] == [None, None, "2021-01-30T19:00:00-08:00"]
    told = [
        [slide["text"]["text"] for slide in json.loads(taken(client, docket, "timelinejs.json"))["events"]],
        [entry.summary for entry in reversed(feedparser.parse(taken(client, docket, "atom")).entries)],
        [pages.text(line) for line in pages.parsed(client.get(f"{address(docket)}embed/?order=oldest")).iter("li")],
    ]
    assert [[GONE in text for text in form] for form in told] == [[False, False, True]] * 3


def test_a_hearing_that_is_called_off_is_announced_again(client: Client, docket: Docket) -> None:
    hearing, off = docket.hearings.get(), docket.filings.get(number="34")
    TimelineEvent.objects.filter(hearing=hearing).update(filing=hearing.filing)
    (first,) = calendar(client, docket)
    docket.filings.filter(number="34").update(first_seen=datetime(2031, 5, 4, 12, tzinfo=UTC))
    hearing.vacated_by = off
    hearing.save()
    (event,) = calendar(client, docket)
    assert event["dtstamp"].dt == datetime(2031, 5, 4, 12, tzinfo=UTC) > first["dtstamp"].dt
    assert (event["uid"], event["status"]) == (first["uid"], "CANCELLED") and event["sequence"] > first["sequence"]
    (entry,) = [entry for entry in feedparser.parse(taken(client, docket, "atom")).entries if "Hearing" in entry.title]
    assert entry.updated == "2031-05-04T12:00:00+00:00" and "Taken off the calendar" in entry.summary


def test_a_feed_says_when_a_hearing_is_and_does_not_take_that_for_its_own_time(client: Client, docket: Docket) -> None:
    motion = docket.filings.get(number="2")
    due = factories.hearing(docket=docket, filing=motion, date=date(2031, 5, 4), kind="deadline", title="Answer due")
    factories.event(hearing=due, event_kind=EventKind.DEADLINE)
    TimelineEvent.objects.filter(hearing__isnull=False).update(filing=motion)
    entries = {
        entry.title.partition(" ")[2]: entry for entry in feedparser.parse(taken(client, docket, "atom")).entries
    }
    assert "May 4, 2031" in entries["Answer due"].summary
    assert "Jan. 14, 2021, 10 a.m. PST, by video" in entries["Hearing on the motion"].summary
    assert all(entry.published <= entry.updated for entry in entries.values())


def test_a_feed_that_is_narrowed_is_another_feed(client: Client, docket: Docket) -> None:
    whole, motions, orders = (
        feedparser.parse(taken(client, docket, "atom", query)).feed for query in ("", "?kind=motion", "?kind=order")
    )
    assert len({whole.id, motions.id, orders.id}) == 3
    entries = [feedparser.parse(taken(client, docket, "atom", query)).entries for query in ("", "?kind=motion")]
    assert {entry.id for entry in entries[1]} <= {entry.id for entry in entries[0]}


def test_who_says_what_editors_added_is_told_in_every_form(client: Client) -> None:
    docket = factories.docket()
    said = {"source": "Press <report>", "source_url": "https://press.example/a?b=1&c=2"}
    factories.event(milestone=factories.milestone(docket=docket, source=said["source"], source_url=said["source_url"]))
    factories.event(filing=factories.filing(docket=docket))
    factories.reading(docket=docket)
    link = '<a href="https://press.example/a?b=1&amp;c=2">Press &lt;report&gt;</a>'
    blank = {"source": "", "source_url": ""}
    of_table = [{name: row[name] for name in said} for row in rows(client, docket)]
    of_list = [{name: event[name] for name in said} for event in json.loads(taken(client, docket, "json"))["events"]]
    assert of_table == of_list == [said, blank]
    assert link in feedparser.parse(taken(client, docket, "atom")).entries[-1].summary.replace("&#x27;", "'")
    shown = [event["text"]["text"] for event in json.loads(taken(client, docket, "timelinejs.json"))["events"]]
    assert link in shown[0] and "press.example" not in shown[1]


def test_what_no_editor_has_confirmed_says_so_in_every_form(client: Client) -> None:
    docket = factories.docket()
    filing = factories.filing(docket=docket)
    factories.event(filing=filing)
    factories.event(hearing=factories.hearing(docket=docket, filing=filing, read_by_machine=True))
    factories.event(
        hearing=factories.hearing(docket=docket, title="Trial", date=date(2021, 2, 1), read_by_machine=False)
    )
    factories.event(milestone=factories.milestone(docket=docket, date=date(2021, 3, 1)))
    factories.reading(docket=docket)
    read_by = ["machine", "machine", "editor", "editor"]
    assert [row["read_by"] for row in rows(client, docket)] == read_by
    assert [event["read_by"] for event in json.loads(taken(client, docket, "json"))["events"]] == read_by
    entries = feedparser.parse(taken(client, docket, "atom")).entries
    assert ["Read by machine" in entry.summary for entry in reversed(entries)] == [True, True, False, False]
    assert ["Read by machine" in event["description"] for event in calendar(client, docket)] == [True, False]


@pytest.mark.parametrize(
    ("number", "saved", "expected"),
    [
        ("2:21-cv-00031", False, 'inline; filename="2_21-cv-00031.ics"'),
        ("21/2 6", True, 'attachment; filename="21_2_6.ics"'),
        ("21-é", False, "inline; filename*=utf-8''21-%C3%A9.ics"),
    ],
)
def test_a_file_is_named_by_its_docket_number(number: str, saved: bool, expected: str) -> None:
    assert build_disposition(number, ".ics", saved=saved) == expected
