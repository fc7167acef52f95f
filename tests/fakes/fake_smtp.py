"""A mail server that takes messages in, on a real local port: as much of SMTP (RFC 5321) as sending one takes."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Outgoing:
    """What was handed in: of each message those it is for, and itself."""

    port: int = 0
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)


@contextmanager
def smtp_server() -> Iterator[Outgoing]:
    outgoing = Outgoing()

    class Taker(socketserver.StreamRequestHandler):
        def handle(self) -> None:
            self.say("220 mail.example")
            recipients: list[str] = []
            while line := self.rfile.readline().decode().strip():
                command = line.upper()
                if command.startswith("RCPT TO:"):
                    recipients.append(line[9:].rstrip(">"))
                if command == "DATA":
                    self.say("354 go on")
                    sent = b"".join(iter(self.rfile.readline, b".\r\n"))
                    outgoing.taken.append((recipients, message_from_bytes(sent, policy=policy.default)))
                self.say("221 bye" if command == "QUIT" else "250 fine")

        def say(self, words: str) -> None:
            self.wfile.write(f"{words}\r\n".encode())

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Taker) as listener:
        listener.daemon_threads = True
        outgoing.port = listener.server_address[1]
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield outgoing
        finally:
            listener.shutdown()
            thread.join(60)
