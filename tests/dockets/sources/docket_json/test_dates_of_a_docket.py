"""A date of the docket that cannot be read is reported in its own words; only that date is lost."""

import pytest

from dockets.record.records import Refusal
from dockets.sources import SOURCES
from tests.dockets.sources.payloads import payload

CASES = [
    ("pacer-docket", "pacer_docket/civil.html", "03/27/2024", "13/45/2024", "date filed"),
    ("pacer-docket", "pacer_docket/trade.html", "02/01/2024", "02/31/2024", "date terminated"),
    ("docket-history", "docket_history/civil.html", "03/27/2024", "13/45/2024", "date filed"),
    ("docket-history", "docket_history/civil.html", "03/27/2024", "04/02/20021", "date filed"),
    ("appellate-docket", "appellate_docket/without_numbers.html", "04/03/2023", "04/33/2023", "date filed"),
    ("appellate-docket", "appellate_docket/without_numbers.html", "01/19/2024", "0/0/0000", "date terminated"),
    ("acms-docket", "acms_docket/petition.json", "2024-04-22", "2024-22-04", "date filed"),
    ("archive-xml", "archive_xml/docket.xml", "2024-03-27", "2024-02-31", "date filed"),
    ("courtlistener", "courtlistener/docket.json", "2024-01-08", "2024-01-99", "date filed"),
    ("scotus-json", "scotus_json/petition.json", "January 7, 2025", "January 77, 2025", "date filed"),
    ("scotus-html", "scotus_html/petition.html", "January 7, 2025", "January 77, 2025", "date filed"),
    ("scotus-htm", "scotus_htm/petition.htm", "May 8, 2002", "May 88, 2002", "date filed"),
]  # fmt: skip


@pytest.mark.parametrize(("slug", "name", "date", "written", "field"), CASES)
def test_a_date_of_a_docket_that_is_none_is_told(slug: str, name: str, date: str, written: str, field: str) -> None:
    page = payload(name)
    whole = SOURCES[slug].parse(page, None)
    parsed = SOURCES[slug].parse(page.replace(date.encode(), written.encode(), 1), None)
    (docket,), (meant,) = parsed.dockets, whole.dockets
    where = field.replace(" ", "_")
    assert getattr(meant, where) is not None
    assert getattr(docket, where) is None
    told = [refusal for refusal in parsed.refused if refusal not in whole.refused]
    assert told == [Refusal(f"docket: {field}", f"“{written}” is no date; the rest was taken without it.")]
    assert (docket.docket_number, docket.parties, docket.entries) == (meant.docket_number, meant.parties, meant.entries)


@pytest.mark.parametrize("name", sorted({case[1] for case in CASES}))
def test_a_date_that_is_not_there_is_not_told(name: str) -> None:
    slug = next(slug for slug, named, *_ in CASES if named == name)
    assert not [refusal for refusal in SOURCES[slug].parse(payload(name), None).refused if "date" in refusal.where]
