"""Looks through a PDF before it is published. Called by whatever keeps or publishes files, outside of any transaction
and of a page's request: it takes up to 20 seconds."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from dockets.documents.inspection.findings import Inspection
from dockets.documents.limited_process import ProcessEnded, run_limited_program
from dockets.documents.pdf_worker import MOST_PAGES

_WORKER = "dockets.documents.inspection.worker"
"""A name and no import: it loads PDFium and more, which only the process of its own needs."""
NOT_PDF = "Only PDFs can be looked through before they are published; this is none."
ENCRYPTED = "This PDF asks for a password, so nobody can look through it. Save it without one and bring that in."
DAMAGED = "This PDF is damaged or breaks off, so it could not be looked through."
TOO_MUCH = "Looking through this PDF takes more memory or time than a document of a court needs, so nobody has."
_LONG = "It has {:,} pages; at most {:,} are looked through. Publish a part of it."
_HEAD = 1024
_SAYS = {"encrypted": ENCRYPTED, "damaged": DAMAGED, "huge": TOO_MUCH}


def inspect_file(body: bytes | Path, *, pages: Sequence[int] | None = None) -> Inspection:
    """The inspection of a file, given as its content or where it lies. ``pages``: look through these alone, from 1, and
    not at what is beside them: with the ``unlooked`` of an inspection before."""
    if b"%PDF-" not in _read_head(body):
        return Inspection(refused=NOT_PDF)
    wanted = json.dumps(None if pages is None else [*pages])
    try:
        told: dict[str, Any] = json.loads(run_limited_program(_WORKER, body, wanted))
    except ProcessEnded:
        return Inspection(refused=TOO_MUCH)
    if "failed" in told:
        said = _SAYS.get(told["failed"]) or _LONG.format(told["pages"], MOST_PAGES)
        return Inspection(refused=said)
    return Inspection.from_json(told) if told["pages"] else Inspection(refused=DAMAGED)


def inspect_rest(body: bytes | Path, inspection: Inspection, *, rounds: int = 20) -> Inspection:
    """The inspection with its ``unlooked`` pages looked through, in as many processes as it takes and at most
    ``rounds``: for a long scan, by a task that has the time."""
    for _ in range(rounds):
        before = inspection.unlooked
        if not before:
            break
        inspection = inspection.join_further(inspect_file(body, pages=before))
        if len(inspection.unlooked) == len(before):
            break
    return inspection


def _read_head(body: bytes | Path) -> bytes:
    if isinstance(body, bytes):
        return body[:_HEAD]
    with body.open("rb") as file:
        return file.read(_HEAD)
