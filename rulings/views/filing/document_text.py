"""``/cases/<court>/<docket number>/filings/<number or public id>/documents/<number>/``: the text of one document, by
pages; editors can add, remove and restore it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.documents import requests
from dockets.documents.extract import MOST_BYTES, CannotExtract
from dockets.documents.texts import list_texts_of_document
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import PAGES_SHOWN, build_docket_url, build_document_url, build_filing_url
from dockets.format.web_links import allow_web_link
from dockets.history.audit_log import create_request_id
from dockets.http.partials import get_swap_target, render_part
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import keep_query, strip_control_characters
from dockets.imports.uploads import measure_oversized_form
from dockets.models import Docket, Document, DocumentPage, DocumentText, Filing, TextRequest
from rulings.desk import document_texts
from rulings.html.event_lines import LinePart
from rulings.http.find_case import find_docket
from rulings.interpret.corrections import load_said_attachments
from rulings.models import Annotation, TimelineEvent
from rulings.notes.anchor_text import get_page_offsets
from rulings.notes.display import DisplayedNote, TextStretch, cut_stretches, is_newsroom_member, list_notes_on_text
from rulings.notes.forms import build_text_note_form
from rulings.reading.kinds.attachments import read_attachments
from rulings.views.desk.desk import get_desk_user
from rulings.views.filing.filing_detail import TWICE
from rulings.vocabulary.kinds import EventKind

MOST_NUMBERED = 9_999
"""No filing has so many attachments."""


@dataclass(frozen=True, slots=True)
class DocumentAddress:
    """A document by its filing and number. ``known``: what sources list of it, None where none lists it."""

    docket: Docket
    base: str
    filing: Filing
    number: int
    documents: Sequence[Document]

    @property
    def known(self) -> Document | None:
        return next((document for document in self.documents if document.number == self.number), None)

    @property
    def address(self) -> str:
        return build_document_url(self.filing_page, self.number)

    @property
    def filing_page(self) -> str:
        number = "" if getattr(self.filing, "borne_twice", False) else self.filing.number
        return build_filing_url(self.base, number, self.filing.public_id)

    @property
    def title(self) -> str:
        said = load_said_attachments(self.filing) if self.number else None
        if self.known and self.known.description and said is None:
            return self.known.description
        listed = read_attachments(self.filing.text) if said is None and self.number else said
        named = {one.number: one.description for one in listed or ()}
        return named.get(self.number) or (f"Attachment {self.number}" if self.number else "Main document")


class TextPage(NamedTuple):
    """One page: its paragraphs, cut into pieces where a note is on some of the words, and those notes."""

    number: int
    begin: int
    """Offset in the whole text."""
    paragraphs: list[list[TextStretch]]
    notes: list[DisplayedNote]


@require_safe
def document_text(request: HttpRequest, court_id: str, number: str, reference: str, document: int) -> HttpResponse:
    at = _at(court_id, number, reference, document)
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
    at = _at(court_id, number, reference, document)
    if isinstance(at, str):
        raise Http404("This filing is another one now. Open its page anew.")
    _texts(at)
    return ACTS[act](request, at)


def _upload(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if (sent := max(measure_oversized_form(request.META), file.size or 0 if file else 0)) > MOST_BYTES:
            raise CannotExtract(f"This file has {sent / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB are taken.")
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


def _fetch(request: HttpRequest, at: DocumentAddress) -> HttpResponse:
    try:
        requests.request_text(at.filing, at.known, at.number, by=get_desk_user(request), now=timezone.now())
    except requests.CannotRequestText as error:
        return _shown(request, at, refused=str(error), status=422)
    return HttpResponseRedirect(f"{at.address}#asking")


ACTS = {"upload": _upload, "fetch": _fetch, "take-away": _take_away, "put-back": _put_back}


def _text_of(request: HttpRequest, at: DocumentAddress) -> DocumentText:
    key = parse_whole_number(request.POST.get("text", ""))
    return get_object_or_404(DocumentText, pk=key, filing=at.filing, document_number=at.number)


def _request_id(request: HttpRequest) -> str:
    return strip_control_characters(request.POST.get("request_id", ""))[:64]


def _at(court_id: str, number: str, reference: str, document: int) -> DocumentAddress | str:
    """The document, or the address to redirect to: a public id redirects from any docket to its own, and a merged
    filing to the one it was merged into."""
    docket = find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    text = reference.replace("\x00", "")
    rows = (
        Filing.objects.select_related("merged_into").defer("search", "merged_into__search").annotate(borne_twice=TWICE)
    )
    known = list(rows.filter(Q(public_id=text) | Q(docket=docket, number=text, merged_into=None))[:3]) if text else []
    found = [filing for filing in known if filing.public_id == text] or known
    if len(found) > 1:
        return f"{base}filings/{text}/"
    if not found or document > MOST_NUMBERED:
        raise Http404(f"No document {document} of a filing {reference} has been seen in this case.")
    filing = found[0]
    if filing.merged_into_id or filing.docket_id != docket.pk:
        survivor = _survivor(filing)
        home = build_docket_url(survivor.docket.court_id, survivor.docket.docket_number)
        return build_document_url(build_filing_url(home, "", survivor.public_id), document)
    filing.docket = docket
    return DocumentAddress(docket, base, filing, document, list(filing.documents.all()))


def _survivor(filing: Filing) -> Filing:
    while filing.merged_into is not None:
        filing = filing.merged_into
    return filing


def _list_named(filing: Filing) -> set[int]:
    """The numbers of the attachments that its text names, or that editors say it has."""
    named = (*read_attachments(filing.text), *(load_said_attachments(filing) or ()))
    return {one.number for one in named}


def _texts(at: DocumentAddress) -> list[DocumentText]:
    """All current and removed texts. A document that nothing mentions has no page, and no text can be added."""
    texts = list_texts_of_document(at.filing, at.number)
    if at.number and not (at.known or texts or at.number in _list_named(at.filing)):
        raise Http404(f"No document {at.number} of this filing has been seen.")
    return texts


def _shown(request: HttpRequest, at: DocumentAddress, *, refused: str = "", status: int = 200) -> HttpResponse:
    texts = _texts(at)
    text = next((row for row in texts if row.shown), None)
    notes = list_notes_on_text(at.filing, at.number, request.user, at.base)
    begins = get_page_offsets(text) if text and (notes or _writes(request)) else {}
    first = _first(request, text, notes, begins)
    everything = request.GET.get("all") == "1"
    context: dict[str, Any] = {
        "docket": at.docket,
        "court": at.docket.court,
        "base": at.base,
        "filing": at.filing,
        "filing_url": at.filing_page,
        "at": at,
        "title": at.title,
        "headline": _headline(at.filing),
        "link": allow_web_link(at.known.url) if at.known else "",
        "text": text,
        "word": "page" if text is None or text.is_paged else "part",
        "pages": _pages(text, first, everything, notes, begins) if text else [],
        "notes": notes,
        "beside": [told for row, told in notes if not (row.of_text and row.start is not None)],
        "writing": build_text_note_form(at.filing, text) if text and _writes(request) else None,
        "steps": _steps(text, first, everything) if text else [],
        "inside": is_newsroom_member(request.user),
        "canonical": request.build_absolute_uri(at.address),
        "request_id": create_request_id() if request.user.is_authenticated else "",
        "on_text": True,
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


def _bringing_in(at: DocumentAddress, texts: list[DocumentText], asking: TextRequest | None) -> dict[str, Any]:
    """The controls for whoever may add a text."""
    return {
        "edits": True,
        "gone": [row for row in texts if not row.shown],
        "asking": asking if asking and _is_news(asking) else None,
        "can_ask": bool(settings.COURTLISTENER_TOKEN and requests.find_document_id(at.filing, at.known, at.number)),
        "why_not": "" if settings.COURTLISTENER_TOKEN else requests.NO_ACCOUNT,
        "most": MOST_BYTES // 2**20,
    }


def _is_news(asking: TextRequest) -> bool:
    """Whether the page speaks of a request: while it is open, if it failed, and for an hour if it said something."""
    return asking.status != TextRequest.Status.DONE or bool(
        asking.said and timezone.now() - asking.asked_at < timedelta(hours=1)
    )


def _headline(filing: Filing) -> str:
    events = TimelineEvent.objects.filter(filing=filing, event_kind__in=[EventKind.FILING, EventKind.RULING])
    return events.values_list("headline", flat=True).first() or "Docket entry"


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
    for number, words in rows.values_list("number", "words"):
        begin = begins.get(number, 0)
        sheets.append(TextPage(number, begin, list(_paragraphs(words, begin, marks)), beside.get(number, [])))
    return sheets


def _paragraphs(words: str, begin: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[list[TextStretch]]:
    """Paragraphs, each cut where a passage with a note begins or ends."""
    for paragraph in words.split("\n") if words else ():
        end = begin + len(paragraph)
        here = [(first - begin, last - begin, note) for first, last, note in marks if first < end and last > begin]
        yield cut_stretches([LinePart(paragraph)], here) if here else [TextStretch(paragraph)]
        begin = end + 1


def _steps(text: DocumentText, first: int, everything: bool) -> list[tuple[int, int, bool]]:
    """First and last page of each step, and whether it is the one shown. Empty for a text of one step."""
    starts = range(1, text.page_count + 1, PAGES_SHOWN)
    if len(starts) < 2:
        return []
    return [
        (start, min(start + PAGES_SHOWN - 1, text.page_count), start == first and not everything) for start in starts
    ]
