"""Which of several motions a court's sentence decides that has the verb first: "re 12 MOTION to Dismiss, 14 MOTION to
Transfer. The Court grants the motion to transfer and denies the motion to dismiss as moot." Called by ``decisions``.
"""

import re
from collections.abc import Iterable, Iterator

from rulings.reading.decisions.by_relief import find_named_by_relief
from rulings.reading.references.references import EntryMention
from rulings.reading.values import Decides
from rulings.vocabulary.outcomes import Outcome

_OBJECT = re.compile(
    r"\s+(?:the |said |[\w.]{1,40}['\u2019]s? )?(?:[\w-]+ ){0,2}(?:motion|application|request|petition)"
    r" (?:to|for|in|of) [^.;:()\[\]\d]{2,90}?"
    r"(?=(?P<moot> as moot\b)|(?P<part>,? in part\b)|\s*[.;,(]|\s*$| (?:and|but) (?:the court )?(?:hereby )?"
    r"(?:grants?|den(?:y|ies)|granted|denied|takes?|took|reserve[sd]?|overrule[sd]?)\b"
    r"| with(?:out)? prejudice\b| for (?:the )?reasons\b| on the record\b| as (?:stated|set forth)\b)"
)
_DECIDED = frozenset({Outcome.GRANTED, Outcome.DENIED, Outcome.IN_PART, Outcome.MOOT, Outcome.DEFERRED})


def read_by_object(low: str, verbs: Iterable[re.Match[str]], left: list[EntryMention]) -> Iterator[Decides]:
    """The decisions of ``verbs``, whose last group is their outcome, on those of ``left`` that their objects name by
    what they ask for."""
    for verb in verbs:
        outcome = Outcome((verb.lastgroup or Outcome.OTHER).removeprefix("was_"))
        found = _OBJECT.match(low, verb.end()) if outcome in _DECIDED else None
        one = find_named_by_relief(low, found.end(), left, verb.end()) if found else None
        if found is None or one is None:
            continue
        if found["moot"] and outcome is Outcome.DENIED:
            outcome = Outcome.MOOT
        elif found["part"] and outcome in (Outcome.GRANTED, Outcome.DENIED):
            outcome = Outcome.IN_PART
        yield from (Decides(number, outcome) for number in one.numbers)
