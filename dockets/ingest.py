"""Payloads in, record out: every door by which something is imported opens here.

A payload is stored and an ``ImportRun`` queued in one transaction; a worker (or the command, in the foreground) performs the run:
read the payload, merge each docket in a transaction of its own, which also holds the run's results and the proof of its lease.
A run that ``previews`` ends before that, at what an import would change, and waits for a person's word.
"""

import hashlib
import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, OperationalError, transaction
from django.utils import timezone
from psycopg import errors

from dockets import doorbell, foreseen, leases, masking, preview, watching
from dockets.import_results import Nothing, Outcome, told
from dockets.merge import DocketResult, merge
from dockets.models import Court, ImportRun, Payload, Source
from dockets.models.observation import FORGOTTEN
from dockets.normalise import line
from dockets.progress import Cancelled, Progress
from dockets.read_payload import read, scrubbed, too_large
from dockets.records import DocketRecord, NotADocket, Parsed, Refusal, Window, WrongCourt
from dockets.said import Tell
from dockets.sources import SOURCES, recognise
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.kind import SourceKind

COLLISIONS = 3
"""How often one docket's merge is tried again when PostgreSQL ends it in favour of another transaction."""

log = logging.getLogger(__name__)


def store_payload(body: bytes, *, name: str, media_type: str = "", now: datetime) -> Payload:
    """Keeps the bytes as they came, compressed. The same bytes again cost one small write, and keep their first name; those that
    had been thrown away are kept anew."""
    sha256 = hashlib.sha256(body).hexdigest()
    known = Payload.objects.filter(sha256=sha256)
    if not known.exclude(body=FORGOTTEN).update(last_received_at=now):
        row = Payload(
            sha256=sha256,
            body=zlib.compress(body, 6),
            size=len(body),
            media_type=line(media_type)[:200],
            name=line(name)[:500],
            masked_by=masking.RULES,
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
) -> ImportRun:
    """Stores a payload and queues its import, or its preview. A worker is rung for once that is committed, unless the caller
    performs it.

    Raises ``NotADocket`` when the payload is too large to be stored, or the court is not known.
    """
    now = now or timezone.now()
    if len(body) > MAX_BYTES:
        raise NotADocket(too_large(len(body)))
    court = _court(court_id)
    body = scrubbed(body, name, source_slug, court)
    with transaction.atomic():
        run = ImportRun.objects.create(
            payload=store_payload(body, name=name, media_type=media_type, now=now),
            source_slug=source_slug,
            court=court,
            reference=line(name)[:500],
            requested_by_id=requested_by.pk if requested_by else None,
            watched=watched,
            previews=previews,
            batch=batch,
            not_before=now if ring else now + leases.RING_AGAIN,
        )
        if ring:
            doorbell.ring(doorbell.IMPORT_RUN, quietly=watched is not None, run_id=run.pk)
    return run


def note_refused(refusal: Refusal, *, requested_by: AbstractBaseUser, batch: str) -> ImportRun:
    """A run for a file that was refused at the door: nothing of it is kept but why."""
    now = timezone.now()
    with transaction.atomic():
        return ImportRun.objects.create(
            payload=store_payload(b"", name="", now=now),
            reference=line(refusal.where)[:500],
            requested_by_id=requested_by.pk,
            batch=batch,
            status=ImportRun.Status.REFUSED,
            error=refusal.why,
            refused=[asdict(refusal)],
            not_before=now,
            finished_at=now,
        )


def _court(court_id: str) -> Court | None:
    if not court_id:
        return None
    court = Court.objects.filter(pk=line(court_id)[:20]).first()
    if court is None:
        raise NotADocket(f"There is no court “{line(court_id)[:40]}”. Courts are named as on CourtListener: wawd, nysd, ca9.")
    return court


def perform(run_id: int) -> list[int]:
    """Does what a run asks for, an import or its preview, and returns the ids of the dockets whose record changed, for whoever
    reads them next.

    Safe to call twice or at once: without the lease it does nothing. Whatever goes wrong is in the run's row; an unexpected
    error is raised too, after the run was put back for another attempt.
    """
    held = leases.take(run_id)
    if held is None:
        return []
    run = ImportRun.objects.select_related("payload", "court", "watched").get(pk=run_id)
    try:
        progress = Progress(cancelled=run.cancel_asked)
        with leases.kept(held, progress):
            return _preview(run, held, progress) if run.previews else _perform(run, held, progress)
    except leases.LeaseLost as error:
        log.warning("%s Nothing more is written here.", error)
        return []
    except NotADocket as error:
        _refuse(run, held, error)
        return []
    except Exception as error:
        leases.put_back(held, f"{type(error).__name__}: {line(str(error))[:500]}")
        raise


def _refuse(run: ImportRun, held: leases.Held, error: NotADocket) -> None:
    refused = error.refused if isinstance(error, Nothing) else (Refusal(run.reference or "payload", str(error)),)
    _finish(run, held, ImportRun.Status.REFUSED, error=str(error), refused=[asdict(refusal) for refusal in refused])


def _read(run: ImportRun) -> tuple[SourceKind, Parsed, Sequence[DocketRecord]]:
    """What the payload holds, and which of its dockets are wanted. Raises ``NotADocket``; where a person had said what it is,
    with what it looks like instead."""
    body = zlib.decompress(run.payload.body)
    try:
        kind, parsed = read(body, run.reference, run.source_slug, run.court)
    except WrongCourt:
        raise
    except NotADocket as error:
        claim = recognise(body, run.reference)
        if claim is None or run.source_slug not in SOURCES or claim.source == run.source_slug:
            raise
        given, other = SOURCES[run.source_slug].label, SOURCES[claim.source].label
        msg = f"This was to be read as a {given}, and is none. It looks like a {other} ({claim.ground}): read it as that."
        raise NotADocket(msg) from error
    if not run.watched_id and masking.tell_homes(parsed.dockets):
        _mask(run, kind)
    return kind, parsed, watching.wanted(run.watched, parsed.dockets)


def _perform(run: ImportRun, held: leases.Held, progress: Progress) -> list[int]:
    outcome = Outcome(rows={(row["court"], row["docket_number"]): row for row in run.results})
    try:
        progress.check()
        kind, parsed, records = _read(run)
        progress.begin(records)
        outcome.refused += parsed.refused
        for record in records:
            progress.check()
            tell = progress.within(record)
            with _refusing(record, outcome.refused):
                outcome.results.append(_take(run, held, kind, record, outcome, tell))
            tell(1)
    except Cancelled:
        _finish(run, held, ImportRun.Status.CANCELLED, error=_cancelled(outcome), **outcome.told)
        return outcome.changed
    if not outcome.results and (records or not run.watched_id or (outcome.refused and not parsed.dockets)):
        # A watched feed may have nothing to say of our cases for a day; a file that a person chose should hold something.
        raise Nothing(outcome.refused)
    if (
        outcome.changed
        and not run.watched_id
        and not masking.tell_homes(parsed.dockets)
        and masking.are_of_homes(outcome.changed)
    ):
        _mask(run, kind)
    if outcome.changed or run.results:
        masking.catch_up(run)
    status = ImportRun.Status.PARTLY if outcome.all_refused else ImportRun.Status.DONE
    noted = preview.noted(parsed.notes)
    noted += foreseen.take(run.verdicts, [result.docket_id for result in outcome.results], now=timezone.now())
    counted = {"done_entries": progress.total, "total_entries": progress.total, "notes": noted}
    _finish(run, held, status, parsed.window, outcome, source_slug=kind.slug, error="", **outcome.told, **counted)
    return outcome.changed


def _mask(run: ImportRun, kind: SourceKind) -> None:
    """At the door it may not have been known of which court or kind the payload is; of what is watched, it was."""
    masking.mask_again(run.payload, name=run.reference, source_slug=kind.slug, court=run.court, private=True)


def _cancelled(outcome: Outcome) -> str:
    if not outcome.rows:
        return "It was cancelled before anything was imported."
    cases = "one case" if len(outcome.rows) == 1 else f"{len(outcome.rows)} cases"
    return f"It was cancelled. What had been imported by then, of {cases}, stays."


def _preview(run: ImportRun, held: leases.Held, progress: Progress) -> list[int]:
    """Nothing in the record becomes different; the run waits for a person's word."""
    try:
        progress.check()
        kind, parsed, records = _read(run)
        progress.begin(records)
        found = preview.work_out(records, parsed.refused, kind, run.payload, progress)
    except Cancelled:
        _finish(run, held, ImportRun.Status.CANCELLED, error="It was cancelled before anything was imported.")
        return []
    if not found.taken:
        raise Nothing(found.refused)
    shown = found.as_json(parsed.notes, preview.read_as(kind, run, records[0].court_id))
    leases.finish(held, ImportRun.Status.PREVIEW, preview=shown, error="", refused=[])
    return []


@contextmanager
def _refusing(record: DocketRecord, refused: list[Refusal]) -> Iterator[None]:
    """One docket that cannot be stored does not sink the others of its payload."""
    try:
        yield
    except NotADocket as error:
        refused.append(Refusal(_where(record), str(error)))
    except DataError as error:
        log.exception("A docket could not be stored")
        refused.append(Refusal(_where(record), f"The database cannot hold it: {line(str(error))[:300]}"))


def _where(record: DocketRecord) -> str:
    return f"docket {line(record.docket_number)[:100]}".strip()


def _take(
    run: ImportRun, held: leases.Held, kind: SourceKind, record: DocketRecord, outcome: Outcome, tell: Tell
) -> DocketResult:
    for collision in range(COLLISIONS + 1):
        try:
            with transaction.atomic():
                result = merge(record, kind=kind, payload=run.payload, now=timezone.now(), tell=tell)
                _note(run, held, result, outcome)
            return result
        except OperationalError as error:
            if collision == COLLISIONS or not isinstance(error.__cause__, errors.DeadlockDetected | errors.SerializationFailure):
                raise
    raise AssertionError("unreachable")


def _note(run: ImportRun, held: leases.Held, result: DocketResult, outcome: Outcome) -> None:
    """The run's row, in the transaction of what it tells: a run that is taken up again does not count as unchanged what it has
    created. Raises ``Cancelled``, and then nothing of this docket is committed."""
    rows = outcome.with_(result)
    if result.changed or not run.watched_id:
        run.dockets.add(result.docket_id)
    if result.changed:
        leases.renew(held, **told(rows))
    else:
        leases.renew(held)
    outcome.rows = rows


def _finish(
    run: ImportRun,
    held: leases.Held,
    status: ImportRun.Status,
    window: Window | None = None,
    outcome: Outcome | None = None,
    **fields: Any,
) -> None:
    with transaction.atomic():
        leases.finish(held, status, **fields)
        # A replay tells nothing of how the source fares today.
        if run.watched and status != ImportRun.Status.CANCELLED and not run.replay_of_id:
            dockets = [result.docket_id for result in outcome.results] if outcome else []
            error = fields.get("error", "")
            watching.note_import(run.watched, error, came_at=run.queued_at, window=window, docket_ids=dockets)


def rehearse(body: bytes, *, name: str, source_slug: str = "", court_id: str = "") -> Outcome:
    """What an import would do, done and rolled back docket by docket. Raises ``NotADocket`` when nothing could be taken."""
    kind, parsed = read(body, name, source_slug, _court(court_id))
    outcome = Outcome(refused=list(parsed.refused))
    for record in parsed.dockets:
        with _refusing(record, outcome.refused), transaction.atomic():
            now = timezone.now()
            payload = store_payload(body, name=name, now=now)
            outcome.results.append(merge(record, kind=kind, payload=payload, now=now))
            transaction.set_rollback(True)
    if not outcome.results:
        raise Nothing(outcome.refused)
    return outcome
