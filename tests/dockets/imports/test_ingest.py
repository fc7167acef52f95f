"""Payloads, import runs and their leases: what is stored, what is reported, and how abandoned runs end."""

import json
import zlib
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from django.utils import timezone

from dockets.db.leases import LEASE, MAX_ATTEMPTS, LeaseLost
from dockets.imports import leases, results
from dockets.imports.run import perform_run, preview_import, queue_import, store_payload
from dockets.models import Docket, Filing, ImportRun, Observation, Payload
from dockets.record.records import NotADocket
from dockets.sources.describe import build_replacement_payload, is_unreadable_file
from tests.servers.journal import journal

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def file(*numbers: int, **fields: Any) -> bytes:
    entries = [{"number": number, "date_filed": "2021-01-11", "text": f"MOTION number {number}"} for number in numbers]
    head = {
        "format": "casetracker-docket/1",
        "court": "wawd",
        "docket_number": "2:21-cv-00031",
        "case_name": "Parler v. AWS",
    }
    return json.dumps(head | {"entries": entries} | fields).encode()


def queued(body: bytes, name: str = "docket.json", **options: Any) -> ImportRun:
    return queue_import(body, name=name, **options)


def performed(body: bytes, name: str = "docket.json", **options: Any) -> ImportRun:
    run = queued(body, name, **options)
    perform_run(run.pk)
    run.refresh_from_db()
    return run


def test_a_payload_is_kept_as_it_came_and_once() -> None:
    now = timezone.now()
    body = file(1) * 50
    first = store_payload(body, name="first.json", media_type="application/json", now=now)
    again = store_payload(body, name="second.json", now=now + timedelta(hours=1))
    row = Payload.objects.get()
    assert first.pk == again.pk and zlib.decompress(row.body) == body and row.size == len(body)
    assert len(row.body) < len(body) / 10
    assert (row.name, row.received_at, row.last_received_at) == ("first.json", now, now + timedelta(hours=1))


def test_a_name_that_no_database_can_hold_is_cleaned() -> None:
    run = queued(file(1), name="a\x00b\ud800" + "c" * 900)
    assert run.payload.name.startswith("ab") and len(run.payload.name) == 500


def test_a_run_tells_what_became_of_each_docket() -> None:
    run = performed(file(1, 2, parties=[{"name": "Parler LLC", "type": "Plaintiff"}]))
    assert run.results == [
        {
            "court": "wawd",
            "docket_number": "2:21-cv-00031",
            "case_name": "Parler v. AWS",
            "created": 2,
            "updated": 0,
            "unchanged": 0,
            "refused": [],
            "filings": 2,
            "parties": 1,
        }
    ]
    assert (run.status, run.source_slug, run.error, run.attempts) == (Status.DONE, "docket-json", "", 1)
    assert (run.created, run.updated, run.unchanged) == (2, 0, 0)
    assert run.started_at and run.finished_at and run.lease_until is None
    assert run.dockets.get().docket_number == "2:21-cv-00031"


def test_a_second_import_is_all_unchanged() -> None:
    body = file(1, 2, as_of="2021-03-01T09:00:00Z")
    performed(body)
    before = journal()
    run = performed(body)
    assert (run.created, run.updated, run.unchanged, run.status) == (0, 0, 2, Status.DONE)
    assert journal() == before


def test_only_changed_dockets_are_handed_on_to_be_read() -> None:
    first, second = queued(file(1)), queued(file(1))
    assert perform_run(first.pk) == [Docket.objects.get().pk]
    assert perform_run(second.pk) == []


def test_what_is_refused_is_named_and_the_rest_taken() -> None:
    body = json.loads(file(1, 2))
    body["entries"][1]["date_filed"] = "2021-02-31"
    run = performed(json.dumps(body).encode())
    assert run.status == Status.PARTLY and run.created == 1
    assert [refusal["where"] for refusal in run.refused] == ["$.entries[1].date_filed"]


def test_one_docket_that_cannot_be_taken_does_not_sink_the_other() -> None:
    good, bad = json.loads(file(1)), json.loads(file(1, docket_number="Case No."))
    del good["format"], bad["format"]
    run = performed(json.dumps({"format": "casetracker-docket/1", "dockets": [bad, good]}).encode())
    assert run.status == Status.PARTLY and len(run.results) == 1
    assert "docket number" in run.refused[0]["why"]


@pytest.mark.parametrize(
    ("body", "name", "words"),
    [
        (b"", "empty.html", "empty"),
        (b"%PDF-1.7 ...", "order.pdf", "PDF"),
        (b"just words", "notes.txt", ""),
        (b"\x00\x01\x02\xff\xfe" * 100, "binary", ""),
        (b"[" * 100_000, "deep.json", ""),
        (b"<html>" + b"<div>" * 100_000, "deep.html", ""),
        (b'{"format": "casetracker-docket/1", "dockets": []}', "none.json", ""),
    ],
)
def test_what_is_no_docket_is_refused_with_a_sentence(body: bytes, name: str, words: str) -> None:
    run = performed(body, name)
    assert run.status == Status.REFUSED and words in run.error and len(run.error) > 20
    assert run.refused and not Docket.objects.exists()
    kept = Payload.objects.get()
    # Of what is no text nothing can be looked through for what is nobody's business, so that only its first facts are
    # kept.
    assert kept.size == len(build_replacement_payload(body) if is_unreadable_file(body) else body)


def test_too_large_a_file_is_refused_at_the_door() -> None:
    with pytest.raises(NotADocket, match="at most 50 MB"):
        queued(b" " * (50 * 2**20 + 1))
    assert not Payload.objects.exists()


def test_unknown_source_and_court_are_refused_by_name() -> None:
    assert "no source “telex”" in performed(file(1), source_slug="telex").error
    with pytest.raises(NotADocket, match="no court “atlantis”"):
        queued(file(1), court_id="atlantis")
    assert "nysd" in performed(file(1), court_id="nysd").error


def test_a_rehearsal_tells_the_same_and_writes_nothing() -> None:
    outcome, error = preview_import(file(1, 2), name="docket.json")
    assert not error
    assert [(result.created, result.filings) for result in outcome.results] == [(2, 2)]
    assert not Docket.objects.exists() and not Payload.objects.exists() and not ImportRun.objects.exists()
    outcome, error = preview_import(b"", name="empty")
    assert error == performed(b"", name="empty").error and not outcome.results
    assert outcome.all_refused == [{"where": "empty", "why": error}]


TEXTS = {
    "NUL": "before\x00after",
    "lone surrogate": "before\ud800after",
    "bidi override": "before\u202eafter",
    "zero width": "before\u200bafter",
    "four bytes": "before\U0001f3dbafter",
    "not NFC": "Cafe\u0301 LLC",
    "latin-1 read as such": "Société",
    "2 MB": "word " * 400_000,
    "1 MB of distinct words": " ".join(f"w{place:x}" for place in range(150_000)),
    "9 KB of one word": "x" * 9_000,
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
def test_hostile_text_is_stored_or_refused_for_its_entry_alone(text: str) -> None:
    """Battery B4 and B5."""
    entries = [{"number": 1, "text": text}, {"number": 2, "text": "ORDER"}, {"text": text, "short_text": text[:50_000]}]
    run = performed(
        file(entries=entries, case_name=text[:20_000], parties=[{"name": text[:20_000], "type": text[:300]}])
    )
    assert run.status in (Status.DONE, Status.PARTLY), run.error
    assert Filing.objects.filter(number="2", long_text="ORDER").exists()
    stored = Filing.objects.filter(number="1").first()
    assert stored or any("entry 1" in refusal["where"] for refusal in run.refused)
    if stored and "before" in text:
        assert "before" in stored.long_text and "after" in stored.long_text
        assert not {"\x00", "\ud800", "\u202e", "\u200b"} & set(stored.long_text)


@pytest.mark.parametrize("name", ["docket_number", "case_name", "assigned_to", "cause", "pacer_case_id"])
@pytest.mark.parametrize("text", ["\x00", "x" * 9_000, "\ud800", "Ω" * 3_000])
def test_hostile_words_about_the_docket_lose_nothing_else(name: str, text: str) -> None:
    run = performed(file(1, **{name: text}))
    assert run.status != Status.FAILED
    assert Observation.objects.exists() or run.error


def test_a_run_is_held_by_one_worker_at_a_time() -> None:
    run = queued(file(1))
    held = leases.take_run(run.pk)
    assert held and leases.take_run(run.pk) is None
    assert perform_run(run.pk) == [] and not Docket.objects.exists()


def test_an_abandoned_run_is_taken_up_within_a_minute() -> None:
    run = queued(file(1, 2))
    leases.take_run(run.pk)
    run.refresh_from_db()
    assert run.lease_until and run.lease_until - timezone.now() <= timedelta(seconds=60)
    assert timedelta(seconds=60) >= LEASE
    expire(run)
    assert list(leases.list_due_runs(timezone.now(), 10)) == [run.pk]
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.created, run.attempts) == (Status.DONE, 2, 2)


def expire(run: ImportRun) -> None:
    ImportRun.objects.filter(pk=run.pk).update(
        lease_until=timezone.now() - timedelta(seconds=1), not_before=timezone.now()
    )


def test_the_third_worker_that_dies_is_the_last() -> None:
    run = queued(file(1))
    for _ in range(MAX_ATTEMPTS):
        assert leases.take_run(run.pk)
        expire(run)
    assert leases.take_run(run.pk) is None
    assert list(leases.list_due_runs(timezone.now(), 10)) == []
    leases.fail_abandoned_runs(timezone.now())
    run.refresh_from_db()
    assert run.status == Status.FAILED and "3 times" in run.error and run.finished_at


def test_who_lost_the_lease_writes_nothing_more() -> None:
    run = queued(file(1))
    late = leases.take_run(run.pk)
    expire(run)
    assert late and leases.take_run(run.pk)
    with pytest.raises(LeaseLost):
        work_under(late)
    with pytest.raises(LeaseLost):
        leases.finish_run(late, Status.DONE)
    assert not Docket.objects.exists()


def work_under(held: leases.HeldRun) -> None:
    with transaction.atomic():
        Docket.objects.create(court_id="wawd", docket_number="1", number_key="1", record_changed_at=timezone.now())
        leases.renew_run(held)


def test_a_run_that_failed_unexpectedly_is_put_back_for_later_and_fails_for_good_the_third_time() -> None:
    run = queued(file(1))
    for attempt in (1, 2, 3):
        held = leases.take_run(run.pk)
        assert held
        leases.requeue_run(held, "ZeroDivisionError: division by zero")
        run.refresh_from_db()
        assert run.status == (Status.QUEUED if attempt < 3 else Status.FAILED)
        assert "ZeroDivisionError" in run.error
    assert run.not_before > timezone.now() and leases.take_run(run.pk) is None


def test_a_run_that_is_over_is_not_done_again() -> None:
    run = performed(file(1))
    finished = run.finished_at
    assert perform_run(run.pk) == []
    run.refresh_from_db()
    assert (run.finished_at, run.attempts) == (finished, 1)


def test_what_an_interrupted_attempt_created_stays_counted() -> None:
    before = {"created": 2, "updated": 1, "unchanged": 0, "refused": [], "filings": 3}
    again = {"created": 1, "updated": 0, "unchanged": 3, "refused": [], "filings": 4}
    assert results.add_docket_results(before, again) == again | {"created": 3, "updated": 1, "unchanged": 0}
    assert results.add_docket_results(None, again) == again


def test_the_beat_is_given_each_run_once_in_a_while() -> None:
    runs = [queued(file(number)) for number in range(5)]
    now = timezone.now() + timedelta(seconds=1)
    first, second = leases.list_due_runs(now, 3), leases.list_due_runs(now, 3)
    assert sorted([*first, *second]) == [run.pk for run in runs]
    assert list(leases.list_due_runs(now, 3)) == []
    assert len(leases.list_due_runs(now + leases.RING_AGAIN, 10)) == 5
