"""``/subscriptions/``: the feeds across all cases, and, where the site asks for a login, the way to make one's links anew."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rulings.subscription import api_key, feed_addresses, make_anew

MADE = "Your subscription links are new. The old ones open nothing any more: give your programs the new ones."


@require_http_methods(["GET", "HEAD", "POST"])
def subscriptions(request: HttpRequest) -> HttpResponse:
    has_keys = not settings.SITE_IS_PUBLIC
    if request.method == "POST":
        if has_keys and isinstance(request.user, User):
            make_anew(request.user)
            messages.success(request, MADE)
        return HttpResponseRedirect(reverse("subscriptions"))
    rulings, hearings = feed_addresses(request.user, [(reverse("ruling-feed"), ""), (reverse("calendar-feed"), "")])
    feeds = [
        ("Rulings of all cases (Atom)", request.build_absolute_uri(rulings)),
        ("Hearings of all cases (calendar)", request.build_absolute_uri(hearings)),
    ]
    context = {"feeds": feeds, "has_keys": has_keys, "api_key": api_key(request.user) if has_keys else ""}
    return render(request, "rulings/subscriptions.html", context)
