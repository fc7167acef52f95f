"""``import_docket FILE_OR_REFERENCE``: imports one payload and interprets it, in the foreground and without a
worker."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casetracker.pipeline.import_now import ImportDone, import_now, preview_import_now
from dockets.record.records import FetchedPayload, FetchFailed, NotADocket
from dockets.sources import SOURCES
from dockets.sources.decoding import MAX_BYTES

TAKEN, SOME_REFUSED, NOTHING = 0, 1, 2


class Command(BaseCommand):
    help = (
        "Import a docket: a saved PACER page, a court's feed, or our JSON. "
        "Exit status 0: everything was taken; 1: some was refused and the rest taken; 2: nothing could be taken."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "reference", metavar="FILE_OR_REFERENCE", help="a file, - for standard input, or the address of a feed"
        )
        parser.add_argument(
            "--source", default="", metavar="SLUG", help=f"one of {', '.join(SOURCES)}; else told from the content"
        )
        parser.add_argument(
            "--court", default="", metavar="ID", help="as on CourtListener: wawd; else told from the content"
        )
        parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
        parser.add_argument("--json", action="store_true", help="print one JSON object per docket, one a line")

    def handle(self, *args: Any, **options: Any) -> None:
        run = preview_import_now if options["dry_run"] else import_now
        try:
            body, name = read_reference(options["reference"], options["source"])
            done = run(body, name=name, source_slug=options["source"], court_id=options["court"])
        except (NotADocket, FetchFailed) as error:
            done = ImportDone((), ({"where": options["reference"], "why": str(error)},), str(error))
        for line in (
            format_json_lines(done) if options["json"] else format_sentences(done, rehearsed=options["dry_run"])
        ):
            self.stdout.write(line)
        _leave(done)


def read_reference(reference: str, source_slug: str) -> tuple[bytes, str]:
    """Reads a file or fetches a reference. Returns the payload and the name under which it is stored. Raises
    ``NotADocket`` or ``FetchFailed`` with a sentence."""
    if reference.startswith(("http://", "https://")):
        fetched = _fetch(reference, source_slug)
        return fetched.body, fetched.url or reference
    if reference == "-":
        return sys.stdin.buffer.read(MAX_BYTES + 1), "standard input"
    path = Path(reference)
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1), path.name
    except (OSError, ValueError) as error:
        raise NotADocket(f"{reference} cannot be read: {getattr(error, 'strerror', None) or error}.") from error


def _fetch(address: str, source_slug: str) -> FetchedPayload:
    kinds = [kind for kind in SOURCES.values() if kind.fetch and source_slug in ("", kind.slug)]
    if not kinds or not kinds[0].fetch:
        raise NotADocket(f"“{source_slug}” is not fetched by address. Save the page and give the file.")
    return kinds[0].fetch(address, {})


def format_json_lines(done: ImportDone) -> Iterator[str]:
    """One JSON object per docket. Refusals of the payload as a whole are added to its only docket, or else form an
    object without a court."""
    rows = [dict(row) for row in done.results]
    loose = done.refused_of_payload
    if len(rows) == 1:
        rows[0]["refused"] = [*loose, *rows[0]["refused"]]
    elif loose:
        counts = dict.fromkeys(("created", "updated", "unchanged"), 0)
        nothing = {
            "court": None,
            "docket_number": None,
            "case_name": None,
            **counts,
            "refused": [*loose],
            "filings": 0,
            "parties": 0,
        }
        rows.append(nothing)
    return (json.dumps(row, ensure_ascii=False) for row in rows)


def format_sentences(done: ImportDone, *, rehearsed: bool) -> Iterator[str]:
    """The same as sentences. ``rehearsed``: it was a preview."""
    for row in done.results:
        yield f"{row['case_name'] or 'Untitled case'}, {row['docket_number']} ({row['court']})"
        counts = f"{row['created']} new, {row['updated']} changed, {row['unchanged']} unchanged"
        yield f"  Filings: {counts}; {row['filings']} in all. Parties: {row['parties']}."
    # If nothing was taken, the command ends with the first refusal.
    for refusal in done.refused[1:] if done.error else done.refused:
        yield f"  Refused: {refusal['where']}: {refusal['why']}"
    if rehearsed and done.results:
        yield "Nothing was written: this was a dry run."


def _leave(done: ImportDone) -> None:
    if done.error:
        raise CommandError(done.error, returncode=NOTHING)
    if done.refused:
        sys.exit(SOME_REFUSED)
