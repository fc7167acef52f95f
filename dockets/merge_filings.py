"""Which filing each group of observations is, and what of its row and documents differs. Second half of ``merge``.

A filing goes where the observation goes that it was made for (``Filing.founded_by``). So a group that holds several filings keeps
the oldest, the others point to it, and when a decision is undone each comes back as it was.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from hashlib import blake2b
from operator import attrgetter

from django.db import connection
from django.db.models import Count, Max
from django.db.models.functions import Coalesce

from dockets import bulk, document_texts, merge_documents
from dockets.docket_order import number_order
from dockets.models import Docket, Filing
from dockets.models.filing import new_public_id
from dockets.resolve import Resolution, Resolved

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
"""What is believed of a filing. Its place on the docket (``position``) is apart: it changes when another one comes before it."""
_view = attrgetter(*VIEW)
_document = attrgetter(*merge_documents.FIELDS)


@dataclass(slots=True)
class Known:
    """What is stored of one filing, as far as the merge needs it."""

    id: int
    founded_by: str
    fingerprint: str
    merged_into: int | None
    possible_duplicate_of: int | None
    position: int
    day: date | None = None
    """``Placed.day`` as it is stored."""


@dataclass(frozen=True, slots=True)
class Homes:
    """Where the observations were before."""

    of: Mapping[str, int]
    """Fingerprint of an observation that is as it was -> its filing."""
    sizes: Counter[int]
    """Filing -> of how many observations it was made."""


@dataclass(slots=True)
class Placed:
    """A group and the filing that it is."""

    id: int
    resolved: Resolved
    fingerprint: str
    founded_by: str
    known: Known | None

    @property
    def day(self) -> date | None:
        return self.resolved.date_filed or self.resolved.date_entered

    @property
    def differs(self) -> bool:
        """Whether its view is another than what is stored."""
        return self.known is not None and (self.known.fingerprint != self.fingerprint or self.known.merged_into is not None)

    @property
    def moved(self) -> bool:
        """Whether only its place is another."""
        return self.known is not None and self.known.position != self.resolved.position and not self.differs


@dataclass
class Placement:
    """Every current filing of a docket, and which of the known ones now point to another."""

    known: Sequence[Known]
    placed: list[Placed] = field(default_factory=list)
    merged: dict[int, int] = field(default_factory=dict)
    """Filing -> the one it turned out to be."""
    duplicates: dict[int, int] = field(default_factory=dict)
    """Filing -> the earlier one that it may be."""
    filing_of: dict[str, int] = field(default_factory=dict)
    """Fingerprint of an observation -> its filing."""

    @cached_property
    def new(self) -> list[Placed]:
        return [one for one in self.placed if one.known is None]

    @cached_property
    def changed(self) -> list[Placed]:
        return sorted((one for one in self.placed if one.differs), key=attrgetter("id"))

    @cached_property
    def moved(self) -> list[Placed]:
        return sorted((one for one in self.placed if one.moved), key=attrgetter("id"))

    @cached_property
    def redirected(self) -> list[tuple[int, int]]:
        """Filings that point to another one from now on, by id."""
        return [(f.id, keeper) for f in self.known if (keeper := self.merged.get(f.id)) and keeper != f.merged_into]

    @property
    def differs(self) -> bool:
        return bool(self.new or self.changed or self.moved or self.redirected)

    @property
    def last_day(self) -> date | None:
        """Of the newest filing."""
        return max((day for placed in self.placed if (day := placed.day)), default=None)

    @property
    def counts_anew(self) -> bool:
        """Whether the docket may have another number of filings, or another last day, than before."""
        moved = any(placed.known and (placed.known.merged_into or placed.known.day != placed.day) for placed in self.changed)
        return bool(self.new or self.redirected or moved)


def load(docket: Docket, founders: Sequence[str] | None = None) -> list[Known]:
    """The filings of a docket, oldest first: all, or those made for the observations ``founders`` (by fingerprint).

    In plain SQL, as all that is loaded by the thousand."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, founded_by, fingerprint, merged_into_id, possible_duplicate_of_id, position,"
            " coalesce(date_filed, date_entered)"
            " FROM dockets_filing WHERE docket_id = %s AND (%s OR founded_by = ANY(%s)) ORDER BY id",
            [docket.pk, founders is None, list(founders or ())],
        )
        return [Known(*row) for row in cursor.fetchall()]


def totals(docket: Docket) -> tuple[int, date | None]:
    """How many current filings a docket has, and the day of the newest."""
    days = Max(Coalesce("date_filed", "date_entered"))
    found = Filing.objects.current().filter(docket=docket).aggregate(count=Count("id"), last=days)
    return found["count"], found["last"]


def place(resolution: Resolution, known: Sequence[Known], arrival: Mapping[str, int], homes: Homes) -> Placement:
    """``arrival``: fingerprint of each observation -> a number that grows in the order in which they came."""
    founded: dict[str, list[Known]] = {}
    for filing in known:
        founded.setdefault(filing.founded_by, []).append(filing)
    fresh = iter(bulk.next_ids(Filing, sum(not _filings_in(group, founded) for group in resolution.filings)))
    placement = Placement(known)
    for group in resolution.filings:
        filings = _filings_in(group, founded)
        keeper = filings[0] if filings else None
        founder = keeper.founded_by if keeper else min((seen.fingerprint for seen in group.members), key=arrival.__getitem__)
        view = keeper.fingerprint if keeper and _stands(keeper, group, homes) else fingerprint(group)
        placed = Placed(keeper.id if keeper else next(fresh), group, view, founder, keeper)
        placement.placed.append(placed)
        placement.merged.update((loser.id, placed.id) for loser in filings[1:])
        placement.filing_of.update((seen.fingerprint, placed.id) for seen in group.members)
    for earlier, later in resolution.possible_duplicates:
        placement.duplicates.setdefault(placement.placed[later].id, placement.placed[earlier].id)
    return placement


def _stands(keeper: Known, group: Resolved, homes: Homes) -> bool:
    """Whether a filing is made of the very observations of which it was made, so that its view needs no comparing."""
    return homes.sizes[keeper.id] == len(group.members) and all(
        homes.of.get(seen.fingerprint) == keeper.id for seen in group.members
    )


def _filings_in(group: Resolved, founded: Mapping[str, Sequence[Known]]) -> Sequence[Known]:
    """Oldest first. (Two were made for one observation where one case had two numbers, and both showed it.)"""
    if len(group.members) == 1:
        return founded.get(group.members[0].fingerprint, ())
    filings = (filing for seen in group.members for filing in founded.get(seen.fingerprint, ()))
    return sorted(filings, key=attrgetter("id"))


def fingerprint(resolved: Resolved) -> str:
    """32 hexadecimal characters over everything that is stored of a filing and its documents."""
    content = repr((_view(resolved), [_document(document) for document in resolved.documents]))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def write(docket: Docket, placement: Placement, now: datetime, wrote: bulk.Wrote = bulk.untold) -> None:
    """Filings and documents, only where they differ, each table sorted by id. ``wrote`` is told of the filings."""
    _insert(docket, placement.new, now, wrote)
    fields = ("number_order", "fingerprint", "changed_at", "merged_into", "position", *VIEW)
    bulk.update(
        Filing,
        fields,
        [
            (p.id, number_order(p.resolved.number), p.fingerprint, now, None, p.resolved.position, *_view(p.resolved))
            for p in placement.changed
        ],
    )
    wrote(len(placement.changed))
    bulk.update(Filing, ("position",), [(p.id, p.resolved.position) for p in placement.moved])
    bulk.update(Filing, ("merged_into", "changed_at"), [(id, keeper, now) for id, keeper in placement.redirected])
    _mark_duplicates(placement)
    merge_documents.write(
        {p.id: p.resolved.documents for p in (*placement.new, *placement.changed)},
        stored=[p.id for p in placement.changed] + [id for id, _ in placement.redirected],
    )
    if placement.changed or placement.redirected:
        document_texts.follow(docket.id)


def _insert(docket: Docket, new: Sequence[Placed], now: datetime, wrote: bulk.Wrote) -> None:
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
    bulk.insert(
        Filing,
        fields,
        ((p.id, docket.id, new_public_id(), *_own(p), now, now, p.resolved.position, *_view(p.resolved)) for p in new),
        wrote=wrote,
    )


def _own(placed: Placed) -> tuple[int | None, str, str]:
    return number_order(placed.resolved.number), placed.fingerprint, placed.founded_by


def _mark_duplicates(placement: Placement) -> None:
    before = {filing.id: filing.possible_duplicate_of for filing in placement.known}
    pairs = sorted((id, placement.duplicates.get(id)) for id in before.keys() | placement.duplicates.keys())
    bulk.update(Filing, ("possible_duplicate_of",), [(id, other) for id, other in pairs if before.get(id) != other])
