"""What the site knows of a user beside Django's own row."""

from django.conf import settings
from django.db import models


class Member(models.Model):
    """A row is made when there is something to keep."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="member", primary_key=True
    )
    factor_due_at = models.DateTimeField(null=True)
    """From when on they need a second factor. None: nobody has asked them yet."""
    time_zone = models.CharField(max_length=60, blank=True)
    """In which times are shown to them: "Europe/Vienna"; "": the newsroom's."""

    def __str__(self) -> str:
        return f"member {self.user_id}"
