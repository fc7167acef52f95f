"""Reads a backup back: into the site's database, or into one of its own to see that it can be."""

import secrets
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from django.db import ProgrammingError, connections
from django.utils import timezone

from casetracker.backups.backup import PLAIN, read_digests
from casetracker.backups.plain_dump import copy_plain_dump, filter_plain_dump
from casetracker.backups.server_tools import ToolFailed, describe_failure, find_program, point_tools_at
from dockets.db.server.row_digests import Digests, count_tables, create_database, digest_database, drop_database
from dockets.db.server.server_facts import read_server_major
from dockets.models import UpkeepEntry

_EMPTIED = b"""SET client_min_messages = warning;
DO $$DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname != 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
END$$;
CREATE SCHEMA public;
"""
_SCRATCH = "scratch"


class NotEmpty(Exception):
    """The database that a backup should be read into holds tables."""


def restore_backup(file: Path, *, using: str = "default", replace: bool = False) -> Sequence[str] | None:
    """Reads ``file`` into the database of the connection ``using``, which has to be empty unless ``replace``: all of it
    or nothing, in one transaction. Returns what differs from what was dumped, as ``list_differences`` does; None where
    no digests lie beside the file. Raises ``NotEmpty``, ``ToolFailed``."""
    if not replace and count_tables(using):
        raise NotEmpty
    database = connections[using].settings_dict
    major = read_server_major(using)
    connections[using].close()
    _load(file, database, major, _EMPTIED if replace else b"")
    before = read_digests(file)
    return None if before is None else list_differences(before, digest_database(using))


def _load(file: Path, database: Mapping[str, Any], major: int, first: bytes) -> None:
    psql: list[str | Path] = [find_program("psql", major), "--no-psqlrc", "--quiet", "--single-transaction"]
    psql += ["--set=ON_ERROR_STOP=1", "--output=/dev/null"]
    with point_tools_at(database) as env, tempfile.TemporaryFile() as said:
        process = subprocess.Popen(psql, env=dict(env), stdin=subprocess.PIPE, stderr=said)
        # One that stops reading has said why.
        with suppress(BrokenPipeError), process:
            if process.stdin is None:
                raise RuntimeError("it is a pipe")
            try:
                process.stdin.write(first)
                _write_sql(file, env, major, process.stdin)
            except BrokenPipeError:
                raise
            except BaseException:
                process.kill()  # before it takes what came for all of it
                raise
        if process.returncode:
            said.seek(0)
            raise ToolFailed(describe_failure(psql, said.read()))


def _write_sql(file: Path, env: Mapping[str, str], major: int, to: IO[bytes]) -> None:
    if file.suffix == PLAIN:
        with file.open("rb") as lines:
            to.writelines(filter_plain_dump(lines))
        return
    program = find_program("pg_restore", major, newest=True)
    copy_plain_dump([program, "--no-owner", "--no-privileges", "--no-comments", "--file=-", file], env, to)


def list_differences(before: Digests, now: Digests) -> Sequence[str]:
    """Names of the tables and dockets that are not as they were: "docket 7: dockets_filing"."""
    found = [f"table {table}" for table in sorted(before.keys() ^ now.keys())]
    for table in sorted(before.keys() & now.keys()):
        dockets = before[table].keys() | now[table].keys()
        differing = sorted(docket for docket in dockets if before[table].get(docket) != now[table].get(docket))
        found += [f"docket {docket}: {table}" if docket else f"table {table}" for docket in differing]
    return found


def verify_backup(file: Path) -> Sequence[str]:
    """Restores ``file`` into a database of its own beside the site's, which is dropped again, and returns what differs
    from what was dumped. Raises ``ToolFailed``, also where the database's user may not make one."""
    if read_digests(file) is None:
        raise ToolFailed(f"There are no digests beside {file.name}, so there is nothing to compare it with.")
    with _scratch_database() as using:
        differ = restore_backup(file, using=using) or ()
        dockets = len(digest_database(using)["dockets_docket"])
    told = {"file": file.name, "dockets": dockets, "differ": len(differ)}
    UpkeepEntry.objects.create(kind=UpkeepEntry.Kind.RESTORE_TEST, at=timezone.now(), details=told)
    return differ


NOT_VERIFIED = (
    "The backup is written, but not verified, for which the database's user makes a database of its own: ALTER ROLE"
    " casetracker CREATEDB. PostgreSQL says:"
)


@contextmanager
def _scratch_database() -> Iterator[str]:
    name = f"casetracker_scratch_{secrets.token_hex(4)}"
    try:
        create_database("default", name)
    except ProgrammingError as error:
        raise ToolFailed(f"{NOT_VERIFIED} {error}") from error
    try:
        connections.settings[_SCRATCH] = {**connections.settings["default"], "NAME": name}
        yield _SCRATCH
    finally:
        connections[_SCRATCH].close()
        del connections[_SCRATCH], connections.settings[_SCRATCH]
        drop_database("default", name)
