"""What making two dockets one would come to: done, looked at, and rolled back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction

from dockets import following
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
from dockets.typed_number import whole_number
from dockets.unite import unite

ROWS_SHOWN = 200
"""Filings of the docket that goes; figures count them all."""


@dataclass(frozen=True, slots=True)
class Row:
    """A filing of the docket that goes, as it would be."""

    number: str
    day: date | None
    text: str
    joined: bool
    """It would be one with a filing of the other docket."""
    missing: bool
    """It would count as gone from the court's docket: the newest complete page, of the other number, has it not."""


@dataclass(frozen=True, slots=True)
class Preview:
    """``filings_before``: of the docket that goes, and of the one that stays."""

    filings_before: tuple[int, int]
    filings_after: int
    parties_before: tuple[int, int]
    parties_after: int
    sources: int
    """Watched sources that would follow."""
    joined: int
    missing: int
    possible_duplicates: int
    rows: Sequence[Row] = ()
    staying: Sequence[str] = field(default_factory=list)
    """What could not follow, since the other has one of its kind: "1 claim"."""


def preview(loser_id: int, winner_id: int, *, now: datetime) -> Preview:
    """Raises ``CannotUnite``. Nothing is written; meanwhile imports of the two dockets wait."""
    with transaction.atomic():
        try:
            before = {docket.pk: docket for docket in Docket.objects.defer("search").filter(pk__in=(loser_id, winner_id))}
            sources = Source.objects.filter(docket=loser_id).count()
            done = unite(loser_id, winner_id, by=None, now=now)
            return _told(before[loser_id], before[winner_id], sources, done)
        finally:
            transaction.set_rollback(True)


def _told(loser: Docket, winner: Docket, sources: int, done: DocketMerge) -> Preview:
    after = Docket.objects.defer("search").get(pk=winner.pk)
    standing = _standing(done.moved["filings"], loser, winner)
    rows = sorted(standing, key=lambda row: (row.day or date.max, whole_number(row.number) or 0))
    return Preview(
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


def _standing(filings: Sequence[int], loser: Docket, winner: Docket) -> list[Row]:
    """Each filing that stands now and that the docket which goes had shown."""
    theirs = Observation.objects.filter(docket=loser)
    ours = {*Observation.objects.filter(docket=winner).values_list("filing_id", flat=True)}
    found = Filing.objects.current().filter(pk__in=theirs.values("filing_id")).defer("search")
    return [
        Row(filing.number, filing.date_filed, filing.text[:300], filing.pk in ours, filing.missing_since is not None)
        for filing in found
    ]


def _staying(loser: Docket) -> list[str]:
    """Rows of editors and sources that still point to the docket that goes."""
    seen_there = (Observation, Sheet, IdentityDecision, DocketMerge, DocketsApart, Party, Filing, DocketRelation)
    named = []
    for model, attribute in following.pointing_to(Docket):
        if model not in seen_there and not model._meta.auto_created and model is not Docket:
            count = model._default_manager.filter(**{attribute.name: loser.pk}).count()
            words = model._meta.verbose_name if count == 1 else model._meta.verbose_name_plural
            named += [f"{count} {words}"] if count else []
    return named
