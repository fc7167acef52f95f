"""Asking CourtListener, step by step: a fake one on a real local port answers, or does not."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import redis
from django.conf import settings as django_settings
from pytest_django import Settings

from dockets.record.records import FetchedPayload, FetchFailed, ParsedPayload, QuotaExhausted
from dockets.sources.courtlistener.fetch import fetch_courtlistener
from dockets.sources.courtlistener.source import COURTLISTENER
from tests.fakes import fake_courtlistener
from tests.fakes.fake_courtlistener import DOCKET, Courtlistener, error, throttled
from tests.fakes.fakes import answer, cut
from tests.servers.workers import empty_broker

ADDRESS = f"courtlistener:docket/{DOCKET}"
WHOLE = ["dockets", "docket-entries", "parties", "attorneys"]


@pytest.fixture
def fake(settings: Settings) -> Iterator[Courtlistener]:
    empty_broker()
    with fake_courtlistener.courtlistener() as server:
        settings.FETCH_ALLOW_LOOPBACK = True
        settings.COURTLISTENER_URL = server.url
        settings.COURTLISTENER_TOKEN = fake_courtlistener.TOKEN
        settings.COURTLISTENER_QUOTA = "1000/minute"
        yield server


def walk(validators: dict[str, Any] | None = None) -> tuple[list[ParsedPayload], dict[str, Any]]:
    """Steps until there is no more: what was read, and what is handed on to the next walk."""
    state, read = validators or {}, []
    for _ in range(50):
        fetched = fetch_courtlistener(ADDRESS, state)
        state = json.loads(json.dumps(dict(fetched.validators)))
        read += [] if fetched.not_modified else [COURTLISTENER.parse(fetched.body, None)]
        if not fetched.unfinished:
            return read, state
    raise AssertionError("it never ends")


def numbers(read: list[ParsedPayload]) -> list[str]:
    return [entry.number for parsed in read for docket in parsed.dockets for entry in docket.entries]


def test_a_first_walk_brings_everything_page_by_page(fake: Courtlistener) -> None:
    fake.add_docket(entries=45)
    read, state = walk()
    assert fake.paths() == ["dockets", *["docket-entries"] * 3, "parties", "attorneys"]
    assert numbers(read) == [str(number) for number in range(1, 46)]
    assert not any(parsed.refused or parsed.notes for parsed in read)
    assert [party.name for party in read[-2].dockets[0].parties] == ["Harbor Light Press", "Tidewater Data, Inc."]
    assert [[one.name for one in party.attorneys] for party in read[-1].dockets[0].parties] == [
        ["Ada Wren"],
        ["Bo Castile"],
    ]
    assert {docket.docket_number for parsed in read for docket in parsed.dockets} == {fake_courtlistener.CASE}
    assert state["modified"] == fake_courtlistener.LONG_AGO and "walk" not in state


def test_what_is_heavy_and_what_is_others_is_not_asked_for(fake: Courtlistener) -> None:
    fake.add_docket(entries=1)
    bodies = []
    state: dict[str, Any] = {}
    for _ in WHOLE:
        fetched = fetch_courtlistener(ADDRESS, state)
        state = dict(fetched.validators)
        bodies.append(fetched.body.decode())
    assert "plain_text" not in bodies[1] and "words of the document" not in bodies[1]
    assert "dockets/111/" not in bodies[2] + bodies[3], "roles of other dockets"


def test_the_page_stands_in_the_payload_to_the_letter(fake: Courtlistener) -> None:
    fake.add_docket()
    page = '{"count": "x",  "next":null,"results": [ {"id":1, "description":"caf\\u00e9 — é", "entry_number": 1}]}'
    fake.fail(answer(page.encode(), content_type="application/json"), endpoint="docket-entries")
    first = fetch_courtlistener(ADDRESS, {})
    assert page in fetch_courtlistener(ADDRESS, first.validators).body.decode()


def test_an_unchanged_docket_costs_one_request(fake: Courtlistener) -> None:
    fake.add_docket(entries=3)
    _, state = walk()
    fake.asked.clear()
    fetched = fetch_courtlistener(ADDRESS, state)
    assert fetched.not_modified and not fetched.unfinished and dict(fetched.validators) == state
    assert fake.paths() == ["dockets"]


def test_of_a_changed_docket_only_what_was_modified_is_asked_for(fake: Courtlistener) -> None:
    fake.add_docket(entries=45)
    _, state = walk()
    fake.change(fake.entries[6], description="CORRECTED NOTICE")
    fake.asked.clear()
    read, _ = walk(state)
    assert fake.paths() == ["dockets", "docket-entries"], "people are asked for once a week"
    assert numbers(read) == ["7"]
    assert read[-1].dockets[0].entries[0].long_text == "CORRECTED NOTICE"


def test_a_docket_that_is_still_being_written_is_looked_at_once_more(fake: Courtlistener) -> None:
    """The docket's row is written before its entries: what comes between would otherwise wait for its next change."""
    fake.add_docket(entries=2, date_modified=datetime.now(UTC).isoformat())
    _, state = walk()
    fake.add_entry(DOCKET, 3, date_modified=datetime.now(UTC).isoformat())
    read, _ = walk(state)
    assert numbers(read) == ["3"]


def test_people_are_asked_for_again_after_a_week(fake: Courtlistener) -> None:
    fake.add_docket(entries=1)
    _, state = walk()
    fake.change(fake.dockets[DOCKET])
    state["people_at"] = (datetime.now(UTC) - timedelta(days=8)).isoformat()
    fake.asked.clear()
    walk(state)
    assert fake.paths() == WHOLE


def test_a_page_that_fails_is_asked_for_again_and_no_other(fake: Courtlistener) -> None:
    fake.add_docket(entries=45)
    first = fetch_courtlistener(ADDRESS, {})
    second = fetch_courtlistener(ADDRESS, first.validators)
    fake.fail(cut(b'{"count": "", "next": null, "results": []}', 20), endpoint="docket-entries", cursor=True)
    with pytest.raises(FetchFailed):
        fetch_courtlistener(ADDRESS, second.validators)
    assert "since" not in second.validators and "modified" not in second.validators, "no watermark before the end"
    read, _ = walk(dict(second.validators))
    assert numbers(read) == [str(number) for number in range(21, 46)]
    asked = [asked.query.get("cursor", "") for asked in fake.asked if asked.endpoint == "docket-entries"]
    assert len(asked) == 4 and len(set(asked)) == 3, "the second page twice, once in vain"


def test_a_watermark_is_written_at_the_end_of_a_walk_alone(fake: Courtlistener) -> None:
    fake.add_docket(entries=45)
    _, before = walk()
    fake.change(fake.entries[0])
    step = fetch_courtlistener(ADDRESS, before)
    assert (step.validators["modified"], step.validators["since"]) == (before["modified"], before["since"])
    _, after = walk(dict(step.validators))
    assert after["since"] > before["since"]


@pytest.mark.parametrize(
    ("denied", "missing", "asked"),
    [
        ({"parties", "attorneys"}, ["parties", "attorneys"], ["dockets", "docket-entries", "parties"]),
        ({"attorneys"}, ["attorneys"], WHOLE),
        ({"docket-entries"}, ["entries"], WHOLE),
        (
            {"docket-entries", "parties", "attorneys"},
            ["entries", "parties", "attorneys"],
            ["dockets", "docket-entries", "parties"],
        ),
    ],
)
def test_what_is_allowed_is_taken_and_what_is_missing_is_said(
    fake: Courtlistener, denied: set[str], missing: list[str], asked: list[str]
) -> None:
    fake.add_docket(entries=2)
    fake.denied = denied
    state: dict[str, Any] = {}
    steps: list[FetchedPayload] = []
    while not steps or steps[-1].unfinished:
        steps.append(fetch_courtlistener(ADDRESS, state))
        state = dict(steps[-1].validators)
    read = [COURTLISTENER.parse(step.body, None) for step in steps if not step.not_modified]
    assert fake.paths() == asked
    assert numbers(read) == ([] if "entries" in missing else ["1", "2"])
    told = [warning for step in steps for warning in step.warnings.items()]
    assert told[-1][0] == "missing" and all(part in told[-1][1] for part in missing)
    assert any(told[-1][1] in parsed.notes for parsed in read)
    assert ("since" in state) == ("entries" not in missing)


def test_what_was_denied_costs_nothing_for_a_week(fake: Courtlistener) -> None:
    fake.add_docket(entries=2)
    fake.denied = {"docket-entries", "parties"}
    _, state = walk()
    fake.change(fake.dockets[DOCKET])
    fake.asked.clear()
    read, state = walk(state)
    assert fake.paths() == ["dockets"] and "missing here" in read[0].notes[0]


def test_what_is_no_longer_denied_comes_and_the_warning_goes(fake: Courtlistener) -> None:
    fake.add_docket(entries=2)
    fake.denied = {"docket-entries"}
    _, state = walk()
    fake.denied = set()
    state["denied"] = {"entries": (datetime.now(UTC) - timedelta(days=8)).isoformat()}
    step = fetch_courtlistener(ADDRESS, state)
    step = fetch_courtlistener(ADDRESS, step.validators)
    assert numbers([COURTLISTENER.parse(step.body, None)]) == ["1", "2"]
    assert dict(step.warnings) == {"missing": ""} and "denied" not in step.validators


PAGE = b"<!DOCTYPE html><html><title>Maintenance</title></html>"


@pytest.mark.parametrize("endpoint", ["dockets", "docket-entries"])
@pytest.mark.parametrize(
    ("script", "says"),
    [
        (error(401, "Invalid token."), r"does not know the token in CASETRACKER_COURTLISTENER_TOKEN"),
        (error(404, "Not found."), r"\(404\)"),
        (error(500, "Server Error"), "500.*Server Error"),
        (answer(PAGE, status=503, content_type="text/html"), "503"),
        (answer(PAGE, content_type="text/html"), "web page instead of data"),
        (answer(b'{"id": 70100200, "court', content_type="application/json"), "breaks off or is damaged"),
        (answer(b"", content_type="application/json"), "breaks off or is damaged"),
        (answer(b"[]", content_type="application/json"), "is no object"),
        (answer(b"[" * 100_000, content_type="application/json"), "breaks off or is damaged"),
        (cut(b'{"id": 70100200, "court_id": "wawd"}', 10), "127.0.0.1"),
    ],
)
def test_every_other_answer_is_a_sentence(fake: Courtlistener, endpoint: str, script: Any, says: str) -> None:
    fake.add_docket(entries=2)
    state = {} if endpoint == "dockets" else dict(fetch_courtlistener(ADDRESS, {}).validators)
    fake.fail(script, endpoint=endpoint)
    with pytest.raises(FetchFailed, match=says) as failure:
        fetch_courtlistener(ADDRESS, state)
    assert not isinstance(failure.value, QuotaExhausted)
    assert numbers(walk(state)[0]) == ["1", "2"], "nothing is lost"


def test_another_docket_than_the_one_asked_for_is_refused(fake: Courtlistener) -> None:
    fake.fail(answer(json.dumps(fake_courtlistener.docket(5)).encode(), content_type="application/json"))
    with pytest.raises(FetchFailed, match="is not the docket 70100200"):
        fetch_courtlistener(ADDRESS, {})


def test_a_docket_that_cannot_be_imported_is_not_walked_through(fake: Courtlistener) -> None:
    fake.add_docket(entries=2, court_id="atlantis")
    with pytest.raises(FetchFailed, match="“atlantis”, which is not in the list of courts"):
        fetch_courtlistener(ADDRESS, {})


def test_a_cursor_that_is_no_longer_known_begins_a_new_walk(fake: Courtlistener) -> None:
    fake.add_docket(entries=45)
    state = dict(fetch_courtlistener(ADDRESS, fetch_courtlistener(ADDRESS, {}).validators).validators)
    state["walk"] = {**state["walk"], "cursor": "long gone"}
    step = fetch_courtlistener(ADDRESS, state)
    assert step.not_modified and not step.unfinished and "walk" not in step.validators


def test_addresses_in_answers_are_not_followed(fake: Courtlistener) -> None:
    fake.add_docket()
    page = {"next": "https://elsewhere.example/steal?cursor=abc", "results": [fake_courtlistener.entry(1, DOCKET, 1)]}
    fake.fail(answer(json.dumps(page).encode(), content_type="application/json"), endpoint="docket-entries")
    state = fetch_courtlistener(ADDRESS, fetch_courtlistener(ADDRESS, {}).validators).validators
    fake.fail(error(404, "Invalid cursor"), endpoint="docket-entries")
    fetch_courtlistener(ADDRESS, state)
    assert (fake.asked[-1].endpoint, fake.asked[-1].query["cursor"]) == ("docket-entries", "abc")


@pytest.mark.parametrize(("retry_after", "wait"), [(7, 12), (None, 65)])
def test_throttled_is_later_and_for_every_worker(fake: Courtlistener, retry_after: int | None, wait: int) -> None:
    fake.add_docket()
    fake.fail(throttled(retry_after))
    with pytest.raises(QuotaExhausted, match="asked too often") as first:
        fetch_courtlistener(ADDRESS, {})
    with pytest.raises(QuotaExhausted) as second:
        fetch_courtlistener("courtlistener:docket/5", {})
    assert first.value.retry_after == wait and second.value.retry_after == pytest.approx(wait, abs=3)
    assert len(fake.asked) == 1


def test_without_a_token_nobody_is_asked(fake: Courtlistener, settings: Settings) -> None:
    settings.COURTLISTENER_TOKEN = ""
    with pytest.raises(FetchFailed, match="CASETRACKER_COURTLISTENER_TOKEN"):
        fetch_courtlistener(ADDRESS, {})
    assert not fake.asked


@pytest.mark.parametrize(
    "address", ["https://www.courtlistener.com/docket/1/", "courtlistener:docket/1/../x", "courtlistener:docket/"]
)
def test_what_is_no_address_is_not_asked_for(fake: Courtlistener, address: str) -> None:
    with pytest.raises(FetchFailed, match="is no docket on CourtListener"):
        fetch_courtlistener(address, {})
    assert not fake.asked


def test_a_docket_is_found_by_court_and_number_however_it_is_written(fake: Courtlistener) -> None:
    fake.add_docket()
    fake.add_docket(70100201, docket_number="3:24-cv-00917")
    fake.add_docket(70100202, court_id="nysd")
    assert COURTLISTENER.find is not None
    for written in ("2:24-cv-00917-OM", "No. 2:24-cv-917"):
        (offer,) = COURTLISTENER.find("wawd", written)
        assert (offer.address, offer.title) == (ADDRESS, "Harbor Light Press v. Tidewater Data, Inc.")
        assert offer.detail == "2:24-cv-00917, filed 2024-01-08, last filing 2024-02-29"
    assert {offer.address for offer in COURTLISTENER.find("wawd", "C24-917")} == {
        ADDRESS,
        "courtlistener:docket/70100201",
    }
    assert not COURTLISTENER.find("wawd", "2:24-cr-00917") and not COURTLISTENER.find("ca9", "24-2210")
    with pytest.raises(FetchFailed, match="court and its number"):
        COURTLISTENER.find("atlantis", "1:24-cv-1")


def test_redis_holds_no_token(fake: Courtlistener) -> None:
    fake.add_docket()
    fetch_courtlistener(ADDRESS, {})
    with redis.Redis.from_url(django_settings.REDIS_URL) as client:
        keys = list(client.scan_iter(match=f"{django_settings.BROKER_PREFIX}*"))
    assert keys and not any(fake_courtlistener.TOKEN.encode() in key for key in keys)
