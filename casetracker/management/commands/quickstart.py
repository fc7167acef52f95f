"""``uv run manage.py quickstart``: the whole site on this machine, with nothing else to install."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from casetracker.quickstart.embedded import EmbeddedFailed
from casetracker.quickstart.folders import FolderUnusable
from casetracker.quickstart.site import CannotStart, Site


class Command(BaseCommand):
    help = "Starts Casetracker with servers of its own: for trying it out, and for one small newsroom."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--port", type=int, default=8000, help="where pages are served on this machine (8000)")
        parser.add_argument(
            "--data-dir",
            type=Path,
            default=settings.DATA_DIR,
            help="folder of the database, logs and passwords (.data)",
        )
        parser.add_argument("--no-sample", action="store_true", help="start without the sample case")

    def handle(self, *, port: int, data_dir: Path, no_sample: bool, **_: Any) -> None:
        if data_dir.absolute() != settings.DATA_DIR.absolute():
            raise CommandError("Settings are loaded for another folder: start this by manage.py.")
        site = Site(data_dir.absolute(), port, self._say)
        try:
            site.run(sample=not no_sample)
        except (CannotStart, EmbeddedFailed, FolderUnusable) as error:
            raise CommandError(str(error)) from error

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
