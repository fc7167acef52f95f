"""The editors' desk: which editor looks after which case, who is working on an item, and which items are done. The
items themselves are found by querying the rows they are about (``rulings.desk.queue``); only what people did with them
is stored here."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q

from dockets.models import Docket, Filing
from rulings.models.annotation import Annotation


class Assignment(models.Model):
    """An editor looks after a case."""

    docket = models.OneToOneField(Docket, on_delete=models.CASCADE, related_name="assignment")
    editor = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="assignments")
    """PROTECT: an account with cases can only be deleted after they are handed over, and the error says to do so."""
    since = models.DateTimeField()
    """What comes in from this time on is on the desk. It stays when another editor takes over, so that nothing is lost
    in between."""
    due_on = models.DateField(null=True)
    """The day by which the work on it is due; None: none was set."""

    def __str__(self) -> str:
        return f"{self.docket_id} of {self.editor_id}"

    def state(self) -> dict[str, Any]:
        return {"editor": self.editor.get_username()} | ({"due_on": self.due_on} if self.due_on else {})


class HandOver(models.Model):
    """What one editor gave to another, with a word why: a case, a filing or a note. It lies on the other's desk until
    they have done it (``DeskMark``)."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="hand_overs")
    filing = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="hand_overs")
    """None: the whole case. Of a note, the filing on which it stands."""
    annotation = models.ForeignKey(Annotation, null=True, on_delete=models.CASCADE, related_name="hand_overs")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="given_items")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    words = models.CharField(max_length=500, blank=True)
    due_on = models.DateField(null=True)
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["to", "due_on"], name="hand_over_of")]
        constraints = [
            models.CheckConstraint(
                condition=Q(annotation=None) | Q(filing__isnull=False), name="hand_over_of_a_note_has_its_filing"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name} to {self.to_id}: {self.words}"

    def state(self) -> dict[str, Any]:
        """For the audit log."""
        of = {"annotation": self.annotation_id} if self.annotation_id else {"on": self.filing_id}
        told = {"editor": self.to.get_username(), "words": self.words, "due_on": self.due_on}
        return {name: value for name, value in {**of, **told}.items() if value}


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
