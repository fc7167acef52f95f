"""Removes from CM/ECF pages what is not stored, as ``dockets.record.privacy`` and ``dockets.record.address_rules``
define it. Pure.

Bankruptcy pages print debtors' addresses and the last digits of their social security number (or a whole tax number)
beside the name; some pages show more than the rules of court ask for.
"""

import re

from dockets.record import address_rules, stated_homes
from dockets.record.records import CourtFacts

_NUMBER = re.compile(r"(?<![\w-])(?:[\dx*]{3}-[\dx*]{2}-\d{4}|\d{2}-\d{7})(?![\w-])", re.IGNORECASE)
_LABEL = re.compile(r"\b(?:SSN|ITIN|EIN|Tax\s?ID|social\ssecurity|taxpayer)\b", re.IGNORECASE)

_HEAD = 60_000
_PRINTS_HOMES = re.compile(
    r"(?:Bankruptcy|Adversary|Involuntary)\s+(?:Petition|Proceeding)\s*#:"
    r"|(?:Nature\s+of\s+Suit|Cause):(?:\s|<[^<>]{0,80}>|&nbsp;)*"
    r"(?:46[235]\b|[^<>]{0,100}(?:immigra|naturali[sz]|deport|\balien\b|\basylum))",
    re.IGNORECASE,
)
_CELL = re.compile(r"<td\b[^<>]*>(?:(?!</?t[dr]\b).){1,20000}", re.IGNORECASE | re.DOTALL)
_ROLE = re.compile(r"<i>\s*<b>", re.IGNORECASE)
"""In bankruptcies a party's role stands in its own cell; elsewhere the next cell says "represented by"."""
_REPRESENTED = re.compile(r"(?:\s|</?t[dr]\b[^<>]*>|<font[^<>]*>|<br\s*/?>){1,20}represented\s+by", re.IGNORECASE)
_PRO_SE = re.compile(r"\bPRO\s+SE\b", re.IGNORECASE)
_LINE = re.compile(r"(<br\s*/?>\s*)([^<>]*[^<>\s])", re.IGNORECASE)
"""A line under a name, up to the next mark-up."""
_STAYS = re.compile(r"-+$|PRO\s+SE\b|LEAD\s+ATTORNEY|ATTORNEY\s+TO\s+BE|TERMINATED:", re.IGNORECASE)
"""The lines by which juriscraper recognises the row, which therefore stay."""


def strip_number_lines(text: str) -> str:
    """A party's or lawyer's lines without those that state a social security or tax number."""
    return "\n".join(line for line in text.splitlines() if not _states_a_number(line))


def strip_homes_from_page(body: bytes, _court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """A docket page of a bankruptcy or immigration case without the addresses of its parties (``SourceKind.scrub``).

    For whoever acts without a lawyer, the addresses in the lawyer's cell are removed too. Any other page is left as it
    is.
    """
    page = body.decode("latin-1")  # preserves every byte, whatever the encoding is
    if not private and not _PRINTS_HOMES.search(page[:_HEAD]):
        return body
    return _CELL.sub(_without_home, page).encode("latin-1")


def _without_home(cell: re.Match[str]) -> str:
    is_party = _ROLE.search(cell[0]) or _REPRESENTED.match(cell.string, cell.end())
    if not (is_party or _PRO_SE.search(cell[0])):
        return cell[0]
    return _LINE.sub(lambda line: line[0] if _stays(line[2]) else line[1] + stated_homes.HOME, cell[0])


def _stays(line: str) -> bool:
    return bool(_STAYS.match(line)) or address_rules.is_name_line(line)


def _states_a_number(line: str) -> bool:
    labelled = _LABEL.search(line) and any(letter.isdigit() for letter in line)
    return bool(labelled or _NUMBER.search(line))
