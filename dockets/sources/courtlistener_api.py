"""One request to CourtListener's REST API v4, and what its answers mean. Under ``courtlistener_fetch`` and ``courtlistener``.

Asked through ``http.get`` and not through CourtListener's own client (``courtlistener-api-client`` 1.2.0): that one hands on
dictionaries, where the record keeps the bytes as they came; it has no limit on the size of an answer nor on the time of all of
it (300 s between two bytes), takes proxies from the environment, and drops Retry-After. Only ids and cursors are ever put into an
address: the addresses that answers hold ("next") are not followed, so that the token goes to nobody else.
"""

import json
import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings

from dockets.records import FetchFailed, NotNow
from dockets.sources import courtlistener_quota, http
from dockets.sources.http import BadAnswer

LATER = 5.0
"""Seconds on top of what Retry-After says: their clock and ours are two."""
WITHOUT_RETRY_AFTER = 60.0
_LONGEST_CURSOR = 2000


class Denied(FetchFailed):
    """403: this account may not see this."""


class NotThere(FetchFailed):
    """404."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``text`` as it came, and the object that it holds."""

    text: str
    document: dict[str, Any]

    @property
    def results(self) -> list[Any]:
        rows = self.document.get("results")
        return rows if isinstance(rows, list) else []

    @property
    def cursor(self) -> str:
        """Of the next page; "" on the last one."""
        following = self.document.get("next")
        if not isinstance(following, str):
            return ""
        return parse_qs(urlsplit(following).query).get("cursor", [""])[0][:_LONGEST_CURSOR]


def ask(path: str, **query: str | int) -> Answer:
    """``path`` below the API's root, with its slash: "dockets/4214664/". Blank parameters are left out.

    Raises ``FetchFailed`` with a sentence: ``NotNow`` where a quota says so, ``Denied``, ``NotThere``.
    """
    if not settings.COURTLISTENER_TOKEN:
        msg = (
            "CourtListener answers only to accounts: copy the API token from your profile there (Account, Developer tools) into "
            "CASETRACKER_COURTLISTENER_TOKEN."
        )
        raise FetchFailed(msg)
    courtlistener_quota.take()
    asked = urlencode({name: value for name, value in query.items() if value != ""})
    url = f"{settings.COURTLISTENER_URL}/api/rest/v4/{path}" + (f"?{asked}" if asked else "")
    headers = {"Authorization": f"Token {settings.COURTLISTENER_TOKEN}", "Accept": "application/json"}
    try:
        fetched = http.get(url, {}, headers=headers, hosts=(urlsplit(settings.COURTLISTENER_URL).hostname or "",))
    except BadAnswer as error:
        raise _meaning(error, path) from error
    return _read(fetched.body)


def _meaning(error: BadAnswer, path: str) -> FetchFailed:
    if error.status == 401:
        return FetchFailed("CourtListener does not know the token in CASETRACKER_COURTLISTENER_TOKEN (401). Copy it anew.")
    if error.status == 403:
        return Denied(f"CourtListener does not show this account “{path.split('/')[0]}” (403).")
    if error.status == 404:
        return NotThere(
            f"CourtListener has no “{path.rstrip('/')}” (404). Look at the docket’s page there: has it moved or gone?"
        )
    if error.status == 429:
        return _too_often(error)
    return FetchFailed(f"{error} {_detail(error)}".strip(), retry_after=error.retry_after)


def _too_often(error: BadAnswer) -> NotNow:
    wait = (WITHOUT_RETRY_AFTER if error.retry_after is None else error.retry_after) + LATER
    courtlistener_quota.bar(wait)
    return NotNow(f"CourtListener says that it is asked too often (429). {_detail(error)}".strip(), retry_after=wait)


def _detail(error: BadAnswer) -> str:
    """What CourtListener itself says of it, where that is one line."""
    try:
        told = json.loads(error.detail)
    except (ValueError, RecursionError):
        return ""
    said = told.get("detail") if isinstance(told, dict) else None
    return " ".join(said.split())[:200] if isinstance(said, str) else ""


def _read(body: bytes) -> Answer:
    try:
        text = body.decode("utf-8")
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        if re.match(rb"\s*<", body):
            msg = "CourtListener answered with a web page instead of data. It may be under maintenance; it is asked again later."
        else:
            msg = "CourtListener’s answer breaks off or is damaged; nothing of it was taken, and it is asked for again."
        raise FetchFailed(msg) from error
    if not isinstance(document, dict):
        msg = "CourtListener’s answer is no object, so nothing of it was taken."
        raise FetchFailed(msg)
    return Answer(text, document)
