"""What is watched and what was imported. These rows, not the broker, are the truth about work: what is due, who holds a lease
until when, how often it was tried, and why it stopped."""

from datetime import datetime, timedelta
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from dockets.models.court import Court
from dockets.models.docket import Docket
from dockets.models.observation import Payload

MAX_ATTEMPTS = 3
LEASE = timedelta(seconds=45)
"""How long a worker may hold a run without renewing: a killed worker's work is taken up again after this, well under a minute."""


class SourceQuerySet(models.QuerySet["Source"]):
    def due(self, now: datetime) -> Self:
        """Watched, its time has come, and nobody is at it."""
        return self.filter(enabled=True, next_at__lte=now).filter(Q(lease_until=None) | Q(lease_until__lt=now))


class Source(models.Model):
    """Something to watch: a court's feed, say. What kind it is, is a slug of ``dockets.sources.SOURCES``."""

    slug = models.CharField(max_length=40)
    court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    url = models.URLField(max_length=500)
    enabled = models.BooleanField(default=True)
    interval = models.DurationField(default=timedelta(minutes=10))
    next_at = models.DateTimeField()
    validators = models.JSONField(default=dict)
    """What the server gave for conditional requests: ``etag``, ``last_modified``, ``build_date``."""
    last_attempt_at = models.DateTimeField(null=True)
    last_success_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    """In a row."""
    last_error = models.TextField(blank=True)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    """Of the worker that reads it now. "" with ``lease_until`` set: a worker has been rung for, and none has come yet."""

    objects = SourceQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint("slug", "url", name="source_once")]
        indexes = [models.Index(fields=["next_at"], condition=Q(enabled=True), name="source_due")]

    def __str__(self) -> str:
        return f"{self.slug} {self.url}"


class ImportRunQuerySet(models.QuerySet["ImportRun"]):
    def due(self, now: datetime) -> Self:
        """Waiting, or begun by a worker whose lease ran out."""
        return self.filter(
            Q(status=ImportRun.Status.QUEUED) | Q(status=ImportRun.Status.RUNNING, lease_until__lt=now), not_before__lte=now
        )

    def poisonous(self, now: datetime) -> Self:
        """Begun as often as is allowed, and given up by every worker that took it."""
        return self.filter(status=ImportRun.Status.RUNNING, lease_until__lt=now, attempts__gte=MAX_ATTEMPTS)


class ImportRun(models.Model):
    """One import of one payload: who asked, what came of it, what was refused and why."""

    class Status(models.TextChoices):
        QUEUED = "queued", "waiting"
        RUNNING = "running", "running"
        DONE = "done", "done"
        PARTLY = "partly", "done, some refused"
        REFUSED = "refused", "refused"
        FAILED = "failed", "failed"

    source_slug = models.CharField(max_length=40, blank=True)
    """"" until recognised."""
    court = models.ForeignKey(Court, null=True, on_delete=models.PROTECT, related_name="+")
    """As given by a person or by the watched source; None: found from the content."""
    watched = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="runs")
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="runs")
    reference = models.CharField(max_length=500, blank=True)
    """File name or address, for people."""
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    queued_at = models.DateTimeField(auto_now_add=True)
    not_before = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True)
    """Who holds it: a worker whose token is no longer here has lost the lease and writes nothing."""
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    results = models.JSONField(default=list)
    """One object per docket, as printed by ``import_docket --json``."""
    refused = models.JSONField(default=list)
    """``[{"where": …, "why": …}]``"""
    error = models.TextField(blank=True)
    """A sentence for a person, when nothing was taken."""
    dockets = models.ManyToManyField(Docket, related_name="import_runs")

    objects = ImportRunQuerySet.as_manager()

    class Meta:
        ordering = ["-id"]
        indexes = [models.Index(fields=["not_before"], condition=Q(status__in=["queued", "running"]), name="import_run_due")]
        constraints = [
            models.CheckConstraint(condition=Q(attempts__lte=MAX_ATTEMPTS), name="import_run_attempts_bounded"),
            models.CheckConstraint(
                condition=~Q(status="running") | (Q(lease_until__isnull=False) & ~Q(lease_token="")), name="import_run_leased"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.reference or self.pk}: {self.get_status_display()}"
