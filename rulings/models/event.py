"""The timeline: one ordered table that every page, feed and export reads; and how far each docket has been read.
Written by ``rulings.interpret``."""

from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from dockets.models import Docket, Filing
from dockets.models.leased import LeasedRow
from rulings.models.decision import Hearing
from rulings.models.publication import Publication, filter_published
from rulings.vocabulary.kinds import KIND_LABELS, EventKind
from rulings.vocabulary.motion_states import STATES_WITHOUT_RULING
from rulings.vocabulary.relations import Relation

MILESTONE_WORDS = SearchVector("headline", "text", config="english")
"""The words that search looks in: exactly what the index holds."""


class Reading(LeasedRow):
    """How far a docket has been read, and the counts that its page shows without counting again. Editors' changes are
    read at once and need no lease: a lock lets in one at a time."""

    docket = models.OneToOneField(Docket, on_delete=models.CASCADE, related_name="reading", primary_key=True)
    version = models.PositiveSmallIntegerField(default=0)
    """The ``interpret.docket.VERSION`` that read it; a docket read by an older one is read again."""
    record_changed_at = models.DateTimeField(null=True)
    """``Docket.record_changed_at`` at the time of the reading."""
    read_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    """Attempts since the last success, each counted before it begins; after three failures reading stops, with the
    reason in ``error``."""
    attempted_change = models.DateTimeField(null=True)
    """``Docket.record_changed_at`` at the last attempt: when the record changes again, attempts count from one."""
    error = models.TextField(blank=True)
    event_count = models.PositiveIntegerField(default=0)
    kinds = models.JSONField(default=dict)
    """Filings per kind: ``{"motion": 12}``."""
    months = models.JSONField(default=list)
    """Filings per month in order, with no month left out: ``[["2021-01", 36, 1]]``; the last figure counts the rulings
    among them."""
    details = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    """Filings per ``Detail``: ``{"summary_judgment": 3}``."""
    routine_count = models.PositiveIntegerField(default=0, db_default=0)
    """How many filings are routine (``TimelineEvent.routine``)."""
    due_at = models.DateTimeField(null=True)
    """When something that editors have scheduled will change what follows from the docket; None: nothing is."""
    state = models.JSONField(default=dict, db_default=models.Value({}, models.JSONField()))
    """The account of the case, as ``rulings.interpret.account`` builds it; ``{}`` until the docket is read."""

    def __str__(self) -> str:
        return f"reading of {self.docket_id}"


class TextReading(models.Model):
    """What was read from one filing's text. Kept so that one new filing does not cause a thousand others to be read
    again. A row is valid while its ``key`` matches, and may be deleted at any time."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="text_reading", primary_key=True)
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    key = models.CharField(max_length=32)
    """Hash of the version of the rules, the filing's fingerprint and the names of the parties."""
    value = models.JSONField()
    """A ``reading.values.FilingReading`` as ``interpret.texts.pack_reading`` packs it."""
    cites = models.JSONField(default=list, db_default=models.Value([], models.JSONField()))
    """``reading.values.Cites`` of the text, each as ``[start, words, address]``. Found while reading, since the library
    that finds them is too large for a process that shows pages."""

    def __str__(self) -> str:
        return f"text of {self.filing_id}"


class Reference(models.Model):
    """One filing refers to another of its docket: "re 2 MOTION", "denying 2 Motion". The other filing may not be in the
    record."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="references")
    filing = models.ForeignKey(Filing, on_delete=models.CASCADE, related_name="references_made", db_index=False)
    relation = models.CharField(max_length=20, choices=[(r.value, r.name) for r in Relation])
    target = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="references_got")
    target_number = models.CharField(max_length=40)
    words = models.CharField(max_length=200, blank=True, default="", db_default="")
    """The words of the text that say so; "" where other entries, or an editor, say it."""

    class Meta:
        # Its index also serves queries by filing.
        constraints = [models.UniqueConstraint("filing", "relation", "target_number", name="reference_once")]

    def __str__(self) -> str:
        return f"{self.filing_id} {self.relation} {self.target_number}"


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    """Queries for milestones. The timeline has a line for each published one."""

    def published(self) -> Self:
        return self.filter(filter_published())


class Milestone(Publication):
    """An event outside the court that belongs to the story, entered by an editor."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="milestones")
    date = models.DateField()
    headline = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    source = models.CharField(max_length=300, blank=True)
    """Where this is known from: "press report, Jan. 21, 2021"."""
    source_url = models.URLField(max_length=500, blank=True)

    objects = MilestoneQuerySet.as_manager()

    class Meta:
        indexes = [
            GinIndex(MILESTONE_WORDS, name="milestone_words"),
            models.Index(fields=["published_at"], condition=Q(published_at__isnull=False), name="milestone_published"),
        ]
        constraints = [models.UniqueConstraint("docket", "date", "headline", name="milestone_once")]

    def __str__(self) -> str:
        return f"{self.date} {self.headline}"


class TimelineEventQuerySet(models.QuerySet["TimelineEvent"]):
    """Queries for timeline events."""

    def rulings(self) -> Self:
        """Rulings of courts, in all dockets but those merged into another."""
        return self.filter(event_kind=EventKind.RULING, docket__merged_into=None)

    def without_ruling(self) -> Self:
        """Motions that are pending or not seen decided, in all dockets but those merged into another. Routine ones are
        left out, as in the account of a case."""
        return self.filter(state__in=STATES_WITHOUT_RULING, routine=False, docket__merged_into=None)


class TimelineEvent(models.Model):
    """One line of a timeline, ordered by (``sort_date``, ``sort_order``, ``id``). Everything a row shows beside the
    court's own text and the documents is stored here, worked out once."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="events", db_index=False)
    event_kind = models.CharField(max_length=10, choices=[(k.value, k.value) for k in EventKind])
    filing = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="events")
    """The filing itself, or the one that set this hearing."""
    hearing = models.OneToOneField(Hearing, null=True, on_delete=models.CASCADE, related_name="event")
    milestone = models.OneToOneField(Milestone, null=True, on_delete=models.CASCADE, related_name="event")
    date = models.DateField(null=True)
    """None where the court's date is not known."""
    at = models.DateTimeField(null=True)
    sort_date = models.DateField()
    """``date``; for an undated filing, that of its neighbours by number."""
    sort_order = models.BigIntegerField()
    kind = models.CharField(max_length=20, choices=[(k.value, v) for k, v in KIND_LABELS.items()], blank=True)
    """``Kind`` of the filing; "" for hearings, deadlines and milestones."""
    detail = models.CharField(max_length=24, blank=True, default="", db_default="")
    """``Detail`` of the filing; "trial" for a hearing that is a trial."""
    routine = models.BooleanField(default=False, db_default=False)
    """A filing that changes nothing in the case (appearances, summonses, scheduling letters), or a deadline, which the
    filing that sets it shows too. Pages may collapse runs of these lines."""
    state = models.CharField(max_length=20, blank=True, default="", db_default="")
    """``MotionState`` of a motion; "" where it cannot be told."""
    since = models.DateField(null=True)
    """The day from which the motion was in its ``state``."""
    headline = models.TextField(blank=True)
    outcome = models.CharField(max_length=32, blank=True)
    """``Outcome`` of a ruling, or of a motion that was decided."""
    filed_by = models.TextField(blank=True)
    """The filers' names as shown: "Parler LLC"."""
    side = models.CharField(max_length=10, blank=True)
    party_ids = ArrayField(models.BigIntegerField(), default=list)
    thread = models.JSONField(default=list)
    """The filings it refers to and those that refer to it, each in order of date: ``[{"relation", "outgoing": bool,
    "number", "public_id", "headline", "date", "outcome"}]``."""
    is_corrected = models.BooleanField(default=False, db_default=False)
    """Whether editors have corrected what a machine read of the filing."""
    fingerprint = models.CharField(max_length=32)

    objects = TimelineEventQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["-sort_date", "-id"], condition=Q(event_kind="ruling"), name="event_rulings"),
            models.Index(
                fields=["sort_date", "id"],
                condition=Q(state__in=STATES_WITHOUT_RULING, routine=False),
                name="event_without_ruling",
            ),
            models.Index(fields=["docket", "sort_date", "sort_order", "id"], name="event_order"),
            models.Index(fields=["docket", "kind"], name="event_kind"),
            GinIndex(fields=["party_ids"], name="event_parties"),
        ]
        constraints = [
            models.UniqueConstraint(
                "filing", condition=Q(event_kind__in=["filing", "ruling"]), name="event_one_per_filing"
            ),
            models.CheckConstraint(
                condition=Q(event_kind__in=["filing", "ruling"], filing__isnull=False, hearing=None, milestone=None)
                | Q(event_kind__in=["hearing", "deadline"], hearing__isnull=False, milestone=None)
                | Q(event_kind="milestone", milestone__isnull=False, filing=None, hearing=None),
                name="event_is_of_its_kind",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.headline}"
