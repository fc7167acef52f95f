"""``/notes/<note>/``: every version of a note, who wrote it and when, what it changed, and a button to restore it."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.format.word_diff import Piece, diff_words
from dockets.http.permissions import require_role
from rulings.notes.display import build_note
from rulings.notes.places import build_case_url, build_filing_page_url, get_note_or_404
from rulings.notes.versions import Version, find_versions

PAGE = 20
"""Versions on a page. Comparing two costs up to the product of their lengths."""


@dataclass(frozen=True, slots=True)
class Line:
    number: int
    by: str
    act: str
    at: datetime
    audience: str
    pieces: list[Piece]
    """The changes of its words; empty where there are none."""
    may_return: bool


@require_safe
@require_role("journalist", "notes")
def annotation_history(request: HttpRequest, public_id: str) -> HttpResponse:
    row = get_note_or_404(request, public_id)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 9 else 10**9
    found = find_versions(row, before=before, most=PAGE + 1)
    versions = [_told(version, earlier, row.body) for version, earlier in zip(found, [*found[1:], None], strict=True)][
        :PAGE
    ]
    base = build_case_url(row.filing)
    context: dict[str, object] = {
        "row": row,
        "note": build_note(row, request.user, base),
        "versions": versions,
        "base": base,
    }
    context |= {
        "docket": row.filing.docket,
        "court": row.filing.docket.court,
        "page": build_filing_page_url(row.filing),
    }
    context |= {"earlier": found[PAGE - 1].number if len(found) > PAGE else None}
    return render(request, "rulings/annotation_history.html", context)


def _told(version: Version, earlier: Version | None, now: str) -> Line:
    before, after = ((row.body if row else "").replace("\r\n", "\n") for row in (earlier, version))
    pieces = diff_words(before, after) if before != after else []
    audience = f"{version.visibility.label} · {version.status.label}"
    return Line(version.number, version.byline, version.act.label, version.at, audience, pieces, version.body != now)
