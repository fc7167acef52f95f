"""Which words of a docket text cite the law, and the address where it can be read. Called by ``interpret.texts``.

- A case by volume, reporter and page ("531 U.S. 98") leads to CourtListener's address for citations, ``/c/us/531/98/``.
  ``eyecite`` decides what is a citation and what its reporter is called; Westlaw's and Lexis's numbers are behind a
  paywall and get no address.
- A statute ("28 U.S.C. § 1407", "11 USC 1112(b)") and a federal rule of procedure or evidence ("Fed. R. Civ. P.
  12(b)(6)", "FRCP 41") lead to Cornell's Legal Information Institute, a regulation ("8 C.F.R. § 214.2") to the eCFR:
  public, without a login, and of the same form for decades. ``eyecite`` knows statutes by their "§" only, which clerks
  leave out; so those are found here.

A rule without the name of its set ("Rule 12") could be of any set; bankruptcy rules and state law have no reliable
address. They get no link.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

from dockets.record.stand_in import register_stand_in
from rulings.reading.values import Cites

LONGEST = 10_000
"""Characters of a text that are searched. No docket text with citations in it is longer."""
MOST = 100
"""Possible citations of cases that are tried in one text; each takes eyecite a fraction of a millisecond."""

_ANY = re.compile(
    r"[\dF](?:(?<=\d) {0,2}(?:[A-Z][A-Za-z]{0,5}\.|US|CFR|F\dd)"
    r"|(?<=F)(?:(?:ed|ED)(?:\.|eral|ERAL)? ?R|R[CEA]|\.R\.))"
)
"""Found in every text that cites anything: most texts lack it and need no closer look. It begins with the characters
that it can begin with, so that it is tried at no other."""

_SIGN = r"(?:§{1,2} ?|[Ss]ec(?:tions?|s?\.)? ?)?"
_STATUTE = re.compile(
    rf"\b(?P<title>[1-9]\d?) ?(?:U\. ?S\. ?C\.(?: ?A\.)?,? ?|USCA? ){_SIGN}"
    r"(?P<section>\d{1,5}[a-z]{0,2}(?:-\d{1,3}[a-z]?)?)(?![\w:-])"
)
_REGULATION = re.compile(
    r"\b(?P<title>[1-9]\d?) ?(?:C\. ?F\. ?R\.|CFR),?"
    rf" ?{_SIGN}(?P<section>\d{{1,4}}\.\d{{1,4}}[a-z]?(?:-\d{{1,3}})?)(?![\w:-])"
)
_RULE = re.compile(
    r"\b(?:(?:F(?:ed|ED)(?:\.|eral|ERAL)? ?R(?:\.|ules?|ULES?)?(?: of| OF)?"
    r" ?(?P<set>Civ|Crim|Evid|App|CIV|CRIM|EVID|APP)"
    r"[A-Za-z]*\.?(?: ?P(?:\.|ro\.|rocedure|ROCEDURE)?)?"
    r"|(?P<letters>FRCP|FRCrP|FRCrimP|FRE|FRAP|FRCivP|F\.R\.C\.P\.|F\. ?R\. ?Civ\. ?P\.))"
    r",? ?(?:[Rr]ule )?)(?P<rule>\d{1,4}(?:\.\d)?)(?![\w:.]*\d)"
)
_RULE_OF = re.compile(
    r"\bRule (?P<rule>\d{1,4}(?:\.\d)?)(?:\(\w{1,3}\)){0,4} of the Fed(?:\.|eral) ?R(?:\.|ules?) ?(?:of )?"
    r"(?P<set>Civ|Crim|Evid|App)(?:[a-z]*\.?)(?: Procedure| ?P\.)?"
)
"""Judges write it out: "Rule 16(e) of the Federal Rules of Civil Procedure"."""
_SETS = {
    "Civ": ("frcp", 1, 87), "FRCP": ("frcp", 1, 87), "FRCivP": ("frcp", 1, 87),
    "Crim": ("frcrmp", 1, 62), "FRCrP": ("frcrmp", 1, 62), "FRCrimP": ("frcrmp", 1, 62),
    "Evid": ("fre", 101, 1103), "FRE": ("fre", 101, 1103),
    "App": ("frap", 1, 48), "FRAP": ("frap", 1, 48),
}  # fmt: skip
"""The institute's name for a set of rules, and its first and last rule."""
_MAYBE_CASE = re.compile(
    r"\b(?=\d{1,4} (?!U\. ?S\. ?(?:C\b|Pat)|Civ\.|Exh?\.|No\.)(?:[A-Z][A-Za-z]{0,5}\.|US |F\dd ))"
    r"(?=(\d{1,4} [A-Z][A-Za-z0-9.'\u2019& ]{0,20}? ?\d{1,5}\b))"
)
"""A volume, an abbreviation and a page in sequence; matches overlap, since a page may be the volume of the next one.
"28 U.S.C. 636", "6 U.S. Patent No. 10" and "03 Civ. 6978" look alike but cite no case, and would cost eyecite
milliseconds."""
_WALLED = ("specialty_west", "specialty_lexis")
_NO_SLUG = re.compile(r"[^\w\s-]")


def find_citations(text: str) -> tuple[Cites, ...]:
    """The citations in a court's text, in order and without overlaps. Places are indexes into ``text``.

    Never raises. ``eyecite`` takes 16 MB and a second to load, so it is loaded when the first text needs it: in the
    worker that reads, and in no process that only shows pages.
    """
    head = text[:LONGEST]
    if not _ANY.search(head):
        return ()
    found = sorted([*_statutes(head), *_regulations(head), *_rules(head), *_cases(head)], key=lambda cites: cites.start)
    apart: list[Cites] = []
    for cites in found:
        if not apart or cites.start >= apart[-1].start + len(apart[-1].words):
            apart.append(cites)
    return tuple(apart)


def _statutes(text: str) -> Iterator[Cites]:
    for match in _STATUTE.finditer(text):
        if int(match["title"]) <= 54:
            address = f"https://www.law.cornell.edu/uscode/text/{match['title']}/{match['section']}"
            yield Cites(match.start(), match[0], address)


def _regulations(text: str) -> Iterator[Cites]:
    for match in _REGULATION.finditer(text):
        if int(match["title"]) <= 50:
            address = f"https://www.ecfr.gov/current/title-{match['title']}/section-{match['section']}"
            yield Cites(match.start(), match[0], address)


def _rules(text: str) -> Iterator[Cites]:
    for match in (*_RULE.finditer(text), *_RULE_OF.finditer(text)):
        letters = (match.groupdict().get("letters") or "").replace(".", "").replace(" ", "")
        name, first, last = _SETS[letters or match["set"].capitalize()]
        if first <= float(match["rule"]) < last + 1:
            yield Cites(match.start(), match[0], f"https://www.law.cornell.edu/rules/{name}/rule_{match['rule']}")


def _cases(text: str) -> Iterator[Cites]:
    for match in islice(_MAYBE_CASE.finditer(text), MOST):
        if address := _address_of_case(match[1]):
            yield Cites(match.start(), match[1], address)


def _address_of_case(words: str) -> str:
    """CourtListener's address where the words are exactly one citation of a case, else ""."""
    register_stand_in("fast_diff_match_patch")
    from eyecite import get_citations  # Not at the top: processes that only show pages do not need it.
    from eyecite.models import FullCaseCitation

    found: list[Any] = get_citations(words)
    if [type(cited) for cited in found] != [FullCaseCitation] or found[0].span() != (0, len(words)):
        return ""
    cited = found[0]
    if any(edition.reporter.cite_type in _WALLED for edition in cited.all_editions):
        return ""
    volume, page = cited.groups.get("volume") or "", cited.groups.get("page") or ""
    reporter = "-".join(_NO_SLUG.sub("", cited.corrected_reporter().lower()).split())
    return f"https://www.courtlistener.com/c/{reporter}/{volume}/{page}/" if volume.isdigit() and page.isdigit() else ""
