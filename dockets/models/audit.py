"""The audit log: what people changed and decided, one row per change, never altered or removed afterwards."""

from django.conf import settings
from django.contrib.postgres.indexes import HashIndex
from django.db import models
from django.db.models import Q
from django.db.models.fields.json import KT
from django.utils import timezone

from dockets.models.docket import Docket


class AuditEntry(models.Model):
    """One object made, changed or removed by someone. Written only by ``audit_log``, in the transaction of the change.

    A trigger in the database refuses to change or delete a row. It allows only that the docket is merged into another
    one, and that a user is deleted: ``by_name`` remains.
    """

    docket = models.ForeignKey(Docket, null=True, on_delete=models.PROTECT, related_name="audit_entries")
    """None: it is about an account (``rulings.history.account_log``)."""
    kind = models.CharField(max_length=40)
    """Model name of what was changed: "claim"."""
    object_id = models.BigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: a command, or a user who has been deleted."""
    by_name = models.CharField(max_length=150)
    """The user's name at the time, or the command's; "" where a command gave none."""
    byline = models.CharField(max_length=150, blank=True)
    """The name that readers see; set only where ``act`` is."""
    act = models.CharField(max_length=10, blank=True)
    """For objects kept in versions (notes): how this version came about; ``after`` holds its number. "" for any other
    change."""
    at = models.DateTimeField(default=timezone.now)
    before = models.JSONField(null=True)
    """The fields before, by name. None: the object was made."""
    after = models.JSONField(null=True)
    """The fields after. None: the object was removed."""
    request_id = models.CharField(max_length=64, blank=True)
    """Id of the submitted form, so that a form sent twice is applied once (``audit_log.is_request_done``); "" for
    commands."""

    class Meta:
        verbose_name = "edit"
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["kind", "object_id", "-id"], name="audit_history"),
            models.Index(fields=["-at", "-id"], name="audit_time"),
            HashIndex(fields=["request_id"], condition=~Q(request_id=""), name="audit_request"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(before__isnull=False) | Q(after__isnull=False), name="audit_of_something"
            ),
            models.UniqueConstraint(
                "kind", "object_id", KT("after__version"), condition=~Q(act=""), name="audit_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.by_name}: {self.kind} {self.object_id}"

    @property
    def case(self) -> Docket:
        """The docket of an entry that has one. Raises ``ValueError`` for the others."""
        if self.docket is None:
            raise ValueError(f"entry {self.pk} is about no docket")
        return self.docket
