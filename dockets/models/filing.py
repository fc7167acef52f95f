"""Filings (docket entries) and their documents: the best view, computed from observations by ``upsert_docket``."""

import secrets
from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Coalesce, Left, NullIf

from dockets.models.docket import Docket

_ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
_LETTERS = _ALPHABET[8:]
_PAIRS = [one + other for one in _ALPHABET for other in _ALPHABET]
_BEGINNINGS = [letter + sign for letter in _LETTERS for sign in _ALPHABET]
SEARCHED_CHARACTERS = 60_000
"""Characters of a text that the search index covers. PostgreSQL refuses a tsvector over 1 MB, and the whole batch would
fail with it."""


def create_public_id() -> str:
    """12 characters (59 bits) without look-alikes; begins with a letter, so that it is never mistaken for an entry
    number."""
    number, first = divmod(secrets.randbits(80), len(_BEGINNINGS))
    signs = [_BEGINNINGS[first]]
    for _ in range(5):
        number, place = divmod(number, len(_PAIRS))
        signs.append(_PAIRS[place])
    return "".join(signs)


class FilingQuerySet(models.QuerySet["Filing"]):
    """Named queries for filings."""

    def current(self) -> Self:
        """Without filings that were merged into another one."""
        return self.filter(merged_into=None)


class Filing(models.Model):
    """One filing. ``public_id`` never changes and never goes dead: a filing merged into another one keeps its row and
    points to it (``merged_into``)."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="filings", db_index=False)
    public_id = models.CharField(max_length=16, default=create_public_id)
    number = models.CharField(max_length=40, blank=True)
    number_order = models.BigIntegerField(null=True)
    """``number`` as an integer where it begins with digits."""
    date_filed = models.DateField(null=True)
    date_entered = models.DateField(null=True)
    entered_at = models.DateTimeField(null=True)
    short_text = models.TextField(blank=True)
    long_text = models.TextField(blank=True)
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    pacer_seq_no = models.CharField(max_length=40, blank=True)
    position = models.PositiveIntegerField(default=0)
    """Order among filings of one date, oldest first."""
    fingerprint = models.CharField(max_length=32)
    """Hash over the best view (``VIEW`` in ``dockets.upsert.filings``) and the documents: equal means that nothing but
    ``position`` may have to be written."""
    founded_by = models.CharField(max_length=32, blank=True)
    """Fingerprint of the observation that this filing was created for. The filing goes wherever ``resolve`` puts that
    observation, so undoing a decision brings back a filing that had been merged."""
    first_seen = models.DateTimeField()
    changed_at = models.DateTimeField()
    missing_since = models.DateTimeField(null=True)
    """When a source last showed it, where none shows it any more: the court withdrew, sealed or renumbered it."""
    merged_into = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="merged_from", db_index=False
    )
    possible_duplicate_of = models.ForeignKey(
        "self", null=True, on_delete=models.SET_NULL, related_name="possible_duplicates", db_index=False
    )
    search = models.GeneratedField(
        expression=SearchVector(
            Left(Coalesce("long_text", models.Value("")), SEARCHED_CHARACTERS),
            Left(Coalesce("short_text", models.Value("")), 2_000),
            config="english",
        ),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = FilingQuerySet.as_manager()

    class Meta:
        # A docket brings filings by the thousand, and each index costs time. So a docket's filings are found by the
        # index of their numbers, and columns that are nearly always empty have partial indexes.
        indexes = [
            models.Index(fields=["docket", "number_order"], name="filing_number"),
            # A few new entries of a long docket find the filings near them by this.
            models.Index(fields=["docket", "founded_by"], name="filing_founded"),
            models.Index(fields=["merged_into"], condition=models.Q(merged_into__isnull=False), name="filing_merged"),
            models.Index(
                fields=["possible_duplicate_of"],
                condition=models.Q(possible_duplicate_of__isnull=False),
                name="filing_likely_twin",
            ),
            models.Index(models.F("date_filed").desc(nulls_last=True), models.F("id").desc(), name="filing_latest"),
            # What came lately, for desks. It grows at its end alone, and those that came together share an entry.
            models.Index(fields=["first_seen"], name="filing_came"),
            # Every search reads through the index's pending list: a millisecond for 4 MB, the default. With 256 kB,
            # flushing it costs an import a quarter more time; with 1 MB hardly anything.
            GinIndex(fields=["search"], name="filing_search", gin_pending_list_limit=1024),
        ]
        # Unique by a constraint: ``unique=True`` would add a second index, for prefix look-ups, that nothing uses.
        constraints = [models.UniqueConstraint(fields=["public_id"], name="filing_public_id")]

    def __str__(self) -> str:
        return f"{self.number or 'Minute entry'} {self.date_filed or 'undated'}"

    @property
    def text(self) -> str:
        """The docket text, or the event type where only that is known."""
        return self.long_text or self.short_text


def select_court_words(characters: int, path: str = "") -> Left:
    """A database expression: the beginning of ``Filing.text``, since the whole can be long. ``path``: the lookups that
    lead to the filing, or to an observation, which has the same two fields: "filing__"."""
    blank = models.Value("", output_field=models.TextField())
    return Left(Coalesce(NullIf(models.F(f"{path}long_text"), blank), models.F(f"{path}short_text")), characters)


DOCUMENT_WORDS = SearchVector("description", config="english")
"""What is searched of a document: exactly the expression of its index."""


class Document(models.Model):
    """A document of a filing: 0 the main one, 1 and up its attachments."""

    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="documents", db_index=False)
    number = models.PositiveIntegerField(default=0)
    description = models.TextField(blank=True)
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    page_count = models.PositiveIntegerField(null=True)
    file_size = models.PositiveBigIntegerField(null=True)
    """Bytes."""
    url = models.URLField(max_length=500, blank=True)

    class Meta:
        ordering = ["number"]
        indexes = [GinIndex(DOCUMENT_WORDS, name="document_words", condition=~models.Q(description=""))]
        # A filing's documents are found by this index, too.
        constraints = [models.UniqueConstraint("filing", "number", name="document_once")]

    def __str__(self) -> str:
        return f"{self.filing_id}-{self.number}"
