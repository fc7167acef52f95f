"""News, and the ways it is told: what has happened in a docket, where it is sent, what has still to be sent. These
rows, not the broker, are the truth about what was sent to whom.

``rulings.following`` writes them.
"""

import secrets
from datetime import datetime, time
from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dockets.db.leases import is_over
from dockets.models import Docket, Filing
from dockets.models.leased import LeasedRow
from rulings.vocabulary.kinds import KIND_LABELS
from rulings.vocabulary.read_by import ReadBy
from rulings.vocabulary.topics import HELD_LABELS, TOPIC_LABELS


class News(models.Model):
    """Something that has happened, once. Its words are read from the filing when they are told; what it says here is
    what was true when it was noted."""

    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="news", db_index=False)
    filing = models.ForeignKey(Filing, null=True, on_delete=models.CASCADE, related_name="news")
    """The filing that it is about; None where it is about the case."""
    key = models.CharField(max_length=120)
    """What it is: the same thing is noted once for a docket."""
    topics = ArrayField(models.CharField(max_length=12, choices=[(t.value, t.name) for t in TOPIC_LABELS]))
    at = models.DateTimeField()
    """When we learnt of it."""
    day = models.DateField(null=True)
    """When it happened, by the court's calendar."""
    kind = models.CharField(max_length=20, blank=True, choices=[(k.value, v) for k, v in KIND_LABELS.items()])
    routine = models.BooleanField(default=False)
    filed_by = ArrayField(models.TextField(), default=list)
    """Names of who filed it, where that is known."""
    lead_days = models.PositiveSmallIntegerField(null=True)
    """Of a date: how many days before it was to be told; rules choose one of them."""
    headline = models.TextField()
    words = models.TextField(blank=True)
    """What it adds in words: the new day of a hearing, the sentence of a correction, the court's text."""
    before = models.TextField(blank=True)
    """Of a changed entry: its words before."""
    said_by = models.CharField(max_length=10, choices=[(r.value, r.name) for r in ReadBy])
    state = models.JSONField(default=dict)
    """Of a filing: what was told of it, to know later whether that has changed."""
    held = models.CharField(max_length=8, blank=True, choices=[(h.value, label) for h, label in HELD_LABELS.items()])
    """Why nobody is alerted; "": followers are."""
    spread_at = models.DateTimeField(null=True)
    """When the deliveries to its followers were written; None: they are due."""

    class Meta:
        indexes = [
            models.Index(fields=["docket", "-at"], name="news_of_docket"),
            models.Index(fields=["-at", "-id"], name="news_latest"),
            models.Index(fields=["id"], condition=Q(spread_at=None), name="news_to_spread"),
        ]
        constraints = [models.UniqueConstraint("docket", "key", name="news_once")]

    def __str__(self) -> str:
        return f"{self.key} of {self.docket_id}"


class NewsMark(models.Model):
    """Up to where the news of a docket has been noted. A docket without a mark is new here."""

    docket = models.OneToOneField(Docket, on_delete=models.CASCADE, related_name="news_mark", primary_key=True)
    noted_to = models.DateTimeField()
    """``Docket.record_changed_at`` of the record that was noted."""
    status = models.CharField(max_length=10, blank=True)
    """``Docket.status`` then."""

    def __str__(self) -> str:
        return f"news of {self.docket_id} to {self.noted_to}"


class ChannelQuerySet(models.QuerySet["Channel"]):
    """Queries for channels."""

    def due(self, now: datetime) -> Self:
        """Those that have something to send and that no worker holds. What is new waits while a message waits for its
        next attempt."""
        waiting = Delivery.objects.waiting().filter(channel=OuterRef("pk"), due_at__lte=now)
        tried = Message.objects.filter(channel=OuterRef("pk"), status=Message.Status.WAITING)
        has_work = (Exists(waiting) & ~Exists(tried)) | Exists(tried.filter(next_at__lte=now))
        is_somebodys = Q(owner=None) | Q(owner__is_active=True)
        return self.filter(has_work, is_somebodys, is_over(now), not_before__lte=now, off_at=None)


class Channel(LeasedRow):
    """Where news is sent, and by which clock. Of a person, or of the newsroom. One worker at a time sends to it."""

    class Kind(models.TextChoices):
        MAIL = "mail", "E-mail"
        SLACK = "slack", "Slack"
        TEAMS = "teams", "Microsoft Teams"
        WEBHOOK = "webhook", "Webhook"

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="channels")
    """None: the newsroom."""
    kind = models.CharField(max_length=8, choices=Kind)
    name = models.CharField(max_length=100)
    address = models.CharField(max_length=500, blank=True)
    """Of mail: addresses, parted by commas; "": its owner's own, whatever it is then. Otherwise an address of https."""
    secrets = ArrayField(models.CharField(max_length=80), default=list)
    """Of a webhook: with which its messages are signed, the newest first; two while one takes the other's place."""
    time_zone = models.CharField(max_length=60, blank=True)
    """By whose clock: "Europe/Vienna"; "": the newsroom's."""
    digest_at = models.TimeField(default=time(8))
    digest_day = models.PositiveSmallIntegerField(default=0)
    """Of a weekly digest; 0 is Monday."""
    quiet_from = models.TimeField(null=True, blank=True)
    quiet_to = models.TimeField(null=True, blank=True)
    """Between the two nothing is sent; what comes meanwhile is sent at the end. May span midnight."""
    made_at = models.DateTimeField(default=timezone.now)
    off_at = models.DateTimeField(null=True)
    off_why = models.CharField(max_length=300, blank=True)
    """Why it was switched off; "": its owner did."""
    not_before = models.DateTimeField(default=timezone.now)
    lease_token = models.CharField(max_length=32, blank=True)
    """As ``LeasedRow`` has it, in a column without a default."""

    objects = ChannelQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", condition=Q(kind="mail", address=""), name="channel_own_mail"),
            models.CheckConstraint(
                condition=(Q(kind="mail") & (Q(owner__isnull=False) | ~Q(address="")))
                | (~Q(kind="mail") & ~Q(address="")),
                name="channel_has_address",
            ),
        ]

    def __str__(self) -> str:
        return self.name


def create_message_id() -> str:
    """24 characters. A message keeps it however often it is sent, so that a receiver knows it again."""
    return secrets.token_hex(12)


class Message(models.Model):
    """One mail or one post: what was sent at once to one channel."""

    class Status(models.TextChoices):
        WAITING = "waiting", "waiting"
        SENT = "sent", "sent"
        FAILED = "failed", "failed"
        DROPPED = "dropped", "not sent"

    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="messages")
    public_id = models.CharField(max_length=24, unique=True, default=create_message_id)
    made_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.WAITING)
    is_test = models.BooleanField(default=False)
    subject = models.CharField(max_length=300, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)
    """Why the last attempt failed, or why it was not sent."""

    class Meta:
        indexes = [
            models.Index(fields=["channel", "next_at"], condition=Q(status="waiting"), name="message_to_send"),
            models.Index(fields=["-made_at", "-id"], name="message_latest"),
        ]

    def __str__(self) -> str:
        return f"{self.public_id} to {self.channel_id}"


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    """Queries for deliveries."""

    def waiting(self) -> Self:
        """In no message yet, and not given up."""
        return self.filter(message=None, dropped="")


class Delivery(models.Model):
    """One piece of news is told to one channel by one rule, once."""

    follow = models.ForeignKey("rulings.Follow", on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    news = models.ForeignKey(News, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    channel = models.ForeignKey(Channel, on_delete=models.CASCADE, related_name="deliveries", db_index=False)
    due_at = models.DateTimeField()
    message = models.ForeignKey(
        Message, null=True, on_delete=models.SET_NULL, related_name="deliveries", db_index=False
    )
    dropped = models.CharField(max_length=12, blank=True)
    """Why it is not sent: "withdrawn", "twice", "paused", "unsubscribed"; "": it is, or was."""

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["channel", "due_at"], condition=Q(message=None, dropped=""), name="delivery_to_send"),
            models.Index(fields=["message"], condition=Q(message__isnull=False), name="delivery_of_message"),
            # Of one piece of news there is a row for each of ten thousand people.
            models.Index(fields=["news", "channel"], name="delivery_of_news"),
        ]
        constraints = [models.UniqueConstraint("follow", "news", "channel", name="delivery_once")]

    def __str__(self) -> str:
        return f"news {self.news_id} to {self.channel_id}"
