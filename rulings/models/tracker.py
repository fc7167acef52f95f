"""Trackers: many cases as one published table. What editors say of a tracker and its rows, and beside it what follows
from the cases, which ``rulings.trackers`` works out whenever one of them changes."""

from datetime import date, datetime
from typing import Any, Self

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, User
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q

from dockets.models import Court, Docket, Filing
from rulings.models.publication import Publication, filter_published
from rulings.vocabulary.trackers.words import (
    COLUMN_LABELS,
    STANDING_LABELS,
    TOLD_LABELS,
    TONE_LABELS,
    ColumnKey,
    Standing,
    Tone,
    ValueKind,
)

EDIT = "rulings.change_tracker"
"""Permission of editors."""
READ = "rulings.view_annotation"
"""Permission of the newsroom."""


class TrackerQuerySet(models.QuerySet["Tracker"]):
    """Queries for trackers. Every output begins with ``visible_to`` or ``public``."""

    def public(self) -> Self:
        """What every reader may see now."""
        return self.filter(filter_published(), visibility=Tracker.Visibility.PUBLIC)

    def visible_to(self, user: AbstractBaseUser | AnonymousUser) -> Self:
        """Readers see published ones that are for them, the newsroom also those for it, editors all."""
        if isinstance(user, User) and user.has_perm(EDIT):
            return self.all()
        if isinstance(user, User) and user.has_perm(READ):
            return self.filter(filter_published())
        return self.public()


class Tracker(Publication):
    """One table of disputes. Draft or published as ``Publication`` says; published for the newsroom or for readers."""

    class Visibility(models.TextChoices):
        NEWSROOM = "newsroom", "The newsroom"
        PUBLIC = "public", "Readers"

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=200)
    standfirst = models.TextField(blank=True)
    topic = models.CharField(max_length=200, blank=True)
    methodology = models.TextField(blank=True)
    """How rows are counted, for readers."""
    inclusion_rule = models.TextField(blank=True)
    known_gaps = models.TextField(blank=True)
    byline = models.CharField(max_length=200, blank=True)
    note = models.TextField(blank=True)
    """For the editors alone."""
    visibility = models.CharField(max_length=10, choices=Visibility, default=Visibility.PUBLIC)
    shows_doubts = models.BooleanField(default=True)
    """Whether readers are told which rows may be out of date; editors always are."""
    unchecked_after = models.PositiveSmallIntegerField(default=30)
    """Days after which a row that no editor has looked at is listed."""
    made_at = models.DateTimeField()
    edited_at = models.DateTimeField()

    objects = TrackerQuerySet.as_manager()

    class Meta:
        ordering = ["title", "id"]

    def __str__(self) -> str:
        return self.title


class TrackerStatus(models.Model):
    """A value of a tracker's own vocabulary of where a dispute stands."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="statuses")
    position = models.PositiveSmallIntegerField(default=0)
    name = models.CharField(max_length=80)
    definition = models.TextField(blank=True)
    tone = models.CharField(max_length=10, choices=[(tone.value, label) for tone, label in TONE_LABELS.items()])
    side = models.CharField(max_length=80, blank=True)
    """Whom it favours, in the editors' words."""
    is_open = models.BooleanField(default=True)
    standings = ArrayField(
        models.CharField(max_length=20, choices=[(key.value, label) for key, label in STANDING_LABELS.items()]),
        default=list,
        blank=True,
    )
    """The ``Standing``s that it stands for by rule."""

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint("tracker", "name", name="tracker_status_once"),
            models.CheckConstraint(condition=Q(tone__in=[tone.value for tone in Tone]), name="tracker_status_tone"),
        ]

    def __str__(self) -> str:
        return self.name


class TrackerColumn(models.Model):
    """A column of the table, in the order and under the name that the editors chose."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="columns")
    position = models.PositiveSmallIntegerField(default=0)
    key = models.CharField(max_length=10, choices=[(key.value, label) for key, label in COLUMN_LABELS.items()])
    label = models.CharField(max_length=80)
    kind = models.CharField(max_length=10, choices=[(kind.value, kind.value) for kind in ValueKind], default="text")
    """What stands in a column of the editors' own."""
    choices = ArrayField(models.CharField(max_length=80), default=list, blank=True)

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.UniqueConstraint(
                "tracker", "key", condition=~Q(key=ColumnKey.OWN.value), name="tracker_column_once"
            ),
        ]

    def __str__(self) -> str:
        return self.label


class Matter(models.Model):
    """A row of a tracker: a dispute, however many dockets it has. What the editors say, and then what follows from the
    dockets (``rulings.trackers.refresh``)."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="matters")
    anchor = models.SlugField(max_length=80)
    """The end of its permanent link."""
    lead = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    """The docket that was put into the tracker."""
    name = models.CharField(max_length=300, blank=True)
    """The editors' name for it; "": the case's."""
    topic = models.CharField(max_length=100, blank=True)
    action = models.CharField(max_length=300, blank=True)
    """What is challenged, in the editors' words."""
    sides = models.TextField(blank=True)
    """The sides of the dispute and who is on which."""
    note = models.TextField(blank=True)
    """For the editors alone."""
    own = models.JSONField(default=dict, blank=True)
    """Values of the editors' own columns, by the column's id as text."""
    documents = models.JSONField(default=list, blank=True)
    """Key documents: ``{"words", "url"}`` each, of a filing, a document or a passage of one of its dockets."""
    added_on = models.DateField()
    removed_on = models.DateField(null=True)
    """From when on it no longer counts; days before that still show it."""
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged_from")
    """The row that its dockets turned out to belong to. Its link leads there."""
    confirmed_at = models.DateTimeField(null=True)
    """When an editor last wrote or confirmed what it says; None: what it says is read by machine alone."""
    confirmed_by = models.CharField(max_length=150, blank=True)

    is_behind = models.BooleanField(default=True, db_default=True)
    """Whether one of its cases has changed since ``computed_at``."""
    computed_at = models.DateTimeField(null=True)
    shown_name = models.TextField(blank=True)
    court = models.CharField(max_length=20, blank=True)
    """Id of the court of the docket that leads it."""
    court_name = models.CharField(max_length=200, blank=True)
    docket_count = models.PositiveSmallIntegerField(default=0)
    filed_on = models.DateField(null=True)
    last_activity = models.DateField(null=True)
    """The day of the newest filing of any of its dockets."""
    next_on = models.DateField(null=True)
    values = models.JSONField(default=dict)
    """What a row shows beside this, as ``rulings.trackers.values`` writes it."""
    doubt = models.JSONField(null=True)
    """The ruling, appeal or end since ``confirmed_at``: ``{"what", "day", "number", "url"}``; None where there is
    none."""
    words = models.TextField(blank=True)
    """The words by which it is found."""

    class Meta:
        constraints = [
            models.UniqueConstraint("tracker", "anchor", name="matter_anchor_once"),
            models.UniqueConstraint("tracker", "lead", condition=Q(removed_on=None), name="matter_lead_once"),
            models.CheckConstraint(
                condition=Q(removed_on=None) | Q(removed_on__gte=models.F("added_on")),
                name="matter_leaves_after_it_came",
            ),
        ]
        indexes = [
            models.Index(fields=["tracker", "removed_on"], name="matter_of_tracker"),
            models.Index(fields=["id"], condition=Q(is_behind=True), name="matter_behind"),
            models.Index(fields=["next_on"], name="matter_next"),
        ]

    def __str__(self) -> str:
        return self.name or self.shown_name or self.anchor


class MatterDocket(models.Model):
    """A docket of a matter."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="dockets")
    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="+", db_index=False)
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    relation = models.CharField(max_length=100, blank=True)
    """ "appealed as", of the docket before it; "" of the one that leads."""
    is_nested = models.BooleanField(default=False)
    """Whether it is an appeal, which stands below the docket that it comes from."""
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint("tracker", "docket", name="matter_docket_once")]

    def __str__(self) -> str:
        return f"{self.docket_id} of {self.matter_id}"


class MatterState(models.Model):
    """Where a matter stood from one day until another: what every page, count and export reads. Worked out anew
    whenever one of its cases or the editors' word changes."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="states")
    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="+", db_index=False)
    day = models.DateField()
    until = models.DateField(null=True)
    """The first day on which it no longer holds; None: it holds today."""
    status = models.ForeignKey(TrackerStatus, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: no value of the tracker's vocabulary stands for it."""
    standing = models.CharField(max_length=20, choices=[(key.value, key.value) for key in Standing])
    since = models.DateField(null=True)
    """From when on it has this status."""
    is_editors = models.BooleanField(default=False)
    """Whether an editor says so; if not, it follows by rule from what a machine read or editors entered."""
    reason = models.CharField(max_length=500, blank=True)
    rests_on = models.JSONField(null=True)
    """The filing: ``{"number", "url", "headline", "day", "decision"}``."""
    latest_on = models.DateField(null=True)
    latest = models.JSONField(null=True)
    """The latest development: ``{"words", "number", "url", "by"}``."""

    class Meta:
        constraints = [
            models.UniqueConstraint("matter", "day", name="matter_state_once"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gt=models.F("day")), name="matter_state_lasts"),
        ]
        indexes = [models.Index(fields=["tracker", "day"], name="matter_state_of_day")]

    def __str__(self) -> str:
        return f"{self.matter_id} from {self.day}"


class EditorsStatus(models.Model):
    """The status that an editor gives a matter from a day on, in the place of what follows by rule."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="editors_statuses")
    status = models.ForeignKey(TrackerStatus, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()
    reason = models.CharField(max_length=500)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="+")
    """On which it rests; where a later ruling undoes what that decided, the status ends with it."""
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]
        constraints = [models.UniqueConstraint("matter", "day", name="editors_status_once_a_day")]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.status_id} from {self.day}"


class Development(models.Model):
    """What happened last in a matter, in a sentence by an editor. All of them are kept."""

    matter = models.ForeignKey(Matter, on_delete=models.CASCADE, related_name="developments")
    day = models.DateField()
    words = models.CharField(max_length=500)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        ordering = ["day", "id"]

    def __str__(self) -> str:
        return self.words


class TrackerChange(models.Model):
    """What readers of a tracker are told of a change. Rows are only added."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="changes")
    matter = models.ForeignKey(Matter, null=True, on_delete=models.SET_NULL, related_name="changes")
    what = models.CharField(max_length=14, choices=[(what.value, label) for what, label in TOLD_LABELS.items()])
    words = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["tracker", "-at", "-id"], name="tracker_change_latest")]
        constraints = [models.CheckConstraint(condition=~Q(words=""), name="tracker_change_is_told")]

    def __str__(self) -> str:
        return f"{self.get_what_display()}: {self.words}"


class TrackerSearch(models.Model):
    """A saved search, whose finds are proposed for the tracker."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="searches")
    label = models.CharField(max_length=200)
    query = models.JSONField(default=dict)
    """The fields of ``rulings.trackers.candidates.SearchForm``."""
    made_at = models.DateTimeField()
    asked_at = models.DateTimeField(null=True)
    """When its finds were last looked for (``rulings.trackers.candidates``)."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.label


class WatchedLine(models.Model):
    """A line of a newsroom's sheet whose case is not here. It becomes a row as soon as its court has a docket with its
    number (``rulings.trackers.sheets.watched``), and is then no longer here."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="watched_lines")
    court = models.ForeignKey(Court, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=200)
    """As the sheet has it."""
    number_key = models.CharField(max_length=100)
    """This, ``year`` and ``serial`` as ``Docket`` has them."""
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.BigIntegerField(null=True)
    values = models.JSONField(default=dict)
    """What the line says, as ``SheetRow.values``; without its status."""
    status = models.ForeignKey(TrackerStatus, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    """None: whoever had it watched is no longer here, and it becomes no row."""
    at = models.DateTimeField()

    class Meta:
        ordering = ["id"]
        constraints = [models.UniqueConstraint("tracker", "court", "number_key", name="watched_line_once")]

    def __str__(self) -> str:
        return f"{self.court_id} {self.number}"


class TrackerCandidate(models.Model):
    """A docket that a saved search has found. It is proposed until it is in the tracker or left out of it."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="candidates")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    search = models.ForeignKey(TrackerSearch, on_delete=models.CASCADE, related_name="candidates")
    at = models.DateTimeField()
    """When it was found."""

    class Meta:
        ordering = ["-at", "-id"]
        constraints = [models.UniqueConstraint("tracker", "docket", name="tracker_candidate_once")]

    def __str__(self) -> str:
        return f"{self.docket_id} for {self.tracker_id}"


def filter_open_candidates() -> Q:
    """A condition on ``TrackerCandidate``: it is neither in the tracker nor left out."""
    of = {"tracker": OuterRef("tracker"), "docket": OuterRef("docket")}
    is_in, is_out = Exists(MatterDocket.objects.filter(**of)), Exists(TrackerExclusion.objects.filter(**of))
    return Q(~is_in, ~is_out, docket__merged_into=None)


class TrackerExclusion(models.Model):
    """A docket that an editor left out of a tracker: it is not proposed again."""

    tracker = models.ForeignKey(Tracker, on_delete=models.CASCADE, related_name="exclusions")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300, blank=True)
    by_name = models.CharField(max_length=150)
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint("tracker", "docket", name="tracker_exclusion_once")]

    def __str__(self) -> str:
        return f"{self.docket_id} not in {self.tracker_id}"


def filter_rows_of_day(day: date) -> Q:
    """A condition on ``MatterState``: the one of each row at the end of ``day``, as far as is known today."""
    lasts = Q(until=None) | Q(until__gt=day)
    stays = Q(matter__removed_on=None) | Q(matter__removed_on__gt=day)
    return Q(day__lte=day, matter__merged_into=None) & lasts & stays


def get_tracker_state(row: Tracker) -> dict[str, Any]:
    """For the audit log."""
    told: dict[str, Any] = {name: getattr(row, name) for name in TRACKER_FIELDS}
    moment: datetime | None = row.published_at
    return told | {"status": row.status, "published_at": moment}


TRACKER_FIELDS = (
    *("slug", "title", "standfirst", "topic", "methodology", "inclusion_rule", "known_gaps", "byline", "note"),
    *("visibility", "shows_doubts", "unchecked_after"),
)
MATTER_FIELDS = ("name", "topic", "action", "sides", "note", "own", "documents")
