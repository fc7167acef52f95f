"""Prepares docket text for the rules: one line, bounded, with only the sentence itself.

Every rule of the package runs over the result of ``prepare_text``, so that its patterns need not handle attachments,
clerks' initials, banners and the court's boilerplate.
"""

import re
from dataclasses import dataclass

READ_CHARACTERS = 20_000
"""Rules see no more characters of a text than this: an order docketed in full says what it is and does at its
beginning."""

_ASIDE = re.compile(
    r"[(\[](?=(?:additional )?attachments?(?:\(s\))?\b|entered:|edited:? \d|text only order|related cases?\b"
    r"|this is an? text[ -]|filing (?:and admin )?fee|hereby ordered by)",
    re.IGNORECASE,
)
_BANNER = re.compile(
    r"(?:filing error|deficient docket entry|deficient|entered in error|docketed in error|pdf error"
    r"|summons request pdf error|incorrect event)\b"
    r"|(?:stricken|striken|vacated|withdrawn|superseded)"
    r"(?: (?:per|by|pursuant to) [^.:;]{3,40}?(?: -+ |: |\. )| -+ )"
    r"|(?:(?:this is an? )?text entry only\b|this is an? text[ -]only entry\b)"
    r"(?:[.;:,]? ?there is no (?:pdf|document)\b[^.]{0,60}\.)?"
    r"|\[\d{7,9}\]\s|ecf filer:",
    re.IGNORECASE,
)
"""The Tenth Circuit puts the document's own number first, the Third "ECF FILER:"."""
_NAMES_ITSELF = re.compile(r"\b(?:ORDER|NOTICE|ENTRY|JUDGMENT|OPINION|MINUTES)\W*$")
""" "***TEXT ORDER*** granting 12" is no banner before the text but its beginning."""
_VOID = re.compile(
    r"[\W_]*(?:filing error|deficient docket entry|entered in error|docketed in error|docket(?:ing)? error"
    r"|filed in error"
    r"|cancelled|disregard(?:ed)?|incorrect event|entry (?:deleted|stricken)|document (?:filed in error|deleted))\b",
    re.IGNORECASE,
)
_NO = r"\s\((?:(?:nos?\. )?\d{2}[AMO]\d{1,5}(?:, | and |, and )?)+\)"
_OWN_NUMBER = re.compile(rf"{_NO}(?:,? and (?:(?:application|motion)s?)?{_NO})*", re.IGNORECASE)
"""The Supreme Court writes "Application (16A1191) for a stay"."""
_RUN_TOGETHER = re.compile(r"filed by(?<=\bfiled by)(?=[A-Z])")
"""Northern California writes "REPLY (re 20 MOTION to Dismiss ) filed byOak Bank"."""
_RUN_ON = re.compile(r"in(?<=[A-Z.]in)(?= (?:Opposition|Support|opposition|support)\b)")
""" "filed by Elm ABin Opposition to 12 Motion". What stands before is looked at last: a pattern that begins with a word
is tried where the word stands, and not at every character."""
_MOTION_GLUED = re.compile(r"(?<=\b[Mm]otion)(?=(?:for|to) )")
""" "Motionfor Authority to Sell", where the clerk's form leaves out a blank."""
_GLUED = re.compile(r"(?<=\bORDER)-(?=re\b)|(?:(?<=[Ee]ndorsed)|(?<=ENDORSED))(?=ORDER\b)")
""" "ORDER-re: 12", "endorsedORDER"."""
_BOILERPLATE = re.compile(
    r"NOTICE TO COUNSEL:|NOTICE TO ATTORNEYS?:|NOTICE REGARDING \(1\) REDACTION|Modified on \d"
    r"|Note that this is an automatically generated message"
    r"|\[Entered:|--\[Edited|Transcript may be viewed at the court|For the first 90 days after|Date of service:"
    r"|Certificate of Service: ?\d|,? ?(?:\[[A-Z]{2,4}\], )?ORIGINAL NIBS DOCKET ENTRY"
)
_BOILERPLATE_WORDS = (
    "NOTICE", "Modified on", "Note that", "[E", "Transcript may", "For the first", "ervice:", "NIBS"
)  # fmt: skip
"""One of these is in whatever ``_BOILERPLATE`` finds. It is found in few texts, and looking for a word is much quicker
than looking for a pattern."""
_LEADING = ' *.-\u2013:;,"'


@dataclass(frozen=True, slots=True)
class PreparedText:
    """A prepared text, and the same text in lower case, with equal indexes: patterns run over ``low``."""

    text: str
    low: str

    @classmethod
    def of(cls, text: str) -> "PreparedText":
        low = text.lower()
        return cls(text, low if len(low) == len(text) else "".join(_lower(character) for character in text))


def _lower(character: str) -> str:
    """Lower case of one character, as one character: the capital I with a dot has two in lower case, and stays."""
    return low if len(low := character.lower()) == 1 else character


def join_to_one_line(text: str) -> str:
    """The text with every run of white space as one blank, cut at ``READ_CHARACTERS``; NULs are blanks too."""
    return " ".join(text[:READ_CHARACTERS].replace("\x00", " ").split())


def prepare_text(text: str) -> PreparedText:
    """The sentence of a docket text: without attachments, fees, times of entry, banners and standing notices."""
    line = _RUN_ON.sub(" in", _RUN_TOGETHER.sub("filed by ", _without_asides(join_to_one_line(text))))
    if "otionfor " in line or "otionto " in line:
        line = _MOTION_GLUED.sub(" ", line)
    if "ORDER-re" in line or "dORDER" in line or "DORDER" in line:
        line = _GLUED.sub(" ", line)
    found = _BOILERPLATE.search(line, 1) if any(map(line.__contains__, _BOILERPLATE_WORDS)) else None
    if found and found.start() > 10:
        line = line[: found.start()].rstrip()
    return PreparedText.of(_without_banner(_OWN_NUMBER.sub("", line)))


def is_void(text: str) -> bool:
    """Whether a clerk's banner before the text says that it was filed in error: "FILING ERROR - DEFICIENT DOCKET ENTRY
    - MOTION for …"."""
    return bool(_VOID.match(text))


def _without_banner(line: str) -> str:
    """Drops "FILING ERROR - DEFICIENT DOCKET ENTRY - " and "*** CANCELLED ***", put there by a clerk."""
    for _ in range(4):
        if (
            line.startswith("**")
            and (end := line.find("**", 4, 120)) > 0
            and line[2:end].isupper()
            and not _NAMES_ITSELF.search(line, 2, end)
        ):
            line = line[end:]
        line = line.lstrip(_LEADING)
        found = _BANNER.match(line)
        if found is None:
            return line
        line = line[found.end() :]
    return line


def _without_asides(line: str) -> str:
    found = _ASIDE.search(line)
    if found is None:
        return line
    kept: list[str] = []
    start = 0
    while found is not None:
        kept.append(line[start : found.start()])
        start = find_closing_bracket(line, found.start())
        found = _ASIDE.search(line, start)
    kept.append(line[start:])
    return "".join(kept)


def find_closing_bracket(line: str, opening: int) -> int:
    """The index after the bracket that closes the one at ``opening``; the end of the line when none does."""
    close = ")" if line[opening] == "(" else "]"
    depth = 0
    for index in range(opening, len(line)):
        if line[index] == line[opening]:
            depth += 1
        elif line[index] == close:
            depth -= 1
            if depth == 0:
                return index + 1
    return len(line)
