"""A mail server, played on a real local port: as much of IMAP4rev1 as reading a folder takes, and ways in which it goes
wrong."""

import re
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

_ONE = re.compile(r"UID FETCH (\d+) \((UID )?BODY(\.PEEK)?\[\]<(\d+)\.(\d+)>\)$", re.IGNORECASE)
_SEARCH = re.compile(r"UID SEARCH UID (\d+):(\d+|\*)$", re.IGNORECASE)


@dataclass
class MailServer:
    """One folder, ``INBOX``. What it does wrong is set on it; ``asked`` holds every command without its tag."""

    port: int = 0
    users: dict[str, str] = field(default_factory=lambda: {"courtmail": "open sesame"})
    messages: dict[int, bytes] = field(default_factory=dict)
    seen: set[int] = field(default_factory=set)
    uid_validity: int = 1
    says_uid_next: bool = True
    greeting: str = "* OK ready"
    refuses: dict[str, str] = field(default_factory=dict)
    """Beginning of a command -> the answer after the tag: ``{"UID FETCH 2": "NO [UNAVAILABLE] later"}``."""
    cuts_after: int | None = None
    """Bytes of a message after which the connection is cut; once."""
    drips: float = 0.0
    """Seconds between two bytes of a message."""
    announces: int | None = None
    """The length that is announced for a message instead of the true one."""
    answers_search: bytes = b""
    """What is sent before the answer to a search."""
    chatter: bytes = b""
    """What is sent again and again instead of an answer to a search."""
    asked: list[str] = field(default_factory=list)
    ended: threading.Event = field(default_factory=threading.Event)

    @property
    def url(self) -> str:
        return f"imap://courtmail@127.0.0.1:{self.port}/INBOX"

    def receive(self, *messages: bytes) -> None:
        """Puts messages into the folder, as mail does that comes in."""
        for message in messages:
            self.messages[max(self.messages, default=0) + 1] = message

    def fetched(self) -> list[int]:
        """The numbers of the messages that were asked for."""
        return [int(found[1]) for command in self.asked if (found := _ONE.match(command))]


@contextmanager
def mail_server(context: ssl.SSLContext | None = None) -> Iterator[MailServer]:
    """Runs a ``MailServer`` for the time of the block; with ``context``, encrypted from the first byte."""
    mail = MailServer()
    with _Listener(("127.0.0.1", 0), _handler(mail, context)) as listener:
        mail.port = int(listener.server_address[1])
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield mail
        finally:
            mail.ended.set()
            listener.shutdown()
            thread.join(60)


class _Listener(socketserver.ThreadingTCPServer):
    allow_reuse_address = True
    daemon_threads = True


def _handler(mail: MailServer, context: ssl.SSLContext | None) -> type[socketserver.BaseRequestHandler]:
    class Handler(socketserver.BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError):
                opened = context.wrap_socket(self.request, server_side=True) if context else self.request
                _Session(mail, opened).serve()

    return Handler


class _Session:
    """One connection."""

    def __init__(self, mail: MailServer, opened: socket.socket) -> None:
        self.mail, self.opened, self.open = mail, opened, True

    def serve(self) -> None:
        self.say(self.mail.greeting)
        with self.opened.makefile("rb") as lines:
            while self.open and (line := lines.readline()):
                tag, _, command = line.decode().rstrip("\r\n").partition(" ")
                self.mail.asked.append(command)
                refused = next((answer for begin, answer in self.mail.refuses.items() if command.startswith(begin)), "")
                self.say(f"{tag} {refused or self.answer(command)}")
        self.opened.close()

    def say(self, line: str) -> None:
        self.opened.sendall(f"{line}\r\n".encode())

    def answer(self, command: str) -> str:
        """Sends what comes before the last line of the answer, and returns that line."""
        match command.split(" ")[0].upper():
            case "CAPABILITY":
                self.say("* CAPABILITY IMAP4rev1")
            case "LOGIN":
                return self.login(command)
            case "EXAMINE":
                return self.examine(command)
            case "UID":
                return self.uid(command)
            case "LOGOUT":
                self.open = False
                self.say("* BYE")
            case _:
                return "BAD unknown"
        return "OK done"

    def login(self, command: str) -> str:
        _, user, password = command.split(" ", 2)
        known = self.mail.users.get(user.strip('"'))
        return "OK in" if known is not None and password == f'"{known}"' else "NO [AUTHENTICATIONFAILED] no"

    def examine(self, command: str) -> str:
        if command != 'EXAMINE "INBOX"':
            return "NO no such folder"
        self.say(f"* {len(self.mail.messages)} EXISTS")
        self.say(f"* OK [UIDVALIDITY {self.mail.uid_validity}] valid")
        if self.mail.says_uid_next:
            self.say(f"* OK [UIDNEXT {max(self.mail.messages, default=0) + 1}] next")
        return "OK [READ-ONLY] open"

    def uid(self, command: str) -> str:
        if found := _SEARCH.match(command):
            while self.mail.chatter and not self.mail.ended.is_set():
                self.opened.sendall(self.mail.chatter)
            self.opened.sendall(self.mail.answers_search)
            self.say(" ".join(["* SEARCH", *map(str, self.between(int(found[1]), found[2]))]))
        elif found := _ONE.match(command):
            self.message(int(found[1]), peek=bool(found[3]), end=int(found[5]))
        else:
            return "BAD unknown"
        return "OK done"

    def between(self, first: int, last: str) -> list[int]:
        """As RFC 3501 has it: "7:*" takes in the last message, whatever its number."""
        newest = max(self.mail.messages, default=0)
        low, high = (first, int(last)) if last != "*" else sorted((first, newest))
        return sorted(uid for uid in self.mail.messages if low <= uid <= high)

    def message(self, uid: int, *, peek: bool, end: int) -> None:
        if uid not in self.mail.messages:
            return
        if not peek:
            self.mail.seen.add(uid)
        body = self.mail.messages[uid][:end]
        self.opened.sendall(b"* 1 FETCH (UID %d BODY[]<0> {%d}\r\n" % (uid, self.mail.announces or len(body)))
        self.send(body)
        self.say(")")

    def send(self, body: bytes) -> None:
        if self.mail.cuts_after is not None:
            self.opened.sendall(body[: self.mail.cuts_after])
            self.mail.cuts_after, self.open = None, False
            self.opened.shutdown(socket.SHUT_RDWR)
        elif self.mail.drips:
            for place in range(len(body)):
                if self.mail.ended.wait(self.mail.drips):
                    return
                self.opened.sendall(body[place : place + 1])
        else:
            self.opened.sendall(body)
