"""Rulings that a judge only announces, "Tentative ruling: granted", or threatens. Called by ``decisions``.

California's judges post them before the hearing. Until they are adopted they decide nothing.
"""

import re

from rulings.reading.decisions.verbs import ED

_TENTATIVE = re.compile(
    r"\btentative(?:ly)?(?: (?:rulings?|decision|order))?(?:(?: (?:is|was|as|has been|posted|issued|announced|by the"
    r" court|to|follows))*[\s:,\u2013-]{1,4}(?:the )?(?:motions? )?(?:(?:to|for) [^.;:]{2,80}? )?"
    r"(?:is |are |be |to be )?)"
    rf"(?P<verdict>{ED})(?! (?:as|in) (?:the |its )?(?:final|order of))"
)


_OR_ELSE = re.compile(
    r"\bor(?: else)?,? (?:the|this|that|his|her|its|their|said) (?:[\w'\u2019-]+ ){0,3}?(?:motion|application|request"
    r"|case|action|complaint|petition|appeal|claim|matter|document|filing)s?(?: \([^()]{1,20}\))?"
    r" (?:will|shall|may|would) be "
    rf"(?P<verdict>{ED})"
)
"""What is threatened: "shall file the certificate by May 3 or the motion will be stricken"."""


def blank_tentative(low: str) -> str:
    """The text with blanks in the place of the verdicts that are tentative; its length stays."""
    if "tentative" in low:
        low = _TENTATIVE.sub(_without_verdict, low)
    return _OR_ELSE.sub(_without_verdict, low) if " be " in low else low


def _without_verdict(one: re.Match[str]) -> str:
    return one[0][: one.start("verdict") - one.start()] + " " * len(one["verdict"])
