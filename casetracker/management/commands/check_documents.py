"""``manage.py check_documents``: whether the files of documents are all there, and nothing else."""

from argparse import ArgumentParser
from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from dockets.documents.check_files import list_file_faults, mend_file_fault
from dockets.models import DocumentFile

SAID = {
    "missing": "the storage does not have it: restore it from a backup, or bring the document in again",
    "damaged": "its bytes are others than those that came: restore it from a backup, or bring the document in again",
    "unshown": "no document shows it any more",
    "drawn": "pictures of its pages are left, and no document shows them",
    "stray": "the database does not know it",
}


class Command(BaseCommand):
    help = "Reads every kept file, compares it with its hash, and finds what is missing or left over."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--mend", action="store_true", help="delete what no document shows")

    def handle(self, *, mend: bool, **_: Any) -> None:
        found: Counter[bool] = Counter()
        for fault in list_file_faults(timezone.now()):
            done = mend and fault.can_mend
            if done:
                mend_file_fault(fault)
            found[done] += 1
            self.stdout.write(f"{fault.sha256}: {SAID[fault.what]}{'; deleted' if done else ''}")
        if found[False]:
            raise CommandError(f"{found[False]} of the files are not as they should be.")
        self.stdout.write(f"{DocumentFile.objects.count():,} files, all as they came.")
