"""What an order grants that is not the motion it names: time, a hearing or a paper on that motion, or the paper it was
given to sign. Called by ``decisions``."""

import re

_ON_ANOTHER = re.compile(
    r"\b(?:exten\w+|continu\w+|adjourn\w*|enlarge\w*|shorten\w*|leave|time|respon[ds]\w*|repl(?:y|ies)"
    r"|oppos\w+|object\w*|hearing|briefing|pages?)\b"
    r"[^;]{0,80}?\b(?:on|to|re:?|regarding|for)(?: the| \w+['\u2019]s)* \[?$"
)
_A_MOTION = re.compile(r"(?:-\d+)?\]?\s+(?:[\w-]+ ){0,3}?(?:motion|application|petition)\b")
_FOR_THE_SAME = re.compile(r"\b(?:exten|continu|adjourn|enlarg|shorten|leave|excess|pages?\b)")


def is_granted_on_another(before: str, after: str) -> bool:
    """Whether what is granted is time, a hearing or a paper on the motion that is named, and not that motion: "granting
    Stipulation to continue hearing on 12 Motion to Dismiss"."""
    return bool(_ON_ANOTHER.search(before) and _A_MOTION.match(after) and not _FOR_THE_SAME.search(after))


ANSWERS = re.compile(r"\b(?:respon[ds]\w*|repl(?:y|ies)|oppos\w+|object\w*|hearing|briefing)\b[^;]{0,60}$")
"""Words between two numbers of a sentence: "motion (Dkt. 22) for time to respond to the motion to dismiss (Dkt. 12) is
GRANTED"."""

SO_ORDERED = re.compile(
    r"(?:(?:text|oral|electronic|paperless|endorsed|docket|minute) )?(?:order:? )?so[- ]ordered,?:?"
    r" (?:(?:stipulation |letter )?(?:re:?|as to) |(?=d\.?i\.? |\[?\d))"
)


DOES_AS_ASKED = re.compile(
    r"(?:(?:agreed|consent|amended|final|interim|ex parte|stipulated|joint|first|second|third) )*order,?"
    r" (?:authorizing|permitting|confirming|extending|avoiding|reopening|reinstating|shortening|converting|disallowing"
    r"|expunging|reclassifying|lifting|terminating (?:the )?(?:automatic )?stay|modifying (?:the )?(?:automatic )?stay"
    r"|annulling|imposing (?:the )?(?:automatic )?stay|conditioning|limiting notice|appointing|compelling|admitting"
    r"|directing (?:the )?(?:joint|procedural)|substituting|redacting|valuing|determining"
    r"|dismissing (?:the )?(?:case|chapter|debtor|adversary))\b[^()\[]{0,240}"
    r"[\[(](?:re:? ?)?(?:related (?:to )?doc|# ?\d|\[?\d|(?:docs?|dkt|docket|ecf|d\.?[ie])\b)"
)
"""A bankruptcy court's order that grants what was asked, and names the paper that asked: "Order Authorizing the
Employment of Ann Poe (Related Doc 22)"."""
