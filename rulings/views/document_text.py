"""``/cases/<court>/<docket number>/filings/<number or public id>/documents/<number>/``: the text of one document, by pages; and
for editors what brings it in, takes it away and puts it back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.contrib.auth.models import User
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets import text_requests
from dockets.addresses import PAGES_SHOWN, docket_address, document_address, filing_address, web_link
from dockets.document_texts import Came
from dockets.extract import MOST_BYTES, CannotExtract, Extracted, extract
from dockets.models import Docket, Document, DocumentPage, DocumentText, Filing, TextRequest
from dockets.normalise import line
from dockets.typed_number import whole_number
from dockets.uploads import sent_too_much
from dockets.views.fragments import render_part, wanted
from dockets.views.typed import printable
from rulings import enter_texts
from rulings.annotation_form import new_form_on_text
from rulings.edits import new_request_id
from rulings.grounds import begins_of
from rulings.models import Annotation, TimelineEvent
from rulings.models.annotation import WRITE as WRITE_NOTES
from rulings.notes import Note, Stretch, is_of_newsroom, notes_on_text, stretches
from rulings.reading.attachments import attachments
from rulings.rows import Part
from rulings.views.case import find_docket
from rulings.views.desk import person_of
from rulings.views.filing_detail import TWICE
from rulings.words import EventKind

MOST_NUMBERED = 9_999
"""No filing has so many attachments."""
WRITE = "dockets.add_documenttext"
"""Of editors and admins: brings texts in, takes them away, puts them back."""


@dataclass(frozen=True, slots=True)
class At:
    """A document: of a filing by its number. ``known``: what sources tell of it, None where none does."""

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
        return document_address(self.filing_page, self.number)

    @property
    def filing_page(self) -> str:
        number = "" if getattr(self.filing, "borne_twice", False) else self.filing.number
        return filing_address(self.base, number, self.filing.public_id)

    @property
    def title(self) -> str:
        if self.known and self.known.description:
            return self.known.description
        named = {one.number: one.description for one in attachments(self.filing.text)} if self.number else {}
        return named.get(self.number) or (f"Attachment {self.number}" if self.number else "Main document")


class Sheet(NamedTuple):
    """One page: its paragraphs, in pieces where a note is on some of the words, and those notes."""

    number: int
    begin: int
    """Where in the whole text."""
    paragraphs: list[list[Stretch]]
    notes: list[Note]


@require_safe
def document_text(request: HttpRequest, court_id: str, number: str, reference: str, document: int) -> HttpResponse:
    at = _at(court_id, number, reference, document)
    if isinstance(at, str) or at.docket.docket_number != number:
        asked = request.META.get("QUERY_STRING", "")
        where = at if isinstance(at, str) else at.address
        return HttpResponseRedirect(f"{where}?{asked}" if asked else where)
    return _shown(request, at)


def text_editors_only(view: Any) -> Any:
    return login_required(permission_required(WRITE, raise_exception=True)(view))


@text_editors_only
@require_POST
def document_text_act(request: HttpRequest, court_id: str, number: str, reference: str, document: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404("There is no such act.")
    at = _at(court_id, number, reference, document)
    if isinstance(at, str):
        raise Http404("This filing is another one now. Open its page anew.")
    _texts(at)
    return ACTS[act](request, at)


def _upload(request: HttpRequest, at: At) -> HttpResponse:
    file = request.FILES.get("file")
    try:
        if (sent := max(sent_too_much(request.META), file.size or 0 if file else 0)) > MOST_BYTES:
            raise CannotExtract(f"This file has {sent / 2**20:.0f} MB; at most {MOST_BYTES // 2**20} MB are taken.")
        if file is None:
            raise CannotExtract("Choose a file first: a PDF, or plain text.")
        body = file.read()
        found = extract(body)
    except CannotExtract as error:
        return _shown(request, at, refused=str(error), status=422)
    came = Came(DocumentText.Origin.UPLOAD, line(file.name or "")[:400], body)
    row = enter_texts.bring_in(
        at.filing.pk, at.number, found, came, by=person_of(request), now=timezone.now(), request_id=_request_id(request)
    )
    if row:
        messages.success(request, _told(row, found))
    else:
        messages.warning(request, "This form was sent before, and is taken once. To bring in another file, choose it below.")
    return HttpResponseRedirect(at.address)


def _told(row: DocumentText, found: Extracted) -> str:
    what = "page" if row.is_paged else "part"
    blank = row.pages.filter(words="").count()
    said = f"The text stands here now, {row.page_count:,} {what}{'' if row.page_count == 1 else 's'}, and search finds it."
    if blank:
        said = f"{said} {blank:,} of them have no words: they are pictures."
    return f"{said} {found.about_boxes}".rstrip()


def _take_away(request: HttpRequest, at: At) -> HttpResponse:
    enter_texts.take_away(_text_of(request, at).pk, by=person_of(request), now=timezone.now())
    messages.info(request, "Taken away: no page shows it and no search finds it. It can be put back below.")
    return HttpResponseRedirect(at.address)


def _put_back(request: HttpRequest, at: At) -> HttpResponse:
    enter_texts.put_back(_text_of(request, at).pk, by=person_of(request), now=timezone.now())
    messages.info(request, "Put back.")
    return HttpResponseRedirect(at.address)


def _fetch(request: HttpRequest, at: At) -> HttpResponse:
    try:
        text_requests.ask(at.filing, at.known, at.number, by=person_of(request), now=timezone.now())
    except text_requests.CannotAsk as error:
        return _shown(request, at, refused=str(error), status=422)
    return HttpResponseRedirect(f"{at.address}#asking")


ACTS = {"upload": _upload, "fetch": _fetch, "take-away": _take_away, "put-back": _put_back}


def _text_of(request: HttpRequest, at: At) -> DocumentText:
    key = whole_number(request.POST.get("text", ""))
    return get_object_or_404(DocumentText, pk=key, filing=at.filing, document_number=at.number)


def _request_id(request: HttpRequest) -> str:
    return printable(request.POST.get("request_id", ""))[:64]


def _at(court_id: str, number: str, reference: str, document: int) -> At | str:
    """The document, or the address of the one that is meant: a public id leads home from under any docket, and one that turned
    out to be another filing to that."""
    docket = find_docket(court_id, number)
    base = docket_address(docket.court_id, docket.docket_number)
    text = reference.replace("\x00", "")
    rows = Filing.objects.select_related("merged_into").defer("search", "merged_into__search").annotate(borne_twice=TWICE)
    known = list(rows.filter(Q(public_id=text) | Q(docket=docket, number=text, merged_into=None))[:3]) if text else []
    found = [filing for filing in known if filing.public_id == text] or known
    if len(found) > 1:
        return f"{base}filings/{text}/"
    if not found or document > MOST_NUMBERED:
        raise Http404(f"No document {document} of a filing {reference} has been seen in this case.")
    filing = found[0]
    if filing.merged_into_id or filing.docket_id != docket.pk:
        survivor = _survivor(filing)
        home = docket_address(survivor.docket.court_id, survivor.docket.docket_number)
        return document_address(filing_address(home, "", survivor.public_id), document)
    filing.docket = docket
    return At(docket, base, filing, document, list(filing.documents.all()))


def _survivor(filing: Filing) -> Filing:
    while filing.merged_into is not None:
        filing = filing.merged_into
    return filing


def _texts(at: At) -> list[DocumentText]:
    """All that stand or stood there. Of a document that nothing tells of, there is no page and none is brought in."""
    texts = list(DocumentText.objects.filter(filing=at.filing, document_number=at.number))
    if at.number and not (at.known or texts or at.number in {one.number for one in attachments(at.filing.text)}):
        raise Http404(f"No document {at.number} of this filing has been seen.")
    return texts


def _shown(request: HttpRequest, at: At, *, refused: str = "", status: int = 200) -> HttpResponse:
    texts = _texts(at)
    text = next((row for row in texts if row.shown), None)
    notes = notes_on_text(at.filing, at.number, request.user, at.base)
    begins = begins_of(text) if text and (notes or _writes(request)) else {}
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
        "link": web_link(at.known.url) if at.known else "",
        "text": text,
        "word": "page" if text is None or text.is_paged else "part",
        "pages": _pages(text, first, everything, notes, begins) if text else [],
        "notes": notes,
        "beside": [told for row, told in notes if not (row.of_text and row.start is not None)],
        "writing": new_form_on_text(at.filing, text) if text and _writes(request) else None,
        "steps": _steps(text, first, everything) if text else [],
        "inside": is_of_newsroom(request.user),
        "canonical": request.build_absolute_uri(at.address),
        "request_id": new_request_id() if request.user.is_authenticated else "",
        "on_text": True,
    }
    edits = isinstance(request.user, User) and request.user.has_perm(WRITE)
    asking = TextRequest.objects.filter(filing=at.filing, document_number=at.number).first() if edits else None
    context |= _bringing_in(at, texts, asking) | {"refused": refused} if edits else {}
    answer = render_part(request, "rulings/document_text.html", context, {"asking": "asking"})
    answer.status_code = status
    if wanted(request) == "asking" and (asking is None or not asking.is_open):
        # It has come, or it will not: the page as it is now says which.
        answer["HX-Refresh"] = "true"
    return answer


def _bringing_in(at: At, texts: list[DocumentText], asking: TextRequest | None) -> dict[str, Any]:
    """What stands there for whoever may bring a text in."""
    return {
        "edits": True,
        "gone": [row for row in texts if not row.shown],
        "asking": asking if asking and asking.status != TextRequest.Status.DONE else None,
        "can_ask": bool(settings.COURTLISTENER_TOKEN and text_requests.document_id(at.filing, at.known, at.number)),
        "why_not": "" if settings.COURTLISTENER_TOKEN else text_requests.NO_ACCOUNT,
        "most": MOST_BYTES // 2**20,
    }


def _headline(filing: Filing) -> str:
    events = TimelineEvent.objects.filter(filing=filing, event_kind__in=[EventKind.FILING, EventKind.RULING])
    return events.values_list("headline", flat=True).first() or "Docket entry"


def _writes(request: HttpRequest) -> bool:
    return isinstance(request.user, User) and request.user.has_perm(WRITE_NOTES)


def _page_at(place: int, begins: Mapping[int, int]) -> int:
    return max((number for number, begin in begins.items() if begin <= place), default=1)


def _first(
    request: HttpRequest, text: DocumentText | None, notes: Sequence[tuple[Annotation, Note]], begins: Mapping[int, int]
) -> int:
    """The page that the step which holds the one asked for begins with: by its number, or by a note on it."""
    wanted = whole_number(request.GET.get("from", "")) or 1
    for row, _ in notes:
        if row.public_id == request.GET.get("note") and row.of_text and row.start is not None:
            wanted = _page_at(row.start, begins)
    last = text.page_count if text else 1
    return (min(max(wanted, 1), last) - 1) // PAGES_SHOWN * PAGES_SHOWN + 1


def _pages(
    text: DocumentText,
    first: int,
    everything: bool,
    notes: Sequence[tuple[Annotation, Note]],
    begins: Mapping[int, int],
) -> list[Sheet]:
    rows = DocumentPage.objects.filter(text=text)
    if not everything:
        rows = rows.filter(number__gte=first, number__lt=first + PAGES_SHOWN)
    standing = [(row, told) for row, told in notes if row.of_text and row.start is not None]
    marks = sorted((row.start or 0, (row.start or 0) + row.length, row.public_id) for row, _ in standing)
    beside: dict[int, list[Note]] = {}
    for row, told in sorted(standing, key=lambda pair: pair[0].start or 0):
        beside.setdefault(_page_at(row.start or 0, begins), []).append(told)
    sheets = []
    for number, words in rows.values_list("number", "words"):
        begin = begins.get(number, 0)
        sheets.append(Sheet(number, begin, list(_paragraphs(words, begin, marks)), beside.get(number, [])))
    return sheets


def _paragraphs(words: str, begin: int, marks: Sequence[tuple[int, int, str]]) -> Iterator[list[Stretch]]:
    """Each cut where a passage that bears a note begins or ends."""
    for paragraph in words.split("\n") if words else ():
        end = begin + len(paragraph)
        here = [(first - begin, last - begin, note) for first, last, note in marks if first < end and last > begin]
        yield stretches([Part(paragraph)], here) if here else [Stretch(paragraph)]
        begin = end + 1


def _steps(text: DocumentText, first: int, everything: bool) -> list[tuple[int, int, bool]]:
    """First and last page of each step, and whether it is the one that is shown. Of a text that is one step, none."""
    starts = range(1, text.page_count + 1, PAGES_SHOWN)
    if len(starts) < 2:
        return []
    return [(start, min(start + PAGES_SHOWN - 1, text.page_count), start == first and not everything) for start in starts]
