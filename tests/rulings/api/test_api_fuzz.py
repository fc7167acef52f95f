"""The API is asked whatever its description allows, and what it does not allow, by schemathesis: each answer is as
described.

``CASETRACKER_API_EXAMPLES=500`` asks more than the few of each run.
"""

import os
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st

from casetracker.wsgi import application
from rulings.api.openapi import build_openapi
from rulings.trackers.save import add_matters
from rulings.vocabulary.kinds import Kind
from tests.support import factories, hostile
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db
SITE = "http://localhost/"
NUMBER, TRACKER = "2:20-cv-00031", "platforms"
EXAMPLES = int(os.environ.get("CASETRACKER_API_EXAMPLES", count_examples(4, 8)))
"""Of each operation, in either way."""
QUIET = [HealthCheck.too_slow, HealthCheck.filter_too_much]
OPERATIONS = sorted(build_openapi(SITE)["paths"])


@pytest.fixture
def cases() -> list[str]:
    """One case as courts have them, and one full of what ought not to stand in a text; both in a tracker."""
    docket = factories.docket(docket_number=NUMBER)
    factories.many_filings(docket=docket, number=5, kind=Kind.ORDER)
    factories.attorney(party=factories.party(docket=docket))
    vectors = hostile.case_of_vectors()
    tracker = factories.tracker(title="Platforms", slug=TRACKER)
    add_matters(tracker.pk, [docket.pk, vectors.pk], by="test", now=timezone.now())
    return [NUMBER, vectors.docket_number]


@pytest.fixture
def operation(cases: list[str], client: Client) -> Iterator[Callable[[str], Any]]:
    """Gives an operation by its path. Loaded with the test, not with the file: it is slow to import."""
    from schemathesis import openapi
    from schemathesis.config import SchemathesisConfig

    told = build_openapi(SITE)
    for path, methods in told["paths"].items():
        places = client.get(path.format(court="wawd", number=NUMBER, slug=TRACKER), {"limit": 1}).json()
        # What only the data can say. Otherwise every case would be one that there is not, and every place none.
        known = {
            ("path", "number"): [*cases, "2:99-cv-99999"],
            ("path", "slug"): [TRACKER, "no-such-tracker"],
            ("path", "court"): ["wawd"],
            ("query", "court"): ["wawd"],
            ("query", "after"): [_place(places.get("next") or "")],
        }
        for parameter in methods["get"]["parameters"]:
            if values := known.get((parameter["in"], parameter["name"])):
                # With its type: a number in the place of a text is sent as a text, and is judged as one.
                parameter["schema"] = {"type": "string", "enum": values}
    # Characters that no text has are refused, which no schema can say of all texts at once.
    config = SchemathesisConfig.from_dict({"generation": {"allow-x00": False}})
    schema = openapi.from_dict(told, config=config)
    schema.app = application
    # After an answer the application would close its connection, which is the one that this test's rows are in.
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield lambda path: schema[path]["GET"]
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _place(following: str) -> str:
    return parse_qs(urlsplit(following).query).get("after", [""])[0]


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.parametrize("way", ["POSITIVE", "NEGATIVE"])
def test_every_answer_is_as_described(operation: Callable[[str], Any], path: str, way: str) -> None:
    from schemathesis import GenerationMode

    asked = operation(path)
    parameters = build_openapi(SITE)["paths"][path]["get"]["parameters"]
    lists = {told["name"] for told in parameters if told["schema"].get("type") == "array"}

    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        suppress_health_check=QUIET,
        phases=[Phase.generate],
        database=None,
    )
    @given(data=st.data())
    def ask(data: st.DataObject) -> None:
        case = data.draw(asked.as_strategy(generation_mode=GenerationMode[way]))
        # To a schema 2.0 is an integer. In an address it is not written like one.
        assume(way == "NEGATIVE" or not isinstance((case.query or {}).get("limit"), float))
        # One value is no list of texts to a schema. In an address it is a list of one text.
        assume(way == "POSITIVE" or not lists & (case.query or {}).keys())
        case.call_and_validate(headers={"Accept-Encoding": "identity"})

    ask()
