"""Finds home addresses in the dockets in which courts print them: bankruptcies and immigration cases. Pure; called by
``dockets.payloads`` and by sources.

The rules that keep addresses out of these files (Fed. R. Civ. P. 5.2(c), Fed. R. Bankr. P. 9037) do not reach docket
pages. A business's address in any other docket stays.
"""

import re
from collections.abc import Container, Iterator, Sequence

from dockets.record.court_table import BANKRUPTCY_IDS, CIRCUITS, DISTRICTS, PANELS
from dockets.record.masking import Span, lower_by_place, mask_spans
from dockets.record.records import AttorneyRecord, DocketRecord
from dockets.record.stated_homes import ANY_ADDRESS, find_stated_homes

_BANKRUPTCY = frozenset(BANKRUPTCY_IDS.get(district, district[:-1] + "b") for district in DISTRICTS) | PANELS.keys()
_IMMIGRATION = re.compile(r"\b46[235]\b|immigra|naturali[sz]|deport|\balien\b|\basylum|\bBIA\b", re.IGNORECASE)
"""In the nature of suit: 462 naturalization, 463 habeas corpus of an alien detainee, 465 other immigration; or the
words for it."""
_ANOTHER_NAME = re.compile(
    r"\W*(?:(?:(?:a/?k|f/?k|n/?k|d/?b|f/?d/?b|t)/?a|(?:also|formerly|now)\s+known\s+as"
    r"|(?:formerly\s+)?doing\s+business\s+as|trading\s+as"
    r"|an?\s[^\d]*\b(?:corporation|company|partnership|association|trust|agency))\b|\(see\s+\w+\s+for\s+address\))",
    re.IGNORECASE,
)
_PRO_SE = re.compile(r"\bPRO\s+SE\b", re.IGNORECASE)


def prints_homes(record: DocketRecord) -> bool:
    """Whether a docket is of a kind whose pages print parties' home addresses.

    In a court of appeals, petitioners ask for review of an agency's decision, as a rule the Board of Immigration
    Appeals'.
    """
    if court_prints_homes(record.court_id, record.nature_of_suit, record.cause):
        return True
    return record.court_id in CIRCUITS and any("petitioner" in party.type.casefold() for party in record.parties)


def court_prints_homes(court_id: str, *about: str) -> bool:
    """The same for a known docket. ``about``: its nature of suit and its cause."""
    return court_id in _BANKRUPTCY or is_immigration_case(" ".join(about))


def is_immigration_case(words: str) -> bool:
    """Whether a nature of suit or a cause is that of an immigration case."""
    return bool(_IMMIGRATION.search(words))


def may_print_homes(text: str, court_id: str) -> bool:
    """Whether a payload may be of such a docket, judged by its court or its words. For an appeal, its parser knows
    more."""
    low = text.lower()
    return court_id in _BANKRUPTCY or any(word in low for word in ("immigra", "naturali", "deport", "alien", "asylum"))


def withhold_home_addresses(text: str) -> str:
    """Docket text without addresses that it states to be somebody's: "residing at …", "change of address to …"."""
    return mask_spans(text, _find_addresses)


def _find_addresses(text: str) -> Iterator[Span]:
    return find_stated_homes(text, lower_by_place(text), ANY_ADDRESS)


def keep_name_lines(extra_info: str) -> str:
    """Keeps, of the lines under a party's name, those that give other names of it or say what sort of body it is."""
    return "\n".join(line for line in extra_info.splitlines() if is_name_line(line))


def is_name_line(line: str) -> bool:
    return bool(_ANOTHER_NAME.match(line.strip()))


def strip_home_of_attorney(attorney: AttorneyRecord, parties: Container[str]) -> AttorneyRecord:
    """The attorney without contact details if they are a party acting for themselves, whose address is their home.
    ``parties``: names, casefolded."""
    alone = is_self_represented(attorney.name, [*attorney.roles, attorney.contact], parties)
    return AttorneyRecord(attorney.name, attorney.roles) if alone else attorney


def is_self_represented(attorney: str, told: Sequence[str], parties: Container[str]) -> bool:
    """Whether the person listed as attorney is a party. ``told``: roles and contact. ``parties``: names, casefolded."""
    return bool(_PRO_SE.search("\n".join(told))) or attorney.casefold() in parties
