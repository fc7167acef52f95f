"""Chooses the docket's own fields (name, judge, dates): the newest value of the source with the highest authority that
states one.

Pure; ``upsert_docket`` keeps what each source stated in ``Sheet.record`` and writes the outcome to the docket. A blank
never replaces a value, and neither does a title that a parser made up because it found none.
"""

from collections.abc import Iterable
from datetime import UTC, date, datetime

from dockets.record.records import DocketRecord

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
"""Concerns entries, not the docket: kept with the source's fields and used only by the interpretation."""
NO_TITLE = frozenset({"unknown case title"})
"""Titles that juriscraper gives a docket whose title it did not find."""

type Told = dict[str, list[str]]
"""``{field: [value, time]}``, both as text; times in UTC, so that they sort chronologically."""


def collect_docket_fields(record: DocketRecord, judge_initials: str, as_of: datetime) -> Told:
    """The fields of the docket that a record states; blanks are left out."""
    said: dict[str, str] = {name: getattr(record, name) for name in TEXTS}
    said |= {name: day.isoformat() for name in DATES if (day := getattr(record, name))}
    said["judge_initials"] = judge_initials
    said[TERMINATED] = " ".join(f"{number}:{day.isoformat()}" for number, day in record.terminated)
    if said["case_name"].casefold() in NO_TITLE:
        said["case_name"] = ""
    time = as_of.astimezone(UTC).isoformat(timespec="microseconds")
    return {name: [value, time] for name, value in said.items() if value}


def collect_terminated(told: Told) -> str:
    """What a source stated of entries that the clerk has terminated, in the form that ``parse_terminated`` takes."""
    return told.get(TERMINATED, [""])[0]


def parse_terminated(words: str) -> dict[str, date]:
    """Entry number -> the day on which the clerk terminated it, from what ``collect_docket_fields`` stores under
    ``TERMINATED``."""
    pairs = (pair.rpartition(":") for pair in words.split())
    return {number: date.fromisoformat(day) for number, _, day in pairs}


def choose_newest_fields(one: Told, other: Told) -> Told:
    """Combines two sets of fields of one source: the later value of each field; of two values of one time, always the
    same one."""
    return {
        name: max((words[name] for words in (one, other) if name in words), key=lambda word: (word[1], word[0]))
        for name in one.keys() | other.keys()
    }


def choose_best_fields(channels: Iterable[tuple[int, Told]]) -> dict[str, str | date]:
    """The best value of each stated field, from (authority, fields) of every source."""
    weighed: dict[str, tuple[int, str, str]] = {}
    for authority, words in channels:
        for name, (value, time) in words.items():
            if name == TERMINATED:
                continue
            weighed[name] = max(weighed.get(name, (-1, "", "")), (authority, time, value))
    return {name: date.fromisoformat(value) if name in DATES else value for name, (_, _, value) in weighed.items()}
