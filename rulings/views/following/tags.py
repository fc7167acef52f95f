"""Template tags: the button that follows what a page is about, what is new in the cases of a list, and of what an
import brought nobody was alerted.

Named in ``settings.TEMPLATES``: pages of the record show them too, and know nothing of who follows what.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from django import template

from dockets.format.print_style import format_number
from dockets.models import Docket, ImportRun
from rulings.following.news import FEW, OLD, count_held_back
from rulings.following.save import filter_subject
from rulings.following.unread import NewFilings, count_new_filings
from rulings.models import Follow
from rulings.views.following.follow import STOPPED
from rulings.vocabulary.topics import Held

register = template.Library()
WORDS = {
    "case": "this case",
    "court": "this court",
    "tracker": "this tracker",
    "party": "this party",
    "lawyer": "this lawyer",
    "firm": "this firm",
    "judge": "this judge",
    "search": "this search",
}


@register.inclusion_tag("rulings/following/follow_button.html", takes_context=True)
def follow_button(context: Mapping[str, Any], kind: str, value: object, followed: bool | None = None) -> dict[str, Any]:
    """For readers with a login; nothing for others. ``kind`` and ``value`` as for ``filter_subject``. ``followed``:
    whether they follow it; None: it is asked, by one query."""
    request = context["request"]
    if not value or not request.user.is_authenticated:
        return {"is_shown": False}
    if followed is None:
        followed = Follow.objects.filter(filter_subject(kind, str(value)), user=request.user.pk).exists()
    kept = request.session.get(STOPPED) or {}
    return {
        "is_shown": True,
        "is_followed": followed,
        "is_back": not followed and kept.get("subject") == [kind, str(value)] and not kept.get("newsroom"),
        "kind": kind,
        "value": value,
        "words": WORDS[kind],
        "csrf_token": context.get("csrf_token"),
    }


@register.simple_tag(takes_context=True)
def pair_with_news(context: Mapping[str, Any], rows: Sequence[Docket]) -> list[tuple[Docket, NewFilings | None]]:
    """Each case with what came since the reader looked at it; None where nothing has, or they never have. One query,
    for readers with a login."""
    user = context["request"].user
    new = count_new_filings(user.pk, [row.pk for row in rows]) if user.is_authenticated and rows else {}
    return [(row, new.get(row.pk)) for row in rows]


_WHY = {
    Held.OLD: f"more than {OLD.days} days old when {{}} came",
    Held.FIRST: f"in a case that was brought in with more than {FEW}",
}


@register.simple_tag
def say_held_back(run: ImportRun) -> list[str]:
    """Sentences: of which entries that an import brought nobody was alerted, and why. One query; none for a run that
    brought nothing."""
    counts = count_held_back(run) if run.created else {}
    return [
        f"Nobody was alerted of {_count(number)}: {_WHY[held].format('it' if number == 1 else 'they')}."
        for held, number in sorted(counts.items())
    ]


def _count(number: int) -> str:
    return "1 entry" if number == 1 else f"{format_number(number)} entries"
