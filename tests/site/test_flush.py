"""The flush after a test that commits (``tests.servers.flush``), while a page is still being made."""

from threading import Event, Thread
from time import sleep

import pytest
from django.core.management import call_command
from django.db import connection

from dockets.models import Court, Docket
from tests.support import factories


@pytest.mark.django_db(transaction=True)
def test_it_waits_for_a_page_that_wants_ever_more_tables() -> None:
    factories.docket()
    courts = Court.objects.count()
    begun, complaints = Event(), []

    def read_tables() -> None:
        try:
            with connection.cursor() as cursor:
                # Whoever is found in a deadlock is ended: here, the page at once.
                cursor.execute("BEGIN; SET LOCAL deadlock_timeout = '1ms'; SELECT FROM usersessions_usersession")
                begun.set()
                sleep(0.1)
                for table in sorted(connection.introspection.table_names()):
                    cursor.execute(f'SELECT FROM "{table}" LIMIT 1')
                cursor.execute("COMMIT")
        except Exception as error:
            complaints.append(error)
        finally:
            begun.set()
            connection.close()

    page = Thread(target=read_tables)
    page.start()
    assert begun.wait(10)
    call_command("flush", interactive=False, verbosity=0)
    page.join()
    assert complaints == []
    assert not Docket.objects.exists()
    assert Court.objects.count() == courts
