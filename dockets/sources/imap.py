"""A folder of a mail server, read and never changed. Known to ``mailbox`` alone.

The standard library speaks IMAP; the packages for it (IMAPClient, imap-tools) wrap the same module and would hide what matters
here: that the connection goes to a checked address, that everything ends after ``DEADLINE``, that a server cannot make us hold
more than ``MAX_READ`` bytes, and that the folder is opened with EXAMINE and messages are taken with BODY.PEEK, which set no flag.
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

from dockets.records import FetchFailed, NoAnswer
from dockets.sources import address_guard

DEADLINE = 30.0
"""Seconds for everything: name, connection, encryption, log-in, messages. A server that drips is cut off here."""
MAX_READ = 20 * 1024 * 1024
"""Bytes from the server over one connection."""
_LONGEST_LINE = 200_000
_WINDOW = 5_000
"""How many message numbers are asked about at once: their list must fit into a line."""
_LATER = re.compile(rb"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]", re.IGNORECASE)
"""RFC 5530: what a server answers when the message is there, only not now."""


@dataclass(frozen=True, slots=True)
class Account:
    """Whose folder on which server. ``user`` and ``folder`` hold printable ASCII without quotes, backslashes or line ends."""

    user: str
    host: str
    port: int
    folder: str
    encrypted: bool = True


class _Connection(imaplib.IMAP4):
    """Over a socket that is open already. Reads no more than ``MAX_READ`` bytes, whatever the server announces."""

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
            raise TooMuch

    def shutdown(self) -> None:
        self._stream.close()
        self.sock.close()


class TooMuch(Exception):
    """The server sends more than is read."""


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder that is open, for as long as its ``open_folder`` lasts."""

    connection: imaplib.IMAP4
    uid_validity: int
    """As long as it stays the same, so do the numbers of the messages."""
    uid_next: int
    """What the next message to come will get; 0 where the server does not say."""

    def after(self, uid: int) -> Iterator[tuple[list[int], int]]:
        """The numbers of the messages beyond ``uid``, rising, in lists that may be empty, each with how far it reaches."""
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
        """Its first ``max_bytes``; None where it is gone, or the server cannot give it."""
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
def open_folder(account: Account, password: str, *, deadline: float = DEADLINE) -> Iterator[Folder]:
    """The folder, to be read only. Raises ``FetchFailed`` with a sentence, from inside the block too."""
    with _sentences(account, deadline), _Cut(deadline) as cut:
        opened = _encrypted(cut.watched(address_guard.connect(account.host, account.port, deadline)), account, cut)
        connection = _greeted(opened, account)
        try:
            _log_in(connection, account, password)
            yield _examined(connection, account)
            with contextlib.suppress(imaplib.IMAP4.error, OSError, TooMuch):
                connection.logout()
        finally:
            connection.shutdown()


class _Cut:
    """Ends a connection after ``seconds``, whatever is going on in it."""

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
                # Not the method of an encrypted socket, which would say good-bye first.
                socket.socket.shutdown(self.socket, socket.SHUT_RDWR)


def _encrypted(opened: socket.socket, account: Account, cut: _Cut) -> socket.socket:
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


def _greeted(opened: socket.socket, account: Account) -> _Connection:
    try:
        return _Connection(opened)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        msg = f"{account.host} answers, but not as a mail server (IMAP) does."
        raise FetchFailed(msg) from error


def _log_in(connection: imaplib.IMAP4, account: Account, password: str) -> None:
    try:
        connection.login(f'"{account.user}"', password)
    except imaplib.IMAP4.abort:
        raise
    except imaplib.IMAP4.error as error:
        msg = f"{account.host} refused the user name “{account.user}” or its password."
        raise FetchFailed(msg) from error


def _examined(connection: imaplib.IMAP4, account: Account) -> Folder:
    answer, _ = connection.select(f'"{account.folder}"', readonly=True)
    if answer != "OK":
        msg = f"There is no folder “{account.folder}” for “{account.user}” on {account.host}, or it cannot be opened."
        raise FetchFailed(msg)
    validity, following = (_number(connection.response(name)) for name in ("UIDVALIDITY", "UIDNEXT"))
    if not validity:
        msg = f"{account.host} does not number its messages for good (UIDVALIDITY), so they cannot be told apart."
        raise FetchFailed(msg)
    return Folder(connection, validity, following)


def _number(response: tuple[str, list[Any]]) -> int:
    told = response[1][0] if response[1] else None
    return int(told) if isinstance(told, bytes) and told.isdigit() and len(told) <= 10 else 0


@contextmanager
def _sentences(account: Account, deadline: float) -> Iterator[None]:
    """What goes wrong, as a sentence. None repeats what was sent: the password is in it."""
    host = account.host
    try:
        yield
    except TimeoutError as error:
        raise NoAnswer(f"{host} did not answer within {deadline:g} seconds.") from error
    except ssl.SSLCertVerificationError as error:
        raise FetchFailed(f"The certificate of {host} is not valid ({error.verify_message}); no password was sent.") from error
    except TooMuch as error:
        raise FetchFailed(f"{host} sent more than is read at once; nothing of it was taken.") from error
    except (imaplib.IMAP4.abort, EOFError, OSError) as error:
        raise NoAnswer(f"{host} could not be reached, or broke off the connection.") from error
    except (imaplib.IMAP4.error, ValueError) as error:
        raise FetchFailed(f"{host} did not understand what was asked, or answered what cannot be read.") from error
