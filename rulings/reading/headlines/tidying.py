"""The last touches of a headline's words. Called by ``headlines``."""

import re

from rulings.reading.headlines.cutting import remove_dangling

_RESULT_OF = re.compile(
    r"^((?:application|motion|petition|request)s?) (?:is|are) (?=granted|denied|dismissed)", re.IGNORECASE
)
"""The Supreme Court's "Application (16A1191) is granted"."""
_UNDER = re.compile(
    r" pursuant to (?:general order|(?:local )?rule|l\.?r\.?)[^,;]{2,40}?\s(?=granting\b|denying\b)", re.IGNORECASE
)
_AMICUS = re.compile(
    r"^((?:\w+ )?brief (?:of )?amic(?:us|i) curiae)(?: brief)? of (?!.* in (?:support|opposition)).*", re.IGNORECASE
)
_DONE = re.compile(r",? (terminated|substituted|added|received|opened)\.?$", re.IGNORECASE)
_TWICE = re.compile(r"\b(re|to|on) ([\w ]{4,60}?)(?:,* (?:and )?\2)+(?=[,.;]|$| setting\b)", re.IGNORECASE)
_DOUBLED = re.compile(r"\b(?!that\b|had\b|v\b)([a-z]{2,}|a) \1\b", re.IGNORECASE)
_MOTION_RE = re.compile(
    r"\b(to (?:the )?)(?:motion|order|letter) (?:re|to) (?=(?:[\w-]+ ){0,2}motion\b)(?=(?:[\w-]+ ){0,2}(?:motion|order"
    r"|letter)\b)|\b((?:letter )?motion) \d{1,4} (?=for\b|to\b)",
    re.IGNORECASE,
)
_STRAY = re.compile(r"\b(seal|motion|order|document|complaint|notice|brief|answer|objection) \d{1,4}$", re.IGNORECASE)
_CLEANED = (
    (re.compile(r"[\ue000\ue001\s]+"), " "),
    (re.compile(r"\s\.(?=,)"), ""),
    (re.compile(r"\s+(?=[,;.:)])"), ""),
    (_UNDER, " "),
    (_RESULT_OF, r"\1 "),
    (re.compile(r"\s/(?=\w)"), " / "),
    (re.compile(r"\s--+(?=\s)"), ","),
    (re.compile(r"\bon re\b:?"), "on"),
    (re.compile(r"(?<=[a-z]{5})\.,"), ","),
    (re.compile(r"([,:])(?:\s*[,:.;])+"), r"\1"),
    (re.compile(r",{2,}"), ","),
    (_DONE, r" \1"),
    (_TWICE, r"\1 \2"),
    (re.compile(r"\bto re\b"), "re"),
    (re.compile(r"\bre (?=to\b)|(?<=\w) 341$"), ""),
    (_AMICUS, r"\1"),
    (_DOUBLED, r"\1"),
    (re.compile(r"\b(?:[Rr]e|RE):(?= )"), "re"),
    (_MOTION_RE, r"\1\2 "),
    (re.compile(
        r"\b(motion|stipulation|application|objection) re (?:the )?(?=(?:[\w-]+ ){0,2}\1\b)"
    , re.IGNORECASE), ""),
    (re.compile(r"\s{2,}"), " "),
    (re.compile(r"^[\W_]+(?=\w)"), ""),
    (re.compile(r"(?:\s+on behalf(?: of)?)+\W*$", re.IGNORECASE), ""),
    (_STRAY, r"\1"),
)  # fmt: skip
"""Patterns with what takes their place, in this order."""


def tidy_words(said: str) -> str:
    """The words without marks, doubled words, loose punctuation and words that dangle at the end."""
    for pattern, instead in _CLEANED:
        said = pattern.sub(instead, said)
    return remove_dangling(said)


def count_same(title: str) -> str:
    """ "Granting motion to seal; granting motion to seal" is said once, with how many there are."""
    first, *others = title.split("; ")
    if not others or any(not first.lower().endswith(other.lower()) for other in others):
        return title
    return f"{first} ({len(others) + 1} motions)"
