"""One database is migrated for the whole run; each process of pytest copies it. Called by ``tests.conftest``.

All migrations take seconds of computing, a copy takes none. Only for several processes: one alone migrates its own.
"""

import os

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

_LOCK = 0x7E57
"""PostgreSQL's number of the lock for which the others wait while one migrates."""


def copy_one_template() -> None:
    """The test database is going to be a copy of the run's template, which is made here by whoever comes first."""
    name = _name()
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_LOCK])
        cursor.execute("SELECT EXISTS (SELECT FROM pg_database WHERE datname = %s)", [name])
        if cursor.fetchone() == (False,):
            cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
            _migrate(name)
        cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])
    connection.settings_dict["TEST"]["TEMPLATE"] = name


def drop_template(database_url: str) -> None:
    """At the end of the run, on servers that outlive it."""
    with psycopg.connect(database_url, autocommit=True) as server:
        server.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(_name())))


def _name() -> str:
    return f"template_{os.environ['CASETRACKER_TEST_RUN']}"


def _migrate(name: str) -> None:
    before = connection.settings_dict["NAME"]
    connection.close()
    connection.settings_dict["NAME"] = name
    try:
        call_command("migrate", verbosity=0, interactive=False)
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
