"""``uv run python -m bench [--only NAME]... [--rows N] [--json FILE]``: measures, prints, and says which limits were
missed.

Exit 0 when everything holds, 1 when a figure missed its limit.
"""

import argparse
import importlib
import signal
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, cast

from bench.database import own_database, set_up_django

if TYPE_CHECKING:  # Django has to be set up before these can be imported.
    from collections.abc import Callable, Iterator

    from bench.figure import Figure

SUBJECTS = (
    "freshness", "polling", "webhook", "rolling", "merge", "reading", "pages", "load", "search", "exports", "accuracy",
    "unchanged", "following", "documents", "trackers",
)  # fmt: skip
"""Modules of this package, each with ``figures(rows)``, in the order in which they run: freshness first, before the
others leave its worker dockets to interpret."""
_ELSEWHERE = {name: f"bench.scale.{name}" for name in ("unchanged", "following", "documents", "trackers")}


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench", description="How fast Casetracker is on this machine.")
    names = ", ".join(SUBJECTS)
    parser.add_argument(
        "--only", action="append", choices=SUBJECTS, metavar="NAME", help=f"one of {names}; may be repeated"
    )
    parser.add_argument(
        "--rows", type=int, default=50_000, help="filings to search in (50,000; the full measure is 1,000,000)"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE as well")
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    # On SIGTERM it still drops its database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with own_database(), tempfile.TemporaryDirectory() as folder:
        set_up_django(Path(folder))
        return _measure(asked)


def _measure(asked: argparse.Namespace) -> int:
    from django.db import connection

    from bench import report

    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version")
        head = report.surroundings(cursor.fetchone()[0])
    report.say(f"{head}\n\n{report.HEAD}")
    taken: list[Figure] = []
    for subject in asked.only or SUBJECTS:
        module = importlib.import_module(_ELSEWHERE.get(subject, f"bench.measures.{subject}"))
        figures = cast("Callable[[int], Iterator[Figure]]", module.figures)
        for figure in figures(asked.rows):
            report.say(report.line(figure))
            taken.append(figure)
        report.say(f"{'':58} load {report.load()}\n")
    if asked.json:
        report.write_json(asked.json, taken, head)
    missed = [figure.name for figure in taken if figure.holds is False]
    report.say(f"Missed: {'; '.join(missed)}" if missed else "Everything holds.")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
