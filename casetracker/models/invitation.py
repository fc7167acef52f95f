"""An invitation to an address, with the role that whoever accepts it will have."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

VALID = timedelta(days=7)
"""How long a link is good."""


class Role(models.TextChoices):
    """What a person may: one of the three (``casetracker.access.roles``)."""

    JOURNALIST = "journalist", "reader of the newsroom"
    EDITOR = "editor", "editor"
    ADMIN = "admin", "admin"


class Invitation(models.Model):
    """Good for one account, until ``expires_at``. Its link is stored nowhere: ``digest`` is the SHA-256 of what the
    link ends in."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Role)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    is_mailed = models.BooleanField(default=False)
    """Whether its link went to the address, so that whoever has it reads the address's mail."""
    accepted_at = models.DateTimeField(null=True)
    accepted_by = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="invitation"
    )
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"), condition=Q(accepted_at=None, revoked_at=None), name="invitation_once_an_address"
            )
        ]

    def __str__(self) -> str:
        return f"{self.email} as {self.role}"

    def is_open(self, now: datetime) -> bool:
        return self.accepted_at is None and self.revoked_at is None and now < self.expires_at
