"""Following, changing the rule, pausing, stopping, and following again. Called by views.

A rule belongs to a reader, or to the newsroom (``user`` None). Whether somebody may change it is asked by the views.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from dockets.format.urls import LONGEST_NAME
from dockets.history.audit_log import State, Who, get_state_version, record_edit
from dockets.http.query_values import strip_control_characters
from dockets.models import Court, Docket
from dockets.search.full_text import QUERY_LENGTH
from dockets.search.people import PersonKind, find_dockets_of_person
from rulings.following.rules import RULE_FIELDS
from rulings.following.subjects import describe_followed
from rulings.models import Channel, Follow, Tracker
from rulings.vocabulary.topics import OF_A_CASE, OF_A_SEARCH, OF_MANY_CASES, Topic, Urgency

CASE, COURT, TRACKER, SEARCH = "case", "court", "tracker", "search"
RULE, CHANNEL = "followrule", "channel"
KINDS = (RULE, CHANNEL)
"""Of entries of the audit log: what editors do to the newsroom's rules and channels. A reader's own are in no log."""
_RULE = (*RULE_FIELDS, "with_related", "urgency", "note")
NO_SERVER = "This site has no mail server (CASETRACKER_EMAIL_URL), so it sends no mail."
NO_ADDRESS = "Your account has no e-mail address: an admin, or your directory, has to add one."


class NoSuchSubject(LookupError):
    """There is nothing of that name to follow, or not for whoever asks."""


class NoMail(Exception):
    """Why mail cannot be sent to somebody."""


class RuleChanged(Exception):
    """Somebody else has changed it since the form was shown. ``now``: the row as it is."""

    def __init__(self, now: Follow | Channel) -> None:
        super().__init__("Somebody has changed this since you opened it. Look at both, and save yours again.")
        self.now = now


def filter_subject(kind: str, value: str) -> Q:
    """Rules about one subject. ``kind``: "case" (``value``: its id), "court" (id), "tracker" (slug), "search" (words),
    or a ``PersonKind`` (name)."""
    if kind == CASE:
        docket = int(value) if value.isdecimal() and len(value) < 10 else 0
        return Q(docket=docket) | Q(docket__merged_into=docket)
    if kind == COURT:
        return Q(court=value)
    if kind == TRACKER:
        return Q(tracker__slug=value)
    return Q(search=value) if kind == SEARCH else Q(person_kind=kind, person_name__iexact=value)


def get_subject_key(follow: Follow) -> tuple[str, str]:
    """Kind and value, as for ``filter_subject``."""
    if follow.docket:
        return CASE, str(follow.docket.merged_into_id or follow.docket_id)
    if follow.court_id:
        return COURT, follow.court_id
    if follow.tracker:
        return TRACKER, follow.tracker.slug
    return (follow.person_kind, follow.person_name) if follow.person_name else (SEARCH, follow.search)


def follow_subject(kind: str, value: str, visitor: User, owner: User | None) -> Follow:
    """The rule of ``owner`` (None: the newsroom) about the subject, made where there is none. Raises
    ``NoSuchSubject``; what ``visitor`` may not see does not exist."""
    there = Follow.objects.filter(filter_subject(kind, value), user=owner).order_by("pk").first()
    if there:
        return there
    made = _build_follow(kind, value, visitor)
    made.user = owner
    standing = str(made.docket_id) if made.docket_id else value
    with transaction.atomic():
        Follow.objects.bulk_create([made], ignore_conflicts=True)
        row = Follow.objects.filter(filter_subject(kind, standing), user=owner).earliest("pk")
        record_rule(row, None, describe_rule_state(row), visitor)
    return row


def _build_follow(kind: str, value: str, visitor: User) -> Follow:
    found: Any
    if kind == CASE and value.isdecimal() and len(value) < 10:
        found = Docket.objects.filter(pk=int(value)).values_list("pk", "merged_into").first()
        fields, topics = {"docket_id": found and (found[1] or found[0])}, OF_A_CASE
    elif kind == COURT:
        found = Court.objects.filter(pk=value).first()
        fields, topics = {"court": found}, OF_MANY_CASES
    elif kind == TRACKER:
        found = Tracker.objects.visible_to(visitor).filter(slug=value).first()
        fields, topics = {"tracker": found}, OF_MANY_CASES
    elif kind == SEARCH:
        found = 0 < len(value) <= QUERY_LENGTH and strip_control_characters(value).strip() == value
        fields, topics = {"search": value}, OF_A_SEARCH
    else:
        found = kind in [*PersonKind] and _is_named(PersonKind(kind), value)
        fields, topics = {"person_kind": kind, "person_name": value}, OF_MANY_CASES
    if not found:
        raise NoSuchSubject(kind)
    return Follow(topics=[topic.value for topic in Topic if topic in topics], **fields)


def _is_named(kind: PersonKind, name: str) -> bool:
    fits = 0 < len(name) <= LONGEST_NAME and strip_control_characters(name) == name
    return fits and find_dockets_of_person(kind, name).exists()


def record_rule(follow: Follow, before: State | None, after: State | None, by: Who) -> None:
    """Of the newsroom's rules alone, in the transaction of the change."""
    if follow.user_id is None:
        record_edit(docket_id=None, kind=RULE, object_id=follow.pk, before=before, after=after, by=by)


def describe_rule_state(follow: Follow) -> State:
    """As the audit log keeps it."""
    names = sorted(follow.channels.values_list("name", flat=True))
    rule = {name: getattr(follow, name) for name in _RULE}
    return {"name": describe_followed(follow).name, **rule, "channels": names, "paused": follow.paused_at is not None}


def stop_following(follows: Iterable[Follow], by: User) -> dict[str, Any] | None:
    """Deletes the rules, with what waits to be sent by them. Returns the first one as JSON can hold it, for
    ``restore_rule``; None where there was none."""
    kept: dict[str, Any] | None = None
    for follow in follows:
        kept = kept or {
            "subject": [*get_subject_key(follow)],
            "newsroom": follow.user_id is None,
            "rule": {name: getattr(follow, name) for name in _RULE},
            "channels": [*follow.channels.order_by("pk").values_list("pk", flat=True)],
        }
        with transaction.atomic():
            record_rule(follow, describe_rule_state(follow), None, by)
            follow.delete()
    return kept


def restore_rule(follow: Follow, kept: Mapping[str, Any], by: User) -> None:
    """Gives a rule that was just made again what ``stop_following`` kept of it. Of the channels only its owner's."""
    for name in _RULE:
        setattr(follow, name, kept["rule"][name])
    channels = Channel.objects.filter(pk__in=kept["channels"], owner=follow.user_id)
    if not channels:
        follow.urgency = Urgency.NEVER
    with transaction.atomic():
        before = describe_rule_state(Follow.objects.get(pk=follow.pk))
        follow.save()
        follow.channels.set(channels)
        record_rule(follow, before, describe_rule_state(follow), by)


def pause_follow(follow: Follow, now: datetime | None, by: User) -> None:
    """``now`` None: it goes on."""
    before = describe_rule_state(follow)
    with transaction.atomic():
        Follow.objects.filter(pk=follow.pk).update(paused_at=now)
        record_rule(follow, before, {**before, "paused": now is not None}, by)


def get_rule_state(follow: Follow) -> State:
    """What forms show of a rule. One query."""
    channels = sorted(channel.pk for channel in follow.channels.all())
    return {name: getattr(follow, name) for name in _RULE} | {"channels": channels}


def change_rule(follow_id: int, values: Mapping[str, Any], channels: Iterable[Channel], seen: str, by: User) -> Follow:
    """Saves ``values`` (by the names of ``get_rule_state``). ``seen``: the version that the form showed. Raises
    ``RuleChanged`` where it is another one by now and not what is to be saved."""
    with transaction.atomic():
        follow = Follow.objects.select_for_update(of=("self",)).get(pk=follow_id)
        before = get_rule_state(follow)
        wanted = {**values, "channels": sorted(channel.pk for channel in channels)}
        if get_state_version(before) != seen and before != wanted:
            raise RuleChanged(follow)
        told = describe_rule_state(follow)
        for name in _RULE:
            setattr(follow, name, values[name])
        follow.save(update_fields=[*_RULE])
        follow.channels.set(channels)
        record_rule(follow, told, describe_rule_state(follow), by)
    return follow


def explain_no_mail(user: User) -> str:
    """Why this site cannot send mail to somebody; "" where it can."""
    if not settings.EMAIL_URL:
        return NO_SERVER
    return "" if user.email else NO_ADDRESS


def get_mail_channel(user: User) -> Channel:
    """The channel to somebody's own address, made where there is none. Raises ``NoMail``."""
    if why := explain_no_mail(user):
        raise NoMail(why)
    own = {"owner": user, "kind": Channel.Kind.MAIL, "address": ""}
    Channel.objects.bulk_create([Channel(name="E-mail to me", **own)], ignore_conflicts=True)
    return Channel.objects.get(**own)
