"""Imports notes from JSON-LD (``jsonld``): each once. What cannot be imported is refused, with where and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.models import Docket, Filing
from rulings.history.snapshots import get_annotation_state
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.jsonld import GivenNote
from rulings.notes.save import CannotAnnotate


@dataclass(slots=True)
class ImportedNotes:
    """The result of a file."""

    made: int = 0
    known: int = 0
    """Notes that exist already, deleted ones included."""
    refused: list[tuple[str, str]] = field(default_factory=list)


def import_notes(docket: Docket, given: Sequence[GivenNote], *, by: User, now: datetime) -> ImportedNotes:
    """The notes become notes of ``by``, under the by-lines in the file. Those for readers wait for approval where the
    setting says so."""
    taken = ImportedNotes()
    known = set(
        Annotation.objects.filter(public_id__in=[one.public_id for one in given]).values_list("public_id", flat=True)
    )
    filings = _filings(docket, given)
    with transaction.atomic():
        for one in given:
            if one.public_id and one.public_id in known:
                taken.known += 1
            elif one.filing not in filings:
                taken.refused.append((one.where, f"This case has no one filing {one.filing}."))
            else:
                _take(filings[one.filing], one, taken, by, now)
                known.add(one.public_id)
    return taken


def _take(filing_id: int, one: GivenNote, taken: ImportedNotes, by: User, now: datetime) -> None:
    try:
        row = save.add_note(filing_id, one.words, by=by, now=now, target=one.target)
    except CannotAnnotate as error:
        taken.refused.append((one.where, str(error)))
        return
    before = get_annotation_state(row)
    row.public_id, row.byline = one.public_id or row.public_id, one.byline or row.byline
    row.created_at, row.edited_at = min(one.created or now, now), min(one.modified or now, now)
    if row.status == Annotation.Status.PUBLISHED:
        row.published_at = one.published or row.published_at
    row.save(update_fields=["public_id", "byline", "created_at", "edited_at", "published_at"])
    save.record_note_edit(row, by, before)
    taken.made += 1


def _filings(docket: Docket, given: Sequence[GivenNote]) -> dict[str, int]:
    """Filings by number or public id; a number that two filings share finds neither."""
    asked = {one.filing for one in given}
    rows = Filing.objects.filter(docket=docket, public_id__in=asked).values_list("public_id", "id")
    found: dict[str, int] = dict(rows)
    twice: set[str] = set()
    for number, key in Filing.objects.current().filter(docket=docket, number__in=asked).values_list("number", "id"):
        twice |= {number} & found.keys()
        found.setdefault(number, key)
    return {name: key for name, key in found.items() if name not in twice}
