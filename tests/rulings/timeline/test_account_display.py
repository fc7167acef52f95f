"""The account of a case in its head."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from dockets.models import Docket
from rulings.models import Reading
from rulings.timeline.account_display import CaseAccount, describe_account, describe_status
from rulings.vocabulary.motion_states import OPEN_STATES
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import END_LABELS, Stage
from tests.rulings.views.case.test_timeline import dispute, get
from tests.support import factories, pages

SEATTLE = ZoneInfo("America/Los_Angeles")
NOW = datetime(2021, 3, 5, 17, tzinfo=UTC)


def link(number: str, day: str | None = None, headline: str = "") -> dict[str, Any]:
    return {"number": number, "public_id": f"k{number}", "headline": headline or f"Entry {number}", "date": day}


def stage(name: str, day: str | None, number: str = "") -> dict[str, Any]:
    told = link(number, day) if number else {"number": "", "public_id": "", "headline": "", "date": day}
    return told | {"stage": name, "sure": "read" if number else "stated"}


def motion(
    number: str, state: str = "pending", since: str | None = "2021-01-11", begun: str | None = "2021-01-11",
    shown_by: str = "",
) -> dict[str, Any]:  # fmt: skip
    own = link(number, begun, f"Motion {number}")
    grounds = [own, *([link(shown_by, since)] if shown_by else [])]
    return own | {"detail": "", "state": state, "since": since, "rests_on": grounds}


def ruling(number: str, day: str, outcome: str = "denied") -> dict[str, Any]:
    return link(number, day, f"Order {number}") | {"outcome": outcome, "later": 0}


def status(
    value: str = "open", how: str = "", day: str | None = None, *numbers: str, sure: str = "read"
) -> dict[str, Any]:
    return {"value": value, "how": how, "date": day, "sure": sure, "rests_on": [link(one, day) for one in numbers]}


def state(*passed: dict[str, Any], **told: Any) -> dict[str, Any]:
    return {
        "kind": "civil",
        "status": status(sure="stated"),
        "stage": passed[-1]["stage"] if passed else "",
        "passed": list(passed),
        "pending": [],
        "pending_count": len(told.get("pending", [])),
        "unseen": [],
        "unseen_count": len(told.get("unseen", [])),
        "ruling": None,
        "result": None,
        "dates": [],
        "known": {"as_of": "2021-03-05", "by": "", "numbers": [], "count": 0},
    } | told


def hearing(day: str, at: str | None = None, *numbers: str) -> dict[str, Any]:
    grounds = [link(one, day) for one in numbers]
    return {"kind": "hearing", "title": "Argument", "date": day, "at": at, "place": "", "rests_on": grounds}


def told(state: dict[str, Any], now: datetime = NOW, as_of: datetime | None = None) -> CaseAccount:
    found = describe_account(state, "/case/", SEATTLE, now, as_of)
    assert found is not None
    return found


FILED, ANSWERED = stage("filed", "2021-01-11", "1"), stage("answered", "2021-02-01", "20")
LATER = datetime(2028, 1, 1, tzinfo=UTC)


def test_stages_have_their_day_and_the_entry_that_shows_them() -> None:
    found = told(state(FILED, ANSWERED, stage("ended", "2021-03-02"))).stages
    assert [(one.label, one.when, one.url) for one in found] == [
        ("Filed", "Jan. 11, 2021", "/case/filings/1/"),
        ("Answered", "Feb. 1, 2021", "/case/filings/20/"),
        ("Ended", "March 2, 2021", ""),
    ]
    assert told(state(stage("filed", None))).stages[0].when == ""


@pytest.mark.parametrize(
    ("how", "label", "tone"),
    [
        ("dismissed", "Dismissed", "denied"),
        ("affirmed", "Affirmed", "granted"),
        ("reversed", "Reversed", "mixed"),
        ("settled", "Settled", "pending"),
        ("", "Ended", ""),
    ],
)
def test_the_stage_at_which_a_case_ends_says_how(how: str, label: str, tone: str) -> None:
    ended = state(FILED, stage("ended", "2021-03-02", "50"), status=status("ended", how, "2021-03-02", "50"))
    last = told(ended).stages[-1]
    assert (last.label, last.tone) == (label, tone)


STATUSES = [
    (status(sure="stated"), ("Open", "", "", [])),
    (status(sure="inferred"), ("No end seen", "", "", [])),
    (
        status("unknown", sure="inferred"),
        ("Not known", "Too little of the docket is known to say whether it has ended.", "", []),
    ),
    (status("ended", "dismissed", "2021-03-02", "50"), ("Ended", "Dismissed.", "March 2, 2021", ["50"])),
    (
        status("ended", "", "2021-03-02", sure="stated"),
        ("Ended", "The docket says that it was terminated then.", "March 2, 2021", []),
    ),
    (status("open", "reopened", "2021-03-04", "61"), ("Open again", "Reopened.", "March 4, 2021", ["61"])),
]  # fmt: skip


@pytest.mark.parametrize(("given", "words"), STATUSES)
def test_the_status_in_words_with_what_it_rests_on(given: dict[str, Any], words: tuple[Any, ...]) -> None:
    found = told(state(FILED, status=given))
    got = found.status
    assert (got.label, got.words, got.when, [ground.label for ground in got.grounds]) == words
    assert all(ground.url == f"/case/filings/{ground.label}/" for ground in got.grounds)
    assert found.is_over is (got.label == "Ended")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (status(sure="stated"), "Open"),
        (status("unknown"), "Not known"),
        (status("ended", "dismissed", "2021-03-02", "50"), "Ended March 2, 2021: dismissed"),
        (status("ended", "", "2021-03-02", sure="stated"), "Ended March 2, 2021"),
        (status("open", "reopened", "2021-03-04", "61"), "Open again March 4, 2021"),
    ],
)
def test_the_status_in_a_few_words(given: dict[str, Any], words: str) -> None:
    assert describe_status(given) == words


def test_every_end_has_words() -> None:
    for step in END_LABELS:
        assert describe_status(status("ended", step, "2021-03-02")).startswith("Ended March 2, 2021: ")


def test_pending_motions_say_for_how_long_and_how_far_they_have_come() -> None:
    pending = [
        motion("2"),
        motion("5", "briefed", "2021-03-04", "2021-02-01", shown_by="7"),
        motion("6", "argued", None, "2021-03-05"),
        motion("9", since=None, begun=None),
    ]
    found = told(state(FILED, pending=pending))
    assert [(one.number, one.words, [ground.label for ground in one.grounds]) for one in found.pending] == [
        ("2", "for 53 days", []),
        ("5", "for 32 days; reply filed March 4, 2021", ["7"]),
        ("6", "filed March 5, 2021; argued", []),
        ("9", "", []),
    ]


def test_what_is_not_seen_decided_is_not_said_to_be_pending_for_so_long() -> None:
    found = told(state(FILED, unseen=[motion("2", "not_seen_decided")]))
    assert [(one.number, one.words) for one in found.unseen] == [("2", "filed Jan. 11, 2021")]
    assert (found.pending, found.unseen_more) == ([], 0)


def test_what_is_pending_is_so_on_the_day_of_which_the_docket_is_known() -> None:
    pending = state(FILED, pending=[motion("2")])
    old = told(pending, LATER, NOW)
    assert (old.pending[0].words, old.as_of) == ("for 53 days", "March 5, 2021"), "not seven years: nobody has looked"
    assert told(pending, NOW, NOW - timedelta(hours=1)).as_of == ""
    late = datetime(2021, 3, 6, 7, 30, tzinfo=UTC)
    assert told(state(FILED), late, NOW).as_of == "", "in Seattle it is still the fifth"


def test_a_date_that_was_ahead_when_the_docket_was_saved_is_told_as_that() -> None:
    dates = [hearing("2021-03-04"), hearing("2021-04-01")]
    found = told(state(FILED, dates=dates), LATER, NOW)
    assert ([*found.coming], [one.iso for one in found.were_ahead]) == ([], ["2021-04-01"])
    still = told(state(FILED, dates=dates), datetime(2021, 3, 20, tzinfo=UTC), NOW)
    assert ([one.iso for one in still.coming], [*still.were_ahead]) == (["2021-04-01"], [])


def test_an_age_of_years_is_told_in_years() -> None:
    long_ago = [motion("2", begun="2019-03-06"), motion("3", begun="2019-03-05"), motion("4", begun="1997-03-05")]
    words = [one.words for one in told(state(FILED, pending=long_ago)).pending]
    assert words == ["for 730 days", "for 2 years", "for 24 years"]


def test_an_outcome_that_its_headline_says_is_not_said_twice() -> None:
    denied = ruling("34", "2021-01-21") | {"headline": "Preliminary injunction denied"}
    found = told(state(FILED, ruling=denied)).ruling
    assert found is not None and (found.outcome, found.tone) == ("", "denied")
    bare = told(state(FILED, ruling=ruling("34", "2021-01-21"))).ruling
    assert bare is not None and (bare.outcome, bare.when) == ("Denied", "Jan. 21, 2021")


def test_many_motions_are_counted() -> None:
    many = [motion(str(n)) for n in range(20)]
    found = told(state(FILED, pending=many, pending_count=31, unseen=many, unseen_count=20))
    assert (len(found.pending), found.pending_more, len(found.unseen), found.unseen_more) == (5, 26, 5, 15)


def test_a_date_ahead_is_told_in_the_courts_zone_and_one_that_has_passed_is_not() -> None:
    dates = [hearing("2021-03-04"), hearing("2021-03-05", "2021-03-05T18:00:00+00:00", "50"), hearing("2021-04-01")]
    found = told(state(FILED, dates=dates)).coming
    assert [one.when for one in found] == ["March 5, 2021, 10 a.m. PST", "April 1, 2021"]
    assert [[ground.url for ground in one.grounds] for one in found] == [["/case/filings/50/"], []]
    # At 11 p.m. in Seattle it is still the same day there.
    assert len(told(state(FILED, dates=dates), datetime(2021, 3, 6, 7, tzinfo=UTC)).coming) == 2
    assert len(told(state(FILED, dates=dates), datetime(2021, 3, 6, 9, tzinfo=UTC)).coming) == 1


@pytest.mark.parametrize(
    ("known", "said"),
    [
        ({}, []),
        ({"by": "scraps"}, ["Known only from the court’s feed or notices, which leave out some kinds of entries."]),
        ({"by": "names"}, ["Known from the court’s list of entries, which names them without their texts."]),
        ({"numbers": [[7, 7]], "count": 1}, ["Number 7 is not known here."]),
        ({"numbers": [[526, 994], [3, 3]], "count": 470}, ["Numbers 526 to 994, 3 are not known here."]),
        (
            {"numbers": [[1, 1], [3, 5], [9, 19]], "count": 1_016},
            ["Numbers 1, 3 to 5, 9 to 19 and 1,001 more are not known here."],
        ),
    ],
)
def test_what_is_not_known_is_said_once(known: dict[str, Any], said: list[str]) -> None:
    nothing = {"as_of": "2021-03-05", "by": "", "numbers": [], "count": 0}
    assert told(state(FILED, known=nothing | known)).known == said


@pytest.mark.parametrize("nothing", [{}, {"stage": "filed", "passed": [FILED]}])
def test_of_what_is_not_read_or_was_read_by_older_rules_nothing_is_said(nothing: dict[str, Any]) -> None:
    assert describe_account(nothing, "/case/", SEATTLE, NOW) is None


DAYS = st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)).map(date.isoformat)


@given(
    days=st.dictionaries(st.sampled_from(list(Stage)), DAYS),
    how=st.tuples(st.sampled_from(["open", "ended", "unknown"]), st.sampled_from(["", *END_LABELS]), DAYS),
    at=st.none()
    | st.tuples(st.sampled_from(["3", "34"]), st.dates().map(date.isoformat), st.sampled_from(["", *Outcome])),
    motions=st.lists(st.tuples(st.sampled_from(OPEN_STATES), DAYS, DAYS), max_size=8),
)
def test_every_stage_and_every_motion_is_told(days: Any, how: Any, at: Any, motions: Any) -> None:
    passed = [stage(name, days[name]) for name in Stage if name in days]
    pending = [motion("1", *one) for one in motions]
    made = state(*passed, status=status(*how), ruling=ruling(*at) if at else None, pending=pending)
    found = told(made)
    assert len(found.stages) == len(passed) and all(one.label for one in found.stages)
    assert len(found.pending) + found.pending_more == len(motions)
    assert (found.ruling is None) is (at is None)
    assert found.status.label in ("Open", "No end seen", "Ended", "Not known") and describe_status(made["status"])


# -- on the page --


@pytest.fixture
def docket(db: None) -> Docket:
    docket = factories.docket()
    dispute(docket)
    made = state(FILED, ruling=ruling("34", "2021-01-21"), pending=[motion("2", "argued", "2021-01-14", shown_by="9")])
    Reading.objects.filter(docket=docket).update(state=made)
    return docket


def ledger(page: Any) -> dict[str, str]:
    """What the head says, by its term; what has no term of its own belongs to the one above it."""
    said: dict[str, str] = {}
    term = ""
    for part in pages.by_class(pages.by_class(page, "account")[0], "ledger")[0]:
        if part.tag == "dt":
            term = pages.text(part) or term
        else:
            said[term] = f"{said.get(term, '')} {pages.text(part)}".strip()
    return said


def course(page: Any) -> list[str]:
    return [pages.text(part) for part in pages.by_class(pages.by_class(page, "account")[0], "days")[0]]


def change(docket: Docket, **told: Any) -> None:
    made = Reading.objects.get(docket=docket).state
    Reading.objects.filter(docket=docket).update(state=made | told)


def facts(page: Any) -> str:
    return pages.text(pages.by_class(page, "facts")[0])


@pytest.mark.django_db
def test_the_head_tells_it_in_words(client: Client, docket: Docket) -> None:
    page = get(client, docket)
    said = ledger(page)
    assert said["Status"] == "Open."
    assert said["Pending"].startswith("Motion 2 (2), for 53 days; argued Jan. 14, 2021 as of March 5, 2021")
    assert said["Pending"].endswith("rests on 9")
    assert said["Next"] == "No date ahead seen as of March 5, 2021"
    assert said["Last ruling"] == "Denied Order 34 (34), Jan. 21, 2021"
    assert course(page) == ["Jan. 11, 2021", "Filed"]
    known = pages.text(pages.by_class(page, "known")[0])
    assert known == "read by machine As of March 5, 2021."
    assert "no hearing is scheduled" not in pages.text(page).lower()


@pytest.mark.django_db
def test_what_is_not_seen_decided_is_told_as_that(client: Client, docket: Docket) -> None:
    change(
        docket, pending=[], pending_count=0, unseen=[motion("2", "not_seen_decided")], unseen_count=1,
        known={"as_of": "2021-03-05", "by": "scraps", "numbers": [[3, 33]], "count": 31},
    )  # fmt: skip
    page = get(client, docket)
    said = ledger(page)
    assert "Pending" not in said and said["Motions"] == "Motion 2 (2): not seen decided filed Jan. 11, 2021"
    assert "Numbers 3 to 33 are not known here." in pages.text(pages.by_class(page, "known")[0])


@pytest.mark.django_db
def test_the_status_is_the_same_above_and_in_the_account(client: Client, docket: Docket) -> None:
    assert "Status Open " in facts(get(client, docket))
    ended = stage("ended", "2021-03-02", "50")
    change(
        docket, passed=[FILED, ended], status=status("ended", "dismissed_voluntarily", "2021-03-02", "50"), pending=[]
    )
    page = get(client, docket)
    assert "Status Ended March 2, 2021" in facts(page)
    said = ledger(page)
    assert said["Status"] == "Ended March 2, 2021. Dismissed by agreement or notice. rests on 50"
    assert said["Pending"] == "Nothing" and "Next" not in said
    assert course(page)[-2:] == ["March 2, 2021", "Dismissed by agreement or notice"]


@pytest.mark.django_db
def test_what_is_next_stays_in_sight_but_not_on_paper(client: Client, docket: Docket) -> None:
    ahead = (datetime.now(UTC) + timedelta(days=30)).date()
    change(docket, dates=[hearing(ahead.isoformat(), None, "9") | {"place": "Courtroom 1"}])
    page = get(client, docket)
    (stuck,) = pages.by_class(page, "stuck")
    words = pages.text(stuck)
    assert words.startswith("Open Next ") and "Argument Last ruling Order 34 Jan. 21, 2021" in words
    assert "Argument, Courtroom 1 set by 9" in ledger(page)["Next"]
    assert not pages.by_class(get(client, docket, "?all=1"), "stuck")


@pytest.mark.django_db
def test_a_docket_that_was_read_by_older_rules_has_its_page(client: Client, docket: Docket) -> None:
    Reading.objects.update(state={})
    page = get(client, docket)
    assert not pages.by_class(page, "account") and pages.by_class(page, "claims")
    assert "Status Not known yet" in facts(page)
    Docket.objects.update(date_terminated=date(2021, 3, 4))
    assert "Status Closed March 4, 2021" in facts(get(client, docket))


@pytest.mark.django_db
def test_an_account_is_shown_of_a_case_without_claims(client: Client, docket: Docket) -> None:
    docket.claims.all().delete()
    page = get(client, docket)
    assert ledger(page)["Status"] == "Open." and not pages.by_class(page, "claims")


@pytest.mark.django_db
def test_a_page_saved_years_ago_says_so(client: Client, docket: Docket) -> None:
    factories.sheet(docket=docket, as_of=datetime(2021, 2, 1, 20, tzinfo=UTC))
    change(docket, pending=[motion("2")])
    page = get(client, docket)
    said = ledger(page)
    assert said["Pending"] == "Motion 2 (2), for 21 days as of Feb. 1, 2021"
    assert said["Next"] == "No date ahead seen as of Feb. 1, 2021"
    assert "As of Feb. 1, 2021" in facts(page)
    change(docket, dates=[hearing("2021-02-12")])
    page = get(client, docket)
    said = ledger(page)
    assert said["Then ahead"] == "Feb. 12, 2021 : Argument" and "Next" not in said
    assert "No date ahead seen" in pages.text(pages.by_class(page, "stuck")[0]), "it is over"


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
