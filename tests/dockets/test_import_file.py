"""The admin's door for files, and what the admin shows of imports and sources."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dockets.models import ImportRun
from dockets.sources.decoding import MAX_BYTES
from tests import factories, pages

pytestmark = pytest.mark.django_db

DOOR = "/admin/dockets/importrun/import/"


def hand_in(client: Client, body: bytes = b"<html>", name: str = "docket.html", **fields: str) -> Any:
    return client.post(DOOR, {"file": SimpleUploadedFile(name, body, "text/html"), **fields})


def errors(response: Any) -> str:
    return " ".join(pages.text(found) for found in pages.by_class(pages.parsed(response), "errorlist"))


def test_the_door_is_for_admins_alone(client: Client, users: Any) -> None:
    for someone in (None, users.journalist, users.editor):
        if someone:
            client.force_login(someone)
        response = client.get(DOOR)
        assert (response.status_code, response["Location"]) == (302, f"/admin/login/?next={DOOR}")
        assert hand_in(client).status_code == 302
    assert not ImportRun.objects.exists()
    client.force_login(users.admin)
    assert pages.text(pages.parsed(client.get(DOOR)).find(".//h1")) == "Import a file"


def test_a_file_is_queued_and_its_run_shown(client: Client, users: Any) -> None:
    factories.court()
    client.force_login(users.admin)
    response = hand_in(client, b"<html>docket</html>", "saved docket.html", court=" WAWD ", source="pacer-docket")
    run = ImportRun.objects.get()
    assert (response.status_code, response["Location"]) == (302, f"/admin/dockets/importrun/{run.pk}/change/")
    assert (run.reference, run.court_id, run.source_slug, run.requested_by) == (
        "saved docket.html",
        "wawd",
        "pacer-docket",
        users.admin,
    )
    shown = pages.text(pages.parsed(client.get(response["Location"])))
    assert "The file is queued." in shown
    assert "waiting" in shown


def test_what_cannot_be_taken_is_said_beside_its_field(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    assert f"{MAX_BYTES // 2**20} MB is the most that is taken" in errors(hand_in(client, b"x" * (MAX_BYTES + 1)))
    assert "There is no court “nowhere”" in errors(hand_in(client, court="nowhere"))
    assert "Select a valid choice" in errors(hand_in(client, source="nonsense"))
    assert "empty" in errors(hand_in(client, b""))
    assert "required" in errors(client.post(DOOR, {}))
    assert not ImportRun.objects.exists()


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
    assert pages.links(listed)["Import a file"] == DOOR
    assert "done, some refused" in pages.text(listed)


def test_a_run_is_asked_for_again(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    run = factories.import_run(payload=factories.payload(body=b"the same bytes"), reference="again.html")
    client.post("/admin/dockets/importrun/", {"action": "import_again", "_selected_action": [run.pk]})
    again = ImportRun.objects.exclude(pk=run.pk).get()
    assert (again.payload_id, again.reference, again.status) == (run.payload_id, "again.html", "queued")


def test_sources_are_polled_now_when_asked(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    later = timezone.now() + timedelta(hours=5)
    source, idle = factories.source(next_at=later), factories.source(next_at=later, enabled=False)
    client.post("/admin/dockets/source/", {"action": "poll_now", "_selected_action": [source.pk, idle.pk]})
    source.refresh_from_db()
    idle.refresh_from_db()
    assert source.next_at <= timezone.now()
    assert idle.next_at == later


MODELS = ["court", "docket", "filing", "party", "attorney", "payload", "observation", "identitydecision", "source", "importrun"]
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
        f"/admin/rulings/motion/{motion.pk}/change/", {"filing": filing.pk, "docket": filing.docket_id, "title": "Confirmed"}
    )
    motion.refresh_from_db()
    assert (motion.title, motion.read_by_machine) == ("Confirmed", False)
