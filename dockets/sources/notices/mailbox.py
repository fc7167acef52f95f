"""Polls a mailbox for courts' notices: one message per step, in order of arrival; nothing in the mailbox is changed.

The position is the folder's UIDVALIDITY and the number of the last message read. Mail that is no notice of a court is
skipped: counted and never stored. A notice is returned as it came; before it is stored, ``text.scrub_court_notice``
removes the recipients.
"""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import quote, unquote, urlsplit

from django.conf import settings

from dockets.record.records import FetchedPayload, FetchFailed
from dockets.sources.http import address_guard
from dockets.sources.notices import imap, mail, text

BUSY = 12.0
"""Seconds after which a step that has found only other mail ends and stores its position; ``imap.DEADLINE`` is for
broken servers."""
MANY = 5
"""A step may read at most this many messages of the largest size, which keeps it below ``imap.MAX_READ``."""
_PORTS = {"imaps": 993, "imap": 143}
_USER = re.compile(r"[\w.%+=@!#$&*/?^{|}~-]{1,200}", re.ASCII)
_FOLDER = re.compile(r"[\w.,+&/@ -]{1,200}", re.ASCII)
_HOST = re.compile(r"[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?|\[[0-9a-f:.]+\]")


@dataclass(frozen=True, slots=True)
class _Place:
    """The position in a folder, as stored in ``Source.validators``."""

    uidvalidity: int = 0
    uid: int = 0
    passed_over: int = 0
    """The number of messages that were no court's notices, or could not be read."""

    def kept(self) -> dict[str, int]:
        return {"uidvalidity": self.uidvalidity, "uid": self.uid, "passed_over": self.passed_over}


def parse_mailbox_address(typed: str) -> str:
    """``imaps://user@host/INBOX`` from what was pasted; "" where it is no mailbox, holds a password, or leads into a
    private network."""
    account = _account(typed.strip())
    if account is None or address_guard.explain_refused_host(account.host):
        return ""
    scheme = "imaps" if account.encrypted else "imap"
    port = "" if account.port == _PORTS[scheme] else f":{account.port}"
    return f"{scheme}://{quote(account.user, safe='@')}@{account.host}{port}/{quote(account.folder)}"


def fetch_next_notice(url: str, validators: Mapping[str, Any]) -> FetchedPayload:
    """The next notice after the position in ``validators``; ``not_modified`` where there is none. Raises
    ``FetchFailed``."""
    account = _account(url)
    if account is None:
        msg = "This is no address of a mailbox; one is written imaps://user@mail.example.org/INBOX, without a password."
        raise FetchFailed(msg)
    place = _Place(*(_count(validators.get(name)) for name in ("uidvalidity", "uid", "passed_over")))
    with imap.open_mail_folder(account, _password(account)) as folder:
        if folder.uid_validity != place.uidvalidity:
            # The server has renumbered its messages: all are read again, and a notice that is already known changes
            # nothing.
            place = _Place(folder.uid_validity)
        return _step(folder, place, url)


def _step(folder: imap.MailFolder, place: _Place, url: str) -> FetchedPayload:
    enough = time.monotonic() + BUSY
    looked = 0
    for uid, found in _messages(folder, place.uid):
        place = replace(place, uid=uid)
        if found is not None and len(found) <= mail.MAX_BYTES and text.is_court_notice(found):
            more = not folder.uid_next or uid < folder.uid_next - 1
            # The name may be shown to anyone; the mailbox's own address must not be.
            return FetchedPayload(
                found, "message/rfc822", f"message-{uid}.eml", validators=place.kept(), unfinished=more
            )
        place = replace(place, passed_over=place.passed_over + (found is not None))
        looked += len(found or b"")
        if looked > MANY * mail.MAX_BYTES or time.monotonic() > enough:
            return FetchedPayload(b"", url=url, not_modified=True, validators=place.kept(), unfinished=True)
    return FetchedPayload(b"", url=url, not_modified=True, validators=place.kept())


def _messages(folder: imap.MailFolder, uid: int) -> Iterator[tuple[int, bytes | None]]:
    """The messages after ``uid``; None for one that is gone, and for the end of a range of numbers."""
    for numbers, end in folder.after(uid):
        for number in numbers:
            yield number, folder.message(number, mail.MAX_BYTES + 1)
        yield end, None


def _account(url: str) -> imap.MailAccount | None:
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
        return None  # the password would be sent unencrypted
    return imap.MailAccount(user, host, port or _PORTS[parts.scheme], folder, encrypted=parts.scheme == "imaps")


def _password(account: imap.MailAccount) -> str:
    """The password from the environment; a user's own variable takes precedence over the general one. Stored nowhere.

    Only for a mailbox that the operator has named: whoever may add a source could name any server, and read there what
    is sent to it.
    """
    user, named = account.user, _name_mailbox(account)
    if named.casefold() not in {mailbox.casefold() for mailbox in settings.MAILBOXES}:
        msg = (
            f"No password belongs to the mailbox {named}, and none was sent. Whoever runs the site names it in"
            " CASETRACKER_MAILBOXES, and starts the workers again."
        )
        raise FetchFailed(msg)
    own = re.sub(r"[^A-Z0-9]+", "_", user.upper()).strip("_")
    password: str = settings.MAILBOX_PASSWORDS.get(own) or settings.MAILBOX_PASSWORDS.get("", "")
    if not password:
        msg = (
            f"There is no password for “{user}”. Set CASETRACKER_MAILBOX_PASSWORD_{own} for the workers, and start them"
            " again."
        )
        raise FetchFailed(msg)
    if not password.isascii() or not password.isprintable():
        msg = (
            f"The password for “{user}” has characters that mail servers understand differently. Choose one in plain"
            " ASCII."
        )
        raise FetchFailed(msg)
    return password


def _name_mailbox(account: imap.MailAccount) -> str:
    port = "" if account.port == _PORTS["imaps" if account.encrypted else "imap"] else f":{account.port}"
    return f"{account.user}@{account.host}{port}"


def _count(value: object) -> int:
    return value if isinstance(value, int) and value > 0 else 0
