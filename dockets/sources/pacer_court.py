"""Which court a page or a feed of CM/ECF is from: by the name in its heading, else by the host names of its links. Pure."""

import re
from collections import Counter
from functools import cache

from dockets import courts
from dockets.records import CourtFacts, NotADocket, WrongCourt
from dockets.sources import markup

_OWN_LINK = re.compile(r"\b(?:dc)?ecf\.([a-z0-9-]{2,12})\.uscourts\.gov/(?:doc1|docs1|cgi-bin|n/beam|cmecf)", re.IGNORECASE)
_ANY_LINK = re.compile(r"\b(?:dc)?ecf\.([a-z0-9-]{2,12})\.uscourts\.gov", re.IGNORECASE)
_HEADING = re.compile(
    r"(?P<kind>District|Bankruptcy)\s+Court\W+(?:for\s+the\s+)?"
    r"(?P<where>(?:(?:Northern|Southern|Eastern|Western|Middle|Central)\s+)?District\s+of(?:\s+[A-Z][a-z.]*(?:\s+of)?){1,4})",
    re.IGNORECASE,
)
_HEAD = 100_000
_CASE = re.compile(r"DOCKET\s+FOR\s+CASE|(?:Petition|Proceeding|Case)\s*#:", re.IGNORECASE)


def pacer_id_in_links(text: str) -> str:
    """PACER's id of the court that a text links to most often, "" where it links to none."""
    found = Counter(name.lower() for name in _OWN_LINK.findall(text)) or Counter(name.lower() for name in _ANY_LINK.findall(text))
    return found.most_common(1)[0][0] if found else ""


def court_id_in_heading(page: str) -> str:
    """Our id from "U.S. District Court, Western District of Washington (Seattle)"; "" where there is no such heading.

    Only what stands before the case number counts: below it, other courts are named ("Case in other court: …").
    """
    above = _CASE.split(markup.visible(page[:_HEAD]), maxsplit=1)[0]
    heading = _HEADING.search(above)
    if heading is None:
        return ""
    kind, words = heading["kind"].lower(), heading["where"].lower().split()
    # The longest name that there is; after it may come anything: "… of Illinois - CM/ECF LIVE".
    names = ((kind, " ".join(words[:length])) for length in range(len(words), 2, -1))
    return next((_courts_by_name()[name] for name in names if name in _courts_by_name()), "")


@cache
def _courts_by_name() -> dict[tuple[str, str], str]:
    named = ((re.match(r"U\.S\. (District|Bankruptcy) Court, (.+)", court.name), court.id) for court in courts.known_courts())
    return {(name[1].lower(), name[2].lower()): court_id for name, court_id in named if name}


def id_of_pacer(pacer_id: str) -> str:
    """``court_id_of_pacer``, "" for an id that is none."""
    return (pacer_id and courts.court_id_of_pacer(pacer_id)) or ""


def court_id(page: str) -> str:
    """The court that a page is from, as ``courts-db`` names it; "" where the page does not tell."""
    return court_id_in_heading(page) or id_of_pacer(pacer_id_in_links(page))


def agreed(given: CourtFacts | None, found: str) -> CourtFacts:
    """The court to read for: the one given, unless the payload names another, else the one that it names ("" for none).

    Raises ``WrongCourt`` where the two differ, ``NotADocket`` where neither says.
    """
    if given and found and found != given.id:
        msg = f"This is from the court “{found}”, not from “{given.id}”. Import it with --court {found}, or leave the court out."
        raise WrongCourt(msg)
    facts = given or courts.facts(found)
    if facts is None:
        msg = "This does not tell which court it is from: say it with --court, for example --court wawd."
        raise NotADocket(msg)
    return facts
