"""``manage.py load_sample``: queues the sample case for the worker. ``quickstart`` calls it."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casetracker.pipeline import load_sample


class Command(BaseCommand):
    help = "Loads the sample case, Parler v. AWS, through a running worker."

    stealth_options = ("while_waiting",)

    def handle(self, *, while_waiting: Callable[[], None] | None = None, **_: Any) -> None:
        """``while_waiting`` is called ten times a second until the worker is done; what it raises ends the waiting."""
        try:
            load_sample.load_sample(self._say, while_waiting or (lambda: None))
        except load_sample.SampleFailed as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
