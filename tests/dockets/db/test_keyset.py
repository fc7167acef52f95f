"""Pages by key: together they are everything, once, in both directions."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from dockets.db import keyset
from dockets.db.keyset import BadCursor, Key
from dockets.models import Filing
from tests.support import factories

NEWEST = (Key("date_filed", "date", descending=True, nullable=True), Key("id", "int", descending=True))
OLDEST = (Key("date_filed", "date", nullable=True), Key("id", "int"))
BY_TEXT = (Key("long_text", "text"), Key("id", "int"))
DAYS = st.one_of(st.none(), st.dates(date(2021, 1, 1), date(2021, 1, 4)))


def walk(keys: tuple[Key, ...], size: int) -> tuple[list[int], list[int]]:
    """Every id met going to the end, and every id met coming back from there."""
    filings = Filing.objects.all()
    page = keyset.get_page(filings, keys, size)
    there = [row.pk for row in page.rows]
    while page.after:
        page = keyset.get_page(filings, keys, size, after=page.after)
        there += [row.pk for row in page.rows]
    back = [row.pk for row in page.rows]
    while page.before:
        page = keyset.get_page(filings, keys, size, before=page.before)
        back = [row.pk for row in page.rows] + back
    return there, back


class Pages(TestCase):
    @settings(max_examples=30, deadline=None)
    @given(days=st.lists(DAYS, max_size=9), size=st.integers(1, 4), keys=st.sampled_from([NEWEST, OLDEST, BY_TEXT]))
    def test_pages_united_are_all_rows_once_in_both_directions(
        self, days: list[date | None], size: int, keys: tuple[Key, ...]
    ) -> None:
        docket = factories.docket()
        for place, day in enumerate(days):
            factories.filing(docket=docket, date_filed=day, long_text="abc"[place % 3])
        whole = [row.pk for row in Filing.objects.order_by(*keyset.order_by_keys(keys))]
        assert walk(keys, size) == (whole, whole)


GARBAGE = [
    "x",
    "W10",
    "bnVsbA",
    "WzEsMl0",
    "é",
    "=" * 9,
    "A" * 4000,
    keyset.write_cursor(["2021-01-01", "1"]),
    keyset.write_cursor(["0000-99-99", 1]),
]


@pytest.mark.parametrize("text", [*GARBAGE, keyset.write_cursor([5, 5]), keyset.write_cursor([None])])
def test_what_is_no_cursor_is_refused(text: str) -> None:
    with pytest.raises(BadCursor):
        keyset.read_cursor(NEWEST, text)


@pytest.mark.django_db
def test_a_moment_of_any_zone_is_one_of_utc_and_of_none_is_refused() -> None:
    """PostgreSQL knows no zone that is 16 hours away."""
    keys = (Key("first_seen", "time"), Key("id", "int"))
    for zone in ("+23:59", "-23:59"):
        place = keyset.read_cursor(keys, keyset.write_cursor([f"2021-01-01T00:00:00{zone}", 1]))
        Filing.objects.filter(keyset.filter_beyond(keys, place)).exists()
    for wrong in ("2021-01-01T00:00:00", "0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"):
        with pytest.raises(BadCursor):
            keyset.read_cursor(keys, keyset.write_cursor([wrong, 1]))


def test_a_cursor_holds_the_values_it_was_made_of() -> None:
    assert keyset.read_cursor(NEWEST, keyset.write_cursor([date(2021, 1, 21), 7])) == [date(2021, 1, 21), 7]
    assert keyset.read_cursor(NEWEST, keyset.write_cursor([None, 7])) == [None, 7]
    assert keyset.read_cursor(BY_TEXT, keyset.write_cursor(["Ångström", 7])) == ["Ångström", 7]
