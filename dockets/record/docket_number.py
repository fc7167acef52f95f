"""Parses docket numbers, however they are written, into the case that they name within their court.

Place in the flow: ``dockets.upsert`` finds a docket by ``DocketNumber.key`` (and, for a number that leaves its office
out, by ``find_matching_dockets``); pages and addresses show ``display``. Pure.

The same case is written ``2:21-cv-00031-BJR`` by CM/ECF, ``C21-0031-BJR`` in the court's own style, ``2:2021cv00031``
by other sites, and with more or fewer zeros even within one order. A judge's initials change on reassignment and are no
part of the identity.
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

KEY_LENGTH = 100
"""The length of ``Docket.number_key``. A longer unknown number is cut and ends with its hash."""
DISPLAY_LENGTH = 200
PIVOT = 50
"""Two-digit years from here on belong to the 1900s: 50 is 1950, 49 is 2049. Four-digit years are taken as written."""

_SEPARATORS = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\ufe58\ufe63\uff0d\u00ad"), "-")
_UNSEEN = re.compile("[\u0000-\u0008\u000e-\u001f\u007f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_LABEL = re.compile(
    r"(?:(?P<civil>civ(?:il)?\.?|c\.a\.)|(?P<criminal>crim(?:inal)?\.?|cr\.)|(?P<adversary>adv(?:ersary)?\.?))?\s*"
    r"(?:(?:action|appellate|a\.|bankruptcy|case|cause|court|docket|file|for|index|petition|proceeding)\s*)*"
    r"(?:(?:nos?\.|no\b|number\b|num\.)\s*[:#]*|#\s*:?|:)\s*"
    r"|(?:case|docket)\s+(?=[0-9])",
    re.IGNORECASE,
)
_PARENTHESES = re.compile(r"(?:\s*\([^()]*\))+$")

_TAIL = r"(?P<tail>(?:[\s-]+(?:[a-z]{1,6}|[0-9]{1,2}[a-z]{2,5}|[0-9]{1,4}|[a-z]{1,4}/[a-z]{1,4}))*)"
_DISTRICT = re.compile(
    r"(?:(?P<office>[0-9]{1,2}|[a-z])\s*:\s*)?(?P<year>[0-9]{4}|[0-9]{2})[\s-]*"
    r"(?P<type>[a-z]{1,5})\.?[\s-]*(?P<serial>[0-9]{1,12})" + _TAIL
)
_TYPE_FIRST = re.compile(
    r"(?P<type>[a-z]{1,5})\.?[\s-]*(?P<year>[0-9]{4}|[0-9]{2})\s*-\s*(?P<serial>[0-9]{1,12})" + _TAIL
)
_TYPELESS = re.compile(
    r"(?:(?P<office>[0-9]{1,2})\s*:\s*)?(?P<year>[0-9]{4}|[0-9]{2})\s*-\s*(?P<serial>[0-9]{1,12})"
    r"(?P<letter>[a-z]?)(?P<tail>(?:[\s-]+[a-z]{1,6})*)"
)
_KING = re.compile(r"(?P<year>[0-9]{2})-(?P<type>[0-9])-(?P<serial>[0-9]{4,6})-(?P<check>[0-9])\s*(?P<seat>[a-z]{3})?")
_MDL = re.compile(r"mdl[\s-]*(?:(?:no\.?|docket|number|#)[\s:]*)*(?P<serial>[0-9]{1,6})")
_SUPREME = re.compile(r"(?P<year>[0-9]{2})(?P<type>[amo])(?P<serial>[0-9]{1,5})")
_ORIGINAL = re.compile(r"(?P<serial>[0-9]{1,4}),?\s*orig(?:inal|\.)?")

_ALIASES = {"c": "cv", "civ": "cv", "crim": "cr", "adv": "ap"}
"""Local styles of federal courts: "C21-0031", "21 Civ. 31", "21 Crim. 31", "Adv. 22-01234"."""
_FEDERAL_TYPES = frozenset({
    "cv", "cr", "mc", "mj", "md", "ml", "mb", "sw", "po", "pt", "ap", "bk", "tp", "mp", "mi", "op", "vv", "rj",
    "ms", "dj", "gj",
})  # fmt: skip
_DIVISIONS_OF_CACD = {"la": "2", "ed": "5", "sa": "8"}
"""C.D. Cal. writes its division before the type: "SACV 21-00031" is 8:21-cv-00031."""
_LETTERS_OF_USCFC = {"c": "cv", "t": "cv", "l": "cv", "v": "vv"}
"""The Court of Federal Claims writes "21-1234C", and V for vaccine cases."""
_EVERY_DEFENDANT = frozenset({"all"})
"""CM/ECF's "1:14-cr-10363-RGS-All" is the whole case."""
_KING_COUNTY_SEATS = frozenset({"sea", "knt"})
_STATE = frozenset({"state", "other"})
_OFFICELESS = frozenset({"appellate", "supreme"}) | _STATE


@dataclass(frozen=True, slots=True)
class DocketNumber:
    """One docket number, split into its parts. An unknown form has no parts and its normalised text as ``key``."""

    raw: str
    office: str = ""
    """The court's division, as digits or a letter; "king" for King County's superior court, whose numbers name the
    seat."""
    year: int | None = None
    """Four digits."""
    case_type: str = ""
    """Lower case: "cv", "cr", "bk"; a digit in Washington's superior courts."""
    serial: int | None = None
    defendant: int | None = None
    judge_initials: str = ""
    check: str = ""
    """Check digit of Washington's superior courts: distinguishes counties that share a serial."""
    key: str = ""
    """The identity within a court. "" for an empty text, which matches nothing."""
    display: str = ""
    """The clean spelling for pages and addresses. Parses to the same ``key`` (up to 200 characters)."""
    is_partial: bool = False
    """True where the court's full numbers have an office or a type that this one lacks: "C21-0031", "21-cv-31", or a
    bankruptcy's "16-10992". It identifies a docket only if it can mean no other (``find_matching_dockets``)."""


class _Parts(NamedTuple):
    office: str = ""
    year: int | None = None
    case_type: str = ""
    serial: int | None = None
    defendant: int | None = None
    judge_initials: str = ""
    check: str = ""
    written: str = ""
    """The court's own spelling, where that is not CM/ECF's."""


def parse_docket_number(text: str, court_id: str = "", court_kind: str = "") -> DocketNumber:
    """Parses a docket number. Never raises; an unknown form keeps its text as its key.

    ``court_id`` and ``court_kind`` (a value of ``Court.Kind``) select local styles. Always give both when the court is
    known, since a state's "C-21-31" is not the federal "C21-31".
    """
    cleaned = _clean(text)
    if len(cleaned) > DISPLAY_LENGTH:
        return DocketNumber(raw=text, key=_raw_key(cleaned), display=cleaned[:DISPLAY_LENGTH])
    written, implied_type = _without_label(cleaned)
    if not written:
        return DocketNumber(raw=text)
    parts = _parts(written.casefold(), court_id, court_kind, implied_type)
    if parts is None:
        return DocketNumber(raw=text, key=_raw_key(written), display=written)
    return DocketNumber(
        raw=text,
        office=parts.office,
        year=parts.year,
        case_type=parts.case_type,
        serial=parts.serial,
        defendant=parts.defendant,
        judge_initials=parts.judge_initials,
        check=parts.check,
        key=_key(parts),
        display=_display(parts, court_kind),
        is_partial=_is_partial(parts, court_kind),
    )


def match_docket_numbers(one: DocketNumber, other: DocketNumber) -> bool:
    """Whether two numbers of one court can be of the same case: same key, or one lacks what the other states.

    With a partial number a match is only a possibility: accept it when no other docket of the court matches too
    (``find_matching_dockets``).
    """
    if not one.key or not other.key:
        return False
    if one.key == other.key:
        return True
    if one.serial is None or not (one.is_partial or other.is_partial):
        return False
    return (
        (one.year, one.serial, one.defendant, one.check) == (other.year, other.serial, other.defendant, other.check)
        and _agree(one.office, other.office)
        and _agree(one.case_type, other.case_type)
    )


def find_matching_dockets[T](number: DocketNumber, known: Iterable[tuple[DocketNumber, T]]) -> list[T]:
    """The known dockets of a court (those of the same year and serial suffice) that a number can mean.

    A docket with the same key is the only answer. Otherwise every one that matches: accept a single match; among
    several, ask a person and never guess.
    """
    pairs = list(known)
    same = [item for other, item in pairs if number.key and other.key == number.key]
    return same[:1] or [item for other, item in pairs if match_docket_numbers(number, other)]


def _agree(one: str, other: str) -> bool:
    return not one or not other or one == other


def _clean(text: str) -> str:
    """The text in NFC, with one kind of dash, one kind of space and nothing invisible."""
    seen = _UNSEEN.sub("", text.translate(_SEPARATORS))
    return " ".join(unicodedata.normalize("NFC", seen).split())


def _without_label(text: str) -> tuple[str, str]:
    """Drops "No.", "Case No.", "Civil Action No." and the like; the second value is the case type that the label
    implies."""
    implied = ""
    while label := _LABEL.match(text):
        if not label.end():
            break
        implied = implied or _type_of_label(label)
        text = text[label.end() :].strip()
    return text, implied


def _type_of_label(label: re.Match[str]) -> str:
    if label["civil"]:
        return "cv"
    if label["criminal"]:
        return "cr"
    return "ap" if label["adversary"] else ""


def _parts(text: str, court_id: str, court_kind: str, implied_type: str) -> _Parts | None:
    bare = re.sub(r"\s*-\s*", "-", _PARENTHESES.sub("", text)).strip(" -,;.")
    return (
        _special(bare, court_id, court_kind)
        or _district(bare, court_id, court_kind)
        or _typeless(bare, court_id, court_kind, implied_type)
    )


def _special(text: str, court_id: str, court_kind: str) -> _Parts | None:
    """Forms that only one kind of court has."""
    if found := _KING.fullmatch(text):
        seat = found["seat"] or ""
        if seat and seat not in _KING_COUNTY_SEATS:
            return None
        office = "king" if seat else ""
        return _Parts(
            office, _year(found["year"]), found["type"], int(found["serial"]), check=found["check"], written=text
        )
    if found := _MDL.fullmatch(text):
        return _Parts(case_type="mdl", serial=int(found["serial"]))
    if court_kind not in ("", "supreme"):
        return None
    if found := _ORIGINAL.fullmatch(text):
        return _Parts(case_type="orig", serial=int(found["serial"]))
    if found := _SUPREME.fullmatch(text):
        if found["type"] == "o":
            # Every original case is "22O…" whatever its year: 22O65 is from 1974, 22O155 from 2020.
            return _Parts(case_type="orig", serial=int(found["serial"]))
        return _Parts("", _year(found["year"]), found["type"], int(found["serial"]), written=text)
    return None


def _district(text: str, court_id: str, court_kind: str) -> _Parts | None:
    found = _DISTRICT.fullmatch(text)
    type_first = None if found else _TYPE_FIRST.fullmatch(text)
    if not (found := found or type_first):
        return None
    year = _year(found["year"])
    office, case_type = _office_and_type(found, court_id, court_kind)
    initials, defendant = _tail(found["tail"])
    if year is None or initials is None or (court_kind in _STATE and found["tail"]):
        return None
    local = court_kind in _STATE or (type_first is not None and case_type not in _FEDERAL_TYPES)
    written = text[: found.start("tail")] if local else ""
    return _Parts(office, year, case_type, int(found["serial"]), defendant, initials, written=written)


def _office_and_type(found: re.Match[str], court_id: str, court_kind: str) -> tuple[str, str]:
    groups = found.groupdict()
    office, case_type = groups.get("office") or "", groups["type"]
    if office.isdigit():
        office = str(int(office))
    if court_kind in _STATE:
        return office, case_type
    if court_id == "cacd" and case_type[:2] in _DIVISIONS_OF_CACD and case_type[2:] in ("cv", "cr"):
        return _DIVISIONS_OF_CACD[case_type[:2]], case_type[2:]
    return office, _ALIASES.get(case_type, case_type)


def _typeless(text: str, court_id: str, court_kind: str, implied_type: str) -> _Parts | None:
    found = _TYPELESS.fullmatch(text)
    if not found or (year := _year(found["year"])) is None:
        return None
    letter, tail, case_type = found["letter"], found["tail"], implied_type
    if letter:
        if court_id != "uscfc" or letter not in _LETTERS_OF_USCFC:
            return None
        case_type = _LETTERS_OF_USCFC[letter]
    if court_kind in _STATE and (found["office"] or (tail and court_id != "delch")):
        return None
    if court_kind in _OFFICELESS:
        # The Second Circuit ends its numbers with a type ("21-1234-cv") that is no part of the identity.
        written = text[: found.start("tail")] if court_kind in _STATE else ""
        return _Parts("", year, "", int(found["serial"]), written=written)
    initials, _ = _tail(tail)
    return _Parts(
        str(int(found["office"])) if found["office"] else "",
        year,
        case_type,
        int(found["serial"]),
        None,
        initials or "",
    )


def _year(digits: str) -> int | None:
    """Two digits by ``PIVOT``; four digits only for years in which a federal court could have sat."""
    value = int(digits)
    if len(digits) == 2:
        return value + (1900 if value >= PIVOT else 2000)
    return value if 1789 <= value <= 2199 else None


def _tail(tail: str) -> tuple[str | None, int | None]:
    """Splits what follows the serial: judges' initials and, last, a defendant's number. (None, None) for
    anything else."""
    tokens = tail.replace("-", " ").split()
    defendant = int(tokens.pop()) if tokens and tokens[-1].isdigit() else None
    if any(token.isdigit() for token in tokens):
        return None, None
    initials = "-".join(word.upper() for word in tokens if word not in _EVERY_DEFENDANT)
    return initials[:20], defendant


def _key(parts: _Parts) -> str:
    numbers = [parts.year, parts.case_type, parts.serial, parts.defendant, parts.check]
    stem = "-".join(str(part) for part in numbers if part not in (None, ""))
    return f"{parts.office}:{stem}" if parts.office else stem


def _raw_key(written: str) -> str:
    key = re.sub(r"\s*-\s*", "-", unicodedata.normalize("NFC", written.casefold()))
    if len(key) <= KEY_LENGTH:
        return key
    digest = blake2b(key.encode(), digest_size=16).hexdigest()
    return key[: KEY_LENGTH - 33] + "~" + digest


def _display(parts: _Parts, court_kind: str) -> str:
    if parts.written:
        return parts.written.upper()
    if parts.case_type == "mdl":
        return f"MDL No. {parts.serial}"
    if parts.case_type == "orig":
        return f"22O{parts.serial}"
    year = _two_digits(parts.year)
    padded = parts.case_type or court_kind not in ("", *_OFFICELESS)
    pieces = [year, parts.case_type, f"{parts.serial:05}" if padded else str(parts.serial)]
    if parts.defendant is not None:
        pieces.append(str(parts.defendant))
    number = "-".join(piece for piece in pieces if piece)
    return f"{parts.office}:{number}" if parts.office else number


def _two_digits(year: int | None) -> str:
    if year is None:
        return ""
    return f"{year % 100:02}" if 1900 + PIVOT <= year < 2000 + PIVOT else str(year)


def _is_partial(parts: _Parts, court_kind: str) -> bool:
    if parts.check:
        return not parts.office
    if parts.office or parts.year is None or court_kind in _OFFICELESS or parts.written:
        return False
    return bool(parts.case_type or court_kind)
