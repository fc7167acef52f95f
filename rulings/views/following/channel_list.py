"""``/following/channels/``: where news is sent, to oneself or from the newsroom."""

from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db.models import Count, Max, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from rulings.following.save import explain_no_mail
from rulings.http.subscription_keys import build_own_feed_url
from rulings.models import Channel, Message
from rulings.views.following.access import NEWSROOM, OWN, get_owner, get_reader, may_act_for_newsroom
from rulings.views.following.channel_form import KINDS, shorten_address

_SENT = Q(messages__status=Message.Status.SENT)
_FAILED = Q(messages__status=Message.Status.FAILED)


@login_required
@never_cache
@require_safe
def channel_list(request: HttpRequest) -> HttpResponse:
    reader = get_reader(request)
    of = NEWSROOM if request.GET.get("of") == NEWSROOM else OWN
    owner = get_owner(reader, of)
    context = {
        "rows": [(row, shorten_address(row)) for row in _list_channels(owner)],
        "kinds": _list_kinds(owner),
        "no_mail": explain_no_mail(reader) if owner else "",
        "feeds": list_own_feeds(request, reader) if owner else [],
        "of": of,
        "tab": "channels",
        "section": "following",
        "has_newsroom": may_act_for_newsroom(reader),
    }
    return render(request, "rulings/following/channel_list.html", context)


def list_own_feeds(request: HttpRequest, reader: User) -> list[tuple[str, str]]:
    """What they are, and their addresses, with which anybody may read them."""
    names = (("News (Atom, for a feed reader)", "following-news"), ("Dates (for a calendar)", "following-dates"))
    made = [(said, build_own_feed_url(reader, reverse(name, args=[reader.pk]))) for said, name in names]
    return [(said, request.build_absolute_uri(url)) for said, url in made]


def _list_channels(owner: User | None) -> list[Channel]:
    rows = Channel.objects.filter(owner=owner)
    counted = rows.annotate(
        rules=Count("follows", distinct=True),
        failed=Count("messages", filter=_FAILED, distinct=True),
        last_at=Max("messages__sent_at", filter=_SENT),
    )
    return list(counted.order_by("name", "pk"))


def _list_kinds(owner: User | None) -> list[tuple[str, str]]:
    """The kinds of which one more can be made: of mail to oneself there is one."""
    own_mail = Channel.objects.filter(owner=owner, kind=Channel.Kind.MAIL, address="").exists()
    return [(kind.value, label) for kind, label in KINDS.items() if not (kind == Channel.Kind.MAIL and own_mail)]
