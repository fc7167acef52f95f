"""The turn of a user's subscription links."""

from django.conf import settings
from django.db import models


class FeedKey(models.Model):
    """How often a user has had their subscription links made anew; no row: never. Links of another turn open nothing."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_key", primary_key=True)
    turn = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"turn {self.turn} of {self.user_id}"
