"""What people take away whole, and what they delete, in the one log: for admins."""

from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client

from dockets.imports.run import perform_run, queue_import
from dockets.models import AuditEntry
from rulings.interpret.docket import interpret_docket
from tests.conftest import Users
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def take(client: Client, address: str) -> None:
    answered: Any = client.get(address)
    assert answered.status_code == 200
    b"".join(answered.streaming_content if answered.streaming else [answered.content])


def test_what_is_taken_away_whole_is_told_to_admins(client: Client, users: Users, capsys: Any) -> None:
    filing = factories.filing(docket=factories.docket())
    docket = filing.docket
    interpret_docket(docket.pk)
    case = f"/cases/{docket.court_id}/{docket.docket_number}/timeline"
    for reader in (client, Client()):
        take(reader, f"{case}.csv")
    assert not AuditEntry.objects.exists(), "readers are not followed"
    client.force_login(users.editor)
    for address in (f"{case}.csv", f"{case}.csv?kind=motion", f"{case}.atom", f"{case}.json?order=newest"):
        take(client, address)
    take(client, "/cases/list.csv")
    call_command("export_docket", docket.court_id, docket.docket_number, with_contacts=True)
    told = [(row.by_name, row.kind, (row.after or {})["what"]) for row in AuditEntry.objects.order_by("pk")]
    assert told == [
        ("editor", "takeaway", "the whole timeline as csv"),
        ("editor", "takeaway", "the whole timeline as json"),
        ("editor", "takeaway", "the list of cases"),
        ("export_docket", "takeaway", "the whole case as JSON, with the lawyers’ addresses"),
    ]
    assert "took away" not in pages.text(pages.parsed(client.get("/desk/edits/?kind=takeaway")))
    client.force_login(users.admin)
    page = pages.parsed(client.get("/desk/edits/?kind=takeaway"))
    assert "editor took away the whole timeline as csv" in pages.text(page)
    assert docket.case_name in pages.links(page)
    rows: Any = client.get("/desk/edits.csv?kind=takeaway")
    assert b"with the lawyers" in b"".join(rows.streaming_content)
    assert AuditEntry.objects.latest("pk").after == {"what": "the log of edits"}


def test_what_is_deleted_stays_in_the_log(client: Client, users: Users) -> None:
    client.force_login(users.admin)
    source = factories.source(url="https://ecf.example/rss")
    client.post(f"/imports/sources/{source.pk}/stop/")
    table = b"court,docket number,date,docket text\nwawd,2:21-cv-00031,2021-01-11,COMPLAINT\n"
    run = queue_import(table, name="tracker.csv", ring=False, previews=True)
    perform_run(run.pk)
    take(client, f"/imports/{run.pk}/payload")
    client.post(f"/imports/{run.pk}/throw-away")
    client.post(f"/imports/{run.pk}/throw-away")
    told = pages.text(pages.parsed(client.get("/desk/edits/?kind=removal")))
    assert "admin deleted the watched source https://ecf.example/rss" in told
    assert told.count("admin deleted the file of import") == 1
    assert "took away the file of import" in pages.text(pages.parsed(client.get("/desk/edits/?kind=takeaway")))
