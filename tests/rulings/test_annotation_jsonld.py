"""The notes that we export, read by a JSON-LD processor that knows nothing of us: every term expands, and says what it should.

The terms of http://www.w3.org/ns/anno.jsonld stand in ``tests/data``, since the network is closed.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld

from dockets.models import Filing
from rulings.anchors import Passage
from rulings.annotate import Target, Words, write
from tests import factories
from tests.conftest import Users
from tests.factories import NOW
from tests.rulings.test_annotation_exchange import TEXT, exported, forget_notes, send

pytestmark = pytest.mark.django_db
ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = json.loads((Path(__file__).parent.parent / "data" / "anno.jsonld").read_bytes())
OA, RDF, DCTERMS = "http://www.w3.org/ns/oa#", "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "http://purl.org/dc/terms/"
OURS = "http://testserver/ns/notes#"


def kept(address: str, options: Any) -> dict[str, Any]:
    """Loads what is asked for from the disk, and nothing else from anywhere."""
    assert address == ANNO
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": ANNO, "document": CONTEXT}


OPTIONS = {"documentLoader": kept}


@pytest.fixture
def filing() -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031")
    return factories.filing(docket=docket, number="34", long_text=TEXT)


def told(client: Client, filing: Filing, users: Users) -> dict[str, Any]:
    passage = Target(passage=Passage("failed to meet"))
    write(filing.pk, Words("On **words**", "public", ("standard",)), by=users.editor, now=NOW, target=passage)
    write(filing.pk, Words("On the whole", "newsroom", draft=True), by=users.editor, now=NOW)
    client.force_login(users.editor)
    found: dict[str, Any] = exported(client, filing.docket)
    return found


def triples(document: dict[str, Any]) -> list[tuple[str, str, str]]:
    graph = jsonld.to_rdf(document, OPTIONS)["@default"]
    return [(row["subject"]["value"], row["predicate"]["value"], row["object"]["value"]) for row in graph]


def test_it_says_what_the_model_means(client: Client, filing: Filing, users: Users) -> None:
    document = told(client, filing, users)
    known = triples(document)
    (passage, whole) = (item["id"] for item in document["first"]["items"])

    def said(subject: str, predicate: str) -> list[str]:
        return sorted(value for one, way, value in known if (one, way) == (subject, predicate))

    for note in (passage, whole):
        assert said(note, f"{RDF}type") == [f"{OA}Annotation"]
        assert said(note, f"{OA}motivatedBy") == [f"{OA}commenting"]
        (creator,) = said(note, f"{DCTERMS}creator")
        assert said(creator, "http://xmlns.com/foaf/0.1/name") == ["editor"]
        assert said(note, f"{DCTERMS}created")[0].startswith("2021-03-05T17:00:00")
    source = f"http://testserver/cases/wawd/2:21-cv-00031/filings/{filing.public_id}/"
    assert said(whole, f"{OA}hasTarget") == [source]
    bodies = {said(body, f"{OA}hasPurpose")[0]: said(body, f"{RDF}value") for body in said(passage, f"{OA}hasBody")}
    assert bodies == {f"{OA}commenting": ["On **words**"], f"{OA}tagging": ["standard"]}
    (target,) = said(passage, f"{OA}hasTarget")
    assert (said(target, f"{RDF}type"), said(target, f"{OA}hasSource")) == ([f"{OA}SpecificResource"], [source])
    selectors = {said(one, f"{RDF}type")[0]: one for one in said(target, f"{OA}hasSelector")}
    quote, place = selectors[f"{OA}TextQuoteSelector"], selectors[f"{OA}TextPositionSelector"]
    assert said(quote, f"{OA}exact") == ["failed to meet"]
    start = TEXT.index("failed")
    assert (said(place, f"{OA}start"), said(place, f"{OA}end")) == ([str(start)], [str(start + 14)])
    assert (said(whole, f"{OURS}visibility"), said(whole, f"{OURS}status")) == (["newsroom"], ["draft"])
    assert said(document["id"], "http://www.w3.org/ns/activitystreams#totalItems") == ["2"]


def names(value: Any) -> set[str]:
    """Of all members of a document, but for its context."""
    if isinstance(value, list):
        return {name for each in value for name in names(each)}
    if not isinstance(value, dict):
        return set()
    return {name for name in value if name != "@context"} | {
        name for key, each in value.items() if key != "@context" for name in names(each)
    }


def test_no_term_is_lost_where_it_is_expanded(client: Client, filing: Filing, users: Users) -> None:
    """A processor leaves out in silence what no context defines."""
    document = told(client, filing, users)
    there_and_back = jsonld.compact(jsonld.expand(document, OPTIONS), document["@context"], OPTIONS)
    assert names(there_and_back) == names(document)
    assert "visibility" in names(document)


def test_what_a_processor_has_read_and_written_is_taken_in_as_the_same_notes(
    client: Client, filing: Filing, users: Users
) -> None:
    document = told(client, filing, users)
    again = jsonld.compact(jsonld.expand(document, OPTIONS), document["@context"], OPTIONS)
    forget_notes()
    send(client, filing.docket, again)
    assert exported(client, filing.docket) == document
