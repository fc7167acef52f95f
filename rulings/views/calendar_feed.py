"""``/calendar.ics``: the hearings and deadlines of all cases to subscribe to, or those of one court or one month."""

from datetime import date, timedelta
from http import HTTPStatus

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.views.typed import printable
from rulings.exports import FORMS, case_lines
from rulings.exports.calendar import write_across
from rulings.filters import month_of
from rulings.models import TimelineEvent
from rulings.views.bounded import bounded
from rulings.views.by_key import opened_by_key

MOST = 2_000
"""Hearings and deadlines of one calendar, from the earliest on."""
KEPT = timedelta(days=60)
"""How far back a calendar goes: so long is a hearing that was called off told to subscribers."""


@require_safe
@bounded
@opened_by_key
def calendar_feed(request: HttpRequest) -> HttpResponseBase:
    month, court = request.GET.get("month", ""), printable(request.GET.get("court", ""))
    try:
        first, following = month_of(month) if month else (timezone.now().date() - KEPT, None)
    except ValidationError as error:
        return HttpResponse(" ".join(error.messages), status=HTTPStatus.BAD_REQUEST, content_type="text/plain; charset=utf-8")
    ids = list(_hearings(first, following, court).values_list("pk", flat=True)[:MOST])
    told = case_lines(ids, request.build_absolute_uri("/"), newest=False)
    days = [one.line.date for one in told if one.line.date]
    pieces = write_across(told, "Hearings and deadlines", (min(days), max(days)) if days else None)
    answer = HttpResponse("".join(pieces), content_type=FORMS["ics"].media_type)
    answer["Content-Disposition"] = 'inline; filename="hearings.ics"'
    return answer


def _hearings(first: date, following: date | None, court: str) -> QuerySet[TimelineEvent]:
    found = TimelineEvent.objects.filter(hearing__date__gte=first, docket__merged_into=None)
    found = found.filter(hearing__date__lt=following) if following else found
    return (found.filter(docket__court=court) if court else found).order_by("hearing__date", "pk")
