"""A token with which a user's program asks the API (``rulings.http.api_tokens``)."""

from datetime import datetime

from django.conf import settings
from django.db import models


class ApiToken(models.Model):
    """What the program sends is stored nowhere: ``digest`` is its SHA-256, ``begins`` its first characters, by which a
    person knows it again."""

    class Scope(models.TextChoices):
        READ = "read", "read"
        WRITE = "write", "read and write"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="api_tokens")
    name = models.CharField(max_length=100)
    scope = models.CharField(max_length=10, choices=Scope)
    digest = models.CharField(max_length=64, unique=True)
    begins = models.CharField(max_length=16)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.begins}… of {self.user_id}"

    def is_good(self, now: datetime) -> bool:
        return self.ended_at is None and now < self.expires_at
