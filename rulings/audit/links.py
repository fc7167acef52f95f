"""Links an edit to the page of its object, and names it in words that people know: a note by how it begins, not by its
row's number."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.db.models import Q
from django.urls import reverse

from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.models import AuditEntry, Filing
from dockets.models.filing import select_court_words
from rulings.models import Annotation, Editorial, Reply, Ruling
from rulings.models.annotation import Visitor

LONGEST = 80
"""Characters of a name."""
_OF_NOTES = ("waiting", "orphan", "overtaken", "mention")
"""Kinds of desk items that are notes."""
_TABLES = {"answer": "answer", "duplicate": "filing", "filing": "filing", "ruling": "ruling"}
"""Kind of a desk item -> the table of what it is, where that is not a note."""
_ON_DOCUMENTS = ("documenttext", "wanteddocument")
NAMES = ("number", "title", "headline", "claim", "motion", "editor", "party")
"""Fields whose value names an edit's object."""
PLACES = {
    "correction": "filing",
    "disposition": "ruling",
    "documenttext": "filing",
    "hearing": "filing",
    "motion": "filing",
    "ruling": "filing",
    "wanteddocument": "filing",
}
"""Kind -> the field that names the filing where it stands."""


class LinkedEdit(NamedTuple):
    text: str
    url: str


def link_edits(edits: Iterable[AuditEntry], user: Visitor) -> dict[int, LinkedEdit]:
    """By the id of the edit. At most five queries; notes only where the user may know of them."""
    edits = list(edits)
    wanted: dict[str, dict[int, int]] = {"note": {}, "filing": {}, "ruling": {}, "editorial": {}, "answer": {}}
    for edit in edits:
        if (of := _row(edit)) is not None:
            wanted[of[0]][edit.pk] = of[1]
    wanted["note"] |= _find_answered(wanted["answer"])
    known = Annotation.objects.known_to(user).filter(pk__in=wanted["note"].values())
    notes = {row.pk: row for row in known.only("public_id", "excerpt", "body")}
    said = dict(Editorial.objects.filter(pk__in=wanted["editorial"].values()).values_list("pk", "filing"))
    decided = dict(Ruling.objects.filter(pk__in=wanted["ruling"].values()).values_list("pk", "filing"))
    on = dict(wanted["filing"])
    on |= {key: said[row] for key, row in wanted["editorial"].items() if said.get(row)}
    on |= {key: decided[row] for key, row in wanted["ruling"].items() if row in decided}
    # A filing without a number is stored by its public id, which no person knows it by.
    unnumbered = {name for edit in edits if not (name := _place_name(edit)).isdecimal() and name}
    asked = Filing.objects.filter(Q(pk__in=on.values()) | Q(public_id__in=unnumbered))
    rows = list(asked.values_list("pk", "number", "public_id", select_court_words(LONGEST))) if on or unnumbered else []
    filings = {key: (number, public_id, words) for key, number, public_id, words in rows}
    on |= {edit.pk: key for edit in edits for key, _, public_id, _ in rows if public_id == _place_name(edit)}
    found = {}
    for edit in edits:
        case = build_docket_url(edit.case.court_id, edit.case.docket_number)
        note, filing = notes.get(wanted["note"].get(edit.pk, 0)), filings.get(on.get(edit.pk, 0))
        if note:
            found[edit.pk] = LinkedEdit(_begun(note), reverse("annotation-history", args=[note.public_id]))
        elif filing:
            number, public_id, words = filing
            place = _place(edit, case) if edit.kind in PLACES else build_filing_url(case, number, public_id)
            found[edit.pk] = LinkedEdit(_named(edit, f"{number} {words}".strip()), place)
        else:
            found[edit.pk] = LinkedEdit(_named(edit, ""), _place(edit, case))
    return found


def _find_answered(answers: Mapping[int, int]) -> dict[int, int]:
    """By the id of the edit, the note whose answer it is about."""
    if not answers:
        return {}
    notes = dict(Reply.objects.filter(pk__in=answers.values()).values_list("pk", "annotation"))
    return {edit: notes[answer] for edit, answer in answers.items() if answer in notes}


def _row(edit: AuditEntry) -> tuple[str, int] | None:
    """The table of the row whose words or place are looked up."""
    state = edit.after or edit.before or {}
    if edit.kind == "annotation":
        return "note", edit.object_id
    if edit.kind == "reply":
        return "note", state["annotation"]
    if edit.kind == "editorial":
        return "editorial", edit.object_id
    if edit.kind == "deskmark":
        item = str(state.get("item", "")).partition(":")[0]
        of = "note" if item in _OF_NOTES else _TABLES.get(item, "")
        return (of, state["of"]) if of else None
    if edit.kind == "handover":
        on = state.get("on")
        return ("note", state["annotation"]) if "annotation" in state else ("filing", on) if on else None
    return None


def _place_name(edit: AuditEntry) -> str:
    """The name that the edit itself gives the filing where its object stands; "" where there is none."""
    state = edit.after or edit.before or {}
    return str(state.get(PLACES.get(edit.kind, "")) or "")


def _place(edit: AuditEntry, case: str) -> str:
    """The address, from the edit's own values."""
    state = edit.after or edit.before or {}
    if edit.kind == "claim":
        return f"{case}claims/"
    if edit.kind == "correction" and "party_id" in state:
        return f"{case}parties/#party-{state['party_id']}"
    if not (name := _place_name(edit)):
        return case
    place = build_filing_url(case, name, name)
    return build_document_url(place, state["document"]) if edit.kind in _ON_DOCUMENTS else place


def _named(edit: AuditEntry, filing: str) -> str:
    state: Mapping[str, object] = edit.after or edit.before or {}
    on = filing or _place_name(edit)
    if edit.kind in _ON_DOCUMENTS:
        return f"{f'document {state["document"]}' if state.get('document') else 'the main document'} of {on}"
    own = " ".join(str(state[key]) for key in NAMES if state.get(key))[:LONGEST]
    return f"{own} ({on})" if own and on and edit.kind in ("editorial", "disposition") else own or on


def _begun(note: Annotation) -> str:
    begun = note.excerpt or note.body
    return f"“{begun[:LONGEST].rstrip()}{'…' if len(begun) > LONGEST else ''}”"
