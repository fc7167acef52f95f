"""Finds the addresses that a text states to be where somebody lives. Pure; called by ``privacy`` for every text, and by
``address_rules`` with more labels for dockets in which courts print homes."""

import re
from collections.abc import Iterator, Mapping

from dockets.record.masking import START, Span, compile_at_use, iterate_places

HOME = "[address withheld]"

_WINDOW = 180
"""Characters after a label within which its address begins and ends."""
_STATE = r"(?-i:[A-Z]{2}|(?:New\s|North\s|South\s|West\s|Rhode\s)?[A-Z][a-z]{3,12})"
_STREET = (
    r"(?:streets?|st|avenue|ave|road|rd|lane|ln|drive|dr|boulevard|blvd|court|ct|way|place|pl|terrace|ter|circle|cir"
    r"|parkway|pkwy|highway|hwy|trail|loop)\b\.?"
)
_UNIT = r"(?:,?\s(?:apt|apartment|unit|suite|ste|\#)\.?\s?[\w-]{1,6})?"
_NUMBER = r"\d{1,6}(?:-\d{1,6})?[a-z]?"
_SPELLED_NUMBER = r"(?-i:(?:One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Fifteen|Twenty)(?=\s[A-Z]))"
_BOX = r"p\.?\s?o\.?\s?box\b"
_BEGIN = rf"(?:{_NUMBER}\b|{_BOX})"
_FIELD_ENDS = r'(?!"\s?[,:}\]])'
"""A quotation mark that ends a value or a name in JSON: the address does not go on in the next one."""
_ZIPPED = rf"{_BEGIN}(?:{_FIELD_ENDS}[^;<>\[\]\x1f]){{3,100}}?\b{_STATE}\.?,?\s{{1,3}}\d{{5}}(?:-\d{{4}})?(?!\w)"
_UNZIPPED = (
    rf"(?:{_NUMBER}|\b{_SPELLED_NUMBER})\s(?:[\w'.-]{{1,20}}\s){{1,4}}?{_STREET}{_UNIT}"
    r"(?:,?\s(?:in\s)?(?-i:[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15})?,\s(?:[A-Z]{2}\b|[A-Z][a-z]{3,12})))?"
)
_ADDRESS = compile_at_use(rf"(?:{_FIELD_ENDS}[^.;<>\[\]\x1f]){{0,60}}?({_ZIPPED}|{_UNZIPPED}|{_BOX}\s\d{{1,6}}\b)")
_HINT = re.compile(rf"\d{{5}}|\b{_STREET}|\bbox\b", re.IGNORECASE | re.ASCII)
_STREETLESS = compile_at_use(
    rf"(?:\sat|(?<=\bat))\s({_NUMBER}\s(?!Noon|Midnight|Hours|Eastern|Central|Mountain|Pacific)"
    r"(?:(?:[NSEW]|North|South|East|West)"
    r"\.?\s)?[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15})?(?!\w)"
    r"(?:,\s[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15})?,\s(?:[A-Z]{2}\b|[A-Z][a-z]{3,12}))?)",
    re.ASCII,
)
"""A number and a name right behind "lives at": "123 Broadway"."""

_OF_A_MINOR = (
    r"(?:minor|infant)(?='?s?[ \n]?[,;:()\n]|[ \n](?:child|plaintiff|defendant|son|daughter|by|through|and|of|at)\b)"
    r"(?![^.;<>\[\]\x1f]{0,60}\b(?:hearing|courthouse|courtroom|clerk|counsel|attorney|esq)\b)"
)
"""The address of a minor, or of the parent who is named with them, is a home without saying so."""

_WHOSE = r"(?:(?<=\bhis\s)|(?<=\bher\s)|(?<=\bwhose\s)|(?<=\btheir\s)|(?<=\bmy\s)|(?<=\bour\s))"
_OF_SOMEBODY = r"(?<=['’]s\s)(?<!en['’]s\s)"
"""Not "the children's home"."""
_OF_NOBODY = r"(?<!en['’]s\s)" + "".join(
    rf"(?<!\b{word}\s)"
    for word in ("nursing", "funeral", "group", "care", "rest", "retirement", "model", "convalescent", "living", "its")
)
LIVING: Mapping[str, str] = {
    "resid": rf"{START}resid(?:es?|ing|ed)\b",
    "residence": rf"{START}residence(?:\s(?:at|is|of|address|located\sat)\b|[,:])",
    "resident": rf"{START}resident(?:\s(?:of|at)|ial\saddress(?:es)?)\b",
    "domiciled": rf"{START}domiciled\sat\b",
    **dict.fromkeys(("lives", "lived"), rf"{START}live[sd]\s(?:at|on|in|with)\b"),
    "live at": r"(?:(?<=\bi\s)|(?<=\bwe\s)|(?<=\bwho\s)|(?<=\bthey\s)|(?<=ren\s)|(?<=parents\s))live\sat\b",
    "living": rf"{START}living\s(?:at|on|in|with)\b",
    **dict.fromkeys(
        ("home", "house", "apartment"),
        rf"(?:{_WHOSE}(?:home|house|apartment)|{_OF_SOMEBODY}(?-i:home|house|apartment|HOME|HOUSE))\b"
        rf"|{START}{_OF_NOBODY}(?-i:home|HOME)\s(?:located\s)?at\b",
    ),
    "minor": _OF_A_MINOR,
    "infant": _OF_A_MINOR,
    "home address": rf"{START}home\saddress(?:es)?\b",
}
"""Labels of somebody's home in any docket: the letters that a label begins with -> a regex for the whole label."""
_COMPANY = compile_at_use(
    r"\ban?\s(?:[\w.-]{1,20},?\s){0,4}?(?:corporation|company|partnership|association|llc)\s"
    r"(?:(?:which|that|is|was|now|presently|currently)\s){0,2}$"
)
"""Who is said to reside somewhere is no person."""
ANY_ADDRESS: Mapping[str, str] = {
    "address": rf"{START}address(?:es)?\b",
    "resid": rf"{START}resid(?:es?|ing|ence|ent)\b",
    "lives": rf"{START}lives\b",
    "living": rf"{START}living\b",
    "moved": rf"{START}moved\b",
}
"""The same where courts print homes."""
_PATTERNS = {label: compile_at_use(label) for label in [*LIVING.values(), *ANY_ADDRESS.values()]}


def find_stated_homes(text: str, low: str, labels: Mapping[str, str] = LIVING) -> Iterator[Span]:
    """The addresses after ``labels``. ``low``: the text in lower case."""
    for letters, label in labels.items():
        past = 0
        for place in iterate_places(low, letters):
            found = _PATTERNS[label]().match(text, place) if place >= past else None
            if found and (address := _match_address(text, found)) and not _is_company(text, place):
                past = address.end()
                yield address.start(1), past, HOME


def _match_address(text: str, label: re.Match[str]) -> re.Match[str] | None:
    place = label.end()
    address = None
    if _HINT.search(text, place, place + _WINDOW):
        address = _ADDRESS().match(text, place, place + _WINDOW)
    return address or _STREETLESS().match(text, place, place + _WINDOW)


def _is_company(text: str, place: int) -> bool:
    return bool(_COMPANY().search(text, max(0, place - 70), place))
