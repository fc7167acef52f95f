"""The files of documents, kept once however many filings show them."""

from django.db import models


class DocumentFile(models.Model):
    """A PDF that was brought in, addressed by its hash. Its bytes lie in the storage "documents"; who may see them is
    said by the row of ``DocumentText`` that shows it. Written and deleted by ``dockets.documents.files`` alone."""

    sha256 = models.CharField(max_length=64, unique=True)
    """Of the bytes, in hexadecimal."""
    size = models.PositiveBigIntegerField()
    """Bytes."""
    page_count = models.PositiveIntegerField()
    kept_at = models.DateTimeField()
    inspection = models.JSONField(null=True)
    """What was found in it that readers should perhaps not see (``dockets.documents.inspection``); None: nobody has
    looked yet."""

    class Meta:
        ordering = ["-kept_at", "-id"]

    def __str__(self) -> str:
        return f"{self.sha256[:12]}, {self.page_count} pages"
