"""``/desk/edits/``: the audit log of what people changed and decided, with a button to restore what editors entered."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Max, Q
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_POST, require_safe

from dockets.format.print_style import format_date, format_moment
from dockets.format.typed_number import parse_whole_number
from dockets.history.audit_log import create_request_id
from dockets.history.custody_log import DELETED, TAKEN
from dockets.http.permissions import has_role, require_role
from dockets.http.query_values import strip_control_characters
from dockets.http.requested_page import get_requested_page
from dockets.identity.identity_log import APART, DECISION, MERGE
from dockets.models import AuditEntry, Docket, DocketRelation, IdentityDecision
from rulings.audit import identity_words
from rulings.audit.feed import CASES, FILINGS, KEYS, find_entries, visible_entries
from rulings.audit.identity_words import Word, find_words, link_to_case
from rulings.audit.links import NAMES, PLACES, LinkedEdit, link_edits
from rulings.audit.restore import RESTORED, CannotRestore, restore_edit
from rulings.corrections.describe import describe_value
from rulings.following.save import KINDS as OF_FOLLOWING
from rulings.history.account_log import EVENTS
from rulings.history.account_log import KIND as ACCOUNT
from rulings.html.event_lines import label_outcome
from rulings.http import sent_forms
from rulings.models import Tracker
from rulings.models.annotation import Visitor
from rulings.publishing.house_style import KIND as HOUSE
from rulings.publishing.house_style import describe_word
from rulings.publishing.pending import is_request_held
from rulings.trackers.restore import can_restore, restore_tracker_edit
from rulings.trackers.save import KINDS as OF_TRACKERS
from rulings.trackers.save import MATTER, TRACKER
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.corrections import FIELD_LABELS, CorrectedField

PAGE = 50
KINDS = {
    "annotation": "note",
    "assignment": "who looks after the case",
    "channel": "channel of the newsroom",
    "claim": "claim",
    "correction": "correction",
    "deskmark": "item of the desk",
    "disposition": "decision",
    "documenttext": "document’s text",
    "editorial": "plain language",
    "followrule": "rule of what the newsroom follows",
    "handover": "what was handed over",
    "hearing": "hearing",
    "milestone": "milestone",
    "motion": "motion",
    "pendingversion": "new version",
    "publicchange": "what readers are told",
    "reply": "answer to a note",
    "reviewcomment": "comment for a colleague",
    "matter": "row of a tracker",
    "ruling": "ruling",
    "tracker": "tracker",
    "wanteddocument": "wanted document",
}
"""``AuditEntry.kind`` in words."""
OF_RECORD = {FILINGS: "which filings are one", CASES: "which cases are one"}
OF_SITE = {HOUSE: "house style"}
OF_ACCOUNTS = {ACCOUNT: "accounts", TAKEN: "what was taken away", DELETED: "what was deleted"}
"""For admins alone."""
OF_NO_CASE = (*OF_TRACKERS, *OF_FOLLOWING)
_VERSION = "pendingversion"
"""Of a case's, or of a tracker's."""
_LONGEST = 300
_UNTOLD = {"words_key", "text_key"}
"""Fields that mean nothing to a person."""
_ROWS: Mapping[str, set[str]] = {
    "annotation": {"filing", "version", "body", "tags"},
    "editorial": {"filing"},
    "documenttext": {"filing", "document", "stands", "sha256"},
    "deskmark": {"of", "item", "done_at", "done_by", "holder"},
    "handover": {"on", "annotation", "editor"},
    "pendingversion": {
        *("of", "item", "title", "decided", "body", "note", "onto", "tracker_id", "own", "documents"),
        *("statuses", "columns", "status_filing", "filing", "take_back"),
    },
    "reply": {"annotation"},
    "reviewcomment": {"of", "item", "asks"},
    "wanteddocument": {"filing", "document"},
}
"""Kind -> fields to leave out: they hold a row's id, repeat the rest of the line, or have a history of their own."""
_CALLED = {
    "asserted_by": "made by",
    "by_parties": "filed by the parties",
    "is_complete": "gone through by an editor",
    "later_pleadings": "in later pleadings",
    "name": "file",
    "positions": "what each side says",
    "starts_at": "begins",
}
"""Fields whose own names are less clear."""
NOTHING = "—"
_WROTE = {
    "annotation": "wrote the note",
    "correction": "corrected",
    "handover": "handed over",
    "reply": "answered the note",
    "reviewcomment": "commented on",
    "wanteddocument": "wanted",
}
_SAID = {"confirmed": "confirmed that", "rejected": "rejected that"}
_OF_ACCOUNT = {"handed-over": "to", "name": "name", "token": "token", "token-ended": "token"}
"""What was changed of an account, where it was not the role."""
GONE = "somebody who is no longer here"


class Difference(NamedTuple):
    name: str
    was: str
    """"" where nothing was there; the same goes for ``now``."""
    now: str


class EditLine(NamedTuple):
    """ "nellie | said that | 34 Order … and 35 Order … | are the same filing"."""

    key: str
    by: str
    at: datetime
    did: str
    things: Sequence[LinkedEdit]
    """Without an address where there is no page."""
    then: str
    case: LinkedEdit | None = None
    differences: Sequence[Difference] = ()
    back: str = ""
    """Label of the button that restores it; "" where it cannot be restored."""
    edit_id: int = 0
    between: str = "and"
    """The word between two ``things``."""


@require_safe
@require_role("editor", "desk")
def edit_list(request: HttpRequest) -> HttpResponse:
    """``case``: the id of one case; ``tracker``: of one tracker; ``kind``: one of ``KINDS`` or ``OF_RECORD``."""
    case = _case(request.GET.get("case", ""))
    of_tracker = parse_whole_number(request.GET.get("tracker", ""))
    tracker = Tracker.objects.filter(pk=of_tracker).first() if of_tracker else None
    asked = request.GET.get("kind", "")
    kinds = KINDS | OF_RECORD | OF_SITE | (OF_ACCOUNTS if request.user.is_superuser else {})
    kind = asked if asked in kinds else ""
    entries = find_entries(request.user, case=case, kind=kind)
    page, notice = get_requested_page(request, entries.filter(_of_tracker(tracker)) if tracker else entries, KEYS, PAGE)
    context: dict[str, object] = {"lines": build_edit_lines(page.rows, request.user), "page": page, "notice": notice}
    context |= {"section": "desk", "kind": kind, "tracker": tracker}
    context |= {"case": case, "kinds": kinds.items(), "request_id": create_request_id()}
    context["seen"] = AuditEntry.objects.aggregate(newest=Max("id"))["newest"] or 0
    return render(request, "rulings/edit_list.html", context)


@require_role("editor", "claims")
@require_POST
def edit_restore(request: HttpRequest, edit_id: int) -> HttpResponse:
    """``seen``: the newest edit of all when the page was shown."""
    known = visible_entries(request.user).select_related("docket").defer("docket__search")
    edit = get_object_or_404(known, pk=edit_id, kind__in=(*RESTORED, HOUSE, *OF_TRACKERS))
    if edit.kind == HOUSE and not has_role(request.user, "admin", "site"):
        raise PermissionDenied
    if edit.kind in OF_TRACKERS and not has_role(request.user, "editor", "trackers"):
        raise PermissionDenied
    seen, asked = (
        parse_whole_number(request.POST.get("seen", "")) or 0,
        strip_control_characters(request.POST.get("request_id", "")),
    )
    try:
        by, key = get_desk_user(request), sent_forms.get_form_id(request, asked)
        if edit.kind in OF_TRACKERS:
            restore_tracker_edit(edit, seen=seen, by=by, now=timezone.now(), request_id=key)
        else:
            restore_edit(edit, seen=seen, by=by, request_id=key)
        held, done = "Saved. It waits for review.", "Put back. That is an edit too, and can be undone here."
        messages.info(request, held if is_request_held(key) else done)
    except CannotRestore as error:
        messages.error(request, str(error))
    of_case: dict[str, Any] = {"case": edit.docket_id} if edit.docket_id else {}
    if tracker := parse_whole_number(request.POST.get("tracker", "")):
        return HttpResponseRedirect(reverse("edit-list", query={"tracker": tracker}))
    return HttpResponseRedirect(reverse("edit-list", query=of_case | {"kind": edit.kind}))


def _of_tracker(tracker: Tracker) -> Q:
    """The edits of a tracker and of its rows."""
    of_rows = Q(kind=MATTER, object_id__in=tracker.matters.values("pk"))
    named = {"of": TRACKER, "item": tracker.pk}
    held = {"tracker_id": tracker.pk}
    told = Q(after__contains=named) | Q(before__contains=named) | Q(after__contains=held) | Q(before__contains=held)
    of_versions = Q(kind=_VERSION) & told
    return Q(kind=TRACKER, object_id=tracker.pk) | of_rows | of_versions


def _case(asked: str) -> Docket | None:
    if not asked:
        return None
    found = Docket.objects.defer("search").filter(pk=parse_whole_number(asked) or 0).first()
    if found is None:
        raise Http404("There is no such case.")
    return found


def build_edit_lines(rows: Sequence[AuditEntry], user: Visitor) -> list[EditLine]:
    """For the page of edits, and for previews of what a file would change."""
    others = (*identity_words.KINDS, *OF_ACCOUNTS, HOUSE)
    edits = [row for row in rows if row.kind not in others and not _is_of_no_case(row)]
    asked = AuditEntry.objects.filter(
        kind__in=(*RESTORED, HOUSE, *OF_TRACKERS), object_id__in={row.object_id for row in rows}
    )
    newest = {
        (kind, key): last for kind, key, last in asked.values_list("kind", "object_id").annotate(Max("id")).order_by()
    }
    linked, words = link_edits(edits, user), find_words(rows)
    return [
        _on_account(row)
        if row.kind == ACCOUNT
        else _on_custody(row)
        if row.kind in (TAKEN, DELETED)
        else _on_house_style(row, newest.get((HOUSE, row.object_id), 0), user)
        if row.kind == HOUSE
        else _on_tracker(row, newest.get((row.kind, row.object_id), 0))
        if _is_of_no_case(row)
        else _on_identity(row, words[row.pk])
        if row.pk in words
        else _line(row, newest.get((row.kind, row.object_id), 0), linked[row.pk])
        for row in rows
    ]


def _is_of_no_case(entry: AuditEntry) -> bool:
    return entry.kind in OF_NO_CASE or (entry.kind == _VERSION and entry.docket_id is None)


def _line(edit: AuditEntry, newest: int, linked: LinkedEdit) -> EditLine:
    before, after = edit.before or {}, edit.after or {}
    untold = _UNTOLD | _ROWS.get(edit.kind, set())
    if not (before and after):
        # The link already says it.
        state = before or after
        untold |= {PLACES.get(edit.kind, ""), *(key for key in NAMES if str(state.get(key)) in linked.text)}
    fields = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in untold]
    zone = edit.case.court.zone
    told = (
        (_CALLED.get(key, key.replace("_", " ")), *(_said_of(key, state.get(key), zone) for state in (before, after)))
        for key in fields
    )
    differences = (
        _corrected(before, after)
        if edit.kind == "correction"
        else [
            Difference(name, *("" if said == NOTHING else said for said in (was, now)))
            for name, was, now in told
            if was != now and (was, now) != (NOTHING, "no")
        ]
    )
    back = (
        ""
        if edit.kind not in RESTORED
        else "Bring it back"
        if not after
        else ""
        if edit.pk == newest
        else "Go back to this"
    )
    key = f"edit-{edit.pk}"
    things = [linked] if linked.text else []
    if _is_deletion(edit) and edit.kind == "annotation" and linked.text:
        things.append(LinkedEdit("restore it from its history", linked.url))
    return EditLine(
        key, edit.by_name, edit.at, _did(edit), things, "", link_to_case(edit.case), differences, back, edit.pk,
        between="·",
    )  # fmt: skip


def _is_deletion(edit: AuditEntry) -> bool:
    """Whether a note or an answer was deleted; its row stays, and with it all that was said."""
    before, after = edit.before or {}, edit.after or {}
    return any(after.get(key) and not before.get(key) for key in ("deleted_at", "deleted"))


def _corrected(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """A correction in words: against what the machine had read, or what the editors had said before."""
    state = after or before
    if (field := state["field"]) not in CorrectedField:
        return []
    was = before["value"] if before else state["machine"]
    now = after["value"] if after else state["machine"]
    values = [describe_value(field, value) for value in (was, now)]
    why = [Difference("why", "", state["reason"])] if after and state["reason"] else []
    return [Difference(FIELD_LABELS[CorrectedField(field)], *values), *why]


def _did(edit: AuditEntry) -> str:
    """ "changed claim"; for the desk and for notes in the words that their pages use."""
    did = "made" if edit.before is None else "removed" if edit.after is None else "changed"
    if edit.kind == "deskmark":
        now = edit.after or {}
        return (
            "took off the desk:"
            if now.get("done_at")
            else "took in hand:"
            if now.get("holder")
            else "put back on the desk:"
        )
    if did == "made" and edit.kind in _WROTE:
        return _WROTE[edit.kind]
    if edit.kind in _WROTE and _is_deletion(edit):
        return f"deleted the {KINDS[edit.kind]}"
    if edit.kind == "documenttext":
        stands = (edit.after or {}).get("stands")
        return (
            "brought in the text of" if did == "made" else "put back the text of" if stands else "took away the text of"
        )
    if edit.kind == "correction":
        return "changed the correction of" if did == "changed" else "took back the correction of"
    return f"{'entered' if did == 'made' else did} {KINDS.get(edit.kind, edit.kind)}"


def _on_house_style(entry: AuditEntry, newest: int, user: Visitor) -> EditLine:
    before, after = entry.before or {}, entry.after or {}
    changed = [key for key in {**before, **after} if before.get(key) != after.get(key)]
    differences = [
        Difference(f"“{describe_word(key)}”", before.get(key, "as built in"), after.get(key, "as built in"))
        for key in changed
    ]
    can_go_back = entry.pk != newest and has_role(user, "admin", "site")
    return EditLine(
        f"edit-{entry.pk}", entry.by_name, entry.at, "changed the house style", [], "", differences=differences,
        back="Go back to this" if can_go_back else "", edit_id=entry.pk,
    )  # fmt: skip


def _on_account(entry: AuditEntry) -> EditLine:
    told = entry.after or {}
    did, of = EVENTS.get(told["event"], told["event"]), told["of"]
    is_own = of == entry.by_name
    things = [] if is_own and told["event"] == "login" else [LinkedEdit("their own account" if is_own else of, "")]
    changed = (
        [Difference(_OF_ACCOUNT.get(told["event"], "role"), told.get("was", ""), told.get("now", ""))]
        if told.get("was") or told.get("now")
        else []
    )
    detail = f"({told['detail']})" if told.get("detail") else ""
    return EditLine(f"edit-{entry.pk}", entry.by_name or "Somebody", entry.at, did, things, detail, differences=changed)


def _on_custody(entry: AuditEntry) -> EditLine:
    """What somebody took away whole, or deleted."""
    did = "took away" if entry.kind == TAKEN else "deleted"
    case = link_to_case(entry.docket) if entry.docket else None
    return EditLine(f"edit-{entry.pk}", entry.by_name, entry.at, f"{did} {(entry.after or {})['what']}", [], "", case)


def _on_tracker(entry: AuditEntry, newest: int) -> EditLine:
    """A tracker or one of its rows, a rule or a channel of the newsroom: they belong to no case."""
    before, after = entry.before or {}, entry.after or {}
    state = after or before
    named = next((str(state[key]) for key in ("title", "tracker", "row", "name") if state.get(key)), "")
    untold = {"of", "item"} if entry.kind == _VERSION else set()
    fields = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in untold]
    differences = [
        Difference(key.replace("_", " "), *("" if said == NOTHING else said for said in (was, now)))
        for key in fields
        for was, now in [(_said(before.get(key)), _said(after.get(key)))]
        if was != now
    ]
    things = [LinkedEdit(named, "")] if named else []
    back = "Go back to this" if entry.pk != newest and can_restore(entry) else ""
    return EditLine(
        f"edit-{entry.pk}", entry.by_name, entry.at, _did(entry), things, "", differences=differences, back=back,
        edit_id=entry.pk,
    )  # fmt: skip


def _on_identity(entry: AuditEntry, word: Word) -> EditLine:
    """Decisions on which filings, or which cases, are one, and on how one case is related to another."""
    given, verdict, between = entry.after is not None, word.state.get("verdict", ""), "and"
    did, then = "said that" if given else "took back that", ""
    if entry.kind == DECISION:
        then = f"are {IdentityDecision.Verdict(verdict).label}"
    elif entry.kind == MERGE:
        did, then = ("made one case of", "") if given else (did, "are one case")
    elif entry.kind == APART:
        then = "are two cases"
    else:
        between = f"is {DocketRelation.Kind(word.state['relation']).label}"
        did = _SAID[verdict] if given else "took back the rejection that" if verdict == "rejected" else did
    if word.is_withdrawn and entry.kind != MERGE:
        then = f"{then} (taken back since)".strip()
    by = entry.by_name or (GONE if given or entry.kind == MERGE else "a command")
    return EditLine(f"edit-{entry.pk}", by, entry.at, did, word.things, then, word.case, between=between)


def _said_of(key: str, value: Any, zone: ZoneInfo) -> str:
    """A field's value in words: an outcome by its label, a moment in newspaper style. ``zone``: the court's, used for
    when a hearing begins; other times are in the newsroom's."""
    if key == "outcome" and value:
        return label_outcome(value)
    if key.endswith(("_at", "_until")) and isinstance(value, str) and (moment := parse_datetime(value)):
        return format_moment(timezone.localtime(moment, zone if key == "starts_at" else None))
    if key in ("date", "moved_to") and isinstance(value, str) and (day := parse_date(value)):
        return format_date(day)
    if key == "positions" and value:
        return "; ".join(f"{side}: {_with(told['text'], told['filing'])}" for side, told in value.items())[:_LONGEST]
    if key == "later_pleadings" and value:
        return "; ".join(_pleaded(told) for told in value)[:_LONGEST]
    return _said(value)


def _with(words: str, filing: str | None) -> str:
    return f"{words} ({filing})" if filing else words


def _pleaded(told: Mapping[str, Any]) -> str:
    """ "40 renumbered it, to 2"."""
    number = f", to {told['number']}" if told["number"] else ""
    return f"{told['pleading']} {told['change']} it{number}"


def _said(value: Any) -> str:
    """A value as a line of text: parties by their names, each side's position in full."""
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items())[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(str(each[1]) if isinstance(each, list) else _said(each) for each in value)[:_LONGEST]
    return str(value)[:_LONGEST]
