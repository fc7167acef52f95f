"""Another docket of the same dispute whose events are shown in the same timeline. Pure."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class CombinedDocket:
    """Another docket of the same dispute whose events are shown in the same timeline."""

    docket: int
    number: str
    base: str
    """The path of its page."""
    zone: ZoneInfo
    css: str
    """The CSS name of its colour."""
    event_count: int
    name: str
    """Name of the case; "" where it has none."""
    court: str
