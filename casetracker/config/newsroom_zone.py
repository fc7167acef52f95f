"""Parses ``CASETRACKER_TIME_ZONE`` for Django. Does not import Django."""

from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


def parse_zone_name(written: str) -> str:
    """Name of the newsroom's time zone; "UTC" for "". Raises ``ValueError`` for an unknown zone."""
    name = written.strip() or "UTC"
    try:
        return ZoneInfo(name).key
    except (ZoneInfoNotFoundError, ValueError, OSError):
        said = (
            f"CASETRACKER_TIME_ZONE is “{name[:60]}”, which is no time zone. Write it like America/New_York or"
            " Europe/London."
        )
        raise ValueError(said) from None
