"""``/cases/<court>/<docket number>/claims/edit/``: the claims of a case, entered and changed by editors, all on one
page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id, get_state_version
from dockets.http.kept_form import REDRAW, get_kept_form
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import AuditEntry, Docket, Party
from rulings.claims.claim_form import (
    MOST_CLAIMS,
    PARTIES_OFFERED,
    ClaimForm,
    build_claim_initial,
    build_new_claim_initial,
)
from rulings.claims.fill_claims import fill_pasted, fill_proposed, give_pleading, list_untaken
from rulings.claims.propose_claims import ProposedPleading, propose_claims
from rulings.claims.save_claims import KIND, EnteredClaim, SavedClaims, find_named_filings, save_claims
from rulings.desk.publishing import PublishedItem, build_working_item
from rulings.history.snapshots import State, get_claim_state, prefetch_claim_states
from rulings.http import sent_forms
from rulings.http.find_case import find_docket
from rulings.http.preview import PREVIEWED, preview_page
from rulings.models import Claim
from rulings.publishing.forms import PublishForm, describe_publication
from rulings.publishing.pending import load_pending
from rulings.publishing.steps import CannotPublish, Wish, describe_saved, needs_account
from rulings.views.desk.desk import get_desk_user

EDITS_SHOWN = 10
_OF_STATE = ("docket", "edited_by", "approved_by")
CHANGED_SINCE = (
    "Somebody else has changed what you were changing. Nothing is written yet. Both texts stand below: make yours what"
    " it should be, and save again."
)


@dataclass(slots=True)
class ClaimRow:
    """One claim on the page. ``now`` is its state where another editor has changed it meanwhile."""

    form: ClaimForm
    now: State | None = None
    in_conflict: bool = False
    item: PublishedItem | None = None
    """How far it has come, and what can be done with it."""


@dataclass(slots=True)
class Offer:
    """What the page offers beside the rows of its form."""

    proposed: Sequence[ProposedPleading]
    has_sides: bool
    """Whether new claims have their parties filled in."""
    query: QueryDict | None = None
    """What was sent."""
    said: str = ""
    """What a button of the form has done."""
    faults: Sequence[str] = ()
    """What is wrong in the pasted table, row by row."""


@require_http_methods(["GET", "HEAD", "POST"])
@require_role("editor", "claims")
def claims_edit(request: HttpRequest, court_id: str, number: str) -> HttpResponse:
    docket = find_docket(court_id, number)
    base = build_docket_url(docket.court_id, docket.docket_number)
    if (docket.court_id, docket.docket_number) != (court_id, number):
        return HttpResponseRedirect(f"{base}claims/edit/")
    parties = _parties(docket)
    kept = get_kept_form(request)
    if request.method != "POST" and not kept:
        shown = _rows(docket, parties, get_desk_user(request))
        page = _propose(docket, parties)
        return _shown(request, docket, base, shown, create_request_id(), _publish(docket), page=page)
    query, _ = strip_control_characters_from_query(kept or request.POST)
    page = _propose(docket, parties)
    if not kept and REDRAW not in query:
        query = query.copy()
        _fill(query, page, parties)
    page.query, page.proposed = query, list_untaken(query, page.proposed)
    rows = _sent(query, docket, parties)
    asked, publish = query.get("request_id", "")[:64], _publish(docket, query)
    if kept or REDRAW in query:
        return _shown(request, docket, base, rows, asked, publish, page=page)
    if page.said or page.faults:
        return _shown(request, docket, base, rows, asked, publish, page=page)
    if "more" in query and len(rows) < MOST_CLAIMS:
        new = len(rows) + 1
        rows.append(
            ClaimRow(
                ClaimForm(None, prefix=f"c{len(rows)}", parties=parties, initial=build_new_claim_initial(new, parties))
            )
        )
        return _shown(request, docket, base, rows, asked, publish, page=page)
    return _saved(request, docket, base, rows, asked, publish, page)


def _propose(docket: Docket, parties: Sequence[Party]) -> Offer:
    return Offer(propose_claims(docket), has_sides=any(party.display_side for party in parties))


def _fill(query: QueryDict, page: Offer, parties: Sequence[Party]) -> None:
    """Fills in what a button asks for."""
    if "propose" in query:
        number = fill_proposed(query, page.proposed, parties, take_all=query.get("propose") == "all")
        page.said = f"{_count(number)} filled in below: look {'it' if number == 1 else 'them'} over, then save."
        page.said = page.said if number else "Nothing is filled in: tick the claims that you take."
    elif "paste" in query:
        number, table = fill_pasted(query, parties)
        page.faults = table.faults
        page.said = f"{_count(number)} of the table filled in below." if number else "No row of the table was taken."
    else:
        give_pleading(query)


def _count(number: int) -> str:
    return f"{number} claim{'s' if number != 1 else ''}"


def _publish(docket: Docket, query: QueryDict | None = None) -> PublishForm:
    """It holds for all claims on the page. What is not published yet decides what is chosen when the page is opened."""
    now = timezone.now()
    known = list(Claim.objects.filter(docket=docket).order_by("pk"))
    held = next(iter(load_pending(KIND, [claim.pk for claim in known]).values()), None)
    hidden = held or next((claim for claim in known if not claim.is_public(now)), None)
    is_told = any(needs_account(claim, now) for claim in known)
    if query is None:
        told = {"change": held.what, "change_words": held.words} if held else {}
        return PublishForm(initial=describe_publication(hidden, now) | told, is_told=is_told)
    return PublishForm(query, stands=hidden.published_at if hidden else None, is_told=is_told)


def _saved(
    request: HttpRequest, docket: Docket, base: str, rows: list[ClaimRow], asked: str, publish: PublishForm, page: Offer
) -> HttpResponse:
    taken = [row for row in rows if not row.form.is_blank]
    # All forms are validated, so that all errors are shown at once.
    if any([not form.is_valid() for form in [*(row.form for row in taken), publish]]):  # noqa: C419
        return _shown(request, docket, base, rows, asked, publish, page=page, status=422)
    if "preview" in request.POST:
        return preview_page(request, f"{base}claims/", partial(_preview, request, docket, taken))
    try:
        written = _save(request, docket, taken, asked, publish.wish)
    except CannotPublish as error:
        publish.refuse(error)
        return _shown(request, docket, base, rows, asked, publish, page=page, status=422)
    if written.conflicts:
        _mark_conflicts(written, taken)
        return _shown(request, docket, base, rows, asked, publish, page=page, status=409)
    if written.refused:
        for place, why in written.refused.items():
            taken[place].form.add_error(None, why)
        return _shown(request, docket, base, rows, asked, publish, page=page, status=422)
    messages.info(request, describe_saved(publish.wish, _said(written.changed)) if written.changed else _said(0))
    return HttpResponseRedirect(f"{base}claims/")


def _preview(request: HttpRequest, docket: Docket, taken: Sequence[ClaimRow]) -> None:
    written = _save(request, docket, taken, "", PREVIEWED)
    if written.conflicts or written.refused:
        raise CannotPublish(" ".join((written.refused or {0: CHANGED_SINCE}).values()))


def _save(request: HttpRequest, docket: Docket, taken: Sequence[ClaimRow], asked: str, wish: Wish) -> SavedClaims:
    filings = {name: filing for row in taken for name, filing in row.form.filings.items()}
    return save_claims(
        docket,
        [_entered(row.form) for row in taken],
        filings,
        by=request.user,
        request_id=sent_forms.get_form_id(request, asked),
        wish=wish,
    )


def _said(changed: int) -> str:
    return f"{changed} claim{'s' if changed != 1 else ''} saved." if changed else "Nothing had changed."


def _mark_conflicts(written: SavedClaims, taken: Sequence[ClaimRow]) -> None:
    """The form now refers to the version that its editor has been shown."""
    for conflict in written.conflicts:
        row = taken[conflict.place]
        row.now, row.in_conflict = conflict.now, True
        row.form.speak_of(row.form["id"].value() if conflict.now else "", get_state_version(conflict.now))


def _entered(form: ClaimForm) -> EnteredClaim:
    told = form.cleaned_data
    return EnteredClaim(told["id"], told["version"], None if told["remove"] else form.state())


def _parties(docket: Docket) -> list[Party]:
    """The parties offered: the first ones, and all who are already named."""
    known = (
        Party.objects.filter(docket=docket)
        .order_by("position", "id")
        .only("id", "display_name", "type", "display_side", "position")
    )
    first = list(known[:PARTIES_OFFERED])
    if len(first) < PARTIES_OFFERED:
        return first
    named = known.filter(claims_made__docket=docket) | known.filter(claims_faced__docket=docket)
    return sorted({*first, *named.distinct()}, key=lambda party: (party.position, party.pk))


def _rows(docket: Docket, parties: Sequence[Party], by: User) -> list[ClaimRow]:
    """A row for each claim, and an empty one for a new claim."""
    claims = prefetch_claim_states(Claim.objects.filter(docket=docket).select_related(*_OF_STATE)).order_by(
        "kind", "number", "id"
    )
    known, now = list(claims[:MOST_CLAIMS]), timezone.now()
    held = load_pending(KIND, [claim.pk for claim in known])
    states = [(row.pk, held[row.pk].state if row.pk in held else get_claim_state(row)) for row in known]
    items = {row.pk: build_working_item(KIND, row, by, now, held.get(row.pk)) for row in known}
    initials: list[Mapping[str, Any]] = [
        build_claim_initial(state, key, get_state_version(state)) for key, state in states
    ]
    if len(initials) < MOST_CLAIMS:
        highest = max((state["number"] for _, state in states), default=0)
        initials.append(build_new_claim_initial(highest + 1, parties))
    return [
        ClaimRow(
            ClaimForm(None, prefix=f"c{at}", parties=parties, initial=initial), item=items.get(initial.get("id") or 0)
        )
        for at, initial in enumerate(initials)
    ]


def _sent(query: QueryDict, docket: Docket, parties: Sequence[Party]) -> list[ClaimRow]:
    number = min(parse_whole_number(query.get("rows", "")) or 0, MOST_CLAIMS)
    forms = [ClaimForm(query, prefix=f"c{place}", parties=parties) for place in range(number)]
    named = set().union(*(form.filings_named() for form in forms))
    filings = find_named_filings(docket, named)
    for form in forms:
        form.filings = {name: filings[name] for name in form.filings_named()}
    return [ClaimRow(form) for form in forms]


def _shown(
    request: HttpRequest,
    docket: Docket,
    base: str,
    rows: Sequence[ClaimRow],
    request_id: str,
    publish: PublishForm,
    *,
    page: Offer,
    status: int = 200,
) -> HttpResponse:
    context = {
        "offer": page,
        "taken": page.query.getlist("take") if page.query else [],
        "table": page.query.get("table", "") if page.query else "",
        "shared_pleading": page.query.get("all-pleading", "") if page.query else "",
        "docket": docket,
        "base": base,
        "rows": rows,
        "publish": publish,
        "request_id": request_id or create_request_id(),
        "notice": CHANGED_SINCE if status == 409 else "",
        "checked": status != 200,
        "edits": [_edit(edit) for edit in AuditEntry.objects.filter(docket=docket, kind=KIND)[:EDITS_SHOWN]],
        "parties_hidden": max(docket.party_count - PARTIES_OFFERED, 0),
    }
    return render(request, "rulings/claims_edit.html", context, status=status)


def _edit(edit: AuditEntry) -> dict[str, Any]:
    """Who did what: "changed title, ground of 2 · Fraud"."""
    before, after = edit.before or {}, edit.after or {}
    told = after or before
    fields = [name.replace("_", " ") for name in told if before.get(name) != after.get(name)]
    done = "entered" if not before else "removed" if not after else f"changed {', '.join(fields)} of"
    return {"who": edit.by_name, "at": edit.at, "what": f"{done} {told.get('number', '')} · {told.get('title', '')}"}
