"""How far an editor's words have come on their way to readers: one mechanism for notes, claims, rulings, headlines and
summaries, and milestones.

Publishing at a later time is a comparison with the clock, not a task. ``rulings.publishing`` moves rows from one state
to the next; every output takes what ``filter_published`` leaves.
"""

from datetime import datetime
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from dockets.db.functions import StatementTime
from dockets.models import Docket, Filing


class PublicationStatus(models.TextChoices):
    DRAFT = "draft", "Draft"
    WAITING = "waiting", "Waits for a second editor"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class ShownState(StrEnum):
    """The status as editors see it, by the clock."""

    DRAFT = "draft"
    WAITING = "waiting"
    SCHEDULED = "scheduled"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


def filter_published(at: str = "", moment: datetime | StatementTime | None = None) -> Q:
    """A condition: what readers see at ``moment``, or now. ``at`` is the way to the row: "ruling__"."""
    when = StatementTime() if moment is None else moment
    on_time = Q(**{f"{at}published_at": None}) | Q(**{f"{at}published_at__lte": when})
    return Q(**{f"{at}status": PublicationStatus.PUBLISHED}) & on_time


def filter_unpublished(at: str = "") -> Q:
    """A condition: what readers do not see now."""
    return ~Q(**{f"{at}status": PublicationStatus.PUBLISHED}) | Q(**{f"{at}published_at__gt": StatementTime()})


class Publication(models.Model):
    """What an editor's row knows of its way to readers. Rows that are made without a word about it, by imports and by
    the machine, are published."""

    Status = PublicationStatus

    status = models.CharField(
        max_length=10,
        choices=PublicationStatus,
        default=PublicationStatus.PUBLISHED,
        db_default=PublicationStatus.PUBLISHED.value,
    )
    published_at = models.DateTimeField(null=True, blank=True)
    """May be in the future: readers then see it from that moment on, without further action. Of a draft it is the time
    that was asked for. None: at once."""
    embargo_until = models.DateTimeField(null=True, blank=True)
    """Nobody can publish it for an earlier time; None: no embargo."""
    was_public = models.BooleanField(default=False, db_default=False)
    """Whether readers have seen it before it was taken from them: what is changed then is told, once it is back."""
    edited_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who wrote the current version."""
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """The second editor who approved the current version."""
    status_at = models.DateTimeField(null=True, blank=True)
    """Since when it has its status."""

    class Meta:
        abstract = True

    def is_public(self, now: datetime) -> bool:
        """Whether readers see it."""
        return self.get_shown_state(now) is ShownState.PUBLISHED

    def get_shown_state(self, now: datetime) -> ShownState:
        if self.status == PublicationStatus.PUBLISHED and self.published_at and self.published_at > now:
            return ShownState.SCHEDULED
        return ShownState(self.status)


class PublicChange(models.Model):
    """What was changed in something that readers had seen, in the newsroom's words."""

    class What(models.TextChoices):
        CORRECTION = "correction", "Correction"
        CLARIFICATION = "clarification", "Clarification"
        UPDATE = "update", "Update"
        STYLE = "style", "Style, not shown to readers"

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="public_changes")
    kind = models.CharField(max_length=20)
    """Of what, as in the audit log: "claim", "ruling", "editorial", "milestone", "annotation"."""
    object_id = models.BigIntegerField()
    what = models.CharField(max_length=14, choices=What)
    words = models.CharField(max_length=500, blank=True)
    """A sentence for readers; "" for style alone."""
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["-at", "-id"], name="public_change_latest"),
            models.Index(fields=["docket", "kind", "object_id"], name="public_change_of"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(what="style") | ~Q(words=""), name="public_change_is_told"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.at:%Y-%m-%d}: {self.words}"

    def state(self) -> dict[str, Any]:
        """For the audit log."""
        return {"of": self.kind, "item": self.object_id, "what": self.what, "words": self.words, "at": self.at}


OF_TRACKER = ("tracker", "matter", "trackertable", "trackerchange")
"""``PendingVersion.kind`` of what belongs to no case."""


class PendingVersion(Publication):
    """A new version of something that readers see, on its way to them: until it is published they see what stands. What
    its form saved is kept here, and saved to the row when its time has come."""

    docket = models.ForeignKey(Docket, null=True, on_delete=models.CASCADE, related_name="pending_versions")
    """None: it is of a tracker, which belongs to no case."""
    filing = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="pending_versions")
    """On which the thing stands; None: it stands on none, or its kind has a page of its own."""
    kind = models.CharField(max_length=20)
    """Of what, as in the audit log: "annotation", "claim", "ruling", "editorial", "milestone", "tracker", "matter"; or
    of a tracker "trackertable", its vocabulary and columns, or "trackerchange", what readers are told."""
    object_id = models.BigIntegerField()
    title = models.CharField(max_length=300)
    state = models.JSONField(encoder=DjangoJSONEncoder)
    """As the audit log has it; of a ruling, its own fields and all that it decides."""
    what = models.CharField(max_length=14, choices=PublicChange.What, blank=True)
    """What readers are told once it is published; "" where its draft does not say yet."""
    words = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("kind", "object_id", name="pending_version_once"),
            models.CheckConstraint(condition=Q(what__in=["", "style"]) | ~Q(words=""), name="pending_version_is_told"),
            models.CheckConstraint(
                condition=Q(docket=None, kind__in=OF_TRACKER) | (Q(docket__isnull=False) & ~Q(kind__in=OF_TRACKER)),
                name="pending_version_of_case",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def account(self) -> dict[str, Any]:
        """For the audit log."""
        return {"of": self.kind, "item": self.object_id, "what": self.what, "words": self.words, **self.state}


class ReviewComment(models.Model):
    """What a colleague says of a claim, a ruling, a headline and summary, or a milestone, on its way to readers or
    after. Only editors see it. What is said of a note is a ``Reply``."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="review_comments")
    kind = models.CharField(max_length=20)
    """Of what, as in the audit log: "claim", "ruling", "editorial", "milestone"."""
    object_id = models.BigIntegerField()
    body = models.TextField()
    """Markdown."""
    mentions = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    """User names in lower case."""
    asks = models.BooleanField(default=False)
    """Whether it came with giving the thing back: changes are asked for."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    writer = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who had written the version that it is about."""
    at = models.DateTimeField()
    resolved_at = models.DateTimeField(null=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["at", "id"]
        indexes = [models.Index(fields=["kind", "object_id", "at"], name="review_comment_of")]

    def __str__(self) -> str:
        return f"{self.by_name} on {self.kind} {self.object_id}"

    def state(self) -> dict[str, Any]:
        """For the audit log, which does not repeat what was said."""
        return {"of": self.kind, "item": self.object_id, "asks": self.asks, "resolved": self.resolved_at is not None}
