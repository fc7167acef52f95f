"""``python -m bench.drills.lost``: a site is backed up, goes on working, and then its data folder is gone. What the
last backup brings back, and what is missing: no more than was done since.

Servers of its own, in a temporary folder; the commands are those of docs/operations.md. Exit 0 when everything holds.
"""

import json
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import run

import psutil

from bench.figure import Figure
from casetracker.quickstart import embedded
from casetracker.quickstart.processes import kill_processes

BEFORE, SINCE = 20, 5
"""Dockets that come before the backup, and after it."""
ROOT = Path(__file__).resolve().parents[2]
_COUNT = "from dockets.models import Docket; print(Docket.objects.count())"


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    from bench import report

    report.say(report.HEAD)
    with tempfile.TemporaryDirectory() as folder:
        taken = list(_lose(Path(folder)))
    for figure in taken:
        report.say(report.line(figure))
    return 1 if any(figure.holds is False for figure in taken) else 0


def _lose(folder: Path) -> Iterator[Figure]:
    data, backups = folder / "data", folder / "another_disk"
    backups.mkdir(mode=0o700)
    file = backups / "night.dump"
    with _site(data, backups, gone=True) as manage:
        manage("migrate", "--verbosity=0")
        _import(folder, manage, range(BEFORE))
        manage("backup", str(file))
        made = time.monotonic()
        _import(folder, manage, range(BEFORE, BEFORE + SINCE))
        had = int(manage("shell", "--no-imports", "--command", _COUNT))
    age = time.monotonic() - made
    with _site(data, backups) as manage:
        began = time.monotonic()
        said = manage("restore", str(file))
        took = time.monotonic() - began
        manage("migrate", "--check")
        has = int(manage("shell", "--no-imports", "--command", _COUNT))
        _import(folder, manage, range(BEFORE, BEFORE + SINCE))
        again = int(manage("shell", "--no-imports", "--command", _COUNT))
    yield Figure("dockets that were backed up and are missing", BEFORE - has, "", most=0)
    yield Figure("dockets lost", had - has, "", most=SINCE, note=f"of {had}: what came in the {age:.0f} s since")
    differ = 0 if "every docket is as it was dumped" in said else 1
    yield Figure("restored otherwise than dumped", differ, "", most=0, note="each docket's digest compared")
    yield Figure(
        "empty folder until the site is back", took, "s", most=60, note="servers, restore, check of migrations"
    )
    yield Figure("dockets missing after reading the files again", had - again, "", most=0)


@contextmanager
def _site(data: Path, backups: Path, *, gone: bool = False) -> "Iterator[Manage]":
    """Servers on ``data``. ``gone``: in the end they are killed, and the folder with all that is in it is removed."""
    servers = embedded.start_servers(data)
    try:
        yield Manage(data, backups, servers.addresses)
    finally:
        if gone:
            for program in servers.programs:
                if program.process is not None:
                    parent = psutil.Process(program.process.pid)
                    kill_processes([parent, *parent.children(recursive=True)])
            servers.discard()
            shutil.rmtree(data)
        else:
            servers.discard()


class Manage:
    """``manage.py``, as an admin runs it."""

    def __init__(self, data: Path, backups: Path, addresses: embedded.ServerAddresses) -> None:
        self.env = {
            **os.environ, "DATABASE_URL": addresses.database_url, "REDIS_URL": addresses.redis_url,
            "CASETRACKER_DATA_DIR": str(data), "CASETRACKER_BACKUP_DIR": str(backups), "CASETRACKER_HTTPS": "off",
            "CASETRACKER_SECRET_KEY": "for the drill only, " * 3,
        }  # fmt: skip

    def __call__(self, *words: str) -> str:
        """What it prints. Raises ``RuntimeError`` with what it says where it fails."""
        done = run([sys.executable, "manage.py", *words], cwd=ROOT, env=self.env, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"manage.py {' '.join(words)}:\n{done.stderr}")
        return done.stdout


def _import(folder: Path, manage: Manage, numbers: range) -> None:
    dockets = [
        {
            "court": "wawd", "docket_number": f"2:24-cv-{number + 1:05}",
            "entries": [{"number": 1, "date_filed": "2024-02-03", "text": f"COMPLAINT {number}"}],
        }
        for number in numbers
    ]  # fmt: skip
    file = folder / "dockets.json"
    file.write_text(json.dumps({"format": "casetracker-docket/1", "dockets": dockets}))
    manage("import_docket", str(file))


if __name__ == "__main__":
    sys.exit(main())
