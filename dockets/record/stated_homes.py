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
_BEGIN = r"(?:\d{1,6}[a-z]?\b|p\.?\s?o\.?\s?box\b)"
_FIELD_ENDS = r'(?!"\s?[,:}\]])'
"""A quotation mark that ends a value or a name in JSON: the address does not go on in the next one."""
_ZIPPED = rf"{_BEGIN}(?:{_FIELD_ENDS}[^;<>\[\]\x1f]){{3,100}}?\b{_STATE}\.?,?\s{{1,3}}\d{{5}}(?:-\d{{4}})?(?!\w)"
_UNZIPPED = (
    rf"\d{{1,6}}[a-z]?\s(?:[\w'.-]{{1,20}}\s){{1,4}}?{_STREET}{_UNIT}"
    r"(?:,?\s(?:in\s)?(?-i:[A-Z][a-z]{2,15}(?:\s[A-Z][a-z]{2,15})?,\s(?:[A-Z]{2}\b|[A-Z][a-z]{3,12})))?"
)
_ADDRESS = compile_at_use(rf"(?:{_FIELD_ENDS}[^.;<>\[\]\x1f]){{0,60}}?({_ZIPPED}|{_UNZIPPED})")
_HINT = re.compile(rf"\d{{5}}|\b{_STREET}", re.IGNORECASE | re.ASCII)

_OF_A_MINOR = (
    r"(?:minor|infant)(?='?s?[ \n]?[,;:()\n]|[ \n](?:child|plaintiff|defendant|son|daughter|by|through|and|of|at)\b)"
    r"(?![^.;<>\[\]\x1f]{0,60}\b(?:hearing|courthouse|courtroom|clerk|counsel|attorney|esq)\b)"
)
"""The address of a minor, or of the parent who is named with them, is a home without saying so."""

LIVING: Mapping[str, str] = {
    "resid": rf"{START}resid(?:es?|ing)\b",
    "residence": rf"{START}residence(?:\s(?:at|is|of|address)\b|[,:])",
    "resident": rf"{START}resident(?:\s(?:of|at)|ial\saddress(?:es)?)\b",
    "domiciled": rf"{START}domiciled\sat\b",
    "lives": rf"{START}lives\s(?:at|on|in|with)\b",
    "living": rf"{START}living\s(?:at|on|in|with)\b",
    **dict.fromkeys(
        ("whose home", "his home", "her home", "their home", "'s home", "’s home", "'s house", "’s house"),
        r"(?:whose|his|her|their|['’]s)\s(?:home|house)\b",
    ),
    "minor": _OF_A_MINOR,
    "infant": _OF_A_MINOR,
    "home address": rf"{START}home\saddress(?:es)?\b",
}
"""Labels of somebody's home in any docket: the letters that a label begins with -> a regex for the whole label."""
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
            if found and _HINT.search(text, found.end(), found.end() + _WINDOW):
                address = _ADDRESS().match(text, found.end(), found.end() + _WINDOW)
                if address:
                    past = address.end()
                    yield address.start(1), past, HOME
