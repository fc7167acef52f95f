"""Writes what editors say in plain language, and what happened outside the court: under a lock, with its account, never over what
another editor has written since the form was shown."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dockets.models import Docket, Filing
from rulings.edits import State, done_already, record_edit, version_of
from rulings.interpret import interpret
from rulings.models import Editorial, Milestone

LONGEST = 2_000
"""Characters of a summary."""
_SAID = ("headline", "summary", "pinned")
_MILESTONE = ("date", "headline", "text", "source", "source_url")


class Overtaken(Exception):
    """Another editor has changed it since the form was shown; nothing is written. ``now`` is how it stands, None: it is gone."""

    def __init__(self, now: State | None) -> None:
        super().__init__("Another editor has changed this since you opened the page. Nothing of yours is saved yet.")
        self.now = now


class NoSuchMilestone(Exception):
    """It is not there, or of another case."""


def said(docket: Docket, filing: Filing | None) -> Editorial | None:
    return Editorial.objects.filter(docket=docket, filing=filing).first()


def editorial_state(row: Editorial | None) -> State | None:
    return {name: getattr(row, name) for name in _SAID} if row else None


def milestone_state(row: Milestone | None) -> State | None:
    return {name: getattr(row, name) for name in _MILESTONE} if row else None


def say(
    docket: Docket, filing: Filing | None, told: Mapping[str, Any], *, seen: str, by: User, now: datetime, request_id: str
) -> None:
    """``told``: headline, summary, pinned; all empty takes it away. ``seen``: ``version_of`` the state that the form showed.
    Raises ``Overtaken``."""
    with transaction.atomic():
        if done_already(request_id):
            return
        _hold(docket)
        row = said(docket, filing)
        before = editorial_state(row)
        if version_of(before) != seen:
            raise Overtaken(before)
        row = row or Editorial(docket=docket, filing=filing)
        for name in _SAID:
            setattr(row, name, told.get(name) or ("" if name != "pinned" else False))
        row.edited_by, row.edited_at = by, now
        empty = not (row.headline or row.summary or row.pinned)
        object_id = row.pk
        if not empty:
            row.save()
            object_id = row.pk
        elif row.pk:
            row.delete()
        after = None if empty else editorial_state(row)
        if before or after:
            record_edit(
                docket_id=docket.pk,
                kind="editorial",
                object_id=object_id,
                before=before,
                after=after,
                by=by,
                request_id=request_id,
            )


def tell(
    docket: Docket, milestone_id: int | None, told: Mapping[str, Any] | None, *, seen: str, by: User, request_id: str
) -> None:
    """A milestone outside the court: new without ``milestone_id``, gone without ``told``. The timeline tells it at once. Raises
    ``Overtaken``, ``NoSuchMilestone``, and ``IntegrityError`` where the case has one of that day and headline."""
    with transaction.atomic():
        if done_already(request_id):
            return
        _hold(docket)
        row = Milestone.objects.filter(docket=docket, pk=milestone_id).first() if milestone_id else None
        before = milestone_state(row)
        if version_of(before) != seen:
            raise Overtaken(before)
        if row is None and (milestone_id or told is None):
            raise NoSuchMilestone
        row = row or Milestone(docket=docket)
        object_id = row.pk
        if told is None:
            row.delete()
        else:
            for name in _MILESTONE:
                setattr(row, name, told.get(name) or "")
            row.save()
            object_id = row.pk
        after = milestone_state(row) if told is not None else None
        if before or after:
            record_edit(
                docket_id=docket.pk,
                kind="milestone",
                object_id=object_id,
                before=before,
                after=after,
                by=by,
                request_id=request_id,
            )
        interpret(docket.pk)


def _hold(docket: Docket) -> None:
    """One editor at a time; of two, the second sees what the first wrote."""
    Docket.objects.select_for_update(no_key=True, of=("self",)).only("id").get(pk=docket.pk)
