"""Editors' plain-language headlines and summaries of a filing or of a whole case, shown beside the court's words; and
which filings are key moments."""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from dockets.models import Docket, Filing
from rulings.models.publication import Publication, filter_published

EDITORIAL_WORDS = SearchVector("headline", "summary", config="english")
"""The words that search looks in: exactly what the index holds."""


class EditorialQuerySet(models.QuerySet["Editorial"]):
    """Queries for headlines and summaries. Every output begins with ``published``."""

    def published(self) -> Self:
        return self.filter(filter_published())


class Editorial(Publication):
    """The headline and summary of one filing; without a filing, those of the case."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="editorials")
    filing = models.OneToOneField(Filing, null=True, on_delete=models.CASCADE, related_name="editorial")
    headline = models.CharField(max_length=200, blank=True)
    summary = models.TextField(blank=True)
    pinned = models.BooleanField(default=False)
    """Whether it is a key moment: the pinned ones make a short timeline of the case."""
    edited_at = models.DateTimeField()

    objects = EditorialQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(EDITORIAL_WORDS, name="editorial_words"),
            models.Index(
                fields=["published_at"], condition=models.Q(published_at__isnull=False), name="editorial_published"
            ),
        ]
        constraints = [
            models.UniqueConstraint("docket", condition=Q(filing=None), name="editorial_one_per_case"),
            models.CheckConstraint(condition=Q(filing__isnull=False) | Q(pinned=False), name="editorial_pins_filings"),
        ]

    def __str__(self) -> str:
        return self.headline or self.summary[:60]
