"""Reads the PACER receipt at the foot of a page: when the page was bought, and whether the whole docket was asked for.
Pure.

juriscraper does not read it. It matters because a page may be part of a docket (some dates, some document numbers), and
nothing else on the page says so.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dockets.record.records import CourtFacts
from dockets.sources import markup

_RECEIPT = re.compile(r"PACER\s+Service\s+Center(?P<rest>.{0,12000})", re.IGNORECASE | re.DOTALL)
_TIME = re.compile(r"(\d{1,2}/\d{1,2}/\d{4})\s+(\d{1,2}:\d\d:\d\d)")
_KIND = re.compile(
    r"Description:\s*(.*?)\s*Search\s+Criteria:\s*(.*?)\s*(?:Billable\s+Pages|Pages|Cost|$)", re.IGNORECASE
)
_DAY = r":\s*(\d{1,2}/\d{1,2}/\d{2,4})"
_FROM_DAY = re.compile(r"\b(?:Start\s+date|From)" + _DAY, re.IGNORECASE)
_TO_DAY = re.compile(r"\b(?:End\s+date|To)" + _DAY, re.IGNORECASE)
_FROM_NUMBER = re.compile(r"\b(?:Starting\s+with\s+document|Doc\s+From):\s*(\d+)", re.IGNORECASE)
_TO_NUMBER = re.compile(r"\b(?:Ending\s+with\s+document|Doc\s+To):\s*(\d+)", re.IGNORECASE)
_TRANSACTION = re.compile(r"Transaction\s+Receipt", re.IGNORECASE)
_LENGTH = 12_000
_GAP = r"(?:\s|&nbsp;|&#160;|\xa0|\xc2\xa0|</?(?!t[dhr]\b|table\b)[a-z][^<>]{0,200}>)"
_BUYER = re.compile(
    rf"((?:PACER\s+Login|Client\s+Code|User\s*(?:ID|Name))\s*:"
    rf"(?:{_GAP}|</t[dh]>){{0,20}}+(?:<t[dh]\b[^<>]{{0,200}}>{_GAP}{{0,20}}+)?)"
    r"([^<>\n]{1,200}?)(?=\s*(?:<|\n|\Z|\b[A-Z][a-z]+\s[A-Z][a-z]+:|Description:))",
    re.IGNORECASE,
)
"""A label, and the value in its cell or, without mark-up, after it. An empty cell ends before the next one begins."""
_LABEL = re.compile(r"[A-Za-z ]{3,20}:")
WITHHELD = "[withheld]"
NO_RECEIPT = "There is no PACER receipt at its end: this may be part of a docket."
"""A sentence for ``ParsedPayload.notes``."""
_NO_LIMIT = 99_999
"""From this number on, "Doc To" is no limit: bankruptcy courts fill it with 99999999 or 100000 when nothing was asked
for."""


@dataclass(frozen=True, slots=True)
class PacerReceipt:
    """A parsed receipt. ``printed_at``: the court's wall clock, without a zone. ``criteria``: what was asked for, as
    printed."""

    printed_at: datetime | None
    description: str
    criteria: str

    def as_of(self, court: CourtFacts) -> datetime | None:
        """When the page was bought, in the court's zone."""
        return self.printed_at.replace(tzinfo=ZoneInfo(court.time_zone)) if self.printed_at else None

    def covers_all_since(self, date_filed: date | None) -> bool:
        """Whether the report had no limit that can leave out an entry of a case begun on that date."""
        return self._dates_cover(date_filed) and self._numbers_cover()

    def _dates_cover(self, date_filed: date | None) -> bool:
        start, end = _FROM_DAY.search(self.criteria), _TO_DAY.search(self.criteria)
        if start:
            first = _day(start[1])
            if first is None or date_filed is None or first > date_filed:
                return False
        if end:
            last = _day(end[1])
            return last is not None and self.printed_at is not None and last >= self.printed_at.date()
        return True

    def _numbers_cover(self) -> bool:
        start, end = _FROM_NUMBER.search(self.criteria), _TO_NUMBER.search(self.criteria)
        return not (start and int(start[1]) > 1) and not (end and int(end[1]) < _NO_LIMIT)


def find_receipt(page: str) -> PacerReceipt | None:
    """The last receipt on a page, or None, also where it breaks off before it states what was asked for. Case and
    mark-up do not matter."""
    found = next(reversed(list(_RECEIPT.finditer(page))), None)
    if found is None:
        return None
    text = markup.get_visible_text(found["rest"])
    if "transaction receipt" not in text.lower():
        return None
    kind = _KIND.search(text)
    return PacerReceipt(_printed_at(text), kind[1], kind[2]) if kind and kind[2] else None


def strip_buyer(page: str) -> str:
    """The page without the buyer: login and client code in its receipts. It parses to the same records. ``page``: may
    also be bytes read as ISO-8859-1."""
    kept, place = [], 0
    for found in _TRANSACTION.finditer(page):
        if found.end() >= place:
            end = found.end() + _LENGTH
            kept += [page[place : found.end()], _BUYER.sub(_unnamed, page[found.end() : end])]
            place = end
    return "".join([*kept, page[place:]])


def _unnamed(told: re.Match[str]) -> str:
    """Withholds the value after a label. After an empty cell the "value" is the next label, which stays."""
    return told[0] if _LABEL.match(told[2]) else told[1] + WITHHELD


def _printed_at(text: str) -> datetime | None:
    found = _TIME.search(text)
    if not found:
        return None
    try:
        return datetime.strptime(" ".join(found.groups()), "%m/%d/%Y %H:%M:%S")  # noqa: DTZ007  the court's clock
    except ValueError:
        return None


def _day(text: str) -> date | None:
    for form in ("%m/%d/%Y", "%m/%d/%y"):
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007  a day
        except ValueError:
            continue
    return None
