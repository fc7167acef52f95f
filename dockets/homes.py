"""Where people live, in the dockets in which courts print it: of bankruptcies and of immigration. Pure; used by ``normalise``.

The rules that keep addresses out of these files (Fed. R. Civ. P. 5.2(c), Fed. R. Bankr. P. 9037) do not reach docket pages.
A business's address in any other docket stays.
"""

import re
from collections.abc import Container, Mapping, Sequence

from dockets.court_table import BANKRUPTCY_IDS, CIRCUITS, DISTRICTS, PANELS
from dockets.privacy import SPACE, START, Rule, labelled, replaced
from dockets.records import AttorneyRecord, DocketRecord

HOME = "[address withheld]"

_BANKRUPTCY = frozenset(BANKRUPTCY_IDS.get(district, district[:-1] + "b") for district in DISTRICTS) | PANELS.keys()
_IMMIGRATION = re.compile(r"\b46[235]\b|immigra|naturali[sz]|deport|\balien\b|\basylum|\bBIA\b", re.IGNORECASE)
"""In the nature of suit: 462 naturalization, 463 habeas corpus of an alien detainee, 465 other immigration; or in words."""
_ANOTHER_NAME = re.compile(
    r"\W*(?:(?:(?:a/?k|f/?k|n/?k|d/?b|f/?d/?b|t)/?a|(?:also|formerly|now)\s+known\s+as|(?:formerly\s+)?doing\s+business\s+as|trading\s+as"
    r"|an?\s[^\d]*\b(?:corporation|company|partnership|association|trust|agency))\b|\(see\s+\w+\s+for\s+address\))",
    re.IGNORECASE,
)
_PRO_SE = re.compile(r"\bPRO\s+SE\b", re.IGNORECASE)
_LABELS = {
    "address": r"address(?:es)?",
    "resid": r"resid(?:es?|ing|ence|ent)",
    "lives": r"lives",
    "living": r"living",
    "moved": r"moved",
}
_ADDRESS = (
    rf"(?:\d{{1,6}}[a-z]?\b|p\.?{SPACE}?o\.?{SPACE}?box\b)[^;<>\[]{{3,100}}?"
    rf"\b(?-i:[A-Z]{{2}})\.?,?{SPACE}{{1,3}}\d{{5}}(?:-\d{{4}})?(?!\w)"
)
_TOLD: Mapping[str, Sequence[Rule]] = {
    letters: [(re.compile(rf"({START}{label}\b[^.;<>\[]{{0,60}}?){_ADDRESS}", re.IGNORECASE | re.ASCII), HOME)]
    for letters, label in _LABELS.items()
}


def are_printed(record: DocketRecord) -> bool:
    """Whether a docket is of the kind whose pages give parties' homes.

    In a court of appeals, petitioners ask for the review of an agency's decision: as a rule the Board of Immigration Appeals'.
    """
    if are_printed_in(record.court_id, record.nature_of_suit, record.cause):
        return True
    return record.court_id in CIRCUITS and any("petitioner" in party.type.casefold() for party in record.parties)


def are_printed_in(court_id: str, *about: str) -> bool:
    """The same of a docket that is known. ``about``: its nature of suit and its cause."""
    return court_id in _BANKRUPTCY or is_of_immigration(" ".join(about))


def is_of_immigration(words: str) -> bool:
    """Whether a nature of suit or a cause says so."""
    return bool(_IMMIGRATION.search(words))


def may_be_printed(text: str, court_id: str) -> bool:
    """Whether a payload may be of such a docket: told by its court, or by its words. Of an appeal its parser tells more."""
    low = text.lower()
    return court_id in _BANKRUPTCY or any(word in low for word in ("immigra", "naturali", "deport", "alien", "asylum"))


def withheld(text: str) -> str:
    """Docket text without an address that it tells as somebody's: "residing at …", "change of address to …"."""
    spans = [*labelled(text, _TOLD)]
    return replaced(text, spans) if spans else text


def names_only(extra_info: str) -> str:
    """Of the lines under a party's name those that tell other names of it, or what sort of body it is."""
    return "\n".join(line for line in extra_info.splitlines() if tells_a_name(line))


def tells_a_name(line: str) -> bool:
    return bool(_ANOTHER_NAME.match(line.strip()))


def without_home(attorney: AttorneyRecord, parties: Container[str]) -> AttorneyRecord:
    """Who acts for themselves stands with their home address. ``parties``: names, casefolded."""
    alone = acts_alone(attorney.name, [*attorney.roles, attorney.contact], parties)
    return AttorneyRecord(attorney.name, attorney.roles) if alone else attorney


def acts_alone(attorney: str, told: Sequence[str], parties: Container[str]) -> bool:
    """Whether whoever stands in a lawyer's place is a party. ``told``: roles and contact. ``parties``: names, casefolded."""
    return bool(_PRO_SE.search("\n".join(told))) or attorney.casefold() in parties
