"""Marks by which it is known, without making a page, whether anything that it may show has changed."""

from typing import ClassVar

from django.db import models


class PageMark(models.Model):
    """One transaction that changed rows of one docket. Triggers write it (``dockets.db.server.page_marks``), so that no
    writer can forget to; a transaction that is rolled back leaves none.

    What is seen of the marks of a docket is another set after each commit, in whichever order transactions commit.
    """

    ANY_DOCKET: ClassVar[int] = 0
    EVERY_PAGE: ClassVar[int] = -1

    docket_key = models.BigIntegerField()
    """A docket's id, also of one that is gone; ``ANY_DOCKET``; ``EVERY_PAGE`` for what belongs to no docket."""
    at = models.DateTimeField()
    transaction = models.BigIntegerField()
    mark = models.BigIntegerField()
    """Drawn at random."""

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["docket_key", "at", "transaction"], include=["mark"], name="page_mark_once_in_transaction"
            )
        ]

    def __str__(self) -> str:
        return f"{self.docket_key} {self.at:%Y-%m-%d %H:%M:%S}"
