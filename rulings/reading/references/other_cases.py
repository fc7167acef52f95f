"""Which other case a text names, and how its docket is related to it: an appeal, a removal, a remand, a transfer, a
consolidation.

Only what is stated outright, and with a number, counts (a remand may leave it out: it goes back where the case came
from). What is asked for or refused does not count. Citations of decided cases name courts and numbers too, but do not
follow any of these words.
"""

import re
from collections.abc import Iterator

from rulings.reading.text import PreparedText
from rulings.reading.values import NamesCase
from rulings.vocabulary.kinds import Kind

_LEAD = re.compile(r"appeal|usca|cca\b|remov|remand|transfer|consolidat|refiled|mdl")
_LEADS = ("appeal", "usca", "cca", "remov", "remand", "transfer", "consolidat", "refiled", "mdl")
_ASKING = frozenset({Kind.MOTION, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT, Kind.LETTER})
_BY_THE_COURT = frozenset({"remanded_to", "transferred_to", "consolidated_with"})
_REFUSED = re.compile(r"\bden(?:y|ies|ied|ying)\b|\bnot\b|\bdeclin")

_DISTRICT = r"\d{1,2}:\d{2,4}-?[a-z]{2}-?\d{1,6}(?:-[a-z]{2,4})*|\d{2}-?(?:cv|cr|md|mc)-?\d{1,6}(?:-[a-z]{2,4})*"
_APPEAL = r"\d{2}-\d{2,6}\b(?![:/])"
_STATE = r"(?=[a-z0-9:.\-]*\d)[a-z0-9][a-z0-9:.\-]{3,30}[a-z0-9](?:\s(?:sea|knt)\b)?"
_NO = r"(?:(?:case|cause|action|docket|civil|appeal|appellate)\s+)*(?:nos?\.?|numbers?|#)?\s*:?\s*"
_GAP = r"[\s,;:(\-]{1,4}"
_STATE_COURT = (
    r"(?P<court>(?:[a-z][a-z.'\-]*\s+){0,8}?(?:superior|circuit|district|supreme|county|chancery"
    r"|common pleas|state)\s+court"
    r"(?:[a-z,.'\- ]{0,60}?)?)"
)
_FEDERAL_DISTRICT = (
    r"(?P<court>(?:(?:northern|southern|eastern|western|middle|central) )?district of [a-z]+(?: [a-z]+)?)"
)
_APPELLATE_COURT = (
    r"(?P<court>\b(?:usca|\d{1,2}cca|cca)[\s\-]*\d{0,2}\b|\b[a-z0-9.]+ circuit(?: court of appeals)?\b"
    r"|\bcourt of appeals\b)"
)
_OVER = r"(?=[,.;:)(]|$|\s(?:pursuant|for further|for lack|and|because|under|by|due|as)\b)"
"""What ends the name of a court."""

_RULES: dict[str, re.Pattern[str]] = {
    "appealed_as": re.compile(rf"{_APPELLATE_COURT}[\s,:(\-]{{0,4}}{_NO}(?P<number>{_APPEAL})"),
    "removed_from": re.compile(
        rf"\bnotice of removal\b.{{0,60}}?\bfrom (?:the )?{_STATE_COURT}{_GAP}{_NO}(?P<number>{_STATE})"
    ),
    "remanded_to": re.compile(
        rf"\bremand(?:ed|ing|s)\b.{{0,60}}?\bto (?:the )?{_STATE_COURT}(?:{_GAP}{_NO}(?P<number>{_STATE})|{_OVER})"
    ),
    "transferred_to": re.compile(
        r"\btransferr(?:ed|ing)\b.{0,80}?\bto (?:the )?(?:u\.?s\.? |united states )?(?:district court(?:,| for| of)?"
        r" (?:the )?)?"
        rf"{_FEDERAL_DISTRICT}{_GAP}(?:as |under |and assigned )?{_NO}(?P<number>{_DISTRICT})"
    ),
    "consolidated_with": re.compile(rf"\bconsolidated with (?:and into )?{_NO}(?P<number>{_DISTRICT})"),
    "refiled_as": re.compile(rf"\brefiled (?:as|under|in) {_NO}(?P<number>{_DISTRICT})"),
    "member_of": re.compile(
        r"\b(?:transfer|conditional|cto|tagged|tag-along).{0,120}?"
        r"\b(?P<number>mdl[\s\-]*(?:no\.?|docket)?[\s\-]*\d{2,5})"
    ),
}
_NEEDS: dict[str, tuple[str, ...]] = {
    "appealed_as": ("usca", "cca", "circuit", "court of appeals"),
    "removed_from": ("notice of removal",),
    "remanded_to": ("remand",),
    "transferred_to": ("transferr",),
    "consolidated_with": ("consolidated with ",),
    "refiled_as": ("refiled ",),
    "member_of": ("mdl",),
}
"""Words of which one is in whatever a rule finds."""
_QUOTED, _BEFORE = 90, 80
"""Characters of a text shown on either side of what was found, and searched before it for a refusal."""


def find_other_cases(kind: Kind, line: PreparedText) -> tuple[NamesCase, ...]:
    """The other cases that a text names, each once, in the order of the rules."""
    if not any(map(line.low.__contains__, _LEADS)) or not _LEAD.search(line.low):
        return ()
    return tuple(dict.fromkeys(_named(kind, line)))


def _named(kind: Kind, line: PreparedText) -> Iterator[NamesCase]:
    for relation, rule in _RULES.items():
        asked = relation in _BY_THE_COURT and kind in _ASKING
        if asked or not any(map(line.low.__contains__, _NEEDS[relation])):
            continue
        for found in rule.finditer(line.low):
            before = line.low[max(0, found.start() - _BEFORE) : found.start()]
            if relation in _BY_THE_COURT and _REFUSED.search(before):
                continue
            groups = found.groupdict()
            court = " ".join((groups.get("court") or "").strip(" ,.;").split())
            number = line.text[slice(*found.span("number"))] if groups.get("number") else ""
            yield NamesCase(relation, court, number.strip(" .,;:"), _quoted(line.text, found.start(), found.end()))


def _quoted(text: str, start: int, end: int) -> str:
    before, after = max(0, start - _QUOTED), min(len(text), end + _QUOTED)
    left = text[before:start].split(" ", 1)[-1] if before else text[:start]
    right = text[end:after].rsplit(" ", 1)[0] if after < len(text) else text[end:]
    return f"{'… ' if before else ''}{left}{text[start:end]}{right}{' …' if after < len(text) else ''}"
