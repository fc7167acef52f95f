"""Queues and performs imports: every way of importing goes through this module.

A payload is stored and an ``ImportRun`` queued in one transaction; a worker (or the command, in the foreground)
performs the run: parse the payload, import each docket in a transaction of its own, which also writes the run's results
and checks its lease. A run with ``previews`` ends before that, with what an import would change, and waits for a
person's confirmation.
"""

import hashlib
import io
import logging
import zlib
from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from functools import partial
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import OperationalError, transaction
from django.utils import timezone
from psycopg import errors

from dockets.db import enqueue
from dockets.db.leases import LeaseLost
from dockets.imports import leases, preview, preview_decisions, watched_cases
from dockets.imports.results import ImportOutcome, NothingImported, build_run_result, format_refusals, refuse_payload
from dockets.models import Court, ImportRun, Payload, Source, WaitingFile
from dockets.models.observation import FORGOTTEN
from dockets.payloads import mask
from dockets.payloads.read import describe_oversize, parse_payload, scrub_payload
from dockets.record.privacy import mask_file_name
from dockets.record.records import DocketRecord, FeedWindow, NotADocket, ParsedPayload, Refusal, WrongCourt
from dockets.record.text import clean_line
from dockets.sources import SOURCES, recognise_payload
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.kind import SourceKind
from dockets.sources.table import workbook
from dockets.upsert.docket import DocketResult, upsert_docket
from dockets.upsert.incoming import Tell
from dockets.upsert.progress import ImportCancelled, ImportProgress

COLLISIONS = 3
"""How often the import of one docket is retried when PostgreSQL aborts it in favour of another transaction."""

log = logging.getLogger(__name__)


def store_payload(body: bytes, *, name: str, media_type: str = "", now: datetime) -> Payload:
    """Stores the bytes as they came, compressed. The same bytes again cost one small write, and keep their first name;
    those that had been discarded are stored again."""
    sha256 = hashlib.sha256(body).hexdigest()
    known = Payload.objects.filter(sha256=sha256)
    if not known.exclude(body=FORGOTTEN).update(last_received_at=now):
        row = Payload(
            sha256=sha256,
            body=zlib.compress(body, 6),
            size=len(body),
            media_type=clean_line(media_type)[:200],
            name=clean_line(name)[:500],
            masked_by=mask.RULES,
            received_at=now,
            last_received_at=now,
        )
        again = ["body", "media_type", "name", "masked_by", "received_at", "last_received_at"]
        Payload.objects.bulk_create([row], update_conflicts=True, unique_fields=["sha256"], update_fields=again)
    return known.defer("body").get()


def queue_import(
    body: bytes,
    *,
    name: str,
    source_slug: str = "",
    court_id: str = "",
    requested_by: AbstractBaseUser | None = None,
    watched: Source | None = None,
    media_type: str = "",
    now: datetime | None = None,
    ring: bool = True,
    previews: bool = False,
    batch: str = "",
    masks_later: bool = False,
) -> ImportRun:
    """Stores a payload and queues its import, or its preview. The task is enqueued after commit, unless the caller
    performs the run itself (``ring=False``). ``masks_later``: the worker masks it, for a request that must not take
    long; until then it is kept as it came.

    Raises ``NotADocket`` when the payload is too large to be stored, or the court is not known.
    """
    now = now or timezone.now()
    court = _court(court_id)
    body = _check_size(body)
    masked = b"" if masks_later else admit_payload(body, name, source_slug, court)
    fields: dict[str, Any] = {"court": court, "watched": watched, "previews": previews, "batch": batch}
    fields["requested_by_id"] = requested_by.pk if requested_by else None
    with transaction.atomic():
        run = queue_masked(
            masked, name=name, source_slug=source_slug, media_type=media_type, now=now, ring=ring, **fields
        )
        if masks_later:
            WaitingFile.objects.create(run=run, body=body, media_type=clean_line(media_type)[:200])
    return run


def queue_masked(
    masked: bytes, *, name: str, source_slug: str, media_type: str = "", now: datetime, ring: bool, **fields: Any
) -> ImportRun:
    """``queue_import`` of what ``admit_payload`` has masked. ``fields``: of ``ImportRun``."""
    watched = fields.get("watched")
    reference = clean_line(name) if watched else mask_file_name(clean_line(name))
    with transaction.atomic():
        run = ImportRun.objects.create(
            payload=store_payload(masked, name=reference if masked else "", media_type=media_type, now=now),
            source_slug=source_slug,
            reference=reference[:500],
            not_before=now if ring else now + leases.RING_AGAIN,
            **fields,
        )
        if ring:
            enqueue.enqueue_task(enqueue.IMPORT_RUN, urgency=run.urgency, run_id=run.pk)
    return run


def note_refused(refusal: Refusal, *, requested_by: AbstractBaseUser, batch: str) -> ImportRun:
    """Creates a run for a file that was refused on arrival: only the reason is kept."""
    now = timezone.now()
    with transaction.atomic():
        return ImportRun.objects.create(
            payload=store_payload(b"", name="", now=now),
            reference=mask_file_name(clean_line(refusal.where))[:500],
            requested_by_id=requested_by.pk,
            batch=batch,
            status=ImportRun.Status.REFUSED,
            error=refusal.why,
            refused=[asdict(refusal)],
            not_before=now,
            finished_at=now,
        )


def admit_payload(body: bytes, name: str, source_slug: str, court: Court | None) -> bytes:
    """The payload as it may be kept: masked, and of a workbook the table in it. Raises ``NotADocket``."""
    file = io.BytesIO(_check_size(body))
    if workbook.is_workbook(file):
        try:
            body = _check_size(workbook.convert_workbook(file, clean_line(name)))
        except workbook.BadWorkbook as error:
            raise NotADocket(str(error)) from error
    return scrub_payload(body, name, source_slug, court)


def _check_size(body: bytes) -> bytes:
    """Raises ``NotADocket`` where it is too large."""
    if len(body) > MAX_BYTES:
        raise NotADocket(describe_oversize(len(body)))
    return body


def _mask_waiting_file(run: ImportRun, held: leases.HeldRun) -> None:
    """Masks the file that was uploaded, and keeps that in the place of what came. No transaction is open while it is
    masked. Raises ``NotADocket``, ``LeaseLost`` or ``ImportCancelled``."""
    waiting = WaitingFile.objects.filter(run=run).first()
    if waiting is None:
        return
    clean = admit_payload(bytes(waiting.body), run.reference, run.source_slug, run.court)
    with transaction.atomic():
        kept = store_payload(clean, name=run.reference, media_type=waiting.media_type, now=run.queued_at)
        waiting.delete()
        leases.renew_run(held, payload=kept)
    run.payload = Payload.objects.get(pk=kept.pk)


def _court(court_id: str) -> Court | None:
    if not court_id:
        return None
    court = Court.objects.filter(pk=clean_line(court_id)[:20]).first()
    if court is None:
        raise NotADocket(
            f"There is no court “{clean_line(court_id)[:40]}”. Courts are named as on CourtListener: wawd, nysd, ca9."
        )
    return court


def perform_run(run_id: int) -> list[int]:
    """Performs a run, an import or its preview, and returns the ids of the dockets whose record changed, for their
    interpretation.

    Safe to call twice or at once: without the lease it does nothing. Any failure is stored in the run's row; an
    unexpected error is also raised, after the run was queued for another attempt.
    """
    held = leases.take_run(run_id)
    if held is None:
        return []
    run = ImportRun.objects.select_related("payload", "court", "watched").get(pk=run_id)
    try:
        progress = ImportProgress(cancelled=run.cancel_asked)
        with leases.keep_run(held, progress, f"lease of import {run_id}"):
            return _preview(run, held, progress) if run.previews else _perform(run, held, progress)
    except LeaseLost:
        log.warning("Import %s was taken over by another worker. Nothing more is written here.", run_id)
        return []
    except NotADocket as error:
        _refuse(run, held, error)
        return []
    except Exception as error:
        leases.requeue_run(held, f"{type(error).__name__}: {clean_line(str(error))[:500]}")
        raise


def _refuse(run: ImportRun, held: leases.HeldRun, error: NotADocket) -> None:
    _finish(run, held, ImportRun.Status.REFUSED, error=str(error), refused=format_refusals(error, run.reference))


def _read(run: ImportRun, held: leases.HeldRun) -> tuple[SourceKind, ParsedPayload, Sequence[DocketRecord]]:
    """What the payload holds, and which of its dockets are to be taken. Raises ``NotADocket``,
    ``LeaseLost`` or ``ImportCancelled``."""
    if not run.payload.size:
        _mask_waiting_file(run, held)
    kind, parsed = _recognise(zlib.decompress(run.payload.body), run.reference, run.source_slug, run.court)
    if not run.watched_id and mask.are_records_of_homes(parsed.dockets):
        _mask(run, kind)
    return kind, parsed, watched_cases.select_watched_dockets(run.watched, parsed.dockets)


def _recognise(body: bytes, name: str, source_slug: str, court: Court | None) -> tuple[SourceKind, ParsedPayload]:
    """As ``parse_payload``. Raises ``NotADocket``; where a person had stated the source wrongly, with what the payload
    looks like instead."""
    try:
        return parse_payload(body, name, source_slug, court)
    except WrongCourt:
        raise
    except NotADocket as error:
        claim = recognise_payload(body, name)
        if claim is None or source_slug not in SOURCES or claim.source == source_slug:
            raise
        given, other = SOURCES[source_slug].label, SOURCES[claim.source].label
        msg = (
            f"This was to be read as a {given}, and is none. It looks like a {other} ({claim.ground}): read it as that."
        )
        raise NotADocket(msg) from error


def _perform(run: ImportRun, held: leases.HeldRun, progress: ImportProgress) -> list[int]:
    outcome = ImportOutcome(rows={(row["court"], row["docket_number"]): row for row in run.results})
    try:
        progress.check()
        kind, parsed, records = _read(run, held)
        progress.begin(records)
        outcome.refused += parsed.refused
        for record in records:
            progress.check()
            tell = progress.within(record)
            with refuse_payload(record, outcome.refused):
                outcome.results.append(_take(run, held, kind, record, outcome, tell))
            tell(1)
    except ImportCancelled:
        _finish(run, held, ImportRun.Status.CANCELLED, error=_cancelled(outcome), **outcome.told)
        return outcome.changed
    if not outcome.results and (records or not run.watched_id or (outcome.refused and not parsed.dockets)):
        # A watched feed may have nothing about our cases for a day; a file that a person chose should contain
        # something.
        raise NothingImported(outcome.refused)
    if (
        outcome.changed
        and not run.watched_id
        and not mask.are_records_of_homes(parsed.dockets)
        and mask.are_dockets_of_homes(outcome.changed)
    ):
        _mask(run, kind)
    if outcome.changed or run.results:
        mask.mask_payloads_of_run(run)
    status = ImportRun.Status.PARTLY if outcome.all_refused else ImportRun.Status.DONE
    noted = preview.keep_parser_notes(parsed.notes)
    noted += preview_decisions.apply_verdicts(
        run.verdicts, [result.docket_id for result in outcome.results], now=timezone.now()
    )
    counted = {"done_entries": progress.total, "total_entries": progress.total, "notes": noted}
    _finish(run, held, status, parsed.window, outcome, source_slug=kind.slug, error="", **outcome.told, **counted)
    return outcome.changed


def _mask(run: ImportRun, kind: SourceKind) -> None:
    """Masks the payload again: on arrival its court or kind may not have been known; for a watched source they were."""
    mask.mask_payload_again(run.payload, name=run.reference, source_slug=kind.slug, court=run.court, private=True)


def _cancelled(outcome: ImportOutcome) -> str:
    if not outcome.rows:
        return "It was cancelled before anything was imported."
    cases = "one case" if len(outcome.rows) == 1 else f"{len(outcome.rows)} cases"
    return f"It was cancelled. What had been imported by then, of {cases}, stays."


def _preview(run: ImportRun, held: leases.HeldRun, progress: ImportProgress) -> list[int]:
    """Performs a preview: nothing in the record changes; the run waits for a person's confirmation."""
    try:
        progress.check()
        kind, parsed, records = _read(run, held)
        progress.begin(records)
        found = preview.build_preview(records, parsed.refused, kind, lambda: run.payload, progress)
    except ImportCancelled:
        _finish(run, held, ImportRun.Status.CANCELLED, error="It was cancelled before anything was imported.")
        return []
    shown = found.as_json(parsed.notes, preview.describe_interpretation(kind, run, records[0].court_id))
    leases.finish_run(held, ImportRun.Status.PREVIEW, preview=shown, error="", refused=[])
    return []


def _take(
    run: ImportRun, held: leases.HeldRun, kind: SourceKind, record: DocketRecord, outcome: ImportOutcome, tell: Tell
) -> DocketResult:
    for collision in range(COLLISIONS + 1):
        try:
            with transaction.atomic():
                result = upsert_docket(record, kind=kind, payload=run.payload, now=timezone.now(), tell=tell)
                _note(run, held, result, outcome)
            return result
        except OperationalError as error:
            if collision == COLLISIONS or not isinstance(
                error.__cause__, errors.DeadlockDetected | errors.SerializationFailure
            ):
                raise
    raise AssertionError("unreachable")


def _note(run: ImportRun, held: leases.HeldRun, result: DocketResult, outcome: ImportOutcome) -> None:
    """Writes the run's results in the transaction of the docket that they describe: a run that is taken up again does
    not count as unchanged what it has created. Raises ``ImportCancelled``, and then nothing of this docket is
    committed."""
    rows = outcome.with_(result)
    if result.changed or not run.watched_id:
        run.dockets.add(result.docket_id)
    if result.changed:
        leases.renew_run(held, **build_run_result(rows))
    else:
        leases.renew_run(held)
    outcome.rows = rows


def _finish(
    run: ImportRun,
    held: leases.HeldRun,
    status: ImportRun.Status,
    window: FeedWindow | None = None,
    outcome: ImportOutcome | None = None,
    **fields: Any,
) -> None:
    with transaction.atomic():
        leases.finish_run(held, status, **fields)
        if not run.payload.size:
            WaitingFile.objects.filter(run=run).delete()
        # A replay says nothing about the state of the source today.
        if run.watched and status != ImportRun.Status.CANCELLED and not run.replay_of_id:
            dockets = [result.docket_id for result in outcome.results] if outcome else []
            error = fields.get("error", "")
            watched_cases.record_source_import(
                run.watched, error, came_at=run.queued_at, window=window, docket_ids=dockets
            )


def preview_import(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> tuple[ImportOutcome, str]:
    """Previews an import as a run does, but without a run and with nothing stored. For the command. The second value is
    a sentence where nothing could be taken, else "". Raises ``NotADocket`` when the payload could not even be queued.
    """
    court = _court(court_id)
    body = admit_payload(body, name, source_slug, court)
    stored = partial(store_payload, body, name=name, now=timezone.now())
    try:
        kind, parsed = _recognise(body, name, source_slug, court)
        return preview.build_preview(parsed.dockets, parsed.refused, kind, stored, ImportProgress()).outcome, ""
    except NotADocket as error:
        return ImportOutcome(refused=[Refusal(**told) for told in format_refusals(error, clean_line(name)[:500])]), str(
            error
        )
