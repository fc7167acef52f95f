"""The plain records that a source's parser returns: what one payload says, not yet cleaned or compared.

Place in the flow: ``dockets.sources`` creates them, ``dockets.payloads.normalise`` cleans them, ``dockets.upsert``
stores them. Pure: no Django, no network. Every text is a ``str`` ("" when the source is silent), every date a ``date``
in the court's own zone or ``None``, every time an aware ``datetime`` or ``None``. The order of the payload is kept:
``entries[0]`` came first.

Treat every record as immutable. Those that occur by the ten thousand are nevertheless not frozen, because creating a
frozen one takes six times as long.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class CourtFacts:
    """What a parser may know about the court it reads for."""

    id: str
    pacer_id: str
    time_zone: str


@dataclass(frozen=True, slots=True)
class AttorneyRecord:
    """One attorney as a source lists them for one party."""

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
    """One document of an entry. ``number`` 0 is the main document; 1 and up are its attachments."""

    number: int = 0
    description: str = ""
    pacer_doc_id: str = ""
    page_count: int | None = None
    file_size: int | None = None
    """Bytes, as the court states them (rounded by some courts)."""
    url: str = ""


@dataclass(slots=True, unsafe_hash=True)
class EntryRecord:
    """One filing (one docket entry) as one payload describes it."""

    number: str = ""
    """The court's entry number, "" for a minute entry. Digits, but some state courts use others ("12.1")."""
    upstream_id: str = ""
    """The source's own id of the entry, unique within that source and docket, where it has one."""
    pacer_doc_id: str = ""
    """PACER's id of the main document: digits, with the fourth digit forced to 0 (``clean_pacer_doc_id``)."""
    pacer_seq_no: str = ""
    """CM/ECF ``de_seq_num``, from the document's link or the feed item's guid."""
    date_filed: date | None = None
    date_entered: date | None = None
    entered_at: datetime | None = None
    """The time of entry where the source gives it (a feed's pubDate, an appellate "[Entered: … 11:10 AM]")."""
    short_text: str = ""
    """The event type ("Motion for TRO"), as feeds and docket histories carry it."""
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
    """One docket as one payload describes it. Blank means "not stated", never "removed"."""

    court_id: str
    """Court id as in ``courts-db`` and CourtListener (not PACER's, which differs for a few)."""
    docket_number: str
    """As the source writes it, with a judge's initials and all. "" where the payload states none (an attachment page);
    ``pacer_case_id`` must then name a docket that is already known."""
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
    """A part of the court that its name does not mention, e.g. "King County"."""
    source_url: str = ""
    parties: tuple[PartyRecord, ...] = ()
    entries: tuple[EntryRecord, ...] = ()
    relations: tuple[RelationRecord, ...] = ()
    terminated: tuple[tuple[str, date], ...] = ()
    """Numbers of entries that the clerk has terminated, each with the date: a motion that a PACER history page marks
    "Terminated" is no longer pending, whatever was decided."""
    complete: bool = False
    """True only when the payload is known to hold every entry that the source has (a docket page with its PACER
    receipt). Only then is an absent entry marked as no longer seen."""
    as_of: datetime | None = None
    """The time for which the source vouches: the receipt's time, a feed's lastBuildDate. None: the time of receipt is
    used."""


@dataclass(frozen=True, slots=True)
class FeedWindow:
    """The period that a feed covers and the kinds of entries it carries, used to tell whether any can have
    been missed."""

    oldest: datetime
    newest: datetime
    declares: str = ""
    """The kinds of entries that the feed's channel says it carries, in the court's words."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """One item of a payload that was not accepted. ``where`` names it for a person: "entry 12", "row 7",
    "$.docket.entries[3]"."""

    where: str
    why: str


@dataclass(frozen=True, slots=True)
class ParsedPayload:
    """The result of parsing a payload: its dockets, and the items that were refused while the rest was accepted."""

    dockets: tuple[DocketRecord, ...] = ()
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    """What a person should know about the payload as a whole, one sentence each: "There is no PACER receipt at its end:
    this may be part of a docket."
    """
    window: FeedWindow | None = None


@dataclass(frozen=True, slots=True)
class DocketOffer:
    """A docket that a source found by court and number, offered to a person as a choice."""

    address: str
    """The address that ``SourceKind.fetch`` takes."""
    title: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """A source's claim that it can read a payload: the court, and the reason for the claim in a few words."""

    source: str
    court_id: str = ""
    ground: str = ""


@dataclass(frozen=True, slots=True)
class FetchedPayload:
    """The result of a fetch from a court's server. ``not_modified``: HTTP 304, or the same build date; ``body`` is then
    empty."""

    body: bytes
    media_type: str = ""
    url: str = ""
    not_modified: bool = False
    validators: Mapping[str, Any] = field(default_factory=dict)
    """What the source needs for the next fetch, as JSON: ``etag``, ``last_modified``, ``build_date``, a cursor, a
    watermark. Stored in the same transaction as the body."""
    unfinished: bool = False
    """More can be fetched at once (the next page, the next message), so the source is due again immediately."""
    warnings: Mapping[str, str] = field(default_factory=dict)
    """Warnings about the source for admins: code -> sentence; "" withdraws the earlier warning with that code."""


class NotADocket(Exception):
    """The payload holds no docket that this source can read. ``str(error)`` is a sentence for a person: what the file
    is, and what to do next."""


class WrongCourt(NotADocket):
    """The payload is from another court than the one given."""


class FetchFailed(Exception):
    """A court's server could not be read. ``retry_after``: seconds, where the server gave them."""

    def __init__(self, message: str, *, retry_after: float | None = None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class ServerUnreachable(FetchFailed):
    """A server cannot be reached or does not answer; other requests to it should wait too."""


class QuotaExhausted(FetchFailed):
    """The source may not be asked yet because a quota is used up. Not a failure: try again after ``retry_after``
    seconds."""
