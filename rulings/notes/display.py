"""What a page shows of notes, computed before rendering: text, by-line, audience, whether the passage still stands."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from typing import Any, NamedTuple

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Prefetch, Q, Subquery
from django.utils import timezone

from dockets.format.urls import build_document_url, build_filing_url, build_pages_url
from dockets.models import Filing
from rulings.html.event_lines import LinePart
from rulings.html.markdown import render_markdown
from rulings.html.markup import Markup
from rulings.models import Annotation, PendingVersion, Reply
from rulings.models.annotation import EDIT, READ, Visitor
from rulings.models.publication import PublicationStatus
from rulings.notes.versions import KIND
from rulings.passages.anchors import Fit, locate_passage
from rulings.publishing.changes import NO_CHANGES, ToldChange, ToldChanges

SHOWN = 100
"""Notes on one page of a filing; the oldest first."""
MOST_ON_TEXT = 1_000
"""Notes on one document, shown beside its pages. Each takes half a millisecond to render; the filing's own page has
them all, in pages."""
_LABELS: dict[str, str] = {
    Annotation.Visibility.PRIVATE: "Only you",
    Annotation.Visibility.NEWSROOM: "Newsroom",
    Annotation.Visibility.PUBLIC: "Readers",
}


class TextStretch(NamedTuple):
    """A stretch of a court's text, the note that is on it, and its link; "" for none."""

    text: str
    note: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class NoteReply:
    id: int
    by: str
    at: datetime
    html: Markup
    is_mine: bool


@dataclass(frozen=True, slots=True)
class DisplayedNote:
    """One note as a page shows it to one visitor."""

    id: str
    """The public id."""
    version: int
    html: Markup
    byline: str
    when: datetime
    badge: str
    """Who sees it; "" for readers, to whom every note they see is public."""
    state: str
    """"Draft", "Waits for a second editor"; "" for a published note."""
    scheduled: datetime | None
    edited: datetime | None
    """When its words were changed after they were published; None where they were not."""
    about: str
    url: str
    """Leads to the passage, where it is in a document's text."""
    quote: str
    doubt: str
    """What has become of the passage, in a sentence."""
    changed_at: datetime | None
    """Since when the court's words have changed; for the newsroom."""
    tags: Sequence[str]
    may_edit: bool
    may_approve: bool
    has_thread: bool
    """Whether colleagues may reply."""
    closed_at: datetime | None
    changes: Sequence[ToldChange] = ()
    """What readers are told of changes in it."""
    answers: Sequence[NoteReply] = field(default_factory=list)


class DisplayedNotes(NamedTuple):
    shown: list[DisplayedNote]
    following: str
    """Public id of the note that the next page begins with; "" where this is the last."""
    is_first: bool
    text: list[TextStretch]
    """The court's text in one piece, or in several where passages of it are marked."""


def list_notes_on_filing(
    filing: Filing,
    visitor: Visitor,
    case_address: str,
    parts: Sequence[LinePart],
    begin: str = "",
    told: ToldChanges = NO_CHANGES,
) -> DisplayedNotes:
    """The notes that ``visitor`` may see, and the court's text, given as ``parts`` with links, with the notes' passages
    marked. One query; two for the newsroom. ``begin``: public id of the note that the page begins with; ``told``: what
    readers are told of changes in them."""
    known = Annotation.objects.visible_to(visitor).filter(filing=filing)
    if begin:
        first = known.filter(public_id=begin)
        at, key = (Subquery(first.values(name)[:1]) for name in ("created_at", "id"))
        known = known.filter(~Exists(first) | Q(created_at__gt=at) | Q(created_at=at, id__gte=key))
    rows = list(select_note_fields(known, visitor)[: SHOWN + 1])
    for row in rows:
        row.filing = filing
    is_first = not (begin and rows and rows[0].public_id == begin)
    marked = _marks(rows[:SHOWN], filing, "".join(part.text for part in parts))
    shown = [build_note(row, visitor, case_address, told.get((KIND, row.pk), ())) for row in rows[:SHOWN]]
    return DisplayedNotes(
        shown, rows[SHOWN].public_id if len(rows) > SHOWN else "", is_first, cut_stretches(parts, marked)
    )


def list_notes_on_text(
    filing: Filing, document: int, visitor: Visitor, case_address: str
) -> list[tuple[Annotation, DisplayedNote]]:
    """The notes on a document that ``visitor`` may see, with their rows. One query; two for the newsroom."""
    known = Annotation.objects.visible_to(visitor).filter(filing=filing, about=Annotation.About.DOCUMENT)
    rows = list(select_note_fields(known.filter(document_number=document), visitor)[:MOST_ON_TEXT])
    for row in rows:
        row.filing = filing
    return [(row, build_note(row, visitor, case_address)) for row in rows]


def is_on_first_page(row: Annotation) -> bool:
    """Whether this note is on the first page for someone who sees every note of the filing."""
    earlier = Q(created_at__lt=row.created_at) | Q(created_at=row.created_at, id__lt=row.pk)
    return not Annotation.objects.filter(earlier, filing=row.filing_id, deleted_at=None)[SHOWN - 1 : SHOWN].exists()


def select_note_fields(rows: Any, visitor: Visitor) -> Any:
    """Adds to the query what ``build_note`` needs of each row."""
    if not is_newsroom_member(visitor):
        return rows
    coming = PendingVersion.objects.filter(kind=KIND, object_id=OuterRef("pk")).exclude(status=PublicationStatus.DRAFT)
    rows = rows.annotate(coming=Subquery(coming.values("status")[:1]))
    return rows.prefetch_related(Prefetch("replies", Reply.objects.filter(deleted_at=None), to_attr="answers"))


def is_newsroom_member(visitor: Visitor) -> bool:
    return isinstance(visitor, User) and visitor.has_perm(READ)


def describe_audience(visibility: str, status: str, visitor: Visitor) -> str:
    """Who sees a note, as the text of a badge; "" for readers, to whom every note they see is public."""
    if not visitor.is_authenticated:
        return ""
    label = _LABELS[visibility]
    return label if status == Annotation.Status.PUBLISHED else f"{label} · {Annotation.Status(status).label}"


def build_note(
    row: Annotation, visitor: Visitor, case_address: str, changes: Sequence[ToldChange] = ()
) -> DisplayedNote:
    """``row`` comes from ``select_note_fields``, and ``visitor`` may see it."""
    inside = is_newsroom_member(visitor)
    is_author = row.author_id is not None and row.author_id == visitor.pk
    status = Annotation.Status(row.status)
    edits = isinstance(visitor, User) and visitor.has_perm(EDIT)
    shared = row.visibility != Annotation.Visibility.PRIVATE and status != Annotation.Status.DRAFT
    return DisplayedNote(
        id=row.public_id,
        version=row.version,
        html=render_markdown(row.body, case_address),
        byline=row.byline,
        when=row.published_at or row.edited_at,
        badge=_LABELS[Annotation.Visibility(row.visibility)] if inside or is_author else "",
        state=_describe_state(row, status),
        scheduled=row.published_at if row.published_at and row.published_at > timezone.now() else None,
        edited=row.edited_at if _is_edited(row) and not changes else None,
        changes=changes,
        about=_about(row),
        url=build_note_passage_url(row, case_address) if row.of_text else "",
        quote=row.exact,
        doubt=(_DOUBTS_OF_TEXT if row.of_text else _DOUBTS).get(row.fit, ""),
        changed_at=row.words_changed_at if inside else None,
        tags=row.tags,
        may_edit=edits and (is_author or shared),
        may_approve=edits and status == Annotation.Status.WAITING and row.edited_by_id != visitor.pk,
        has_thread=inside and (shared or (is_author and bool(getattr(row, "answers", ())))),
        closed_at=row.resolved_at,
        answers=[
            NoteReply(
                said.pk, said.by_name, said.at, render_markdown(said.body, case_address), said.author_id == visitor.pk
            )
            for said in getattr(row, "answers", ())
        ]
        if inside
        else [],
    )


def _describe_state(row: Annotation, status: PublicationStatus) -> str:
    if coming := getattr(row, "coming", ""):
        waits = coming == PublicationStatus.WAITING
        return f"New version {'waits for a second editor' if waits else 'scheduled'}"
    return "" if status == PublicationStatus.PUBLISHED else str(status.label)


def _is_edited(row: Annotation) -> bool:
    is_out = row.status == Annotation.Status.PUBLISHED and row.published_at is not None
    return is_out and row.edited_at > (row.published_at or row.edited_at)


_DOUBTS: dict[str, str] = {
    Fit.ORPHANED: "These words no longer stand in the court’s text.",
    Fit.CHANGED: "The court has changed these words since.",
}


_DOUBTS_OF_TEXT: dict[str, str] = {
    Fit.ORPHANED: "These words no longer stand in the document’s text here.",
    Fit.CHANGED: "These words are others in the document’s text now.",
}


def build_text_url(row: Annotation, case_address: str) -> str:
    """The address of a note on a document's text: at its passage."""
    filing = build_filing_url(case_address, row.filing.number, row.filing.public_id)
    return f"{build_document_url(filing, row.document_number or 0)}?note={row.public_id}#note-{row.public_id}"


def build_note_passage_url(row: Annotation, case_address: str) -> str:
    """The address that leads readers to what a note on a document's text stands on: marked on the page, where they may
    see it; else in the text."""
    filing = build_filing_url(case_address, row.filing.number, row.filing.public_id)
    return f"{build_pages_url(filing, row.document_number or 0)}?note={row.public_id}"


def _about(row: Annotation) -> str:
    if row.about == Annotation.About.DOCUMENT:
        return f"On document {row.document_number}" if row.document_number else "On the main document"
    return "On the ruling" if row.about == Annotation.About.RULING else ""


def _marks(rows: Iterable[Annotation], filing: Filing, text: str) -> list[tuple[int, int, str]]:
    """Where the passages stand: (start, end, note). Where the filing's text has just changed, the passage is located
    here."""
    marks = []
    for row in rows:
        if row.of_text:
            continue
        start, end = row.start, (row.start or 0) + row.length
        if row.exact and row.anchored_to != filing.fingerprint:
            found = locate_passage(row.passage, text)
            start, end = (None, 0) if found.fit == Fit.ORPHANED else (found.start, found.end)
        if start is not None and start < end <= len(text):
            marks.append((start, end, row.public_id))
    return sorted(marks)


def cut_stretches(parts: Sequence[LinePart], marks: Sequence[tuple[int, int, str]]) -> list[TextStretch]:
    """The parts, cut where a mark begins or ends. Where marks overlap, the one that begins last applies."""
    found: list[TextStretch] = []
    begin = 0
    for part in parts:
        end = begin + len(part.text)
        edges = {edge for start, stop, _ in marks for edge in (start, stop) if begin < edge < end}
        for start, stop in pairwise(sorted({begin, end, *edges})):
            on = [name for first, last, name in marks if first <= start and stop <= last]
            found.append(TextStretch(part.text[start - begin : stop - begin], on[-1] if on else "", part.url))
        begin = end
    return found
