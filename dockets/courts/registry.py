"""The known courts: ``courts-db``'s list with names, citations, kinds and time zones fit for pages.

Place in the flow: sources look courts up here (``get_court_facts``, ``find_court_id_by_pacer_id``: pure); a migration
and the command ``seed_courts`` write the ``Court`` rows (``seed_courts``).
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from dockets.record.court_table import (
    BANKRUPTCY_IDS,
    CIRCUITS,
    CITATIONS,
    COURT_ZONES,
    DIRECTIONS,
    DISTRICTS,
    NAMES,
    OTHER_PACER_IDS,
    PACER_IDS,
    PANELS,
    SMALL_WORD,
    STATE_ZONES,
    TERRITORIES,
    TYPO,
    TYPOS,
)
from dockets.record.records import CourtFacts

if TYPE_CHECKING:
    from dockets.models import Court


@dataclass(frozen=True, slots=True)
class KnownCourt:
    """A row of ``models.Court``."""

    id: str
    name: str
    citation: str
    kind: str
    pacer_id: str
    time_zone: str


@cache
def list_known_courts() -> tuple[KnownCourt, ...]:
    """Every court that still sits: the federal ones that publish dockets, the states', the tribes'. Agencies and
    abolished courts are left out."""
    from courts_db import courts  # Not at import: half a megabyte of JSON that most processes never need.

    listed: dict[str, Mapping[str, Any]] = {court["id"]: court for court in courts}
    return tuple(sorted((*_federal(listed), *_others(listed)), key=lambda court: court.id))


@cache
def _by_id() -> dict[str, KnownCourt]:
    return {court.id: court for court in list_known_courts()}


@cache
def _by_pacer_id() -> dict[str, str]:
    return OTHER_PACER_IDS | {court.pacer_id: court.id for court in list_known_courts() if court.pacer_id}


def find_court_id_by_pacer_id(pacer_id: str) -> str | None:
    """Our id for PACER's ("azb" is "arb"), in either case; None if it names no court."""
    return _by_pacer_id().get(pacer_id.strip().lower())


def get_court_facts(court_id: str) -> CourtFacts | None:
    """What a parser may know about a court; None if the id names none."""
    court = _by_id().get(court_id)
    return CourtFacts(id=court.id, pacer_id=court.pacer_id, time_zone=court.time_zone) if court else None


def get_court_kind(court_id: str) -> str:
    """The court's ``Court.Kind``; "" if the id names no court."""
    court = _by_id().get(court_id)
    return court.kind if court else ""


_HIGHER = re.compile(r"\b(?:Supreme|Appeals?|Appellate)\b", re.IGNORECASE)


@lru_cache(maxsize=1000)
def find_court_id_by_name(name: str) -> str:
    """Our id of the one court that a name can mean: "United States Court of Appeals for the Ninth Circuit" is "ca9".

    "" for a name of none or of several, and for a state's trial court, since several states have one of the same name
    ("Washington Superior Court" is a county's in Georgia, and what a lawyer in Seattle says).
    """
    from courts_db import find_court

    named = " ".join(name.split())
    found = find_court(named, bankruptcy="bankruptcy" in named.casefold()) if 0 < len(named) <= 200 else []
    is_sure = (
        len(found) == 1 and found[0] in _by_id() and (get_court_kind(found[0]) != "state" or _HIGHER.search(named))
    )
    return found[0] if is_sure else ""


def seed_courts(model: "type[Court]") -> int:
    """Writes every known court in one statement; idempotent. ``model``: ``Court``, or a migration's version of it.

    Courts that are no longer known stay, since dockets may belong to them.
    """
    rows = [model(**asdict(court)) for court in list_known_courts()]
    columns = ["name", "citation", "kind", "pacer_id", "time_zone"]
    model.objects.bulk_create(rows, update_conflicts=True, unique_fields=["id"], update_fields=columns)
    return len(rows)


def _federal(listed: Mapping[str, Mapping[str, Any]]) -> Iterator[KnownCourt]:
    for district in sorted(DISTRICTS):
        state = _state(listed[district])
        of = _district_name(district, state)
        citation = CITATIONS.get(district) or _citation(listed[district])
        yield _court(district, f"U.S. District Court, {of}", citation, "district", state)
        bankruptcy = BANKRUPTCY_IDS.get(district, district[:-1] + "b")
        yield _court(bankruptcy, f"U.S. Bankruptcy Court, {of}", f"Bankr. {citation}", "bankruptcy", state)
    for court_id, circuit in CIRCUITS.items():
        citation = CITATIONS.get(court_id) or _citation(listed[court_id])
        yield _court(
            court_id, f"U.S. Court of Appeals, {circuit} Circuit", citation, "appellate", _state(listed[court_id])
        )
    for court_id, circuit in PANELS.items():
        citation = f"B.A.P. {CITATIONS.get('ca' + court_id[3:]) or _citation(listed['ca' + court_id[3:]])}"
        name = f"U.S. Bankruptcy Appellate Panel, {circuit} Circuit"
        yield _court(court_id, name, citation, "appellate", _state(listed[court_id]))
    for court_id, name in NAMES.items():
        kind = {"scotus": "supreme", "cavc": "appellate"}.get(court_id, "special")
        yield _court(
            court_id, name, CITATIONS.get(court_id) or _citation(listed[court_id]), kind, _state(listed[court_id])
        )


def _others(listed: Mapping[str, Mapping[str, Any]]) -> Iterator[KnownCourt]:
    """State and tribal courts that still sit, under the names that ``courts-db`` gives them, corrected."""
    for court_id, court in listed.items():
        kind = {"state": "state", "tribal": "other"}.get(court["system"])
        ended = any(span.get("end") for span in court.get("dates", ())[-1:])
        if kind and not ended and court.get("type") != "ag":
            state = _state(court)
            yield _court(
                court_id, _name(court["name"], state if kind == "state" else ""), _citation(court), kind, state
            )


def _court(court_id: str, name: str, citation: str, kind: str, state: str) -> KnownCourt:
    return KnownCourt(court_id, name[:200], citation[:100], kind, _pacer_id(court_id, kind), _zone(court_id, state))


def _pacer_id(court_id: str, kind: str) -> str:
    on_pacer = kind in ("district", "bankruptcy", "appellate") or court_id in ("cit", "jpml", "uscfc")
    return PACER_IDS.get(court_id, court_id) if on_pacer else ""


def _zone(court_id: str, state: str) -> str:
    if court_id in COURT_ZONES:
        return COURT_ZONES[court_id]
    return next((zone for zone, states in STATE_ZONES.items() if state in states), "America/New_York")


def _district_name(district: str, state: str) -> str:
    """ "Western District of Washington"; "District of Oregon" where the state is one district."""
    if district in TERRITORIES:
        return f"District of {TERRITORIES[district]}"
    if state == "District of Columbia":
        return state
    direction = DIRECTIONS[district[2]] + " " if len(district) == 4 else ""
    return f"{direction}District of {state}"


def _state(court: Mapping[str, Any]) -> str:
    location = court.get("location") or ""
    return "District of Columbia" if re.fullmatch(r"Wash\w+ D\.C\.|D\.?C\.?", location) else location


def _citation(court: Mapping[str, Any]) -> str:
    return " ".join((court.get("citation_string") or "").split())


def _name(name: str, state: str) -> str:
    """The name with typing errors corrected, small words in lower case and the state added: there are seven Washington
    County Courts."""
    mended = SMALL_WORD.sub(lambda word: word[0].lower(), TYPO.sub(lambda typo: TYPOS[typo[0]], " ".join(name.split())))
    return mended if state in mended else f"{mended}, {state}"
