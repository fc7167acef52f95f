"""What stands in documents: their texts, page by page. Apart from ``Document``, so that no list of documents carries them."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left

from dockets.models.filing import SEARCHED_CHARACTERS, Filing


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    """The words in which texts are asked for."""

    def shown(self) -> Self:
        """Of each document the one that its page shows and search finds."""
        return self.filter(shown=True)


class DocumentText(models.Model):
    """The text of one document, and where it is from. Documents' own rows come and go with imports, so a text remembers the
    filing and the number that it came for (``made_on``, ``made_as``); where it stands now is worked out from those with each
    merge (``dockets.document_texts.follow``)."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", "an uploaded file"
        COURTLISTENER = "courtlistener", "CourtListener"

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="document_texts")
    """Where it stands: ``made_on``, or the filing that this turned out to be."""
    document_number = models.PositiveIntegerField()
    """``made_as``, or the number that the document with ``pacer_doc_id`` has there."""
    made_on = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    made_as = models.PositiveIntegerField()
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    """The document's, when the text came."""
    origin = models.CharField(max_length=20, choices=Origin)
    name = models.CharField(max_length=400, blank=True)
    """The file's, or the document's id where it came from."""
    sha256 = models.CharField(max_length=64)
    """Of the file, or of the text as it was sent. The file is not kept: nobody can look through it for numbers of persons."""
    page_count = models.PositiveIntegerField()
    is_paged = models.BooleanField(default=True)
    """Whether its pages are the document's. Text without marks of pages is cut into parts, which are called that."""
    characters = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How often words were taken out of it since it came: by this what stands on it is known to stand elsewhere now."""
    masked_by = models.PositiveSmallIntegerField(default=0, db_default=0)
    """``masking.RULES`` by which numbers and homes of persons were taken out."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    """As the name was; it stays when the user goes."""
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """When an editor took it away, or put another in its place. Undone by putting it back."""
    shown = models.BooleanField(default=True)
    """Whether it is the newest of those that stand at its document: two do when two filings turn out to be one."""

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["filing", "document_number"], name="document_text_place")]
        constraints = [
            models.CheckConstraint(condition=~models.Q(shown=True) | models.Q(gone_at=None), name="document_text_shown_stands")
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}-{self.document_number}: {self.name}"


class DocumentPage(models.Model):
    """One page of a text, with the numbers and homes of persons taken out."""

    text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    """From 1."""
    words = models.TextField(blank=True)
    """ "" for a page that is a picture."""
    search = models.GeneratedField(
        expression=SearchVector(Left("words", SEARCHED_CHARACTERS), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    class Meta:
        ordering = ["number"]
        indexes = [GinIndex(fields=["search"], name="document_page_search")]
        constraints = [models.UniqueConstraint("text", "number", name="document_page_once")]

    def __str__(self) -> str:
        return f"{self.text_id}: {self.number}"


class TextRequest(models.Model):
    """That a person asked for a document's text where a source may have it. A worker does it; the row says how far it is."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="text_requests")
    document_number = models.PositiveIntegerField()
    pacer_doc_id = models.CharField(max_length=40)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    said = models.TextField(blank=True)
    """Why it failed, or what it waits for, in a sentence."""
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    """Until when the worker that took it has it for itself."""

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["not_before"], condition=models.Q(status__in=["waiting", "running"]), name="text_request_due")
        ]
        constraints = [
            models.UniqueConstraint(
                "filing", "document_number", condition=models.Q(status__in=["waiting", "running"]), name="text_request_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}-{self.document_number}: {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in {self.Status.WAITING, self.Status.RUNNING}
