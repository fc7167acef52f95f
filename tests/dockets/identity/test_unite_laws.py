"""The laws of merging two dockets: the result is as though every sheet had come under one number, whichever of the two
survives; undoing it gives each docket what it had, while what came since stays with the one that survived."""

import json
from dataclasses import replace
from datetime import timedelta
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.identity.merge_dockets import merge_dockets, undo_docket_merge
from dockets.models import Docket, Filing, Observation, Party, Representation
from dockets.record.records import DocketRecord
from dockets.upsert.docket import resolve_docket_again
from tests.dockets.upsert.test_merge import DAY, NUMBER, take
from tests.dockets.upsert.test_merge_laws import Stream, edited, streams
from tests.servers.journal import lines
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db

OTHER = "3:21-cv-00031"
HOUR, DAYS = timedelta(hours=1), timedelta(days=10)
LATER = DAY + timedelta(days=200)
few = settings(
    max_examples=count_examples(3, 6), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def under(number: str, record: DocketRecord) -> DocketRecord:
    return replace(record, docket_number=number)


def later(stream: Stream, wait: timedelta) -> Stream:
    """Each stream has times of its own, since nothing orders two sheets of one time; and no sheet of another stream,
    since a sheet that comes again unchanged counts at its newest time only."""
    return [
        (source, replace(record, as_of=record.as_of and record.as_of + wait, cause=f"after {wait}"))
        for source, record in stream
    ]


def import_under(number: str, stream: Stream) -> None:
    for source, record in stream:
        take(under(number, record), source)


def docket(number: str) -> Docket:
    return Docket.objects.get(docket_number=number)


def made_one(loser: str = OTHER, winner: str = NUMBER) -> int:
    return merge_dockets(docket(loser).pk, docket(winner).pk, by=None, now=LATER).pk


def filings(number: str) -> list[str]:
    """What a docket's filings are, each with the documents and with what was seen of it."""
    told = [json.loads(row) for row in lines() if row.startswith('["Filing"')]
    return sorted(json.dumps([sorted({*row[3]}), *row[4:]]) for row in told if row[2] == docket(number).number_key)


def told() -> list[str]:
    """The journal, without what is only kept to know a sheet again: that differs with the number that stood on it."""
    rows = [json.loads(row) for row in lines()]
    return sorted(json.dumps(row[:7] + row[8:9] if row[0] == "Sheet" else row) for row in rows)


def words(number: str) -> list[object]:
    names = ("case_name", "pacer_case_id", "assigned_to", "date_filed", "date_last_filing", "filing_count")
    return [getattr(docket(number), name) for name in names]


def people(number: str) -> list[object]:
    parties = Party.objects.filter(docket=docket(number)).order_by("type", "name", "twin")
    return list(parties.values_list("type", "name", "twin", "extra_info", "position"))


@few
@given(streams() | edited(), streams() | edited(), st.booleans())
def test_two_made_one_are_as_though_they_had_always_been_one(first: Stream, second: Stream, other_way: bool) -> None:
    second = later(second, HOUR)
    with transaction.atomic():
        import_under(NUMBER, first)
        import_under(OTHER, second)
        loser, winner = (NUMBER, OTHER) if other_way else (OTHER, NUMBER)
        made_one(loser, winner)
        united = filings(winner), words(winner), people(winner)
        assert not Filing.objects.filter(docket=docket(loser)).exists()
        assert not Filing.objects.current().filter(observations=None).exists()
        transaction.set_rollback(True)
    with transaction.atomic():
        import_under(winner, [*first, *second])
        assert (filings(winner), words(winner), people(winner)) == united
        transaction.set_rollback(True)


@pytest.mark.long
@few
@given(streams() | edited(), streams(), streams())
def test_what_comes_after_is_taken_as_though_they_had_always_been_one(
    first: Stream, second: Stream, third: Stream
) -> None:
    """Under either number."""
    second = later(second, HOUR)
    with transaction.atomic():
        import_under(NUMBER, first)
        import_under(OTHER, second)
        made_one()
        import_under(OTHER, later(third[:1], DAYS))
        import_under(NUMBER, later(third[1:], DAYS))
        assert not resolve_docket_again(docket(NUMBER).pk, now=LATER)
        united = filings(NUMBER), words(NUMBER)
        transaction.set_rollback(True)
    with transaction.atomic():
        import_under(NUMBER, [*first, *second, *later(third, DAYS)])
        assert (filings(NUMBER), words(NUMBER)) == united
        transaction.set_rollback(True)


@pytest.mark.long
@few
@given(streams() | edited(), streams() | edited(), st.just([]) | streams(), st.randoms(use_true_random=False))
def test_taking_it_back_gives_each_what_it_had_and_what_came_since(
    first: Stream, second: Stream, third: Stream, chance: Random
) -> None:
    since = later(third, DAYS)
    with transaction.atomic():
        import_under(NUMBER, first)
        import_under(OTHER, second)
        public = dict(Filing.objects.values_list("public_id", "docket__docket_number"))
        merge = made_one()
        for source, record in since:
            take(under(chance.choice((NUMBER, OTHER)), record), source)
        undo_docket_merge(merge, now=LATER)
        assert public.items() <= dict(Filing.objects.values_list("public_id", "docket__docket_number")).items()
        assert not Filing.objects.filter(merged_into__isnull=False).exclude(observations=None).exists()
        parted = told()
        transaction.set_rollback(True)
    with transaction.atomic():
        import_under(NUMBER, [*first, *since])
        import_under(OTHER, second)
        assert told() == parted
        transaction.set_rollback(True)
    assert not Observation.objects.exists() and not Representation.objects.exists()


@pytest.mark.long
@few
@given(streams(), streams(), streams(), st.booleans())
def test_three_made_one_come_apart_in_the_order_in_which_they_came_together(
    first: Stream, second: Stream, third: Stream, into_the_last: bool
) -> None:
    numbers = (NUMBER, OTHER, "4:21-cv-00031")
    second, third = later(second, HOUR), later(third, 2 * HOUR)
    with transaction.atomic():
        for number, stream in zip(numbers, (first, second, third), strict=True):
            import_under(number, stream)
        before = lines()
        one = made_one(numbers[1], numbers[0])
        two = made_one(numbers[0], numbers[2]) if into_the_last else made_one(numbers[2], numbers[0])
        stands = numbers[2] if into_the_last else numbers[0]
        assert Docket.objects.current().get() == docket(stands)
        united = filings(stands)
        undo_docket_merge(two, now=LATER)
        undo_docket_merge(one, now=LATER)
        assert lines() == before
        transaction.set_rollback(True)
    with transaction.atomic():
        import_under(stands, [*first, *second, *third])
        assert filings(stands) == united
        transaction.set_rollback(True)
