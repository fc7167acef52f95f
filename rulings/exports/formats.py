"""The forms in which a timeline can be exported: the same events as on the page, narrowed by the same query, for other
programs."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.utils.http import content_disposition_header

from rulings.exports import atom, ics, timelinejs
from rulings.exports.csv import write_csv
from rulings.exports.event_values import ExportedTimeline
from rulings.exports.json import write_json


@dataclass(frozen=True, slots=True)
class ExportForm:
    """One form of export."""

    media_type: str
    label: str
    """Label of its link on the page."""
    write: Callable[[ExportedTimeline], Iterable[str]]
    """Chunks of the text, generated on demand: a long docket is never in memory as a whole."""
    is_feed: bool = False
    """Whether programs request it again and again."""
    saved: bool = False
    """Whether a browser should save it rather than show it."""


FORMS = {
    "csv": ExportForm("text/csv; charset=utf-8", "Table (CSV)", write_csv, saved=True),
    "json": ExportForm("application/json", "JSON", write_json),
    "atom": ExportForm("application/atom+xml; charset=utf-8", "Feed (Atom)", atom.write_atom, is_feed=True),
    "ics": ExportForm("text/calendar; charset=utf-8", "Hearings (calendar)", ics.write_ics, is_feed=True),
    "timelinejs.json": ExportForm("application/json", "TimelineJS", timelinejs.write_timelinejs),
}
"""By the end of their address: ``timeline.csv``."""


def build_disposition(docket_number: str, ending: str, *, saved: bool) -> str:
    """The header ``Content-Disposition`` of a docket's export, with a file name that every system takes: "inline;
    filename="2_21-cv-00031.ics""."""
    name = "".join(sign if sign.isalnum() or sign in "-." else "_" for sign in docket_number)
    return content_disposition_header(saved, f"{name}{ending}") or ""
