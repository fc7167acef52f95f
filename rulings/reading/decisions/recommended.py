"""What a magistrate judge's report recommends: "that 12 Motion to Dismiss be granted" (28 U.S.C. § 636(b)(1)).

It decides nothing; the order that adopts it does. Called by ``read_filing``.
"""

import re

_RECOMMENDS = re.compile(r"\brecommend(?:s|ed|ing)?\b")
_BE = re.compile(
    r"\b(?:should |shall |must |ought to )?be(?= (?:\w+ly )?(?:granted|denied|dismissed|allowed|remanded|sustained"
    r"|overruled|approved|stricken|affirmed|reversed|vacated|(?:found|deemed) moot)\b)"
)
_TO = re.compile(
    r"(?:(?<=recommendation )|(?<=recommendations )|(?<=recommending )|(?<=, )|(?<= and ))"
    r"to (?P<verb>grant|deny|dismiss|remand)\b"
)
_AND = re.compile(r"\band (?P<verb>grant|deny|dismiss)\b")
_COURT = re.compile(r"\b(?P<the>the )(?P<court>(?:district )?court (?:grant|deny|dismiss|remand))\b")
_AND_THE = re.compile(r"(?<=, )(?:and )?(?P<verb>grant|deny|dismiss) the ")
_THIRD = {"deny": "denies", "dismiss": "dismisses"}


_ITS_NAME = re.compile(r"recommend|\br ?& ?r\b|\bf ?& ?r\b")


def names_report(low: str, noun_end: int) -> bool:
    """Whether the opening phrase, which ends at ``noun_end``, names a text a magistrate judge's report."""
    return bool(_ITS_NAME.search(low, 0, noun_end))


def write_as_decided(low: str) -> str:
    """A report's text as an order's would be, in lower case and of the same length: "recommending that 12 Motion be
    granted" becomes "… that 12 Motion is granted"."""
    low = _BE.sub(lambda one: "is".ljust(len(one[0])), low)
    low = _TO.sub(lambda one: f"{one['verb']}ing", low)
    low = _AND.sub(lambda one: f"{one['verb']}ing".rjust(len(one[0])), low)
    if _COURT.search(low):
        low = _AND_THE.sub(lambda one: _third(one["verb"]).ljust(len(one[0])), _COURT.sub(_as_act, low))
    return _RECOMMENDS.sub(lambda one: " " * len(one[0]), low)


def _as_act(one: re.Match[str]) -> str:
    subject, _, verb = one["court"].rpartition(" ")
    return f"{subject} {_third(verb)}".rjust(len(one[0]))


def _third(verb: str) -> str:
    return _THIRD.get(verb, f"{verb}s")
