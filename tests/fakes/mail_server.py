"""A real mail server on a local port (aiosmtpd), which takes mail in, refuses it, hangs or drops the connection, as it
is told for each address."""

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session


@dataclass
class MailServer:
    """What came in, and how addresses are answered: "550 no such address", "hang", "drop"; others are taken."""

    port: int = 0
    taken: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    raw: list[bytes] = field(default_factory=list)
    """The same mails as they came."""

    async def handle_RCPT(  # noqa: N802  # the name that aiosmtpd calls
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[Any]
    ) -> str:
        said = self.answers.get(address, "")
        if said == "hang":
            await asyncio.sleep(30)
        if said == "drop" and server.transport:
            server.transport.close()
        if said[:1].isdigit():
            return said
        envelope.rcpt_tos.append(address)
        return "250 fine"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content or b""
        body = content if isinstance(content, bytes) else content.encode()
        self.raw.append(body)
        self.taken.append((list(envelope.rcpt_tos), message_from_bytes(body, policy=policy.default)))
        return "250 taken"

    @property
    def mailers(self) -> dict[str, Any]:
        """``settings.MAILERS`` that sends here."""
        options = {"host": "127.0.0.1", "port": self.port, "timeout": 1}
        return {"default": {"BACKEND": "casetracker.operations.counted_mail.CountedMail", "OPTIONS": options}}


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Runs one for the time of the block."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        server = MailServer(port=free.getsockname()[1])
    controller = Controller(server, hostname="127.0.0.1", port=server.port, ready_timeout=10)
    controller.start()
    try:
        yield server
    finally:
        controller.stop()
