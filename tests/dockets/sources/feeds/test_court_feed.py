import re
from datetime import UTC, date, datetime

import pytest
from pytest_django import Settings

from dockets.record.records import DocumentRecord, EntryRecord, FetchFailed, NotADocket, WrongCourt
from dockets.sources import recognise_payload
from dockets.sources.feeds.feed import COURT_FEED, MAX_BYTES, fetch_court_feed
from dockets.sources.feeds.item import FeedItemError, parse_feed_moment
from tests.dockets.sources.payloads import CA9, ILNB, NYED, WAWD, payload
from tests.fakes import fakes

DISTRICT = payload("court_feed/district.xml")


def test_it_is_recognised_with_its_court() -> None:
    for name, court in {"district": "wawd", "appellate": "ca9", "bankruptcy": "ilnb", "nyed": "nyed"}.items():
        claim = recognise_payload(payload(f"court_feed/{name}.xml"), "feed.xml")
        assert claim is not None
        assert (claim.source, claim.court_id) == ("court-feed", court)


def test_a_feed_of_somebody_else_is_not_recognised() -> None:
    assert (
        recognise_payload(b"<rss version='2.0'><channel><link>https://news.example</link></channel></rss>", "feed.xml")
        is None
    )


def test_items_become_dockets_with_their_entries() -> None:
    parsed = COURT_FEED.parse(DISTRICT, WAWD)
    assert [
        (docket.docket_number, docket.case_name, docket.pacer_case_id, len(docket.entries)) for docket in parsed.dockets
    ] == [
        ("2:24-cv-00417-QRS", "Lantern Street Press LLC v. Meridian Hosting, Inc.", "900417", 3),
        ("3:24-cr-05012-ABC-2", "United States v. O'Hara", "900500", 1),
        ("2:24-mc-00007", "In re Application of Somebody", "900777", 1),
        ("2:24-cv-00399-QRS", "Fable & Sons, Inc. v. Roe", "900001", 1),
    ]
    assert {docket.as_of for docket in parsed.dockets} == {datetime(2024, 4, 10, 1, 20, 2, tzinfo=UTC)}
    assert not any(docket.complete for docket in parsed.dockets)


def test_an_entry_says_what_the_item_said() -> None:
    docket = COURT_FEED.parse(DISTRICT, WAWD).dockets[-1]
    assert docket.source_url == "https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?900001"
    assert docket.entries == (
        EntryRecord(
            number="12",
            pacer_doc_id="197011000444",
            pacer_seq_no="44",
            date_filed=date(2024, 4, 9),
            date_entered=date(2024, 4, 9),
            entered_at=datetime(2024, 4, 9, 19, 30, tzinfo=UTC),
            short_text="Answer to Complaint",
            documents=(
                DocumentRecord(pacer_doc_id="197011000444", url="https://ecf.wawd.uscourts.gov/doc1/197011000444"),
            ),
        ),
    )


def test_events_of_one_entry_are_joined_and_no_word_is_cut_at_its_and() -> None:
    joined = COURT_FEED.parse(DISTRICT, WAWD).dockets[0].entries[0]
    assert (joined.number, joined.short_text, joined.pacer_seq_no) == ("5", "MEMORANDUM OPINION AND Order", "20")


def test_minute_entries_of_one_second_stay_two() -> None:
    entries = COURT_FEED.parse(DISTRICT, WAWD).dockets[0].entries[1:]
    assert [(entry.number, entry.short_text, entry.pacer_seq_no) for entry in entries] == [
        ("", "Set/Reset Deadlines", "18"),
        ("", "Set/Reset Deadlines", "19"),
    ]


def test_days_are_those_of_the_court() -> None:
    entry = COURT_FEED.parse(DISTRICT, WAWD).dockets[0].entries[0]
    assert entry.entered_at == datetime(2024, 4, 10, 1, 12, 9, tzinfo=UTC)
    assert entry.date_entered == entry.date_filed == date(2024, 4, 9)
    assert COURT_FEED.dates_are_of_entry


def test_brackets_and_latin_letters_within_an_event_are_kept() -> None:
    assert COURT_FEED.parse(DISTRICT, WAWD).dockets[1].entries[0].short_text == "Minute Entry [~Util - Hearing] (Cañon)"


def test_what_cannot_be_read_is_refused_by_item() -> None:
    refused = COURT_FEED.parse(DISTRICT, WAWD).refused
    assert [(refusal.where, refusal.why) for refusal in refused] == [
        ("item 6 “5:24-~gr-00001”", "It was left out: its title does not begin with a docket number."),
        (
            "item 7 “2:24-mc-00007 In re Application of Somebody”",
            "It was taken without its date: its date “the day before yesterday” cannot be read.",
        ),
    ]


def test_an_appellate_feed_has_parts_and_local_time() -> None:
    (docket,) = COURT_FEED.parse(payload("court_feed/appellate.xml"), CA9).dockets
    assert (docket.docket_number, docket.pacer_case_id, docket.source_url) == ("24-2201", "", "")
    assert [(entry.number, entry.upstream_id, entry.pacer_doc_id, entry.short_text) for entry in docket.entries] == [
        ("12", "1001310265", "009040001", "Order filed"),
        ("", "1001310251", "", "Case argued"),
    ]
    assert docket.entries[0].entered_at == datetime(2024, 5, 3, 23, 59, 59, tzinfo=UTC)
    assert docket.entries[0].documents[0].url == "https://ecf.ca9.uscourts.gov/docs1/009040001"


def test_a_bankruptcy_feed_has_a_prefix_and_dashed_guids() -> None:
    first, second = COURT_FEED.parse(payload("court_feed/bankruptcy.xml"), ILNB).dockets
    assert (first.docket_number, first.case_name) == ("24-10079", "Quarry Lane Foods, LLC")
    assert (first.entries[0].short_text, first.entries[0].pacer_seq_no) == (
        "Order on Motion to Sell [Free and Clear]",
        "19",
    )
    assert (second.entries[0].short_text, second.entries[0].pacer_seq_no) == ("Close Adversary Case", "2")
    assert first.as_of == datetime(2024, 5, 2, 12, 0, tzinfo=UTC), "ilnb has no lastBuildDate"


def test_guids_that_name_only_the_case_join_nothing() -> None:
    (docket,) = COURT_FEED.parse(payload("court_feed/nyed.xml"), NYED).dockets
    assert (docket.docket_number, docket.case_name) == ("1:24-cv-04402-PKC-CLP", "Joiner v. Bay Ridge Homes [Sealed]")
    assert [(entry.number, entry.short_text, entry.pacer_seq_no) for entry in docket.entries] == [
        ("", "~Util - Set Hearings", ""),
        ("", "~Util - Set Deadlines", ""),
        ("", "~Util - Set Deadlines", ""),
        ("31", "Letter", ""),
    ]


def test_an_item_without_a_date_is_an_entry_of_unknown_date() -> None:
    body = DISTRICT.replace(b"<pubDate>Tue, 09 Apr 2024 19:30:00 GMT</pubDate>", b"")
    entry = COURT_FEED.parse(body, WAWD).dockets[-1].entries[0]
    assert (entry.number, entry.date_filed, entry.entered_at) == ("12", None, None)


def test_a_feed_of_another_court_is_refused_by_name() -> None:
    with pytest.raises(WrongCourt, match=r"from the court “wawd”, not from “ca9”"):
        COURT_FEED.parse(DISTRICT, CA9)


def test_a_feed_without_items_is_no_error() -> None:
    head, _, _ = DISTRICT.partition(b"<item>")
    assert COURT_FEED.parse(head + b"</channel></rss>", WAWD).dockets == ()


@pytest.mark.parametrize("length", [600, 1500, len(DISTRICT) - 20])
def test_cut_xml_is_an_error_and_not_nothing_new(length: int) -> None:
    with pytest.raises(NotADocket, match="cut off or damaged"):
        COURT_FEED.parse(DISTRICT[:length], WAWD)


def test_an_error_page_is_an_error_and_not_nothing_new() -> None:
    with pytest.raises(NotADocket, match="error page"):
        COURT_FEED.parse(b"<html><head><title>503 Service Unavailable</title></head><body>busy</body></html>", WAWD)


@pytest.mark.parametrize(
    "declared",
    [
        b'<!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;">]>',
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/hostname">]>',
        b'<!doctype rss SYSTEM "http://127.0.0.1:9/evil.dtd">',
    ],
)
def test_declared_entities_are_not_opened(declared: bytes) -> None:
    body = DISTRICT.replace(b"<rss", declared + b"<rss", 1)
    with pytest.raises(NotADocket, match="entities of its own"):
        COURT_FEED.parse(body, WAWD)


def test_bytes_that_are_no_text_cost_a_character() -> None:
    body = DISTRICT.replace(b"Answer to Complaint", b"Answer\x00 to \xff\xfeComplaint\x0b")
    assert COURT_FEED.parse(body, WAWD).dockets[-1].entries[0].short_text == "Answer to ÿþComplaint"


def test_court_text_is_kept_as_text() -> None:
    body = DISTRICT.replace(
        b"[Answer to Complaint]", b"[&#x26;lt;script&#x26;gt;alert(1)&#x26;lt;/script&#x26;gt; &#x26;amp; {{ 7*7 }}]"
    )
    assert COURT_FEED.parse(body, WAWD).dockets[-1].entries[0].short_text == "<script>alert(1)</script> & {{ 7*7 }}"


def test_court_text_that_is_escaped_once_only_is_kept_as_well() -> None:
    body = DISTRICT.replace(
        b"[Answer to Complaint]", b"[Answer &lt;b&gt;and&lt;/b&gt; &lt;script&gt;x&lt;/script&gt; Order]"
    )
    assert (
        COURT_FEED.parse(body, WAWD).dockets[-1].entries[0].short_text == "Answer <b>and</b> <script>x</script> Order"
    )


@pytest.mark.parametrize(
    ("said", "hour"),
    [
        ("GMT", 12),
        ("EST", 17),
        ("CDT", 17),
        ("MST", 19),
        ("PDT", 19),
        ("AKST", 21),
        ("HST", 22),
        ("ChST", 2),
        ("AST", 16),
        ("-0530", 17),
    ],
)
def test_the_zones_of_courts(said: str, hour: int) -> None:
    assert parse_feed_moment(f"Fri, 03 Feb 2023 12:08:02 {said}").astimezone(UTC).hour == hour


@pytest.mark.parametrize(
    "said", ["", "soon", "Fri, 03 Feb 2023 12:08:02", "Fri, 03 Feb 2023 12:08:02 XYZ", "Fri, 31 Feb 2023 12:08:02 GMT"]
)
def test_a_moment_that_cannot_be_told_is_an_error(said: str) -> None:
    with pytest.raises(FeedItemError, match="its date"):
        parse_feed_moment(said)


def test_a_large_feed_is_refused() -> None:
    with pytest.raises(NotADocket, match="may have"):
        COURT_FEED.parse(DISTRICT + b" " * MAX_BYTES, WAWD)


def test_a_feed_tells_how_far_it_reaches_and_what_it_carries() -> None:
    window = COURT_FEED.parse(DISTRICT, WAWD).window
    assert window is not None
    assert window.oldest == datetime(2024, 4, 9, 19, 30, tzinfo=UTC)
    assert window.newest == datetime(2024, 4, 10, 1, 12, 9, tzinfo=UTC)
    assert window.declares == "Docket entries of type: all"


@pytest.mark.parametrize(
    ("said", "declares"),
    [
        (
            b"<description>Docket entries of type: orders, opinions</description>",
            "Docket entries of type: orders, opinions",
        ),
        (b"<description><![CDATA[Orders & opinions]]></description>", "Orders & opinions"),
        (b"", ""),
    ],
)
def test_what_a_channel_carries_is_not_taken_from_its_items(said: bytes, declares: str) -> None:
    feed = DISTRICT.replace(b"<description>Docket entries of type: all</description>", said)
    window = COURT_FEED.parse(feed, WAWD).window
    assert window is not None and window.declares == declares


def test_a_feed_without_dated_items_shows_no_window() -> None:
    assert COURT_FEED.parse(re.sub(rb"<pubDate>.*?</pubDate>", b"", DISTRICT), WAWD).window is None


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        (
            " https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl ",
            "https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl",
        ),
        (
            "https://ecf.nyed.uscourts.gov/cgi-bin/readyDockets.pl",
            "https://ecf.nyed.uscourts.gov/cgi-bin/readyDockets.pl",
        ),
        ("https://ecf.wawd.uscourts.gov/doc1/197110001099", ""),
        ("https://evil.example/rss", ""),
        ("wawd", ""),
        ("", ""),
    ],
)
def test_what_is_pasted_is_an_address_on_a_courts_server_or_nothing(typed: str, address: str) -> None:
    assert COURT_FEED.address(typed) == address


def test_the_same_build_date_is_nothing_new(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with fakes.court_server(fakes.answer(DISTRICT)) as court:
        first = fetch_court_feed(court.url, {})
        again = fetch_court_feed(court.url, first.validators)
    assert (first.body, first.not_modified) == (DISTRICT, False)
    assert (again.body, again.not_modified) == (b"", True)
    assert again.validators == first.validators == {"build_date": "Wed, 10 Apr 2024 01:20:02 GMT"}


def test_a_new_build_date_is_something_new(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with fakes.court_server(fakes.answer(DISTRICT, etag='"2"')) as court:
        fetched = fetch_court_feed(court.url, {"build_date": "Tue, 09 Apr 2024 01:20:02 GMT", "etag": '"1"'})
    assert fetched.body == DISTRICT
    assert fetched.validators == {"build_date": "Wed, 10 Apr 2024 01:20:02 GMT", "etag": '"2"'}


def test_a_failing_court_is_a_failure(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True
    with (
        fakes.court_server(fakes.answer(b"", status=503, retry_after="60")) as court,
        pytest.raises(FetchFailed) as failure,
    ):
        fetch_court_feed(court.url, {})
    assert failure.value.retry_after == 60
