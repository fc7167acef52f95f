"""Links by which somebody who gets mail ends it without a login: signed, and worth nothing for anything else (RFC
8058)."""

from django.core.signing import BadSignature, Signer
from django.db import transaction

from rulings.models import Channel, Delivery, Follow
from rulings.vocabulary.topics import Urgency

_SALT = "rulings.following.unsubscribe"


def build_unsubscribe_key(channel_id: int, follow_id: int | None) -> str:
    """Ends mail of one rule to a channel; ``follow_id`` None: all mail to it."""
    return Signer(salt=_SALT).sign(f"{channel_id}-{follow_id or 0}")


def read_unsubscribe_key(key: str) -> tuple[Channel, Follow | None] | None:
    """The channel, and the rule or None for all; None where the key was not made here, or both are gone."""
    try:
        channel_id, _, follow_id = Signer(salt=_SALT).unsign(key).partition("-")
    except BadSignature:
        return None
    channel = Channel.objects.filter(pk=int(channel_id)).first()
    follow = Follow.objects.filter(pk=int(follow_id)).first() if follow_id != "0" else None
    return None if channel is None or (follow_id != "0" and follow is None) else (channel, follow)


def end_mail(channel: Channel, follow: Follow | None) -> None:
    """Nothing that waits is sent any more. What is followed stays on its page; a rule is told there alone."""
    with transaction.atomic():
        rules = Follow.objects.filter(pk=follow.pk) if follow else Follow.objects.filter(channels=channel)
        waiting = Delivery.objects.waiting().filter(channel=channel)
        (waiting.filter(follow=follow) if follow else waiting).update(dropped="unsubscribed")
        ids = list(rules.values_list("pk", flat=True))
        Follow.channels.through.objects.filter(follow__in=ids, channel=channel).delete()
        Follow.objects.filter(pk__in=ids, channels=None).update(urgency=Urgency.NEVER)
