"""Describes the API (OpenAPI 3.1). The parameters of lists are taken from their filters."""

from collections.abc import Mapping
from typing import Any

import django_filters
from django.conf import settings

from dockets.format.fields import Schema
from dockets.models import Party
from dockets.search.filing_filters import FilingFilter
from dockets.search.filters import DocketFilter
from rulings.api.lists import MOST, USUAL
from rulings.api.problem import MEDIA_TYPE
from rulings.api.schemas import SCHEMAS, build_schema_ref
from rulings.http.subscription_keys import API
from rulings.search.ruling_filters import RulingFilter
from rulings.timeline.filters import EventFilter
from rulings.trackers.rows import ORDERS

VERSION = "1.0"
_PROBLEMS = {
    "400": "Something that was asked for means nothing here.",
    "429": "Asked too often; Retry-After says when again.",
    "500": "Something broke on our side.",
    "503": "The database does not answer just now, or what was asked for took too long; Retry-After says when again.",
}
_OF_PRIVATE = {"401": "The tracker is private and no key was sent."}
_OF_CASE = {"404": "There is no such case."}
_OF_TRACKER = {"404": "There is no such tracker."}
_CASE = {"court": "The court's id: wawd", "number": "The docket number, in any writing"}
_TRACKER = {"slug": "The end of its address"}
_UNCHANGED = {"304": {"description": "What If-None-Match names, an answer's ETag, has not changed."}}
_WITH = {
    "200": ("ETag", "For If-None-Match, when it is asked for again.", {"type": "string"}),
    "401": ("WWW-Authenticate", "Bearer.", {"type": "string"}),
    "429": ("Retry-After", "Seconds.", {"type": "integer", "minimum": 1}),
    "503": ("Retry-After", "Seconds.", {"type": "integer", "minimum": 1}),
}
"""The header that an answer with this status always has."""
_UNREAD = {
    "503": "The case has just come in, the database does not answer, or it took too long; Retry-After says when again."
}


def build_openapi(site: str) -> dict[str, Any]:
    """``site``: "https://tracker.example/"."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": f"{settings.SITE_NAME} API",
            "version": VERSION,
            "description": "Court cases as courts publish them, and what they mean. Addresses are whole, ids stable.",
        },
        "servers": [{"url": site.rstrip("/")}],
        "security": [{}] if settings.SITE_IS_PUBLIC else [{"key": []}],
        "paths": _paths(),
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
        },
    }


def _paths() -> dict[str, Any]:
    case = f"{API}cases/{{court}}/{{number}}/"
    tracker = f"{API}trackers/{{slug}}/"
    events = {name: found for name, found in EventFilter.base_filters.items() if name != "at"}
    return {
        f"{API}cases/": _get("Cases", "CasePage", _paged(DocketFilter.base_filters)),
        case: _get("One case", "CaseInFull", [], of_case=_OF_CASE),
        f"{case}filings/": _get("Its filings, in the order in which they came in", "FilingPage",
                                _paged(FilingFilter.base_filters), of_case=_OF_CASE),
        f"{case}parties/": _get("Its parties and their counsel", "PartyPage", _paged({}), of_case=_OF_CASE),
        f"{case}events/": _get("Its timeline", "EventPage", _paged(events), of_case=_OF_CASE | _UNREAD),
        f"{API}trackers/": _get("Trackers", "TrackerPage", _paged({})),
        tracker: _get("One tracker, its vocabulary and its counts", "TrackerInFull", _of_rows(),
                      of_case=_OF_TRACKER, place=_TRACKER),
        f"{tracker}rows/": _get("Its rows", "TrackerRowPage", [*_of_rows(), *_paged({})],
                                of_case=_OF_TRACKER, place=_TRACKER),
        f"{API}rulings/": _get("Rulings of all cases, newest first", "RulingPage", _paged(RulingFilter.base_filters)),
    }  # fmt: skip


def _get(
    summary: str,
    shape: str,
    parameters: list[Schema],
    of_case: Mapping[str, str] | None = None,
    place: Mapping[str, str] | None = None,
) -> dict[str, Any]:
    """``place``: the parts of the address, those of a case where there is ``of_case`` alone."""
    parts = [_in_path(name, words) for name, words in (place or (_CASE if of_case else {})).items()]
    problems = _PROBLEMS | _OF_PRIVATE | dict(of_case or {})
    answers: dict[str, Any] = {
        "200": {"description": summary, "content": {"application/json": {"schema": build_schema_ref(shape)}}}
    }
    answers |= _UNCHANGED
    for status, description in sorted(problems.items()):
        answers[status] = {"description": description, "content": {MEDIA_TYPE: {"schema": build_schema_ref("Problem")}}}
    for status, (name, description, schema) in _WITH.items():
        answers[status] |= {"headers": {name: {"description": description, "required": True, "schema": schema}}}
    return {
        "get": {
            "summary": summary,
            "operationId": f"get{shape}",
            "parameters": parts + parameters,
            "responses": answers,
        }
    }


def _of_rows() -> list[Schema]:
    """What narrows a tracker's rows, as on its page."""
    many: Schema = {"type": "array", "items": {"type": "string"}}
    told: dict[str, Schema] = {
        "on": {"description": "As it stood at the end of this day.", **_DAY},
        "month": {"description": "Of filing.", "type": "string", "pattern": "^[12][0-9]{3}-(0[1-9]|1[0-2])$"},
        "open": {"type": "string", "enum": ["open", "closed"]},
        "doubt": {"description": "Rows that may be out of date.", "type": "string"},
        "q": {"type": "string", "maxLength": 200},
        "order": {"type": "string", "enum": list(ORDERS)},
        **dict.fromkeys(("status", "topic", "court", "side", "judge"), many),
        "own": {"description": "A value of an own column, behind its id: 12:Reagan, 12:none.", **many},
    }
    return [{"name": name, "in": "query", "schema": schema, "allowEmptyValue": True} for name, schema in told.items()]


def _in_path(name: str, description: str) -> Schema:
    schema = {"type": "string", "minLength": 1}
    return {"name": name, "in": "path", "required": True, "description": description, "schema": schema}


def _paged(filters: Mapping[str, django_filters.Filter]) -> list[Schema]:
    paging: list[Schema] = [
        {
            "name": "limit",
            "in": "query",
            "schema": {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL},
        },
        {"name": "after", "in": "query", "description": 'From a page\'s "next".', "schema": {"type": "string"}},
    ]
    told = [
        *({"name": name, "in": "query", "schema": _schema(name, found)} for name, found in filters.items()),
        *paging,
    ]
    # An empty value narrows nothing, as in the address that a form on a page leads to.
    return [parameter | {"allowEmptyValue": True} for parameter in told]


def _schema(name: str, found: django_filters.Filter) -> Schema:
    told: Schema = {"description": str(found.label)} if found.label else {}
    if isinstance(found, django_filters.DateFilter):
        return told | _DAY
    if isinstance(found, django_filters.IsoDateTimeFilter):
        return told | _MOMENT
    if isinstance(found, django_filters.ChoiceFilter) and not isinstance(found, django_filters.ModelChoiceFilter):
        given = found.extra["choices"]
        choices = given() if callable(given) else given
        return told | {"type": "string", "enum": [str(value) for value, _ in choices]}
    if name == "since":
        return {"description": "First seen, or gone, since then; a day is the court's.", "anyOf": [_DAY, _MOMENT]}
    longest, pattern = found.extra.get("max_length"), _PATTERNS.get(name)
    told |= {"type": "string"} | ({"maxLength": longest} if longest else {})
    return told | ({"pattern": pattern} if pattern else {})


_DAY = {"type": "string", "format": "date"}
_MOMENT = {"type": "string", "format": "date-time"}
_PATTERNS = {
    "by": f"^({'|'.join(Party.Side.values)}|[0-9]{{1,18}})$",
    "month": "^(?!0000|9999)[0-9]{4}-(0[1-9]|1[0-2])$",
    "court": "^[A-Za-z0-9]{1,20}$",
}
"""Patterns of values that their filter checks itself."""
