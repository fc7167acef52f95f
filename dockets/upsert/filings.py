"""Assigns groups of observations to filings and writes the filings and documents that differ. Second half of
``upsert_docket``.

A filing goes with the observation that it was created for (``Filing.founded_by``). So a group that holds several
filings keeps the oldest and the others point to it; when a decision is undone, each comes back as it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Coalesce

from dockets.db import bulk
from dockets.documents import texts
from dockets.models import Docket, Document, Filing
from dockets.models.filing import create_public_id
from dockets.record.records import DocumentRecord
from dockets.resolve.order import get_number_order
from dockets.resolve.values import Resolution, ResolvedFiling

DOCUMENT_FIELDS = tuple(DocumentRecord.__slots__)
"""The columns of a document, which are those of its record."""
get_document_values = attrgetter(*DOCUMENT_FIELDS)

type _Place = tuple[int, int]
"""(id of the filing, number of the document)."""


def write_documents(wanted: Mapping[int, Sequence[DocumentRecord]], *, stored: Sequence[int]) -> bool:
    """Writes the documents of filings. ``wanted``: all documents that each filing shall have. ``stored``: the filings
    that have documents stored already, or did. Returns whether any document differed."""
    wishes = {(filing, document.number): document for filing, documents in wanted.items() for document in documents}
    held = Document.objects.filter(filing__in=stored).order_by("pk") if stored else []
    rows = {(row.filing_id, row.number): row for row in held}
    spare = [row for place, row in rows.items() if place not in wishes]
    moves = _moves(spare, {place: wish for place, wish in wishes.items() if place not in rows})
    gone = [row for row in spare if row.filing_id in wanted and row not in moves.values()]
    _delete(gone)
    updated = _update({place: (row, wishes[place]) for place, row in (rows | moves).items() if place in wishes})
    missing = [place for place in wishes if place not in rows and place not in moves]
    if missing:
        bulk.copy_rows(
            Document,
            ("filing", *DOCUMENT_FIELDS),
            ((place[0], *get_document_values(wishes[place])) for place in sorted(missing)),
        )
    return bool(gone or updated or missing)


def _moves(spare: Sequence[Document], wishes: Mapping[_Place, DocumentRecord]) -> dict[_Place, Document]:
    """Finds the wanted documents for which an identical row exists at a filing that no longer needs it: that row
    moves."""
    by_content: dict[tuple[Any, ...], list[Document]] = {}
    for row in reversed(spare):
        by_content.setdefault(get_document_values(row), []).append(row)
    return (
        {place: rows.pop() for place, wish in wishes.items() if (rows := by_content.get(get_document_values(wish)))}
        if spare
        else {}
    )


def _delete(rows: Sequence[Document]) -> None:
    if rows:
        Document.objects.filter(id__in=[row.id for row in rows]).delete()


def _update(wishes: Mapping[_Place, tuple[Document, DocumentRecord]]) -> bool:
    rows = [
        (row.id, place[0], *get_document_values(wish))
        for place, (row, wish) in wishes.items()
        if (row.filing_id, get_document_values(row)) != (place[0], get_document_values(wish))
    ]
    bulk.update_rows(Document, ("filing", *DOCUMENT_FIELDS), sorted(rows, key=lambda row: row[0]))
    return bool(rows)


VIEW = (
    "number",
    "date_filed",
    "date_entered",
    "entered_at",
    "short_text",
    "long_text",
    "pacer_doc_id",
    "pacer_seq_no",
    "missing_since",
)
"""The columns of a filing's best view. Its place on the docket (``position``) is apart: it changes when another entry
comes before it."""
_view = attrgetter(*VIEW)


@dataclass(slots=True)
class StoredFiling:
    """The stored values of one filing that ``upsert_docket`` needs."""

    id: int
    founded_by: str
    fingerprint: str
    merged_into: int | None
    possible_duplicate_of: int | None
    position: int
    day: date | None = None
    """The stored ``PlacedFiling.day``."""


@dataclass(frozen=True, slots=True)
class FilingsByObservation:
    """Which filings the observations belonged to before."""

    of: Mapping[str, int]
    """Fingerprint of an unchanged observation -> its filing."""
    sizes: Counter[int]
    """Filing -> number of its observations."""


@dataclass(slots=True)
class PlacedFiling:
    """A group of observations and the filing assigned to it."""

    id: int
    resolved: ResolvedFiling
    fingerprint: str
    founded_by: str
    known: StoredFiling | None

    @property
    def day(self) -> date | None:
        return self.resolved.date_filed or self.resolved.date_entered

    @property
    def differs(self) -> bool:
        """Whether its view differs from what is stored."""
        return self.known is not None and (
            self.known.fingerprint != self.fingerprint or self.known.merged_into is not None
        )

    @property
    def moved(self) -> bool:
        """Whether only its position changed."""
        return self.known is not None and self.known.position != self.resolved.position and not self.differs


@dataclass
class FilingPlacement:
    """Every current filing of a docket, and which of the known ones now point to another one."""

    known: Sequence[StoredFiling]
    placed: list[PlacedFiling] = field(default_factory=list)
    merged: dict[int, int] = field(default_factory=dict)
    """Filing -> the filing that it was merged into."""
    duplicates: dict[int, int] = field(default_factory=dict)
    """Filing -> the earlier one that it may be a duplicate of."""
    filing_of: dict[str, int] = field(default_factory=dict)
    """Fingerprint of an observation -> its filing."""

    @cached_property
    def new(self) -> list[PlacedFiling]:
        return [one for one in self.placed if one.known is None]

    @cached_property
    def changed(self) -> list[PlacedFiling]:
        return sorted((one for one in self.placed if one.differs), key=attrgetter("id"))

    @cached_property
    def moved(self) -> list[PlacedFiling]:
        return sorted((one for one in self.placed if one.moved), key=attrgetter("id"))

    @cached_property
    def redirected(self) -> list[tuple[int, int]]:
        """Filings newly merged into another one: (id, the other's id)."""
        return [(f.id, keeper) for f in self.known if (keeper := self.merged.get(f.id)) and keeper != f.merged_into]

    @property
    def restored(self) -> bool:
        """Whether a filing that had been merged into another one came back."""
        return any(one.known and one.known.merged_into for one in self.changed)

    @property
    def differs(self) -> bool:
        return bool(self.new or self.changed or self.moved or self.redirected)

    @property
    def last_day(self) -> date | None:
        """Day of the newest filing."""
        return max((day for placed in self.placed if (day := placed.day)), default=None)

    @property
    def counts_anew(self) -> bool:
        """Whether the docket's number of filings or its last day may have changed by a filing that is stored already:
        one that came back, was merged into another, or has another day."""
        moved = any(one.known and one.known.day != one.day for one in self.changed)
        return bool(self.redirected or self.restored or moved)


def load_filings(docket: Docket, founders: Sequence[str] | None = None) -> list[StoredFiling]:
    """The filings of a docket, oldest first: all, or those created for the observations ``founders`` (fingerprints).

    Loaded as plain values, not model objects, since there can be thousands.
    """
    made_for = Q() if founders is None else Q(founded_by__in=founders)
    found = Filing.objects.filter(made_for, docket=docket).order_by("pk")
    day = Coalesce("date_filed", "date_entered")
    own = ("pk", "founded_by", "fingerprint", "merged_into", "possible_duplicate_of", "position")
    return [StoredFiling(*row) for row in found.values_list(*own, day)]


def count_filings(docket: Docket) -> tuple[int, date | None]:
    """Number of current filings of a docket, and the day of the newest."""
    days = Max(Coalesce("date_filed", "date_entered"))
    found = Filing.objects.current().filter(docket=docket).aggregate(count=Count("id"), last=days)
    return found["count"], found["last"]


def place_filings(
    resolution: Resolution, known: Sequence[StoredFiling], arrival: Mapping[str, int], before: FilingsByObservation
) -> FilingPlacement:
    """Assigns each resolved group to a stored filing or to a new id. ``arrival``: fingerprint of each observation -> a
    number that grows in the order of arrival."""
    founded: dict[str, list[StoredFiling]] = {}
    for filing in known:
        founded.setdefault(filing.founded_by, []).append(filing)
    fresh = iter(bulk.reserve_ids(Filing, sum(not _filings_in(group, founded) for group in resolution.filings)))
    placement = FilingPlacement(known)
    for group in resolution.filings:
        filings = _filings_in(group, founded)
        keeper = filings[0] if filings else None
        founder = (
            keeper.founded_by if keeper else min((seen.fingerprint for seen in group.members), key=arrival.__getitem__)
        )
        view = keeper.fingerprint if keeper and _stands(keeper, group, before) else fingerprint_filing(group)
        placed = PlacedFiling(keeper.id if keeper else next(fresh), group, view, founder, keeper)
        placement.placed.append(placed)
        placement.merged.update((loser.id, placed.id) for loser in filings[1:])
        placement.filing_of.update((seen.fingerprint, placed.id) for seen in group.members)
    for earlier, later in resolution.possible_duplicates:
        placement.duplicates.setdefault(placement.placed[later].id, placement.placed[earlier].id)
    return placement


def _stands(keeper: StoredFiling, group: ResolvedFiling, before: FilingsByObservation) -> bool:
    """Whether a filing consists of exactly the observations that it had before: then its view need not be compared."""
    return before.sizes[keeper.id] == len(group.members) and all(
        before.of.get(seen.fingerprint) == keeper.id for seen in group.members
    )


def _filings_in(group: ResolvedFiling, founded: Mapping[str, Sequence[StoredFiling]]) -> Sequence[StoredFiling]:
    """The stored filings of a group, oldest first. (Two can have been created for one observation where one case had
    two numbers and both showed it.)"""
    if len(group.members) == 1:
        return founded.get(group.members[0].fingerprint, ())
    filings = (filing for seen in group.members for filing in founded.get(seen.fingerprint, ()))
    return sorted(filings, key=attrgetter("id"))


def fingerprint_filing(resolved: ResolvedFiling) -> str:
    """32 hexadecimal characters: a hash of everything that is stored of a filing and its documents."""
    content = repr((_view(resolved), [get_document_values(document) for document in resolved.documents]))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def write_filings(
    docket: Docket, placement: FilingPlacement, now: datetime, wrote: bulk.Wrote = bulk.ignore_written_rows
) -> None:
    """Writes filings and documents where they differ, each table sorted by id. ``wrote`` is called with the number of
    filings written."""
    _insert(docket, placement.new, now, wrote)
    fields = ("number_order", "fingerprint", "changed_at", "merged_into", "position", *VIEW)
    bulk.update_rows(
        Filing,
        fields,
        [
            (
                p.id,
                get_number_order(p.resolved.number),
                p.fingerprint,
                now,
                None,
                p.resolved.position,
                *_view(p.resolved),
            )
            for p in placement.changed
        ],
    )
    wrote(len(placement.changed))
    bulk.update_rows(Filing, ("position",), [(p.id, p.resolved.position) for p in placement.moved])
    bulk.update_rows(Filing, ("merged_into", "changed_at"), [(id, keeper, now) for id, keeper in placement.redirected])
    _mark_duplicates(placement)
    documents_differ = write_documents(
        {p.id: p.resolved.documents for p in (*placement.new, *placement.changed)},
        stored=[p.id for p in placement.changed] + [id for id, _ in placement.redirected],
    )
    if placement.redirected or placement.restored or (placement.changed and documents_differ):
        texts.repoint_texts(docket.id)


def _insert(docket: Docket, new: Sequence[PlacedFiling], now: datetime, wrote: bulk.Wrote) -> None:
    if not new:
        return
    fields = (
        "id",
        "docket",
        "public_id",
        "number_order",
        "fingerprint",
        "founded_by",
        "first_seen",
        "changed_at",
        "position",
        *VIEW,
    )
    bulk.copy_rows(
        Filing,
        fields,
        (
            (p.id, docket.id, create_public_id(), *_own(p), now, now, p.resolved.position, *_view(p.resolved))
            for p in new
        ),
        wrote=wrote,
    )


def _own(placed: PlacedFiling) -> tuple[int | None, str, str]:
    return get_number_order(placed.resolved.number), placed.fingerprint, placed.founded_by


def _mark_duplicates(placement: FilingPlacement) -> None:
    before = {filing.id: filing.possible_duplicate_of for filing in placement.known}
    pairs = sorted((id, placement.duplicates.get(id)) for id in before.keys() | placement.duplicates.keys())
    bulk.update_rows(
        Filing, ("possible_duplicate_of",), [(id, other) for id, other in pairs if before.get(id) != other]
    )
