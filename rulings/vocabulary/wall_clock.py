"""Which moments a local time of day stands for, where daylight saving changes the clocks. Pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def list_moments(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments, in order and in UTC, at which clocks in ``zone`` show ``wall`` (a time without a zone): normally
    one; none in the hour skipped in spring; two in the hour that is repeated in autumn."""
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return [moment for moment in sorted(found) if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall]


def name_zone(zone: ZoneInfo) -> str:
    """ "New York time" for America/New_York; "UTC" for itself."""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    return f"{place} time" if "/" in zone.key else place
