"""The headline of an order, an opinion or a judgment: what it decides. Called by ``headlines``."""

import re
from itertools import islice

from rulings.reading.decisions.verbs import VERB
from rulings.reading.headlines.context import HeadlineContext
from rulings.reading.headlines.cutting import WHOLE, remove_dangling
from rulings.reading.headlines.sentence_case import convert_to_sentence_case, lower_first
from rulings.reading.headlines.sentences import (
    add_first_words,
    choose_connector,
    is_type,
    join_titles,
    put_numbers,
    read_sentences,
)
from rulings.reading.headlines.stops import FILER
from rulings.reading.headlines.verdicts import begins_with_verdict, read_verdict
from rulings.reading.text import PreparedText

_ACTS = re.compile(
    r"\b(?:excluded|excludes|(?:will|shall) "
    r"(?:hold|be held|conduct|convene|extend|stay|permit|allow|grant|deny|rule)"
    r"|recommends?|ordered|orders|grants?|granted|denie[sd]|directs?|directed|shall|must|(?:is"
    r"|are) (?:hereby |herewith )?(?:set|extended|continued|vacated|stayed|due|referred"
    r"|reassigned|appointed|cancelled|reset|adjourned|dismissed|approved|overruled|sustained|moot)|will be|to file"
    r"|set for|(?:is|are|was) (?:hereby )?(?:committed|sentenced)|found guilty|adopts?|overrules?|sustains?|refers"
    r"|due by|may file|no later than)\b"
)
_ORDERED = re.compile(
    r".{0,500}?\b(?:(?:it is |is )?(?:hereby |further |therefore )*ordered(?:,? (?:and )?(?:adjudged|decreed)(?:,? "
    r"and decreed)?)?(?:,? that(?:,? )?|:|,)?|(?:this|the) court (?:hereby )?(?:orders|directs) that)\s*"
    r"(?:pursuant to [^,]{3,120}, )?",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"(?:[\s.:]*(?:the|said|this) (?:motion|application|request|stipulation)s?[\s,\ue001]*(?:is|are) (?:hereby )?)?"
    r"[\s.:;\"\u201c]*(granted|denied|allowed|approved|sustained|overruled|withdrawn|moot|affirmed|reversed|vacated"
    r"|remanded|dismissed)\b(?! in part|,? and)",
    re.IGNORECASE,
)
_FILED_FIRST = re.compile(rf"^\s*(?:filed by [^;:.]{{3,90}}|{FILER})\.\s+(?=[A-Z]{{3}})")
_INTERIM = re.compile(r" on an? interim basis", re.IGNORECASE)
""" "Order Re: 31 Motion filed by Elm Bank. ALLOWED."."""
_SAID_OF = (" Court ", " court ", " shall ", " must ", " may ", " is ", " are ")
"""One of these is in a judge's sentence behind the noun."""
_RUN_ON = re.compile(
    r"^((?:[\w-]+ ){0,3}?order) (?=(?:the|this) court (?!of\b)|(?:the )?(?:plaintiffs?|defendants?|parties|counsel)"
    r"\b[^;:]{0,40} (?:shall|must|may|is|are)\b)",
    re.IGNORECASE,
)
"""A judge's sentence right behind the noun: "ORDER The Court GRANTS the motion"."""
_ON_MOTION = re.compile(
    r"((?:[\w-]+ ){0,3}order) (?:on|re:?|regarding) (?=(?:[\w'\u2019-]+ ){0,3}"
    r"(?:motion|application|request|petition)\b)",
    re.IGNORECASE,
)
_GERUNDS = {"granted": "granting", "denied": "denying", "allowed": "allowing", "approved": "approving"}
_HEADED = re.compile(r"^(?:endorsement|ruling|order|text|decision)s?: ?", re.IGNORECASE)
_SETS = re.compile(r"\b(?:re-?)?(?:scheduled|set|noticed)\b|\bbe held\b|\bwill (?:hold|conduct)\b")
_MATTER = re.compile(
    r"\b(?:motion|application|request|letter|petition|stipulation)s?\b(?:,? \(?(?:dkt|ecf|doc"
    r"|d\.i)[^)\],;]{1,24}[)\]]?,?)? (?:(?:requesting|seeking|asking) )?"
    r"(?P<asks>(?:to|for|in limine)\b [^.;:()\[\]]{3,90}?)"
    r"(?=[.;:(\[]|,? (?:is|are|was|were|has|have|which|filed|and the|the)\b|$)"
    r"|\b(?:moved|moves|move|requests?|requested|asks?|seeks?) (?P<moves>(?:to|for|leave|an?|the court to)\b "
    r"[^.;:()\[\]]{3,90}?)(?=[.;:(\[]|$)"
)
_BARE = re.compile(
    r"((?:granting|denying|dismissing|approving)(?: in part| as moot)?"
    r" (?:(?:[\w-]+ )?(?:motion|application|request|letter|stipulation)))( with(?:out)? prejudice)?",
    re.IGNORECASE,
)
_HEADING = 12
_INTRO = re.compile(
    r"(?:the court|upon|having|before|this matter|pursuant|in light|on \w+ \d|for|after|as\b|if\b|because|see|it "
    r"appear)",
    re.IGNORECASE,
)


def write_ruling(line: PreparedText, context: HeadlineContext, title: str, rest: str, related: list[str]) -> str:
    """From the title of an order and what follows it: what the order is, and what it orders."""
    title = _PURSUANT.sub("", title) if "ursuant" in title and len(rest) > _SHORT else title
    title = _ADOPTED.sub(r"\1 on ", title)
    title = _OF_MATTER.sub(r"\1 \2", _RE_AGAIN.sub(r"\1 ", title))
    if related and _ENDS_WITH_VERB.search(title.lower().rstrip()):
        return f"{title} {join_titles(related)}"
    if numbered := _with_numbers(line, context, title) or _on_what(title, rest, related):
        return numbered
    title = _put_colon(remove_dangling(title))
    if begins_with_verdict(line.low, context.noun[1]) and (said := _said(line, context)):
        return f"{line.text[context.noun[0] : context.noun[1]]} {said}"
    if (result := _RESULT.match(_FILED_FIRST.sub("", rest, count=1))) and not VERB.search(title.lower()):
        about = _ON_MOTION.match(title) if result[1].lower() in _GERUNDS else None
        interim = " on an interim basis" if _INTERIM.match(result.string, result.end()) else ""
        return (
            f"{about[1]} {_GERUNDS[result[1].lower()]}{interim} {title[about.end() :]}"
            if about
            else (f"{title}: {result[1].lower()}")
        )
    if moved := _read_move(title, rest) if context.hearing else "":
        return moved
    hearing = f"setting {lower_first(context.hearing)}" if context.hearing else ""
    if not is_type(title):
        named = not hearing or hearing.split()[-1] in title.lower() or title.split()[-1].lower() != "order"
        return title if named else f"{title} {hearing}"
    if said := _said(line, context):
        again = not hearing or hearing.split()[-1].lower() in said.lower()
        return f"{_ENDS_WITH_WORD.sub('', title)} {said}{'' if again else f', {hearing}'}"
    return _with_orders(title, hearing, rest, related)


def _put_colon(title: str) -> str:
    sentence = not title.isupper() and any(map(title.__contains__, _SAID_OF))
    return _RUN_ON.sub(r"\1: ", title) if sentence else title


_PURSUANT = re.compile(
    r"(?<=order),? pursuant to (?:the )?(?:local |civil |criminal |federal |bankruptcy )*(?:rules?|l\.?r|frcp|fed\.? "
    r"?r)\b[^:;]{0,50}$",
    re.IGNORECASE,
)
""" "LETTER ORDER Pursuant to Local Civil Rule 16.1", which says nothing of its matter."""
_ADOPTED = re.compile(
    r"(\b(?:adopting|accepting|affirming|approving) (?:[\w'\u2019-]+ ){0,3}"
    r"(?:report and recommendations?|findings and recommendations?|r&r))(?:,"
    r"|\s+and)?\s+(?:re )?"
    r"(?=(?:[\w'\u2019-]+ ){0,4}(?:motion|application|petition|complaint)\b)",
    re.IGNORECASE,
)
""" "ORDER adopting 47 Report and Recommendations, 20 Motion": the report is adopted, not the motion."""
_OF_HEARING = re.compile(
    r"\b(?:continuing|setting|scheduling|rescheduling|resetting|adjourning|vacating|cancell?ing|to continue|to "
    r"reschedule)"
    r" (?:the )?(?:[\w-]+ ){0,2}(?:hearing|trial)$",
    re.IGNORECASE,
)


def _on_what(title: str, rest: str, related: list[str]) -> str:
    """ "Order Continuing Hearing" with what is heard, or with what is reset and when, if that is told; "Order Extending
    Time" with what is extended."""
    if _EXTENDS.search(title) and (told := _IS_EXTENDED.search(rest, 0, _MATTER_WITHIN)):
        whole = f"{title}: {lower_first(convert_to_sentence_case(put_numbers(told[0])))}"
        return whole if len(whole) <= WHOLE else f"{title} to {told['day']}"
    if not _OF_HEARING.search(title):
        return ""
    if related and _HEARD.search(related[0]):
        return f"{title} on {join_titles(related[:1])}"
    if held := _WILL_BE_HELD.search(rest, 0, _MATTER_WITHIN):
        return f"{title}: {lower_first(held[0])}"
    told = _IS_RESET.search(rest, 0, _MATTER_WITHIN)
    return f"{title}: {told['what'].lower()}{told['on'] or ''} {told['act'].lower()} {told['when']}" if told else ""


_WILL_BE_HELD = re.compile(
    r"\b(?:A|An|The) (?:[\w-]+ ){0,3}(?:hearing|conference|trial) (?:will|shall|is to) be held (?:at \d[\d:]* "
    r"?[ap]\.?m\.? )?on "
    r"(?:[A-Z][a-z]+ \d{1,2}(?:, \d{4})?|\d{1,2}/\d{1,2}/\d{2,4})"
)
_MATTER_WITHIN = 400
_EXTENDS = re.compile(
    r"\border extending (?:the )?(?:time|deadlines?)$|\border (?:re|on|regarding) .{5,90}\bextend .{3,60}$",
    re.IGNORECASE,
)
_IS_EXTENDED = re.compile(
    r"(?:the )?(?:time|deadline|last day|period)s? (?:to|for|by which|within which) [^.;:]{5,110}? (?:is|are) "
    r"(?:hereby )?extended "
    r"(?:to|through|until) (?P<day>[^.;:-]{4,30}\d)",
    re.IGNORECASE,
)
_IS_RESET = re.compile(
    r"\b(?:the |said )?(?P<what>(?:(?!the\b|and\b)[\w-]+ ){0,3}(?:hearing|conference|trial|sentencing|plea))"
    r"(?P<on> on [^.;:]{4,70}?)? (?:(?:is|be|has been|shall be) )?(?:hereby )?(?P<act>(?:re)?set|re-set|continued"
    r"|rescheduled|adjourned|moved) (?P<when>(?:for|to) "
    r"\d{1,2}/\d{1,2}"
    r"/\d{2,4}(?: at \d{1,2}:\d\d ?[ap]m)?)",
    re.IGNORECASE,
)


_HEARD = re.compile(r"\b(?:motion|application|objection|petition|complaint|request|plan|statement)\b", re.IGNORECASE)


def _with_numbers(line: PreparedText, context: HeadlineContext, title: str) -> str:
    """ "ORDER granting 30": what the judge's sentences say of that, else its number; "" for any other title."""
    act = _ENDS_WITH_ACT.search(title.lower().rstrip(" .,")) if context.own else None
    if act is None:
        return ""
    if said := _said(line, context):
        return f"{title[: act.start(1)]}{said}"
    numbers = list(dict.fromkeys(number for one in context.own for number in one.numbers))[:2]
    return f"{title.rstrip(' .,')} {'Nos.' if len(numbers) > 1 else 'No.'} {' and '.join(numbers)}"


def _with_orders(title: str, hearing: str, rest: str, related: list[str]) -> str:
    """A title that says nothing of its matter, with what the sentences after it order."""
    base, told = _ENDS_WITH_WORD.sub("", title), list(read_sentences(rest))
    if "order" in base.lower():
        told = [one for one in told if not one.lower().startswith("so ordered")]
    if hearing and hearing.removeprefix("setting ") in base.lower():
        return base
    if told and told[0].lower().startswith("setting "):
        return f"{base} {lower_first(told[0])}"
    if ordered := _ordered(base, hearing, told):
        return ordered
    if hearing:
        return f"{base} {hearing}"
    if related:
        return f"{title} {choose_connector(title)} {join_titles(related)}"
    told = [one for one in told if not _FORMALITY.match(one)] or told
    return f"{base}: {lower_first(told[0])}" if told else add_first_words(title, rest)


_FORMALITY = re.compile(
    r"the court (?:has (?:reviewed|received)|is in receipt of|reviewed|received|acknowledges"
    r"|(?:has been|was|is|having been) (?:advised|informed|notified))",
    re.IGNORECASE,
)


def _ordered(base: str, hearing: str, told: list[str]) -> str:
    """The first sentence that orders something, or a heading; "" where there is neither."""
    if hearing and told and _SETS.search(told[0].lower()):
        named = _MOTION_SET.match(told[0]) and len(told[0]) <= _SET_MOST
        return f"{base}: {lower_first(told[0])}" if named else f"{base} {hearing}"
    if told and (listed := _FOLLOWING.match(told[0])):
        return f"{base}: {lower_first(told[0][listed.end() :])}"
    if told and len(told[0].split()) <= _HEADING and not _ACTS.search(told[0].lower()) and not _INTRO.match(told[0]):
        return f"{base}: {lower_first(told[0])}"
    told = [one for one in told if not _FOLLOWING_ALONE.search(one)]
    for sentence in (_BEGINS.sub("", _HEADED.sub("", one)) for one in told[:_READ]):
        if hearing and _SETS.search(sentence.lower()):
            return f"{base} {hearing}"
        ordered = _ORDERED.match(sentence)
        words = sentence[ordered.end() :] if ordered else sentence if _ACTS.search(sentence.lower()) else ""
        words = sentence if words.lower().startswith("to ") else words
        if len(words) > _SHORT:
            return f"{base}: {lower_first(words)}"
    return ""


def _read_move(title: str, rest: str) -> str:
    """A bare order with the sentence that moves a day in court, or as much of that as fits; "" for none."""
    if title.split()[-1].lower() != "order":
        return ""
    moved = next(filter(_MOVES.search, islice(read_sentences(rest), _READ)), "")
    said = _BEGINS.sub("", _HEADED.sub("", moved))
    if len(title) + len(said) < WHOLE + _FORMULA:
        return f"{title}: {lower_first(said)}" if said else ""
    short = _MOVED.search(said)
    return f"{title}: {short['what'].lower()} {short['act'].lower()} {short['when']}" if short else ""


_FORMULA = 20
"""Characters of "on its own motion, hereby", which is left out."""
_MOVED = re.compile(
    r"\b(?P<what>(?:(?:status|motion|pretrial|settlement|scheduling|discovery|show cause|oral|jury|bench|telephone"
    r"|telephonic|evidentiary) ){0,2}(?:hearing|conference|trial|argument|sentencing|arraignment))\b[^.;]{0,150}? (?:is"
    r"|are)(?: hereby)? (?P<act>continued|adjourned|postponed|rescheduled|reset|moved|vacated|cancell?ed)"
    r"(?P<when>(?: and reset)?"
    r"(?: (?:to|until|for) (?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]+\.? \d{1,2}, \d{4}|[\d/]{6,10}))?)",
    re.IGNORECASE,
)
_MOVES = re.compile(
    r"\b(?:hearing|conference|trial|argument|sentencing|arraignment)\b[^.;]{0,110}? (?:is|are)(?: hereby)? "
    r"(?:continued|adjourned|postponed|vacated|rescheduled|reset|moved|cancell?ed|converted)\b"
    r"|\bcourt,?[^.;:]{0,40}? (?:continues|adjourns|postpones|vacates|reschedules|resets|moves|cancels|converts) "
    r"(?:the |this |plaintiff|defendant)[^.;]{0,60}\b(?:hearing|conference|trial|argument|sentencing|arraignment)\b",
    re.IGNORECASE,
)
"""A day in court is moved, not set: "The Court hereby CONTINUES the hearing to October 3"."""
_MOTION_SET = re.compile(
    r"(?:(?!hearing|conference)[\w'\u2019-]+ ){0,6}(?:motion|application|objection|petition)s?\b[^.;]{0,60}? (?:is"
    r"|are) (?:hereby )?"
    r"(?:re)?set\b",
    re.IGNORECASE,
)
""" "Debtor's Motion to Sell is set for telephonic hearing on 4/7/2021"."""
_SET_MOST = 110
_FOLLOWING_ALONE = re.compile(r"\bcourt (?:hereby )?orders (?:the following|as follows)[^:]{0,60}:?$", re.IGNORECASE)
_FOLLOWING = re.compile(
    r"^(?:[^:]{4,200}, )?(?:the|this) court (?:hereby )?orders (?:the following|as follows)[^:]{0,60}: ?(?:\(?1[.)] "
    r"?)?(?=.{12})",
    re.IGNORECASE,
)
""" "the court orders the following: (1) Elm Bank shall produce"."""
_READ = 6
"""Sentences that are read."""
_SHORT = 8
_BEGINS = re.compile(
    r"^(?:(?:for (?:the|good)|upon|pursuant to|having|in light of|after|on consideration of|based on) [^,]{4,120}, "
    r"(?:and )?"
    r"|on (?:the court's|its) own motion, |accordingly, |therefore, )+(?=.{12})",
    re.IGNORECASE,
)
"""The grounds with which a judge's sentence begins."""
_RE_AGAIN = re.compile(r"\b((?:granting|denying)(?: in part| as moot| with(?:out)? prejudice)?) re:? ", re.IGNORECASE)
_OF_MATTER = re.compile(
    r"^((?:[\w-]+ ){0,2}order) (?:re|on|regarding):? .{5,80}? "
    r"((?:granting|denying)\b.{0,70} (?:motion|application|request|stipulation)\b)",
    re.IGNORECASE,
)
""" "Order re motion to seal granting motion to file under seal": what is granted is said once."""
_ENDS_WITH_WORD = re.compile(r"\s+(?:re|on|regarding|to)$", re.IGNORECASE)
_ENDS_WITH_ACT = re.compile(r"\border ((?:granting|denying)(?: as moot| in part)?)$")
_ENDS_WITH_VERB = re.compile(
    r"\b(?:granting|denying|dismissing|sustaining|overruling|on)(?: as moot| in part|(?: with(?:out)? prejudice))?$"
)


_ACTIVE = re.compile(
    r"\b(?:the|this) court (?:hereby |therefore |accordingly |now )?(grants|denies) (?:the |said |this |that )?"
    r"(motion|request|application)\b(?=\s*[.;,]|\s*$| with| and)"
)
_GERUNDS_OF = {"grants": "granting", "denies": "denying"}


def _said(line: PreparedText, context: HeadlineContext) -> str:
    """What the judge's sentences decide; a motion that they do not name is named by what was asked before."""
    said = read_verdict(line, context.noun[1]) if context.decided else ""
    if context.decided and not said and (active := _ACTIVE.search(line.low, context.noun[1], context.noun[1] + 700)):
        said = f"{_GERUNDS_OF[active[1]]} {active[2]}"
    first, *others = said.split("; ")
    bare = _BARE.fullmatch(first)
    if bare and (asked := _MATTER.search(line.low, context.noun[1], context.noun[1] + 600)):
        group = "asks" if asked["asks"] else "moves"
        words = line.text[asked.start(group) : asked.end(group)].rstrip(" ,#0123456789")
        words = words if words.lower().startswith(("to", "for", "in ")) else f"for {words}"
        named = f"{bare[1]} {words}{bare[2] or ''}"
        return "; ".join([named, *others]) if len(words.split()) > 1 else said
    return said
