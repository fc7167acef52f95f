"""``import_reading FILE``: imports what editors know of a case from a file in our reading format."""

import json
import sys
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rulings.editorial_file.load import LoadedDocket, load_editorial_file
from rulings.editorial_file.parse import NotAnEditorialFile

SOME_REFUSED, NOTHING = 1, 2


class Command(BaseCommand):
    help = (
        "Load claims, rulings, hearings and milestones from a file (docs/reading-format.md). "
        "Exit status 0: everything was taken; 1: some was refused and the rest taken; 2: nothing could be taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--json", action="store_true", help="print one JSON object per docket, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load_editorial_file(options["file"])
        except NotAnEditorialFile as error:
            raise CommandError(str(error), returncode=NOTHING) from error
        for docket in loaded.dockets:
            self.stdout.write(_json(docket) if options["json"] else _sentence(docket))
        if not any(docket.taken for docket in loaded.dockets):
            sys.exit(NOTHING)
        if loaded.refused:
            sys.exit(SOME_REFUSED)


def _json(docket: LoadedDocket) -> str:
    shown = asdict(docket)
    del shown["taken"]
    return json.dumps(shown, ensure_ascii=False)


def _sentence(docket: LoadedDocket) -> str:
    counts = f"{docket.created} new, {docket.updated} changed, {docket.unchanged} unchanged"
    lines = [f"{docket.docket_number} ({docket.court}): {counts if docket.taken else 'refused'}"]
    return "\n".join(lines + [f"  Refused: {refusal.where}: {refusal.why}" for refusal in docket.refused])
