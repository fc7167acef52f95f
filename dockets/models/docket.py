"""Dockets and the relations between them."""

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.indexes import GinIndex, HashIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models.functions import Upper

from dockets.models.court import Court
from dockets.record import address_rules


class CaseStatus(models.TextChoices):
    """Whether a case goes on."""

    OPEN = "open", "Open"
    ENDED = "ended", "Ended"
    UNKNOWN = "unknown", "Not known"


class DocketQuerySet(models.QuerySet["Docket"]):
    """Named queries for dockets."""

    def current(self) -> Self:
        """Without dockets that were merged into another one: what every list shows."""
        return self.filter(merged_into=None)

    def ended(self) -> Self:
        """Cases that have ended; of one that has not been interpreted yet, its header's closing date says so."""
        not_read = models.Q(status="", date_terminated__isnull=False)
        return self.filter(models.Q(status=CaseStatus.ENDED) | not_read)

    def going_on(self) -> Self:
        """Cases of which no end is known."""
        ended = models.Q(status="", date_terminated__isnull=False)
        return self.exclude(models.Q(status=CaseStatus.ENDED) | ended)


class Docket(models.Model):
    """One case in one court. A docket is identified by ``number_key``, made by ``dockets.record.docket_number``;
    ``docket_number`` is the number as the court writes it, which plays no part in identity."""

    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="dockets")
    docket_number = models.CharField(max_length=200)
    """As shown and as used in the page's address: "2:21-cv-00031"."""
    number_key = models.CharField(max_length=100)
    """``DocketNumber.key``: office, year, type, serial and defendant, in canonical spelling."""
    office = models.CharField(max_length=4, blank=True)
    year = models.PositiveSmallIntegerField(null=True)
    case_type = models.CharField(max_length=12, blank=True)
    serial = models.BigIntegerField(null=True)
    defendant = models.PositiveIntegerField(null=True)
    judge_initials = models.CharField(max_length=20, blank=True)

    case_name = models.TextField(blank=True)
    pacer_case_id = models.CharField(max_length=40, blank=True)
    date_filed = models.DateField(null=True)
    date_terminated = models.DateField(null=True)
    date_last_filing = models.DateField(null=True)
    status = models.CharField(max_length=10, choices=CaseStatus, blank=True, default="", db_default="")
    """Whether the case goes on, as far as its header and its filings tell; "" until they have been interpreted. Written
    with the two below by whoever interprets the docket; no part of the record."""
    ended_on = models.DateField(null=True)
    ended_how = models.CharField(max_length=30, blank=True, default="", db_default="")
    """A step that ends a case: "dismissed", "affirmed". "" where only the fact is stated."""
    assigned_to = models.CharField(max_length=300, blank=True)
    referred_to = models.CharField(max_length=300, blank=True)
    cause = models.CharField(max_length=500, blank=True)
    nature_of_suit = models.CharField(max_length=500, blank=True)
    jury_demand = models.CharField(max_length=200, blank=True)
    demand = models.CharField(max_length=200, blank=True)
    jurisdiction = models.CharField(max_length=200, blank=True)
    mdl_status = models.CharField(max_length=200, blank=True)
    division = models.CharField(max_length=200, blank=True)
    source_url = models.URLField(max_length=500, blank=True)

    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="merged_from")
    """The docket that this one was merged into, being the same case. Its address leads there."""
    homes_withheld = models.BooleanField(default=False, db_default=False)
    """Set permanently once a source shows that courts print people's homes in this docket: they are removed from
    everything stored of it."""
    filing_count = models.PositiveIntegerField(default=0)
    party_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    record_changed_at = models.DateTimeField(db_index=True)
    """When anything in the record of this docket last changed; it is then interpreted again."""
    checked_at = models.DateTimeField(null=True)
    """When a source last confirmed or changed this docket."""
    checked_source = models.CharField(max_length=40, blank=True)
    """Slug of that source."""
    search = models.GeneratedField(
        expression=SearchVector("case_name", "docket_number", config="english"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = DocketQuerySet.as_manager()

    as_of: datetime | None = None
    """Not a column: the time as of which the docket is known (``dockets.history.as_of``), where the query asked for
    that; else None."""

    class Meta:
        constraints = [models.UniqueConstraint("court", "number_key", name="docket_one_per_number")]
        indexes = [
            GinIndex(fields=["search"], name="docket_search"),
            GinIndex(fields=["case_name"], name="docket_case_name_trgm", opclasses=["gin_trgm_ops"]),
            GinIndex(fields=["assigned_to"], name="docket_assigned_to_trgm", opclasses=["gin_trgm_ops"]),
            HashIndex(Upper("assigned_to"), name="docket_assigned_to_upper"),
            HashIndex(Upper("referred_to"), name="docket_referred_to_upper"),
            models.Index(fields=["court", "year", "case_type", "serial"], name="docket_parts"),
            models.Index(models.F("date_last_filing").desc(nulls_last=True), "id", name="docket_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.case_name or 'Untitled case'} ({self.docket_number})"

    @property
    def closed_on(self) -> date | None:
        """The day on which the case ended; None where it goes on, or where the day is not known. Of a case that has not
        been interpreted yet, the closing date of its header."""
        if not self.status:
            return self.date_terminated
        return self.ended_on if self.status == CaseStatus.ENDED else None

    @property
    def prints_homes(self) -> bool:
        """Whether courts print people's homes in dockets of this kind, as far as is known."""
        return self.homes_withheld or address_rules.court_prints_homes(self.court_id, self.nature_of_suit, self.cause)


class DocketMerge(models.Model):
    """The merge of one docket into another, and the rows that moved, so that it can be undone."""

    loser = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    winner = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="merges")
    moved = models.JSONField(default=dict)
    """Ids and former values of the rows that belonged to the loser, as ``merge_dockets`` writes them."""
    merged_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    merged_at = models.DateTimeField()
    undone = models.BooleanField(default=False)
    """Whether the merge was undone; the audit log says when and by whom."""

    class Meta:
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint("loser", condition=models.Q(undone=False), name="docket_merged_once"),
            models.CheckConstraint(condition=~models.Q(loser=models.F("winner")), name="docket_merged_into_another"),
        ]

    def __str__(self) -> str:
        return f"{self.loser_id} is {self.winner_id}"


class DocketsApart(models.Model):
    """An admin's decision that two dockets which look like one case are two. Deleting the row is the undo."""

    one = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("one", "other", name="dockets_apart_once"),
            models.CheckConstraint(condition=models.Q(one__lt=models.F("other")), name="dockets_apart_in_order"),
        ]

    def __str__(self) -> str:
        return f"{self.one_id} is not {self.other_id}"


class DocketRelationQuerySet(models.QuerySet["DocketRelation"]):
    """Named queries for relations."""

    def believed(self) -> Self:
        """Relations that a source states or an admin has confirmed, of dockets that were not merged into another one:
        the surviving docket has the same relations."""
        return self.filter(
            status__in=[DocketRelation.Status.STATED, DocketRelation.Status.CONFIRMED], docket__merged_into=None
        )


class DocketRelation(models.Model):
    """``docket`` is ``kind`` ``other``: "2:21-cv-00270 was removed from 21-2-02856-6 SEA". If the other docket is not
    known yet, only its court and number are, and ``upsert_docket`` fills ``other`` when it comes."""

    class Kind(models.TextChoices):
        APPEAL_OF = "appeal_of", "appeal of"
        APPEALED_AS = "appealed_as", "appealed as"
        REMOVED_FROM = "removed_from", "removed from"
        REMANDED_TO = "remanded_to", "remanded to"
        TRANSFERRED_TO = "transferred_to", "transferred to"
        CONSOLIDATED_WITH = "consolidated_with", "consolidated with"
        MEMBER_OF = "member_of", "member case of"
        REFILED_AS = "refiled_as", "refiled as"

    class Status(models.TextChoices):
        STATED = "stated", "stated by a source"
        SUGGESTED = "suggested", "suggested"
        CONFIRMED = "confirmed", "confirmed"
        REJECTED = "rejected", "rejected"

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="relations")
    kind = models.CharField(max_length=20, choices=Kind)
    other = models.ForeignKey(Docket, null=True, on_delete=models.SET_NULL, related_name="related_from")
    other_court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    other_number = models.CharField(max_length=200)
    other_key = models.CharField(max_length=100)
    other_name = models.TextField(blank=True)
    status = models.CharField(max_length=10, choices=Status, default=Status.STATED)
    ground = models.TextField(blank=True)
    """For a suggestion: the words that it was inferred from."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = DocketRelationQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("docket", "kind", "other_court", "other_key", name="relation_once")]

    def __str__(self) -> str:
        return f"{self.docket_id} {self.get_kind_display()} {self.other_number}"
