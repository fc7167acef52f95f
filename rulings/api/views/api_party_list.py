"""``/api/v1/cases/<court>/<docket number>/parties/``: the parties of a case in the court's order, each with its
counsel."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from dockets.db.keyset import Key
from dockets.models import Party, Representation
from rulings.api.auth import answer_json
from rulings.api.lists import check_parameters, list_page
from rulings.api.serializers import serialize_party
from rulings.http.find_case import find_docket

_AS_LISTED = (Key("position", "int"), Key("id", "int"))
_COUNSEL = Representation.objects.select_related("attorney").defer("attorney__contact")


@answer_json
def api_party_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    check_parameters(request, ())
    docket = find_docket(court_id, number)
    rows = Party.objects.filter(docket=docket).prefetch_related(Prefetch("representations", _COUNSEL))
    return list_page(request, rows, _AS_LISTED, lambda parties: [serialize_party(party) for party in parties])
