"""The judge and the legal standard that an order's text names. Called by ``rulings.claims.prefill``."""

import re
from typing import NamedTuple

LOOKED_AT = 4_000
"""Characters at the end of an order in which its judge signs."""
_NAME = r"(?:(?:[A-Z]\.|[A-Z][A-Za-z'’\-]{1,30}),? ){0,4}(?:Jr\.|Sr\.|[A-Z][A-Za-z'’\-]{1,30})"
_SIGNED = re.compile(
    r"\b(?i:signed|entered|ordered|issued|order) (?i:by)\W{0,3}(?i:the )?(?i:hon(?:orable|\.)? )?"
    r"(?i:(?:(?:u\.?s\.?|united states|chief|senior|district|circuit|magistrate|bankruptcy) ){0,4}judge )?"
    rf"(?i:hon(?:orable|\.)? )?({_NAME})",
)
_BEFORE_TITLE = re.compile(rf"({_NAME}),?\s{{1,4}}(?i:(?:chief |senior )?(?:united states|u\.s\.) "
                           r"(?:chief |senior )?(?:district|circuit|magistrate|bankruptcy) judge)\b")  # fmt: skip
_PER = re.compile(r"\(per ((?:Chief )?(?:Judge|Justice) [A-Z][A-Za-z'’\-]{1,30})\)")
_NO_NAME = frozenset({"Dated", "Ordered", "ORDERED", "DATED", "The", "THE", "Day", "By", "BY", "Clerk", "Deputy"})

_STANDARDS = (
    ("preliminary injunction, ninth circuit", re.compile(r"\bserious questions going to the merits\b", re.IGNORECASE)),
    ("preliminary injunction", re.compile(
        r"\blikely to succeed on the merits\b[^.]{0,200}\birreparable harm\b|\bWinter v\.", re.IGNORECASE)),
    ("motion to dismiss, rule 12(b)(6)", re.compile(
        r"\bplausible on its face\b|\b(?:Iqbal|Twombly)\b|\b12\(b\)\(6\)", re.IGNORECASE)),
    ("summary judgment, rule 56", re.compile(
        r"\bgenuine (?:dispute|issue)s? (?:as to|of|about) (?:any |a )?material fact\b|\bjudgment as a matter of law\b"
        r"|\bRule 56\b", re.IGNORECASE)),
)  # fmt: skip
"""Which words name which of the usual standards, by their names in lower case."""


class NamedStandard(NamedTuple):
    """One of the usual standards, and the words of the text that name it."""

    name: str
    words: str


def read_judge(docket_text: str, document_text: str = "") -> str:
    """Who decided, as the text names them: in the docket's "Signed by Judge …", or under the order; "" where neither
    says so."""
    found = _SIGNED.search(docket_text[:20_000])
    if found and found[1].split()[0] not in _NO_NAME:
        return _tidy(found[1])
    if found := _PER.search(docket_text[:20_000]):
        return _tidy(found[1].removeprefix("Judge "))
    signed = [*_BEFORE_TITLE.finditer(document_text[-LOOKED_AT:])]
    return _tidy(signed[-1][1]) if signed else ""


def find_standard(text: str) -> NamedStandard | None:
    """The standard that the text names: the one named most often, the first of these. ``text`` is read to its first
    600,000 characters."""
    read = text[:600_000]
    counted = [(len(spots), -at, name, spots[0]) for at, (name, pattern) in enumerate(_STANDARDS)
               if (spots := [*pattern.finditer(read)])]  # fmt: skip
    # The Ninth Circuit's standard is named once, where the general one is named over and over.
    nine = next((one for one in counted if one[2] == _STANDARDS[0][0]), None)
    best = max(counted, default=None)
    if best and nine and best[2] == _STANDARDS[1][0]:
        best = nine
    return NamedStandard(best[2], " ".join(best[3][0].split())) if best else None


def _tidy(name: str) -> str:
    """Names in capitals as names are written: "BARBARA J. ROTHSTEIN"."""
    words = name.replace(",", "").split()
    while words and words[0] in _NO_NAME:
        words.pop(0)
    return " ".join(word.title() if word.isupper() and len(word) > 2 else word for word in words).strip(" .")
