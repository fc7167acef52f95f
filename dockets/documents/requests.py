"""Gets the text of one document, because a person wants it: from CourtListener, or from a file that was uploaded.
``TextRequest`` rows say what is asked for, who holds it and how often it was tried; the task takes an id, and may run
twice. The text is stored by the caller (``casetracker.tasks.fetch_text``)."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone

from dockets.db import enqueue
from dockets.db.bulk import read_large_bytes, write_large_bytes
from dockets.db.enqueue import Urgency
from dockets.db.leases import (
    MAX_ATTEMPTS,
    RELEASED,
    Lease,
    LeaseLost,
    begin_attempt,
    extend_lease,
    is_over,
    is_spent,
    release_lease,
    reserve_due,
)
from dockets.documents.extract import (
    SCANNED,
    CannotExtract,
    ExtractedText,
    extract_words,
    extract_words_of_text,
    get_most_bytes,
    is_pdf_file,
)
from dockets.documents.files import FileMissing, get_inspection, keep_file, note_inspection
from dockets.documents.inspection.findings import RULES
from dockets.documents.inspection.inspect import inspect_file, inspect_rest
from dockets.documents.ocr.engines import EngineMissing
from dockets.documents.ocr.recognise import CannotRecognise
from dockets.documents.pages import TextTooLong
from dockets.documents.recognition import (
    RecognisedPage,
    has_ocr_engine,
    list_unread_pages,
    recognise_some_pages,
)
from dockets.documents.storage import StorageAway
from dockets.documents.texts import MaskedText, TextOrigin, mask_text
from dockets.models import Document, DocumentFile, DocumentText, Filing, TextRequest
from dockets.record.privacy import mask_file_name
from dockets.record.records import FetchFailed, QuotaExhausted
from dockets.record.text import clean_line
from dockets.sources.courtlistener import document_text
from dockets.sources.courtlistener.document_text import NO_TEXT, NoDocumentText

FETCH_TEXT = "casetracker.tasks.fetch_text"
LEASE = timedelta(minutes=3)
"""A single request takes half a minute at most."""
_ONE_TURN = timedelta(seconds=60)
"""For how long a worker has pages recognised before others have their turn."""
_MORE_ROUNDS = 4
"""Processes, of up to 20 seconds each, that look through the pages for which one had no time."""
AGAIN = timedelta(seconds=30)
"""Pause after an attempt that failed, and between two queued tasks for a request that no worker has taken."""
NO_ACCOUNT = (
    "CourtListener answers only to accounts, and this site has none: whoever runs it can set"
    " CASETRACKER_COURTLISTENER_TOKEN."
)
IN_HAND = "A text of this document is being read just now. Wait for it, or bring in this file afterwards."
NO_ID = "No source has told PACER’s id of this document, by which CourtListener could be asked. Bring in its file."
GIVEN_UP = "It was tried three times, and each time the worker that had it ended before it was done."
Status = TextRequest.Status

log = logging.getLogger(__name__)


class CannotRequestText(ValueError):
    """The text cannot be asked for. ``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class TextAnswer:
    """The text that came for a request, and the lease under which it may be stored."""

    request: TextRequest
    lease: Lease[TextRequest]
    masked: MaskedText
    came: TextOrigin
    told: str = ""
    """What to tell whoever uploaded it."""


@dataclass(frozen=True, slots=True)
class RecognisedText:
    """Pages of ``text`` whose words were recognised for a request, and the lease under which they may be stored;
    ``left``: how many are still to be done."""

    request: TextRequest
    lease: Lease[TextRequest]
    text: DocumentText
    pages: Sequence[RecognisedPage]
    left: int


def find_document_id(filing: Filing, document: Document | None, number: int) -> str:
    """PACER's id of a document, "" where it is not known. A filing's own id is that of its main document."""
    own = document.pacer_doc_id if document else ""
    return own or ("" if number else filing.pacer_doc_id)


def request_text(filing: Filing, document: Document | None, number: int, *, by: User, now: datetime) -> TextRequest:
    """Creates the request and queues its task. A pending request is returned and not made twice. Raises
    ``CannotRequestText``."""
    if not settings.COURTLISTENER_TOKEN:
        raise CannotRequestText(NO_ACCOUNT)
    pacer_doc_id = find_document_id(filing, document, number)
    if not pacer_doc_id:
        raise CannotRequestText(NO_ID)
    try:
        with transaction.atomic():
            row = TextRequest.objects.create(
                filing=filing, document_number=number, pacer_doc_id=pacer_doc_id, by=by, asked_at=now, not_before=now
            )
    except IntegrityError:
        # The newest: it may have ended in between.
        return TextRequest.objects.filter(filing=filing, document_number=number).latest("id")
    enqueue.enqueue_task(FETCH_TEXT, request_id=row.pk)
    return row


@dataclass(frozen=True, slots=True)
class UploadedFile:
    """A file of which the text is wanted. ``form_id``: by which a form that is sent twice is recognised."""

    name: str
    body: bytes
    form_id: str = ""


def request_reading(
    filing: Filing, number: int, file: UploadedFile, *, by: User, now: datetime, urgency: Urgency = Urgency.NOW
) -> TextRequest | None:
    """Keeps the file until a worker has read it, and queues that. None where the form was already taken. Raises
    ``CannotRequestText`` while another file or an answer of CourtListener is awaited for the document. ``urgency``: one
    of many waits behind what others ask for."""
    if file.form_id and TextRequest.objects.filter(by=by, form_id=file.form_id).exists():
        return None
    name = mask_file_name(clean_line(file.name))[:400]
    try:
        with transaction.atomic():
            row = TextRequest.objects.create(
                filing=filing, document_number=number, origin=DocumentText.Origin.UPLOAD, name=name, body=b"",
                form_id=file.form_id, by=by, asked_at=now, not_before=now,
            )  # fmt: skip
            write_large_bytes(row, "body", file.body)
    except IntegrityError as error:
        raise CannotRequestText(IN_HAND) from error
    enqueue.enqueue_task(FETCH_TEXT, urgency=urgency, request_id=row.pk)
    return row


def request_recognition(text: DocumentText, *, by: User | None, now: datetime) -> TextRequest | None:
    """Asks for the words of the pages of ``text`` that are pictures. None where there are none, where no program that
    recognises words is here, and while another request for the document is open."""
    unread = list_unread_pages(text)
    if not unread or not has_ocr_engine():
        return None
    pages = f"{len(unread):,} pages are pictures" if len(unread) > 1 else "1 page is a picture"
    said = f"{pages}: a program reads what stands there next."
    try:
        with transaction.atomic():
            row = TextRequest.objects.create(
                filing_id=text.filing_id, document_number=text.document_number, origin=DocumentText.Origin.OCR, by=by,
                asked_at=now, not_before=now, said=said,
            )  # fmt: skip
    except IntegrityError:
        return None
    enqueue.enqueue_task(FETCH_TEXT, urgency=Urgency.LATER, request_id=row.pk)
    return row


def list_due_requests(now: datetime, limit: int) -> list[int]:
    """Ids of requests that nobody holds, to be queued now; each is reserved for ``AGAIN``."""
    free = TextRequest.objects.filter(is_over(now), status__in=TextRequest.OPEN, not_before__lte=now)
    return reserve_due(free.order_by("not_before", "id"), now=now, limit=limit, rests=AGAIN)


def perform_text_request(request_id: int) -> TextAnswer | RecognisedText | None:
    """Takes the request and asks for the text. None where there is nothing to do, or nothing came and the row says why.
    A caller that stores the text calls ``finish_text_request`` in the same transaction."""
    lease = _take(request_id)
    if lease is None:
        return None
    try:
        return _answer(lease)
    except LeaseLost:
        log.warning("The request %s for a text was taken over by another worker. Nothing is written here.", request_id)
        return None


def _take(request_id: int) -> Lease[TextRequest] | None:
    """Takes the request for this worker, unless another one has it or its attempts are used up."""
    now, row = timezone.now(), TextRequest.objects.filter(pk=request_id)
    row.filter(is_spent(now), status=Status.RUNNING).update(status=Status.FAILED, said=GIVEN_UP, body=None, **RELEASED)
    return begin_attempt(row, Q(status__in=TextRequest.OPEN), now=now, lasts=LEASE, status=Status.RUNNING)


def _answer(lease: Lease[TextRequest]) -> TextAnswer | RecognisedText | None:
    """Asks CourtListener; writes to the row why nothing came. Raises ``LeaseLost``."""
    row = lease.rows.select_related("filing__docket", "by").defer("body").get()
    try:
        if row.origin == DocumentText.Origin.OCR:
            return _recognise(row, lease)
        return _read_file(row, lease) if row.origin == DocumentText.Origin.UPLOAD else _ask_source(row, lease)
    except QuotaExhausted as error:
        span = timedelta(seconds=error.retry_after or AGAIN.total_seconds())
        _wait(lease, str(error), span, attempts=row.attempts - 1)
    except StorageAway as error:
        _wait(lease, str(error), AGAIN, attempts=row.attempts - 1)
    except (NoDocumentText, TextTooLong, CannotExtract, EngineMissing, CannotRecognise, FileMissing) as error:
        finish_text_request(lease, str(error))
    except FetchFailed as error:
        if row.attempts >= MAX_ATTEMPTS:
            finish_text_request(lease, str(error))
        else:
            _wait(lease, str(error), AGAIN, attempts=row.attempts)
    return None


def _recognise(row: TextRequest, lease: Lease[TextRequest]) -> RecognisedText | None:
    """The next pages whose words a program recognises: as many as ``_ONE_TURN`` allows, and the rest in the next turn,
    so that a long scan holds up nobody."""
    shown = DocumentText.objects.shown().filter(filing=row.filing, document_number=row.document_number)
    text = shown.select_related("file", "filing__docket").first()
    unread = list_unread_pages(text) if text else []
    if text is None or not unread:
        finish_text_request(lease)
        return None
    until = timezone.now() + _ONE_TURN

    def go_on(done: int) -> bool:
        extend_lease(lease, lasts=LEASE, said=f"A program reads its pictures: {len(unread) - done:,} pages are left.")
        return timezone.now() < until

    pages = recognise_some_pages(text, go_on=go_on)
    extend_lease(lease, lasts=LEASE)
    return RecognisedText(row, lease, text, pages, len(unread) - len(pages))


def finish_recognition(answered: RecognisedText) -> None:
    """Ends the request, or queues its next turn. Raises ``LeaseLost``."""
    if not answered.left:
        said = "A program has read the pages that are pictures: what it says may be wrong, and is marked."
        finish_text_request(answered.lease, said=said)
        return
    said = f"A program reads its pictures: {answered.left:,} pages are left."
    _wait(answered.lease, said, timedelta(0), attempts=0)
    enqueue.enqueue_task(FETCH_TEXT, urgency=Urgency.LATER, request_id=answered.request.pk)


def _ask_source(row: TextRequest, lease: Lease[TextRequest]) -> TextAnswer:
    text = document_text.fetch_document_text(row.pacer_doc_id, row.filing.docket.court_id, most_bytes=get_most_bytes())
    words = extract_words_of_text(text.words) if text.words else None
    found = _read_source_file(text.file, words) if text.file else None
    kept = _keep_and_inspect(text.file, found, lease) if text.file and found else None
    found = found or words
    if found is None or not (kept or any(found.pages)):
        raise NoDocumentText(NO_TEXT)
    body = text.file if kept and text.file else text.words.encode()
    came = TextOrigin(DocumentText.Origin.COURTLISTENER, text.id, body, kept)
    return TextAnswer(row, lease, mask_text(row.filing_id, found), came)


def _read_source_file(file: bytes, words: ExtractedText | None) -> ExtractedText | None:
    """What the pages of the file say, or what CourtListener has recognised on them where they are pictures; None for a
    file that cannot be read, so that only its words are taken."""
    try:
        found = extract_words(file)
    except CannotExtract:
        return None
    fits = words is not None and words.is_paged and len(words.pages) == len(found.pages)
    return words if fits and not any(found.pages) else found


def _read_file(row: TextRequest, lease: Lease[TextRequest]) -> TextAnswer:
    """Reads and masks an uploaded file, and says on its row how far it is."""
    body = read_large_bytes(row, "body")
    extend_lease(lease, lasts=LEASE, said="Its pages are being read.")
    found = extract_words(body)
    is_one = len(found.pages) == 1
    said = (
        f"{len(found.pages):,} {_count_pages(found)} {'is' if is_one else 'are'} looked through for what is not kept."
    )
    extend_lease(lease, lasts=LEASE, said=said)
    masked = mask_text(row.filing_id, found)
    extend_lease(lease, lasts=LEASE, said="It is being written.")
    kept = _keep_and_inspect(body, found, lease) if is_pdf_file(body) else None
    came = TextOrigin(DocumentText.Origin.UPLOAD, row.name, body, kept)
    return TextAnswer(row, lease, masked, came, _describe(found))


def _keep_and_inspect(body: bytes, found: ExtractedText, lease: Lease[TextRequest]) -> DocumentFile:
    """Keeps the file, and looks for what readers should perhaps not see before anybody can publish it."""
    row = keep_file(body, page_count=len(found.pages), now=timezone.now())
    known = get_inspection(row)
    if known is None or known.rules < RULES:
        extend_lease(lease, lasts=LEASE, said="It is looked through for what readers should perhaps not see.")
        made = inspect_file(body)
        extend_lease(lease, lasts=LEASE)
        note_inspection(row, inspect_rest(body, made, rounds=_MORE_ROUNDS))
        extend_lease(lease, lasts=LEASE)
    return row


def _describe(found: ExtractedText) -> str:
    """What came of an uploaded file, in sentences."""
    blank = sum(not page for page in found.pages)
    if blank == len(found.pages):
        return SCANNED
    said = f"The text stands here now, {len(found.pages):,} {_count_pages(found)}, and search finds it."
    if blank:
        said = f"{said} {blank:,} of them have no words: they are pictures."
    return f"{said} {found.about_boxes}".rstrip()


def _count_pages(found: ExtractedText) -> str:
    return f"{'page' if found.is_paged else 'part'}{'' if len(found.pages) == 1 else 's'}"


def finish_text_request(lease: Lease[TextRequest], failed: str = "", *, said: str = "") -> None:
    """Ends the request, and lets go of the file. ``failed``: why it failed, ``said``: what came of it, in sentences.
    Raises ``LeaseLost``."""
    release_lease(lease, status=Status.FAILED if failed else Status.DONE, said=failed or said, body=None)


def _wait(lease: Lease[TextRequest], said: str, span: timedelta, *, attempts: int) -> None:
    release_lease(lease, status=Status.WAITING, said=said, not_before=timezone.now() + span, attempts=attempts)
