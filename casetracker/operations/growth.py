"""How large the database is and how it grows: one row a day. Called by a task and by the page for admins."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.template.defaultfilters import filesizeformat

from dockets.db.server.server_facts import ServerFacts, read_server_facts
from dockets.models import UpkeepEntry

_SIZES = UpkeepEntry.objects.filter(kind=UpkeepEntry.Kind.SIZE)
PERIOD = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class Growth:
    """In words, over ``days``, which is 0 where nothing earlier is known."""

    days: int
    database: str = ""
    payloads: str = ""


def note_daily_size(now: datetime) -> bool:
    """Writes today's row; False where there is one already."""
    if _SIZES.filter(at__gt=now - timedelta(hours=23)).exists():
        return False
    facts = read_server_facts()
    details = {"database_bytes": facts.database_bytes, "payload_bytes": facts.payload_bytes}
    UpkeepEntry.objects.create(kind=UpkeepEntry.Kind.SIZE, at=now, details=details)
    return True


def measure_growth(facts: ServerFacts, now: datetime) -> Growth:
    """Since the first row of the last ``PERIOD``."""
    first = _SIZES.filter(at__gte=now - PERIOD).order_by("at").first()
    if first is None or (now - first.at) < timedelta(hours=12):
        return Growth(0)
    then: Mapping[str, int] = first.details
    days = max(1, round((now - first.at) / timedelta(days=1)))
    grown = facts.database_bytes - then["database_bytes"], facts.payload_bytes - then["payload_bytes"]
    return Growth(days, *(f"{'−' if number < 0 else '+'}{filesizeformat(abs(number))}" for number in grown))
