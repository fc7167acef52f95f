"""``/notes/preview/``: a preview of the Markdown being written, for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters
from rulings.html.markdown import LONGEST, render_markdown
from rulings.notes.places import build_case_url, get_filing_or_404


@require_role("journalist", "notes")
@require_POST
def annotation_preview(request: HttpRequest) -> HttpResponse:
    filing = get_filing_or_404(request.POST.get("filing", ""))
    body = strip_control_characters(request.POST.get("body", ""))
    context = {
        "html": render_markdown(body, build_case_url(filing)),
        "too_long": max(len(body) - LONGEST, 0),
        "longest": LONGEST,
    }
    return render(request, "rulings/annotation_preview.html", context)
