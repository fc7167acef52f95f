"""The notes that we export, read by a JSON-LD processor that knows nothing of us: every term expands, and says what it
should.

The network is closed, and no package was found that brings http://www.w3.org/ns/anno.jsonld along.
``tests/data/anno.jsonld`` was written by hand, and is not the W3C's file. Therefore each of its terms is held against
the W3C's own ontology: of that, ``tests/data/oa.nq`` has line by line as published (2016-11-12) which classes and
properties there are, and of what.
"""

import json
from typing import Any

import pytest
from django.test import Client
from pyld import jsonld

from dockets.models import Filing
from rulings.notes.save import NoteTarget, NoteWords, add_note
from rulings.passages.anchors import Passage
from tests.conftest import Users
from tests.rulings.notes.test_annotation_exchange import TEXT, exported, forget_notes, send
from tests.support import factories
from tests.support.data import DATA
from tests.support.factories import NOW

pytestmark = pytest.mark.django_db
ANNO = "http://www.w3.org/ns/anno.jsonld"
CONTEXT = json.loads((DATA / "anno.jsonld").read_bytes())
OA, RDF, DCTERMS = (
    "http://www.w3.org/ns/oa#",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "http://purl.org/dc/terms/",
)
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
    passage = NoteTarget(passage=Passage("failed to meet"))
    add_note(filing.pk, NoteWords("On **words**", "public", ("standard",)), by=users.editor, now=NOW, target=passage)
    add_note(filing.pk, NoteWords("On the whole", "newsroom", draft=True), by=users.editor, now=NOW)
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


VOCABULARY = (DATA / "oa.nq").read_text(encoding="utf-8")
XSD, RDFS = "http://www.w3.org/2001/XMLSchema#", "http://www.w3.org/2000/01/rdf-schema#"
VALUE_TYPES = {
    XSD: None,
    f"{XSD}string": None,
    f"{XSD}dateTime": "xsd:dateTime",
    f"{XSD}nonNegativeInteger": "xsd:nonNegativeInteger",
}
"""Range of a property that holds a value -> the type that a context has to name for it; a text needs none."""


def defined(relation: str) -> dict[str, set[str]]:
    """What the W3C's ontology says of each of its terms."""
    found: dict[str, set[str]] = {}
    for line in VOCABULARY.splitlines():
        subject, predicate, value = (part.strip("<>") for part in line.split()[:3])
        if predicate == relation:
            found.setdefault(subject, set()).add(value)
    return found


def test_the_terms_are_those_of_the_ontology() -> None:
    kinds, ranges = defined(f"{RDF}type"), defined(f"{RDFS}range")
    terms = {
        name: told
        for name, told in CONTEXT["@context"].items()
        if str(told if isinstance(told, str) else told["@id"])[:3] == "oa:"
    }
    assert len(terms) >= 60
    for name, told in terms.items():
        term = OA + (told if isinstance(told, str) else told["@id"])[3:]
        assert term in kinds, f"{name}: there is no {term}"
        if f"{RDF}Property" not in kinds[term]:
            assert isinstance(told, str), name
            continue
        (of,) = ranges.get(term, {"anything"})
        named = None if isinstance(told, str) else told["@type"]
        assert named == VALUE_TYPES[of] if of in VALUE_TYPES else named in ("@id", "@vocab"), (name, of)


def test_what_we_export_uses_no_other_terms_of_the_model(client: Client, filing: Filing, users: Users) -> None:
    kinds = defined(f"{RDF}type")
    said = {word for triple in triples(told(client, filing, users)) for word in triple if word.startswith(OA)}
    assert {f"{OA}Annotation", f"{OA}exact", f"{OA}hasSelector", f"{OA}motivatedBy"} <= said <= kinds.keys()
    for subject, predicate, value in triples(told(client, filing, users)):
        if predicate.startswith(OA):
            assert f"{RDF}Property" in kinds[predicate], (subject, predicate, value)


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
