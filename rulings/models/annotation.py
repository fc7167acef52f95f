"""Notes on filings: what they are about, who may see them, and colleagues' replies to them."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Q
from django.utils import timezone

from dockets.db.functions import StatementTime
from dockets.models import Docket, Filing
from dockets.models.filing import create_public_id
from rulings.models.publication import Publication, PublicationStatus, ShownState, filter_published
from rulings.passages.anchors import Fit, FoundPassage, Passage

type Visitor = AbstractBaseUser | AnonymousUser

READ = "rulings.view_annotation"
"""Permission of the newsroom: to read notes written for it."""
WRITE = "rulings.add_annotation"
EDIT = "rulings.change_annotation"
ANSWER = "rulings.add_reply"

_STANDING = Q(deleted_at=None)


def _may(user: Visitor, permission: str) -> bool:
    return user.is_authenticated and isinstance(user, User) and user.has_perm(permission)


def filter_for_readers(moment: datetime | StatementTime) -> Q:
    """Notes that every reader may see at ``moment``. Deleted notes are not left out here."""
    return _out(moment) & Q(visibility=Annotation.Visibility.PUBLIC)


def filter_for_newsroom(moment: datetime) -> Q:
    """Notes that colleagues see at ``moment`` beside their own: those published for the newsroom, and every public note
    that is no longer a draft."""
    written = Q(visibility=Annotation.Visibility.PUBLIC) & ~Q(status=Annotation.Status.DRAFT)
    return _out(moment) & Q(visibility=Annotation.Visibility.NEWSROOM) | written


def _out(moment: datetime | StatementTime) -> Q:
    return filter_published(moment=moment)


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """Queries for notes. Every output begins with ``visible_to``."""

    def visible_to(self, user: Visitor, now: datetime | None = None) -> Self:
        """Notes that this visitor may see: readers those published for them, the newsroom also those written for it,
        authors also their own. Deleted notes are left out."""
        standing = self.filter(deleted_at=None)
        moment = now or timezone.now()
        seen = filter_for_readers(moment)
        if _may(user, READ):
            seen |= filter_for_newsroom(moment)
        if user.is_authenticated:
            seen |= Q(author=user)
        return standing.filter(seen)

    def known_to(self, user: Visitor) -> Self:
        """Notes including deleted ones, for histories and for restoring a deleted note. Of others' notes only those
        that are neither private nor drafts, and only for the newsroom."""
        if not user.is_authenticated:
            return self.none()
        handed_over = ~Q(visibility=Annotation.Visibility.PRIVATE) & ~Q(status=Annotation.Status.DRAFT)
        return self.filter(Q(author=user) | handed_over) if _may(user, READ) else self.filter(author=user)

    def editable_by(self, user: Visitor) -> Self:
        """Of the notes in ``known_to``: editors may change their own notes, and others' that are neither private nor
        drafts."""
        return self.known_to(user) if _may(user, EDIT) else self.none()

    def current(self) -> Self:
        """Notes on filings that were not merged into another one."""
        return self.filter(filing__merged_into=None)

    def waiting(self) -> Self:
        """Notes that wait for approval by an editor who did not write them."""
        return self.filter(deleted_at=None, status=Annotation.Status.WAITING)

    def orphaned(self) -> Self:
        return self.filter(deleted_at=None, fit=Fit.ORPHANED)

    def overtaken(self) -> Self:
        """Notes on words that the court has changed since, as long as no editor has looked at the change."""
        return self.filter(deleted_at=None, words_changed_at__isnull=False)


class Annotation(Publication):
    """A note on a filing, one of its documents, the ruling that it is, or a passage of the court's text."""

    class About(models.TextChoices):
        FILING = "filing", "the filing"
        DOCUMENT = "document", "a document"
        RULING = "ruling", "the ruling"

    class Visibility(models.TextChoices):
        PRIVATE = "private", "Only me"
        NEWSROOM = "newsroom", "The newsroom"
        PUBLIC = "public", "Readers"

    public_id = models.CharField(max_length=16, unique=True, default=create_public_id)
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="annotations")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="annotations")
    """The filing that it is shown at: ``made_on``, or the filing that this was merged into."""
    made_on = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    """The filing that it was written on; the note returns there when a merge of two filings is undone."""
    about = models.CharField(max_length=10, choices=About, default=About.FILING)
    document_number = models.PositiveIntegerField(null=True)
    """Number of the document that it is about. Not a foreign key: documents' own rows come and go with imports."""

    of_text = models.BooleanField(default=False, db_default=False)
    """Whether its passage is from the document's own text; if not, it is from the court's docket text."""
    exact = models.TextField(blank=True)
    """The words that were marked; "" for a note on the whole."""
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True)
    """Place of the passage in ``Filing.text``, or in the document's text (``notes.anchor_text.join_pages``), as it is
    now, in code points; None when it was not found."""
    length = models.PositiveIntegerField(default=0)
    """Code points of the passage as it is now, which may differ from ``exact``."""
    fit = models.CharField(max_length=10, choices=[(fit.value, fit.value) for fit in Fit], blank=True)
    """How the passage was found, as ``anchors.Fit``; "" for a note on the whole."""
    anchored_to = models.CharField(max_length=32)
    """The state of the text for which ``start`` and ``fit`` were worked out: ``Filing.fingerprint``, or for a
    document's text ``AnchorText.anchored_to``."""
    words_key = models.CharField(max_length=32)
    """Hash of the court's words as they were when this was written, or when an editor last looked at how they had
    changed."""
    words_changed_at = models.DateTimeField(null=True)
    """Since when the court's words differ from those of ``words_key``; None while they do not."""

    body = models.TextField()
    """Markdown."""
    excerpt = models.TextField(blank=True)
    """The beginning of ``body`` as plain text."""
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    mentions = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    """User names in lower case."""
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.NEWSROOM)
    status = models.CharField(max_length=10, choices=PublicationStatus, default=PublicationStatus.DRAFT)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="annotations"
    )
    byline = models.CharField(max_length=150)
    """The author's name as readers see it."""
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    """When the newsroom closed the thread of replies below it."""
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["docket", "filing"], name="annotation_place"),
            models.Index(fields=["published_at"], condition=Q(published_at__isnull=False), name="annotation_published"),
            models.Index(fields=["filing", "start"], name="annotation_passage"),
            models.Index(fields=["edited_at"], condition=_STANDING & Q(status="waiting"), name="annotation_waiting"),
            models.Index(fields=["edited_at"], condition=_STANDING & Q(fit="orphaned"), name="annotation_orphaned"),
            models.Index(
                fields=["words_changed_at"],
                condition=_STANDING & Q(words_changed_at__isnull=False),
                name="annotation_overtaken",
            ),
            GinIndex(fields=["tags"], name="annotation_tags"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="document", document_number__isnull=False)
                | (~Q(about="document") & Q(document_number=None)),
                name="annotation_of_a_document",
            ),
            models.CheckConstraint(condition=Q(of_text=False) | Q(about="document"), name="annotation_of_a_text"),
            models.CheckConstraint(
                condition=Q(exact="", fit="", start=None) | (~Q(exact="") & ~Q(fit="")), name="annotation_fits"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="annotation_published_sometime"
            ),
            models.CheckConstraint(
                condition=~Q(status="waiting") | Q(visibility="public"), name="annotation_waits_for_readers"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.byline}: {self.excerpt}"

    @property
    def passage(self) -> Passage:
        return Passage(self.exact, self.prefix, self.suffix, self.start)

    def stands(self, found: FoundPassage) -> None:
        """Records where the passage was found. If it was not, the note keeps its quoted words."""
        lost = found.fit == Fit.ORPHANED
        self.fit = found.fit
        self.start, self.length = (None, 0) if lost else (found.start, found.end - found.start)

    def is_scheduled(self, now: datetime) -> bool:
        return self.get_shown_state(now) is ShownState.SCHEDULED


class Reply(models.Model):
    """A colleague's reply to a note. Only the newsroom sees it, whoever the note itself is for."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="replies")
    body = models.TextField()
    """Markdown."""
    mentions = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    """User names in lower case."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="replies")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at", "id"]
        verbose_name_plural = "replies"

    def __str__(self) -> str:
        return f"{self.by_name} on {self.annotation_id}"

    def state(self) -> dict[str, Any]:
        return {"annotation": self.annotation_id, "deleted": self.deleted_at is not None}
