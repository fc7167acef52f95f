"""Reads a docket for what it means: record in, motions, rulings, hearings, references and timeline out.

Place in the flow: the record changes, ``behind`` finds the docket, ``interpret`` catches up with it. One docket is read by one
writer at a time, in one transaction, and only what differs is written.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from dockets.docket_fields import terminated
from dockets.models import Docket, DocketRelation
from dockets.stated import AS_OF
from rulings.interpret.anchored import LEFT_BEHIND, follow_annotations
from rulings.interpret.by_clerk import ENDED, by_clerk, is_told
from rulings.interpret.by_name import decisions_by_name
from rulings.interpret.decided import Decided, write_decided
from rulings.interpret.differences import write_differences
from rulings.interpret.heard import write_hearings
from rulings.interpret.merged import follow_merged
from rulings.interpret.neighbours import written_below
from rulings.interpret.order import FilingOrder
from rulings.interpret.related import write_suggestions
from rulings.interpret.texts import FilingFacts, filings_of, parties_of, read_texts
from rulings.interpret.threads import State, days_of_decisions, states
from rulings.interpret.unnumbered import with_motions_meant
from rulings.models import Hearing, Milestone, Reading, Reference, TimelineEvent
from rulings.reading import FilingReading
from rulings.reading.decisions import overall
from rulings.state_of_play import state_of_play
from rulings.timeline import FIELDS, Event, FiledLine, HeardLine, Key, OutsideLine, Spoken, details, events, kinds, months
from rulings.words import RULING_KINDS, Detail, Kind, Outcome, Relation, SetDate

__all__ = ["MAX_ATTEMPTS", "VERSION", "begin", "behind", "interpret", "lock", "note_failure"]

VERSION = 27
"""Raise when the same record is to be interpreted differently: every docket is then behind."""
MAX_ATTEMPTS = 3
_LOCK = "hashtextextended('rulings.interpret', %s)"
_READ_OF_DOCKET = (
    "date_filed",
    "record_changed_at",
    "docket_number",
    "number_key",
    "court__kind",
    "court__time_zone",
    "date_terminated",
)
_SUGGESTED = Exists(DocketRelation.objects.filter(docket=OuterRef("pk"), status=DocketRelation.Status.SUGGESTED))


def interpret(docket_id: int) -> bool:
    """Catches the reading of a docket up with its record. True if anything that a reader sees has changed.

    Never changes what an editor entered or confirmed. Safe to run twice, and at the same time: the second waits and finds nothing
    to do. Raises ``Docket.DoesNotExist``.
    """
    with transaction.atomic():
        lock(docket_id)
        docket, is_suggested, is_left_behind, ended_entries = _docket(docket_id)
        changed = follow_merged(docket_id)
        if is_left_behind:
            follow_annotations(docket_id)
        filings, parties = filings_of(docket_id), parties_of(docket_id)
        texts = read_texts(docket_id, filings, parties)
        write_suggestions(docket, filings, texts, any_there=is_suggested)
        order = FilingOrder(filings, _follows(filings, texts), docket.date_filed or docket.record_changed_at.date())
        ended_by_clerk = by_clerk(filings, ended_entries)
        readings = with_motions_meant(filings, texts, order, ended_by_clerk)
        spoken, references_changed = _write_references(docket_id, readings, order)
        named, closed = decisions_by_name(filings, readings, order)
        decided = write_decided(docket_id, readings, order, named)
        ended = days_of_decisions(decided.of_motion, order)
        hearings_changed = write_hearings(docket_id, readings, order, docket.court.zone, ended)
        heard = _heard(docket_id)
        come_to = states(decided.motions, readings, spoken, decided.of_motion, heard, order, docket.date_terminated or closed)
        come_to = {motion: state for motion, state in come_to.items() if is_told(motion, state, ended_by_clerk)}
        filed = [_line(filing, readings, order, decided, come_to.get(filing.id)) for filing in filings]
        lines = events(filed, heard, _outside(docket_id), spoken, _outcomes(decided), parties, docket.court.zone)
        events_changed = _write_events(docket_id, lines)
        _write_reading(docket, filed, heard, len(lines))
    return changed or references_changed or decided.changed or hearings_changed or events_changed


def _docket(docket_id: int) -> tuple[Docket, bool, bool, Mapping[str, date]]:
    """The docket, whether relations to others are suggested for it, whether notes have to follow their filings, and which entries
    the clerk has ended."""
    known: QuerySet[Any, Any] = Docket.objects.select_related("court").only(*_READ_OF_DOCKET)
    known = known.annotate(suggested=_SUGGESTED, left_behind=LEFT_BEHIND, as_of=AS_OF, ended=ENDED)
    docket = known.get(pk=docket_id)
    return docket, docket.suggested, docket.left_behind, terminated(docket.ended or "")


def behind(limit: int) -> list[int]:
    """Dockets whose record has changed since it was read, or that older rules have read; the longest waiting first. Those whose
    reading failed ``MAX_ATTEMPTS`` times wait for their record to change again."""
    return list(_behind().order_by("record_changed_at", "id").values_list("id", flat=True)[:limit])


def begin(docket_id: int, *, patient: bool = True) -> bool:
    """Counts an attempt at reading a docket, before it begins: a reading that kills its worker is not tried for ever. False when
    there is nothing to read, or it has been tried often enough; and, unless ``patient``, while somebody else reads it."""
    with transaction.atomic():
        if not (patient or _is_free(docket_id)):
            return False
        lock(docket_id)
        changed_at = _behind().filter(pk=docket_id).values_list("record_changed_at", flat=True).first()
        if changed_at is None:
            return False
        reading, _ = Reading.objects.get_or_create(docket_id=docket_id)
        anew = reading.attempted_change is None or reading.attempted_change < changed_at
        reading.attempts = 1 if anew else reading.attempts + 1
        reading.attempted_change = changed_at
        reading.save(update_fields=["attempts", "attempted_change"])
    return True


def note_failure(docket_id: int, error: str) -> None:
    """Keeps the reason of a failed reading for the desk. The attempt itself was counted by ``begin``."""
    Reading.objects.filter(pk=docket_id).update(error=error[:2_000].replace("\x00", ""))


def _behind() -> QuerySet[Docket]:
    stale = Q(reading=None) | Q(reading__version__lt=VERSION) | Q(reading__record_changed_at=None)
    stale |= Q(reading__record_changed_at__lt=F("record_changed_at"))
    tried = Q(reading__attempts__gte=MAX_ATTEMPTS, reading__attempted_change__gte=F("record_changed_at"))
    return Docket.objects.filter(stale).exclude(tried)


def _is_free(docket_id: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_try_advisory_xact_lock({_LOCK})", [docket_id])
        return bool(cursor.fetchall()[0][0])


def lock(docket_id: int) -> None:
    """One reader at a time; and none while its filings are on their way to another docket, which holds the row for itself."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT pg_advisory_xact_lock({_LOCK}), (SELECT id FROM dockets_docket WHERE id = %s FOR KEY SHARE)",  # noqa: S608 - of a constant
            [docket_id, docket_id],
        )


def _follows(filings: Sequence[FilingFacts], readings: Mapping[int, FilingReading]) -> dict[int, list[int]]:
    """What a filing without date and number is known to come after: the line above it, the entries that it speaks of, and for a
    reply also whatever opposes them."""
    numbered: dict[str, list[int]] = {}
    opposed: dict[str, list[int]] = {}
    for filing in filings:
        numbered.setdefault(filing.number, []).append(filing.id)
        for refers in readings[filing.id].refers_to:
            if refers.relation is Relation.OPPOSES:
                opposed.setdefault(refers.number, []).append(filing.id)
    adrift = [filing.id for filing in filings if filing.day is None and filing.number_order is None]
    above = written_below(adrift)
    follows: dict[int, list[int]] = {}
    for lost in adrift:
        after = follows.setdefault(lost, [above[lost]] if lost in above else [])
        for refers in readings[lost].refers_to:
            after += numbered.get(refers.number, [])
            after += opposed.get(refers.number, []) if readings[lost].kind is Kind.REPLY else []
    return follows


def _write_references(docket_id: int, readings: Mapping[int, FilingReading], order: FilingOrder) -> tuple[list[Spoken], bool]:
    fields = ("docket_id", "filing_id", "relation", "target_id", "target_number")
    rows = Reference.objects.filter(docket=docket_id).values_list("id", *fields)
    there = {(row[2], row[3], row[5]): (row[0], row[1:]) for row in rows}
    wanted: dict[tuple[int, str, str], tuple[Any, ...]] = {}
    spoken: list[Spoken] = []
    for filing in sorted(readings):
        for refers in readings[filing].refers_to:
            target = order.target(refers.number, filing)
            if target is None and order.is_own_number(filing, refers.number):
                continue
            wanted[(filing, refers.relation.value, refers.number)] = (
                docket_id,
                filing,
                refers.relation.value,
                target,
                refers.number,
            )
            if target is not None:
                spoken.append(Spoken(filing, refers.relation, target))
    _, changed = write_differences(Reference, fields, there, wanted)
    return spoken, changed


def _line(
    filing: FilingFacts, readings: Mapping[int, FilingReading], order: FilingOrder, decided: Decided, come_to: State | None
) -> FiledLine:
    reading = readings[filing.id]
    is_ruling = reading.kind in RULING_KINDS or filing.id in decided.rulings.keys() - decided.by_parties
    return FiledLine(
        id=filing.id,
        public_id=filing.public_id,
        number=filing.number,
        day=filing.day,
        place=order.place(filing.id),
        reading=reading,
        is_ruling=is_ruling,
        headline=decided.titles.get(filing.id) or reading.headline,
        outcome=_ruled(filing.id, reading, decided) if is_ruling else _decided(filing.id, order, decided),
        detail=reading.detail or (_detail_of_decided(reading, filing.id, readings, order) if is_ruling else None),
        state=come_to[0] if come_to else None,
        since=come_to[1] if come_to else None,
    )


def _detail_of_decided(
    reading: FilingReading, filing: int, readings: Mapping[int, FilingReading], order: FilingOrder
) -> Detail | None:
    """An "ORDER granting 12 Motion" is about what number 12 is about, if all that it decides is about one thing."""
    targets = {order.target(decided.number, filing) for decided in reading.decides}
    about = {readings[target].detail for target in targets if target is not None}
    return about.pop() if len(about) == 1 else None


def _ruled(filing: int, reading: FilingReading, decided: Decided) -> Outcome | None:
    """Of a ruling: what it did to motions, else what its text says as a whole, else what it did to claims."""
    dispositions = decided.of_ruling.get(filing, [])
    on_motions = overall([outcome for on_motion, outcome in dispositions if on_motion])
    return on_motions or reading.outcome or overall([outcome for _, outcome in dispositions])


def _decided(filing: int, order: FilingOrder, decided: Decided) -> Outcome | None:
    """Of a motion: what the latest ruling on it did."""
    dispositions = decided.of_motion.get(filing, [])
    if not dispositions:
        return None
    latest = max((ruling for ruling, _ in dispositions), key=order.key)
    return overall([outcome for ruling, outcome in dispositions if ruling == latest])


def _outcomes(decided: Decided) -> dict[tuple[int, int], Outcome | None]:
    """(ruling, motion) -> what that ruling did to that motion."""
    found: dict[tuple[int, int], list[Outcome]] = {}
    for motion, dispositions in decided.of_motion.items():
        for ruling, outcome in dispositions:
            found.setdefault((ruling, motion), []).append(outcome)
    return {pair: overall(outcomes) for pair, outcomes in found.items()}


def _heard(docket_id: int) -> list[HeardLine]:
    about: dict[int, list[int]] = {}
    through = Hearing.about.through
    for hearing, filing in (
        through._default_manager.filter(hearing__docket=docket_id).order_by("id").values_list("hearing_id", "filing_id")
    ):
        about.setdefault(hearing, []).append(filing)
    rows = (
        Hearing.objects.filter(docket=docket_id)
        .order_by("id")
        .values_list("id", "filing", "title", "date", "starts_at", "vacated_by", "kind", "place")
    )
    return [HeardLine(*row[:5], row[5] is not None, tuple(about.get(row[0], ())), SetDate(row[6]), row[7]) for row in rows]


def _outside(docket_id: int) -> list[OutsideLine]:
    rows = Milestone.objects.filter(docket=docket_id).order_by("id").values_list("id", "date", "headline")
    return [OutsideLine(*row) for row in rows]


def _write_events(docket_id: int, lines: Mapping[Key, Event]) -> bool:
    fields = ("docket_id", *FIELDS, "fingerprint")
    rows = TimelineEvent.objects.filter(docket=docket_id).values_list("id", "fingerprint", "hearing", "milestone", "filing")
    there: dict[Key, tuple[int, tuple[Any, ...]]] = {}
    wanted = {key: (docket_id, *event.values, event.fingerprint) for key, event in lines.items()}
    for row, fingerprint, hearing, milestone, filing in rows:
        key = ("hearing", hearing) if hearing else ("milestone", milestone) if milestone else ("filing", filing)
        same = key in lines and lines[key].fingerprint == fingerprint
        there[key] = (row, wanted[key] if same else ())
    _, changed = write_differences(TimelineEvent, fields, there, wanted)
    return changed


def _write_reading(docket: Docket, filed: Sequence[FiledLine], heard: Sequence[HeardLine], event_count: int) -> None:
    as_of = min(docket.as_of or docket.record_changed_at, docket.record_changed_at).astimezone(docket.court.zone).date()
    now = {
        "version": VERSION,
        "record_changed_at": docket.record_changed_at,
        "attempts": 0,
        "error": "",
        "event_count": event_count,
        "kinds": kinds(filed),
        "months": months(filed),
        "details": details(filed),
        "routine_count": sum(line.reading.routine for line in filed),
        "state": state_of_play(filed, heard, docket.date_filed, docket.date_terminated, as_of),
    }
    before = Reading.objects.filter(pk=docket.pk).values(*now).first()
    if before != now:
        Reading.objects.update_or_create(docket=docket, defaults={**now, "read_at": timezone.now()})
