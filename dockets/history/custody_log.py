"""Writes into the audit log what people take away whole, and what they delete: for whoever has to say later where a
case's file went. Called by the views that hand it out, and by commands. Pages and feeds, which show a part or are read
by programs again and again, are counted by the metrics alone."""

from typing import Final

from dockets.history.audit_log import Who, record_edit
from dockets.models import Docket

TAKEN: Final = "takeaway"
DELETED: Final = "removal"
"""Values of ``AuditEntry.kind``."""


def record_takeaway(what: str, *, docket: Docket | None = None, by: Who) -> None:
    """``what``: in words, after "took away": "the timeline as csv". Nothing is recorded of somebody without a log-in: a
    public site's readers are nobody's to follow."""
    if by is None or getattr(by, "is_anonymous", False):
        return
    key = docket.pk if docket else None
    record_edit(docket_id=key, kind=TAKEN, object_id=key or 0, before=None, after={"what": what}, by=by)


def record_deletion(what: str, *, docket: Docket | None = None, by: Who) -> None:
    """``what``: in words, after "deleted"."""
    key = docket.pk if docket else None
    record_edit(docket_id=key, kind=DELETED, object_id=key or 0, before=None, after={"what": what}, by=by)
