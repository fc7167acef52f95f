"""The addresses that ``bench.outputs.digest`` requests: every route of the site, and the pages of each case."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from django.apps import apps
from django.urls import URLResolver, get_resolver

_PART = re.compile(r"<(\w+):(\w+)>|\(\?P<(\w+)>[^)]*\)|<(\w+)>")
EXPORTS = ("timeline.csv", "timeline.json", "timeline.atom", "timeline.ics", "timeline.timelinejs.json", "timeline.pdf")
CLAIMS = ("claims.csv", "claims.svg", "claims.png", "claims.pdf")
"""The last one does not exist, and the answer must say so."""
ALL_CASES = (
    "/cases/?order=name", "/cases/?order=filed", "/cases/?status=closed", "/cases/?q=united+states",
    "/cases/?court=nysd", "/cases/?filed_from=2015-01-01&filed_to=2020-12-31", "/cases/?q=zymurgy",
    "/cases/?order=x&status=x", "/cases/list.csv?q=v", "/search/?q=motion", "/search/?q=%22motion+to+dismiss%22",
    "/search/?q=order+-motion", "/search/?q=hearing&year=2020", "/search/?q=trustee&court=flsb",
    "/rulings/?outcome=granted", "/rulings/?q=dismiss&date_from=2015-01-01", "/rulings/?kind=order&judge=smith",
    "/rulings.atom?outcome=denied", "/calendar/?month=2019-05", "/calendar.ics?month=2019-05",
    "/calendar.ics?court=wawd", "/api/v1/cases/?limit=5", "/api/v1/cases/?q=united+states&order=name",
    "/api/v1/cases/?limit=x", "/api/v1/cases/?nothing=1", "/api/v1/rulings/?limit=100",
    "/api/v1/rulings/?outcome=granted&limit=20", "/oembed?format=xml", "/imports/?court=wawd&number=2:21-cv-1",
    "/imports/history/?status=failed", "/imports/history/?q=html", "/imports/relations/?decided=1",
    "/imports/duplicates/?later=1", "/imports/sources/?q=court", "/imports/sources/add/?kind=court-feed",
    "/desk/cases/?of=me", "/desk/cases/?of=nobody", "/desk/cases/?q=united", "/desk/edits/?kind=milestone",
)  # fmt: skip
"""Questions over all cases."""
_FILTERS = (
    "?order=newest", "?all=1", "?parties=all", "?kind=motion", "?kind=order&routine=shown",
    "?routine=without&order=newest", "?rulings=1&documents=1", "?changed=1", "?q=motion", "?q=order+-stay&all=1",
    "?date_from=2010-01-01&date_to=2019-06-30",
    "?by=plaintiff", "?since=2020-01-01&notes=1", "?at=2015-06-01", "?kind=x&month=2020-01",
)  # fmt: skip
"""Filters of the timeline: each case is requested with ``FILTERED`` of them, in turn."""
FILTERED = 5


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """The route of every address of the site, Django's admin among them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def filled(route: str, place: Mapping[str, str]) -> str:
    """The address of a route. ``place``: name of a part -> its value; for a part that is a number, ``<int:name>`` is
    looked up first. Raises ``KeyError`` for a part without a known value."""
    if route.startswith("^api/"):
        return "/api/v1/nothing"
    known = {**place, "object_id": _object_of(route), "url": "nothing", "app_label": "dockets", "content_type_id": "1"}

    def stand_in(found: re.Match[str]) -> str:
        kind, *names = found.groups()
        name = next(filter(None, names))
        typed = f"<{kind}:{name}>"
        return quote(known[typed] if typed in known else known[name], safe="/:")

    return "/" + _PART.sub(stand_in, route).replace("^", "").replace("$", "")


def _object_of(route: str) -> str:
    """Id of the first row of the model that a route of Django's admin is about; 1 where there is none."""
    _, app, model, *_ = [*route.split("/"), "", ""]
    try:
        first = apps.get_model(app, model)._default_manager.order_by("pk").values_list("pk", flat=True).first()
    except LookupError:
        return "1"
    return str(first or 1)


def of_case(base: str, turn: int) -> list[str]:
    """Addresses of a case at ``base`` that everybody may request. ``turn``: number of the case, which selects its
    filters."""
    filters = [_FILTERS[(turn * FILTERED + place) % len(_FILTERS)] for place in range(FILTERED)]
    pages = ["", *filters, "embed/", "embed/?order=newest", "parties/", "parties/?q=a", "changes/", "claims/"]
    program = [f"filings/?limit={3 + turn % 5}", "parties/", f"events/?limit={2 + turn % 3}&order=newest", "events/"]
    asked = [f"{base}{page}" for page in (*pages, "card.png", "annotations.json")]
    asked += [f"{base[:-1]}/{form}" for form in (*EXPORTS, *CLAIMS)]
    asked += [
        f"{base[:-1]}/timeline.csv{filters[0]}",
        f"{base[:-1]}/timeline.json{filters[1]}",
        f"{base[:-1]}/claims.csv?on=2018-01-01",
    ]
    asked += [f"/api/v1{base}{page}" for page in (*program, "")]
    return [*asked, f"/oembed?url={quote(f'http://localhost{base}', safe='')}"]


def of_small_case(base: str) -> list[str]:
    """The same for a case of a few filings; feeds bring hundreds of these."""
    return [
        base,
        f"{base}changes/",
        f"{base[:-1]}/timeline.csv",
        f"{base[:-1]}/timeline.json",
        f"/api/v1{base}",
        f"/api/v1{base}events/",
    ]


def of_editors(base: str, docket: int, turn: int) -> list[str]:
    """Addresses of a case that editors see besides, or differently."""
    own = [base, f"{base}{_FILTERS[turn % len(_FILTERS)]}", f"{base}changes/", f"{base}claims/", f"{base}claims/edit/"]
    own += [f"{base}annotations.json", f"{base}timeline.json", f"/api/v1{base}", f"/api/v1{base}events/"]
    return [
        *own,
        *(f"/desk/cases/{docket}/{page}/" for page in ("headline", "milestones", "notes")),
        f"/desk/edits/?case={docket}",
    ]


def of_filing(base: str, filing: Mapping[str, str]) -> list[str]:
    """Public pages of one filing, addressed by its number, if it has one, and by its public id."""
    reference = quote(filing["number"] or filing["public_id"], safe="")
    own = f"{base}filings/{reference}/"
    return [own, f"{own}thread/", f"{own}documents/0/", f"{base}filings/{filing['public_id']}/"]


def of_filings_editors(base: str, filing: Mapping[str, str]) -> list[str]:
    """Editors' pages of one filing."""
    own = f"{base}filings/{filing['public_id']}/"
    return [
        own,
        f"{own}decides/",
        f"{own}documents/0/",
        f"/notes/on/{filing['public_id']}/",
        f"/desk/filings/{filing['public_id']}/headline/",
    ]


def first_middle_last(rows: Sequence[Mapping[str, str]]) -> list[Mapping[str, str]]:
    places = sorted({0, len(rows) // 2, len(rows) - 1}) if rows else []
    return [rows[place] for place in places]
