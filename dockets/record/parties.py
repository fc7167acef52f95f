"""Derives a party's side from its type, and firm and city from an attorney's contact block. Pure; called by
``dockets.upsert`` and pages.

The court's own words are what is stored and shown; the side only says where a party stands on the page.
"""

import re
from collections.abc import Iterable

_WORDS = re.compile(r"cross|[a-z]+?(?=s?\b)")
_PLAINTIFF = frozenset({"plaintiff", "petitioner", "relator", "appellant", "government", "complainant"})
_DEFENDANT = frozenset({"defendant", "respondent", "appellee"})
_ON_REVIEW = re.compile(r"\b(appellant|appellee|petitioner|respondent)s?\b")
_NUMBER_LINE = re.compile(
    r"(?:direct|firm|fax|e-?mail|phone|tel(?:ephone)?|cell|mobile|web|pager|tty|designation|bar)\b[^a-z]*[:#.]",
    re.IGNORECASE,
)
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().+/-]{6,}(?:\s*(?:x|ext\.?)\s*[0-9]+)?|[A-Z]{0,3}[ #-]?[0-9-]+")
"""A telephone number, or the number of someone in custody ("BK0804")."""
_STREET = re.compile(
    r"(?:[0-9]+[a-z]?["
    r" ,-]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s.*\b(?:plaza|square|street|center|place|way)\b"
    r"|p\.?\s*o\.?\s*(?:box|drawer)|(?:suite|ste|floor|room|unit|apt|box|rm)\b\.?)",
    re.IGNORECASE,
)
_CITY = re.compile(
    r"(?P<city>[^\d,\n][^,\n]*?),?\s+(?P<state>[A-Z]{2})\.?,?\s+[0-9]{5}(?:-[0-9]{4})?(?:\s+(?:US|USA))?"
)
_NO_FIRM = re.compile(r"pro se\b|\(?see above|\(?see below|represented by|us$|usa$", re.IGNORECASE)


def get_party_side(party_type: str) -> str:
    """The ``Party.Side`` for the court's word for a party: "plaintiff", "defendant" or "other".

    A party with both a first and a later role stands where it stood when the case began: "Counter Claimant", "Counter
    Plaintiff", "Cross Claimant", "Cross Defendant" and "Third-Party Plaintiff" are as a rule defendants, a "Counter
    Defendant" a plaintiff, and a "Defendant - Appellant" a defendant. An appellant with no further role brings the
    appeal, so counts as plaintiff. Debtors, trustees, creditors, movants, claimants of property, amici and plain
    intervenors are on neither side.
    """
    joined = party_type.casefold().replace("counterclaim", "counter claim").replace("crossclaim", "cross claim")
    words = _WORDS.findall(re.sub(r"counter(?=[a-z])", "counter ", re.sub(r"third\W*party", "thirdparty ", joined)))
    if "thirdparty" in words or "cross" in words:
        return "defendant" if _PLAINTIFF & {*words} or _DEFENDANT & {*words} or _claims(words) else "other"
    if "counter" in words:
        return "plaintiff" if _DEFENDANT & {*words} else "defendant"
    for word in words:
        if word in _PLAINTIFF:
            return "plaintiff"
        if word in _DEFENDANT:
            return "defendant"
    return "other"


def name_party_side(types: Iterable[str], otherwise: str) -> str:
    """A side's name from the court's words for its parties: "Appellant side" for "Plaintiff - Appellant", "Respondent
    side" for "Respondent"; ``otherwise`` where they do not all share one such word. In a cross appeal the first role
    counts."""
    roles = {_on_review(one) for one in types}
    return f"{roles.pop().capitalize()} side" if len(roles) == 1 and "" not in roles else otherwise


def _on_review(party_type: str) -> str:
    found = _ON_REVIEW.findall(party_type.casefold())
    return found[0 if "cross" in party_type.casefold() else -1] if found else ""


def _claims(words: list[str]) -> bool:
    return any(word.startswith("claim") for word in words)


def find_firm(contact: str) -> str:
    """The firm or office: the first line of a contact block that is neither an address nor a number. "" where there is
    none."""
    for line in _lines(contact):
        if _NUMBER_LINE.match(line) or _PHONE.fullmatch(line):
            continue
        if "@" in line or _STREET.match(line) or _CITY.fullmatch(line) or _NO_FIRM.match(line):
            return ""
        return line[:300]
    return ""


def find_city(contact: str) -> str:
    """City and state in a contact block, "Seattle, WA"; "" where no line ends in state and ZIP code."""
    for line in _lines(contact):
        if found := _CITY.fullmatch(line):
            return f"{found['city'].strip()}, {found['state']}"[:120]
    return ""


def _lines(contact: str) -> list[str]:
    return [stripped for line in contact.splitlines() if (stripped := " ".join(line.split()).strip(" ,"))]
