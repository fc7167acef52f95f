"""The JSON API: every answer is what its description says, whatever is asked."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import quote

import psycopg
import pytest
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from dockets.models import Docket
from rulings.http.subscription_keys import build_api_key, renew_keys
from rulings.interpret.docket import interpret_docket
from rulings.models import Correction
from rulings.trackers.save import add_matters
from rulings.vocabulary.kinds import Kind
from tests.conftest import Users
from tests.rulings.views.case.test_timeline import dispute
from tests.servers.workers import empty_broker
from tests.support import factories, hostile
from tests.support.examples import count_examples

pytestmark = pytest.mark.django_db
CASE = "/api/v1/cases/wawd/2:20-cv-00031/"
LISTS = ["/api/v1/cases/", f"{CASE}filings/", f"{CASE}parties/", f"{CASE}events/", "/api/v1/rulings/"]


def described(client: Client) -> dict[str, Any]:
    told: dict[str, Any] = client.get("/api/v1/openapi.json").json()
    return told


def operations(told: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """(address for the case of these tests, what is said of it) for every path."""
    for path, methods in told["paths"].items():
        yield path.format(court="wawd", number="2:20-cv-00031", slug="some"), methods["get"]


def check(told: dict[str, Any], operation: dict[str, Any], answer: Any) -> Any:
    """The answer, which must be one of those that are described."""
    status = str(answer.status_code)
    assert status in operation["responses"], (status, answer.content)
    for name in operation["responses"][status].get("headers", {}):
        assert answer[name], (status, name)
    ((media_type, content),) = operation["responses"][status]["content"].items()
    assert answer["Content-Type"] == media_type
    body = json.loads(answer.content)
    shape = {"components": told["components"], **content["schema"]}
    Draft202012Validator(shape, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(body)
    return body


@pytest.fixture
def docket() -> Docket:
    docket = factories.docket(docket_number="2:20-cv-00031")
    dispute(docket)
    factories.attorney(
        party=docket.parties.first() or factories.party(docket=docket), contact="9 Hidden Street", roles=["LEAD"]
    )
    factories.document(
        filing=docket.filings.get(number="2"), number=1, description="Exhibit A", url="https://court.example/1"
    )
    factories.milestone(docket=docket)
    factories.event(milestone=docket.milestones.get())
    docket.reading.state = {"stage": "filed"}
    docket.reading.save()
    factories.relation(docket=docket, other=factories.docket(docket_number="2:20-cv-00032"))
    add_matters(factories.tracker(slug="some").pk, [docket.pk], by="test", now=factories.NOW)
    return docket


def test_every_answer_is_as_described(client: Client, docket: Docket) -> None:
    told = described(client)
    seen = 0
    for address, operation in operations(told):
        body = check(told, operation, client.get(address))
        seen += 1
        if "results" in body:
            assert body["results"], address
    assert seen == 9


@pytest.mark.parametrize("value", ["open", "ended"])
def test_what_an_editor_says_of_a_case_is_as_described(client: Client, docket: Docket, value: str) -> None:
    said = {"value": value, "how": "settled" if value == "ended" else "", "on": None}
    Correction.objects.create(docket=docket, field="status", value=said, at=factories.NOW)
    interpret_docket(docket.pk)
    told = described(client)
    (operation,) = [operation for address, operation in operations(told) if address == CASE]
    body = check(told, operation, client.get(CASE))
    status = body["state_of_play"]["status"]
    assert (status["value"], status["sure"], body["status"]) == (value, "corrected", value)


def test_hostile_texts_are_as_described(client: Client) -> None:
    docket = hostile.case_of_vectors()
    add_matters(factories.tracker(slug="some").pk, [docket.pk], by="test", now=factories.NOW)
    told = described(client)
    for path, methods in told["paths"].items():
        answer = client.get(path.format(court=docket.court_id, number=docket.docket_number, slug="some"))
        check(told, methods["get"], answer)
        assert answer["X-Content-Type-Options"] == "nosniff"


def test_the_description_is_one_of_openapi(client: Client) -> None:
    told = described(client)
    assert told["openapi"] == "3.1.0" and told["servers"] == [{"url": "http://testserver"}]
    for shape in told["components"]["schemas"].values():
        Draft202012Validator.check_schema(shape)
    names = [operation["operationId"] for _, operation in operations(told)]
    assert len(names) == len(set(names))
    for _, operation in operations(told):
        given = [(parameter["in"], parameter["name"]) for parameter in operation["parameters"]]
        assert len(given) == len(set(given))


def test_a_case_in_full(client: Client, docket: Docket) -> None:
    told = client.get(CASE).json()
    assert (told["court"], told["docket_number"], told["state_of_play"]) == (
        "wawd",
        "2:20-cv-00031",
        {"stage": "filed"},
    )
    assert (
        told["url"] == "http://testserver/cases/wawd/2:20-cv-00031/" and told["api_url"] == f"http://testserver{CASE}"
    )
    assert [(other["relation"], other["number"]) for other in told["related"]] == [("removed from", "2:20-cv-00032")]
    assert client.get(told["api_url"].removeprefix("http://testserver")).json() == told
    spelled = client.get("/api/v1/cases/wawd/2:20-CV-31-BJR/").json()
    assert spelled["docket_number"] == "2:20-cv-00031"


def test_filings_with_their_documents(client: Client, docket: Docket) -> None:
    found = client.get(f"{CASE}filings/?number=2").json()["results"]
    (motion,) = found
    assert motion["documents"] == [
        {"number": 1, "description": "Exhibit A", "pages": None, "url": "https://court.example/1"}
    ]
    assert motion["url"] == "http://testserver/cases/wawd/2:20-cv-00031/filings/2/"
    docket.filings.filter(number="34").update(changed_at=datetime(2031, 1, 1, tzinfo=UTC))
    since = client.get(f"{CASE}filings/?changed_since=2030-12-31T00:00:00Z").json()["results"]
    assert [filing["number"] for filing in since] == ["34"]
    twin = factories.filing(docket=docket, number="35", merged_into=docket.filings.get(number="34"))
    assert twin.public_id not in client.get(f"{CASE}filings/").content.decode()


@pytest.mark.parametrize(
    ("since", "number"),
    [
        ("2865-07-21T21:59:38%2B18:59", 0),
        ("2001-01-01T00:00:00-20:00", 2),
        ("0001-01-01T00:00:00%2B23:59", 2),
        ("9999-12-31T23:59:59-23:00", 0),
    ],
)
def test_any_zone_that_a_moment_may_have_is_understood(client: Client, docket: Docket, since: str, number: int) -> None:
    answer = client.get(f"{CASE}filings/?changed_since={since}")
    assert answer.status_code == 200
    assert len(answer.json()["results"]) == number


def test_a_moment_without_a_zone_is_in_utc(client: Client, docket: Docket, settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    docket.filings.filter(number="34").update(changed_at=datetime(2026, 3, 8, 3, tzinfo=UTC))
    for since, number in (("2026-03-08T02:30:00", 1), ("2026-03-08T03:30:00", 0)):
        assert len(client.get(f"{CASE}filings/?changed_since={since}").json()["results"]) == number


def test_events_are_narrowed_and_ordered_as_on_the_page(client: Client, docket: Docket) -> None:
    told = [event["headline"] for event in client.get(f"{CASE}events/?order=newest&limit=2").json()["results"]]
    assert told == ["Order denying motion", "Hearing on the motion"]
    (ruling,) = client.get(f"{CASE}events/?rulings=1").json()["results"]
    assert ruling["outcome"] == "denied" and ruling["decided"] and ruling["id"].startswith("filing/")
    assert client.get(f"{CASE}events/?q=zymurgy").json() == {"results": [], "next": None}


def test_rulings_across_cases(client: Client, docket: Docket) -> None:
    (ruling,) = client.get("/api/v1/rulings/?outcome=denied&court=wawd").json()["results"]
    assert ruling["case"]["api_url"] == f"http://testserver{CASE}" and ruling["headline"] == "Order denying motion"
    assert client.get("/api/v1/rulings/?outcome=granted").json()["results"] == []


def test_lists_are_walked_to_their_end(client: Client) -> None:
    docket = factories.docket(docket_number="2:20-cv-00031")
    factories.many_filings(docket=docket, number=45, kind=Kind.ORDER)
    for number in range(45):
        factories.party(docket=docket, name=f"Party {number}", position=number // 2)
        factories.docket(date_filed=date(2021, 1, 1 + number % 9) if number % 4 else None)
    for address, number in zip(LISTS, (46, 45, 45, 45, 45), strict=True):
        for query in ("?limit=7", "?limit=7&order=name" if address == LISTS[0] else "?limit=200"):
            seen: list[str] = []
            following: str | None = f"{address}{query}"
            while following:
                body = client.get(following.removeprefix("http://testserver")).json()
                seen += [json.dumps(item, sort_keys=True) for item in body["results"]]
                following = body["next"]
            assert len(seen) == len(set(seen)) == number, (address, query)


def test_lists_lead_on_whatever_signs_a_number_has(client: Client) -> None:
    docket = factories.docket(court=factories.court("washsuperct", kind="state"), docket_number="12#34?5%20 SEA")
    factories.many_filings(docket=docket, number=2)
    body = client.get(f"/api/v1/cases/washsuperct/{quote(docket.docket_number)}/filings/?limit=1").json()
    assert client.get(body["next"].removeprefix("http://testserver")).json()["next"] is None


@pytest.mark.parametrize("address", LISTS)
def test_what_means_nothing_is_a_problem(client: Client, docket: Docket, address: str) -> None:
    told = described(client)
    operation = dict(operations(told))[address]
    wrong = [
        ("after", "x"),
        ("after", "WyJ4Il0"),
        ("limit", "0"),
        ("limit", "201"),
        ("limit", "1e3"),
        ("knid", "motion"),
    ]
    for name, value in wrong:
        body = check(told, operation, client.get(address, {name: value}))
        assert body["status"] == 400 and [error["parameter"] for error in body["errors"]] == [name]
    for parameter in operation["parameters"]:
        if parameter["schema"].get("format") or "enum" in parameter["schema"]:
            body = check(told, operation, client.get(address, {parameter["name"]: "nonsense\x00"}))
            assert [error["parameter"] for error in body["errors"]] == [parameter["name"]]


_ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(
        ["", "1", "-1", "10" * 30, "\x00", "%", "_", "\\", "' OR 1=1--", '"', "a AND (b", "the", "x" * 300]
    ),
    st.sampled_from(["2021-02-30", "9999-12-31", "0001-01-01", "2021-01-01T00:00:00+99:00", "WyIyMDIxIiwxXQ"]),
    st.sampled_from(["__class__", "-password", "<->", ":*", "!(", "İ", "𝔘𝔫"]),
)


@settings(
    max_examples=count_examples(20, 60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_nothing_that_is_asked_breaks_it(client: Client, docket: Docket, data: st.DataObject) -> None:
    told = described(client)
    address, operation = data.draw(st.sampled_from(list(operations(told))))
    names = [parameter["name"] for parameter in operation["parameters"] if parameter["in"] == "query"]
    query = data.draw(st.dictionaries(st.sampled_from([*names, "other"]), _ODD, max_size=4))
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(address, query)
    check(told, operation, answer)
    assert answer.status_code in (200, 400) and len(queries) <= 8


def test_other_addresses_and_methods_are_problems(client: Client, docket: Docket) -> None:
    for address in (
        "/api/v1/",
        "/api/v1/nothing",
        "/api/v1/cases/%0a/1/",
        "/api/v1/cases/wawd/2:21-cv-99999/",
        "/api/v1/cases/wawd/2:21-cv-99999/events/",
    ):
        answer = client.get(address)
        assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json"), address
    refused = client.post("/api/v1/cases/", {"x": "y"})
    assert (refused.status_code, refused["Allow"], refused.json()["title"]) == (405, "GET, HEAD", "Method Not Allowed")
    assert client.head("/api/v1/cases/").status_code == 200
    unread = factories.docket()
    answer = client.get(f"/api/v1/cases/wawd/{unread.docket_number}/events/")
    assert answer.status_code == 503 and answer["Retry-After"]


def test_answers_without_success_are_described_too(
    client: Client, users: Users, docket: Docket, settings: Any, private_site: None
) -> None:
    empty_broker()
    key = {"Authorization": f"Bearer {build_api_key(users.journalist)}"}
    told = client.get("/api/v1/openapi.json", headers=key).json()
    unread = factories.docket()
    for path, methods in told["paths"].items():
        operation, address = methods["get"], path.format(court="wawd", number="2:20-cv-00031", slug="some")
        again = client.get(address, headers=key | {"If-None-Match": client.get(address, headers=key)["ETag"]})
        assert (again.status_code, again.content) == (304, b"") and "content" not in operation["responses"]["304"]
        assert check(told, operation, client.get(address))["status"] == 401
        if path.endswith("events/"):
            answer = client.get(path.format(court="wawd", number=unread.docket_number), headers=key)
            assert check(told, operation, answer)["status"] == 503
    settings.ANONYMOUS_RATE = "1/minute"
    client.get(CASE)
    for address, operation in operations(told):
        assert check(told, operation, client.get(address))["status"] == 429


def told_problem(answer: Any, status: int) -> None:
    assert (answer.status_code, answer["Content-Type"], answer.json()["status"]) == (
        status,
        "application/problem+json",
        status,
    )


def test_errors_before_a_view_are_problems_too() -> None:
    strict = Client(enforce_csrf_checks=True, raise_request_exception=False)
    for method in ("post", "put", "patch", "delete", "options", "trace"):
        told_problem(getattr(strict, method)("/api/v1/cases/"), 405)
    told_problem(strict.get("/api/v1/cases/", headers={"Host": "another.example"}), 400)
    told_problem(strict.get("/api/v1/cases/?" + "&".join(f"p{number}=1" for number in range(2_000))), 400)
    assert strict.get("/cases/", headers={"Host": "another.example"})["Content-Type"].startswith("text/html")


def test_it_is_json_whatever_a_client_would_rather_have(client: Client, docket: Docket) -> None:
    assert client.get(CASE, headers={"Accept": "text/html"})["Content-Type"] == "application/json"


@pytest.mark.parametrize(("error", "status"), [(RuntimeError("secret"), 500), (OperationalError("secret"), 503)])
def test_a_fault_of_ours_is_a_problem(docket: Docket, error: Exception, status: int) -> None:
    def fails(*_: Any, **__: Any) -> None:
        if isinstance(error, OperationalError):
            raise error from psycopg.OperationalError("the connection is closed")
        raise error

    with connection.execute_wrapper(fails):
        answer: Any = Client(raise_request_exception=False).get(CASE)
    told_problem(answer, status)
    assert "secret" not in answer.content.decode() and ("Retry-After" in answer) == (status == 503)


def test_what_is_given_twice_or_means_a_reader_is_a_problem(client: Client, docket: Docket) -> None:
    told = described(client)
    operation = dict(operations(told))[f"{CASE}events/"]
    for query in ("order=oldest&order=newest", "since=visit"):
        body = check(told, operation, client.get(f"{CASE}events/?{query}"))
        assert [error["parameter"] for error in body["errors"]] == [query.partition("=")[0]]


def test_what_has_not_changed_is_not_sent_again(client: Client, docket: Docket) -> None:
    answer = client.get(CASE)
    again = client.get(CASE, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304 and not again.content
    docket.case_name = "Another v. Name"
    docket.save()
    assert client.get(CASE, headers={"If-None-Match": answer["ETag"]}).status_code == 200


def test_any_site_may_read_a_public_one(client: Client, docket: Docket) -> None:
    for address in (CASE, *LISTS, "/api/v1/nothing"):
        assert client.get(address)["Access-Control-Allow-Origin"] == "*"


def test_a_private_site_wants_a_login_or_a_key(
    client: Client, users: Users, docket: Docket, private_site: None
) -> None:
    for address in (CASE, *LISTS, "/api/v1/openapi.json"):
        refused = client.get(address)
        assert refused.status_code == 401 and refused["WWW-Authenticate"].startswith("Bearer"), address
        assert docket.case_name not in refused.content.decode()
        with_key = client.get(address, headers={"Authorization": f"Bearer {build_api_key(users.journalist)}"})
        assert with_key.status_code == 200 and with_key["Cache-Control"] == "private", address
    client.force_login(users.editor)
    assert client.get(CASE).status_code == 200
    assert build_api_key(users.editor) in client.get("/subscriptions/").content.decode()


def test_a_key_of_the_api_goes_dead_and_opens_nothing_else(users: Users, docket: Docket, private_site: None) -> None:
    key = build_api_key(users.journalist)
    assert Client().get(f"/rulings.atom?key={key}").status_code == 403
    assert Client().get("/cases/", headers={"Authorization": f"Bearer {key}"}).status_code == 302
    renew_keys(users.journalist)
    for wrong in (f"Bearer {key}", f"Basic {build_api_key(users.journalist)}", "Bearer ", "Bearer"):
        assert Client().get(CASE, headers={"Authorization": wrong}).status_code == 401, wrong


@pytest.mark.parametrize("address", [CASE, *LISTS])
def test_the_number_of_queries_is_fixed(client: Client, address: str) -> None:
    docket = factories.docket(docket_number="2:20-cv-00031")
    used = []
    for number in (1, 50):
        for _ in range(number):
            row = factories.filing(docket=docket)
            factories.document(filing=row)
            factories.event(filing=row, kind=Kind.ORDER)
            factories.attorney(party=factories.party(docket=docket, name=f"Party {row.pk}"), name=f"Lawyer {row.pk}")
            factories.docket()
        if not hasattr(Docket.objects.get(pk=docket.pk), "reading"):
            factories.reading(docket=docket)
        with CaptureQueriesContext(connection) as queries:
            client.get(address)
        used.append(len(queries))
    assert used[0] == used[1] <= 5
