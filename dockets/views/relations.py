"""``/imports/relations/``: how dockets are related by what was read from texts, to be confirmed or rejected; and by hand."""

from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from dockets import keyset
from dockets.forms import offered_courts
from dockets.keyset import Key
from dockets.models import DocketRelation
from dockets.relating import CannotRelate, Status, decide, enter, take_back
from dockets.relation_form import RelationForm
from dockets.views.admins import admins_only
from dockets.views.docket_list import BAD_PAGE
from dockets.views.fragments import render_part, wanted
from dockets.views.typed import printable_query

PAGE = 30
NEWEST = (Key("id", "int", descending=True),)
TEMPLATE = "dockets/relations.html"
VERDICTS = {"confirm": Status.CONFIRMED, "reject": Status.REJECTED}


@require_safe
@admins_only
def relations(request: HttpRequest) -> HttpResponse:
    return _shown(request, RelationForm())


@admins_only
@require_POST
def relation_add(request: HttpRequest) -> HttpResponse:
    query, _ = printable_query(request.POST)
    form = RelationForm(query)
    if form.is_valid():
        told = form.cleaned_data
        try:
            row = enter(form.docket, told["kind"], told["other_court"], told["other_number"], by=request.user, now=timezone.now())  # type: ignore[arg-type]
        except CannotRelate as error:
            form.add_error(None, str(error))
        else:
            messages.info(request, f"{form.docket.docket_number} is {row.get_kind_display()} {row.other_number}.")
            return HttpResponseRedirect(reverse("relations"))
    return _shown(request, form, status=422)


@admins_only
@require_POST
def relation_act(request: HttpRequest, relation_id: int, act: str) -> HttpResponse:
    """``act`` is "confirm", "reject" or "undo"."""
    if act not in (*VERDICTS, "undo"):
        raise Http404
    notice, person = "", request.user if isinstance(request.user, AbstractBaseUser) else None
    try:
        if act == "undo":
            notice = "" if take_back(relation_id, by=person, now=timezone.now()) else "What was entered by hand is gone."
        else:
            decide(relation_id, VERDICTS[act], by=request.user, now=timezone.now())  # type: ignore[arg-type]
    except CannotRelate as error:
        notice = str(error)
    if wanted(request):
        row = _known().filter(pk=relation_id).first()
        context: dict[str, object] = {"r": row, "id": relation_id, "notice": notice, "acted": True}
        return render_part(request, TEMPLATE, context, {wanted(request): "relation"})
    messages.info(request, notice or "Done.")
    return HttpResponseRedirect(reverse("relations"))


def _shown(request: HttpRequest, form: RelationForm, status: int = 200) -> HttpResponse:
    decided = request.GET.get("decided") == "1"
    statuses = [Status.CONFIRMED, Status.REJECTED] if decided else [Status.SUGGESTED]
    rows = _known().filter(status__in=statuses, docket__merged_into=None)
    after, before = request.GET.get("after", ""), request.GET.get("before", "")
    notices: list[str] = []
    try:
        page = keyset.page(rows, NEWEST, PAGE, after=after, before=before)
    except keyset.BadCursor:
        page, notices = keyset.page(rows, NEWEST, PAGE), [BAD_PAGE]
    context: dict[str, object] = {"page": page, "form": form, "decided": decided, "notices": notices}
    context["courts"] = offered_courts()
    return render(request, TEMPLATE, context | {"section": "imports", "desk": "relations"}, status=status)


def _known() -> QuerySet[DocketRelation]:
    rows = DocketRelation.objects.select_related("docket__court", "other", "other_court", "decided_by").order_by()
    return rows.defer("docket__search", "other__search")
