"""What a ruling decides that is on no request: on the decision below, on claims, on an order or a default of its own
court. "Decision of Commissioner affirmed", "The order to show cause is vacated", "all claims dismissed with prejudice",
"ORDER setting aside default". Called by ``decisions`` where nothing else was read.
"""

import re
from itertools import islice

from rulings.reading.decisions.clauses import UNSURE, find_sentence_start
from rulings.reading.decisions.verbs import ED
from rulings.vocabulary.outcomes import Outcome

_MOST = 120
"""Clauses that are looked at in one text."""
_OF_LOWER = frozenset({Outcome.AFFIRMED, Outcome.REVERSED, Outcome.VACATED})
_ALL_OF = {
    "below": _OF_LOWER,
    "made": frozenset({Outcome.VACATED}),
    "claims": frozenset({
        Outcome.DISMISSED, Outcome.DISMISSED_WITH_PREJUDICE, Outcome.DISMISSED_WITHOUT_PREJUDICE,
    }),
}  # fmt: skip
"""What can become of each subject, by the name of its group."""
_SUBJECT = re.compile(
    r"(?:^|[.;:] |,(?= (?:all|any|the)) |\bthat |\bordered |\badjudged )"
    r"(?:(?:the|all|any|remaining|its|said|[\w.]{1,40}['\u2019]s?) ){0,3}"
    r"(?:(?P<below>(?:judgments?|decisions?|orders?|rulings?|determinations?|convictions?|sentences?|awards?)"
    r"(?! to show| of (?:default|reference)|s? granting|s? denying))"
    r"|(?P<made>orders? to show cause|(?:entry of )?default(?: judgment)?|writ"
    r"|order of (?:default|reference|dismissal))"
    r"|(?P<claims>(?:third[- ]party )?(?:claims?|counter-?claims?|cross-?claims?)))\b"
    r"(?: (?:of|by|from|entered|dated|issued|against|as to|on|in|for|at)"
    r" (?:[^.;:]|(?<=\bcorp)\.|(?<=\binc)\.|(?<=\bllc)\.|(?<=\b[a-z])\.){1,140}?)??"
    r",? (?:(?:is|are),? )?(?:(?:hereby|herewith|therefore|discharged and|accordingly|also) ){0,2}"
    rf"(?:{ED}|(?P<aside>set aside))"
    r"(?=\s*(?:[.;,()]|$|and (?:remanded|held for naught|the (?:case|matter)|this)\b|for (?:the )?reasons\b"
    r"|in (?:all respects|its entirety)\b|pursuant to\b|as to\b|on appeal\b|per curiam\b|without costs\b))"
)
_ENTERED = re.compile(
    r"[\s,:]{1,2}(?:entered|filed|issued)\b[\s.,:]{1,3}(?:(?P<affirmed>affirmed)|(?P<reversed>reversed)"
    r"|(?P<vacated>vacated))(?!,? in part)(?=\s*(?:[.;,(]|$|and remand))"
)
_TITLE_OF_ORDER = re.compile(
    r":? (?:(?P<vacated>(?:to (?:vacate|set aside|rescind)|setting aside|rescinding)"
    r" (?:the |an? |prior |clerk['\u2019]?s )*"
    r"(?:(?:entry of )?default\b|(?:[\w-]+ ){0,2}order\b|judgment\b(?! in part)|dismissal\b))"
    r"|(?P<dismissed>to dismiss (?:the |this )?(?:chapter \d+ |bankruptcy )?"
    r"(?:case|adversary|action|complaint|petition|appeal)\b)"
    r"|(?P<remanded>to remand (?:the |this )?(?:case|action|matter)\b)"
    r"|(?P<denied>to deny (?:the )?(?:[\w-]+ ){0,2}(?:motion|application|petition)\b)"
    r"|(?P<granted>to (?:grant|approve) (?:the )?(?:[\w-]+ ){0,2}(?:motion|application|petition|stipulation)\b"
    r"(?! hearing)))"
)

_ON_THE_MERITS = re.compile(
    r"(?:\[\d{5,9}\] )?(?:(?P<affirmed>affirmed)|(?P<reversed>reversed)|(?P<vacated>vacated)|(?P<dismissed>dismissed)"
    r"|(?P<denied>denied))(?: and remanded)?; ?terminated on the merits\b"
)
""" "Affirmed; Terminated on the merits after oral hearing. Written, signed, published."."""


def read_title_of_order(low: str, noun_end: int) -> Outcome | None:
    """What the title of an order says with other verbs than most: "ORDER setting aside default", "ORDER TO VACATE Order
    of Dismissal"; and the result with which the Tenth Circuit begins."""
    title = _ON_THE_MERITS.match(low) or _TITLE_OF_ORDER.match(low, noun_end)
    return _outcome(title) if title else None


def read_clause_outcome(low: str, noun_end: int) -> Outcome | None:
    """The outcome of a ruling whose clause has such a subject. None where the clauses differ."""
    if entered := _ENTERED.match(low, noun_end):
        return _outcome(entered)
    said: list[Outcome] = []
    for clause in islice(_SUBJECT.finditer(low), _MOST):
        if UNSURE.search(low, find_sentence_start(low, clause.start() + 2), clause.end()):
            continue
        what = next(name for name in _ALL_OF if clause[name] is not None)
        outcome = Outcome.VACATED if clause["aside"] else _outcome(clause)
        if outcome in _ALL_OF[what]:
            said.append(outcome)
    if Outcome.AFFIRMED in said and len(set(said)) > 1:
        return None
    return said[0] if said else None


def _outcome(match: re.Match[str]) -> Outcome:
    return Outcome(match.lastgroup or Outcome.OTHER)
