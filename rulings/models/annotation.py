"""Notes on filings: what they are about, who may see them, every version of them, and what colleagues answered."""

from datetime import datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from dockets.models import Docket, Filing
from dockets.models.filing import new_public_id
from rulings.anchors import Fit, Found, Passage

type Visitor = AbstractBaseUser | AnonymousUser

READ = "rulings.view_annotation"
"""Of the newsroom: reads what was written for it."""
WRITE = "rulings.add_annotation"
EDIT = "rulings.change_annotation"
ANSWER = "rulings.add_reply"

_STANDING = Q(deleted_at=None)


def _may(user: Visitor, permission: str) -> bool:
    return user.is_authenticated and isinstance(user, User) and user.has_perm(permission)


def for_readers(moment: Any) -> Q:
    """What is out for everybody at ``moment``, a time or an expression for one; of notes that stand."""
    return _out(moment) & Q(visibility=Annotation.Visibility.PUBLIC)


def for_newsroom(moment: Any) -> Q:
    """What colleagues see at ``moment``, beside what is out for everybody."""
    written = Q(visibility=Annotation.Visibility.PUBLIC) & ~Q(status=Annotation.Status.DRAFT)
    return _out(moment) & Q(visibility=Annotation.Visibility.NEWSROOM) | written


def _out(moment: Any) -> Q:
    return Q(status=Annotation.Status.PUBLISHED, published_at__lte=moment)


class AnnotationQuerySet(models.QuerySet["Annotation"]):
    """The words in which notes are asked for. Every output begins with ``visible_to``."""

    def visible_to(self, user: Visitor, now: datetime | None = None) -> Self:
        """What this visitor may know of: readers what is published for them, the newsroom also what is written for it, authors
        also their own. What was deleted is not there."""
        standing = self.filter(deleted_at=None)
        moment = now or timezone.now()
        seen = for_readers(moment)
        if _may(user, READ):
            seen |= for_newsroom(moment)
        if user.is_authenticated:
            seen |= Q(author=user)
        return standing.filter(seen)

    def known_to(self, user: Visitor) -> Self:
        """With what was deleted: for histories, and for taking a deletion back. Of others' notes only those that the newsroom
        had in its hands."""
        if not user.is_authenticated:
            return self.none()
        handed_over = ~Q(visibility=Annotation.Visibility.PRIVATE) & ~Q(status=Annotation.Status.DRAFT)
        return self.filter(Q(author=user) | handed_over) if _may(user, READ) else self.filter(author=user)

    def editable_by(self, user: Visitor) -> Self:
        """Of those known: editors may change their own notes and those that the newsroom has in its hands."""
        return self.known_to(user) if _may(user, EDIT) else self.none()

    def current(self) -> Self:
        """On filings that are not another one."""
        return self.filter(filing__merged_into=None)

    def waiting(self) -> Self:
        """For the word of an editor who has not written them."""
        return self.filter(deleted_at=None, status=Annotation.Status.WAITING)

    def orphaned(self) -> Self:
        return self.filter(deleted_at=None, fit=Fit.ORPHANED)

    def overtaken(self) -> Self:
        """Those whose court has changed its words since, and nobody has looked at that."""
        return self.filter(deleted_at=None, words_changed_at__isnull=False)


class Annotation(models.Model):
    """A note on a filing, one of its documents, the ruling that it is, or a passage of the court's text."""

    class About(models.TextChoices):
        FILING = "filing", "the filing"
        DOCUMENT = "document", "a document"
        RULING = "ruling", "the ruling"

    class Visibility(models.TextChoices):
        PRIVATE = "private", "Only me"
        NEWSROOM = "newsroom", "The newsroom"
        PUBLIC = "public", "Readers"

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        WAITING = "waiting", "Waits for a second editor"
        PUBLISHED = "published", "Published"

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="annotations")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="annotations")
    """Where it stands: ``made_on``, or the filing that this turned out to be."""
    made_on = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    """Where it was written; it goes back there when two filings turn out to be two after all."""
    about = models.CharField(max_length=10, choices=About, default=About.FILING)
    document_number = models.PositiveIntegerField(null=True)
    """Of the document that it is about. Documents' own rows come and go with imports."""

    of_text = models.BooleanField(default=False, db_default=False)
    """Whether its passage is of the document's own text; else of the court's docket text."""
    exact = models.TextField(blank=True)
    """The words that were marked; "" for a note on the whole."""
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    start = models.PositiveIntegerField(null=True)
    """Place of the passage in ``Filing.text``, or in the document's text (``grounds.whole``), as it stands, in code points; None
    when it was not found."""
    length = models.PositiveIntegerField(default=0)
    """Of what stands there now: ``exact`` may have been changed."""
    fit = models.CharField(max_length=10, choices=[(fit.value, fit.value) for fit in Fit], blank=True)
    """``anchors.Fit``; "" for a note on the whole."""
    anchored_to = models.CharField(max_length=32)
    """``Filing.fingerprint``, or of a document's text ``Ground.anchored_to``, at which ``start`` and ``fit`` were worked out."""
    words_key = models.CharField(max_length=32)
    """Over the court's words as they were when this was written, or when an editor last looked at how they had changed."""
    words_changed_at = models.DateTimeField(null=True)
    """Since when the court's words are others than those."""

    body = models.TextField()
    """Markdown."""
    excerpt = models.TextField(blank=True)
    """The beginning of ``body`` as plain text."""
    tags = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    mentions = ArrayField(models.CharField(max_length=150), default=list, blank=True)
    """User names in small letters."""
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.NEWSROOM)
    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    published_at = models.DateTimeField(null=True)
    """May lie in the future: then it is seen from that moment on, without anybody's doing."""
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="annotations")
    byline = models.CharField(max_length=150)
    """The author's name as readers see it."""
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """Of the version that stands."""
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    edited_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    deleted_at = models.DateTimeField(null=True)
    resolved_at = models.DateTimeField(null=True)
    """When the newsroom closed the thread below it."""
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    objects = AnnotationQuerySet.as_manager()

    class Meta:
        ordering = ["created_at", "id"]
        indexes = [
            models.Index(fields=["docket", "filing"], name="annotation_place"),
            models.Index(fields=["filing", "start"], name="annotation_passage"),
            models.Index(fields=["edited_at"], condition=_STANDING & Q(status="waiting"), name="annotation_waiting"),
            models.Index(fields=["edited_at"], condition=_STANDING & Q(fit="orphaned"), name="annotation_orphaned"),
            models.Index(
                fields=["words_changed_at"], condition=_STANDING & Q(words_changed_at__isnull=False), name="annotation_overtaken"
            ),
            GinIndex(fields=["tags"], name="annotation_tags"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(about="document", document_number__isnull=False) | (~Q(about="document") & Q(document_number=None)),
                name="annotation_of_a_document",
            ),
            models.CheckConstraint(condition=Q(of_text=False) | Q(about="document"), name="annotation_of_a_text"),
            models.CheckConstraint(
                condition=Q(exact="", fit="", start=None) | (~Q(exact="") & ~Q(fit="")), name="annotation_fits"
            ),
            models.CheckConstraint(
                condition=~Q(status="published") | Q(published_at__isnull=False), name="annotation_published_sometime"
            ),
            models.CheckConstraint(condition=~Q(status="waiting") | Q(visibility="public"), name="annotation_waits_for_readers"),
        ]

    def __str__(self) -> str:
        return f"{self.byline}: {self.excerpt}"

    @property
    def passage(self) -> Passage:
        return Passage(self.exact, self.prefix, self.suffix, self.start)

    def stands(self, found: Found) -> None:
        """Notes where the passage was found. One that was not keeps its words."""
        lost = found.fit == Fit.ORPHANED
        self.fit = found.fit
        self.start, self.length = (None, 0) if lost else (found.start, found.end - found.start)

    def is_scheduled(self, now: datetime) -> bool:
        return self.status == self.Status.PUBLISHED and self.published_at is not None and self.published_at > now


class AnnotationVersion(models.Model):
    """One version of a note. Written once and never changed."""

    class Act(models.TextChoices):
        WROTE = "wrote", "wrote"
        EDITED = "edited", "edited"
        APPROVED = "approved", "approved"
        RETURNED = "returned", "gave back as a draft"
        DELETED = "deleted", "deleted"
        RESTORED = "restored", "restored"

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    act = models.CharField(max_length=10, choices=Act)
    body = models.TextField()
    tags = ArrayField(models.CharField(max_length=40), default=list)
    visibility = models.CharField(max_length=10, choices=Annotation.Visibility)
    status = models.CharField(max_length=10, choices=Annotation.Status)
    published_at = models.DateTimeField(null=True)
    deleted = models.BooleanField(default=False)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    """As the name was; it stays when the user goes."""
    at = models.DateTimeField()

    class Meta:
        ordering = [F("number").desc()]
        constraints = [models.UniqueConstraint("annotation", "number", name="annotation_version_once")]

    def __str__(self) -> str:
        return f"{self.annotation_id}: {self.number}"


class Reply(models.Model):
    """What a colleague answered to a note. For the newsroom alone, whoever the note is for."""

    annotation = models.ForeignKey(Annotation, on_delete=models.CASCADE, related_name="replies")
    body = models.TextField()
    """Markdown."""
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
