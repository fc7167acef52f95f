"""Which parties filed a text: "by Plaintiff Parler LLC", "Document filed by …", "on behalf of …", "by All Defendants".

Names are matched as the docket prints them; case, commas, periods and the spelling of "Inc." or "Corporation" make no difference.
A name that belongs to no party stays the court's words.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from rulings.reading.references import Mention
from rulings.reading.text import Line, closing
from rulings.reading.values import PartyName
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
_WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)?|&")
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
_SAME = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "companies": "cos",
    "usa": "united states of america", "dept": "department",
}  # fmt: skip
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "llp", "lp", "pc", "pllc", "plc", "na", "the", "jr", "sr"})
_FROM_THE_CLERK = re.compile(
    r"notice (?:to\b|of (?:correction|deficien|docket|hearing|assignment|reassignment|case|mediator))|(?:set|reset"
    r"|terminate|set/reset) |(?:electronic )?summons issued"
    r"|clerk|quality control|docket annotation|case (?:assigned|opening|reassigned|designated)|transmission|appeal record"
)
_ORDERS_TRANSCRIPT = re.compile(
    r"(?:cancelled )?transcript (?:ordered|order form|designation|request)|(?:amended |cancelled )*transcript order"
)
_ASIDE = re.compile(r"\((?=(?:re|related)\b)")


def _words(name: str) -> tuple[str, ...]:
    """A name in lower case as words to compare: no punctuation, "l.l.c." as "llc", "corporation" as "corp"."""
    plain = _INITIALS.sub(r"\1", name)
    words = (word.replace("\u2019", "'").removesuffix("'s").replace("'", "") for word in _WORD.findall(plain))
    return tuple(part for word in words for part in _SAME.get(word, word).split())


class Roster:
    """The parties of one docket, indexed by the words of their names. Make one per docket, not one per filing."""

    def __init__(self, parties: Sequence[PartyName]) -> None:
        self.parties = {party.id: party for party in parties}
        self._by_words: dict[tuple[str, ...], list[int]] = {}
        self._longest: dict[str, int] = {}
        full: dict[tuple[str, ...], list[int]] = {}
        bare: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        for party in parties:
            words = _words(party.name.lower())
            if words:
                full.setdefault(words, []).append(party.id)
                bare.setdefault(_without_form(words), set()).add(words)
        for key, names in [*_other_names(parties).items(), *bare.items()]:
            if key and len(names) == 1:
                self._add(key, full[next(iter(names))])
        for key, ids in full.items():
            self._add(key, ids)

    def _add(self, key: tuple[str, ...], ids: list[int]) -> None:
        self._by_words[key] = ids
        self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def match(self, low: str, start: int) -> tuple[list[int], int]:
        """The party whose name stands at ``start``, the longest first, and the index after it; ``([], start)`` if none."""
        first = _WORD.match(low, start)
        if first is None:
            return [], start
        head = _words(low[start : first.end() + 8])[:1] if low[first.end() : first.end() + 1] == "." else _words(first[0])
        longest = self._longest.get(head[0], 0) if head else 0
        if not longest:
            return [], start
        ends = [word.end() for word in islice(_WORD.finditer(low, start, start + 400), longest + 4)]
        for end in reversed(ends):
            words = _words(low[start:end])
            ids = self._by_words.get(words)
            if ids is None and any(len(word) == 1 for word in words[1:-1]):
                ids = self._by_words.get(_without_initials(words))
            if ids is not None:
                return ids, end
        return [], start

    def of_side(self, side: str) -> list[int]:
        return [party.id for party in self.parties.values() if party.side == side]

    def of_type(self, role: str) -> list[int]:
        """The parties whose type in the docket is that one word: the trustee, the debtor."""
        return [party.id for party in self.parties.values() if party.type.lower().removesuffix(" in possession") == role]

    def side_of(self, ids: Sequence[int]) -> str:
        """The side that all of them are on; "" when they differ or none is known."""
        sides = {self.parties[party].side for party in ids}
        side = sides.pop() if len(sides) == 1 else ""
        return side if side in ("plaintiff", "defendant") else ""


def _without_form(words: tuple[str, ...]) -> tuple[str, ...]:
    start = 1 if words[0] == "the" and len(words) > 1 else 0
    end = len(words)
    while end > start + 1 and words[end - 1] in _FORMS:
        end -= 1
    return words[start:end]


_NAME_ENDS = re.compile(
    r",? (?:et al|in (?:his|her|its|their) (?:\w+ )?capacity|in (?:his|her|its|their) (?:official|individual)|individually"
    r"|[dafn]/k/a|d/b/a|also known|formerly|doing business|on behalf of|by and through"
    r"|as (?:trustee|administrator|executor|executrix|next friend|guardian|representative|parent))\b"
)
_ASIDE_IN_NAME = re.compile(r"\([^)]*\)|\[[^\]]*\]|#\S+")
_FEWEST_LETTERS = 3
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})


def _other_names(parties: Sequence[PartyName]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """How else texts call a party: other name -> the full names that it may stand for."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for party in parties:
        full = _words(party.name.lower())
        for other in _variants(party.name.lower()) if full else ():
            found.setdefault(other, set()).add(full)
    return found


def _variants(name: str) -> Iterator[tuple[str, ...]]:
    """Of "donald j. trump, in his official capacity" the name alone, that without the middle initial; of a department its
    letters, "usdhs"."""
    short = _NAME_ENDS.split(_ASIDE_IN_NAME.sub(" ", name))[0]
    for said in dict.fromkeys((short, short.split(",")[0])):
        words = _words(said)
        if len(words) > 1 or said == short:
            yield words
        if len(words) > 1:
            yield _without_form(words)
            yield _without_initials(words)
    letters = "".join(word if word == "us" else word[0] for word in _words(short) if word not in _SMALL and word not in _FORMS)
    if len(letters) >= _FEWEST_LETTERS:
        yield (letters,)


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for place, word in enumerate(words) if len(word) > 1 or place in (0, len(words) - 1))


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


def _counts(kind: Kind, cue: re.Match[str], own: Sequence[Mention]) -> bool:
    """The words "of Defendant X" names the filer of an opposition, before any entry is spoken of, and of nothing else."""
    if cue["friend"] is not None:
        return kind is Kind.BRIEF
    if cue["from"] is not None:
        return kind is (Kind.LETTER if cue["from"].startswith("from") else Kind.APPEARANCE)
    if cue["party"] is None:
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
