"""``/calendar.ics``: the hearings and deadlines of all cases to subscribe to, or those of one court or one month."""

from datetime import date, timedelta
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.http.query_values import strip_control_characters
from dockets.http.rate_limited import limit_rate
from rulings.exports.across_cases import list_case_lines
from rulings.exports.formats import FORMS
from rulings.exports.ics import write_ics_across_cases
from rulings.http.feed_access import open_by_feed_key
from rulings.models import TimelineEvent
from rulings.timeline.filters import parse_month

MOST = 2_000
"""Hearings and deadlines in one calendar, from the earliest on."""
KEPT = timedelta(days=60)
"""How far back a calendar goes: for so long subscribers are told of a hearing taken off the calendar."""


@require_safe
@limit_rate
@open_by_feed_key
def calendar_feed(request: HttpRequest) -> HttpResponseBase:
    month, court = request.GET.get("month", ""), strip_control_characters(request.GET.get("court", ""))
    try:
        first, following = parse_month(month) if month else (timezone.now().date() - KEPT, None)
    except ValidationError as error:
        return HttpResponse(
            " ".join(error.messages), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8"
        )
    ids = list(_hearings(first, following, court).values_list("pk", flat=True)[:MOST])
    told = list_case_lines(ids, request.build_absolute_uri("/"), newest=False)
    days = [one.line.date for one in told if one.line.date]
    pieces = write_ics_across_cases(told, "Hearings and deadlines", (min(days), max(days)) if days else None)
    answer = HttpResponse("".join(pieces), content_type=FORMS["ics"].media_type)
    answer["Content-Disposition"] = 'inline; filename="hearings.ics"'
    return answer


def _hearings(first: date, following: date | None, court: str) -> QuerySet[TimelineEvent]:
    found = TimelineEvent.objects.filter(hearing__date__gte=first, docket__merged_into=None)
    found = found.filter(hearing__date__lt=following) if following else found
    return (found.filter(docket__court=court) if court else found).order_by("hearing__date", "pk")
