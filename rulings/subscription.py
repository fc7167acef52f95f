"""Addresses that open one feed of a site which asks for a login, for the calendars and feed readers that cannot log in.

Such an address carries a key: who it was made for, and a signature over that person, the turn of their links and the feed's path.
So a key that gets about opens that one feed, and nothing once its owner is disabled or has had the links made anew. No secret is
stored. Who comes with a key is nobody in particular: a feed holds what any reader of the site may see, never what is its owner's
alone.
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
"""Of the key in an address's query. Servers write paths into their logs more often than queries."""
API = "/api/v1/"
"""The path for which a key of the API is made: it opens all below."""
_TURN = Coalesce("feed_key__turn", 0)


def feed_addresses(user: User | AnonymousUser, wanted: list[tuple[str, str]]) -> list[str]:
    """The address of each (path, query) for this reader's programs: with a key where the site asks for a login. Paths
    are quoted, as they stand in addresses."""
    if settings.SITE_IS_PUBLIC or not user.is_authenticated:
        return [f"{path}?{query}" if query else path for path, query in wanted]
    turn = get_user_model().objects.values_list(_TURN, flat=True).get(pk=user.pk)
    keys = [urlencode({NAME: _key(user.pk, turn, unquote(path))}) for path, _ in wanted]
    return [f"{path}?{query}&{key}" if query else f"{path}?{key}" for (path, query), key in zip(wanted, keys, strict=True)]


def api_key(user: User | AnonymousUser) -> str:
    """The key that opens the whole API to this user's programs, as any reader may use it; "" for nobody."""
    if not user.is_authenticated:
        return ""
    return _key(user.pk, get_user_model().objects.values_list(_TURN, flat=True).get(pk=user.pk), API)


def opens(key: str, path: str) -> bool:
    """Whether ``key`` was made for ``path`` by someone who may still log in, in the present turn of their links."""
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


def make_anew(user: User) -> None:
    """All subscription links of ``user`` go dead; the next that are shown are new."""
    FeedKey.objects.get_or_create(user=user)
    FeedKey.objects.filter(user=user).update(turn=F("turn") + 1)


def without_key(address: str) -> str:
    """``address`` as it may stand in what is handed out: a feed names itself, and is passed on."""
    path, _, query = address.partition("?")
    kept = "&".join(part for part in query.split("&") if part.partition("=")[0] != NAME)
    return f"{path}?{kept}" if kept else path


def _key(owner: int, turn: int, path: str) -> str:
    return f"{owner}.{_signer().sign(_signed(owner, turn, path)).rpartition(':')[2]}"


def _signed(owner: int, turn: int, path: str) -> str:
    """``path`` as a request has it: not quoted, as "21-2-02856-6 SEA" is in an address."""
    return f"{owner}:{turn}:{path}"


def _signer() -> Signer:
    return Signer(salt="rulings.subscription")
