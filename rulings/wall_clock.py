"""What a time of day on a wall stands for, where clocks are put forward and back. Pure."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def moments(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The moments, in order and in UTC, at which clocks in ``zone`` show ``wall`` (which has no zone): one; none in the hour that
    is left out; two in the hour that comes twice."""
    found = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return [moment for moment in sorted(found) if moment.astimezone(zone).replace(tzinfo=None, fold=0) == wall]


def zone_words(zone: ZoneInfo) -> str:
    """ "New York time" for America/New_York; "UTC" for itself."""
    place = zone.key.rpartition("/")[2].replace("_", " ")
    return f"{place} time" if "/" in zone.key else place
