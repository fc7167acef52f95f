"""Matches the names of a docket's parties as texts write them. Called by ``filers``.

Case, commas, periods and the spelling of "Inc." or "Corporation" make no difference; titles, offices, a prison number
and a middle initial are no part of a name; a department also matches its initials. A short form that would match two
parties matches neither.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from rulings.reading.headlines.party_names import prepare_names
from rulings.reading.text import PreparedText
from rulings.reading.values import PartyName

_WORD = re.compile(r"[a-z0-9]+(?:['\u2019][a-z]+)?|&")
_SAME = {
    "incorporated": "inc", "corporation": "corp", "company": "co", "limited": "ltd", "companies": "cos",
    "usa": "us of america", "dept": "department", "&": "and", "intl": "international", "natl": "national",
    "assn": "association", "mfg": "manufacturing", "govt": "government",
}  # fmt: skip
_SAME_WORDS = (
    ("united states", "us"), ("national association", "na"), ("limited liability co", "llc"),
    ("limited partnership", "lp"), ("ltd liability co", "llc"), ("ltd partnership", "lp"),
)  # fmt: skip
_FIRST_OF_TWO = frozenset({"united", "national", "limited", "ltd"})
"""The first word of those that count as one."""
_INITIALS = re.compile(r"\b([a-z])\.(?=[a-z]\b)")
_FORMS = frozenset({"inc", "corp", "co", "ltd", "llc", "llp", "lp", "pc", "pllc", "plc", "na", "the", "jr", "sr"})

_LONGER_NAME = re.compile(
    r" (?:institut|foundation|universit|college|school|associat|societ|council|center|centre|bank|trust|fund|union"
    r"|insurance|hospital|group|holding|partner|capital|management|ventures|technolog|services|systems|industries"
    r"|international|america)"
)
"""Words that make a different name: "Elm Institute" is not a party called Elm Corp."""


@lru_cache(maxsize=8_192)
def _words(name: str) -> tuple[str, ...]:
    """A name in lower case as words to compare: no punctuation, "l.l.c." as "llc", "corporation" as "corp"."""
    plain = _INITIALS.sub(r"\1", name) if "." in name else name
    words = (word.replace("\u2019", "'").removesuffix("'s").replace("'", "") for word in _WORD.findall(plain))
    said = f" {' '.join(_SAME.get(word, word) for word in words)} "
    for written_out, short in _SAME_WORDS:
        said = said.replace(f" {written_out} ", f" {short} ")
    return tuple(said.split())


class PartyRoster:
    """The parties of one docket, indexed by the words of their names. Make one per docket, not one per filing."""

    def __init__(self, parties: Sequence[PartyName]) -> None:
        self.parties = {party.id: party for party in parties}
        self.spelled = prepare_names(tuple(dict.fromkeys(party.name for party in parties)))
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
        self._full = frozenset(full)
        self._surnames: dict[str, list[int]] = {}
        for party in parties:
            if surname := _surname(party.name.lower()):
                self._surnames.setdefault(surname, []).append(party.id)

    def _add(self, key: tuple[str, ...], ids: list[int]) -> None:
        self._by_words[key] = ids
        self._longest[key[0]] = max(self._longest.get(key[0], 0), len(key))

    def match(self, low: str, start: int) -> tuple[list[int], int]:
        """The parties whose name is at ``start``, the longest match first, and the index after it; ``([], start)`` if
        none."""
        first = _WORD.match(low, start)
        if first is None:
            return [], start
        abbreviated = low[first.end() : first.end() + 1] == "." or first[0] in _FIRST_OF_TWO
        head = _words(low[start : first.end() + 8])[:1] if abbreviated else _words(first[0])
        longest = self._longest.get(head[0], 0) if head else 0
        if not longest:
            return [], start
        ends = [word.end() for word in islice(_WORD.finditer(low, start, start + 400), longest + 4)]
        for end in reversed(ends):
            words = _words(low[start:end])
            ids = self._by_words.get(words)
            if ids and len(words) == 1 and words not in self._full and _LONGER_NAME.match(low, end):
                continue
            if ids is None and any(len(word) == 1 for word in words[1:-1]):
                ids = self._by_words.get(_without_initials(words))
            if ids is not None:
                return ids, end
        return [], start

    def of_side(self, side: str) -> list[int]:
        """The parties that stand on a side by their own role; a counter or third-party role makes nobody one of "all
        defendants" where the docket has plain ones."""
        every = [party for party in self.parties.values() if party.side == side]
        plain = [party for party in every if party.type.lower().startswith(side)]
        return [party.id for party in plain or every]

    def match_surname(self, low: str, start: int) -> tuple[list[int], int]:
        """The one person of that surname, and the index after it: for "Defendant Roe", where the role stands before."""
        first = _WORD.match(low, start)
        if first is None:
            return [], start
        surname = first[0].replace("\u2019", "'").removesuffix("'s")
        ids = self._surnames.get(surname, [])
        return (ids, first.end()) if len(ids) == 1 else ([], start)

    def of_type(self, role: str) -> list[int]:
        """The parties whose type in the docket is this one word: the trustee, the debtor."""
        return [
            party.id for party in self.parties.values() if party.type.lower().removesuffix(" in possession") == role
        ]

    def debtors(self, number: str = "") -> list[int]:
        """The debtor and the joint debtor, or the one of them that has this number on the official forms."""
        ways = {"1": ("debtor",), "2": ("joint debtor",)}.get(number, ("debtor", "joint debtor"))
        return [one for way in ways for one in self.of_type(way)]

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
    r",? (?:et al|a minor\b|minor\b|in (?:his|her|its|their) (?:\w+ )?capacity"
    r"|in (?:his|her|its|their) (?:official|individual)|individually"
    r"|[dafn]/k/a|d/b/a|also known|formerly|doing business|on behalf of|by and through"
    r"|as (?:trustee|administrator|executor|executrix|next friend|guardian|representative|parent))\b"
)
_ASIDE_IN_NAME = re.compile(r"\([^)]*\)|\[[^\]]*\]|#\S+")
_OFFICES = frozenset({
    "sheriff", "warden", "officer", "deputy", "captain", "sergeant", "sgt", "lieutenant", "lt", "detective", "dr", "mr",
    "mrs", "ms", "judge", "governor", "mayor", "chief", "superintendent", "nurse", "agent", "trooper", "secretary",
})  # fmt: skip
"""Words before the name of a person: "Sheriff Dale Poe"."""
_THE_STATES = ("us", "of", "america")
_FEWEST_LETTERS = 3
_SMALL = frozenset({"of", "the", "and", "for", "in", "on"})


def _other_names(parties: Sequence[PartyName]) -> dict[tuple[str, ...], set[tuple[str, ...]]]:
    """Other names by which texts call the parties: other name -> the full names that it may stand for."""
    found: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    for party in parties:
        full = _words(party.name.lower())
        for other in _variants(party.name.lower()) if full else ():
            found.setdefault(other, set()).add(full)
    return found


def _variants(name: str) -> Iterator[tuple[str, ...]]:
    """Short forms of a name: of "donald j. trump, in his official capacity" the name alone, and without the middle
    initial; of a department its initials, "usdhs"."""
    if _words(name) == _THE_STATES:
        yield from (("us",), ("government",))
    short = _NAME_ENDS.split(_ASIDE_IN_NAME.sub(" ", name))[0]
    for said in dict.fromkeys((short, short.split(",")[0])):
        words = _words(said)
        if len(words) > 1 or said == short:
            yield words
        if len(words) > 1:
            yield _without_form(words)
            yield _without_initials(words)
        if len(words) > 2 and words[0] in _OFFICES:
            yield words[1:]
        if words[:2] == ("county", "of"):
            yield (*words[2:], "county")
    letters = "".join(
        word if word == "us" else word[0] for word in _words(short) if word not in _SMALL and word not in _FORMS
    )
    if len(letters) >= _FEWEST_LETTERS:
        yield (letters,)


_NO_PERSON = frozenset({
    *_FORMS, "of", "and", "bank", "trust", "fund", "county", "city", "state", "department", "association", "group",
    "company", "cos", "services", "holdings", "partners", "insurance", "university", "school", "union", "center",
    "usa", "us", "america", "committee", "agency", "office", "estate", "international", "systems", "foundation",
})  # fmt: skip
_MOST_NAMES = 4


def _surname(name: str) -> str:
    """The last name of a party that is a person by the look of it, else ""."""
    words = _words(_NAME_ENDS.split(_ASIDE_IN_NAME.sub(" ", name))[0].split(",")[0])
    while words and words[-1] in ("jr", "sr", "ii", "iii", "iv"):
        words = words[:-1]
    if not 1 < len(words) <= _MOST_NAMES or _NO_PERSON & {*words} or len(words[-1]) < _FEWEST_LETTERS:
        return ""
    return words[-1]


def _without_initials(words: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for place, word in enumerate(words) if len(word) > 1 or place in (0, len(words) - 1))


_FILED_BY_ROLE = re.compile(r"(?:filed|submitted) \(ecf\) (?:(?:appell|petition|respond|interven)\w+ )+(?!.{0,3}$)")
_COLOURS_OF_NOUN = re.compile(
    r"(?:\s(?:joint|unopposed|emergency|urgent|amended|supplemental|opening|answering|reply|consent|streamlined"
    r"|sealed|motion to|excerpts of))+\s*$",
    re.IGNORECASE,
)


def get_words_before_noun(line: PreparedText, noun: int) -> str:
    """The names between role and noun where no party is known: "Filed (ECF) Appellants Elm Corp. and Oak Bank
    Correspondence", the Ninth Circuit's form. "" where there are none."""
    role = _FILED_BY_ROLE.match(line.low)
    words = _COLOURS_OF_NOUN.sub("", line.text[role.end() : noun]).strip(" ,:") if role else ""
    return words if words[:1].isupper() else ""
