"""A timeline as JSON: ``{"docket": {…}, "events": […]}``, written event by event."""

from collections.abc import Iterator

import orjson

from dockets.history.fields import DOCKET
from rulings.exports.event_values import ExportedTimeline
from rulings.exports.fields import EVENT


def write_json(story: ExportedTimeline) -> Iterator[str]:
    """Every event with the same keys; what is not known is null or ""."""
    head = DOCKET.serialize("json", story.docket, story.site)
    yield f'{{"docket": {orjson.dumps(head).decode()}, "events": ['
    before = "\n"
    for line in story.lines():
        yield before + orjson.dumps(EVENT.serialize("json", line)).decode()
        before = ",\n"
    yield "\n]}\n"
