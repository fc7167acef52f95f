"""Combines several dockets of one dispute into one timeline: which were asked for, and how their lines are told
apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.http import urlencode

from rulings.timeline.summary import RelatedDocket
from rulings.vocabulary.relations import CombinedDocket

NAME = "with"
"""Query parameter with the ids of the dockets to combine: ``with=3-5``."""
COLOURS = 5
"""Number of colours. A docket's colour follows its place among the related dockets, whichever of them are combined; its
number stands beside it."""
UNKNOWN = "Together with: this case is not known to be related to that one."


@dataclass(frozen=True, slots=True)
class DocketSwitch:
    """Link of a related docket that adds it to the timeline, or takes it out again."""

    query: str
    is_on: bool
    css: str


def format_combined_query(query: QueryDict) -> str:
    """The parameter in the one form that every link uses; a form with checkboxes sends the name several times."""
    return "-".join(dict.fromkeys(part for value in query.getlist(NAME) for part in value.split("-") if part))


def select_combined_dockets(
    related: Sequence[RelatedDocket], query: QueryDict
) -> tuple[list[CombinedDocket], list[str]]:
    """The dockets asked for that are related and have been interpreted, and a complaint where anything else was asked
    for."""
    asked = format_combined_query(query).split("-") if query.get(NAME) else []
    known = {str(other.docket): _strand(place, other) for place, other in enumerate(related) if _is_there(other)}
    return [known[name] for name in asked if name in known], [UNKNOWN] * any(name not in known for name in asked)


def build_switches(
    related: Sequence[RelatedDocket], kept: Mapping[str, str], on: Iterable[CombinedDocket]
) -> list[tuple[RelatedDocket, DocketSwitch | None]]:
    """Each related docket with its switch; None where it has not been imported or interpreted."""
    chosen = {strand.docket for strand in on}
    return [
        (other, _switch(place, other, kept, chosen) if _is_there(other) else None)
        for place, other in enumerate(related)
    ]


def _is_there(other: RelatedDocket) -> bool:
    return other.docket is not None


def _strand(place: int, other: RelatedDocket) -> CombinedDocket:
    docket, zone = other.docket or 0, ZoneInfo(other.zone)
    return CombinedDocket(
        docket, other.number, other.url, zone, _css(place), other.event_count, other.name, other.court
    )


def _switch(place: int, other: RelatedDocket, kept: Mapping[str, str], chosen: set[int]) -> DocketSwitch:
    is_on = other.docket in chosen
    left = (chosen - {other.docket or 0}) if is_on else (chosen | {other.docket or 0})
    query = {**kept, NAME: "-".join(map(str, sorted(left)))} if left else {k: v for k, v in kept.items() if k != NAME}
    return DocketSwitch(f"?{urlencode(query)}", is_on, _css(place))


def _css(place: int) -> str:
    return f"w{place % COLOURS + 1}"
