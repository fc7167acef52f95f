"""Finds what a source refuses to show this site of a docket (403), for the pages of the case.

Only what no other source has brought counts as missing: parties from a page of PACER are parties.
"""

from dockets.models import Docket, Sheet, Source
from dockets.sources import SOURCES

DENYING = Source.objects.filter(validators__has_key="denied").order_by("id")
"""Sources that refuse parts of their docket."""


def describe_access_gaps(docket: Docket) -> list[str]:
    """What is not shown, one sentence each."""
    source = DENYING.filter(docket=docket).first()
    if source is None:
        return []
    parts, kind = source.validators["denied"] or {}, SOURCES.get(source.slug)
    label = kind.label if kind else source.slug
    missed = []
    if "entries" in parts and not Sheet.objects.filter(docket=docket, complete=True).exists():
        missed.append(f"Filings may be missing: {label} does not show its entries to this site.")
    if parts.keys() & {"parties", "attorneys"} and not docket.party_count:
        missed.append(f"Parties and counsel are not shown: {label} does not give them to this site.")
    return missed
