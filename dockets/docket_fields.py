"""What is believed of a docket itself (its name, judge, dates): the newest word of the weightiest channel that told it.

Pure; ``merge`` keeps what each channel told in ``Sheet.record`` and writes the outcome to the docket. A blank is silence: it
never replaces a value, and neither does a title that a parser made up because it found none.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from dockets.records import DocketRecord

TEXTS = (
    "case_name",
    "pacer_case_id",
    "assigned_to",
    "referred_to",
    "cause",
    "nature_of_suit",
    "jury_demand",
    "demand",
    "jurisdiction",
    "mdl_status",
    "division",
    "source_url",
)
DATES = ("date_filed", "date_terminated")
TERMINATED = "terminated"
"""Of entries and not of the docket: kept with what a channel told, and asked for by the reading alone."""
NO_TITLE = frozenset({"unknown case title"})
"""What juriscraper calls a docket whose title it did not find."""

type Told = dict[str, list[str]]
"""``{field: [value, time]}``, both as text; times in UTC, so that they sort as they follow each other."""


def told(record: DocketRecord, judge_initials: str, as_of: datetime) -> Told:
    """What a record says of its docket."""
    said: dict[str, str] = {name: getattr(record, name) for name in TEXTS}
    said |= {name: day.isoformat() for name in DATES if (day := getattr(record, name))}
    said["judge_initials"] = judge_initials
    said[TERMINATED] = " ".join(f"{number}:{day.isoformat()}" for number, day in record.terminated)
    if said["case_name"].casefold() in NO_TITLE:
        said["case_name"] = ""
    time = as_of.astimezone(UTC).isoformat(timespec="microseconds")
    return {name: [value, time] for name, value in said.items() if value}


def ended(told: Told) -> str:
    """What a channel told of entries that the clerk has ended, for ``terminated``."""
    return told.get(TERMINATED, [""])[0]


def terminated(words: str) -> dict[str, date]:
    """Entry number -> the day on which the clerk ended it, of what ``told`` keeps as ``TERMINATED``."""
    pairs = (pair.rpartition(":") for pair in words.split())
    return {number: date.fromisoformat(day) for number, _, day in pairs}


def newest(one: Told, other: Told) -> Told:
    """Of what one channel told twice, the later word on each field; of two words of one time, always the same one."""
    return {
        name: max((words[name] for words in (one, other) if name in words), key=lambda word: (word[1], word[0]))
        for name in one.keys() | other.keys()
    }


def best(channels: Iterable[tuple[int, Told]]) -> dict[str, str | date]:
    """From (authority, told) of every channel: the value of each field that anyone told."""
    weighed: dict[str, tuple[int, str, str]] = {}
    for authority, words in channels:
        for name, (value, time) in words.items():
            if name == TERMINATED:
                continue
            weighed[name] = max(weighed.get(name, (-1, "", "")), (authority, time, value))
    return {name: date.fromisoformat(value) if name in DATES else value for name, (_, _, value) in weighed.items()}
