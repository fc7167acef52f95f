"""Where a headline ends: at a sentence's end, or cut at a clause or a word. Called by ``headlines`` and ``minutes``."""

import re

from rulings.reading.headlines.sentence_case import is_common

LONGEST = 120
"""The longest headline in characters, the ellipsis included."""
WHOLE = 150
"""One that is no longer than this is not cut."""
MOST = 210
"""The longest one that tells of several rulings."""
_SEVERAL = re.compile(
    r"(?:[;,]|\band) (?:and )?(?:granting|denying|finding|dismissing|overruling|sustaining|vacating|striking)\b"
    r"|\b(?:granted|denied|dismissed|sustained|overruled)\b.*\b(?:granted|denied|dismissed|sustained|overruled|moot)\b"
)
_ACTS = (
    "grant", "denied", "denying", "dismiss", "sustain", "overrul", "finding", "vacating", "striking",
)  # fmt: skip
_LEAST = 60
"""A cut leaves at least so many characters."""
_PERIOD = re.compile(
    r"\.(?=\s|$|[\ue000\ue001)\]])|[?!](?=\s|$|[\ue000\ue001)\]])(?! (?:Inc|INC|LLC|Corp|CORP|Ltd|LTD|Co|LP|LLP)\b)"
)
"""Not within "Yahoo! Inc"."""
_ABBREVIATIONS = frozenset({
    "al", "app", "approx", "apr", "apt", "apts", "art", "assn", "atty", "aug", "ave", "bankr", "bldg", "blvd", "bros",
    "cal", "ch", "chap", "cir", "civ", "co", "conf", "corp", "crtrm", "dec", "deft", "defts", "dept", "dft", "dfts",
    "discl", "dist", "div", "dkt", "dkts", "doc", "docs", "dr", "esq", "ex", "exh", "exs", "feb", "fed", "ft", "gov",
    "hon", "id", "inc", "jan", "jr", "jul", "jun", "ltd", "mar", "mem", "mot", "mr", "mrs", "ms", "mt", "mtg", "no",
    "nos", "nov", "obj", "oct", "pg", "pgs", "pldg", "pltf", "pltfs", "pp", "prof", "rd", "rep", "resp", "rm", "rms",
    "sec", "sen", "sep", "sept", "sr", "st", "ste", "stmt", "supp", "vs", "capt", "col", "maj", "gen", "det", "rev",
    "ph", "asst", "supt", "messrs", "admin", "insp", "ofc", "off", "secy", "vol", "vols", "seq",
})  # fmt: skip
"""Words that end with a period within a sentence, as one letter does: "U.S.", "Int'l."."""
_NOT_BLANK = re.compile(r"\S")
_LAST_WORD = re.compile(r"(?<!\w)\w{1,6}$")
_FIRMS = frozenset({"inc", "corp", "co", "ltd", "jr", "sr", "al"})
_FIRM_IN_LETTERS = re.compile(r"\b(?:l\.p|n\.a)$", re.IGNORECASE)
_NEXT_SENTENCE = re.compile(
    r"\s+(?:[A-Z]{5,}\b|(?:The|This|Signed|So|It|Plaintiffs?|Defendants?|Counsel|If|Hearing|Document|Filed|Motion"
    r"|Answer|Responses?) )|\s*$"
)
_LETTERED = re.compile(r"\b(?:counts?|exhibit|schedule|phase|part|class|title|and|or) [A-Z]$", re.IGNORECASE)
""" "denied as to Count I. The Clerk shall …"."""
_HOUR = re.compile(r"\d ?[ap]\.m$", re.IGNORECASE)
_SENTENCE_BEGINS = re.compile(
    r"\s+(?!(?:Central|Eastern|Mountain|Pacific|Alaska|Hawaii|CENTRAL|EASTERN|MOUNTAIN|PACIFIC)\b)"
    r"(?:[A-Z][a-z]+|[A-Z]{4,}) "
)
"""What follows "9:30 a.m." where that ends the sentence."""
_NAMED_FIRST = re.compile(
    r"(?!(?:[\w'\u2019&-]+ ){0,6}(?i:motion|order|notice|complaint|answer|response|petition|letter)\b[^.]*\.)"
    r"(?:[A-Z&][\w'\u2019&-]*,? ){1,6}(?i:inc|corp|co|ltd)\. (?:[A-Z][\w-]+ ){0,2}?"
    r"(?i:motion|answer|responses?) (?i:to|for|in|of)\b"
)
""" "Elm Corp. Motion to Stay", which is a title and no sentence with another behind it."""
_SHOUTED = re.compile(r"\s+[A-Z]{3,} [A-Z]{3,} [A-Z]{3,}\b")
_DANGLING = frozenset({
    "&", "a", "against", "an", "and", "are", "as", "at", "be", "before", "between", "cc", "by", "dated", "for", "from",
    "her", "his", "in", "including", "into", "is", "its", "must", "no", "nos", "not", "nunc", "of", "on", "or",
    "any", "been", "because", "being", "both", "concerning", "each", "either", "every", "has", "have", "if", "pursuant",
    "since", "such", "unless", "until", "was", "were", "when", "where", "which", "while", "who", "whose", "re", "re:",
    "regarding", "shall", "than", "that", "the", "their", "this", "through", "to", "under",
    "upon", "via", "will", "jointly", "respectfully", "with", "within", "without",
})  # fmt: skip
_CLAUSE = re.compile(
    r"[,;:\s](?:(?<!\s)(?=\s)|(?<=\s)(?=(?:and|or|which|that|because|pursuant|before|after|including|as)\s))"
)
_WITHIN_NAME = re.compile(
    r"[A-Z][\w.'\u2019-]*(?:,? (?:and|&) [A-Z]|, (?:\d{4}\b|(?:Inc|LLC|L\.L\.C|LLP|LP|L\.P|Ltd|Corp|Co|N\.A|Jr|Sr"
    r"|et al)\b))"
    r"|[A-Z][a-z]+, [A-Z][a-z]+ [A-Z]\b|\d{1,2}, \d{4}\b"
)
"""A comma or an "and" that ends no clause: "Poe, Inc.", "Poe and Roe LLP", "5, 2022"."""
_GROUNDS = re.compile(
    r",? (?:(?:pursuant to|because|for the reasons|in light of|in accordance with|on the grounds?|as set forth) )"
)
"""Before these words a long headline is whole."""
_ENCLOSED = re.compile(
    r"((?:chapter \d+ )?(?:voluntary )?petition(?: \([^)]{3,30}\))?)(?: for [\w-]{3,20})?,? (?:with|including) ",
    re.IGNORECASE,
)
"""A petition, and the schedules that are filed with it."""
_CLAUSE_WITHIN = 35
"""Characters at the end of the longest headline in which a clause is looked for."""


def find_sentence_end(text: str, begin: int) -> int | None:
    """The index of the period that ends the sentence; None where the text ends without one."""
    for period in _PERIOD.finditer(text, begin):
        before = text[max(period.start() - 12, 0) : period.start()]
        if text[period.start()] != ".":
            return period.start()
        last = _LAST_WORD.search(before)
        word = last[0].lower() if last else ""
        firm = word in _FIRMS or (len(word) == 1 and bool(_FIRM_IN_LETTERS.search(before)))
        if word == "m" and _HOUR.search(before) and _SENTENCE_BEGINS.match(text, period.end()):
            return period.start()
        if firm and _goes_on(text, period.end()):
            if last and not last[0].isupper() and _SHOUTED.match(text, period.end()):
                return period.start()
            continue
        lettered = len(word) == 1 and _LETTERED.search(before) and _NEXT_SENTENCE.match(text, period.end())
        if not firm and not lettered and is_abbreviated(word) and _NOT_BLANK.search(text, period.end()):
            continue
        following = _NOT_BLANK.search(text, period.end())
        if following and following[0].islower() and before[-1:] not in " ." and not text.islower():
            continue
        return period.start()
    return None


def _goes_on(text: str, at: int) -> bool:
    """Whether the period behind a firm's name ends no sentence."""
    begins = _NEXT_SENTENCE.match(text, at) or _begins_sentence(text, at)
    return not begins or bool(_NAMED_FIRST.match(text))


def _begins_sentence(text: str, at: int) -> bool:
    """Whether a common word with a capital and one without follow, as behind no name: "Roe Jr. Designated as"."""
    found = _PLAIN_NEXT.match(text, at)
    return found is not None and found["next"] not in _WITHIN_FIRMS and is_common(found["first"])


_PLAIN_NEXT = re.compile(r"\s+(?P<first>[A-Z][a-z]{3,}) (?P<next>[a-z]{2,})\b")
_WITHIN_FIRMS = frozenset({"of", "and", "for", "to", "by", "the", "in", "re"})


def is_abbreviated(word: str) -> bool:
    """Whether a period behind a word, in lower case, ends no sentence."""
    return (len(word) == 1 and word.isalpha()) or word in _ABBREVIATIONS or _NO_VOWEL.fullmatch(word) is not None


_NO_VOWEL = re.compile(r"(?!am|pm|llc|llp|lp|pllc|ltd|jr|sr|plc|tv)[b-df-hj-np-tv-xz]{2,4}")
""" "Sgt.", "Lt.", "Mgmt." end no sentence."""


def may_tell_several(low: str) -> bool:
    """Whether a title, in lower case, may tell of several rulings."""
    return any(map(low.__contains__, _ACTS))


def cut_headline(title: str) -> str:
    """At most ``LONGEST`` characters, or ``WHOLE`` where that spares the cut, which is at a clause or a word and never
    within a name; ``MOST`` for several rulings, of which none may be left out."""
    if len(title) <= WHOLE:
        return title
    most = MOST if may_tell_several(title) and _SEVERAL.search(title) else LONGEST
    if len(title) <= most:
        return title
    if enclosed := _ENCLOSED.match(title):
        return enclosed[1]
    short = title[: most - 1]
    if most == LONGEST and (grounds := _GROUNDS.search(short, _LEAST)):
        return remove_dangling(short[: grounds.start()])
    clauses = [
        found.start()
        for found in _CLAUSE.finditer(short, most - _CLAUSE_WITHIN + 1)
        if not _WITHIN_NAME.match(title, title.rfind(" ", 0, found.start()) + 1)
    ]
    if clauses:
        short = short[: clauses[-1]]
        if short.endswith((" is granted", " is denied", " are granted", " are denied")):
            return short
    elif " " in short[_LEAST:]:
        short = _before_phrase(_before_name(short[: short.rfind(" ")], title), title)
    return f"{_without_loose_end(short)}\u2026"


def _without_loose_end(short: str) -> str:
    """A cut title without words that go with what was cut."""
    short = _OPEN_GERUND.sub("", remove_dangling(short) or short)
    while loose := _LOOSE.search(short):
        short = remove_dangling(short[: loose.start()])
    return short


_OPEN_GERUND = re.compile(r"(?<=.{60}) (?:and \w+ )?(?:from|by|of|without|for) \w+ing$")
""" "prohibited from removing" where what is removed was cut."""
_LOOSE = re.compile(
    r"(?<=\w)[,;]? (?:accordingly|therefore|however|other|rather|more|less|such|prior|due|as well|(?:for )?the period"
    r"|(?<=order )(?:granting|denying|vacating|approving|extending|directing|setting|dismissing|reversing))$"
)
"""Words that go with a dangling one that was taken away: "other than"."""


def _before_phrase(short: str, title: str) -> str:
    """Takes back the words of a phrase that is cut before its noun: "by filing an amended" before "pleading"."""
    following = title[len(short) :].split(maxsplit=1)[:1]
    if (
        not following
        or not following[0][:1].islower()
        or not _BEFORE_NOUN.search(short, short.rfind(" ", 0, -_LONGEST_WORD))
    ):
        return short
    found = [one.start() for one in _PREPOSITION.finditer(short, _PHRASE_LEAST)]
    return short[: found[-1]] if found else short


_LONGEST_WORD = 20
_BEFORE_NOUN = re.compile(
    r"(?:\b(?:first|third|fourth|fifth|sixth|certain|further|joint|new|same|such|these|those|any|all|other|each|initial"
    r"|partial|prior|proper|special|second|should|would|could|can|may|will|must|has|have|had|been"
    r"|does|did|to be)(?: not)?|[a-z]{3}(?:ed|al|ive|ary|ory|ous|ful|ible)|\w['\u2019]s|s['\u2019])$"
)
"""A word that goes with the noun behind it."""
_PREPOSITION = re.compile(
    r" (?:of|to|for|in|on|by|with|from|against|under|regarding|re|at|as|and|or|that|which|via|why|whether|if|when"
    r"|where|who|because) "
)
_PHRASE_LEAST = 80


def _before_name(short: str, title: str) -> str:
    """Takes back the first words of a name or a date that is cut: "Bank of" and "June" before "America" and "5"."""
    following = title[len(short) :].split()[:2]
    if following and following[0].startswith("U.S.C"):
        short = short.rstrip("0123456789").rstrip()
    words = short.split(" ")
    joined = following[:1] != [] and following[0] in _JOINS and following[-1][:1].isupper()
    if following and _FIRM_FOLLOWS.match(following[0]):
        words[-1] = words[-1].rstrip(",")
    if following and (joined or following[0][:1].isupper() or following[0][:1].isdigit()):
        whole = short
        while len(" ".join(words)) > _LEAST and _is_within_name(words):
            words.pop()
        if len(whole) - len(" ".join(words)) > _NAME:
            return whole
    return " ".join(words)


def _is_within_name(words: list[str]) -> bool:
    """Whether a name goes on behind the last word."""
    last = words[-2] if words[-1] in _JOINS else words[-1]
    return last[:1].isupper() and last[-1:] not in ",;:"


_FIRM_FOLLOWS = re.compile(r"(?:Inc|LLC|L\.L\.C|LLP|LP|L\.P|Ltd|Corp|Co|N\.A|Jr|Sr)\b")
_JOINS = frozenset({"of", "and", "&", "de", "la", "v.", "for"})
"""Small words within a name."""
_NAME = 50
"""A longer name is cut within."""


def remove_dangling(title: str) -> str:
    """Removes dangling words from the end of a cut title: "Order granting motion to" loses its "to"."""
    words = title.rstrip(" ,;:.-\u2013(").split(" ")
    while words and (not words[-1] or (words[-1].lower() in _DANGLING and not _is_letter(words))):
        words.pop()
        if words:
            words[-1] = words[-1].rstrip(" ,;:.-\u2013(")
    if words and _ENDS_ABBREVIATED.search(words[-1]) and title.rstrip(" ,;:-").endswith(f"{words[-1]}."):
        words[-1] += "."
    return " ".join(words)


def is_dangling(title: str) -> bool:
    """Whether a headline ends with a word that goes with one that is not there: "to", "the", "Sgt"."""
    words = title.rstrip(" \u2026").split(" ")
    last = words[-1].strip(",;:()").lower()
    return (last in _DANGLING and not _is_letter(words)) or last in _BEFORE_NAME or title[-1:] in ",;:-("


_BEFORE_NAME = frozenset({
    "sgt", "lt", "capt", "col", "cpl", "maj", "gen", "det", "ofc", "insp", "mr", "mrs", "ms", "dr", "hon", "rev",
    "prof", "st", "ste", "v", "vs", "attn", "dba", "aka", "fka", "chapter", "rule", "section",
    "no", "nos", "u.s.c", "f.r.c.p",
})  # fmt: skip
"""Words that go with what follows them."""


def _is_letter(words: list[str]) -> bool:
    """Whether the last word is the letter of a schedule or an exhibit: "Schedule A"."""
    return words[-1] == "A" and words[-2:-1] != [] and words[-2][:1].isupper() and not words[-2].isupper()


_ENDS_ABBREVIATED = re.compile(r"^(?:inc|corp|co|ltd|al|jr|sr|esq|[a-z]\.[a-z])$", re.IGNORECASE)
