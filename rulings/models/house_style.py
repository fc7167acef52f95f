"""What the newsroom calls outcomes, statuses and standards (``rulings.vocabulary.house_style``)."""

from typing import Any, Final

from django.db import models
from django.db.models import Q

ONLY: Final = 1
"""The key of the one row."""


class HouseStyle(models.Model):
    """One row for the site; without it the words are those that are built in."""

    words = models.JSONField(default=dict)
    """Group -> value -> the newsroom's word; only of what was renamed."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(id=ONLY), name="house_style_once")]

    def __str__(self) -> str:
        return "house style"

    def state(self) -> dict[str, Any]:
        """For the audit log: "outcome.may_proceed" with its word."""
        return {f"{group}.{value}": word for group, words in self.words.items() for value, word in words.items()}
