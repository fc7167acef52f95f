"""A court's RSS feed: the last day or hundred of its docket entries, many cases, one item per event.

feedparser reads the XML, ``feed_item`` the items; here items become dockets. A feed is a window: it never says that an entry is
gone. Its dates are those of entry, in GMT or in the court's own time, and become days in the court's zone.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import feedparser
from lxml import etree

from dockets.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    Fetched,
    NotADocket,
    Parsed,
    Recognition,
    Refusal,
    Window,
)
from dockets.sources import describe, http, markup, pacer_court
from dockets.sources.decoding import clean, text_of
from dockets.sources.feed_item import FeedItem, ItemError, moment, read_item
from dockets.sources.kind import SourceKind

MAX_BYTES = http.MAX_BYTES
_FIELDS = ("title", "link", "summary", "id", "published")
_HEAD = 20_000
_MOST_ELEMENTS = 100_000
"""Of one feed; those of ten thousand items have sixty thousand. feedparser's time can grow with the square of them."""
_FEED = re.compile(r"<(?:rss|rdf:RDF|feed)\b", re.IGNORECASE)
_CHANNEL_LINK = re.compile(r"<link>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\s\]]+)", re.IGNORECASE)
_DOCTYPE = re.compile(r"<!(?:DOCTYPE|ENTITY)\b", re.IGNORECASE)
_BUILD_DATE = re.compile(r"<lastBuildDate>\s*([^<]+?)\s*</lastBuildDate>", re.IGNORECASE)
_APPELLATE = re.compile(r"ca\d+|cadc|cafc|bap\d+")
_OTHER_NAMES = {"nyed": "readyDockets.pl", "ared": "rss_outside4.pl"}
_FEED_ADDRESS = re.compile(r"rss|readyDockets|/feed|\.xml\b", re.IGNORECASE)
_CHANNEL_TEXT = re.compile(r"<description>\s*(?:<!\[CDATA\[(.*?)\]\]>|([^<]*))", re.IGNORECASE | re.DOTALL)
_PUB_DATE = re.compile(r"<pubDate>\s*([^<]+?)\s*</pubDate>", re.IGNORECASE)


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims RSS whose channel links to ``ecf.<court>.uscourts.gov``."""
    head = text_of(body[:_HEAD])
    pacer_id = _channel_pacer_id(head)
    if not pacer_id or not _FEED.search(head):
        return None
    return Recognition("court-feed", pacer_court.id_of_pacer(pacer_id), "RSS with a link to the court's CM/ECF")


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket per case number in the feed, each with its entries as the feed has them, newest first."""
    if len(body) > MAX_BYTES:
        msg = f"This feed has {len(body):,} bytes; a court's feed may have {MAX_BYTES:,}."
        raise NotADocket(msg)
    text = text_of(body)
    if not _FEED.search(text[:_HEAD]):
        raise NotADocket(describe.what_is(body, ""))
    facts = pacer_court.agreed(court, pacer_court.id_of_pacer(_channel_pacer_id(text)))
    feed = _read(text)
    items, refused = _items(feed.entries)
    if refused and not items:
        msg = f"No item of this feed could be read. The first: {refused[0].where}: {refused[0].why}"
        raise NotADocket(msg)
    return Parsed(tuple(_dockets(_join(items), facts, _built(text))), tuple(refused), window=_window(items, text))


def address(typed: str) -> str:
    """A feed's address, on a host that may be asked: what is wrong with another is ``http.why_not``'s to say."""
    url = typed.strip()
    return url if _FEED_ADDRESS.search(url) and not http.why_not(url) else ""


def of_court(court: CourtFacts) -> str:
    """Where a court has its feed. The addresses are those that juriscraper knows."""
    host = f"https://ecf.{court.pacer_id}.uscourts.gov"
    if not court.pacer_id:
        return ""
    if _APPELLATE.fullmatch(court.pacer_id):
        return f"{host}/n/beam/servlet/TransportRoom?servlet=RSSGenerator"
    return f"{host}/cgi-bin/{_OTHER_NAMES.get(court.pacer_id, 'rss_outside.pl')}"


def fetch(url: str, validators: Mapping[str, Any]) -> Fetched:
    """The feed, conditionally. Most courts send no ETag, so a build date that is the last one's also means "not modified"."""
    fetched = http.get(url, validators)
    if fetched.not_modified:
        return fetched
    built = _build_date(text_of(fetched.body[:_HEAD]))
    known = {**fetched.validators, **({"build_date": built} if built else {})}
    if built and built == validators.get("build_date"):
        return replace(fetched, body=b"", not_modified=True, validators=known)
    return replace(fetched, validators=known)


def _read(text: str) -> Any:
    if _DOCTYPE.search(text):
        why = "This XML declares a document type or entities of its own. No court's feed does; it was not opened."
        raise NotADocket(why)
    if markup.elements(text) > _MOST_ELEMENTS:
        why = f"This XML has more than {_MOST_ELEMENTS:,} elements, as no court's feed has; it was not opened."
        raise NotADocket(why)
    # As bytes, and without the declared encoding, which was dealt with when they became text.
    plain = re.sub(r"^\s*<\?xml[^>]*\?>", "", text).encode()
    try:
        # First a strict look: feedparser would mend what is broken, slowly, and half a feed would pass for a whole one.
        etree.fromstring(plain, etree.XMLParser(resolve_entities=False, no_network=True))
        feed = feedparser.parse(plain, sanitize_html=False, resolve_relative_uris=False)
    except Exception as error:  # XMLSyntaxError, and feedparser's own accidents on strange input
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
        where = f"item {place} “{clean(title).strip()[:60]}”"
        try:
            items.append(read_item(title, link, description, guid, _moment(published, where, refused)))
        except ItemError as error:
            refused.append(Refusal(where, f"It was left out: {error}."))
    return items, refused


def _moment(published: str, where: str, refused: list[Refusal]) -> datetime | None:
    """When an item was entered. One that does not say, or not so that it can be read, is an entry of unknown date."""
    try:
        return moment(published) if published.strip() else None
    except ItemError as error:
        refused.append(Refusal(where, f"It was taken without its date: {error}."))
        return None


def _join(items: Iterable[FeedItem]) -> list[FeedItem]:
    """One item per entry. CM/ECF sends an entry of several events as so many items, alike but for the event.

    What makes them one is the document, or the sequence number where there is no document, or the entry number; never the moment
    alone, since two minute entries can share a second.
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
            source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/DktRpt.pl?{case_id}" if case_id else "",
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
    """As juriscraper writes the names of docket pages ("USA v." becomes "United States v."), so that the two agree."""
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    from juriscraper.lib.string_utils import clean_string, harmonize

    return str(clean_string(harmonize(title))) if title else ""


def _channel_pacer_id(text: str) -> str:
    head = re.split(r"<item\b", text[:_HEAD], maxsplit=1)[0]
    link = _CHANNEL_LINK.search(head)
    return pacer_court.pacer_id_in_links(link[1] if link else "")


def _build_date(text: str) -> str:
    channel = re.split(r"<item\b", text, maxsplit=1)[0]
    found = _BUILD_DATE.search(channel) or _PUB_DATE.search(channel)  # ilnb has only pubDate
    return found[1] if found else ""


def _window(items: Iterable[FeedItem], text: str) -> Window | None:
    """From the oldest item to the newest, and what the channel says that it carries: "Docket entries of type: orders"."""
    moments = [item.entered_at for item in items if item.entered_at]
    if not moments:
        return None
    said = _CHANNEL_TEXT.search(re.split(r"<item\b", text[:_HEAD], maxsplit=1)[0])
    return Window(min(moments), max(moments), clean(said[1] or said[2] or "").strip()[:1000] if said else "")


def _built(text: str) -> datetime | None:
    try:
        return moment(_build_date(text))
    except ItemError:
        return None


COURT_FEED = SourceKind(
    slug="court-feed",
    label="court feed",
    authority=10,
    recognise=recognise,
    parse=parse,
    fetch=fetch,
    address=address,
    of_court=of_court,
    longest_rhythm=timedelta(minutes=10),
    dates_are_of_entry=True,
)
