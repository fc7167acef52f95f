"""Transcripts whose restriction ended by the day that the court set, and what is known of them since.

The day says what the court set, and not that the transcript is public: courts lift a restriction by hand, and forget.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.db.models import DateTimeField, Exists, F, Max, OuterRef, QuerySet, Subquery
from django.db.models.functions import Cast

from dockets.format.print_style import format_date
from dockets.models import Document, DocumentText, Sheet
from rulings.models import Hearing, Reference
from rulings.vocabulary.kinds import SetDate

SHOWN_FOR = timedelta(days=30)
"""How long after its day a transcript lies on the desk."""
RELEASE_VALUES = ("date", "read_at", "zone", "is_free", "is_named_later")
"""What ``describe_release`` needs of a row."""
_FILE = "https://storage.courtlistener.com/"


def list_released(now: datetime) -> "QuerySet[Any]":
    """Days for the end of a restriction that came lately, of transcripts that are not here: with ``RELEASE_VALUES`` and
    ``ends_at``, the day as a moment."""
    rows = Hearing.objects.filter(
        kind=SetDate.RELEASE,
        date__gt=(now - SHOWN_FOR).date(),
        date__lte=now.date(),
        vacated_by=None,
        filing__merged_into=None,
        filing__missing_since=None,
        filing__isnull=False,
    )
    sheets = Sheet.objects.filter(docket=OuterRef("docket")).order_by().values("docket")
    later = Reference.objects.filter(target=OuterRef("filing"), filing__date_filed__gt=OuterRef("date"))
    files = Document.objects.filter(filing=OuterRef("filing"), url__startswith=_FILE)
    found: QuerySet[Any] = rows.exclude(
        Exists(DocumentText.objects.shown().filter(filing=OuterRef("filing")))
    ).annotate(
        ends_at=Cast("date", DateTimeField()),
        read_at=Subquery(sheets.annotate(last=Max("as_of")).values("last")),
        zone=F("docket__court__time_zone"),
        is_free=Exists(files),
        is_named_later=Exists(later),
    )
    return found.order_by("date", "id")


def describe_release(row: Mapping[str, Any]) -> str:
    """What is known since the day, in words: no more than that it came, and what the docket shows since."""
    day = row["date"]
    told = f"The court set {format_date(day)} for the end of its restriction."
    if row["is_free"]:
        return f"{told} It can be got now: CourtListener has it."
    told += " It can be got now, if the court has kept to that; whether it is public is not known."
    read = row["read_at"].astimezone(ZoneInfo(row["zone"])).date() if row["read_at"] else None
    if read is None or read <= day:
        return f"{told} The docket has not been read since."
    if row["is_named_later"]:
        return f"{told} A later entry of the docket speaks of it."
    return f"{told} Overdue: the docket, read on {format_date(read)}, shows nothing of it since that day."
