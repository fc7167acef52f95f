"""What was done to keep the site: backups, restore tests, how large it was on which day."""

from django.db import models


class UpkeepEntry(models.Model):
    """One line of it. ``details`` by kind: a backup has ``file``, ``bytes``, ``seconds``, ``dockets``; a restore test
    ``file``, ``dockets``, ``differ``; a size ``database_bytes``, ``payload_bytes``; an outage ``key``,
    ``said``, and when it was ``mailed`` and ``over``."""

    class Kind(models.TextChoices):
        BACKUP = "backup", "backup"
        RESTORE_TEST = "restore_test", "restore test"
        SIZE = "size", "size"
        OUTAGE = "outage", "outage"

    kind = models.CharField(max_length=12, choices=Kind)
    at = models.DateTimeField()
    details = models.JSONField(default=dict)

    class Meta:
        indexes = [models.Index(fields=["kind", "-at"], name="upkeep_newest")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.at:%Y-%m-%d}"
