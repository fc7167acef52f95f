"""Previews the merge of two dockets: done, examined, and rolled back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dockets.db.preview_transaction import preview_transaction
from dockets.format.typed_number import parse_whole_number
from dockets.identity import repoint
from dockets.identity.merge_dockets import merge_dockets
from dockets.models import (
    Docket,
    DocketMerge,
    DocketRelation,
    DocketsApart,
    Filing,
    IdentityDecision,
    Observation,
    Party,
    Sheet,
    Source,
)

ROWS_SHOWN = 200
"""Filings shown of the docket that goes; the counts include all."""


@dataclass(frozen=True, slots=True)
class MergedFilingRow:
    """A filing of the docket that goes, as it would be after the merge."""

    number: str
    day: date | None
    text: str
    joined: bool
    """It would be joined with a filing of the other docket."""
    missing: bool
    """It would count as gone from the court's docket: the newest complete page, of the other number, does not show
    it."""


@dataclass(frozen=True, slots=True)
class DocketMergePreview:
    """Result of a preview. ``filings_before``: of the docket that goes, and of the one that stays."""

    filings_before: tuple[int, int]
    filings_after: int
    parties_before: tuple[int, int]
    parties_after: int
    sources: int
    """Number of watched sources that would move to the other docket."""
    joined: int
    missing: int
    possible_duplicates: int
    rows: Sequence[MergedFilingRow] = ()
    staying: Sequence[str] = field(default_factory=list)
    """Rows that could not move, since the other docket has one of the same kind: "1 claim"."""


def preview_docket_merge(loser_id: int, winner_id: int, *, now: datetime) -> DocketMergePreview:
    """Previews a merge. Raises ``CannotMergeDockets``. Nothing is written; imports of the two dockets wait
    meanwhile."""
    with preview_transaction():
        before = {docket.pk: docket for docket in Docket.objects.defer("search").filter(pk__in=(loser_id, winner_id))}
        sources = Source.objects.filter(docket=loser_id).count()
        done = merge_dockets(loser_id, winner_id, by=None, now=now)
        return _told(before[loser_id], before[winner_id], sources, done)


def _told(loser: Docket, winner: Docket, sources: int, done: DocketMerge) -> DocketMergePreview:
    after = Docket.objects.defer("search").get(pk=winner.pk)
    standing = _standing(done.moved["filings"], loser, winner)
    rows = sorted(standing, key=lambda row: (row.day or date.max, parse_whole_number(row.number) or 0))
    return DocketMergePreview(
        filings_before=(loser.filing_count, winner.filing_count),
        filings_after=after.filing_count,
        parties_before=(loser.party_count, winner.party_count),
        parties_after=after.party_count,
        sources=sources,
        joined=sum(row.joined for row in rows),
        missing=sum(row.missing for row in rows),
        possible_duplicates=after.filings.current().exclude(possible_duplicate_of=None).count(),
        rows=rows[:ROWS_SHOWN],
        staying=_staying(loser),
    )


def _standing(filings: Sequence[int], loser: Docket, winner: Docket) -> list[MergedFilingRow]:
    """Each current filing that the docket which goes had shown."""
    theirs = Observation.objects.filter(docket=loser)
    ours = {*Observation.objects.filter(docket=winner).values_list("filing_id", flat=True)}
    found = Filing.objects.current().filter(pk__in=theirs.values("filing_id")).defer("search")
    return [
        MergedFilingRow(
            filing.number, filing.date_filed, filing.text[:300], filing.pk in ours, filing.missing_since is not None
        )
        for filing in found
    ]


def _staying(loser: Docket) -> list[str]:
    """Rows that still point to the docket that goes."""
    seen_there = (Observation, Sheet, IdentityDecision, DocketMerge, DocketsApart, Party, Filing, DocketRelation)
    named = []
    for model, attribute in repoint.list_foreign_keys_to(Docket):
        if model not in seen_there and not model._meta.auto_created and model is not Docket:
            count = model._default_manager.filter(**{attribute.name: loser.pk}).count()
            words = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            named += [f"{count} {words}"] if count else []
    return named
