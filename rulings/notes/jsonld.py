"""Notes in the exchange format of other programs: the Web Annotation Data Model (W3C, 2017) in JSON-LD.

What the model has no word for (who may see a note, whether it is a draft, which document it is about) uses terms of our
own, which the context defines. Pure but for the addresses; ``import_notes`` saves what ``parse_annotations`` has read.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from rulings.html.markdown import LONGEST, parse_tags
from rulings.models import Annotation
from rulings.notes.save import NoteTarget, NoteWords
from rulings.passages.anchors import LONGEST as LONGEST_PASSAGE
from rulings.passages.anchors import Passage

MEDIA_TYPE = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_ANNO = "http://www.w3.org/ns/anno.jsonld"
_ID = re.compile(r"/notes/([a-z][2-9a-z]{11})/\Z")
_FILING = re.compile(r"/filings/([^/?#]{1,60})/(?:documents/([0-9]{1,4})/)?\Z")
"""A document is addressed by the page of its text."""
_MOST = 2_000
"""Notes in one file."""


class NotAnnotations(Exception):
    """The file cannot be imported at all. ``str(error)`` is a sentence."""


@dataclass(frozen=True, slots=True)
class GivenNote:
    """One note of a file."""

    where: str
    """Its path in the file: "$.first.items[3]"."""
    public_id: str
    """Its public id, if it was exported from here; else ""."""
    filing: str
    """Number or public id, as in the filing's address."""
    words: NoteWords
    target: NoteTarget
    byline: str
    created: datetime | None
    modified: datetime | None
    published: datetime | None


def build_annotation_collection(rows: Sequence[Annotation], address: str, site: str) -> dict[str, Any]:
    """``rows``, with their filings and dockets, as an AnnotationCollection with its one page. ``site`` is
    "https://tracker.example"."""
    items = [_annotation(row, site) for row in rows]
    page = {"id": f"{address}#page", "type": "AnnotationPage", "partOf": address, "startIndex": 0, "items": items}
    terms = {name: f"{site}/ns/notes#{name}" for name in ("visibility", "status", "published", "about")}
    head = {"@context": [_ANNO, terms], "id": address, "type": "AnnotationCollection", "total": len(items)}
    return head | {"first": page} if items else head


def _annotation(row: Annotation, site: str) -> dict[str, Any]:
    told: dict[str, Any] = {
        "id": f"{site}/notes/{row.public_id}/",
        "type": "Annotation",
        "motivation": "commenting",
        "creator": {"type": "Person", "name": row.byline},
        "created": _time(row.created_at),
        "modified": _time(row.edited_at),
        "body": [
            {"type": "TextualBody", "value": row.body, "format": "text/markdown", "purpose": "commenting"},
            *({"type": "TextualBody", "value": tag, "purpose": "tagging"} for tag in row.tags),
        ],
        "target": _target(row, site),
        "visibility": row.visibility,
        "status": row.status,
    }
    if row.published_at:
        told["published"] = _time(row.published_at)
    if row.about != Annotation.About.FILING:
        told["about"] = row.about if row.document_number is None else f"document-{row.document_number}"
    return told


def _target(row: Annotation, site: str) -> Any:
    docket = row.filing.docket
    source = site + build_filing_url(build_docket_url(docket.court_id, docket.docket_number), "", row.filing.public_id)
    if row.of_text:
        source = build_document_url(source, row.document_number or 0)
    if not row.exact:
        return source
    selectors: list[dict[str, Any]] = [
        {"type": "TextQuoteSelector", "exact": row.exact, "prefix": row.prefix, "suffix": row.suffix}
    ]
    if row.start is not None:
        selectors.append({"type": "TextPositionSelector", "start": row.start, "end": row.start + row.length})
    return {"type": "SpecificResource", "source": source, "selector": selectors}


def _time(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def parse_annotations(data: Any) -> tuple[list[GivenNote], list[tuple[str, str]]]:
    """The notes of a collection, a page, a list, or one annotation; and what was refused, where and why. Raises
    ``NotAnnotations``."""
    found = list(_items(data))
    if not found:
        raise NotAnnotations(
            "This holds no annotations. An AnnotationCollection, an AnnotationPage or a list of them is read."
        )
    if len(found) > _MOST:
        raise NotAnnotations(f"A file holds at most {_MOST:,} notes.")
    taken: list[GivenNote] = []
    refused: list[tuple[str, str]] = []
    for where, item in found:
        try:
            taken.append(_given(item, where))
        except ValueError as error:
            refused.append((where, str(error)))
    return taken, refused


def _items(data: Any) -> Iterable[tuple[str, Any]]:
    if isinstance(data, Mapping) and data.get("type") == "AnnotationCollection":
        yield from ((f"$.first{where[1:]}", item) for where, item in _items(data.get("first")))
    elif isinstance(data, Mapping) and data.get("type") == "AnnotationPage":
        yield from ((f"$.items{where[1:]}", item) for where, item in _items(data.get("items")))
    elif isinstance(data, list):
        yield from ((f"$[{at}]", item) for at, item in enumerate(data))
    elif isinstance(data, Mapping) and data.get("type") == "Annotation":
        yield "$", data


def _given(item: Any, where: str) -> GivenNote:
    """Raises ``ValueError`` with a sentence."""
    if not isinstance(item, Mapping) or item.get("type") != "Annotation":
        raise ValueError("This is no annotation.")
    bodies = item.get("body") if isinstance(item.get("body"), list) else [item.get("body")]
    texts = [
        _text(body, "value") if isinstance(body, Mapping) else _text({"value": body}, "value") for body in bodies or ()
    ]
    purposes = [body.get("purpose") if isinstance(body, Mapping) else None for body in bodies or ()]
    said = "\n\n".join(text for text, purpose in zip(texts, purposes, strict=True) if purpose != "tagging" and text)
    if not said.strip() or len(said) > LONGEST:
        raise ValueError(f"A note has between 1 and {LONGEST:,} characters of text.")
    tags = parse_tags(",".join(text for text, purpose in zip(texts, purposes, strict=True) if purpose == "tagging"))
    visibility = item.get("visibility", Annotation.Visibility.NEWSROOM.value)
    if visibility not in Annotation.Visibility.values:
        raise ValueError("Its visibility is none of private, newsroom, public.")
    found = _ID.search(_text(item, "id"))
    creator = item.get("creator")
    published = _moment(item.get("published"))
    words = NoteWords(said, visibility, tags, item.get("status") == Annotation.Status.DRAFT, published)
    return GivenNote(
        where,
        found[1] if found else "",
        _place(item.get("target"))[0],
        words,
        _aim(item),
        _text(creator, "name")[:150] if isinstance(creator, Mapping) else "",
        _moment(item.get("created")),
        _moment(item.get("modified")),
        published,
    )


def _text(holder: Mapping[str, Any], name: str) -> str:
    value = holder.get(name)
    if value is not None and not isinstance(value, str):
        raise ValueError(f"Its “{name}” is not text.")
    return value or ""


def _moment(value: Any) -> datetime | None:
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise ValueError("One of its times is none: they are written like 2021-01-21T18:00:00Z.") from None
    if not 2000 <= moment.year <= 2100:
        raise ValueError("One of its times is not of this century.")
    return moment


def _place(target: Any) -> tuple[str, int | None]:
    """The filing, and the document whose text is meant."""
    source = target.get("source") if isinstance(target, Mapping) else target
    source = source.get("id") if isinstance(source, Mapping) else source
    found = _FILING.search(source) if isinstance(source, str) else None
    if found is None:
        raise ValueError("Its target is not the address of a filing: …/filings/34/.")
    return found[1], int(found[2]) if found[2] else None


def _aim(item: Mapping[str, Any]) -> NoteTarget:
    about, _, number = _text(item, "about").partition("-")
    if about not in ("", *Annotation.About.values) or (number and (not number.isdecimal() or len(number) > 6)):
        raise ValueError("What it is about is none of filing, ruling, document-1.")
    target = item.get("target")
    selectors = target.get("selector", []) if isinstance(target, Mapping) else []
    by_type: dict[str, Mapping[str, Any]] = {}
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        if isinstance(selector, Mapping) and isinstance(kind := selector.get("type"), str):
            by_type[kind] = selector
    passage = None
    if quote := by_type.get("TextQuoteSelector"):
        start = by_type.get("TextPositionSelector", {}).get("start")
        start = start if isinstance(start, int) and 0 <= start < 10**7 else None
        passage = Passage(_text(quote, "exact"), _text(quote, "prefix")[-200:], _text(quote, "suffix")[:200], start)
        if len(passage.exact) > LONGEST_PASSAGE:
            raise ValueError(f"A passage has at most {LONGEST_PASSAGE:,} characters.")
    of_text = _place(target)[1]
    if of_text is not None:
        return NoteTarget(Annotation.About.DOCUMENT, of_text, passage, of_text=True)
    is_document = about == Annotation.About.DOCUMENT
    return NoteTarget(about or Annotation.About.FILING, int(number or 0) if is_document else None, passage)
