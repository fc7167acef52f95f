"""What a source's parser hands on: plain records of what one payload says, before anything is believed.

Place in the flow: ``sources`` make these, ``normalise`` cleans them, ``ingest`` stores them. Pure: no Django, no network.
Every text is a ``str`` ("" when the source is silent), every date a ``date`` in the court's own zone or ``None``,
every time an aware ``datetime`` or ``None``. Order in a payload is kept: ``entries[0]`` stood first.

Nobody changes a record once it is made. Those that come by the ten thousand are not frozen all the same: a frozen one takes six
times as long to make.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """What a parser may know of the court that it reads for."""

    id: str
    pacer_id: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class AttorneyRecord:
    """One lawyer as a source names them for one party."""

    name: str
    roles: tuple[str, ...] = ()
    """The court's words, e.g. ``("LEAD ATTORNEY", "PRO HAC VICE")``."""
    contact: str = ""
    """Address, telephone and e-mail, several lines. Shown to admins only."""


@dataclass(frozen=True, slots=True)
class PartyRecord:
    """One party as a source lists it. ``type`` is the court's word: "Plaintiff", "Counter Claimant", "Debtor"."""

    name: str
    type: str = ""
    extra_info: str = ""
    date_terminated: date | None = None
    attorneys: tuple[AttorneyRecord, ...] = ()


@dataclass(slots=True, unsafe_hash=True)
class DocumentRecord:
    """One document of an entry. ``number`` 0 is the main document, 1 and up are its attachments."""

    number: int = 0
    description: str = ""
    pacer_doc_id: str = ""
    page_count: int | None = None
    file_size: int | None = None
    """Bytes, as the court states them (rounded by some courts)."""
    url: str = ""


@dataclass(slots=True, unsafe_hash=True)
class EntryRecord:
    """What one payload says of one filing (one docket entry)."""

    number: str = ""
    """The court's entry number, "" for a minute entry. Digits, but some state courts use others ("12.1")."""
    upstream_id: str = ""
    """The source's own id of the entry, unique within that source and docket, where it has one."""
    pacer_doc_id: str = ""
    """Of the main document; digits, fourth digit forced to 0 (``normalise.pacer_doc_id``)."""
    pacer_seq_no: str = ""
    """CM/ECF ``de_seq_num``, from the document's link or the feed item's guid."""
    date_filed: date | None = None
    date_entered: date | None = None
    entered_at: datetime | None = None
    """The moment of entry where the source tells it (a feed's pubDate, an appellate "[Entered: … 11:10 AM]")."""
    short_text: str = ""
    """The event type: "Motion for TRO". What feeds and docket histories carry."""
    long_text: str = ""
    """The docket text as the court words it."""
    documents: tuple[DocumentRecord, ...] = ()


@dataclass(frozen=True, slots=True)
class RelationRecord:
    """A link to another docket as a source states it: this docket is ``kind`` the other one."""

    kind: str
    """A value of ``dockets.models.DocketRelation.Kind``, e.g. ``"removed_from"``."""
    court_id: str
    docket_number: str
    case_name: str = ""


@dataclass(frozen=True, slots=True)
class DocketRecord:
    """What one payload says of one docket. Blank means "not said", never "removed"."""

    court_id: str
    """Court id as in ``courts-db`` and CourtListener (not PACER's, which differs for a few)."""
    docket_number: str
    """As written by the source, judge's initials and all. "" where the payload states none (an attachment page): then
    ``pacer_case_id`` must name a docket that is known already."""
    case_name: str = ""
    pacer_case_id: str = ""
    date_filed: date | None = None
    date_terminated: date | None = None
    assigned_to: str = ""
    referred_to: str = ""
    cause: str = ""
    nature_of_suit: str = ""
    jury_demand: str = ""
    demand: str = ""
    jurisdiction: str = ""
    mdl_status: str = ""
    division: str = ""
    """A part of the court that its name does not tell, e.g. "King County"."""
    source_url: str = ""
    parties: tuple[PartyRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    terminated: tuple[tuple[str, date], ...] = ()
    """Numbers of entries that the court's clerk has ended, each with its day: a motion that a PACER history page says was
    "Terminated" is not pending any more, whatever was decided."""
    complete: bool = False
    """True only when the payload is known to hold every entry that the source has (a docket page with its PACER receipt):
    then, and only then, an entry that is absent is marked as no longer seen."""
    as_of: datetime | None = None
    """When the source says this was true: the receipt's time, a feed's lastBuildDate. None: the time of receipt serves."""


@dataclass(frozen=True, slots=True)
class Window:
    """Which stretch of time a feed shows, and of what: by which is told whether anything can have been missed."""

    oldest: datetime
    newest: datetime
    declares: str = ""
    """The kinds of entries that the channel says it carries, in the court's words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One thing in a payload that was not taken. ``where`` names it for a person: "entry 12", "row 7", "$.docket.entries[3]"."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a payload holds: its dockets, and what in it could not be taken while the rest was."""

    dockets: tuple[DocketRecord, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know of the payload as a whole, a sentence each: "There is no PACER receipt at its end: this may be
    part of a docket."."""
    window: Window | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A docket that a source has, when it is asked by court and number: what a person chooses among."""

    address: str
    """What ``SourceKind.fetch`` takes."""
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A source's claim that it can read a payload: from which court, and the ground of the claim in a few words."""

    source: str
    court_id: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back from a court's server. ``not_modified``: 304, or the same build date; then ``body`` is empty."""

    body: bytes
    media_type: str = ""
    url: str = ""
    not_modified: bool = False
    validators: Mapping[str, Any] = field(default_factory=dict)
    """What the source wants to know next time, as JSON: ``etag``, ``last_modified``, ``build_date``, a cursor, a watermark. It is
    kept in the transaction that keeps the body."""
    unfinished: bool = False
    """There is more to be had at once: the next page, the next message. The source is due again immediately."""
    warnings: Mapping[str, str] = field(default_factory=dict)
    """What an admin should know of the source from now on: code -> sentence; "" takes back what was said under that code."""


class NotADocket(Exception):
    """The payload holds no docket that this source can take. ``str(error)`` is a sentence for a person: what the file is,
    and what to do next."""


class WrongCourt(NotADocket):
    """The payload is from another court than the one given."""


class FetchFailed(Exception):
    """A court's server could not be read. ``retry_after`` in seconds where the server named it."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class NoAnswer(FetchFailed):
    """A server cannot be reached, or does not answer: whatever else is to be read there had better wait."""


class NotNow(FetchFailed):
    """The source may not be asked yet, because a quota is used up: no failure, just later (``retry_after`` seconds)."""
