"""Links by which somebody who gets mail ends it without a login: signed, and worth nothing for anything else (RFC
8058)."""

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.db.models import Q

from rulings.following.save import describe_rule_state, record_rule
from rulings.models import Channel, Delivery, Follow, Message
from rulings.vocabulary.topics import Urgency

BY_LINK = "a link in a mail"
"""Who ended it, where nobody had to log in."""
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
    """Nothing that waits is sent any more, nor a message that waits for its next attempt. What is followed stays on its
    page; a rule is told there alone. Of the newsroom's rules the audit log says that a link ended it."""
    with transaction.atomic():
        rules = Follow.objects.filter(pk=follow.pk) if follow else Follow.objects.filter(channels=channel)
        unsent = Q(message=None, dropped="") | Q(message__status=Message.Status.WAITING)
        waiting = Delivery.objects.filter(unsent, channel=channel, follow__in=rules)
        waiting.update(message=None, dropped="unsubscribed")
        ids = list(rules.values_list("pk", flat=True))
        of_newsroom = Follow.objects.of_newsroom().filter(pk__in=ids).select_related("docket", "court", "tracker")
        before = {rule.pk: describe_rule_state(rule) for rule in of_newsroom}
        Follow.channels.through.objects.filter(follow__in=ids, channel=channel).delete()
        Follow.objects.filter(pk__in=ids, channels=None).update(urgency=Urgency.NEVER)
        for rule in of_newsroom.all():
            record_rule(rule, before[rule.pk], describe_rule_state(rule), BY_LINK)
