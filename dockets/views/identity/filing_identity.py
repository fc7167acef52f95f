"""``/imports/filings/<filing>/``: an editor makes one filing of two that nobody proposed, or two of one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.history.provenance import get_provenance
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from dockets.identity.decisions import CannotDecide, join_filings, split_filing
from dockets.models import Filing

OTHERS_OFFERED = 2_000
"""Other filings of the case that can be chosen without typing their number."""


@require_role("editor", "identity")
@require_http_methods(["GET", "HEAD", "POST"])
def filing_identity(request: HttpRequest, filing_id: str) -> HttpResponse:
    """POST: ``other``, the entry number or public id of the filing that is the same one; or ``apart``, the ids of the
    observations that belong to another filing."""
    known = Filing.objects.select_related("docket__court").defer("search", "docket__search")
    filing = get_object_or_404(known, public_id=filing_id)
    if filing.merged_into_id:
        return HttpResponseRedirect(_page(known.get(pk=filing.merged_into_id)))
    if request.method != "POST":
        return _shown(request, filing)
    try:
        told = _decide(request, filing)
    except CannotDecide as error:
        return _shown(request, filing, str(error), status=422)
    messages.info(request, f"{told} It can be taken back in the list of what was decided.")
    filing.refresh_from_db(fields=["merged_into"])
    return HttpResponseRedirect(_page(known.get(pk=filing.merged_into_id or filing.pk)))


def _decide(request: HttpRequest, filing: Filing) -> str:
    """Does what the form asks. Returns a sentence for a person. Raises ``CannotDecide``."""
    now, by = timezone.now(), request.user
    if "other" in request.POST:
        other = _find_other(filing, strip_control_characters(request.POST["other"]).strip())
        join_filings(other.pk, filing.pk, by=by, now=now)  # type: ignore[arg-type]
        return "The two are one filing now."
    apart = [key for typed in request.POST.getlist("apart") if (key := parse_whole_number(typed)) is not None]
    split_filing(filing.pk, apart, by=by, now=now)  # type: ignore[arg-type]
    return "They are two filings now."


def _find_other(filing: Filing, typed: str) -> Filing:
    others = Filing.objects.current().filter(docket=filing.docket_id).exclude(pk=filing.pk).defer("search")
    found = list(others.filter(number=typed)[:2]) if typed else []
    found = found or list(others.filter(public_id=typed)[:1])
    if len(found) != 1:
        several = f"{len(found)} filings of this case have the number {typed}: choose one from the list."
        raise CannotDecide(several if found else "Choose the other filing by its number, or from the list.")
    return found[0]


def _page(filing: Filing) -> str:
    base = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
    return build_filing_url(base, filing.number, filing.public_id)


def _shown(request: HttpRequest, filing: Filing, notice: str = "", status: int = 200) -> HttpResponse:
    others = Filing.objects.current().filter(docket=filing.docket_id).exclude(pk=filing.pk)
    rows = others.order_by("number_order", "date_filed", "position").values_list(
        "public_id", "number", "long_text", "short_text"
    )
    context = {
        "filing": filing,
        "docket": filing.docket,
        "case": build_docket_url(filing.docket.court_id, filing.docket.docket_number),
        "back": _page(filing),
        "said": get_provenance(filing),
        "others": [(key, number, (text or short)[:120]) for key, number, text, short in rows[:OTHERS_OFFERED]],
        "notice": notice,
    }
    return render(
        request, "dockets/filing_identity.html", context | {"section": "imports", "desk": "duplicates"}, status=status
    )
