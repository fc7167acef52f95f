"""Finds what a court did to entries after publishing them: altered, withdrew or added late. From observations alone.

A change lies between two sightings, so each has two times: when the earlier wording was last known to stand, and when
the new one was first seen. Nothing here says why; a court that seals an entry, renumbers it or corrects a typing error
looks the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from django.db.models import Count, F, Min, Q, QuerySet, Window
from django.db.models.functions import Coalesce, Lag

from dockets.format.word_diff import Piece, diff_words
from dockets.models import Docket, Filing, Observation, Sheet
from dockets.models.filing import FilingQuerySet

SHOWN = 200
"""Number of changes shown of one docket, the newest."""
LATE = timedelta(days=3)
"""Courts take a day or two, and a weekend, to docket what was filed; an entry is late only if a complete sheet after
that did not show it."""

Kind = Literal["altered", "withdrawn", "late"]


@dataclass(frozen=True, slots=True)
class CourtChange:
    """One change. ``pieces`` of an altered text, else empty."""

    kind: Kind
    filing_id: int
    seen: datetime
    """When the change was first seen."""
    before: datetime | None
    """When the docket was last seen without the change; None where that is not known."""
    day: date | None
    """The entry's own date."""
    pieces: Sequence[Piece] = ()


def list_court_changes(docket: Docket) -> list[CourtChange]:
    """What a court changed, newest first, at most ``SHOWN``; three queries."""
    sheets = Sheet.objects.filter(docket=docket).values_list("complete_as_of", flat=True)
    complete = sorted({moment for moments in sheets for moment in moments})
    found = [*_altered(docket), *_withdrawn(docket, complete), *_late(docket, complete)]
    return sorted(found, key=lambda change: (change.seen, change.filing_id), reverse=True)[:SHOWN]


def find_changed_filings(dockets: Sequence[int]) -> FilingQuerySet:
    """Filings of ``dockets`` (ids) that the court withdrew, and those for which one source has shown two wordings and
    whose text has changed since they were first seen."""
    told = Observation.objects.filter(docket__in=dockets, filing__changed_at__gt=F("filing__first_seen")).exclude(
        long_text=""
    )
    wordings = told.order_by().values("filing", "channel").annotate(wordings=Count("long_text", distinct=True))
    altered = Q(changed_at__gt=F("first_seen"), pk__in=wordings.filter(wordings__gt=1).values("filing"))
    return Filing.objects.filter(Q(missing_since__isnull=False) | altered, docket__in=dockets)


def _altered(docket: Docket) -> Iterator[CourtChange]:
    """Only wordings of one source are compared: two sources word one entry differently without anyone having changed
    it."""
    told = Observation.objects.filter(docket=docket, filing__merged_into=None).exclude(long_text="")
    compared = told.annotate(
        old=_of_the_one_before("long_text"),
        before=Coalesce(_of_the_one_before("last_as_of"), _of_the_one_before("first_as_of")),
        day=Coalesce("date_filed", "date_entered"),
    )
    reworded = compared.filter(old__isnull=False).exclude(old=F("long_text")).order_by("-first_as_of")
    for filing, seen, before, day, old, new in reworded.values_list(
        "filing", "first_as_of", "before", "day", "old", "long_text"
    )[:SHOWN]:
        yield CourtChange("altered", filing, seen, before, day, diff_words(old, new))


def _of_the_one_before(field: str) -> Window:
    """A field of the same source's previous observation of a filing."""
    return Window(Lag(field), partition_by=["filing", "channel"], order_by=["first_as_of", "id"])


def _first_seen(docket: Docket, **those: bool) -> "QuerySet[Filing, Any]":
    """Filings of a docket that match ``those``: id, time since which it is missing, time first seen, its own date."""
    current = Filing.objects.current().filter(docket=docket)
    dated = current.annotate(first=Min("observations__first_as_of"), day=Coalesce("date_entered", "date_filed"))
    return dated.filter(first__isnull=False, **those).values_list("pk", "missing_since", "first", "day")


def _withdrawn(docket: Docket, complete: Sequence[datetime]) -> Iterator[CourtChange]:
    for filing, missing, _, day in _first_seen(docket, missing_since__isnull=False):
        without = next((moment for moment in complete if moment > missing), missing)
        yield CourtChange("withdrawn", filing, without, missing, day)


def _late(docket: Docket, complete: Sequence[datetime]) -> Iterator[CourtChange]:
    """Entries dated before a complete sheet that did not show them yet."""
    if len(complete) < 2:
        return
    zone = docket.court.zone
    for filing, _, first, day in _first_seen(docket, day__isnull=False):
        without = [moment for moment in complete if moment < first and moment.astimezone(zone).date() > day + LATE]
        if without:
            yield CourtChange("late", filing, first, without[-1], day)
