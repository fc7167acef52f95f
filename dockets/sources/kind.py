"""What a source is to the rest of the house: one value that its module makes and ``SOURCES`` lists."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from dockets.records import CourtFacts, Fetched, Offer, Parsed, Recognition


class Parse(Protocol):
    def __call__(self, body: bytes, court: CourtFacts | None) -> Parsed:
        """Reads a payload. ``court`` None: the payload names its court itself.

        Raises ``NotADocket`` or ``WrongCourt`` with a sentence for a person when nothing can be taken; never anything else.
        """


class Scrub(Protocol):
    def __call__(self, body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
        """The payload without what is never stored (recipients of a notice, one-time links, homes), before it is kept. What it
        returns parses to the same records. Never raises.

        ``court`` as for ``parse``. ``private``: it is known that the docket is one in which courts print people's homes.
        """


class Fetch(Protocol):
    def __call__(self, url: str, validators: Mapping[str, Any]) -> Fetched:
        """One step: gets one payload from a server, conditionally. ``validators`` is what the last step handed on.

        A source of many pages or messages hands on one at a time, ``unfinished``, with its cursor: so a step that fails is taken
        again and no other. Raises ``FetchFailed``, or ``NotNow`` where a quota says so.
        """


def as_it_came(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """For sources whose payloads hold nothing that must not be kept."""
    return body


def nothing(_validators: Mapping[str, Any], /) -> Sequence[str]:
    """For sources that are read in one step."""
    return ()


def not_mine(typed: str) -> str:
    """For sources that have no addresses."""
    return ""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of source."""

    slug: str
    label: str
    """As shown: "court feed", "saved PACER docket page"."""
    authority: int
    """Whose word counts when two sources differ on a docket or on a filing's dates: docket sheet 30, own JSON 20, feed 10. No two
    have the same: then time would decide, and a sheet that comes again unchanged works nothing out anew."""
    recognise: Callable[[bytes, str], Recognition | None]
    """From the bytes and the file name: can this source read it? Cheap, never raises."""
    parse: Parse
    fetch: Fetch | None = None
    """None: comes by hand only."""
    dates_are_of_entry: bool = False
    """True where ``date_filed`` is really the day of entry (feeds): then any other source's date wins."""
    scrub: Scrub = as_it_came
    address: Callable[[str], str] = not_mine
    """What ``fetch`` takes, from what a person pasted (a page's URL, an id); "" where that is none of this source's. It reduces
    to an id, or admits a host that is on a list: nothing else that was typed is ever fetched."""
    find: Callable[[str, str], Sequence[Offer]] | None = None
    """Asks by court id and docket number. Raises ``FetchFailed``."""
    watches_one_docket: bool = False
    """True where an address is of one docket: then the rhythm follows how busy that docket is."""
    rhythm: timedelta = timedelta(minutes=10)
    """How often an address is read unless an admin says otherwise."""
    longest_rhythm: timedelta = timedelta(days=7)
    """Where what is published is gone after a while: how often it must be read."""
    of_court: Callable[[CourtFacts], str] | None = None
    """Where a court usually has this, to be offered; "" where it has none."""
    quota: Callable[[], str] | None = None
    """How much of its quota is left, in a few words, where it has one: "97 of 125 requests left today". Cheap, never raises."""
    still_to_read: Callable[[Mapping[str, Any]], Sequence[str]] = nothing
    """Of an address whose pages are not all read: what is missing, in words, told by the validators of its last step."""
    keeps_its_place: bool = False
    """True where an address is a row of messages, each a payload of its own: then one that cannot be imported is left behind,
    with its refusal on the desk, and those beyond it are read. Else what cannot be imported is fetched anew from the start."""
