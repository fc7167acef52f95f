"""The court's own first words as a headline: where no rule can put a filing's matter well, no other words take
their place. Called by ``headlines``.

What is left out is what says nothing to a reader: fees, dates of signing, who filed it. Of an order, the sentences that
decide something are taken as well, as far as they fit.
"""

import re
from collections.abc import Iterator

from rulings.reading.headlines.cutting import MOST, WHOLE, find_sentence_end, remove_dangling
from rulings.reading.headlines.own_words.soundness import iter_rulings, lacks_verb
from rulings.reading.headlines.sentence_case import lower_first
from rulings.reading.headlines.sentences import SAYS_NOTHING, is_type, put_numbers
from rulings.reading.headlines.stops import ENTRY, FILER, find_stop_phrase

_READ = 1_200
"""Characters that are read."""
_SENTENCES = 12
_FEW = 2
_FEW_LETTERS = 60
"""A first sentence of more characters is given without its recital."""
_NUMBERED = re.compile(r"(?:^|(?<=[:;.] )|(?<=[:;.]))\(?\d{1,2}[.)] (?=[A-Z])")
""" "as follows: 1. The motion …"."""
_MARKS = re.compile(r"[\s.:;,\-\u2013\ue000\ue001)\]]*")
_ENUMERATED = re.compile(r"(?:^|(?<=[;:.,] )|(?<=and ))\(?(?:\d|[a-d]|i{1,3}|iv)\) ?(?=\w)")
_FORMULA = re.compile(
    r"(?:^|[,;] |\b)(?:and )?(?:it is )?(?:so )?(?:hereby |further "
    r"|therefore )*ordered(?:,? (?:and )?adjudged(?:,? and "
    r"decreed)?)?:?,? that:?(?:,? )|^(?:it is )?(?:hereby |further |therefore )+ordered:? ",
    re.IGNORECASE,
)
_FORMALITY = re.compile(
    r"(?:the )?court (?:(?:has |having )?(?:reviewed|received|considered)|is in receipt of|acknowledges"
    r"|(?:has been|was|is|having been) (?:advised|informed|notified))"
    r"|(?:before|pending before|presently before) the court (?:is|are)\b|this matter (?:is|comes|came) before"
    r"|case called|cause called|counsel (?:are )?(?:present|appear)|parties (?:are )?present|appearances?\b"
    r"|court adjourned"
    r"|[^.]{5,80} (?:is|are) noted$|this is an? text|(?:the )?clerk (?:is directed|shall|is instructed)"
    r"|no (?:further )?notice\b|(?:on [^,.;]{5,40}, )?(?:pro se )?(?:plaintiff|petitioner|movant)s?\b[^.;]{0,120}? "
    r"(?:filed (?:this|the instant) (?:action|case|lawsuit|suit|matter|complaint|petition)|brings? this|brought this"
    r"|commenced this|is (?:currently )?(?:a|an) (?:\w+ ){0,3}(?:prisoner|inmate|detainee))"
    r"|this (?:is an? |action arises|case arises|matter is before|matter comes)",
    re.IGNORECASE,
)
"""A sentence that is passed over where another one follows."""
_STRAY = re.compile(
    r"(?<=[a-z])(?<!\bof)(?<!\bto)(?<!\bby)(?<!\bin)(?<!\bfor)(?<!\bcount)(?<!\bcounts)(?<!\brule)(?<!\bchapter)"
    r"(?<!\bpart)(?<!\bsection)(?<!\bclaim)(?<!\bform)(?<!\bwithin)(?<!\bmarch)(?<!\bjune)(?<!\bjuly)(?<!\bapril)"
    r"(?<!\bmay) "
    r"\d{1,4}(?= (?:and|is|are|which|filed)\b)",
    re.IGNORECASE,
)
"""The number of an entry that no mark tells."""


def write_first_words(text: str, lead: str = "") -> str:
    """From a text without asides. ``lead``: what stands before it in any case, as the type of the paper."""
    told = list(_read_sentences(_NUMBERED.sub("", text[:_READ])))
    if not told:
        return ""
    first, *others = told
    if lead:
        first, others = lead, [first, *others]
    elif others and (typed := _TYPE.match(first)) and _FORMALITY.match(first, typed.end()):
        first = typed[0]
    if others and is_type(_AS_TO.sub("", first).rstrip(" :")):
        first = _AS_TO.sub("", first)
        others = [one for one in others if not _FORMALITY.match(one)] or others
        first, others = f"{first.rstrip(' .:-')}: {lower_first(others[0])}", others[1:]
    if len(first) > _FEW_LETTERS:
        first = _RECITAL.sub(_without_recital, first, count=1)
    for sentence in others:
        if len(first) + len(sentence) < MOST and _decides(sentence):
            first = f"{first}; {lower_first(sentence)}"
    return first


def add_rulings(title: str, text: str, lacking: set[str]) -> str:
    """The headline with the sentences that decide what it lacks; "" where there is none that fits."""
    said = title
    for sentence in _read_sentences(_NUMBERED.sub("", text[:_READ])):
        headed = sentence.lower().startswith(f"{title.lower()}: ")
        sentence = sentence[len(title) + 2 :] if headed else sentence
        whole = _RECITAL.sub(_without_recital, _TYPE.sub("", sentence, count=1))
        if headed and said == title and "; " in whole and len(title) + len(whole) < WHOLE and _decides(whole):
            said = f"{title}: {lower_first(whole)}"
            continue
        for clause in whole.split("; "):
            if _decides(clause) and lacking & {stem for stem, _ in iter_rulings(clause)}:
                bare = said == title and ":" not in title and (headed or _OF_ORDER.match(title))
                alone = said == title and clause.lower().startswith(title.lower())
                said = clause if alone else f"{said}{':' if bare else ';'} {lower_first(clause)}"
    return said if said != title and len(said) < MOST and "\u2026" not in title else ""


def add_outcome(title: str, told: str) -> str:
    """Minutes that say only what was held, with what came of it, where that is short; "" where nothing is told."""
    if ";" in title or len(title) > _SHORT_TITLE or _SAYS_OUTCOME.search(title):
        return ""
    low = _letters(title)
    for sentence in _read_sentences(told[:_READ]):
        for clause in _CLAUSES.split(sentence):
            done = _OUTCOME.search(clause)
            if done and done[1].lower() not in _FORMAL and _letters(clause) not in low and len(clause) <= _SHORT_CLAUSE:
                return "" if _FORMALITY.match(clause) or _SAID_ONLY.match(clause) else f"{title}; {lower_first(clause)}"
    return ""


def _letters(said: str) -> str:
    return "".join(filter(str.isalpha, said.lower())).removesuffix("held")


_SHORT_TITLE, _SHORT_CLAUSE = 80, 90
_CLAUSES = re.compile(r"; |\s-{1,2}\s")
_SAYS_OUTCOME = re.compile(
    r"\b(?:grant|den(?:y|ied)|approv|continu|reset|cancel|vacat|not held|taken|enter|sentenc\w+:|issued)|\bheld:",
    re.IGNORECASE,
)
_OUTCOME = re.compile(r"(?<!\bto be )\b([a-z]{2,}ed|sworn|stricken|withdrawn|found|set aside)\b", re.IGNORECASE)
_FORMAL = frozenset({
    "addressed", "adjourned", "admitted", "advised", "agreed", "appeared", "argued", "arraigned", "asked", "attached",
    "based", "called", "completed", "concluded", "conducted", "conferred", "detained", "discussed",
    "emailed", "encouraged",
    "entered", "examined", "excused", "filed", "heard", "held", "identified", "informed", "introduced",
    "mailed", "marked",
    "modified", "named", "need", "noted", "notified", "offered", "presented", "proceed", "proffered",
    "provided", "questioned",
    "received", "recessed", "recorded", "referenced", "related", "reported", "represented", "requested", "reserved",
    "respond", "retained", "reviewed", "scheduled", "sealed", "signed", "stated", "submitted", "telephoned", "tendered",
    "testified", "transcribed", "united", "updated", "used", "waived",
})  # fmt: skip
"""What is done at any hearing."""
_SAID_ONLY = re.compile(
    r"(?:(?:the )?(?:parties|counsel|witness\w*"
    r"|exhibits?|interpreter"
    r"|arguments?|discussion|appear\w*|time|total|length|court (?:reporter|time|heard|inquire\w*"
    r"|advise\w*|discuss\w*))\b)",
    re.IGNORECASE,
)


def add_sentence(title: str, text: str) -> str:
    """An order's headline that names only what it is about, with the sentence that says what is ordered; "" if none
    fits."""
    if not _OF_MATTER.match(title) or _SAYS_DONE.search(title):
        return ""
    told = list(_read_sentences(_NUMBERED.sub("", text[:_READ])))
    for sentence in told if told and ": " in told[0] else told[1:]:
        said = _RECITAL.sub(_without_recital, _HEADING.sub("", sentence, count=1))
        if not _FORMALITY.match(said) and _FINITE.search(said):
            whole = f"{title}: {lower_first(said)}"
            return whole if len(whole) <= WHOLE else ""
    return ""


_OF_MATTER = re.compile(
    r"(?:[\w'\u2019-]+ ){0,4}(?:letter/)?(?:order|ruling|opinion|recommendations?|decision)s? (?:re|on|regarding"
    r"|concerning|upon)\b",
    re.IGNORECASE,
)
_SAYS_DONE = re.compile(r"[:;\u2026]|\b(?:grant|den(?:y|ied)|is|are|be|shall|set|reset|appoint|order to(?! show))\b")
_HEADING = re.compile(r"^[^:]{3,150}?: ")
_FINITE = re.compile(
    r"\b(?:(?:plaintiffs?|defendants?|parties|counsel|government) to [a-z]+|is|are|shall|must|will|may|(?:[Cc]ourt"
    r"|undersigned|[Cc]ourt now|[Cc]ourt hereby) (?:[a-z]+s|ORDERS|GRANTS"
    r"|DENIES))\b"
)
_OF_ORDER = re.compile(r"(?:[\w-]+ ){0,3}(?:order|ruling|judgment|opinion)(?: (?:re|on|regarding)\b|$)", re.IGNORECASE)


def _decides(sentence: str) -> bool:
    """Whether a sentence says what is decided, of something that it names."""
    words = sentence.split()
    return len(words) > _FEW and not _PARTICIPLE.match(sentence) and any(True for _ in iter_rulings(sentence))


_PARTICIPLE = re.compile(
    r"(?:granted|denied|dismissed|sustained|overruled|vacated|so ordered|approved)\b", re.IGNORECASE
)
_RECITAL = re.compile(
    r"(?P<head>^|: | - )(?:and |that |the court,? )?(?:(?:up)?on (?:consideration|review|the|motion|its|agreement"
    r"|joint)"
    r"|having|after"
    r"|pursuant to|at the request|by agreement|good cause|for good|for (?:the )?(?:foregoing )?reasons|in light|in "
    r"consideration|in view"
    r"|in accord(?:ance)?|based (?:up)?on|because|as the|as stated|as set forth|it appearing)\b[^:;]{0,300}?"
    r"(?:,? it is (?:hereby |so |therefore |further )*ordered(?:,? adjudged,? and decreed)?,? that,? "
    r"|, (?=(?!\d{4}\b)(?:[^,;:]|, (?=\d{4}\b)){3,80}? "
    r"(?:is|are|shall|must|will|grants|denies|orders|sets|directs|overrules|adopts|affirms|dismisses"
    r"|approves)\b))(?P<rest>.*)",
    re.IGNORECASE,
)
_SAYS_NO_MATTER = re.compile(
    r"(?:the |said |this )?(?:motion|application|request|petition|stipulation)s? (?:is|are)\b", re.IGNORECASE
)


_GIVES_NO_MATTER = re.compile(
    r"(?:: )?(?:for (?:the )?(?:foregoing )?reasons|for good cause|good cause|as (?:stated|set))", re.IGNORECASE
)


def _without_recital(found: re.Match[str]) -> str:
    """An order without its grounds, unless only they tell its matter: "upon the motion to seal, it is granted"."""
    return (
        found[0]
        if _SAYS_NO_MATTER.match(found["rest"]) and not _GIVES_NO_MATTER.match(found[0])
        else f"{found['head']}{found['rest']}"
    )


_AS_TO = re.compile(r",? as to (?:defendants? )?(?:(?-i:[A-Z])[\w.'\u2019-]*,? ?|\(\d+\),? ?){1,6}$", re.IGNORECASE)


def read_said_next(title: str, text: str, telling: re.Pattern[str] | None = None) -> str:
    """The first sentence behind a title that is no formality, and in which ``telling`` is found; "" for none."""
    low = title.strip(" :.").lower()
    for sentence in _read_sentences(_NUMBERED.sub("", text[:_READ])):
        said = sentence[len(low) :] if sentence.lower().startswith(low) else sentence
        if said.lower().startswith((low[:_BEGINS_ALIKE], " as to ", "as to ", " in case as to ", "re ", " re ")):
            continue
        said = _BY_JUDGE.sub("", said).lstrip(" :.,;-")
        said = _OWN_MOTION.sub("", _RECITAL.sub(_without_recital, said, count=1)).lstrip()
        if len(said.split()) > 1 and not _FORMALITY.match(said) and (telling is None or telling.search(said)):
            return said
    return ""


_BEGINS_ALIKE = 16
_OWN_MOTION = re.compile(r",? ?(?:up)?on (?:its|the court['\u2019]?s?) own (?:motion|initiative),?", re.IGNORECASE)
_BY_JUDGE = re.compile(
    r"^ ?(?:by|of|from|before) (?:the )?(?:\w+\.? ){0,3}(?:judge|hon\.?|court|clerk)\b[^:]{0,40}", re.IGNORECASE
)


def read_first_sentence(text: str) -> str:
    """The first sentence that is no type of paper and no formality; "" where there is none."""
    told = (_TYPE.sub("", one, count=1) for one in _read_sentences(text[:_READ]))
    return next((one for one in told if not is_type(one) and not _FORMALITY.match(one)), "")


_TYPE = re.compile(r"^(?:[\w/'\u2019-]+ ){0,4}[\w/'\u2019-]+: ")


def _read_sentences(text: str) -> Iterator[str]:
    """The sentences that say something, each without what a clerk's form adds."""
    at = 0
    for _ in range(_SENTENCES):
        begin = _MARKS.match(text, at)
        at = begin.end() if begin else at
        if at >= len(text):
            return
        end = find_sentence_end(text, at)
        end = len(text) if end is None else end
        sentence, at = text[at:end], end + 1
        if not SAYS_NOTHING.match(sentence) and (said := _clean(sentence)):
            yield said


def _clean(sentence: str) -> str:
    sentence = _HEAD.sub(r"\1: ", _ON_DAY_OF.sub("", sentence))
    sentence = _FILED_BETWEEN.sub("", sentence)
    phrase = find_stop_phrase(sentence, 3)
    if phrase and (_DAY_IN_COURT.search(phrase[0]) or _goes_on(sentence, phrase)):
        phrase = find_stop_phrase(sentence, phrase.end())
    if phrase and not _DAY_IN_COURT.search(phrase[0]) and not _goes_on(sentence, phrase):
        noun = _NOUN.match(phrase[0])
        sentence = sentence[: phrase.start() + (len(noun[0]) if noun else 0)]
    if FILER in sentence and not _GOES_ON.search(sentence):
        sentence = sentence[: sentence.index(FILER)] or sentence
    sentence = _STRAY.sub("", put_numbers(sentence.replace(FILER, " ")).replace(ENTRY, " "))
    sentence = _ENUMERATED.sub("", _FORMULA.sub(_leave_joint, sentence) if "rdered" in sentence.lower() else sentence)
    sentence = _ORDER_RE.sub(lambda found: f"{found[1]} " if found[1] else f"{found[2]}: ", " ".join(sentence.split()))
    return remove_dangling(sentence).strip(" ,;:-")


def _leave_joint(formula: re.Match[str]) -> str:
    """A judge's formula within a sentence leaves what parts two clauses: "dismissed; and it is ORDERED that"."""
    return "; " if formula[0].startswith(";") and formula.start() > _FEW_LETTERS // 2 else " "


_ORDER_RE = re.compile(
    r"^((?:[\w/-]+ ){0,3}(?:order|ruling|notice|judgment|opinion))[:;]? ?(?=re\b|regarding\b|on\b|that\b)"
    r"|^((?:[\w/-]+ ){0,3}order); ",
    re.IGNORECASE,
)
""" "ORDER: re 7 Notice"."""


def _goes_on(sentence: str, phrase: re.Match[str]) -> bool:
    """Whether what a sentence says stands behind a phrase with which most sentences are over."""
    return lacks_verb(sentence[: phrase.start()]) or any(True for _ in iter_rulings(sentence[phrase.end() :]))


_ON_DAY_OF = re.compile(r"^and now,? (?:to-?wit,? )?this [^;:]{4,40}?\b\d{4},? ?", re.IGNORECASE)
""" "AND NOW, this 4th day of June, 2024, upon consideration of …"."""
_HEAD = re.compile(
    r"^((?:[\w/'\u2019-]+ ){0,4}?(?:order|entry|minutes|ruling|opinion|judgment|notice))(?: in chambers)?,?"
    r"(?: (?:for|of|re))?(?: (?:telephonic )?proceedings)?(?: held| entered| issued| signed)?"
    r" (?:by|of|before) [^:]{0,90}?\b(?:judge|justice|hon|honorable|clerk|deputy)\b[^:]{0,60}: ?",
    re.IGNORECASE,
)
"""The type of a paper, with whose it is: "MINUTE ORDER by Deputy Clerk A. Roe for Judge B. Poe: …"."""
_FILED_BETWEEN = re.compile(
    r",? filed by [^:;.]{3,70}?(?=: )|,? filed by (?:the )?[A-Za-z][\w.'& -]{2,60}?(?= (?:is|are|was|were|has|have)\b)"
)
_NOUN = re.compile(r"order(?= signed)|document(?= filed)|motion(?= hearing set)", re.IGNORECASE)
_DAY_IN_COURT = re.compile(r"hearing|conference", re.IGNORECASE)
_GOES_ON = re.compile(rf"{FILER}['\u2019s.,]*(?::| (?:\w+ing|is|are|was|were|has|have|shall|must|to|for|of|in|re)\b)")
