"""Draws entries of real dockets at random and prints the court's text beside the headline that the rules write, for a
reader who judges each as a copy chief would. No subject of ``bench``: it yields no figure by itself.

``python -m bench.headlines --seed N --part improving`` needs no database. Parts are by court, as everywhere: texts of
the courts held out are for readers who do not change the rules. When the improving half had been read to the end, half
of the others were opened for the rules of headlines alone (``--part opened``); for all other rules they stay held out.
"""

import argparse
import hashlib
import json
import os
import random
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from bench import report
from bench.labelled import BLIND, LABELS, NEW_COURTS, NO_CORPUS, RULINGS, Label, NoCorpus, labels, parse_court_file
from bench.labelled_cases import CASES
from dockets.courts import registry
from dockets.payloads import normalise
from dockets.record.parties import get_party_side
from dockets.record.records import DocketRecord, EntryRecord
from dockets.sources import recognise_payload
from rulings.reading.filing import read_filing
from rulings.reading.values import FilingReading, PartyName

MOST_OF_A_FILE = 4
SHOWN = 700
"""Characters of a court's text that are printed."""
SUPREME_COURT = "scotus"


class Part(StrEnum):
    """Of the courts."""

    IMPROVING = "improving"
    OPENED = "opened"
    HELD_OUT = "held-out"


@dataclass(frozen=True, slots=True)
class DrawnEntry:
    """One entry, cleaned as the record would store it, and what the rules read in it."""

    file: str
    court: str
    docket: DocketRecord
    entry: EntryRecord
    reading: FilingReading


def draw_entries(seed: int, part: Part, count: int) -> list[DrawnEntry]:
    """Entries of one part, drawn in turn from each court and kind of file. Raises ``NoCorpus``."""
    folder = Path(os.environ.get("CASETRACKER_CORPUS") or "nowhere")
    if not folder.is_dir():
        raise NoCorpus(NO_CORPUS)
    rng = random.Random(seed)
    groups = _groups(folder, part)
    drawn: list[DrawnEntry] = []
    taken: Counter[Path] = Counter()
    known: set[str] = set()
    while groups and len(drawn) < count:
        for name in rng.sample(sorted(groups), len(groups)):
            files = [path for path in groups[name] if taken[path] < MOST_OF_A_FILE]
            if not files:
                del groups[name]
                continue
            path = rng.choice(files)
            taken[path] += 1
            if one := _draw(rng, path, name[0], folder, known):
                drawn.append(one)
    return drawn[:count]


def _groups(folder: Path, part: Part) -> dict[tuple[str, str], list[Path]]:
    """Files by court and kind of file."""
    groups: dict[tuple[str, str], list[Path]] = defaultdict(list)
    for path in sorted(folder.rglob("*")):
        court = _name_court(path) if path.is_file() else ""
        if court and _find_part(court, path.relative_to(folder)) is part:
            groups[court, path.parent.name].append(path)
    return groups


def _name_court(path: Path) -> str:
    claim = recognise_payload(path.read_bytes(), path.name)
    if claim is None:
        return ""
    return claim.court_id or next((docket.court_id for docket in _parse(path)), "")


def _parse(path: Path) -> Sequence[DocketRecord]:
    try:
        return parse_court_file(path)
    except Exception:
        return ()


def _draw(rng: random.Random, path: Path, court: str, folder: Path, known: set[str]) -> DrawnEntry | None:
    """One entry of the file whose text was not drawn before, numbers left out."""
    entries = [(docket, entry) for docket in _parse(path) if docket.court_id == court for entry in docket.entries]
    rng.shuffle(entries)
    for docket, entry in entries[:20]:
        text = entry.long_text or entry.short_text
        shape = "".join(filter(str.isalpha, text.lower()))
        if shape and shape not in known:
            known.add(shape)
            return _read(str(path.relative_to(folder)), docket, entry)
    return None


def _read(file: str, docket: DocketRecord, entry: EntryRecord) -> DrawnEntry | None:
    facts = registry.get_court_facts(docket.court_id)
    clean, _ = normalise.normalise_docket(
        replace(docket, entries=(entry,)), ZoneInfo(facts.time_zone if facts else "UTC")
    )
    if not clean.entries:
        return None
    parties = [
        PartyName(place, party.name, party.type, get_party_side(party.type))
        for place, party in enumerate(clean.parties)
    ]
    kept = clean.entries[0]
    return DrawnEntry(file, docket.court_id, clean, kept, read_filing(kept.long_text, kept.short_text, parties))


def _find_part(court: str, file: Path) -> Part:
    if not _is_held_out(court, file):
        return Part.IMPROVING
    return Part.OPENED if _is_odd(f"headlines {court}") else Part.HELD_OUT


def _is_odd(name: str) -> bool:
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def _is_held_out(court: str, file: Path) -> bool:
    """The half of a court: that of its labelled entries and cases, else by the hash of its name. The Supreme Court's
    dockets are split one by one."""
    if court == SUPREME_COURT:
        return "more" in file.parts
    return _halves().get(court, _is_odd(f"cases {court}"))


@cache
def _halves() -> dict[str, bool]:
    folder = Path(os.environ.get("CASETRACKER_CORPUS") or "nowhere")
    halves = {row["court"]: row["held_out"] for row in json.loads(CASES.read_text())}
    for label in labels(NEW_COURTS):
        halves.update(dict.fromkeys(_courts(folder, label), label.held_out))
    for path in (LABELS, RULINGS, *BLIND):
        for label in labels(path):
            halves.update(dict.fromkeys(_courts(folder, label), False))
    return halves


@cache
def _courts(folder: Path, label: Label) -> tuple[str, ...]:
    return tuple({docket.court_id for docket in _parse(folder / label.file)})


def describe(drawn: Sequence[DrawnEntry]) -> Iterator[str]:
    """The lines to print: the text, and below it the headline, the filer and the outcome that the page shows."""
    for place, one in enumerate(drawn, 1):
        reading = one.reading
        text = " ".join((one.entry.long_text or one.entry.short_text).split())
        names = dict.fromkeys(one.docket.parties[party].name for party in reading.filed_by)
        who = ", ".join(names) or reading.filer_text
        small = " | ".join(filter(None, [who and f"by {who}", reading.outcome and reading.outcome.value]))
        yield f"{place} {one.file} {one.entry.number or ''} {reading.kind.value}"
        yield f"    {text[:SHOWN]}{'…' if len(text) > SHOWN else ''}"
        yield f"  > {reading.headline}{f'   [{small}]' if small else ''}\n"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("--seed", type=int, required=True)
    parser.add_argument("--part", type=Part, choices=list(Part), default=Part.IMPROVING)
    parser.add_argument("--count", type=int, default=250)
    told = parser.parse_args()
    try:
        drawn = draw_entries(told.seed, told.part, told.count)
    except NoCorpus as error:
        report.say(str(error))
        return
    for line in describe(drawn):
        report.say(line)


if __name__ == "__main__":
    main()
