"""Exports a whole docket for another program: the record, as ``dockets`` exports it, and the timeline interpreted from
it. Called by the command ``export_docket``."""

from collections.abc import Iterator
from typing import Any

from django.db.models import F

from dockets.history.export import export_docket
from dockets.models import Docket
from rulings.exports.fields import EXPORTED_EVENT
from rulings.models import TimelineEvent


def export_docket_with_events(docket: Docket, *, with_contacts: bool = False) -> dict[str, Any]:
    """``dockets.history.export.export_docket`` with ``"events"`` in the order of the timeline; an event of a filing has
    its ``public_id``."""
    return export_docket(docket, with_contacts=with_contacts) | {"events": list(_events(docket))}


def _events(docket: Docket) -> Iterator[dict[str, Any]]:
    *fields, filing = EXPORTED_EVENT.names_in("file")
    rows = TimelineEvent.objects.filter(docket=docket).order_by("sort_date", "sort_order", "id")
    for row in rows.values(*fields, **{filing: F("filing__public_id")}).iterator():
        yield {
            name: value.isoformat() if name in ("date", "at") else value
            for name, value in row.items()
            if value not in ("", None, [])
        }
