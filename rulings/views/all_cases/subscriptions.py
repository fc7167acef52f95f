"""``/subscriptions/``: the feeds across all cases, and the way to renew one's links: those of what one follows, and,
where the site asks for a login, all."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rulings.history.account_log import record_account_event
from rulings.http.subscription_keys import build_api_key, build_feed_urls, renew_keys

MADE = "Your subscription links are new. The old ones open nothing any more: give your programs the new ones."


@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: HttpRequest) -> HttpResponse:
    has_keys = not settings.SITE_IS_PUBLIC
    if request.method == "POST":
        if isinstance(request.user, User):
            renew_keys(request.user)
            record_account_event("feed-keys", of=request.user, by=request.user)
            messages.success(request, MADE)
        return HttpResponseRedirect(reverse("subscriptions"))
    rulings, hearings = build_feed_urls(request.user, [(reverse("ruling-feed"), ""), (reverse("calendar-feed"), "")])
    feeds = [
        ("Rulings of all cases (Atom)", request.build_absolute_uri(rulings)),
        ("Hearings of all cases (calendar)", request.build_absolute_uri(hearings)),
    ]
    context = {"feeds": feeds, "has_keys": has_keys, "api_key": build_api_key(request.user) if has_keys else ""}
    return render(request, "rulings/subscriptions.html", context)
