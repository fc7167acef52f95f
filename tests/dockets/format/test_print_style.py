"""Dates, times and captions as newspapers print them."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from dockets.format import print_style
from dockets.templatetags.print_style import ago, caption

NOW = datetime(2021, 3, 5, 17, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "printed"),
    [
        (date(2021, 1, 21), "Jan. 21, 2021"),
        (date(2021, 5, 1), "May 1, 2021"),
        (date(1999, 9, 30), "Sept. 30, 1999"),
        (None, "date not known"),
    ],
)
def test_full_date(day: date | None, printed: str) -> None:
    assert print_style.format_date(day) == printed


@pytest.mark.parametrize(
    ("hour", "minute", "printed"),
    [
        (10, 0, "10 a.m."),
        (14, 30, "2:30 p.m."),
        (12, 0, "noon"),
        (0, 0, "midnight"),
        (0, 5, "12:05 a.m."),
        (12, 5, "12:05 p.m."),
    ],
)
def test_clock(hour: int, minute: int, printed: str) -> None:
    assert print_style.format_clock(datetime(2021, 1, 14, hour, minute, tzinfo=UTC)) == printed


def test_exact_time_is_told_in_its_own_zone() -> None:
    local = datetime(2021, 1, 14, 18, 0, tzinfo=UTC).astimezone(ZoneInfo("America/Los_Angeles"))
    assert print_style.format_moment(local) == "Jan. 14, 2021, 10 a.m. PST"


def test_a_zone_without_letters_says_what_its_number_means() -> None:
    local = datetime(2021, 1, 14, 18, 0, tzinfo=UTC).astimezone(ZoneInfo("America/Sao_Paulo"))
    assert print_style.format_zoned_clock(local) == "3 p.m. UTC-03"


def test_long_ago_is_a_day_of_the_newsrooms(settings: Any) -> None:
    settings.TIME_ZONE = "Pacific/Auckland"
    moment = datetime(2021, 1, 14, 18, 0, tzinfo=UTC)
    assert (ago(moment), ago(moment, UTC)) == ("Jan. 15, 2021", "Jan. 14, 2021")


@pytest.mark.parametrize(
    ("past", "printed"),
    [
        (timedelta(seconds=5), "just now"),
        (timedelta(seconds=-5), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=4, seconds=59), "4 minutes ago"),
        (timedelta(hours=25), "1 day ago"),
        (timedelta(days=40), "Jan. 24, 2021"),
    ],
)
def test_ago(past: timedelta, printed: str) -> None:
    assert print_style.format_age(NOW - past, NOW) == printed


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("Parler LLC v. Amazon Web Services, Inc.", ("Parler LLC", "Amazon Web Services, Inc.")),
        ("USA vs Smith v. Jones", ("USA", "Smith v. Jones")),
        ("In re Vivendi", ("In re Vivendi", "")),
        ("", ("Untitled case", "")),
    ],
)
def test_caption(name: str, parts: tuple[str, str]) -> None:
    assert print_style.split_caption(name) == parts


def test_a_count_beyond_a_thousand_is_not_told() -> None:
    assert [print_style.format_capped_count(n) for n in (0, 1_000, 1_001)] == ["0", "1,000", "1,000+"]


@pytest.mark.parametrize(
    ("case_name", "drawn"),
    [
        ("ELM CORP. v. <OAK> LLC & CO.", '<span class="caps">ELM CORP. <i>v.</i> &lt;OAK&gt; LLC &amp; CO.</span>'),
        ("ELM CORP. v. Oak LLC", "ELM CORP. <i>v.</i> Oak LLC"),
        ("IBM v. FTC", "IBM <i>v.</i> FTC"),
        ("IN RE ELM INCORPORATED", '<span class="caps">IN RE ELM INCORPORATED</span>'),
    ],
)
def test_a_caption_in_capitals_is_set_smaller_and_nothing_else_changes(case_name: str, drawn: str) -> None:
    assert caption(case_name) == drawn


@pytest.mark.parametrize(
    ("words", "said"),
    [([], ""), (["entries"], "entries"), (["entries", "counsel"], "entries and counsel"), (list("abc"), "a, b and c")],
)
def test_a_list_in_words(words: list[str], said: str) -> None:
    assert print_style.join_words(words) == said


@pytest.mark.parametrize(
    ("most", "shortened"), [(12, "Order denied"), (11, "Order …"), (5, "Order …"), (3, "Ord …"), (100, "Order denied")]
)
def test_a_text_is_cut_between_words(most: int, shortened: str) -> None:
    assert print_style.shorten_text("Order denied", most) == shortened
