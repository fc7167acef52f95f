"""Which parties filed a text: "by Plaintiff Parler LLC", "Document filed by …", "on behalf of …", "by All Defendants".

A name that belongs to no party stays the court's words.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from rulings.reading.names import Roster
from rulings.reading.references import Mention
from rulings.reading.text import Line, closing
from rulings.words import Kind

BY_THE_COURT = frozenset({Kind.ORDER, Kind.OPINION, Kind.JUDGMENT, Kind.MINUTES, Kind.TRANSCRIPT})
"""What no party files."""

_CUE = re.compile(
    r"\b(?=[abdfors])(?:(?P<sure>document filed by|filed by (?:attorney )?(?:mr|ms|mrs|dr)\."
    r" (?:[^.;()]|\b\w\.|\b[js]r\.){2,80}? for|filed by"
    r"|received from (?:mr|ms|mrs|dr)\. (?:[^.;()]|\b\w\.){2,80}? for|on behalf of|submitted by)[:\s]+"
    r"|(?P<maybe>by:? (?:[^.;()\[]|\b\w\.){2,60}?(?<!attorney)(?<!counsel) for(?= (?:the )?(?:trustee|debtor|creditor"
    r"|other professional|plaintiff|defendant"
    r"|appell|mr\.|ms\.))|by"
    r"|appearing for)[:\s]+"
    r"|(?P<party>of|for)\s+(?=(?:all |the )?(?:plaintiff|defendant|petitioner|respondent|appell|amic|debtor|trustee|creditor"
    r"|intervenor|firm|applicant))"
    r"|(?P<friend>amic(?:us|i) curiae (?:brief )?of|brief of)\s+(?=[a-z])"
    r"|(?P<appellate>filed|filed \(ecf\)|brief(?: filed)? (?:of|for)) (?=appellant|appellee|petitioner|respondent"
    r"|amic)|(?P<from>appearance(?: filed)? (?:of|for)|from (?=(?:the )?(?:plaintiff|defendant|petitioner|respondent)))\s*)"
)
_ROLE = re.compile(
    r"(?:(?:all|the|both|and|consol|consolidated|counter|cross|third[- ]party|intervenor|interested|non-party|nominal"
    r"|movant|interpleader|mr\.|ms\.|mrs\.|dr\.)\s+)*"
    r"(?:(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|applicant|debtor|creditor|trustee|claimant|intervenor"
    r"|movant|party|parties|amicus|amici|curiae|pltf|deft|dft"
    r"|garnishee|relator|objector|attorney|u\.s\. trustee|other professional|counter[- ]?claimant"
    r"|counter[- ]?defendant|cross[- ]?claimant|cross[- ]?defendant)"
    r"(?:s\b|\(s\)|\.|'s|s')?(?:[- ]in[- ]possession| in possession|[- ]appellants?|[- ]appellees?)?[\s,:]+|(?:mr|ms"
    r"|mrs|dr)\.\s+)*"
)
_ALL = re.compile(r"(?:all\s+)(plaintiff|defendant)s?\b|(?:the\s+)?(plaintiff|defendant)s\b")
_NOBODY_ELSE = re.compile(
    r"['\u2019]?\s*(?:$|[.;()\[]|,?\s*(?:re|to|for|in|as|on|upon|regarding|with|against|jointly|pursuant)\b)"
)
_SIDE_ONLY = re.compile(r"(?:the\s+)?(plaintiff|defendant)s?\b")
_SEPARATOR = re.compile(r"[\s,;.&/]*(?:and\s+)?")
_ONLY_ROLE = re.compile(
    r"(?:[Tt]he\s+)?([Tt]rustee|[Dd]ebtor|[Pp]etitioner|[Rr]espondent|[Aa]ppellant|[Aa]ppellee|[Cc]laimant)"
    r"(?=\s*(?:$|[a-z.;:,(\[]|[A-Z][a-z]+ing\b|(?:RE|Re|Of|To|For|In)\b))"
)
"""A filer named by the role alone, which one party of the docket has: "Report by Trustee RE: …"."""
_OWN_ROLE = re.compile(
    r"(?:the )?(trustee|debtor|petitioner|respondent|appellant|appellee|claimant|plaintiff|defendant)['\u2019]?s['\u2019]? "
)
_VERSUS = re.compile(r"complaint (?:\[[^\]]{1,20}\] )?(?=\S)")
_NEW_SENTENCE = re.compile(r"\.\s+")
"""In "Returned Executed by Elm SA. Oak Bank served on 3/13/2023" the second is no filer."""
_STOP = re.compile(
    r"[(\[;]|\.(?<!\b\w\.)(?<!\binc\.)(?<!\bmr\.)(?<!\bms\.)(?<!\bmrs\.)(?<!\bdr\.)(?<!\bst\.)(?<!\bdeft\.)(?<!\bcorp\.)(?<!\bco\.)(?:\s|$|\.)"
    r"|\.\.|\s{2,}|\s-+\s?w/|\s-+\s|\sof\s(?=\[)|\s(?:were|was|scheduled|re|re:|to|for|in|on|against|identifying|with|upon|as to"
    r"|regarding|dated|from|before|that|document|who|pursuant|filed|under|at|held)\b"
)
_FROM_THE_CLERK = re.compile(
    r"notice (?:to\b|of (?:correction|deficien|docket|hearing|assignment|reassignment|case|mediator))|(?:set|reset"
    r"|terminate|set/reset) |(?:electronic )?summons issued"
    r"|clerk|quality control|docket annotation|case (?:assigned|opening|reassigned|designated)|transmission|appeal record"
)
_ORDERS_TRANSCRIPT = re.compile(
    r"(?:cancelled )?transcript (?:ordered|order form|designation|request)|(?:amended |cancelled )*transcript order"
)
_ASIDE = re.compile(r"\((?=(?:re|related)\b)")


@dataclass(frozen=True, slots=True)
class Filer:
    """Who filed: parties of the docket, or the court's words, and the side."""

    ids: tuple[int, ...] = ()
    text: str = ""
    side: str = ""
    span: tuple[int, int] = (0, 0)
    """Where the text says it, from the preposition on."""


def filer(kind: Kind, line: Line, noun: int, own: Sequence[Mention], roster: Roster) -> Filer:
    """Who filed a prepared text. Nobody where the court itself speaks."""
    if (kind in BY_THE_COURT and not (kind is Kind.TRANSCRIPT and _ORDERS_TRANSCRIPT.match(line.low))) or _FROM_THE_CLERK.match(
        line.low
    ):
        return Filer()
    owner = _owner(line, noun, roster)
    if owner.ids:
        return owner
    low = _without_asides(line.low)
    cues = [cue for cue in islice(_CUE.finditer(low), 16) if _counts(kind, cue, own)]
    cues.sort(key=lambda cue: _weight(cue, own[0].start if own else len(low)))
    words = Filer()
    for cue in cues:
        found = _at(line.text, low, cue, roster)
        if found.ids or (found.side and not found.text):
            return found
        if not words.text and (cue["sure"] or found.side or _names_filer(kind, cue, found.text)):
            words = found
    return words


def _names_filer(kind: Kind, cue: re.Match[str], text: str) -> bool:
    """Whether a "by …" that names no known party still names who filed."""
    if not cue["maybe"]:
        return False
    role = _ROLE.match(f"{text.lower()} ")
    return bool(role and role[0] and text[role.end() : role.end() + 1].isupper()) or (kind in _BY_A_NAME and text[:1].isupper())


_BY_A_NAME = frozenset(
    {
        Kind.MOTION,
        Kind.ANSWER,
        Kind.COMPLAINT,
        Kind.OPPOSITION,
        Kind.REPLY,
        Kind.BRIEF,
        Kind.DECLARATION,
        Kind.EXHIBIT,
        Kind.STIPULATION,
    }
)
"""Kinds whose "by …" names a filer even when it is no party that is known."""


def _weight(cue: re.Match[str], first_reference: int) -> tuple[int, int]:
    """First "Document filed by", then "filed by", then the last "by" of the title, then one behind the entries that it names."""
    if cue["sure"]:
        return (0 if cue[0].startswith(("document", "on behalf")) else 1, cue.start())
    return (2 if cue.start() < first_reference else 3, -cue.start())


_OF_A_PARTY = frozenset({Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.LETTER, Kind.APPEARANCE, Kind.ANSWER})


_ASKS_OF = re.compile(r"^(?:[\w-]+ ){0,2}(?:motion|waiver of right|application|consent|statement|suggestion)\s+$")
"""The Supreme Court's form: "Motion of petitioner for leave", "Waiver of right of respondent Roe to respond"."""


def _counts(kind: Kind, cue: re.Match[str], own: Sequence[Mention]) -> bool:
    """The words "of Defendant X" names the filer of an opposition, before any entry is spoken of, and of nothing else."""
    if cue["friend"] is not None:
        return kind is Kind.BRIEF
    if cue["from"] is not None:
        return kind is (Kind.LETTER if cue["from"].startswith("from") else Kind.APPEARANCE)
    if cue["party"] is None:
        return True
    if _ASKS_OF.search(cue.string, 0, cue.start()):
        return True
    return kind in _OF_A_PARTY and not (own and own[0].start < cue.start())


def _without_asides(low: str) -> str:
    """Blanks out "(RE: related document(s) 30 Motion filed by …)": that filer is another's."""
    found = _ASIDE.search(low)
    while found is not None:
        end = closing(low, found.start())
        low = low[: found.start()] + " " * (end - found.start()) + low[end:]
        found = _ASIDE.search(low, end)
    return low


def _at(text: str, low: str, cue: re.Match[str], roster: Roster) -> Filer:
    """The filer named after a cue: a list of names with or without roles, or a whole side."""
    start = cue.end()
    ids, end = _names(low, start, roster)
    if ids:
        return Filer(tuple(ids), "", roster.side_of(ids), (cue.start(), end))
    if everyone := _ALL.match(low, start):
        side = everyone[1] or everyone[2]
        if _NOBODY_ELSE.match(low, everyone.end()):
            return Filer(tuple(roster.of_side(side)), "", side, (cue.start(), everyone.end()))
    if (role := _ONLY_ROLE.match(text, start)) and len(of_type := roster.of_type(role[1].lower())) == 1:
        return Filer(tuple(of_type), "", roster.side_of(of_type), (cue.start(), role.end(1)))
    stop = _STOP.search(low, start, start + 300)
    words = text[start : stop.start() if stop else min(len(text), start + 120)].strip(" .,:")
    alone = _SIDE_ONLY.match(low, start)
    side = alone[1] if alone else ""
    if alone and len(words) <= len(alone[0]) + 2:
        only = roster.of_side(side)
        return Filer(tuple(only) if len(only) == 1 else (), "", side, (cue.start(), alone.end()))
    return Filer((), words[:200], side, (cue.start(), start + len(words)) if cue["sure"] or side else (0, 0))


def _names(low: str, start: int, roster: Roster) -> tuple[list[int], int]:
    """Parties named one after the other from ``start`` on, and the index after the last."""
    found: list[int] = []
    at = end = start
    for _ in range(200):
        ids, after = roster.match(low, at)
        if not ids and (role := _ROLE.match(low, at)):
            ids, after = roster.match(low, role.end())
        if not ids:
            break
        found.extend(party for party in ids if party not in found)
        end = after
        separator = _SEPARATOR.match(low, after)
        if separator and _NEW_SENTENCE.fullmatch(separator[0]):
            break
        at = separator.end() if separator else after
    return found, end


_AGAINST = re.compile(r"\svs?\.?\s")


def _of_role(role: str, end: int, roster: Roster) -> Filer:
    """For "Trustee's Final Report", "Plaintiff's MOTION"."""
    side = role if role in ("plaintiff", "defendant") else ""
    ids = roster.of_side(side) if side else roster.of_type(role)
    return Filer(tuple(ids), "", roster.side_of(ids), (0, end)) if len(ids) == 1 else Filer((), "", side)


def _owner(line: Line, noun: int, roster: Roster) -> Filer:
    """For "Parler LLC's ANSWER …": the possessive before the noun; for "Complaint [96-90894] Roe vs. Poe" who complains."""
    if (case := _VERSUS.match(line.low)) and _AGAINST.search(line.low, case.end(), case.end() + 120):
        ids, end = _names(line.low, case.end(), roster)
        return Filer(tuple(ids), "", roster.side_of(ids), (case.end(), end))
    if (own := _OWN_ROLE.match(line.low)) and (own.end() <= noun or not noun):
        return _of_role(own[1], own.end(), roster)
    if noun == 0:
        return Filer()
    ids, end = _names(line.low, 0, roster)
    return Filer(tuple(ids), "", roster.side_of(ids), (0, end)) if ids and end >= noun - 6 else Filer()
