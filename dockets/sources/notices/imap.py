"""Opens a folder of an IMAP server, read-only. Called by ``mailbox`` alone.

The standard library's imaplib is used; the packages for IMAP (IMAPClient, imap-tools) wrap the same module and would
hide what matters here: that the connection goes to a checked address, that everything ends after ``DEADLINE``, that a
server cannot make us hold more than ``MAX_READ`` bytes, and that the folder is opened with EXAMINE and messages are
fetched with BODY.PEEK, which set no flag.
"""

import contextlib
import imaplib
import re
import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from dockets.record.records import FetchFailed, ServerUnreachable
from dockets.sources.http import address_guard

DEADLINE = 30.0
"""Seconds for everything: name look-up, connection, encryption, log-in, messages. A server that sends byte by byte is
cut off here."""
MAX_READ = 20 * 1024 * 1024
"""The most bytes read from the server over one connection."""
_LONGEST_LINE = 200_000
_WINDOW = 5_000
"""How many message numbers are searched at once: their list must fit into a line."""
_LATER = re.compile(rb"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
"""Response codes of RFC 5530 for a message that exists but cannot be had just now."""


@dataclass(frozen=True, slots=True)
class MailAccount:
    """A folder of a mail account. ``user`` and ``folder`` hold printable ASCII without quotes, backslashes or line
    ends."""

    user: str
    host: str
    port: int
    folder: str
    encrypted: bool = True


class _Connection(imaplib.IMAP4):
    """An IMAP connection over a socket that is already open. Reads at most ``MAX_READ`` bytes, whatever the server
    announces."""

    def __init__(self, opened: socket.socket) -> None:
        self._opened = opened
        self._left = MAX_READ
        super().__init__()

    def open(self, host: str = "", port: int = 0, timeout: float | None = None) -> None:
        self.sock = self._opened
        self._stream = self._opened.makefile("rb")

    def read(self, size: int) -> bytes:
        self._spend(size)
        data = self._stream.read(size)
        if len(data) < size:
            raise self.abort("end of file in a literal")
        return data

    def readline(self) -> bytes:
        line = self._stream.readline(_LONGEST_LINE + 1)
        self._spend(len(line) if len(line) <= _LONGEST_LINE else MAX_READ + 1)
        return line

    def _spend(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise MailTooLarge

    def shutdown(self) -> None:
        self._stream.close()
        self.sock.close()


class MailTooLarge(Exception):
    """The server sent more than ``MAX_READ`` bytes."""


@dataclass(frozen=True, slots=True)
class MailFolder:
    """An open folder, valid inside its ``open_mail_folder`` block."""

    connection: imaplib.IMAP4
    uid_validity: int
    """The messages' numbers stay valid as long as this value does."""
    uid_next: int
    """The number that the next new message will get; 0 where the server does not say."""

    def after(self, uid: int) -> Iterator[tuple[list[int], int]]:
        """The numbers of the messages after ``uid``, ascending, in lists that may be empty, each with the last number
        searched."""
        while not self.uid_next or uid < self.uid_next - 1:
            last = min(uid + _WINDOW, self.uid_next - 1) if self.uid_next else 0
            _, found = self.connection.uid("SEARCH", f"UID {uid + 1}:{last or '*'}")
            # "7:*" is the last message even where that is number 5.
            numbers = sorted(number for word in b" ".join(filter(None, found)).split() if (number := int(word)) > uid)
            uid = last or max(numbers, default=uid)
            yield numbers, uid
            if not last:
                return

    def message(self, uid: int, max_bytes: int) -> bytes | None:
        """The first ``max_bytes`` of a message; None where it is gone, or the server cannot give it."""
        answer, parts = self.connection.uid("FETCH", str(uid), f"(UID BODY.PEEK[]<0.{max_bytes}>)")
        if answer != "OK":
            if _LATER.search(parts[0] or b""):
                msg = f"The mail server could not give message {uid} just now."
                raise FetchFailed(msg)
            return None
        own = (part[1] for part in parts if isinstance(part, tuple) and _is_of(part[0], uid))
        return next(own, None)


def _is_of(head: bytes, uid: int) -> bool:
    return b"BODY[]" in head.upper() and re.search(rb"\bUID %d\b" % uid, head, re.IGNORECASE) is not None


@contextmanager
def open_mail_folder(account: MailAccount, password: str, *, deadline: float = DEADLINE) -> Iterator[MailFolder]:
    """Opens the folder read-only. Raises ``FetchFailed`` with a sentence, also from inside the block."""
    with _sentences(account, deadline), _Cut(deadline) as cut:
        opened = _encrypted(
            cut.watched(address_guard.connect_to_host(account.host, account.port, deadline)), account, cut
        )
        connection = _greeted(opened, account)
        try:
            _log_in(connection, account, password)
            yield _examined(connection, account)
            with contextlib.suppress(imaplib.IMAP4.error, OSError, MailTooLarge):
                connection.logout()
        finally:
            connection.shutdown()


class _Cut:
    """Ends a connection after ``seconds``, whatever it is doing."""

    def __init__(self, seconds: float) -> None:
        self.socket: socket.socket | None = None
        self.happened = False
        self._timer = threading.Timer(seconds, self._cut)

    def __enter__(self) -> "_Cut":
        self._timer.daemon = True
        self._timer.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, *rest: object) -> None:
        self._timer.cancel()
        if self.happened and error is not None:
            raise TimeoutError from error

    def watched[S: socket.socket](self, opened: S) -> S:
        self.socket = opened
        if self.happened:
            opened.close()
            raise TimeoutError
        return opened

    def _cut(self) -> None:
        self.happened = True
        if self.socket is not None:
            with contextlib.suppress(OSError):
                # Not an encrypted socket's own method, which would first send a closing message.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


def _encrypted(opened: socket.socket, account: MailAccount, cut: _Cut) -> socket.socket:
    opened.settimeout(DEADLINE)
    if not account.encrypted:
        return opened
    with contextlib.ExitStack() as undo:
        undo.callback(opened.close)
        context = ssl.create_default_context()
        wrapped = context.wrap_socket(opened, server_hostname=account.host, do_handshake_on_connect=False)
        undo.callback(wrapped.close)
        cut.watched(wrapped).do_handshake()
        undo.pop_all()
    return wrapped


def _greeted(opened: socket.socket, account: MailAccount) -> _Connection:
    try:
        return _Connection(opened)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        msg = f"{account.host} answers, but not as a mail server (IMAP) does."
        raise FetchFailed(msg) from error


def _log_in(connection: imaplib.IMAP4, account: MailAccount, password: str) -> None:
    try:
        connection.login(f'"{account.user}"', password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        msg = f"{account.host} refused the user name “{account.user}” or its password."
        raise FetchFailed(msg) from error


def _examined(connection: imaplib.IMAP4, account: MailAccount) -> MailFolder:
    answer, _ = connection.select(f'"{account.folder}"', readonly=True)
    if answer != "OK":
        msg = f"There is no folder “{account.folder}” for “{account.user}” on {account.host}, or it cannot be opened."
        raise FetchFailed(msg)
    validity, following = (_number(connection.response(name)) for name in ("UIDVALIDITY", "UIDNEXT"))
    if not validity:
        msg = f"{account.host} does not number its messages for good (UIDVALIDITY), so they cannot be told apart."
        raise FetchFailed(msg)
    return MailFolder(connection, validity, following)


def _number(response: tuple[str, list[Any]]) -> int:
    told = response[1][0] if response[1] else None
    return int(told) if isinstance(told, bytes) and told.isdigit() and len(told) <= 10 else 0


@contextmanager
def _sentences(account: MailAccount, deadline: float) -> Iterator[None]:
    """Converts errors to sentences. None repeats what was sent, since the password is in it."""
    host = account.host
    try:
        yield
    except TimeoutError as error:
        raise ServerUnreachable(f"{host} did not answer within {deadline:g} seconds.") from error
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(
            f"The certificate of {host} is not valid ({error.verify_message}); no password was sent."
        ) from error
    except MailTooLarge as error:
        raise FetchFailed(f"{host} sent more than is read at once; nothing of it was taken.") from error
    except (imaplib.IMAP4.abort, EOFError, OSError) as error:
        raise ServerUnreachable(f"{host} could not be reached, or broke off the connection.") from error
    except (imaplib.IMAP4.error, ValueError) as error:
        raise FetchFailed(f"{host} did not understand what was asked, or answered what cannot be read.") from error
