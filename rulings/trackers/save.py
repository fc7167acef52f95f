"""Saves what editors say of trackers and of their rows: words, vocabulary, columns, which dockets are in it, statuses,
developments, confirmations and what readers are told. Called by the pages of trackers, by sheets and by the sample.

All of it is recorded in the one audit log, without a docket: what is said in a tracker changes nothing in its cases.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, count
from operator import attrgetter, itemgetter
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.text import slugify

from dockets.history.audit_log import State, get_state_version, is_request_done, record_edit, record_edits
from dockets.models import Docket, Filing
from rulings.history.registry import delete_with_record
from rulings.models import (
    Development,
    EditorsStatus,
    Matter,
    PendingVersion,
    Publication,
    Tracker,
    TrackerChange,
    TrackerColumn,
    TrackerExclusion,
    TrackerStatus,
)
from rulings.models.publication import PublicationStatus, PublicChange, filter_unpublished
from rulings.models.tracker import MATTER_FIELDS, TRACKER_FIELDS, get_tracker_state
from rulings.publishing.pending import (
    drop_pending,
    find_pending,
    give_back_due,
    hold_version,
    hold_versions,
    is_due,
    list_due_versions,
    load_pending,
    must_wait,
)
from rulings.publishing.steps import (
    CannotPublish,
    Step,
    When,
    Wish,
    check_account,
    get_publication_state,
    move_publication,
    needs_account,
    take_step,
)
from rulings.trackers.display import describe_doubt
from rulings.trackers.facts import RelatedDocket, find_disputes
from rulings.trackers.refresh import refresh_matter, refresh_matters, refresh_tracker, write_new_dockets
from rulings.trackers.values import name_matter
from rulings.vocabulary.trackers.words import COLUMN_LABELS, USUAL_COLUMNS, USUAL_STATUSES, ColumnKey, Told

type By = User | str
"""A person, or the name of a command."""
TRACKER, MATTER = "tracker", "matter"
"""``AuditEntry.kind``."""
TABLE, CHANGE = "trackertable", "trackerchange"
WAITING_KINDS = (MATTER, TABLE, CHANGE)
"""``PendingVersion.kind`` of what waits for a second editor beside a tracker's words (``rulings.trackers.pending``)."""
NOW = Wish(When.NOW)
KINDS = (TRACKER, MATTER)
COLUMN_FIELDS = ("key", "label", "kind", "choices")
MOST_LISTED = 200
STATUS_FIELDS = ("name", "definition", "tone", "side", "is_open", "standings")


class TrackerConflict(Exception):
    """Somebody else has saved it since it was shown; ``now``: as it is."""

    def __init__(self, now: State | None) -> None:
        super().__init__("Somebody else has changed this since you opened it. Nothing of yours was saved yet.")
        self.now = now


class CannotSave(Exception):
    """``str(error)`` is a sentence for a person. Nothing was written."""


def make_tracker(told: Mapping[str, Any], wish: Wish, *, by: By, now: datetime, request_id: str = "") -> Tracker | None:
    """A new tracker with the usual vocabulary and columns. None: the form was taken before. Raises ``CannotPublish``,
    ``IntegrityError`` where there is one with its slug."""
    with transaction.atomic():
        if is_request_done(request_id):
            return None
        words = {name: told[name] for name in TRACKER_FIELDS if name in told}
        row = Tracker(made_at=now, edited_at=now, **words)
        move_publication(row, wish, by if isinstance(by, User) else None, now)
        row.save(force_insert=True)
        TrackerStatus.objects.bulk_create(
            TrackerStatus(
                tracker=row,
                position=place,
                name=usual.name,
                definition=usual.definition,
                tone=usual.tone,
                is_open=usual.is_open,
                standings=list(usual.standings),
            )
            for place, usual in enumerate(USUAL_STATUSES)
        )
        TrackerColumn.objects.bulk_create(
            TrackerColumn(tracker=row, position=place, key=key, label=COLUMN_LABELS[key])
            for place, key in enumerate(USUAL_COLUMNS)
        )
        record_tracker_edit(TRACKER, row.pk, None, get_tracker_state(row), by, request_id)
        return row


def save_tracker(
    tracker_id: int, told: Mapping[str, Any], wish: Wish, *, seen: str, by: By, now: datetime, request_id: str = ""
) -> None:
    """Changes a tracker's words and whether readers see it. Where they have seen it, ``wish`` says what is changed.
    Where they see it and are not to see at once what is saved, that is kept as its next version. ``seen``: the version
    of what the form showed (``get_working_words``). Raises ``TrackerConflict``, ``CannotPublish``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        row = hold_tracker(tracker_id)
        shown = get_working_words(row)
        if get_state_version(shown) != seen:
            raise TrackerConflict(shown)
        words = {name: told[name] for name in TRACKER_FIELDS}
        if must_wait(row, wish, now):
            if shown != words or find_pending(TRACKER, row.pk):
                who: Any = by if isinstance(by, User) else None
                hold_version(row, TRACKER, words, wish, by=who, now=now, request_id=request_id, title=words["title"])
            return
        drop_pending(TRACKER, row.pk, by=by, request_id=request_id)
        _write_words(row, words, wish, by, now, request_id)


def get_working_words(row: Tracker) -> dict[str, Any]:
    """What the form of its words shows: the version on its way, else what stands."""
    held = find_pending(TRACKER, row.pk)
    return dict(held.state) if held else {name: getattr(row, name) for name in TRACKER_FIELDS}


def _write_words(row: Tracker, words: Mapping[str, Any], wish: Wish, by: By, now: datetime, request_id: str) -> None:
    before, was_out = get_tracker_state(row), needs_account(row, now)
    for name, value in words.items():
        setattr(row, name, value)
    is_changed = {name: getattr(row, name) for name in _SHOWN} != {name: before[name] for name in _SHOWN}
    if was_out and is_changed and wish.when not in ("draft", "keep"):
        check_account(wish)
    row.was_public = row.was_public or row.is_public(now)
    move_publication(row, wish, by if isinstance(by, User) else None, now)
    row.edited_at = now
    row.save()
    if was_out and is_changed and wish.what not in ("", PublicChange.What.STYLE):
        _tell(row, None, wish.what, wish.words, by, now)
    record_tracker_edit(TRACKER, row.pk, before, get_tracker_state(row), by, request_id)


_SHOWN = ("title", "standfirst", "topic", "methodology", "inclusion_rule", "known_gaps", "byline")
"""What readers see of it."""


def step_tracker(tracker_id: int, step: Step, *, by: User, now: datetime) -> None:
    """Takes a step of publishing: with the version on its way, where there is one. Raises ``CannotPublish``."""
    with transaction.atomic():
        row = hold_tracker(tracker_id)
        if held := find_pending(TRACKER, row.pk):
            if step_tracker_version(held, step, by=by, now=now):
                publish_tracker_version(held, by=by, now=now)
            return
        before = get_tracker_state(row)
        take_step(row, step, by=by, now=now)
        row.save()
        record_tracker_edit(TRACKER, row.pk, before, get_tracker_state(row), by, "")


def step_tracker_version(held: PendingVersion, step: Step, *, by: User, now: datetime) -> bool:
    """Takes a step of publishing with what waits of a tracker; returns whether its time has come. The caller holds the
    tracker. Raises ``CannotPublish``."""
    before = {**held.account(), **get_publication_state(held)}
    take_step(held, step, by=by, now=now)
    held.save()
    after = {**held.account(), **get_publication_state(held)}
    record_tracker_edit("pendingversion", held.pk, before, after, by, "")
    return is_due(held, now)


def discard_tracker_version(tracker_id: int, *, by: User) -> None:
    """What readers see stands."""
    with transaction.atomic():
        drop_pending(TRACKER, hold_tracker(tracker_id).pk, by=by)


def publish_tracker_version(held: PendingVersion, *, by: User | None, now: datetime) -> None:
    """Saves it to its tracker, and forgets it. Readers are told what it says of the change. Raises ``CannotPublish``,
    and ``IntegrityError`` where another tracker has its address meanwhile."""
    wish, writer = Wish(When.PREVIEW, what=held.what, words=held.words), held.edited_by or by or ""
    with transaction.atomic():
        row = Tracker.objects.select_for_update(no_key=True).filter(pk=held.object_id).first()
        if row is None:
            raise CannotPublish("What it is a new version of is not there any more.")
        delete_with_record(held, by=by)
        _write_words(row, held.state, wish, writer, now, "")
        if held.approved_by_id:
            Tracker.objects.filter(pk=row.pk).update(approved_by=held.approved_by_id)


def publish_due_tracker_versions(now: datetime, most: int) -> int:
    """Publishes those whose time has come; one that cannot be saved any more waits for review. Returns their number.
    Called by the beat."""
    due = list(list_due_versions([TRACKER], now, most))
    for held in due:
        key = held.pk
        try:
            publish_tracker_version(held, by=held.edited_by, now=now)
        except (CannotPublish, IntegrityError):
            give_back_due(key, now)
    return len(due)


def list_unpublished_trackers(editor: User, now: datetime) -> list[tuple[Tracker, Publication]]:
    """Trackers that readers do not see, or of which a new version is on its way: the tracker, and what is on its way.
    The longest waiting first; of drafts only the editor's own. Two queries."""
    own = ~Q(status=PublicationStatus.DRAFT) | Q(edited_by=editor)
    told = ("edited_by", "approved_by")
    hidden: list[tuple[Tracker, Publication]] = [
        (row, row) for row in Tracker.objects.filter(filter_unpublished(), own).select_related(*told)[:MOST_LISTED]
    ]
    kinds = (TRACKER, *WAITING_KINDS)
    held = PendingVersion.objects.filter(filter_unpublished(), own, kind__in=kinds).select_related(*told)[:MOST_LISTED]
    of = [(row.object_id if row.kind == TRACKER else row.state["tracker_id"], row) for row in held]
    trackers = Tracker.objects.in_bulk([key for key, _ in of])
    versions = [(trackers[key], row) for key, row in of if key in trackers]
    found = [*hidden, *versions]
    return sorted(found, key=lambda each: (each[1].status_at is None, each[1].status_at or now))


def get_table_state(tracker: Tracker) -> dict[str, Any]:
    """The vocabulary and the columns, for the audit log and for the version of their form."""
    return {
        "statuses": [
            {"id": row.pk, **{name: getattr(row, name) for name in STATUS_FIELDS}} for row in tracker.statuses.all()
        ],
        "columns": [
            {"id": row.pk, **{name: getattr(row, name) for name in COLUMN_FIELDS}} for row in tracker.columns.all()
        ],
    }


def save_table(
    tracker_id: int,
    statuses: Sequence[Mapping[str, Any]],
    columns: Sequence[Mapping[str, Any]],
    *,
    seen: str,
    by: By,
    now: datetime,
    request_id: str = "",
    wish: Wish = NOW,
) -> bool:
    """The vocabulary and the columns, each in the order given; what is not given is removed. One with an ``id`` is
    changed. Rows are worked out anew. Returns whether it waits for a second editor instead. Raises
    ``TrackerConflict``, ``CannotSave``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return False
        row = hold_tracker(tracker_id)
        before = get_table_state(row)
        if get_state_version(before) != seen:
            raise TrackerConflict(before)
        _check_table(row, statuses, columns)
        told: dict[str, Any] = {"statuses": [*map(dict, statuses)], "columns": [*map(dict, columns)]}
        if _must_wait(row, by, wish, now):
            hold_for_review(row, TABLE, row.pk, told, by, now, request_id)
            return True
        drop_pending(TABLE, row.pk, by=by, request_id=request_id)
        _write_rows(TrackerStatus, row, statuses, STATUS_FIELDS)
        _write_rows(TrackerColumn, row, columns, COLUMN_FIELDS)
        record_tracker_edit(TRACKER, row.pk, before, get_table_state(row), by, request_id)
        refresh_tracker(row, now)
        return False


def _must_wait(row: Tracker, by: By, wish: Wish, now: datetime) -> bool:
    """What a command writes does not wait."""
    return isinstance(by, User) and must_wait(row, wish, now)


def hold_for_review(
    row: Tracker, kind: str, key: int, told: Mapping[str, Any], by: By, now: datetime, request_id: str
) -> None:
    """Keeps it for a second editor, in the place of what waited of the same before. Readers are told of a change when
    it is saved, so that the version itself tells them nothing."""
    name = told["row"] if kind == MATTER else told.get("told_words", row.title)
    state = _pack_held(row, told)
    who: Any = by if isinstance(by, User) else None
    hold_version(_Held(key), kind, state, _REVIEW, by=who, now=now, request_id=request_id, title=name)


_REVIEW = Wish(When.REVIEW, what=PublicChange.What.STYLE)


def _pack_held(row: Tracker, told: Mapping[str, Any]) -> dict[str, Any]:
    return {"tracker": row.title, "tracker_id": row.pk, **told}


@dataclass(frozen=True, slots=True)
class _Held:
    pk: int


def _check_table(row: Tracker, statuses: Sequence[Mapping[str, Any]], columns: Sequence[Mapping[str, Any]]) -> None:
    names = [told["name"] for told in statuses]
    if len({name.lower() for name in names}) < len(names):
        raise CannotSave("Two values of the vocabulary have the same name.")
    mapped = [standing for told in statuses for standing in told["standings"]]
    if len(set(mapped)) < len(mapped):
        raise CannotSave("One standing is mapped to two values: rows could be counted twice.")
    keys = [told["key"] for told in columns if told["key"] != ColumnKey.OWN]
    if len(set(keys)) < len(keys):
        raise CannotSave("A column is there twice.")
    if ColumnKey.DISPUTE not in keys:
        raise CannotSave("The column of the dispute has to stay: it names the rows.")
    kept = {told.get("id") for told in statuses}
    gone = row.statuses.exclude(pk__in=[key for key in kept if key])
    if EditorsStatus.objects.filter(status__in=gone).exists():
        raise CannotSave("An editor has given a row that value. Give the row another one first.")


def _write_rows(
    model: type[TrackerStatus] | type[TrackerColumn],
    tracker: Tracker,
    told: Sequence[Mapping[str, Any]],
    fields: Iterable[str],
) -> None:
    there = model._default_manager.filter(tracker=tracker).in_bulk()
    kept = [row["id"] for row in told if row.get("id") in there]
    model._default_manager.filter(tracker=tracker).exclude(pk__in=kept).delete()
    for key in kept:  # names may change places
        name = "name" if model is TrackerStatus else "label"
        model._default_manager.filter(pk=key).update(**{name: f"\x01{key}"})
    for place, values in enumerate(told):
        row = there.get(values.get("id") or 0) or model(tracker=tracker)
        for name in fields:
            setattr(row, name, values[name])
        row.position = place
        row.save()


def add_matters(
    tracker_id: int, dockets: Iterable[int], *, by: By, now: datetime, request_id: str = "", refresh: bool = True
) -> list[Matter]:
    """Puts dockets into a tracker, each with its dispute; those that are in it already stay as they are. What was left
    out before is no longer. Returns the new rows. ``refresh`` False: the beat works them out."""
    with transaction.atomic():
        if is_request_done(request_id):
            return []
        _, made = place_matters(hold_tracker(tracker_id), dockets, by=by, now=now, request_id=request_id)
        keys = [row.pk for row in made]
        if refresh:
            refresh_matters(keys, now)
        stay = set(Matter.objects.filter(pk__in=keys, merged_into=None).values_list("pk", flat=True))
        return [row for row in made if row.pk in stay]


def place_matters(
    tracker: Tracker, dockets: Iterable[int], *, by: By, now: datetime, request_id: str
) -> tuple[dict[int, Matter], list[Matter]]:
    """The row of each docket, and those of them that are new, which nobody has worked out yet. Dockets of one dispute
    have one row, the oldest. The caller holds the tracker. A fixed number of queries, and one for each step between the
    dockets of a dispute."""
    asked = list(dict.fromkeys(dockets))
    TrackerExclusion.objects.filter(tracker=tracker, docket__in=asked).delete()
    disputes = find_disputes(asked)
    holders = _find_holders(tracker, {each.docket for dispute in disputes.values() for each in dispute})
    # A row that became part of another one, since taken out, still keeps its docket from having a second.
    leads = set(Matter.objects.filter(tracker=tracker, removed_on=None, lead__in=asked).values_list("lead", flat=True))
    found = Docket.objects.filter(pk__in=asked, merged_into=None).defer("search").in_bulk()
    taken = set(Matter.objects.filter(tracker=tracker).values_list("anchor", flat=True))
    of: dict[int, Matter] = {}
    made: list[tuple[Matter, Sequence[RelatedDocket]]] = []
    for key in (each for each in asked if each in disputes):
        there = [holders[each.docket] for each in disputes[key] if each.docket in holders]
        if there:
            of[key] = min(there, key=itemgetter(0))[1]
        elif key in found and key not in leads:
            row = Matter(tracker=tracker, lead=found[key], anchor=_choose_anchor(found[key], taken))
            row.added_on, row.shown_name = timezone.localdate(now), name_matter(row, found[key])
            taken.add(row.anchor)
            holders |= {each.docket: ((True, len(made)), row) for each in disputes[key]}
            made.append((row, disputes[key]))
            of[key] = row
    rows = Matter.objects.bulk_create((row for row, _ in made), batch_size=_BATCH)
    write_new_dockets(made)
    record_edits(MATTER, ((row.pk, None, describe_matter(row, (), ())) for row in rows), by=by, request_id=request_id)
    return of, rows


_BATCH = 500
type _Holder = tuple[tuple[bool, int], Matter]


def _find_holders(tracker: Tracker, dockets: Set[int]) -> dict[int, _Holder]:
    """Of these dockets the row that each is in, the oldest, behind its age."""
    rows = Matter.objects.filter(tracker=tracker, removed_on=None, merged_into=None)
    of = [*rows.filter(lead__in=dockets).values_list("lead", "pk")]
    of += rows.filter(dockets__docket__in=dockets).values_list("dockets__docket", "pk")
    known = Matter.objects.select_related("tracker").in_bulk({pk for _, pk in of})
    return {docket: ((False, pk), known[pk]) for docket, pk in sorted(of, reverse=True) if docket in dockets}


def _choose_anchor(docket: Docket, taken: Set[str]) -> str:
    """ "parler-v-amazon-web", and for another one of that name "parler-v-amazon-web-2"."""
    words = slugify(docket.case_name).split("-")
    name = "-".join([word for word in words if word not in _FILLERS][:5])[:60] or slugify(docket.docket_number) or "row"
    names = chain([name], (f"{name}-{number}" for number in count(2)))
    return next(each for each in names if each not in taken)


_FILLERS = {"inc", "llc", "et", "al", "corp", "co", "the", "of", "ltd", "lp"}


def remove_matter(matter_id: int, reason: str, *, by: By, now: datetime) -> None:
    """Takes a row out from today on; days before still show it. Its docket is not proposed again. Nothing changes in
    its case."""
    with transaction.atomic():
        row = _hold_matter(matter_id)
        if row.removed_on is not None:
            return
        before = get_matter_state(row)
        row.removed_on = max(timezone.localdate(now), row.added_on)
        row.save(update_fields=["removed_on"])
        row.dockets.all().delete()
        _exclude(row.tracker_id, row.lead_id, reason, by, now)
        record_tracker_edit(MATTER, row.pk, before, get_matter_state(row), by, "")


def exclude_docket(tracker_id: int, docket_id: int, reason: str, *, by: By, now: datetime) -> None:
    """Leaves a docket out: it is not proposed again."""
    with transaction.atomic():
        row, docket = hold_tracker(tracker_id), Docket.objects.defer("search").get(pk=docket_id)
        _exclude(row.pk, docket.pk, reason, by, now)
        told = {"tracker": row.title, "left_out": str(docket), "reason": reason[:300]}
        record_tracker_edit(TRACKER, row.pk, None, told, by, "")


def _exclude(tracker_id: int, docket_id: int, reason: str, by: By, now: datetime) -> None:
    TrackerExclusion.objects.update_or_create(
        tracker_id=tracker_id,
        docket_id=docket_id,
        defaults={"reason": reason[:300], "by_name": _name(by), "at": now},
    )


def get_matter_state(row: Matter) -> dict[str, Any]:
    """For the audit log and for the version of its form."""
    statuses = row.editors_statuses.select_related("status", "filing")
    return describe_matter(row, statuses, row.developments.select_related("filing"))


def describe_matter(
    row: Matter, statuses: Iterable[EditorsStatus], developments: Iterable[Development]
) -> dict[str, Any]:
    """``get_matter_state`` of a row whose statuses and developments, in order of their days, are known."""
    told = {name: getattr(row, name) for name in MATTER_FIELDS}
    given = [
        {"status": each.status.name, "from": each.day, "reason": each.reason, **_name_source(each)} for each in statuses
    ]
    said = [{"day": each.day, "words": each.words, **_name_source(each)} for each in developments]
    marks = {"row": row.name or row.anchor, "removed_on": row.removed_on, "confirmed_at": row.confirmed_at}
    return told | marks | {"statuses": given, "developments": said}


def _name_source(row: EditorsStatus | Development) -> dict[str, str]:
    return {"filing": row.filing.public_id if row.filing else "", "by": row.by_name}


def save_matter(
    matter_id: int,
    told: Mapping[str, Any],
    *,
    seen: str,
    by: By,
    now: datetime,
    request_id: str = "",
    wish: Wish = NOW,
) -> bool:
    """Changes what editors say of a row. ``told``: ``MATTER_FIELDS``; "status" (a ``TrackerStatus``), "status_day",
    "reason" and "status_filing" where a status is given; "take_back": the id of one that no longer is; "words", "day"
    and "filing" of a new development; "what" and "change_words" of what readers are told. Saving confirms the row.
    Returns whether it waits for a second editor instead. Raises ``TrackerConflict``, ``CannotSave``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return False
        row = _hold_matter(matter_id)
        before = get_matter_state(row)
        if get_state_version(before) != seen:
            raise TrackerConflict(before)
        _check_matter(told)
        if _must_wait(row.tracker, by, wish, now):
            hold_for_review(row.tracker, MATTER, row.pk, _pack_matter(row, told), by, now, request_id)
            return True
        drop_pending(MATTER, row.pk, by=by, request_id=request_id)
        _write_matter(row, told, by, now)
        record_tracker_edit(MATTER, row.pk, before, get_matter_state(row), by, request_id)
        refresh_matter(row.pk, now)
        return False


def save_matters(
    tracker: Tracker,
    lines: Sequence[tuple[Matter, Callable[[Matter], Mapping[str, Any]]]],
    *,
    by: By,
    now: datetime,
    request_id: str,
) -> bool:
    """Changes what editors say of many rows of a tracker, one line after the other, each as ``save_matter`` does with
    ``MATTER_FIELDS``, "status", "status_day", "reason", "words" and "day". A line is a row and what tells of it, given
    the row as the lines before leave it. The rows are still to be worked out. Returns whether it waits for a second
    editor instead. The caller holds the tracker. Raises ``CannotSave``."""
    if _must_wait(tracker, by, NOW, now):
        held = ((row.pk, str(row), _pack_held(tracker, _pack_matter(row, tell(row)))) for row, tell in lines)
        who: Any = by if isinstance(by, User) else None
        hold_versions(MATTER, held, _REVIEW, by=who, now=now, request_id=request_id)
        return True
    rows = {row.pk: row for row, _ in lines}
    said = _SaidOfRows(by, now, rows.values())
    edits = []
    for row, tell in lines:
        told = tell(row)
        _check_matter(told)
        before = said.describe(row)
        _set_words(row, told, by, now)
        said.add(row, told)
        edits.append((row.pk, before, said.describe(row)))
    for overtaken in load_pending(MATTER, rows).values():
        delete_with_record(overtaken, by=by, request_id=request_id)
    fields = (*MATTER_FIELDS, "confirmed_at", "confirmed_by")
    Matter.objects.bulk_create(
        rows.values(), update_conflicts=True, unique_fields=["id"], update_fields=fields, batch_size=_BATCH
    )
    said.write()
    record_edits(MATTER, edits, by=by, request_id=request_id)
    return False


class _SaidOfRows:
    """The editors' statuses and developments of rows, written together in the end."""

    def __init__(self, by: By, now: datetime, rows: Iterable[Matter]) -> None:
        keys = {row.pk for row in rows}
        self.by_name, self.now = _name(by), now
        self.statuses: dict[int, dict[date, EditorsStatus]] = defaultdict(dict)
        for each in EditorsStatus.objects.filter(matter__in=keys).select_related("status", "filing"):
            self.statuses[each.matter_id][each.day] = each
        self.developments: dict[int, list[Development]] = defaultdict(list)
        for said in Development.objects.filter(matter__in=keys).select_related("filing"):
            self.developments[said.matter_id].append(said)
        self.given: dict[tuple[int, date], EditorsStatus] = {}
        self.new: list[Development] = []

    def describe(self, row: Matter) -> dict[str, Any]:
        statuses = self.statuses[row.pk]
        developments = sorted(self.developments[row.pk], key=attrgetter("day"))
        return describe_matter(row, (statuses[day] for day in sorted(statuses)), developments)

    def add(self, row: Matter, told: Mapping[str, Any]) -> None:
        today = timezone.localdate(self.now)
        if told.get("status"):
            day = told.get("status_day") or today
            said = {"status": told["status"], "reason": told["reason"], "by_name": self.by_name, "at": self.now}
            self.statuses[row.pk][day] = self.given[row.pk, day] = EditorsStatus(matter=row, day=day, **said)
        if told.get("words"):
            day = told.get("day") or today
            new = Development(matter=row, day=day, words=told["words"], by_name=self.by_name, at=self.now)
            self.developments[row.pk].append(new)
            self.new.append(new)

    def write(self) -> None:
        EditorsStatus.objects.bulk_create(
            self.given.values(),
            update_conflicts=True,
            unique_fields=["matter", "day"],
            update_fields=["status", "reason", "filing", "by_name", "at"],
            batch_size=_BATCH,
        )
        Development.objects.bulk_create(self.new, batch_size=_BATCH)


def _set_words(row: Matter, told: Mapping[str, Any], by: By, now: datetime) -> None:
    for name in MATTER_FIELDS:
        setattr(row, name, told.get(name, getattr(row, name)))
    row.confirmed_at, row.confirmed_by = now, _name(by)


def _write_matter(row: Matter, told: Mapping[str, Any], by: By, now: datetime) -> None:
    _set_words(row, told, by, now)
    row.save()
    _write_status(row, told, by, now)
    if told.get("words"):
        day = told.get("day") or _day_of(told.get("filing")) or timezone.localdate(now)
        Development.objects.create(
            matter=row, day=day, words=told["words"], filing=told.get("filing"), by_name=_name(by), at=now
        )
    if told.get("what"):
        _tell(row.tracker, row, told["what"], told["change_words"], by, now)


def _check_matter(told: Mapping[str, Any]) -> None:
    if told.get("what") and not told.get("change_words"):
        raise CannotSave("Say in a sentence, for readers, what was changed.")
    if told.get("status") and not told.get("reason"):
        raise CannotSave("Say why the row has this status: what follows by rule is overruled.")


def _pack_matter(row: Matter, told: Mapping[str, Any]) -> dict[str, Any]:
    """As ``rulings.trackers.pending`` reads it again. Rows are named by their ids, and a status by its name too."""
    status, back = told.get("status"), told.get("take_back")
    taken = row.editors_statuses.filter(pk=back).first() if back else None
    words: dict[str, Any] = {name: told.get(name, getattr(row, name)) for name in MATTER_FIELDS}
    ids = {name: told[name].pk if told.get(name) else None for name in ("status", "status_filing", "filing")}
    days = {name: told[name].isoformat() if told.get(name) else None for name in ("status_day", "day")}
    kept = {"row": str(row), "value": status.name if status else "", "reason": told.get("reason", "")}
    gone = {"take_back": taken.pk if taken else None, "taken_back": str(taken.status) if taken else ""}
    said = {"development": told.get("words", ""), "told": told.get("what", "")}
    return words | ids | days | kept | gone | said | {"told_words": told.get("change_words", "")}


def _write_status(row: Matter, told: Mapping[str, Any], by: By, now: datetime) -> None:
    if told.get("take_back"):
        row.editors_statuses.filter(pk=told["take_back"]).delete()
    if not told.get("status"):
        return
    filing: Filing | None = told.get("status_filing")
    day: date = told.get("status_day") or _day_of(filing) or timezone.localdate(now)
    EditorsStatus.objects.update_or_create(
        matter=row,
        day=day,
        defaults={
            "status": told["status"],
            "reason": told["reason"],
            "filing": filing,
            "by_name": _name(by),
            "at": now,
        },
    )


def _day_of(filing: Filing | None) -> date | None:
    return filing.date_filed if filing else None


def confirm_matter(matter_id: int, *, by: By, now: datetime) -> None:
    """An editor has looked: what the row says holds as of now. Readers who saw that it may be out of date are told."""
    with transaction.atomic():
        row = _hold_matter(matter_id)
        before = get_matter_state(row)
        if row.doubt and row.tracker.shows_doubts:
            words = f"Checked after the {describe_doubt(row.doubt)}: what the row says holds."
            _tell(row.tracker, row, Told.UPDATE, words, by, now)
        row.confirmed_at, row.confirmed_by = now, _name(by)
        row.save(update_fields=["confirmed_at", "confirmed_by"])
        record_tracker_edit(MATTER, row.pk, before, get_matter_state(row), by, "")
        refresh_matter(row.pk, now)


def record_change(
    tracker_id: int, what: str, words: str, *, by: By, now: datetime, request_id: str = "", wish: Wish = NOW
) -> bool:
    """Tells readers of a change of the whole tracker. Returns whether it waits for a second editor instead. Raises
    ``CannotSave``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return False
        row = hold_tracker(tracker_id)
        if _must_wait(row, by, wish, now):
            if find_pending(CHANGE, row.pk):
                raise CannotSave("Another change waits for a second editor. Have it approved, or throw it away first.")
            hold_for_review(row, CHANGE, row.pk, {"told": what, "told_words": words}, by, now, request_id)
            return True
        _tell(row, None, what, words, by, now)
        record_tracker_edit(TRACKER, row.pk, None, {"tracker": row.title, "what": what, "words": words}, by, request_id)
        return False


def _tell(tracker: Tracker, matter: Matter | None, what: str, words: str, by: By, now: datetime) -> None:
    user = by if isinstance(by, User) else None
    TrackerChange.objects.create(tracker=tracker, matter=matter, what=what, words=words.strip()[:500], at=now, by=user)


def hold_tracker(tracker_id: int) -> Tracker:
    """Locks it: of two editors at once, the second sees what the first wrote. Raises ``Tracker.DoesNotExist``."""
    return Tracker.objects.select_for_update(no_key=True).get(pk=tracker_id)


def _hold_matter(matter_id: int) -> Matter:
    tracker = Matter.objects.filter(pk=matter_id).values("tracker")
    list(Tracker.objects.select_for_update(no_key=True).filter(pk__in=tracker))
    return Matter.objects.select_related("tracker").get(pk=matter_id)


def _name(by: By) -> str:
    return by if isinstance(by, str) else (by.get_full_name() or by.get_username())[:150]


def record_tracker_edit(
    kind: str, key: int, before: State | None, after: State | None, by: By, request_id: str
) -> None:
    """``kind``: "tracker" or "matter". It belongs to no docket."""
    record_edit(docket_id=None, kind=kind, object_id=key, before=before, after=after, by=by, request_id=request_id)
