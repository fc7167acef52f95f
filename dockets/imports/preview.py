"""Previews what an import would change, by doing it and rolling it back, one docket at a time: for the import desk, and
for ``import_docket --dry-run``. Called by ``run``.

Every docket is imported exactly as in a real import, except that its transaction is rolled back. So a preview can never
differ in logic from the import, and nothing remains but what it reports. The report is stored in ``ImportRun.preview``
as JSON, ready to be shown, and is limited: of each kind of change the first ``SHOWN`` and the number of the others.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.utils import timezone

from dockets.db.preview_transaction import preview_transaction
from dockets.format.urls import build_docket_url
from dockets.imports import changes, preview_rows
from dockets.imports.changes import DocketState, Row
from dockets.imports.preview_rows import PreviewRoom
from dockets.imports.results import ImportOutcome, NothingImported, refuse_payload
from dockets.models import Court, Docket, ImportRun, Payload
from dockets.record.records import DocketRecord, Refusal
from dockets.record.text import clean_line
from dockets.sources import SOURCES, recognise_payload
from dockets.sources.kind import SourceKind
from dockets.upsert import locate
from dockets.upsert.docket import DocketResult, upsert_docket
from dockets.upsert.incoming import Tell, build_incoming
from dockets.upsert.progress import ImportProgress

DOCKETS = 200
"""Dockets of one payload that are shown one by one; the others are only counted."""


@dataclass(slots=True)
class ImportPreview:
    """What an import would do: its ``outcome``, which the command prints, and the rows that would change, for a
    page."""

    outcome: ImportOutcome
    dockets: list[dict[str, Any]] = field(default_factory=list)
    totals: Counter[str] = field(default_factory=Counter)
    room: PreviewRoom = field(default_factory=PreviewRoom)

    def as_json(self, notes: Sequence[str], read_as: Mapping[str, Any]) -> dict[str, Any]:
        """The preview as JSON. ``dockets`` and ``totals`` as ``_told`` builds them; ``more``: number of rows of each
        kind for which there was no room."""
        every = self.outcome.all_refused
        refused = [preview_rows.build_refused_row(refusal) for refusal in self.room.take("refused", every)]
        return {
            "read_as": dict(read_as),
            "notes": keep_parser_notes(notes),
            "dockets": self.dockets,
            "more_dockets": len(self.outcome.results) - len(self.dockets),
            "refused": refused,
            "more": {kind: number for kind, number in self.room.left_out.items() if number},
            "totals": dict(self.totals | Counter({"refused": len(every)})),
        }


def keep_parser_notes(notes: Sequence[str]) -> list[str]:
    """A parser's sentences about a payload, as stored in a run."""
    return [clean_line(note)[:500] for note in notes]


def build_preview(
    records: Iterable[DocketRecord],
    refused: Sequence[Refusal],
    kind: SourceKind,
    stored: Callable[[], Payload],
    progress: ImportProgress,
) -> ImportPreview:
    """Builds the preview of parsed records. ``refused``: what the parser could not take. ``stored`` returns the
    payload, and may write it: that is rolled back. Raises ``ImportCancelled`` between two dockets, and
    ``NothingImported`` where nothing could be taken."""
    preview = ImportPreview(ImportOutcome(refused=list(refused)))
    for record in records:
        progress.check()
        tell = progress.within(record)
        with refuse_payload(record, preview.outcome.refused):
            told, result = _rehearse(record, kind, stored, preview.room, tell)
            preview.outcome.results.append(result)
            preview.totals.update({"dockets": 1, "new dockets": int(not told["known"])} | told["counts"])
            if len(preview.dockets) < DOCKETS:
                preview.dockets.append(told)
        tell(1)
    if not preview.outcome.results:
        raise NothingImported(preview.outcome.refused)
    return preview


def describe_interpretation(kind: SourceKind, run: ImportRun, court_id: str) -> dict[str, str]:
    """What a payload was recognised as, of which court, and on what ground."""
    claim = recognise_payload(zlib.decompress(run.payload.body), run.reference)
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


@dataclass(slots=True)
class _Done:
    """What is read while the import of a docket is done and not yet rolled back."""

    after: DocketState
    new: int = 0
    """Number of new filings, without those of ``pairs``."""
    joined: int = 0
    lines: dict[str, Sequence[Row]] = field(default_factory=lambda: {"new": (), "changed": (), "joined": ()})
    pairs: Sequence[tuple[int, int]] = ()
    others: Mapping[int, Row] = field(default_factory=dict)
    """The filings that ``pairs`` and joined filings refer to."""
    papers: Mapping[int, Sequence[tuple[int, str]]] = field(default_factory=dict)


def _rehearse(
    record: DocketRecord, kind: SourceKind, stored: Callable[[], Payload], room: PreviewRoom, tell: Tell
) -> tuple[dict[str, Any], DocketResult]:
    """Imports one docket and rolls it back. The docket is locked throughout, so that what is compared is of one
    moment."""
    now = timezone.now()
    with preview_transaction():
        payload = stored()
        said = build_incoming(record, kind, payload, now)
        locate.lock_case(said.court, said.number)
        docket = locate.find_docket(said.court, said.number, record.pacer_case_id)
        before = (
            changes.capture_docket_state(docket.pk, with_people=bool(record.parties)) if docket else changes.NOTHING
        )
        with preview_transaction():
            result = upsert_docket(record, kind=kind, payload=payload, now=now, tell=tell)
            done = _look(result, before, room, now, with_people=bool(record.parties))
        told = _told(result, before, done, room) | _which(result, docket, said.court) | {"whole": record.complete}
    return told, result


def _look(result: DocketResult, before: DocketState, room: PreviewRoom, now: datetime, *, with_people: bool) -> _Done:
    if not result.changed:
        return _Done(before)
    docket, done = result.docket_id, _Done(changes.capture_docket_state(result.docket_id, with_people=with_people))
    every = sorted(done.after.pairs - before.pairs)
    done.pairs = room.take("same", every)
    new = changes.list_new_filings(docket, now).exclude(pk__in=[id for pair in every for id in pair])
    done.new = new.count() if every else result.created
    done.lines["new"] = changes.fetch_filing_rows(new, room.left("new"))
    done.lines["changed"] = changes.fetch_filing_rows(changes.list_changed_filings(docket, now), room.left("changed"))
    done.joined = changes.list_joined_filings(docket, now).count()
    done.lines["joined"] = (
        changes.fetch_filing_rows(changes.list_joined_filings(docket, now), room.left("joined")) if done.joined else ()
    )
    into = {row["merged_into_id"] for row in done.lines["joined"]}
    done.others = changes.fetch_filing_rows_by_id({id for pair in done.pairs for id in pair} | into)
    done.papers = changes.fetch_document_titles([row["id"] for kind in ("new", "changed") for row in done.lines[kind]])
    return done


def _told(result: DocketResult, before: DocketState, done: _Done, room: PreviewRoom) -> dict[str, Any]:
    """What is reported of one docket. The import is rolled back by now, so that stored filings are as they were."""
    totals = {"new": done.new, "changed": result.updated, "joined": done.joined}
    for kind, rows in done.lines.items():
        room.spend(kind, len(rows), totals[kind])
    known = [row["id"] for kind in ("changed", "joined") for row in done.lines[kind]]
    was, papers = changes.fetch_filing_rows_by_id(known), changes.fetch_document_titles(known)
    people = preview_rows.list_people_differences(before, done.after)
    lines = [preview_rows.build_duplicate_row(done.others[id], done.others[other]) for id, other in done.pairs]
    lines += [
        preview_rows.build_joined_row(was[row["id"]], done.others.get(row["merged_into_id"]))
        for row in done.lines["joined"]
    ]
    for row in done.lines["changed"]:
        more = len(done.papers.get(row["id"], ())) - len(papers.get(row["id"], ()))
        lines.append(preview_rows.build_changed_row(was[row["id"]], row, more, room.differ))
    lines += [preview_rows.build_new_row(row, done.papers) for row in done.lines["new"]]
    return {
        "lines": lines,
        "facts": preview_rows.list_docket_differences(before, done.after),
        "people": list(room.take("people", people)),
        "relations": list(room.take("relations", preview_rows.list_relation_differences(before, done.after))),
        "counts": _counts(result, before, done) | dict(Counter(person["what"] for person in people)),
    }


def _counts(result: DocketResult, before: DocketState, done: _Done) -> dict[str, int]:
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
        "address": build_docket_url(docket.court_id, docket.docket_number) if docket else "",
        "name": ((docket and docket.case_name) or result.case_name)[:300],
        "number": result.docket_number,
        "court": court.citation or court.name,
        "filings_before": docket.filing_count if docket else 0,
        "filings_after": result.filings,
    }
