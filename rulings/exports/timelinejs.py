"""A timeline in the JSON of TimelineJS 3 (Knight Lab), which newsrooms embed. Its texts are HTML, so every word is
escaped."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import orjson
from django.utils.html import escape

from dockets.format.print_style import format_date, shorten_text
from rulings.exports.event_values import EventValues, ExportedTimeline

CUT = 600
"""Characters of a court's text on a slide."""


def write_timelinejs(story: ExportedTimeline) -> Iterator[str]:
    title = {
        "headline": escape(story.title),
        "text": escape(f"{story.docket.docket_number}, {story.docket.court.name}"),
    }
    yield f'{{"scale": "human", "title": {orjson.dumps({"text": title}).decode()}, "events": ['
    before = "\n"
    for line in story.lines(newest=False):
        if line.date:  # its reader takes no event without a year
            yield before + orjson.dumps(_slide(line, line.date)).decode()
            before = ",\n"
    yield "\n]}\n"


def _slide(line: EventValues, day: date) -> dict[str, Any]:
    start: dict[str, Any] = {"year": day.year, "month": day.month, "day": day.day, "display_date": format_date(day)}
    if line.at:
        start |= {"hour": line.at.hour, "minute": line.at.minute}
    paragraphs = [f"<p><b>{escape(line.standing)}</b></p>"] if line.standing else []
    paragraphs += [f"<p><i>{escape(line.gone)}</i></p>"] if line.gone else []
    paragraphs += [f"<p>{escape(shorten_text(line.text, CUT))}</p>"] if line.text else []
    paragraphs += [line.source_link]
    paragraphs += [f'<p><a href="{escape(line.url)}">{escape(line.number or "On the docket")}</a></p>']
    return {
        "start_date": start,
        "text": {"headline": escape(line.headline), "text": "".join(paragraphs)},
        "group": line.kind_label,
        "unique_id": line.id.replace("/", "-"),
        "autolink": False,
    }
