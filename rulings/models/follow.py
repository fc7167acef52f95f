"""Which cases a reader follows."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from dockets.models import Docket


class Follow(models.Model):
    """A reader follows a case: news of it appears on their front page."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="follows")
    docket = models.ForeignKey(Docket, on_delete=models.CASCADE, related_name="follows")
    since = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [models.UniqueConstraint("user", "docket", name="follow_once")]

    def __str__(self) -> str:
        return f"{self.user_id} follows {self.docket_id}"
