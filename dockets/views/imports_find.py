"""``/imports/find/``: sources are asked for a case by its court and number; a person chooses among what they have."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from dockets.addresses import docket_address
from dockets.find import docket_numbered
from dockets.forms import FindForm, findable
from dockets.models import Court
from dockets.records import FetchFailed, NotNow
from dockets.views.admins import admins_only
from dockets.views.imports import desk


@require_POST
@admins_only
def imports_find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST)
    if not form.is_valid():
        return desk(request, find=form, status=422)
    return desk(request, find=form, offers=_asked(form.cleaned_data["court"], form.cleaned_data["number"]))


def _asked(court: Court, number: str) -> dict[str, Any]:
    """What each source has, or why it could not be asked; and the case, where this tracker has it already."""
    found, failed = [], []
    for kind in findable():
        try:
            found += [(kind.label, offer) for offer in kind.find(court.pk, number)] if kind.find else []
        except NotNow as error:
            failed.append(f"{kind.label} may not be asked just now: {error}")
        except FetchFailed as error:
            failed.append(f"{kind.label} could not be asked: {error}")
    known = docket_numbered(court, number)
    return {
        "found": found,
        "failed": failed,
        "known": known,
        "known_address": docket_address(known.court_id, known.docket_number) if known else "",
    }
