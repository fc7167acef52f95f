"""Dockets of the Supreme Court: their entries have no numbers, and no date says that a case is closed. Pure."""

import re

_ENDS = re.compile(
    r"(?:judgment|petition|certiorari|writ|appeal|case|application)\b(?! (?:issued|granted$|referred))[^.;]{0,80}?"
    r"\b(?:denied|dismissed|affirmed|reversed|vacated|remanded|granted in part|withdrawn)\b"
    r"|application(?: for [^.;]{0,60}?)? granted\b",
    re.IGNORECASE,
)
"""Headlines of orders after which nothing of a case is left to decide: "Petition denied", "Judgment Reversed and case
Remanded", "Application granted in part". "Petition granted" is not among them: it begins the case on the merits."""


def ends_a_case(headline: str) -> bool:
    """Whether an order of the Supreme Court with this headline ends the case there."""
    return bool(_ENDS.match(headline))
