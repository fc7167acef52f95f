"""``/following/<id>/``: the rule by which somebody is told of what they follow, and what it would have told."""

import copy
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dockets.format.print_style import format_capped_count
from dockets.http.query_values import strip_control_characters_from_query
from rulings.following.describe import describe_news, load_news
from rulings.following.save import RuleChanged, change_rule, get_subject_key, pause_follow
from rulings.following.unread import NewsSpan, find_news_of_follows
from rulings.models import Follow, News
from rulings.views.following.access import (
    NEWSROOM,
    OWN,
    find_tab_url,
    find_visible_trackers,
    get_follow,
    get_reader,
    may_act_for_newsroom,
    name_subject,
)
from rulings.views.following.follow import stop
from rulings.views.following.following import say_how
from rulings.views.following.rule_form import USUAL_DAYS, RuleForm
from rulings.vocabulary.kinds import KIND_LABELS, Kind
from rulings.vocabulary.topics import LEAD_LABELS, TOPIC_LABELS, Topic, Urgency

CONFLICT, WRONG = 409, 422
SHOWN = 12
"""Pieces of news in a preview."""
ACTS = ("pause", "resume", "stop")


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def follow_rule(request: HttpRequest, follow_id: int) -> HttpResponse:
    """``preview``: what the rule would have told as it is typed, without saving it."""
    reader = get_reader(request)
    follow = get_follow(reader, follow_id)
    if request.method != "POST":
        return _show(request, follow, RuleForm(follow, reader))
    query, _ = strip_control_characters_from_query(request.POST)
    form = RuleForm(follow, reader, query)
    if not form.is_valid():
        return _show(request, follow, form, status=WRONG)
    if "preview" in query:
        return _show(request, follow, form)
    try:
        change_rule(follow.pk, form.values, form.make_channels(), form.cleaned_data["seen"], reader)
    except RuleChanged as changed:
        return _show(request, follow, form, status=CONFLICT, overtaken=changed)
    subject = name_subject(follow, find_visible_trackers(reader))
    messages.success(request, f"The rule for {subject.name} is saved.")
    return HttpResponseRedirect(find_tab_url(follow.user))


@login_required
@require_POST
def follow_act(request: HttpRequest, follow_id: int, act: str) -> HttpResponse:
    """Pauses a rule, lets it go on, or ends it. Nothing of it is told while it is paused."""
    if act not in ACTS:
        raise Http404("There is no such act.")
    reader = get_reader(request)
    follow = get_follow(reader, follow_id)
    if act == "stop":
        return stop(request, [follow], to_list=True)
    pause_follow(follow, timezone.now() if act == "pause" else None, reader)
    name = name_subject(follow, find_visible_trackers(reader)).name
    told = "is paused: nothing of it is sent until you let it go on" if act == "pause" else "goes on"
    messages.success(request, f"{name} {told}.")
    return HttpResponseRedirect(find_tab_url(follow.user))


def _show(
    request: HttpRequest, follow: Follow, form: RuleForm, *, status: int = 200, overtaken: RuleChanged | None = None
) -> HttpResponse:
    reader = get_reader(request)
    visible = find_visible_trackers(reader)
    is_typed = form.is_bound and form.is_valid()
    kind, value = get_subject_key(follow)
    context = {
        "follow": follow,
        "subject": name_subject(follow, visible),
        "key": {"kind": kind, "value": value},
        "form": form,
        "overtaken": overtaken,
        "now": _describe_rule(overtaken.now) if overtaken and isinstance(overtaken.now, Follow) else [],
        "preview": _preview(follow, form.values if is_typed else {}, _days(form, is_typed=is_typed), visible),
        "is_typed": is_typed and overtaken is None,
        "is_of_newsroom": follow.user_id is None,
        "may_offer": follow.user_id is not None and may_act_for_newsroom(reader),
        "tab": OWN if follow.user_id else NEWSROOM,
        "back": find_tab_url(follow.user),
        "channels_url": reverse("channel-list"),
        "section": "following",
        "has_newsroom": may_act_for_newsroom(reader),
    }
    return render(request, "rulings/following/follow_rule.html", context, status=status)


def _days(form: RuleForm, *, is_typed: bool) -> int:
    return int((form.cleaned_data["days"] if is_typed else "") or USUAL_DAYS)


def _preview(follow: Follow, values: Mapping[str, Any], days: int, visible: set[int]) -> dict[str, Any]:
    """What a rule with these values would have told over the last days, whatever was sent."""
    tried = copy.copy(follow)
    for name, value in values.items():
        setattr(tried, name, value)
    if follow.tracker_id and follow.tracker_id not in visible:
        return {"days": days, "number": 0, "count": "0", "items": []}
    found, _ = find_news_of_follows([tried], NewsSpan(since=timezone.now() - timedelta(days=days), not_held=True))
    rows = load_news(News.objects.filter(pk__in=[one.id for one in found[:SHOWN]])).order_by("-at", "-pk")
    return {
        "days": days,
        "number": len(found),
        "count": format_capped_count(len(found)),
        "items": describe_news(list(rows)),
        "rest": max(len(found) - SHOWN, 0),
        "is_never": tried.urgency == Urgency.NEVER,
        "is_paused": tried.paused_at is not None,
    }


def _describe_rule(follow: Follow) -> list[tuple[str, str]]:
    """A rule in words, for whoever was overtaken."""
    told = [TOPIC_LABELS[Topic(value)] for value in follow.topics]
    rows = [
        ("What is told of", "; ".join(told)),
        ("Only these kinds", ", ".join(KIND_LABELS[Kind(kind)] for kind in follow.kinds)),
        ("Only with these words", follow.words),
        ("Only filed by", "; ".join(follow.parties)),
        ("Routine entries", "too" if follow.routine else "not"),
        ("Hearings and deadlines", LEAD_LABELS[follow.lead_days] if Topic.DEADLINE in follow.topics else ""),
        ("How soon, and where", say_how(follow)),
        ("Why", follow.note),
    ]
    return [row for row in rows if row[1]]
