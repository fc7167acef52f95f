"""What PostgreSQL says of itself and of the size of what it holds.

Called by ``casetracker.operations``.
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import connection, connections

_FACTS = """SELECT current_setting('server_version_num')::int, current_setting('server_encoding'), clock_timestamp(),
 current_setting('max_connections')::int, (SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'),
 pg_database_size(current_database()), pg_total_relation_size('dockets_payload'),
 (SELECT array_agg(extname::text) FROM pg_extension)"""


def read_server_major(using: str) -> int:
    """PostgreSQL's major version, like 18. ``using``: the connection's alias."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000")
        return int(cursor.fetchone()[0])


def read_written_place(using: str) -> int:
    """How far a server's log goes, in bytes, after all that has been committed."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT (pg_current_wal_insert_lsn() - '0/0')::bigint")
        return int(cursor.fetchone()[0])


def read_flushed_place(using: str) -> int:
    """How much of it is on disk, which is what replicas are sent."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT (pg_current_wal_flush_lsn() - '0/0')::bigint")
        return int(cursor.fetchone()[0])


def read_replayed_place(using: str) -> int | None:
    """How far a replica has replayed another server's log; None where it is no replica."""
    with connections[using].cursor() as cursor:
        cursor.execute("SELECT (pg_last_wal_replay_lsn() - '0/0')::bigint")
        place: int | None = cursor.fetchone()[0]
        return place


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """``version``: 180006 for 18.6. Sizes in bytes: of the whole database, and of the payloads in it."""

    version: int
    encoding: str
    now: datetime
    max_connections: int
    connections: int
    database_bytes: int
    payload_bytes: int
    extensions: list[str]

    @property
    def major(self) -> int:
        return self.version // 10_000


def read_server_facts() -> ServerFacts:
    """Needs the tables of the record. Raises the database's ``Error``."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS)
        return ServerFacts(*cursor.fetchone())
