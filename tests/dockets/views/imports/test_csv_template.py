"""The table to fill in: for admins, and good as it is."""

import pytest
from django.test import Client

from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, ImportRun
from tests.conftest import Users

ADDRESS = "/imports/template.csv"


def test_it_is_for_admins_alone(client: Client, users: Users) -> None:
    assert client.get(ADDRESS).status_code == 302
    for user in (users.journalist, users.editor):
        client.force_login(user)
        assert client.get(ADDRESS).status_code == 403
    client.force_login(users.admin)
    assert client.get(ADDRESS).status_code == 200
    assert client.post(ADDRESS).status_code == 405


@pytest.mark.django_db
def test_it_imports_as_it_comes(client: Client, users: Users) -> None:
    client.force_login(users.admin)
    answer = client.get(ADDRESS)
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert answer["Content-Disposition"] == 'attachment; filename="casetracker-template.csv"'
    for _ in range(2):
        run = queue_import(answer.content, name="casetracker-template.csv", ring=False)
        perform_run(run.pk)
        run.refresh_from_db()
        assert (run.status, run.source_slug, run.refused) == (ImportRun.Status.DONE, "csv", [])
    docket = Docket.objects.get()
    assert (docket.case_name, docket.filing_count, docket.party_count) == ("Lantern Street Press LLC v. Pell", 3, 2)
