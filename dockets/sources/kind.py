"""``SourceKind``, the interface of a source to the other folders: each source's module makes one, and ``SOURCES`` lists
it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from dockets.record.records import CourtFacts, DocketOffer, FetchedPayload, ParsedPayload, Recognition


class Parse(Protocol):
    def __call__(self, body: bytes, court: CourtFacts | None) -> ParsedPayload:
        """Parses a payload. ``court`` None: the payload names its court itself.

        Raises ``NotADocket`` or ``WrongCourt`` with a sentence for a person when nothing can be read; never anything
        else.
        """


class Scrub(Protocol):
    def __call__(self, body: bytes, court: CourtFacts | None = None, private: bool = False, /) -> bytes:
        """The payload without what is never stored (recipients of a notice, one-time links, home addresses). Called
        before a payload is stored; the result parses to the same records. Never raises.

        ``court`` as for ``parse``. ``private``: the docket is known to be one in which courts print people's home
        addresses.
        """


class Fetch(Protocol):
    def __call__(self, url: str, validators: Mapping[str, Any]) -> FetchedPayload:
        """Fetches one payload from a server, conditionally. ``validators``: what the previous step returned.

        A source of many pages or messages returns one at a time, ``unfinished``, with its cursor, so that only a failed
        step is repeated. Raises ``FetchFailed``, or ``QuotaExhausted`` where a quota does not allow it.
        """


def keep_unscrubbed(body: bytes, _court: CourtFacts | None = None, _private: bool = False, /) -> bytes:
    """Default ``scrub``, for sources whose payloads hold nothing that must not be stored."""
    return body


def list_no_parts(_validators: Mapping[str, Any], /) -> Sequence[str]:
    """Default ``still_to_read``, for sources that are read in one step."""
    return ()


def accept_no_address(typed: str) -> str:
    """Default ``address``, for sources that have no addresses."""
    return ""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of source."""

    slug: str
    label: str
    """The name shown to people: "court feed", "saved PACER docket page"."""
    authority: int
    """Which source prevails when two differ on a docket or on a filing's dates: docket sheet 30, own JSON 20, feed 10.
    No two are equal, because the time would then decide, and importing an unchanged sheet again would cause everything
    to be computed anew."""
    recognise: Callable[[bytes, str], Recognition | None]
    """Whether this source can read the file, judged by its bytes and its name. Cheap, never raises."""
    parse: Parse
    fetch: Fetch | None = None
    """None: payloads are only imported by hand."""
    dates_are_of_entry: bool = False
    """True where ``date_filed`` is really the date of entry (feeds): any other source's date then prevails."""
    scrub: Scrub = keep_unscrubbed
    address: Callable[[str], str] = accept_no_address
    """Converts what a person pasted (a page's URL, an id) to what ``fetch`` takes; "" if it is none of this source's.
    It reduces the text to an id, or admits only a host on a list: nothing else that was typed is ever fetched."""
    find: Callable[[str, str], Sequence[DocketOffer]] | None = None
    """Searches by court id and docket number. Raises ``FetchFailed``."""
    watches_one_docket: bool = False
    """True where an address is that of one docket: the polling interval then depends on how busy the docket is."""
    rhythm: timedelta = timedelta(minutes=10)
    """How often an address is polled unless an admin sets another interval."""
    longest_rhythm: timedelta = timedelta(days=7)
    """The longest interval allowed, for sources whose content is gone after a while."""
    of_court: Callable[[CourtFacts], str] | None = None
    """The address where a court usually publishes this, as a suggestion; "" where it does not."""
    quota: Callable[[], str] | None = None
    """How much of the source's quota is left, in a few words, where it has one: "97 of 125 requests left today". Cheap,
    never raises."""
    still_to_read: Callable[[Mapping[str, Any]], Sequence[str]] = list_no_parts
    """What is still missing of an address whose pages are not all read, in words, judged by the validators of its last
    step."""
    keeps_its_place: bool = False
    """True where an address is a sequence of messages, each a payload of its own: one that cannot be imported is then
    skipped, with its refusal shown on the import desk, and later ones are read. Otherwise a payload that cannot be
    imported is fetched again from the start."""
