"""Previews: what they tell, that they tell the truth, and that nothing is left of them."""

import json
from typing import Any

import pytest
from django.apps import apps
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.imports import actions, preview_rows
from dockets.imports.run import perform_run, preview_import, queue_import
from dockets.models import Filing, ImportRun
from tests.servers.journal import journal
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db
Status = ImportRun.Status


def docket(*entries: dict[str, Any], **fields: Any) -> bytes:
    head = {
        "format": "casetracker-docket/1",
        "court": "wawd",
        "docket_number": "2:21-cv-00031",
        "case_name": "Parler v. AWS",
    }
    return json.dumps(head | {"entries": list(entries)} | fields).encode()


def entry(number: int, text: str = "", **fields: Any) -> dict[str, Any]:
    return {"number": number, "date_filed": "2021-01-11", "text": text or f"MOTION {number} by Plaintiff"} | fields


def imported(body: bytes, name: str = "docket.json") -> ImportRun:
    run = queue_import(body, name=name, ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    return run


def previewed(body: bytes, name: str = "docket.json", **options: Any) -> ImportRun:
    run = queue_import(body, name=name, ring=False, previews=True, **options)
    assert perform_run(run.pk) == []
    run.refresh_from_db()
    return run


def confirmed(run: ImportRun) -> ImportRun:
    assert actions.confirm_runs(ImportRun.objects.filter(pk=run.pk)) == 1
    perform_run(run.pk)
    run.refresh_from_db()
    return run


def lines(run: ImportRun, place: int = 0) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = run.preview["dockets"][place]["lines"]
    return found


def test_a_new_case_is_told_with_its_entries_and_people() -> None:
    parties = [{"name": "Parler LLC", "type": "Plaintiff", "attorneys": [{"name": "David J. Groesbeck"}]}]
    run = previewed(docket(entry(1), entry(2), parties=parties))
    assert (run.status, run.source_slug, run.results) == (Status.PREVIEW, "", [])
    told = run.preview["dockets"][0]
    assert (told["known"], told["name"], told["filings_after"]) == (False, "Parler v. AWS", 2)
    assert [(line["what"], line["number"], line["day"]) for line in lines(run)] == [
        ("new", "1", "Jan. 11, 2021"),
        ("new", "2", "Jan. 11, 2021"),
    ]
    assert told["people"] == [
        {"what": "new party", "name": "Parler LLC", "as": "Plaintiff"},
        {"what": "new counsel", "name": "David J. Groesbeck", "as": "for Parler LLC"},
    ]
    assert run.preview["totals"] == {
        "dockets": 1, "new dockets": 1, "new": 2, "new party": 1, "new counsel": 1,
    }  # fmt: skip


def test_a_known_case_is_told_by_its_differences() -> None:
    imported(docket(entry(1), entry(2, "ORDER denying motion"), assigned_to="A. Smith"))
    body = docket(entry(1), entry(2, "ORDER granting motion"), entry(3), assigned_to="B. Jones")
    run = previewed(body)
    told = run.preview["dockets"][0]
    assert (told["known"], told["address"], told["filings_before"], told["filings_after"]) == (
        True,
        "/cases/wawd/2:21-cv-00031/",
        2,
        3,
    )
    changed, new = lines(run)
    assert (changed["what"], changed["number"], new["what"], new["number"]) == ("changed", "2", "new", "3")
    assert changed["pieces"] == [
        ["same", "ORDER"],
        ["same", " "],
        ["removed", "denying"],
        ["added", "granting"],
        ["same", " motion"],
    ]
    assert told["facts"] == [{"what": "Judge", "before": "A. Smith", "after": "B. Jones"}]
    assert (told["counts"]["new"], told["counts"]["changed"], told["counts"]["unchanged"]) == (1, 1, 1)


def test_a_known_case_is_called_by_the_name_that_it_has() -> None:
    """Under another name nobody would know it; that it would get one is told beside it."""
    imported(docket(entry(1)))
    told = previewed(docket(entry(1), case_name="Parler Holdings v. AWS")).preview["dockets"][0]
    assert (told["known"], told["name"]) == (True, "Parler v. AWS")
    assert [fact["after"] for fact in told["facts"]] == ["Parler Holdings v. AWS"]


def test_documents_dates_and_numbers_are_told_in_sentences() -> None:
    imported(docket(entry(1, id="e1")))
    documents = [{"number": 0, "description": "Complaint"}, {"number": 1, "description": "Exhibit A"}]
    run = previewed(docket(entry(1, date_filed="2021-01-12", id="e1", documents=documents)))
    assert lines(run)[0]["notes"] == ["Filed: Jan. 11, 2021 becomes Jan. 12, 2021.", "2 more documents."]
    assert run.preview["totals"]["documents"] == 2


def test_what_a_complete_page_no_longer_shows_is_told() -> None:
    imported(docket(entry(1), entry(2), complete=True, as_of="2021-03-01T09:00:00Z"))
    run = previewed(docket(entry(1), complete=True, as_of="2021-03-02T09:00:00Z"))
    assert [(line["number"], line["notes"]) for line in lines(run)] == [
        ("2", ["The source no longer shows it. It is kept, and marked."])
    ]


def test_possible_duplicates_stand_with_their_twin() -> None:
    """One number, which other document ids keep apart."""
    imported(docket(entry(5, "ORDER setting hearing", pacer_doc_id="19700000001")))
    run = previewed(docket(entry(5, "ORDER on briefs", pacer_doc_id="19700000002"), entry(6)))
    same, new = lines(run)
    assert (same["what"], new["what"], new["number"]) == ("same", "new", "6")
    assert (same["text"], same["twin"]["text"]) == ("ORDER on briefs", "ORDER setting hearing")
    assert run.preview["totals"]["same"] == 1 and run.preview["totals"]["new"] == 2


def test_refusals_stand_with_their_reason_and_the_rest_is_taken() -> None:
    run = previewed(docket(entry(1), entry(2, date_filed="2021-02-30")))
    assert run.preview["refused"][0]["where"] == "$.entries[1].date_filed"
    assert (run.preview["totals"]["refused"], run.preview["totals"]["new"]) == (1, 1)


def test_the_desk_and_the_command_foresee_the_same_in_the_same_words() -> None:
    imported(docket(entry(1), entry(2)))
    dockets = [json.loads(docket(entry(1), entry(2, "ORDER"), entry(3), entry(4, date_filed="soon")))]
    dockets.append(json.loads(docket(entry(1, date_filed="never"), entry(2), docket_number="2:21-cv-00032")))
    body = json.dumps({"format": "casetracker-docket/1", "dockets": dockets}).encode()
    (outcome, _), preview = preview_import(body, name="docket.json"), previewed(body).preview
    counts = [{name: told["counts"][name] for name in ("new", "changed", "unchanged")} for told in preview["dockets"]]
    assert counts == [
        {"new": result.created, "changed": result.updated, "unchanged": result.unchanged} for result in outcome.results
    ]
    assert [told["filings_after"] for told in preview["dockets"]] == [result.filings for result in outcome.results]
    assert preview["refused"] == outcome.all_refused and len(outcome.all_refused) == 2
    done = imported(body)
    assert done.refused == preview["refused"]


def test_what_cannot_be_taken_at_all_is_refused_and_not_put_to_the_vote() -> None:
    run = previewed(b"<html><title>PACER Login</title></html>", name="login.html")
    assert run.status == Status.REFUSED and "PACER" in run.error
    assert actions.confirm_runs(ImportRun.objects.filter(pk=run.pk)) == 0


def test_it_says_as_what_and_on_what_ground_a_file_was_read() -> None:
    read_as = previewed(docket(entry(1))).preview["read_as"]
    assert (read_as["source"], read_as["court"], read_as["else"]) == ("docket-json", "W.D. Wash.", "")
    assert read_as["ground"]


def test_the_list_is_bounded_and_the_rest_counted() -> None:
    run = previewed(docket(*(entry(number) for number in range(1, 351))))
    assert len(lines(run)) == preview_rows.SHOWN
    assert run.preview["more"] == {"new": 350 - preview_rows.SHOWN}
    assert run.preview["totals"]["new"] == 350


def test_a_preview_of_hostile_size_stays_small() -> None:
    run = previewed(docket(*(entry(number, "word " * 20_000) for number in range(1, 12)), case_name="x" * 50_000))
    assert len(json.dumps(run.preview)) < 100_000


def rows_of_the_record() -> dict[str, Any]:
    """Every row of every table but those of imports and payloads: its place, its version and its content."""
    tables = [
        model._meta.db_table for name in ("dockets", "rulings") for model in apps.get_app_config(name).get_models()
    ]
    found = {}
    with connection.cursor() as cursor:
        for table in tables:
            if table not in {"dockets_importrun", "dockets_payload"}:
                cursor.execute(
                    "SELECT count(*), md5(string_agg(t.ctid::text || t.xmin || t::text, '' ORDER BY t.ctid)) FROM"
                    f" {table} t"
                )
                found[table] = cursor.fetchone()
    return found


@pytest.mark.django_db(transaction=True)
def test_nothing_of_the_record_is_written() -> None:
    """Battery: not a row more, not a row touched, in any table of the record."""
    imported(docket(entry(1), entry(2), parties=[{"name": "Parler LLC", "type": "Plaintiff"}]))
    before = rows_of_the_record()
    assert before["dockets_filing"][0] == 2
    parties = [{"name": "Amazon Web Services, Inc.", "type": "Defendant", "attorneys": [{"name": "Ambika K. Doran"}]}]
    relations = [{"kind": "removed_from", "court": "nysd", "docket_number": "1:21-cv-00001"}]
    run = previewed(docket(entry(2, "ORDER"), entry(3), parties=parties, assigned_to="B. Jones"))
    other = previewed(docket(entry(1), docket_number="2:21-cv-00270", relations=relations))
    assert run.preview["totals"]["new"] == 1 and other.preview["totals"]["new dockets"] == 1
    assert rows_of_the_record() == before
    confirmed(run)
    assert rows_of_the_record() != before


ENTRIES = st.lists(
    st.builds(
        entry,
        st.integers(1, 6),
        st.sampled_from(
            [
                "MOTION to dismiss",
                "ORDER granting 2 Motion",
                "Minute Entry: Motion Hearing held",
                "NOTICE of Appearance",
            ]
        ),
        date_filed=st.sampled_from(["2021-01-11", "2021-01-14"]),
    ),
    max_size=6,
)


@pytest.mark.long
@settings(
    max_examples=count_examples(10, 40), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(ENTRIES, ENTRIES, st.booleans())
def test_a_preview_says_what_the_import_then_does(first: list[Any], second: list[Any], complete: bool) -> None:
    with transaction.atomic():
        imported(docket(*first, as_of="2021-03-01T09:00:00Z"))
        before = journal()
        run = previewed(docket(*second, as_of="2021-03-02T09:00:00Z", complete=complete))
        assert journal() == before
        said = run.preview["totals"]
        confirmed(run)
        done = [run.created, run.updated, run.unchanged, Filing.objects.current().count()]
        assert done == [
            *(said.get(name, 0) for name in ("new", "changed", "unchanged")),
            run.preview["dockets"][0]["filings_after"],
        ]
        told = [line["what"] for line in lines(run)]
        assert told.count("changed") == run.updated
        assert told.count("new") + sum(line == "same" for line in told) >= run.created
        transaction.set_rollback(True)


def test_replaying_a_file_shows_the_difference_that_it_makes(django_user_model: Any) -> None:
    user = django_user_model.objects.create_user("admin")
    run = imported(docket(entry(1), entry(2)))
    again = actions.replay_run(run, requested_by=user)
    assert again is not None and (again.replay_of, again.previews, again.payload_id) == (run, True, run.payload_id)
    perform_run(again.pk)
    again.refresh_from_db()
    assert again.status == Status.PREVIEW
    assert again.preview["totals"] == {"dockets": 1, "unchanged": 2}


def test_a_preview_that_its_worker_left_is_taken_up_again() -> None:
    from dockets.imports import leases

    run = queue_import(docket(entry(1)), name="docket.json", ring=False, previews=True)
    assert leases.take_run(run.pk)
    ImportRun.objects.filter(pk=run.pk).update(lease_until=run.queued_at)
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, run.attempts) == (Status.PREVIEW, 2)


def test_when_the_record_moves_on_in_between_the_result_tells_what_was_done() -> None:
    run = previewed(docket(entry(1), entry(2)))
    imported(docket(entry(1)))
    confirmed(run)
    assert (run.status, run.created, run.unchanged) == (Status.DONE, 1, 1)
    assert run.preview["totals"]["new"] == 2
