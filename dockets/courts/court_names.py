"""Which court a text means: "Ninth Circuit", "King County Superior Court", "Northern District of California". Pure.

The text is that of a federal court, whose own place settles what the words leave out. Words that could mean two courts
give none.
"""

import re
from functools import cache

from dockets.courts.registry import KnownCourt, list_known_courts
from dockets.record.court_table import CIRCUITS, DISTRICTS

_STATES_OF = {
    "ca1": "me ma nh ri pr", "ca2": "ct ny vt", "ca3": "de nj pa vi", "ca4": "md nc sc va wv", "ca5": "la ms tx",
    "ca6": "ky mi oh tn", "ca7": "il in wi", "ca8": "ar ia mn mo ne nd sd", "ca9": "ak az ca gu hi id mt nv nmi or wa",
    "ca10": "co ks nm ok ut wy", "ca11": "al fl ga", "cadc": "dc",
}  # fmt: skip
_ORDINALS = {
    f"{number}{'th' if number > 3 else ('st', 'nd', 'rd')[number - 1]}": f"ca{number}" for number in range(1, 12)
}
_ORDINALS |= {name.casefold(): court for court, name in CIRCUITS.items()} | {"d.c.": "cadc", "dc": "cadc"}
_SHORT = re.compile(r"(?:usca|cca)[\s\-]*(\d{1,2})|(\d{1,2})cca")
_WORD = re.compile(r"[a-z]+")
_PLAIN = frozenset({"court", "courts", "the", "of", "county", "for", "in", "and", "state", "at", "department"})


def find_court_id(words: str, said_by: str) -> str | None:
    """The id of the court that ``words`` mean on a docket of the court ``said_by`` (an id); None unless that is
    certain."""
    low = " ".join(words.casefold().split())
    if not low or low in ("usca", "cca", "court of appeals"):
        return find_circuit(said_by)
    if found := _SHORT.fullmatch(low):
        return _ORDINALS.get(_ordinal(int(found[1] or found[2])))
    if " circuit" in low and "circuit court" not in low.removesuffix(" court of appeals"):
        return _ORDINALS.get(low.split(" circuit")[0].split()[-1])
    if low.endswith(" circuit court of appeals"):
        return _ORDINALS.get(low.split()[-5])
    return _district(low) or _state_court(low, said_by)


def find_circuit(district: str) -> str | None:
    """The court of appeals above a district court. (Patent cases go to the Federal Circuit; texts then say so.)"""
    if district not in DISTRICTS:
        return None
    state = district[:2] if len(district) == 4 else district[:-1]  # "wawd", "ord", but "nmid"
    state = {"nm": "nmi"}.get(state, state) if district == "nmid" else state
    return next((circuit for circuit, states in _STATES_OF.items() if state in states.split()), None)


def _ordinal(number: int) -> str:
    return next((word for word, court in _ORDINALS.items() if court == f"ca{number}" and word[0].isdigit()), "")


def _district(low: str) -> str | None:
    return _by_district().get(low)


@cache
def _by_district() -> dict[str, str]:
    """ "northern district of california" -> "cand"."""
    return {
        court.name.rpartition(", ")[2].casefold(): court.id for court in list_known_courts() if court.kind == "district"
    }


def _state_court(low: str, said_by: str) -> str | None:
    """A court of the state in which the federal court sits: the one whose name shares most words with the text, and has
    no other words."""
    state = next((court.name.rpartition("District of ")[2] for court in list_known_courts() if court.id == said_by), "")
    told = {*_WORD.findall(low)} - _PLAIN
    fitting = [
        (len(own), court.id) for court in list_known_courts() if (own := _own_words(court, state)) and own <= told
    ]
    best = max((size for size, _ in fitting), default=0)
    found = [court for size, court in fitting if size == best]
    return found[0] if len(found) == 1 else None


def _own_words(court: KnownCourt, state: str) -> frozenset[str]:
    if court.kind != "state" or not state or state not in court.name:
        return frozenset()
    return frozenset(_WORD.findall(court.name.casefold())) - _PLAIN - {*_WORD.findall(state.casefold())}
