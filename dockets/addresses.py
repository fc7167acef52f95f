"""How the address of a case's or a filing's page is spelled. Which view answers there is the project's ``urls`` alone.

A docket number stands in its address as the court writes it ("2:21-cv-00031", "21-2-02856-6 SEA"), quoted where need be.
"""

import re
from urllib.parse import quote

from django.urls import reverse

_PLAIN_NUMBER = re.compile(r"[0-9][0-9A-Za-z.\-]{0,39}")


def docket_address(court_id: str, docket_number: str) -> str:
    return reverse("timeline", args=[court_id, docket_number])


def filing_reference(number: str, public_id: str) -> str:
    """The last part of a filing's address: its number where it has a plain one, else its public id, which begins with a letter
    and so is never taken for a number."""
    return number if _PLAIN_NUMBER.fullmatch(number) else quote(public_id, safe="")


def filing_address(docket_address: str, number: str, public_id: str) -> str:
    """From the address of the filing's docket: worked out once a page, not once a row."""
    return f"{docket_address}filings/{filing_reference(number, public_id)}/"


def document_address(filing_address: str, number: int) -> str:
    """Of the page of a document's text, from the address of its filing's page."""
    return f"{filing_address}documents/{number}/"


PAGES_SHOWN = 100
"""Pages that the page of a document's text shows at a time."""


def document_page_address(filing_address: str, number: int, page: int) -> str:
    """Of one page of a document's text."""
    first = (page - 1) // PAGES_SHOWN * PAGES_SHOWN + 1
    return f"{document_address(filing_address, number)}{f'?from={first}' if first > 1 else ''}#page-{page}"


def web_link(url: str) -> str:
    """``url`` where a page may link to it (http and https), else "": a court's text chooses no other scheme."""
    return url if url.lower().startswith(("https://", "http://")) else ""
