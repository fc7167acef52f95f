"""Another docket of the same dispute, woven into a timeline."""

from dataclasses import dataclass
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Strand:
    """Another docket of the same dispute, woven into a timeline."""

    docket: int
    number: str
    base: str
    """Its address."""
    zone: ZoneInfo
    css: str
    """The name of its colour."""
    event_count: int
    name: str
    """Of the case; "" where it has none."""
    court: str
