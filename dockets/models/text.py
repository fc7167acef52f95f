"""The texts of documents, page by page. Separate from ``Document``, so that no list of documents loads them."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Left, Length

from dockets.models.document_file import DocumentFile
from dockets.models.filing import SEARCHED_CHARACTERS, Filing
from dockets.models.leased import LeasedRow


class DocumentTextQuerySet(models.QuerySet["DocumentText"]):
    """Named queries for texts."""

    def shown(self) -> Self:
        """The text of each document that its page shows and search finds."""
        return self.filter(shown=True)


class DocumentText(models.Model):
    """The text of one document, and its origin. ``Document`` rows come and go with imports, so a text remembers the
    filing and the number that it came for (``made_on``, ``made_as``); where it stands now is computed from those
    whenever filings are written (``dockets.documents.texts.repoint_texts``)."""

    class Origin(models.TextChoices):
        UPLOAD = "upload", "an uploaded file"
        COURTLISTENER = "courtlistener", "CourtListener"
        OCR = "ocr", "recognised from pictures"
        """Of requests alone: pages without words of a text that stands there already."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="document_texts")
    """The filing it belongs to: ``made_on``, or the filing that this was merged into."""
    document_number = models.PositiveIntegerField()
    """``made_as``, or the number of the document with ``pacer_doc_id`` in that filing."""
    made_on = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    made_as = models.PositiveIntegerField()
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    """PACER's id of the document when the text came."""
    origin = models.CharField(max_length=20, choices=Origin)
    name = models.CharField(max_length=400, blank=True)
    """File name, or the document's id at the source."""
    sha256 = models.CharField(max_length=64)
    """Hash of the file, or of the text as it was sent."""
    file = models.ForeignKey(DocumentFile, null=True, on_delete=models.PROTECT, related_name="texts")
    """The PDF it was read from; None for a text that came as text."""
    published_at = models.DateTimeField(null=True)
    """When an editor let readers see the file. Until then only editors see it: a page's picture shows everything, also
    what the text leaves out."""
    withheld = ArrayField(models.PositiveIntegerField(), default=list, db_default=[])
    """Pages, from 1, that readers do not see though the file is published."""
    pictures_only = models.BooleanField(default=False, db_default=False)
    """Whether readers get pictures of the pages in the place of the file, as where pages are withheld."""
    page_count = models.PositiveIntegerField()
    is_paged = models.BooleanField(default=True)
    """Whether the pages are the document's own. A text without page marks is cut into parts, which are shown as
    parts."""
    characters = models.PositiveIntegerField()
    revision = models.PositiveSmallIntegerField(default=0, db_default=0)
    """How often words were removed from it since it came: highlights made at an earlier revision have to be found
    anew."""
    masked_by = models.PositiveSmallIntegerField(default=0, db_default=0)
    """``mask.RULES`` by which people's numbers and homes were removed."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    """The user's name at the time; it stays when the user is deleted."""
    at = models.DateTimeField()
    gone_at = models.DateTimeField(null=True)
    """When an editor withdrew or replaced it. Restoring it is the undo."""
    replaced_at = models.DateTimeField(null=True)
    """When another file took its place, and nobody has withdrawn the document since: readers may then compare both."""
    shown = models.BooleanField(default=True)
    """Whether it is the newest text of its document: after a merge of two filings one document may have two."""

    objects = DocumentTextQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["filing", "document_number"], name="document_text_place")]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(shown=True) | models.Q(gone_at=None), name="document_text_shown_stands"
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}-{self.document_number}: {self.name}"


class DocumentPageQuerySet(models.QuerySet["DocumentPage"]):
    """Named queries for pages."""

    def readable(self) -> Self:
        """Those that are not withheld from readers."""
        return self.exclude(text__withheld__contains=[models.F("number")])


class DocumentPage(models.Model):
    """One page of a text, with people's numbers and homes removed."""

    text = models.ForeignKey(DocumentText, on_delete=models.CASCADE, related_name="pages")
    number = models.PositiveIntegerField()
    """From 1."""
    words = models.TextField(blank=True)
    """ "" for a page that is a picture."""
    read_by = models.CharField(max_length=100, blank=True, default="", db_default="")
    """The program that recognised the words in a picture, with its version; "" where they are the file's own. Set where
    it found none, too."""
    confidence = models.FloatField(null=True)
    """How sure that program was, from 0 to 1; None where it found nothing."""
    places = models.JSONField(null=True)
    """Where recognised words stand on the page, as ``page_images.PageLayout`` has them; None where the file says."""
    cites = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """The law that its words cite, each as ``[start, words, address]``. One whose words stand elsewhere now is passed
    over."""
    length = models.GeneratedField(
        expression=Length("words"), output_field=models.PositiveIntegerField(), db_persist=True
    )
    """Characters of ``words``. To count those of a thousand pages PostgreSQL unpacks all their words."""
    search = models.GeneratedField(
        expression=SearchVector(Left("words", SEARCHED_CHARACTERS), config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocumentPageQuerySet.as_manager()

    class Meta:
        ordering = ["number"]
        indexes = [GinIndex(fields=["search"], name="document_page_search")]
        constraints = [models.UniqueConstraint("text", "number", name="document_page_once")]

    def __str__(self) -> str:
        return f"{self.text_id}: {self.number}"

    @property
    def percent_sure(self) -> int:
        """``confidence`` in per cent, rounded down."""
        return int(100 * (self.confidence or 0))


class TextRequest(LeasedRow):
    """A person's request for a document's text: of a source that may have it, or of a file that was uploaded. A worker
    performs it; the row has its state."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    OPEN = (Status.WAITING, Status.RUNNING)

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="text_requests")
    document_number = models.PositiveIntegerField()
    pacer_doc_id = models.CharField(max_length=40)
    origin = models.CharField(max_length=20, choices=DocumentText.Origin, default=DocumentText.Origin.COURTLISTENER)
    name = models.CharField(max_length=400, blank=True, default="", db_default="")
    """Of an uploaded file."""
    body = models.BinaryField(null=True)
    """The uploaded file until it has been read; then it is gone from here."""
    form_id = models.CharField(max_length=64, blank=True, default="", db_default="")
    """By which a form that is sent twice is recognised."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    said = models.TextField(blank=True)
    """Why it failed, what it is waiting for, how far it is, or what came of it, in a sentence."""
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(status__in=["waiting", "running"]), name="text_request_due"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                "filing",
                "document_number",
                condition=models.Q(status__in=["waiting", "running"]),
                name="text_request_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.filing_id}-{self.document_number}: {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
