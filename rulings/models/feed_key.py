"""Which generation of a user's subscription links is valid (``rulings.http.subscription_keys``)."""

from django.conf import settings
from django.db import models


class FeedKey(models.Model):
    """How often a user has renewed their subscription links (no row: never). A link is signed over ``turn``, so that
    links of an earlier turn open nothing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="feed_key", primary_key=True
    )
    turn = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"turn {self.turn} of {self.user_id}"
