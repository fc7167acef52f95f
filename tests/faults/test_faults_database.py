"""Battery A10: PostgreSQL falls over in the middle of an import, or while mail goes out, or has no room left. Against a
server of the test's own."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.utils import timezone

from casetracker.quickstart import embedded
from dockets.imports.run import perform_run, queue_import
from tests.faults.test_faults import docket, entry, file
from tests.faults.test_sending import CROWD, MANY, SITE, count_mails, mails
from tests.servers.journal import journal
from tests.servers.own_servers import SETTINGS, Web, await_postgres, crash, own_servers, postgres, run_python, web
from tests.servers.workers import Workers, run_manage, wait_until

pytestmark = pytest.mark.django_db(transaction=True)

NUMBERS = [f"2:21-cv-{serial:05}" for serial in range(1, 4)]
QUEUE = (
    "from dockets.imports.run import queue_import; print(queue_import(sys.stdin.buffer.read(), name='file.json').pk)"
)
PERFORM = "from dockets.imports.run import perform_run; perform_run(int(sys.argv[1]))"
IN_VAIN = f"with suppress(OperationalError):\n {PERFORM}"
JOURNAL = "from tests.servers.journal import journal; print(journal())"
ROW = "SELECT status, attempts, error, created, refused FROM dockets_importrun WHERE id = %s"


@pytest.fixture
def servers() -> Iterator[embedded.Servers]:
    """A pair of the test's own, with an empty site."""
    with own_servers() as pair:
        done = run_manage("migrate", "--verbosity=0", DJANGO_SETTINGS_MODULE=SETTINGS, **addresses(pair))
        assert done.returncode == 0, done.stderr
        # Tests' servers answer before a commit is written; one that crashes would lose what it has just promised.
        (name,) = ask(pair, "SELECT current_database()")
        ask(pair, f'ALTER DATABASE "{name}" SET synchronous_commit = on')
        assert ask(pair, "SHOW synchronous_commit") == ("on",)
        yield pair


def addresses(servers: embedded.Servers) -> dict[str, Any]:
    return {"DATABASE_URL": servers.addresses.database_url, "REDIS_URL": servers.addresses.redis_url}


def ask(servers: embedded.Servers, statement: str, *values: Any) -> Any:
    """The first row of an answer, from the servers' own database."""
    with psycopg.connect(servers.addresses.database_url, autocommit=True) as asked:
        cursor = asked.execute(statement, values)
        return cursor.fetchone() if cursor.description else None


def run_there(servers: embedded.Servers, code: str, *arguments: str, told: str = "") -> str:
    return run_python(code, *arguments, told=told, **addresses(servers))


def import_there(servers: embedded.Servers, body: str) -> None:
    run_there(servers, PERFORM, run_there(servers, QUEUE, told=body))


def first() -> str:
    return file(docket([entry(0)], NUMBERS[1]))


def whole() -> str:
    return file(*(docket([entry(place) for place in range(6)], number) for number in NUMBERS))


def undisturbed(*bodies: str) -> str:
    """The journal of the same imports in the test's own database, where nothing happened."""
    for body in bodies:
        perform_run(queue_import(body.encode(), name="file.json", ring=False).pk)
    return journal()


@contextmanager
def held_up(servers: embedded.Servers) -> Iterator[None]:
    """Whoever imports into the second docket waits: the first of three is done, and the import is in the middle."""
    with psycopg.connect(servers.addresses.database_url) as holder:
        holder.execute("SELECT id FROM dockets_docket WHERE docket_number = %s FOR UPDATE", [NUMBERS[1]])
        try:
            yield
        finally:
            holder.close()


def is_waiting(servers: embedded.Servers) -> bool:
    return bool(ask(servers, "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock'"))


def test_an_import_survives_the_database_and_pages_come_back_by_themselves(
    servers: embedded.Servers, celery_workers: Workers, tmp_path: Path
) -> None:
    worker = celery_workers.start(beat=True, DJANGO_SETTINGS_MODULE=SETTINGS, **addresses(servers))
    import_there(servers, first())
    with web(tmp_path, **addresses(servers)) as site:
        assert site.get("/cases/").status == 200
        wait_until(lambda: site.get("/readyz").status == 200)
        with held_up(servers):
            run = int(run_there(servers, QUEUE, told=whole()))
            wait_until(lambda: is_waiting(servers))
            assert ask(servers, "SELECT count(*) FROM dockets_docket") == (2,), "it is in the middle"
            crash(postgres(servers))
        says_that_it_is_away(site)
        postgres(servers).start()
        await_postgres(servers.addresses.database_url)
        back = timezone.now()
        wait_until(lambda: site.get("/cases/").status == 200, 5)
        assert timezone.now() - back < timedelta(seconds=5)
        starts_again_unnoticed(servers, site)
    past = timezone.now() - timedelta(seconds=1)
    ask(servers, "UPDATE dockets_importrun SET lease_until = %s, not_before = %s WHERE id = %s", past, past, run)
    wait_until(lambda: ask(servers, ROW, run)[0] == "done")
    assert ask(servers, ROW, run)[1] in (2, 3), "the second crash may have met the second attempt"
    assert run_there(servers, JOURNAL) == undisturbed(first(), whole())
    log = worker.log.read_text()
    assert "import_run" in log and "ring-due" not in log, "what it did is logged, and not that the beat rang"


def says_that_it_is_away(site: Web) -> None:
    for path in ("/", "/cases/", "/cases/wawd/2:21-cv-00001/", "/search/?q=motion"):
        answer = site.get(path)
        assert (answer.status, answer.headers["Retry-After"]) == (503, "5"), path
        assert "Back in a moment" in answer.body and "OperationalError" not in answer.body
        assert answer.seconds < 5
    ready = site.get("/readyz")
    assert (ready.status, json.loads(ready.body)["missing"]) == (503, ["database"])
    assert site.get("/healthz").status == 200


def starts_again_unnoticed(servers: embedded.Servers, site: Web) -> None:
    """Nobody asked for a page while it was away: the first who does is not told that the old connection is dead."""
    crash(postgres(servers))
    postgres(servers).start()
    await_postgres(servers.addresses.database_url)
    assert site.get("/cases/").status == 200


@contextmanager
def no_room_for(servers: embedded.Servers, table: str) -> Iterator[None]:
    """The file of an empty table is the device that is always full. (A disk of its own to fill up would take root.)"""
    (path,) = ask(servers, "SELECT pg_relation_filepath(%s)", table)
    grown = servers.home / "postgres" / path
    assert grown.stat().st_size == 0
    aside = grown.rename(grown.with_suffix(".aside"))
    grown.symlink_to("/dev/full")
    try:
        yield
    finally:
        aside.rename(grown)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_an_import_waits_for_room_on_the_disk(servers: embedded.Servers) -> None:
    run = int(run_there(servers, QUEUE, told=whole()))
    with no_room_for(servers, "dockets_representation"):
        run_there(
            servers, f"from contextlib import suppress; from django.db import OperationalError\n{IN_VAIN}", str(run)
        )
        status, attempts, error, *_ = ask(servers, ROW, run)
        assert (status, attempts) == ("queued", 1) and "No space left on device" in error
        assert ask(servers, "SELECT count(*) FROM dockets_docket") == (0,), "nothing is half there"
    run_there(servers, PERFORM, str(run))
    assert ask(servers, ROW, run)[:2] == ("done", 2)
    assert run_there(servers, JOURNAL) == undisturbed(whole())


def test_mail_goes_out_though_the_database_falls_over(servers: embedded.Servers, celery_workers: Workers) -> None:
    """The worker lives on; one mail that it had sent and could not mark is sent once more."""
    run_there(servers, CROWD)
    with mails() as (server, url):
        env = addresses(servers) | {"CASETRACKER_EMAIL_URL": url}
        celery_workers.start(beat=True, DJANGO_SETTINGS_MODULE=SITE, **env)
        wait_until(lambda: len(server.taken) >= 5)
        crash(postgres(servers))
        assert len(server.taken) < MANY, "it is in the middle"
        postgres(servers).start()
        await_postgres(servers.addresses.database_url)
        ask(servers, "UPDATE rulings_channel SET lease_until = now(), not_before = now()")
        wait_until(lambda: ask(servers, "SELECT count(*) FROM rulings_message WHERE status = 'sent'") == (MANY,))
        assert len(count_mails(server)) == MANY and len(server.taken) <= MANY + 1
