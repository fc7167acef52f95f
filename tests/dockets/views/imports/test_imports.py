"""The import desk: files through the door, and what it lists."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from dockets.courts.court_field import CourtField
from dockets.imports import uploads
from dockets.imports.run import perform_run
from dockets.models import Docket, ImportRun, Payload
from dockets.payloads.read import scrub_payload
from dockets.sources.decoding import MAX_BYTES
from tests.dockets.imports.test_uploads import zipped
from tests.support import factories, pages
from tests.support.data import DATA

pytestmark = pytest.mark.django_db
Status = ImportRun.Status

DOCKET = (DATA / "pacer_docket" / "civil.html").read_bytes()
BANKRUPTCY = (DATA / "pacer_docket" / "bankruptcy.html").read_bytes()


def hand_in(client: Client, *bodies: bytes, name: str = "docket.html", **fields: str) -> Any:
    files = [
        SimpleUploadedFile(name if len(bodies) == 1 else f"{place}-{name}", body, "text/html")
        for place, body in enumerate(bodies)
    ]
    return client.post("/imports/", {"file": files, **fields})


def performed(run: ImportRun) -> ImportRun:
    perform_run(run.pk)
    run.refresh_from_db()
    return run


def test_a_file_is_queued_for_a_preview_and_its_page_shown(admin: Client, users: Any) -> None:
    response = hand_in(admin, DOCKET, name="saved docket.html")
    run = ImportRun.objects.get()
    assert response["Location"] == f"/imports/{run.pk}/"
    assert (run.reference, run.previews, run.status, run.requested_by, run.batch) == (
        "saved docket.html", True, Status.QUEUED, users.admin, "",
    )  # fmt: skip
    assert "Waiting for a worker." in pages.text(pages.parsed(admin.get(response["Location"])))


def test_a_person_says_what_it_is(admin: Client) -> None:
    hand_in(admin, DOCKET, source="pacer-docket", court="  W.D.  Wash. ")
    run = ImportRun.objects.get()
    assert (run.source_slug, run.court_id) == ("pacer-docket", "wawd")


def test_several_files_and_a_zip_are_a_batch(admin: Client) -> None:
    response = hand_in(admin, DOCKET, zipped({"a.html": BANKRUPTCY, "b.html": b"no docket"}))
    batch = ImportRun.objects.values_list("batch", flat=True).distinct().get()
    assert response["Location"] == f"/imports/batch/{batch}/"
    assert ImportRun.objects.count() == 3


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "Choose a file first"),
        ({"file": SimpleUploadedFile("x.zip", b"PK\3\4 nothing")}, "damaged"),
        ({"file": SimpleUploadedFile("x.html", b"x"), "court": "atlantis"}, "There is no court “atlantis”"),
        ({"file": SimpleUploadedFile("x.html", b"x"), "source": "telex"}, "not one of the choices"),
    ],
    ids=["no file", "bad zip", "no such court", "no such source"],
)
def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_queued(admin: Client, fields: Any, words: str) -> None:
    page = pages.parsed(admin.post("/imports/", fields), 422)
    assert words in " ".join(pages.text(found) for found in pages.by_class(page, "errorlist"))
    assert not ImportRun.objects.exists() and not Payload.objects.exists()


def test_too_much_at_once_is_said_and_nothing_of_it_kept(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(uploads, "MOST_SENT", 5_000)
    page = pages.parsed(hand_in(admin, b"x" * 6_000), 422)
    assert "is the most. Hand them in a few at a time." in pages.text(page)
    assert not Payload.objects.exists()


BAD = {
    "empty file": (b"", {}, "empty"),
    "only NUL bytes": (b"\x00" * 500, {}, "This is no text"),
    "invalid UTF-8": (b"\xff\xfe\xfd\x81" * 100, {}, "This is"),
    "login page": (b"<html><title>PACER: Login</title><form name='loginForm'></form></html>", {}, "PACER login page"),
    "error page": (b"<html><title>503 Service Unavailable</title></html>", {}, "error page"),
    "wrong court": (DOCKET, {"court": "nysd"}, "nysd"),
    "wrong parser": (DOCKET, {"source": "docket-json"}, "It looks like a saved PACER"),
    "truncated JSON": (b'{"format": "casetracker-docket/1", "court": "wa', {}, "This is no JSON"),
}


@pytest.mark.parametrize("case", BAD)
def test_bad_input_is_a_clear_sentence_and_nothing_is_lost(admin: Client, case: str) -> None:
    body, fields, words = BAD[case]
    hand_in(admin, body, **fields)
    run = performed(ImportRun.objects.get())
    assert run.status == Status.REFUSED and words in run.error, run.error
    assert run.payload.size == len(scrub_payload(body, "docket.html", fields.get("source", "")))
    page = pages.parsed(admin.get(f"/imports/{run.pk}/"))
    assert words in " ".join(pages.text(found) for found in pages.by_class(page, "notice"))
    assert not Docket.objects.exists()


def test_a_bankruptcy_page_read_as_a_district_courts_is_refused_with_its_own_court(admin: Client) -> None:
    hand_in(admin, BANKRUPTCY, court="wawd")
    run = performed(ImportRun.objects.get())
    assert run.status == Status.REFUSED and "arb" in run.error, run.error


@pytest.mark.parametrize("encoding", ["iso-8859-1", "utf-8", "utf-16"])
def test_accents_survive_whatever_the_encoding(admin: Client, encoding: str) -> None:
    text = DOCKET.decode("utf-8", "replace").replace("Lantern Street Press LLC", "Société Générale")
    hand_in(admin, text.encode(encoding, "replace"))
    run = performed(ImportRun.objects.get())
    assert run.status == Status.PREVIEW, run.error
    assert "Société Générale" in str(run.preview["dockets"])


def test_nul_bytes_within_a_page_cost_nothing(admin: Client) -> None:
    hand_in(admin, DOCKET.replace(b"COMPLAINT", b"COM\x00PLAINT"))
    run = performed(ImportRun.objects.get())
    assert run.status == Status.PREVIEW and "COMPLAINT" in str(run.preview["dockets"])


@pytest.mark.long
@pytest.mark.thorough
def test_a_page_of_fifty_megabytes_ends_in_a_sentence(admin: Client) -> None:
    """The largest that is taken; and one byte more."""
    most = MAX_BYTES
    hand_in(admin, b"<html>" + b" " * (most - 6))
    run = performed(ImportRun.objects.get())
    assert run.status == Status.REFUSED and run.error
    hand_in(admin, b"<html>" + b" " * (most - 5))
    refused = ImportRun.objects.latest("id")
    assert refused.status == Status.REFUSED and "at most 50 MB" in refused.error


def test_the_desk_lists_what_waits_what_runs_and_what_came(admin: Client) -> None:
    factories.import_run(
        reference="waits.html",
        status=Status.PREVIEW,
        preview={"totals": {"new": 3, "dockets": 1}, "dockets": [{"name": "A v. B"}]},
    )
    factories.import_run(reference="queued.html", status=Status.QUEUED, previews=True)
    results = [{"court": "wawd", "docket_number": "2:21-cv-00031", "case_name": "Parler v. AWS"}]
    factories.import_run(reference="done.html", status=Status.DONE, results=results, created=2)
    factories.import_run(reference="bad.html", status=Status.REFUSED, error="This file is empty.")
    page = pages.parsed(admin.get("/imports/"))
    waiting, at_work, recent = pages.by_class(page, "runs")
    assert "waits.html A v. B would be 3 new, 0 changed" in pages.text(waiting)
    assert "waiting for its preview queued.html" in pages.text(at_work)
    assert "refused bad.html This file is empty." in pages.text(recent)
    assert pages.links(recent)["Parler v. AWS"] == "/cases/wawd/2:21-cv-00031/"


def test_old_previews_are_folded_away(admin: Client) -> None:
    for number in range(25):
        factories.import_run(reference=f"old {number}", status=Status.PREVIEW, previews=True)
    page = pages.parsed(admin.get("/imports/"))
    shown, older = pages.by_class(page, "runs")[:2]
    assert (len(list(shown.iter("time"))), len(list(older.iter("time")))) == (3, 17)
    assert "17 and more that came before" in pages.text(page) and "tables (CSV, .xlsx)" in pages.text(page)


def test_pacers_id_of_a_court_is_one(admin: Client) -> None:
    court = factories.court("arb", pacer_id="azb")
    assert CourtField().clean("AZB") == CourtField().clean("arb") == court


def test_an_empty_desk_says_how_to_begin(admin: Client) -> None:
    assert "Nothing has been imported yet." in pages.text(pages.parsed(admin.get("/imports/")))


def test_warnings_of_sources_stand_on_top(admin: Client) -> None:
    warning = {"code": "gap", "since": timezone.now().isoformat(), "text": "Entries may have been missed."}
    source = factories.source(court=factories.court(), warnings=[warning])
    page = pages.parsed(admin.get("/imports/"))
    assert pages.links(page)["U.S. District Court, Western District of Washington"] == f"/imports/sources/{source.pk}/"
    assert "Entries may have been missed." in pages.text(pages.by_class(page, "amiss")[0])


def test_a_court_and_number_in_the_address_fill_the_form(admin: Client) -> None:
    page = pages.parsed(admin.get("/imports/?court=nysd&number=1:21-cv-00001"))
    assert {field.get("value") for field in page.iter("input")} >= {"nysd", "1:21-cv-00001"}


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, number: int, django_assert_num_queries: Any) -> None:
    for place in range(number):
        for status in (Status.PREVIEW, Status.QUEUED, Status.DONE):
            factories.import_run(reference=f"{place}", status=status, previews=True)
        factories.source(failures=3, failing_since=timezone.now() - timedelta(days=2))
    # Session, user; three lists of runs; the courts to choose from; failing sources, and those with warnings.
    with django_assert_num_queries(8):
        admin.get("/imports/")


@pytest.mark.parametrize("address", ["/imports/", "/imports/history/"])
def test_every_field_has_its_name(admin: Client, address: str) -> None:
    page = pages.parsed(admin.get(address))
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    assert len(ids) == len(set(ids)) and len(list(page.iter("h1"))) == 1
    labelled = {label.get("for") for label in page.iter("label")}
    fields = [field for name in ("input", "select") for field in page.iter(name) if field.get("type") != "hidden"]
    assert fields and {field.get("id") for field in fields} <= labelled


def test_what_is_amiss_does_not_push_the_forms_away(admin: Client) -> None:
    now = timezone.now()
    for days in range(2, 7):
        since = now - timedelta(days=days)
        factories.source(failures=3, failing_since=since, last_error=f"Failing for {days} days.")
    warned = [{"code": "gap", "since": now.isoformat(), "text": "Entries missed."}]
    factories.source(warnings=warned)
    page = pages.parsed(admin.get("/imports/"))
    shown = [pages.text(found) for found in pages.by_class(page, "amiss")[0]][:-1]
    assert [("missed" in words, "for 2 days" in words, "for 3 days" in words) for words in shown] == [
        (True, False, False),
        (False, True, False),
        (False, False, True),
    ]
    assert pages.links(page)["All sources that something is amiss with"] == "/imports/sources/?state=trouble"


@pytest.mark.parametrize("status", [Status.PREVIEW, Status.QUEUED])
def test_beyond_twenty_the_history_has_the_rest(admin: Client, status: str) -> None:
    for _ in range(21):
        factories.import_run(status=status, not_before=timezone.now())
    links = pages.links(pages.parsed(admin.get("/imports/")))
    more = {Status.PREVIEW: ("All that wait", "?status=preview"), Status.QUEUED: ("More, in the history", "")}[
        Status(status)
    ]
    assert links[more[0]] == f"/imports/history/{more[1]}"
