"""A relation entered by hand twice at once, as a double click does."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from dockets.identity.relations import CannotRelate, enter_relation
from dockets.models import DocketRelation
from tests.support import factories


@pytest.mark.django_db(transaction=True)
def test_of_two_that_come_at_once_one_is_told_of_the_other() -> None:
    docket, user = factories.docket(docket_number="2:21-cv-00270"), factories.user(role="admin")
    with ThreadPoolExecutor(2) as pool:
        for turn in range(8):
            barrier = Barrier(2, timeout=60)

            def send(_: int, number: str = f"2:20-cv-{turn:05}", barrier: Barrier = barrier) -> str:
                try:
                    barrier.wait()
                    enter_relation(docket, "member_of", docket.court, number, by=user, now=timezone.now())
                except CannotRelate as error:
                    return str(error)
                finally:
                    connection.close()
                return ""

            assert sorted(pool.map(send, range(2))) == ["", "This is known already: confirmed."]
    assert DocketRelation.objects.count() == 8
