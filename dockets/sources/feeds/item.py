"""Parses one item of a court's feed: which docket it names, and what it says about one entry. Called by ``feed`` alone.
Pure.

CM/ECF writes an item in one of three ways (district, bankruptcy, appellate); all hide the document's address and number
in the mark-up of ``description``, and the best key of the entry, CM/ECF's sequence number, in the ``guid``.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from html import unescape

from dockets.record.text import clean_pacer_doc_id
from dockets.sources.decoding import strip_control_marks


@dataclass(frozen=True, slots=True)
class FeedItem:
    """A parsed item. ``texts`` has one event, or more when the items of a multi-event entry were joined."""

    docket_number: str
    case_name: str
    pacer_case_id: str
    number: str
    upstream_id: str
    pacer_doc_id: str
    pacer_seq_no: str
    document_url: str
    entered_at: datetime | None
    texts: tuple[str, ...]


class FeedItemError(ValueError):
    """``str(error)`` says what is wrong with an item."""


_NUMBERS = (
    re.compile(r"(?:\d{1,2}:)?\d{2,4}-[a-z]{1,5}-\d{1,10}(?:-[\w/]+)*(?=\s|$)", re.IGNORECASE),
    re.compile(r"(?:[A-Z]{2}-|\d-)?\d\d(?:\d\d)?-\d+(?:-\w+)*(?=\s|$)"),
    re.compile(r"MDL\s+No\.\s*\d+", re.IGNORECASE),
)
_LINK = re.compile(r"<a\s(?P<attributes>[^<>]*)>(?P<number>[^<]*)</a>", re.IGNORECASE)
_ADDRESS = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)')""", re.IGNORECASE)
_DOCUMENT = re.compile(r"^(?P<way>https?://[^/]+/docs?1/)(?P<id>\d{4,})", re.IGNORECASE)
_CASE = re.compile(r"DktRpt\.pl\?(?:caseid=)?(\d+)(?:[&-](\d+))?\s*$", re.IGNORECASE)
_PART = re.compile(r"[?&]partId=(\d+)", re.IGNORECASE)
_SEQUENCE = re.compile(r"[?&]de_seq_num=(\d+)", re.IGNORECASE)
_BANKRUPTCY_PREFIX = re.compile(r"^\s*Type:.*?(?=\[)", re.DOTALL)
ZONES = {
    "EST": -5, "EDT": -4, "CST": -6, "CDT": -5, "MST": -7, "MDT": -6, "PST": -8, "PDT": -7, "AKST": -9, "AKDT": -8,
    "HST": -10, "HDT": -9, "SST": -11, "CHST": 10, "AST": -4, "GMT": 0, "UTC": 0, "UT": 0, "Z": 0,
}  # fmt: skip


def read_feed_item(title: str, link: str, description: str, guid: str, entered_at: datetime | None) -> FeedItem:
    """Parses an item. ``description`` is HTML with one level of XML escapes already undone. Raises
    ``FeedItemError``."""
    number = _docket_number(title)
    linked = _LINK.search(description)
    url = _address(linked["attributes"]) if linked else ""
    document = _DOCUMENT.search(url)
    case, sequence = _case_and_sequence(guid, link)
    doc_id = clean_pacer_doc_id(document["id"]) if document else ""
    in_link = _SEQUENCE.search(url)
    part = _PART.search(guid)
    return FeedItem(
        docket_number=number,
        case_name=" ".join(unescape(strip_control_marks(title)).strip()[len(number) :].split()),
        pacer_case_id=case,
        number=_entry_number(linked["number"].strip() if linked else ""),
        upstream_id=part[1] if part else "",
        pacer_doc_id=doc_id,
        pacer_seq_no=sequence or (in_link[1] if in_link else ""),
        document_url=f"{document['way']}{doc_id}" if document else "",
        entered_at=entered_at,
        texts=(_short_text(description),),
    )


def parse_feed_moment(published: str) -> datetime:
    """Parses a feed's date to an aware time. Raises ``FeedItemError`` where it cannot be read or its zone
    is unknown."""
    words = published.split()
    zone = words[-1].upper() if words else ""
    try:
        if zone in ZONES:
            read = parsedate_to_datetime(" ".join([*words[:-1], "+0000"]))
            return read.replace(tzinfo=timezone(timedelta(hours=ZONES[zone])) if ZONES[zone] else UTC)
        read = parsedate_to_datetime(published)
    except (ValueError, TypeError, IndexError, OverflowError) as error:
        msg = f"its date “{published[:60]}” cannot be read"
        raise FeedItemError(msg) from error
    if read.tzinfo is None:
        msg = f"its date “{published[:60]}” names no time zone"
        raise FeedItemError(msg)
    return read


def _docket_number(title: str) -> str:
    words = unescape(strip_control_marks(title)).strip()
    for form in _NUMBERS:
        found = form.match(words)
        if found:
            return found[0]
    msg = "its title does not begin with a docket number"
    raise FeedItemError(msg)


def _case_and_sequence(guid: str, link: str) -> tuple[str, str]:
    """The case id and sequence number: ("492165", "10") from ``…DktRpt.pl?492165&10`` or ``?711557-19``; nyed's guids
    have only the case."""
    in_guid, in_link = _CASE.search(unescape(guid)), _CASE.search(unescape(link))
    case = in_guid or in_link
    return (case[1] if case else ""), (in_guid[2] or "" if in_guid else "")


def _address(attributes: str) -> str:
    found = _ADDRESS.search(attributes)
    return unescape(found[1] or found[2] or "").strip() if found else ""


def _entry_number(text: str) -> str:
    return text if text.isascii() and text.isdigit() else ""


def _short_text(description: str) -> str:
    """The text in brackets: "[Order (PLRA)[Doc 3]] (<a …>5</a>)" gives "Order (PLRA)[Doc 3]"."""
    text = _BANKRUPTCY_PREFIX.sub("", description)
    linked = _LINK.search(text)
    head = text[: linked.start()] if linked else text
    return " ".join(unescape(strip_control_marks(_in_brackets(head))).split())


def _in_brackets(text: str) -> str:
    """What the first bracket encloses; up to the first closing one where the brackets do not match."""
    start, depth = text.find("["), 0
    for place in range(max(start, 0), len(text)):
        depth += (text[place] == "[") - (text[place] == "]")
        if depth == 0 and start >= 0:
            return text[start + 1 : place]
    return text[start + 1 :].partition("]")[0] if start >= 0 else ""
