"""``/imports/dockets/merge/``: preview of a merge of two dockets, the merge, and its undo."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.identity.docket_pair_form import DocketPairForm
from dockets.identity.merge_dockets import CannotMergeDockets, merge_dockets, undo_docket_merge
from dockets.identity.merge_preview import DocketMergePreview, preview_docket_merge
from dockets.imports.forms import list_offered_courts
from dockets.models import DocketMerge


@require_role("admin", "imports")
@require_http_methods(["GET", "HEAD", "POST"])
def docket_merge(request: HttpRequest) -> HttpResponse:
    """GET: shows what merging the dockets named by ``court``, ``goes`` and ``stands`` would do. POST: merges them."""
    query, _ = strip_control_characters_from_query(request.POST if request.method == "POST" else request.GET)
    form = DocketPairForm(query)
    told: DocketMergePreview | None = None
    if form.is_valid():
        try:
            if request.method == "POST":
                return _done(request, form)
            told = preview_docket_merge(*(docket.pk for docket in form.dockets), now=timezone.now())
        except CannotMergeDockets as error:
            form.add_error(None, str(error))
    context: dict[str, object] = {"form": form, "told": told, "section": "imports", "desk": "dockets"}
    context["courts"] = () if told else list_offered_courts()
    if told:
        goes, stands = form.dockets
        other_way = {"court": stands.court_id, "goes": stands.docket_number, "stands": goes.docket_number}
        swapped = reverse("docket-merge", query=other_way)
        context |= {"goes": goes, "stands": stands, "swapped": swapped}
    return render(request, "dockets/docket_merge.html", context, status=422 if request.method == "POST" else 200)


def _done(request: HttpRequest, form: DocketPairForm) -> HttpResponse:
    goes, stands = form.dockets
    merge_dockets(goes.pk, stands.pk, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    messages.info(
        request,
        f"{goes.docket_number} is part of {stands.docket_number} now, and its addresses lead here."
        " Under “Cases twice” this can be taken back.",
    )
    return HttpResponseRedirect(build_docket_url(stands.court_id, stands.docket_number))


@require_role("admin", "imports")
@require_POST
def docket_merge_undo(request: HttpRequest, merge_id: int) -> HttpResponse:
    done = get_object_or_404(DocketMerge.objects.select_related("loser", "winner"), pk=merge_id)
    try:
        undo_docket_merge(merge_id, by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotMergeDockets as error:
        messages.warning(request, str(error))
    else:
        messages.info(
            request,
            f"{done.loser.docket_number} and {done.winner.docket_number} are two dockets again, each as it was."
            f" What has come in since stays with {done.winner.docket_number}.",
        )
    return HttpResponseRedirect(reverse("docket-merges"))
