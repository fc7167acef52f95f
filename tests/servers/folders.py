"""Where the servers that tests start have their files. Called by ``tests.conftest`` and by whatever starts its own."""

import fcntl
import os
import shutil
import tempfile
import time
from contextlib import suppress
from pathlib import Path

_MEMORY = Path("/dev/shm")
_ENOUGH = 4 * 2**30
"""Bytes: the databases of a whole run with their logs, and room to spare."""
_ABANDONED = 3_600
"""Seconds after which a folder that nobody has locked is nobody's."""


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


def remove_abandoned_folders() -> None:
    """What runs that were killed have left in memory. Whoever has servers in a folder holds its lock."""
    for lock in [*_MEMORY.glob("casetracker-*-*/lock"), *_MEMORY.glob("casetracker-*-*/data/lock")]:
        folder = _MEMORY / lock.relative_to(_MEMORY).parts[0]
        with suppress(OSError):
            if time.time() - folder.stat().st_mtime > _ABANDONED:
                with lock.open("a") as held:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    shutil.rmtree(folder)
