"""SQL from ``pg_dump`` and ``pg_restore`` as every supported PostgreSQL takes it.

The programs of PostgreSQL 18 write a setting that 15 and 16 do not know, and two commands that only the newest releases
of ``psql`` know.
"""

import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import IO

from casetracker.backups.server_tools import ToolFailed, describe_failure

_UNKNOWN_TO_SOME = (b"SET transaction_timeout =", b"\\restrict ", b"\\unrestrict ")
_COPY, _END = b"COPY ", b"\\.\n"


def write_plain_dump(command: Sequence[str | Path], env: Mapping[str, str], file: Path) -> None:
    """Runs a program that writes SQL to its standard output, and keeps that in ``file``. Raises ``ToolFailed``."""
    with file.open("wb") as kept:
        copy_plain_dump(command, env, kept)


def copy_plain_dump(command: Sequence[str | Path], env: Mapping[str, str], to: IO[bytes]) -> None:
    """The same, into an open file or pipe."""
    with subprocess.Popen(command, env=dict(env), stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        if process.stdout is None or process.stderr is None:
            raise RuntimeError("both are pipes")
        to.writelines(filter_plain_dump(process.stdout))
        said = process.stderr.read()
    if process.returncode:
        raise ToolFailed(describe_failure(command, said))


def filter_plain_dump(lines: Iterable[bytes]) -> Iterator[bytes]:
    """The lines of a dump without what some versions do not know. Rows, between COPY and its end, are left alone."""
    in_rows = False
    for line in lines:
        if in_rows:
            in_rows = line != _END
        elif line.startswith(_UNKNOWN_TO_SOME):
            continue
        else:
            in_rows = line.startswith(_COPY) and line.rstrip().endswith(b"FROM stdin;")
        yield line
