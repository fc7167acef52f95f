"""Courts, seeded from ``courts-db`` by ``dockets.courts.registry`` (migration and ``seed_courts`` command)."""

from zoneinfo import ZoneInfo

from django.db import models


class Court(models.Model):
    """A court. ``id`` is that of ``courts-db`` and CourtListener; PACER's id differs for a few courts and is
    ``pacer_id``."""

    class Kind(models.TextChoices):
        SUPREME = "supreme", "Supreme Court"
        APPELLATE = "appellate", "Court of appeals"
        DISTRICT = "district", "District court"
        BANKRUPTCY = "bankruptcy", "Bankruptcy court"
        SPECIAL = "special", "Special federal court"
        STATE = "state", "State court"
        OTHER = "other", "Other court"

    id = models.CharField(primary_key=True, max_length=20)
    name = models.CharField(max_length=200)
    """Full name, as shown above a case page: "U.S. District Court, Western District of Washington"."""
    citation = models.CharField(max_length=100, blank=True)
    """Bluebook form: "W.D. Wash."."""
    kind = models.CharField(max_length=12, choices=Kind)
    pacer_id = models.CharField(max_length=20, blank=True, db_index=True)
    """"" where the court is not on PACER."""
    time_zone = models.CharField(max_length=40, default="America/New_York")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        """The court's time zone; dates on its dockets are dates there."""
        return ZoneInfo(self.time_zone)
