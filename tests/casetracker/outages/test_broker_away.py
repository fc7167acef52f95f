"""While the broker is down, logs say so in a line each time; and any other error is told with all that led to it."""

import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import kombu.exceptions
import pytest
import redis
from celery.beat import SchedulingError
from django.conf import settings

from casetracker.outages.broker_away import InOneLine
from casetracker.quickstart.processes import Program
from tests.servers.forks import PythonProgram
from tests.servers.own_servers import SETTINGS, Broker, await_broker, own_broker
from tests.servers.workers import ROOT, environment, wait_until


def raised(error: Exception, within: Exception) -> Exception:
    """``error``, raised while ``within`` was handled."""
    try:
        try:
            raise within
        except Exception:
            raise error  # noqa: B904 - as it happens by mistake
    except Exception as caught:
        return caught


def told(error: Exception, *, level: int = logging.INFO) -> str:
    logger = logging.getLogger("tests.broker_away")
    logger.setLevel(level)
    record = logger.makeRecord(
        logger.name,
        logging.ERROR,
        __file__,
        1,
        "Message Error: %s\n%s",
        (error, ["a stack"]),
        (type(error), error, None),
    )
    assert InOneLine().filter(record)
    return logging.Formatter("{message}", style="{").format(record)


AWAY = redis.ConnectionError("Error 111 connecting to 127.0.0.1:6379. Connection refused.")
FULL = redis.exceptions.OutOfMemoryError("command not allowed when used memory > 'maxmemory'.")


@pytest.mark.parametrize(
    "error",
    [
        AWAY,
        FULL,
        redis.TimeoutError("Timeout reading from socket"),
        kombu.exceptions.OperationalError(str(AWAY)),
        raised(
            SchedulingError(f"Couldn't apply scheduled task ring-due: {AWAY}"),
            kombu.exceptions.OperationalError(str(AWAY)),
        ),
    ],
    ids=str,
)
def test_it_is_one_line_with_the_reason(error: Exception) -> None:
    assert told(error) == f"Message Error: {error}"
    assert told(error, level=logging.DEBUG).count("\n") >= 2, "whoever looks for more gets all of it"


@pytest.mark.parametrize(
    "error",
    [
        ValueError("broken"),
        ConnectionError("of a court's server"),
        raised(TypeError("our own, while the broker was down"), AWAY),
        raised(SchedulingError("Couldn't apply scheduled task ring-due: broken"), ValueError("broken")),
        SchedulingError("for no reason"),
    ],
    ids=str,
)
def test_any_other_error_is_told_whole(error: Exception) -> None:
    lines = told(error).split("\n")
    assert lines[:2] == [f"Message Error: {error}", "['a stack']"] and f"{type(error).__name__}: {error}" in lines[-1]


@pytest.fixture
def beat(tmp_path: Path) -> Iterator[tuple[Program, Broker]]:
    """A beat, and its broker."""
    with own_broker() as broker:
        env = environment(DJANGO_SETTINGS_MODULE=SETTINGS, REDIS_URL=broker.url)
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "casetracker",
            "beat",
            "--loglevel=INFO",
        ]
        program = PythonProgram("beat", command, tmp_path / "beat.log", env, ROOT)
        program.start()
        try:
            yield program, broker
        finally:
            program.stop()


def count_sent(broker: Broker) -> int:
    """Tasks that lie in the broker: it was started empty, and no worker takes any."""
    with redis.Redis.from_url(broker.url) as client:
        return int(cast("int", client.llen(f"{settings.BROKER_PREFIX}celery")))


def lines(program: Program, word: str) -> Sequence[str]:
    return [line for line in program.last_words(2_000).splitlines() if word in line]


@pytest.mark.programs
@pytest.mark.django_db(transaction=True)
def test_a_beat_whose_broker_is_down_writes_a_line_each_time(beat: tuple[Program, Broker]) -> None:
    program, broker = beat
    wait_until(lambda: count_sent(broker) >= 2, 60)
    broker.program.stop()
    wait_until(lambda: len(lines(program, "ERROR")) >= 3, 60)
    failed = lines(program, "ERROR celery.beat: Message Error: Couldn't apply scheduled task")
    assert len(failed) >= 3 and all("connecting to" in line for line in failed)
    log = program.last_words(2_000)
    assert "Traceback" not in log and len(log.splitlines()) < 100
    broker.program.start()
    await_broker(broker)
    wait_until(lambda: count_sent(broker) >= 3, 60)
    told = len(lines(program, "ERROR"))
    wait_until(lambda: count_sent(broker) >= 5, 60)
    assert len(lines(program, "ERROR")) == told, "and it goes on"
    assert [*ROOT.glob("celerybeat-schedule*")] == [], "a file of times, of which beats died"
