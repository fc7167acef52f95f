"""The headline of a minute entry: what was held, on what, and what came of it. Called by ``headlines``."""

import re

from rulings.reading.headlines.cutting import find_sentence_end
from rulings.reading.headlines.sentence_case import convert_to_sentence_case, lower_first
from rulings.reading.headlines.sentences import SAYS_NOTHING, join_titles, put_numbers, read_sentences
from rulings.reading.headlines.stops import ENTRY, FILER
from rulings.reading.headlines.wording import read_titles

_OWN_WORDS = re.compile(
    r"(?:[\w\u2019'-]+ ){0,3}?(?:minute (?:entry|order|sheet)|minutes?|clerk'?s'? notes)(?: of proceedings/minute "
    r"order)?\b(?: ?[-\u2013] "
    r"?general)?(?:,? \(?in chambers\)?)?"
    r"(?:: H: [\d/]{6,10})?(?:,?:? (?:for|of|re:?|regarding|in reference to)(?=[\s:]))?(?: (?:the )?(?:telephonic "
    r"|video |in-court |in "
    r"chambers )?proceedings?(?: held)?(?= (?:held|before|on|in)))?:?\s*",
    re.IGNORECASE,
)
_BEFORE = re.compile(
    r",?\s*(?:held |conducted )?(?:in chambers )?(?<!\bor )before (?:the )?"
    r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)(?:hon(?:orable"
    r"|\.)?,? )?(?:(?:chief|senior|u\.?s\.?"
    r"|united states|magistrate|district|bankruptcy|visiting) )*(?:judge )?"
    r"(?:(?:[A-Z]\.|[A-Z][\w'\u2019-]*+,?|[JS]r\.|and(?= [A-Z]))\s?){1,7}(?:\s?in [A-Z][\w ]{2,20}?(?= on|:|\."
    r"|$))?(?::|\.(?=\s)"
    r"|(?=\s(?:on|held|at)\b"
    r"|$))?",
)
_ON_DAY = re.compile(
    r"(?:(?<=held)|(?<=completed)|(?<=concluded)|(?<=begun)|(?<=proceedings)|(?<=day \d)|(?<=day \d\d)|^),?\s*"
    r"\b(?:on|dated|for) "
    r"\d{1,2}/\d{1,2}/\d{2,4}(?: at [\d:]+ ?[ap]\.?m\.?)?|(?:(?<=held)|(?<=completed)|(?<=concluded)|(?<=begun)"
    r"|(?<=proceedings)|^),?\s*\bon (?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\w*\.? \d{1,2},? \d{4}",
    re.IGNORECASE,
)
_YEAR = re.compile(r" \d{4}")
_AS_TO = re.compile(
    r"(?:^|,?\s+)as to (?:defendants? )?(?:\(\d+\) ?)?[A-Z](?:[^.;:()]|(?<= [A-Z])\.){1,80}?(?=\s(?:(?:not )?held|re"
    r"|on|for"
    r"|was|were"
    r"|continued|completed)\b|(?<! [A-Z])[.;:(]|$)(?: ?\(\d+\))?(?: counts? [\w,-]{1,20})?"
)
_HELD = re.compile(
    r"(?P<what>[A-Za-z][^.;:]{2,110}?)\s*[-,]?\s*\b(?:was |were )?(?P<act>not held|held|completed|concluded|begun"
    r"|continued|adjourned|called)\b(?! in\b)",
    re.IGNORECASE,
)
_ABOUT = re.compile(
    rf"\s*(?:\(?(?:re|on|regarding|as to|for)\b:?\s*)?(?:related documents?:?\s*)?{ENTRY}\s*(?=[A-Z])", re.IGNORECASE
)
_BY_JUDGE = re.compile(
    r"^\s*by (?:the )?(?:hon(?:orable|\.)? )?(?:(?:chief|magistrate|district|senior) )*judge [^:]{2,50}:\s*",
    re.IGNORECASE,
)
_TIME_HELD = re.compile(r"^time (?:\w+ )?held: [\d:]{1,5} ?(?:[ap]\.?m\.?)?[.,; ]*", re.IGNORECASE)
_SUBJECT = re.compile(r"^hearing (?:held )?on: [\d/]{6,10} subject: ", re.IGNORECASE)
_NOTHING = re.compile(
    r"(?:proceedings?|minutes?|judge|court|matter|case|the matter|hearing proceedings)\s*$", re.IGNORECASE
)
_RESULT = re.compile(
    r"\b(?P<what>(?:(?:oral|joint|plaintiff'?s?|defendant'?s?|government'?s?) )?(?:motion|application|request"
    r"|objection|plea|relief|case|matter|plan|oral motion|(?:no[- ]bail )?bench warrant|bond|defendant)s?(?: (?:to|for"
    r"|of) [^.;:,()]{3,60}?)?)"
    r"(?: (?:and )?[\ue000\ue001],?)*(?: (?:is|are|was|were))?(?: (?:argued|heard|considered|called) and)?,?:? "
    r"(?P<act>granted in part(?: and denied in part)?|granted|denied(?: as moot)?"
    r"|approved|confirmed|allowed|overruled|sustained|withdrawn|taken under (?:advisement|submission)|dismissed"
    r"|continued to \d\S+|issued|reissued|recalled|exonerated|remanded to (?:the )?custody|released on (?:bond|bail)"
    r"|detained)\b",
    re.IGNORECASE,
)


_NUMBERED = re.compile(r"\s\d{1,5}\b|[\ue000\ue001]")
_MOST, _MOST_OF_ONE = 170, 136
"""Characters of what was held and all that came of it, or the one thing, which is not worth a cut."""


def write_minutes(text: str, related: list[str]) -> str:
    """From a text without asides. Minutes without a heading of their own keep the court's words."""
    if text.lower().startswith("argued"):
        return "Argued and submitted" if text.lower().startswith("argued and submitted") else "Argued"
    rest, lead = read_told(text)
    rest = _without_formalities(rest)
    if not lead:
        return _of_clerk(rest, related)
    if found := _DECIDED_FIRST.match(rest):
        named = (read_titles(ENTRY + rest[found.end() :]) if ENTRY in found[0] else []) or related
        if named and (found[0][:1].lower() != "m" or found[0][:2].lower() == "mo" or _ASKED.search(named[0])):
            return f"Minute entry: {_join(named).rstrip(' -')} {found['act'].lower()}"
        if named:
            return f"Minute entry: matter {found['act'].lower()} re {join_titles(named)}"
    if related and (found := _DISPOSITION.match(rest)):
        return f"Minute entry: {_join(related)}: {_ORDER_NEXT.sub('; order', found['what'].lower())}"
    what = _first(rest, related)
    if len(what) < _SHORT and _EMPTY.fullmatch(what):
        what = next((told for told in read_sentences(rest, SAYS_NOTHING) if not _EMPTY.fullmatch(told)), what)
    return f"Minute entry: {lower_first(what)}{_of_plea(rest, what.lower())}" if what else "Minute entry"


def read_told(text: str) -> tuple[str, str]:
    """What minutes tell behind their heading, and the heading that is written for it: "" where they have none."""
    lead = _OWN_WORDS.match(text)
    rest = _SUBJECT.sub("", text[lead.end() :] if lead else text)
    rest = _BY_JUDGE.sub("", rest)
    rest = _TIME_HELD.sub("", rest) if "ime " in rest[:12] else rest
    rest = _AS_TO.sub("", rest) if "as to " in rest else rest
    rest = _BEFORE.sub(_leave_end, rest, count=2) if "before " in rest else rest
    rest = _ON_DAY.sub("", rest) if "/" in rest or _YEAR.search(rest) else rest
    rest = _PROCEEDINGS.sub("", rest.strip(" :.,-;\ue000"))
    return _JUDGE_AT_END.sub("", rest) if " by " in rest else rest, "Minute entry" if lead else ""


_PLEA = re.compile(
    r"\b(?P<first>(?:not )?guilty) pleas? (?:was |is |were )?(?:entered|accepted)"
    r"|\bpleas? (?:was |is "
    r"|were )?entered(?: by [A-Z][\w. '\u2019-]{2,40}?(?: \(\d+\))?)?(?: of)?:? (?P<then>(?:not )?guilty)\b"
    r"|\b(?:defendant|deft\.?) (?:enters?|entered) (?:an? )?(?:plea of )?(?P<enters>(?:not )?guilty)\b"
    r"|\benter(?:s|ed) (?:an? )?(?P<said>(?:not )?guilty) plea"
    r"|\bple(?:a)?d?(?:s|ed)? (?:of )?(?P<pleads>(?:not )?guilty)\b",
    re.IGNORECASE,
)
_TERM = re.compile(
    r"\b(?:\d{1,3}|[a-z-]+ \(\d{1,3}\)) months?['\u2019]?(?: of)? (?:custody|imprisonment|incarceration|bop)\b"
    r"|\bcustody of (?:the )?(?:bop|bureau of prisons)[^.;]{0,20}? for [\w-]{1,20} months\b",
    re.IGNORECASE,
)


def _of_plea(rest: str, said: str) -> str:
    """How a defendant pleaded, and the term of imprisonment."""
    told = ""
    if (
        ("arraign" in said or "plea" in said or "rule 11" in said)
        and "guilty" not in said
        and (plea := _PLEA.search(rest))
    ):
        told = f"; {next(filter(None, plea.groups())).lower()} plea entered"
    if "sentenc" in said and "month" not in said and (term := _TERM.search(rest)):
        told += f"; {term[0].lower().replace(' bop', ' BOP')}"
    return told


def _leave_end(found: re.Match[str]) -> str:
    ends = found[0].endswith(".") and found[0][-3:-1].isalpha()
    return ". " if ends or (found[0].endswith(":") and _SENTENCE.match(found.string, found.end())) else " "


_SENTENCE = re.compile(r" ?(?:[A-Z][a-z]+ ){1,3}[a-z]{2,}")


_PROCEEDINGS = re.compile(r"^(?:of )?proceedings(?: held)?[\s.:\u2013-]+(?=[A-Z])", re.IGNORECASE)
_DECIDED_FIRST = re.compile(
    rf"(?:motion|application|objection|matter|request)s? (?P<act>granted|denied|withdrawn|moot|allowed|overruled"
    rf"|sustained|settled|continued|resolved)\b(?:[\W]*{ENTRY}\s*(?=[A-Z])|\s*[.;(]|\s*$)",
    re.IGNORECASE,
)
""" "Civil Minutes -- Motion Granted [22] Motion for Relief"."""
_ASKED = re.compile(r"\b(?:motion|application|objection|request|petition|claim)", re.IGNORECASE)
_DISPOSITION = re.compile(
    r"(?:disposition|outcome|result)\s*:\s*(?P<what>[^.:;]{3,60}?)(?= by\b|[.:;]|$)", re.IGNORECASE
)
_ORDER_NEXT = re.compile(r"(?<=ed),? order")
_FORMALITY = re.compile(
    r"(?:ftr|time\b|total time|court (?:reporter|recorder)|cause called|case called|matter called|appearances?\b"
    r"|parties (?:appear\b|(?:are )?present)|(?:defendant|counsel)s? not (?:appearing|present)|counsel (?:appears?"
    r"|present|are present|state)|crtrm|courtroom (?:deputy|administrator)"
    r"|(?:the )?court (?:has reviewed|reviewed|is in receipt of|has received|acknowledges))",
    re.IGNORECASE,
)
"""A sentence that tells who was there, or what was read."""
_TELLS = re.compile(
    r"\b(?:grant|den(?:y|ie)|order(?:s|ed)\b|adopt|set\b|reset|continue|str(?:ik|ick)|overrul|sustain|allow|vacat"
    r"|direct|held)",
    re.IGNORECASE,
)


def _join(titles: list[str]) -> str:
    """The first title, with the second one where it goes on with that: "Objection to", "Motion to Pay"."""
    return join_titles(titles) if titles[0].lower().endswith(_OPEN_ENDS) else lower_first(titles[0])


_OPEN_ENDS = (" to", " re", " on", "regarding", "granting", "denying")


def _without_formalities(rest: str) -> str:
    """What the minutes tell, from the first sentence that is no formality; all of it where there is none."""
    told = rest
    for _ in range(_FORMALITIES):
        if not _FORMALITY.match(told):
            return told
        end = _FORMALITY_ENDS.search(told)
        if end is None or _TELLS.search(told, 0, end.start()):
            break
        told = told[end.end() :].lstrip(f" .,;:-{ENTRY}")
    return told if len(told) > _LEAST and not _FORMALITY.match(told) else rest


_FORMALITIES = 4
_FORMALITY_ENDS = re.compile(r"(?<! [A-Z])\.\s+(?=[A-Z])")
_LEAST = 12
_SHORT = 40
_EMPTY = re.compile(
    r"(?:(?:in[- ]court|telephonic|video|the|this|matter|case|civil|criminal|minutes?|proceedings?|hearings?|court|was"
    r"|were|held|called|heard|general) ?)*",
    re.IGNORECASE,
)


def _of_clerk(text: str, related: list[str]) -> str:
    """Minutes without a heading keep the court's words: "Hearing held, granted, order due"."""
    end = find_sentence_end(text, 0)
    first = text if end is None else text[:end]
    about = [title for title in (_about(first) or related) if len(title.split()) > 1]
    said = (
        _ABOUT.split(re.split(r"\s+[Ff]iled by\b|\ue000|\s- (?i:appearances)\b", first)[0])[0]
        .replace(ENTRY, " ")
        .strip(" ,:-")
    )
    said = _WHO_CAME.sub(_leave_outcome, _AT_PLACE.split(said)[0] if about else said)
    said, tail = (said[: said.index(";")], said[said.index(";") :]) if about and ";" in said else (said, "")
    said = _DISPOSITION_OF.sub("", said)
    if len(said.split()) <= _FEW:
        held = _HELD_WITH_RESULT.fullmatch(said)
        said = convert_to_sentence_case(held[1] if held else said)
        on = f" on {lower_first(convert_to_sentence_case(about[0]))}" if about else ""
        said = f"{said}{on}{f'; {held[2].lower()}' if held else ''}"
    if not _DAY_IN_COURT.search(said) and (done := _DONE_AT_HEARING.search(text, len(said))):
        said = f"{said}; {done[0].lower()}"
    return f"{said}{tail}" + _results(text[len(first) :], said.lower())


_WHO_CAME = re.compile(
    r"[;,.] (?:- )?no appearances(?=[;,.]|$)|[;,.] (?:- )?appearances?\b.{3,300}?(?:\s-{1,2}\s|$)", re.IGNORECASE
)


def _leave_outcome(came: re.Match[str]) -> str:
    return "; " if came[0][-1:] == " " else ""


_HELD_WITH_RESULT = re.compile(
    r"((?:\w+ ){0,2}hearing held)[\s:,-]+(granted|denied|approved|continued|withdrawn|resolved|moot|settled|sustained"
    r"|overruled|allowed|dismissed)$",
    re.IGNORECASE,
)
_DISPOSITION_OF = re.compile(r"^disposition of (?=hearing )", re.IGNORECASE)
_DONE_AT_HEARING = re.compile(
    r"\b(?:hearing|trial|conference) (?:was )?(?:not held|held(?: and continued)?|continued|adjourned|cancell?ed)"
    r"(?: to [\d/]{6,10})?\b",
    re.IGNORECASE,
)
_AT_PLACE = re.compile(r"\s(?:(?:at|in) \d|\d{1,2}:\d\d|(?:[A-Z]\w+ )?Courtroom\b)")
_FEW = 6


_RULES = re.compile(
    r"[;,.:]\s+(?:and )?(?=(?:granting|denying|taking under advisement|finding (?:as )?moot|dismissing|sustaining"
    r"|overruling|withdrawing|terminating)\s)",
    re.IGNORECASE,
)


def _rulings(text: str) -> str:
    """ "; granting 70 Motion in Limine; denying 71 Motion to Sever", as a headline says it."""
    parts = [put_numbers(re.split(r"\s+filed by\b|\ue000", part)[0]).strip(" ,.") for part in _RULES.split(text)]
    return "".join(f"; {lower_first(part)}" for part in parts if part)


def _first(rest: str, related: list[str]) -> str:
    end = find_sentence_end(rest, 0)
    first = rest if end is None else rest[:end]
    if ": " in first and _FORMALITY.match(first, first.index(": ") + 2):
        first = first[: first.index(": ")]
    first = _WHY.split(first, maxsplit=1)[0] if "ing " in first.lower() else first
    held = _HELD.match(first)
    if held and "ing " in first and (rules := _RULES.search(first, held.end())):
        return _first(first[: rules.start()], related) + _rulings(first[rules.start() :])
    if held and not _NOTHING.match(held["what"]):
        about = _about(held["what"]) or _about(first[held.end() :]) or related
        about = [title for title in about if len(title.split()) > 1]
        what = _ABOUT.split(held["what"])[0].replace(ENTRY, " ")
        ended = (
            ""
            if held["act"].lower() in ("held", "completed", "concluded", "begun", "called")
            and not what.lower().startswith("no ")
            else f" {held['act']}"
        )
        said = f"{_ARTICLE.sub('', what.strip(' ,-'))}{ended}"
        if about and not re.search(r"\b(?:on|re) ", said):
            said = f"{said} on {join_titles(about)}"
        elif not about and (more := _MORE.match(first, held.end())):
            said = f"{said}{first[more.start() :]}"
    else:
        said = first.replace(ENTRY, " ").replace(FILER, " ")
        said = _GROUNDS.sub("", said) if "the court " in said else _OWN_MOTION.sub("", said)
        if related and len(said.split()) < 4:
            said = f"{said} {'on' if _DAY_IN_COURT.search(said) else 're'} {lower_first(related[0])}"
    if held:
        return said + _results(rest[min(held.end(), len(first)) :], said.lower())
    tells = len(first.split()) <= _FEW or (len(said) <= _ENOUGH and _RESULT.search(first))
    return said + (_results(rest[len(first) :], said.lower()) if tells else "")


_ENOUGH = 110


_DAY_IN_COURT = re.compile(r"\b(?:hearing|conference|trial|argument|ruling|order)\b", re.IGNORECASE)
_GROUNDS = re.compile(r"^[^,;.]{0,80}\b(?:having|[Uu]pon|pursuant to) [^,;.]{3,160}, (?=the court\b)")
"""Why the court does what the minutes tell."""
_WHY = re.compile(
    r": (?=(?:because|having|for the (?:reasons|following)|upon|after|before the court|as set forth)\b)", re.IGNORECASE
)
""" "order denying motion to remand: Because the defendant has met its burden"."""
_JUDGE_AT_END = re.compile(
    r",? by (?:the )?(?:(?:magistrate|district|chief|senior|hon(?:orable|\.)?) )*judge "
    r"(?:(?-i:(?:[A-Z]\.|[A-Z][\w'\u2019-]*+)) ?){1,4}(?:(?=[:.]|$)(?!:\s+\w+ing\b)|:(?=\s+\w+ing\b))",
    re.IGNORECASE,
)
_OWN_MOTION = re.compile(r"^on (?:the court['\u2019]s|its) own motion,? ", re.IGNORECASE)
_ARTICLE = re.compile(r"^(?:an?|the) ", re.IGNORECASE)
_MORE = re.compile(r"(?: on [\d/]{6,10})?\s(?:on|re:?|for|regarding|to) (?![\d\ue001])(?=[A-Za-z]{3})")


def _results(rest: str, said: str) -> str:
    """What came of it, as long as it goes into a headline: none may be left out."""
    found = [
        f"{lower_first(_NUMBERED.sub('', result['what']).strip())} {result['act'].lower()}"
        for result in _RESULT.finditer(rest)
        if result[0].lower() not in said
    ]
    if not found and "court " in rest.lower():
        found = _done_by_court(rest, said)
    if not found and (moved := _MOVED.search(rest)):
        what = "" if moved["what"].lower() in said else f"{moved['what'].lower()} "
        found = [f"{what}{moved['act'].lower()} {moved['when']}"]
    results = "".join(f"; {one}" for one in dict.fromkeys(found))
    return results if len(said) + len(results) <= (_MOST if len(found) > 1 else _MOST_OF_ONE) else ""


_MOVED = re.compile(
    r"\b(?P<what>(?:(?:status|motion|plea|sentencing|detention|preliminary|bond|revocation|evidentiary|pretrial|jury"
    r"|bench"
    r"|scheduling|settlement|change of plea) ){0,2}(?:hearing|conference|trial|sentencing|arraignment)) (?:is |was )?"
    r"(?P<act>continued|reset|rescheduled|adjourned) (?P<when>(?:to|for) \d{1,2}/\d{1,2}/\d{2,4})",
    re.IGNORECASE,
)
""" "Status Hearing held. Status Hearing continued to 9/9/2019"."""
_DOES = re.compile(
    r"(?:^|[.;:]\s+)(?:the )?court (?P<act>grants|denies|vacates|dismisses|adopts|overrules|sustains|stays|strikes"
    r"|sentences|sets aside|orders|withdraws|recalls|issues|quashes|appoints|remands|imposes|extends|accepts|directs"
    r"|finds(?! good)|rules|continues|releases|detains|refers|modifies|revokes|awards|approves|confirms"
    r"|reopens|lifts|takes"
    r"(?= [^.;:]{3,60}under)) (?P<what>[^.;:,]{3,90}?)"
    r"(?= (?:that|which|because|as|pursuant|for the reasons)\b|[.;:,]|$)",
    re.IGNORECASE,
)


def _done_by_court(rest: str, said: str) -> list[str]:
    """What the court does in a judge's own sentence: "The Court vacates the order"."""
    found = [
        f"court {does['act'].lower()} {lower_first(_NUMBERED.sub('', does['what']).strip())}"
        for does in _DOES.finditer(rest, 0, _DOES_WITHIN)
        if does["what"].lower() not in said and (does["what"].lower() not in _UNNAMED or "motion" in said)
    ]
    return found[:1] if len(found) == 1 or len("; ".join(found)) > _ENOUGH else found


_UNNAMED = frozenset({"the motion", "the motions", "the request", "the application", "the matter", "the case"})
_DOES_WITHIN = 1_000


def _about(text: str) -> list[str]:
    found = _ABOUT.search(text)
    return read_titles(ENTRY + " " + text[found.end() :]) if found else []
