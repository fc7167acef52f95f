"""Saves corrections: under the docket's lock for interpreting, with an entry in the audit log, never over another
editor's since the form was shown; and interprets the docket with them."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from dockets.history.audit_log import State, get_state_version, is_request_done
from dockets.models import Docket, Filing, Party
from rulings.corrections.machine_values import read_values
from rulings.history.registry import delete_with_record, record_row_edit
from rulings.interpret.corrections import can_be_applied
from rulings.interpret.docket import interpret_docket, lock_reading
from rulings.models import Correction
from rulings.notes.save import get_byline
from rulings.vocabulary.corrections import CorrectedField

type Corrected = Filing | Party | None
"""What is corrected: a filing, a party, or the case as a whole."""


class CorrectionConflict(Exception):
    """Another editor has corrected it since the form was shown; nothing is written."""

    def __init__(self) -> None:
        super().__init__("Another editor has corrected this since you opened the page. Nothing of yours is saved yet.")


def list_corrections(docket: Docket, of: Corrected) -> dict[CorrectedField, Correction]:
    """The corrections of a filing or a party, or of the case where there is neither, by field."""
    rows = Correction.objects.filter(docket=docket, **_name_subject(of)).order_by("pk")
    return {CorrectedField(row.field): row for row in rows if row.field in CorrectedField}


def list_applied_values(corrections: Mapping[CorrectedField, Correction]) -> dict[CorrectedField, Any]:
    """What they say, without those that cannot be applied."""
    return {name: row.value for name, row in corrections.items() if can_be_applied(name, row.value)}


def _name_subject(of: Corrected) -> dict[str, Filing | Party | None]:
    """The values of a correction's fields that say of what it is."""
    return {
        "filing": of if isinstance(of, Filing) else None,
        "party": of if isinstance(of, Party) else None,
    }


def get_corrections_version(corrections: Mapping[CorrectedField, Correction]) -> str:
    """Changes with any of them."""
    said: State = {name.value: row.value for name, row in corrections.items()}
    return get_state_version(said or None)


def save_corrections(
    docket: Docket,
    of: Corrected,
    wanted: Mapping[CorrectedField, Any],
    *,
    taken_back: Collection[CorrectedField] = (),
    is_looked_at: bool = False,
    is_interpreted: bool = True,
    reason: str,
    seen: str,
    by: User,
    now: datetime,
    request_id: str,
) -> None:
    """``wanted``: the new values; one that is the machine's takes the correction back, and so does ``taken_back``.
    Other fields stay as they are. ``is_looked_at``: all of them hold for the court's text as it is now.
    ``is_interpreted``: whether the docket is interpreted with them at once; whoever says no does so later. ``seen``:
    ``get_corrections_version`` when the form was shown. Raises ``CorrectionConflict``."""
    with transaction.atomic():
        lock_reading(docket.pk)
        if is_request_done(request_id):
            return
        there = list_corrections(docket, of)
        if get_corrections_version(there) != seen:
            raise CorrectionConflict
        machine = read_values(docket, of)
        machine |= {name: row.machine for name, row in there.items() if name not in machine}
        said = {"reason": reason, "corrected_by": by, "by_name": get_byline(by), "at": now}
        said["text_key"] = of.fingerprint if isinstance(of, Filing) else ""
        back = {name for name in wanted if wanted[name] == machine.get(name)} | {*taken_back}
        for name in [one for one in there if one in back]:
            delete_with_record(there.pop(name), by=by, request_id=request_id)
        for name in [one for one in wanted if one not in back | _list_said(there, wanted)]:
            row = there.get(name) or Correction(docket=docket, field=name.value, **_name_subject(of))
            _save(row, {"value": wanted[name], "machine": machine.get(name), **said}, request_id)
        if is_looked_at and isinstance(of, Filing):
            Correction.objects.filter(filing=of).update(text_key=of.fingerprint)
        if is_interpreted:
            interpret_docket(docket.pk)


def _list_said(there: Mapping[CorrectedField, Correction], wanted: Mapping[CorrectedField, Any]) -> set[CorrectedField]:
    """What is wanted and said already: it stays as it is, by the editor who said it."""
    return {name for name in wanted if name in there and there[name].value == wanted[name]}


def _save(row: Correction, values: Mapping[str, Any], request_id: str) -> None:
    before = row.state() if row.pk else None
    for name, value in values.items():
        setattr(row, name, value)
    row.save()
    record_row_edit(row, before, by=row.corrected_by, request_id=request_id)
