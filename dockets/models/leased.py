"""The fields of a lease, for every table whose rows workers take one at a time."""

from django.db import models


class LeasedRow(models.Model):
    """Work that one worker at a time may hold (``dockets.db.leases``)."""

    lease_until = models.DateTimeField(null=True)
    lease_token = models.CharField(max_length=32, blank=True, default="", db_default="")
    """Token of the worker that holds it: one whose token is no longer here has lost the lease and writes nothing. ""
    with ``lease_until`` set: queued, and no worker has taken it yet."""

    class Meta:
        abstract = True
