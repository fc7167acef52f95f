"""Pairs of filings that may be one and that nobody has decided on yet."""

from dockets.models import Filing, ImportRun
from dockets.models.filing import FilingQuerySet


def waiting() -> FilingQuerySet:
    """Each names the earlier one that it may be."""
    return Filing.objects.current().exclude(possible_duplicate_of=None).filter(possible_duplicate_of__merged_into=None)


def doubtful(run: ImportRun) -> FilingQuerySet:
    """Those of the cases that an import brought something of."""
    return waiting().filter(docket__in=run.dockets.values("pk"))
