"""What an import would change, worked out by doing it and taking it back, one docket at a time. Under ``ingest``.

Every docket is merged for good in all but one respect: its transaction is rolled back. So a preview is never cleverer than the
import, and nothing but what is told here is left of it. What it tells goes into ``ImportRun.preview`` as JSON, ready to be shown,
and is bounded: of each kind of change the first ``SHOWN`` and the number of the others.
"""

import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import DataError, transaction
from django.utils import timezone

from dockets import changes, locate, preview_rows
from dockets.addresses import docket_address
from dockets.changes import Row, State
from dockets.merge import DocketResult, merge
from dockets.models import Court, Docket, ImportRun, Payload
from dockets.normalise import line
from dockets.preview_rows import Room
from dockets.progress import Progress
from dockets.records import DocketRecord, NotADocket, Refusal
from dockets.said import Tell, said_of
from dockets.sources import SOURCES, recognise
from dockets.sources.kind import SourceKind

DOCKETS = 200
"""How many dockets of one payload are told apart; the others are only counted."""


@dataclass(slots=True)
class Preview:
    """What an import would do."""

    refused: list[Refusal] = field(default_factory=list)
    dockets: list[dict[str, Any]] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    room: Room = field(default_factory=Room)
    taken: int = 0
    """Dockets of which something could be taken."""

    def as_json(self, notes: Sequence[str], read_as: Mapping[str, Any]) -> dict[str, Any]:
        """``dockets`` and ``totals`` as ``_told`` makes them; ``more``: how many rows of each kind there was no room for."""
        refused = [preview_rows.refused(refusal) for refusal in self.room.take("refused", self.refused)]
        return {
            "read_as": dict(read_as),
            "notes": noted(notes),
            "dockets": self.dockets,
            "more_dockets": self.taken - len(self.dockets),
            "refused": refused,
            "more": {kind: number for kind, number in self.room.left_out.items() if number},
            "totals": dict(self.totals | Counter({"refused": len(self.refused)})),
        }


def noted(notes: Sequence[str]) -> list[str]:
    """A parser's sentences about a payload, as a run keeps them."""
    return [line(note)[:500] for note in notes]


def work_out(
    records: Iterable[DocketRecord], refused: Sequence[Refusal], kind: SourceKind, payload: Payload, progress: Progress
) -> Preview:
    """``refused``: what the parser could not take. Raises ``Cancelled`` between two dockets."""
    preview = Preview(list(refused))
    for record in records:
        progress.check()
        tell = progress.within(record)
        with _refusing(record, preview.refused):
            told, result = _rehearse(record, kind, payload, preview.room, tell)
            preview.taken += 1
            preview.refused += result.refused
            preview.totals.update({"dockets": 1, "new dockets": int(not told["known"])} | told["counts"])
            if len(preview.dockets) < DOCKETS:
                preview.dockets.append(told)
        tell(1)
    return preview


def read_as(kind: SourceKind, run: ImportRun, court_id: str) -> dict[str, str]:
    """What a payload was taken for, of which court, and on what ground."""
    claim = recognise(zlib.decompress(run.payload.body), run.reference)
    court = Court.objects.filter(pk=court_id).first()
    by_content = claim is not None and claim.source == kind.slug
    return {
        "source": kind.slug,
        "label": kind.label,
        "court_id": court.pk if court else "",
        "court": (court.citation or court.name) if court else "",
        "ground": claim.ground if claim and by_content else "as you said",
        "else": SOURCES[claim.source].label if claim and not by_content else "",
    }


@contextmanager
def _refusing(record: DocketRecord, refused: list[Refusal]) -> Iterator[None]:
    """As an import does: one docket that cannot be stored does not sink the others."""
    where = f"docket {line(record.docket_number)[:100]}".strip()
    try:
        yield
    except NotADocket as error:
        refused.append(Refusal(where, str(error)))
    except DataError as error:
        refused.append(Refusal(where, f"The database cannot hold it: {line(str(error))[:300]}"))


@dataclass(slots=True)
class _Done:
    """What is read while a merge is done and not yet taken back."""

    after: State
    new: int = 0
    """Filings that are new, without those of ``pairs``."""
    joined: int = 0
    lines: dict[str, Sequence[Row]] = field(default_factory=lambda: {"new": (), "changed": (), "joined": ()})
    pairs: Sequence[tuple[int, int]] = ()
    others: Mapping[int, Row] = field(default_factory=dict)
    """The filings that pairs and joined ones speak of."""
    papers: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)


def _rehearse(
    record: DocketRecord, kind: SourceKind, payload: Payload, room: Room, tell: Tell
) -> tuple[dict[str, Any], DocketResult]:
    """Its docket is held throughout, so that what is compared is of one moment."""
    now = timezone.now()
    with transaction.atomic():
        said = said_of(record, kind, payload, now)
        locate.lock(said.court, said.number)
        docket = locate.find(said.court, said.number, record.pacer_case_id)
        before = changes.state(docket.pk, with_people=bool(record.parties)) if docket else changes.NOTHING
        with transaction.atomic():
            result = merge(record, kind=kind, payload=payload, now=now, tell=tell)
            done = _look(result, before, room, now, with_people=bool(record.parties))
            transaction.set_rollback(True)
        told = _told(result, before, done, room) | _which(result, docket, said.court) | {"whole": record.complete}
        transaction.set_rollback(True)
    return told, result


def _look(result: DocketResult, before: State, room: Room, now: datetime, *, with_people: bool) -> _Done:
    if not result.changed:
        return _Done(before)
    docket, done = result.docket_id, _Done(changes.state(result.docket_id, with_people=with_people))
    every = sorted(done.after.pairs - before.pairs)
    done.pairs = room.take("same", every)
    new = changes.new(docket, now).exclude(pk__in=[id for pair in every for id in pair])
    done.new = new.count() if every else result.created
    done.lines["new"] = changes.rows(new, room.left("new"))
    done.lines["changed"] = changes.rows(changes.changed(docket, now), room.left("changed"))
    done.joined = changes.joined(docket, now).count()
    done.lines["joined"] = changes.rows(changes.joined(docket, now), room.left("joined")) if done.joined else ()
    into = {row["merged_into_id"] for row in done.lines["joined"]}
    done.others = changes.by_id({id for pair in done.pairs for id in pair} | into)
    done.papers = changes.documents([row["id"] for kind in ("new", "changed") for row in done.lines[kind]])
    return done


def _told(result: DocketResult, before: State, done: _Done, room: Room) -> dict[str, Any]:
    """What is told of one docket. The merge is undone by now, so that the filings are as they were."""
    totals = {"new": done.new, "changed": result.updated, "joined": done.joined}
    for kind, rows in done.lines.items():
        room.spend(kind, len(rows), totals[kind])
    known = [row["id"] for kind in ("changed", "joined") for row in done.lines[kind]]
    was, papers = changes.by_id(known), changes.documents(known)
    people = preview_rows.people(before, done.after)
    lines = [preview_rows.same(done.others[id], done.others[other]) for id, other in done.pairs]
    lines += [preview_rows.joined(was[row["id"]], done.others.get(row["merged_into_id"])) for row in done.lines["joined"]]
    for row in done.lines["changed"]:
        more = len(done.papers.get(row["id"], ())) - len(papers.get(row["id"], ()))
        lines.append(preview_rows.changed(was[row["id"]], row, more, room.differ))
    lines += [preview_rows.new(row, done.papers) for row in done.lines["new"]]
    return {
        "lines": lines,
        "facts": preview_rows.facts(before, done.after),
        "people": list(room.take("people", people)),
        "relations": list(room.take("relations", preview_rows.relations(before, done.after))),
        "counts": _counts(result, before, done) | dict(Counter(person["what"] for person in people)),
    }


def _counts(result: DocketResult, before: State, done: _Done) -> dict[str, int]:
    return {
        "new": result.created,
        "changed": result.updated,
        "unchanged": result.unchanged,
        "joined": done.joined,
        "same": len(done.after.pairs - before.pairs),
        "documents": max(done.after.documents - before.documents, 0),
    }


def _which(result: DocketResult, docket: Docket | None, court: Court) -> dict[str, Any]:
    return {
        "known": docket is not None,
        "address": docket_address(docket.court_id, docket.docket_number) if docket else "",
        "name": ((docket and docket.case_name) or result.case_name)[:300],
        "number": result.docket_number,
        "court": court.citation or court.name,
        "filings_before": docket.filing_count if docket else 0,
        "filings_after": result.filings,
    }
