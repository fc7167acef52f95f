"""Input and output of ``resolve_filings``: observations, editors' decisions, filings. Plain values: no Django, no
database."""

from dataclasses import dataclass
from datetime import date, datetime

from dockets.record.records import DocumentRecord


@dataclass(slots=True, unsafe_hash=True)
class ObservedValues:
    """One observation as ``resolve_filings`` needs it. Fields as in ``Observation``. Never changed once made;
    ``ResolvedFiling`` states why it is not frozen all the same."""

    fingerprint: str
    channel: str
    authority: int
    """``SourceKind.authority`` of its source."""
    entry_dates_only: bool = False
    """``SourceKind.dates_are_of_entry``. Such sources show windows of a docket, and cannot show that an entry is
    gone."""
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
    """Those of "number", "doc", "seq", "upstream", "text" that were on several rows of its payload
    (``ObservedEntry``)."""
    twin: int = 0
    position: int = 0
    first_as_of: datetime | None = None
    last_as_of: datetime | None = None
    """None: it is on the newest sheet of its source."""
    missing_since: datetime | None = None
    placed_as_of: datetime | None = None


@dataclass(frozen=True, slots=True)
class IdentityVerdict:
    """An editor's decision on two observations, by fingerprint."""

    first: str
    second: str
    same: bool


@dataclass(slots=True)
class ResolvedFiling:
    """One filing: its observations (sorted by fingerprint) and the best view of them. Not frozen, since a docket can
    have ten thousand and a frozen one takes three times as long to make; never changed after ``resolve_filings``."""

    members: tuple[ObservedValues, ...]
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
    """When a source that shows whole dockets last showed it, where none does any more."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """``filings`` in docket order. ``possible_duplicates``: pairs of indexes into it, smaller first, for an editor to
    decide."""

    filings: tuple[ResolvedFiling, ...]
    possible_duplicates: tuple[tuple[int, int], ...] = ()
