"""What readers follow, by which rule they are told of it, and when they last saw a docket."""

from typing import Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils import timezone

from dockets.models import Court, Docket
from rulings.models.alerts import Channel
from rulings.models.tracker import Tracker
from rulings.vocabulary.kinds import KIND_LABELS
from rulings.vocabulary.topics import LEAD_LABELS, TOPIC_LABELS, URGENCY_LABELS, USUAL_LEAD, Urgency


class FollowQuerySet(models.QuerySet["Follow"]):
    """Queries for what is followed."""

    def of(self, user_id: int) -> Self:
        return self.filter(user=user_id)

    def of_newsroom(self) -> Self:
        return self.filter(user=None)


class Follow(models.Model):
    """A reader, or the newsroom, follows one subject, and this is the rule by which they are told of it.

    The subject is a case, a court, a tracker, somebody of a name, or the words of a search: exactly one of them.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.CASCADE, related_name="follows")
    """None: the newsroom."""
    docket = models.ForeignKey(Docket, null=True, on_delete=models.CASCADE, related_name="follows")
    court = models.ForeignKey(Court, null=True, on_delete=models.CASCADE, related_name="follows")
    tracker = models.ForeignKey(Tracker, null=True, on_delete=models.CASCADE, related_name="follows")
    person_kind = models.CharField(max_length=10, blank=True)
    """A ``dockets.search.people.PersonKind``."""
    person_name = models.CharField(max_length=300, blank=True)
    search = models.CharField(max_length=200, blank=True)
    """Words as they are typed into the search of filings."""
    with_related = models.BooleanField(default=True)
    """Of a case: whether the cases that are related to it are followed with it, also those that turn up later."""
    topics = ArrayField(
        models.CharField(max_length=12, choices=[(t.value, t.name) for t in TOPIC_LABELS]), default=list
    )
    kinds = ArrayField(models.CharField(max_length=20, choices=[(k.value, k.name) for k in KIND_LABELS]), default=list)
    """Kinds of filings; []: all."""
    words = models.CharField(max_length=200, blank=True)
    """Of filings only those that hold one of these words or phrases, which commas part; "": all."""
    routine = models.BooleanField(default=False)
    """Whether routine filings are told of, too."""
    parties = ArrayField(models.CharField(max_length=300), default=list)
    """Of what is filed only what somebody files whose name holds one of these; []: what anybody files."""
    lead_days = models.PositiveSmallIntegerField(choices=list(LEAD_LABELS.items()), default=USUAL_LEAD)
    """How many days before a hearing or a deadline it is told of."""
    urgency = models.CharField(
        max_length=6, choices=[(u.value, label) for u, label in URGENCY_LABELS.items()], default=Urgency.NEVER.value
    )
    channels = models.ManyToManyField(Channel, blank=True, related_name="follows")
    note = models.CharField(max_length=300, blank=True)
    """Why it is followed: for its owner alone."""
    paused_at = models.DateTimeField(null=True)
    since = models.DateTimeField(default=timezone.now)

    objects = FollowQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(Upper("person_name"), name="follow_person", condition=~Q(person_name=""))]
        constraints = [
            models.UniqueConstraint(
                "user",
                "docket",
                "court",
                "tracker",
                "person_kind",
                Upper("person_name"),
                "search",
                name="follow_once",
                nulls_distinct=False,
            ),
            models.CheckConstraint(
                condition=Q(court=None, tracker=None, person_name="", search="", docket__isnull=False)
                | Q(docket=None, tracker=None, person_name="", search="", court__isnull=False)
                | Q(docket=None, court=None, person_name="", search="", tracker__isnull=False)
                | (Q(docket=None, court=None, tracker=None, search="") & ~Q(person_name="") & ~Q(person_kind=""))
                | (Q(docket=None, court=None, tracker=None, person_name="") & ~Q(search="")),
                name="follow_one_subject",
            ),
        ]

    def __str__(self) -> str:
        subject = self.docket_id or self.court_id or self.tracker_id or self.person_name or self.search
        return f"{self.user_id or 'newsroom'} follows {subject}"


class Visit(models.Model):
    """One reader's visits to one docket: the latest, and the one before it. Pages shown within half an hour are one
    visit.

    Each visit has two times: when it was, and ``Docket.record_changed_at`` of what was shown. Anything first seen after
    the latter was not on that page, however long its import took.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="visits")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="visits")
    seen_at = models.DateTimeField()
    """When its page was last shown."""
    seen_to = models.DateTimeField()
    before_at = models.DateTimeField(null=True)
    """End of the visit before this one; None for a first visit."""
    before_to = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint("user", "docket", name="visit_once")]

    def __str__(self) -> str:
        return f"{self.user_id} at {self.docket_id} on {self.seen_at}"
