"""Parses a court's RSS feed: the entries of the last day or so (or the last hundred), of many cases, one item per
event.

feedparser parses the XML, ``item`` the items; here items become dockets. A feed is a window: it never shows that an
entry is gone. Its dates are those of entry, in GMT or in the court's own time, and become dates in the court's zone.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
from lxml import etree

from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    FeedWindow,
    FetchedPayload,
    NotADocket,
    ParsedPayload,
    Recognition,
    Refusal,
)
from dockets.sources import describe, markup
from dockets.sources.decoding import decode_payload, strip_control_marks
from dockets.sources.feeds.item import FeedItem, FeedItemError, parse_feed_moment, read_feed_item
from dockets.sources.http import client
from dockets.sources.kind import SourceKind
from dockets.sources.pacer.court import agree_on_court, find_pacer_id_in_links, get_court_id_of_pacer
from dockets.sources.pacer.ecf_urls import build_ecf_docket_url
from dockets.sources.pacer.report import import_juriscraper

MAX_BYTES = client.MAX_BYTES
_FIELDS = ("title", "link", "summary", "id", "published")
_HEAD = 20_000
_MOST_ELEMENTS = 100_000
"""The most elements of one feed accepted; ten thousand items have sixty thousand. feedparser's time can grow with their
square."""
_FEED = re.compile(r"<(?:rss|rdf:RDF|feed)\b", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\s\]]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_BUILD_DATE = re.compile(r"<lastBuildDate>\s*([^<]+?)\s*</lastBuildDate>", re.IGNORECASE)
_APPELLATE = re.compile(r"ca\d+|cadc|cafc|bap\d+")
_OTHER_NAMES = {"nyed": "readyDockets.pl", "ared": "rss_outside4.pl"}
_FEED_ADDRESS = re.compile(r"rss|readyDockets|/feed|\.xml\b", re.IGNORECASE)
_CHANNEL_TEXT = re.compile(r"<description>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))", re.IGNORECASE | re.DOTALL)
_PUB_DATE = re.compile(r"<pubDate>\s*([^<]+?)\s*</pubDate>", re.IGNORECASE)


def recognise_court_feed(body: bytes, name: str) -> Recognition | None:
    """Claims RSS whose channel links to ``ecf.<court>.uscourts.gov``."""
    head = decode_payload(body[:_HEAD])
    pacer_id = _channel_pacer_id(head)
    if not pacer_id or not _FEED.search(head):
        return None
    return Recognition("court-feed", get_court_id_of_pacer(pacer_id), "RSS with a link to the court's CM/ECF")


def parse_court_feed(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket per case number in the feed, each with its entries in the feed's order, newest first."""
    if len(body) > MAX_BYTES:
        msg = f"This feed has {len(body):,} bytes; a court's feed may have {MAX_BYTES:,}."
        raise NotADocket(msg)
    text = decode_payload(body)
    if not _FEED.search(text[:_HEAD]):
        raise NotADocket(describe.describe_unknown_file(body, ""))
    facts = agree_on_court(court, get_court_id_of_pacer(_channel_pacer_id(text)))
    feed = _read(text)
    items, refused = _items(feed.entries)
    if refused and not items:
        msg = f"No item of this feed could be read. The first: {refused[0].where}: {refused[0].why}"
        raise NotADocket(msg)
    return ParsedPayload(
        tuple(_dockets(_join(items), facts, _built(text))), tuple(refused), window=_window(items, text)
    )


def parse_feed_address(typed: str) -> str:
    """A feed's address on a host that may be asked, else ""; ``client.explain_refused_url`` explains a refusal."""
    url = typed.strip()
    return url if _FEED_ADDRESS.search(url) and not client.explain_refused_url(url) else ""


def find_feed_address(court: CourtFacts) -> str:
    """The address of a court's feed, as juriscraper knows it; "" for a court without PACER."""
    host = f"https://ecf.{court.pacer_id}.uscourts.gov"
    if not court.pacer_id:
        return ""
    if _APPELLATE.fullmatch(court.pacer_id):
        return f"{host}/n/beam/servlet/TransportRoom?servlet=RSSGenerator"
    return f"{host}/cgi-bin/{_OTHER_NAMES.get(court.pacer_id, 'rss_outside.pl')}"


def fetch_court_feed(url: str, validators: Mapping[str, Any]) -> FetchedPayload:
    """Fetches the feed conditionally. Most courts send no ETag, so an unchanged build date also means "not
    modified"."""
    fetched = client.fetch_url(url, validators)
    if fetched.not_modified:
        return fetched
    built = _build_date(decode_payload(fetched.body[:_HEAD]))
    known = {**fetched.validators, **({"build_date": built} if built else {})}
    if built and built == validators.get("build_date"):
        return replace(fetched, body=b"", not_modified=True, validators=known)
    return replace(fetched, validators=known)


def _read(text: str) -> Any:
    if _DOCTYPE.search(text):
        why = "This XML declares a document type or entities of its own. No court's feed does; it was not opened."
        raise NotADocket(why)
    if markup.count_elements(text) > _MOST_ELEMENTS:
        why = f"This XML has more than {_MOST_ELEMENTS:,} elements, as no court's feed has; it was not opened."
        raise NotADocket(why)
    # As bytes, and without the declared encoding, since the text is already decoded.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
    try:
        # Parse strictly first: feedparser would repair broken XML, slowly, and half a feed would pass for a whole one.
        etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True))
        feed = feedparser.parse(plain, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # XMLSyntaxError, and feedparser's own errors on strange input
        raise NotADocket(_damaged(error)) from error
    if feed.get("bozo") or not feed.get("version"):
        raise NotADocket(_damaged(feed.get("bozo_exception") or "no RSS version"))
    return feed


def _damaged(why: object) -> str:
    reason = " ".join(str(why).split())[:200]
    return f"This begins like an RSS feed, but is cut off or damaged ({reason}). Nothing was taken; fetch it again."


def _items(entries: Iterable[Any]) -> tuple[list[FeedItem], list[Refusal]]:
    items: list[FeedItem] = []
    refused: list[Refusal] = []
    for place, entry in enumerate(entries, start=1):
        title, link, description, guid, published = (str(entry.get(name, "")) for name in _FIELDS)
        where = f"item {place} “{strip_control_marks(title).strip()[:60]}”"
        try:
            items.append(read_feed_item(title, link, description, guid, _moment(published, where, refused)))
        except FeedItemError as error:
            refused.append(Refusal(where, f"It was left out: {error}."))
    return items, refused


def _moment(published: str, where: str, refused: list[Refusal]) -> datetime | None:
    """When an item was entered. None, with a refusal where the date cannot be read, means an entry of unknown date."""
    try:
        return parse_feed_moment(published) if published.strip() else None
    except FeedItemError as error:
        refused.append(Refusal(where, f"It was taken without its date: {error}."))
        return None


def _join(items: Iterable[FeedItem]) -> list[FeedItem]:
    """Joins items into one per entry. CM/ECF sends an entry of several events as that many items, alike but for the
    event.

    Items are of one entry if they share the document, or the sequence number where there is no document, or the entry
    number; the time alone is never enough, since two minute entries can share a second.
    """
    joined: dict[object, FeedItem] = {}
    for place, item in enumerate(items):
        mark = item.pacer_doc_id or item.pacer_seq_no or item.upstream_id or item.number or place
        key = (
            item.docket_number,
            item.pacer_case_id,
            item.entered_at,
            item.number,
            item.pacer_doc_id,
            item.pacer_seq_no,
            item.upstream_id,
            mark,
        )
        before = joined.get(key)
        joined[key] = replace(before, texts=(*before.texts, *item.texts)) if before else item
    return list(joined.values())


def _dockets(items: Iterable[FeedItem], court: CourtFacts, built: datetime | None) -> Iterable[DocketRecord]:
    cases: dict[tuple[str, str], list[FeedItem]] = {}
    for item in items:
        cases.setdefault((item.docket_number, item.pacer_case_id), []).append(item)
    for (number, case_id), own in cases.items():
        yield DocketRecord(
            court_id=court.id,
            docket_number=number,
            case_name=_case_name(next((item.case_name for item in own if item.case_name), "")),
            pacer_case_id=case_id,
            source_url=build_ecf_docket_url(court, case_id),
            entries=tuple(_entry(item, ZoneInfo(court.time_zone)) for item in own),
            as_of=built,
        )


def _entry(item: FeedItem, zone: ZoneInfo) -> EntryRecord:
    day = item.entered_at.astimezone(zone).date() if item.entered_at else None
    document = DocumentRecord(pacer_doc_id=item.pacer_doc_id, url=item.document_url)
    return EntryRecord(
        number=item.number,
        upstream_id=item.upstream_id,
        pacer_doc_id=item.pacer_doc_id,
        pacer_seq_no=item.pacer_seq_no,
        date_filed=day,
        date_entered=day,
        entered_at=item.entered_at,
        short_text=" AND ".join(sorted(filter(None, item.texts))),
        documents=(document,) if item.pacer_doc_id else (),
    )


def _case_name(title: str) -> str:
    """The case name as juriscraper writes those of docket pages ("USA v." becomes "United States v."), so that the two
    agree."""
    wording = import_juriscraper("juriscraper.lib.string_utils")
    return str(wording.clean_string(wording.harmonize(title))) if title else ""


def _channel_pacer_id(text: str) -> str:
    head = re.split(r"<item\b", text[:_HEAD], maxsplit=1)[0]
    link = _CHANNEL_LINK.search(head)
    return find_pacer_id_in_links(link[1] if link else "")


def _build_date(text: str) -> str:
    channel = re.split(r"<item\b", text, maxsplit=1)[0]
    found = _BUILD_DATE.search(channel) or _PUB_DATE.search(channel)  # ilnb has only pubDate
    return found[1] if found else ""


def _window(items: Iterable[FeedItem], text: str) -> FeedWindow | None:
    """The period from the oldest item to the newest, and what the channel says it carries: "Docket entries of type:
    orders"."""
    moments = [item.entered_at for item in items if item.entered_at]
    if not moments:
        return None
    said = _CHANNEL_TEXT.search(re.split(r"<item\b", text[:_HEAD], maxsplit=1)[0])
    return FeedWindow(
        min(moments), max(moments), strip_control_marks(said[1] or said[2] or "").strip()[:1000] if said else ""
    )


def _built(text: str) -> datetime | None:
    try:
        return parse_feed_moment(_build_date(text))
    except FeedItemError:
        return None


COURT_FEED = SourceKind(
    slug="court-feed",
    label="court feed",
    authority=10,
    recognise=recognise_court_feed,
    parse=parse_court_feed,
    fetch=fetch_court_feed,
    address=parse_feed_address,
    of_court=find_feed_address,
    longest_rhythm=timedelta(minutes=10),
    dates_are_of_entry=True,
)
