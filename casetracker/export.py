"""The whole of a docket for another program: the record, as ``dockets`` exports it, and the timeline that was read from it."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from dockets.export import exported
from dockets.models import Docket
from rulings.models import TimelineEvent


def exported_with_events(docket: Docket, *, with_contacts: bool = False) -> dict[str, Any]:
    """``dockets.export.exported`` with ``"events"`` in the order of the timeline; one of a filing names its ``public_id``."""
    return exported(docket, with_contacts=with_contacts) | {"events": list(_events(docket))}


def _events(docket: Docket) -> Iterator[dict[str, Any]]:
    fields = ("event_kind", "kind", "date", "at", "headline", "outcome", "filed_by", "side", "thread")
    rows = TimelineEvent.objects.filter(docket=docket).order_by("sort_date", "sort_order", "id")
    for row in rows.values(*fields, filing_public_id=F("filing__public_id")).iterator():
        yield {
            name: value.isoformat() if name in ("date", "at") else value
            for name, value in row.items()
            if value not in ("", None, [])
        }
