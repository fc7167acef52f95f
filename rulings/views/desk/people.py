"""``/desk/people.json``: the people of the newsroom, whose names ``static/js/people.js`` completes after an ``@``."""

from django.http import HttpRequest, JsonResponse
from django.views.decorators.http import require_safe

from dockets.http.permissions import require_role
from rulings.desk.queue import list_newsroom

KEPT = 300
"""Seconds."""


@require_safe
@require_role("journalist", "notes")
def people(request: HttpRequest) -> JsonResponse:
    named = list_newsroom().values_list("username", "first_name", "last_name")
    told = [{"name": name, "full": f"{first} {last}".strip()} for name, first, last in named]
    answer = JsonResponse({"people": told})
    answer["Cache-Control"] = f"private, max-age={KEPT}"
    return answer
