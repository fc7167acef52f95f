"""Dockets of the Supreme Court of the United States: its JSON, its pages, and its pages from before 2017.

juriscraper parses all three (``parse``). They are three sources, since each words and dates the same entries a little
differently, and the record should show which said what. Only the JSON is fetched, by docket number.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf import settings

from dockets.record import docket_number
from dockets.record.records import (
    CourtFacts,
    DocketOffer,
    FetchedPayload,
    FetchFailed,
    NotADocket,
    ParsedPayload,
    Recognition,
    WrongCourt,
)
from dockets.sources import markup
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.http import client
from dockets.sources.kind import SourceKind
from dockets.sources.supreme_court import parse

COURT = "scotus"
HOST = "www.supremecourt.gov"
_HOSTS = frozenset({HOST, "supremecourt.gov"})
_HEAD = 200_000
_KEYS = re.compile(r'"CaseNumber"\s*:')
_ROWS = re.compile(r'"ProceedingsandOrder"\s*:')
_PAGE = re.compile(r"""id=["']docketinfo["']""", re.IGNORECASE)
_OLD_PAGE = re.compile(r"~~Date~~")
_PROCEEDING = re.compile(r"<tr\b[^<>]{0,200}>\s*<td\b[^<>]{0,200}>\s*[A-Z][a-z]{2}\s", re.IGNORECASE)
"""A row that begins with a date. Rows without one continue the text of the row before."""
_IN_ADDRESS = re.compile(
    r"[/=](?:DocketPDF/\d\d[a-z]?/)?(\d\d(?:-|[AMO])\d{1,5})(?:\.(?:html?|json|xml)|/|&|$)", re.IGNORECASE
)
_ADDRESS = "scotus:"


def recognise_scotus_json(body: bytes, name: str) -> Recognition | None:
    """Claims JSON with the court's own keys for a case and its proceedings."""
    text = decode_payload(body[:MAX_BYTES])
    if not text.lstrip().startswith("{") or not _KEYS.search(text[:_HEAD]) or not _ROWS.search(text):
        return None
    return Recognition("scotus-json", COURT, "JSON of the Supreme Court")


def recognise_scotus_html(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the table "docketinfo", in which the Supreme Court shows a case."""
    text = decode_payload(body[:MAX_BYTES])
    return Recognition("scotus-html", COURT, "a docket page of the Supreme Court") if _is_page(text) else None


def recognise_scotus_htm(body: bytes, name: str) -> Recognition | None:
    """Claims pages with the heading "~~Date~~", under which the Supreme Court listed its proceedings until 2017."""
    text = decode_payload(body[:MAX_BYTES])
    if not _OLD_PAGE.search(text) or "~~~Address~~~" not in text:
        return None
    return Recognition("scotus-htm", COURT, "an older docket page of the Supreme Court")


def _is_page(text: str) -> bool:
    return bool(_PAGE.search(text) and "DocketInfoTitle" in text)


def parse_scotus_json(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, complete unless a row had to be refused."""
    _check(body, court)
    return parse.read_scotus_json(body)


def parse_scotus_html(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket. A page that ends before the list of lawyers is treated as part of it, without the row in which it
    ends."""
    _check(body, court)
    return parse.read_scotus_page(markup.decode_whole_rows(body), body, old=False)


def parse_scotus_htm(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, as ``parse_scotus_html``."""
    _check(body, court)
    return parse.read_scotus_page(_old_page(body), body, old=True)


def _old_page(body: bytes) -> str:
    """Decodes an old page. A proceeding may continue over several rows, so where the table has no end, the last one is
    left out."""
    page = markup.decode_whole_rows(body)
    heading = _OLD_PAGE.search(page)
    if heading is None or "</table" in page[heading.end() :].lower():
        return page
    begun = list(_PROCEEDING.finditer(page, heading.end()))
    return page[: begun[-1].start()] if begun else page


def _check(body: bytes, court: CourtFacts | None) -> None:
    """Raises ``NotADocket`` or ``WrongCourt`` for what is not opened."""
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; a docket of the Supreme Court may have {MAX_BYTES:,}."
        raise NotADocket(msg)
    if court and court.id != COURT:
        msg = f"This source reads dockets of the Supreme Court of the United States (“{COURT}”), not of “{court.id}”."
        raise WrongCourt(msg)


def parse_scotus_address(typed: str) -> str:
    """ "scotus:24-999", from that, or from the address of a docket, a document or a feed on the court's own site; else
    ""."""
    typed = typed.strip()
    if typed.lower().startswith(_ADDRESS):
        return _canonical(typed[len(_ADDRESS) :])
    try:
        parts = urlsplit(typed)
        if parts.scheme not in {"http", "https"} or parts.netloc.lower() not in _HOSTS:
            return ""
    except ValueError:
        return ""
    found = _IN_ADDRESS.search(unquote(f"{parts.path}?{parts.query}" if parts.query else parts.path))
    return _canonical(found[1]) if found else ""


def _canonical(number: str) -> str:
    read = docket_number.parse_docket_number(number, COURT, "supreme")
    return f"{_ADDRESS}{read.display}" if read.serial is not None and len(number) <= 40 else ""


def fetch_scotus(url: str, validators: Mapping[str, Any]) -> FetchedPayload:
    """Fetches the JSON of one docket, conditionally. ``url``: from ``parse_scotus_address``. Raises ``FetchFailed``."""
    number = parse_scotus_address(url).removeprefix(_ADDRESS)
    if not number:
        msg = f"“{url[:60]}” names no docket of the Supreme Court. Write it as scotus:24-999."
        raise FetchFailed(msg)
    try:
        return client.fetch_url(f"{settings.SUPREME_COURT_URL}/RSS/Cases/JSON/{number}.json", validators, hosts=(HOST,))
    except client.BadAnswer as error:
        if error.status != 404:
            raise
        msg = (
            f"The Supreme Court has no docket {number} as JSON. It has none from before 2017; save the page and import"
            " that."
        )
        raise client.BadAnswer(msg, status=404) from error


def find_on_scotus(court_id: str, number: str) -> Sequence[DocketOffer]:
    """The one docket with that number, if the Supreme Court has it. Raises ``FetchFailed``."""
    where = _canonical(number) if court_id == COURT else ""
    if not where:
        return []
    try:
        found = parse_scotus_json(fetch_scotus(where, {}).body, None).dockets[0]
    except client.BadAnswer as error:
        if error.status == 404:
            return []
        raise
    except NotADocket as error:
        raise FetchFailed(str(error)) from error
    filed = (
        f"docketed {found.date_filed:%B} {found.date_filed.day}, {found.date_filed.year}" if found.date_filed else ""
    )
    return [DocketOffer(where, found.case_name, filed)]


SCOTUS_JSON = SourceKind(
    slug="scotus-json",
    label="Supreme Court docket (JSON)",
    authority=34,
    recognise=recognise_scotus_json,
    parse=parse_scotus_json,
    fetch=fetch_scotus,
    address=parse_scotus_address,
    find=find_on_scotus,
    watches_one_docket=True,
    rhythm=timedelta(hours=1),
)
SCOTUS_HTML = SourceKind(
    slug="scotus-html",
    label="saved Supreme Court page",
    authority=33,
    recognise=recognise_scotus_html,
    parse=parse_scotus_html,
)
SCOTUS_HTM = SourceKind(
    slug="scotus-htm",
    label="saved Supreme Court page of before 2017",
    authority=29,
    recognise=recognise_scotus_htm,
    parse=parse_scotus_htm,
)
