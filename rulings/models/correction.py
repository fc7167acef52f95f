"""What editors corrected of what a machine read: a row beside the machine's value, which every new reading keeps."""

from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from dockets.models import Docket, Filing, Party
from rulings.vocabulary.corrections import FIELD_LABELS, OF_PARTY, CorrectedField


class CorrectionQuerySet(models.QuerySet["Correction"]):
    """Queries for corrections."""

    def overtaken(self) -> Self:
        """Corrections of filings whose text the court has changed since, as long as no editor has looked at them."""
        return self.filter(filing__merged_into=None).exclude(text_key="").exclude(text_key=F("filing__fingerprint"))


class Correction(models.Model):
    """An editor's value for one field of a filing, of a party, or of the case where there is neither. The machine's own
    value stays where it is (``TextReading``), as does the court's list of parties, and counts again when this row is
    deleted."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="corrections")
    filing = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    party = models.ForeignKey(Party, null=True, on_delete=models.CASCADE, related_name="corrections", db_index=False)
    field = models.CharField(max_length=12, choices=[(field.value, label) for field, label in FIELD_LABELS.items()])
    value = models.JSONField()
    """As ``CorrectedField`` says for the field."""
    machine = models.JSONField(null=True)
    """What the machine had said when it was corrected, in the same form."""
    text_key = models.CharField(max_length=32, blank=True, default="", db_default="")
    """``Filing.fingerprint`` when an editor last looked at it; "" for a case or a party."""
    reason = models.CharField(max_length=500, blank=True)
    corrected_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("filing", "field", name="correction_once"),
            models.UniqueConstraint("party", "field", name="correction_once_per_party"),
            models.UniqueConstraint(
                "docket", "field", condition=Q(filing=None, party=None), name="correction_once_per_case"
            ),
            models.CheckConstraint(
                condition=Q(field=CorrectedField.STATUS.value, filing=None, party=None)
                | Q(field__in=[field.value for field in OF_PARTY], filing=None, party__isnull=False)
                | (
                    ~Q(field__in=[field.value for field in (CorrectedField.STATUS, *OF_PARTY)])
                    & Q(filing__isnull=False, party=None)
                ),
                name="correction_is_of_its_field",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_field_display()} of {self.filing_id or self.party_id or self.docket_id}"

    def state(self) -> dict[str, Any]:
        """What the audit log stores of it."""
        on = (self.filing.number or self.filing.public_id) if self.filing else None
        told = {"value": self.value, "machine": self.machine, "reason": self.reason}
        if self.party:
            told |= {"party": self.party.name, "party_id": self.party_id}
        return {"field": self.field, "filing": on, **told}
