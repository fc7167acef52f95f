"""Saves what editors say in plain language, and events outside the court: under a lock, with an entry in the audit log,
and never over another editor's change since the form was shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from dockets.history.audit_log import State, get_state_version, is_request_done, record_edit
from dockets.models import Docket, Filing
from rulings.history.snapshots import EDITORIAL_FIELDS, MILESTONE_FIELDS, get_editorial_state, get_milestone_state
from rulings.interpret.docket import interpret_docket
from rulings.models import Editorial, Milestone
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
        if get_state_version(before) != seen:
            raise EditorialConflict(before)
        row = row or Editorial(docket=docket, filing=filing)
        earlier = {**before, **get_publication_state(row)} if before else None
        for name in EDITORIAL_FIELDS:
            setattr(row, name, told.get(name) or ("" if name != "pinned" else False))
        object_id = row.pk
        if row.headline or row.summary or row.pinned:
            row.edited_at = now
            after = _write_editorial(row, before, wish, by, now, request_id)
            object_id = row.pk
        else:
            after = None
            if row.pk:
                row.delete()
        if before or after:
            _record(docket, "editorial", object_id, (earlier, after), by, request_id)


def _write_editorial(
    row: Editorial, before: State | None, wish: Wish, by: User, now: datetime, request_id: str
) -> dict[str, Any]:
    """Returns its state for the audit log."""
    is_changed = before is None or (row.headline, row.summary) != (before["headline"], before["summary"])
    change = settle_publication(row, "editorial", wish, by=by, now=now, is_changed=is_changed)
    row.edited_by = by
    row.save()
    save_change(change, row, by=by, request_id=request_id)
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
        if get_state_version(before) != seen:
            raise EditorialConflict(before)
        if row is None and (milestone_id or told is None):
            raise NoSuchMilestone
        row = row or Milestone(docket=docket)
        object_id, was = row.pk, get_publication_state(row)
        if told is None:
            row.delete()
        else:
            for name in MILESTONE_FIELDS:
                setattr(row, name, told.get(name) or "")
            is_changed = get_milestone_state(row) != before
            change = settle_publication(row, "milestone", wish, by=by, now=timezone.now(), is_changed=is_changed)
            row.save()
            object_id = row.pk
            save_change(change, row, by=by, request_id=request_id)
        before = before and before | was
        after = (get_milestone_state(row) or {}) | get_publication_state(row) if told is not None else None
        if before or after:
            _record(docket, "milestone", object_id, (before, after), by, request_id)
        interpret_docket(docket.pk)


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
