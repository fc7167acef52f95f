"""``/desk/publishing/``: what readers do not see yet, or no more; ``/desk/publishing/<kind>/<id>/``: one of it, with
what colleagues say of it; ``/desk/publishing/<kind>/<id>/<act>/``: its buttons."""

from functools import partial
from typing import NamedTuple

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dockets.format.typed_number import parse_whole_number
from dockets.format.urls import build_docket_url, build_filing_url
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.models import Docket, Filing
from rulings.desk.publishing import (
    PENDING,
    PUBLISHED,
    Row,
    build_item,
    find_published,
    get_case,
    get_thread,
    move_published,
    show_published,
)
from rulings.history.registry import delete_with_record
from rulings.html.markdown import render_markdown
from rulings.http import sent_forms
from rulings.http.preview import preview_page
from rulings.models import Annotation, PendingVersion, ReviewComment
from rulings.notes.versions import KIND as NOTE
from rulings.publishing.comments import CannotComment, add_comment, list_comments, resolve_comment
from rulings.publishing.pending import find_pending
from rulings.publishing.steps import CannotPublish, Step, describe_state
from rulings.views.desk.desk import get_desk_user
from rulings.views.desk.unpublished import TITLES, build_editors_url, group_unpublished

PREVIEW = "preview"
RESOLVE, REOPEN, DISCARD = "resolve", "reopen", "discard"


class CommentLine(NamedTuple):
    comment: ReviewComment
    html: str


@require_safe
@require_role("editor", "desk")
def publishing(request: HttpRequest) -> HttpResponse:
    groups = group_unpublished(get_desk_user(request), timezone.now(), list(TITLES))
    return render(request, "rulings/publishing.html", {"groups": groups, "section": "desk"})


@require_role("editor", "desk")
@require_http_methods(["GET", "HEAD", "POST"])
def publishing_item(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    """Its state, its buttons, and the thread of comments. A form says with ``act`` what it sends: "comment",
    "give-back" with a comment, "resolve" and "reopen" with the id of one, or "discard" for a new version."""
    if kind == NOTE:
        return _lead_to_note(request, object_id)
    if request.method != "POST":
        return _show_item(request, kind, object_id)
    row, by, now = _find(kind, object_id), get_desk_user(request), timezone.now()
    query, _ = strip_control_characters_from_query(request.POST)
    act, body = query.get("act", ""), query.get("body", "").replace("\r\n", "\n")
    if act in (RESOLVE, REOPEN):
        number = parse_whole_number(query.get("comment", "")) or 0
        said = get_object_or_404(list_comments(*get_thread(kind, row)), pk=number)
        resolve_comment(said.pk, is_resolved=act == RESOLVE, by=by, now=now)
        return HttpResponseRedirect(reverse("publishing-item", args=[kind, object_id]))
    if act == DISCARD and isinstance(row, PendingVersion):
        delete_with_record(row, by=by)
        messages.info(request, "Thrown away. What readers see stands.")
        return HttpResponseRedirect(reverse("publishing"))
    asked = sent_forms.get_form_id(request, query.get("request_id", ""))
    try:
        if act == Step.GIVE_BACK:
            version = query.get("version", "")
            move_published(kind, object_id, Step.GIVE_BACK, version=version, by=by, now=now, words=body)
        else:
            add_comment(row, get_thread(kind, row), body, by=by, now=now, request_id=asked)
    except (CannotPublish, CannotComment) as refused:
        return _show_item(request, kind, object_id, str(refused), body)
    messages.info(request, "It lies on the desk of whoever wrote this, and of those whom it names.")
    return HttpResponseRedirect(reverse("publishing-item", args=[kind, object_id]))


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
    if back == "item" and find_published(kind, object_id):
        return HttpResponseRedirect(reverse("publishing-item", args=[kind, object_id]))
    return HttpResponseRedirect(_editors_page(kind, object_id, by))


def _show_item(request: HttpRequest, kind: str, object_id: int, refused: str = "", body: str = "") -> HttpResponse:
    row, by = _find(kind, object_id), get_desk_user(request)
    item = build_item(kind, row, by, timezone.now())
    case = _case_url(row)
    said = [CommentLine(each, render_markdown(each.body, case)) for each in list_comments(*item.of)]
    context: dict[str, object] = {"item": item, "case": case, "comments": said, "refused": refused, "body": body}
    context |= {"page": build_editors_url(item, case), "request_id": create_request_id(), "section": "desk"}
    context["may_give_back"] = any(act == Step.GIVE_BACK for act, _ in item.steps)
    return render(request, "rulings/publishing_item.html", context, status=422 if refused else 200)


def _lead_to_note(request: HttpRequest, object_id: int) -> HttpResponse:
    """A comment on a note's new version names the note, which has a page of its own once that is published."""
    if held := find_pending(NOTE, object_id):
        return HttpResponseRedirect(reverse("publishing-item", args=[PENDING, held.pk]))
    note = get_object_or_404(Annotation.objects.known_to(request.user), pk=object_id)
    return HttpResponseRedirect(reverse("annotation-history", args=[note.public_id]))


def _find(kind: str, object_id: int) -> Row:
    row = find_published(kind, object_id) if kind in PUBLISHED and object_id < 2**63 else None
    if row is None:
        raise Http404("That is not there any more.")
    return row


def _editors_page(kind: str, object_id: int, by: User) -> str:
    """Where the button stood, which was on the form that changes the thing."""
    row = _find(kind, object_id)
    case = _case_url(row)
    return build_editors_url(build_item(kind, row, by, timezone.now()), case)


def _case_url(row: Row) -> str:
    case = get_case(row)
    return build_docket_url(case.court_id, case.docket_number)


def _preview(request: HttpRequest, kind: str, object_id: int) -> HttpResponse:
    row = _find(kind, object_id)
    page = _readers_page(get_thread(kind, row)[0], get_case(row), getattr(row, "filing", None))
    return preview_page(request, page, partial(show_published, row))


def _readers_page(kind: str, docket: Docket, filing: Filing | None) -> str:
    case = build_docket_url(docket.court_id, docket.docket_number)
    if kind == "claim":
        return f"{case}claims/"
    return build_filing_url(case, "", filing.public_id) if filing else case
