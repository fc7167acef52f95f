"""A timeline as JSON: ``{"docket": {…}, "events": […]}``, written event by event."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import orjson

from rulings.exports.story import Line, Story


def write(story: Story) -> Iterator[str]:
    docket = story.docket
    head = {
        "court": docket.court_id,
        "court_name": docket.court.name,
        "docket_number": docket.docket_number,
        "case_name": docket.case_name,
        "checked_at": docket.checked_at,
        "url": story.page,
    }
    yield f'{{"docket": {orjson.dumps(head).decode()}, "events": ['
    before = "\n"
    for line in story.lines():
        yield before + orjson.dumps(_told(line)).decode()
        before = ",\n"
    yield "\n]}\n"


def _told(line: Line) -> dict[str, Any]:
    """Every field by its name; what is not known is null or "", so that each event has the same keys."""
    return {name: value for name, value in asdict(line).items() if name not in ("decided", "detail")} | {
        "kind_label": line.kind_label,
        "decided": [
            {name: getattr(item, name) for name in ("what", "outcome", "parties", "reason", "quotation", "place", "machine")}
            for item in line.decided
        ],
    }
