"""Walks through a docket on CourtListener, one request and one payload a step.

A walk begins with the docket. If its ``date_modified`` is that of the last walk that came to its end, that was all: one request.
Else pages of entries follow (all, or those modified since), and, at most once a week, parties and attorneys. Where a walk stands
is in the source's ``validators``, which are kept with each payload: a step that fails is taken again, and no other. The watermark
(``modified``, ``since``) is written at the end of a walk alone.
"""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from typing import Any

from dockets.records import Fetched, FetchFailed, NotADocket
from dockets.sources import courtlistener_api, courtlistener_people, courtlistener_read
from dockets.sources.courtlistener_api import Answer, Denied, NotThere
from dockets.sources.courtlistener_values import id_in, moment

PREFIX = "courtlistener:docket/"
SETTLING = timedelta(minutes=15)
"""A docket that was modified less than this ago may still be being written: its entries are asked for once more next time."""
OVERLAP = timedelta(minutes=5)
PEOPLE_EVERY = timedelta(days=7)
MOST_PARTIES = 1_000
"""Of one docket. The largest have tens of thousands, a page of twenty a request, and nobody reads them."""
DENIED_FOR = timedelta(days=7)
"""How long what an account may not see is not asked for again. Each attempt costs one of 125 requests a day."""
_PATHS = {"entries": "docket-entries/", "parties": "parties/", "attorneys": "attorneys/"}
_IN_WORDS = {"entries": "entries", "parties": "parties", "attorneys": "counsel"}

type State = dict[str, Any]
"""Of a source, between two walks: ``modified``, ``since``, ``people_at`` and ``denied`` (part -> when). During one: ``walk`` too,
with ``docket`` (its header), ``step``, ``cursor``, ``parts`` (still to come), ``listed`` (the parties so far), ``done`` and
``begun``."""


def fetch(url: str, validators: Mapping[str, Any]) -> Fetched:
    """One step. Raises ``FetchFailed``."""
    docket_id = url.removeprefix(PREFIX)
    if not url.startswith(PREFIX) or not (docket_id.isascii() and docket_id.isdigit()):
        raise FetchFailed(f"“{url[:60]}” is no docket on CourtListener. It is written {PREFIX}4214664.")
    state = dict(validators)
    walk = state.get("walk")
    if isinstance(walk, dict):
        return _go_on(url, state, dict(walk))
    return _begin(url, docket_id, state)


def missing(validators: Mapping[str, Any]) -> list[str]:
    """Which parts of its docket an account may not see."""
    denied = validators.get("denied") or {}
    return [part for part in courtlistener_read.PARTS if part in denied]


def _begin(url: str, docket_id: str, state: State) -> Fetched:
    answer = courtlistener_api.ask(f"dockets/{docket_id}/")
    docket, now = answer.document, datetime.now(UTC)
    if id_in(docket.get("id")) != docket_id:
        raise FetchFailed(f"CourtListener’s answer is not the docket {docket_id} that was asked for; nothing of it was taken.")
    if docket.get("date_modified") and docket["date_modified"] == state.get("modified") and not _worth_another_try(state, now):
        return Fetched(b"", url=url, not_modified=True, validators=state)
    body = _payload(answer.text, missing=missing(state))
    try:
        courtlistener_read.parse(body, None)
    except NotADocket as error:
        # Of a court that is not in the list, say. Its pages would be refused one after the other.
        raise FetchFailed(str(error)) from error
    parts = [part for part in courtlistener_read.PARTS if _is_wanted(part, state, now)]
    state["walk"] = {
        "docket": courtlistener_read.header(docket),
        "parts": parts,
        "cursor": "",
        "listed": [],
        "done": [],
        "begun": now.isoformat(),
    }
    return _step(url, state, body)


def _is_wanted(part: str, state: State, now: datetime) -> bool:
    if part in missing(state) and not _is_over(state["denied"][part], DENIED_FOR, now):
        return False
    return part == "entries" or _is_over(state.get("people_at"), PEOPLE_EVERY, now)


def _worth_another_try(state: State, now: datetime) -> bool:
    return any(_is_over(state["denied"][part], DENIED_FOR, now) for part in missing(state))


def _is_over(since: object, span: timedelta, now: datetime) -> bool:
    then = moment(since)
    return then is None or now - then > span


def still_to_read(validators: Mapping[str, Any]) -> Sequence[str]:
    """Parts of a docket that its walk has not brought whole, in words."""
    walk = validators.get("walk")
    return [_IN_WORDS[part] for part in walk["parts"]] if isinstance(walk, dict) else ()


def _go_on(url: str, state: State, walk: State) -> Fetched:
    """The next page of the walk's first part."""
    part, docket_id = walk["parts"][0], id_in(walk["docket"].get("id"))
    try:
        answer = courtlistener_api.ask(_PATHS[part], docket=docket_id, cursor=walk["cursor"], **_query(part, state))
    except Denied:
        return _denied(url, state, walk, part)
    except NotThere:
        if not walk["cursor"]:
            raise
        # A cursor that is no longer known: the next poll walks anew.
        return Fetched(b"", url=url, not_modified=True, validators={name: state[name] for name in state if name != "walk"})
    _require_page(part, docket_id, answer)
    body = _payload(json.dumps(walk["docket"]), part, answer, walk["listed"], missing(state)) if answer.results else b""
    if part == "parties":
        walk["listed"] = walk["listed"] + courtlistener_people.listed(docket_id, answer.results)
    walk["cursor"] = answer.cursor if part != "parties" or len(walk["listed"]) < MOST_PARTIES else ""
    regained = False
    if not walk["cursor"]:
        regained = part in missing(state)
        walk["parts"], walk["done"] = _left(walk, part), [*walk["done"], part]
        state["denied"] = {name: when for name, when in (state.get("denied") or {}).items() if name != part}
    return _step(url, {**state, "walk": walk}, body, _warnings(state) if regained else {})


def _require_page(part: str, docket_id: str, answer: Answer) -> None:
    """What is no page of this docket must not pass for an empty one, after which the watermark would move."""
    if not isinstance(answer.document.get("results"), list):
        raise FetchFailed(f"CourtListener’s answer is no page of {part}, so nothing of it was taken; it is asked for again.")
    rows = (row for row in answer.results if isinstance(row, dict)) if part == "entries" else ()
    if any(id_in(row.get("docket")) not in ("", docket_id) for row in rows):
        raise FetchFailed(f"CourtListener’s answer has entries of another docket than {docket_id}; nothing of it was taken.")


def _left(walk: State, done: str) -> list[str]:
    """What is still to be asked for. Without parties, nobody could be represented."""
    nobody = done == "parties" and not walk["listed"]
    return [part for part in walk["parts"][1:] if not (nobody and part == "attorneys")]


def _query(part: str, state: State) -> dict[str, str]:
    """Ordered so that there are cursors, and so that what changes during a walk comes later in it, not earlier."""
    if part != "entries":
        return {"filter_nested_results": "True", "order_by": "id"}
    since = state.get("since") or ""
    order = "date_modified" if since else "id"
    return {"omit": "recap_documents__plain_text", "order_by": order, "date_modified__gte": since}


def _denied(url: str, state: State, walk: State, part: str) -> Fetched:
    """Goes on with what is allowed. That something is missing is told by a payload of its own, the first time."""
    known = missing(state)
    # One permission covers both kinds of people.
    parts = ["parties", "attorneys"] if part == "parties" else [part]
    state["denied"] = {**(state.get("denied") or {}), **dict.fromkeys(parts, walk["begun"])}
    walk["parts"], walk["cursor"] = [left for left in walk["parts"] if left not in parts], ""
    if missing(state) == known:
        return _step(url, {**state, "walk": walk}, b"")
    return _step(url, {**state, "walk": walk}, _payload(json.dumps(walk["docket"]), missing=missing(state)), _warnings(state))


def _warnings(state: State) -> dict[str, str]:
    return {"missing": " ".join(courtlistener_read.notes(missing(state)))}


def _step(url: str, state: State, body: bytes, warnings: Mapping[str, str] = MappingProxyType({})) -> Fetched:
    """Ends the walk if nothing of it is left. No body: there was nothing new in this step."""
    left = bool(state["walk"]["parts"])
    return Fetched(
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
    modified, begun = moment(walk["docket"].get("date_modified")), moment(walk["begun"])
    if modified and begun:
        after["modified"] = walk["docket"]["date_modified"] if begun - modified > SETTLING else ""
    if modified and "entries" in walk["done"]:
        after["since"] = (modified - OVERLAP).isoformat()
    if "parties" in walk["done"]:
        after["people_at"] = walk["begun"]
    return after


def _payload(
    docket: str, part: str = "", answer: Answer | None = None, listed: Sequence[list[str]] = (), missing: Sequence[str] = ()
) -> bytes:
    """``docket`` and the page stand in it as they came, to the letter."""
    fields = [f'"courtlistener": "{courtlistener_read.FORMAT}"', f'"docket": {docket}']
    fields += [f'"missing": {json.dumps(list(missing))}'] if missing else []
    fields += [f'"listed": {json.dumps(list(listed))}'] if listed else []
    fields += [f'"{part}": {answer.text}'] if answer else []
    return ("{" + ", ".join(fields) + "}").encode()
