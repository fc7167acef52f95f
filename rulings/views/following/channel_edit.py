"""``/following/channels/add/`` and ``/following/channels/<id>/``: one channel, its clock, its secret and its last
messages, and what is done with them."""

import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.models import User
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dockets.db.keyset import Key
from dockets.history.audit_log import State, get_state_version, record_edit
from dockets.http.query_values import strip_control_characters_from_query
from dockets.http.requested_page import get_requested_page
from rulings.following.save import CHANNEL, RuleChanged, explain_no_mail
from rulings.models import Channel, Follow, Message
from rulings.views.following.access import NEWSROOM, get_channel, get_owner, get_reader, may_act_for_newsroom
from rulings.views.following.channel_form import HINTS, KINDS, ChannelForm, get_channel_state, shorten_address
from rulings.vocabulary.topics import Urgency

CONFLICT, WRONG = 409, 422
PAGE = 20
SECRET_BYTES = 32
"""Standard Webhooks: 24 to 64."""
_MADE = "channel_secret"
"""In a session: the id of a channel and its secret, which was made just now and is shown once."""
_LATEST = (Key("made_at", "time", descending=True), Key("id", "int", descending=True))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def channel_add(request: HttpRequest) -> HttpResponse:
    """``?kind=`` and ``?of=newsroom``."""
    reader, kind = get_reader(request), request.GET.get("kind", Channel.Kind.SLACK)
    owner = get_owner(reader, request.GET.get("of", ""))
    if kind not in KINDS:
        raise Http404("There is no such kind of channel.")
    channel = Channel(owner=owner, kind=kind)
    if kind == Channel.Kind.MAIL and owner:
        if own := Channel.objects.filter(owner=owner, kind=kind, address="").first():
            return HttpResponseRedirect(reverse("channel-edit", args=[own.pk]))
        if why := explain_no_mail(owner):
            return _show(request, channel, ChannelForm(channel), status=WRONG if request.POST else 200, refused=why)
    return _add(request, channel)


def _add(request: HttpRequest, channel: Channel) -> HttpResponse:
    if request.method != "POST":
        return _show(request, channel, ChannelForm(channel))
    query, _ = strip_control_characters_from_query(request.POST)
    form = ChannelForm(channel, query)
    if not form.is_valid():
        return _show(request, channel, form, status=WRONG)
    for name, value in form.values.items():
        setattr(channel, name, value)
    if channel.kind == Channel.Kind.WEBHOOK:
        channel.secrets = [create_secret()]
    with transaction.atomic():
        channel.save()
        _record(channel, None, get_reader(request))
    if channel.secrets:
        request.session[_MADE] = [channel.pk, channel.secrets[0]]
    messages.success(request, f"{channel.name} is made. Send a test, and choose it in the rules of what is followed.")
    return HttpResponseRedirect(reverse("channel-edit", args=[channel.pk]))


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def channel_edit(request: HttpRequest, channel_id: int) -> HttpResponse:
    channel = get_channel(get_reader(request), channel_id)
    if request.method != "POST":
        return _show(request, channel, ChannelForm(channel))
    query, _ = strip_control_characters_from_query(request.POST)
    form = ChannelForm(channel, query)
    if not form.is_valid():
        return _show(request, channel, form, status=WRONG)
    try:
        _change(channel.pk, form.values, form.cleaned_data["seen"], get_reader(request))
    except RuleChanged as changed:
        return _show(request, channel, form, status=CONFLICT, overtaken=changed)
    messages.success(request, f"{form.cleaned_data['name']} is saved.")
    return HttpResponseRedirect(reverse("channel-edit", args=[channel.pk]))


def _change(channel_id: int, values: Mapping[str, Any], seen: str, by: User) -> None:
    with transaction.atomic():
        channel = Channel.objects.select_for_update().get(pk=channel_id)
        before = get_channel_state(channel)
        if get_state_version(before) != seen and before != values:
            raise RuleChanged(channel)
        told = _tell_channel(channel)
        for name, value in values.items():
            setattr(channel, name, value)
        channel.save(update_fields=[*values])
        _record(channel, told, by)


def _tell_channel(channel: Channel) -> State:
    """As the audit log keeps it: addresses that are secrets are shortened."""
    state = {name: value for name, value in get_channel_state(channel).items() if value not in (None, "")}
    is_off = channel.off_at is not None
    return {**state, "address": shorten_address(channel), "secrets": len(channel.secrets), "switched off": is_off}


def _record(channel: Channel, before: State | None, by: User, *, is_gone: bool = False) -> None:
    """Of the newsroom's channels alone."""
    if channel.owner_id is None:
        after = None if is_gone else _tell_channel(channel)
        record_edit(docket_id=None, kind=CHANNEL, object_id=channel.pk, before=before, after=after, by=by)


def create_secret() -> str:
    """With which a webhook's messages are signed, as Standard Webhooks writes it."""
    return f"whsec_{b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"


def _show(
    request: HttpRequest,
    channel: Channel,
    form: ChannelForm,
    *,
    status: int = 200,
    overtaken: RuleChanged | None = None,
    refused: str = "",
) -> HttpResponse:
    rows = Message.objects.filter(channel=channel.pk or 0)
    page, notice = get_requested_page(request, rows, _LATEST, PAGE)
    made, secret = request.session.get(_MADE), ""
    if made and made[0] == channel.pk and request.method == "GET":
        secret = made[1]
        del request.session[_MADE]
    context = {
        "channel": channel,
        "kind": KINDS[Channel.Kind(channel.kind)],
        "hint": HINTS.get(Channel.Kind(channel.kind), ""),
        "address": shorten_address(channel) if channel.pk else "",
        "form": form,
        "here": request.path if channel.pk else request.get_full_path(),
        "overtaken": overtaken,
        "now": _describe_channel(overtaken.now) if overtaken and isinstance(overtaken.now, Channel) else [],
        "refused": refused,
        "no_mail": _explain_no_mail(channel),
        "secret": secret,
        "page": page,
        "notices": [notice] if notice else [],
        "rules": Follow.objects.filter(channels=channel.pk or 0).count(),
        "of": "" if channel.owner_id else NEWSROOM,
        "tab": "channels",
        "section": "following",
        "has_newsroom": may_act_for_newsroom(get_reader(request)),
    }
    return render(request, "rulings/following/channel_edit.html", context, status=status)


def _explain_no_mail(channel: Channel) -> str:
    is_own = channel.kind == Channel.Kind.MAIL and channel.owner is not None and not channel.address
    return explain_no_mail(channel.owner) if is_own and channel.owner else ""


def _describe_channel(channel: Channel) -> list[tuple[str, str]]:
    """For whoever was overtaken; no secret."""
    quiet = f"{channel.quiet_from:%H:%M} to {channel.quiet_to:%H:%M}" if channel.quiet_from and channel.quiet_to else ""
    rows = [
        ("Name", channel.name),
        ("Address", shorten_address(channel)),
        ("Digest", f"{channel.digest_at:%H:%M}"),
        ("Quiet hours", quiet),
        ("Time zone", channel.time_zone),
    ]
    return [row for row in rows if row[1]]


type Act = Callable[[HttpRequest, Channel, datetime], str]
"""Does it, and says what was done."""


@login_required
@require_POST
def channel_act(request: HttpRequest, channel_id: int, act: str) -> HttpResponse:
    if act not in ACTS:
        raise Http404("There is no such act.")
    reader = get_reader(request)
    get_channel(reader, channel_id)
    with transaction.atomic():
        channel = Channel.objects.select_for_update(of=("self",)).get(pk=channel_id)
        before = _tell_channel(channel)
        messages.success(request, ACTS[act](request, channel, timezone.now()))
        now = Channel.objects.filter(pk=channel_id).first()
        channel.pk = channel_id
        _record(now or channel, before, reader, is_gone=now is None)
    if act == "remove":
        query = "" if channel.owner_id else f"?of={NEWSROOM}"
        return HttpResponseRedirect(f"{reverse('channel-list')}{query}")
    return HttpResponseRedirect(reverse("channel-edit", args=[channel_id]))


def _switch_off(request: HttpRequest, channel: Channel, now: datetime) -> str:
    Channel.objects.filter(pk=channel.pk, off_at=None).update(off_at=now, off_why="")
    return f"{channel.name} is switched off. What comes meanwhile is not sent there."


def _switch_on(request: HttpRequest, channel: Channel, now: datetime) -> str:
    Channel.objects.filter(pk=channel.pk).update(off_at=None, off_why="", not_before=now)
    return f"{channel.name} is switched on again."


def _renew(request: HttpRequest, channel: Channel, now: datetime) -> str:
    _need_webhook(channel)
    made = create_secret()
    Channel.objects.filter(pk=channel.pk).update(secrets=[made, *channel.secrets[:1]])
    request.session[_MADE] = [channel.pk, made]
    return "There is a new secret. Messages are signed with both until you let the old one be forgotten."


def _forget(request: HttpRequest, channel: Channel, now: datetime) -> str:
    _need_webhook(channel)
    Channel.objects.filter(pk=channel.pk).update(secrets=channel.secrets[:1])
    return "The old secret is forgotten."


def _need_webhook(channel: Channel) -> None:
    if channel.kind != Channel.Kind.WEBHOOK:
        raise Http404("Only webhooks have a secret.")


def _send_test(request: HttpRequest, channel: Channel, now: datetime) -> str:
    if channel.off_at:
        return f"{channel.name} is switched off: switch it on to send a test."
    if why := _explain_no_mail(channel):
        return why
    Message.objects.create(channel=channel, is_test=True, made_at=now, next_at=now, subject="Test")
    return "A test is on its way. Its row below says what came of it."


def _send_again(request: HttpRequest, channel: Channel, now: datetime) -> str:
    """What was withdrawn before it was sent stays unsent."""
    asked = request.POST.get("message", "")
    number = int(asked) if asked.isdecimal() and len(asked) < 19 else 0
    row = get_object_or_404(Message.objects.filter(channel=channel), pk=number)
    if row.status not in (Message.Status.FAILED, Message.Status.SENT):
        return "That message waits already, or was withdrawn."
    Message.objects.filter(pk=row.pk).update(status=Message.Status.WAITING, next_at=now, attempts=0, error="")
    return "It is sent again."


def _remove(request: HttpRequest, channel: Channel, now: datetime) -> str:
    """Rules that sent there alone are told on their page only from now on."""
    ids = list(Follow.objects.filter(channels=channel).values_list("pk", flat=True))
    channel.delete()
    Follow.objects.filter(pk__in=ids, channels=None).update(urgency=Urgency.NEVER)
    return f"{channel.name} is removed, with its list of messages."


ACTS: Mapping[str, Act] = {
    "off": _switch_off,
    "on": _switch_on,
    "renew": _renew,
    "forget": _forget,
    "test": _send_test,
    "again": _send_again,
    "remove": _remove,
}
