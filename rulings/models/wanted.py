"""Documents that editors want to have. Where one can be got is worked out from the record (``rulings.wanted``); whether
it has come in, too: only who wants it, and why, is stored here."""

from typing import Any

from django.conf import settings
from django.db import models

from dockets.models import Docket, Filing


class WantedDocument(models.Model):
    """That one editor wants one document, by the filing and the number that ``Document`` has: 0 is the main one."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="wanted_documents")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="wanted_documents", db_index=False)
    document_number = models.PositiveIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="wanted_documents")
    why = models.CharField(max_length=500, blank=True)
    at = models.DateTimeField()

    class Meta:
        # Its index also serves queries by filing.
        constraints = [models.UniqueConstraint("filing", "document_number", "by", name="wanted_once_by_each")]

    def __str__(self) -> str:
        return f"{self.by_id} wants {self.filing_id}-{self.document_number}"

    def state(self) -> dict[str, Any]:
        """For the audit log and for versions of the form."""
        filing = self.filing.number or self.filing.public_id
        return {"filing": filing, "document": self.document_number, "why": self.why}
