"""Battery A4: dockets imported crosswise never deadlock; and what PostgreSQL ends in favour of
another transaction is tried again, three times and no more."""

import random
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.db import OperationalError, connection

from dockets.imports.run import COLLISIONS, perform_run
from dockets.models import Attorney, Docket, Filing, ImportRun, Observation
from tests.faults.test_faults import deadlocks, docket, entry, file, importers, queued
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db(transaction=True)
Status = ImportRun.Status
ROUNDS, LAWYERS = count_examples(20, 40), 30


def crosswise(turn: int, chance: random.Random) -> tuple[str, str]:
    """Two files that tell of the same two dockets in opposite order. Each names the other as related, and both have the
    same lawyers, whom nobody knows yet, in an order of its own."""
    numbers = f"2:21-cv-{2 * turn + 1:05}", f"3:21-cv-{2 * turn + 2:05}"
    told = []
    for number, other in (numbers, numbers[::-1]):
        lawyers = [{"name": f"Lawyer {turn}-{place}", "contact": f"{place} Main St"} for place in range(LAWYERS)]
        chance.shuffle(lawyers)
        one = docket([entry(place, numbered=place % 2 == 0) for place in range(6)], number)
        one["parties"] = [{"name": "Parler LLC", "type": "Plaintiff", "attorneys": lawyers}]
        one["relations"] = [{"kind": "consolidated_with", "court": "wawd", "docket_number": other}]
        told.append(one)
    return file(*told), file(*told[::-1])


@pytest.mark.programs
def test_dockets_imported_crosswise_again_and_again_never_deadlock() -> None:
    chance, before = random.Random(4), deadlocks()
    with importers(2) as crew:
        for turn in range(ROUNDS):
            for one, body in zip(crew, crosswise(turn, chance), strict=True):
                one.begin(body=body)
            answers = [one.answer() for one in crew]
            assert {answer["status"] for answer in answers} == {"done"}, answers
    assert deadlocks() == before
    assert Docket.objects.count() == 2 * ROUNDS
    assert Filing.objects.count() == Observation.objects.count() == 12 * ROUNDS
    assert Attorney.objects.count() == LAWYERS * ROUNDS
    assert all(row.relations.get().other for row in Docket.objects.all())


@contextmanager
def ending(times: int, state: str) -> Iterator[None]:
    """PostgreSQL ends the first ``times`` transactions that add a filing, as it would for a deadlock or a conflict. A
    sequence counts them, since it is not rolled back with them."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE forced")
        cursor.execute(
            "CREATE FUNCTION forced() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('forced') <= {times} THEN RAISE EXCEPTION 'forced' USING ERRCODE = '{state}'; END IF;"
            " RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER forced BEFORE INSERT ON dockets_filing FOR EACH STATEMENT EXECUTE FUNCTION forced()"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TRIGGER forced ON dockets_filing")
            cursor.execute("DROP FUNCTION forced")
            cursor.execute("DROP SEQUENCE forced")


def tried() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT last_value FROM forced")
        return int(cursor.fetchone()[0])


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_what_is_ended_three_times_is_done_at_the_fourth(state: str) -> None:
    run = queued(file(docket([entry(place) for place in range(5)])))
    with ending(COLLISIONS, state):
        perform_run(run.pk)
        assert tried() == COLLISIONS + 1 == 4
    run.refresh_from_db()
    assert (run.status, run.attempts, run.created, run.error) == (Status.DONE, 1, 5, "")
    assert Filing.objects.count() == 5


@pytest.mark.parametrize("state", ["40P01", "40001"])
def test_what_is_ended_a_fourth_time_is_put_back_whole(state: str) -> None:
    run = queued(file(docket([entry(place) for place in range(5)])))
    with ending(100, state):
        with pytest.raises(OperationalError, match="forced"):
            perform_run(run.pk)
        assert tried() == COLLISIONS + 1
    run.refresh_from_db()
    assert (run.status, run.attempts) == (Status.QUEUED, 1) and "forced" in run.error
    assert not Docket.objects.exists() and not Filing.objects.exists()
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.attempts, run.created) == (Status.DONE, 2, 5)


def test_another_error_of_the_database_is_not_tried_again() -> None:
    run = queued(file(docket([entry(1)])))
    with ending(100, "57014"):
        with pytest.raises(OperationalError, match="forced"):
            perform_run(run.pk)
        assert tried() == 1
    run.refresh_from_db()
    assert run.status == Status.QUEUED
