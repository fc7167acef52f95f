"""What is wrong with a configuration, and what to do about it, in sentences. Called by the command ``doctor``.

Each check asks one thing and needs nothing that another has found missing.
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks
from django.core.exceptions import ImproperlyConfigured
from django.db import Error
from django.http.request import validate_host
from django.utils import timezone

from casetracker.operations import condition
from dockets.db.server.server_facts import ServerFacts, read_server_facts
from dockets.models import UpkeepEntry
from dockets.watch.failure_mail import explain_no_mail

SUPPORTED = range(15, 19)
"""Major versions of PostgreSQL."""
EXTENSIONS = ("pg_trgm", "unaccent")
LARGEST_SKEW = timedelta(seconds=10)
"""Leases hold for 45 seconds, and each machine looks at its own clock."""
OLDEST_BACKUP = timedelta(days=2)
LITTLE_ROOM = 2 * 2**30
"""Bytes on a disk."""


@dataclass(frozen=True, slots=True)
class Finding:
    """``is_wrong``: something does not work. Else it works, and could be better."""

    is_wrong: bool
    said: str
    advice: str


type Findings = Iterator[Finding]


def diagnose_site() -> Sequence[Finding]:
    """All findings, what is wrong first."""
    found = [*_find_in_settings(), *_check_django(), *_check_addresses(), *_check_files()]
    found += _check_parts()
    return sorted(found, key=lambda one: not one.is_wrong)


def _find_in_settings() -> Findings:
    if settings.DEBUG:
        yield Finding(True, "CASETRACKER_DEBUG is on: errors show their insides to everyone.", "Unset it.")
    if not _has_secret_key():
        yield Finding(
            True,
            "There is no secret key, so nothing can be started.",
            "Set CASETRACKER_SECRET_KEY to 50 random characters, the same for all processes.",
        )
    if not settings.FETCH_CONTACT:
        yield Finding(
            False,
            "CASETRACKER_CONTACT is not set: courts whose feeds are fetched cannot tell whom to ask.",
            "Set it to an address or page of yours.",
        )


def _has_secret_key() -> bool:
    try:
        return bool(settings.SECRET_KEY)
    except ImproperlyConfigured:
        return False


def _check_django() -> Findings:
    """The checks of ``check --deploy`` that need no database. A key that is missing was told already."""
    if not _has_secret_key():
        return
    for message in checks.run_checks(tags=[checks.Tags.security, checks.Tags.urls], include_deployment_checks=True):
        yield Finding(message.level >= checks.ERROR, f"{message.msg} ({message.id})", str(message.hint or ""))


def _check_addresses() -> Findings:
    """Whether the host names, where forms come from and https fit together."""
    hosts = [host for host in settings.ALLOWED_HOSTS if host not in {"localhost", "127.0.0.1", "[::1]"}]
    if not hosts:
        yield Finding(
            False,
            "The site answers under no name but localhost.",
            "Set CASETRACKER_HOSTS to the host name that readers use, once they shall reach it.",
        )
    for origin in settings.CSRF_TRUSTED_ORIGINS:
        parts = urlsplit(origin)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            yield Finding(True, f"“{origin}” in CASETRACKER_ORIGINS is no origin.", "Write https:// and the host name.")
        elif not validate_host(parts.hostname, settings.ALLOWED_HOSTS):
            yield Finding(
                True,
                f"“{origin}” is in CASETRACKER_ORIGINS, but {parts.hostname} is not in CASETRACKER_HOSTS.",
                "Name it there too, or the site answers 400 under it.",
            )
    if hosts and settings.HTTPS and not settings.BEHIND_PROXY:
        yield Finding(
            False,
            "CASETRACKER_HTTPS is on and CASETRACKER_BEHIND_PROXY is off: behind a proxy that does TLS, each page"
            " redirects to itself for ever.",
            "Set CASETRACKER_BEHIND_PROXY=on where a proxy always sets X-Forwarded-Proto and X-Forwarded-For.",
        )


def _check_files() -> Findings:
    if not (settings.STATIC_ROOT / "staticfiles.json").exists():
        yield Finding(
            True,
            f"Scripts and styles are not in {settings.STATIC_ROOT}, so every page fails.",
            "Run manage.py collectstatic --noinput.",
        )
    yield from _check_documents()
    for folder in dict.fromkeys((tempfile.gettempdir(), str(settings.DATA_DIR))):
        room = _measure_room(folder)
        if room is not None and room < LITTLE_ROOM:
            yield Finding(
                False,
                f"The disk of {folder} has {room // 2**20} MB left.",
                "Make room: uploads and the database need it.",
            )


def _check_documents() -> Findings:
    """Where no bucket keeps them. Of the service's user, whom ``doctor`` is run as."""
    if not settings.STORAGES["documents"]["BACKEND"].endswith(".FileSystemStorage"):
        return
    folder = settings.DOCUMENTS_DIR
    there = next(path for path in (folder, *folder.parents) if path.exists())
    if not os.access(there, os.W_OK | os.X_OK):
        yield Finding(
            True,
            f"Files of documents cannot be kept in {folder}: this user may not write to {there}.",
            "Give the folder to the service's user, or set CASETRACKER_DATA_DIR or CASETRACKER_DOCUMENTS_DIR.",
        )


def _measure_room(folder: str) -> int | None:
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


_ADVICE = {
    "database": "Is DATABASE_URL right, does PostgreSQL run, and does its pg_hba.conf let this machine in?",
    "replica": "Is DATABASE_REPLICA_URL right, and does pg_stat_replication on the primary show it streaming?",
    "broker": "Is REDIS_URL right, and does Redis or Valkey run?",
}


def _check_parts() -> Findings:
    parts = {part.name: part for part in condition.check_parts(timezone.now())}
    for part in parts.values():
        if part.trouble:
            yield Finding(part.is_needed, part.trouble, _ADVICE.get(part.name, ""))
    if not parts["database"].trouble and not parts["migrations"].trouble:
        yield from _check_server()
        if no_mail := explain_no_mail():
            yield Finding(False, no_mail, "Set CASETRACKER_EMAIL_URL, and give an admin an address.")
        yield from _check_backups()


def _check_backups() -> Findings:
    made = UpkeepEntry.objects.filter(kind=UpkeepEntry.Kind.BACKUP).order_by("-at").first()
    if made is None or timezone.now() - made.at > OLDEST_BACKUP:
        yield Finding(
            False,
            f"The last backup was made on {made.at:%Y-%m-%d}." if made else "manage.py backup has made no backup yet.",
            "Let manage.py backup --verify --keep 14 run each night, unless something else makes backups.",
        )


def _check_server() -> Findings:
    try:
        facts = read_server_facts()
    except Error as error:
        yield Finding(True, f"PostgreSQL does not tell of itself: {condition.describe_error(error)}", "")
        return
    for check in _OF_SERVER:
        yield from check(facts)


def _check_version(facts: ServerFacts) -> Findings:
    if facts.major not in SUPPORTED:
        yield Finding(True, f"PostgreSQL {facts.major} is not supported.", "Use 15, 16, 17 or 18.")
    if facts.encoding != "UTF8":
        yield Finding(
            True,
            f"The database is encoded as {facts.encoding}, which does not hold every text.",
            "Make a new one with --encoding=UTF8 --template=template0, and restore a backup into it.",
        )
    missing = [name for name in EXTENSIONS if name not in facts.extensions]
    if missing:
        yield Finding(
            True,
            f"The database lacks the extension {', '.join(missing)}.",
            "Let an administrator run CREATE EXTENSION for it, and see that PostgreSQL's contrib package is there.",
        )


def _check_connections(facts: ServerFacts) -> Findings:
    if facts.connections > 0.8 * facts.max_connections:
        yield Finding(
            False,
            f"{facts.connections} of PostgreSQL's {facts.max_connections} connections are in use.",
            "Raise max_connections, run fewer processes, or set a pooler before it.",
        )


def _check_clock(facts: ServerFacts) -> Findings:
    skew = abs(timezone.now() - facts.now)
    if skew > LARGEST_SKEW:
        yield Finding(
            True,
            f"The clocks of this machine and of PostgreSQL differ by {skew.total_seconds():.0f} seconds.",
            "Keep both right (NTP): who has work in hand is told by the time.",
        )


_OF_SERVER: Sequence[Callable[[Any], Findings]] = (_check_version, _check_connections, _check_clock)
