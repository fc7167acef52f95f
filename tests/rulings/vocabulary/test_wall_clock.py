"""Times of day where clocks are put forward and back, and the field in which editors type them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.http import QueryDict
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from rulings.models import Annotation
from rulings.notes.forms import AnnotationForm, bind_note_form, build_edit_form
from rulings.vocabulary.wall_clock import list_moments, name_zone
from tests.support import pages

ZONES = (
    "UTC", "America/New_York", "Europe/London", "America/Sao_Paulo", "Asia/Kathmandu", "Australia/Lord_Howe",
    "Africa/Casablanca",
)  # fmt: skip
NOW = datetime(2026, 1, 1, tzinfo=UTC)
CHANGES = [
    datetime.fromisoformat(at) for at in ("2026-03-08T07Z", "2026-11-01T06Z", "2026-03-29T01Z", "2026-10-25T01Z")
]
"""When clocks change in New York and in London."""
near = st.builds(lambda at, off: at + timedelta(minutes=off), st.sampled_from(CHANGES), st.integers(-180, 180))
ever = st.integers(60, 38_000_000).map(lambda minutes: NOW + timedelta(minutes=minutes))


@given(near | ever, st.sampled_from(ZONES).map(ZoneInfo))
def test_every_moment_is_among_those_its_clock_stands_for(moment: datetime, zone: ZoneInfo) -> None:
    wall = moment.astimezone(zone).replace(tzinfo=None, fold=0)
    found = list_moments(wall, zone)
    assert moment in found and len(found) in (1, 2)
    assert found == sorted(found) and {each.astimezone(zone).replace(tzinfo=None, fold=0) for each in found} == {wall}


def test_an_hour_is_left_out_and_another_comes_twice() -> None:
    zone = ZoneInfo("America/New_York")
    assert list_moments(datetime.fromisoformat("2026-03-08T02:30"), zone) == []
    assert [each.hour for each in list_moments(datetime.fromisoformat("2026-11-01T01:30"), zone)] == [5, 6]
    assert [each.hour for each in list_moments(datetime.fromisoformat("2026-11-01T02:00"), zone)] == [7]


@pytest.mark.parametrize(
    ("key", "words"), [("America/New_York", "New York time"), ("US/Eastern", "Eastern time"), ("UTC", "UTC")]
)
def test_a_zone_has_words(key: str, words: str) -> None:
    assert name_zone(ZoneInfo(key)) == words


def as_sent(form: AnnotationForm) -> dict[str, str]:
    """What a browser sends of the fields of time that the page shows."""
    drawn = pages.read(f"<!doctype html><title>Form</title><form>{form['publish_at']}</form>")
    sent = pages.form_values(drawn)
    return sent | {"which": next(name for name, _, chosen in form.twice if chosen)} if form.twice else sent


@given(near | ever, st.sampled_from(ZONES), st.timedeltas(timedelta(0), timedelta(seconds=59, microseconds=999_999)))
def test_a_time_that_stands_comes_back_as_it_was(moment: datetime, zone: str, seconds: timedelta) -> None:
    row = Annotation(body="A note", published_at=moment + seconds, status=Annotation.Status.PUBLISHED)
    with override_settings(TIME_ZONE=zone):
        sent = QueryDict(mutable=True)
        sent.update(
            {"body": "A note", "visibility": "public", "when": "at", "request_id": "x"}
            | as_sent(build_edit_form(row, NOW))
        )
        form = bind_note_form(sent, row=row)
        assert form.is_valid(), form.errors
        assert form.note.publish_at == row.published_at


def typed(at: str, **more: str) -> AnnotationForm:
    sent = QueryDict(mutable=True)
    sent.update({"body": "A note", "visibility": "public", "when": "at", "request_id": "x", "publish_at": at} | more)
    return bind_note_form(sent)


@override_settings(TIME_ZONE="America/New_York")
def test_the_hour_that_is_left_out_is_an_error() -> None:
    (said,) = typed("2026-03-08T02:30").errors["publish_at"]
    assert said == "There is no 2:30 a.m. on March 8, 2026 in New York time: clocks are put forward then."


@override_settings(TIME_ZONE="America/New_York")
def test_of_the_hour_that_comes_twice_one_is_chosen() -> None:
    form = typed("2026-11-01T01:30")
    (said,) = form.errors["publish_at"]
    assert said == "1:30 a.m. comes twice that night, as 1:30 a.m. EDT and 1:30 a.m. EST. Choose which, and save again."
    assert [(name, label) for name, label, _ in form.twice] == [("first", "1:30 a.m. EDT"), ("second", "1:30 a.m. EST")]
    for which, hour in (("first", 5), ("second", 6)):
        chosen = typed("2026-11-01T01:30", which=which)
        assert chosen.is_valid() and chosen.note.publish_at == datetime(2026, 11, 1, hour, 30, tzinfo=UTC)
        assert [name for name, _, is_chosen in chosen.twice if is_chosen] == [which]
    assert typed("2026-11-02T01:30").twice == []


@override_settings(TIME_ZONE="America/New_York")
def test_a_time_that_names_its_zone_is_that() -> None:
    form = typed("2026-07-01T12:00+02:00")
    assert form.is_valid() and form.note.publish_at == datetime(2026, 7, 1, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    "at", ["tomorrow", "2026-13-01T00:00", "0001-01-01T00:00", "9999-12-31T23:59", "2026-07-01T25:00"]
)
def test_what_is_no_time_is_said_to_be_none(at: str) -> None:
    form = typed(at)
    assert "publish_at" in form.errors and form.twice == []
