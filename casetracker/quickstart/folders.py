"""Folders that nobody else can read, and the account that servers run under when we are root. Called by ``embedded``
and ``site``.

PostgreSQL refuses to run as root. Started as root, both servers therefore run as the system's ``nobody``, but in a
group that no other process has: the data folder admits that group only, so other processes of ``nobody`` are kept out.
Started as anyone else, the servers run as that user and the folders are 0700. Permissions outside our own folders are
never changed.
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
"""Group numbers that Debian and its kin assign to no group, and that exist inside most containers."""

SOCKET_FOLDER_LIMIT = 85
"""Bytes. A socket's whole path may have 103 (macOS) or 107 (Linux); PostgreSQL's file name takes 18 of them."""


class FolderUnusable(Exception):
    """A folder cannot hold our data; the message says why, in a sentence."""


class PopenAccount(TypedDict, total=False):
    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class ServerAccount:
    """The account that the servers run as when we are root."""

    uid: int
    gid: int

    def as_popen(self) -> PopenAccount:
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def make_private_folder(folder: Path) -> ServerAccount | None:
    """Makes ``folder`` private and returns the account for the servers inside it; None when they run as we do.

    As root the folder becomes 0710 with a group of its own, which only our servers have; else 0700.
    """
    folder.mkdir(parents=True, exist_ok=True)
    if os.geteuid() != 0:
        _set_mode(folder, 0o700)
        return None
    account = ServerAccount(pwd.getpwnam("nobody").pw_uid, _own_group(folder))
    make_shared_folder(folder, account)
    return account


def make_shared_folder(folder: Path, account: ServerAccount | None) -> Path:
    """Makes a folder of ours that the servers may pass through and nobody else."""
    folder.mkdir(exist_ok=True)
    if account is not None:
        os.chown(folder, 0, account.gid)
    _set_mode(folder, 0o700 if account is None else 0o710)
    return folder


def make_server_folder(folder: Path, account: ServerAccount | None) -> Path:
    """Makes a 0700 folder that the servers own."""
    folder.mkdir(exist_ok=True)
    if account is not None:
        os.chown(folder, account.uid, account.gid)
    _set_mode(folder, 0o700)
    return folder


def write_private_file(path: Path, text: str) -> None:
    """Writes a file that only its owner may read, from the moment it exists."""
    path.unlink(missing_ok=True)
    with open(path, "x", opener=lambda name, flags: os.open(name, flags, mode=0o600)) as file:
        file.write(text)


def can_write_folder(folder: Path, account: ServerAccount | None) -> bool:
    """Whether the servers can reach and write this folder. Tried as their account: a parent folder may be closed
    (``/root`` is)."""
    if account is None:
        return os.access(folder, os.W_OK | os.X_OK)
    try:
        return (
            subprocess.run(
                ["/bin/sh", "-c", 'test -w "$0"', str(folder)], cwd="/", check=False, **account.as_popen()
            ).returncode
            == 0
        )
    except OSError as error:
        raise FolderUnusable(
            f"PostgreSQL refuses to run as root, and this machine does not let us start it as another user ({error}). "
            "Start Casetracker as an ordinary user."
        ) from error


def make_linked_folder(link: Path, base: Path) -> Path:
    """Makes a new folder below ``base``, with a name that cannot be guessed, and makes ``link`` point to it."""
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
    """The group that the folder has from an earlier start, or one that no process has."""
    now = folder.stat()
    if now.st_gid in _UNASSIGNED_GROUPS and stat.S_IMODE(now.st_mode) == 0o710:
        return now.st_gid
    taken = {group.gr_gid for group in grp.getgrall()}
    return secrets.choice([gid for gid in _UNASSIGNED_GROUPS if gid not in taken])
