"""``/imports/dockets/merge/``: what making one docket of two would come to, doing it, and taking it back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets.addresses import docket_address
from dockets.forms import offered_courts
from dockets.models import DocketMerge
from dockets.two_dockets_form import TwoDocketsForm
from dockets.unite import CannotUnite, take_back, unite
from dockets.unite_preview import Preview, preview
from dockets.views.admins import admins_only
from dockets.views.typed import printable_query


@admins_only
@require_http_methods(["GET", "HEAD", "POST"])
def docket_merge(request: HttpRequest) -> HttpResponse:
    """GET: the two are named by ``court``, ``goes`` and ``stands``; shows what would come of it. POST: does it."""
    query, _ = printable_query(request.POST if request.method == "POST" else request.GET)
    form = TwoDocketsForm(query)
    told: Preview | None = None
    if form.is_valid():
        try:
            if request.method == "POST":
                return _done(request, form)
            told = preview(*(docket.pk for docket in form.dockets), now=timezone.now())
        except CannotUnite as error:
            form.add_error(None, str(error))
    context: dict[str, object] = {"form": form, "told": told, "section": "imports", "desk": "dockets"}
    context["courts"] = () if told else offered_courts()
    if told:
        goes, stands = form.dockets
        other_way = {"court": stands.court_id, "goes": stands.docket_number, "stands": goes.docket_number}
        swapped = reverse("docket-merge", query=other_way)
        context |= {"goes": goes, "stands": stands, "swapped": swapped}
    return render(request, "dockets/docket_merge.html", context, status=422 if request.method == "POST" else 200)


def _done(request: HttpRequest, form: TwoDocketsForm) -> HttpResponse:
    goes, stands = form.dockets
    unite(goes.pk, stands.pk, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.info(
        request,
        f"{goes.docket_number} is part of {stands.docket_number} now, and its addresses lead here."
        " Under “Cases twice” this can be taken back.",
    )
    return HttpResponseRedirect(docket_address(stands.court_id, stands.docket_number))


@admins_only
@require_POST
def docket_merge_undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    done = get_object_or_404(DocketMerge.objects.select_related("loser", "winner"), pk=merge_id)
    try:
        take_back(merge_id, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotUnite as error:
        messages.warning(request, str(error))
    else:
        messages.info(
            request,
            f"{done.loser.docket_number} and {done.winner.docket_number} are two dockets again, each as it was."
            f" What has come in since stays with {done.winner.docket_number}.",
        )
    return HttpResponseRedirect(reverse("docket-merges"))
