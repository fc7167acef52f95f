"""``/imports/find/``: asks sources for a case by its court and number; a person chooses among their answers."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from dockets.format.urls import build_docket_url
from dockets.http.permissions import require_role
from dockets.imports.forms import FindForm, list_searchable_sources
from dockets.models import Court
from dockets.record.records import FetchFailed, QuotaExhausted
from dockets.search.find import find_docket_by_number
from dockets.views.imports.imports import render_import_desk


@require_POST
@require_role("admin", "imports")
def imports_find(request: HttpRequest) -> HttpResponse:
    form = FindForm(request.POST)
    if not form.is_valid():
        return render_import_desk(request, find=form, status=422)
    return render_import_desk(
        request, find=form, offers=_asked(form.cleaned_data["court"], form.cleaned_data["number"])
    )


def _asked(court: Court, number: str) -> dict[str, Any]:
    """What each source has, or why it could not be asked; and the case, if this tracker has it already."""
    found, failed = [], []
    for kind in list_searchable_sources():
        try:
            found += [(kind.label, offer) for offer in kind.find(court.pk, number)] if kind.find else []
        except QuotaExhausted as error:
            failed.append(f"{kind.label} may not be asked just now: {error}")
        except FetchFailed as error:
            failed.append(f"{kind.label} could not be asked: {error}")
    known = find_docket_by_number(court, number)
    return {
        "found": found,
        "failed": failed,
        "known": known,
        "known_address": build_docket_url(known.court_id, known.docket_number) if known else "",
    }
