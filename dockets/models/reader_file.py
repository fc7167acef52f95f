"""The copies of documents' files that readers get where they may not have the file itself."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from dockets.models.document_file import DocumentFile
from dockets.models.leased import LeasedRow


class ReaderFile(LeasedRow):
    """A file made of pictures of another one's pages, without those that are withheld; or that it is to be made. Its
    bytes lie in the storage "documents" among what is drawn of the file. Written by ``dockets.documents.reader_files``
    alone, derived from the rows of ``DocumentText`` that show the file: it can be made anew at any time."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        FAILED = "failed", "failed"

    OPEN = (Status.WAITING, Status.RUNNING)

    file = models.ForeignKey(DocumentFile, on_delete=models.CASCADE, related_name="reader_files")
    withheld = ArrayField(models.PositiveIntegerField(), default=list)
    """Pages, from 1, in whose place a grey one stands."""
    key = models.CharField(max_length=16)
    """Of ``withheld``, by which it is found, in the storage too."""
    status = models.CharField(max_length=10, choices=Status, default=Status.WAITING)
    said = models.TextField(blank=True)
    """Why it could not be made, in a sentence for an editor."""
    stretches = ArrayField(models.PositiveIntegerField(), default=list, db_default=[])
    """The last page of each stretch that is drawn and kept in the storage until all are."""
    size = models.PositiveBigIntegerField(default=0)
    """Bytes: of the stretches, and once it is made of the file."""
    sha256 = models.CharField(max_length=64, blank=True)
    """Of the bytes, once it is made."""
    asked_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    not_before = models.DateTimeField()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(
                fields=["not_before"], condition=models.Q(status__in=["waiting", "running"]), name="reader_file_due"
            )
        ]
        constraints = [models.UniqueConstraint("file", "key", name="reader_file_once")]

    def __str__(self) -> str:
        return f"{self.file_id} without {len(self.withheld)} pages: {self.status}"

    @property
    def is_open(self) -> bool:
        return self.status in self.OPEN
