"""Cases that have no docket online: what an editor typed in becomes an observation like any other, through the import
of every file. Called by the form, and by sheets of trackers for the rows that were not found.

Saved twice, nothing changes. The docket's later, real import joins it, since both are found by court and number.
"""

import zlib
from collections.abc import Mapping
from dataclasses import asdict
from functools import partial
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dockets.imports import preview, run
from dockets.models import Docket, ImportRun, Sheet
from dockets.payloads.read import parse_payload
from dockets.record.records import NotADocket
from dockets.sources.by_hand.source import BY_HAND, read_document, write_document
from dockets.upsert.progress import ImportProgress
from rulings.interpret.docket import interpret_docket


class CannotEnter(ValueError):
    """Nothing was saved. ``str(error)`` is a sentence for a person."""


def get_entered_version(docket: Docket | None) -> str:
    """The version of what was typed in last; "" of a case that was not."""
    found = _find_sheet(docket) if docket else None
    return found.payload.sha256 if found else ""


def read_entered_case(docket: Docket) -> tuple[dict[str, Any], str] | None:
    """What was typed in last of a docket, and where that is known from; None of a docket that was not typed in."""
    found = _find_sheet(docket)
    try:
        return read_document(zlib.decompress(found.payload.body)) if found else None
    except (NotADocket, zlib.error):
        return None


def describe_entered_source(docket: Docket) -> str:
    """Where it is known from what stands in a case, as whoever typed it in says; "" where a source told it last."""
    entered = read_entered_case(docket) if docket.checked_source == BY_HAND.slug else None
    return entered[1] if entered else ""


def _find_sheet(docket: Docket) -> Sheet | None:
    return Sheet.objects.filter(docket=docket, channel=BY_HAND.slug).select_related("payload").first()


def preview_case(told: Mapping[str, Any], known_from: str) -> dict[str, Any]:
    """What saving would change, as the preview of an import says it, with "refused". Nothing is kept. ``told``: as
    ``docket.schema.json`` has it. Raises ``CannotEnter``."""
    name = _name(known_from)
    try:
        body = run.admit_payload(write_document(told, known_from), name, BY_HAND.slug, None)
        kind, parsed = parse_payload(body, name, BY_HAND.slug)
        stored = partial(run.store_payload, body, name=name, now=timezone.now())
        found = preview.build_preview(parsed.dockets, parsed.refused, kind, stored, ImportProgress())
    except NotADocket as error:
        raise CannotEnter(str(error)) from error
    return found.dockets[0] | {"refused": [asdict(each) for each in found.outcome.refused]}


def enter_case(told: Mapping[str, Any], known_from: str, *, by: User) -> Docket:
    """Imports what was typed in, at once, and interprets it. Raises ``CannotEnter``."""
    with transaction.atomic():
        body = write_document(told, known_from)
        try:
            queued = run.queue_import(
                body, name=_name(known_from), source_slug=BY_HAND.slug, requested_by=by, ring=False
            )
        except NotADocket as error:
            raise CannotEnter(str(error)) from error
        changed = run.perform_run(queued.pk)
    done = ImportRun.objects.get(pk=queued.pk)
    docket = done.dockets.select_related("court").defer("search").first()
    if docket is None:
        raise CannotEnter(done.error or "Nothing of this could be taken.")
    for key in changed:
        interpret_docket(key)
    return docket


def _name(known_from: str) -> str:
    return f"By hand: {known_from}"[:400]
