"""Saves what editors say in plain language, and events outside the court: under a lock, with an entry in the audit log,
and never over another editor's change since the form was shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dockets.history.audit_log import State, get_state_version, is_request_done, record_edit
from dockets.models import Docket, Filing
from rulings.history.snapshots import EDITORIAL_FIELDS, MILESTONE_FIELDS, get_editorial_state, get_milestone_state
from rulings.interpret.docket import interpret_docket
from rulings.models import Editorial, Milestone, PendingVersion
from rulings.publishing.pending import drop_pending, find_pending, hold_version, must_wait
from rulings.publishing.steps import KEEP, Wish, get_publication_state, save_change, settle_publication

LONGEST = 2_000
"""Characters of a summary."""


class EditorialConflict(Exception):
    """Another editor has changed it since the form was shown; nothing is written. ``now`` is its current state, None:
    it is gone."""

    def __init__(self, now: State | None) -> None:
        super().__init__("Another editor has changed this since you opened the page. Nothing of yours is saved yet.")
        self.now = now


class NoSuchMilestone(Exception):
    """It does not exist, or belongs to another case."""


def find_editorial(docket: Docket, filing: Filing | None) -> Editorial | None:
    return Editorial.objects.filter(docket=docket, filing=filing).first()


def save_editorial(
    docket: Docket,
    filing: Filing | None,
    told: Mapping[str, Any],
    *,
    seen: str,
    by: User,
    now: datetime,
    request_id: str,
    wish: Wish = KEEP,
) -> None:
    """``told``: headline, summary, pinned; all empty removes it. ``seen``: ``get_state_version`` of the state that the
    form showed. Raises ``EditorialConflict`` and ``CannotPublish``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        _hold(docket)
        row = find_editorial(docket, filing)
        before = get_editorial_state(row)
        held = _check_seen("editorial", row, before, seen)
        form = _Form(by, now, request_id, wish)
        told = {name: told.get(name) or ("" if name != "pinned" else False) for name in EDITORIAL_FIELDS}
        if row and any(told.values()) and must_wait(row, wish, now):
            title = told["headline"] or told["summary"] or str(row)
            _hold_version(row, "editorial", (before, {**(before or {}), **told}), held, form, title)
            return
        _put_editorial(row or Editorial(docket=docket, filing=filing), told, before, form)


def _put_editorial(row: Editorial, told: Mapping[str, Any], before: State | None, form: "_Form") -> None:
    earlier = {**before, **get_publication_state(row)} if before else None
    for name, value in told.items():
        setattr(row, name, value)
    object_id = row.pk
    drop_pending("editorial", object_id, by=form.by, request_id=form.request_id)
    after = None
    if any(told.values()):
        row.edited_at = form.now
        after = _write_editorial(row, before, form)
        object_id = row.pk
    elif row.pk:
        row.delete()
    if before or after:
        _record(row.docket, "editorial", object_id, (earlier, after), form.by, form.request_id)


def _write_editorial(row: Editorial, before: State | None, form: "_Form") -> dict[str, Any]:
    """Returns its state for the audit log."""
    is_changed = before is None or (row.headline, row.summary) != (before["headline"], before["summary"])
    change = settle_publication(row, "editorial", form.wish, by=form.by, now=form.now, is_changed=is_changed)
    row.edited_by = form.by
    row.save()
    save_change(change, row, by=form.by, request_id=form.request_id)
    return (get_editorial_state(row) or {}) | get_publication_state(row)


def save_milestone(
    docket: Docket,
    milestone_id: int | None,
    told: Mapping[str, Any] | None,
    *,
    seen: str,
    by: User,
    request_id: str,
    wish: Wish = KEEP,
) -> None:
    """A milestone outside the court: new without ``milestone_id``, removed without ``told``. The timeline shows it at
    once, or when it is published. Raises ``EditorialConflict``, ``NoSuchMilestone``, ``CannotPublish``, and
    ``IntegrityError`` where the case already has one with that day and headline."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        _hold(docket)
        row = Milestone.objects.filter(docket=docket, pk=milestone_id).first() if milestone_id else None
        before = get_milestone_state(row)
        held = _check_seen("milestone", row, before, seen)
        form = _Form(by, timezone.now(), request_id, wish)
        if row and told is not None and must_wait(row, wish, form.now):
            state = {name: told.get(name) or "" for name in MILESTONE_FIELDS}
            _hold_version(row, "milestone", (before, state), held, form, state["headline"])
            return
        if row is None and (milestone_id or told is None):
            raise NoSuchMilestone
        _put_milestone(row or Milestone(docket=docket), told, before, form)
        interpret_docket(docket.pk)


def _put_milestone(row: Milestone, told: Mapping[str, Any] | None, before: State | None, form: "_Form") -> None:
    object_id, was, after = row.pk, get_publication_state(row), None
    drop_pending("milestone", object_id, by=form.by, request_id=form.request_id)
    if told is None:
        row.delete()
    else:
        for name in MILESTONE_FIELDS:
            setattr(row, name, told.get(name) or "")
        is_changed = get_milestone_state(row) != before
        change = settle_publication(row, "milestone", form.wish, by=form.by, now=form.now, is_changed=is_changed)
        row.save()
        object_id = row.pk
        save_change(change, row, by=form.by, request_id=form.request_id)
        after = (get_milestone_state(row) or {}) | get_publication_state(row)
    before = {**before, **was} if before else None
    if before or after:
        _record(row.docket, "milestone", object_id, (before, after), form.by, form.request_id)


def _check_seen(kind: str, row: Editorial | Milestone | None, state: State | None, seen: str) -> PendingVersion | None:
    """The version on its way. Raises ``EditorialConflict`` where the form did not show what a form shows now."""
    held = find_pending(kind, row.pk if row else None)
    shown = held.state if held else state
    if get_state_version(shown) != seen:
        raise EditorialConflict(shown)
    return held


@dataclass(frozen=True, slots=True)
class _Form:
    """Who saves, by which form, and what is to become of it."""

    by: User
    now: datetime
    request_id: str
    wish: Wish


def _hold_version(
    row: Editorial | Milestone,
    kind: str,
    states: tuple[State | None, State],
    held: PendingVersion | None,
    form: _Form,
    title: str,
) -> None:
    """Nothing is kept where nothing differs. ``states``: what stands, and what was sent."""
    before, state = states
    if held or state != before:
        args: dict[str, Any] = {"by": form.by, "now": form.now, "request_id": form.request_id, "title": title}
        hold_version(row, kind, dict(state), form.wish, **args)


def _hold(docket: Docket) -> None:
    """Locks the docket: of two editors at once, the second sees what the first wrote."""
    Docket.objects.select_for_update(no_key=True, of=("self",)).only("id").get(pk=docket.pk)


def _record(
    docket: Docket, kind: str, object_id: int, states: tuple[State | None, State | None], by: User, request_id: str
) -> None:
    before, after = states
    record_edit(
        docket_id=docket.pk, kind=kind, object_id=object_id, before=before, after=after, by=by, request_id=request_id
    )
