"""What became of an appeal, shown in the docket of the court below, and where an appeal comes from, shown in its own.

Only dockets whose relation a source states or an admin has confirmed count. No query is made here:
``summary.list_related_dockets`` has fetched the dockets.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dockets.format.print_style import format_date
from dockets.format.urls import build_filing_url
from rulings.html.event_lines import EventLine, LinePart, get_outcome_tone, label_outcome
from rulings.timeline.summary import RelatedDocket
from rulings.vocabulary.kinds import Kind

_NOTICE = re.compile(r"\bnotice of (?:[a-z]+ ){0,2}(?:cross-?)?appeal\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal of the case, or (``is_below``) the case that is appealed."""

    number: str
    court: str
    url: str
    """"" where that docket has not been imported."""
    is_below: bool
    outcome: str = ""
    """What the court of appeals did: "Affirmed"; "" where that is not known."""
    tone: str = ""
    when: str = ""
    ruling_url: str = ""


def list_appeals(related: Iterable[RelatedDocket]) -> list[Appeal]:
    """The appeals among a dispute's other dockets, in the order given."""
    return [_appeal(other) for other in related if {"appealed as", "appeal of"} & set(other.relation.split(", "))]


def _appeal(other: RelatedDocket) -> Appeal:
    below = "appeal of" in other.relation.split(", ")
    if below or not other.result:
        return Appeal(other.number, other.court, other.url, below)
    told = other.result
    return Appeal(
        other.number,
        other.court,
        other.url,
        is_below=False,
        outcome=label_outcome(told["outcome"]),
        tone=get_outcome_tone(told["outcome"]),
        when=format_date(date.fromisoformat(told["date"])),
        ruling_url=build_filing_url(other.url, told["number"], told["public_id"]),
    )


def add_appeal_links(rows: Iterable[EventLine], known: Sequence[Appeal]) -> None:
    """Links the lines that mention an appeal to its docket and adds its outcome. A line matches by the appeal's number,
    or as a notice of appeal where there is only one appeal. Lines of combined dockets, whose addresses begin at the
    root, are left alone."""
    above = [appeal for appeal in known if not appeal.is_below and appeal.url]
    if not above:
        return
    numbers = {appeal: re.compile(rf"(?<![\d-]){re.escape(appeal.number)}(?![\d-])") for appeal in above}
    for row in rows:
        if not row.url.startswith("/") and "appeal" in f"{row.headline} {row.text}".lower():
            for appeal in _spoken_of(row, numbers):
                row.small += _parts(appeal)


def _spoken_of(row: EventLine, numbers: dict[Appeal, re.Pattern[str]]) -> list[Appeal]:
    named = [appeal for appeal, number in numbers.items() if number.search(row.text)]
    is_notice = row.kind == Kind.NOTICE and _NOTICE.search(row.headline)
    return named or (list(numbers) if is_notice and len(numbers) == 1 else [])


def _parts(appeal: Appeal) -> list[LinePart]:
    parts = [LinePart(f"appeal {appeal.number}", appeal.url)]
    if appeal.outcome:
        parts.append(LinePart(f"{appeal.outcome} {appeal.when}", appeal.ruling_url, appeal.tone))
    return parts
