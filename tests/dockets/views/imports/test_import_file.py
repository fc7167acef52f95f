"""What Django's admin shows of imports and sources, and where its old door for files leads."""

from typing import Any

import pytest
from django.test import Client

from dockets.imports.run import perform_run
from dockets.models import ImportRun
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

DOOR = "/admin/dockets/importrun/import/"


def test_the_door_is_for_admins_alone_and_leads_to_the_desk(client: Client, users: Any) -> None:
    for someone in (None, users.journalist, users.editor):
        if someone:
            client.force_login(someone)
        response = client.get(DOOR)
        assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={DOOR}")
    client.force_login(users.admin)
    assert client.get(DOOR)["Location"] == "/imports/"


def test_a_finished_run_says_what_came_of_it(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    docket = factories.docket(docket_number="2:21-cv-00031")
    run = factories.import_run(
        status="partly", refused=[{"where": "row 7", "why": "<b>no date</b>"}], error="", source_slug="pacer-docket"
    )
    run.dockets.add(docket)
    page = pages.parsed(client.get(f"/admin/dockets/importrun/{run.pk}/change/"))
    assert "row 7: <b>no date</b>" in pages.text(page)
    assert pages.links(page)["Parler LLC v. Amazon Web Services, Inc. (2:21-cv-00031)"] == "/cases/wawd/2:21-cv-00031/"
    listed = pages.parsed(client.get("/admin/dockets/importrun/"))
    assert pages.links(listed)["Import a file"] == "/imports/"
    assert "done, some refused" in pages.text(listed)


def test_a_run_is_asked_for_again(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    run = factories.import_run(payload=factories.payload(body=b"the same bytes"), reference="again.html")
    client.post("/admin/dockets/importrun/", {"action": "import_again", "_selected_action": [run.pk]})
    again = ImportRun.objects.exclude(pk=run.pk).get()
    assert (again.reference, again.status) == ("again.html", "queued")
    perform_run(again.pk)
    again.refresh_from_db()
    assert again.payload_id == run.payload_id


MODELS = [
    "court",
    "docket",
    "filing",
    "party",
    "attorney",
    "payload",
    "observation",
    "identitydecision",
    "source",
    "importrun",
]
READINGS = ["claim", "motion", "hearing", "ruling", "disposition", "milestone", "reading", "timelineevent"]


@pytest.mark.parametrize("path", [*(f"dockets/{name}" for name in MODELS), *(f"rulings/{name}" for name in READINGS)])
def test_every_list_and_row_of_the_admin_opens(client: Client, users: Any, path: str) -> None:
    client.force_login(users.admin)
    row = _rows()[path.rpartition("/")[2]]
    assert client.get(f"/admin/{path}/?q=2").status_code == 200
    if row is not None:
        assert client.get(f"/admin/{path}/{row.pk}/change/").status_code == 200


def _rows() -> dict[str, Any]:
    docket = factories.docket(docket_number="2:21-cv-00031")
    filing = factories.filing(docket=docket)
    ruling, motion = factories.ruling(filing=filing), factories.motion(filing=filing)
    party = factories.party(docket=docket)
    return {
        "court": docket.court,
        "docket": docket,
        "filing": filing,
        "party": party,
        "attorney": factories.attorney(party=party),
        "payload": factories.payload(),
        "observation": factories.observation(filing=filing),
        "identitydecision": None,
        "source": factories.source(),
        "importrun": factories.import_run(),
        "claim": factories.claim(docket=docket),
        "motion": motion,
        "hearing": factories.hearing(docket=docket),
        "ruling": ruling,
        "disposition": factories.disposition(ruling=ruling, motion=motion),
        "milestone": factories.milestone(docket=docket),
        "timelineevent": factories.event(filing=filing),
        "reading": factories.reading(docket=docket),
    }


def test_saving_in_the_admin_makes_a_row_an_editors(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    filing = factories.filing(docket=factories.docket())
    motion = factories.motion(filing=filing)
    client.post(
        f"/admin/rulings/motion/{motion.pk}/change/",
        {"filing": filing.pk, "docket": filing.docket_id, "title": "Confirmed"},
    )
    motion.refresh_from_db()
    assert (motion.title, motion.read_by_machine) == ("Confirmed", False)
