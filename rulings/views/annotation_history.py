"""``/notes/<note>/``: every version of a note, who wrote it and when, what it changed; and the way back to each."""

from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from dockets.word_diff import Piece, word_diff
from rulings.models import AnnotationVersion
from rulings.notes import note
from rulings.views.annotators import case_of, known_note, newsroom_only, page_of

PAGE = 20
"""Versions on a page. Comparing two costs up to the product of their lengths."""


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    by: str
    act: str
    at: datetime
    audience: str
    pieces: list[Piece]
    """What it changed in the words; empty where it changed none."""
    may_return: bool


@require_safe
@newsroom_only
def annotation_history(request: HttpRequest, public_id: str) -> HttpResponse:
    row = known_note(request, public_id)
    asked = request.GET.get("before", "")
    before = int(asked) if asked.isdecimal() and len(asked) < 9 else 10**9
    found = list(row.versions.filter(number__lt=before).order_by("-number")[: PAGE + 1])
    versions = [_told(version, earlier, row.body) for version, earlier in zip(found, [*found[1:], None], strict=True)][:PAGE]
    base = case_of(row.filing)
    context: dict[str, object] = {"row": row, "note": note(row, request.user, base), "versions": versions, "base": base}
    context |= {"docket": row.filing.docket, "court": row.filing.docket.court, "page": page_of(row.filing)}
    context |= {"earlier": found[PAGE - 1].number if len(found) > PAGE else None}
    return render(request, "rulings/annotation_history.html", context)


def _told(version: AnnotationVersion, earlier: AnnotationVersion | None, now: str) -> Version:
    before, after = ((row.body if row else "").replace("\r\n", "\n") for row in (earlier, version))
    pieces = word_diff(before, after) if before != after else []
    audience = f"{version.get_visibility_display()} · {version.get_status_display()}"
    return Version(version.number, version.by_name, version.get_act_display(), version.at, audience, pieces, version.body != now)
