"""``/notes/preview/``: what the Markdown that is being written will look like, for htmx."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST

from dockets.views.typed import printable
from rulings.markdown import LONGEST, html_of
from rulings.views.annotators import case_of, filing_of, newsroom_only


@newsroom_only
@require_POST
def annotation_preview(request: HttpRequest) -> HttpResponse:
    filing = filing_of(request.POST.get("filing", ""))
    body = printable(request.POST.get("body", ""))
    context = {"html": html_of(body, case_of(filing)), "too_long": max(len(body) - LONGEST, 0), "longest": LONGEST}
    return render(request, "rulings/annotation_preview.html", context)
