"""Sentence case of a court's title: legal and common words in lower case, names unchanged. Pure.

Called by ``headlines``, ``titles`` and ``reading.dates.deadlines``.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

_ACRONYMS = frozenset({
    "ACLU", "ADA", "ADEA", "ADR", "AI", "AO", "APA", "AUSA", "AWS", "BAP", "BNC", "BOP", "CEO", "CFO", "CJA",
    "CM/ECF", "CPA", "DEA", "DHS", "DIP", "DMCA", "DNA", "DOJ", "ECF", "EEOC", "EPA", "ERISA", "ESI", "EU", "FAA",
    "FBI", "FCA", "FCC", "FCRA", "FDA", "FDCPA", "FDIC", "FICO", "FLSA", "FMLA", "FOIA", "FRBP", "FRCP", "FTC",
    "FTCA", "HIPAA", "HUD", "ICE", "IDEA", "IFP", "II", "III", "INS", "IP", "IRS", "IV", "JPML", "LLC", "LLP", "LP",
    "MDL", "MIDP", "NA", "NAACP", "NEF", "NLRB", "PDF", "PHV", "PI", "PLLC", "POC", "PSI", "PSR", "R&R", "RICO",
    "SBA", "SEC", "SJ", "SSA", "SSI", "SSN", "TCPA", "TRO", "UCC", "UK", "US", "USA", "USBC", "USCA", "USCIS", "USDC",
    "USMS", "UST", "VA", "VI", "VII",
    "SDNY", "EDNY", "NDNY", "WDNY", "EDPA", "WDPA", "NDCA", "CDCA", "EDCA", "SDCA", "NDIL", "NDTX", "EDTX", "WDTX",
    "SDTX", "SDFL", "MDFL", "EDVA", "EDLA", "EDMI",
})  # fmt: skip
_FORMS = frozenset({"INC", "CORP", "LTD", "CO"})
_COMPANY = frozenset({
    "inc", "corp", "ltd", "co", "llc", "llp", "lp", "l.l.c", "l.p", "n.a", "na", "plc", "company", "corporation",
    "bank", "gmbh", "pllc", "p.c", "partners", "holdings", "group", "trust",
})  # fmt: skip
"""What ends a company's name: the common words before it belong to the name."""
_KEPT = re.compile(r"^[A-Z]$|^[A-Z]\.|\d|^[IVX]+-[IVX]+$")
_WITHIN_NAMES = frozenset({
    "association", "bank", "board", "bureau", "center", "church", "circuit", "city", "college", "commission",
    "company", "corporation", "council", "county", "court", "department", "district", "finance", "financial", "fund",
    "agencies", "agency", "airport", "alliance", "authority", "claims", "coalition", "federation", "foundation",
    "group", "holdings", "hospital", "institute", "league", "partnership", "port", "trustees",
    "industries", "insurance", "international", "labs", "mortgage", "party", "realty",
    "sales", "savings", "school", "services", "society", "state", "states", "street", "systems", "telephone", "trust",
    "union", "university",
})  # fmt: skip
"""Lower case, except after a name: "King County Superior Court"."""
_TITLES = frozenset({"honorable", "judge", "justice", "senator", "president", "governor", "secretary"})
"""Upper case before a name."""
_LEGAL = frozenset(Path(__file__).with_name("legal_words.txt").read_text(encoding="utf-8").split())
"""Legal words, which are lower case within a headline."""
_ENGLISH = frozenset(Path(__file__).with_name("english_words.txt").read_text(encoding="utf-8").split())
"""Further words that are lower case unless they belong to a name; a word that is in neither may be a name."""
_MADE_OF_WORDS = re.compile(
    r"[a-z]{3,}(?:tions?|sions?|[a-z]ments?|ness|ability|ibility|able|ible|ically|ingly|ously|ational|ative|itive"
    r"|izing|ising|ating|ifying|ized|ated|ified|ization|ology|ectomy|ceutical|orial|utory|atory)"
)
"""Ends of English words that names seldom have."""
_NUMBERED = frozenset(
    {
        "class",
        "count",
        "tier",
        "type",
        "chapter",
        "rule",
        "schedule",
        "form",
        "exhibit",
        "volume",
        "phase",
        "part",
        "section",
        "no",
        "nos",
    }
)
"""Upper case before a number or a letter: "Chapter 13"."""
_BEFORE_NAMES = _NUMBERED | _TITLES | {"may", "mark"}
_BEFORE_VERB = frozenset({"shall", "must", "will", "to"})
_NAMES_OF_PLACES = re.compile(
    r"\bnew (?=york|jersey|mexico|hampshire|orleans|england)\w+|\bcourt of (?:appeals|claims|international trade)\b"
    r"|\bunited states(?: trustee)?\b(?!')|\b(?:state|county|city|town|village|township|borough|commonwealth|parish"
    r"|university) of (?-i:(?=[A-Z]))|\bdistrict of (?-i:(?=[A-Z]))|\b(?:u\.s\. )?department of (?:justice|homeland "
    r"security|labor|education|the interior|the treasury|defense|commerce|energy|agriculture|transportation|veterans "
    r"affairs|health and human services|revenue|taxation|corrections|motor vehicles|state police|public safety"
    r"|social services|children and families)\b|\bbureau of (?:prisons|investigation|land management)\b"
    r"|\bjudicial panel on multidistrict litigation\b"
    r"|\bfederal rules? of (?:civil|criminal|appellate|bankruptcy) procedure\b|\bfederal rules? of evidence\b"
    r"|\bcommissioner of (?:social security|internal revenue)\b|\boffice of (?:the )?(?:attorney general"
    r"|united states attorney|u\.s\. attorney|inspector general|chief counsel"
    r"|general counsel|personnel management|public defender|federal public defender)\b"
    r"|\bu\.s\. (?:bankruptcy|district(?! judge)|attorney|tax|marshals?|probation|trustee)(?: court| office| "
    r"service)?\b"
    r"|\bfed\. r\. \w+\. p\.|\b(?:first|second|third|fourth|fifth|sixth|seventh"
    r"|eighth|ninth|tenth|eleventh|federal|d\.c\.) circuit\b|\bsocial security\b|\bsupreme court\b"
    r"|\bsecurities and exchange commission\b|\bfederal (?:trade|communications|energy regulatory) commission\b"
    r"|\binternal revenue service\b|\benvironmental protection agency\b|\bequal employment opportunity commission\b"
    r"|\bnational labor relations board\b|\bcustoms and border protection\b"
    r"|\b(?:northern|southern|eastern|western|middle|central) district of\b|\bdistrict of columbia\b",
    re.IGNORECASE,
)
_WORDS_OF_PLACES = (
    "new ", "court of ", "united states", "state of ", "county of ", "city of ", "town of ",
    "commissioner of ", "federal rule", "office of ", "u.s. ", "village of ", "township of ", "borough of ",
    "commonwealth of ", "parish of ", "university of ", "department of ", "bureau of ", "fed. r. ", " circuit",
    "social security", "supreme court", " exchange commission", "federal trade", "federal comm", "federal energy",
    "revenue service", "protection agency", "opportunity commission", "relations board", "border protection",
    " district of", "district of columbia", "judicial panel",
)  # fmt: skip
"""One of these is in whatever ``_NAMES_OF_PLACES`` finds."""
_STRIPPED = ".,;:()[]\"'\u2019\u201c\u201d"


@lru_cache(maxsize=4_096)
def convert_to_sentence_case(title: str) -> str:
    """Sentence case of a court's title: legal and common words in lower case, names unchanged."""
    words = title.split()
    lows = [_bare(word) for word in words]
    shouted = sum(map(str.isupper, words)) > len(words) / 2 and len(words) > 2
    names = _find_names(words, lows)
    cased = [
        _in_name(word, beside=_beside_a_name(words, index))
        if names[index]
        else _word(word, shouted or (word.isupper() and _beside_a_name(words, index)))
        for index, word in enumerate(words)
    ]
    if "A" in words or not _BEFORE_NAMES.isdisjoint(lows):
        _case_before_names(words, lows, cased)
    result = _name_places(" ".join(cased))
    return result[:1].upper() + result[1:]


_OF_MONTH = re.compile(r"\d|(?:through|to|and|or|-)$|[A-Z][a-z]+,? \d", re.IGNORECASE)


def _case_before_names(words: list[str], lows: list[str], cased: list[str]) -> None:
    """The article "A", and words whose case depends on what follows them."""
    for index, word in enumerate(words[:-1]):
        if lows[index] == "mark" and index and lows[index - 1] in _BEFORE_VERB:
            cased[index] = "mark"
        elif lows[index] == "may" and word[-1:].isalpha() and not _OF_MONTH.match(words[index + 1]):
            cased[index] = "may"
        elif word == "A" and index and is_common(words[index - 1]) and words[index - 1].lower() not in _NUMBERED:
            cased[index] = "a"
        elif lows[index] in _BEFORE_NAMES and _stands_before_name(
            word, words[index + 1].strip(_STRIPPED), cased[index + 1]
        ):
            cased[index] = f"({word[1:].capitalize()}" if word.startswith("(") else word.capitalize()
            if lows[index] == "rule" and index:
                _case_kind_of_rule(words, lows, cased, index)


def _case_kind_of_rule(words: list[str], lows: list[str], cased: list[str], index: int) -> None:
    """The words before "Rule" that say whose it is: "Local Civil Rule 16.1", "Federal Rule"."""
    if not words[index - 1].istitle():
        return
    if lows[index - 1] in _RULES_OF:
        cased[index - 1] = words[index - 1]
        if index > 1 and lows[index - 2] in ("civil", "criminal"):
            cased[index - 2] = words[index - 2]
    elif index > 1 and lows[index - 2] == "local":
        cased[index - 2 : index] = words[index - 2 : index]


_RULES_OF = frozenset({"local", "bankruptcy", "federal"})


def _name_places(text: str) -> str:
    """Upper case for places and courts in several words: "United States", "2d Circuit"."""
    low = text.lower()
    if any(map(low.__contains__, _WORDS_OF_PLACES)):
        text = _NAMES_OF_PLACES.sub(
            lambda found: (
                found[0]
                .title()
                .replace(" Of", " of")
                .replace(" The ", " the ")
                .replace(" And ", " and ")
                .replace(" On ", " on ")
            ),
            text,
        )
    if " litigation" in low and "in re " in low:
        text = _LITIGATION.sub(lambda found: found[0].title().replace(" And ", " and ").replace(" Of ", " of "), text)
    if " Judge " in text:
        text = _OF_JUDGE.sub(lambda found: found[0].title(), text)
    if '"' in text:
        text = _NICKNAME.sub(lambda found: found[0].title(), text)
    return _CIRCUIT.sub(r"\1 Circuit", text) if " circuit" in low else text


_LITIGATION = re.compile(r"(?<=\bin re )(?-i:[A-Z])[\w'\u2019,.& -]{4,90}? litigation\b", re.IGNORECASE)
_NICKNAME = re.compile(r'(?<=[A-Z][a-z]{2} )"[a-z]+"(?= [A-Z])|(?<=[a-z]{3} )"[a-z]+"(?= [A-Z][a-z])')
"""A name between two names: "Jason "Jay" Poe"."""


@lru_cache(maxsize=8_192)
def _bare(word: str) -> str:
    """The word in lower case without punctuation at its ends."""
    return word.strip(_STRIPPED).lower()


def _stands_before_name(word: str, following: str, cased: str) -> bool:
    """Whether a word is upper case for what follows it: "Chapter 13", "Judge Poe"."""
    bare = _bare(word)
    numbered = word.lstrip("(")[:1].isupper() and (
        following[:1].isdigit() or (following.isupper() and (len(following) == 1 or not set(following) - set("IVX")))
    )
    return (bare in _NUMBERED and numbered) or (bare in _TITLES and cased[:1].isupper() and following[:1].isupper())


_OF_JUDGE = re.compile(r"\b(?:magistrate|district|chief|senior|bankruptcy|circuit) (?=Judge [A-Z])")
_CIRCUIT = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)) circuit\b")


def lower_first(text: str) -> str:
    """The text with its first letter in lower case, unless that begins a name or is an abbreviation."""
    first = text.split(maxsplit=1)[:1]
    if first and _bare(first[0]) in _NUMBERED and _NUMBER_NEXT.match(text, len(first[0])):
        return text
    if first and text[1:2].islower() and is_common(first[0]):
        return text[:1].lower() + text[1:]
    return text


_NUMBER_NEXT = re.compile(r" (?:\d|[IVX]+\b)")


@lru_cache(maxsize=8_192)
def is_common(word: str) -> bool:
    """Whether a word in any case is no name by itself."""
    low = word.strip(_STRIPPED).lower().replace("\u2019", "'").removesuffix("'s").removesuffix("s'")
    if low in _NAMES:
        return False
    if "-" in low or "/" in low:
        return all(not part or part in _PREFIXES or is_common(part) for part in re.split("[-/]", low)[:8])
    return low in _LEGAL or low.removesuffix("s") in _LEGAL or _is_english(low)


_NAMES = frozenset(
    {
        "wells",
        "fields",
        "banks",
        "brooks",
        "woods",
        "waters",
        "hills",
        "rivers",
        "burns",
        "mills",
        "parks",
        "powers",
        "chase",
        "bush",
    }
)
"""Names that are also the plurals of words."""
_PREFIXES = frozenset({
    "anti", "bi", "co", "counter", "cross", "e", "ex", "inter", "intra", "mid", "multi", "non", "over", "post", "pre",
    "re", "self", "semi", "sub", "sur", "tele", "un", "under", "vice",
})  # fmt: skip


@lru_cache(maxsize=8_192)
def _is_english(low: str) -> bool:
    return bool(_MADE_OF_WORDS.fullmatch(low)) or any(stem in _ENGLISH or stem in _LEGAL for stem in _stems(low))


def _stems(low: str) -> Iterator[str]:
    """The word, and what it may be derived from: "authorities" from "authority", "redocketed" from "redocket"."""
    yield low
    for ending, others in _ENDINGS:
        if low.endswith(ending) and len(low) - len(ending) >= _SHORTEST - (ending == "ed"):
            yield from (low.removesuffix(ending) + other for other in others)
    for prefix in ("un", "re", "non", "pre", "dis", "mis"):
        if low.startswith(prefix) and len(low) > _SHORTEST + 3:
            yield low.removeprefix(prefix)


_ENDINGS = (
    ("s", ("",)),
    ("ies", ("y",)),
    ("es", ("",)),
    ("ied", ("y",)),
    ("ed", ("", "e")),
    ("ing", ("", "e")),
    ("ly", ("",)),
)
_SHORTEST = 4


def _find_names(words: list[str], lows: list[str]) -> list[bool]:
    """Which common words belong to a name: one after a name that ends no phrase ("Elm County"), and those before a
    company's form ("Green Valley Foods LLC"). ``lows``: the words in lower case without punctuation."""
    found = _find_shouted_names(words)
    capital = [word[:1].isupper() for word in words]
    for index in range(1, len(words)):
        low = lows[index]
        follows = capital[index] and capital[index - 1] and low not in _SMALL and low not in _NEVER_NAMES
        if follows and _is_of_name(words[index - 1], named=found[index - 1]):
            found[index] = low in _WITHIN_NAMES or (_is_english(low) and low not in _LEGAL)
        if capital[index] and _joins_name(words, index):
            found[index] = True
        if low == "act" and _ends_a_law(words, index):
            _keep_run(words, index, found)
    _find_in_prose(words, lows, found)
    _find_organisations(words, lows, found)
    _keep_after_titles(words, lows, found)
    if not _LAST_OF_NAMES.isdisjoint(lows):
        mixed = any(word.islower() and len(word) > _LONG for word in words)
        for index, low in enumerate(lows):
            if low in _LAST_OF_NAMES and _ends_a_company(words, index, low, mixed=mixed):
                _keep_company(words, index, found)
    return found


def _joins_name(words: list[str], index: int) -> bool:
    """Whether a middle initial or "&" joins a word to a name: "Ann D. Fielding", "Elm & Associates"."""
    before, first = words[index - 1], words[index - 2] if index > 1 else ""
    if not words[index].istitle() or not (first.istitle() and first.isalpha()) or is_common(first):
        return False
    return before == "&" or (len(before) == 2 and before[0].isupper() and before[1] == ".")


_OF_ORGANISATIONS = frozenset({
    "agencies", "agency", "airport", "alliance", "association", "authority", "bank", "board", "brotherhood", "church",
    "coalition", "commission", "committee", "company", "conference", "council", "diocese", "federation", "foundation",
    "fund", "guild", "institute", "league", "museum", "port", "society", "union", "university", "workers",
})  # fmt: skip
"""What names of organisations begin or end with."""
_JOINING = frozenset({"of", "the", "for", "and", "&"})
_RUN_LEAST, _RUN_MOST = 3, 8


def _find_organisations(words: list[str], lows: list[str], found: list[bool]) -> None:
    """A run of capitals within prose that begins or ends as an organisation's name does: "the Association of State
    Toll Agencies"; and "Port of" before a name, "First" before a name that is a bank's."""
    if _OF_ORGANISATIONS.isdisjoint(lows):
        return
    for start in range(1, len(words)):
        if not words[start].istitle() or (words[start - 1].istitle() and words[start - 1][-1:].isalpha()):
            continue
        end = _end_of_run(words, lows, start)
        run = range(start, end)
        if lows[start] in _OF_ORGANISATIONS:
            kept = lows[start + 1 : start + 2] == ["of"] and end - start > 2 and not is_common(words[start + 2])
        else:
            kept = lows[end - 1] in _OF_ORGANISATIONS and lows[start] in _ORDINALS and not is_common(words[start + 1])
        within = lows[start] in _OF_ORGANISATIONS or lows[end - 1] in _OF_ORGANISATIONS
        prose = within and end - start >= _RUN_LEAST and _is_behind_prose(words, lows, start)
        if (kept or prose) and _PAPERS.isdisjoint(lows[start:end]):
            for place in run:
                found[place] = words[place].istitle()


_ORDINALS = frozenset({"first", "second", "third", "fourth", "fifth", "sixth", "american", "national", "united"})


def _end_of_run(words: list[str], lows: list[str], start: int) -> int:
    end = last = start + 1
    while last < len(words) and last - start < _RUN_MOST and words[last - 1][-1:] not in ".,;:)":
        if words[last].istitle():
            end = last + 1
        elif lows[last] not in _JOINING or not words[last].islower() or (words[last] in _JOINING and end < last - 1):
            break
        last += 1
    return end


def _is_behind_prose(words: list[str], lows: list[str], start: int) -> bool:
    """Whether the last longer word before a run is in lower case, so that its capitals mean a name."""
    place = start - 1
    while place > 0 and lows[place] in _SMALL:
        place -= 1
    return words[place].islower() and len(words[place]) >= _LONG


_OFFICES = frozenset({"board", "department", "bureau", "ministry", "institute", "division", "academy"})
_OFFICE_MOST = 5


def _keep_after_titles(words: list[str], lows: list[str], found: list[bool]) -> None:
    if not _OFFICES.isdisjoint(lows):
        _keep_offices(words, lows, found)
    if not _BEFORE_PERSON.isdisjoint(lows):
        _keep_first_names(words, lows, found)


def _keep_offices(words: list[str], lows: list[str], found: list[bool]) -> None:
    """An office and the common words of its name: "Department of Natural Resources"."""
    for index, low in enumerate(lows[:-2]):
        if low not in _OFFICES or lows[index + 1] != "of" or not words[index].istitle():
            continue
        last = index
        for place in range(index + 2, min(index + 2 + _OFFICE_MOST, len(words))):
            if lows[place] in _PAPERS or not (words[place].istitle() or lows[place] in ("and", "the", "of")):
                break
            last = place if words[place].istitle() else last
            if words[place][-1:] in ".,;:)":
                break
        if last > index:
            for place in range(index, last + 1):
                found[place] = words[place].istitle()


_BEFORE_PERSON = frozenset({
    "of", "by", "against", "for", "from", "attorney", "warden", "sheriff", "judge", "dr", "mr", "ms", "mrs", "officer",
    "employ", "depose", "detective", "v", "vs", "deponent",
})  # fmt: skip


def _keep_first_names(words: list[str], lows: list[str], found: list[bool]) -> None:
    """A common word that is a first name: it stands between a preposition or a title, and a name."""
    for index, low in enumerate(lows[:-2]):
        word, following = words[index + 1], words[index + 2]
        if low in _BEFORE_PERSON and _may_be_first_name(word, lows[index + 1]) and not words[index].isupper():
            name = following.istitle() and not is_common(following) and lows[index + 2] not in _OF_TIME
            found[index + 1] = found[index + 1] or name


def _may_be_first_name(word: str, low: str) -> bool:
    return word.istitle() and word.isalpha() and _is_english(low) and low not in _LEGAL and low not in _NO_FIRST_NAMES


_OF_TIME = frozenset({
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
})  # fmt: skip
_NO_FIRST_NAMES = frozenset({
    "attorney", "attorneys", "mr", "ms", "dr", "former", "co", "minor", "child", "all", "the", "any", "expert",
    "claimant", "landlord", "witness", "said", "non", "other", "others", "late", "doctor", "officer", "additional",
    "new",
})  # fmt: skip


def _is_prose(words: list[str]) -> bool:
    """Whether most long words are in lower case, so that a capital means a name."""
    long = [word for word in words[1:] if len(word) > _LONG]
    return len(long) > _FEW and 3 * sum(map(str.islower, long)) >= 2 * len(long)


def _find_in_prose(words: list[str], lows: list[str], found: list[bool]) -> None:
    if len(words) > _FEW and _is_prose(words):
        for index in range(1, len(words)):
            if words[index].istitle() and not found[index]:
                found[index] = _is_name_in_prose(words, lows, index)


def _is_name_in_prose(words: list[str], lows: list[str], index: int) -> bool:
    if words[index - 1][-1:] in ".:;":
        return False
    low = lows[index].replace("\u2019", "'").removesuffix("'s").removesuffix("s'")
    if low.endswith("ed") and len(low) > _LONG + 1 and is_common(low):
        return False
    return low not in _SMALL and not is_legal(low) and not _MADE_OF_WORDS.fullmatch(low)


_FEW = 3


def _is_of_name(before: str, *, named: bool) -> bool:
    """Whether a name goes on behind this word. ``named``: it is known to belong to one."""
    return before[-1:] not in ".,;:)" and (named or not is_common(before)) and not _is_acronym(before)


def _ends_a_law(words: list[str], index: int) -> bool:
    titled = words[index].istitle() and words[index - 1].istitle()
    return titled and not all(one.istitle() for one in words if len(one) > 3)


def _ends_a_company(words: list[str], index: int, low: str, *, mixed: bool) -> bool:
    """Whether the words before this one are its name. ``mixed``: not every long word begins with a capital."""
    word, before = words[index], words[index - 1]
    if low in _COMPANY and not is_common(word):
        return True
    if not word[:1].isupper():
        return False
    if low == "bank" and index > 1 and not is_legal(before) and before.istitle():
        behind = words[index - 2]
        if behind.endswith(",") or _bare(behind) in _BEFORE_PERSON:
            return True
    named = low in _FIRMS or (low in _ORGANISATIONS and mixed)
    return (named and not is_legal(before)) or (before.lower(), low) in _PAIRS


def _keep_company(words: list[str], index: int, found: list[bool]) -> None:
    """The capitalised words before a company's form are its name: "Green Valley Foods LLC"."""
    found[index] = found[index] or words[index].istitle()
    for place in range(index - 1, max(index - 6, -1), -1):
        word = words[place]
        if not word[:1].isupper() or word[-1:] in ".;:)" or (word[-1:] == "," and place < index - 1):
            return
        low = _bare(word)
        if low in _SMALL or low in _PREPOSITIONS or (low in _PAPERS and place < index - 1):
            return
        found[place] = True


def _find_shouted_names(words: list[str]) -> list[bool]:
    """Which words belong to a name in capitals within a text that is not: "against OAK BANK NATIONAL TRUST"."""
    found = [False] * len(words)
    if sum(map(str.isupper, words[1:])) < _FEWEST or all(word.isupper() for word in words if len(word) > 3):
        return found
    start = 1
    while start < len(words):
        end = start
        while end < len(words) and words[end].isupper() and words[end - 1][-1:] not in ".;:" * (end > start):
            end += 1
        run = [_bare(word) for word in words[start:end]]
        if len(run) > 1 and any(low in _COMPANY or low in _WITHIN_NAMES for low in run) and run[0] not in _LEGAL:
            found[start:end] = [low not in _SMALL for low in run]
        start = max(end, start + 1)
    return found


_FEWEST = 2
"""Words of a name in capitals."""


def _keep_run(words: list[str], index: int, found: list[bool]) -> None:
    """The capitalised words before "Act" are its name: "under the Criminal Justice Act"."""
    while index > 0 and (words[index].istitle() or (words[index] in _WITHIN_LAWS and words[index - 1].istitle())):
        found[index] = words[index].istitle()
        index -= 1


_WITHIN_LAWS = frozenset({"to", "of", "and", "in", "for", "the"})


_FIRMS = frozenset({"corporation", "company"})
_LONG = 4
_ORGANISATIONS = frozenset({
    "association", "foundation", "institute", "society", "university", "college", "coalition", "alliance",
})  # fmt: skip


def is_legal(word: str) -> bool:
    low = _bare(word)
    return low in _LEGAL or low.removesuffix("s") in _LEGAL


_PAPERS = frozenset({
    "affidavit", "agreement", "appearance", "appellant", "appellee", "application", "attorney", "brief",
    "certificate", "claim", "claimant", "claims", "compel", "landlord", "movant", "complaint",
    "corporate", "counsel", "creditor", "debtor",
    "declaration", "defendant", "defendants", "dismiss", "employ", "judgment", "letter", "motion", "motions",
    "notice", "objection", "order", "parent", "petition", "petitioner", "plaintiff", "plaintiffs", "reply",
    "report", "request", "respondent", "response", "statement", "stipulation", "summons", "transfer", "trustee",
})  # fmt: skip
_PAIRS = frozenset(
    {
        ("credit", "union"),
        ("national", "association"),
        ("savings", "bank"),
        ("national", "bank"),
        ("state", "bank"),
        ("insurance", "company"),
    }
)
_LAST_OF_NAMES = _COMPANY | _FIRMS | _ORGANISATIONS | {last for _, last in _PAIRS}
_PREPOSITIONS = frozenset({"against", "with", "from", "between", "under", "upon", "regarding", "re"})
_NEVER_NAMES = frozenset({
    "a", "an", "are", "at", "be", "case", "from", "if", "is", "on", "or", "shall", "that", "these", "this", "with",
})  # fmt: skip
"""What no name goes on with, in a title of capitals."""
_SMALL = frozenset({"of", "and", "for", "the", "in", "as", "to", "by", "not", "its", "but"})


def _is_acronym(word: str) -> bool:
    return word.strip(_STRIPPED) in _ACRONYMS


def _in_name(word: str, *, beside: bool) -> str:
    if "." in word[1:-1] and _KEPT.match(word):
        return word
    if word.strip(_STRIPPED) in _FORMS:
        return word.capitalize()
    bare = word.strip(_STRIPPED)
    if word.isupper() and len(bare) > _LETTERS and _is_english(bare.lower()):
        return word.capitalize()
    return word.capitalize() if word.isupper() and len(bare) > (3 if beside else 4) else word


_LETTERS = 2
"""A longer word in capitals is no abbreviation, where it is an English word."""


def _beside_a_name(words: list[str], index: int) -> bool:
    """Whether a word in capitals is next to another that is no legal word: "ROBERT JAMES POE"."""
    beside = words[max(index - 1, 0) : index] + words[index + 1 : index + 2]
    return any(word.isupper() and len(word) > 2 and not is_common(word) and word not in _ACRONYMS for word in beside)


_OF_COURT = ("USCA-", "USDC-")


@lru_cache(maxsize=8_192)
def _word(word: str, shouted: bool) -> str:
    bare = word.strip(_STRIPPED)
    low = bare.lower().replace("\u2019", "'")
    if bare not in _ACRONYMS and is_common(low):
        return word.lower()
    if "-" in bare and bare[:1].isdigit() and all(part.isdigit() or is_common(part) for part in bare.split("-")):
        return word.lower()
    if not bare or bare in _ACRONYMS or _KEPT.search(bare):
        return word
    if "-" in bare and all(is_common(part) or not part for part in bare.split("-")):
        return word.lower()
    if bare.startswith(_OF_COURT) and bare.isupper():
        return "-".join(part if part in _ACRONYMS else part.capitalize() for part in word.split("-"))
    if "/" in bare and all(is_common(part) or part in _ACRONYMS for part in bare.split("/")):
        return "/".join(part if part in _ACRONYMS else part.lower() for part in word.split("/"))
    if bare in _FORMS or (bare.isupper() and len(bare) > (2 if shouted else 4)):
        return "-".join(part.capitalize() for part in word.split("-"))
    return word
