"""What is known of a day in court. Pure; shared by pages, calendars, exports and the API."""

from datetime import date
from enum import StrEnum


class HearingStatus(StrEnum):
    """What is known of a day for which a hearing or a trial was set."""

    HELD = "held"
    CALLED_OFF = "called_off"
    """Called off, or moved to another day."""
    AHEAD = "ahead"
    UNKNOWN = "unknown"
    """Past, and nothing in the docket says what became of it."""


HEARING_STATUS_LABELS: dict[HearingStatus, str] = {
    HearingStatus.HELD: "Held",
    HearingStatus.CALLED_OFF: "Taken off the calendar",
    HearingStatus.AHEAD: "Ahead",
    HearingStatus.UNKNOWN: "Not known to have been held",
}


def get_hearing_status(day: date, today: date, *, is_held: bool, is_called_off: bool) -> HearingStatus:
    """The status of a day as of ``today``, both in the court's zone."""
    if is_held:
        return HearingStatus.HELD
    if is_called_off:
        return HearingStatus.CALLED_OFF
    return HearingStatus.AHEAD if day >= today else HearingStatus.UNKNOWN
