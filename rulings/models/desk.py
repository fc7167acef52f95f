"""The editors' desk: whose case is whose, who has an item in hand, and what is done. What lies on the desk is asked of the rows
that it is about; here stands only what people did with it."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from dockets.models import Docket


class Assignment(models.Model):
    """That an editor looks after a case."""

    docket = models.OneToOneField(Docket, on_delete=models.CASCADE, related_name="assignment")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    """Whoever looks after cases hands them over before they go, so that the account says to whom."""
    since = models.DateTimeField()
    """From when on what comes in lies on the desk; it stays when another editor takes over, so that nothing falls between two."""

    def __str__(self) -> str:
        return f"{self.docket_id} of {self.editor_id}"

    def state(self) -> dict[str, Any]:
        return {"editor": self.editor.get_username()}


class DeskMark(models.Model):
    """What was done with one item of the desk, or who has it in hand. An item that nobody has touched has no row."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="desk_marks")
    kind = models.CharField(max_length=40)
    """``desk.Kind``; for what is one person's, with their id: "mention:12"."""
    object_id = models.BigIntegerField()
    holder = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "object_id", name="desk_mark_once"),
            models.CheckConstraint(condition=Q(holder=None) | Q(held_until__isnull=False), name="desk_held_until_some_time"),
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
