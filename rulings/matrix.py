"""What became of each claim of a docket, as plain values: claims down, what decided them across in time, the status at the end.

Six queries, whatever the docket. Read by the page of claims and by everything that is taken away from it.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Model, OuterRef, Q
from django.db.models.functions import JSONObject

from dockets.addresses import filing_address
from dockets.models import Docket, Filing, Party
from dockets.print_style import full_date
from rulings.claim_status import Decision, Fate, Status, status, undone
from rulings.matrix_shape import Column, Line, Matrix, Named, Now, Said, Stood, names
from rulings.models import Claim, Disposition, Position, Repleading, Ruling, TimelineEvent
from rulings.rows import outcome_label, tone_of
from rulings.words import CHANGE_LABELS, KIND_LABELS, Change, EventKind, Kind, Outcome, Stance


@dataclass(slots=True)
class _Known:
    """What one docket's rows say, by claim or ruling."""

    docket: Docket
    base: str
    closed: date | None
    """When the case was closed, as far as that is known on the day that is shown."""
    kinds: dict[int, str] = field(default_factory=dict)

    def named(self, filing: Filing) -> Named:
        day = filing.date_filed or filing.date_entered
        kind = KIND_LABELS[Kind(self.kinds[filing.pk])] if self.kinds.get(filing.pk) else "Filing"
        told = f"{kind} of {full_date(day)}" if day else f"{kind}, date not known"
        return Named(told, filing.number, filing_address(self.base, filing.number, filing.public_id), filing.public_id, day)


def matrix(docket: Docket, base: str, on: date | None = None) -> Matrix:
    """``base`` is the docket's address. ``on``: as it stood at the end of that day."""
    made = (
        Claim.objects.filter(docket=docket)
        .select_related("pleading")
        .defer("pleading__search", "pleading__long_text")
        .annotate(making=_people(Q(claims_made=OuterRef("pk"))), facing=_people(Q(claims_faced=OuterRef("pk"))))
        .order_by("kind", "pleading__date_filed", "number", "id")
    )
    claims = [row for row in made if _is_known(row.pleading.date_filed if row.pleading else None, on)]
    decided = [row for row in _dispositions(docket) if _is_known(_day(row.ruling), on)]
    changed = [row for row in _repleadings(docket) if _is_known(row.pleading.date_filed, on)]
    # Who is for a claim speaks first.
    said = Position.objects.filter(claim__docket=docket).select_related("filing").defer("filing__search")
    stood = [row for row in said.order_by("-stance", "id") if _is_known(row.filing.date_filed if row.filing else None, on)]
    closed = docket.date_terminated if _is_known(docket.date_terminated, on) else None
    known = _Known(docket, base, closed)
    known.kinds = _kinds(claims, decided, changed, stood)
    columns, keys = _columns(known, decided, changed)
    lines = [_line(known, claim, keys, decided, changed, stood) for claim in claims]
    return Matrix(docket, columns, tuple(lines), on)


def _people(of: Q) -> ArraySubquery:
    """For a query: the parties beside each row, in the court's order, for ``_beside``."""
    return ArraySubquery(Party.objects.filter(of).order_by("position", "id").values(told=JSONObject(id="id", name="name")))


def _beside(row: Model, beside: str) -> dict[int, str]:
    """The parties that a query has put ``beside`` a row, by their ids."""
    return {party["id"]: party["name"] for party in getattr(row, beside)}


def _dispositions(docket: Docket) -> list[Disposition]:
    """All that was decided in rulings which decided on a claim, on motions too, in order of time."""
    rulings = Ruling.objects.filter(docket=docket, dispositions__claim__isnull=False)
    related = ("ruling__filing", "motion__filing", "reviews__ruling")
    rows = Disposition.objects.filter(ruling__in=rulings.values("pk")).select_related(*related)
    heavy = [f"{name}__{column}" for name in ("ruling__filing", "motion__filing") for column in ("search", "long_text")]
    of = Disposition.parties.through.objects.filter(disposition=OuterRef(OuterRef("pk"))).values("party")
    found = rows.defer(*heavy).annotate(as_to=_people(Q(pk__in=of)))
    return sorted(found, key=lambda row: (_day(row.ruling) or date.min, row.ruling_id, row.pk))


def _repleadings(docket: Docket) -> list[Repleading]:
    rows = Repleading.objects.filter(claim__docket=docket).select_related("pleading").defer("pleading__search")
    return sorted(rows, key=lambda row: (row.pleading.date_filed or date.min, row.pleading_id, row.pk))


def _day(ruling: Ruling) -> date | None:
    return ruling.date or ruling.filing.date_filed


def _is_known(day: date | None, on: date | None) -> bool:
    return on is None or day is None or day <= on


def _kinds(
    claims: Iterable[Claim], decided: Iterable[Disposition], changed: Iterable[Repleading], stood: Iterable[Position]
) -> dict[int, str]:
    filings = {claim.pleading_id for claim in claims} | {row.ruling.filing_id for row in decided}
    filings |= {row.pleading_id for row in changed} | {row.filing_id for row in stood}
    events = TimelineEvent.objects.filter(filing__in=filings - {None}, event_kind__in=[EventKind.FILING, EventKind.RULING])
    return dict(events.values_list("filing_id", "kind"))


type _Key = tuple[date, int]
"""Of a column: its day and its filing."""


def _columns(
    known: _Known, decided: Sequence[Disposition], changed: Sequence[Repleading]
) -> tuple[tuple[Column, ...], tuple[_Key, ...]]:
    found: dict[_Key, Column] = {}
    for ruling, rows in groupby(decided, key=lambda row: row.ruling):
        motions = tuple(_on_motion(row) for row in rows if row.motion and not row.claim_id)
        title = ruling.title or "Ruling"
        found[_key(_day(ruling), ruling.filing_id)] = Column(
            title=title,
            filing=known.named(ruling.filing),
            standard=ruling.standard,
            citation=ruling.citation,
            machine=ruling.read_by_machine,
            is_ruling=not ruling.by_parties,
            motions=motions,
        )
    for row in changed:
        column = Column("Amended pleading", known.named(row.pleading), is_ruling=False)
        found.setdefault(_key(row.pleading.date_filed, row.pleading_id), column)
    keys = tuple(sorted(found))
    return tuple(found[key] for key in keys), keys


def _key(day: date | None, filing: int) -> _Key:
    return day or date.min, filing


def _on_motion(row: Disposition) -> Said:
    motion = row.motion
    asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
    return Said(
        row.pk, row.outcome, outcome_label(row.outcome), tone_of(row.outcome), (asked,), row.reason, row.quotation, row.place
    )


def _line(
    known: _Known,
    claim: Claim,
    keys: Sequence[_Key],
    decided: Sequence[Disposition],
    changed: Sequence[Repleading],
    stood: Sequence[Position],
) -> Line:
    own = [row for row in decided if row.claim_id == claim.pk]
    later = [row for row in changed if row.claim_id == claim.pk]
    facing = _beside(claim, "facing")
    decisions = [*map(_decision, own), *map(_pleaded_anew, later)]
    gone = undone(decisions, facing)
    days = {row.id: row for row in decisions}
    cells: dict[_Key, list[Said]] = defaultdict(list)
    for row in own:
        cells[_key(_day(row.ruling), row.ruling.filing_id)].append(_said(row, days.get(gone.get(row.pk, 0))))
    for one in later:
        cells[_key(one.pleading.date_filed, one.pleading_id)].append(_pleaded(one))
    made = tuple(_beside(claim, "making").values())
    return Line(
        claim=claim,
        asserted_by=made,
        against=tuple(facing.values()),
        pleading=known.named(claim.pleading) if claim.pleading else None,
        later=tuple((known.named(row.pleading), CHANGE_LABELS[Change(row.change)], row.number) for row in later),
        cells=tuple(tuple(cells.get(key, ())) for key in keys),
        now=_now(known.closed, status(decisions, facing), days, facing),
        stood=tuple(_stood(known, row, made, tuple(facing.values())) for row in stood if row.claim_id == claim.pk),
    )


def _decision(row: Disposition) -> Decision:
    return Decision(row.pk, _day(row.ruling), Outcome(row.outcome), frozenset(_beside(row, "as_to")), row.reviews_id)


def _pleaded_anew(row: Repleading) -> Decision:
    """That a later pleading leaves a claim out, or makes it again. Its id is below those of rulings, and none of theirs."""
    return Decision(-row.pk, row.pleading.date_filed, Outcome.WITHDRAWN if row.change == Change.DROPPED else None)


def _said(row: Disposition, undoing: Decision | None) -> Said:
    reviewed = _day(row.reviews.ruling) if row.reviews else None
    return Said(
        id=row.pk,
        outcome=row.outcome,
        label=outcome_label(row.outcome),
        tone=tone_of(row.outcome),
        parties=tuple(_beside(row, "as_to").values()),
        reason=row.reason,
        quotation=row.quotation,
        place=row.place,
        standard=row.standard,
        machine=row.read_by_machine,
        review=f"what was decided {full_date(reviewed)}" if reviewed else "",
        undone=_when(undoing.word, undoing.day) if undoing else "",
    )


def _pleaded(row: Repleading) -> Said:
    number = f"Now number {row.number}." if row.number else ""
    return Said(-row.pk, row.change, CHANGE_LABELS[Change(row.change)], "pending", reason=number)


def _when(word: str, day: date | None) -> str:
    return f"{word} {full_date(day)}" if day else word


def _now(
    closed: date | None, found: Mapping[int | None, Status], days: Mapping[int, Decision], facing: Mapping[int, str]
) -> tuple[Now, ...]:
    """Parties that fare alike stand together."""
    alike: dict[Status, list[str]] = defaultdict(list)
    for party, each in found.items():
        alike[each] += [facing[party]] if party is not None else []
    return tuple(_fares(closed, each, days, tuple(people)) for each, people in alike.items())


def _fares(closed: date | None, found: Status, days: Mapping[int, Decision], people: tuple[str, ...]) -> Now:
    standing, latest = days.get(found.standing or 0), days.get(found.latest or 0)
    label = standing.word if standing else ""
    since = standing.day if standing else None
    outcome = standing.outcome.value if standing and standing.outcome else ""
    reviewed = _when(latest.word, latest.day) if latest and latest is not standing else ""
    if found.fate is Fate.DECIDED and standing:
        return Now(label, tone_of(outcome), reviewed or _when("since", since), found.fate, outcome, since, people)
    if found.fate is Fate.ENDED:
        note = "; ".join(filter(None, [_when(label, since), reviewed]))
        return Now("Never decided", "pending", note, found.fate, outcome, since, people)
    if closed and not reviewed and (since is None or since <= closed):
        return Now("Never decided", "pending", _when("Case closed", closed), found.fate, outcome, since, people)
    if standing is None and reviewed:
        return Now("Open again", "pending", reviewed, found.fate, "", latest.day if latest else None, people)
    note = "; ".join(filter(None, [_when(label, since) if label else "", reviewed]))
    return Now("Not decided yet", "pending", note, found.fate, outcome, since, people)


def _stood(known: _Known, row: Position, made: tuple[str, ...], facing: tuple[str, ...]) -> Stood:
    people = made if row.stance == Stance.FOR else facing
    who = names(people) or ("For the claim" if row.stance == Stance.FOR else "Against it")
    return Stood(who, row.text, known.named(row.filing) if row.filing else None, row.stance)
