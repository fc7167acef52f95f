"""The requests that courts name in other words than "motion to dismiss", spelled out: "Rule 12(c) motion", "summary
judgment motion", "partial summary judgment GRANTED". Called by ``without_number``."""

import re

_BY_RULE = {
    "11": "for sanctions",
    "12(b)": "to dismiss",
    "12(c)": "for judgment on the pleadings",
    "12(e)": "for more definite statement",
    "12(f)": "to strike",
    "23": "for class certification",
    "29": "for acquittal",
    "50(b)": "for judgment as matter of law",
    "56": "for summary judgment",
    "59(e)": "to alter judgment",
}
"""What motions under the Federal Rules of Civil Procedure, and rule 29 of those of Criminal Procedure, ask for."""
_RULE = re.compile(
    r"\b(?:rule|fed\. ?r\. ?(?:civ|crim)\. ?p\.) (?P<rule>\d\d(?:\([a-f]\))?)(?:\(\d\))? (?P<noun>motion|request)"
    r"(?P<s>s?)\b"
)
_MATTER = {
    "summary judgment": "for summary judgment",
    "default judgment": "for default judgment",
    "preliminary injunction": "for preliminary injunction",
    "tro": "for temporary restraining order",
    "class certification": "for class certification",
    "suppression": "to suppress",
    "severance": "to sever",
    "dismissal": "to dismiss",
    "sanctions": "for sanctions",
    "reconsideration": "for reconsideration",
    "daubert": "to exclude",
    "remand": "to remand",
    "transfer": "to transfer",
    "venue": "to transfer venue",
    "stay": "to stay",
    "ifp": "to proceed in forma pauperis",
    "fee": "for compensation",
}
_WORDS = "|".join(_MATTER)
_BEFORE = re.compile(
    rf"\b(?<!filing )(?P<what>{_WORDS}) (?P<noun>motion|request|application)(?P<s>s?)\b(?! (?:to|for|hearing)\b)"
)
_ITSELF = re.compile(
    r"(?P<acts>\bcourt (?:hereby |therefore |also )?(?:grants|denies) |^\W*)(?:partial )?(?P<what>summary judgment"
    r"|default judgment|preliminary injunction|class certification|reconsideration)\b"
    r"(?=\s*(?:$|[.,;]|(?:for|on|as to|in favor of|against|to) |(?:is |are )?(?:hereby )?"
    r"(?:granted|denied)\b))"
)


def spell_out_requests(part: str) -> str:
    """A part of a sentence, in lower case, in which each request is named by a noun and what it asks for."""
    if "rule " in part or "fed. r" in part or "fed.r" in part:
        part = _RULE.sub(_by_rule, part)
    part = _BEFORE.sub(lambda one: f"{one['noun']}{one['s']} {_MATTER[one['what']]}", part)
    return _ITSELF.sub(lambda one: f"{one['acts']}motion {_MATTER[one['what']]}", part, count=1)


def _by_rule(one: re.Match[str]) -> str:
    asks = _BY_RULE.get(one["rule"])
    return f"{one['noun']}{one['s']} {asks}" if asks else one[0]
