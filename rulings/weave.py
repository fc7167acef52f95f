"""Weaves the dockets of one dispute into one timeline: which of them were asked for, and how their lines are told apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.http import urlencode

from rulings.head import Related
from rulings.strand import Strand

NAME = "with"
"""In an address: ids of dockets, ``with=3-5``."""
COLOURS = 5
"""A docket has its colour by its place among the relatives, whichever of them are woven in; its number stands beside."""
UNKNOWN = "Together with: this case is not known to be related to that one."


@dataclass(frozen=True, slots=True)
class Switch:
    """Of a related docket: weaves it in, or takes it out again."""

    query: str
    is_on: bool
    css: str


def asked_for(query: QueryDict) -> str:
    """As every link says it, however it was asked for: a form with boxes sends the name several times."""
    return "-".join(dict.fromkeys(part for value in query.getlist(NAME) for part in value.split("-") if part))


def strands(related: Sequence[Related], query: QueryDict) -> tuple[list[Strand], list[str]]:
    """Those that are related and have been read, and a complaint where something else was asked for."""
    asked = asked_for(query).split("-") if query.get(NAME) else []
    known = {str(other.docket): _strand(place, other) for place, other in enumerate(related) if _is_there(other)}
    return [known[name] for name in asked if name in known], [UNKNOWN] * any(name not in known for name in asked)


def switches(related: Sequence[Related], kept: Mapping[str, str], on: Iterable[Strand]) -> list[tuple[Related, Switch | None]]:
    """Each related docket with its switch; None where it is not here, or has not been read."""
    chosen = {strand.docket for strand in on}
    return [(other, _switch(place, other, kept, chosen) if _is_there(other) else None) for place, other in enumerate(related)]


def _is_there(other: Related) -> bool:
    return other.docket is not None


def _strand(place: int, other: Related) -> Strand:
    docket, zone = other.docket or 0, ZoneInfo(other.zone)
    return Strand(docket, other.number, other.url, zone, _css(place), other.event_count, other.name, other.court)


def _switch(place: int, other: Related, kept: Mapping[str, str], chosen: set[int]) -> Switch:
    is_on = other.docket in chosen
    left = (chosen - {other.docket or 0}) if is_on else (chosen | {other.docket or 0})
    query = {**kept, NAME: "-".join(map(str, sorted(left)))} if left else {k: v for k, v in kept.items() if k != NAME}
    return Switch(f"?{urlencode(query)}", is_on, _css(place))


def _css(place: int) -> str:
    return f"w{place % COLOURS + 1}"
