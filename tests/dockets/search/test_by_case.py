"""Hits grouped by case, a page at a time."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from dockets.search.by_case import CasePage, FoundFiling, take_case_page

_DAYS = st.none() | st.dates(date(2021, 1, 1), date(2021, 1, 9))


def _list_hits(told: list[tuple[int, date | None, int]]) -> list[FoundFiling]:
    return [FoundFiling(key, docket, day, rank) for key, (docket, day, rank) in enumerate(told)]


@given(
    st.lists(st.tuples(st.integers(1, 6), _DAYS, st.integers(0, 3)), max_size=60).map(_list_hits), st.integers(3, 12)
)
def test_the_pages_united_have_each_case_once_with_its_best_hits(found: list[FoundFiling], size: int) -> None:
    place, pages = None, list[CasePage]()
    while True:
        page = take_case_page(found, size, 3, place=place, backwards=False)
        assert len(page.hits) <= size
        assert page.has_before == bool(pages)
        pages.append(page)
        if not page.has_after:
            break
        place = page.leads[-1]
    leads = [lead for page in pages for lead in page.leads]
    assert [lead.docket for lead in leads] == list(dict.fromkeys(hit.docket for hit in sorted(found, key=_order)))
    for page in pages:
        for lead in page.leads:
            of_case = sorted((hit for hit in found if hit.docket == lead.docket), key=_order)
            assert [hit for hit in page.hits if hit.docket == lead.docket] == of_case[:3]
            assert page.more.get(lead.docket, 0) == len(of_case) - len(of_case[:3])
    back = take_case_page(found, size, 3, place=pages[-1].leads[0] if leads else None, backwards=True)
    if len(pages) > 1:
        assert back.leads == leads[: -len(pages[-1].leads)][-len(back.leads) :] and back.has_after


def _order(hit: FoundFiling) -> tuple[int, bool, int, int]:
    return hit.order


def test_of_those_alike_the_newest_come_first_and_those_without_a_day_last() -> None:
    days = [date(2021, 1, 1), date(2021, 1, 3), None, date(2021, 1, 2)]
    found = [FoundFiling(key, key, day) for key, day in enumerate(days)]
    assert [hit.id for hit in take_case_page(found, 9, 3, place=None, backwards=False).hits] == [1, 3, 0, 2]
    best = [FoundFiling(9, 9, date(2000, 1, 1), 5), *found]
    assert take_case_page(best, 9, 3, place=None, backwards=False).hits[0].id == 9
