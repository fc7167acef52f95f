"""What was seen: payloads as they came, what each says of a filing, and editors' decisions about identity.

The content of an ``Observation`` never changes. Only how long it has been seen and which filing it belongs to change;
``upsert_docket`` computes both with ``resolve``.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from dockets.models.docket import Docket
from dockets.models.filing import Filing

FORGOTTEN = b""
"""Body of a payload that a person discarded before anything of it was imported. No compressed body is that short."""


class Payload(models.Model):
    """Bytes as they came, compressed with zlib, addressed by their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    body = models.BinaryField()
    """``FORGOTTEN`` where it was discarded."""
    size = models.PositiveIntegerField()
    """Bytes before compression."""
    media_type = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=500, blank=True)
    """File name or address under which it first came."""
    masked_by = models.PositiveSmallIntegerField(default=0, db_default=0)
    """``mask.RULES`` at its last masking; 0 if that was before rules were counted."""
    received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name or 'payload'} {self.sha256[:12]}"


class Sheet(models.Model):
    """One source's snapshot of a docket: what the source (``channel``, its slug) last published and when. One row per
    docket and source, so that an unchanged docket costs one small write however many entries it has.

    An observation with ``last_as_of`` NULL is in the channel's newest sheet: when that comes again, no observation is
    written.
    """

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="sheets")
    channel = models.CharField(max_length=40)
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="sheets")
    """The newest by ``as_of``."""
    as_of = models.DateTimeField()
    said_at = models.DateTimeField(null=True)
    """Time of the first payload with the newest content. If before ``as_of``, the same came again unchanged since, and
    the times of the other rows have still to be brought up to date (``dockets.upsert.unchanged``)."""
    complete = models.BooleanField()
    """Whether the newest payload was known to be complete."""
    fingerprint = models.CharField(max_length=32)
    """Hash over the whole record of that payload; equal means nothing to do. "" where part of it was refused: then it
    is read again, so that the refusal is reported again."""
    complete_as_of = ArrayField(models.DateTimeField(), default=list)
    """Times of the complete payloads, oldest first, so that a sheet that comes late is put in its place among them. One
    that came again unchanged counts at its newest time."""
    rows = models.BinaryField(default=b"")
    """For each row of the newest payload its digest and the fingerprint of its observation
    (``dockets.upsert.snapshot``), so that of the next payload only the rows that differ are read. Empty: it must be
    read as a whole."""
    mentioned = models.PositiveIntegerField(default=0)
    """How many filings the newest payload mentions."""
    seen_at = models.DateTimeField()
    record = models.JSONField(default=dict)
    """Docket-level fields from this channel: ``{field: [value, as_of]}``; a blank never replaces a value."""

    class Meta:
        constraints = [models.UniqueConstraint("docket", "channel", name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.channel} of docket {self.docket_id}"


class Observation(models.Model):
    """What one payload says of one filing. The columns down to ``fingerprint``, without ``position``, are content and
    never change; only people's homes are taken out of it, where they turn out to be there (``dockets.upsert.redact``).
    """

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="observations", db_index=False)
    channel = models.CharField(max_length=40)
    number = models.CharField(max_length=40, blank=True)
    upstream_id = models.CharField(max_length=200, blank=True)
    pacer_doc_id = models.CharField(max_length=40, blank=True)
    pacer_seq_no = models.CharField(max_length=40, blank=True)
    date_filed = models.DateField(null=True)
    date_entered = models.DateField(null=True)
    entered_at = models.DateTimeField(null=True)
    short_text = models.TextField(blank=True)
    long_text = models.TextField(blank=True)
    documents = models.JSONField(default=list)
    """``DocumentRecord`` fields, one object each."""
    ambiguous = ArrayField(models.CharField(max_length=12), default=list)
    """Which of "number", "doc", "seq", "upstream", "text" occurred on several rows of its payload and so do not
    identify it by themselves."""
    twin = models.PositiveSmallIntegerField(default=0)
    """Counts rows that are identical in everything within one payload: 0 for the first, 1 for the second …"""
    position = models.PositiveIntegerField(default=0)
    """Place in the payload, counted from the oldest entry."""
    fingerprint = models.CharField(max_length=32)
    """blake2b-128 in hex over channel and content."""

    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="observations")
    """The payload that first had it."""
    first_seen = models.DateTimeField()
    first_as_of = models.DateTimeField()
    last_as_of = models.DateTimeField(null=True)
    """Time of the last sheet, complete or not, that had it. NULL: it is in the channel's newest sheet."""
    missing_since = models.DateTimeField(null=True)
    """The same time, if a complete sheet without it came after that. It does not depend on the order in which sheets
    came (``dockets.resolve.sightings``)."""
    placed_as_of = models.DateTimeField(null=True)
    """Time of the sheet that determines ``position``: the last complete one that had it; if none had, the first of the
    others. NULL: the newest complete sheet of its channel, or ``first_as_of`` where there is no complete one."""
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        # A docket's observations are found by this index, too.
        constraints = [models.UniqueConstraint("docket", "fingerprint", name="observation_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.number or self.date_filed}: {(self.long_text or self.short_text)[:60]}"


class IdentityDecision(models.Model):
    """An editor's decision that two observations are of the same filing, or are not. Deleting the row is the undo."""

    class Verdict(models.TextChoices):
        SAME = "same", "the same filing"
        DIFFERENT = "different", "not the same filing"

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="identity_decisions")
    first = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    """The same for all rows of one decision: to say that two filings are one, several pairs of observations may have to
    be decided."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="decision_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="decision_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.verdict} {self.second_id}"
