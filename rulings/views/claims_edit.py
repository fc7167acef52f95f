"""``/cases/<court>/<docket number>/claims/edit/``: the claims of a case, entered and changed by editors, all on one page."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from dockets.addresses import docket_address
from dockets.models import Docket, Party
from dockets.typed_number import whole_number
from dockets.views.typed import printable_query
from rulings.claim_form import MOST_CLAIMS, PARTIES_OFFERED, ClaimForm, initial_of, initial_of_new
from rulings.claim_states import State, claim_state, with_all
from rulings.edits import new_request_id, version_of
from rulings.enter_claims import KIND, Entered, Written, named_filings, write_claims
from rulings.models import Claim, Edit
from rulings.views import sent
from rulings.views.case import find_docket

EDITS_SHOWN = 10
CHANGED_SINCE = (
    "Somebody else has changed what you were changing. Nothing is written yet. Both texts stand below: make yours what it should"
    " be, and save again."
)

type View = Callable[..., HttpResponse]


def editors_only(view: View) -> View:
    """Editors enter claims and what was decided on them, and so may admins."""
    return login_required(permission_required("rulings.change_claim", raise_exception=True)(view))


@dataclass(slots=True)
class Row:
    """One claim on the page. ``now`` is what another has made of it meanwhile."""

    form: ClaimForm
    now: State | None = None
    in_conflict: bool = False


@require_http_methods(["GET", "HEAD", "POST"])
@editors_only
def claims_edit(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = docket_address(docket.court_id, docket.docket_number)
    if docket.docket_number != number:
        return HttpResponseRedirect(f"{base}claims/edit/")
    parties = _parties(docket)
    if request.method != "POST":
        return _shown(request, docket, base, _rows(docket, parties), new_request_id())
    query, _ = printable_query(request.POST)
    rows = _sent(query, docket, parties)
    asked = query.get("request_id", "")[:64]
    if "more" in query and len(rows) < MOST_CLAIMS:
        new = len(rows) + 1
        rows.append(Row(ClaimForm(None, prefix=f"c{len(rows)}", parties=parties, initial=initial_of_new(new, parties))))
        return _shown(request, docket, base, rows, asked)
    return _saved(request, docket, base, rows, asked)


def _saved(request: HttpRequest, docket: Docket, base: str, rows: list[Row], asked: str) -> HttpResponse:
    taken = [row for row in rows if not row.form.is_blank]
    # Every form is looked at, so that all that is wrong is said at once.
    if any([not row.form.is_valid() for row in taken]):  # noqa: C419
        return _shown(request, docket, base, rows, asked, status=422)
    filings = {name: filing for row in taken for name, filing in row.form.filings.items()}
    written = write_claims(
        docket, [_entered(row.form) for row in taken], filings, by=request.user, request_id=sent.once(request, asked)
    )
    if written.conflicts:
        _mark_conflicts(written, taken)
        return _shown(request, docket, base, rows, asked, status=409)
    if written.refused:
        for place, why in written.refused.items():
            taken[place].form.add_error(None, why)
        return _shown(request, docket, base, rows, asked, status=422)
    messages.info(request, _said(written.changed))
    return HttpResponseRedirect(f"{base}claims/")


def _said(changed: int) -> str:
    return f"{changed} claim{'s' if changed != 1 else ''} saved." if changed else "Nothing had changed."


def _mark_conflicts(written: Written, taken: Sequence[Row]) -> None:
    """From now on the form speaks of what its editor has been shown."""
    for conflict in written.conflicts:
        row = taken[conflict.place]
        row.now, row.in_conflict = conflict.now, True
        row.form.speak_of(row.form["id"].value() if conflict.now else "", version_of(conflict.now))


def _entered(form: ClaimForm) -> Entered:
    told = form.cleaned_data
    return Entered(told["id"], told["version"], None if told["remove"] else form.state())


def _parties(docket: Docket) -> list[Party]:
    """Those that are offered: the first, and all who are named already."""
    known = Party.objects.filter(docket=docket).order_by("position", "id").only("id", "name", "type", "side", "position")
    first = list(known[:PARTIES_OFFERED])
    if len(first) < PARTIES_OFFERED:
        return first
    named = known.filter(claims_made__docket=docket) | known.filter(claims_faced__docket=docket)
    return sorted({*first, *named.distinct()}, key=lambda party: (party.position, party.pk))


def _rows(docket: Docket, parties: Sequence[Party]) -> list[Row]:
    """Those that are there, and one for a new one."""
    claims = with_all(Claim.objects.filter(docket=docket)).order_by("kind", "number", "id")
    states = [(claim.pk, claim_state(claim)) for claim in claims[:MOST_CLAIMS]]
    initials: list[Mapping[str, Any]] = [initial_of(state, key, version_of(state)) for key, state in states]
    if len(initials) < MOST_CLAIMS:
        highest = max((state["number"] for _, state in states), default=0)
        initials.append(initial_of_new(highest + 1, parties))
    return [Row(ClaimForm(None, prefix=f"c{at}", parties=parties, initial=initial)) for at, initial in enumerate(initials)]


def _sent(query: QueryDict, docket: Docket, parties: Sequence[Party]) -> list[Row]:
    number = min(whole_number(query.get("rows", "")) or 0, MOST_CLAIMS)
    forms = [ClaimForm(query, prefix=f"c{place}", parties=parties) for place in range(number)]
    named = set().union(*(form.filings_named() for form in forms))
    filings = named_filings(docket, named)
    for form in forms:
        form.filings = {name: filings[name] for name in form.filings_named()}
    return [Row(form) for form in forms]


def _shown(
    request: HttpRequest, docket: Docket, base: str, rows: Sequence[Row], request_id: str, status: int = 200
) -> HttpResponse:
    context = {
        "docket": docket,
        "base": base,
        "rows": rows,
        "request_id": request_id or new_request_id(),
        "notice": CHANGED_SINCE if status == 409 else "",
        "checked": status != 200,
        "edits": [_edit(edit) for edit in Edit.objects.filter(docket=docket, kind=KIND)[:EDITS_SHOWN]],
        "parties_hidden": max(docket.party_count - PARTIES_OFFERED, 0),
    }
    return render(request, "rulings/claims_edit.html", context, status=status)


def _edit(edit: Edit) -> dict[str, Any]:
    """Who did what: "changed title, ground of 2 · Fraud"."""
    before, after = edit.before or {}, edit.after or {}
    told = after or before
    fields = [name.replace("_", " ") for name in told if before.get(name) != after.get(name)]
    done = "entered" if not before else "removed" if not after else f"changed {', '.join(fields)} of"
    return {"who": edit.by_name, "at": edit.at, "what": f"{done} {told.get('number', '')} · {told.get('title', '')}"}
