"""When ``quickstart`` makes its nightly backup, and how many it keeps. Does not import Django."""

from collections.abc import Sequence
from pathlib import Path

FOLDER, PATTERN = "backups", "casetracker-*.dump"
KEPT = 7
EVERY = 24 * 3600.0
"""Seconds between two backups."""
FIRST_LOOK, LOOKED_EVERY = 600.0, 300.0
"""Seconds from the start to the first look whether one is due, and between two. What is only tried out for some minutes
is not backed up."""


def is_backup_due(folder: Path, now: float) -> bool:
    """Whether the newest backup in ``folder`` is older than a day, or there is none. ``now``: seconds since 1970."""
    newest = max((path.stat().st_mtime for path in folder.glob(PATTERN)), default=0.0)
    return now - newest >= EVERY


def list_old_backups(folder: Path, keep: int) -> Sequence[Path]:
    """All but the newest ``keep``."""
    found = sorted(folder.glob(PATTERN), key=lambda path: path.stat().st_mtime, reverse=True)
    return found[keep:]
