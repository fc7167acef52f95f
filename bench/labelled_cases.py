"""Whole dockets, read to the end and labelled by hand: the standard for what the product says of a case.

``cases.json`` says where each docket is in a folder of court files (``CASETRACKER_CORPUS``) and what is true of it on
the day of its last entry, in codes, days, and places of entries in the file; it contains no word of a court. What
careful readers could see differently is not judged.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from bench.labelled import NO_CORPUS, NoCorpus, parse_court_file
from dockets.record.records import DocketRecord

CASES = Path(__file__).with_name("cases.json")


class End(NamedTuple):
    """How and when a case ended; any of ``entries`` may be named for it."""

    how: str
    date: date | None
    entries: frozenset[int]


class ReachedStage(NamedTuple):
    """A stage that the case reached, first on this day; any of ``entries`` may be named for it."""

    stage: str
    date: date | None
    entries: frozenset[int]


class LabelledMotion(NamedTuple):
    """What became of the motion at ``entry``. ``deciding``: any of these entries may be named for its ruling."""

    entry: int
    status: str
    outcome: str
    deciding: frozenset[int]


@dataclass(frozen=True, slots=True)
class CaseLabels:
    """What is true of one docket. ``…_or_not``: what may be said of it and need not be. Entries are named by their
    place in the file, from 0."""

    status: str | None
    """"open" or "ended"; None where the docket does not tell, or where it can be argued."""
    end: End | None
    stages: tuple[ReachedStage, ...]
    stages_or_not: frozenset[str]
    motions: tuple[LabelledMotion, ...]
    motions_or_not: frozenset[int]
    last_ruling: frozenset[int] | None
    """Empty: there is none. None: not judged."""
    hearings: Mapping[date, str]
    """Day -> "held", "called_off", "ahead" or "unknown"."""
    hearings_or_not: frozenset[date]


@dataclass(frozen=True, slots=True)
class LabelledCase:
    """A labelled docket with the file that it comes from."""

    file: str
    kind: str
    court: str
    held_out: bool
    """Whether its court is one of those that are looked at only as numbers."""
    as_of: date
    body: bytes
    record: DocketRecord
    labels: CaseLabels
    second: CaseLabels | None
    """What a second reader said, who had not seen the first one's labels."""


def load_cases() -> tuple[list[LabelledCase], int]:
    """The labelled dockets, and how many are not as they were labelled. Raises ``NoCorpus``."""
    folder = Path(os.environ.get("CASETRACKER_CORPUS") or "nowhere")
    rows = json.loads(CASES.read_text())
    if not any((folder / row["file"]).is_file() for row in rows):
        raise NoCorpus(NO_CORPUS)
    found = [case for row in rows if (case := _case(folder, row))]
    return found, len(rows) - len(found)


def _case(folder: Path, row: Mapping[str, Any]) -> LabelledCase | None:
    dockets = parse_court_file(folder / row["file"])
    if row["at"] >= len(dockets) or hash_texts(dockets[row["at"]]) != row["hash"]:
        return None
    return LabelledCase(
        file=row["file"],
        kind=row["kind"],
        court=row["court"],
        held_out=row["held_out"],
        as_of=date.fromisoformat(row["as_of"]),
        body=(folder / row["file"]).read_bytes(),
        record=dockets[row["at"]],
        labels=_labels(row),
        second=_labels(row["second"]) if "second" in row else None,
    )


def hash_texts(docket: DocketRecord) -> str:
    """Twelve hex digits that change with any text of the docket."""
    texts = "\0".join(f"{entry.short_text}\0{entry.long_text}" for entry in docket.entries)
    return hashlib.sha256(texts.encode()).hexdigest()[:12]


def _labels(row: Mapping[str, Any]) -> CaseLabels:
    status, end, last = row["status"], row["end"], row["last_ruling"]
    unsure = [stage["stage"] for stage in row["stages"] if not stage.get("sure", True)]
    unclear = [one["entry"] for one in row["motions"] if not one.get("sure", True)]
    unheard = [one["date"] for one in row["hearings"] if not one.get("sure", True) or one["status"] == "unknown"]
    return CaseLabels(
        status=status["value"] if status["sure"] and status["value"] != "unknown" else None,
        end=End(end["how"], _day(end["date"]), frozenset(end["entries"])) if end and end.get("sure", True) else None,
        stages=tuple(
            ReachedStage(one["stage"], _day(one["date"]), frozenset(one["entries"]))
            for one in row["stages"]
            if one.get("sure", True)
        ),
        stages_or_not=frozenset([*row["stages_or_not"], *unsure]),
        motions=tuple(_motions(row)),
        motions_or_not=frozenset([*row["motions_or_not"], *unclear]),
        last_ruling=frozenset(last["entries"]) if last and last.get("sure", True) else None if last else frozenset(),
        hearings={
            date.fromisoformat(one["date"]): one["status"]
            for one in row["hearings"]
            if one.get("sure", True) and one["date"] not in row["hearings_or_not"] and one["status"] != "unknown"
        },
        hearings_or_not=frozenset(date.fromisoformat(day) for day in [*row["hearings_or_not"], *unheard]),
    )


def _motions(row: Mapping[str, Any]) -> Iterator[LabelledMotion]:
    for one in row["motions"]:
        if one.get("sure", True) and one["entry"] not in row["motions_or_not"]:
            yield LabelledMotion(one["entry"], one["status"], one["outcome"], frozenset(one["deciding"]))


def _day(iso: str) -> date | None:
    return date.fromisoformat(iso) if iso else None
