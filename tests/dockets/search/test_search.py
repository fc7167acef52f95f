"""Search over the text of all filings."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import example, given
from hypothesis import strategies as st

from dockets.models import Filing
from dockets.search.full_text import (
    SearchNarrowing,
    SearchResults,
    SearchTooSlow,
    drop_repeated_words,
    search_filings,
    split_passage,
)
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def hits(results: SearchResults) -> list[int]:
    return [row["id"] for row in results.page.rows]


def filings(number: int, *, text: str = "NOTICE of Appearance", undated: int = 0) -> list[int]:
    """Ids newest first; the last ``undated`` have no date."""
    docket = factories.docket()
    made = factories.many_filings(docket=docket, number=number, text=text)
    late = [filing.pk for filing in made[:undated]]
    Filing.objects.filter(pk__in=late).update(date_filed=None)
    dated = [filing.pk for filing in made[undated:]]
    return dated[::-1] + late[::-1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("restraining", True),
        ("RESTRAIN", True),
        ('"temporary restraining"', True),
        ('"restraining temporary"', False),
        ("restraining -temporary", False),
        ("nowhere or order", True),
        ("Plaintiff's", True),
    ],
)
def test_words_are_found_as_people_type_them(typed: str, found: bool) -> None:
    made = factories.filing(docket=factories.docket(), long_text="Plaintiff's MOTION for Temporary Restraining Order")
    assert hits(search_filings(typed)) == ([made.pk] if found else [])


def test_a_merged_filing_is_not_found_twice() -> None:
    docket = factories.docket()
    survivor = factories.filing(docket=docket)
    factories.filing(docket=docket, merged_into=survivor)
    assert hits(search_filings("complaint")) == [survivor.pk]


@pytest.mark.parametrize("number", [90, 1_050])
def test_the_pages_united_are_all_hits_whether_the_word_is_rare_or_common(number: int) -> None:
    expected = filings(number, undated=30)
    results = search_filings("appearance")
    assert results.count == min(number, 1_001)
    found = hits(results)
    while results.page.after:
        results = search_filings("appearance", after=results.page.after)
        found += hits(results)
    back = hits(results)
    while results.page.before:
        results = search_filings("appearance", before=results.page.before)
        back = hits(results) + back
    assert found == expected
    assert back == expected


def test_a_common_word_walks_the_date_index_and_a_rare_one_the_text_index() -> None:
    """Seen in PostgreSQL's own counts of what each index was asked for."""
    filings(1_200, text="NOTICE of Appearance by counsel for Oak")
    factories.many_filings(docket=factories.docket(), number=6_000, text="ORDER")
    factories.filing(docket=factories.docket(), long_text="dwindlingly")
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE dockets_filing")
    executed: list[str] = []

    def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT") and '"search" @@' in sql and "LIMIT 21" in sql:
            with connection.cursor() as cursor:
                cursor.cursor.execute("EXPLAIN " + sql, params)
                executed.append("\n".join(row[0] for row in cursor.fetchall()))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        search_filings("appearance")
        search_filings("notice of appearance by counsel for oak")
        search_filings("dwindlingly")
    assert len(executed) == 2
    for plan in executed:
        assert "filing_latest" in plan
        assert "Sort" not in plan


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("motion to dismiss", "motion to dismiss"),
        ("Motion motion MOTION to", "Motion to"),
        ("(((motion & | ! <-> :*(((motion &", "(((motion &"),
        ("motion -order -order order", "motion -order order"),
        ("motion OR motion order", "motion OR motion order"),
        ('motion "motion to" motion', 'motion "motion to"'),
        ('"motion to" -"to motion" "Motion to" -"to motion"', '"motion to" -"to motion"'),
    ],
)
def test_a_word_is_asked_for_once(typed: str, asked: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        search_filings(typed)
    (found,) = {
        query["sql"].partition('"search" @@ (')[2].partition("))")[0]
        for query in queries
        if '"search" @@' in query["sql"]
    }
    assert found.startswith(f"websearch_to_tsquery('english'::regconfig, '{asked}")


@given(
    st.lists(st.sampled_from([*'"" -()&|', "stay", "bond", "stays", "or", "the", "x-", ":*", "\\"]), max_size=24).map(
        "".join
    )
)
@example('"stay bond" ' * 4 + '"')
@example('bond -"bond stay" "bond stay" -bond')
@example('stay-"bond"stay-"bond')
def test_what_is_asked_for_once_finds_the_same(typed: str) -> None:
    texts = ["stay", "bond", "stay bond", "bond stay", "stay bond stay", "x stay the bond", "nothing"]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT text FROM unnest(%s::text[]) text WHERE (to_tsvector('english', text) @@"
            " websearch_to_tsquery('english', %s)) IS DISTINCT FROM (to_tsvector('english', text) @@"
            " websearch_to_tsquery('english', %s))",
            [texts, typed, drop_repeated_words(typed)],
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("typed", ["the of and", "'", '"', "!!!", "-", "()", "   ", "&|!" * 60, "or or or", "\\", "%_"])
def test_what_means_nothing_finds_nothing(typed: str) -> None:
    factories.filing(docket=factories.docket())
    assert search_filings(typed).count == 0


@pytest.mark.django_db(transaction=True)
def test_a_search_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, client: Client) -> None:
    """Kept waiting by a lock that another connection holds. Where nothing ends it, the lock's own limit does, and that
    is another error."""
    monkeypatch.setattr("dockets.search.full_text.TIMEOUT", "50ms")
    holder = connection.copy()
    with holder.cursor() as other, connection.cursor() as own:
        other.execute("BEGIN; LOCK TABLE dockets_filing IN ACCESS EXCLUSIVE MODE")
        own.execute("SET lock_timeout = '10s'")
        try:
            with pytest.raises(SearchTooSlow):
                search_filings("word")
            assert "This search took too long: its words stand in very many filings." in pages.text(
                pages.parsed(client.get("/search/?q=word"))
            )
        finally:
            holder.close()
            own.execute("RESET lock_timeout")


def test_segments_spell_the_passage() -> None:
    assert split_passage("a \x02hit\x03 b\x04i\x02\x03") == [("a ", False), ("hit", True), (" b<i", False), ("", True)]


LONG = "and so on " * 300


@pytest.mark.parametrize(
    ("text", "begins", "ends"),
    [
        ("ORDER on the <b>champerty alleged", "ORDER on", "alleged"),
        ("  \nORDER on champerty \n", "ORDER on", "champerty"),
        (f"champerty {LONG}", "champerty and", "… "),
        (f"{LONG} champerty.", "… so on", "."),
        (f"{LONG} champerty <b> {LONG}", "… champerty <b> and", " …"),
    ],
)
def test_a_passage_that_was_cut_says_so(text: str, begins: str, ends: str) -> None:
    factories.filing(docket=factories.docket(), long_text=text)
    (row,) = search_filings("champerty").page.rows
    snippet = "".join(part for part, _ in row["snippet"]).strip()
    assert snippet.startswith(begins.strip()) and snippet.endswith(ends.strip())
    assert snippet.count("…") == (begins + ends).count("…")


def test_dates_beyond_the_page_are_kept_apart() -> None:
    """Many filings of one day: the cursor needs its second key."""
    docket = factories.docket()
    day = date(2021, 1, 1)
    made = [factories.filing(docket=docket, date_filed=day + timedelta(days=place % 2)).pk for place in range(45)]
    results = search_filings("complaint")
    found = hits(results)
    while results.page.after:
        results = search_filings("complaint", after=results.page.after)
        found += hits(results)
    assert sorted(found) == sorted(made)


def test_of_a_common_word_the_pages_of_one_court_are_walked_whole() -> None:
    filings(1_050)
    other = factories.docket(court=factories.court("nysd"))
    factories.filing(docket=other, long_text="NOTICE of Appearance")
    found = search_filings("appearance", SearchNarrowing(court="nysd"))
    assert (found.count, len(found.page.rows)) == (1, 1)
    common = search_filings("appearance", SearchNarrowing(court="wawd"))
    assert common.page.after


def test_what_waits_for_the_index_is_short() -> None:
    """Each search reads through it, and an import of ten thousand entries fills it many times over."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT reloptions FROM pg_class WHERE relname = 'filing_search'")
        assert cursor.fetchone() == (["gin_pending_list_limit=1024"],)
