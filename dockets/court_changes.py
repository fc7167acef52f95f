"""What a court did to entries after it had published them: altered, withdrew, or added late. Told from observations alone.

A change lies between two sightings, so each has two times: when the earlier wording was last known to stand, and when the new
one was first seen. Nothing here says why; a court that seals an entry, renumbers it or mends a typing error looks the same.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db import connection
from django.db.models import Count, F, Q

from dockets.models import Docket, Filing, Observation, Sheet
from dockets.models.filing import FilingQuerySet
from dockets.word_diff import Piece, word_diff

SHOWN = 200
"""Changes shown of one docket, the newest."""
LATE = timedelta(days=3)
"""Courts take a day or two, and a weekend, to docket what was filed; only what stood on no complete sheet after that is late."""

Kind = Literal["altered", "withdrawn", "late"]


@dataclass(frozen=True, slots=True)
class CourtChange:
    """One change. ``pieces`` of an altered text, else empty."""

    kind: Kind
    filing_id: int
    seen: datetime
    """When the change was first seen."""
    before: datetime | None
    """When the docket was last seen as it had been; None where that is not known."""
    day: date | None
    """The entry's own date."""
    pieces: Sequence[Piece] = ()


def court_changes(docket: Docket) -> list[CourtChange]:
    """The newest first, at most ``SHOWN``; three queries."""
    sheets = Sheet.objects.filter(docket=docket).values_list("complete_as_of", flat=True)
    complete = sorted({moment for moments in sheets for moment in moments})
    found = [*_altered(docket), *_withdrawn(docket, complete), *_late(docket, complete)]
    return sorted(found, key=lambda change: (change.seen, change.filing_id), reverse=True)[:SHOWN]


def changed_filings(dockets: Sequence[int]) -> FilingQuerySet:
    """Of ``dockets`` (ids), those that the court withdrew, and those of which one source has told two wordings and whose text has
    changed with it."""
    told = Observation.objects.filter(docket__in=dockets, filing__changed_at__gt=F("filing__first_seen")).exclude(long_text="")
    wordings = told.order_by().values("filing", "channel").annotate(wordings=Count("long_text", distinct=True))
    altered = Q(changed_at__gt=F("first_seen"), pk__in=wordings.filter(wordings__gt=1).values("filing"))
    return Filing.objects.filter(Q(missing_since__isnull=False) | altered, docket__in=dockets)


_ALTERED = """SELECT filing_id, first_as_of, before_seen, day, old, long_text FROM (
  SELECT o.filing_id, o.first_as_of, coalesce(o.date_filed, o.date_entered) AS day, o.long_text,
    lag(o.long_text) OVER one AS old, coalesce(lag(o.last_as_of) OVER one, lag(o.first_as_of) OVER one) AS before_seen
  FROM dockets_observation o JOIN dockets_filing f ON f.id = o.filing_id
  WHERE o.docket_id = %s AND o.long_text <> '' AND f.merged_into_id IS NULL
  WINDOW one AS (PARTITION BY o.filing_id, o.channel ORDER BY o.first_as_of, o.id)
) told WHERE old IS NOT NULL AND old <> long_text ORDER BY first_as_of DESC LIMIT %s"""
"""Only wordings of one source are compared: two sources word one entry differently without anyone having changed it."""


def _altered(docket: Docket) -> Iterator[CourtChange]:
    with connection.cursor() as cursor:
        cursor.execute(_ALTERED, [docket.pk, SHOWN])
        for filing, seen, before, day, old, new in cursor.fetchall():
            yield CourtChange("altered", filing, seen, before, day, word_diff(old, new))


_FIRST = """SELECT f.id, f.missing_since, min(o.first_as_of), coalesce(f.date_entered, f.date_filed)
FROM dockets_filing f JOIN dockets_observation o ON o.filing_id = f.id
WHERE f.docket_id = %s AND f.merged_into_id IS NULL AND {} GROUP BY f.id"""


def _withdrawn(docket: Docket, complete: Sequence[datetime]) -> Iterator[CourtChange]:
    with connection.cursor() as cursor:
        cursor.execute(_FIRST.format("f.missing_since IS NOT NULL"), [docket.pk])
        for filing, missing, _, day in cursor.fetchall():
            without = next((moment for moment in complete if moment > missing), missing)
            yield CourtChange("withdrawn", filing, without, missing, day)


def _late(docket: Docket, complete: Sequence[datetime]) -> Iterator[CourtChange]:
    """Entries dated before a complete sheet on which they did not stand yet."""
    if len(complete) < 2:
        return
    zone = docket.court.zone
    with connection.cursor() as cursor:
        cursor.execute(_FIRST.format("coalesce(f.date_entered, f.date_filed) IS NOT NULL"), [docket.pk])
        for filing, _, first, day in cursor.fetchall():
            without = [moment for moment in complete if moment < first and moment.astimezone(zone).date() > day + LATE]
            if without:
                yield CourtChange("late", filing, first, without[-1], day)
