"""What came together: each file with its own state, decided on as one."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from dockets.models import ImportRun
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def files(*states: str) -> None:
    for place, state in enumerate(states):
        preview = {"totals": {"new": 2, "dockets": 1}, "dockets": []} if state == Status.PREVIEW else {}
        factories.import_run(
            batch="b1", reference=f"{place}.html", status=state, preview=preview, not_before=timezone.now()
        )


def states() -> list[str]:
    return list(ImportRun.objects.order_by("id").values_list("status", flat=True))


def test_each_file_stands_with_its_state(admin: Client) -> None:
    files(Status.PREVIEW, Status.PREVIEW, Status.REFUSED)
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    words = pages.text(page)
    assert "3 files 2 to be confirmed 1 refused" in words and "Import all 2 that can be" in words
    assert [pages.text(item.find("div/a")) for item in pages.by_class(page, "runs")[0]] == [
        "0.html",
        "1.html",
        "2.html",
    ]
    assert pages.by_id(page, "batch").get("data-hx-trigger") is None


def test_it_asks_again_while_something_is_at_work(admin: Client) -> None:
    files(Status.PREVIEW, Status.QUEUED)
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert pages.by_id(page, "batch").get("data-hx-trigger") == "every 2s"
    bar = next(page.iter("progress"))
    assert (bar.get("value"), bar.get("max")) == ("1", "2")
    part = admin.get("/imports/batch/b1/", headers={"HX-Request": "true", "HX-Target": "batch"}).content.decode()
    assert part.lstrip().startswith('<div id="batch"')


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("confirm", [Status.QUEUED, Status.QUEUED, Status.REFUSED]),
        ("throw-away", [Status.THROWN_AWAY, Status.QUEUED, Status.REFUSED]),
        ("cancel", [Status.PREVIEW, Status.CANCELLED, Status.REFUSED]),
    ],
)
def test_all_are_decided_on_at_once(admin: Client, act: str, after: list[str]) -> None:
    files(Status.PREVIEW, Status.QUEUED, Status.REFUSED)
    other = factories.import_run(batch="b2", status=Status.PREVIEW)
    assert admin.post(f"/imports/batch/b1/{act}")["Location"] == "/imports/batch/b1/"
    assert states() == [*after, Status.PREVIEW]
    other.refresh_from_db()
    assert other.status == Status.PREVIEW


def test_what_has_possible_duplicates_is_not_taken_with_the_others(admin: Client) -> None:
    files(Status.PREVIEW, Status.PREVIEW, Status.PREVIEW)
    ImportRun.objects.filter(reference="1.html").update(preview={"totals": {"new": 2, "same": 3}, "dockets": []})
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert pages.text(pages.by_id(page, "do-confirm")) == "Import all 2 that can be"
    assert pages.text(pages.by_id(page, "doubtful")).startswith("1 of them has possible duplicates")
    run = ImportRun.objects.get(reference="1.html")
    assert [link.get("href") for link in page.iter("a") if "3 possible duplicates" in pages.text(link)] == [
        f"/imports/{run.pk}/"
    ]
    admin.post("/imports/batch/b1/confirm")
    assert states() == [Status.QUEUED, Status.PREVIEW, Status.QUEUED]
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert not [button for button in page.iter("button") if button.get("id") == "do-confirm"]
    assert pages.text(pages.by_id(page, "do-throw-away")) == "Throw it away"
    admin.post(f"/imports/{run.pk}/confirm")
    assert states() == [Status.QUEUED] * 3


@pytest.mark.parametrize("address", ["/imports/batch/none/", "/imports/batch/none/confirm", "/imports/batch/b1/replay"])
def test_there_is_no_such_thing(admin: Client, address: str) -> None:
    files(Status.PREVIEW)
    response = admin.post(address) if address.rpartition("/")[2] else admin.get(address)
    assert response.status_code == 404


def test_a_single_reading_that_has_not_come_yet_says_so(admin: Client) -> None:
    source = factories.source(reads_once="b9", url="https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl", enabled=True)
    words = pages.text(pages.parsed(admin.get("/imports/batch/b9/")))
    assert "Nothing has come yet" in words and "is being read." in words
    source.last_error, source.next_at = "The court does not answer.", timezone.now() + timedelta(minutes=5)
    source.save()
    assert "The court does not answer. It is tried again at" in pages.text(
        pages.parsed(admin.get("/imports/batch/b9/"))
    )


def test_a_thousand_files_are_paged(admin: Client) -> None:
    files(*[Status.DONE] * 130)
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert len(pages.by_class(page, "runs")[0]) == 100
    further = pages.parsed(admin.get("/imports/batch/b1/" + pages.links(page)["Further files"]))
    assert len(pages.by_class(further, "runs")[0]) == 30
    assert admin.get("/imports/batch/b1/?after=garbage").status_code == 200


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, number: int, django_assert_num_queries: Any) -> None:
    files(*[Status.PREVIEW] * number)
    # Session, user, how many of each state, the source of a single reading, the runs.
    with django_assert_num_queries(5):
        admin.get("/imports/batch/b1/")


def test_a_single_reading_can_be_left(admin: Client) -> None:
    """One that fails is tried again and again; a person who has seen why may not want it any more."""
    source = factories.source(reads_once="b1", last_error="There is no such docket.")
    other = factories.source(reads_once="b2")
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert pages.by_id(page, "batch").get("data-hx-trigger") == "every 2s"
    assert admin.post("/imports/batch/b1/leave")["Location"] == "/imports/batch/b1/"
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert pages.by_id(page, "batch").get("data-hx-trigger") is None and "do-leave" not in {
        found.get("id") for found in page.iter()
    }
    for row, enabled in ((source, False), (other, True)):
        row.refresh_from_db()
        assert row.enabled is enabled


def test_the_answers_about_one_docket_are_one_preview_with_one_confirm(admin: Client) -> None:
    """CourtListener gives a docket, its entries, its parties and their counsel one after the other."""
    source = factories.source(slug="courtlistener", url="courtlistener:docket/1", reads_once="b1", enabled=False)
    parts = [
        {"new": 0},
        {"new": 20, "documents": 7},
        {"new": 5},
        {"new": 0, "new party": 1},
        {"new party": 1, "new counsel": 2},
    ]
    for totals in parts:
        preview = {"totals": totals, "dockets": [{"name": "Parler LLC v. Amazon"}]}
        factories.import_run(batch="b1", watched=source, status=Status.PREVIEW, preview=preview)
    page = pages.parsed(admin.get("/imports/batch/b1/"))
    assert (
        pages.text(pages.by_id(page, "case")) == "25 new filings 0 changed 7 more documents 1 new party 2 new counsel"
    )
    assert pages.text(next(page.iter("h1"))) == "Parler LLC v. Amazon"
    assert [pages.text(button) for button in page.iter("button") if button.get("id")] == [
        "Import it",
        "Throw them away",
    ]
    admin.post("/imports/batch/b1/confirm")
    assert states() == [Status.QUEUED] * len(parts)


def test_what_was_read_once_is_told_of_the_person_who_asked(admin: Client, users: Any) -> None:
    source = factories.source(reads_once="b1", enabled=False, added_by=users.admin)
    read_as = {"label": "CourtListener", "court": "W.D. Wash."}
    factories.import_run(
        batch="b1", watched=source, status=Status.PREVIEW, preview={"read_as": read_as, "totals": {"same": 1}}
    )
    words = pages.text(pages.by_class(pages.parsed(admin.get("/imports/batch/b1/")), "runs")[0])
    assert users.admin.username in words and "watched source" not in words
    assert "CourtListener W.D. Wash. would be 0 new, 0 changed 1 possible duplicate" in words
