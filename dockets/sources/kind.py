"""What a source is to the rest of the house: one value that its module makes and ``SOURCES`` lists."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Protocol

from dockets.records import CourtFacts, Fetched, Parsed, Recognition


class Parse(Protocol):
    def __call__(self, body: bytes, court: CourtFacts | None) -> Parsed:
        """Reads a payload. ``court`` None: the payload names its court itself.

        Raises ``NotADocket`` or ``WrongCourt`` with a sentence for a person when nothing can be taken; never anything else.
        """


class Fetch(Protocol):
    def __call__(self, url: str, validators: Mapping[str, str]) -> Fetched:
        """Gets the payload from a court's server, conditionally. Raises ``FetchFailed``."""


@dataclass(frozen=True, slots=True)
class SourceKind:
    """One kind of source."""

    slug: str
    label: str
    """As shown: "court feed", "saved PACER docket page"."""
    authority: int
    """Whose word counts when two sources differ on a filing's dates or kind of text: docket sheet 30, own JSON 20, feed 10."""
    recognise: Callable[[bytes, str], Recognition | None]
    """From the bytes and the file name: can this source read it? Cheap, never raises."""
    parse: Parse
    fetch: Fetch | None = None
    """None: comes by hand only."""
    dates_are_of_entry: bool = False
    """True where ``date_filed`` is really the day of entry (feeds): then any other source's date wins."""
