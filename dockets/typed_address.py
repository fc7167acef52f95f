"""An address as a person pasted it: never with a password in it, and why it is not taken. Pure but for the list of servers.

A password in an address is not taken and not shown again: pages are kept in histories, looked at over shoulders, and sent along.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from dockets.sources import http

TOLD = (
    "There was a password in that address; it is taken out here and was not kept. A mailbox’s password stands in the environment "
    "of the workers (CASETRACKER_MAILBOX_PASSWORD)."
)
MAILBOX = "A mailbox is written imaps://user@mail.example.org/INBOX, encrypted (imaps), on a server outside one’s own network."
_OF_A_PAGE = re.compile(r"(?<=://)([^/?#:@\s]*):[^/?#\s]*@")
_OF_A_MAILBOX = re.compile(r"(?i)(?<=imap://|maps://)([^:\s]*?):(?!\d{1,5}/).*@")
"""Also where the password itself holds what ends an address, "/" say: then what was pasted is no address, and still a secret."""


def without_password(typed: str) -> str:
    """``typed`` itself where there is none in it."""
    return _OF_A_PAGE.sub(r"\1@", _OF_A_MAILBOX.sub(r"\1@", typed))


def taken_out(data: Mapping[str, Any], name: str) -> tuple[Any, bool]:
    """What was sent, its field ``name`` without a password, and whether there was one: the form is shown again from this."""
    typed = str(data.get(name) or "")
    clean = without_password(typed)
    if clean == typed:
        return data, False
    sent = data.copy() if isinstance(data, QueryDict) else dict(data)
    sent[name] = clean
    return sent, True


def why_not(typed: str) -> str:
    """Why what looks like an address is not taken, whatever it is of; "" where it does not look like one, or may be asked for."""
    address = typed.strip()
    if address.lower().startswith(("imap://", "imaps://")):
        return MAILBOX
    return http.why_not(address) if address.lower().startswith(("http://", "https://")) else ""
