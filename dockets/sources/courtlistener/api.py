"""Makes one request to CourtListener's REST API v4 and interprets its answer. Called by ``fetch``, ``source`` and
``document_text``.

Uses ``client.fetch_url`` and not CourtListener's own client (``courtlistener-api-client`` 1.2.0): that one returns
dictionaries, where the record keeps the bytes as they came; it limits neither the size of an answer nor the total time
(300 s between two bytes), takes proxies from the environment, and drops Retry-After. Only ids and cursors are ever put
into an address: the addresses in answers ("next") are not followed, so that the token goes to nobody else.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings

from dockets.record.records import FetchFailed, QuotaExhausted
from dockets.sources.courtlistener import quota
from dockets.sources.http import client
from dockets.sources.http.client import BadAnswer

LATER = 5.0
"""Seconds added to Retry-After, since their clock and ours may differ."""
WITHOUT_RETRY_AFTER = 60.0
_LONGEST_CURSOR = 2000


class CourtListenerDenied(FetchFailed):
    """HTTP 403: this account may not see this."""


class CourtListenerNotFound(FetchFailed):
    """HTTP 404: CourtListener does not have this."""


@dataclass(frozen=True, slots=True)
class CourtListenerAnswer:
    """An answer: ``text`` as it came, and the JSON object in it."""

    text: str
    document: dict[str, Any]

    @property
    def results(self) -> list[Any]:
        rows = self.document.get("results")
        return rows if isinstance(rows, list) else []

    @property
    def cursor(self) -> str:
        """The cursor of the next page; "" on the last one."""
        following = self.document.get("next")
        if not isinstance(following, str):
            return ""
        return parse_qs(urlsplit(following).query).get("cursor", [""])[0][:_LONGEST_CURSOR]


def request_courtlistener(path: str, **query: str | int) -> CourtListenerAnswer:
    """Requests ``path`` below the API's root, with its slash: "dockets/4214664/". Blank parameters are left out.

    Raises ``FetchFailed`` with a sentence: ``QuotaExhausted`` where a quota does not allow it, ``CourtListenerDenied``,
    ``CourtListenerNotFound``.
    """
    if not settings.COURTLISTENER_TOKEN:
        msg = (
            "CourtListener answers only to accounts: copy the API token from your profile there (Account, Developer"
            " tools) into CASETRACKER_COURTLISTENER_TOKEN."
        )
        raise FetchFailed(msg)
    quota.take_quota()
    asked = urlencode({name: value for name, value in query.items() if value != ""})
    url = f"{settings.COURTLISTENER_URL}/api/rest/v4/{path}" + (f"?{asked}" if asked else "")
    headers = {"Authorization": f"Token {settings.COURTLISTENER_TOKEN}", "Accept": "application/json"}
    try:
        fetched = client.fetch_url(
            url, {}, headers=headers, hosts=(urlsplit(settings.COURTLISTENER_URL).hostname or "",)
        )
    except BadAnswer as error:
        raise _meaning(error, path) from error
    return _read(fetched.body)


def _meaning(error: BadAnswer, path: str) -> FetchFailed:
    if error.status == 401:
        return FetchFailed(
            "CourtListener does not know the token in CASETRACKER_COURTLISTENER_TOKEN (401). Copy it anew."
        )
    if error.status == 403:
        return CourtListenerDenied(f"CourtListener does not show this account “{path.split('/')[0]}” (403).")
    if error.status == 404:
        return CourtListenerNotFound(
            f"CourtListener has no “{path.rstrip('/')}” (404). Look at the docket’s page there: has it moved or gone?"
        )
    if error.status == 429:
        return _too_often(error)
    return FetchFailed(f"{error} {_detail(error)}".strip(), retry_after=error.retry_after)


def _too_often(error: BadAnswer) -> QuotaExhausted:
    wait = (WITHOUT_RETRY_AFTER if error.retry_after is None else error.retry_after) + LATER
    quota.bar_requests(wait)
    return QuotaExhausted(
        f"CourtListener says that it is asked too often (429). {_detail(error)}".strip(), retry_after=wait
    )


def _detail(error: BadAnswer) -> str:
    """CourtListener's own explanation of an error, as one line."""
    try:
        told = json.loads(error.detail)
    except (ValueError, RecursionError):
        return ""
    said = told.get("detail") if isinstance(told, dict) else None
    return " ".join(said.split())[:200] if isinstance(said, str) else ""


def _read(body: bytes) -> CourtListenerAnswer:
    try:
        text = body.decode("utf-8")
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        if re.match(rb"\s*<", body):
            msg = (
                "CourtListener answered with a web page instead of data. It may be under maintenance; it is asked again"
                " later."
            )
        else:
            msg = "CourtListener’s answer breaks off or is damaged; nothing of it was taken, and it is asked for again."
        raise FetchFailed(msg) from error
    if not isinstance(document, dict):
        msg = "CourtListener’s answer is no object, so nothing of it was taken."
        raise FetchFailed(msg)
    return CourtListenerAnswer(text, document)
