"""Assigns a case to an editor, and takes it from them."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from dockets.history.audit_log import record_edit
from dockets.models import Docket
from rulings.models import Assignment


def assign_case(docket: Docket, editor: User | None, *, by: User, now: datetime) -> None:
    """Makes ``editor`` responsible for the case; None: nobody. Repeating it changes nothing."""
    with transaction.atomic():
        Docket.objects.select_for_update(no_key=True).only("id").get(pk=docket.pk)
        row = Assignment.objects.filter(docket=docket).select_related("editor").first()
        before = {"editor": row.editor.get_username()} if row else None
        if editor is None:
            Assignment.objects.filter(docket=docket).delete()
        else:
            Assignment.objects.update_or_create(
                docket=docket, defaults={"editor": editor}, create_defaults={"editor": editor, "since": now}
            )
        after = {"editor": editor.get_username()} if editor else None
        if before or after:
            record_edit(docket_id=docket.pk, kind="assignment", object_id=docket.pk, before=before, after=after, by=by)
