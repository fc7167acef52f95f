"""``/imports/duplicates/``: filings that may be one and the same, side by side, for an editor's word."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required, permission_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets import keyset
from dockets.addresses import docket_address, filing_address
from dockets.decide import CannotDecide, Verdict, between, decide, take_back
from dockets.doubts import waiting
from dockets.keyset import Key, Page
from dockets.models import Filing, IdentityDecision, ImportRun
from dockets.models.filing import FilingQuerySet
from dockets.pair_evidence import Evidence, evidence
from dockets.provenance import Said, said_of_each
from dockets.typed_number import whole_number
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part, wanted

PAGE = 10
MOST_PUT_OFF = 500
NEWEST = (Key("id", "int", descending=True),)
TEMPLATE = "dockets/duplicates.html"
_LATER = "duplicates-put-off"

type View = Callable[..., HttpResponse]


def deciders_only(view: View) -> View:
    """Editors may decide on identity, and so may admins."""
    return login_required(permission_required("dockets.add_identitydecision", raise_exception=True)(view))


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two, as shown."""

    filing: Filing
    url: str
    text: str
    said: Sequence[Said]


@dataclass(frozen=True, slots=True)
class Pair:
    id: int
    case_url: str
    sides: tuple[Side, Side]
    evidence: Evidence


@dataclass(slots=True)
class Decided:
    """What stands in the place of a pair once something was done. ``row`` None: no word was given, or none stands any more."""

    pair: int
    notice: str = ""
    row: IdentityDecision | None = None
    again: Pair | None = None
    """The pair, to be decided once more."""


@require_safe
@deciders_only
def duplicates(request: HttpRequest) -> HttpResponse:
    put_off = _put_off(request)
    shows_put_off = request.GET.get("later") == "1"
    run = _asked_for(request)
    every = _waiting().filter(docket__in=run.dockets.values("pk")) if run else _waiting()
    found = every.filter(pk__in=put_off) if shows_put_off else every.exclude(pk__in=put_off)
    page, notice = _page(request, found)
    context: dict[str, object] = {"pairs": _pairs(page.rows), "page": page, "put_off": len(put_off), "later": shows_put_off}
    context["run"] = run
    context |= {"section": "imports", "desk": "duplicates", "notices": [notice] if notice else []}
    return render_part(request, TEMPLATE, context, {"pairs": "pairs"})


def _asked_for(request: HttpRequest) -> ImportRun | None:
    """The import whose cases alone are asked for."""
    asked = request.GET.get("run", "")
    known = ImportRun.objects.only("id", "reference")
    return known.filter(pk=number).first() if (number := whole_number(asked)) else None


@deciders_only
@require_POST
def duplicate_decide(request: HttpRequest, filing_id: int) -> HttpResponse:
    """An editor's word on one pair: ``verdict`` is "same", "different", "later" or "sooner"."""
    filing = get_object_or_404(Filing.objects.defer("search"), pk=filing_id)
    verdict, other = request.POST.get("verdict", ""), whole_number(request.POST.get("other", ""))
    if verdict in ("later", "sooner"):
        return _put(request, filing, off=verdict == "later")
    if verdict not in Verdict.values or other is None:
        return _answer(request, Decided(filing.pk, "Choose whether the two are one filing."))
    try:
        row = decide(filing.pk, other, Verdict(verdict), by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotDecide as error:
        there = Filing.objects.defer("search").filter(pk=other).first()
        return _answer(request, Decided(filing.pk, str(error), between(filing, there) if there else None))
    return _answer(request, Decided(filing.pk, row=row))


@deciders_only
@require_POST
def decision_undo(request: HttpRequest, decision_id: int) -> HttpResponse:
    pair = whole_number(request.POST.get("pair", "")) or 0
    try:
        filings = take_back(decision_id, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotDecide as error:
        return _answer(request, Decided(pair, str(error)))
    waiting = _waiting().filter(pk__in=filings) if pair else []
    again = next(iter(_pairs(list(waiting))), None)
    notice = "That word is taken back, and the docket stands as it did before." + (" Decide anew:" if again else "")
    return _answer(request, Decided(pair, notice, again=again))


def _waiting() -> FilingQuerySet:
    """Each names the earlier one that it may be."""
    known = waiting().select_related("docket__court", "possible_duplicate_of")
    return known.defer("search", "docket__search", "possible_duplicate_of__search")


def _page(request: HttpRequest, rows: FilingQuerySet) -> tuple[Page, str]:
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    try:
        return keyset.page(rows, NEWEST, PAGE, after=after, before=before), ""
    except keyset.BadCursor:
        return keyset.page(rows, NEWEST, PAGE), BAD_PAGE


def _pairs(filings: Sequence[Filing]) -> list[Pair]:
    """The earlier filing of each pair stands first."""
    found = [(other, filing) for filing in filings if (other := filing.possible_duplicate_of)]
    said = said_of_each([filing for pair in found for filing in pair]) if found else {}
    return [_pair(one, other, said.get(one.pk, []), said.get(other.pk, [])) for one, other in found]


def _pair(one: Filing, other: Filing, ones: Sequence[Said], others: Sequence[Said]) -> Pair:
    case = docket_address(other.docket.court_id, other.docket.docket_number)
    sides = tuple(
        Side(filing, filing_address(case, "", filing.public_id), filing.text, told)
        for filing, told in ((one, ones), (other, others))
    )
    return Pair(other.pk, case, (sides[0], sides[1]), evidence(one, other, (ones, others)))


def _put(request: HttpRequest, filing: Filing, *, off: bool) -> HttpResponse:
    """Out of the way for this person and this login, or back among the others."""
    kept = [key for key in _put_off(request) if key != filing.pk]
    request.session[_LATER] = ([*kept, filing.pk] if off else kept)[-MOST_PUT_OFF:]
    notice = (
        "Put off. It waits under “put off” until you log out, and for others as before."
        if off
        else "It is among the others again."
    )
    return _answer(request, Decided(filing.pk, notice))


def _put_off(request: HttpRequest) -> list[int]:
    return [key for key in request.session.get(_LATER, []) if isinstance(key, int)]


def _answer(request: HttpRequest, decided: Decided) -> HttpResponse:
    """In the place of the pair; without htmx, the list again with a sentence about what was done."""
    if wanted(request):
        return render_part(request, TEMPLATE, {"d": decided}, {wanted(request): "decided"})
    messages.info(request, _sentence(decided))
    asked = request.POST.get("run", "")
    return HttpResponseRedirect(reverse("duplicates", query={"run": asked} if whole_number(asked) else None))


def _sentence(decided: Decided) -> str:
    if decided.notice or decided.row is None:
        return decided.notice
    return f"Decided: {decided.row.get_verdict_display()}. It stands among what was decided, and can be taken back there."
