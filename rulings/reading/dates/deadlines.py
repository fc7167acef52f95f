"""Which deadlines a text sets: what is due, and by when. Called by ``hearings``.

Clerks write "Responses due by 2/4/2022", "Last Day For Objections 1/27/97"; judges write "shall file a joint status
letter by November 18, 2022". A day that a party asks for is no deadline, nor is one that has been replaced.
"""

import re
from datetime import date, time

from rulings.reading.dates.deadline_titles import ARTICLES, write_deadline_title
from rulings.reading.headlines.sentence_case import convert_to_sentence_case
from rulings.reading.references.references import SENTENCE_END
from rulings.reading.text import PreparedText
from rulings.reading.values import SetsDeadline
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_DUE_WORDS = (
    "due", "complete", "returnable", "last da", "deadline", "cut", "bar date", "close", "ends", "noting", "motion set",
    "motion reset", "expire",
)  # fmt: skip
_UNTIL_WORDS = (
    "by ",
    "be filed ",
    "by:",
    "before",
    "than",
    "until",
    "through",
    "including",
    " to ",
    "prior to",
    ": ",
    "- ",
    "\u2013 ",
)
_NEAR, _NEXT = 160, 44
"""Characters before a day within which these words are looked for."""
_UNTIL = (
    r"(?:(?:on or before|(?:by )?(?:no|not) later than|by|until|before|prior to|through|(?:up )?to and including|to)"
    r"(?:(?: the)? (?:close of business|end of (?:the )?day)(?: on)?)?)"
)
_DUE = re.compile(
    r"\b(?:due(?: from (?:[^.;]|\b\w\.){2,60}?)?|(?<=be )completed"
    r"|completed(?= (?:by|before|on or before|no later))|returnable)(?: date)?"
    rf"(?:\s+(?:{_UNTIL}|on|in|for|is|as|set|at|and|filed|served|within))*\s*[:,;\-]*\s*$"
)
_CLERKS_DUE = re.compile(
    r"\b(?:responses?|repl(?:y|ies)|objections?|oppositions?)(?: ?(?:/|and|or) ?(?:responses?|objections?|oppositions?"
    r"|repl(?:y|ies)|requests? for hearing))?(?: (?:is|are|brief|briefs|to (?:the )?(?:motion|application)))? due\b"
    r"|\banswer now due\b|\bresponsive pleading (?:now )?due\b"
)
"""The clerk's form of "due". "answer now due" is that of a stipulation that needs no order in Central California: "as
to Elm Corp answer now due 4/30/2021"."""
_NEXT_BRIEF = re.compile(r"\b(?:appell\w+|petitioner|respondent|reply|answering)['\u2019]?s?['\u2019]? brief due\b")
"""The Fifth Circuit's clerk, where a brief is filed: "Appellee's Brief due on 8/9/2021"."""
_CLERKS_LAST_DAY = re.compile(
    r"\b(?:objections?|responses?|oppositions?)(?:/\w+)?(?: and/or \w+)? (?:deadline|due date|date)\b"
    r"|\blast da(?:y|te) (?:to|for) (?:object|respon|oppos|fil(?:e|ing) (?:an? )?(?:object|respon|oppos))"
)
"""The clerk's form of a last day in what a party files: "Objection Deadline: 2/11/2010"."""
_LAST_DAY = re.compile(
    r"\b(?P<what>last da(?:y|te) (?:for|to) [^.;:]{2,80}?"
    r"|[^.;:,()\d]{0,60}?\b(?:deadline|cut-?off(?: date)?|bar date)s?\b[^.;:()\d]{0,110}?)"
    r"(?:\s+(?:is|are|set|reset|for|of|on|by|extended|continued|moved|hereby|now|shall be|will"
    rf" be|{_UNTIL}))*\s*[:,\-]*\s*$"
)
_OF_A_PAPER = re.compile(r"\b(?:deadline|last day) for (?:the )?(?:submission|filing|service) of (?P<paper>.{4,})$")
"""A task expressed by nouns: "The deadline for submission of the parties' joint letter and proposed case management
plan"."""
_UPDATED = re.compile(r"\banswer due deadline updated for .{2,120}? to\s*$")
"""Eastern Texas's form: "Answer Due Deadline Updated for Elm Corp. to 4/4/2021"."""
_LAST_WORDS = ("last da", "deadline", "cut", "bar date")
_CLOSES = re.compile(
    r"\b(?P<what>close of (?:[a-z]+ ){0,2}discovery|(?:[a-z]+ ){0,2}discovery (?:closes|ends"
    r"|(?:shall|will|to) (?:close|end)"
    r"|(?:is )?ordered closed))"
    rf"(?:\s+(?:is|on|by|{_UNTIL}))*\s*[:,\-]*\s*$"
)
_NOTED = re.compile(r"\b(?:re-?)?noting date(?: (?:is|(?:re-?)?set|to|for|on|of))*\s*[:,]?\s*$")
"""Western Washington's Local Civil Rule 7(d): beside a motion is the day on which the court begins to consider it:
"MOTION to Dismiss by Oak Bank. Noting Date 3/19/2021"."""
_MOTION_DAY = re.compile(r"\bmotion (?:re)?set for\s*$")
_ON_THE_PAPERS = re.compile(r"[^;]{0,160}\bdecided on the papers\b")
"""New Jersey's Local Civil Rule 78.1 sets days for motions: "Motion set for 4/17/2023 before Judge Poe. Unless
otherwise directed by the Court, this motion will be decided on the papers and no appearances are required"."""
_EXPIRES = re.compile(
    r"\b(?P<what>(?:temporary restraining order|tro|injunction|stay) (?:(?:will|shall|now|hereby) )*expires?)(?:"
    r" (?:on|at))*\s*$"
)
_SCHEDULED = re.compile(
    r"(?:^|[.;,]|\d{4}\)?|: )\s*(?:due dates? (?:of|for) )?(?:the )?(?P<what>(?:[a-z][a-z ,&/'\u2019\-]{0,70}?[ /])?"
    r"(?:reports?|disclosures?|motions?|briefs?|statements?|oppositions?|repl(?:y|ies)|responses?|pleadings"
    r"|parties|experts|plans?|letters?|designations?|lists?|contentions|charts?|discovery|instructions|order))"
    r"\s*(?::|\s[\-\u2013\u2014])\s*$"
)
_SCHEDULES = re.compile(r"\b(?:schedul\w+|deadlines?|due dates?|case management)\b")
"""One line of a schedule: "Opening expert reports: October 1, 2021"."""
_FROM_A_DAY = re.compile(
    r"\bfrom (?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4}),? (?=(?:up )?(?:to|until|through)\b[^.;]{0,20}$)"
)
"""The old day in "the fact discovery deadline is extended from April 1, 2021 to June 1, 2021"."""
_IS_MOVED = re.compile(
    r"(?:,|\s?--?|\s?[\u2013\u2014)])?\s+(?:deadline |date )?(?:is|are|shall be|has been|have been)\s+(?:hereby"
    r" )?(?:further )?"
    r"(?:extended|adjourned|continued|reset|moved|vacated|stayed|suspended|enlarged)\b"
)
_OLD_DAY = re.compile(
    r" (?:(?:of|set for|on|due) )?(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4}),? (?=(?:is|are|shall be"
    r"|has been) )"
)
"""The old day in "the response deadline of 4/1/2021 is extended to 4/8/2021"."""
_A_DAY = r"(?:[a-z]{3,9}\.? \d{1,2},? \d{4}|\d{1,2}/\d{1,2}/\d{2,4})"
_ASIDE = re.compile(
    r"(?:\s*(?:--?|[\u2013\u2014(,])\s*)(?:which (?:is|was) )?(?:currently|presently|now|originally|previously)"
    rf"(?: (?:set|due|scheduled|fixed))?(?: (?:for|on|as|at))? {_A_DAY}\s*(?:--?|[\u2013\u2014),])\s*"
)
"""The old day between dashes: "The deadline to respond - currently March 1, 2021 - is extended to …"."""
_HOUR_ENDS = re.compile(r"\d ?[ap]\.m\.\s+(?!on\b|[(\d]|to\b|and\b|or\b|in\b|at\b|before\b|via\b|by\b)")
"""A sentence that ends with an hour: "continued to 4/1/2021 at 9:30 a.m. Fact discovery ordered closed by 6/1/2021"."""
_BY = re.compile(rf"\b{_UNTIL}(?:\s+and including)?\s*,?\s*$|\b(?:shall|must) be filed\s*$")
_BOUND = re.compile(
    r"\b(?:shall|must|(?:will|may)(?! be (?:held|heard))"
    r"|(?:is|are|be) (?:hereby )?(?:directed|ordered|required|due|given)"
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
    r"\s+(?:(?:due|set|scheduled|fixed)\s+)?(?:on\s+|by\s+|for\s+)?$"
)
_EXCLUDED = re.compile(r"\b(?:exclud(?:e|es|ed|ing|able)|speedy trial)\b[^.;]{0,160}$")
"""Time that does not count for the Speedy Trial Act, 18 U.S.C. § 3161(h): "time is excluded through 4/6/2021"."""
_STAYED = re.compile(r"\bstayed(?: and \w+)? (?:until|through|to)(?: and including)?\s*$")
"""Until then nothing need be done: "Discovery is stayed until 10/5/2017"."""
_NO_TASK = re.compile(
    r"(?<!be )(?<!ly )(?<!and )(?<!dismissal"
    r" )\b(?:signed|entered|filed|issued|docketed|mailed|served|held|appointed|modified"
    r"|written|taken|decided|so ordered)"
    r"\s+(?:on or )?(?:by|before)\s*$"
)
_TASK = re.compile(
    r"\b(?:file|submit|serve|provide|produce|complete|exchange|lodge|deposit|make|designate|disclose|amend|join|pay"
    r"|deliver|furnish|respond|answer|reply|oppose|object|move|show cause"
    r"|meet and confer|confer|notify|inform|advise|contact"
    r"|appear|supplement|propose|return|select|identify|comply|proceed)\b(?P<what>[^.;:]{0,160})"
)
_ORDERED_BY = re.compile(r"\btranscripts?(?P<what> ordered) by\s*$")
"""The Ninth Circuit's schedule: "Transcript ordered by 04/22/2021. Transcript due 05/24/2021"."""
_PASSIVE = re.compile(
    r"\s(?:(?:shall|must|will|should|is to|are to|to),?(?: if any,?)? be|(?:if any, )?(?:shall|must|will) be|due to be)"
    r"(?: \w+ly)?"
    r" (?:re-?)?(?:filed|submitted|served|completed|exchanged|produced|lodged|made|paid|disclosed|designated|noticed"
    r"|returned|delivered|provided|concluded|uploaded|mailed|joined)\b[^.;]{0,80}$"
)
_LISTED = re.compile(
    r"(?:^|[:;,]|\d\)|\d{4},?)\s*(?P<what>[a-z][a-z \-/&'\u2019]{4,60}?)\s+(?:by|on or before|no later than|until)\s*$"
)
"""One line of a schedule: "Joinder of parties by 3/1/2021; Expert disclosures by 4/1/2021"."""
_FILED_BY = re.compile(
    r"(?P<what>\b(?:[a-z]+ )?(?:motions?|pleadings?|reports?|disclosures?|briefs?|lists?|instructions|objections?))"
    r" (?:filed|served|exchanged|submitted) (?:by|on or before|no later than)\s*$"
)
"""One line of a schedule, which elsewhere says who filed something: "dispositive motions filed by 3/1/2021"."""
_ELLIPTIC = re.compile(
    r"\d{4}\)?(?:,? and|[,;]) (?:all |any |the )?(?P<what>(?:(?!shall|must|will|be\b)[a-z]+ ){0,4}?[a-z]+s?)"
    r" (?:filed|served|completed)"
    r" (?:by|on or before|no later than)\s*$|\bdue\b.{6,60}(?:;|,? and) (?:the |any |plaintiffs?'? |defendants?'? )?"
    r"(?P<brief>(?:reply|response|opposition|sur-?reply)(?: briefs?| papers)?),\s*$"
)
"""The second half of "Discovery shall be completed by 3/1/2021 and dispositive motions filed by 4/1/2021"."""
_BARE_TASKS = {
    "respond": "Response", "answer": "Answer", "reply": "Reply", "oppose": "Opposition", "object": "Objections",
    "pay": "Payment", "show cause": "Showing of cause", "meet and confer": "Meeting of counsel",
    "confer": "Meeting of counsel", "move": "Motion",
}  # fmt: skip
_ENDS_TASK = re.compile(
    r"\s*[,(\[]|\s(?:extended|not to exceed|reporting|summarizing|describing|listing|advising|stating|by"
    r"|on or before|no later"
    r"|not later|within|until|with(?! respect)|in (?:response|accordance|which|support"
    r"|opposition)|that|which|informing|addressing|regarding|concerning|as to|and|via|on|explaining|setting|indicating"
    r"|stating|if"
    r"|pursuant|under|from|before|prior)\b"
)
_SHALL_AFTER = re.compile(
    r"\s*,?\s*(?P<said>[^.;]{0,80}?\b(?:shall|must|will|to|is directed to|are directed to)\b[^.;]{0,160})"
)
_TO_DO = re.compile(r"\s*,?\s*(?:in which |within which )?to (?P<said>[^.;]{2,120})")
_MORE_TIME = re.compile(r"\badditional (?:[\w()-]+ ){1,3}(?:days?|weeks?|months?) until\s*$")
"""In the margin of a letter: "granting plaintiffs requests for an additional ninety days until 4/30/21 to serve
defendant"."""
_A_SIDE = re.compile(r"(?:defendants?|respondents?|plaintiffs?|part(?:y|ies))\b")
_ENDS_DUE = re.compile(
    r"(?:\s+(?:is|are|now|shall|will|to|be|must|also|hereby|and|due|filed|commenced|initiated|in time))+$"
)
_CLAUSE = re.compile(
    r"[.;:,()\[\]](?<!\bobj\.)(?<!\bdiscl\.)(?<!\bconf\.)(?<!\bstmt\.)(?<!\bre:)(?<!\(s\))\s|\d\s"
    r"|\bby (?:noon|[\d:]+ ?[ap]\.?m\.?)|(?<!\(s)\)\s*"
    r"|\band\s+(?=[a-z]+ (?:brief|response|reply) )"
)
"""Where a clause ends, except after the abbreviations in "Obj. to Fast Track Order Due on …" and the like."""
_MOVES = re.compile(
    r"\b(?:re-?set|resetting|extend(?:ed|ing|s)?|extension|now due|continued|enlarged|adjourned|amended schedul)"
)

_BY_THE_COURT = RULING_KINDS | {Kind.MINUTES, Kind.NOTICE, Kind.OTHER}
"""Kinds in which the court orders something to be done by a day."""
_MAY_ORDER = _BY_THE_COURT | {Kind.TRANSCRIPT}
_SETS_SCHEDULES = RULING_KINDS | {Kind.NOTICE, Kind.MINUTES}
_HEADING = 120
"""Characters at the beginning of a text that may say that it is a schedule."""
_ARGUES = frozenset({
    Kind.MOTION, Kind.STIPULATION, Kind.LETTER, Kind.OPPOSITION, Kind.REPLY, Kind.BRIEF, Kind.DECLARATION, Kind.EXHIBIT,
})  # fmt: skip
"""Kinds in which a party writes: a day counts only in the clerk's own form, "Responses due by …"."""


def may_be_deadline(kind: Kind, low: str, start: int) -> bool:
    """Whether the words before a day at ``start`` are worth a closer look: most days in a docket are those of
    signatures."""
    if kind is Kind.TRANSCRIPT and not low.startswith("cancelled"):
        return False
    lead = low[max(0, start - _NEAR) : start]
    return any(map(lead.__contains__, _DUE_WORDS)) or any(word in lead[-_NEXT:] for word in _UNTIL_WORDS)


def read_deadline(
    kind: Kind, line: PreparedText, lead: str, end: int, day: date, at: time | None
) -> SetsDeadline | None:
    """The deadline that ends on a day, if it is one. ``lead`` is the text in lower case before the day and its time,
    ``end`` the index after both."""
    sentence = lead
    for stop in SENTENCE_END.finditer(lead):
        sentence = lead[stop.end() :]
    for stop in _HOUR_ENDS.finditer(sentence):
        sentence = sentence[stop.end() :] if stop.end() < len(sentence) else sentence
    if _WAS.search(sentence) or _IS_MOVED.match(line.low, end):
        return None
    if _EXCLUDED.search(sentence) or _STAYED.search(sentence):
        return None
    sentence = _OLD_DAY.sub(" ", _FROM_A_DAY.sub("", _ASIDE.sub(" ", sentence)))
    what = _what(kind, sentence, line.low[end : end + 240], line.low[:_HEADING])
    if what is None:
        return None
    moves = bool(_MOVES.search(sentence)) or (what == _NOTING_DATE and "re-not" in line.low)
    return SetsDeadline(_as_written(write_deadline_title(what), line, end), day, at, moves)


_NOTING_DATE = "noting date"


def _as_written(title: str, line: PreparedText, end: int) -> str:
    """The title with its names capitalised as in the text: "Jane Roe answer due"."""
    core = title.removesuffix(" due").lower()
    start = line.low.rfind(core, 0, end + 240)
    if start < 0 or not core:
        return title
    named = convert_to_sentence_case(line.text[start : start + len(core)]) + title[len(core) :]
    return _LETTERED.sub(lambda letters: letters[0].upper(), named)


_LETTERED = re.compile(r"\b[A-Ja-j](?:,[a-j])+\b")
"""Schedules of a bankruptcy: "Schedule(s) A,B,D due"."""


def _what(kind: Kind, sentence: str, after: str, whole: str) -> str | None:
    """What is due, in the text's words, "" where it does not say; None where nothing is due. ``whole`` is the beginning
    of the text."""
    if (own := _of_its_court(sentence, after)) is not None:
        return own
    if due := _DUE.search(sentence):
        if "proposed due" in sentence:
            return None
        if kind in _ARGUES and not (
            _CLERKS_DUE.search(sentence) or (kind is Kind.BRIEF and _NEXT_BRIEF.search(sentence))
        ):
            return None
        return f"{_before_due(sentence[: due.start()])} due"
    if kind in _ARGUES and not _CLERKS_LAST_DAY.search(sentence):
        return None
    if (what := _last_day(sentence)) is not None:
        return what
    if (what := _of_a_schedule(kind, sentence, whole)) is not None:
        return what
    return _ordered(sentence, after) if kind in _MAY_ORDER and _BY.search(sentence) else None


def _of_a_schedule(kind: Kind, sentence: str, whole: str) -> str | None:
    """What one line of a schedule says is due; None if it is no such line."""
    if kind not in _SETS_SCHEDULES:
        return None
    if (line := _SCHEDULED.search(sentence)) and _SCHEDULES.search(sentence + whole):
        return f"{line['what']} due"
    if kind in RULING_KINDS and (second := _ELLIPTIC.search(sentence)) and _BOUND.search(sentence):
        return f"{second['what'] or second['brief']} due"
    listed = _FILED_BY.search(sentence) if kind in RULING_KINDS and _SCHEDULES.search(whole) else None
    return f"{listed['what']} due" if listed else None


def _of_its_court(sentence: str, after: str) -> str | None:
    """The title for a day on which a court takes up a motion, in whichever paper it is named; None for other days."""
    if "noting" in sentence and _NOTED.search(sentence):
        return _NOTING_DATE
    if "motion" in sentence and _MOTION_DAY.search(sentence) and _ON_THE_PAPERS.match(after):
        return "motion day"
    return None


def _last_day(sentence: str) -> str | None:
    """What ends on a day, in the text's words; None if nothing does."""
    if "deadline updated for" in sentence and _UPDATED.search(sentence):
        return "answer due"
    if any(map(sentence.__contains__, _LAST_WORDS)) and (last := _LAST_DAY.search(sentence)):
        named = _OF_A_PAPER.search(last["what"])
        return f"{named['paper']} due" if named else last["what"]
    ends = ("discovery" in sentence and _CLOSES.search(sentence)) or (
        "expire" in sentence and _EXPIRES.search(sentence)
    )
    return ends["what"] if ends else None


def _ordered(sentence: str, after: str) -> str | None:
    """What is due in a judge's sentence that ends with "by" and goes on ``after`` the day; None if nothing is."""
    if _NO_TASK.search(sentence) or (_ASKED.search(sentence) and not _GRANTS.search(sentence)):
        return None
    if _ORDERED_BY.search(sentence):
        return "transcript order due"
    listed = _LISTED.search(sentence)
    passive = _PASSIVE.search(sentence)
    if passive and listed and _YEAR.search(sentence, passive.start()):
        return f"{listed['what']} due"
    if passive:
        return f"{_before_due(sentence[: passive.start()])} due"
    if _BOUND.search(sentence) or _MORE_TIME.search(sentence):
        task, following = _task(sentence), _TO_DO.match(after)
        return _task(following["said"]) if task == "deadline" and following else task
    if listed:
        return f"{listed['what']} due"
    following = _SHALL_AFTER.match(after)
    return _task(following["said"]) if following else None


_YEAR = re.compile(r"\b\d{4}\b")
"""A year between what is due by an earlier day and the next task: "shall be filed on or before April 1, 2021,
Defendant's opposition on or before …"."""


def _before_due(said: str) -> str:
    said = _ENDS_DUE.sub("", said.rstrip(" :-"))
    cut = 0
    for clause in _CLAUSE.finditer(said):
        cut = clause.end()
    return said[cut:]


def _task(said: str) -> str:
    """What is due for a task: for "shall file a joint status letter by", the joint status letter."""
    task = None
    for found in _TASK.finditer(said):
        task = found
    if task is None:
        return "deadline"
    verb = task[0][: len(task[0]) - len(task["what"])].strip()
    end = _ENDS_TASK.search(task["what"])
    what = ARTICLES.sub("", task["what"][: end.start()].strip() if end else task["what"].strip())
    if verb in _BARE_TASKS:
        return f"{_BARE_TASKS[verb]} {what if what.startswith('to ') else ''}".strip() + " due"
    if verb == "serve" and _A_SIDE.match(what):
        return "service due"
    what = f"amended {what}" if verb == "amend" and what else what
    return f"{what} due" if what else "deadline"
