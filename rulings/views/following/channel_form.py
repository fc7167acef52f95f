"""The form of a channel: where it sends, and by which clock. Called by the views of channels."""

from datetime import time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone

from dockets.history.audit_log import get_state_version
from dockets.sources.http.address_guard import explain_refused_host
from rulings.models import Channel

KINDS = {
    Channel.Kind.MAIL: "E-mail",
    Channel.Kind.SLACK: "Slack",
    Channel.Kind.TEAMS: "Microsoft Teams",
    Channel.Kind.WEBHOOK: "A webhook, for programs",
}
HINTS = {
    Channel.Kind.SLACK: "The address of an incoming webhook: https://hooks.slack.com/services/…",
    Channel.Kind.TEAMS: "The address that a workflow “When a Teams webhook request is received” gives.",
    Channel.Kind.WEBHOOK: "An address of https that takes our messages (Standard Webhooks).",
}
SLACK_HOST = "hooks.slack.com"
MOST_ADDRESSES = 50
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIELDS = ("name", "address", "time_zone", "digest_at", "digest_day", "quiet_from", "quiet_to")


def _list_zones() -> list[tuple[str, str]]:
    places = sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "posix/")))
    return [("", "the newsroom’s"), ("UTC", "UTC"), *((name, name.replace("_", " ")) for name in places)]


def _time(label: str, *, required: bool = False) -> forms.TimeField:
    widget = forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    return forms.TimeField(label=label, required=required, widget=widget)


def get_channel_state(channel: Channel) -> dict[str, Any]:
    """What forms change of a channel."""
    return {name: getattr(channel, name) for name in FIELDS}


def shorten_address(channel: Channel) -> str:
    """As its owner is shown it: the host, and the end by which one tells it from others. Of mail, all."""
    if channel.kind == Channel.Kind.MAIL:
        return channel.address or "your own address"
    return f"https://{urlsplit(channel.address).hostname}/…{channel.address[-4:]}"


class ChannelForm(forms.Form):
    """The address of a channel that is no mail is a secret: it is typed again to be changed, and never shown."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    name = forms.CharField(label="Name", max_length=100)
    address = forms.CharField(label="Address", max_length=500)
    digest_at = _time("A digest is sent at", required=True)
    digest_day = forms.TypedChoiceField(
        label="The weekly one on", coerce=int, choices=[(place, name) for place, name in enumerate(WEEKDAYS)]
    )
    quiet_from = _time("Nothing is sent from")
    quiet_to = _time("until")
    time_zone = forms.ChoiceField(label="By the clock of", required=False, choices=_list_zones)

    def __init__(self, channel: Channel, data: Any = None) -> None:
        self.channel = channel
        shown = {**get_channel_state(channel), "seen": get_state_version(get_channel_state(channel))}
        if not channel.pk:
            shown |= {"name": channel.get_kind_display(), "time_zone": _own_zone(), "digest_at": time(8)}
        is_mail = channel.kind == Channel.Kind.MAIL
        if not is_mail:
            shown["address"] = ""
        super().__init__(data, initial=shown)
        field: Any = self.fields["address"]
        if is_mail and channel.owner_id:
            del self.fields["address"]
        elif is_mail:
            field.label = "E-mail addresses, parted by commas"
        else:
            field.help_text = HINTS[Channel.Kind(channel.kind)]
            field.required = not channel.pk
            field.widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"].strip()
        if not typed:
            return self.channel.address
        if self.channel.kind == Channel.Kind.MAIL:
            return _clean_mail_addresses(typed)
        if why := _explain_refused_address(typed, self.channel.kind):
            raise ValidationError(why)
        return typed

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        start, end = cleaned.get("quiet_from"), cleaned.get("quiet_to")
        if (start is None) != (end is None) and not {"quiet_from", "quiet_to"} & self.errors.keys():
            self.add_error("quiet_to", "Quiet hours need both times.")
        elif start is not None and start == end:
            self.add_error("quiet_to", "That would be all day: switch the channel off instead.")
        return cleaned

    @property
    def values(self) -> dict[str, Any]:
        """By the names of ``get_channel_state``."""
        return {name: self.cleaned_data.get(name, getattr(self.channel, name)) for name in FIELDS}


def _own_zone() -> str:
    """The reader's, where it can be chosen; else the newsroom's."""
    name = timezone.get_current_timezone_name()
    return name if name in dict(_list_zones()) and name != settings.TIME_ZONE else ""


def _clean_mail_addresses(typed: str) -> str:
    field = forms.EmailField()
    written = [one.strip() for one in typed.replace(";", ",").replace("\n", ",").split(",") if one.strip()]
    if len(written) > MOST_ADDRESSES:
        raise ValidationError(f"At most {MOST_ADDRESSES} addresses: a list of the mail server’s takes more.")
    try:
        return ", ".join(dict.fromkeys(field.clean(one) for one in written))
    except ValidationError as error:
        raise ValidationError("One of these is no e-mail address.") from error


def _explain_refused_address(typed: str, kind: str) -> str:
    """Why nothing is sent to an address; "" where it may be. What its host's name leads to is asked when it is sent."""
    try:
        parts = urlsplit(typed)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return "That is no address."
    is_open = parts.scheme == "https" or (parts.scheme == "http" and settings.FETCH_ALLOW_LOOPBACK)
    if not is_open or not host or any(sign.isspace() for sign in typed):
        return "It has to be an address that begins with https://."
    if parts.username or parts.password:
        return "No name or password belongs into the address."
    if kind == Channel.Kind.SLACK and host != SLACK_HOST and not settings.FETCH_ALLOW_LOOPBACK:
        return f"An incoming webhook of Slack begins with https://{SLACK_HOST}/."
    if why := explain_refused_host(host):
        return why
    is_named_inside = host.endswith((".localhost", ".local", ".internal")) or not ({".", ":"} & set(host))
    is_refused = is_named_inside and not settings.FETCH_ALLOW_LOOPBACK
    return f"{host} is not on the internet, and nothing is sent there." if is_refused else ""
