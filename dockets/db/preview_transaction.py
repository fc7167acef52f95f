"""Finds out what a change would do by doing it and rolling it back, so that a preview follows exactly the same rules as
the change itself. Called by the previews of imports and of docket merges."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction


@contextmanager
def preview_transaction() -> Iterator[None]:
    """A transaction, or a savepoint within one, that is always rolled back, however the block ends. Rows it touches
    stay locked until then; locks that a surrounding transaction took before stay."""
    with transaction.atomic():
        try:
            yield
        finally:
            transaction.set_rollback(True)
