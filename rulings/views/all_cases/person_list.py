"""``/people/``: parties, lawyers, firms and judges found by a part of their names."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from dockets.format.urls import build_person_url
from dockets.http.partials import render_part
from dockets.http.query_values import UNPRINTABLE, strip_control_characters
from dockets.search.full_text import QUERY_LENGTH, SearchTooSlow
from dockets.search.people import SHORTEST, NamedPerson, PersonKind, can_find_people, find_people

SHOWN = 25
"""Names of each kind."""
LABELS = {
    PersonKind.PARTY: "Parties",
    PersonKind.LAWYER: "Lawyers",
    PersonKind.FIRM: "Firms",
    PersonKind.JUDGE: "Judges",
}

SLOW = "This search took too long: very many names hold these words. A longer part of the name will narrow it."
type PeopleOfKind = tuple[str, list[tuple[NamedPerson, str]]]
"""The label of a kind, and its people, each with the address of its page."""


@require_safe
def person_list(request: HttpRequest) -> HttpResponse:
    typed = request.GET.get("q", "")
    text = strip_control_characters(typed).strip()[:QUERY_LENGTH]
    notices = [UNPRINTABLE] if strip_control_characters(typed) != typed else []
    try:
        groups = list_people_by_kind(text, SHOWN)
    except SearchTooSlow:
        groups, notices = [], [*notices, SLOW]
    context: dict[str, object] = {
        "q": text,
        "groups": groups,
        "most": SHOWN,
        "is_short": bool(text) and not can_find_people(text),
        "shortest": SHORTEST,
        "notices": notices,
    }
    return render_part(request, "rulings/person_list.html", context, {"results": "results"})


def list_people_by_kind(text: str, shown: int) -> list[PeopleOfKind]:
    """Raises ``SearchTooSlow``."""
    return label_people(find_people(text, shown) if text else {})


def label_people(found: Mapping[PersonKind, Sequence[NamedPerson]]) -> list[PeopleOfKind]:
    """Without the kinds of which there are none."""
    return [
        (LABELS[kind], [(person, build_person_url(kind, person.name)) for person in people])
        for kind, people in found.items()
        if people
    ]
