"""What became of an appeal, told in the docket of the court below, and where an appeal comes from, told in its own.

Only of dockets whose relation a source states or an admin has confirmed; nothing is asked here that ``head`` has not asked.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dockets.addresses import filing_address
from dockets.print_style import full_date
from rulings.head import Related
from rulings.rows import Part, Row, outcome_label, tone_of
from rulings.words import Kind

_NOTICE = re.compile(r"\bnotice of (?:[a-z]+ ){0,2}(?:cross-?)?appeal\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Appeal:
    """An appeal of the case, or the case that an appeal is of (``is_below``)."""

    number: str
    court: str
    url: str
    """"" where that docket is not here."""
    is_below: bool
    outcome: str = ""
    """What the court of appeals did: "Affirmed"; "" where nothing is known of it."""
    tone: str = ""
    when: str = ""
    ruling_url: str = ""


def appeals(related: Iterable[Related]) -> list[Appeal]:
    """The appeals among the other dockets of a dispute, in their order."""
    return [_appeal(other) for other in related if {"appealed as", "appeal of"} & set(other.relation.split(", "))]


def _appeal(other: Related) -> Appeal:
    below = "appeal of" in other.relation.split(", ")
    if below or not other.result:
        return Appeal(other.number, other.court, other.url, below)
    told = other.result
    return Appeal(
        other.number,
        other.court,
        other.url,
        is_below=False,
        outcome=outcome_label(told["outcome"]),
        tone=tone_of(told["outcome"]),
        when=full_date(date.fromisoformat(told["date"])),
        ruling_url=filing_address(other.url, told["number"], told["public_id"]),
    )


def tell(rows: Iterable[Row], known: Sequence[Appeal]) -> None:
    """Says on the lines that speak of an appeal, by its number or as the notice of the only one, which docket that is and what
    became of it. Lines of other dockets, woven in, are left alone: their addresses begin at the root."""
    above = [appeal for appeal in known if not appeal.is_below and appeal.url]
    if not above:
        return
    numbers = {appeal: re.compile(rf"(?<![\d-]){re.escape(appeal.number)}(?![\d-])") for appeal in above}
    for row in rows:
        if not row.url.startswith("/") and "appeal" in f"{row.headline} {row.text}".lower():
            for appeal in _spoken_of(row, numbers):
                row.small += _parts(appeal)


def _spoken_of(row: Row, numbers: dict[Appeal, re.Pattern[str]]) -> list[Appeal]:
    named = [appeal for appeal, number in numbers.items() if number.search(row.text)]
    is_notice = row.kind == Kind.NOTICE and _NOTICE.search(row.headline)
    return named or (list(numbers) if is_notice and len(numbers) == 1 else [])


def _parts(appeal: Appeal) -> list[Part]:
    parts = [Part(f"appeal {appeal.number}", appeal.url)]
    if appeal.outcome:
        parts.append(Part(f"{appeal.outcome} {appeal.when}", appeal.ruling_url, appeal.tone))
    return parts
