"""Links of a court's notice without what opens a document. Known to ``notice_text`` alone. Pure.

A notice links to its document with a magic number (a ``uid`` in courts of appeals) that gives whoever uses it first a free look,
and to the case, in some bankruptcy courts, with a session. What stays is what a feed of the court prints as well: document, case
and sequence number.
"""

import re
from html import unescape
from urllib.parse import unquote

LINK = re.compile(r"https?://[^\s\"'<>]+", re.IGNORECASE)
_OF_COURT = re.compile(
    r"(?P<way>https?://[a-z0-9.-]{1,100}\.uscourts\.gov(?![\w.-])(?P<path>/[\w./-]*)?)(?P<query>\?[^\s\"'<>]*)?", re.IGNORECASE
)
_HOST = re.compile(r"(https?://)(?:[^/?#]*@)?([^/?#]*).*", re.IGNORECASE | re.DOTALL)
_DETOUR = re.compile(r"[?&]url=(https?%3a[^&\s]+)|/v3/__(https?://?.+?)__;", re.IGNORECASE)
"""By which mail gateways (Outlook's Safe Links, Proofpoint) lead every link through themselves; some name the recipient."""
_NAMED_IDS = re.compile(r"(?<![a-z_])(caseid|de_seq_num|casenum|servlet)=([\w.-]+)", re.IGNORECASE)
_CASE_ID = re.compile(r"\?(?:[\w-]*-)?(\d+)\Z")
"""``DktRpt.pl?546923``, and ``iquery.pl?625371913403797-L_9999_1-0-663150``, of which all but the end is a session."""


def without_key(link: str) -> str:
    """A link of a court with its ids alone; of any other link its host."""
    direct = _direct(link)
    return _of_court(direct) or _HOST.sub(r"\1\2", direct)


def as_the_court_wrote(link: str) -> str:
    """For a docket text: any link, but a court's without its key, and straight where a mail gateway made a detour of it."""
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
