"""The page of one import run, through all its states."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from dockets.imports.run import note_refused, perform_run, queue_import
from dockets.models import ImportRun
from dockets.record.records import Refusal
from tests.dockets.imports.test_preview import confirmed, docket, entry, imported, previewed
from tests.support import factories, hostile, pages

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def shown(client: Client, run: ImportRun) -> Any:
    return pages.parsed(client.get(f"/imports/{run.pk}/"))


def forms(page: Any) -> set[str]:
    return {
        form.get("action", "").rpartition("/")[2] for form in page.iter("form") if "/imports/" in form.get("action", "")
    }


def test_a_preview_says_what_it_is_and_what_would_change(admin: Client) -> None:
    imported(docket(entry(1), entry(2, "ORDER denying motion")))
    run = previewed(docket(entry(1), entry(2, "ORDER granting motion"), entry(3)), name="docket-2021-03-04.json")
    page = shown(admin, run)
    words = pages.text(page)
    assert "preview, nothing imported yet docket-2021-03-04.json" in words
    assert "It belongs to Parler v. AWS , which has 2 filings now." in words
    assert pages.text(pages.by_class(page, "sum")[0]) == "1 new filing 1 changed 1 unchanged"
    assert [pages.text(line) for line in page.findall(".//ol[@class='lines']/li")] == [
        "changed 2 Jan. 11, 2021 ORDER denying granting motion",
        "new 3 Jan. 11, 2021 MOTION 3 by Plaintiff",
    ]
    assert [pages.text(found) for found in (page.find(".//del"), page.find(".//ins"))] == ["denying", "granting"]
    assert "Import 2 filings" in words
    assert forms(page) == {"confirm", "throw-away", "read-as"}


def test_a_preview_of_several_cases_tells_them_apart(admin: Client) -> None:
    one = {"court": "wawd", "docket_number": "2:21-cv-00031", "case_name": "Parler v. AWS", "entries": [entry(1)]}
    body = (
        docket()[:1]
        + b'"format": "casetracker-docket/1", "dockets": '
        + __import__("json")
        .dumps([one, one | {"docket_number": "2:21-cv-00270", "case_name": "Parler v. Amazon"}])
        .encode()
        + b"}"
    )
    page = shown(admin, previewed(body))
    assert "It speaks of 2 cases, 2 of them new here." in pages.text(page)
    assert [pages.text(found)[:13] for found in pages.by_class(page, "docket")] == ["Parler v. AWS", "Parler v. Ama"]


def test_refusals_notes_and_what_it_looks_like_are_said(admin: Client) -> None:
    run = previewed(docket(entry(1), entry(2, date_filed="2021-02-30")))
    run.preview["notes"] = ["There is no PACER receipt at its end: this may be part of a docket."]
    run.preview["read_as"]["else"] = "court feed"
    run.save()
    words = pages.text(shown(admin, run))
    assert "$.entries[1].date_filed:" in words and "1 refused; everything else can be taken" in words
    assert "this may be part of a docket." in words and "Its content looks like another thing: court feed." in words


def test_where_nothing_would_change_that_is_said(admin: Client) -> None:
    imported(docket(entry(1)))
    words = pages.text(shown(admin, previewed(docket(entry(1)))))
    assert "Import it all the same" in words and "No filing would be new or different." in words


def test_what_there_was_no_room_for_is_counted(admin: Client) -> None:
    page = shown(admin, previewed(docket(*(entry(number) for number in range(1, 251)))))
    assert "And 50 more new filings, which are not listed here." in pages.text(page)


@pytest.mark.parametrize(
    ("fields", "due_in", "words"),
    [
        ({"status": Status.QUEUED}, 0, "Waiting for a worker."),
        ({"status": Status.QUEUED}, -5, "Is one running?"),
        ({"status": Status.QUEUED, "error": "It broke."}, 1, "It broke."),
        ({"status": Status.RUNNING}, 0, "Reading the file."),
        (
            {"status": Status.RUNNING, "total_entries": 31, "done_entries": 19},
            0,
            "Importing: 19 of 31 entries, about 4 s left",
        ),
        (
            {"status": Status.RUNNING, "previews": True, "total_entries": 1, "done_entries": 0},
            0,
            "Working out what would change: 0 of 1 entry",
        ),
        ({"status": Status.RUNNING, "cancel_asked": True}, 0, "It ends before anything more is written."),
    ],
)
def test_progress_is_told_in_words(admin: Client, fields: Any, due_in: int, words: str) -> None:
    """``due_in``: minutes. The clock stands still: what is left is told to the second."""
    with time_machine.travel(timezone.now(), tick=False):
        now = timezone.now()
        held = {
            "not_before": now + timedelta(minutes=due_in),
            "lease_until": now + timedelta(minutes=1),
            "lease_token": "t",
            "started_at": now - timedelta(minutes=5),
            "counted_from": now - timedelta(seconds=5),
        }
        page = shown(admin, run := factories.import_run(**held, **fields))
    assert words in pages.text(pages.by_class(page, "work")[0])
    assert pages.by_id(page, "run").get("data-hx-trigger") == "every 1s"
    assert ("cancel" in forms(page)) != run.cancel_asked
    assert "Look again" in pages.links(page)


def test_of_a_file_that_is_not_kept_its_own_size_stands_there_and_no_link(admin: Client) -> None:
    run = queue_import(b"%PDF-1.7 " + bytes(50_000), name="scan.pdf", ring=False)
    perform_run(run.pk)
    page = shown(admin, run)
    assert "48.8 KB, not kept" in pages.text(page).replace("\xa0", " ") and "download the file" not in pages.links(page)


def test_the_remaining_time_does_not_grow_while_nothing_moves(admin: Client) -> None:
    with time_machine.travel(timezone.now(), tick=False) as clock:
        now = timezone.now()
        run = factories.import_run(
            status=Status.RUNNING, total_entries=31, done_entries=19, started_at=now, lease_token="t",
            lease_until=now + timedelta(hours=1), counted_from=now - timedelta(seconds=5), counted_to=now,
        )  # fmt: skip
        told = []
        for _ in range(3):
            told.append(pages.text(pages.by_class(shown(admin, run), "work")[0]))
            clock.shift(7)
    assert ["about 4 s left" in words for words in told] == [True, True, False]
    assert "nothing more since 14 s" in told[2]


def test_that_no_worker_comes_is_said_after_half_a_minute_whether_a_beat_rings_or_not(admin: Client) -> None:
    now = timezone.now()
    fresh = factories.import_run(status=Status.QUEUED, not_before=now - timedelta(seconds=25))
    rung = factories.import_run(status=Status.QUEUED, not_before=now + timedelta(seconds=20))
    ImportRun.objects.filter(pk=rung.pk).update(queued_at=now - timedelta(seconds=32))
    assert "Waiting for a worker." in pages.text(shown(admin, fresh))
    assert "No worker has come for it yet." in pages.text(shown(admin, rung))


def test_htmx_gets_the_run_alone_and_asks_no_more_once_it_is_over(admin: Client) -> None:
    run = factories.import_run(status=Status.DONE)
    part = admin.get(f"/imports/{run.pk}/", headers={"HX-Request": "true", "HX-Target": "run"}).content.decode()
    assert part.lstrip().startswith('<div id="run">')


def test_a_finished_run_says_what_was_done_and_offers_a_replay(admin: Client) -> None:
    run = confirmed(previewed(docket(entry(1), entry(2, date_filed="2021-02-30"))))
    page = shown(admin, run)
    assert pages.links(page)["Parler v. AWS"] == "/cases/wawd/2:21-cv-00031/"
    assert pages.text(pages.by_class(page, "sum")[0]) == "1 new filing 0 changed 0 unchanged 1 refused"
    assert "$.entries[1].date_filed" in pages.text(page)
    assert forms(page) == {"replay"} and "The preview had said" not in pages.text(page)


def test_where_it_came_otherwise_than_previewed_that_is_said(admin: Client) -> None:
    run = previewed(docket(entry(1), entry(2)))
    imported(docket(entry(1)))
    assert "The preview had said 2 new and 0 changed." in pages.text(shown(admin, confirmed(run)))


def test_a_refused_run_says_why_and_how_to_go_on(admin: Client) -> None:
    run = previewed(b"<html><title>PACER Login</title></html>", name="login.html")
    page = shown(admin, run)
    assert run.error in pages.text(page)
    assert forms(page) == {"read-as", "replay"}


def test_hostile_text_is_text(admin: Client) -> None:
    every = " ".join(hostile.VECTORS)
    parties = [{"name": hostile.VECTORS[0], "type": "Plaintiff"}]
    run = previewed(docket(entry(1, every), case_name=every, parties=parties), name=hostile.VECTORS[14])
    page = shown(admin, run)
    assert not [element for element in page.iter() if element.tag in {"style", "iframe", "img", "svg"}]
    assert hostile.VECTORS[0][:40] in pages.text(page)
    for done in (confirmed(run), factories.import_run(status=Status.REFUSED, error=every, reference=every[:400])):
        assert not [element for element in shown(admin, done).iter() if element.tag in {"style", "iframe", "img"}]


def test_there_is_no_such_run(admin: Client) -> None:
    assert admin.get("/imports/999999/").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(admin: Client, number: int, django_assert_num_queries: Any) -> None:
    run = previewed(docket(*(entry(place) for place in range(1, number + 1))))
    # Session, user, the run, its payload's body, the courts to choose from.
    with django_assert_num_queries(5):
        admin.get(f"/imports/{run.pk}/")
    confirmed(run)
    # Session, user, the run, the courts of its cases, its possible duplicates, its payload's body.
    with django_assert_num_queries(7):
        admin.get(f"/imports/{run.pk}/")


def test_what_a_parser_noted_stays_with_an_import_that_was_never_previewed(admin: Client) -> None:
    table = b"court,docket number,date filed,number,text,colour\nwawd,2:21-cv-00099,2021-01-06,2,ORDER,red\n"
    run = imported(table, "tracker.csv")
    assert run.preview == {} and "colour" in " ".join(run.notes)
    assert run.notes[0] in pages.text(shown(admin, run))


def test_many_refusals_do_not_stand_before_what_would_change(admin: Client) -> None:
    few = previewed(docket(entry(1), *(entry(n, date_filed="2021-02-30") for n in range(2, 5))))
    many = previewed(docket(entry(1), *(entry(n, date_filed="2021-02-30") for n in range(2, 12))))
    for run, is_open in ((few, True), (many, False)):
        found = pages.by_class(shown(admin, run), "refused")[0]
        assert ("open" in found.attrib) is is_open and len(found.findall(".//li")) == len(run.preview["refused"])


def test_large_figures_are_grouped_and_a_case_without_a_name_is_named_by_its_number_once(admin: Client) -> None:
    run = previewed(docket(entry(1), case_name=""))
    run.preview["totals"]["new"] = 20_009
    run.save()
    words = pages.text(shown(admin, run))
    assert "20,009 new filings" in words and "Import 20,009 filings" in words
    assert words.count("2:21-cv-00031") == 1


def test_a_file_that_was_too_large_has_no_size_of_its_own(admin: Client, users: Any) -> None:
    too_large = Refusal("large.html", "This is 51 MB; at most 50 MB are taken.")
    assert "0 bytes" not in pages.text(shown(admin, note_refused(too_large, requested_by=users.admin, batch="")))
