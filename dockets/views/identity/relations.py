"""``/imports/relations/``: relations between dockets that were inferred from texts, to be confirmed or rejected; and a
form to enter them by hand."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser, User
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets.db.keyset import Key
from dockets.http.partials import get_swap_target, render_part
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from dockets.identity.relation_form import RelationForm
from dockets.identity.relations import CannotRelate, Status, decide_relation, enter_relation, undo_relation_decision
from dockets.imports.forms import list_offered_courts
from dockets.models import DocketRelation

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)
TEMPLATE = "dockets/relations.html"
VERDICTS = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED}


@require_safe
@require_role("admin", "imports")
def relations(request: HttpRequest) -> HttpResponse:
    return _shown(request, RelationForm())


@require_role("admin", "imports")
@require_POST
def relation_add(request: HttpRequest) -> HttpResponse:
    query, _ = strip_control_characters_from_query(request.POST)
    form = RelationForm(query)
    if form.is_valid():
        cleaned, by = form.cleaned_data, cast(User, request.user)
        try:
            row = enter_relation(
                form.docket,
                cleaned["kind"],
                cleaned["other_court"],
                cleaned["other_number"],
                by=by,
                now=timezone.now(),
            )
        except CannotRelate as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, f"{form.docket.docket_number} is {row.get_kind_display()} {row.other_number}.")
            return HttpResponseRedirect(reverse("relations"))
    return _shown(request, form, status=422)


@require_role("admin", "imports")
@require_POST
def relation_act(request: HttpRequest, relation_id: int, act: str) -> HttpResponse:
    """``act`` is "confirm", "reject" or "undo"."""
    if act not in (*VERDICTS, "undo"):
        raise Http404
    notice, person = "", request.user if isinstance(request.user, AbstractBaseUser) else None
    try:
        if act == "undo":
            notice = (
                ""
                if undo_relation_decision(relation_id, by=person, now=timezone.now())
                else "What was entered by hand is gone."
            )
        else:
            decide_relation(relation_id, VERDICTS[act], by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotRelate as error:
        notice = str(error)
    if get_swap_target(request):
        row = _known().filter(pk=relation_id).first()
        context: dict[str, object] = {"r": row, "id": relation_id, "notice": notice, "acted": True}
        return render_part(request, TEMPLATE, context, {get_swap_target(request): "relation"})
    messages.info(request, notice or "Done.")
    return HttpResponseRedirect(reverse("relations"))


def _shown(request: HttpRequest, form: RelationForm, status: int = 200) -> HttpResponse:
    decided = request.GET.get("decided") == "1"
    statuses = [Status.CONFIRMED, Status.REJECTED] if decided else [Status.SUGGESTED]
    rows = _known().filter(status__in=statuses, docket__merged_into=None)
    page, notice = get_requested_page(request, rows, NEWEST, PAGE)
    notices = [notice] if notice else []
    context: dict[str, object] = {"page": page, "form": form, "decided": decided, "notices": notices}
    context["courts"] = list_offered_courts()
    return render(request, TEMPLATE, context | {"section": "imports", "desk": "relations"}, status=status)


def _known() -> QuerySet[DocketRelation]:
    rows = DocketRelation.objects.select_related("docket__court", "other", "other_court", "decided_by").order_by()
    return rows.defer("docket__search", "other__search")
