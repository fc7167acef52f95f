"""Notes as W3C Web Annotations: valid, no more than one may see, and the same again when they are imported."""

from typing import Any

import jsonschema
import orjson
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from dockets.models import Docket, Filing
from rulings.models import Annotation
from rulings.notes.jsonld import parse_annotations
from rulings.notes.save import NoteTarget, NoteWords, add_note, delete_note
from rulings.notes.versions import find_versions
from rulings.passages.anchors import Passage
from tests.support import factories, pages
from tests.support.factories import NOW

pytestmark = pytest.mark.django_db

TEXT = "ORDER denying 2 Motion for TRO. Parler has failed to meet the standard."
_IRI = {"type": "string", "format": "uri", "pattern": "^https?://"}
_TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$"}
_SELECTOR = {
    "oneOf": [
        {
            "required": ["type", "exact"],
            "properties": {"type": {"const": "TextQuoteSelector"}, "exact": {"type": "string", "minLength": 1}},
        },
        {
            "required": ["type", "start", "end"],
            "properties": {"type": {"const": "TextPositionSelector"}, "start": {"type": "integer", "minimum": 0}},
        },
    ]
}
ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target"],
    "properties": {
        "id": _IRI,
        "type": {"const": "Annotation"},
        "created": _TIME,
        "modified": _TIME,
        "published": _TIME,
        "creator": {"required": ["type", "name"]},
        "motivation": {"const": "commenting"},
        "body": {
            "type": "array",
            "items": {"required": ["type", "value"], "properties": {"type": {"const": "TextualBody"}}},
        },
        "target": {
            "oneOf": [
                _IRI,
                {
                    "type": "object",
                    "required": ["type", "source", "selector"],
                    "properties": {
                        "type": {"const": "SpecificResource"},
                        "source": _IRI,
                        "selector": {"type": "array", "minItems": 1, "items": _SELECTOR},
                    },
                },
            ]
        },
    },
}
COLLECTION = {
    "type": "object",
    "required": ["@context", "id", "type", "total"],
    "properties": {
        "@context": {
            "type": "array",
            "prefixItems": [{"const": "http://www.w3.org/ns/anno.jsonld"}, {"type": "object"}],
        },
        "id": _IRI,
        "type": {"const": "AnnotationCollection"},
        "total": {"type": "integer"},
        "first": {
            "required": ["id", "type", "partOf", "items", "startIndex"],
            "properties": {
                "type": {"const": "AnnotationPage"},
                "items": {"type": "array", "minItems": 1, "items": ANNOTATION},
            },
        },
    },
}
"""What sections 3 and 5 of the model ask of these forms."""


@pytest.fixture
def filing(db: None) -> Filing:
    return factories.filing(docket=factories.docket(docket_number="2:21-cv-00031"), number="34", long_text=TEXT)


def exported(client: Client, docket: Docket) -> Any:
    response = client.get(reverse("annotation-export", args=[docket.court_id, docket.docket_number]))
    assert response["Content-Type"] == 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
    told = orjson.loads(response.content)
    jsonschema.validate(told, COLLECTION)
    return told


def items(client: Client, docket: Docket) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = exported(client, docket).get("first", {}).get("items", [])
    return found


def send(client: Client, docket: Docket, data: Any) -> Any:
    body = data if isinstance(data, bytes) else orjson.dumps(data)
    file = SimpleUploadedFile("notes.json", body, "application/json")
    return client.post(reverse("annotation-import", args=[docket.pk]), {"file": file})


def all_kinds(filing: Filing, by: Any) -> None:
    factories.document(filing=filing, number=3)
    passage = Passage("failed to meet", "Parler has ", " the standard", TEXT.index("failed"))
    words = [
        (NoteWords("On **words**", "public", ["tro", "key ruling"]), NoteTarget(passage=passage)),
        (NoteWords("For us", "newsroom"), NoteTarget("ruling")),
        (NoteWords("Mine", "private"), NoteTarget("document", 3)),
        (NoteWords("Not yet", "public", draft=True), NoteTarget()),
    ]
    for told, target in words:
        add_note(filing.pk, told, by=by, now=NOW, target=target)


def forget_notes() -> None:
    """As on another site. What the log tells of them stands."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("TRUNCATE rulings_annotation CASCADE")


def test_taken_in_again_they_are_the_same_notes(client: Client, users: Any, filing: Filing) -> None:
    all_kinds(filing, users.editor)
    client.force_login(users.editor)
    told = exported(client, filing.docket)
    assert told["total"] == 4
    assert told["first"]["items"][0]["target"]["selector"] == [
        {"type": "TextQuoteSelector", "exact": "failed to meet", "prefix": TEXT[: TEXT.index("failed")][-40:]}
        | {"suffix": " the standard."},
        {"type": "TextPositionSelector", "start": TEXT.index("failed"), "end": TEXT.index("failed") + 14},
    ]
    assert "4 here already" in pages.text(pages.parsed(client.get(send(client, filing.docket, told)["Location"])))
    forget_notes()
    send(client, filing.docket, told)
    assert exported(client, filing.docket) == told
    versions = [find_versions(row, before=9, most=9) for row in Annotation.objects.all()]
    assert [len(of_it) for of_it in versions] == [1] * 4


def test_words_that_the_court_did_not_say_are_refused_with_the_reason(
    client: Client, users: Any, filing: Filing
) -> None:
    all_kinds(filing, users.editor)
    client.force_login(users.editor)
    told = exported(client, filing.docket)
    forget_notes()
    told["first"]["items"][0]["target"]["selector"][0]["exact"] = "met every standard"
    del told["first"]["items"][0]["target"]["selector"][1]
    page = pages.text(pages.parsed(send(client, filing.docket, told)))
    assert "These words do not stand in the court’s text." in page and Annotation.objects.count() == 3


def test_each_sees_their_own(client: Client, users: Any, filing: Filing) -> None:
    all_kinds(filing, users.editor)
    seen = {}
    for name, someone in (("nobody", None), ("journalist", users.journalist), ("other", factories.user(role="editor"))):
        if someone:
            client.force_login(someone)
        seen[name] = {item["body"][0]["value"] for item in items(client, filing.docket)}
    assert seen == {
        "nobody": {"On **words**"},
        "journalist": {"On **words**", "For us"},
        "other": {"On **words**", "For us"},
    }


def test_a_case_without_notes_is_an_empty_collection(client: Client, filing: Filing) -> None:
    assert exported(client, filing.docket)["total"] == 0
    response = client.get("/cases/wawd/C21-0031-BJR/annotations.json")
    assert response["Location"].endswith("/cases/wawd/2:21-cv-00031/annotations.json")
    assert client.get("/cases/wawd/9:99-cv-99999/annotations.json").status_code == 404


@pytest.mark.parametrize("number", [1, 50])
def test_the_number_of_queries_is_fixed(
    client: Client, users: Any, filing: Filing, number: int, django_assert_num_queries: Any
) -> None:
    for _ in range(number):
        factories.annotation(filing=filing, author=users.editor, visibility="public")
    with django_assert_num_queries(2):
        assert len(items(client, filing.docket)) == number


def test_a_second_editor_is_needed_here_too(client: Client, users: Any, filing: Filing, settings: Any) -> None:
    all_kinds(filing, users.editor)
    client.force_login(users.editor)
    told = exported(client, filing.docket)
    forget_notes()
    settings.NOTES_NEED_SECOND_EDITOR = True
    send(client, filing.docket, told)
    assert Annotation.objects.filter(visibility="public", status="published").count() == 0
    client.logout()
    assert items(client, filing.docket) == []


def test_a_deleted_note_does_not_come_back(client: Client, users: Any, filing: Filing) -> None:
    row = factories.annotation(filing=filing, author=users.editor)
    client.force_login(users.editor)
    told = exported(client, filing.docket)
    delete_note(row.pk, by=users.editor, version=1, now=NOW)
    send(client, filing.docket, told)
    assert items(client, filing.docket) == []


def one(**fields: Any) -> dict[str, Any]:
    body = {"type": "TextualBody", "value": "Note"}
    return {"type": "Annotation", "target": "https://other.example/x/filings/34/", "body": body} | fields


def test_notes_of_other_programs_are_taken_for_the_newsroom(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    quoted = {"type": "TextQuoteSelector", "exact": "failed to meet"}
    target = {"source": {"id": "https://other.example/x/filings/34/"}, "selector": quoted}
    assert (
        send(client, filing.docket, [one(body="Plain"), one(target=target, creator={"name": "Ada"})]).status_code == 302
    )
    rows = list(Annotation.objects.order_by("id").values_list("body", "visibility", "byline", "exact", "start"))
    assert rows == [
        ("Plain", "newsroom", "editor", "", None),
        ("Note", "newsroom", "Ada", "failed to meet", TEXT.index("failed")),
    ]


BAD = [
    (one(body=[]), "between 1 and 10,000 characters"),
    (one(body={"type": "TextualBody", "value": "x" * 10_001}), "between 1 and 10,000"),
    (one(body={"value": 5}), "is not text"),
    (one(target="https://other.example/"), "is not the address of a filing"),
    (one(target={"source": 7}), "is not the address of a filing"),
    (one(target="https://other.example/filings/99/"), "This case has no one filing 99."),
    (one(visibility="everyone"), "none of private, newsroom, public"),
    (one(created="yesterday"), "One of its times is none"),
    (one(published="9999-12-31T23:59:59-23:00"), "One of its times"),
    (one(about="document-x"), "none of filing, ruling, document-1"),
    ("x", "This is no annotation."),
]


@pytest.mark.parametrize(("item", "sentence"), BAD)
def test_what_cannot_be_taken_is_refused_with_where_and_why(
    client: Client, users: Any, filing: Filing, item: Any, sentence: str
) -> None:
    client.force_login(users.editor)
    page = pages.parsed(send(client, filing.docket, [one(), item]))
    assert "1 taken, 0 here already, 1 refused." in pages.text(page)
    refused = pages.text(pages.by_class(page, "decisions")[0])
    assert refused.startswith("$[1]") and sentence in refused


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"7", b"{}", b'{"type": "AnnotationCollection"}', b"\xff\xfe", b"[" * 5_000]
)
def test_a_file_that_is_none_gets_a_sentence(client: Client, users: Any, filing: Filing, body: bytes) -> None:
    client.force_login(users.editor)
    page = pages.parsed(send(client, filing.docket, body), 422)
    assert len(pages.by_class(page, "notice")) == 1
    assert not Annotation.objects.exists()


def test_signs_that_no_text_has_are_left_out(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    send(client, filing.docket, orjson.dumps([one(body="a\x00b")]))
    assert Annotation.objects.get().body == "ab"


@pytest.mark.parametrize(
    ("opens", "closes", "deep"), [(b"[", b"]", 1_000), (b'{"type":"AnnotationCollection","first":', b"}", 600)]
)
def test_what_is_nested_too_deeply_is_refused_in_a_sentence(
    client: Client, users: Any, filing: Filing, opens: bytes, closes: bytes, deep: int
) -> None:
    client.force_login(users.editor)
    answer = send(client, filing.docket, opens * deep + b"[]" + closes * deep)
    assert answer.status_code == 422 and "nested too deeply" in answer.content.decode()


@pytest.mark.parametrize("kind", [["TextQuoteSelector"], {"a": 1}, None, 7])
def test_a_selector_of_no_kind_is_passed_over(kind: Any) -> None:
    target = {"source": "https://x/cases/wawd/1/filings/34/", "selector": [{"type": kind, "exact": "ORDER"}]}
    (taken,), refused = parse_annotations([one(target=target)])
    assert taken.target.passage is None and not refused


def test_a_preview_says_what_would_be_taken_and_takes_nothing(client: Client, users: Any, filing: Filing) -> None:
    client.force_login(users.editor)
    address = reverse("annotation-import", args=[filing.docket_id])
    file = SimpleUploadedFile("notes.json", orjson.dumps([one(body="Look here"), one(target="x")]), "application/json")
    page = pages.parsed(client.post(address, {"file": file, "act": "preview"}))
    text = pages.text(page)
    assert "1 would be taken, 0 here already, 1 refused" in text and "Look here" in text
    assert not Annotation.objects.exists()
    (form,) = [each for each in page.iter("form") if any(i.get("name") == "version" for i in each.iter("input"))]
    client.post(address, pages.form_values(form))
    assert Annotation.objects.get().body == "Look here"


def test_who_may_take_them_in(client: Client, users: Any, filing: Filing) -> None:
    address = reverse("annotation-import", args=[filing.docket_id])
    for someone, expected in ((None, 302), (users.journalist, 403), (users.editor, 200)):
        if someone:
            client.force_login(someone)
        assert client.get(address).status_code == expected
        if expected != 200:
            assert send(client, filing.docket, [one()]).status_code == {302: 401}.get(expected, expected)
    assert not Annotation.objects.exists()


NAMES = ["type", "body", "target", "id", "selector", "value", "source", "about", "creator", "created"]
ODD = [
    None,
    True,
    -1,
    "x",
    [],
    {},
    "https://x/filings/1/",
    ["x"],
    [None],
    {"type": "TextQuoteSelector", "exact": 1},
    {"start": "x"},
]
odd = st.sampled_from(ODD)
values = odd | st.lists(odd, max_size=2) | st.dictionaries(st.sampled_from(NAMES), odd, max_size=3)


@given(st.lists(st.dictionaries(st.sampled_from(NAMES), values, max_size=5), min_size=1, max_size=3))
def test_nothing_in_a_file_makes_it_fail(data: list[Any]) -> None:
    taken, refused = parse_annotations([{**one(), **item} for item in data])
    assert len(taken) + len(refused) == len(data)
