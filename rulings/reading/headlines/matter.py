"""What a title alone leaves out and the text tells: who was served and when, who transferred a claim to whom, what a
court of appeals decided; and words that turn a headline's meaning around. Called by ``headlines``."""

import re

from rulings.reading.headlines.cutting import find_sentence_end
from rulings.reading.headlines.sentence_case import lower_first
from rulings.reading.headlines.stops import ENTRY, FILER

_READ = 700
"""Characters of a text in which its matter is looked for."""
_EXECUTED = re.compile(r"executed$", re.IGNORECASE)
_IS_SERVED = re.compile(
    r",? (?P<how>(?:was |were )?served|waiver sent|served waiver sent) (?P<day>(?:on )?\d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
_SERVED_ON = re.compile(r"(?<=xecuted) (?P<who>(?:as to|upon|on) [^,;]{2,80}?) (?=served on \d)", re.IGNORECASE)
_TO_WHOM = re.compile(r"^(?:as to|upon|on|by|:|-)\s+", re.IGNORECASE)
_UNEXECUTED = re.compile(r"\bunexecuted\b[^;]{0,90}?(?P<who> as to [A-Z][^;:(]{2,80})", re.IGNORECASE)
_WHO_MOST = 80
_TRANSFER = re.compile(
    rf"\btransferors?:? (?P<whose>[^;:{FILER}{ENTRY}]{{2,80}}?),? (?:to|transferee:?) (?P<whom>[^;:({FILER}]{{2,80}}?)"
    rf"(?=\.? ?(?:$|[;({FILER}])|\. | filed\b| fee amount\b)",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\bdecision:? (?:is )?(?P<what>(?:affirmed|reversed|vacated|remanded|dismissed|denied|granted)"
    r"(?:,? (?:in part|and|&|affirmed|reversed|vacated|remanded|dismissed)\b){0,5})",
    re.IGNORECASE,
)
_BARE = frozenset(
    {
        "remark",
        "remarks",
        "note",
        "notation",
        "memo",
        "memo to record",
        "appeal remark",
        "comment",
        "set hearings/deadlines",
        "set deadlines/hearings",
        "set hearings",
        "set deadlines",
        "reset hearings",
        "reset deadlines",
        "set/reset deadlines",
        "set/reset hearings",
        "set/reset deadlines/hearings",
        "set/reset hearings/deadlines",
        "set deadlines and hearings",
        "terminate deadlines and hearings",
    }
)


def add_matter(title: str, text: str) -> str:
    """The title with what the text, which is without asides, tells of its matter."""
    low = title[:90].lower()
    if "executed" in low:
        return _add_served(title, text[:_READ])
    if (
        low.startswith("transfer of claim")
        and (":" not in title or "transferor" in low)
        and (found := _TRANSFER.search(text, 0, _READ))
    ):
        head = "Transfer of claim" if "transferor" in low else title
        return f"{head}: {found['whose'].strip()} to {found['whom'].strip(' .,')}"
    if low.startswith("mandate") and (found := _DECIDED.search(text, 0, _READ)) and found["what"].lower() not in low:
        return f"{title}: {found['what'].lower()}"
    if low.startswith("terminated") and (found := _AFFIRMED.search(text, 0, _READ)) and "judgment" not in low:
        return f"{title}; {found[0].lower()}"
    if said := _of_appeal(title, low, text):
        return said
    if "denying" in low and ";" not in low:
        return _add_prejudice(title, low, text[:_READ])
    if low.strip(" :.") in _BARE:
        return _add_sentence(title.strip(" :."), text)
    return title


_DONE_AT_ONCE = re.compile(r"; (removal stayed|stay granted|stay denied)\b", re.IGNORECASE)
_CERTIORARI = re.compile(r"\bcert petition action \d: (?P<action>granted|denied|dismissed|pending)", re.IGNORECASE)
_RULED = re.compile(r"\bruling: (?P<what>[A-Za-z]{4,12}(?:/[A-Za-z]{4,12}){0,2})", re.IGNORECASE)
""" "Supreme Court Case Info … Cert Petition Action 1: Granted, … Ruling: Vacated/Remanded"."""


def _of_appeal(title: str, low: str, text: str) -> str:
    """What courts of appeals tell of the Supreme Court, and of a stay that a motion brings about; "" for others."""
    if low.startswith("supreme court case info") and (found := _CERTIORARI.search(text, 0, _READ)):
        ruled = _RULED.search(text, 0, _READ)
        then = f"; {ruled['what'].lower().replace('/', ' and ')}" if ruled else ""
        return f"Supreme Court: petition for certiorari {found['action'].lower()}{then}"
    if "; " in text and ";" not in title and (done := _DONE_AT_ONCE.search(text, 0, _READ)):
        return f"{title}; {done[1].lower()}"
    return ""


_AFFIRMED = re.compile(
    r"\b(?:judgment|order|decision) (?:affirmed|reversed|vacated|remanded|dismissed)"
    r"(?:,? (?:in part|and|affirmed|reversed|vacated|remanded)\b){0,5}",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\bdenied without prejudice\b|\bdenying without prejudice\b", re.IGNORECASE)


def _add_prejudice(title: str, low: str, text: str) -> str:
    """A denial that lets the motion be made again."""
    told = "prejudice" not in title.lower() and "moot" not in low and text.lower().count("denied") <= 1
    return f"{title} without prejudice" if told and _WITHOUT.search(text) else title


def _add_sentence(title: str, text: str) -> str:
    rest = text[len(title) :].lstrip(f" :.,-{FILER}{ENTRY}")
    end = find_sentence_end(rest, 0)
    told = _WHOSE.sub("", (rest if end is None else rest[:end]).strip())
    return f"{title}: {lower_first(told)}" if len(told.split()) > 1 else title


_WHOSE = re.compile(r"^as to [^:]{3,60}: ", re.IGNORECASE)


def _add_served(title: str, text: str) -> str:
    """Who was served, and when: "Summons returned executed: Elm Bank served on 3/3/2020"."""
    title = _SERVED_ON.sub(r" \g<who>, ", title)
    if not _EXECUTED.search(title):
        return title
    if title.lower().endswith("unexecuted"):
        found = _UNEXECUTED.search(text)
        return f"{title}{found['who'].rstrip(' .,')}" if found else title
    done = text.lower().find("executed")
    served = _IS_SERVED.search(text, done + len("executed")) if done >= 0 else None
    if served is None:
        return title
    who = text[done + len("executed") : served.start()].rpartition(FILER)[2].strip(" .,:;-")
    end = find_sentence_end(who, 0)
    who = _TO_WHOM.sub("", who if end is None else who[end + 1 :].strip())
    if not 1 < len(who) <= _WHO_MOST or not who[:1].isupper():
        return title
    others = ", and others" if _IS_SERVED.search(text, served.end()) else ""
    return f"{title}: {who} {served['how'].lower().removeprefix('served waiver')} {served['day']}{others}".replace(
        "  ", " waiver "
    )


_RULINGS = re.compile(
    r"\b(?:(grant)|(den)(?:y|ied)|(vacat)|(set aside|setting aside)|(dismiss)|(str[iu]c?k)|(overrul)|(sustain)"
    r"|(revers))",
    re.IGNORECASE,
)
_SENTENCE_MOST = 190


def drops_ruling(title: str, text: str) -> bool:
    """Whether the first sentence of an order, which is short, tells of a ruling that the headline has not."""
    end = find_sentence_end(text, _CLAUSE_LEAST)
    first = text[:_READ] if end is None else text[:end]
    if len(first) > _SENTENCE_MOST:
        return False
    told = {found.lastindex for found in _RULINGS.finditer(first)}
    said = {found.lastindex for found in _RULINGS.finditer(title)}
    return bool(told - said - ({1, 2} if " in part" in title.lower() else set()))


_TURNS = re.compile(
    r"\b(?P<stem>withdr[ae]w|vacat|cancel|str(?:ic)?k|strik|not\b|no(?= [a-z]{3})|den(?:y|ied|ial)|terminat"
    r"|unexecuted|deficien"
    r"|defective|without prejudice|proposed|amended|corrected|supplemental|unopposed|reject|revers|rescind|moot\b"
    r"|undeliverable|incomplete)",
    re.IGNORECASE,
)
"""Words without which a headline says something else than the text."""
_STEMS = {"withdraw": "withdr", "withdrew": "withdr", "strick": "str", "strik": "str", "deny": "den", "denied": "den",
          "denial": "den"}  # fmt: skip
_CLAUSE_ENDS = re.compile(rf"[;:.({FILER}{ENTRY}]| (?:re|RE|Re|by|BY|filed|FILED|Filed)\b")
_CLAUSE_MOST, _CLAUSE_LEAST = 110, 12


def drops_turning_word(title: str, text: str) -> bool:
    """Whether the text's first words have a word that turns their meaning around, and the headline has not."""
    ends = _CLAUSE_ENDS.search(text, _CLAUSE_LEAST, _CLAUSE_MOST)
    low = title.lower()
    for found in _TURNS.finditer(text, 0, ends.start() if ends else min(len(text), _CLAUSE_MOST)):
        stem = found["stem"].lower()
        if _STEMS.get(stem, stem) not in low:
            return True
    return False
