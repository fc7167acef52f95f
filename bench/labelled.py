"""Entries of real dockets, labelled by hand from the court's text alone: the standard for ``accuracy``.

``labels.json`` says where each entry is in a folder of court files (``CASETRACKER_CORPUS``) and what is true of it, in
codes and numbers; it contains no word of a court and no name. Where a text has several correct names, every name that a
reporter would accept is listed, the best first; what the text does not tell is ``null`` and is not judged.
"""

import hashlib
import json
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from dockets.courts import registry
from dockets.payloads import normalise
from dockets.record.records import DocketRecord, EntryRecord
from dockets.sources import SOURCES, recognise_payload

LABELS = Path(__file__).with_name("labels.json")
RULINGS = Path(__file__).with_name("rulings.json")
"""Orders and minute entries of which only the outcomes are labelled: drawn later, from entries that ``LABELS`` leaves
out."""
NEW_COURTS = Path(__file__).with_name("new_courts.json")
"""Entries of courts that none of the others has, split by court."""
BLIND = tuple(Path(__file__).with_name(f"blind_{number}.json") for number in (1, 2, 3, 4))
"""Drawn later, and labelled before anybody saw what the rules read there: ``README.md`` has the first figures."""
NO_CORPUS = "The reading's accuracy is not measured: CASETRACKER_CORPUS names no folder with the labelled court files."


class NoCorpus(Exception):
    """The court files are not available. ``str(error)`` is a sentence that says so."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name in a text: the hash of its words in lower case, and the number of words."""

    digest: str
    words: int

    def stands_in(self, text: str, *, among: int = 1) -> bool:
        """Whether ``text`` contains the name and not much besides: a role, a firm, or other names, ``among`` in all."""
        words = words_of(text)
        if len(words) > (2 * self.words + 4) * among:
            return False
        return any(
            _digest(" ".join(words[start : start + self.words]), 10) == self.digest
            for start in range(len(words) - self.words + 1)
        )


@dataclass(frozen=True, slots=True)
class Label:
    """What is true of one entry. ``…_or_not``: what may be read from it and need not be."""

    file: str
    at: tuple[int, int]
    """Index of the docket and of the entry in the parsed file."""
    digest: str
    kinds: tuple[str, ...]
    """Values of ``Kind``; any of them is right."""
    detail: tuple[str, ...] | None
    """Values of ``Detail``, any of them; () for none."""
    routine: bool | None
    refers: tuple[tuple[str, tuple[str, ...]], ...]
    """Number of an entry of the same docket, and the values of ``Relation`` of which any is right."""
    refers_or_not: tuple[str, ...]
    filers: tuple[int | Name, ...] | None
    """Parties by their index in the file's list, or by name where it lists none; () for the court, or where no text
    tells."""
    outcomes: tuple[tuple[tuple[str, str], ...], ...]
    """One per thing decided: pairs of ``Outcome`` and number ("" for what is decided without one), any of them
    right."""
    outcomes_or_not: tuple[tuple[str, str], ...]
    dates: tuple[tuple[str, str, str], ...] | None
    """"hearing", "deadline", "vacated" or "held"; the day; the time of day in the court's zone, or ""."""
    dates_or_not: tuple[tuple[str, str, str], ...]
    held_out: bool
    """Whether the entry is in the half that judges the rules and is never used to improve them: by its court where the
    file says so, else by the hash of its text."""


@dataclass(frozen=True, slots=True)
class Case:
    """A label and its entry, in its docket and cleaned, as the record would store it."""

    label: Label
    docket: DocketRecord
    entry: EntryRecord


def labels(path: Path = LABELS) -> tuple[Label, ...]:
    """Every label, in the order of the file. Fields that a row leaves out are not judged."""
    return tuple(_label(**{**_UNSAID, **row}) for row in json.loads(path.read_text()))


def cases(path: Path = LABELS) -> tuple[list[Case], int]:
    """The labelled entries, and how many could not be found by their text. Raises ``NoCorpus``."""
    folder = Path(os.environ.get("CASETRACKER_CORPUS") or "nowhere")
    every = labels(path)
    if not any((folder / label.file).is_file() for label in every):
        raise NoCorpus(NO_CORPUS)
    found = [case for label in every if (case := _case(folder, label))]
    return found, len(every) - len(found)


def words_of(text: str) -> list[str]:
    """The words of a text in lower case without punctuation, as names are compared here."""
    return re.findall(r"[a-z0-9]+", text.lower())


_UNSAID: dict[str, Any] = {
    "kinds": (), "detail": None, "routine": None, "refers": (), "refers_or_not": (), "filers": None, "dates": None,
    "dates_or_not": (),
}  # fmt: skip


def _digest(text: str, length: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:length]


def _label(**row: Any) -> Label:
    filers = row["filers"]
    return Label(
        file=row["file"],
        at=(row["at"][0], row["at"][1]),
        digest=row["hash"],
        kinds=tuple(row["kinds"]),
        detail=None if row["detail"] is None else tuple(row["detail"]),
        routine=row["routine"],
        refers=tuple((number, tuple(relations)) for number, relations in row["refers"]),
        refers_or_not=tuple(row["refers_or_not"]),
        filers=None if filers is None else tuple(one if isinstance(one, int) else Name(*one) for one in filers),
        outcomes=tuple(tuple((outcome, number) for outcome, number in any_of) for any_of in row["outcomes"]),
        outcomes_or_not=tuple((outcome, number) for outcome, number in row["outcomes_or_not"]),
        dates=None if row["dates"] is None else tuple((kind, day, at) for kind, day, at in row["dates"]),
        dates_or_not=tuple((kind, day, at) for kind, day, at in row["dates_or_not"]),
        held_out=row.get("held_out", int(row["hash"], 16) % 2 == 1),
    )


def _case(folder: Path, label: Label) -> Case | None:
    """The entry at the label's place if that text was the one labelled, else the entry with that text anywhere in the
    file."""
    dockets = parse_court_file(folder / label.file)
    there = [*_at(dockets, label.at), *((docket, entry) for docket in dockets for entry in docket.entries)]
    for docket, entry in there:
        if _digest(f"{entry.short_text}\0{entry.long_text}", 12) == label.digest:
            facts = registry.get_court_facts(docket.court_id)
            clean, _ = normalise.normalise_docket(
                replace(docket, entries=(entry,)), ZoneInfo(facts.time_zone if facts else "UTC")
            )
            return Case(label, clean, clean.entries[0]) if clean.entries else None
    return None


def _at(dockets: tuple[DocketRecord, ...], at: tuple[int, int]) -> Iterator[tuple[DocketRecord, EntryRecord]]:
    if at[0] < len(dockets) and at[1] < len(dockets[at[0]].entries):
        yield dockets[at[0]], dockets[at[0]].entries[at[1]]


@cache
def parse_court_file(path: Path) -> tuple[DocketRecord, ...]:
    body = path.read_bytes() if path.is_file() else b""
    claim = recognise_payload(body, path.name)
    return SOURCES[claim.source].parse(body, registry.get_court_facts(claim.court_id)).dockets if claim else ()
