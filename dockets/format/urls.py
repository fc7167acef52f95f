"""Builds the addresses of cases', filings', documents' and people's pages. Which view answers there is decided in the
project's ``urls`` alone.

A docket number stands in its address as the court writes it ("2:21-cv-00031", "21-2-02856-6 SEA"), quoted where needed.
"""

import re
from urllib.parse import quote

from django.urls import reverse

_PLAIN_NUMBER = re.compile(r"[0-9][0-9A-Za-z.\-]{0,39}")


def build_docket_url(court_id: str, docket_number: str) -> str:
    return reverse("timeline", args=[court_id, docket_number])


def build_filing_reference(number: str, public_id: str) -> str:
    """The last part of a filing's address: its number where that is plain, else its public id, which begins with a
    letter and so is never mistaken for a number."""
    return number if _PLAIN_NUMBER.fullmatch(number) else quote(public_id, safe="")


def build_filing_url(docket_address: str, number: str, public_id: str) -> str:
    """The filing's address. Takes its docket's address, so that this is computed once a page and not once a row."""
    return f"{docket_address}filings/{build_filing_reference(number, public_id)}/"


def build_document_url(filing_address: str, number: int) -> str:
    """The address of the page with a document's text."""
    return f"{filing_address}documents/{number}/"


def build_pages_url(filing_address: str, number: int) -> str:
    """The address that leads to a page of a document: ``?page=``, or where ``?quotation=`` or ``?note=`` stands."""
    return f"{build_document_url(filing_address, number)}pages/"


PAGES_SHOWN = 100
"""How many of a document's pages its text page shows at a time."""


def build_document_page_url(filing_address: str, number: int, page: int) -> str:
    """The address of one page of a document's text."""
    first = (page - 1) // PAGES_SHOWN * PAGES_SHOWN + 1
    return f"{build_document_url(filing_address, number)}{f'?from={first}' if first > 1 else ''}#page-{page}"


LONGEST_NAME = 300
"""Characters of a name that has a page: longer ones are lists, or sentences."""


def build_person_url(kind: str, name: str) -> str:
    """The address of the page of everybody of that name who stands in a docket as ``kind`` ("party", "lawyer", "firm",
    "judge"); "" of a name that has none."""
    return reverse("person-detail", args=[kind, name]) if 0 < len(name) <= LONGEST_NAME else ""
