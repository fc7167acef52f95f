"""``/following/sent/``: for admins, what goes out, how much, and what fails. Neither others' addresses nor what they
follow is shown."""

from datetime import timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.db.models.functions import TruncDate
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dockets.db.keyset import Key
from dockets.http.permissions import require_role
from dockets.http.requested_page import get_requested_page
from rulings.models import Channel, Delivery, Message, News
from rulings.views.following.access import get_reader, may_act_for_newsroom

DAYS = 14
PAGE = 50
HELD = 20
_ORDER = (Key("id", "int", descending=True),)
_STATES = {
    name: Count("messages", filter=Q(messages__status=status), distinct=True)
    for name, status in (("sent", Message.Status.SENT), ("failed", Message.Status.FAILED))
}


@require_role("admin", "site")
@require_safe
def following_sent(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    channels = Channel.objects.select_related("owner")
    if request.GET.get("only") == "amiss":
        failing = Message.objects.filter(status=Message.Status.FAILED, made_at__gt=now - timedelta(days=DAYS))
        channels = channels.filter(Q(off_at__isnull=False) | Q(pk__in=failing.values("channel")))
    page, notice = get_requested_page(request, channels, _ORDER, PAGE)
    context = {
        "days": _count_days(),
        "number_of_days": DAYS,
        "page": page,
        "rows": _describe(page.rows),
        "waiting": Delivery.objects.waiting().aggregate(number=Count("pk"), since=Min("due_at")),
        "trying": Message.objects.filter(status=Message.Status.WAITING).count(),
        "now": now,
        "held": _list_held(),
        "only": request.GET.get("only", ""),
        "notices": [notice] if notice else [],
        "tab": "sent",
        "section": "following",
        "has_newsroom": may_act_for_newsroom(get_reader(request)),
    }
    return render(request, "rulings/following/following_sent.html", context)


def _count_days() -> list[Any]:
    since = timezone.now() - timedelta(days=DAYS)
    rows = Message.objects.filter(made_at__gt=since, is_test=False).annotate(day=TruncDate("made_at"))
    states = {state.value: Count("pk", filter=Q(status=state)) for state in Message.Status}
    return list(rows.order_by("-day").values("day").annotate(**states))


def _list_held() -> list[News]:
    """The latest imports of whose entries nobody was alerted: what came, and why."""
    rows = News.objects.filter(topics=[], at__gt=timezone.now() - timedelta(days=DAYS)).exclude(held="")
    return list(rows.select_related("docket").defer("docket__search").order_by("-at", "-pk")[:HELD])


def _describe(channels: list[Channel]) -> list[dict[str, Any]]:
    """With what was sent there. Two queries."""
    asked = Channel.objects.filter(pk__in=[row.pk for row in channels])
    counted = asked.annotate(**_STATES, last_at=Max("messages__sent_at")).values("pk", "last_at", *_STATES)
    counts = {row["pk"]: row for row in counted}
    due = Delivery.objects.waiting().filter(channel__in=asked).order_by().values("channel")
    waiting = dict(due.annotate(number=Count("pk")).values_list("channel", "number"))
    return [{"channel": row, **counts[row.pk], "waiting": waiting.get(row.pk, 0)} for row in channels]
