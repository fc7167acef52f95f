"""Claims for relief in a pleading (not a bankruptcy proof of claim)."""

from django.db import models

from dockets.models import Docket, Filing, Party


class Claim(models.Model):
    """One claim for relief. What has become of it is its latest dated ``Disposition``, never a column here."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="claims")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    ground = models.CharField(max_length=300, blank=True)
    """Statute or common-law ground: "15 U.S.C. § 1"."""
    summary = models.TextField(blank=True)
    """Plain language, by an editor."""
    pleading = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="claims")
    asserted_by = models.ManyToManyField(Party, related_name="claims_made")
    against = models.ManyToManyField(Party, related_name="claims_faced")

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint("docket", "number", name="claim_once")]

    def __str__(self) -> str:
        return f"{self.number} · {self.title}"
