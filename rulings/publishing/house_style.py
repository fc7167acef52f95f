"""The newsroom's own words for outcomes, statuses and standards: read for each request, kept for a few seconds by each
process, and saved by the page of admins with its entry in the audit log."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from time import monotonic

from django.db import DatabaseError, transaction

from dockets.format.house_words import HouseWords
from dockets.history.audit_log import State, Who, get_state_version, is_request_done, record_edit
from rulings.models import HouseStyle
from rulings.models.house_style import ONLY
from rulings.vocabulary.house_style import BUILT_IN

KIND = "housestyle"
"""``AuditEntry.kind``."""
FRESH = 5.0
"""Seconds for which a process takes the words that it has read: so long another one may show the old ones."""


class HouseStyleConflict(Exception):
    """Somebody has changed the words since the form was shown. ``now`` is how they stand."""

    def __init__(self, now: HouseWords) -> None:
        super().__init__("Somebody has changed the words while you were writing. Nothing was saved: look at both.")
        self.now = now


@dataclass(slots=True)
class _Kept:
    words: HouseWords = field(default_factory=dict)
    until: float = 0.0


_KEPT = _Kept()


def load_house_words() -> HouseWords:
    """What is called otherwise on this site. A query at most every ``FRESH`` seconds; while the database is away, what
    was read last."""
    if monotonic() >= _KEPT.until:
        try:
            words = read_house_words()
        except DatabaseError:
            return _KEPT.words
        keep_house_words(words)
    return _KEPT.words


def keep_house_words(words: HouseWords, seconds: float = FRESH) -> None:
    """For this process."""
    _KEPT.words, _KEPT.until = words, monotonic() + seconds


def forget_house_words() -> None:
    """The next request of this process reads them anew."""
    _KEPT.until = 0.0


def read_house_words() -> HouseWords:
    """As they are stored. One query."""
    return HouseStyle.objects.filter(pk=ONLY).values_list("words", flat=True).first() or {}


def get_house_version(words: HouseWords) -> str:
    """Differs where the words do."""
    return get_state_version(HouseStyle(words=words).state())


def save_house_words(words: HouseWords, *, seen: str, by: Who, request_id: str = "") -> None:
    """Saves all words at once. ``seen``: the version that the form showed. Raises ``HouseStyleConflict``."""
    with transaction.atomic():
        if is_request_done(request_id):
            return
        HouseStyle.objects.get_or_create(pk=ONLY)
        row = HouseStyle.objects.select_for_update().get(pk=ONLY)
        if get_house_version(row.words) != seen:
            raise HouseStyleConflict(row.words)
        before = row.state()
        row.words = {group: dict(renamed) for group, renamed in words.items() if renamed}
        row.save()
        after = row.state()
        record_edit(docket_id=None, kind=KIND, object_id=ONLY, before=before, after=after, by=by, request_id=request_id)
        transaction.on_commit(partial(keep_house_words, row.words))
    forget_house_words()


def restore_house_words(state: State, *, by: Who, request_id: str = "") -> None:
    """Saves what an entry of the audit log says, as far as this version of the site knows these names."""
    words: dict[str, dict[str, str]] = {}
    for key, word in state.items():
        group, _, value = key.partition(".")
        if value in _list_values(group):
            words.setdefault(group, {})[value] = word
    save_house_words(words, seen=get_house_version(read_house_words()), by=by, request_id=request_id)


def describe_word(key: str) -> str:
    """What an entry of the audit log names: "outcome.may_proceed" is "May proceed"."""
    group, _, value = key.partition(".")
    return _list_values(group).get(value, key)


def _list_values(group: str) -> Mapping[str, str]:
    return next((values for known, values in BUILT_IN.items() if known == group), {})
