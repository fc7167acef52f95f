"""``…/documents/<number>/pages/<page>/``: the page of a document as it looks, with its words over the picture, so
that they can be searched, marked, quoted and linked; the pictures; and the file itself.

Everything works without a script; with one, marking words gives their quotation and their link.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header, quote_etag
from django.views.decorators.http import require_safe

from dockets.documents.files import FileMissing, get_inspection, open_file
from dockets.documents.inspection.findings import Finding
from dockets.documents.reader_files import (
    check_reader_file,
    get_reader_file,
    needs_reader_file,
    open_reader_file,
)
from dockets.documents.storage import RETRY_AFTER, StorageAway
from dockets.documents.viewer.page_images import (
    LARGE,
    SMALL,
    WIDE,
    WIDTHS,
    CannotDraw,
    DrawingBusy,
    PageLayout,
    find_drawn_image,
    get_page_image,
    get_page_layout,
)
from dockets.documents.viewer.page_layer import PlacedWord, merge_boxes, place_words
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_document_page_url
from dockets.http.query_values import keep_query, strip_control_characters
from dockets.http.ranged_file import answer_with_file
from dockets.http.rate_limited import limit_rate
from dockets.models import DocumentFile, DocumentText
from dockets.search.full_text import QUERY_LENGTH
from rulings.html.drawn_page import TURNS, PageMark, build_page_marks, describe_turned_page, draw_words
from rulings.notes.anchor_text import get_page_offsets
from rulings.notes.display import DisplayedNote, list_notes_on_text
from rulings.notes.linked_passage import find_linked_passage
from rulings.notes.pages_access import may_see_file, may_see_page, may_see_pages, sees_unpublished
from rulings.passages.anchors import Fit, FoundPassage
from rulings.passages.links import parse_passage_link
from rulings.timeline.embedding import is_embeddable
from rulings.views.filing.cite_filing import cite_document_page
from rulings.views.filing.document_address import (
    DocumentAddress,
    find_document,
    find_shown_text,
    get_filing_headline,
    get_moved_address,
    was_withdrawn,
)
from rulings.views.filing.document_hits import find_page_hits, list_document_hits
from rulings.views.filing.lead_to_passage import find_note_address, find_quotation_address
from rulings.views.filing.passage_embed import build_passage_frame
from rulings.views.filing.quoted_passage import PassageNotShown, find_quoted_passage, frame_passage

THUMBNAILS = 12
"""Pages beside the one shown of which small pictures lead there."""
_BUSY_AGAIN = 3
"""Seconds."""


@dataclass(frozen=True, slots=True)
class ShownPage:
    """One page of a document for one user."""

    at: DocumentAddress
    text: DocumentText
    file: DocumentFile
    number: int

    @property
    def address(self) -> str:
        return f"{self.at.address}pages/{self.number}/"


@require_safe
def document_pages(request: HttpRequest, court_id: str, number: str, reference: str, document: int) -> HttpResponse:
    """The address to which a page's number is sent: redirects to that page, or to the first; and with ``?quotation=``
    or ``?note=`` to the words that are meant."""
    page = parse_whole_number(request.GET.get("page", "")) or 1
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str) or get_moved_address(at, court_id, number):
        return HttpResponseRedirect(keep_query(request, f"{get_moved_address(at, court_id, number)}pages/"))
    if decision := parse_whole_number(request.GET.get("quotation", "")):
        return HttpResponseRedirect(find_quotation_address(request.user, at, decision))
    if note := strip_control_characters(request.GET.get("note", ""))[:80]:
        return HttpResponseRedirect(find_note_address(request.user, at, note))
    text = find_shown_text(at)
    last = text.page_count if text else page
    return HttpResponseRedirect(f"{at.address}pages/{min(page, last)}/")


@require_safe
def document_page(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int, page: int
) -> HttpResponse:
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str) or (at.docket.court_id, at.docket.docket_number) != (court_id, number):
        home = at if isinstance(at, str) else at.address
        return HttpResponseRedirect(keep_query(request, f"{home}pages/{page}/"))
    text = find_shown_text(at)
    if text is None:
        return _answer_withdrawn(request, at)
    if page < 1 or page > text.page_count:
        raise Http404(f"This document has no page {page}.")
    if text.file is None or not may_see_pages(request.user, text):
        return HttpResponseRedirect(build_document_page_url(at.filing_page, at.number, page))
    return _show_page(request, ShownPage(at, text, text.file, page))


def _answer_withdrawn(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    """410 where readers have seen the file before it was withdrawn; else the document has no pages."""
    if not was_withdrawn(at):
        raise Http404("No file of this document is kept here.")
    context = {"docket": at.docket, "at": at, "filing_url": at.filing_page, "base": at.base}
    return render(request, "rulings/document_withdrawn.html", context, status=410)


def _show_page(request: HttpRequest, page: ShownPage) -> HttpResponse:
    begins = get_page_offsets(page.text)
    found, there = _find_passage(request, page, begins)
    if there != page.number:
        return HttpResponseRedirect(keep_query(request, f"{page.at.address}pages/{there}/"))
    asked = strip_control_characters(request.GET.get("q", ""))[:QUERY_LENGTH].strip()
    is_seen = may_see_page(request.user, page.text, page.number)
    layout, failed, is_away = _get_layout(page) if is_seen else (None, "", False)
    row = page.text.pages.filter(number=page.number).defer("search").first() if is_seen else None
    words = row.words if row else ""
    notes = list_notes_on_text(page.at.filing, page.at.number, request.user, page.at.base)
    begin = begins.get(page.number, 0)
    context = _build_context(request, page) | {
        "is_seen": is_seen, "layout": layout, "failed": failed, "words": words, "row": row, "begin": begin,
        "asked": asked, "found": found, "hits": list_document_hits(page.text, asked) if asked else None,
        "notes": _list_notes_here(notes, begin, len(words)), **_offer_passage(request, page),
    }  # fmt: skip
    inspection = get_inspection(page.file) if sees_unpublished(request.user) else None
    context["findings"] = [one for one in inspection.findings if one.page == page.number] if inspection else []
    if layout:
        placed = place_words(words, row.places if row and row.places else layout.words)
        places = [("hit", *place, "") for place in find_page_hits(page.text, page.number, asked)] + _place_notes(
            notes, begin
        )
        if found and found.fit != Fit.ORPHANED:
            places.append(("passage", found.start - begin, found.end - begin, ""))
        context["drawn"] = draw_words(layout, placed)
        context["marks"] = _mark_page(layout, placed, places, context["findings"])
    answer = render(request, "rulings/document_page.html", context | _turn(request, layout))
    return _answer_later(answer, RETRY_AFTER) if is_away else answer


def _answer_later(answer: HttpResponse, seconds: int) -> HttpResponse:
    """The answer as one that holds for now: 503, and in how many seconds to ask again."""
    answer.status_code = 503
    answer["Retry-After"], answer["Cache-Control"] = str(seconds), "no-store"
    return answer


def _place_notes(notes: Sequence[tuple[Any, DisplayedNote]], begin: int) -> list[tuple[str, int, int, str]]:
    """What the notes stand on, counted from ``begin``, where the page begins in the text."""
    standing = [(row, row.start - begin) for row, _ in notes if row.of_text and row.start is not None]
    return [("note", first, first + row.length, row.public_id) for row, first in standing]


def _mark_page(
    layout: PageLayout,
    placed: Sequence[PlacedWord],
    places: Sequence[tuple[str, int, int, str]],
    findings: Sequence[Finding],
) -> list[PageMark]:
    """The marks over the picture. ``places``: what is marked how, from where to where in the page's words."""
    marks = [
        mark
        for kind, first, last, note in places
        for mark in build_page_marks(kind, layout, merge_boxes(placed, first, last), note)
    ]
    return marks + [mark for one in findings for mark in build_page_marks("finding", layout, one.boxes)]


def _find_passage(request: HttpRequest, page: ShownPage, begins: Mapping[int, int]) -> tuple[FoundPassage | None, int]:
    """The passage that the address names, and on which page it begins: this one where there is none. One on a page that
    the user may not see is as if the address named none."""
    link = parse_passage_link(request.GET.get("passage", ""))
    found = find_linked_passage(page.text, link) if link else None
    if found is None or found.fit == Fit.ORPHANED:
        return found, page.number
    there = max(number for number, begin in begins.items() if begin <= found.start)
    return (found, there) if may_see_page(request.user, page.text, there) else (None, page.number)


def _offer_passage(request: HttpRequest, page: ShownPage) -> dict[str, Any]:
    """What can be taken away of the passage that the address names, and of one that will be marked here: its picture,
    and its frame for articles, in whose HTML ``PASSAGE`` stands for the link. Only of what readers may see."""
    if not may_see_page(AnonymousUser(), page.text, page.number):
        return {}
    title, site = page.at.docket.case_name or page.at.docket.docket_number, request.build_absolute_uri("/")[:-1]
    embed = f"{site}{page.address}embed/?passage="
    offered: dict[str, Any] = {"offered": True, "address": page.address}
    if is_embeddable():
        offered["frame_of_marked"] = build_passage_frame(f"{embed}PASSAGE", title, "", None)
    try:
        passage = find_quoted_passage(page.at, written := request.GET.get("passage", ""))
    except PassageNotShown:
        return offered
    offered["quoted"] = passage
    linked = f"{site}{passage.address}?{urlencode({'passage': written})}"
    if settings.SITE_IS_PUBLIC:
        picture = linked.replace("/?", "/passage.png?", 1)
        offered["card"] = {"title": title, "picture": picture, "address": linked}
    if is_embeddable():
        offered["oembed"] = f"{site}{reverse('oembed')}?{urlencode({'format': 'json', 'url': linked})}"
        framed = frame_passage(passage)
        offered["frame"] = build_passage_frame(f"{embed}{written}", title, passage.words, framed)
    return offered


def _build_context(request: HttpRequest, page: ShownPage) -> dict[str, Any]:
    """What does not depend on what stands on the page."""
    text, number = page.text, page.number
    first = max(1, min(number - THUMBNAILS // 2, text.page_count - THUMBNAILS + 1))
    return {
        "docket": page.at.docket, "court": page.at.docket.court, "base": page.at.base, "filing": page.at.filing,
        "filing_url": page.at.filing_page, "at": page.at, "text": text, "number": number,
        "title": page.at.title, "headline": get_filing_headline(page.at.filing),
        "text_url": build_document_page_url(page.at.filing_page, page.at.number, number),
        "canonical": request.build_absolute_uri(page.address), "pages_url": f"{page.at.address}pages/",
        "citation": cite_document_page(page.at.filing, page.at.number, number),
        "fetched_ahead": number + 1 if may_see_page(request.user, text, number + 1) else 0,
        "thumbnails": range(first, min(first + THUMBNAILS, text.page_count + 1)), "small": SMALL,
        "copy": get_reader_file(text), "may_download": may_see_file(request.user, text),
        "edits": sees_unpublished(request.user),
        "withheld_here": number in text.withheld,
    }  # fmt: skip


def _get_layout(page: ShownPage) -> tuple[PageLayout | None, str, bool]:
    """The page's layout, or why there is none, and whether that is since the storage is away."""
    try:
        return get_page_layout(page.file, page.number), "", False
    except (CannotDraw, FileMissing) as error:
        return None, str(error), False
    except StorageAway as error:
        return None, str(error), True
    except DrawingBusy:
        return None, "Many pages are being drawn just now. Load this one again in a few seconds.", False


def _turn(request: HttpRequest, layout: PageLayout | None) -> dict[str, Any]:
    """How the page is turned and how large it is: of what the address asks for, what there is."""
    turn = parse_whole_number(request.GET.get("turn", "")) or 0
    turn, zoom = turn if turn in TURNS else 0, request.GET.get("zoom", "") == "2"
    context = {"zoom": zoom, "turn": turn, "next_turn": (turn + 90) % 360, "image_width": LARGE if zoom else WIDE}
    return context | (describe_turned_page(layout, turn) if layout else {})


def _list_notes_here(notes: Sequence[tuple[Any, DisplayedNote]], begin: int, length: int) -> list[DisplayedNote]:
    return [
        told
        for row, told in notes
        if row.of_text and row.start is not None and begin <= row.start < begin + max(length, 1)
    ]


@require_safe
def document_page_image(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int, page: int, width: int
) -> HttpResponseBase:
    """The picture of a page, as WebP. Asked for anew each time it is shown, since it may be withdrawn; what a browser
    has already is not sent again. Only large ones that have to be drawn count as requests for pictures: a page shows
    a dozen small ones, and each is drawn once."""
    at = find_document(court_id, number, reference, document)
    text = None if isinstance(at, str) else find_shown_text(at)
    if text is None or text.file is None or width not in WIDTHS or not 1 <= page <= text.page_count:
        raise Http404("There is no such picture.")
    if not may_see_page(request.user, text, page):
        raise Http404("There is no such picture.")
    etag = quote_etag(f"{text.file.sha256[:24]}-{page}-{width}")
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    try:
        if answer is None and (drawn := find_drawn_image(text.file, page, width)):
            answer = HttpResponse(drawn, content_type="image/webp")
        if answer is None:
            answer = (_draw if width == SMALL else limit_rate(_draw))(request, text.file, page, width)
    except StorageAway as error:
        return _say_later(str(error), RETRY_AFTER)
    if answer.status_code in (200, 304):
        answer["ETag"] = etag
    answer["Cache-Control"] = "private, no-cache"
    return answer


def _draw(request: HttpRequest, file: DocumentFile, page: int, width: int) -> HttpResponse:
    try:
        return HttpResponse(get_page_image(file, page, width), content_type="image/webp")
    except (CannotDraw, FileMissing) as error:
        raise Http404(str(error)) from error
    except DrawingBusy:
        return _say_later("Many pages are being drawn.", _BUSY_AGAIN)


def _say_later(said: str, seconds: int) -> HttpResponse:
    return _answer_later(HttpResponse(said, content_type="text/plain; charset=utf-8"), seconds)


@require_safe
@limit_rate
def document_download(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int
) -> HttpResponseBase:
    """The file as it came, whole or in ranges; where readers may not have it, their copy. Editors get the copy by
    "?as=reader"."""
    at = find_document(court_id, number, reference, document)
    text = None if isinstance(at, str) else find_shown_text(at)
    if isinstance(at, str) or text is None or text.file is None or not may_see_pages(request.user, text):
        raise Http404("There is no such file.")
    try:
        if may_see_file(request.user, text) and not (request.GET.get("as") == "reader" and needs_reader_file(text)):
            answer = _answer_with_file(request, text.file)
        else:
            answer = _answer_with_copy(request, text)
    except StorageAway as error:
        return _say_later(str(error), RETRY_AFTER)
    answer["Cache-Control"] = "private, no-cache"
    name = f"{at.docket.court_id}-{at.docket.docket_number}-{at.filing.number or at.filing.public_id}.{at.number}.pdf"
    answer["Content-Disposition"] = content_disposition_header(True, name.replace(":", "-").replace("/", "-")) or ""
    return answer


def _answer_with_file(request: HttpRequest, file: DocumentFile) -> HttpResponseBase:
    etag = quote_etag(file.sha256)
    known = get_conditional_response(request, etag=etag)
    if known is not None:
        return known
    try:
        open_file(file).close()
    except FileMissing as error:
        raise Http404("The bytes of this file are not in the storage.") from error
    return answer_with_file(
        request, partial(open_file, file), size=file.size, etag=etag, content_type="application/pdf"
    )


def _answer_with_copy(request: HttpRequest, text: DocumentText) -> HttpResponseBase:
    copy = check_reader_file(text, now=timezone.now())
    if copy is None:
        raise Http404("The file for readers is not made yet.")
    etag = quote_etag(copy.sha256)
    return get_conditional_response(request, etag=etag) or answer_with_file(
        request, partial(open_reader_file, copy), size=copy.size, etag=etag, content_type="application/pdf"
    )
