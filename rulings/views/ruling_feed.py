"""``/rulings.atom``: what courts decided last, across all cases, narrowed as on the page of rulings."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.views.typed import printable_query
from rulings.exports import FORMS, case_lines
from rulings.exports.atom import ENTRIES, write_across
from rulings.models import TimelineEvent
from rulings.ruling_filter import RulingFilter
from rulings.subscription import without_key
from rulings.views.bounded import bounded
from rulings.views.by_key import opened_by_key


@require_safe
@bounded
@opened_by_key
def ruling_feed(request: HttpRequest) -> HttpResponseBase:
    query, _ = printable_query(request.GET)
    found = RulingFilter(query, queryset=TimelineEvent.objects.rulings(), request=request)
    if not found.is_valid():
        wrong = [f"{name}: {message}" for name, messages in found.form.errors.items() for message in messages]
        return HttpResponse("\n".join(wrong), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    ids = list(found.qs.order_by("-sort_date", "-id").values_list("pk", flat=True)[:ENTRIES])
    lines = case_lines(ids, request.build_absolute_uri("/"), newest=True)
    page = request.build_absolute_uri(reverse("ruling-list"))
    pieces = write_across(lines, "Rulings", page, without_key(request.build_absolute_uri()))
    return HttpResponse("".join(pieces), content_type=FORMS["atom"].media_type)
