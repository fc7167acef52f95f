"""``/imports/<id>/payload``: the stored bytes as a download, never displayed: they are somebody else's page."""

import re
import zlib
from pathlib import PurePosixPath

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dockets.history.custody_log import record_takeaway
from dockets.http.permissions import require_role
from dockets.models import ImportRun
from dockets.models.observation import FORGOTTEN

_UNFIT = re.compile(r"[^\w .,()\[\]+=@-]+")


@require_safe
@require_role("admin", "imports")
def imports_payload(request: HttpRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.select_related("payload"), pk=run_id)
    if not run.payload.size:
        raise Http404("No worker has read this file yet, or nothing of it was kept.")
    body = bytes(run.payload.body)
    if body == FORGOTTEN:
        return render(request, "dockets/imports_forgotten.html", {"run": run, "section": "imports"}, status=410)
    if request.method == "GET":
        record_takeaway(f"the file of import {run.pk}, {run.reference}", by=request.user)
    response = HttpResponse(zlib.decompress(body), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, _name(run)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _name(run: ImportRun) -> str:
    """File name for the download: the last part of the run's reference, without characters that file systems refuse."""
    last = PurePosixPath(run.reference.replace("\\", "/")).name
    return _UNFIT.sub("_", last).strip(" .")[-150:] or f"import-{run.pk}"
