"""The short title of a filing: its noun and its matter, as short as they go. Rules of ``interpret`` compare filings by
it; it is never shown. Called by ``reading.filing``.
"""

import re
from collections.abc import Sequence

from rulings.reading.dates.hearing_titles import read_held_title
from rulings.reading.decisions.verbs import RESULT, VERB
from rulings.reading.headlines.context import HeadlineContext
from rulings.reading.headlines.verdicts import begins_with_verdict, read_verdict
from rulings.reading.references.references import SENTENCE_END, EntryMention
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_LONGEST = 90
"""The longest title in characters, the ellipsis included."""

_ENDS = re.compile(
    r"\s*(?:[(\[;]|\.(?<!\b\w\.)(?<!\bch\.)(?<!\bv\.)(?<!\bvs\.)(?<!\bm[rs]\.)(?<!\bmrs\.)(?<!\bdr\.)(?:\s|$)"
    r"|\.\.|: |\s-- ?|\s- )"
    r"|\scase number:|,?\s(?:as to|by|filed|re|re:|against|signed|addressed|document filed|on behalf|dated|before"
    r"|fee amount"
    r"|filing fee|identifying|upon|w/|hereby"
    r"|and certification of local counsel)\b(?!-)"
)
_ENDS_RULING = re.compile(
    r"\s*(?:[(\[]|\.(?<!\b\w\.)(?<!\bch\.)(?<!\bv\.)(?<!\bvs\.)(?<!\bm[rs]\.)(?<!\bmrs\.)(?<!\bdr\.)(?:\s|$)|\.\."
    r"|: |\s- )"
    r"|,?\s(?:by (?:judge|magistrate|chief|district|the)|filed by|re:|signed|as to|hereby|in accordance|pursuant to"
    r"|it is|so that|for the reasons)\b"
)
_LOOSE = re.compile(r"\s+([,;.])")
_STOP_COMMA = re.compile(r"\s\.(?=,)")
"""New York puts a period after each relief: "MOTION to Compel Arbitration ., MOTION to Stay"."""
_COMMAS = re.compile(r",{2,}|,(?=\s*(?:$|;|\.))")
_DANGLING = frozenset({
    "and", "or", "of", "to", "for", "on", "re", "by", "the", "in", "as", "with", "at", "from", "a", "an", "is", "no",
    "regarding",
})  # fmt: skip
_OWNERS = re.compile(
    r"\b(?:[Pp]laintiff|[Dd]efendant|[Pp]etitioner|[Rr]espondent|PLAINTIFF"
    r"|DEFENDANT)[sS]?['\u2019]?[sS]?['\u2019]?\s+(?=[A-Z])"
)
_OWNED = re.compile(r"^\W*['\u2019]s\s+", re.IGNORECASE)
"""The rest of a filer's name before the noun: "Elm, Inc.'s ANSWER" without "Elm, Inc"."""
_IS = re.compile(r"(?<=^Application) (?:is|are)(?= (?:granted|denied))", re.IGNORECASE)
_REPEATED = re.compile(r"\b(for|to|of|a) \1\b", re.IGNORECASE)
_COURT_OF_APPEALS = re.compile(r"^filed\s+(?:\(ecf\)\s+)?", re.IGNORECASE)
_SET_DEADLINES = re.compile(
    r"(?:~?util - )?((?:set|reset|terminate|set/reset)\b[\w/ &]{0,40}?(?:deadlines|hearings)[\w/]*)"
)
_HELD = re.compile(
    r"(?:(?<!\b\w)[:.]\s+|^(?:\w+ )?minute entry for (?!proceedings))(?:an?\s+|continued\s+)?"
    r"([a-z][^.:;]{2,70}?)(?:\s+as to\s[^.:;]{2,60}?)?\s+(?:was\s+|were\s+)?"
    r"(?:held|completed|concluded|begun|continued|adjourned)\b"
)
_OF_MINUTES = re.compile(r"^proceedings|\bminutes?\b|\bclerk'?s'? notes\b|\bjudge\b")
"""Words of the minute entry itself, which do not name what was held: "ELECTRONIC Clerk's Notes for proceedings held
before Judge Poe"."""
_OPENS_HELD = re.compile(r"([a-z][^.:;]{2,60}?)[\s-]+(?:was\s+|were\s+)?(?:held|completed|concluded|begun|continued)\b")
_ASKED = re.compile(
    r"\s+(?:filed\s+)?by:?\s(?:(?:mr|ms|mrs|dr)\.|\b\w\.|[^.;(]){3,120}?\s((?:for(?! (?:mr|ms|mrs|dr)\.)|to"
    r"|in limine)\s[^.;(]{3,100})"
)
_ASKED_NEXT = re.compile(r"\s(to\s[^.;(]{3,100})")
"""After the client of the one who signs: "MOTION filed by Mr. B. Fir for USA to extend time"."""
_STANDPOINT = re.compile(r"(?<=,)? in (?:support|opposition)\b")
_NAMES_TARGET = {"in support": "of", "in opposition": "to"}


_DECIDES = re.compile(r"(?:[\w-]+ ){0,2}order (?:granting|denying|approving)\b", re.IGNORECASE)


def write_title(kind: Kind, line: PreparedText, context: HeadlineContext) -> str:
    """The short title: at most ``_LONGEST`` characters, never "" for a text with a letter in it."""
    if kind is Kind.MINUTES:
        return _cut(_minutes(line))
    title = _title(kind, line, context)
    hearing, own = context.hearing, context.own
    words = title.split()
    if hearing and words and words[-1].lower() == "order":
        title = f"{title} setting {hearing[:1].lower()}{hearing[1:]}"
    elif hearing and _DECIDES.match(title) and hearing.split()[-1].lower() not in title.lower():
        # Names both: the motion alone would not be known as the order that sets a conference.
        both = f"{title}, setting {hearing[:1].lower()}{hearing[1:]}"
        title = both if len(both) <= _LONGEST else title
    elif own and kind in (Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION):
        title = _with_target(title, line, own[0], context.found)
    return _cut(title) or _cut(_lower(line.text[:_LONGEST])) or _cut(line.text)


def _minutes(line: PreparedText) -> str:
    if line.low.startswith("argued"):
        return "Argued"
    held = (
        _OPENS_HELD.match(line.low) if not line.low.startswith(("minute", "amended minute", "civil minute")) else None
    )
    held = held or _HELD.search(line.low, 0, 600)
    title = _lower(line.text[held.start(1) : held.end(1)]) if held else ""
    if not title or _OF_MINUTES.search(title.lower()) or len(title.split()) > 8:
        title = read_held_title(line.low[:600])
    if not title:
        return "Minute entry"
    if title.endswith(" not"):
        title += " held"
    return f"Minute entry: {title[:1].lower() if title[1:2].islower() else title[:1]}{title[1:]}"


def _title(kind: Kind, line: PreparedText, context: HeadlineContext) -> str:
    if deadlines := _SET_DEADLINES.match(line.low):
        return _lower(deadlines[1])
    noun, filer = context.noun, context.filer
    start = noun[0] if kind is not Kind.OTHER else 0
    if filer[1] and filer[1] <= noun[1]:
        start = filer[1]
    limit = filer[0] if filer[1] and filer[0] >= noun[1] else start + 400
    raw = _without_numbers(line.text, start, limit, context.found)
    ends = _ENDS_RULING if kind in RULING_KINDS else _ENDS
    if end := ends.search(raw.lower(), max(noun[1] - start, 3)):
        raw = raw[: end.start()]
    elif limit == filer[0] and (standpoint := _STANDPOINT.match(line.low, filer[1])):
        raw += standpoint[0]
    if kind in RULING_KINDS and begins_with_verdict(line.low, noun[1]) and (said := _verdict(line, context)):
        raw = f"{line.text[start : noun[1]]} {said}"
    elif len(raw) <= noun[1] - start + 1:
        raw = f"{raw} {_asked(kind, line, noun[1], context)}"
    return _tidy(raw)


def _asked(kind: Kind, line: PreparedText, noun_end: int, context: HeadlineContext) -> str:
    """What is asked or decided, where it comes after the noun and the filer: "MOTION by Plaintiff X for …", "ORDER …
    granting …"."""
    by = context.filer[1]
    if kind is Kind.MOTION and (asked := _ASKED_NEXT.match(line.low, by) if by > noun_end else None):
        return line.text[asked.start(1) : asked.end(1)]
    if kind is Kind.MOTION and (asked := _ASKED.match(line.low, noun_end)):
        return line.text[asked.start(1) : asked.end(1)]
    if kind in RULING_KINDS and (verb := VERB.search(line.low, noun_end, noun_end + 200)):
        raw = _without_numbers(line.text, verb.start(), verb.start() + 300, context.found)
        end = _ENDS_RULING.search(raw.lower(), verb.end() - verb.start())
        return raw[: end.start()] if end else raw[:120]
    if kind in RULING_KINDS and (said := _verdict(line, context)):
        return said
    if line.low.startswith(_ASKS) and (first := SENTENCE_END.search(line.low, noun_end)):
        # The Supreme Court's form: Application (16A1191) is GRANTED IN PART.
        result = RESULT.search(line.low, noun_end, min(first.start(), noun_end + 200))
        return line.low[slice(*result.span(result.lastgroup or 0))] if result else ""
    return ""


_ASKS = ("application", "motion", "petition")


def _verdict(line: PreparedText, context: HeadlineContext) -> str:
    return read_verdict(line, context.noun[1]) if context.decided else ""


def _lower(title: str) -> str:
    """Rules compare titles without regard to case: names are not told from other words, as in a headline."""
    return title[:1].upper() + title[1:].lower()


def _tidy(raw: str) -> str:
    raw = _IS.sub("", _OWNED.sub("", raw).lstrip(" .,:;"))
    raw = _OWNERS.sub("", _COURT_OF_APPEALS.sub("", raw))
    if "," in raw or ";" in raw or "." in raw:
        raw = _COMMAS.sub("", _LOOSE.sub(r"\1", _STOP_COMMA.sub("", raw)))
    return _lower(_undangled(_REPEATED.sub(r"\1", raw)))


def _with_target(title: str, line: PreparedText, mention: EntryMention, found: Sequence[EntryMention]) -> str:
    """Adds what a paper responds to, since "Response" alone says little: "Response to motion for TRO"."""
    word = (
        ("on" if title == "Brief" else "to")
        if len(title.split()) == 1
        else next((word for end, word in _NAMES_TARGET.items() if title.lower().endswith(end)), "")
    )
    if not word or (title.lower().startswith("declaration") and word == "to"):
        return title
    raw = _without_numbers(line.text, mention.end, mention.end + 200, found)
    end = _ENDS.search(raw.lower(), 2)
    target = _tidy(raw[: end.start()] if end else raw)
    return f"{title} {word} {target[:1].lower()}{target[1:]}" if len(target) > 3 else title


def _without_numbers(text: str, start: int, stop: int, found: Sequence[EntryMention]) -> str:
    kept: list[str] = []
    at = start
    for mention in found:
        if at <= mention.start < stop:
            kept.append(text[at : mention.start].rstrip("[# "))
            at = mention.end
    kept.append(text[at:stop])
    return " ".join(part.strip(" ]") for part in kept if part.strip(" ]"))


def _undangled(title: str) -> str:
    """Removes dangling words from the end of a cut title: "Order granting motion to" loses its "to"."""
    words = title.rstrip(" ,;:.-\u2013").split(" ")
    while words and (not words[-1] or words[-1].lower() in _DANGLING):
        words.pop()
        if words:
            words[-1] = words[-1].rstrip(" ,;:.-\u2013")
    return " ".join(words)


def _cut(title: str) -> str:
    if len(title) <= _LONGEST:
        return title
    short = title[: _LONGEST - 1]
    if " " in short[40:]:
        short = short[: short.rfind(" ")]
    return (_undangled(short) or short) + "\u2026"
