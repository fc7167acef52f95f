"""Lists pairs of filings that may be the same and that nobody has decided on yet."""

from dockets.models import Filing, ImportRun
from dockets.models.filing import FilingQuerySet


def list_possible_duplicates() -> FilingQuerySet:
    """The filings that name an earlier one that they may be a duplicate of."""
    return Filing.objects.current().exclude(possible_duplicate_of=None).filter(possible_duplicate_of__merged_into=None)


def list_possible_duplicates_of_run(run: ImportRun) -> FilingQuerySet:
    """Those of the dockets that belong to an import run."""
    return list_possible_duplicates().filter(docket__in=run.dockets.values("pk"))
