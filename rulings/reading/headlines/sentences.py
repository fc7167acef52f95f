"""What a docket text says after its title, and what it names. Called by ``headlines`` and ``orders``."""

import re
from collections.abc import Iterator, Sequence

from rulings.reading.headlines.cutting import find_sentence_end
from rulings.reading.headlines.sentence_case import convert_to_sentence_case, lower_first
from rulings.reading.headlines.stops import ENTRY, find_stop_phrase
from rulings.reading.headlines.wording import read_titles

ANSWERS = frozenset(
    {
        "response",
        "reply",
        "objection",
        "objections",
        "opposition",
        "answer",
        "responses",
        "sur-reply",
        "surreply",
        "replies",
        "traverse",
        "limited",
    }
)
_TYPES = frozenset({
    "only", "u.s.c.a", "executive", "committee", "a", "adjournment", "adversary", "affidavit", "affirmation", "agreed",
    "amended", "an", "and", "answer", "appeal", "application", "authorities", "bnc", "brief", "briefs", "case",
    "certificate", "certification", "chambers", "civil", "clerk", "clerk's", "clerks", "closed", "conference",
    "consent", "continuance", "continued", "corrected", "correction", "correspondence", "counsel", "court", "courts",
    "curiam", "decision", "decision/order", "declaration", "deficiency", "denying", "docket", "document", "documents",
    "electronic", "endorsed", "endorsement", "entered", "entry", "errata", "exhibit", "exhibits", "filed", "filing",
    "final", "first", "for", "from", "generic", "granting", "hearing", "hearing/", "hearings", "held", "in",
    "informal", "initial", "interim", "joinder", "joint", "judgment", "law", "letter", "letter-motion", "lodging",
    "mailing", "memo", "memorandum", "minute", "miscellaneous", "motion", "notation", "text-only", "motions",
    "movant's", "notice", "notices", "object", "objection", "objections", "of", "on", "opinion", "opinions",
    "opportunity", "opposition", "oral", "order", "orders", "other", "paperless", "parties", "party", "pdf", "per",
    "points", "presentment", "pretrial", "proof", "proposed", "re", "receipt", "record", "regarding", "related",
    "relief", "reopened", "reply", "report", "request", "rescheduled", "reset", "respond", "response",
    "response/objection", "ruling", "scheduled", "sealed", "second", "service", "set", "statement", "status",
    "stipulated", "stipulation", "submission", "summons", "supplement", "supplemental", "support", "supporting",
    "telephone", "telephonic", "terminated", "text", "the", "third", "to", "unopposed", "usca", "withdrawal",
    "change", "rescheduling", "resetting", "schedule", "setting", "by", "filer",
})  # fmt: skip
"""Words that say what kind of paper a filing is; a title of nothing else leaves its matter out."""
_NOTHING = (
    r"by(?! \w{3,9}\.? \d)|w/|distributed|(?:with )?filing fee|signed|filed|entered|service|date|document|attach|fee"
    r"|court reporter|no\. of"
    r"|receipt|see|copies|copy (?:mailed|sent)|proposed document"
    r"|attached|modified|notified|interpreter|associated|this is (?:an? |the )?(?:text|official)|this document"
    r"|dated as of|certificate of service|(?:pursuant to|see) (?:fed|local|rule)\b[^;]{0,40}$|its successors?"
    r"|text (?:only )?entry|no document|there is no|the pdf|other$|e-?file|notice date|all (?:counsel|parties)|county"
    r"|file size|joint document|mailed|click here|for complete details|parties notified"
    r"|served (?:on(?= \d)|by|via|upon)|oral argument requested|manner of service|the following parties were served"
    r"|docket text (?:modified|corrected)|before judges"
)
SAYS_NOTHING = re.compile(rf"(?:\s*\(|\W*(?:{_NOTHING}|so ordered)\b|\W*$|\W*\d)", re.IGNORECASE)
"""A sentence that tells nothing, even where nothing else is told: who signed, what it cost."""
SAYS_LITTLE = re.compile(
    rf"(?:\s*\(|\W*(?:{_NOTHING}|of|compliance|incomplete|objections? due|responses? due|deficiency|related"
    r"|motion hearing set(?! for [^.;]{4,30} (?:is |was )?(?:convert|vacat|continu|cancel|moved|reset|adjourn|resched"
    r"|taken))"
    r"|last day|plaintiff requests)\b|\W*$|\W*\d)",
    re.IGNORECASE,
)
"""A sentence that is passed over as long as another may tell more: what is due."""
_SUPPORT = re.compile(
    rf"\b(in (?:further )?)(support|opposition|response)(?: (?:of|to|re:?|regarding|on)){{0,2}}[\s:]*{ENTRY}\s*",
    re.IGNORECASE,
)
_RE = re.compile(
    r",?\s*\(?(?:\b(?P<cue>re|ref|regarding|relating to|related to|as to|to|on|of|for|and|with|by"
    rf"|per|at))?[:.]?\s*{ENTRY}\s*(?=(?P<next>\w+)?)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf",+ {ENTRY} ?,")
_VERB_NEXT = re.compile(r"\s*(?:has|have|is|are|was|were|filed)\b|\s*$", re.IGNORECASE)
""" "Transcript, 13, has been filed"."""


def put_numbers(text: str) -> str:
    """A title without the marks of numbers: "re 12 MOTION" keeps its "re", "granting 12" stands alone."""
    if ENTRY not in text:
        return text
    text = _SUPPORT.sub(_of_or_to, text) if _names_standpoint(text.lower()) else text
    text = _BETWEEN.sub(lambda found: " " if _VERB_NEXT.match(text, found.end()) else ", ", text)
    many = text.count(ENTRY)
    answers = text.lower().split(maxsplit=1)[:1]
    kept: list[str] = []
    at = 0
    for found in _find_numbers(text):
        before = text[: found.start()].lower()
        words = _word_for(found, before, bool(answers) and answers[0].strip(",.") in ANSWERS)
        if words == " " and _AND_NEXT.match(found[0]) and found["next"]:
            words = " and " if kept and many == _PAIR and found["next"][:1].isupper() else ", "
        kept += [text[at : found.start()], words or ""]
        at = found.end()
        if words is None:
            return "".join(kept)
    return "".join([*kept, text[at:]])


def _find_numbers(text: str) -> Iterator[re.Match[str]]:
    """The marks of numbers with the words before them, looked for from shortly before each mark."""
    at = 0
    while (place := text.find(ENTRY, at)) >= 0:
        found = _RE.search(text, max(place - _CUE_MOST, at))
        if found is None:
            return
        yield found
        at = found.end()


_AND_NEXT = re.compile(rf",\s*{ENTRY}")
""" "to 13 Motion to Stay, 15 Brief"."""
_PAIR = 2
_CUE_MOST = 40
"""No words before a number that belong to it are longer."""


def _names_standpoint(low: str) -> bool:
    return "support" in low or "opposition" in low or "response" in low


def _of_or_to(found: re.Match[str]) -> str:
    return f"{found[1]}{found[2]} {'of' if found[2].lower() == 'support' else 'to'} "


def _word_for(found: re.Match[str], before: str, answers: bool) -> str | None:
    """What stands before the title of an entry that the text names; None where the headline ends before it."""
    cue = found["cue"].lower() if found["cue"] else ""
    if not found["next"] or not found["next"][:1].isalpha():
        return " "
    if ":" in found[0] and _IS_SUBJECT.match(found.string, found.end()):
        return ": "
    if not cue and "," not in found[0] and _ENDS_TITLE.search(before) and _BEGINS_TITLE.match(found["next"]):
        return " re "
    if cue in _STAY:
        return f" {cue} the document " if cue == "of" and _DONE_WITH.match(found["next"]) else f" {cue} "
    if cue == "to" and _DONE_WITH.match(found["next"]):
        return " to the document "
    if cue == "to" or (answers and " to " not in before):
        return " to " if not cue or cue == "to" or ENTRY not in before else None
    if cue in _REGARDING:
        return None if _HAS_RE.search(before) else " re "
    return ": " if not cue and ":" in found[0] else " "


_IS_SUBJECT = re.compile(r"(?:[\w'\u2019/-]+ ){1,9}?(?:is|are) ", re.IGNORECASE)
""" "ORDER: 44 MOTION to Continue is GRANTED"."""
_ENDS_TITLE = re.compile(
    r"^(?:[\w-]+ ){0,2}order ?$|^(?!.*\bre\b).*\b(?:order|judgment|notice|findings|memorandum) (?:of|on) [\w ]{4,40}"
    r"(?<!motion)(?<!application)(?<!ing)(?<!ing in part)(?<!with prejudice)(?<!without prejudice)(?<!moot)"
    r"(?<! in part)(?<! to)(?<! of)(?<! on)(?<! for)(?<! in)(?<! and)(?<! from) ?$"
)
_BEGINS_TITLE = re.compile(r"(?!\w+(?:ing|ING)\b)[A-Z]")
_DONE_WITH = re.compile(r"(?:as|corrected|modified|replaced|amended|filed|is|was|has|are)\b")
""" "Docket text of 88 corrected"."""
_STAY = frozenset({"and", "with", "for", "of", "on", "by"})
_REGARDING = frozenset({"re", "ref", "regarding", "as to"})
_HAS_RE = re.compile(r"\bre\b")


def is_type(title: str) -> bool:
    """Whether a title says what kind of paper it is and nothing of its matter."""
    words = title.replace(ENTRY, " ").replace("/", " ").replace("-", " ").split()
    return len(title.split()) == 1 or all(_is_of_type(word.strip(_STRIPPED).lower()) for word in words)


def _is_of_type(word: str) -> bool:
    return word in _TYPES or not word or word.isdigit()


_STRIPPED = ".,;:'\"()"


def read_sentences(rest: str, passed_over: re.Pattern[str] = SAYS_LITTLE) -> Iterator[str]:
    """The sentences after the title that tell something, as far as the first stop phrase in each."""
    at = 0
    for _ in range(_MOST):
        begin = _LEAD.match(rest, at)
        at = begin.end() if begin else at
        if at >= len(rest):
            return
        end = find_sentence_end(rest, at)
        end = len(rest) if end is None else end
        sentence, at = rest[at:end], end + 1
        one_word = len(sentence.split()) < 2 and at < len(rest)
        if not one_word and not passed_over.match(sentence) and (told := _told(sentence)):
            yield told


def add_first_words(title: str, rest: str) -> str:
    """A title that says nothing of its matter, with the court's next words, even if they tell only what is due."""
    if len(rest) < _SHORT:
        return title
    told = next((words for words in read_sentences(rest, SAYS_NOTHING) if len(words.split()) > _BARE), "")
    return f"{title.rstrip(' .:-')}: {lower_first(told)}" if told else title


_BARE = 2
_SHORT = 12


def _told(sentence: str) -> str:
    phrase = find_stop_phrase(sentence, 3)
    if phrase and not _DAY_IN_COURT.search(phrase[0].lower()):
        sentence = sentence[: phrase.start()]
    return put_numbers(sentence).strip()


_MOST = 12
_LEAD = re.compile(r"[\s.:;,\-\u2013\ue000\ue001)\]]*")
_DAY_IN_COURT = re.compile(r"hearing|conference")


_NAMED = re.compile(rf"\b(?:re|related to|regarding)?:? ?(?:related documents?)? ?{ENTRY} (?=[A-Z])", re.IGNORECASE)


def read_named_after(rest: str) -> list[str]:
    """The titles of entries that the rest names: "RE: related document(s) 42 Application to Withdraw"."""
    found = _NAMED.search(rest, 0, 300) if ENTRY in rest[:300] else None
    return read_titles(rest[found.end() - 2 :][:400]) if found else []


def choose_connector(title: str) -> str:
    low = title.lower()
    first = low.split()[0] if low.split() else ""
    if low.endswith((" to", " re", " on", " of", "regarding")):
        return ""
    if low.endswith("in support"):
        return "of"
    if first in ANSWERS or low.endswith(("response", "reply", "objection", "opposition", "objections")):
        return "to"
    return "on" if low.startswith(("hearing", "notice of hearing", "brief")) else "re"


def join_titles(titles: Sequence[str]) -> str:
    shown = [lower_first(convert_to_sentence_case(title)) for title in titles[:2]]
    if len(shown) > 1 and _OPEN.search(shown[0]):
        return " ".join(shown)
    return " and ".join(dict.fromkeys(shown))


_OPEN = re.compile(r"\b(?:regarding|re|on|to|granting|denying)$", re.IGNORECASE)
"""A title that goes on with the next: "1295 Order Regarding (related document(s): 1255 Motion …)"."""
