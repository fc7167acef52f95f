"""Where reading only the changed rows of a sheet would not come to the same as reading all of it, all of it is read."""

from datetime import date

import pytest

from dockets.record.records import DocketRecord
from dockets.upsert import snapshot_diff
from tests.dockets.upsert.test_merge import entry, sheet
from tests.dockets.upsert.test_merge_laws import record_after

pytestmark = pytest.mark.django_db

ONE, TWO, THREE = (entry(str(number), day=date(2021, number, 1)) for number in (1, 2, 3))
REWORDED = entry("2", "MOTION number 2 by Plaintiff, as corrected", day=date(2021, 2, 1))
AGAIN = entry("2", "ORDER that has the number of a motion", day=date(2021, 3, 1))
MOVED = entry("4", "ORDER that has the number of a motion", day=date(2021, 3, 1))
MINUTE = entry("", "Set/Reset Deadlines")
STREAMS: dict[str, list[DocketRecord]] = {
    "a row is reworded": [sheet(ONE, TWO, THREE, day=1), sheet(ONE, REWORDED, THREE, day=2)],
    "a number that stood twice stands once": [sheet(ONE, TWO, AGAIN, day=1), sheet(ONE, TWO, MOVED, day=2)],
    "a number that stood once stands twice": [sheet(ONE, TWO, MOVED, day=1), sheet(ONE, TWO, AGAIN, day=2)],
    "one of two alike becomes another": [sheet(ONE, MINUTE, MINUTE, day=1), sheet(ONE, MINUTE, THREE, day=2)],
    "a sheet comes late": [sheet(ONE, TWO, THREE, day=2), sheet(ONE, REWORDED, THREE, day=1)],
    "what was not known to be whole is followed by what is": [
        sheet(ONE, TWO, THREE, day=1, complete=False),
        sheet(ONE, TWO, day=2, complete=False),
        sheet(ONE, REWORDED, day=3),
    ],
    "a window moves on": [sheet(ONE, TWO, day=1, complete=False), sheet(TWO, THREE, day=2, complete=False)],
    "a window shows less": [sheet(ONE, TWO, THREE, day=1, complete=False), sheet(REWORDED, day=2, complete=False)],
    "a window shows again what it had left": [
        sheet(ONE, TWO, day=1, complete=False),
        sheet(THREE, day=2, complete=False),
        sheet(ONE, THREE, day=3, complete=False),
    ],
}


@pytest.mark.parametrize("stream", STREAMS.values(), ids=STREAMS.keys())
def test_a_part_comes_to_the_same_as_the_whole(stream: list[DocketRecord], monkeypatch: pytest.MonkeyPatch) -> None:
    pages = [("pacer-docket", record) for record in stream]
    whole = record_after(pages)
    monkeypatch.setattr(snapshot_diff, "LONG", 1)
    monkeypatch.setattr(snapshot_diff, "FEW", 1)
    assert record_after(pages) == whole
