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
