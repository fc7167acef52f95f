"""``/following/follow/``: a reader with a login begins to follow a case, a person, a court, a tracker or a search, or
stops; an editor does so for the newsroom."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from dockets.http.query_values import strip_control_characters
from rulings.following.save import (
    NoSuchSubject,
    filter_subject,
    follow_subject,
    get_subject_key,
    restore_rule,
    stop_following,
)
from rulings.models import Follow
from rulings.views.following.access import (
    NEWSROOM,
    find_tab_url,
    find_visible_trackers,
    get_owner,
    get_reader,
    list_follows,
    name_subject,
)

STOPPED = "stopped_follow"
"""In a session: the rule that was stopped last, so that it comes back as it was."""


@login_required
@require_POST
def follow(request: HttpRequest) -> HttpResponse:
    """``kind`` and ``value`` as for ``filter_subject``. ``follow=1`` begins, anything else ends it; repeating it
    changes nothing. ``of=newsroom``: for the newsroom."""
    reader = get_reader(request)
    owner = get_owner(reader, request.POST.get("of", ""))
    kind, value = request.POST.get("kind", ""), strip_control_characters(request.POST.get("value", "")).strip()
    if request.POST.get("follow") != "1":
        return stop(request, list(list_follows(owner).filter(filter_subject(kind, value))))
    try:
        row = follow_subject(kind, value, reader, owner)
    except NoSuchSubject:
        raise Http404("There is nothing here to follow.") from None
    row = list_follows(owner).get(pk=row.pk)
    kept = request.session.get(STOPPED)
    if kept and kept["subject"] == [*get_subject_key(row)] and kept["newsroom"] == (owner is None):
        restore_rule(row, kept, reader)
        del request.session[STOPPED]
    subject = name_subject(row, find_visible_trackers(reader))
    rule = reverse("follow-rule", args=[row.pk])
    there = find_tab_url(owner)
    said = "You follow {}" if owner else "The newsroom follows {}"
    told = format_html(said + ". What is new in it stands under <a href='{}'>Following</a>. ", subject.name, there)
    messages.success(request, told + format_html("<a href='{}'>{}</a>", rule, "Choose what is told, and how"))
    return HttpResponseRedirect(rule if owner is None else subject.url)


def stop(request: HttpRequest, follows: list[Follow], *, to_list: bool = False) -> HttpResponse:
    """Ends rules about one subject, keeps the first for the way back, and leads to the subject's page, or
    ``to_list`` to the list of what is followed."""
    visible = find_visible_trackers(get_reader(request))
    subjects = [name_subject(row, visible) for row in follows]
    kept = stop_following(follows, get_reader(request))
    if not kept:
        return HttpResponseRedirect(reverse("following"))
    request.session[STOPPED] = kept
    newsroom = "The newsroom no longer follows" if kept["newsroom"] else "You no longer follow"
    messages.success(request, f"{newsroom} {subjects[0].name}. If you follow it again, the rule is as it was.")
    if to_list or not subjects[0].url:
        query = f"?of={NEWSROOM}&stopped=1" if kept["newsroom"] else "?stopped=1"
        return HttpResponseRedirect(f"{reverse('following')}{query}")
    return HttpResponseRedirect(subjects[0].url)
