"""What ``resolve`` takes and gives: observations, editors' decisions, filings. Plain values: no Django, no database."""

from dataclasses import dataclass
from datetime import date, datetime

from dockets.records import DocumentRecord


@dataclass(slots=True, unsafe_hash=True)
class Seen:
    """One observation as ``resolve`` needs it. Fields as in ``models.Observation``. Nobody changes it; ``Resolved`` tells why it
    is not frozen all the same."""

    fingerprint: str
    channel: str
    authority: int
    """``SourceKind.authority`` of the channel."""
    entry_dates_only: bool = False
    """``SourceKind.dates_are_of_entry``. Such channels show windows of a docket, and cannot tell that an entry is gone."""
    number: str = ""
    upstream_id: str = ""
    pacer_doc_id: str = ""
    pacer_seq_no: str = ""
    date_filed: date | None = None
    date_entered: date | None = None
    entered_at: datetime | None = None
    short_text: str = ""
    long_text: str = ""
    documents: tuple[DocumentRecord, ...] = ()
    ambiguous: frozenset[str] = frozenset()
    """Of "number", "doc", "seq", "upstream", "text": what stood on several rows of its payload (``observe.Observed``)."""
    twin: int = 0
    position: int = 0
    first_as_of: datetime | None = None
    last_as_of: datetime | None = None
    """None: on the newest sheet of its channel."""
    missing_since: datetime | None = None
    placed_as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class Decided:
    """An editor's word on two observations, by fingerprint."""

    first: str
    second: str
    same: bool


@dataclass(slots=True)
class Resolved:
    """One filing: the observations that it is made of (sorted by fingerprint) and the best view of them. Not frozen, since
    a docket has ten thousand and a frozen one takes three times as long to make; nobody changes it after ``resolve``."""

    members: tuple[Seen, ...]
    number: str
    date_filed: date | None
    date_entered: date | None
    entered_at: datetime | None
    short_text: str
    long_text: str
    pacer_doc_id: str
    pacer_seq_no: str
    documents: tuple[DocumentRecord, ...]
    position: int
    """0, 1, … among the filings of its day."""
    missing_since: datetime | None
    """When a channel that shows whole dockets last showed it, where none does any more."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """``filings`` in docket order. ``possible_duplicates``: pairs of indexes into it, smaller first, for an editor to see."""

    filings: tuple[Resolved, ...]
    possible_duplicates: tuple[tuple[int, int], ...] = ()
