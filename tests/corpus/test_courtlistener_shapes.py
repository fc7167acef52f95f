"""The fake CourtListener sends what the real one sends: its rows against real ones, key by key, where those are at
hand.

The real ones are no part of this project (``CASETRACKER_CORPUS``).
"""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from dockets.sources.courtlistener.source import COURTLISTENER
from tests.fakes import fake_courtlistener as fake

CORPUS = Path(os.environ.get("CASETRACKER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus")) / "courtlistener"
pytestmark = pytest.mark.skipif(
    not CORPUS.exists(), reason=f"no real answers of CourtListener at {CORPUS} (CASETRACKER_CORPUS)"
)
ADDED_SINCE = {"bankruptcy_information", "time_filed"}
"""Sent by CourtListener now and not when the real ones were taken."""


def real(name: str) -> Any:
    return json.loads((CORPUS / name).read_text())


def only(rows: list[Any]) -> Any:
    (row,) = rows
    return row


def differences(theirs: Any, ours: Any, path: str = "$") -> list[str]:
    """Where two values are of another shape. A null says nothing of a type, an empty list nothing of its rows."""
    if theirs is None or ours is None:
        return []
    if type(theirs) is not type(ours):
        return [f"{path}: {type(theirs).__name__}, not {type(ours).__name__}"]
    if isinstance(theirs, dict):
        keys = [f"{path}.{key} on one side alone" for key in (theirs.keys() ^ ours.keys()) - ADDED_SINCE]
        return keys + [
            found
            for key in theirs.keys() & ours.keys()
            for found in differences(theirs[key], ours[key], f"{path}.{key}")
        ]
    if isinstance(theirs, list) and theirs and ours:
        return [found for row in ours for found in differences(theirs[0], row, f"{path}[]")]
    return []


def test_shapes_that_differ_are_told() -> None:
    found = differences({"a": 1, "b": [{"c": ""}]}, {"a": "1", "b": [{"d": ""}]})
    assert sorted(found) == ["$.a: int, not str", "$.b[].c on one side alone", "$.b[].d on one side alone"]


def test_a_docket() -> None:
    assert differences(real("docket_4214664.json"), fake.docket(1)) == []


def test_a_page_of_entries() -> None:
    page = real("docket_entries_page_ASSEMBLED.json")
    ours = fake.entry(1, 1, 1, recap_documents=[fake.document(1, 1, 1, 0), fake.document(1, 1, 1, 1)])
    assert differences(page["results"][0], ours) == []


def test_parties() -> None:
    assert (
        differences(only(real("parties_docket_123.json")["results"]), fake.party(1, 1, "A", "Plaintiff", 2, 10)) == []
    )


def test_attorneys() -> None:
    assert differences(only(real("attorneys_docket_4214664.json")["results"]), fake.attorney(1, 1, 2, "A", 10)) == []


def test_the_message_of_a_docket_alert() -> None:
    row = fake.entry(1, 1, 1, recap_documents=[fake.document(1, 1, 1, 0), fake.document(1, 1, 1, 1)])
    assert differences(real("webhook_docket_alert.json"), json.loads(fake.alert(row))) == []


def test_the_real_ones_are_read() -> None:
    """A docket as the API sends it, and beside its header each of the real pages and the real message."""
    docket = real("docket_4214664.json")
    (alone,) = COURTLISTENER.parse(json.dumps(docket).encode(), None).dockets
    assert (alone.court_id, alone.docket_number, alone.case_name) == (
        docket["court_id"],
        docket["docket_number"],
        docket["case_name"],
    )
    parts = {"entries": real("docket_entries_page_ASSEMBLED.json"), "webhook": real("webhook_docket_alert.json")}
    for part, value in parts.items():
        body = json.dumps({"courtlistener": "v4", "docket": docket, part: value}).encode()
        parsed = COURTLISTENER.parse(body, None)
        entry = only(list(parsed.dockets[0].entries))
        assert (entry.number, len(entry.documents), parsed.refused) == ("140", 2, ()), part
        assert entry.long_text.startswith("MOTION for Settlement") and entry.date_filed == entry.date_entered, part


def test_of_the_other_messages_none_tells_of_a_docket() -> None:
    from dockets.watch import webhook

    names = ["recap_fetch", "search_alert", "search_alert_v2", "old_alerts_report", "pray_and_pay"]
    for name in names:
        _, message = webhook._read((CORPUS / f"webhook_{name}.json").read_bytes())
        assert not list(webhook._dockets(message)) and webhook._event(message) in webhook.EVENTS.values(), name
