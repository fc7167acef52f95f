"""Claims for relief in a pleading (not a bankruptcy proof of claim), what later pleadings did to them, and what each
side says of them."""

from collections.abc import Iterable
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models

from dockets.models import Docket, Filing, Party
from rulings.models.publication import Publication, filter_published
from rulings.vocabulary.claims import CHANGE_LABELS, CLAIM_KIND_LABELS, ClaimKind, Stance

CLAIM_WORDS = SearchVector("title", "ground", "summary", config="english")
POSITION_WORDS = SearchVector("text", config="english")
"""The words that search looks in, for claims and for what each side says: exactly what their indexes hold."""


class ClaimQuerySet(models.QuerySet["Claim"]):
    """Queries for claims. Every output begins with ``published``."""

    def published(self) -> Self:
        return self.filter(filter_published())


class Claim(Publication):
    """One claim for relief; a counterclaim is one too. Its status is never a column here: it follows from the claim's
    dated dispositions (``claims.status.get_claim_status``)."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="claims")
    kind = models.CharField(
        max_length=20,
        choices=[(kind.value, label) for kind, label in CLAIM_KIND_LABELS.items()],
        default=ClaimKind.CLAIM.value,
        db_default=ClaimKind.CLAIM.value,
    )
    number = models.PositiveSmallIntegerField()
    """Its number in the pleading that makes it."""
    title = models.CharField(max_length=300)
    ground = models.CharField(max_length=300, blank=True)
    """Statute or common-law ground: "15 U.S.C. § 1"."""
    summary = models.TextField(blank=True)
    """Plain language, by an editor."""
    pleading = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.SET_NULL, related_name="claims")
    """The pleading that makes it. A claim added by an amended complaint has that complaint here."""
    asserted_by = models.ManyToManyField(Party, blank=True, related_name="claims_made")
    against = models.ManyToManyField(Party, blank=True, related_name="claims_faced")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["kind", "number", "id"]
        indexes = [
            GinIndex(CLAIM_WORDS, name="claim_words"),
            models.Index(
                fields=["published_at"], condition=models.Q(published_at__isnull=False), name="claim_published"
            ),
        ]
        constraints = [
            # An amended complaint may use a number again.
            models.UniqueConstraint("docket", "kind", "number", "pleading", name="claim_once", nulls_distinct=False)
        ]

    def __str__(self) -> str:
        return f"{self.label} · {self.title}"

    @property
    def label(self) -> str:
        """How it is shown: "1" for a claim, "Counterclaim 2" for the other kinds."""
        return label_claim(self.kind, self.number)


def label_claim(kind: str, number: int) -> str:
    return str(number) if kind == ClaimKind.CLAIM else f"{CLAIM_KIND_LABELS[ClaimKind(kind)]} {number}"


def label_claim_by_now(kind: str, number: int, later: Iterable[int | None]) -> str:
    """A claim's label with its current and former numbers: "2, formerly 3". ``later`` holds its numbers in later
    pleadings, in order of time, None where a pleading leaves the number as it was."""
    known = [number, *filter(None, later)]
    formerly = sorted({*known} - {known[-1]})
    return ", formerly ".join(filter(None, [label_claim(kind, known[-1]), " and ".join(map(str, formerly))]))


class Repleading(models.Model):
    """What a later pleading did to a claim."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="repleadings")
    pleading = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="+")
    change = models.CharField(max_length=12, choices=[(change.value, label) for change, label in CHANGE_LABELS.items()])
    number = models.PositiveSmallIntegerField(null=True)
    """Its number in that pleading; None where the number did not change."""

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("claim", "pleading", name="repleading_once")]

    def __str__(self) -> str:
        return f"{self.claim_id} {self.change} by {self.pleading_id}"


class Position(models.Model):
    """What one side says of a claim, in a sentence by an editor."""

    claim = models.ForeignKey(Claim, on_delete=models.CASCADE, related_name="positions")
    stance = models.CharField(max_length=8, choices=[(stance.value, stance.value) for stance in Stance])
    text = models.TextField()
    filing = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="+")
    """The filing in which it says so."""

    class Meta:
        ordering = ["id"]
        indexes = [GinIndex(POSITION_WORDS, name="position_words")]
        constraints = [models.UniqueConstraint("claim", "stance", name="position_once")]

    def __str__(self) -> str:
        return f"{self.stance} {self.claim_id}"
