"""Removes from a notice's links what opens a document. Called by ``text`` alone. Pure.

A notice links to its document with a magic number (a ``uid`` in courts of appeals) that gives whoever uses it first a
free look, and to the case, in some bankruptcy courts, with a session. What stays is what a court's feed prints as well:
document, case and sequence number.
"""

import re
from html import unescape
from urllib.parse import unquote

LINK = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_OF_COURT = re.compile(
    r"(?P<way>https?://[a-z0-9.-]{1,100}\.uscourts\.gov(?![\w.-])(?P<path>/[\w./-]*)?)(?P<query>\?[^\s\"'<>]*)?",
    re.IGNORECASE,
)
_HOST = re.compile(r"(https?://)(?:[^/?#]*@)?([^/?#]*).*", re.IGNORECASE | re.DOTALL)
_DETOUR = re.compile(r"[?&]url=(https?%3a[^&\s]+)|/v3/__(https?://?.+?)__;", re.IGNORECASE)
"""The redirect links of mail gateways (Outlook's Safe Links, Proofpoint); some name the recipient."""
_NAMED_IDS = re.compile(r"(?<![a-z_])(caseid|de_seq_num|casenum|servlet)=([\w.-]+)", re.IGNORECASE)
_CASE_ID = re.compile(r"\?(?:[\w-]*-)?(\d+)\Z")
"""``DktRpt.pl?546923``, and ``iquery.pl?625371913403797-L_9999_1-0-663150``, of which all but the last number is a
session."""


def strip_link_key(link: str) -> str:
    """A court's link with its ids alone; of any other link, the host."""
    direct = _direct(link)
    return _of_court(direct) or _HOST.sub(r"\1\2", direct)


def restore_court_link(link: str) -> str:
    """For docket texts: keeps any link, but a court's without its key, and undoes a mail gateway's redirect."""
    direct = _direct(link)
    return _of_court(direct) or (direct if direct != unescape(link) else link)


def _direct(link: str) -> str:
    whole = unescape(link)
    detour = _DETOUR.search(whole)
    target = (unquote(detour[1]) if detour[1] else detour[2]) if detour else ""
    return target if LINK.fullmatch(target) else whole


def _of_court(link: str) -> str:
    court = _OF_COURT.match(link)
    if court is None:
        return ""
    if "/nda/" in (court["path"] or "").lower():  # the courts of appeals' new system has the key in the path
        return court["way"][: court["way"].lower().index("/nda/") + 5]
    named, case = _NAMED_IDS.findall(court["query"] or ""), _CASE_ID.match(court["query"] or "")
    query = "&".join(f"{name}={value}" for name, value in named) or (case[1] if case else "")
    return court["way"] + (f"?{query}" if query else "")
