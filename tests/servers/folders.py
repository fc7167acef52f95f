"""Where the servers that tests start have their files. Called by ``tests.conftest`` and by whatever starts its own."""

import os
import tempfile
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 4 * 2**30
"""Bytes: the databases of a whole run with their logs, and room to spare."""


def make_folder(purpose: str) -> Path:
    """A new folder of ours, in memory where there is enough of it: a database that is made and thrown away again writes
    forty megabytes, and waits for a disk when it is stopped."""
    return Path(tempfile.mkdtemp(prefix=f"casetracker-{purpose}-", dir=_MEMORY if _lends_memory() else None))


def _lends_memory() -> bool:
    """Whether there is a file system in memory, with room, on which programs may be run."""
    if not (hasattr(os, "ST_NOEXEC") and os.access(_MEMORY, os.W_OK | os.X_OK)):
        return False
    system = os.statvfs(_MEMORY)
    return system.f_bavail * system.f_frsize >= _ENOUGH and not system.f_flag & os.ST_NOEXEC
