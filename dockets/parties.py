"""What a party's type and a lawyer's contact block tell: the side, the firm, the city. Pure; used by ``ingest``.

The court's own words stay what is stored and shown; these only say where a party stands on the page.
"""

import re
from collections.abc import Iterable

_WORDS = re.compile(r"cross|[a-z]+?(?=s?\b)")
_PLAINTIFF = frozenset({"plaintiff", "petitioner", "relator", "appellant", "government", "complainant"})
_DEFENDANT = frozenset({"defendant", "respondent", "appellee"})
_ON_REVIEW = re.compile(r"\b(appellant|appellee|petitioner|respondent)s?\b")
_NUMBER_LINE = re.compile(
    r"(?:direct|firm|fax|e-?mail|phone|tel(?:ephone)?|cell|mobile|web|pager|tty|designation|bar)\b[^a-z]*[:#.]", re.IGNORECASE
)
_PHONE = re.compile(r"[+(]?[0-9][0-9 ().+/-]{6,}(?:\s*(?:x|ext\.?)\s*[0-9]+)?|[A-Z]{0,3}[ #-]?[0-9-]+")
"""A telephone number, or the number of someone in custody ("BK0804")."""
_STREET = re.compile(
    r"(?:[0-9]+[a-z]?[ ,-]|(?:one|two|three|four|five|six|seven|eight|nine|ten)\s.*\b(?:plaza|square|street|center|place|way)\b"
    r"|p\.?\s*o\.?\s*(?:box|drawer)|(?:suite|ste|floor|room|unit|apt|box|rm)\b\.?)",
    re.IGNORECASE,
)
_CITY = re.compile(r"(?P<city>[^\d,\n][^,\n]*?),?\s+(?P<state>[A-Z]{2})\.?,?\s+[0-9]{5}(?:-[0-9]{4})?(?:\s+(?:US|USA))?")
_NO_FIRM = re.compile(r"pro se\b|\(?see above|\(?see below|represented by|us$|usa$", re.IGNORECASE)


def side(party_type: str) -> str:
    """A value of ``Party.Side`` for the court's word for a party: "plaintiff", "defendant" or "other".

    Whoever is of both a first and a later role stands where the case began: "Counter Claimant", "Counter Plaintiff", "Cross
    Claimant", "Cross Defendant" and "Third-Party Plaintiff" are as a rule defendants, a "Counter Defendant" a plaintiff, and a
    "Defendant - Appellant" a defendant. An appellant of whom no more is said brings the appeal, so stands first. Debtors,
    trustees, creditors, movants, claimants of property, amici and plain intervenors are on neither side.
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


def side_name(types: Iterable[str], otherwise: str) -> str:
    """What a side is called by the court's words for its parties: "Appellant side" of "Plaintiff - Appellant", "Respondent side"
    of "Respondent"; ``otherwise`` where they do not all have one such word. Who appeals
    in turn keeps the role that comes first."""
    roles = {_on_review(one) for one in types}
    return f"{roles.pop().capitalize()} side" if len(roles) == 1 and "" not in roles else otherwise


def _on_review(party_type: str) -> str:
    found = _ON_REVIEW.findall(party_type.casefold())
    return found[0 if "cross" in party_type.casefold() else -1] if found else ""


def _claims(words: list[str]) -> bool:
    return any(word.startswith("claim") for word in words)


def firm(contact: str) -> str:
    """The first line of a contact block that is neither an address nor a number: the firm or office. "" where none is given."""
    for line in _lines(contact):
        if _NUMBER_LINE.match(line) or _PHONE.fullmatch(line):
            continue
        if "@" in line or _STREET.match(line) or _CITY.fullmatch(line) or _NO_FIRM.match(line):
            return ""
        return line[:300]
    return ""


def city(contact: str) -> str:
    """City and state of a contact block, "Seattle, WA"; "" where no line ends in state and ZIP code."""
    for line in _lines(contact):
        if found := _CITY.fullmatch(line):
            return f"{found['city'].strip()}, {found['state']}"[:120]
    return ""


def _lines(contact: str) -> list[str]:
    return [stripped for line in contact.splitlines() if (stripped := " ".join(line.split()).strip(" ,"))]
