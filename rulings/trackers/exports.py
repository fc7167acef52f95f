"""The rows of a tracker for other programs: CSV and XLSX for spreadsheets, JSON, a calendar of next dates, a feed of
changes, pictures. All of them hold what every reader sees, whoever asks."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from itertools import batched
from typing import Any
from urllib.parse import urljoin, urlsplit

import orjson
from django.conf import settings
from django.db.models import Count as NumberOf
from django.db.models import Q
from django.db.models.functions import TruncMonth
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from icalendar import Calendar, Event

from dockets.db.keyset import order_by_keys
from dockets.format.csv_rows import format_csv_row
from dockets.format.xml_text import strip_non_xml
from rulings.exports.fields import TRACKER, TRACKER_ROW
from rulings.exports.tracker_pictures import (
    STRIPS,
    CountBar,
    DisputeStrip,
    TrackerPicture,
    draw_counts,
    draw_strips,
)
from rulings.models import MatterDocket, TimelineEvent, Tracker, TrackerChange
from rulings.trackers.display import Row, describe_new_rows
from rulings.trackers.find_tracker import OpenedTracker, build_matter_url, build_tracker_url
from rulings.trackers.page import TrackerTable, build_rows, count_new_rows, load_table
from rulings.trackers.rows import Count, Counts, count_rows, fetch_rows, list_keys, select_rows
from rulings.vocabulary.kinds import EventKind
from rulings.vocabulary.outcomes import TONES
from rulings.vocabulary.read_by import READ_BY_MACHINE

SCHEMA_VERSION = 1
"""Raised when a field of the JSON goes or changes its meaning; new ones may come."""
BOM = "\ufeff"
"""By which spreadsheet programs know that a CSV file is UTF-8."""
_TOGETHER = 200
_CELL = 32_767
"""Characters that a cell of a workbook holds."""
ENTRIES = 100


@dataclass(slots=True)
class ExportedTracker:
    """What an export is written from."""

    tracker: Tracker
    table: TrackerTable
    counts: Counts
    rows: list[Row]
    day: date
    site: str
    """ "https://tracker.example/"."""
    own: list[str]
    """Names of the editors' own columns."""
    new_rows: int
    """Rows that are still being worked out, and that are in nothing else here."""


def load_exported_tracker(opened: OpenedTracker, site: str) -> ExportedTracker:
    """All rows that the address asks for. Six queries at most."""
    tracker, table, asked = opened.tracker, load_table(opened.tracker), opened.asked
    chosen, keys = select_rows(tracker, asked), list_keys(asked)
    told = list(fetch_rows(chosen, keys).order_by(*order_by_keys(keys)))
    rows = build_rows(table, told, asked, shows_doubt=opened.shows_doubt)
    own = [column.label for column in table.columns if column.key == "own"]
    counts, new_rows = count_rows(chosen, table.statuses, table.columns), count_new_rows(tracker, asked)
    return ExportedTracker(tracker, table, counts, rows, asked.day, site, own, new_rows)


def _list_header(told: ExportedTracker) -> list[str]:
    return [*TRACKER_ROW.names_in("csv"), *told.own]


def _list_cells(told: ExportedTracker, row: Row) -> list[str]:
    return [*TRACKER_ROW.cells(row, told.site), *(row.own[name] for name in told.own)]


def write_tracker_csv(told: ExportedTracker) -> Iterator[str]:
    """UTF-8 with a byte order mark, no cell of which a spreadsheet takes for a formula."""
    yield BOM + format_csv_row(_list_header(told))
    for some in batched(told.rows, _TOGETHER):
        yield "".join(format_csv_row(_list_cells(told, row)) for row in some)


def write_tracker_xlsx(told: ExportedTracker) -> bytes:
    """A workbook in which every cell is a text: the rows, and where some are still being worked out, a second sheet
    that says so."""
    import openpyxl  # a quarter of a second and 25 MB, for those who write a workbook alone

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("Tracker")
    for cells in (_list_header(told), *(_list_cells(told, row) for row in told.rows)):
        sheet.append([_text_cell(sheet, value) for value in cells])
    if told.new_rows:
        note = book.create_sheet("Not yet counted")
        note.append([_text_cell(note, describe_new_rows(told.new_rows))])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _text_cell(sheet: Any, value: str) -> Any:
    """A text even where it begins like a formula."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value=strip_non_xml(value)[:_CELL])
    cell.data_type = "s"
    return cell


def build_json(told: ExportedTracker) -> dict[str, Any]:
    """``{"schema_version", "as_of", "tracker", "statuses", "counts", "not_yet_counted", "rows"}``."""
    return {
        "schema_version": SCHEMA_VERSION,
        "as_of": told.day.isoformat(),
        "read_by_machine": READ_BY_MACHINE,
        "tracker": TRACKER.serialize("json", told.tracker, told.site),
        "statuses": describe_statuses(told.table),
        "counts": describe_counts(told.counts),
        "not_yet_counted": told.new_rows,
        "rows": [TRACKER_ROW.serialize("json", row, told.site) for row in told.rows],
    }


def write_tracker_json(told: ExportedTracker) -> bytes:
    return orjson.dumps(build_json(told))


def describe_statuses(table: TrackerTable) -> list[dict[str, Any]]:
    """The vocabulary, with its definitions."""
    return [
        {"status": row.name, "definition": row.definition, "colour": row.tone, "side": row.side, "open": row.is_open}
        for row in table.statuses
    ]


def describe_counts(counts: Counts) -> dict[str, Any]:
    def told(some: Iterable[Count]) -> dict[str, int]:
        return {count.label: count.number for count in some}

    return {
        "rows": counts.rows,
        "dockets": counts.dockets,
        "by_status": told(counts.statuses),
        "by_side": told(counts.sides),
        "by_court": told(counts.courts),
        "by_topic": told(counts.topics),
        "by_month_filed": told(counts.months),
        "by_own": {label: told(some) for label, some in counts.own.items()},
    }


def write_tracker_dates(told: ExportedTracker) -> bytes:
    """The next date of each row (iCalendar, RFC 5545). An event keeps its UID as long as the day is the same."""
    calendar = Calendar()
    calendar.add("prodid", "-//Casetracker//Next dates of a tracker//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", strip_non_xml(told.tracker.title))
    if told.new_rows:
        calendar.add("x-wr-caldesc", describe_new_rows(told.new_rows))
    calendar.add("refresh-interval", timedelta(hours=1), parameters={"VALUE": "DURATION"})
    stamp = told.tracker.edited_at.astimezone(UTC)
    for row in told.rows:
        if row.next:
            calendar.add_component(_build_date(row, row.next, told, stamp))
    return bytes(calendar.to_ical())


def _build_date(row: Row, coming: Mapping[str, Any], told: ExportedTracker, stamp: datetime) -> Event:
    event = Event()
    event.add("uid", f"{told.tracker.slug}-{row.anchor}-{coming['date']}@casetracker")
    changed = max(filter(None, [row.confirmed_at, stamp]))
    event.add("dtstamp", changed)
    event.add("last-modified", changed)
    at = datetime.fromisoformat(coming["at"]).astimezone(UTC) if coming["at"] else None
    event.add("dtstart", at or date.fromisoformat(coming["date"]))
    event.add("summary", strip_non_xml(f"{coming['title'] or 'Hearing'}: {row.name}"))
    if coming["place"]:
        event.add("location", strip_non_xml(coming["place"]))
    address = urljoin(told.site, coming["url"] or row.link)
    event.add("url", address)
    event.add("description", strip_non_xml(f"{row.caption}\n{READ_BY_MACHINE}\n{address}"))
    return event


_NEVER = datetime(1970, 1, 1, tzinfo=UTC)


class _Feed(Atom1Feed):
    """A feed dated by its newest entry."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=_NEVER)


def write_tracker_atom(
    tracker: Tracker, changes: Iterable[TrackerChange], site: str, address: str, new_rows: int = 0
) -> str:
    """The log of changes, one entry each. ``address``: the feed's own, without a key. ``new_rows``: those that are
    still being worked out."""
    host, page = urlsplit(site).hostname or "localhost", urljoin(site, build_tracker_url(tracker.slug))
    feed = _Feed(
        title=strip_non_xml(f"{tracker.title} · {settings.SITE_NAME}"),
        link=page,
        description="",
        subtitle=strip_non_xml(f"{tracker.standfirst} {describe_new_rows(new_rows)}".strip()) or None,
        feed_url=address,
        language="en",
        feed_guid=f"tag:{host},2026:trackers/{tracker.slug}",
        author_name=strip_non_xml(tracker.byline or settings.SITE_NAME),
    )
    for change in changes:
        row = change.matter
        where = urljoin(site, build_matter_url(tracker.slug, row.anchor)) if row else page
        named = f": {row.name or row.shown_name}" if row else ""
        feed.add_item(
            title=strip_non_xml(f"{change.get_what_display()}{named}"),
            link=where,
            description=strip_non_xml(f"<p>{escape(change.words)}</p>"),
            unique_id=f"tag:{host},2026:tracker-change/{change.pk}",
            pubdate=change.at,
            updateddate=change.at,
            categories=[change.get_what_display()],
        )
    return str(feed.writeString("utf-8"))


def name_file(tracker: Tracker, ending: str) -> str:
    return f"{tracker.slug}-{timezone.localdate():%Y-%m-%d}.{ending}"


def draw_tracker_counts(told: ExportedTracker) -> TrackerPicture:
    """The counts by status as bars."""
    bars = [CountBar(count.label, count.number, count.share, count.tone) for count in told.counts.statuses]
    return draw_counts(told.tracker.title, told.day, bars, told.counts.rows, describe_new_rows(told.new_rows))


def draw_tracker_strips(told: ExportedTracker) -> TrackerPicture:
    """The filings and rulings of the first ``STRIPS`` rows over time. Three queries."""
    rows = told.rows[:STRIPS]
    of_docket = dict(MatterDocket.objects.filter(matter__in=[row.id for row in rows]).values_list("docket", "matter"))
    known = Q(docket__in=of_docket, date__lte=told.day, filing__merged_into=None)
    tones: Mapping[str, str] = {outcome.value: tone for outcome, tone in TONES.items()}
    filed = TimelineEvent.objects.filter(known, event_kind__in=(EventKind.FILING, EventKind.RULING)).order_by()
    months: dict[int, Counter[date]] = {row.id: Counter() for row in rows}
    for docket, month, number in filed.values_list("docket", TruncMonth("date")).annotate(NumberOf("pk")):
        months[of_docket[docket]][month] += number
    ruled = TimelineEvent.objects.filter(known, event_kind=EventKind.RULING, routine=False).order_by("date", "pk")
    rulings: dict[int, list[tuple[date, str]]] = {row.id: [] for row in rows}
    marks: Iterable[tuple[int, Any, str]] = ruled.values_list("docket", "date", "outcome")
    for docket, day, outcome in marks:
        rulings[of_docket[docket]].append((day, tones.get(outcome, "")))
    strips = [DisputeStrip(row.name, row.status, months[row.id], rulings[row.id]) for row in rows]
    return draw_strips(told.tracker.title, told.day, strips, told.counts.rows, describe_new_rows(told.new_rows))
