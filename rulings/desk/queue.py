"""The items on the editors' desk, oldest first, and what is done with them.

An item is a row of another table (a filing, a ruling, a note) that needs an editor. It leaves the desk when that row
says so (a note is approved, a ruling is confirmed), or when somebody marks it as done (``DeskMark``).
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Coalesce, Left
from django.utils import timezone

from dockets.history.audit_log import record_edit
from dockets.models import Docket, DocumentText, Filing
from dockets.models.filing import select_court_words
from rulings.desk.publishing import count_for_review
from rulings.html.markdown import cut_excerpt
from rulings.models import (
    Annotation,
    Assignment,
    Correction,
    DeskMark,
    Disposition,
    HandOver,
    Reply,
    ReviewComment,
    Ruling,
    TimelineEvent,
    TrackerCandidate,
)
from rulings.models.tracker import EDIT, filter_open_candidates
from rulings.vocabulary.kinds import EventKind
from rulings.wanted.releases import RELEASE_VALUES, describe_release, list_released
from rulings.wanted.wanted_list import list_arrived

PAGE = 20
"""Items of each kind on the page; the oldest."""
COUNTED = 1_000
LEASE = timedelta(minutes=30)
"""How long an item is reserved for whoever took it."""
NEW = timedelta(days=14)
"""How long a new filing of a case that nobody looks after lies on the desk."""
AHEAD = timedelta(days=7)
"""How long before its day a case that is due lies on the desk."""


MARK = "deskmark"
"""``AuditEntry.kind`` of what was done with an item."""


class DeskKind(StrEnum):
    FILING = "filing"
    RULING = "ruling"
    WAITING = "waiting"
    ORPHAN = "orphan"
    OVERTAKEN = "overtaken"
    MENTION = "mention"
    ANSWER = "answer"
    DUPLICATE = "duplicate"
    CORRECTION = "correction"
    GIVEN = "given"
    DUE = "due"
    COMMENT = "comment"
    CAME = "came"
    RELEASE = "release"
    CANDIDATE = "candidate"


class DeskScope(StrEnum):
    """Whose cases are looked through."""

    MINE = "mine"
    NOBODYS = "nobody"
    """An editor's own things, and the cases that nobody looks after."""
    ALL = "all"


MARKED = (
    DeskKind.FILING,
    DeskKind.RULING,
    DeskKind.MENTION,
    DeskKind.ANSWER,
    DeskKind.GIVEN,
    DeskKind.COMMENT,
    DeskKind.CAME,
    DeskKind.RELEASE,
)
"""Kinds that are done when an editor says so; the others are done where they are decided."""
PERSONAL = (DeskKind.MENTION, DeskKind.ANSWER, DeskKind.COMMENT)
"""Kinds of which one thing may lie on several desks, and is done on each by itself."""


@dataclass(slots=True)
class DeskItem:
    """One thing to do, as values of its row."""

    kind: DeskKind
    object_id: int
    docket_id: int
    since: datetime
    headline: str
    text: str
    """The court's text, or the note's."""
    number: str
    public_id: str
    """Of the filing that it is on."""
    court_id: str
    docket_number: str
    case_name: str
    note: str = ""
    """A note's public id."""
    quote: str = ""
    """The court's words that a note is about."""
    version: int = 0
    by: str = ""
    holder: str = ""
    is_mine: bool = False
    """Whether the editor who looks has taken it."""
    held_until: datetime | None = None
    due: date | None = None
    said: str = ""
    """What the newsroom says of it: why it is wanted, what is known of a transcript's restriction."""
    document: int | None = None
    """The number of the document that came in."""
    thing: tuple[str, int] | None = None
    """Kind and id of what a comment is about, as in ``publishing.PUBLISHED``."""
    tracker: int | None = None
    """The tracker that a case is proposed for."""

    @property
    def is_ours(self) -> bool:
        """Whether ``text`` is the newsroom's, and not a court's."""
        return bool(self.note) or self.kind in _ON_CASES


@dataclass(slots=True)
class DeskPile:
    kind: DeskKind
    count: int
    """Counted up to ``COUNTED`` + 1."""
    items: list[DeskItem] = field(default_factory=list)


def list_piles(editor: User, scope: DeskScope, *, now: datetime) -> list[DeskPile]:
    """The desk of one editor. Two queries, and one for each pile on which something lies."""
    rows = {kind: asked(editor, scope) for kind, asked in _ASKED.items()}
    numbers = _count_piles(rows)
    found = [DeskPile(kind, numbers[kind], _items(kind, rows[kind]) if numbers[kind] else []) for kind in rows]
    _note_holders([item for pile in found for item in pile.items], editor, now)
    return found


def _count_piles(rows: Mapping[DeskKind, "QuerySet[Any]"]) -> Counter[str]:
    first, *others = [
        of_kind.order_by().annotate(pile=Value(kind.value)).values_list("pile", flat=True)[: COUNTED + 1]
        for kind, of_kind in rows.items()
    ]
    return Counter(first.union(*others, all=True))


def count_waiting(editor: User) -> int:
    """Number of items on an editor's own desk, up to ``COUNTED`` of each kind. Two queries."""
    scope = choose_scope(editor, everyones=False)
    first, *others = [asked(editor, scope).order_by().values("pk")[:COUNTED] for asked in _ASKED.values()]
    others += count_for_review(editor)
    return int(first.union(*others, all=True).count())


def choose_scope(editor: User, *, everyones: bool) -> DeskScope:
    """On the desk of who looks after no case lies what waits in the cases that nobody looks after. One query."""
    if everyones:
        return DeskScope.ALL
    has_cases = Assignment.objects.filter(editor=editor, docket__merged_into=None).exists()
    return DeskScope.MINE if has_cases else DeskScope.NOBODYS


def take_item(kind: DeskKind, object_id: int, docket_id: int, *, by: User, now: datetime) -> bool:
    """Reserves an item for ``LEASE``; taking it again extends that. False when another editor has it or it is done."""
    values = {"holder": by, "held_until": now + LEASE, "done_at": None, "done_by": None}
    return _mark(get_mark_key(kind, by), object_id, docket_id, by, now, values)


def finish_item(kind: DeskKind, object_id: int, docket_id: int, *, by: User, now: datetime) -> bool:
    """Marks an item as done. False when another editor has it, or was faster."""
    values = {"holder": None, "held_until": None, "done_at": now, "done_by": by}
    return _mark(get_mark_key(kind, by), object_id, docket_id, by, now, values)


def release_item(kind: DeskKind, object_id: int, *, by: User) -> bool:
    """Releases an item that one has taken."""
    rows = DeskMark.objects.filter(kind=get_mark_key(kind, by), object_id=object_id, holder=by)
    return _unmark(rows, by, {"holder": None, "held_until": None})


def undo_finish(kind: DeskKind, object_id: int, *, by: User) -> bool:
    """Undoes ``finish_item``; only the editor who did it may."""
    rows = DeskMark.objects.filter(kind=get_mark_key(kind, by), object_id=object_id, done_by=by, done_at__isnull=False)
    return _unmark(rows, by, {"done_at": None, "done_by": None})


def _unmark(rows: "QuerySet[DeskMark]", by: User, values: dict[str, Any]) -> bool:
    with transaction.atomic():
        row = rows.select_for_update(of=("self",)).select_related("holder", "done_by").first()
        if row is None:
            return False
        before = row.state()
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=[*values])
        _account(row, before, by)
    return True


def _account(row: DeskMark, before: dict[str, Any] | None, by: User) -> None:
    record_edit(docket_id=row.docket_id, kind=MARK, object_id=row.pk, before=before, after=row.state(), by=by)


def get_mark_key(kind: DeskKind, editor: User) -> str:
    """The value of ``DeskMark.kind``. What reaches several is marked per editor, since each sees to it alone."""
    return f"{kind}:{editor.pk}" if kind in PERSONAL else kind.value


def _mark(kind: str, object_id: int, docket_id: int, by: User, now: datetime, values: dict[str, Any]) -> bool:
    """Of two editors at once, one gets the item. The row is locked, so that the audit log has the state before."""
    rows = DeskMark.objects.filter(kind=kind, object_id=object_id).select_related("holder", "done_by")
    with transaction.atomic():
        Docket.objects.select_for_update(no_key=True).only("id").get(pk=docket_id)
        row = rows.first()
        if row and (row.done_at or _is_held(row, by, now)):
            return False
        before = row.state() if row else None
        DeskMark.objects.update_or_create(values, {**values, "docket_id": docket_id}, kind=kind, object_id=object_id)
        _account(rows.get(), before, by)
    return True


def _is_held(row: DeskMark, by: User, now: datetime) -> bool:
    """Whether another editor has it."""
    return row.holder_id not in (None, by.pk) and not (row.held_until and row.held_until < now)


def find_item_docket(kind: DeskKind, object_id: int, editor: User) -> int | None:
    """The docket of an item on this editor's desk or on everyone's; None where there is none."""
    rows = _ASKED[kind](editor, DeskScope.ALL)
    name = "annotation__docket" if kind is DeskKind.ANSWER else "filing__docket" if kind in _ON_NOTES else "docket"
    found: int | None = rows.filter(pk=object_id).values_list(name, flat=True).first()
    return found


# -- what lies there --

_TEXT = TextField()
_DONE = DeskMark.objects.filter(object_id=OuterRef("pk"), done_at__isnull=False)
_IS_LOOKED_AFTER = Exists(Assignment.objects.filter(docket=OuterRef("docket")))
"""Not a join: PostgreSQL takes what has no row beyond a join for rare, and would sort all rulings of all cases."""
_HEADLINE = TimelineEvent.objects.filter(
    filing=OuterRef("filing_pk"), event_kind__in=[EventKind.FILING, EventKind.RULING]
)


def _in_hand(rows: "QuerySet[Any]", editor: User, scope: DeskScope) -> "QuerySet[Any]":
    current = rows.filter(docket__merged_into=None)
    if scope is DeskScope.MINE:
        return current.filter(docket__assignment__editor=editor)
    return current if scope is DeskScope.ALL else current.filter(~_IS_LOOKED_AFTER)


def _filings(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """What came in since somebody looks after the case; where nobody does, lately and after the case itself."""
    assigned = Q(first_seen__gt=F("docket__assignment__since"))
    lately = ~_IS_LOOKED_AFTER & Q(first_seen__gt=F("docket__created_at"))
    lately &= Q(first_seen__gt=timezone.now() - NEW)
    new = {DeskScope.MINE: assigned, DeskScope.NOBODYS: lately, DeskScope.ALL: assigned | lately}[scope]
    return (
        _in_hand(Filing.objects.current().filter(new), editor, scope)
        .exclude(Exists(_DONE.filter(kind=DeskKind.FILING)))
        .order_by("first_seen", "id")
    )


def _rulings(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """What a machine read and nobody has looked at, in the order of its reading; and what editors decided of, where the
    court's text is another one since."""
    read = Q(read_by_machine=True) & ~Exists(_DONE.filter(kind=DeskKind.RULING))
    decided = Exists(Disposition.objects.filter(ruling=OuterRef("pk"), read_by_machine=False))
    reworded = Q(read_by_machine=False) & ~Q(text_key="") & ~Q(text_key=F("filing__fingerprint")) & decided
    rows = Ruling.objects.filter(read | reworded, filing__merged_into=None)
    return _in_hand(rows, editor, scope).order_by("id")


def _duplicates(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    pairs = Filing.objects.current().filter(
        possible_duplicate_of__isnull=False, possible_duplicate_of__merged_into=None
    )
    return _in_hand(pairs, editor, scope).order_by("first_seen", "id")


def _waiting(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    return (
        Annotation.objects.editable_by(editor).waiting().current().exclude(edited_by=editor).order_by("edited_at", "id")
    )


def _of_editor(rows: "QuerySet[Any]", editor: User, scope: DeskScope) -> "QuerySet[Any]":
    return rows if scope is DeskScope.ALL else rows.filter(Q(author=editor) | Q(docket__assignment__editor=editor))


def _orphans(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    rows = Annotation.objects.editable_by(editor).orphaned().current()
    return _of_editor(rows, editor, scope).order_by("edited_at", "id")


def _overtaken(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    rows = Annotation.objects.editable_by(editor).overtaken().current().exclude(fit="orphaned")
    return _of_editor(rows, editor, scope).order_by("words_changed_at", "id")


def _mentions(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    rows = Annotation.objects.visible_to(editor).current().filter(mentions__contains=[editor.get_username().lower()])
    undone = ~Exists(_DONE.filter(kind=get_mark_key(DeskKind.MENTION, editor)))
    return rows.exclude(author=editor).filter(undone).order_by("edited_at", "id")


def _answers(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """Colleagues' answers to notes that are the editor's or that the editor answered before, and those that name the
    editor."""
    notes = Annotation.objects.visible_to(editor).current().values("pk")
    rows = Reply.objects.filter(annotation__in=notes, deleted_at=None).exclude(author=editor)
    own = Reply.objects.filter(annotation=OuterRef("annotation"), author=editor, deleted_at=None, at__lt=OuterRef("at"))
    undone = ~Exists(_DONE.filter(kind=get_mark_key(DeskKind.ANSWER, editor)))
    reached = Q(annotation__author=editor) | Exists(own) | _name_editor(editor)
    return rows.filter(reached, undone).order_by("at", "id")


def _name_editor(editor: User) -> Q:
    return Q(mentions__contains=[editor.get_username().lower()])


def _given(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """What colleagues gave to the editor, what is due first. Not notes that were taken from the newsroom since."""
    notes = Annotation.objects.visible_to(editor).values("pk")
    rows = HandOver.objects.filter(Q(annotation=None) | Q(annotation__in=notes), to=editor, docket__merged_into=None)
    return rows.exclude(Exists(_DONE.filter(kind=DeskKind.GIVEN))).order_by(
        F("due_on").asc(nulls_last=True), "at", "id"
    )


def _due(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """Cases whose day comes within ``AHEAD``, or has gone by."""
    soon = Assignment.objects.filter(due_on__lte=timezone.localdate() + AHEAD, docket__merged_into=None)
    return (soon if scope is DeskScope.ALL else soon.filter(editor=editor)).order_by("due_on", "id")


def _comments(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """Open comments of colleagues: on what the editor wrote, where the editor commented before, or that name the
    editor."""
    own = ReviewComment.objects.filter(
        kind=OuterRef("kind"), object_id=OuterRef("object_id"), author=editor, at__lt=OuterRef("at")
    )
    rows = ReviewComment.objects.filter(resolved_at=None, docket__merged_into=None).exclude(author=editor)
    undone = ~Exists(_DONE.filter(kind=get_mark_key(DeskKind.COMMENT, editor)))
    return rows.filter(Q(writer=editor) | Exists(own) | _name_editor(editor), undone).order_by("at", "id")


def _corrections(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """One for each filing, however much of it was corrected."""
    others = Correction.objects.overtaken().filter(filing=OuterRef("filing"), pk__lt=OuterRef("pk"))
    return _in_hand(Correction.objects.overtaken(), editor, scope).exclude(Exists(others)).order_by("at", "id")


def _came(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """Documents that the editor wants and that are here now."""
    text = DocumentText.objects.shown().filter(filing=OuterRef("filing"), document_number=OuterRef("document_number"))
    rows = list_arrived(editor).exclude(Exists(_DONE.filter(kind=DeskKind.CAME)))
    return rows.annotate(came_at=Subquery(text.values("at")[:1])).order_by("at", "id")


def _released(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    return _in_hand(list_released(timezone.now()), editor, scope).exclude(Exists(_DONE.filter(kind=DeskKind.RELEASE)))


def _candidates(editor: User, scope: DeskScope) -> "QuerySet[Any]":
    """Cases that searches of trackers have found, for every editor of trackers."""
    rows = TrackerCandidate.objects.filter(filter_open_candidates()).select_related("tracker", "search")
    return (rows if editor.has_perm(EDIT) else rows.none()).order_by("at", "id")


_ASKED: dict[DeskKind, Callable[[User, DeskScope], "QuerySet[Any]"]] = {
    DeskKind.DUE: _due,
    DeskKind.GIVEN: _given,
    DeskKind.FILING: _filings,
    DeskKind.RULING: _rulings,
    DeskKind.WAITING: _waiting,
    DeskKind.OVERTAKEN: _overtaken,
    DeskKind.ORPHAN: _orphans,
    DeskKind.MENTION: _mentions,
    DeskKind.ANSWER: _answers,
    DeskKind.COMMENT: _comments,
    DeskKind.DUPLICATE: _duplicates,
    DeskKind.CORRECTION: _corrections,
    DeskKind.CAME: _came,
    DeskKind.RELEASE: _released,
    DeskKind.CANDIDATE: _candidates,
}
_ON_NOTES = {DeskKind.WAITING, DeskKind.OVERTAKEN, DeskKind.ORPHAN, DeskKind.MENTION}
_ON_CASES = {DeskKind.GIVEN, DeskKind.DUE, DeskKind.COMMENT, DeskKind.CANDIDATE}
"""Kinds of which an item need not be on a filing."""
_WAYS = {DeskKind.FILING: "", DeskKind.DUPLICATE: "", DeskKind.ANSWER: "annotation__filing__"}
"""From an item's row to its filing, where that is not "filing__"."""
_SINCE = {
    DeskKind.FILING: "first_seen",
    DeskKind.DUPLICATE: "first_seen",
    DeskKind.RULING: "filing__first_seen",
    DeskKind.OVERTAKEN: "words_changed_at",
    DeskKind.CORRECTION: "filing__changed_at",
    DeskKind.ANSWER: "at",
    DeskKind.CAME: "came_at",
    DeskKind.RELEASE: "ends_at",
}
_ADDED: dict[DeskKind, tuple[str, ...]] = {
    DeskKind.CAME: ("why", "document_number"),
    DeskKind.RELEASE: RELEASE_VALUES,
}
"""Values of a kind's own."""


def _items(kind: DeskKind, rows: "QuerySet[Any]") -> list[DeskItem]:
    if kind in _ON_CASES:
        return [_case_item(kind, row) for row in _case_rows(kind, rows)[:PAGE]]
    return [_item(kind, row) for row in _values(kind, rows)[:PAGE]]


def _case_rows(kind: DeskKind, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """With their dockets; of what was given, with the filing's headline."""
    rows = rows.select_related("docket").defer("docket__search")
    if kind is not DeskKind.GIVEN:
        return rows
    named = rows.annotate(filing_pk=F("filing"), headline=Subquery(_HEADLINE.values("headline")[:1]))
    unread = ("filing__search", "filing__long_text", "annotation__body")
    found: QuerySet[Any] = named.select_related("filing", "annotation").defer(*unread)
    return found


def _case_item(kind: DeskKind, row: Any) -> DeskItem:
    case = row.docket
    filing, note = (row.filing, row.annotation) if kind is DeskKind.GIVEN else (None, None)
    item = DeskItem(
        kind,
        row.pk,
        case.pk,
        getattr(row, "at", None) or row.since,
        f"Note: {note.excerpt[:100]}" if note else _name_case_item(kind, row, filing),
        getattr(row, "words", "") or cut_excerpt(getattr(row, "body", "")),
        filing.number if filing else "",
        filing.public_id if filing else "",
        case.court_id,
        case.docket_number,
        case.case_name or case.docket_number,
        note.public_id if note else "",
        by=getattr(row, "by_name", ""),
        due=getattr(row, "due_on", None),
    )
    item.thing = (row.kind, row.object_id) if kind is DeskKind.COMMENT else None
    if kind is DeskKind.CANDIDATE:
        item.tracker, item.said = row.tracker_id, f"Found by: {row.search.label}"
    return item


def _name_case_item(kind: DeskKind, row: Any, filing: Filing | None) -> str:
    if kind is DeskKind.CANDIDATE:
        return f"{row.docket.docket_number}, for “{row.tracker.title}”"
    if kind is DeskKind.COMMENT:
        return f"{'Changes asked for' if row.asks else 'Comment'}: {_COMMENTED[row.kind]}"
    return (row.headline or "Docket entry") if filing else "The whole case"


_COMMENTED = {
    "annotation": "a note",
    "claim": "a claim",
    "ruling": "a ruling",
    "editorial": "plain language",
    "milestone": "a milestone",
}


def _values(kind: DeskKind, rows: "QuerySet[Any]") -> "QuerySet[Any]":
    """Each row's values, by the field names of ``DeskItem``."""
    on = _WAYS.get(kind, "filing__")
    named = rows.annotate(filing_pk=F(on.removesuffix("__") or "pk"))
    told = {
        "since": F(_SINCE.get(kind, "edited_at")),
        "headline": Coalesce(Subquery(_HEADLINE.values("headline")[:1]), Value("Docket entry", output_field=_TEXT)),
        "text": _select_text(kind, on),
        "on_number": F(f"{on}number"),
        "on_id": F(f"{on}public_id"),
        "court": F(f"{on}docket__court"),
        "case_number": F(f"{on}docket__docket_number"),
        "case": F(f"{on}docket__case_name"),
        "case_id": F(f"{on}docket"),
    }
    blank = Value("", output_field=_TEXT)
    of_note = {"note": F("public_id"), "told_by": F("byline"), "quote": Left("exact", 300)}
    of_answer = {"note": F("annotation__public_id"), "told_by": F("by_name"), "quote": blank}
    of_neither = dict.fromkeys(of_note, blank)
    told |= of_note if kind in _ON_NOTES else of_answer if kind is DeskKind.ANSWER else of_neither
    own = ("version",) if kind in _ON_NOTES else _ADDED.get(kind, ())
    values: QuerySet[Any] = named.annotate(**told).values("pk", *told, *own)
    return values


def _select_text(kind: DeskKind, on: str) -> Any:
    if kind is DeskKind.ANSWER:
        return Left("body", 300)
    return F("excerpt") if kind in _ON_NOTES else select_court_words(300, on)


def _item(kind: DeskKind, row: dict[str, Any]) -> DeskItem:
    return DeskItem(
        kind,
        row["pk"],
        row["case_id"],
        row["since"],
        row["headline"],
        row["text"] or "",
        row["on_number"],
        row["on_id"],
        row["court"],
        row["case_number"],
        row["case"] or row["case_number"],
        row["note"],
        row["quote"],
        row.get("version", 0),
        row["told_by"],
        said=describe_release(row) if kind is DeskKind.RELEASE else row.get("why", ""),
        document=row.get("document_number"),
    )


def _note_holders(items: Sequence[DeskItem], editor: User, now: datetime) -> None:
    held = DeskMark.objects.filter(
        held_until__gt=now, holder__isnull=False, object_id__in=[item.object_id for item in items]
    )
    marks = {(mark.kind, mark.object_id): mark for mark in held.select_related("holder")}
    for item in items:
        if (mark := marks.get((get_mark_key(item.kind, editor), item.object_id))) and mark.holder:
            item.holder, item.is_mine = (
                mark.holder.get_full_name() or mark.holder.get_username(),
                mark.holder_id == editor.pk,
            )
            item.held_until = mark.held_until


def find_next_ruling(editor: User, scope: DeskScope, after: Ruling, *, now: datetime) -> Ruling | None:
    """The ruling read by machine that lies on this desk below ``after``, or else on top of it; none that a colleague
    has in hand."""
    held = DeskMark.objects.filter(
        kind=DeskKind.RULING, object_id=OuterRef("pk"), held_until__gt=now, holder__isnull=False
    )
    rows = _rulings(editor, scope).exclude(Exists(held.exclude(holder=editor))).exclude(pk=after.pk)
    rows = rows.select_related("docket", "filing").defer("docket__search", "filing__search", "filing__long_text")
    found: Ruling | None = rows.filter(pk__gt=after.pk).first() or rows.first()
    return found


def list_editors() -> "QuerySet[User]":
    """Editors to whom a case can be assigned: all who may change notes."""
    return _list_who_may("change_annotation")


def list_newsroom() -> "QuerySet[User]":
    """All who may read what is written for the newsroom."""
    return _list_who_may("view_annotation")


def _list_who_may(codename: str) -> "QuerySet[User]":
    may = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    return User.objects.filter(may | Q(is_superuser=True), is_active=True).distinct().order_by("username")
