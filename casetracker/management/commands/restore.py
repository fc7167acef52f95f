"""``manage.py restore``: a backup back into a database, or only looked at."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casetracker.backups.document_files import list_damaged_documents, restore_documents
from casetracker.backups.restore import NotEmpty, restore_backup, verify_backup
from casetracker.backups.server_tools import ToolFailed
from casetracker.management.commands.backup import report_differences
from casetracker.operations.condition import list_pending_migrations

NOT_EMPTY = (
    "The database holds tables already. Give DATABASE_URL of an empty one, or --replace to put the backup in the place"
    " of all that is there (stop web servers, workers and beat first)."
)


class Command(BaseCommand):
    help = "Reads a backup into the empty database of DATABASE_URL, all of it or nothing, and compares every docket."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="what manage.py backup has written")
        parser.add_argument(
            "--verify",
            action="store_true",
            help="only see whether it can be restored: into a database of its own, which is dropped again",
        )
        parser.add_argument("--replace", action="store_true", help="put it in the place of all that is there")

    def handle(self, *, file: Path, verify: bool, replace: bool, **_: Any) -> None:
        if not file.is_file():
            raise CommandError(f"There is no file {file}.")
        try:
            differ = verify_backup(file) if verify else restore_backup(file, replace=replace)
            damaged = list_damaged_documents(file) if verify else restore_documents(file)
        except NotEmpty:
            raise CommandError(NOT_EMPTY) from None
        except (ToolFailed, OSError) as error:
            raise CommandError(str(error)) from error
        if differ is None and not damaged:
            self.stdout.write("Restored. It was dumped without digests, so nothing could be compared.")
        else:
            report_differences(self, [*(differ or ()), *damaged])
        if not verify and list_pending_migrations():
            self.stdout.write("The backup is older than this version: run manage.py migrate.")
