"""``manage.py doctor``: what is wrong with this configuration, and what to do about it."""

import sys
import textwrap
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from casetracker.operations.diagnosis import Finding, diagnose_site

WIDTH = 100


class Command(BaseCommand):
    help = (
        "Says what is wrong with the configuration and what to do about it. Exit code: 0 where nothing is wrong, 1"
        " where something is, 2 where the settings cannot be read."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--strict", action="store_true", help="exit with 1 for what could be better, too")

    def handle(self, *, strict: bool, **_: Any) -> None:
        found = diagnose_site()
        for finding in found:
            self._tell(finding)
        wrong = sum(finding.is_wrong for finding in found)
        better = len(found) - wrong
        self.stdout.write(f"{wrong or 'Nothing'} wrong, {better or 'nothing'} that could be better.")
        if wrong or (strict and better):
            sys.exit(1)

    def _tell(self, finding: Finding) -> None:
        mark = "WRONG   " if finding.is_wrong else "better  "
        for text, first in ((finding.said, mark), (finding.advice, " " * len(mark))):
            if text:
                filled = textwrap.fill(
                    " ".join(text.split()), WIDTH, initial_indent=first, subsequent_indent=" " * len(mark)
                )
                self.stdout.write(filled)
