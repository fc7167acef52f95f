"""Runs of routine lines, collapsed into one."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dockets.models import Docket
from rulings.html.event_lines import EventLine, LinePart
from rulings.html.markup import fill_shape
from rulings.models import Reading, TimelineEvent
from rulings.timeline.collapse_routine import CollapsedLines, collapse_routine
from rulings.vocabulary.kinds import Kind
from tests.rulings.exports.test_timeline_export import rows as exported
from tests.rulings.views.case.test_timeline import address, get
from tests.support import factories, pages

JAN = date(2021, 1, 11)


def row(
    number: int, *, routine: bool = True, day: date | None = JAN, kind: str = "appearance", mark: str = ""
) -> EventLine:
    made = EventLine(
        id=f"e{number}",
        css="",
        time=fill_shape(""),
        icon=fill_shape(""),
        url="",
        headline=str(number),
        kind=kind,
        day=day,
    )
    made.routine = routine
    made.notes = [LinePart("Altered")] if mark == "note" else []
    made.news, made.gap = "New" * (mark == "news"), "Number 3" * (mark == "gap")
    return made


ROWS = st.lists(st.tuples(st.booleans(), st.sampled_from(["", "", "", "note", "news", "gap"])), max_size=30)


@given(ROWS)
def test_folding_loses_and_moves_no_line_and_hides_nothing_that_must_be_seen(made: list[tuple[bool, str]]) -> None:
    rows = [row(number, routine=routine, mark=mark) for number, (routine, mark) in enumerate(made)]
    seen = list(collapse_routine(rows))
    flat = [line for part in seen for line in (part.rows if isinstance(part, CollapsedLines) else [part])]
    assert flat == rows
    for part in seen:
        if isinstance(part, CollapsedLines):
            assert len(part.rows) >= 2
            assert all(line.routine and not (line.notes or line.news or line.gap) for line in part.rows)
    # No two neighbours are left that could have been collapsed together.
    hidden = [
        isinstance(part, CollapsedLines) or (part.routine and not (part.notes or part.news or part.gap))
        for part in seen
    ]
    assert not any(one and other for one, other in pairwise(hidden))


def due(number: int, *, day: date = JAN, css: str = "deadline", mark: str = "") -> EventLine:
    made = row(number, routine=False, day=day, kind="", mark=mark)
    made.css = css
    return made


@pytest.mark.parametrize(
    ("rows", "folds"),
    [
        ([due(n) for n in range(20)], ["20 deadlines"]),
        ([due(n) for n in range(4)], [""] * 4),
        ([due(n, day=JAN + timedelta(days=n // 5)) for n in range(10)], ["5 deadlines", "5 deadlines"]),
        ([due(n, css="deadline w1" if n < 5 else "deadline") for n in range(10)], ["5 deadlines", "5 deadlines"]),
        ([due(n, css="hearing") for n in range(9)], [""] * 9),
        ([due(n, mark="note" if n == 2 else "") for n in range(8)], ["", "", "", "5 deadlines"]),
        ([due(n) for n in range(6)] + [row(n) for n in range(2)], ["6 deadlines", "2 routine entries: appearances"]),
    ],
)
def test_the_many_deadlines_of_one_day_are_folded(rows: list[EventLine], folds: list[str]) -> None:
    assert [part.summary if isinstance(part, CollapsedLines) else "" for part in collapse_routine(rows)] == folds


@pytest.mark.parametrize(
    ("days", "said"),
    [
        ([JAN], "Jan. 11"),
        ([JAN, JAN + timedelta(days=1)], "Jan. 11–12"),
        ([date(2021, 1, 30), None, date(2021, 2, 2)], "Jan. 30–Feb. 2"),
        ([date(2021, 2, 2), date(2020, 12, 30)], "Dec. 30, 2020 – Feb. 2, 2021"),
        ([None, None], ""),
    ],
)
def test_a_fold_says_its_days(days: list[date | None], said: str) -> None:
    assert CollapsedLines([row(number, day=day) for number, day in enumerate(days)]).days == said


def test_a_fold_says_what_is_in_it() -> None:
    assert (
        CollapsedLines([row(1), row(2, kind="service"), row(3)]).summary
        == "3 routine entries: appearances, summonses and service"
    )
    assert CollapsedLines([row(1), row(2, kind="other")]).summary == "2 routine entries: appearances and others"
    assert CollapsedLines([row(1, kind="other"), row(2, kind="other")]).summary == "2 routine entries"


# -- on the page --

pytest_db = pytest.mark.django_db


@pytest.fixture
def docket(db: None) -> Docket:
    """A complaint, three routine entries, an order, one routine entry."""
    docket = factories.docket()
    for number, kind in enumerate((Kind.COMPLAINT, *[Kind.APPEARANCE] * 3, Kind.ORDER, Kind.SERVICE), 1):
        filing = factories.filing(docket=docket, number=str(number), date_filed=JAN + timedelta(days=number))
        routine = kind in (Kind.APPEARANCE, Kind.SERVICE)
        factories.event(filing=filing, kind=kind, headline=kind.title(), routine=routine)
    factories.reading(docket=docket, routine_count=4)
    return docket


@pytest_db
def test_routine_entries_are_folded_where_they_stand(client: Client, docket: Docket) -> None:
    page = get(client, docket)
    assert len(pages.lines(page)) == 6, "they stand in the page, which works without JavaScript"
    (fold,) = pages.by_class(page, "fold")
    assert pages.text(fold.find(".//summary")) == "3 routine entries: appearances"
    assert [pages.text(h3) for h3 in fold.iter("h3")] == ["2 Appearance", "3 Appearance", "4 Appearance"]
    assert pages.text(fold.find("b")) == "Jan. 13–15"
    count = pages.by_class(page, "count")[0]
    assert pages.text(count) == (
        "6 entries · oldest first · routine ones folded, show them · headlines, kinds and dates read by machine"
    )
    assert pages.links(count)["show them"] == "?routine=shown"


@pytest_db
@pytest.mark.parametrize("query", ["?routine=shown", "?kind=appearance", "?q=complaint", "?all=1", "?by=plaintiff"])
def test_nothing_is_folded_that_was_asked_for(client: Client, docket: Docket, query: str) -> None:
    TimelineEvent.objects.update(side="plaintiff")
    page = get(client, docket, query)
    assert pages.lines(page) and not pages.by_class(page, "fold")


@pytest_db
@pytest.mark.parametrize(
    ("query", "numbers"), [("", "123456"), ("?routine=shown", "123456"), ("?routine=without", "15")]
)
def test_page_and_exports_have_the_same_entries(client: Client, docket: Docket, query: str, numbers: str) -> None:
    assert [row["number"] for row in exported(client, docket, query)] == list(numbers)
    page = get(client, docket, query)
    assert [pages.text(line.find(".//h3/a/b")) for line in pages.lines(page)] == list(numbers)
    assert pages.text(pages.by_class(page, "count")[0]).startswith(f"{len(numbers)} ")


@pytest_db
def test_what_must_be_seen_is_not_folded(client: Client, docket: Docket) -> None:
    docket.filings.filter(number="3").update(missing_since=factories.NOW)
    page = get(client, docket)
    assert not pages.by_class(page, "fold")
    assert "No longer on the court's docket" in pages.text(page)


@pytest_db
def test_a_petitions_deadlines_are_folded_on_timeline_and_calendar(client: Client) -> None:
    docket = factories.docket(case_name="In re Quill")
    petition = factories.filing(docket=docket, number="1", date_filed=JAN)
    factories.event(filing=petition, kind=Kind.COMPLAINT)
    for place in range(20):
        due: dict[str, Any] = {"kind": "deadline", "title": f"Schedule {place} due", "date": date(2021, 1, 25)}
        row = factories.hearing(docket=docket, filing=petition, **due)
        factories.event(hearing=row, filing=petition, event_kind="deadline")
    factories.hearing(docket=docket, filing=petition, date=date(2021, 1, 25), title="Hearing")
    factories.reading(docket=docket)
    page = get(client, docket)
    (fold,) = pages.by_class(page, "fold")
    assert [pages.text(fold.find(name)) for name in ("b", ".//summary")] == ["Jan. 25", "20 deadlines"]
    assert len(list(fold.iter("h3"))) == 20 and "routine" not in pages.text(pages.by_class(page, "count")[0])
    month = pages.parsed(client.get("/calendar/?month=2021-01"))
    (opens,) = [item for item in month.iter("details") if "due" in item.get("class", "")]
    assert pages.text(opens.find("summary")) == "20 deadlines · In re Quill"
    assert len(list(opens.iter("article"))) == 20 and "1 hearing, 20 deadlines" in pages.text(month)


@pytest_db
def test_a_case_without_routine_has_no_switch(client: Client, docket: Docket) -> None:
    assert "Routine folded (4)" in pages.text(get(client, docket))
    Reading.objects.update(routine_count=0)
    assert "Routine folded" not in pages.text(get(client, docket))
    assert client.get(f"{address(docket)}?routine=nonsense").status_code == 200
