"""When readers last saw a docket: "new since your last visit" is measured from this."""

from django.conf import settings
from django.db import models

from dockets.models import Docket


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
