"""Which docket a record belongs to, while others write it."""

import threading
from datetime import date, timedelta

import pytest
from django.db import connections, transaction

from dockets.models import Docket, Filing
from tests.dockets.identity.test_unite import waiting
from tests.dockets.upsert.test_merge import DAY, entry, many, sheet, take
from tests.servers.workers import wait_until

CASE_ID = "294664"


@pytest.mark.django_db(transaction=True)
def test_a_docket_found_by_its_case_id_is_as_it_is_once_nobody_else_writes_it() -> None:
    """Under a number that shares nothing with its own, so that its lock is waited for only once it is found."""
    known = many(300, numbered=True)
    take(sheet(*known, pacer_case_id=CASE_ID))

    def imports() -> None:
        try:
            more = entry("302", day=date(2021, 6, 2))
            record = sheet(*known, more, day=2, docket_number="In re Parler", pacer_case_id=CASE_ID)
            take(record, now=DAY + timedelta(days=101))
        finally:
            connections.close_all()

    other = threading.Thread(target=imports)
    with transaction.atomic():
        take(sheet(entry("301", day=date(2021, 6, 1)), day=1, complete=False), "court-feed")
        other.start()
        wait_until(lambda: waiting() == 1, 20)
    other.join(20)
    assert Docket.objects.get().filing_count == Filing.objects.count() == 302
