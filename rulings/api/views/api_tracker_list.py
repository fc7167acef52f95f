"""``/api/v1/trackers/``: the trackers that every reader may see."""

from typing import Any

from django.http import HttpRequest

from dockets.db.keyset import Key
from rulings.api.auth import answer_json
from rulings.api.lists import check_parameters, list_page
from rulings.api.serializers import serialize_tracker
from rulings.models import Tracker

KEYS = (Key("title", "text"), Key("id", "int"))


@answer_json
def api_tracker_list(request: HttpRequest) -> dict[str, Any]:
    check_parameters(request, ())
    site = request.build_absolute_uri("/")
    return list_page(
        request, Tracker.objects.public(), KEYS, lambda rows: [serialize_tracker(row, site) for row in rows]
    )
