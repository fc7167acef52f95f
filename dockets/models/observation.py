"""What was seen: payloads as they came, what each said of a filing, and what editors decided about identity.

An ``Observation``'s content never changes. What changes is only how long it has been seen, and which filing it is believed to
be of; both are computed by ``ingest`` from ``resolve``.
"""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from dockets.models.docket import Docket
from dockets.models.filing import Filing

FORGOTTEN = b""
"""The body of a payload that a person threw away before anything of it was imported. No compressed one is that short."""


class Payload(models.Model):
    """Bytes as they came, compressed with zlib, addressed by their SHA-256."""

    sha256 = models.CharField(max_length=64, unique=True)
    body = models.BinaryField()
    """``FORGOTTEN`` where it was thrown away."""
    size = models.PositiveIntegerField()
    """Bytes before compression."""
    media_type = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=500, blank=True)
    """File name or address under which it first came."""
    masked_by = models.PositiveSmallIntegerField(default=0, db_default=0)
    """``masking.RULES`` of when it was masked last; 0 where that was before they were counted."""
    received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.name or 'payload'} {self.sha256[:12]}"


class Sheet(models.Model):
    """How one channel (a source, by its slug) stands with one docket: what it last said and when. One row per pair, so that an
    unchanged docket costs one small write however many entries it has.

    An observation with ``last_as_of`` NULL is in the channel's newest sheet: when that comes again, nothing of it is written.
    """

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="sheets")
    channel = models.CharField(max_length=40)
    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="sheets")
    """The newest by ``as_of``."""
    as_of = models.DateTimeField()
    said_at = models.DateTimeField(null=True)
    """Time of the first payload that said what the newest says. Before ``as_of``: it came again unchanged since, and what else is
    kept of it has still to be brought up to that (``dockets.standing``)."""
    complete = models.BooleanField()
    """Whether that newest payload was known to be complete."""
    fingerprint = models.CharField(max_length=32)
    """Over the whole record of that payload; equal means nothing to do. "" where something of it was refused: then it is read
    again, so that the refusal is told again."""
    complete_as_of = ArrayField(models.DateTimeField(), default=list)
    """Times of the complete payloads, oldest first: a sheet that comes late is put in its place among them. One that came again
    unchanged stands at its newest time."""
    rows = models.BinaryField(default=b"")
    """Of each row of the newest payload a digest as it came, and the fingerprint of its observation (``sheet_rows``): by which
    the next payload is read only where it differs. Empty: it must be read as a whole."""
    mentioned = models.PositiveIntegerField(default=0)
    """How many filings the newest payload speaks of."""
    seen_at = models.DateTimeField()
    record = models.JSONField(default=dict)
    """Docket-level fields as this channel told them: ``{field: [value, as_of]}``; a blank never replaces a value."""

    class Meta:
        constraints = [models.UniqueConstraint("docket", "channel", name="sheet_once")]

    def __str__(self) -> str:
        return f"{self.channel} of docket {self.docket_id}"


class Observation(models.Model):
    """What one payload said of one filing. The columns down to ``fingerprint`` are content and never change."""

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
    """Which of "number", "doc", "seq", "upstream", "text" stood on several rows of its payload, so that they identify nothing by
    themselves."""
    twin = models.PositiveSmallIntegerField(default=0)
    """0 for the first, 1 for the second … of rows that are alike in everything within one payload."""
    position = models.PositiveIntegerField(default=0)
    """Place in the payload, counted so that older entries come first."""
    fingerprint = models.CharField(max_length=32)
    """blake2b-128, hex, over channel and content (not ``position``)."""

    payload = models.ForeignKey(Payload, on_delete=models.PROTECT, related_name="observations")
    """The one that first said it."""
    first_seen = models.DateTimeField()
    first_as_of = models.DateTimeField()
    last_as_of = models.DateTimeField(null=True)
    """Time of the last sheet, complete or not, that had it. NULL: the newest one of its channel."""
    missing_since = models.DateTimeField(null=True)
    """The same time, where a complete sheet came after it: that is all that can be told in whichever order sheets came
    (``dockets.sightings``)."""
    placed_as_of = models.DateTimeField(null=True)
    """Time of the sheet that tells ``position``: the last complete one that had it; where none had, the first of the others.
    NULL: the newest complete sheet of its channel, or ``first_as_of`` where there is no complete one."""
    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="observations")

    class Meta:
        # By this one a docket's observations are found, too.
        constraints = [models.UniqueConstraint("docket", "fingerprint", name="observation_once")]

    def __str__(self) -> str:
        return f"{self.channel} {self.number or self.date_filed}: {(self.long_text or self.short_text)[:60]}"


class IdentityDecision(models.Model):
    """An editor's word that two observations are of the same filing, or are not. Deleting the row is the undo."""

    class Verdict(models.TextChoices):
        SAME = "same", "the same filing"
        DIFFERENT = "different", "not the same filing"

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="identity_decisions")
    first = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Observation, on_delete=models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    """The same for all rows that one word of an editor took: to say of two filings that they are one, it may have to be said of
    several observations."""
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("first", "second", name="decision_once"),
            models.CheckConstraint(condition=models.Q(first__lt=models.F("second")), name="decision_ordered"),
        ]

    def __str__(self) -> str:
        return f"{self.first_id} {self.verdict} {self.second_id}"


class DecisionTakenBack(models.Model):
    """That an editor's word on identity was taken back: what it said, whose it was, who took it back. Written by
    ``decide.take_back`` alone, in its transaction.

    The database refuses to change or delete a row (a trigger). It lets pass only that a user is deleted: the name remains.
    """

    first = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="+")
    second = models.ForeignKey(Observation, on_delete=models.PROTECT, related_name="+")
    """The pair of the first row that the word had taken."""
    verdict = models.CharField(max_length=10, choices=IdentityDecision.Verdict)
    decided_by_name = models.CharField(max_length=150, blank=True)
    decided_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    by_name = models.CharField(max_length=150, blank=True)
    """The user's name as it was. "": a command."""
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "decisions taken back"

    def __str__(self) -> str:
        return f"{self.first_id} {self.verdict} {self.second_id}"
