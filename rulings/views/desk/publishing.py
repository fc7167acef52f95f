"""``/desk/publishing/``: what readers do not see yet, or no more; ``/desk/publishing/<kind>/<id>/<act>/``: its
buttons."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.http.permissions import require_role
from dockets.models import Docket, Filing
from rulings.desk.publishing import PUBLISHED, build_item, find_published, move_published, show_published
from rulings.http.preview import preview_page
from rulings.publishing.steps import CannotPublish, Step, describe_state
from rulings.views.desk.desk import get_desk_user
from rulings.views.desk.unpublished import TITLES, build_editors_url, group_unpublished

PREVIEW = "preview"


@require_safe
@require_role("editor", "desk")
def publishing(request: HttpRequest) -> HttpResponse:
    groups = group_unpublished(get_desk_user(request), timezone.now(), list(TITLES))
    return render(request, "rulings/publishing.html", {"groups": groups, "section": "desk"})


@require_role("editor", "desk")
@require_POST
def publishing_act(request: HttpRequest, kind: str, object_id: int, act: str) -> HttpResponse:
    """``act`` is a ``Step`` or "preview"."""
    if kind not in PUBLISHED or act not in (PREVIEW, *Step) or object_id >= 2**63:
        raise Http404
    if act == PREVIEW:
        return _preview(request, kind, object_id)
    by, now, version = get_desk_user(request), timezone.now(), request.POST.get("version", "")
    try:
        row = move_published(kind, object_id, Step(act), version=version, by=by, now=now)
        messages.info(request, f"{describe_state(row, now)}.")
    except ObjectDoesNotExist as error:
        raise Http404("That is not there any more.") from error
    except CannotPublish as refused:
        messages.error(request, str(refused))
    back = request.POST.get("back", "")
    if back in ("desk", "publishing"):
        return HttpResponseRedirect(reverse(back))
    return HttpResponseRedirect(_editors_page(kind, object_id, by))


def _editors_page(kind: str, object_id: int, by: User) -> str:
    """Where the button stood, which was on the form that changes the thing."""
    row = find_published(kind, object_id)
    if row is None:
        raise Http404("That is not there any more.")
    case = build_docket_url(row.docket.court_id, row.docket.docket_number)
    return build_editors_url(build_item(kind, row, by, timezone.now()), case)


def _preview(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    row = find_published(kind, object_id)
    if row is None:
        raise Http404("That is not there any more.")
    page = _readers_page(kind, row.docket, getattr(row, "filing", None))
    return preview_page(request, page, partial(show_published, row))


def _readers_page(kind: str, docket: Docket, filing: Filing | None) -> str:
    case = build_docket_url(docket.court_id, docket.docket_number)
    if kind == "claim":
        return f"{case}claims/"
    return build_filing_url(case, "", filing.public_id) if filing else case
