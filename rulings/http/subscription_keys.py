"""Addresses that open one feed of a site which asks for a login, for the calendars and feed readers that cannot log in.

Such an address carries a key: the user it was made for, and a signature over that user, the current generation of their
links and the feed's path. A key that leaks opens only that one feed, and nothing once its user is disabled or has
renewed the links. No secret is stored. A request with a key is anonymous: a feed holds what any reader of the site may
see. Only the feeds of what somebody follows are their owner's alone (``build_own_feed_url``).
"""

from urllib.parse import unquote

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser, User
from django.core.signing import BadSignature, Signer
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils.http import urlencode

from rulings.models import FeedKey

NAME = "key"
"""Query parameter that holds the key. Servers log paths more often than queries."""
API = "/api/v1/"
"""The path for which a key of the API is made: it opens everything below."""
_TURN = Coalesce("feed_key__turn", 0)


def build_feed_urls(user: User | AnonymousUser, wanted: list[tuple[str, str]]) -> list[str]:
    """The address of each (path, query) for this reader's programs: with a key where the site asks for a login. Paths
    are quoted, as in addresses."""
    if settings.SITE_IS_PUBLIC or not user.is_authenticated:
        return [f"{path}?{query}" if query else path for path, query in wanted]
    turn = get_user_model().objects.values_list(_TURN, flat=True).get(pk=user.pk)
    keys = [urlencode({NAME: _key(user.pk, turn, unquote(path))}) for path, _ in wanted]
    return [
        f"{path}?{query}&{key}" if query else f"{path}?{key}" for (path, query), key in zip(wanted, keys, strict=True)
    ]


def build_api_key(user: User | AnonymousUser) -> str:
    """The key that opens the whole API to this user's programs, with any reader's rights; "" for an anonymous user."""
    if not user.is_authenticated:
        return ""
    return _key(user.pk, get_user_model().objects.values_list(_TURN, flat=True).get(pk=user.pk), API)


def build_own_feed_url(user: User, path: str) -> str:
    """The address of a feed that only its owner may read, with a key, also where the site is public."""
    turn = get_user_model().objects.values_list(_TURN, flat=True).get(pk=user.pk)
    return f"{path}?{urlencode({NAME: _key(user.pk, turn, unquote(path))})}"


def get_key_owner(key: str, path: str) -> int | None:
    """Whose key this is; None where it was not made for ``path``, or is good no more."""
    return int(key.partition(".")[0]) if is_key_valid(key, path) else None


def is_key_valid(key: str, path: str) -> bool:
    """Whether ``key`` was made for ``path`` by a user who may still log in, in the current generation of their
    links."""
    owner, _, signature = key.partition(".")
    if not (owner.isascii() and owner.isdigit() and len(owner) < 19):
        return False
    turn = get_user_model().objects.filter(pk=int(owner), is_active=True).values_list(_TURN, flat=True).first()
    if turn is None:
        return False
    try:
        _signer().unsign(f"{_signed(int(owner), turn, path)}:{signature}")
    except BadSignature:
        return False
    return True


def renew_keys(user: User) -> None:
    """All subscription links of ``user`` stop working; the next that are shown are new."""
    FeedKey.objects.get_or_create(user=user)
    FeedKey.objects.filter(user=user).update(turn=F("turn") + 1)


def strip_key(address: str) -> str:
    """``address`` without its key, for use inside a feed: a feed names its own address, and may be passed on."""
    path, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if part.partition("=")[0] != NAME)
    return f"{path}?{kept}" if kept else path


def _key(owner: int, turn: int, path: str) -> str:
    return f"{owner}.{_signer().sign(_signed(owner, turn, path)).rpartition(':')[2]}"


def _signed(owner: int, turn: int, path: str) -> str:
    """``path`` as in a request: not quoted, as "21-2-02856-6 SEA" in an address."""
    return f"{owner}:{turn}:{path}"


def _signer() -> Signer:
    # Not the name of this module: another salt would end every link that was handed out.
    return Signer(salt="rulings.subscription")
