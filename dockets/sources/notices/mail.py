"""Extracts from an e-mail the texts that a reader would see. Pure; time and memory in proportion to the message.

The standard library parses the MIME; what it would take long over (parts nested by the thousand, parameters of
megabytes) is refused beforehand.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_string
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import collapse_rfc2231_value

from dockets.sources.decoding import decode_payload, strip_control_marks

MAX_BYTES = 2 * 1024 * 1024
"""The largest message accepted. Courts' notices have about ten thousand bytes; they carry links and no documents."""
MAX_LINES, MAX_PARTS, MAX_FIELD = 100_000, 50, 4_000
"""Limits of lines, of parts, and of a header field's length. The library compares every line with the boundary of every
part that contains it, and parses a header field's parameters in quadratic time."""

TOO_LARGE = "This message has more than 2 MB, and was not opened. A court's notice has about ten thousand bytes."
TOO_MANY_PARTS = "This message has more parts or lines than any notice of a court, and was not opened."
TOO_LONG_A_FIELD = "This message has a header field that is longer than any court's, and was not opened."

_KNOWN_FIELD = re.compile(
    r"(?:Return-Path|Received|From|To|Cc|Bcc|Sender|Reply-To|Delivered-To|Subject|Date|Message-ID|MIME-Version|"
    r"Content-[\w-]+|X-[\w-]+|ARC-[\w-]+|DKIM-[\w-]+|Authentication-Results|Thread-[\w-]+|List-[\w-]+)[ \t]*:",
    re.IGNORECASE,
)
_ENVELOPE = re.compile(r"\s*(?:From [^\n]{1,300}\n)?")
"""What precedes the first header field of a message taken out of an mbox file."""
_PART = re.compile(r"^content-(?:type|disposition|transfer-encoding)[ \t]*:", re.IGNORECASE | re.MULTILINE)
_FIELD_END = re.compile(r"\n(?![ \t])")
_READ = frozenset({"text/plain", "text/html"})
_ENCODED = frozenset({"quoted-printable", "base64"})


class MailError(ValueError):
    """The message was not opened. ``str(error)`` is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class MessageText:
    """One text of a message."""

    subject: str
    """The subject of the message containing the text: of the inner one where a message was forwarded as an
    attachment."""
    is_html: bool
    text: str
    has_picture: bool = False
    """Whether that message contains a picture."""


def is_mail(text: str) -> bool:
    """Whether a text begins with header fields, as saved messages (.eml) do."""
    return bool(_KNOWN_FIELD.match(_ENVELOPE.sub("", text[:2_000], count=1)))


def list_message_texts(body: bytes) -> Iterator[MessageText]:
    """The texts of a message in their order. A file without header fields is one text. Raises ``MailError``."""
    whole = decode_message(body)
    if not is_mail(whole):
        yield MessageText("", _looks_like_html(whole), whole)
        return
    yield from _texts(message_from_string(_ENVELOPE.sub("", whole, count=1)))


def _looks_like_html(text: str) -> bool:
    return bool(
        re.search(r"<(?:!doctype|html|head|body|p|div|table|font|strong|br|b)\b", text[:100_000], re.IGNORECASE)
    )


def decode_message(body: bytes) -> str:
    """Decodes a message, with line feeds. Raises ``MailError`` where parsing it could take long."""
    if len(body) > MAX_BYTES:
        raise MailError(TOO_LARGE)
    whole = decode_payload(body).replace("\r\n", "\n").replace("\r", "\n")
    fields = [match.start() for match in _PART.finditer(whole)]
    if len(fields) > 3 * MAX_PARTS or whole.count("\n") > MAX_LINES:
        raise MailError(TOO_MANY_PARTS)
    for start in fields:
        end = _FIELD_END.search(whole, start, start + MAX_FIELD)
        if end is None and len(whole) - start > MAX_FIELD:
            raise MailError(TOO_LONG_A_FIELD)
    return whole


def _texts(message: "Message[str, str]") -> Iterator[MessageText]:
    """The texts of one message; those of messages inside it come with their own subjects."""
    subject, own = _subject(message), list(_own_parts(message))
    has_picture = any(part.get_content_maintype() == "image" for part in own)
    for part in own:
        if part.get_content_type() == "message/rfc822":
            for inner in _inside(part):
                yield from _texts(inner)
        elif part.get_content_type() in _READ and part.get_content_disposition() != "attachment":
            yield MessageText(subject, part.get_content_type() == "text/html", _text(part), has_picture)


def _own_parts(message: "Message[str, str]") -> Iterator["Message[str, str]"]:
    """The parts that are not containers, without looking into attached messages."""
    left = [message]
    while left:
        part = left.pop(0)
        if part.get_content_maintype() == "multipart" and part.is_multipart():
            left = _inside(part) + left
        else:
            yield part


def _inside(part: "Message[str, str]") -> "list[Message[str, str]]":
    held = part.get_payload()
    return [inner for inner in held if isinstance(inner, Message)] if isinstance(held, list) else []


def _text(part: "Message[str, str]") -> str:
    """The text of a part. The declared character set is ignored: courts declare wrongly, and ``decode_payload`` tells
    UTF-8 from windows-1252 itself."""
    encoding = collapse_rfc2231_value(part.get("Content-Transfer-Encoding", "")).strip().lower()
    held = part.get_payload(decode=True) if encoding in _ENCODED else part.get_payload()
    text = (
        decode_payload(held) if isinstance(held, bytes) else strip_control_marks(held) if isinstance(held, str) else ""
    )
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _subject(message: "Message[str, str]") -> str:
    written = str(message.get("Subject", ""))[:2_000]
    try:
        told = str(make_header(decode_header(written)))
    except (HeaderParseError, LookupError, ValueError):
        told = written
    # If the decoded text looks encoded, it must not be decoded a second time.
    return " ".join(strip_control_marks(told).replace("=?", "= ?").split())
