"""What people changed: one row for each change, which nobody alters or takes away afterwards."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q

from dockets.models import Docket
from rulings.models.annotation import Annotation, Reply, Visitor


class EditQuerySet(models.QuerySet["Edit"]):
    """The words in which the account is asked for. Every page begins with ``visible_to``."""

    def visible_to(self, user: Visitor) -> Self:
        """Without what concerns others' private notes and drafts, and without what others were named in: that is theirs alone."""
        known = Annotation.objects.known_to(user)
        notes = Q(kind="annotation") & ~Q(object_id__in=known.values("pk"))
        replies = Q(kind="reply") & ~Q(object_id__in=Reply.objects.filter(annotation__in=known).values("pk"))
        named = Q(kind="deskmark", after__item__startswith="mention:") & ~Q(after__item=f"mention:{user.pk}")
        return self.exclude(notes | replies | named)


class Edit(models.Model):
    """That someone made, changed or removed one object. Written by ``edits.record_edit`` alone, in the transaction of the change.

    The database refuses to change or delete a row (a trigger). It lets pass only that the docket turns out to be another one, and
    that a user is deleted: ``by_name`` remains.
    """

    docket = models.ForeignKey(Docket, on_delete=models.PROTECT, related_name="edits")
    kind = models.CharField(max_length=40)
    """What was changed, by its model's name: "claim"."""
    object_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: a command, or a user who is no longer there."""
    by_name = models.CharField(max_length=150)
    """The user's name as it was, or the command's."""
    at = models.DateTimeField(auto_now_add=True)
    before = models.JSONField(null=True)
    """Its fields by name. None: it was made."""
    after = models.JSONField(null=True)
    """None: it was removed."""
    request_id = models.CharField(max_length=64, blank=True)
    """Of the form that was sent, so that a form sent twice is taken once (``edits.done_already``); "" for commands."""

    objects = EditQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="edit_history"),
            models.Index(fields=["-at", "-id"], name="edit_time"),
            HashIndex(fields=["request_id"], condition=~Q(request_id=""), name="edit_request"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(before__isnull=False) | Q(after__isnull=False), name="edit_of_something")
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.kind} {self.object_id}"
