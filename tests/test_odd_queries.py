"""Whatever stands in the query of a page or an export: an answer, with a bounded number of queries, and never a fault."""

from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.filters import DocketFilter
from rulings.filters import EventFilter
from rulings.ruling_filter import RulingFilter
from tests import factories
from tests.rulings.test_timeline import dispute

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:20-cv-00031/"
PLACES = ["after", "before", "page", "all", "parties", "limit", "order"]
ASKED = {
    "/cases/": [*DocketFilter.base_filters, *PLACES],
    "/rulings/": [*RulingFilter.base_filters, *PLACES],
    "/rulings.atom": list(RulingFilter.base_filters),
    "/calendar/": ["month", "court"],
    "/calendar.ics": ["month", "court", "key"],
    "/search/": ["q", "filings", *PLACES],
    CASE: [*EventFilter.base_filters, *PLACES],
    f"{CASE}timeline.csv": [*EventFilter.base_filters, "key"],
    f"{CASE}timeline.atom": [*EventFilter.base_filters, "key"],
    f"{CASE}timeline.ics": [*EventFilter.base_filters, "key"],
    f"{CASE}embed/": list(EventFilter.base_filters),
    "/oembed": ["url", "maxwidth", "maxheight", "format"],
}
ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(["a" * 10_000, "AND OR NOT (" * 800, '"' * 99, "the of and", "%", "_", "\\", "%%_\\'", "\x00", "\x1b"]),
    st.sampled_from(["10" * 400, "-1", "1e9", "NaN", "password", "-password", "__proto__", "docket__court__id", "pk__in", "[]"]),
    st.sampled_from(["2021-13", "0000-00", "9999-12", "2021-02-30", "0001-01-01", "9999-12-31", "visit", "2021-01-13T25:00"]),
    st.sampled_from(["WyIyMDIxLTAxLTAxIiwxLDFd", "W10", "bnVsbA", "WzFd", "WyJhIiwiYiIsImMiXQ"]),
    st.sampled_from(["http://testserver/cases/%00/", "//[", "\ufffe"]),
)
MOST_QUERIES = 14
"""The page of a case with all that stands around its timeline; with a cursor that is none, its events are asked for once more."""


@pytest.fixture
def case(db: None) -> None:
    dispute(factories.docket(docket_number="2:20-cv-00031"))


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_is_asked_breaks_a_page(client: Client, case: None, data: st.DataObject) -> None:
    address = data.draw(st.sampled_from(sorted(ASKED)))
    pairs = data.draw(st.lists(st.tuples(st.sampled_from([*ASKED[address], "other"]), ODD), max_size=5))
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.get(f"{address}?{urlencode(pairs)}")
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code in (200, 302, 400, 404, 501), answer
    assert len(queries) <= MOST_QUERIES


@pytest.mark.parametrize("address", sorted(ASKED))
def test_two_thousand_parameters_are_refused_or_passed_over(client: Client, case: None, address: str) -> None:
    answer: Any = client.get(address + "?" + "&".join(f"p{number}=1" for number in range(2_000)))
    assert answer.status_code in (200, 400, 404)
