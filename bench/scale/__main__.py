"""``python -m bench.scale [--dockets N] [--keep] [--write FILE]``: makes up that many dockets with 25 filings each,
measures every kind of page at a hundredth and at the whole of it, and prints one table. Drops its database in the end.
"""

import argparse
import os
import signal
import sys
import tempfile
from pathlib import Path

from bench.database import own_database, set_up_django


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="bench.scale", description="How Casetracker behaves when it is large.")
    parser.add_argument("--dockets", type=int, default=200_000, help="how many dockets in the end (200,000)")
    parser.add_argument("--write", type=Path, metavar="FILE", help="write the table to FILE as well")
    parser.add_argument(
        "--there", action="store_true", help="measure the database that DATABASE_URL names, as it is, and leave it"
    )
    return parser.parse_args()


def main() -> int:
    asked = arguments()
    # On SIGTERM it still drops its database.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with tempfile.TemporaryDirectory() as folder:
        if asked.there:
            set_up_django(Path(folder))
            return _measure(asked)
        with own_database():
            set_up_django(Path(folder))
            return _measure(asked)


def _measure(asked: argparse.Namespace) -> int:
    from bench.report import say
    from bench.scale import fill, table

    if asked.there:
        say(table.write_table(table.measure_site(), table.measure_site()))
        return 0
    fill.write_templates()
    for line in fill.copy_to(asked.dockets // 100):
        say(line)
    small = table.measure_site()
    for line in fill.copy_to(asked.dockets):
        say(line)
    told = table.write_table(small, table.measure_site())
    say(told)
    if asked.write:
        asked.write.write_text(told)
    return 0


if __name__ == "__main__":
    os.environ.setdefault("CASETRACKER_LOG_LEVEL", "ERROR")
    sys.exit(main())
