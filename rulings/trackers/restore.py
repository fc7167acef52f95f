"""The way back from an edit of a tracker or of one of its rows, as the audit log has it. What is restored is saved as
by the form, so that it is an edit like any other, can be undone, and waits for a second editor where the site asks for
one.

Called by the page of edits, and by ``rulings.trackers.pending`` for what was approved.
"""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from dockets.history.audit_log import get_state_version, is_request_done
from dockets.models import AuditEntry, Filing
from rulings.audit.restore import CHANGED, CannotRestore
from rulings.models import Development, EditorsStatus, Matter, Tracker, TrackerExclusion, TrackerStatus
from rulings.models.tracker import MATTER_FIELDS, TRACKER_FIELDS
from rulings.publishing.pending import drop_pending, must_wait
from rulings.publishing.steps import RESTORED, CannotPublish
from rulings.trackers.refresh import refresh_matter
from rulings.trackers.save import (
    COLUMN_FIELDS,
    MATTER,
    NOW,
    STATUS_FIELDS,
    TRACKER,
    CannotSave,
    get_matter_state,
    get_table_state,
    get_working_words,
    hold_for_review,
    hold_tracker,
    record_tracker_edit,
    save_table,
    save_tracker,
)

_WORDS, _TABLE = "standfirst", "columns"
"""A field that tells by which form an edit of a tracker was made."""


def can_restore(edit: AuditEntry) -> bool:
    """Whether ``edit`` has a state to go back to; a search, or what readers were told, has none."""
    state = edit.after or edit.before or {}
    return edit.kind == MATTER or (edit.kind == TRACKER and bool({_WORDS, _TABLE} & state.keys()))


def restore_tracker_edit(edit: AuditEntry, *, seen: int, by: User, now: datetime, request_id: str) -> None:
    """Restores the state after ``edit``. ``seen``: the newest edit of all when the user was shown the page. Raises
    ``CannotRestore``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        state = edit.after or edit.before or {}
        if AuditEntry.objects.filter(kind=edit.kind, object_id=edit.object_id, pk__gt=seen).exists():
            raise CannotRestore(CHANGED)
        try:
            if edit.kind == MATTER:
                _restore_matter(edit.object_id, state, by, now, request_id)
            elif _TABLE in state:
                _restore_table(edit.object_id, state, by, now, request_id)
            else:
                _restore_words(edit.object_id, state, by, now, request_id)
        except (Tracker.DoesNotExist, Matter.DoesNotExist):
            raise CannotRestore("It is not there any more.") from None
        except (CannotSave, CannotPublish) as error:
            raise CannotRestore(str(error)) from error


def _restore_words(tracker_id: int, state: Mapping[str, Any], by: User, now: datetime, request_id: str) -> None:
    row = hold_tracker(tracker_id)
    there = get_working_words(row)
    told = {name: state.get(name, there[name]) for name in TRACKER_FIELDS}
    seen = get_state_version(there)
    save_tracker(tracker_id, told, RESTORED, seen=seen, by=by, now=now, request_id=request_id)


def _restore_table(tracker_id: int, state: Mapping[str, Any], by: User, now: datetime, request_id: str) -> None:
    """A value or a column that was removed since comes back as a new one of its name."""
    row = hold_tracker(tracker_id)
    there = get_table_state(row)
    told = {
        name: [
            {field: each[field] for field in fields if field in each}
            | {"id": each["id"] if each["id"] in {now["id"] for now in there[name]} else None}
            for each in state[name]
        ]
        for name, fields in (("statuses", STATUS_FIELDS), ("columns", COLUMN_FIELDS))
    }
    seen = get_state_version(there)
    save_table(tracker_id, told["statuses"], told["columns"], seen=seen, by=by, now=now, request_id=request_id)


def _restore_matter(matter_id: int, state: Mapping[str, Any], by: User, now: datetime, request_id: str) -> None:
    """A row that is only put back into the tracker, and says what it said, does not wait."""
    row = Matter.objects.select_related("tracker").get(pk=matter_id)
    tracker = hold_tracker(row.tracker_id)
    if must_wait(tracker, NOW, now) and list_changed_words(row, state):
        _check_statuses(row, state)
        words = {name: state.get(name, getattr(row, name)) for name in MATTER_FIELDS}
        told = words | {"row": str(row), "restored": dict(state)}
        hold_for_review(tracker, MATTER, row.pk, told, by, now, request_id)
        return
    drop_pending(MATTER, row.pk, by=by, request_id=request_id)
    write_restored_matter(row, state, by, now, request_id)


def list_changed_words(row: Matter, state: Mapping[str, Any]) -> list[str]:
    """The parts of what editors say of a row that ``state``, as the audit log has it, would change."""
    there = get_matter_state(row)
    parts = (*MATTER_FIELDS, "statuses", "developments")
    return [name for name in parts if _plain(state.get(name, there[name])) != _plain(there[name])]


def _plain(value: Any) -> Any:
    """With days as the audit log writes them."""
    if not isinstance(value, list):
        return value
    return [{name: str(said) for name, said in each.items()} for each in value]


def write_restored_matter(row: Matter, state: Mapping[str, Any], by: User, now: datetime, request_id: str = "") -> None:
    """The caller holds its tracker. Raises ``CannotRestore``."""
    before = get_matter_state(row)
    for name in MATTER_FIELDS:
        setattr(row, name, state.get(name, getattr(row, name)))
    if row.removed_on and not state.get("removed_on"):
        row.removed_on = None
        TrackerExclusion.objects.filter(tracker=row.tracker_id, docket=row.lead_id).delete()
    row.confirmed_at, row.confirmed_by = now, (by.get_full_name() or by.get_username())[:150]
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise CannotRestore("Its case is in the tracker again, as another row.") from None
    _restore_statuses(row, state, by, now)
    _restore_developments(row, state.get("developments", ()), by, now)
    record_tracker_edit(MATTER, row.pk, before, get_matter_state(row), by, request_id)
    if row.removed_on is None:
        refresh_matter(row.pk, now)


def _check_statuses(row: Matter, state: Mapping[str, Any]) -> dict[str, TrackerStatus]:
    """The values of the vocabulary by their names. Raises ``CannotRestore`` where one is gone that ``state`` has."""
    known = {status.name: status for status in row.tracker.statuses.all()}
    gone = [each["status"] for each in state.get("statuses", ()) if each["status"] not in known]
    if gone:
        raise CannotRestore(f"The vocabulary has no “{gone[0]}” any more. Restore the vocabulary first.")
    return known


def _restore_statuses(row: Matter, state: Mapping[str, Any], by: User, now: datetime) -> None:
    there = {each.day.isoformat(): each for each in row.editors_statuses.all()}
    known, told = _check_statuses(row, state), state.get("statuses", ())
    wanted = {each["from"]: each for each in told}
    row.editors_statuses.filter(day__in=there.keys() - wanted.keys()).delete()
    for day, each in wanted.items():
        if day in there and (there[day].status.name, there[day].reason) == (each["status"], each["reason"]):
            continue
        values = {"status": known[each["status"]], "reason": each["reason"], "filing": _find_filing(each)}
        said = {"by_name": each.get("by") or by.get_username(), "at": now}
        EditorsStatus.objects.update_or_create(matter=row, day=date.fromisoformat(day), defaults=values | said)


def _restore_developments(row: Matter, told: Any, by: User, now: datetime) -> None:
    there = {(each.day.isoformat(), each.words): each.pk for each in row.developments.all()}
    wanted = {(each["day"], each["words"]): each for each in told}
    row.developments.filter(pk__in=[key for name, key in there.items() if name not in wanted]).delete()
    for (day, words), each in wanted.items():
        if (day, words) not in there:
            said = {"filing": _find_filing(each), "by_name": each.get("by") or by.get_username(), "at": now}
            Development.objects.create(matter=row, day=date.fromisoformat(day), words=words, **said)


def _find_filing(told: Mapping[str, Any]) -> Filing | None:
    return Filing.objects.filter(public_id=told["filing"]).first() if told.get("filing") else None
