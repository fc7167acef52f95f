"""The editors' desk: which editor looks after which case, who is working on an item, and which items are done. The
items themselves are found by querying the rows they are about (``rulings.desk.queue``); only what people did with them
is stored here."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from dockets.models import Docket


class Assignment(models.Model):
    """An editor looks after a case."""

    docket = models.OneToOneField(Docket, on_delete=models.CASCADE, related_name="assignment")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    """PROTECT: an account with cases can only be deleted after they are handed over, and the error says to do so."""
    since = models.DateTimeField()
    """What comes in from this time on is on the desk. It stays when another editor takes over, so that nothing is lost
    in between."""

    def __str__(self) -> str:
        return f"{self.docket_id} of {self.editor_id}"

    def state(self) -> dict[str, Any]:
        return {"editor": self.editor.get_username()}


class DeskMark(models.Model):
    """That an item of the desk was done, or who is working on it. An item that nobody has touched has no row."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="desk_marks")
    kind = models.CharField(max_length=40)
    """``desk.queue.DeskKind``; for an item that belongs to one person, with that person's id: "mention:12"."""
    object_id = models.BigIntegerField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "object_id", name="desk_mark_once"),
            models.CheckConstraint(
                condition=Q(holder=None) | Q(held_until__isnull=False), name="desk_held_until_some_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.object_id}"

    def state(self) -> dict[str, Any]:
        return {
            "item": self.kind,
            "of": self.object_id,
            "holder": self.holder.get_username() if self.holder else None,
            "held_until": self.held_until,
            "done_by": self.done_by.get_username() if self.done_by else None,
            "done_at": self.done_at,
        }
