"""``manage.py load_sample``: queues the sample case for the worker. ``quickstart`` calls it."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casetracker.pipeline import load_sample


class Command(BaseCommand):
    help = "Loads the sample case, Parler v. AWS, through a running worker."

    def handle(self, **_: Any) -> None:
        try:
            load_sample.load_sample(self._say)
        except load_sample.SampleFailed as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
