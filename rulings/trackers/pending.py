"""What is said of a public tracker's rows, vocabulary and columns, and of its changes, while it waits for a second
editor: ``save_matter``, ``save_table``, ``record_change`` and ``restore_tracker_edit`` keep it, and it is saved as by
these once it is approved. Called by the pages of trackers and of the desk."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse

from dockets.format.print_style import format_date
from dockets.history.audit_log import get_state_version
from dockets.models import Filing
from rulings.audit.restore import CannotRestore
from rulings.history.registry import delete_with_record
from rulings.models import Matter, PendingVersion, Tracker, TrackerStatus
from rulings.models.tracker import MATTER_FIELDS
from rulings.publishing.steps import CannotPublish, Step, When, Wish
from rulings.trackers.restore import list_changed_words, write_restored_matter
from rulings.trackers.save import (
    CHANGE,
    MATTER,
    TABLE,
    WAITING_KINDS,
    CannotSave,
    get_matter_state,
    get_table_state,
    hold_tracker,
    record_change,
    save_matter,
    save_table,
    step_tracker_version,
)

_AT_ONCE = Wish(When.PREVIEW)
_GONE = "It names a row, a value or a filing that is not there any more. Throw it away, and enter it anew."


def list_held(tracker: Tracker, kind: str, object_id: int | None = None) -> list[PendingVersion]:
    """What waits of a tracker: of one row where ``object_id`` says which. One query."""
    rows = PendingVersion.objects.filter(kind=kind, state__tracker_id=tracker.pk).select_related("edited_by")
    return list(rows.filter(object_id=object_id) if object_id else rows)


def find_held(tracker: Tracker, key: int) -> PendingVersion | None:
    return PendingVersion.objects.filter(pk=key, kind__in=WAITING_KINDS, state__tracker_id=tracker.pk).first()


def build_held_url(held: PendingVersion) -> str:
    """The editors' page on which it is shown."""
    tracker = held.state["tracker_id"]
    if held.kind == MATTER:
        return reverse("matter-edit", args=[tracker, held.object_id])
    return reverse("tracker-table" if held.kind == TABLE else "tracker-rows", args=[tracker])


def describe_held(held: PendingVersion) -> list[tuple[str, str]]:
    """What it says, for the editor who approves it: a name and words each. Of a row, what it would change."""
    told = held.state
    if held.kind == TABLE:
        values = ((each["name"], _describe_value(each)) for each in told["statuses"])
        return [*values, ("Columns", ", ".join(each["label"] for each in told["columns"]))]
    row = Matter.objects.filter(pk=held.object_id).first() if held.kind == MATTER else None
    stands: Mapping[str, Any] = {name: getattr(row, name) for name in MATTER_FIELDS} if row else {}
    lines = [
        (label, _write(told.get(name)) or (_GOES if stands.get(name) else ""))
        for name, label in _LABELS.items()
        if name not in stands or told.get(name) != stands[name]
    ]
    if row and "restored" in told:
        lines += _describe_restored(row, told["restored"])
    before = stands.get("own") or {}
    own = {key: value for key, value in (told.get("own") or {}).items() if value != before.get(key, "")}
    lines += [("Own column", str(value) or _GOES) for value in own.values()]
    return [*((label, words) for label, words in lines if words), *_describe_told(told)]


_GOES = "nothing any more"
_LABELS = {
    "name": "Name",
    "topic": "Topic",
    "action": "What is challenged",
    "sides": "Sides",
    "documents": "Key documents",
    "note": "Note for the editors",
    "value": "Status",
    "status_day": "Status from",
    "reason": "Why",
    "taken_back": "Status taken back",
    "development": "Latest development",
    "day": "Its day",
}


def _describe_told(told: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    if told.get("told"):
        yield f"Readers are told ({told['told']})", told.get("told_words", "")


def _describe_restored(row: Matter, state: Mapping[str, Any]) -> Iterable[tuple[str, str]]:
    """What an earlier state of a row would put in the place of its statuses and developments."""
    changed = list_changed_words(row, state)
    if row.removed_on and not state.get("removed_on"):
        yield "In the tracker", "again"
    if "statuses" in changed:
        given = (f"{each['status']} from {_write_day(each['from'])}: {each['reason']}" for each in state["statuses"])
        yield "Statuses by editors", "; ".join(given) or _GOES
    if "developments" in changed:
        said = (f"{_write_day(each['day'])}: {each['words']}" for each in state["developments"])
        yield "Developments", "; ".join(said) or _GOES


def _write_day(day: str) -> str:
    return format_date(date.fromisoformat(day))


def _describe_value(told: Mapping[str, Any]) -> str:
    side = f" Favours: {told['side']}." if told["side"] else ""
    stands = f" Stands by rule for: {', '.join(told['standings'])}." if told["standings"] else ""
    return f"{told['definition']} ({told['tone']}, {'open' if told['is_open'] else 'closed'}).{side}{stands}".strip()


def _write(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(each["words"] for each in value)
    return str(value) if value else ""


def step_held(tracker_id: int, key: int, step: Step, *, by: User, now: datetime) -> None:
    """Takes a step of publishing with what waits. Raises ``CannotPublish``."""
    with transaction.atomic():
        held = find_held(hold_tracker(tracker_id), key)
        if held is None:
            raise CannotPublish("It does not wait any more.")
        if step_tracker_version(held, step, by=by, now=now):
            _publish(held, by, now)


def discard_held(tracker_id: int, key: int, *, by: User) -> None:
    """What readers see stands."""
    with transaction.atomic():
        if held := find_held(hold_tracker(tracker_id), key):
            delete_with_record(held, by=by)


def _publish(held: PendingVersion, by: User, now: datetime) -> None:
    writer = held.edited_by or by
    kind, object_id, told = held.kind, held.object_id, held.state
    delete_with_record(held, by=by)
    try:
        _SAVED[kind](object_id, told, writer, now)
    except (Matter.DoesNotExist, Tracker.DoesNotExist):
        raise CannotPublish(_GONE) from None
    except (CannotSave, CannotRestore) as error:
        raise CannotPublish(str(error)) from error


def _save_matter(key: int, told: Mapping[str, Any], by: User, now: datetime) -> None:
    if "restored" in told:
        write_restored_matter(Matter.objects.select_related("tracker").get(pk=key), told["restored"], by, now)
        return
    row = Matter.objects.select_related("tracker").get(pk=key, merged_into=None, removed_on=None)
    days = {name: date.fromisoformat(told[name]) if told[name] else None for name in ("status_day", "day")}
    given: dict[str, Any] = {name: told[name] for name in told if name not in ("value", "tracker")}
    given |= days | {"words": told["development"], "what": told["told"], "change_words": told["told_words"]}
    given |= {name: _find(Filing.objects.current(), told[name]) for name in ("status_filing", "filing")}
    given["status"] = _find(TrackerStatus.objects.filter(tracker=row.tracker_id), told["status"])
    seen = get_state_version(get_matter_state(row))
    save_matter(key, given, seen=seen, by=by, now=now, wish=_AT_ONCE)


def _find(rows: Any, key: int | None) -> Any:
    found = rows.filter(pk=key).first() if key else None
    if key and found is None:
        raise CannotPublish(_GONE)
    return found


def _save_table(key: int, told: Mapping[str, Any], by: User, now: datetime) -> None:
    seen = get_state_version(get_table_state(Tracker.objects.get(pk=key)))
    save_table(key, told["statuses"], told["columns"], seen=seen, by=by, now=now, wish=_AT_ONCE)


def _tell(key: int, told: Mapping[str, Any], by: User, now: datetime) -> None:
    record_change(key, told["told"], told["told_words"], by=by, now=now, wish=_AT_ONCE)


_SAVED: Mapping[str, Callable[[int, Mapping[str, Any], User, datetime], None]] = {
    MATTER: _save_matter,
    TABLE: _save_table,
    CHANGE: _tell,
}
