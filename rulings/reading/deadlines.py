"""Which deadlines a text sets: what is due, until when.

Clerks write "Responses due by 2/4/2022", "Last Day For Objections 1/27/97"; judges write "shall file a joint status letter by
November 18, 2022". A day that a party asks for is none, nor is one that was.
"""

import re
from datetime import date, time

from rulings.reading.headlines import sentence_case
from rulings.reading.references import SENTENCE_END
from rulings.reading.text import Line
from rulings.reading.values import SetsDeadline
from rulings.words import RULING_KINDS, Kind

_DUE_WORDS = ("due", "complete", "returnable", "last da", "deadline", "cut", "bar date", "close", "ends")
_UNTIL_WORDS = ("by ", "be filed ", "by:", "before", "than", "until", "through", "including", " to ", "prior to")
_NEAR, _NEXT = 160, 44
"""Characters before a day within which those words stand."""
_UNTIL = (
    r"(?:(?:on or before|(?:by )?(?:no|not) later than|by|until|before|prior to|through|(?:up )?to and including|to)"
    r"(?:(?: the)? (?:close of business|end of (?:the )?day)(?: on)?)?)"
)
_DUE = re.compile(
    rf"\b(?:due|completed|returnable)(?: date)?(?:\s+(?:{_UNTIL}|on|in|for|is|as|set|at|and|filed|served|within))*\s*[:,;\-]*\s*$"
)
_CLERKS_DUE = re.compile(
    r"\b(?:responses?|repl(?:y|ies)|objections?|oppositions?)(?: (?:is|are|brief|briefs|to motion))? due\b|\banswer now due\b"
)
"""The second of a stipulation that needs no order in Central California: "as to Elm Corp answer now due 4/30/2021"."""
_LAST_DAY = re.compile(
    r"\b(?P<what>last da(?:y|te) (?:for|to) [^.;:]{2,80}?"
    r"|[^.;:,()\d]{0,60}?\b(?:deadline|cut-?off(?: date)?|bar date)s?\b[^.;:()\d]{0,60}?)"
    rf"(?:\s+(?:is|are|set|reset|for|of|on|by|extended|continued|moved|hereby|now|shall be|will be|{_UNTIL}))*\s*[:,\-]*\s*$"
)
_UPDATED = re.compile(r"\banswer due deadline updated for .{2,120}? to\s*$")
"""Eastern Texas: "Answer Due Deadline Updated for Elm Corp. to 4/4/2021"."""
_LAST_WORDS = ("last da", "deadline", "cut", "bar date")
_CLOSES = re.compile(
    r"\b(?P<what>close of (?:[a-z]+ ){0,2}discovery|(?:[a-z]+ ){0,2}discovery (?:closes|ends|(?:shall|will|to) (?:close|end)))"
    rf"(?:\s+(?:is|on|by|{_UNTIL}))*\s*[:,\-]*\s*$"
)
_BY = re.compile(rf"\b{_UNTIL}(?:\s+and including)?\s*,?\s*$|\b(?:shall|must) be filed\s*$")
_BOUND = re.compile(
    r"\b(?:shall|must|(?:will|may)(?! be (?:held|heard))|(?:is|are|be) (?:hereby )?(?:directed|ordered|required|due|given)"
    r"|directed|ordered|extend(?:ed|ing|s)?|extension|reset|re-set|adjourned|enlarged|continued|will be"
    r"|to be (?:filed|submitted|served|completed|held)|has|have|to file|to respond|to answer)\b"
)
_ASKED = re.compile(
    r"\b(?:request(?:s|ed|ing)?(?: that)?|seek(?:s|ing)?|asks?|asking|propos(?:e|es|ing)"
    r"|proposed (?:new )?(?:dates?|deadlines?|schedule|due)|moves? (?:to|for)|would)\b[^.;]*$"
)
_GRANTS = re.compile(r"(?:\bgrant(?:s|ed|ing)\b[^.;]*|\b(?:is|are) (?:hereby )?extended(?: (?:to|until|through))?\s*)$")
_WAS = re.compile(
    r"\b(?:was|were|had been|previously|originally|formerly|currently|presently|from|dated|since|after)"
    r"\s+(?:due\s+)?(?:on\s+|by\s+)?$"
)
_NO_TASK = re.compile(
    r"(?<!be )(?<!ly )(?<!and )(?<!dismissal )\b(?:signed|entered|filed|issued|docketed|mailed|served|held|appointed|modified"
    r"|written|taken|decided|so ordered)"
    r"\s+(?:on or )?(?:by|before)\s*$"
)
_TASK = re.compile(
    r"\b(?:file|submit|serve|provide|produce|complete|exchange|lodge|deposit|make|designate|disclose|amend|join|pay"
    r"|deliver|furnish|respond|answer|reply|oppose|object|move|show cause|meet and confer|confer|notify|inform|advise|contact"
    r"|appear|supplement|propose|return|select|identify|comply|proceed)\b(?P<what>[^.;:]{0,160})"
)
_ORDERED_BY = re.compile(r"\btranscripts?(?P<what> ordered) by\s*$")
"""The Ninth Circuit's schedule: "Transcript ordered by 04/22/2021. Transcript due 05/24/2021"."""
_PASSIVE = re.compile(
    r"\s(?:(?:shall|must|will|should|is to|are to|to),?(?: if any,?)? be|(?:if any, )?(?:shall|must|will) be|due to be)"
    r"(?: \w+ly)? (?:re-?)?(?:filed|submitted|served|completed|exchanged|produced|lodged|made|paid|disclosed|designated|noticed"
    r"|returned|delivered|provided|concluded|uploaded|mailed|joined)\b[^.;]{0,80}$"
)
_LISTED = re.compile(
    r"(?:^|[:;,]|\d\)|\d{4},?)\s*(?P<what>[a-z][a-z \-/&'\u2019]{4,60}?)\s+(?:by|on or before|no later than|until)\s*$"
)
"""One line of a schedule: "Joinder of parties by 3/1/2021; Expert disclosures by 4/1/2021"."""
_BARE_TASKS = {
    "respond": "Response", "answer": "Answer", "reply": "Reply", "oppose": "Opposition", "object": "Objections", "pay": "Payment",
    "show cause": "Showing of cause", "meet and confer": "Meeting of counsel", "confer": "Meeting of counsel", "move": "Motion",
}  # fmt: skip
_ENDS_TASK = re.compile(
    r"\s*[,(\[]|\s(?:extended|not to exceed|reporting|summarizing|describing|listing|advising|stating|by|on or before|no later"
    r"|not later|within|until|with(?! respect)|in (?:response|accordance|which|support"
    r"|opposition)|that|which|informing|addressing|regarding|concerning|as to|and|via|on|explaining|setting|indicating"
    r"|stating|if"
    r"|pursuant|under|from|before|prior)\b"
)
_SHALL_AFTER = re.compile(r"\s*,?\s*(?P<said>[^.;]{0,80}?\b(?:shall|must|will|to|is directed to|are directed to)\b[^.;]{0,160})")
_TO_DO = re.compile(r"\s*,?\s*(?:in which |within which )?to (?P<said>[^.;]{2,120})")
_ARTICLES = re.compile(
    r"^(?:(?:extension of|granted|a|an|the|their|its|his|her|any|and|or|all|said|of|for|to|that|in|which|be|is)\s+)+"
)
_FORM_OF_A_NAME = re.compile(r"^(?:llc|llp|lp|inc|corp|co|ltd|n\.a)\b\.? ")
"""The end of who filed, before "Filed by Elm Village, LLC Application for Installments Due on 6/13/2008"."""
_ENDS_DUE = re.compile(r"(?:\s+(?:is|are|now|shall|will|to|be|must|also|hereby|and|due|filed))+$")
_CLAUSE = re.compile(
    r"[.;:,()\[\]](?<!\bobj\.)(?<!\bdiscl\.)(?<!\bconf\.)(?<!\bstmt\.)\s|\d\s|\bby (?:noon|[\d:]+ ?[ap]\.?m\.?)|\)\s*"
    r"|\band\s+(?=[a-z]+ (?:brief|response|reply) )"
)
"""Where a clause ends, but for the abbreviations of "Obj. to Fast Track Order Due on …"."""
_MOVES = re.compile(r"\b(?:re-?set|resetting|extend(?:ed|ing|s)?|extension|now due|continued|enlarged|adjourned|amended schedul)")
_LONGEST = 8
"""Words of a title."""

_BY_THE_COURT = RULING_KINDS | {Kind.MINUTES, Kind.NOTICE, Kind.OTHER}
"""Kinds of which the court's orders to do something by a day are read."""
_MAY_ORDER = _BY_THE_COURT | {Kind.TRANSCRIPT}
_ARGUES = frozenset({
    Kind.MOTION, Kind.STIPULATION, Kind.LETTER, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT,
})  # fmt: skip
"""Kinds in which a party speaks: a day counts only in the clerk's own form, "Responses due by …"."""


def may_be_due(kind: Kind, low: str, start: int) -> bool:
    """Whether the words before a day at ``start`` are worth a closer look: most days of a docket are of signatures."""
    if kind is Kind.TRANSCRIPT and not low.startswith("cancelled"):
        return False
    lead = low[max(0, start - _NEAR) : start]
    return any(word in lead for word in _DUE_WORDS) or any(word in lead[-_NEXT:] for word in _UNTIL_WORDS)


def deadline(kind: Kind, line: Line, lead: str, end: int, day: date, at: time | None) -> SetsDeadline | None:
    """The deadline that a day ends. ``lead`` is the text in lower case before the day and its time, ``end`` the index after
    both."""
    sentence = lead
    for stop in SENTENCE_END.finditer(lead):
        sentence = lead[stop.end() :]
    if _WAS.search(sentence):
        return None
    what = _what(kind, sentence, line.low[end : end + 240])
    if what is None:
        return None
    return SetsDeadline(_as_written(_titled(what), line, end), day, at, bool(_MOVES.search(sentence)))


def _as_written(title: str, line: Line, end: int) -> str:
    """A title with its names in capitals: "Jane Roe answer due"."""
    core = title.removesuffix(" due").lower()
    start = line.low.rfind(core, 0, end + 240)
    if start < 0 or not core:
        return title
    return sentence_case(line.text[start : start + len(core)]) + title[len(core) :]


def _what(kind: Kind, sentence: str, after: str) -> str | None:
    """What is due, in the text's words, "" where it does not say; None where nothing is."""
    if due := _DUE.search(sentence):
        if "proposed due" in sentence:
            return None
        if kind in _ARGUES and not _CLERKS_DUE.search(sentence):
            return None
        return f"{_before_due(sentence[: due.start()])} due"
    if kind in _ARGUES:
        return None
    if "deadline updated for" in sentence and _UPDATED.search(sentence):
        return "answer due"
    if any(word in sentence for word in _LAST_WORDS) and (last := _LAST_DAY.search(sentence)):
        return last["what"]
    if "discovery" in sentence and (closes := _CLOSES.search(sentence)):
        return closes["what"]
    return _ordered(sentence, after) if kind in _MAY_ORDER and _BY.search(sentence) else None


def _ordered(sentence: str, after: str) -> str | None:
    """The same of a judge's sentence that ends with "by", and goes on ``after`` the day."""
    if _NO_TASK.search(sentence) or (_ASKED.search(sentence) and not _GRANTS.search(sentence)):
        return None
    if _ORDERED_BY.search(sentence):
        return "transcript order due"
    if passive := _PASSIVE.search(sentence):
        return f"{_before_due(sentence[: passive.start()])} due"
    if _BOUND.search(sentence):
        task, following = _task(sentence), _TO_DO.match(after)
        return _task(following["said"]) if task == "deadline" and following else task
    if listed := _LISTED.search(sentence):
        return f"{listed['what']} due"
    following = _SHALL_AFTER.match(after)
    return _task(following["said"]) if following else None


def _before_due(said: str) -> str:
    said = _ENDS_DUE.sub("", said.rstrip(" :-"))
    cut = 0
    for clause in _CLAUSE.finditer(said):
        cut = clause.end()
    return said[cut:]


def _task(said: str) -> str:
    """In "shall file a joint status letter by", the joint status letter."""
    task = None
    for found in _TASK.finditer(said):
        task = found
    if task is None:
        return "deadline"
    verb = task[0][: len(task[0]) - len(task["what"])].strip()
    end = _ENDS_TASK.search(task["what"])
    what = _ARTICLES.sub("", task["what"][: end.start()].strip() if end else task["what"].strip())
    if verb in _BARE_TASKS:
        return f"{_BARE_TASKS[verb]} {what if what.startswith('to ') else ''}".strip() + " due"
    what = f"amended {what}" if verb == "amend" and what else what
    return f"{what} due" if what else "deadline"


def _titled(what: str) -> str:
    words = _ARTICLES.sub("", _FORM_OF_A_NAME.sub("", what.strip(" ,-:'\"()"))).split()
    while words[-1:] == ["due"] and words[-2:-1] in (["to"], ["of"], ["for"], ["and"]):
        del words[-2]
    if words[-1:] == ["due"]:
        words = [*words[:-1][-_LONGEST:], "due"]
    title = " ".join(words[-_LONGEST - 1 :])
    return "Deadline" if title in ("", "due") else title[:1].upper() + title[1:]
