"""Motions, hearings, rulings, and what each ruling decided.

Rows read from texts have ``read_by_machine`` True and name the filing they were read from. It is False on a row that an
editor entered or confirmed, which ``rulings.interpret`` never changes.
"""

from typing import Self

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector
from django.db import models
from django.db.models import Q

from dockets.models import Docket, Filing, Party
from rulings.models.publication import Publication, filter_published, filter_unpublished
from rulings.vocabulary.kinds import SetDate
from rulings.vocabulary.outcomes import OUTCOME_LABELS

RULING_WORDS = SearchVector("standard", "citation", config="english")
DISPOSITION_WORDS = SearchVector("reason", "quotation", "standard", config="english")
"""The words that search looks in, for rulings and for dispositions: exactly what their indexes hold."""


class Motion(models.Model):
    """A filing that asks the court for something."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="motion")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="motions")
    title = models.TextField(blank=True)
    """What is asked: "Motion for temporary restraining order"."""
    read_by_machine = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.title or f"Motion of {self.filing_id}"


class Hearing(models.Model):
    """A date that a filing sets: a hearing, a conference, a trial, or a deadline."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="hearings")
    filing = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.CASCADE, related_name="hearings")
    """The filing that sets it; None when an editor entered it without one."""
    kind = models.CharField(
        max_length=10,
        choices=[(k.value, k.value) for k in SetDate],
        default=SetDate.HEARING.value,
        db_default=SetDate.HEARING.value,
    )
    title = models.CharField(max_length=300)
    """What is heard; for a deadline, what is due: "Response to motion to dismiss"."""
    date = models.DateField()
    """In the court's time zone."""
    starts_at = models.DateTimeField(null=True, blank=True)
    """None when the court named a day only."""
    place = models.CharField(max_length=300, blank=True)
    """Where, or by which means: "Courtroom 7", "by video conference"."""
    judge = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Before whom, in the court's words."""
    moved_to = models.DateField(null=True, blank=True)
    """The new day that the court set when it moved this one (``vacated_by``); None where it named none."""
    about = models.ManyToManyField(Filing, blank=True, related_name="heard_at")
    vacated_by = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The filing that calls it off or moves it, or that ended the case before its day."""
    held_by = models.ForeignKey(Filing, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    """The filing that says that it was held. Where nothing set the day, ``filing`` is the same one. A day that is past
    and has neither is not known to have been held."""
    read_by_machine = models.BooleanField(default=True)

    class Meta:
        indexes = [models.Index(fields=["date"], name="hearing_date")]
        constraints = [
            models.UniqueConstraint(
                "docket", "filing", "date", "starts_at", "title", name="hearing_once", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return f"{self.title} on {self.date}"


class RulingQuerySet(models.QuerySet["Ruling"]):
    """Queries for rulings."""

    def published(self) -> Self:
        """Rulings whose own words (standard, citation, an editor's title) readers may see."""
        return self.filter(filter_published())


class Ruling(Publication):
    """An order, opinion or judgment; or a paper by which the parties themselves end claims (``by_parties``)."""

    filing = models.OneToOneField(Filing, on_delete=models.CASCADE, related_name="ruling")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="rulings")
    date = models.DateField(null=True, blank=True)
    title = models.TextField(blank=True)
    standard = models.TextField(blank=True)
    """The legal standard applied, in a sentence, by an editor."""
    citation = models.CharField(max_length=200, blank=True)
    """Where it is reported: "514 F. Supp. 3d 1261"."""
    judge = models.CharField(max_length=200, blank=True, default="", db_default="")
    """Who decided: "Barbara J. Rothstein"."""
    by_parties = models.BooleanField(default=False, db_default=False)
    """A notice of dismissal, a stipulation or a settlement: it has dispositions, and is not a ruling on the timeline.
    """
    is_complete = models.BooleanField(default=False, db_default=False)
    """An editor has entered everything that it decides; the machine adds nothing."""
    text_key = models.CharField(max_length=32, blank=True, default="", db_default="", editable=False)
    """``Filing.fingerprint`` when an editor last looked at what it decides."""
    read_by_machine = models.BooleanField(default=True)

    objects = RulingQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(models.F("date").desc(nulls_last=True), models.F("id").desc(), name="ruling_latest"),
            GinIndex(RULING_WORDS, name="ruling_words"),
            models.Index(
                fields=["published_at"], condition=models.Q(published_at__isnull=False), name="ruling_published"
            ),
        ]

    def __str__(self) -> str:
        return self.title or f"Ruling of {self.filing_id}"


def filter_readable(at: str = "") -> Q:
    """A condition on dispositions: what readers see. An editor's are published with their ruling; until then, and never
    after, the machine's stand. None is shown whose claim is not published. ``at``: the way to the row."""
    by_machine, entered = Q(**{f"{at}read_by_machine": True}), Q(**{f"{at}ruling__is_complete": True})
    told = filter_published(f"{at}ruling__") & ~(by_machine & entered)
    read = filter_unpublished(f"{at}ruling__") & by_machine
    return (told | read) & (Q(**{f"{at}claim": None}) | filter_published(f"{at}claim__"))


class DispositionQuerySet(models.QuerySet["Disposition"]):
    """Queries for dispositions. Every output begins with ``published``."""

    def published(self) -> Self:
        return self.filter(filter_readable())


class Disposition(models.Model):
    """What a ruling did to one motion or one claim, or to both together."""

    ruling = models.ForeignKey(Ruling, on_delete=models.CASCADE, related_name="dispositions")
    motion = models.ForeignKey(Motion, null=True, blank=True, on_delete=models.CASCADE, related_name="dispositions")
    claim = models.ForeignKey(
        "rulings.Claim", null=True, blank=True, on_delete=models.CASCADE, related_name="dispositions"
    )
    outcome = models.CharField(max_length=32, choices=[(key.value, label) for key, label in OUTCOME_LABELS.items()])
    standard = models.TextField(blank=True, default="", db_default="")
    """The legal standard applied here, where it is not that of the whole ruling."""
    reason = models.TextField(blank=True)
    """One sentence by an editor."""
    quotation = models.TextField(blank=True)
    """A short quotation of the court."""
    quoted_from = models.CharField(max_length=300, blank=True, default="", db_default="")
    """Whom the editors quote it from, where no text that is kept here says it: "press report of Jan. 21, 2021"."""
    place = models.CharField(max_length=100, blank=True)
    """Where in the ruling the quotation is: "at 5"."""
    parties = models.ManyToManyField(Party, blank=True, related_name="dispositions")
    """The parties that it concerns; none means all."""
    reviews = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="reviewed_by")
    """The earlier disposition that this one reverses, vacates, affirms or replaces."""
    read_by_machine = models.BooleanField(default=True)

    objects = DispositionQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [GinIndex(DISPOSITION_WORDS, name="disposition_words")]
        constraints = [
            # The machine's stands beside an editor's as long as that is not published.
            models.UniqueConstraint(
                *("ruling", "motion", "claim", "outcome", "read_by_machine"),
                name="disposition_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(motion__isnull=False) | Q(claim__isnull=False), name="disposition_of_something"
            ),
            models.CheckConstraint(condition=~Q(reviews=models.F("id")), name="disposition_reviews_another"),
        ]

    def __str__(self) -> str:
        return f"{self.ruling_id}: {self.get_outcome_display()}"
