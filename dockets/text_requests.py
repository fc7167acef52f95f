"""Asks CourtListener for the text of one document, because a person wants it. Rows say what is asked for, who has it and how
often it was tried; the task takes an id, and may run twice. What comes is kept by whoever rings (``casetracker.tasks``).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone

from dockets import doorbell
from dockets.document_pages import TooLong
from dockets.document_texts import Came
from dockets.extract import Extracted, words_of
from dockets.models import Document, DocumentText, Filing, TextRequest
from dockets.records import FetchFailed, NotNow
from dockets.sources import courtlistener_text
from dockets.sources.courtlistener_text import NO_TEXT, NoText

FETCH_TEXT = "casetracker.tasks.fetch_text"
LEASE = timedelta(minutes=3)
"""One request takes half a minute at most."""
AGAIN = timedelta(seconds=30)
"""After an attempt that failed, and between two bells for one that nobody has taken."""
MOST_ATTEMPTS = 3
NO_ACCOUNT = (
    "CourtListener answers only to accounts, and this site has none: whoever runs it can set CASETRACKER_COURTLISTENER_TOKEN."
)
NO_ID = "No source has told PACER’s id of this document, by which CourtListener could be asked. Bring in its file."
GIVEN_UP = "It was tried three times, and each time the worker that had it ended before it was done."
Status = TextRequest.Status


class CannotAsk(ValueError):
    """``str(error)`` is a sentence for a person."""


@dataclass(frozen=True, slots=True)
class Answered:
    request: TextRequest
    found: Extracted
    came: Came


def document_id(filing: Filing, document: Document | None, number: int) -> str:
    """PACER's id of a document, "" where it is not known. That of a filing is its main document's."""
    own = document.pacer_doc_id if document else ""
    return own or ("" if number else filing.pacer_doc_id)


def ask(filing: Filing, document: Document | None, number: int, *, by: User, now: datetime) -> TextRequest:
    """Rings for a worker. One that is asked already is not asked twice. Raises ``CannotAsk``."""
    if not settings.COURTLISTENER_TOKEN:
        raise CannotAsk(NO_ACCOUNT)
    pacer_doc_id = document_id(filing, document, number)
    if not pacer_doc_id:
        raise CannotAsk(NO_ID)
    try:
        with transaction.atomic():
            row = TextRequest.objects.create(
                filing=filing, document_number=number, pacer_doc_id=pacer_doc_id, by=by, asked_at=now, not_before=now
            )
    except IntegrityError:
        # The newest: it may have come to its end in between.
        return TextRequest.objects.filter(filing=filing, document_number=number).latest("id")
    doorbell.ring(FETCH_TEXT, request_id=row.pk)
    return row


def due(now: datetime, limit: int) -> list[int]:
    """Those that nobody has, each for ``AGAIN``: it is rung for."""
    free = _free(now).order_by("not_before", "id").values("pk")[:limit].select_for_update(skip_locked=True)
    with transaction.atomic():
        ids = [row["pk"] for row in free]
        TextRequest.objects.filter(pk__in=ids).update(not_before=now + AGAIN)
    return ids


def _free(now: datetime) -> QuerySet[TextRequest]:
    return TextRequest.objects.filter(
        Q(status=Status.WAITING, not_before__lte=now) | Q(status=Status.RUNNING, lease_until__lt=now), not_before__lte=now
    )


def perform(request_id: int) -> Answered | None:
    """What came; None where there is nothing to do, or nothing came, and the row says why."""
    row = _take(request_id)
    if row is None:
        return None
    try:
        return _asked(row)
    except NotNow as error:
        _wait(row, str(error), timedelta(seconds=error.retry_after or AGAIN.total_seconds()), attempts=row.attempts - 1)
    except (NoText, TooLong) as error:
        finish(row, str(error))
    except FetchFailed as error:
        if row.attempts >= MOST_ATTEMPTS:
            finish(row, str(error))
        else:
            _wait(row, str(error), AGAIN, attempts=row.attempts)
    return None


def _take(request_id: int) -> TextRequest | None:
    """For this worker alone, unless another one is at it, or it was tried too often."""
    now = timezone.now()
    open_ = Q(status=Status.WAITING) | Q(status=Status.RUNNING, lease_until__lt=now)
    taken = TextRequest.objects.filter(open_, pk=request_id)
    if not taken.update(status=Status.RUNNING, attempts=F("attempts") + 1, lease_until=now + LEASE):
        return None
    row = TextRequest.objects.select_related("filing__docket", "by").get(pk=request_id)
    if row.attempts > MOST_ATTEMPTS:
        finish(row, GIVEN_UP)
        return None
    return row


def _asked(row: TextRequest) -> Answered:
    text = courtlistener_text.text_of(row.pacer_doc_id, row.filing.docket.court_id)
    found = words_of(text.words)
    if not any(found.pages):
        raise NoText(NO_TEXT)
    return Answered(row, found, Came(DocumentText.Origin.COURTLISTENER, text.id, text.words.encode()))


def finish(row: TextRequest, failed: str = "") -> None:
    """``failed``: why it did, in a sentence."""
    TextRequest.objects.filter(pk=row.pk).update(status=Status.FAILED if failed else Status.DONE, said=failed, lease_until=None)


def _wait(row: TextRequest, said: str, span: timedelta, *, attempts: int) -> None:
    TextRequest.objects.filter(pk=row.pk).update(
        status=Status.WAITING, said=said, not_before=timezone.now() + span, attempts=attempts, lease_until=None
    )
