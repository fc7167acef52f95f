"""Assigns a case to an editor, and takes it from them."""

from datetime import date, datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.history.audit_log import record_edit
from dockets.models import Docket
from rulings.models import Assignment


def assign_case(docket: Docket, editor: User | None, *, by: User, now: datetime, due_on: date | None = None) -> None:
    """Makes ``editor`` responsible for the case; None: nobody. ``due_on``: the day by which the work on it is due.
    Repeating it changes nothing."""
    with transaction.atomic():
        Docket.objects.select_for_update(no_key=True).only("id").get(pk=docket.pk)
        row = Assignment.objects.filter(docket=docket).select_related("editor").first()
        before, after = row.state() if row else None, None
        if editor is None:
            Assignment.objects.filter(docket=docket).delete()
        else:
            told = {"editor": editor, "due_on": due_on}
            row, _ = Assignment.objects.update_or_create(told, told | {"since": now}, docket=docket)
            after = row.state()
        if before or after:
            record_edit(docket_id=docket.pk, kind="assignment", object_id=docket.pk, before=before, after=after, by=by)
