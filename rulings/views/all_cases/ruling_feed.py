"""``/rulings.atom``: the latest decisions across all cases, narrowed as on the page of rulings."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.views.decorators.http import require_safe

from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.rate_limited import limit_rate
from rulings.exports.across_cases import list_case_lines
from rulings.exports.atom import ENTRIES, write_atom_across_cases
from rulings.exports.formats import FORMS
from rulings.http.feed_access import open_by_feed_key
from rulings.http.subscription_keys import strip_key
from rulings.models import TimelineEvent
from rulings.search.ruling_filters import RulingFilter


@require_safe
@limit_rate
@open_by_feed_key
def ruling_feed(request: HttpRequest) -> HttpResponseBase:
    query, _ = strip_control_characters_from_query(request.GET)
    found = RulingFilter(query, queryset=TimelineEvent.objects.rulings(), request=request)
    if not found.is_valid():
        wrong = [f"{name}: {message}" for name, messages in found.form.errors.items() for message in messages]
        return HttpResponse("\n".join(wrong), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    ids = list(found.qs.order_by("-sort_date", "-id").values_list("pk", flat=True)[:ENTRIES])
    lines = list_case_lines(ids, request.build_absolute_uri("/"), newest=True)
    page = request.build_absolute_uri(reverse("ruling-list"))
    pieces = write_atom_across_cases(lines, "Rulings", page, strip_key(request.build_absolute_uri()))
    return HttpResponse("".join(pieces), content_type=FORMS["atom"].media_type)
