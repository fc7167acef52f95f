"""Parties, their lawyers, and who represents whom."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.db import models
from django.db.models import Case, F, Q, When
from django.db.models.functions import Upper

from dockets.models.docket import Docket


class Party(models.Model):
    """A party of one docket, in one role. A person who is both defendant and counter-claimant has two rows, as on the
    court's page; ``twin`` tells apart rows that the court lists twice with the same words."""

    class Side(models.TextChoices):
        PLAINTIFF = "plaintiff", "Plaintiff side"
        DEFENDANT = "defendant", "Defendant side"
        OTHER = "other", "Others"

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="parties")
    name = models.TextField()
    type = models.CharField(max_length=200, blank=True)
    """The court's word: "Plaintiff", "Intervenor Defendant"."""
    side = models.CharField(max_length=10, choices=Side, default=Side.OTHER)
    """``get_party_side(type)``."""
    twin = models.PositiveSmallIntegerField(default=0)
    position = models.PositiveIntegerField(default=0)
    """Order on the court's page."""
    extra_info = models.TextField(blank=True)
    date_terminated = models.DateField(null=True)
    as_of = models.DateTimeField()
    """Time of the newest sheet that listed this party."""
    info_as_of = models.DateTimeField(null=True)
    """Time of the newest sheet that had ``extra_info``."""
    terminated_as_of = models.DateTimeField(null=True)
    """Time of the newest sheet that had ``date_terminated``."""
    editors_name = models.TextField(blank=True, default="", db_default="")
    """As the editors have corrected it; "" where the court's stands. This and the next three are written by the
    interpretation."""
    editors_side = models.CharField(max_length=10, choices=Side, blank=True, default="", db_default="")
    editors_counsel = models.JSONField(null=True)
    """``{"left_out": [name], "added": [{"name": text, "firm": text}]}`` as the editors have corrected it."""
    same_as = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="spellings")
    """The row of the same party under another name, as the editors have said: that one is shown, and not this."""
    display_name = models.GeneratedField(
        expression=Case(When(editors_name="", then=F("name")), default=F("editors_name")),
        output_field=models.TextField(),
        db_persist=True,
    )
    display_side = models.GeneratedField(
        expression=Case(When(editors_side="", then=F("side")), default=F("editors_side")),
        output_field=models.CharField(max_length=10),
        db_persist=True,
    )

    class Meta:
        ordering = ["position", "id"]
        verbose_name_plural = "parties"
        constraints = [
            models.UniqueConstraint(
                models.F("docket"),
                models.F("type"),
                models.Func("name", function="md5"),
                models.F("twin"),
                name="party_once",
            )
        ]
        indexes = [
            GinIndex(fields=["name"], name="party_name_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["editors_name"], name="party_editors_name_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(
                fields=["editors_counsel"], condition=Q(editors_counsel__isnull=False), name="party_editors_counsel"
            ),
            # Names are of any length, which only a hash bears.
            HashIndex(Upper("display_name"), name="party_display_name_upper"),
            HashIndex(Upper("name"), condition=Q(same_as__isnull=False), name="party_spelling_upper"),
        ]

    def __str__(self) -> str:
        return str(self.display_name)


class Attorney(models.Model):
    """A lawyer as courts name them. One row per name and contact: two people with one name stay two."""

    name = models.CharField(max_length=300)
    contact = models.TextField(blank=True)
    """Address, telephone, e-mail as on the docket. For admins only."""
    firm = models.CharField(max_length=300, blank=True)
    """First line of the contact unless that is a street address (``find_firm``). Shown to everyone."""
    city = models.CharField(max_length=120, blank=True)
    fingerprint = models.CharField(max_length=32, unique=True)

    class Meta:
        indexes = [
            GinIndex(fields=["name"], name="attorney_name_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["firm"], name="attorney_firm_trgm", opclasses=["gin_trgm_ops"]),
            HashIndex(Upper("name"), name="attorney_name_upper"),
            HashIndex(Upper("firm"), name="attorney_firm_upper"),
        ]

    def __str__(self) -> str:
        return self.name


class Representation(models.Model):
    """An attorney acts, or acted, for a party."""

    party = models.ForeignKey(Party, on_delete=models.CASCADE, related_name="representations")
    attorney = models.ForeignKey(Attorney, on_delete=models.CASCADE, related_name="representations")
    roles = ArrayField(models.CharField(max_length=200), default=list)
    position = models.PositiveIntegerField(default=0)
    as_of = models.DateTimeField()

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("party", "attorney", name="representation_once")]

    def __str__(self) -> str:
        return f"{self.attorney_id} for {self.party_id}"
