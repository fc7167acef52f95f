"""Editors' corrections as labels: text, what the machine read, what is so; by which the rules can be improved."""

from collections.abc import Iterator
from typing import Any

from rulings.models import Correction


def list_labels() -> Iterator[dict[str, Any]]:
    """One for each corrected field of a filing, the oldest first, as JSON values: court, docket number, entry number,
    the court's text, field, ``machine`` and ``editor``, the reason."""
    rows = Correction.objects.filter(filing__isnull=False).select_related("filing", "docket").defer("docket__search")
    for row in rows.order_by("at", "pk").iterator(chunk_size=500):
        filing = row.filing
        if filing is None:
            continue
        yield {
            "court": row.docket.court_id,
            "docket_number": row.docket.docket_number,
            "number": filing.number or filing.public_id,
            "text": filing.text,
            "field": row.field,
            "machine": row.machine,
            "editor": row.value,
            "reason": row.reason,
        }
