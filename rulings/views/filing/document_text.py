"""``/cases/<court>/<docket number>/filings/<number or public id>/documents/<number>/``: the text of one document, by
pages; editors can add, remove and restore it."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.documents import requests
from dockets.documents.extract import CannotExtract, check_size, get_most_bytes
from dockets.documents.files import get_inspection
from dockets.documents.reader_files import get_reader_file
from dockets.documents.viewer.page_lists import BadPageList, describe_page_list, parse_page_list
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import PAGES_SHOWN
from dockets.format.web_links import allow_web_link
from dockets.history.audit_log import create_request_id
from dockets.http.partials import get_swap_target, render_part
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import keep_query, strip_control_characters
from dockets.imports.uploads import measure_oversized_form
from dockets.models import DocumentPage, DocumentText, TextRequest
from rulings.desk import document_texts
from rulings.html.cited_law import link_citations
from rulings.html.event_lines import LinePart
from rulings.models import Annotation, Hearing, TimelineEvent
from rulings.notes.anchor_text import get_page_offsets
from rulings.notes.display import DisplayedNote, TextStretch, cut_stretches, is_newsroom_member, list_notes_on_text
from rulings.notes.forms import build_text_note_form
from rulings.notes.pages_access import may_see_pages, may_see_version, sees_unpublished
from rulings.views.desk.desk import get_desk_user
from rulings.views.filing.document_address import (
    DocumentAddress,
    find_document,
    list_document_texts,
)
from rulings.vocabulary.kinds import EventKind, Kind
from rulings.wanted.facts import FilingFacts, find_place, find_release


class TextPage(NamedTuple):
    """One page: its paragraphs, cut into pieces where a note is on some of the words, and those notes."""

    number: int
    begin: int
    """Offset in the whole text."""
    paragraphs: list[list[TextStretch]]
    notes: list[DisplayedNote]
    read_by: str
    """The program that recognised its words; "" where they are the document's own."""
    is_withheld: bool
    """Whether readers do not see its words."""


@require_safe
def document_text(request: HttpRequest, court_id: str, number: str, reference: str, document: int) -> HttpResponse:
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str) or (at.docket.court_id, at.docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(keep_query(request, at if isinstance(at, str) else at.address))
    return _shown(request, at)


@require_role("editor", "texts")
@require_POST
def document_text_act(
    request: HttpRequest, court_id: str, number: str, reference: str, document: int, act: str
) -> HttpResponse:
    if act not in ACTS:
        raise Http404("There is no such act.")
    at = find_document(court_id, number, reference, document)
    if isinstance(at, str):
        raise Http404("This filing is another one now. Open its page anew.")
    list_document_texts(at)
    return ACTS[act](request, at)


def _upload(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        check_size(max(measure_oversized_form(request.META), file.size or 0 if file else 0))
        if file is None:
            raise CannotExtract("Choose a file first: a PDF, or plain text.")
        came = requests.UploadedFile(file.name or "", file.read(), _request_id(request))
        row = requests.request_reading(at.filing, at.number, came, by=get_desk_user(request), now=timezone.now())
    except (CannotExtract, requests.CannotRequestText) as error:
        return _shown(request, at, refused=str(error), status=422)
    if row is None:
        messages.warning(
            request, "This form was sent before, and is taken once. To bring in another file, choose it below."
        )
        return HttpResponseRedirect(at.address)
    return HttpResponseRedirect(f"{at.address}#asking")


def _take_away(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    document_texts.remove_document_text(_text_of(request, at).pk, by=get_desk_user(request), now=timezone.now())
    messages.info(request, "Taken away: no page shows it and no search finds it. It can be put back below.")
    return HttpResponseRedirect(at.address)


def _put_back(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    document_texts.restore_document_text(_text_of(request, at).pk, by=get_desk_user(request), now=timezone.now())
    messages.info(request, "Put back.")
    return HttpResponseRedirect(at.address)


def _publish(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    text = _text_of(request, at)
    if text.file is None or not text.shown:
        raise Http404("There is no file to be published.")
    try:
        withheld = parse_page_list(request.POST.get("withheld", ""), text.page_count)
    except BadPageList as error:
        return _shown(request, at, refused=str(error), status=422)
    only = request.POST.get("pictures_only") == "on"
    document_texts.publish_document_file(
        text.pk, withheld=withheld, pictures_only=only,
        by=get_desk_user(request), now=timezone.now(),
    )  # fmt: skip
    kept = f" Page {describe_page_list(withheld)} is withheld." if withheld else ""
    kept += " The file that they get is being made of pictures." if withheld or only else ""
    messages.info(request, f"Readers see its pages now.{kept}")
    return HttpResponseRedirect(at.address)


def _unpublish(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    document_texts.unpublish_document_file(_text_of(request, at).pk, by=get_desk_user(request), now=timezone.now())
    messages.info(request, "Only editors see its pages now. Its text stays.")
    return HttpResponseRedirect(at.address)


def _fetch(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    try:
        requests.request_text(at.filing, at.known, at.number, by=get_desk_user(request), now=timezone.now())
    except requests.CannotRequestText as error:
        return _shown(request, at, refused=str(error), status=422)
    return HttpResponseRedirect(f"{at.address}#asking")


ACTS = {
    "upload": _upload,
    "fetch": _fetch,
    "take-away": _take_away,
    "put-back": _put_back,
    "publish": _publish,
    "unpublish": _unpublish,
}


def _text_of(request: HttpRequest, at: DocumentAddress) -> DocumentText:
    key = parse_whole_number(request.POST.get("text", ""))
    return get_object_or_404(DocumentText, pk=key, filing=at.filing, document_number=at.number)


def _request_id(request: HttpRequest) -> str:
    return strip_control_characters(request.POST.get("request_id", ""))[:64]


def _shown(request: HttpRequest, at: DocumentAddress, *, refused: str = "", status: int = 200) -> HttpResponse:
    texts = list_document_texts(at)
    text = next((row for row in texts if row.shown), None)
    notes = list_notes_on_text(at.filing, at.number, request.user, at.base)
    begins = get_page_offsets(text) if text and (notes or _writes(request)) else {}
    first = _first(request, text, notes, begins)
    everything = request.GET.get("all") == "1"
    withheld = [] if text is None or sees_unpublished(request.user) else text.withheld
    context = _describe_document(request, at, text) | {
        "text": text,
        "word": "page" if text is None or text.is_paged else "part",
        "pages": _pages(text, first, everything, notes, begins, withheld) if text else [],
        "notes": notes,
        "beside": [told for row, told in notes if not (row.of_text and row.start is not None)],
        "writing": build_text_note_form(at.filing, text) if text and _writes(request) else None,
        "steps": _steps(text, first, everything) if text else [],
        "inside": is_newsroom_member(request.user),
        "request_id": create_request_id() if request.user.is_authenticated else "",
        "on_text": True,
        "sees_pages": text is not None and may_see_pages(request.user, text),
        "replaced": _find_replaced(request, texts),
    }
    edits = has_role(request.user, "editor", "texts")
    asked = TextRequest.objects.filter(filing=at.filing, document_number=at.number).defer("body")
    asking = asked.first() if edits else None
    context |= _bringing_in(at, texts, asking) | {"refused": refused} if edits else {}
    answer = render_part(request, "rulings/document_text.html", context, {"asking": "asking"})
    answer.status_code = status
    if get_swap_target(request) == "asking" and (asking is None or not asking.is_open):
        # Loading has succeeded or failed: the page itself now says which.
        answer["HX-Refresh"] = "true"
    return answer


def _describe_document(request: HttpRequest, at: DocumentAddress, text: DocumentText | None) -> dict[str, Any]:
    """What it is, and where it can be got if its text is not here."""
    return {
        "docket": at.docket,
        "court": at.docket.court,
        "base": at.base,
        "filing": at.filing,
        "filing_url": at.filing_page,
        "at": at,
        "title": at.title,
        **_describe_filing(at, text),
        "link": allow_web_link(at.known.url) if at.known else "",
        "canonical": request.build_absolute_uri(at.address),
    }


def _find_replaced(request: HttpRequest, texts: Sequence[DocumentText]) -> DocumentText | None:
    """The newest of the versions that this one has replaced and that the user may compare it with."""
    known = [text for text in texts if text.replaced_at and not text.shown and may_see_version(request.user, text)]
    return known[0] if known else None


def _bringing_in(at: DocumentAddress, texts: list[DocumentText], asking: TextRequest | None) -> dict[str, Any]:
    """The controls for whoever may add a text."""
    return {
        "edits": True,
        "gone": [row for row in texts if not row.shown],
        "asking": asking if asking and _is_news(asking) else None,
        "can_ask": bool(settings.COURTLISTENER_TOKEN and requests.find_document_id(at.filing, at.known, at.number)),
        "why_not": "" if settings.COURTLISTENER_TOKEN else requests.NO_ACCOUNT,
        "most": get_most_bytes() // 2**20,
        "withheld": next((describe_page_list(row.withheld) for row in texts if row.shown), ""),
        "copy": next((get_reader_file(row) for row in texts if row.shown), None),
        "inspection": next((get_inspection(row.file) for row in texts if row.shown and row.file), None),
    }


def _is_news(asking: TextRequest) -> bool:
    """Whether the page speaks of a request: while it is open, if it failed, and for an hour if it said something."""
    return asking.status != TextRequest.Status.DONE or bool(
        asking.said and timezone.now() - asking.asked_at < timedelta(hours=1)
    )


def _describe_filing(at: DocumentAddress, text: DocumentText | None) -> dict[str, Any]:
    """The filing's headline, and where a document that is not here can be got. One query, of a transcript two."""
    events = TimelineEvent.objects.filter(filing=at.filing, event_kind__in=[EventKind.FILING, EventKind.RULING])
    headline, kind = events.values_list("headline", "kind").first() or ("", "")
    told: dict[str, Any] = {"headline": headline or "Docket entry"}
    if text is None:
        release = find_release(Hearing.objects.filter(filing=at.filing)) if kind == Kind.TRANSCRIPT else None
        told["place"] = find_place(FilingFacts(at.filing, kind, restricted_until=release), at.known, at.number)
    return told


def _writes(request: HttpRequest) -> bool:
    return has_role(request.user, "editor", "notes")


def _page_at(place: int, begins: Mapping[int, int]) -> int:
    return max((number for number, begin in begins.items() if begin <= place), default=1)


def _first(
    request: HttpRequest,
    text: DocumentText | None,
    notes: Sequence[tuple[Annotation, DisplayedNote]],
    begins: Mapping[int, int],
) -> int:
    """The page that begins the step with the one asked for: by its number, or by a note on it."""
    wanted = parse_whole_number(request.GET.get("from", "")) or 1
    for row, _ in notes:
        if row.public_id == request.GET.get("note") and row.of_text and row.start is not None:
            wanted = _page_at(row.start, begins)
    last = text.page_count if text else 1
    return (min(max(wanted, 1), last) - 1) // PAGES_SHOWN * PAGES_SHOWN + 1


def _pages(
    text: DocumentText,
    first: int,
    everything: bool,
    notes: Sequence[tuple[Annotation, DisplayedNote]],
    begins: Mapping[int, int],
    withheld: Collection[int],
) -> list[TextPage]:
    rows = DocumentPage.objects.filter(text=text)
    if not everything:
        rows = rows.filter(number__gte=first, number__lt=first + PAGES_SHOWN)
    standing = [(row, told) for row, told in notes if row.of_text and row.start is not None]
    marks = sorted((row.start or 0, (row.start or 0) + row.length, row.public_id) for row, _ in standing)
    beside: dict[int, list[DisplayedNote]] = {}
    for row, told in sorted(standing, key=lambda pair: pair[0].start or 0):
        beside.setdefault(_page_at(row.start or 0, begins), []).append(told)
    sheets = []
    for number, words, read_by, cites in rows.values_list("number", "words", "read_by", "cites"):
        begin, is_withheld = begins.get(number, 0), number in withheld
        paragraphs = [] if is_withheld else list(_paragraphs(words, begin, marks, cites))
        sheets.append(TextPage(number, begin, paragraphs, beside.get(number, []), read_by, is_withheld))
    return sheets


def _paragraphs(
    words: str, begin: int, marks: Sequence[tuple[int, int, str]], cites: Sequence[tuple[int, str, str]]
) -> Iterator[list[TextStretch]]:
    """Paragraphs, each cut where a passage with a note begins or ends, and where the law is cited. ``begin``: where the
    page begins in the text from which ``marks`` are counted; ``cites`` are counted from the page's beginning."""
    place = 0
    for paragraph in words.split("\n") if words else ():
        first, last = begin + place, begin + place + len(paragraph)
        here = [(start - first, end - first, note) for start, end, note in marks if start < last and end > first]
        cited = [(start - place, told, url) for start, told, url in cites if place <= start < place + len(paragraph)]
        parts = link_citations(paragraph, cited) if cited else [LinePart(paragraph)]
        yield cut_stretches(parts, here) if here or cited else [TextStretch(paragraph)]
        place += len(paragraph) + 1


def _steps(text: DocumentText, first: int, everything: bool) -> list[tuple[int, int, bool]]:
    """First and last page of each step, and whether it is the one shown. Empty for a text of one step."""
    starts = range(1, text.page_count + 1, PAGES_SHOWN)
    if len(starts) < 2:
        return []
    return [
        (start, min(start + PAGES_SHOWN - 1, text.page_count), start == first and not everything) for start in starts
    ]
