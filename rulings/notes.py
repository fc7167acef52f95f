"""What a page shows of notes, worked out before it is drawn: words, by-line, audience, whether the passage still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, Prefetch, Q, Subquery
from django.utils import timezone

from dockets.addresses import document_address, filing_address
from dockets.models import Filing
from rulings.anchors import Fit, locate
from rulings.markdown import html_of
from rulings.markup import Markup
from rulings.models import Annotation, Reply
from rulings.models.annotation import EDIT, READ, Visitor
from rulings.rows import Part

SHOWN = 100
"""Notes on one page of a filing; the oldest first."""
MOST_ON_TEXT = 1_000
"""Notes on one document, which stand beside its pages. Each takes half a millisecond to draw; the filing's own page has them all,
in steps."""
_LABELS: dict[str, str] = {
    Annotation.Visibility.PRIVATE: "Only you",
    Annotation.Visibility.NEWSROOM: "Newsroom",
    Annotation.Visibility.PUBLIC: "Readers",
}


class Stretch(NamedTuple):
    """Some of a court's text, the note that is on it, and where it leads; "" for none and nowhere."""

    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    id: int
    by: str
    at: datetime
    html: Markup
    is_mine: bool


@dataclass(frozen=True, slots=True)
class Note:
    """One note as a page shows it to one visitor."""

    id: str
    """The public one."""
    version: int
    html: Markup
    byline: str
    when: datetime
    badge: str
    """Who sees it; "" for readers, to whom everything that they see is theirs."""
    state: str
    """"Draft", "Waits for a second editor"; "" for what is out."""
    scheduled: datetime | None
    about: str
    url: str
    """Of the page of the document's text, where the passage is of that."""
    quote: str
    doubt: str
    """What has become of the passage, in a sentence."""
    changed_at: datetime | None
    """Since when the court's words are others; for the newsroom."""
    tags: Sequence[str]
    may_edit: bool
    may_approve: bool
    has_thread: bool
    """Whether colleagues may answer it."""
    closed_at: datetime | None
    answers: Sequence[Answer] = field(default_factory=list)


class Notes(NamedTuple):
    shown: list[Note]
    following: str
    """The note that the next page begins with, by its public id; "" where this is the last."""
    is_first: bool
    text: list[Stretch]
    """The court's text in one piece, or in many where passages of it are marked."""


def notes_on(filing: Filing, visitor: Visitor, case_address: str, parts: Sequence[Part], begin: str = "") -> Notes:
    """Those that ``visitor`` may see, and the court's text, which comes in ``parts`` with links, with its passages marked. One
    query; two for the newsroom. ``begin``: the public id of the note that the page begins with."""
    known = Annotation.objects.visible_to(visitor).filter(filing=filing)
    if begin:
        first = known.filter(public_id=begin)
        at, key = (Subquery(first.values(name)[:1]) for name in ("created_at", "id"))
        known = known.filter(~Exists(first) | Q(created_at__gt=at) | Q(created_at=at, id__gte=key))
    rows = list(told(known, visitor)[: SHOWN + 1])
    for row in rows:
        row.filing = filing
    is_first = not (begin and rows and rows[0].public_id == begin)
    marked = _marks(rows[:SHOWN], filing, "".join(part.text for part in parts))
    shown = [note(row, visitor, case_address) for row in rows[:SHOWN]]
    return Notes(shown, rows[SHOWN].public_id if len(rows) > SHOWN else "", is_first, stretches(parts, marked))


def notes_on_text(filing: Filing, document: int, visitor: Visitor, case_address: str) -> list[tuple[Annotation, Note]]:
    """Those on a document that ``visitor`` may see, with their rows. One query; two for the newsroom."""
    known = Annotation.objects.visible_to(visitor).filter(filing=filing, about=Annotation.About.DOCUMENT)
    rows = list(told(known.filter(document_number=document), visitor)[:MOST_ON_TEXT])
    for row in rows:
        row.filing = filing
    return [(row, note(row, visitor, case_address)) for row in rows]


def is_on_first_page(row: Annotation) -> bool:
    """Whether whoever sees every note of the filing finds this one on its first page."""
    earlier = Q(created_at__lt=row.created_at) | Q(created_at=row.created_at, id__lt=row.pk)
    return not Annotation.objects.filter(earlier, filing=row.filing_id, deleted_at=None)[SHOWN - 1 : SHOWN].exists()


def told(rows: Any, visitor: Visitor) -> Any:
    """The query with what ``note`` needs of each row."""
    if not is_of_newsroom(visitor):
        return rows
    return rows.prefetch_related(Prefetch("replies", Reply.objects.filter(deleted_at=None), to_attr="answers"))


def is_of_newsroom(visitor: Visitor) -> bool:
    return isinstance(visitor, User) and visitor.has_perm(READ)


def audience(visibility: str, status: str, visitor: Visitor) -> str:
    """Who sees a note, in the words of a badge; "" for readers, to whom everything that they see is theirs."""
    if not visitor.is_authenticated:
        return ""
    label = _LABELS[visibility]
    return label if status == Annotation.Status.PUBLISHED else f"{label} · {Annotation.Status(status).label}"


def note(row: Annotation, visitor: Visitor, case_address: str) -> Note:
    """``row`` comes from ``told``, and ``visitor`` may see it."""
    inside = is_of_newsroom(visitor)
    is_author = row.author_id is not None and row.author_id == visitor.pk
    status = Annotation.Status(row.status)
    edits = isinstance(visitor, User) and visitor.has_perm(EDIT)
    shared = row.visibility != Annotation.Visibility.PRIVATE and status != Annotation.Status.DRAFT
    return Note(
        id=row.public_id,
        version=row.version,
        html=html_of(row.body, case_address),
        byline=row.byline,
        when=row.published_at or row.edited_at,
        badge=_LABELS[Annotation.Visibility(row.visibility)] if inside or is_author else "",
        state="" if status == Annotation.Status.PUBLISHED else status.label,
        scheduled=row.published_at if row.published_at and row.published_at > timezone.now() else None,
        about=_about(row),
        url=text_place(row, case_address) if row.of_text else "",
        quote=row.exact,
        doubt=(_DOUBTS_OF_TEXT if row.of_text else _DOUBTS).get(row.fit, ""),
        changed_at=row.words_changed_at if inside else None,
        tags=row.tags,
        may_edit=edits and (is_author or shared),
        may_approve=edits and status == Annotation.Status.WAITING and row.edited_by_id != visitor.pk,
        has_thread=inside and shared,
        closed_at=row.resolved_at,
        answers=[
            Answer(said.pk, said.by_name, said.at, html_of(said.body, case_address), said.author_id == visitor.pk)
            for said in getattr(row, "answers", ())
        ]
        if inside
        else [],
    )


_DOUBTS: dict[str, str] = {
    Fit.ORPHANED: "These words no longer stand in the court’s text.",
    Fit.CHANGED: "The court has changed these words since.",
}


_DOUBTS_OF_TEXT: dict[str, str] = {
    Fit.ORPHANED: "These words no longer stand in the document’s text here.",
    Fit.CHANGED: "These words are others in the document’s text now.",
}


def text_place(row: Annotation, case_address: str) -> str:
    """Where a note on a document's text stands: at its passage."""
    filing = filing_address(case_address, row.filing.number, row.filing.public_id)
    return f"{document_address(filing, row.document_number or 0)}?note={row.public_id}#note-{row.public_id}"


def _about(row: Annotation) -> str:
    if row.about == Annotation.About.DOCUMENT:
        return f"On document {row.document_number}" if row.document_number else "On the main document"
    return "On the ruling" if row.about == Annotation.About.RULING else ""


def _marks(rows: Iterable[Annotation], filing: Filing, text: str) -> list[tuple[int, int, str]]:
    """Where the passages stand: (start, end, note). One whose filing has changed a moment ago is looked for here."""
    marks = []
    for row in rows:
        if row.of_text:
            continue
        start, end = row.start, (row.start or 0) + row.length
        if row.exact and row.anchored_to != filing.fingerprint:
            found = locate(row.passage, text)
            start, end = (None, 0) if found.fit == Fit.ORPHANED else (found.start, found.end)
        if start is not None and start < end <= len(text):
            marks.append((start, end, row.public_id))
    return sorted(marks)


def stretches(parts: Sequence[Part], marks: Sequence[tuple[int, int, str]]) -> list[Stretch]:
    """The parts, cut where a mark begins or ends. Where several marks overlap, the one that begins last is meant."""
    found: list[Stretch] = []
    begin = 0
    for part in parts:
        end = begin + len(part.text)
        edges = {edge for start, stop, _ in marks for edge in (start, stop) if begin < edge < end}
        for start, stop in pairwise(sorted({begin, end, *edges})):
            on = [name for first, last, name in marks if first <= start and stop <= last]
            found.append(Stretch(part.text[start - begin : stop - begin], on[-1] if on else "", part.url))
        begin = end
    return found
