"""``manage.py backup``: a dump of the whole site, with the digests by which a restored one is compared."""

from argparse import ArgumentParser
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from casetracker.backups.backup import DIGESTS, write_backup
from casetracker.backups.document_files import (
    LISTED,
    back_up_documents,
    forget_old_documents,
    list_damaged_documents,
)
from casetracker.backups.restore import verify_backup
from casetracker.backups.server_tools import ToolFailed
from casetracker.config import nightly


class Command(BaseCommand):
    help = "Writes a backup of the database with PostgreSQL's own pg_dump."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "file",
            nargs="?",
            type=Path,
            help="where to (a dated one in CASETRACKER_BACKUP_DIR); SQL for PostgreSQL 15 and later if it ends in .sql",
        )
        parser.add_argument(
            "--verify", action="store_true", help="restore it into a database of its own, and compare every docket"
        )
        parser.add_argument("--keep", type=int, default=0, help="remove older dated ones beyond this number")

    def handle(self, *, file: Path | None, verify: bool, keep: int, **_: Any) -> None:
        path = (file or _name_backup(timezone.localtime())).absolute()
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            made = write_backup(path)
            missing = back_up_documents(path)
            self.stdout.write(f"{made.file}: {made.dockets} dockets, {made.bytes:,} bytes, {made.seconds:.1f} s")
            if verify:
                report_differences(self, [*verify_backup(path), *list_damaged_documents(path)])
        except (ToolFailed, OSError) as error:
            raise CommandError(str(error)) from error
        for old in nightly.list_old_backups(path.parent, keep) if keep else ():
            old.unlink()
            for ending in (DIGESTS, LISTED):
                old.with_name(f"{old.name}{ending}").unlink(missing_ok=True)
        if keep:
            forget_old_documents(path.parent, path.parent.glob(nightly.PATTERN))
        if missing:
            raise CommandError("\n".join(["The backup is complete but for these files:", *missing]))


def _name_backup(now: datetime) -> Path:
    return Path(settings.BACKUP_DIR) / f"casetracker-{now:%Y-%m-%d-%H%M}.dump"


def report_differences(command: BaseCommand, differ: Any) -> None:
    """Raises ``CommandError`` where something differs."""
    if differ:
        shown = "".join(f"\n  {one}" for one in differ[:20])
        raise CommandError(f"What was restored is not what was dumped, in {len(differ)} places:{shown}")
    command.stdout.write("Restored and compared: every docket is as it was dumped.")
