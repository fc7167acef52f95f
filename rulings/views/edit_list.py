"""``/desk/edits/``: the account of what people changed and decided, and the way back for claims and what rulings decided."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.db.models import Max
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.views.decorators.http import require_POST, require_safe

from dockets.addresses import docket_address, filing_address
from dockets.keyset import BadCursor
from dockets.models import Docket, DocketRelation, Observation
from dockets.print_style import exact_time, full_date
from dockets.typed_number import whole_number
from dockets.views.docket_list import BAD_PAGE
from dockets.views.typed import printable
from rulings import whole_account
from rulings.account_links import NAMES, PLACES, Linked, links
from rulings.edits import new_request_id
from rulings.models import Edit
from rulings.models.annotation import Visitor
from rulings.restore import RESTORED, CannotRestore, restore
from rulings.rows import outcome_label
from rulings.views import sent
from rulings.views.claims_edit import editors_only
from rulings.views.desk import deskers_only, person_of
from rulings.whole_account import CASES, FILINGS, Part, account

PAGE = 50
KINDS = {
    "annotation": "note",
    "assignment": "who looks after the case",
    "claim": "claim",
    "deskmark": "item of the desk",
    "disposition": "decision",
    "documenttext": "document’s text",
    "editorial": "plain language",
    "hearing": "hearing",
    "milestone": "milestone",
    "motion": "motion",
    "reply": "answer to a note",
    "ruling": "ruling",
}
"""``Edit.kind`` in words."""
OF_RECORD = {FILINGS: "which filings are one", CASES: "which cases are one"}
_LONGEST = 300
_UNTOLD = {"words_key"}
"""Fields that say nothing to a person."""
_ROWS: Mapping[str, set[str]] = {
    "annotation": {"filing", "version"},
    "documenttext": {"filing", "document", "stands", "sha256"},
    "deskmark": {"of", "item", "done_at", "done_by", "holder"},
    "reply": {"annotation"},
}
"""Kind -> fields that hold the number of a row, or what the rest of the line says in words."""
_CALLED = {
    "asserted_by": "made by",
    "by_parties": "filed by the parties",
    "is_complete": "gone through by an editor",
    "later_pleadings": "in later pleadings",
    "name": "file",
    "positions": "what each side says",
    "starts_at": "begins",
}
"""Fields whose own names say less."""
NOTHING = "—"
_WROTE = {"annotation": "wrote the note", "reply": "answered the note"}
_SAID = {"confirmed": "confirmed that", "rejected": "rejected that"}
GONE = "somebody who is no longer here"


class Difference(NamedTuple):
    name: str
    was: str
    """"" where nothing was said; the same goes for ``now``."""
    now: str


class Line(NamedTuple):
    """ "nellie | said that | 34 Order … and 35 Order … | are the same filing"."""

    key: str
    by: str
    at: datetime
    did: str
    things: list[Linked]
    """Without an address where it leads nowhere."""
    then: str
    case: Linked | None = None
    differences: Sequence[Difference] = ()
    back: str = ""
    """What the button says that puts it back; "" where there is none."""
    edit_id: int = 0
    between: str = "and"
    """Two things."""


@require_safe
@deskers_only
def edit_list(request: HttpRequest) -> HttpResponse:
    """``case``: the id of one case; ``kind``: one of ``KINDS`` or ``OF_RECORD``."""
    case = _case(request.GET.get("case", ""))
    asked = request.GET.get("kind", "")
    kind = asked if asked in KINDS or asked in OF_RECORD else ""
    parts, notice = account(request.user, case=case, kind=kind), ""
    try:
        page = whole_account.page(parts, PAGE, after=request.GET.get("after", ""), before=request.GET.get("before", ""))
    except BadCursor:
        page, notice = whole_account.page(parts, PAGE), BAD_PAGE
    context: dict[str, object] = {"lines": _lines(page.rows, request.user), "page": page, "notice": notice}
    context |= {"section": "desk", "kind": kind}
    context |= {"case": case, "kinds": (KINDS | OF_RECORD).items(), "request_id": new_request_id()}
    context["seen"] = Edit.objects.aggregate(newest=Max("id"))["newest"] or 0
    return render(request, "rulings/edit_list.html", context)


@editors_only
@require_POST
def edit_restore(request: HttpRequest, edit_id: int) -> HttpResponse:
    """``seen``: the newest edit of all when the page was shown."""
    known = Edit.objects.visible_to(request.user).select_related("docket").defer("docket__search")
    edit = get_object_or_404(known, pk=edit_id, kind__in=RESTORED)
    seen, asked = whole_number(request.POST.get("seen", "")) or 0, printable(request.POST.get("request_id", ""))
    try:
        restore(edit, seen=seen, by=person_of(request), request_id=sent.once(request, asked))
        messages.info(request, "Put back. That is an edit too, and can be undone here.")
    except CannotRestore as error:
        messages.error(request, str(error))
    return HttpResponseRedirect(reverse("edit-list", query={"case": edit.docket_id, "kind": edit.kind}))


def _case(asked: str) -> Docket | None:
    if not asked:
        return None
    found = Docket.objects.defer("search").filter(pk=whole_number(asked) or 0).first()
    if found is None:
        raise Http404("There is no such case.")
    return found


def _lines(rows: Sequence[Any], user: Visitor) -> list[Line]:
    edits = [row for row in rows if row.part == Part.EDIT]
    asked = Edit.objects.filter(kind__in=RESTORED, object_id__in={edit.object_id for edit in edits})
    newest = {(kind, key): last for kind, key, last in asked.values_list("kind", "object_id").annotate(Max("id")).order_by()}
    linked = links(edits, user)
    return [
        _line(row, newest.get((row.kind, row.object_id), 0), linked[row.pk]) if row.part == Part.EDIT else _word(row)
        for row in rows
    ]


def _line(edit: Edit, newest: int, linked: Linked) -> Line:
    before, after = edit.before or {}, edit.after or {}
    untold = _UNTOLD | _ROWS.get(edit.kind, set())
    if not (before and after):
        # The link says it already.
        state = before or after
        untold |= {PLACES.get(edit.kind, ""), *(key for key in NAMES if str(state.get(key)) in linked.text)}
    fields = [key for key in {**before, **after} if before.get(key) != after.get(key) and key not in untold]
    zone = edit.docket.court.zone
    told = (
        (_CALLED.get(key, key.replace("_", " ")), *(_said_of(key, state.get(key), zone) for state in (before, after)))
        for key in fields
    )
    differences = [
        Difference(name, *("" if said == NOTHING else said for said in (was, now)))
        for name, was, now in told
        if was != now and (was, now) != (NOTHING, "no")
    ]
    back = "" if edit.kind not in RESTORED else "Bring it back" if not after else "" if edit.pk == newest else "Go back to this"
    key = f"edit-{edit.pk}"
    things = [linked] if linked.text else []
    return Line(key, edit.by_name, edit.at, _did(edit), things, "", _case_of(edit.docket), differences, back, edit.pk)


def _did(edit: Edit) -> str:
    """ "changed claim"; of the desk and of notes in the words that their pages use."""
    did = "made" if edit.before is None else "removed" if edit.after is None else "changed"
    if edit.kind == "deskmark":
        now = edit.after or {}
        return "took off the desk:" if now.get("done_at") else "took in hand:" if now.get("holder") else "put back on the desk:"
    if did == "made" and edit.kind in _WROTE:
        return _WROTE[edit.kind]
    if edit.kind == "documenttext":
        stands = (edit.after or {}).get("stands")
        return "brought in the text of" if did == "made" else "put back the text of" if stands else "took away the text of"
    return f"{'entered' if did == 'made' else did} {KINDS.get(edit.kind, edit.kind)}"


def _word(row: Any) -> Line:
    """On which filings, or which cases, are one."""
    key = f"part-{row.part}-{row.pk}"
    if row.part in (Part.DECIDED, Part.DECIDED_THEN, Part.TAKEN_BACK):
        things = [_entry(row.first, row.first_words), _entry(row.second, row.second_words)]
        case, same = _case_of(row.first.filing.docket), f"are {row.get_verdict_display()}"
        if row.part == Part.DECIDED:
            return Line(key, _name(row.decided_by), row.decided_at, "said that", things, same, case)
        if row.part == Part.DECIDED_THEN:
            return Line(key, row.decided_by_name or GONE, row.decided_at, "said that", things, f"{same} (taken back since)", case)
        return Line(key, row.by_name or "a command", row.at, "took back that", things, same, case)
    if row.part in (Part.MERGED, Part.PARTED):
        things = [_numbered(row.loser), _numbered(row.winner)]
        if row.part == Part.MERGED:
            return Line(key, _name(row.merged_by), row.merged_at, "made one case of", things, "")
        return Line(key, _name(row.undone_by), row.undone_at, "took back that", things, "are one case")
    if row.part == Part.APART:
        things = [_numbered(row.one), _numbered(row.other)]
        return Line(key, _name(row.decided_by), row.decided_at, "said that", things, "are two cases")
    return _on_relation(row, key)


def _on_relation(row: Any, key: str) -> Line:
    """A word on how one case stands to another; with what was taken back also the word that two are two."""
    if row.part == Part.RELATED:
        things = [_numbered(row.docket), _elsewhere(row.other_court_id, row.other_number, bool(row.other_id))]
        return Line(key, _name(row.decided_by), row.decided_at, _SAID[row.status], things, "", between=_stands(row.kind))
    things = [_elsewhere(row.one_court, row.one_number), _elsewhere(row.other_court, row.other_number, row.other_is_here)]
    then, between = ("", _stands(row.kind)) if row.kind else ("are two cases", "and")
    if row.part == Part.CASE_TAKEN_BACK:
        taken = "took back that" if row.verdict != "rejected" else "took back the rejection that"
        return Line(key, row.by_name or "a command", row.at, taken, things, then, between=between)
    told = f"{then} (taken back since)".strip()
    return Line(key, row.said_by_name or GONE, row.said_at, _SAID.get(row.verdict, "said that"), things, told, between=between)


def _stands(kind: str) -> str:
    return f"is {DocketRelation.Kind(kind).label}"


def _elsewhere(court: str, number: str, is_here: bool = True) -> Linked:
    return Linked(number, docket_address(court, number) if is_here else "")


def _name(user: Any) -> str:
    return user.get_username() if user else GONE


def _case_of(docket: Docket) -> Linked:
    return Linked(docket.case_name or docket.docket_number, docket_address(docket.court_id, docket.docket_number))


def _numbered(docket: Docket) -> Linked:
    return Linked(f"{docket.case_name} {docket.docket_number}".strip(), _case_of(docket).url)


def _entry(seen: Observation, words: str) -> Linked:
    case = docket_address(seen.filing.docket.court_id, seen.filing.docket.docket_number)
    return Linked(f"{seen.number} {words}".strip() or "an entry without words", filing_address(case, "", seen.filing.public_id))


def _said_of(key: str, value: Any, zone: ZoneInfo) -> str:
    """A field's value in words: an outcome by its label, a moment as newspapers print it. ``zone``: the court's, in which it said
    when a hearing begins; the rest is in the newsroom's."""
    if key == "outcome" and value:
        return outcome_label(value)
    if key.endswith(("_at", "_until")) and isinstance(value, str) and (moment := parse_datetime(value)):
        return exact_time(timezone.localtime(moment, zone if key == "starts_at" else None))
    if key in ("date", "moved_to") and isinstance(value, str) and (day := parse_date(value)):
        return full_date(day)
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
    """A value as a line of text: parties by their names, what each side says in full."""
    if value in (None, "", [], {}):
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_said(each)}" for key, each in value.items())[:_LONGEST]
    if isinstance(value, list):
        return ", ".join(str(each[1]) if isinstance(each, list) else _said(each) for each in value)[:_LONGEST]
    return str(value)[:_LONGEST]
