"""The state of play in the head of a case."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dockets.models import Docket
from rulings.models import Reading
from rulings.timeline.status_display import StateOfPlay, describe_state_of_play
from rulings.vocabulary.motion_states import OPEN_STATES
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import Stage
from tests.rulings.views.case.test_timeline import dispute, get
from tests.support import factories, pages

SEATTLE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2021, 3, 5, 17, tzinfo=UTC)


def stage(name: str, day: str | None, number: str = "") -> dict[str, Any]:
    return {"stage": name, "date": day, "number": number, "public_id": f"k{number}" if number else ""}


def motion(
    number: str, state: str = "pending", since: str | None = "2021-01-11", begun: str | None = "2021-01-11"
) -> dict[str, Any]:
    return {
        "number": number, "public_id": f"k{number}", "headline": f"Motion {number}", "detail": "", "state": state,
        "since": since, "date": begun,
    }  # fmt: skip


def ruling(number: str, day: str, outcome: str = "denied") -> dict[str, Any]:
    return {"number": number, "public_id": f"k{number}", "headline": f"Order {number}", "date": day, "outcome": outcome}


def state(*passed: dict[str, Any], **told: Any) -> dict[str, Any]:
    pending = told.get("pending", [])
    last = passed[-1]["stage"] if passed else ""
    return {
        "stage": last,
        "passed": list(passed),
        "pending_count": len(pending),
        "pending": [],
        "ruling": None,
        "dates": [],
    } | told


def told(state: dict[str, Any], now: datetime = NOW) -> StateOfPlay:
    found = describe_state_of_play(state, "/case/", SEATTLE, now)
    assert found is not None
    return found


FILED, ANSWERED = stage("filed", "2021-01-11", "1"), stage("answered", "2021-02-01", "20")


def test_the_stages_stand_in_their_order_with_the_last_ruling_among_them_by_its_day() -> None:
    points = told(state(FILED, ANSWERED, ruling=ruling("34", "2021-01-21"))).points
    assert [(p.label, p.when, p.shape, p.url) for p in points] == [
        ("Filed", "Jan. 11, 2021", "", "/case/filings/1/"),
        ("Order 34", "Jan. 21, 2021", "denied", "/case/filings/34/"),
        ("Answered", "Feb. 1, 2021", "", "/case/filings/20/"),
    ]
    after = told(state(FILED, ANSWERED, ruling=ruling("40", "2021-02-01"))).points
    assert [p.label for p in after] == ["Filed", "Answered", "Order 40"]


def test_a_ruling_of_the_day_on_which_a_case_closed_stands_before_its_end() -> None:
    points = told(state(FILED, stage("closed", "2021-03-02"), ruling=ruling("9", "2021-03-02"))).points
    assert [p.label for p in points] == ["Filed", "Order 9", "Closed"]


def test_a_ruling_that_is_a_stage_itself_is_one_point_with_its_outcome() -> None:
    passed = (FILED, stage("decided", "2021-03-01", "50"), stage("closed", "2021-03-02"))
    points = told(state(*passed, ruling=ruling("50", "2021-03-01", "dismissed"))).points
    assert [(p.label, p.shape, p.outcome) for p in points] == [
        ("Filed", "", ""), ("Ended", "denied", "Dismissed"), ("Closed", "end", ""),
    ]  # fmt: skip


def test_pending_motions_say_for_how_long() -> None:
    found = told(
        state(
            FILED,
            pending=[
                motion("2"),
                motion("5", "briefed", "2021-03-04", "2021-03-04"),
                motion("9", since=None, begun=None),
            ],
        )
    )
    assert [(m.number, m.standing, m.days) for m in found.pending] == [
        ("2", "Pending since Jan. 11, 2021", "53 days"), ("5", "Briefed since March 4, 2021", ""), ("9", "Pending", ""),
    ]  # fmt: skip


def test_what_is_pending_is_so_on_the_day_of_which_the_docket_is_known() -> None:
    old = describe_state_of_play(
        state(FILED, pending=[motion("2")]), "/case/", SEATTLE, datetime(2028, 1, 1, tzinfo=UTC), NOW
    )
    assert old is not None
    assert (old.pending[0].days, old.as_of) == ("53 days", "March 5, 2021"), "not seven years: nobody has looked since"
    today = describe_state_of_play(
        state(FILED, pending=[motion("2")]), "/case/", SEATTLE, NOW, NOW - timedelta(hours=1)
    )
    assert today is not None and today.as_of == ""
    late = datetime(2021, 3, 6, 7, 30, tzinfo=UTC)
    evening = describe_state_of_play(state(FILED), "/case/", SEATTLE, late, NOW)
    assert evening is not None and evening.as_of == "", "in Seattle it is still the fifth"


def test_a_date_that_was_ahead_when_the_docket_was_saved_is_told_as_that() -> None:
    def date_on(day: str) -> dict[str, Any]:
        return {"kind": "hearing", "title": day, "date": day, "at": None, "place": ""}

    dates = [date_on("2021-03-04"), date_on("2021-04-01")]
    found = describe_state_of_play(state(FILED, dates=dates), "/case/", SEATTLE, datetime(2028, 1, 1, tzinfo=UTC), NOW)
    assert found is not None
    assert ([*found.coming], [one.title for one in found.were_ahead]) == ([], ["2021-04-01"])
    still = describe_state_of_play(state(FILED, dates=dates), "/case/", SEATTLE, datetime(2021, 3, 20, tzinfo=UTC), NOW)
    assert still is not None
    assert ([one.title for one in still.coming], [*still.were_ahead]) == (["2021-04-01"], [])


def test_an_age_of_years_is_told_in_years() -> None:
    long_ago = [motion("2", begun="2019-03-06"), motion("3", begun="2019-03-05"), motion("4", begun="1997-03-05")]
    assert [m.days for m in told(state(FILED, pending=long_ago)).pending] == ["730 days", "2 years", "24 years"]


def test_an_outcome_that_its_headline_says_is_not_said_twice() -> None:
    denied = ruling("34", "2021-01-21") | {"headline": "Preliminary injunction denied"}
    found = told(state(FILED, ruling=denied))
    assert found.ruling is not None and (found.ruling.outcome, found.ruling.tone) == ("", "denied")
    assert (found.points[1].outcome, found.points[1].shape) == ("", "denied")


@pytest.mark.parametrize(("later", "said"), [(0, ""), (1, "1 procedural one since"), (3, "3 procedural ones since")])
def test_what_came_after_the_last_word_is_counted(later: int, said: str) -> None:
    found = told(state(FILED, ruling=ruling("34", "2021-01-21") | {"later": later})).ruling
    assert found is not None and found.later == said


def test_a_case_that_has_ended_says_when_and_how() -> None:
    ended = stage("decided", "2021-03-02", "50") | {"headline": "Voluntary dismissal"}
    found = told(state(FILED, ended))
    assert (found.ended, found.is_over) == ("March 2, 2021", True)
    assert [(p.label, p.how) for p in found.points] == [("Filed", ""), ("Ended", "Voluntary dismissal")]
    closed = told(state(FILED, ended, stage("closed", "2021-03-04")))
    assert (closed.ended, closed.is_over) == ("", True)
    appealed = told(state(FILED, ended, stage("appealed", "2021-03-04", "51")))
    assert (appealed.ended, appealed.is_over) == ("", False)


def test_many_pending_motions_are_counted() -> None:
    found = told(state(FILED, pending=[motion(str(n)) for n in range(20)], pending_count=31))
    assert (len(found.pending), found.pending_more) == (5, 26)


def test_a_date_ahead_is_told_in_the_courts_zone_and_one_that_has_passed_is_not() -> None:
    dates = [
        {"kind": "hearing", "title": "Argument", "date": day, "at": at, "place": ""}
        for day, at in (("2021-03-04", None), ("2021-03-05", "2021-03-05T18:00:00+00:00"), ("2021-04-01", None))
    ]
    found = told(state(FILED, dates=dates)).coming
    assert [date.when for date in found] == ["March 5, 2021, 10 a.m. PST", "April 1, 2021"]
    # At 11 p.m. in Seattle it is still the same day there.
    assert len(told(state(FILED, dates=dates), datetime(2021, 3, 6, 7, tzinfo=UTC)).coming) == 2
    assert len(told(state(FILED, dates=dates), datetime(2021, 3, 6, 9, tzinfo=UTC)).coming) == 1


@pytest.mark.parametrize("nothing", [{}, state()])
def test_of_what_is_not_read_nothing_is_said(nothing: dict[str, Any]) -> None:
    assert describe_state_of_play(nothing, "/case/", SEATTLE, NOW) is None


DAYS = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(date.isoformat)


@given(
    days=st.dictionaries(st.sampled_from(list(Stage)), DAYS),
    at=st.none()
    | st.tuples(st.sampled_from(["3", "34"]), st.dates().map(date.isoformat), st.sampled_from(["", *Outcome])),
    motions=st.lists(st.tuples(st.sampled_from(OPEN_STATES), DAYS, DAYS), max_size=8),
)
def test_every_stage_is_a_point_and_the_ruling_one_more(days: Any, at: Any, motions: Any) -> None:
    passed = [stage(name, days[name], "3" if name == Stage.DECIDED else "") for name in Stage if name in days]
    pending = [motion("1", *how) for how in motions]
    made = state(*passed, ruling=ruling(*at) if at else None, pending=pending)
    found = describe_state_of_play(made, "/case/", SEATTLE, NOW)
    if not passed:
        assert found is None
        return
    assert found is not None
    is_stage = at is not None and at[0] == "3" and Stage.DECIDED in days
    assert len(found.points) == len(passed) + (at is not None and not is_stage)
    assert len(found.pending) + found.pending_more == len(motions)


# -- on the page --


@pytest.fixture
def docket(db: None) -> Docket:
    docket = factories.docket()
    dispute(docket)
    made = state(FILED, ruling=ruling("34", "2021-01-21"), pending=[motion("2", "argued", "2021-01-14")])
    Reading.objects.filter(docket=docket).update(state=made)
    return docket


@pytest.mark.django_db
def test_the_head_tells_it_in_words(client: Client, docket: Docket) -> None:
    now = pages.by_class(get(client, docket), "now")[0]
    assert [pages.text(point) for point in pages.by_class(now, "stages")[0]] == [
        "Filed Jan. 11, 2021", "Order 34 Denied Jan. 21, 2021",
    ]  # fmt: skip
    said = [pages.text(line) for line in pages.by_class(now, "standing")[0]]
    assert said[0].startswith("Pending 2 Motion 2 Argued since Jan. 14, 2021; filed ")
    assert said[1] == "Next No date ahead seen as of March 5, 2021, 9 a.m. PST"
    assert said[2] == "Last ruling 34 Order 34 Denied Jan. 21, 2021"
    assert "no hearing is scheduled" not in pages.text(now).lower()


@pytest.mark.django_db
def test_the_status_is_the_end_that_the_filings_tell_where_the_docket_gives_none(
    client: Client, docket: Docket
) -> None:
    assert "Status No closing date seen" in pages.text(pages.by_class(get(client, docket), "facts")[0])
    ended = stage("decided", "2021-03-02", "50") | {"headline": "Voluntary dismissal"}
    made = state(FILED, ended, pending=[motion("2")])
    Reading.objects.filter(docket=docket).update(state=made)
    page = get(client, docket)
    assert "Status Ended March 2, 2021" in pages.text(pages.by_class(page, "facts")[0])
    assert pages.text(pages.by_class(page, "stages")[0][1]) == "Ended Voluntary dismissal March 2, 2021"
    assert pages.text(pages.by_class(page, "standing")[0][0]).startswith("Not ruled on 2 Motion 2 filed ")
    Docket.objects.update(date_terminated=date(2021, 3, 4))
    assert "Status Closed March 4, 2021" in pages.text(pages.by_class(get(client, docket), "facts")[0])


@pytest.mark.django_db
def test_what_is_next_stays_in_sight_but_not_on_paper(client: Client, docket: Docket) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=30)).date()
    made = Reading.objects.get(docket=docket).state
    made["dates"] = [
        {"kind": "hearing", "title": "Argument", "date": ahead.isoformat(), "at": None, "place": "Courtroom 1"}
    ]
    Reading.objects.filter(docket=docket).update(state=made)
    page = get(client, docket)
    (stuck,) = pages.by_class(page, "stuck")
    assert pages.text(stuck).startswith("Filed Next ") and "Argument Last ruling Order 34 Jan. 21, 2021" in pages.text(
        stuck
    )
    assert "Argument Courtroom 1" in pages.text(pages.by_class(page, "standing")[0])
    assert not pages.by_class(get(client, docket, "?all=1"), "stuck")


@pytest.mark.django_db
def test_a_docket_that_was_read_by_older_rules_has_its_page(client: Client, docket: Docket) -> None:
    Reading.objects.update(state={})
    page = get(client, docket)
    assert not pages.by_class(page, "now") and pages.by_class(page, "claims")


@pytest.mark.django_db
def test_a_page_saved_years_ago_says_so(client: Client, docket: Docket) -> None:
    factories.sheet(docket=docket, as_of=datetime(2021, 2, 1, 20, tzinfo=UTC))
    made = Reading.objects.get(docket=docket).state | {"pending": [motion("2")]}
    Reading.objects.filter(docket=docket).update(state=made)
    page = get(client, docket)
    said = [pages.text(line) for line in pages.by_class(page, "standing")[0]]
    assert said[0].endswith("Pending since Jan. 11, 2021; filed 21 days before Feb. 1, 2021")
    assert said[1] == "Next No date ahead seen as of Feb. 1, 2021, noon PST"
    assert "As of Feb. 1, 2021" in pages.text(pages.by_class(page, "facts")[0])
    ahead = {"kind": "hearing", "title": "Argument", "date": "2021-02-12", "at": None, "place": ""}
    Reading.objects.filter(docket=docket).update(state=made | {"dates": [ahead]})
    page = get(client, docket)
    said = [pages.text(line) for line in pages.by_class(page, "standing")[0]]
    assert said[1] == "Next Feb. 12, 2021 Argument as of Feb. 1, 2021; nothing later seen"
    assert "Next" not in pages.text(pages.by_class(page, "stuck")[0]), "it is over"


@pytest.mark.django_db
def test_the_newest_sheet_counts_whichever_docket_it_was_of(client: Client, docket: Docket) -> None:
    same = factories.docket(merged_into=docket)
    factories.sheet(docket=docket, as_of=datetime(2021, 2, 1, 20, tzinfo=UTC))
    factories.sheet(docket=same, as_of=datetime(2021, 2, 3, 20, tzinfo=UTC))
    factories.sheet(docket=factories.docket(), as_of=datetime(2021, 2, 5, 20, tzinfo=UTC))
    assert "As of Feb. 3, 2021" in pages.text(pages.by_class(get(client, docket), "facts")[0])
    for part in ("parties", "changes"):
        Docket.objects.filter(pk=docket.pk).update(party_count=1)
        shown = pages.parsed(client.get(f"/cases/wawd/{docket.docket_number}/{part}/"))
        assert "as of Feb. 3, 2021, noon PST" in pages.text(shown).replace("As of", "as of")


@pytest.mark.django_db
def test_a_docket_that_is_watched_is_known_as_of_when_its_source_was_read(client: Client, docket: Docket) -> None:
    """Its newest sheet is older: nothing has been new since."""
    factories.sheet(docket=docket, as_of=datetime(2021, 2, 1, 20, tzinfo=UTC))
    factories.source(docket=docket, reads_once="batch", last_success_at=datetime(2021, 2, 6, 20, tzinfo=UTC))
    assert "As of Feb. 1, 2021" in pages.text(pages.by_class(get(client, docket), "facts")[0])
    factories.source(docket=docket, last_success_at=None)
    factories.source(docket=factories.docket(), last_success_at=datetime(2021, 2, 7, 20, tzinfo=UTC))
    factories.source(docket=docket, last_success_at=datetime(2021, 2, 4, 20, tzinfo=UTC))
    factories.source(docket=factories.docket(merged_into=docket), last_success_at=datetime(2021, 2, 5, 20, tzinfo=UTC))
    assert "As of Feb. 5, 2021" in pages.text(pages.by_class(get(client, docket), "facts")[0])
