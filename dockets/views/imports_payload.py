"""``/imports/<id>/payload``: the bytes as they came, to be saved and never to be shown: they are somebody else's page."""

import re
import zlib
from pathlib import PurePosixPath

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from dockets.models import ImportRun
from dockets.models.observation import FORGOTTEN
from dockets.views.admins import admins_only

_UNFIT = re.compile(r"[^\w .,()\[\]+=@-]+")


@require_safe
@admins_only
def imports_payload(request: HttpRequest, run_id: int) -> HttpResponse:
    run = get_object_or_404(ImportRun.objects.select_related("payload"), pk=run_id)
    body = bytes(run.payload.body)
    if body == FORGOTTEN:
        return render(request, "dockets/imports_forgotten.html", {"run": run, "section": "imports"}, status=410)
    response = HttpResponse(zlib.decompress(body), content_type="application/octet-stream")
    response["Content-Disposition"] = content_disposition_header(True, _name(run)) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Cache-Control"] = "private, no-store"
    return response


def _name(run: ImportRun) -> str:
    """The last part of what it was called, without what no file system takes."""
    last = PurePosixPath(run.reference.replace("\\", "/")).name
    return _UNFIT.sub("_", last).strip(" .")[-150:] or f"import-{run.pk}"
