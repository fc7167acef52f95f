"""Fetches a docket from CourtListener in a walk: one request and one payload per step.

A walk begins with the docket. If its ``date_modified`` is that of the last complete walk, that was all: one request.
Otherwise pages of entries follow (all, or those modified since), and, at most once a week, parties and attorneys. The
position of a walk is in the source's ``validators``, which are stored with each payload, so that only a failed step is
repeated. The watermark (``modified``, ``since``) is written only at the end of a walk.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from dockets.record.records import FetchedPayload, FetchFailed, NotADocket
from dockets.sources.courtlistener import api, parse, people
from dockets.sources.courtlistener.api import CourtListenerAnswer, CourtListenerDenied, CourtListenerNotFound
from dockets.sources.courtlistener.values import find_json_id, read_json_moment

PREFIX = "courtlistener:docket/"
SETTLING = timedelta(minutes=15)
"""A docket modified less than this long ago may still be changing: its entries are asked for once more next time."""
OVERLAP = timedelta(minutes=5)
PEOPLE_EVERY = timedelta(days=7)
MOST_PARTIES = 1_000
"""The most parties fetched of one docket. The largest have tens of thousands, at twenty per request, and nobody reads
them."""
DENIED_FOR = timedelta(days=7)
"""How long to wait before asking again for what an account may not see. Each attempt costs one of 125
requests a day."""
_PATHS = {"entries": "docket-entries/", "parties": "parties/", "attorneys": "attorneys/"}
_IN_WORDS = {"entries": "entries", "parties": "parties", "attorneys": "counsel"}

type State = dict[str, Any]
"""The validators of a source. Between walks: ``modified``, ``since``, ``people_at`` and ``denied`` (part -> when).
During one also ``walk``, with ``docket`` (its header), ``parts`` (still to fetch), ``cursor``, ``listed`` (the parties
so far), ``done`` and ``begun``."""


def fetch_courtlistener(url: str, validators: Mapping[str, Any]) -> FetchedPayload:
    """Makes one step. Raises ``FetchFailed``."""
    docket_id = url.removeprefix(PREFIX)
    if not url.startswith(PREFIX) or not (docket_id.isascii() and docket_id.isdigit()):
        raise FetchFailed(f"“{url[:60]}” is no docket on CourtListener. It is written {PREFIX}4214664.")
    state = dict(validators)
    walk = state.get("walk")
    if isinstance(walk, dict):
        return _go_on(url, state, dict(walk))
    return _begin(url, docket_id, state)


def list_denied_parts(validators: Mapping[str, Any]) -> list[str]:
    """The parts of its docket that the account may not see."""
    denied = validators.get("denied") or {}
    return [part for part in parse.PARTS if part in denied]


def _begin(url: str, docket_id: str, state: State) -> FetchedPayload:
    answer = api.request_courtlistener(f"dockets/{docket_id}/")
    docket, now = answer.document, datetime.now(UTC)
    if find_json_id(docket.get("id")) != docket_id:
        raise FetchFailed(
            f"CourtListener’s answer is not the docket {docket_id} that was asked for; nothing of it was taken."
        )
    if (
        docket.get("date_modified")
        and docket["date_modified"] == state.get("modified")
        and not _worth_another_try(state, now)
    ):
        return FetchedPayload(b"", url=url, not_modified=True, validators=state)
    body = _payload(answer.text, missing=list_denied_parts(state))
    try:
        parse.parse_courtlistener(body, None)
    except NotADocket as error:
        # For example of an unknown court: all its pages would be refused too.
        raise FetchFailed(str(error)) from error
    parts = [part for part in parse.PARTS if _is_wanted(part, state, now)]
    state["walk"] = {
        "docket": parse.read_docket_header(docket),
        "parts": parts,
        "cursor": "",
        "listed": [],
        "done": [],
        "begun": now.isoformat(),
    }
    return _step(url, state, body)


def _is_wanted(part: str, state: State, now: datetime) -> bool:
    if part in list_denied_parts(state) and not _is_over(state["denied"][part], DENIED_FOR, now):
        return False
    return part == "entries" or _is_over(state.get("people_at"), PEOPLE_EVERY, now)


def _worth_another_try(state: State, now: datetime) -> bool:
    return any(_is_over(state["denied"][part], DENIED_FOR, now) for part in list_denied_parts(state))


def _is_over(since: object, span: timedelta, now: datetime) -> bool:
    then = read_json_moment(since)
    return then is None or now - then > span


def list_unread_parts(validators: Mapping[str, Any]) -> Sequence[str]:
    """The parts of a docket that its walk has not yet fetched completely, in words."""
    walk = validators.get("walk")
    return [_IN_WORDS[part] for part in walk["parts"]] if isinstance(walk, dict) else ()


def _go_on(url: str, state: State, walk: State) -> FetchedPayload:
    """Fetches the next page of the walk's first remaining part."""
    part, docket_id = walk["parts"][0], find_json_id(walk["docket"].get("id"))
    try:
        answer = api.request_courtlistener(_PATHS[part], docket=docket_id, cursor=walk["cursor"], **_query(part, state))
    except CourtListenerDenied:
        return _denied(url, state, walk, part)
    except CourtListenerNotFound:
        if not walk["cursor"]:
            raise
        # The cursor is no longer valid: the next poll starts a new walk.
        return FetchedPayload(
            b"", url=url, not_modified=True, validators={name: state[name] for name in state if name != "walk"}
        )
    _require_page(part, docket_id, answer)
    body = (
        _payload(json.dumps(walk["docket"]), part, answer, walk["listed"], list_denied_parts(state))
        if answer.results
        else b""
    )
    if part == "parties":
        walk["listed"] = walk["listed"] + people.list_party_pages(docket_id, answer.results)
    walk["cursor"] = answer.cursor if part != "parties" or len(walk["listed"]) < MOST_PARTIES else ""
    regained = False
    if not walk["cursor"]:
        regained = part in list_denied_parts(state)
        walk["parts"], walk["done"] = _left(walk, part), [*walk["done"], part]
        state["denied"] = {name: when for name, when in (state.get("denied") or {}).items() if name != part}
    return _step(url, {**state, "walk": walk}, body, _warnings(state) if regained else {})


def _require_page(part: str, docket_id: str, answer: CourtListenerAnswer) -> None:
    """Raises ``FetchFailed`` unless the answer is a page of this docket: anything else would pass for an empty page,
    and the watermark would move."""
    if not isinstance(answer.document.get("results"), list):
        raise FetchFailed(
            f"CourtListener’s answer is no page of {part}, so nothing of it was taken; it is asked for again."
        )
    rows = (row for row in answer.results if isinstance(row, dict)) if part == "entries" else ()
    if any(find_json_id(row.get("docket")) not in ("", docket_id) for row in rows):
        raise FetchFailed(
            f"CourtListener’s answer has entries of another docket than {docket_id}; nothing of it was taken."
        )


def _left(walk: State, done: str) -> list[str]:
    """The parts still to fetch. Without parties there can be no attorneys."""
    nobody = done == "parties" and not walk["listed"]
    return [part for part in walk["parts"][1:] if not (nobody and part == "attorneys")]


def _query(part: str, state: State) -> dict[str, str]:
    """Query parameters, with an order that allows cursors and in which rows changed during a walk come later, not
    earlier."""
    if part != "entries":
        return {"filter_nested_results": "True", "order_by": "id"}
    since = state.get("since") or ""
    order = "date_modified" if since else "id"
    return {"omit": "recap_documents__plain_text", "order_by": order, "date_modified__gte": since}


def _denied(url: str, state: State, walk: State, part: str) -> FetchedPayload:
    """Continues with what the account may see. The first time, a payload of its own reports what is missing."""
    known = list_denied_parts(state)
    # One permission covers both kinds of people.
    parts = ["parties", "attorneys"] if part == "parties" else [part]
    state["denied"] = {**(state.get("denied") or {}), **dict.fromkeys(parts, walk["begun"])}
    walk["parts"], walk["cursor"] = [left for left in walk["parts"] if left not in parts], ""
    if list_denied_parts(state) == known:
        return _step(url, {**state, "walk": walk}, b"")
    return _step(
        url,
        {**state, "walk": walk},
        _payload(json.dumps(walk["docket"]), missing=list_denied_parts(state)),
        _warnings(state),
    )


def _warnings(state: State) -> dict[str, str]:
    return {"missing": " ".join(parse.describe_denied_parts(list_denied_parts(state)))}


def _step(url: str, state: State, body: bytes, warnings: Mapping[str, str] = MappingProxyType({})) -> FetchedPayload:
    """The result of a step; ends the walk if no part is left. No body: the step brought nothing new."""
    left = bool(state["walk"]["parts"])
    return FetchedPayload(
        body,
        media_type="application/json",
        url=url,
        not_modified=not body,
        validators=state if left else _ended(state),
        unfinished=left,
        warnings=warnings,
    )


def _ended(state: State) -> State:
    walk = state["walk"]
    after = {name: state[name] for name in ("modified", "since", "people_at", "denied") if state.get(name)}
    modified, begun = read_json_moment(walk["docket"].get("date_modified")), read_json_moment(walk["begun"])
    if modified and begun:
        after["modified"] = walk["docket"]["date_modified"] if begun - modified > SETTLING else ""
    if modified and "entries" in walk["done"]:
        after["since"] = (modified - OVERLAP).isoformat()
    if "parties" in walk["done"]:
        after["people_at"] = walk["begun"]
    return after


def _payload(
    docket: str,
    part: str = "",
    answer: CourtListenerAnswer | None = None,
    listed: Sequence[list[str]] = (),
    missing: Sequence[str] = (),
) -> bytes:
    """A payload, with ``docket`` and the page in it exactly as they came."""
    fields = [f'"courtlistener": "{parse.FORMAT}"', f'"docket": {docket}']
    fields += [f'"missing": {json.dumps(list(missing))}'] if missing else []
    fields += [f'"listed": {json.dumps(list(listed))}'] if listed else []
    fields += [f'"{part}": {answer.text}'] if answer else []
    return ("{" + ", ".join(fields) + "}").encode()
