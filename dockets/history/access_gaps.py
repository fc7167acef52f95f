"""Finds what a source refuses to show this site of a docket (403), for the pages of the case: read in the query that
finds the docket.

Only what no other source has brought counts as missing: parties from a page of PACER are parties.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import JSONObject

from dockets.models import Docket, Sheet, Source
from dockets.sources import SOURCES

_WHOLE = Exists(Sheet.objects.filter(docket=OuterRef("docket"), complete=True))
_DENYING = Source.objects.filter(docket=OuterRef("pk"), validators__has_key="denied").order_by("id")
WITHHELD = Subquery(
    _DENYING.values(told=JSONObject(slug="slug", denied="validators__denied", whole=_WHOLE))[:1],
)
"""Expression for a query of dockets: what ``describe_access_gaps`` takes."""


def describe_access_gaps(docket: Docket, told: Mapping[str, Any] | None) -> list[str]:
    """What is not shown, one sentence each. ``told``: the value of ``WITHHELD``."""
    if not told:
        return []
    parts, kind = told["denied"] or {}, SOURCES.get(told["slug"])
    label = kind.label if kind else str(told["slug"])
    missed = []
    if "entries" in parts and not told["whole"]:
        missed.append(f"Filings may be missing: {label} does not show its entries to this site.")
    if parts.keys() & {"parties", "attorneys"} and not docket.party_count:
        missed.append(f"Parties and counsel are not shown: {label} does not give them to this site.")
    return missed
