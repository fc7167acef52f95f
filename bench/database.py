"""Creates a database for the bench and drops it afterwards, so that no figure depends on the data of a site."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

NAME = "casetracker_bench"


@contextmanager
def own_database() -> Iterator[None]:
    """Sets ``DATABASE_URL`` and ``REDIS_URL`` for the bench: on the servers that they named before, or on embedded
    ones. Embedded servers keep fsync on, as a real server does."""
    if "DATABASE_URL" in os.environ and "REDIS_URL" in os.environ:
        with _database(os.environ["DATABASE_URL"]):
            yield
        return
    from casetracker.quickstart import embedded

    with tempfile.TemporaryDirectory() as folder:
        servers = embedded.start_servers(Path(folder))
        try:
            os.environ["REDIS_URL"] = servers.addresses.redis_url
            with _database(servers.addresses.database_url):
                yield
        finally:
            servers.discard()


def set_up_django(folder: Path) -> None:
    """Sets up Django on the bench's own database, with pages as a server would show them."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "casetracker.settings"
    os.environ["CASETRACKER_STATIC_ROOT"] = str(folder / "static")
    os.environ["CASETRACKER_DOCUMENTS_DIR"] = str(folder / "documents")
    os.environ["CASETRACKER_BROKER_PREFIX"] = f"bench-{os.getpid()}:"
    os.environ["CASETRACKER_HTTPS"] = "off"
    # All requests come from one address: they are counted, which takes its time, and none is refused.
    os.environ["CASETRACKER_PAGE_RATE"] = os.environ["CASETRACKER_ANONYMOUS_RATE"] = "1000000/second"
    os.environ.setdefault("CASETRACKER_SECRET_KEY", "for the bench only, " * 3)
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)


@contextmanager
def _database(url: str) -> Iterator[None]:
    parts = urlsplit(url)
    server = urlunsplit(parts._replace(path="/postgres"))
    _again(server)
    os.environ["DATABASE_URL"] = urlunsplit(parts._replace(path=f"/{NAME}"))
    try:
        yield
    finally:
        _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)")


def _again(server: str) -> None:
    _execute(server, "DROP DATABASE IF EXISTS {} WITH (FORCE)")
    _execute(server, "CREATE DATABASE {}")


def _execute(server: str, statement: str) -> None:
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL(statement).format(sql.Identifier(NAME)))
