"""What a judge's sentence decides, in the words of a headline: "the motion to dismiss (ECF No. 12) is GRANTED" gives
"granting motion to dismiss"."""

import re
from collections.abc import Iterator
from itertools import islice

from rulings.reading.text import PreparedText

_ACTS = {
    "granted in part": "granting in part", "denied in part": "granting in part",
    "partially granted": "granting in part", "granted": "granting", "denied as moot": "denying as moot",
    "denied": "denying", "dismissed": "dismissing", "allowed": "allowing", "approved": "approving",
    "stricken": "striking", "remanded": "remanding", "stayed": "staying", "affirmed": "affirming",
    "reversed": "reversing", "vacated": "vacating",
}  # fmt: skip
_SAID = re.compile(
    r"\b(?P<what>(?:(?:unopposed|joint|consent|ex parte|emergency|letter|renewed|amended)"
    r" ){0,2}(?:motion|application|request"
    r"|petition|stipulation|appeal|case|action|complaint|judgment)s?\b(?: (?:to|for"
    r"|in limine|of)\b[^.;:()\[\]]{2,90}?)?)"
    r"(?:[\s,]{0,2}[(\[][^)\]]{0,80}[)\]]|,? (?:dkt|ecf|doc|d\.i)\b[^,;]{1,20}(?=,)"
    r"|,? \d{1,5}(?:(?:,| and|, and) \d{1,5})*)*"
    r",? (?:is|are)(?: well[- ]taken,?(?: and)?(?: (?:is|are))?)?(?:,? (?:hereby|therefore|thus)){0,2},? "
    rf"(?P<act>{'|'.join(_ACTS).replace(' ', '[ ,-]{1,2}')})\b(?P<prejudice> with(?:out)? prejudice\b)?"
    r"(?! (?:in all other|in all remaining|otherwise)\b)"
    r"(?P<part>[^.;:]{0,60} and (?:is )?(?:otherwise )?denied\b(?! as moot))?"
)
_ALL_CLAIMS = re.compile(
    r"\b(?:any and )?all claims\b[^.;]{0,240}? (?:is|are) (?:hereby )?dismissed\b(?P<prejudice> with(?:out)?"
    r" prejudice\b)?"
)
_BEGINS = re.compile(
    r"(?:,| that|,? it is ordered that"
    r"| (?=(?:any and )?all claims\b|(?:the|this|plaintiffs?|defendants?|petitioner|respondent)\b)) ?(?!\d)"
)
_PLAIN = re.compile(r"[ ,-]+")
_MOST = 2
"""How many decisions a headline names."""
_WITHIN = 700
"""Characters after the opening phrase that are searched."""


def begins_with_verdict(low: str, noun_end: int) -> bool:
    """Whether the judge's sentence follows the opening phrase: "ORDER that …", "ORDER Plaintiff's motion is denied"."""
    return bool(_BEGINS.match(low, noun_end))


def read_verdict(line: PreparedText, noun_end: int) -> str:
    """The first decisions in sentences after the opening phrase; "" where no sentence decides anything."""
    found = islice(_said(line.low, noun_end), _MOST)
    acts = (
        f"{_act(said)} {_read_modifiers(line, start, said)}{_AGAIN.sub('', line.text[slice(*said.span('what'))])}"
        f"{said['prejudice'] or ''}"
        for said, start in found
    )
    if said := "; ".join(dict.fromkeys(acts)):
        return said
    ended = _ALL_CLAIMS.search(line.low, noun_end, noun_end + _WITHIN)
    return f"dismissing all claims{ended['prejudice'] or ''}" if ended else ""


_WHOSE = re.compile(
    r"^\W*(?:(?:the|this|said|that|an?|above-captioned|instant|pending|following|foregoing|and|also|his|her|its|their"
    r"|(?:pro se )?(?:plaintiff|defendant|petitioner|respondent|appellant|appellee|movant|debtor|creditor|government"
    r"|united states|usa|party|partie|intervenor|trustee|parties)(?:['\u2019]s|s['\u2019]"
    r"|s)?(?: [/(]?s\)?['\u2019]?)?)\s+)*"
)
_MODIFIERS = re.compile(r"(?:[\w'\u2019-]+ (?:(?:of|in|to) (?:the )?)?){1,6}")
_NO_MODIFIER = re.compile(
    r"\b(?:is|are|was|were|that|which|motions?|has|have|upon|having|on|ordered|court|by|for|re|regarding|order|\d+)\b"
)

_ITS_OWN_CLAUSE = re.compile(r"\b(?:and|but|so) (?:the|this|that|his|her|its|their|said) $")
""" "The good faith exception applies and the motion is denied"."""


def _read_modifiers(line: PreparedText, start: int, said: re.Match[str]) -> str:
    """The words before the thing decided that say which one it is: "Count II of the", "ninth interim fee"."""
    before = line.low[start : said.start("what")]
    whose = _WHOSE.match(before)
    rest = before[whose.end() if whose else 0 :]
    if not _MODIFIERS.fullmatch(rest) or _NO_MODIFIER.search(rest) or _ITS_OWN_CLAUSE.search(rest):
        return ""
    return line.text[said.start("what") - len(rest) : said.start("what")]


def _act(said: re.Match[str]) -> str:
    act = _ACTS[_PLAIN.sub(" ", said["act"])]
    return "granting in part" if act == "granting" and said["part"] else act


_AGAIN = re.compile(
    r", (?:the|said|that) (?:motion|request|application|petition)$"
    r"| (?:currently |previously )?(?:set|scheduled) for(?: \w+)?$|,? dated(?: \w+)?$|,? (?:filed|submitted) (?:by"
    r"|on) .*$",
    re.IGNORECASE,
)
""" "Upon consideration of the motion for more time, the motion is granted"."""
_ANOTHER = re.compile(
    r"\b(?:motion|application|request|stipulation|respon[ds]\w*|repl(?:y|ies)|oppos\w+|objections?|hearing)\b"
)


def _said(low: str, start: int) -> Iterator[tuple[re.Match[str], int]]:
    """Matches in which the thing decided is the subject of its sentence, and where that begins: in "the request for
    more time to respond to the motion is GRANTED" the motion is not granted."""
    stop, at = start + _WITHIN, start
    while said := _SAID.search(low, at, stop):
        at = said.end()
        if (ordered := said["what"].find(" ordered that ")) > 0:
            at = said.start() + ordered  # What was read before an order is not what it decides.
            continue
        for end in _CLAUSE_ENDS.finditer(low, start, said.start()):
            start = end.end()
        if not _ANOTHER.search(low, start, said.start()):
            yield said, start
        start = said.end()


_CLAUSE_ENDS = re.compile(
    r"[.;:]\s+|\s-{1,2}\s+|\bordered(?:,? (?:and )?(?:adjudged|decreed)){0,2},? that\b|\bdecided that\b"
)
