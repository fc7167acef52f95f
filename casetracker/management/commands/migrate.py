"""``manage.py migrate``, Django's own, for a site that is in use.

A migration that alters a table waits until nobody uses it, and everybody who asks for it meanwhile waits behind. So it
gives up after ``LONGEST``, lets them pass, and is tried again. Each migration is a transaction: one that gave up has
changed nothing, and those before it are done.
"""

import time
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.core.management.commands import migrate
from django.db import OperationalError

from dockets.db.server.lock_timeout import is_lock_timeout, limit_lock_waits

LONGEST = timedelta(seconds=1)
"""No reader waits longer for a migration that waits itself."""
PAUSE = 1.0
"""Seconds in which readers pass."""


class Command(migrate.Command):
    def add_arguments(self, parser: CommandParser) -> None:
        super().add_arguments(parser)
        told = "Seconds for which a table that is in use is tried again (300)."
        parser.add_argument("--patience", type=float, default=300, help=told)

    def handle(self, *args: Any, patience: float = 300, **options: Any) -> None:
        deadline = time.monotonic() + patience
        with limit_lock_waits(LONGEST):
            while True:
                try:
                    super().handle(*args, **options)
                except OperationalError as error:
                    if not is_lock_timeout(error):
                        raise
                    if time.monotonic() > deadline:
                        msg = f"A table was in use for {patience:g} seconds, and nothing of it was changed: {error}"
                        raise CommandError(msg) from error
                    self.stderr.write("A table is in use. Those who wait for it pass; it is tried again.")
                else:
                    return
                time.sleep(PAUSE)
