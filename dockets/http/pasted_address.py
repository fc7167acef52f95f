"""Checks an address that a person pasted: removes passwords and explains refusals. Pure but for the list of servers.

A password in an address is neither accepted nor shown again: pages are kept in histories, looked at over shoulders, and
sent along.
"""

import re
from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from dockets.sources.http import client

TOLD = (
    "There was a password in that address; it is taken out here and was not kept. A mailbox’s password stands in the"
    " environment of the workers (CASETRACKER_MAILBOX_PASSWORD)."
)
MAILBOX = (
    "A mailbox is written imaps://user@mail.example.org/INBOX, encrypted (imaps), on a server outside one’s own"
    " network."
)
_OF_A_PAGE = re.compile(r"(?<=://)([^/?#:@\s]*):[^/?#\s]*@")
_OF_A_MAILBOX = re.compile(r"(?i)(?<=imap://|maps://)([^:\s]*?):(?!\d{1,5}/).*@")
"""Also where the password itself contains what ends an address, such as "/": the text is then no valid address, but
still a secret."""


def strip_password(typed: str) -> str:
    """``typed`` without its password; unchanged if it has none."""
    return _OF_A_PAGE.sub(r"\1@", _OF_A_MAILBOX.sub(r"\1@", typed))


def strip_password_from_form(data: Mapping[str, Any], name: str) -> tuple[Any, bool]:
    """The form data with the password removed from its field ``name``, and whether there was one. The form is shown
    again from this."""
    typed = str(data.get(name) or "")
    clean = strip_password(typed)
    if clean == typed:
        return data, False
    sent = data.copy() if isinstance(data, QueryDict) else dict(data)
    sent[name] = clean
    return sent, True


def explain_refused_address(typed: str) -> str:
    """Why a text that looks like an address is refused; "" where it does not look like one, or may be fetched."""
    address = typed.strip()
    if address.lower().startswith(("imap://", "imaps://")):
        return MAILBOX
    return client.explain_refused_url(address) if address.lower().startswith(("http://", "https://")) else ""
