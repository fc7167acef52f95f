from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from dockets.sources.pacer import cells


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("06/27/2017", date(2017, 6, 27)),
        (" 6/7/17\xa0", date(2017, 6, 7)),
        ("", None),
        ("\xa0", None),
    ],
)
def test_a_day(text: str, read: date | None) -> None:
    assert cells.parse_cell_date(text) == read


@pytest.mark.parametrize(
    "text", ["13/13/2013", "02/30/2024", "04/02/20021", "00/00/0000", "04/02/0000", "soon", "2024-04-02"]
)
def test_what_is_no_day_of_the_calendar_is_said(text: str) -> None:
    with pytest.raises(ValueError, match=rf"“{text}” is no date"):
        cells.parse_cell_date(text)


PACIFIC = ZoneInfo("America/Los_Angeles")


@pytest.mark.parametrize(
    ("text", "on", "at"),
    [
        ("Order. [Entered: 05/27/2022 11:10 AM]", date(2022, 5, 27), datetime(2022, 5, 27, 11, 10, tzinfo=PACIFIC)),
        ("See [Entered: 01/01/2022 01:00 PM]. [Entered: 05/27/2022 12:05 AM] [Edited: 05/28/2022 01:00 PM]",
         date(2022, 5, 27), datetime(2022, 5, 27, 0, 5, tzinfo=PACIFIC)),
        ("Order. [Entered: 05/27/2022]", date(2022, 5, 27), None),
        ("Order. [Entered: 13/27/2022 11:10 AM]", None, None),
        ("Order. [Entered: 05/27/2022 25:10 AM]", None, None),
        ("Order. Entered: 05/27/2022", None, None),
    ],
)  # fmt: skip
def test_when_an_appellate_text_was_entered(text: str, on: date | None, at: datetime | None) -> None:
    assert cells.parse_entered_stamp(text, "America/Los_Angeles") == (on, at)
