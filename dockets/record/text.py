"""Cleans what parsers return, one value at a time (texts, ids, dates), and builds the key by which docket texts are
compared.

Place in the flow: ``dockets.payloads.normalise`` passes a whole record through these functions; ``dockets.resolve``
compares texts by ``build_text_key``. Pure.
"""

import html
import re
import unicodedata
from datetime import date, datetime, tzinfo

FIRST_YEAR, LAST_YEAR = 1700, 2200
"""A date outside these years is a typing or parsing error ("0021", "20211")."""

_SUSPECT = re.compile("[^\n -~]")
"""Anything but line feed and printable ASCII. Most court texts have none, so this one test suffices for them."""
_SPACES = dict.fromkeys([0x09, 0x0B, 0x0C, 0xA0, *range(0x2000, 0x200B), 0x202F, 0x205F, 0x3000], " ")
_BREAKS = dict.fromkeys([0x85, 0x2028, 0x2029], "\n")
# Zero-width and direction controls are dropped because they make two unlike names look alike and alike names differ,
# and because an override turns the rest of a line around: "gpj.exe" for "exe.jpg".
_INVISIBLE = dict.fromkeys(
    [0x00AD, 0x061C, 0xFEFF, *range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x2070)], ""
)
# PostgreSQL takes no NUL and UTF-8 no lone surrogate; XML, and so every feed, takes no other control either.
_CONTROLS = dict.fromkeys([*range(9), *range(0x0E, 0x20), 0x7F], "")
_SURROGATES = re.compile("[\ud800-\udfff]")
# Pages in windows-1252 call themselves ISO-8859-1: its quotation marks and dashes arrive as C1 controls.
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(0x80, 0xA0) if code != 0x85}
_TABLE = {**_CONTROLS, **_WINDOWS, **_INVISIBLE, **_SPACES, **_BREAKS}

_ENTERED = re.compile(r"\(entered:[^()]*\)")
_REPLACED = re.compile(
    r"\((?:main document|attachment|exhibit|document|pdf)s?\b[^()]{0,120}\b(?:replaced|added|removed)\b[^()]{0,120}\)"
    r"(?: ?\([^()]{1,30}\))?\.?"
)
_MODIFIED = re.compile(r"\(?\bmodified (?:\w+ ){0,4}?on [0-9/.-]{6,10}[^()]{0,200}\([^()]{1,30}\)\.?\)?$")
_BRACKETED = re.compile(r"\[([0-9]+)\]")


def clean_text(value: object) -> str:
    """The value as clean text; ``None`` gives "". NFC, line feeds, plain spaces, no invisible characters, no blanks at
    the ends."""
    if value is None or value == "":
        return ""
    # Not only a conversion: lxml returns a str subclass which keeps its whole document alive.
    raw = str(value)
    if _SUSPECT.search(raw):
        raw = _SURROGATES.sub("", raw.replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE))
        raw = unicodedata.normalize("NFC", raw)
    return raw.strip()


def clean_line(value: object) -> str:
    """``clean_text`` on one line: a name, a number, a caption."""
    if type(value) is str and (not value or (value.isascii() and value.isalnum())):
        return value  # most are an id, a number or nothing
    return " ".join(clean_text(value).split())


def clean_pacer_doc_id(value: object) -> str:
    """A PACER document id, or "". The fourth digit only selects the page of attachments, so one document occurs under
    two ids; 0 is used. Real pages also yield "sho0_doc.pl", a script's name."""
    digits = clean_line(value)
    if not (digits.isascii() and digits.isdigit()):
        return ""
    return digits[:3] + "0" + digits[4:] if len(digits) > 3 else digits


def clean_pacer_seq_no(value: object) -> str:
    """CM/ECF's ``de_seq_num``: digits, or ""."""
    digits = clean_line(value)
    return digits if digits.isascii() and digits.isdigit() else ""


def clean_entry_number(value: object) -> str:
    """An entry number as text: 12, "12", "0012" and "[12]" give "12", ``None`` gives ""."""
    number = clean_line(value).strip("[]#. ")
    if number.isascii() and number.isdigit():
        return number.lstrip("0") or "0"
    return number


def build_text_key(value: str) -> str:
    """The key by which docket texts are compared: the court's same words give the same key whichever report they come
    from.

    Reports differ in "(Entered: 05/17/2016)", in "[10]" for "10", and in notes that a document was replaced or the text
    modified. "" only for a text without words.
    """
    key = " ".join((html.unescape(value) if "&" in value else value).split()).casefold()
    if "(" in key:
        key = _ENTERED.sub("", key)
        if "replaced" in key or "added" in key or "removed" in key:
            key = _REPLACED.sub("", key)
        if "modified" in key:
            key = _MODIFIED.sub("", key.rstrip())
        key = " ".join(key.split())
    if "[" in key:
        key = _BRACKETED.sub(r"\1", key)
    return key.rstrip(" .")


def convert_to_date(value: date | datetime | None, zone: tzinfo) -> date | None:
    """The date in the court's own zone: a feed's 00:09 GMT of 18 April is 17 April in New York. A naive time is the
    court's."""
    if not isinstance(value, datetime):
        return value
    return (value.astimezone(zone) if value.tzinfo else value).date()


def is_plausible_date(value: date) -> bool:
    return FIRST_YEAR <= value.year <= LAST_YEAR
