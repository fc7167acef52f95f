"""Takes notes in that came as JSON-LD (``exchange``): each once, and what cannot be taken is refused with where and why."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.models import Docket, Filing
from rulings import annotate
from rulings.annotate import CannotAnnotate
from rulings.exchange import Given
from rulings.models import Annotation


@dataclass(slots=True)
class Taken:
    """What came of a file."""

    made: int = 0
    known: int = 0
    """Notes that are here already, deleted ones among them."""
    refused: list[tuple[str, str]] = field(default_factory=list)


def take_notes(docket: Docket, given: Sequence[Given], *, by: User, now: datetime) -> Taken:
    """They become notes of ``by`` under the by-lines that they came with. Those for readers wait where the setting says so."""
    taken = Taken()
    known = set(Annotation.objects.filter(public_id__in=[one.public_id for one in given]).values_list("public_id", flat=True))
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


def _take(filing_id: int, one: Given, taken: Taken, by: User, now: datetime) -> None:
    try:
        row = annotate.write(filing_id, one.words, by=by, now=now, target=one.target)
    except CannotAnnotate as error:
        taken.refused.append((one.where, str(error)))
        return
    before = annotate.state(row)
    row.public_id, row.byline = one.public_id or row.public_id, one.byline or row.byline
    row.created_at, row.edited_at = min(one.created or now, now), min(one.modified or now, now)
    if row.status == Annotation.Status.PUBLISHED:
        row.published_at = one.published or row.published_at
    row.save(update_fields=["public_id", "byline", "created_at", "edited_at", "published_at"])
    annotate.account(row, by, before)
    taken.made += 1


def _filings(docket: Docket, given: Sequence[Given]) -> dict[str, int]:
    """By number or public id; a number that two filings bear names neither."""
    asked = {one.filing for one in given}
    rows = Filing.objects.filter(docket=docket, public_id__in=asked).values_list("public_id", "id")
    found: dict[str, int] = dict(rows)
    twice: set[str] = set()
    for number, key in Filing.objects.current().filter(docket=docket, number__in=asked).values_list("number", "id"):
        twice |= {number} & found.keys()
        found.setdefault(number, key)
    return {name: key for name, key in found.items() if name not in twice}
