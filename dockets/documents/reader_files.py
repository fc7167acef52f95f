"""The copies of files that readers get where pages are withheld, or where they see pictures only: asked for when an
editor publishes a file so, made by a worker, a stretch of pages a turn, and deleted when nothing shows them any more. A
row of ``ReaderFile`` says what is asked for and who holds it; its task takes an id, and may run twice."""

import hashlib
import json
import logging
import tempfile
import time
from collections.abc import Collection, Sequence
from contextlib import ExitStack
from dataclasses import asdict
from datetime import datetime, timedelta
from functools import partial
from io import BufferedRandom
from pathlib import Path
from typing import BinaryIO, cast

from django.core.files.base import File
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from dockets.db import enqueue
from dockets.db.enqueue import Urgency
from dockets.db.leases import (
    RELEASED,
    Lease,
    LeaseLost,
    begin_attempt,
    extend_lease,
    is_over,
    is_spent,
    release_lease,
    reserve_due,
    work_with_lease,
)
from dockets.documents.files import (
    FileMissing,
    build_drawn_folder,
    delete_drawn_pages,
    hold_file,
    open_file,
)
from dockets.documents.inspection.render import (
    MOST_BYTES,
    TOO_LARGE,
    CannotRender,
    PageStretch,
    join_page_stretches,
    write_page_stretch,
)
from dockets.documents.storage import StorageAway, get_document_storage, leave_for_later
from dockets.models import DocumentFile, DocumentText, ReaderFile

MAKE_READER_FILE = "casetracker.tasks.make_reader_file"
AGAIN = timedelta(seconds=30)
"""Pause between two queued tasks for a copy that no worker has taken."""
ONE_TURN = 60.0
"""Seconds for which a worker draws pages before others have their turn; what is drawn by then is kept."""
_BEAT = 15.0
"""Seconds after which the lease is extended."""
_HEAD = 2**20
"""Bytes before the pages of a kept stretch, in which it is told where its objects begin: room for 17,000 pages."""
GIVEN_UP = "It was tried three times, and each time the worker that had it ended before it was done."
Status = ReaderFile.Status

log = logging.getLogger(__name__)


def needs_reader_file(text: DocumentText) -> bool:
    """Whether readers of this text get a copy, and not the file as it came."""
    return bool(text.file_id and text.shown and text.published_at and (text.withheld or text.pictures_only))


def get_reader_file(text: DocumentText) -> ReaderFile | None:
    """The copy of a text's file that its readers get, made or not; None where they get none."""
    if not needs_reader_file(text):
        return None
    return ReaderFile.objects.filter(file=text.file_id, key=_build_key(text.withheld)).first()


def settle_reader_files(file_ids: Collection[int], *, now: datetime) -> None:
    """Asks for the copies that the files' texts need now and do not have, and drops the others. Called in the
    transaction of whatever changed one of the texts."""
    for key in sorted(set(file_ids)):
        row = DocumentFile.objects.select_for_update().filter(pk=key).first()
        if row is None:
            continue
        shown = DocumentText.objects.shown().filter(file=row)
        wanted = {_build_key(text.withheld): text.withheld for text in shown if needs_reader_file(text)}
        for old in ReaderFile.objects.filter(file=row).exclude(key__in=wanted):
            transaction.on_commit(partial(_delete_bytes, row.sha256, old.key))
            old.delete()
        for name, withheld in wanted.items():
            _ask(row, name, withheld, now)


def drop_drawn_pages(row: DocumentFile, *, now: datetime) -> None:
    """Deletes what was drawn of a file when the transaction is committed, as when it is withdrawn. A copy that another
    filing still shows is made anew."""
    ReaderFile.objects.filter(file=row).delete()
    transaction.on_commit(partial(_delete_drawn, row.sha256))
    settle_reader_files([row.pk], now=now)


def open_reader_file(row: ReaderFile) -> "File[bytes]":
    """The bytes of a copy that is made. Raises ``FileMissing``."""
    try:
        return get_document_storage().open(_build_name(row.file.sha256, row.key))
    except FileNotFoundError as error:
        raise FileMissing("The file for readers is no longer in the storage; it is made anew.") from error


def check_reader_file(text: DocumentText, *, now: datetime) -> ReaderFile | None:
    """The copy, if it can be opened now. Where its row or its bytes have gone, as after a restore, it is asked for."""
    row = get_reader_file(text)
    if row is not None and row.status != Status.DONE:
        return None
    if row is not None and get_document_storage().exists(_build_name(row.file.sha256, row.key)):
        return row
    with transaction.atomic():
        if row is not None:
            row.delete()
        if text.file_id:
            settle_reader_files([text.file_id], now=now)
    return None


def list_due_reader_files(now: datetime, limit: int) -> list[int]:
    """Ids of copies that nobody is making, to be queued now; each is reserved for ``AGAIN``."""
    free = ReaderFile.objects.filter(is_over(now), status__in=ReaderFile.OPEN, not_before__lte=now)
    return reserve_due(free.order_by("not_before", "id"), now=now, limit=limit, rests=AGAIN)


def perform_reader_file(row_id: int) -> None:
    """Makes the copy, unless another worker has it or its attempts are used up."""
    now, rows = timezone.now(), ReaderFile.objects.filter(pk=row_id)
    rows.filter(is_spent(now), status=Status.RUNNING).update(status=Status.FAILED, said=GIVEN_UP, **RELEASED)
    lease = begin_attempt(rows, Q(status__in=ReaderFile.OPEN), now=now, status=Status.RUNNING)
    if lease is None:
        return
    try:
        with work_with_lease(partial(extend_lease, lease), every=_BEAT, name=f"lease of reader file {row_id}"):
            _make(lease)
    except LeaseLost:
        log.warning("The file for readers %s is another worker's, or wanted no longer. Nothing is kept here.", row_id)


def _make(lease: Lease[ReaderFile]) -> None:
    row = lease.rows.select_related("file").first()
    if row is None:
        raise LeaseLost
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder) / "given.pdf"
        try:
            with open_file(row.file) as kept, given.open("wb") as copy:
                for some in kept.chunks():
                    copy.write(some)
            with (Path(folder) / "made.pdf").open("w+b") as made:
                if _draw_stretch(row, lease, given, made):
                    made.seek(0)
                    made.truncate()
                    _join(row, made)
                    _keep(row, lease, made)
        except (CannotRender, FileMissing) as error:
            release_lease(lease, status=Status.FAILED, said=str(error))
        except FileNotFoundError:  # what was drawn has been deleted meanwhile: it is drawn anew
            release_lease(lease, status=Status.WAITING, said="", stretches=[], size=0, not_before=timezone.now())
        except StorageAway as error:
            later = timezone.now() + AGAIN
            release_lease(lease, status=Status.WAITING, said=str(error), not_before=later, attempts=row.attempts - 1)


def _draw_stretch(row: ReaderFile, lease: Lease[ReaderFile], given: Path, out: BufferedRandom) -> bool:
    """Draws the next pages, keeps them, and says whether these were the last; else queues the next turn. Raises
    ``LeaseLost`` and ``CannotRender``."""
    until = time.monotonic() + ONE_TURN
    done, last = max(row.stretches, default=0), row.file.page_count
    if done < last:
        pages = range(done + 1, last + 1)
        out.seek(_HEAD)
        told = write_page_stretch(given, row.withheld, out, pages=pages, until=lambda: time.monotonic() > until)
        head = json.dumps({**asdict(told), "places": list(told.places.items())}).encode()
        if row.size + told.size > MOST_BYTES:
            raise CannotRender(TOO_LARGE.format(MOST_BYTES // 2**20))
        _keep_stretch(row, lease, told, head, out)
    if (done := max(row.stretches, default=0)) >= last:
        return True
    release_lease(lease, status=Status.WAITING, said=f"{last - done:,} pages are left.", attempts=0)
    enqueue.enqueue_task(MAKE_READER_FILE, urgency=Urgency.LATER, reader_file_id=row.pk)
    return False


def _keep_stretch(
    row: ReaderFile, lease: Lease[ReaderFile], told: PageStretch, head: bytes, out: BufferedRandom
) -> None:
    out.seek(0)
    out.write(head.ljust(_HEAD))
    out.seek(0)
    with transaction.atomic():
        hold_file(row.file.sha256)
        row.stretches, row.size = [*row.stretches, told.last], row.size + told.size
        extend_lease(lease, stretches=row.stretches, size=row.size)
        get_document_storage().save(_build_stretch_name(row, told.last), File(out))


def _join(row: ReaderFile, made: BufferedRandom) -> None:
    """Writes the file of all stretches. Raises ``FileNotFoundError`` where one is no longer there."""
    store = get_document_storage()
    with ExitStack() as opened:
        files = [opened.enter_context(store.open(_build_stretch_name(row, last))) for last in row.stretches]
        join_page_stretches(((_read_head(file), cast("BinaryIO", file)) for file in files), made)


def _read_head(file: "File[bytes]") -> PageStretch:
    told = json.loads(file.read(_HEAD))
    return PageStretch(told["first"], told["last"], told["size"], dict(told["places"]))


def _keep(row: ReaderFile, lease: Lease[ReaderFile], made: BufferedRandom) -> None:
    """Stores the bytes while nobody withdraws the file. Raises ``LeaseLost``, and then nothing is stored."""
    size = made.tell()
    made.seek(0)
    digest = hashlib.file_digest(made, "sha256").hexdigest()
    made.seek(0)
    with transaction.atomic():
        hold_file(row.file.sha256)
        release_lease(lease, status=Status.DONE, said="", size=size, sha256=digest)
        store = get_document_storage()
        store.save(_build_name(row.file.sha256, row.key), File(made))
        for last in row.stretches:
            store.delete(_build_stretch_name(row, last))


def _ask(file: DocumentFile, key: str, withheld: Sequence[int], now: datetime) -> None:
    row, is_new = ReaderFile.objects.get_or_create(
        file=file, key=key, defaults={"withheld": withheld, "asked_at": now, "not_before": now}
    )
    if not is_new and row.status == Status.FAILED:  # an editor asks again
        row.status, row.said, row.attempts, row.not_before = Status.WAITING, "", 0, now
        row.stretches, row.size = [], 0
        row.save(update_fields=["status", "said", "attempts", "not_before", "stretches", "size"])
    if row.is_open:
        enqueue.enqueue_task(MAKE_READER_FILE, reader_file_id=row.pk)


@leave_for_later
def _delete_bytes(sha256: str, key: str) -> None:
    with transaction.atomic():
        hold_file(sha256)
        if not ReaderFile.objects.filter(file__sha256=sha256, key=key, status=Status.DONE).exists():
            delete_drawn_pages(sha256, beginning=f"readers-{key}")


@leave_for_later
def _delete_drawn(sha256: str) -> None:
    with transaction.atomic():
        hold_file(sha256)
        delete_drawn_pages(sha256)


def _build_key(withheld: Collection[int]) -> str:
    return hashlib.sha256(",".join(map(str, sorted(withheld))).encode()).hexdigest()[:16]


def _build_name(sha256: str, key: str) -> str:
    return f"{build_drawn_folder(sha256)}/readers-{key}.pdf"


def _build_stretch_name(row: ReaderFile, last: int) -> str:
    return f"{build_drawn_folder(row.file.sha256)}/readers-{row.key}-to-{last}.part"
