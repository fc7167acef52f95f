"""The versions of a note, from the audit log. Only for those who may know of the note: callers fetch it through
``AnnotationQuerySet``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.db.models import QuerySet

from dockets.models import AuditEntry
from rulings.models import Annotation
from rulings.models.publication import PublicationStatus

KIND = "annotation"
"""``AuditEntry.kind`` of a note."""


class Act(models.TextChoices):
    """How a version came about."""

    WROTE = "wrote", "wrote"
    EDITED = "edited", "edited"
    APPROVED = "approved", "approved"
    RETURNED = "returned", "gave back as a draft"
    DELETED = "deleted", "deleted"
    RESTORED = "restored", "restored"


class NoSuchVersion(LookupError):
    """The note has no version with that number."""


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    act: Act
    body: str
    tags: Sequence[str]
    visibility: Annotation.Visibility
    status: PublicationStatus
    is_deleted: bool
    byline: str
    at: datetime


def find_versions(note: Annotation, *, before: int, most: int) -> list[Version]:
    """The newest first, from below number ``before``, at most ``most``."""
    return [_version(row) for row in _entries(note).filter(after__version__lt=before)[:most]]


def find_version(note: Annotation, number: int) -> Version:
    """Raises ``NoSuchVersion``."""
    row = _entries(note).filter(after__version=number).first()
    if row is None:
        raise NoSuchVersion
    return _version(row)


def _entries(note: Annotation) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(kind=KIND, object_id=note.pk).exclude(act="").order_by("-id")


def _version(row: AuditEntry) -> Version:
    state = row.after or {}
    return Version(
        number=state["version"],
        act=Act(row.act),
        body=state["body"],
        tags=state["tags"],
        visibility=Annotation.Visibility(state["visibility"]),
        status=PublicationStatus(state["status"]),
        is_deleted=state["deleted_at"] is not None,
        byline=row.byline,
        at=row.at,
    )
