"""Payloads in, record out: every door by which something is imported opens here.

A payload is stored and an ``ImportRun`` queued in one transaction; a worker (or the command, in the foreground) performs the run:
read the payload, merge each docket in a transaction of its own, which also holds the run's progress and the proof of its lease.
"""

import hashlib
import logging
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import DataError, OperationalError, transaction
from django.utils import timezone
from psycopg import errors

from dockets import doorbell, leases, watching
from dockets.merge import DocketResult, merge
from dockets.models import Court, ImportRun, Payload, Source
from dockets.normalise import line
from dockets.read_payload import read, scrubbed, too_large
from dockets.records import DocketRecord, NotADocket, Refusal
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.kind import SourceKind

COLLISIONS = 3
"""How often one docket's merge is tried again when PostgreSQL ends it in favour of another transaction."""

log = logging.getLogger(__name__)


PRINTED = ("court", "docket_number", "case_name", "created", "updated", "unchanged", "refused", "filings", "parties")
"""What ``import_docket --json`` says of a docket, in this order."""

type _Rows = dict[tuple[str, str], dict[str, Any]]
"""Court and docket number -> what was done, as printed."""


class Nothing(NotADocket):
    """Nothing of a payload could be taken, though a source could read it."""

    def __init__(self, refused: Sequence[Refusal]) -> None:
        first = f" {refused[0].where}: {refused[0].why}" if refused else " There is no docket in it."
        more = f" ({len(refused) - 1} more things were refused.)" if len(refused) > 1 else ""
        super().__init__(f"Nothing could be taken.{first}{more}")
        self.refused = tuple(refused)


@dataclass(slots=True)
class Outcome:
    """What came of one payload."""

    results: list[DocketResult] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    """What was refused of the payload as a whole; each result has its own."""

    @property
    def all_refused(self) -> list[dict[str, str]]:
        return [asdict(refusal) for refusal in self.refused] + of_dockets([as_printed(result) for result in self.results])


def store_payload(body: bytes, *, name: str, media_type: str = "", now: datetime) -> Payload:
    """Keeps the bytes as they came, compressed. The same bytes again cost one small write, and keep their first name."""
    sha256 = hashlib.sha256(body).hexdigest()
    known = Payload.objects.filter(sha256=sha256)
    if not known.update(last_received_at=now):
        row = Payload(
            sha256=sha256,
            body=zlib.compress(body, 6),
            size=len(body),
            media_type=line(media_type)[:200],
            name=line(name)[:500],
            received_at=now,
            last_received_at=now,
        )
        Payload.objects.bulk_create([row], ignore_conflicts=True)
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
) -> ImportRun:
    """Stores a payload and queues its import. A worker is rung for once that is committed, unless the caller performs it.

    Raises ``NotADocket`` when the payload is too large to be stored, or the court is not known.
    """
    now = now or timezone.now()
    if len(body) > MAX_BYTES:
        raise NotADocket(too_large(len(body)))
    court = _court(court_id)
    body = scrubbed(body, name, source_slug)
    with transaction.atomic():
        run = ImportRun.objects.create(
            payload=store_payload(body, name=name, media_type=media_type, now=now),
            source_slug=source_slug,
            court=court,
            reference=line(name)[:500],
            requested_by_id=requested_by.pk if requested_by else None,
            watched=watched,
            not_before=now if ring else now + leases.RING_AGAIN,
        )
        if ring:
            doorbell.ring(doorbell.IMPORT_RUN, run_id=run.pk)
    return run


def _court(court_id: str) -> Court | None:
    if not court_id:
        return None
    court = Court.objects.filter(pk=line(court_id)[:20]).first()
    if court is None:
        raise NotADocket(f"There is no court “{line(court_id)[:40]}”. Courts are named as on CourtListener: wawd, nysd, ca9.")
    return court


def perform(run_id: int) -> list[int]:
    """Does what a run asks for, and returns the ids of the dockets whose record changed, for whoever reads them next.

    Safe to call twice or at once: without the lease it does nothing. Whatever goes wrong is in the run's row; an unexpected
    error is raised too, after the run was put back for another attempt.
    """
    held = leases.take(run_id)
    if held is None:
        return []
    run = ImportRun.objects.select_related("payload", "court", "watched").get(pk=run_id)
    try:
        with leases.kept(held):
            return _perform(run, held)
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


def _perform(run: ImportRun, held: leases.Held) -> list[int]:
    kind, parsed = read(zlib.decompress(run.payload.body), run.reference, run.source_slug, run.court)
    outcome = Outcome(refused=list(parsed.refused))
    done: _Rows = {(row["court"], row["docket_number"]): row for row in run.results}
    for record in watching.wanted(run.watched, parsed.dockets):
        with _refusing(record, outcome.refused):
            outcome.results.append(_take(run, held, kind, record, done))
    if not outcome.results and (outcome.refused or not run.watched_id):
        # A watched feed may have nothing to say for a day; a file that a person chose should hold something.
        raise Nothing(outcome.refused)
    status = ImportRun.Status.PARTLY if outcome.all_refused else ImportRun.Status.DONE
    rows = {"results": list(done.values()), "refused": outcome.all_refused, **_totals(done)}
    _finish(run, held, status, source_slug=kind.slug, error="", **rows)
    return sorted({result.docket_id for result in outcome.results if result.changed})


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


def _take(run: ImportRun, held: leases.Held, kind: SourceKind, record: DocketRecord, done: _Rows) -> DocketResult:
    for collision in range(COLLISIONS + 1):
        try:
            with transaction.atomic():
                result = merge(record, kind=kind, payload=run.payload, now=timezone.now())
                _note(run, held, result, done)
            return result
        except OperationalError as error:
            if collision == COLLISIONS or not isinstance(error.__cause__, errors.DeadlockDetected | errors.SerializationFailure):
                raise
    raise AssertionError("unreachable")


def _note(run: ImportRun, held: leases.Held, result: DocketResult, done: _Rows) -> None:
    """Progress, in the transaction that made it: a run that is taken up again does not count as unchanged what it has created."""
    key = result.court, result.docket_number
    done[key] = added(done.get(key), as_printed(result))
    if result.changed or not run.watched_id:
        run.dockets.add(result.docket_id)
    if result.changed:
        leases.renew(held, results=list(done.values()), **_totals(done))
    else:
        leases.renew(held)


def as_printed(result: DocketResult) -> dict[str, Any]:
    """As ``import_docket --json`` prints it, and ``ImportRun.results`` holds it."""
    return {name: getattr(result, name) for name in PRINTED} | {"refused": [asdict(refusal) for refusal in result.refused]}


def of_dockets(rows: Sequence[dict[str, Any]]) -> list[dict[str, str]]:
    """What was refused of dockets, each named by its number where there are several."""
    return [
        refusal | {"where": f"{row['docket_number']}, {refusal['where']}" if len(rows) > 1 else refusal["where"]}
        for row in rows
        for refusal in row["refused"]
    ]


def added(before: dict[str, Any] | None, now: dict[str, Any]) -> dict[str, Any]:
    """One row for what two passes over one docket did."""
    if before is None:
        return now
    created, updated = before["created"] + now["created"], before["updated"] + now["updated"]
    mentioned = max(sum(row[name] for name in ("created", "updated", "unchanged")) for row in (before, now))
    return now | {"created": created, "updated": updated, "unchanged": max(0, mentioned - created - updated)}


def _totals(done: _Rows) -> dict[str, int]:
    return {name: sum(row[name] for row in done.values()) for name in ("created", "updated", "unchanged")}


def _finish(run: ImportRun, held: leases.Held, status: ImportRun.Status, **fields: Any) -> None:
    with transaction.atomic():
        leases.finish(held, status, **fields)
        if run.watched:
            watching.note_import(run.watched, fields.get("error", ""))


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
