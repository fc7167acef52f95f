"""``/following/<user>/news.atom`` and ``dates.ics``: what is new, and which dates are ahead, in what somebody follows.
For their owner alone: by login, or by the key of a subscription link."""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from http import HTTPStatus

from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.http.rate_limited import limit_rate
from rulings.exports.across_cases import list_case_lines
from rulings.exports.atom import ENTRIES, NewsEntry, write_atom_of_news
from rulings.exports.formats import FORMS
from rulings.exports.ics import write_ics_across_cases
from rulings.following.describe import NewsItem, describe_news, load_news
from rulings.following.subjects import find_dockets_of_follow
from rulings.following.unread import NewsSpan, find_news_of_follows
from rulings.http.feed_access import NO_LONGER
from rulings.http.subscription_keys import NAME, get_key_owner, strip_key
from rulings.models import Follow, News, TimelineEvent

type View = Callable[..., HttpResponseBase]
MOST = 2_000
"""Dates in the calendar, from the earliest on."""
KEPT = timedelta(days=60)
"""How far back the calendar goes: for so long subscribers are told of a hearing that is called off."""


def open_to_owner(view: View) -> View:
    """For what only its owner may read: by login, or by the key that was made for that address. Others get 404, whether
    there is such a user or not."""

    @wraps(view)
    def opened(request: HttpRequest, reader_id: int) -> HttpResponseBase:
        key = request.GET.get(NAME, "")
        if key and get_key_owner(key, request.path) != reader_id:
            return HttpResponse(NO_LONGER, status=HTTPStatus.FORBIDDEN, content_type="text/plain; charset=utf-8")
        if not key and not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not key and request.user.pk != reader_id:
            raise Http404
        answer = view(request, reader_id)
        answer["Referrer-Policy"] = "no-referrer"
        answer["Cache-Control"] = "private"
        return answer

    return login_not_required(opened)


@open_to_owner
@require_safe
@limit_rate
def following_news(request: HttpRequest, reader_id: int) -> HttpResponse:
    found, _ = find_news_of_follows(_follows(reader_id), NewsSpan(not_held=True))
    ids = [one.id for one in found[:ENTRIES]]
    items = describe_news(list(load_news(News.objects.filter(pk__in=ids)).order_by("-at", "-pk")))
    page = request.build_absolute_uri(reverse("following"))
    address = strip_key(request.build_absolute_uri())
    body = write_atom_of_news(map(_entry, items), "What you follow", page, address)
    return HttpResponse(body, content_type=FORMS["atom"].media_type)


def _entry(item: NewsItem) -> NewsEntry:
    title = f"{item.label}: {item.name} ({item.case})"
    words = " · ".join(filter(None, [item.outcome, item.words, item.quoted, item.badge]))
    return NewsEntry(item.id, title, words, item.at, item.url)


@open_to_owner
@require_safe
@limit_rate
def following_dates(request: HttpRequest, reader_id: int) -> HttpResponse:
    follows = [follow for follow in _follows(reader_id) if not follow.search]
    dockets = {pk for follow in follows for pk in find_dockets_of_follow(follow).values_list("pk", flat=True)}
    first = timezone.now().date() - KEPT
    rows = TimelineEvent.objects.filter(hearing__date__gte=first, docket__in=dockets).order_by("hearing__date", "pk")
    told = list_case_lines(
        list(rows.values_list("pk", flat=True)[:MOST]), request.build_absolute_uri("/"), newest=False
    )
    days = [one.line.date for one in told if one.line.date]
    pieces = write_ics_across_cases(told, "What you follow", (min(days), max(days)) if days else None)
    answer = HttpResponse("".join(pieces), content_type=FORMS["ics"].media_type)
    answer["Content-Disposition"] = 'inline; filename="following.ics"'
    return answer


def _follows(reader_id: int) -> list[Follow]:
    rules = Follow.objects.filter(user=reader_id, paused_at=None)
    return list(rules.select_related("docket", "court", "tracker").defer("docket__search"))
