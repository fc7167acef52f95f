"""Writes a backup: a dump by ``pg_dump``, and beside it the digests of all rows that it holds, of the same moment."""

import json
import os
import time
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from django.utils import timezone

from casetracker.backups.plain_dump import write_plain_dump
from casetracker.backups.server_tools import find_program, point_tools_at, run_tool
from dockets.db.server.row_digests import Digests, digest_database, hold_snapshot
from dockets.db.server.server_facts import read_server_major
from dockets.models import UpkeepEntry

DIGESTS = ".digests.json"
"""Ending of the file with the digests, behind the dump's name."""
PLAIN = ".sql"
"""A dump that is named so is SQL, which ``psql`` of PostgreSQL 15 and later reads."""


@dataclass(frozen=True, slots=True)
class Backup:
    file: Path
    digests: Digests
    bytes: int
    seconds: float

    @property
    def dockets(self) -> int:
        return len(self.digests["dockets_docket"])


def write_backup(file: Path) -> Backup:
    """Dumps the site's database into ``file``, completely or not at all, readable by us alone. Raises ``ToolFailed``,
    and ``OSError`` where there is no room."""
    began, partial = time.monotonic(), file.with_name(f"{file.name}.partial")
    partial.touch(mode=0o600)
    try:
        with hold_snapshot("default") as snapshot:
            _dump(partial, snapshot, plain=file.suffix == PLAIN)
            digests = digest_database("default")
        write_digests(file, digests)
        os.replace(partial, file)
    finally:
        partial.unlink(missing_ok=True)
    made = Backup(file, digests, file.stat().st_size, time.monotonic() - began)
    told = {"file": file.name, "bytes": made.bytes, "seconds": round(made.seconds, 1), "dockets": made.dockets}
    UpkeepEntry.objects.create(kind=UpkeepEntry.Kind.BACKUP, at=timezone.now(), details=told)
    return made


def _dump(file: Path, snapshot: str, *, plain: bool) -> None:
    program = find_program("pg_dump", read_server_major("default"))
    command: list[str | Path] = [program, "--no-owner", "--no-privileges", "--no-comments", f"--snapshot={snapshot}"]
    with point_tools_at(connection.settings_dict) as env:
        if plain:
            write_plain_dump([*command, "--format=plain"], env, file)
        else:
            run_tool([*command, "--format=custom", f"--file={file}"], env)


def write_digests(file: Path, digests: Digests) -> None:
    path = file.with_name(f"{file.name}{DIGESTS}")
    path.touch(mode=0o600)
    path.write_text(json.dumps(digests))


def read_digests(file: Path) -> Digests | None:
    """The digests that were written with a dump. None: it was made without, by ``pg_dump`` itself."""
    path = file.with_name(f"{file.name}{DIGESTS}")
    if not path.exists():
        return None
    digests: Digests = json.loads(path.read_text())
    return digests
