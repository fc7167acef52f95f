"""What a file would change, told by the edits of the audit log that taking it in makes."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Max

from dockets.history.audit_log import get_state_version
from dockets.models import AuditEntry
from rulings.views.desk.edit_list import EditLine, build_edit_lines

SHOWN = 200
"""Edits that are shown one by one."""
_MADE_NOW = ("public_id", "version")
"""Values that differ each time."""


class FilePreview(NamedTuple):
    lines: list[EditLine]
    number: int
    version: str
    """Differs where something else would be changed or refused."""

    @property
    def more(self) -> int:
        return self.number - len(self.lines)


def get_newest_edit() -> int:
    """To be asked before the file is taken in, in the same transaction."""
    return AuditEntry.objects.aggregate(newest=Max("id"))["newest"] or 0


def preview_edits(newest: int, refused: Sequence[tuple[str, str]], by: User) -> FilePreview:
    """What ``by`` has changed since ``newest``; before it is rolled back."""
    made = AuditEntry.objects.filter(pk__gt=newest, by=by).select_related("docket__court").defer("docket__search")
    entries = list(made.order_by("id"))
    told = [[entry.kind, _stable(entry.kind, entry.before), _stable(entry.kind, entry.after)] for entry in entries]
    version = get_state_version({"edits": told, "refused": [list(one) for one in refused]})
    return FilePreview(build_edit_lines(entries[:SHOWN], by), len(entries), version)


def _stable(kind: str, state: Mapping[str, Any] | None) -> dict[str, Any] | None:
    if state is None:
        return None
    made_now = (*_MADE_NOW, "at") if kind == "publicchange" else _MADE_NOW
    return {key: value for key, value in state.items() if not key.endswith("_at") and key not in made_now}
