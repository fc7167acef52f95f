"""Folders that nobody else can look into, and the account that servers run under when we are root.

PostgreSQL refuses root. Started as root, both servers therefore run as the system's ``nobody``, but in a group that no other
process is in: our data folder admits that group and no one else, so other processes of ``nobody`` stay outside. Started as
anyone else, the servers are that user's and the folders are 0700. No permission outside our own folders is ever changed.
"""

import grp
import os
import pwd
import secrets
import stat
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

_UNASSIGNED_GROUPS = range(65000, 65534)
"""Numbers that Debian and its kin give to no group, and that exist inside most containers."""

SOCKET_FOLDER_LIMIT = 85
"""Bytes. A socket's whole path has 103 (macOS) or 107 (Linux); PostgreSQL's file name takes 18 of them."""


class FolderUnusable(Exception):
    """Says in a sentence why a folder cannot hold our data."""


class PopenAccount(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Account:
    """Who the servers run as when we are root."""

    uid: int
    gid: int

    def as_popen(self) -> PopenAccount:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def private(folder: Path) -> Account | None:
    """Makes ``folder`` ours alone and returns the account for the servers inside it; None when they run as we do.

    As root the folder becomes 0710 with a group of its own, which only our servers are in; else 0700.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        _set_mode(folder, 0o700)
        return None
    account = Account(pwd.getpwnam("nobody").pw_uid, _own_group(folder))
    shared(folder, account)
    return account


def shared(folder: Path, account: Account | None) -> Path:
    """A folder of ours that the servers may pass through, and that nobody else may."""
    folder.mkdir(exist_ok=True)
    if account is not None:
        os.chown(folder, 0, account.gid)
    _set_mode(folder, 0o700 if account is None else 0o710)
    return folder


def for_server(folder: Path, account: Account | None) -> Path:
    """A 0700 folder that the servers own."""
    folder.mkdir(exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    _set_mode(folder, 0o700)
    return folder


def write_private(path: Path, text: str) -> None:
    """A file that its owner alone may read, from its first moment on."""
    path.unlink(missing_ok=True)
    with open(path, "x", opener=lambda name, flags: os.open(name, flags, mode=0o600)) as file:
        file.write(text)


def can_write(folder: Path, account: Account | None) -> bool:
    """Can the servers reach and write this folder? Tried as them: a folder above may be closed (``/root`` is)."""
    if account is None:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        return (
            subprocess.run(["/bin/sh", "-c", 'test -w "$0"', str(folder)], cwd="/", check=False, **account.as_popen()).returncode
            == 0
        )
    except OSError as error:
        raise FolderUnusable(
            f"PostgreSQL refuses to run as root, and this machine does not let us start it as another user ({error}). "
            "Start Casetracker as an ordinary user."
        ) from error


def elsewhere(link: Path, base: Path) -> Path:
    """A new folder below ``base`` that ``link`` then points to; its name cannot be guessed."""
    base.mkdir(mode=0o755, parents=True, exist_ok=True)
    link.unlink(missing_ok=True)
    folder = Path(tempfile.mkdtemp(prefix="casetracker-", dir=base))
    link.symlink_to(folder)
    return folder


def fits_a_socket(folder: Path) -> bool:
    return len(os.fsencode(folder)) <= SOCKET_FOLDER_LIMIT


def _set_mode(folder: Path, mode: int) -> None:
    folder.chmod(mode)
    if stat.S_IMODE(folder.stat().st_mode) != mode:
        raise FolderUnusable(f"{folder} lies on a file system that keeps no permissions. Choose another folder.")


def _own_group(folder: Path) -> int:
    """The group the folder has from an earlier start, or one that nobody is in."""
    now = folder.stat()
    if now.st_gid in _UNASSIGNED_GROUPS and stat.S_IMODE(now.st_mode) == 0o710:
        return now.st_gid
    taken = {group.gr_gid for group in grp.getgrall()}
    return secrets.choice([gid for gid in _UNASSIGNED_GROUPS if gid not in taken])
