"""Finds the court of a page or feed of CM/ECF: by the name in its heading, else by the host names of its
links. Pure."""

import re
from collections import Counter
from functools import cache

from dockets.courts import registry
from dockets.record.court_table import CIRCUITS, PANELS
from dockets.record.records import CourtFacts, NotADocket, WrongCourt
from dockets.sources import markup

_OWN_LINK = re.compile(
    r"\b(?:dc)?ecf\.([a-z0-9-]{2,12})\.uscourts\.gov/(?:doc1|docs1|cgi-bin|n/beam|cmecf)", re.IGNORECASE
)
_ANY_LINK = re.compile(r"\b(?:dc)?ecf\.([a-z0-9-]{2,12})\.uscourts\.gov", re.IGNORECASE)
_HEADING = re.compile(
    r"(?P<kind>District|Bankruptcy)\s+Court\W+(?:for\s+the\s+)?"
    r"(?P<where>(?:(?:Northern|Southern|Eastern|Western|Middle|Central)\s+)?"
    r"District\s+of(?:\s+[A-Z][a-z.]*(?:\s+of)?){1,4})",
    re.IGNORECASE,
)
_SPECIAL = re.compile(
    r"(Court\s+of\s+International\s+Trade)|(Judicial\s+Panel\s+on\s+Multidistrict)|(Court\s+of\s+Federal\s+Claims)",
    re.IGNORECASE,
)
_APPELLATE = re.compile(
    r"(?:(?P<court>Courts?\s+of\s+Appeals)|(?P<panel>Appellate\s+Panel))\s+(?:for|of)\s+"
    r"(?:(?P<veterans>Veterans\s+Claims)"
    r"|(?:the\s+)?(?P<circuit>[A-Z][a-z]+|District\s+of\s+Columbia|D\.\s*C\.)\s+Circuit)",
    re.IGNORECASE,
)
_HEAD = 100_000
_CASE = re.compile(r"DOCKET\s+FOR\s+CASE|(?:Petition|Proceeding|Case)\s*#:", re.IGNORECASE)


def find_pacer_id_in_links(text: str) -> str:
    """PACER's id of the court that a text links to most often; "" where it links to none."""
    found = Counter(name.lower() for name in _OWN_LINK.findall(text)) or Counter(
        name.lower() for name in _ANY_LINK.findall(text)
    )
    return found.most_common(1)[0][0] if found else ""


def find_court_id_in_heading(page: str) -> str:
    """Our id from "U.S. District Court, Western District of Washington (Seattle)"; "" where there is no such heading.

    Only what stands before the case number counts: below it, other courts are named ("Case in other court: …").
    """
    above = _CASE.split(markup.get_visible_text(page[:_HEAD]), maxsplit=1)[0]
    if found := find_court_id_in_text(above):
        return found
    if not _HEADING.search(above):
        special = _SPECIAL.search(above)
        return ("cit", "jpml", "uscfc")[(special.lastindex or 1) - 1] if special else ""
    return ""


def find_court_id_in_text(text: str) -> str:
    """Our id of the first district or bankruptcy court that a text names in full; "" where it names none
    that is known."""
    heading = _HEADING.search(text)
    if heading is None:
        return ""
    kind, words = heading["kind"].lower(), heading["where"].lower().split()
    # The longest known name; anything may follow it: "… of Illinois - CM/ECF LIVE".
    names = ((kind, " ".join(words[:length])) for length in range(len(words), 2, -1))
    return next((_courts_by_name()[name] for name in names if name in _courts_by_name()), "")


def find_appellate_id_in_heading(page: str) -> str:
    """Our id from "General Docket United States Court of Appeals for the Ninth Circuit"; "" where there is no such
    heading."""
    heading = _APPELLATE.search(markup.get_visible_text(page[:_HEAD]))
    if heading is None:
        return ""
    if heading["veterans"]:
        return "cavc"
    circuit = " ".join(heading["circuit"].split()).title().replace(" Of ", " of ")
    circuit = "District of Columbia" if circuit.startswith("D.") else circuit
    of_circuit = CIRCUITS if heading["court"] else PANELS
    return next((court_id for court_id, name in of_circuit.items() if name == circuit), "")


def find_appellate_id_in_links(page: str) -> str:
    """The court of appeals that a page links to most often; it may link to the court below even more often."""
    found = Counter(registry.find_court_id_by_pacer_id(name) or "" for name in _ANY_LINK.findall(page))
    return next(
        (court_id for court_id, _ in found.most_common() if registry.get_court_kind(court_id) == "appellate"), ""
    )


@cache
def _courts_by_name() -> dict[tuple[str, str], str]:
    named = (
        (re.match(r"U\.S\. (District|Bankruptcy) Court, (.+)", court.name), court.id)
        for court in registry.list_known_courts()
    )
    return {(name[1].lower(), name[2].lower()): court_id for name, court_id in named if name}


def get_court_id_of_pacer(pacer_id: str) -> str:
    """``find_court_id_by_pacer_id``, but "" for an unknown id."""
    return (pacer_id and registry.find_court_id_by_pacer_id(pacer_id)) or ""


def find_court_id_of_page(page: str) -> str:
    """Our id of the court that a page is from; "" where the page does not tell."""
    return find_court_id_in_heading(page) or get_court_id_of_pacer(find_pacer_id_in_links(page))


def agree_on_court(given: CourtFacts | None, found: str) -> CourtFacts:
    """The court to parse for: the one given, unless the payload names another; else the one it names (``found``, "" for
    none).

    Raises ``WrongCourt`` where the two differ, ``NotADocket`` where neither is known.
    """
    if given and found and found != given.id:
        msg = f"This is from the court “{found}”, not from “{given.id}”. Give the court {found}, or leave it out."
        raise WrongCourt(msg)
    facts = given or registry.get_court_facts(found)
    if facts is None:
        msg = "This does not tell which court it is from: name the court, as on CourtListener: wawd, nysd, ca9."
        raise NotADocket(msg)
    return facts


def agree_on_appellate_court(given: CourtFacts | None, found: str) -> CourtFacts:
    """As ``agree_on_court``, for a docket that only a court of appeals (or an appellate panel) can have."""
    if given and not found and registry.get_court_kind(given.id) != "appellate":
        msg = f"This is the docket of a court of appeals, and “{given.id}” is none. Import it with the id of its court."
        raise WrongCourt(msg)
    return agree_on_court(given, found)
