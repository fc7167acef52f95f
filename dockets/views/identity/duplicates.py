"""``/imports/duplicates/``: possible duplicate filings, side by side, for an editor to decide."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.db.keyset import Key
from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.history.provenance import SourceStatement, get_provenance_by_filing
from dockets.http.partials import get_swap_target, render_part
from dockets.http.permissions import require_role
from dockets.http.requested_page import get_requested_page
from dockets.identity.decisions import (
    CannotDecide,
    Verdict,
    decide_identity,
    find_identity_decision,
    undo_identity_decision,
)
from dockets.identity.duplicate_queue import list_possible_duplicates
from dockets.identity.pair_evidence import PairEvidence, compare_filings
from dockets.models import Filing, IdentityDecision, ImportRun
from dockets.models.filing import FilingQuerySet

PAGE = 10
MOST_PUT_OFF = 500
NEWEST = (Key("id", "int", descending=True),)
TEMPLATE = "dockets/duplicates.html"
_LATER = "duplicates-put-off"


@dataclass(frozen=True, slots=True)
class PairSide:
    """One filing of a pair, as shown."""

    filing: Filing
    url: str
    text: str
    said: Sequence[SourceStatement]


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    id: int
    case_url: str
    sides: tuple[PairSide, PairSide]
    evidence: PairEvidence


@dataclass(slots=True)
class DecidedPair:
    """What replaces a pair once it was decided. ``row`` None: nothing was decided, or the decision was undone."""

    pair: int
    notice: str = ""
    row: IdentityDecision | None = None
    again: DuplicatePair | None = None
    """The pair, when it can be decided again."""


@require_safe
@require_role("editor", "identity")
def duplicates(request: HttpRequest) -> HttpResponse:
    put_off = _put_off(request)
    shows_put_off = request.GET.get("later") == "1"
    run = _asked_for(request)
    every = _waiting().filter(docket__in=run.dockets.values("pk")) if run else _waiting()
    found = every.filter(pk__in=put_off) if shows_put_off else every.exclude(pk__in=put_off)
    page, notice = get_requested_page(request, found, NEWEST, PAGE)
    context: dict[str, object] = {
        "pairs": _pairs(page.rows),
        "page": page,
        "put_off": len(put_off),
        "later": shows_put_off,
    }
    context["run"] = run
    context |= {"section": "imports", "desk": "duplicates", "notices": [notice] if notice else []}
    return render_part(request, TEMPLATE, context, {"pairs": "pairs"})


def _asked_for(request: HttpRequest) -> ImportRun | None:
    """The import to whose cases the list is restricted."""
    asked = request.GET.get("run", "")
    known = ImportRun.objects.only("id", "reference")
    return known.filter(pk=number).first() if (number := parse_whole_number(asked)) else None


@require_role("editor", "identity")
@require_POST
def duplicate_decide(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Takes an editor's decision on one pair: ``verdict`` is "same", "different", "later" or "sooner"."""
    filing = get_object_or_404(Filing.objects.defer("search"), pk=filing_id)
    verdict, other = request.POST.get("verdict", ""), parse_whole_number(request.POST.get("other", ""))
    if verdict in ("later", "sooner"):
        return _put(request, filing, off=verdict == "later")
    if verdict not in Verdict.values or other is None:
        return _answer(request, DecidedPair(filing.pk, "Choose whether the two are one filing."))
    try:
        row = decide_identity(
            filing.pk,
            other,
            Verdict(verdict),
            by=request.user,  # type: ignore[arg-type]
            now=timezone.now(),
        )
    except CannotDecide as error:
        there = Filing.objects.defer("search").filter(pk=other).first()
        return _answer(
            request, DecidedPair(filing.pk, str(error), find_identity_decision(filing, there) if there else None)
        )
    return _answer(request, DecidedPair(filing.pk, row=row))


@require_role("editor", "identity")
@require_POST
def decision_undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    pair = parse_whole_number(request.POST.get("pair", "")) or 0
    try:
        filings = undo_identity_decision(decision_id, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotDecide as error:
        return _answer(request, DecidedPair(pair, str(error)))
    waiting = _waiting().filter(pk__in=filings) if pair else []
    again = next(iter(_pairs(list(waiting))), None)
    notice = "That word is taken back, and the docket stands as it did before." + (" Decide anew:" if again else "")
    return _answer(request, DecidedPair(pair, notice, again=again))


def _waiting() -> FilingQuerySet:
    """Filings that wait for a decision; each points to the earlier one that it may be."""
    known = list_possible_duplicates().select_related("docket__court", "possible_duplicate_of")
    return known.defer("search", "docket__search", "possible_duplicate_of__search")


def _pairs(filings: Sequence[Filing]) -> list[DuplicatePair]:
    """Pairs with the earlier filing first."""
    found = [(other, filing) for filing in filings if (other := filing.possible_duplicate_of)]
    said = get_provenance_by_filing([filing for pair in found for filing in pair]) if found else {}
    return [_pair(one, other, said.get(one.pk, []), said.get(other.pk, [])) for one, other in found]


def _pair(
    one: Filing, other: Filing, ones: Sequence[SourceStatement], others: Sequence[SourceStatement]
) -> DuplicatePair:
    case = build_docket_url(other.docket.court_id, other.docket.docket_number)
    sides = tuple(
        PairSide(filing, build_filing_url(case, "", filing.public_id), filing.text, told)
        for filing, told in ((one, ones), (other, others))
    )
    return DuplicatePair(other.pk, case, (sides[0], sides[1]), compare_filings(one, other, (ones, others)))


def _put(request: HttpRequest, filing: Filing, *, off: bool) -> HttpResponse:
    """Puts a pair off for this person and this session, or back among the others."""
    kept = [key for key in _put_off(request) if key != filing.pk]
    request.session[_LATER] = ([*kept, filing.pk] if off else kept)[-MOST_PUT_OFF:]
    notice = (
        "Put off. It waits under “put off” until you log out, and for others as before."
        if off
        else "It is among the others again."
    )
    return _answer(request, DecidedPair(filing.pk, notice))


def _put_off(request: HttpRequest) -> list[int]:
    return [key for key in request.session.get(_LATER, []) if isinstance(key, int)]


def _answer(request: HttpRequest, decided: DecidedPair) -> HttpResponse:
    """The response that htmx puts in place of the pair; without htmx, the list again with a sentence about what was
    done."""
    if get_swap_target(request):
        return render_part(request, TEMPLATE, {"d": decided}, {get_swap_target(request): "decided"})
    messages.info(request, _sentence(decided))
    asked = request.POST.get("run", "")
    return HttpResponseRedirect(reverse("duplicates", query={"run": asked} if parse_whole_number(asked) else None))


def _sentence(decided: DecidedPair) -> str:
    if decided.notice or decided.row is None:
        return decided.notice
    return (
        f"Decided: {decided.row.get_verdict_display()}. It stands among what was decided, and can be taken back there."
    )
