"""``CASETRACKER_TIME_ZONE`` as Django wants it. Knows no Django."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def named(written: str) -> str:
    """The name of the zone in which a newsroom reads its clocks; "UTC" for "". Raises ``ValueError`` where there is none such."""
    name = written.strip() or "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        said = f"CASETRACKER_TIME_ZONE is “{name[:60]}”, which is no time zone. Write it like America/New_York or Europe/London."
        raise ValueError(said) from None
