"""Files that an editor has brought in together, before and after they are taken."""

from django.conf import settings
from django.db import models

from dockets.models.docket import Docket
from dockets.models.text import TextRequest


class BroughtFile(models.Model):
    """A file that was sent with others for the documents of a case. Which document it is, and whether it can be taken,
    is computed from its name when it is shown (``rulings.desk.brought_files``); once it is taken the request for its
    text has its bytes and its state."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    batch = models.CharField(max_length=16, db_index=True)
    """Of those that were sent together."""
    position = models.PositiveIntegerField()
    """In which order they came, from 0."""
    name = models.CharField(max_length=400, blank=True)
    body = models.BinaryField(null=True)
    """Until it is taken."""
    size = models.PositiveBigIntegerField()
    """Bytes."""
    sha256 = models.CharField(max_length=64, blank=True)
    refused = models.TextField(blank=True)
    """Why it cannot be taken, whatever document it is, in a sentence."""
    said_filing = models.CharField(max_length=64, blank=True, default="", db_default="")
    """The filing whose document it is, as an editor has said, by its number or public id; "" where its name tells."""
    said_number = models.PositiveIntegerField(default=0, db_default=0)
    """Of the document, with ``said_filing``."""
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    request = models.ForeignKey(TextRequest, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["position"]
        constraints = [models.UniqueConstraint("batch", "position", name="brought_file_once")]

    def __str__(self) -> str:
        return f"{self.batch}: {self.name}"
