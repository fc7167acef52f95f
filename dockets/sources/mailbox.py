"""A mailbox that courts' notices come to: one message a step, in the order in which they came, nothing in it changed.

Where the reading stands is the folder's UIDVALIDITY and the number of the last message that was looked at. Mail that is no notice
of a court is passed over: it is counted and never stored. A notice is handed on as it came; before it is stored, ``notice_text``
takes the recipients out.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings

from dockets.records import Fetched, FetchFailed
from dockets.sources import address_guard, imap, mail, notice_text

BUSY = 12.0
"""Seconds after which a step that has only found other mail hands on where it stands; ``imap.DEADLINE`` is for broken servers."""
MANY = 5
"""As many of the largest messages a step may look at: so it stays below ``imap.MAX_READ``."""
_PORTS = {"imaps": 993, "imap": 143}
_USER = re.compile(r"[\w.%+=@!#$&*/?^{|}~-]{1,200}", re.ASCII)
_FOLDER = re.compile(r"[\w.,+&/@ -]{1,200}", re.ASCII)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the reading of a folder stands, as it is kept in ``Source.validators``."""

    uidvalidity: int = 0
    uid: int = 0
    passed_over: int = 0
    """Messages that were no notices of a court, or could not be taken."""

    def kept(self) -> dict[str, int]:
        return {"uidvalidity": self.uidvalidity, "uid": self.uid, "passed_over": self.passed_over}


def address(typed: str) -> str:
    """``imaps://user@host/INBOX`` of what was pasted; "" where it is none, holds a password, or leads into a private network."""
    account = _account(typed.strip())
    if account is None or address_guard.refusal(account.host):
        return ""
    scheme = "imaps" if account.encrypted else "imap"
    port = "" if account.port == _PORTS[scheme] else f":{account.port}"
    return f"{scheme}://{quote(account.user, safe='@')}@{account.host}{port}/{quote(account.folder)}"


def fetch(url: str, validators: Mapping[str, Any]) -> Fetched:
    """The next notice beyond the place that ``validators`` name; ``not_modified`` where there is none. Raises ``FetchFailed``."""
    account = _account(url)
    if account is None:
        msg = "This is no address of a mailbox; one is written imaps://user@mail.example.org/INBOX, without a password."
        raise FetchFailed(msg)
    place = _Place(*(_count(validators.get(name)) for name in ("uidvalidity", "uid", "passed_over")))
    with imap.open_folder(account, _password(account.user)) as folder:
        if folder.uid_validity != place.uidvalidity:
            # The server has numbered its messages anew: all are looked at again, and a notice that is known changes nothing.
            place = _Place(folder.uid_validity)
        return _step(folder, place, url)


def _step(folder: imap.Folder, place: _Place, url: str) -> Fetched:
    enough = time.monotonic() + BUSY
    looked = 0
    for uid, found in _messages(folder, place.uid):
        place = replace(place, uid=uid)
        if found is not None and len(found) <= mail.MAX_BYTES and notice_text.holds_a_notice(found):
            more = not folder.uid_next or uid < folder.uid_next - 1
            # Under a name that may be shown to anyone: the mailbox's own address is not for readers.
            return Fetched(found, "message/rfc822", f"message-{uid}.eml", validators=place.kept(), unfinished=more)
        place = replace(place, passed_over=place.passed_over + (found is not None))
        looked += len(found or b"")
        if looked > MANY * mail.MAX_BYTES or time.monotonic() > enough:
            return Fetched(b"", url=url, not_modified=True, validators=place.kept(), unfinished=True)
    return Fetched(b"", url=url, not_modified=True, validators=place.kept())


def _messages(folder: imap.Folder, uid: int) -> Iterator[tuple[int, bytes | None]]:
    """What comes beyond ``uid``; None for what is gone, and for the end of a stretch of numbers."""
    for numbers, end in folder.after(uid):
        for number in numbers:
            yield number, folder.message(number, mail.MAX_BYTES + 1)
        yield end, None


def _account(url: str) -> imap.Account | None:
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return None
    user, folder = unquote(parts.username or ""), unquote(parts.path.strip("/")) or "INBOX"
    host = (parts.hostname or "").lower()
    written = f"[{host}]" if ":" in host else host
    if parts.scheme not in _PORTS or parts.password is not None or parts.query or parts.fragment:
        return None
    if not (_USER.fullmatch(user) and _FOLDER.fullmatch(folder) and _HOST.fullmatch(written)):
        return None
    if parts.scheme == "imap" and not settings.FETCH_ALLOW_LOOPBACK:
        return None  # a password goes over the network in the clear
    return imap.Account(user, host, port or _PORTS[parts.scheme], folder, encrypted=parts.scheme == "imaps")


def _password(user: str) -> str:
    """From the environment; a user's own variable before the one for all. Kept nowhere."""
    own = re.sub(r"[^A-Z0-9]+", "_", user.upper()).strip("_")
    password: str = settings.MAILBOX_PASSWORDS.get(own) or settings.MAILBOX_PASSWORDS.get("", "")
    if not password:
        msg = f"There is no password for “{user}”. Set CASETRACKER_MAILBOX_PASSWORD_{own} for the workers, and start them again."
        raise FetchFailed(msg)
    if not password.isascii() or not password.isprintable():
        msg = f"The password for “{user}” has characters that mail servers understand differently. Choose one in plain ASCII."
        raise FetchFailed(msg)
    return password


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
