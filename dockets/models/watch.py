"""Watched sources, import runs and webhook deliveries. These rows, not the broker, are the truth about work: what is
due, who holds a lease until when, how often it was tried, and why it stopped."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Case, F, Func, Q, Value, When
from django.db.models.functions import Lower

from dockets.db.enqueue import Urgency
from dockets.db.leases import MAX_ATTEMPTS, is_over, is_spent
from dockets.models.court import Court
from dockets.models.docket import Docket
from dockets.models.leased import LeasedRow
from dockets.models.observation import Payload

_BETWEEN_SLASHES = Func("url", Value("/"), Value(3), function="split_part", output_field=models.CharField())


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> Self:
        """Enabled, due, and not held by a worker."""
        return self.filter(is_over(now), enabled=True, next_at__lte=now)

    def held(self, now: datetime) -> Self:
        """Queued for a worker, or being read by one."""
        return self.filter(lease_until__gte=now)

    def failing(self) -> Self:
        return self.filter(enabled=True, failures__gt=0)


class Source(LeasedRow):
    """A source to watch: a court's feed, say. Its kind is ``slug``, a key of ``dockets.sources.SOURCES``."""

    class Keeps(models.TextChoices):
        KNOWN = "known", "the cases of this tracker"
        ALL = "all", "every case of the court"

    slug = models.CharField(max_length=40)
    court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    docket = models.ForeignKey(Docket, null=True, on_delete=models.SET_NULL, related_name="sources")
    """For a source that watches one docket: that docket, once it has been imported."""
    url = models.CharField(max_length=500)
    """What ``SourceKind.fetch`` takes: a feed's address, ``courtlistener:docket/29095511``,
    ``imaps://user@host/INBOX``."""
    server = models.GeneratedField(
        expression=Case(When(url__contains="://", then=Lower(_BETWEEN_SLASHES)), default=F("slug")),
        output_field=models.CharField(max_length=500),
        db_persist=True,
    )
    """The server: host and port, or the kind's slug where the address has none. One worker at a time reads from one
    server."""
    keeps = models.CharField(max_length=5, choices=Keeps, default=Keeps.ALL)
    """For a source of many cases: which of them are kept."""
    enabled = models.BooleanField(default=True)
    """False: paused."""
    reads_once = models.CharField(max_length=32, blank=True, db_index=True)
    """Set where a person asked for a single reading: the batch of the resulting runs, which are previewed. The source
    is disabled when it has been read. "": watched."""
    interval = models.DurationField(default=timedelta(minutes=10))
    adapts = models.BooleanField(default=True)
    """Whether the interval follows how busy the docket is; ``interval`` is then that of a busy one."""
    next_at = models.DateTimeField()
    validators = models.JSONField(default=dict)
    """What ``fetch`` returned for the next request: ``etag``, ``last_modified``, ``build_date``, a cursor, a
    watermark."""
    newest_item_at = models.DateTimeField(null=True)
    """For a feed: time of its newest item so far. The next reading should reach back to it."""
    silent_after = models.DateTimeField(null=True)
    """For a feed: when it will have been without anything new for so long that an admin should know."""
    declares = models.TextField(blank=True)
    """For a feed: the kinds of entries that it last declared to carry."""
    warnings = models.JSONField(default=list)
    """Warnings for admins: ``[{"code": …, "since": …, "text": …}]``, one of each code."""
    failing_since = models.DateTimeField(null=True)
    warned_at = models.DateTimeField(null=True)
    """When admins were last told by mail."""
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    last_attempt_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    """Consecutive failures."""
    last_error = models.TextField(blank=True)
    lease_token = models.CharField(max_length=32, blank=True)
    """As ``LeasedRow`` has it, in a column without a default."""

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("slug", "url", name="source_once")]
        indexes = [models.Index(fields=["next_at"], condition=Q(enabled=True), name="source_due")]

    def __str__(self) -> str:
        return f"{self.slug} {self.url}"


BY_WEBHOOK = " (webhook)"
"""How the reference of an import ends that a webhook has brought."""


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def due(self, now: datetime) -> Self:
        """Queued, or begun by a worker whose lease ran out."""
        return self.filter(is_over(now), status__in=ImportRun.AT_WORK, not_before__lte=now)

    def poisonous(self, now: datetime) -> Self:
        """Attempts used up, and abandoned by every worker that took it."""
        return self.filter(is_spent(now), status=ImportRun.Status.RUNNING)


class ImportRun(LeasedRow):
    """One import of one payload: who asked for it, the results, what was refused and why."""

    class Status(models.TextChoices):
        PREVIEW = "preview", "to be confirmed"
        QUEUED = "queued", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        PARTLY = "partly", "done, some refused"
        REFUSED = "refused", "refused"
        FAILED = "failed", "failed"
        CANCELLED = "cancelled", "cancelled"
        THROWN_AWAY = "thrown_away", "thrown away"

    AT_WORK = (Status.QUEUED, Status.RUNNING)
    """Statuses of a run that waits for a worker or that one is performing."""

    source_slug = models.CharField(max_length=40, blank=True)
    """"" until recognised."""
    court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    """Given by a person or by the watched source; None: found from the content."""
    watched = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="runs")
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="runs")
    reference = models.CharField(max_length=500, blank=True)
    """File name or address, shown to people."""
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    """The same for all files that came together: uploaded at once, or in one zip."""
    replay_of = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="replays")
    """The earlier run whose payload is read again by today's parser."""
    previews = models.BooleanField(default=False)
    """True: the worker computes what an import would change, writes it into ``preview``, and waits until a person
    confirms."""
    preview = models.JSONField(default=dict)
    """As built by ``dockets.imports.preview``."""
    verdicts = models.JSONField(default=list, db_default=[])
    """The person's decisions about its possible duplicates when they confirmed it, as
    ``dockets.imports.preview_decisions`` writes them."""
    done_entries = models.PositiveIntegerField(default=0)
    total_entries = models.PositiveIntegerField(default=0)
    """Progress, in docket entries."""
    counted_from = models.DateTimeField(null=True)
    """When the payload had been parsed and the first entry was begun: the remaining time is estimated from then on."""
    counted_to = models.DateTimeField(null=True)
    """When an entry was last done: while an import stands still, its remaining time does not grow."""
    cancel_asked = models.BooleanField(default=False)
    status = models.CharField(max_length=12, choices=Status, default=Status.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_token = models.CharField(max_length=32, blank=True)
    """As ``LeasedRow`` has it, in a column without a default."""
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    results = models.JSONField(default=list)
    """One object per docket, as printed by ``import_docket --json``."""
    refused = models.JSONField(default=list)
    """``[{"where": …, "why": …}]``"""
    notes = models.JSONField(default=list, db_default=[])
    """The parser's remarks on the payload as a whole: what it does not show, say. Those of a preview are in
    ``preview``."""
    error = models.TextField(blank=True)
    """Why nothing was taken, in a sentence for a person."""
    dockets = models.ManyToManyField(Docket, related_name="import_runs")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [
            models.Index(fields=["not_before"], condition=Q(status__in=["queued", "running"]), name="import_run_due")
        ]
        constraints = [
            models.CheckConstraint(condition=Q(attempts__lte=MAX_ATTEMPTS), name="import_run_attempts_bounded"),
            models.CheckConstraint(
                condition=~Q(status="running") | (Q(lease_until__isnull=False) & ~Q(lease_token="")),
                name="import_run_leased",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference or self.pk}: {self.get_status_display()}"

    @property
    def urgency(self) -> Urgency:
        """How urgent its task is, and the interpretation that follows."""
        if self.requested_by_id:
            return Urgency.NOW
        if self.watched_id:
            return Urgency.ROUTINE
        return Urgency.SOON if self.reference.endswith(BY_WEBHOOK) else Urgency.NOW


class WaitingFile(models.Model):
    """A file that was uploaded, as it came, until a worker has masked it: then it is gone from here, and the masked
    bytes are the run's payload. Until then the run has the empty payload."""

    run = models.OneToOneField(ImportRun, on_delete=models.CASCADE, primary_key=True, related_name="waiting_file")
    body = models.BinaryField()
    media_type = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"file of import {self.run_id}"


class WebhookDelivery(LeasedRow):
    """A webhook message, stored once: its key is claimed in the transaction that stores it. A worker queues its
    imports."""

    key = models.CharField(max_length=200, unique=True)
    """The sender's ``Idempotency-Key``."""
    event = models.CharField(max_length=60, blank=True)
    received_at = models.DateTimeField()
    deliveries = models.PositiveIntegerField(default=1)
    """How often it was delivered."""
    run = models.ForeignKey(ImportRun, null=True, on_delete=models.SET_NULL, related_name="+")
    body = models.BinaryField(null=True)
    """The message as it came, until a worker has queued its imports; then it is gone from here."""
    attempts = models.PositiveSmallIntegerField(default=0, db_default=0)
    not_before = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["not_before"], condition=Q(body__isnull=False), name="webhook_delivery_due"),
        ]

    def __str__(self) -> str:
        return self.key
