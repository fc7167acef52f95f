"""``/api/v1/cases/<court>/<docket number>/parties/``: the parties of a case in the court's order, each with its counsel."""

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest

from dockets.keyset import Key
from dockets.models import Party, Representation
from rulings.api.door import answered
from rulings.api.listing import known, listed
from rulings.api.tell import party_told
from rulings.views.case import find_docket

_AS_LISTED = (Key("position", "int"), Key("id", "int"))
_COUNSEL = Representation.objects.select_related("attorney").defer("attorney__contact")


@answered
def api_party_list(request: HttpRequest, court_id: str, number: str) -> dict[str, Any]:
    known(request, ())
    docket = find_docket(court_id, number)
    rows = Party.objects.filter(docket=docket).prefetch_related(Prefetch("representations", _COUNSEL))
    return listed(request, rows, _AS_LISTED, lambda parties: [party_told(party) for party in parties])
