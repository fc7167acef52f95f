"""Rulings that a judge only announces: "Tentative ruling: granted". Called by ``decisions``.

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


def blank_tentative(low: str) -> str:
    """The text with blanks in the place of the verdicts that are tentative; its length stays."""
    if "tentative" not in low:
        return low
    return _TENTATIVE.sub(lambda one: one[0][: one.start("verdict") - one.start()] + " " * len(one["verdict"]), low)
