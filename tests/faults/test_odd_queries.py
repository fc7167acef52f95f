"""Whatever stands in the query of a page or an export: an answer, with a bounded number of queries, and never a fault.

``CASETRACKER_ODD_EXAMPLES=5000`` makes it 10,000 requests.
"""

import os
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import connection, reset_queries
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.db.keyset import write_cursor
from dockets.search.filing_filters import FilingFilter
from dockets.search.filters import DocketFilter
from rulings.models import Editorial
from rulings.notes import save
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import Passage
from rulings.search.ruling_filters import RulingFilter
from rulings.timeline.filters import EventFilter
from tests.conftest import Users, make_users
from tests.rulings.views.case.test_timeline import dispute
from tests.support import factories
from tests.support.examples import count_examples, pick_rows

pytestmark = pytest.mark.django_db
CASE = "/cases/wawd/2:20-cv-00031/"
API = f"/api/v1{CASE}"
PLACES = ["after", "before", "page", "all", "parties", "limit", "order"]
OF_TIMELINE = [*EventFilter.base_filters, "with", "key"]
ASKED = {
    "/": PLACES,
    "/cases/": [*DocketFilter.base_filters, *PLACES],
    "/cases/list.csv": [*DocketFilter.base_filters, *PLACES],
    "/rulings/": [*RulingFilter.base_filters, *PLACES],
    "/rulings.atom": list(RulingFilter.base_filters),
    "/calendar/": ["month", "court"],
    "/calendar.ics": ["month", "court", "key"],
    "/search/": ["q", "filings", "court", "year", "rulings", *PLACES],
    "/subscriptions/": PLACES,
    CASE: [*OF_TIMELINE, *PLACES],
    f"{CASE}timeline.csv": OF_TIMELINE,
    f"{CASE}timeline.json": OF_TIMELINE,
    f"{CASE}timeline.atom": OF_TIMELINE,
    f"{CASE}timeline.ics": OF_TIMELINE,
    f"{CASE}timeline.timelinejs.json": OF_TIMELINE,
    f"{CASE}embed/": OF_TIMELINE,
    f"{CASE}parties/": ["q", *PLACES],
    f"{CASE}changes/": PLACES,
    f"{CASE}claims/": ["on", "open"],
    f"{CASE}claims.csv": ["on"],
    f"{CASE}claims.svg": ["on"],
    f"{CASE}annotations.json": PLACES,
    f"{CASE}filings/2/": ["note", *PLACES],
    f"{CASE}filings/34/": ["note", *PLACES],
    f"{CASE}filings/34/documents/0/": ["from", "note", *PLACES],
    f"{CASE}filings/2/thread/": PLACES,
    "/oembed": ["url", "maxwidth", "maxheight", "format"],
    "/api/v1/cases/": [*DocketFilter.base_filters, *PLACES],
    "/api/v1/rulings/": [*RulingFilter.base_filters, *PLACES],
    f"{API}events/": [*OF_TIMELINE, *PLACES],
    f"{API}filings/": [*FilingFilter.base_filters, *PLACES],
    f"{API}parties/": PLACES,
}
OF_THE_NEWSROOM = {
    "/desk/": ["of", "undo", "done", *PLACES],
    "/desk/cases/": [*DocketFilter.base_filters, "mine", *PLACES],
    "/imports/": ["court", "number"],
    "/imports/history/": ["q", "status", "source", *PLACES],
    "/imports/sources/": ["q", "state", "kind", *PLACES],
    "/imports/sources/add/": ["kind", "court", "keeps", "rhythm"],
    "/imports/duplicates/": ["later", "run", *PLACES],
    "/imports/duplicates/decided/": PLACES,
    "/imports/dockets/": PLACES,
    "/imports/dockets/merge/": ["court", "goes", "stands"],
    "/imports/dockets/apart/": ["one", "other", *PLACES],
    "/imports/relations/": ["decided", *PLACES],
    f"{CASE}claims/edit/": ["claim", *PLACES],
    f"{CASE}filings/2/decides/": PLACES,
}
"""As an admin."""
EXAMPLES = int(os.environ.get("CASETRACKER_ODD_EXAMPLES", count_examples(25, 50)))
"""For nobody, for readers and for the newsroom."""
ODD = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        ["a" * 10_000, "AND OR NOT (" * 800, '"' * 99, "the of and", "%", "_", "\\", "%%_\\'", "\x00", "\x1b"]
    ),
    st.sampled_from(
        ["10" * 400, "-1", "1e9", "NaN", "password", "-password", "__proto__", "docket__court__id", "pk__in", "[]"]
    ),
    st.sampled_from(
        ["2021-13", "0000-00", "9999-12", "2021-02-30", "0001-01-01", "9999-12-31", "visit", "2021-01-13T25:00"]
    ),
    st.sampled_from(
        ["motion", "order", "interrogatories", "motion -order", "Parlor LLC", "2:20-cv-0003", "2:20-cv-00031", "1", "2"]
    ),
    st.sampled_from(
        ["2021-01-13", "newest", "without", "all", *(write_cursor(["2031-01-01", *more]) for more in ([0, 0], [0]))]
    ),
    st.sampled_from(["WyIyMDIxLTAxLTAxIiwxLDFd", "W10", "bnVsbA", "WzFd", "WyJhIiwiYiIsImMiXQ"]),
    st.sampled_from(["http://testserver/cases/%00/", "//[", "\ufffe"]),
)
MOST_QUERIES = 14
"""Of nobody in particular, whatever is asked for."""
OF_A_READER = 5
"""Beyond that, of whoever is logged in: the session, the user, permissions (2), and the last visit or answers of
colleagues."""
_ASKS_NOTHING = ("BEGIN", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE")
"""How the statements begin that bound a transaction."""
MOST_OF_THE_NEWSROOM = 44
"""The session, the user, what each part of the desk asks for, and on a case one's last visit."""


@pytest.fixture
def admin(case: Users) -> Client:
    client = Client()
    client.force_login(case.admin)
    return client


@pytest.fixture
def reader(case: Users) -> Client:
    client = Client()
    client.force_login(case.journalist)
    return client


@pytest.fixture(scope="module")
def case(module_db: None) -> Users:
    """A case with everything that a page asks for: a ruling, a claim, a gap, a note, words of editors, a relative, what
    was altered. And who looks at it."""
    users = make_users()
    docket, other = factories.docket(docket_number="2:20-cv-00031"), factories.docket(docket_number="2:20-cv-00032")
    made = dispute(docket)
    dispute(other)
    factories.relation(docket=docket, other=other, kind="appeal_of")
    motion, ruling = made["motion"], made["ruling"]
    factories.annotation(filing=motion, author=users.editor, body="For readers", visibility="public")
    told: dict[str, Any] = {"docket": docket, "edited_at": factories.NOW}
    Editorial.objects.create(headline="A dispute", **told)
    Editorial.objects.create(headline="Denied", filing=ruling, pinned=True, **told)
    for text in ("MOTION to stay", "MOTION to stay discovery"):
        factories.observation(filing=motion, long_text=text)
    factories.document(filing=ruling, description="Order on interrogatories")
    factories.document_text(filing=ruling, by=users.editor, pages=["ORDER on the motion", "So ordered."])
    words, now = NoteWords("On the order", "public"), factories.NOW
    target = NoteTarget("document", 0, Passage("So ordered"), of_text=True)
    save.add_note(ruling.pk, words, by=users.editor, now=now, target=target)
    return users


def asks(client: Client, data: st.DataObject, addresses: dict[str, list[str]], most: int) -> None:
    address = data.draw(st.sampled_from(sorted(addresses)))
    pairs = data.draw(st.lists(st.tuples(st.sampled_from([*addresses[address], "other"]), ODD), max_size=5))
    reset_queries()  # the log holds 9,000: what comes after those would be counted as none
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.get(f"{address}?{urlencode(pairs)}")
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code in (200, 302, 400, 404, 501), (address, pairs, answer)
    asked = [query["sql"] for query in queries if not query["sql"].startswith(_ASKS_NOTHING)]
    assert len(asked) <= most, (address, pairs, asked)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_is_asked_breaks_a_page(client: Client, case: Users, data: st.DataObject) -> None:
    asks(client, data, ASKED, MOST_QUERIES)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_a_reader_asks_breaks_a_page(reader: Client, case: Users, data: st.DataObject) -> None:
    asks(reader, data, ASKED, MOST_QUERIES + OF_A_READER)


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_nothing_that_is_asked_breaks_a_page_of_the_newsroom(admin: Client, case: Users, data: st.DataObject) -> None:
    asks(
        admin,
        data,
        OF_THE_NEWSROOM | {address: ASKED[address] for address in ("/", CASE, "/search/")},
        MOST_OF_THE_NEWSROOM,
    )


@pytest.mark.parametrize("address", sorted((ASKED | OF_THE_NEWSROOM).keys() - {"/oembed"}))
def test_there_is_something_at_each_address(admin: Client, case: Users, address: str) -> None:
    """Or nothing of it could break."""
    assert admin.get(address).status_code in (200, 302)


UNKNOWN = (
    *("order=password", "order=cause", "order=-fingerprint", "order=docket__cause", "sort=cause"),
    *("limit=987654321", "page=987654321"),
)
"""Fields that there are and that no list is offered by; numbers that no page has."""


@pytest.mark.parametrize("address", pick_rows(sorted(ASKED | OF_THE_NEWSROOM), 15))
def test_no_order_and_no_number_but_those_that_are_offered(admin: Client, case: Users, address: str) -> None:
    for unknown in UNKNOWN:
        with CaptureQueriesContext(connection) as queries:
            answer: Any = admin.get(f"{address}?{unknown}")
            if answer.streaming:
                b"".join(answer.streaming_content)
        assert answer.status_code in (200, 302, 400, 404), answer
        for query in queries:
            order = query["sql"].rpartition("ORDER BY")[2] if "ORDER BY" in query["sql"] else ""
            assert not any(name in order for name in ("password", '"cause"', "fingerprint")), (unknown, query)
            assert "98765432" not in query["sql"], (unknown, query)  # a page of so many asks for one more


@pytest.mark.parametrize("address", pick_rows(sorted(ASKED | OF_THE_NEWSROOM), 15))
def test_no_parameter_takes_what_no_text_has_to_the_database(admin: Client, case: Users, address: str) -> None:
    for name in (ASKED | OF_THE_NEWSROOM)[address]:
        answer: Any = admin.get(address, {name: "\x00"})
        if answer.streaming:
            b"".join(answer.streaming_content)
        assert answer.status_code in (200, 302, 400, 404, 501), (name, answer)


@pytest.mark.parametrize("address", sorted(ASKED))
def test_two_thousand_parameters_are_refused_or_passed_over(client: Client, case: Users, address: str) -> None:
    answer: Any = client.get(address + "?" + "&".join(f"p{number}=1" for number in range(2_000)))
    assert answer.status_code in (200, 400, 404)


BOXES = {
    "/search/": "q",
    "/cases/": "q",
    "/cases/list.csv": "q",
    "/rulings/": "q",
    "/rulings.atom": "q",
    CASE: "q",
    f"{CASE}timeline.csv": "q",
    f"{CASE}parties/": "q",
    "/api/v1/cases/": "q",
    "/api/v1/rulings/": "q",
    f"{API}events/": "q",
}
"""Where words are typed."""
TYPED = {
    "10 KB": "interrogatories " * 640,
    "5,000 operators": "motion -order " * 2_500,
    "one word": "x" * 10_000,
    "quotes": '"motion to' + '"' * 333,
    "stop words": "the of and " * 12,
    "of LIKE": "100%_\\' OR 1=1 --",
    "no character": "mo\x00tion",
    "brackets": "(((motion & | ! <-> :*" * 9,
}


@pytest.mark.parametrize("typed", TYPED)
@pytest.mark.parametrize("address", sorted(BOXES))
def test_what_is_typed_is_bounded_before_the_database_reads_it(
    client: Client, case: Users, address: str, typed: str
) -> None:
    """10 KB of operators keep its parser of searches busy for longer than a search takes. Time is not measured: length
    is."""
    words = TYPED[typed]
    reset_queries()
    with CaptureQueriesContext(connection) as queries:
        answer: Any = client.get(address, {BOXES[address]: words})
        if answer.streaming:
            b"".join(answer.streaming_content)
    assert answer.status_code in (200, 400), answer
    assert not any(words[:300] in query["sql"] for query in queries if len(words) >= 300)
