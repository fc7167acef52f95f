"""What the sources of a docket can tell of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.sources import SOURCES
from rulings.interpret.account import sources
from rulings.interpret.account.sources import UnseenNumbers, find_unseen_numbers, get_case_kind
from rulings.vocabulary.stages import CaseKind
from tests.support.accounts import make_facts


@pytest.mark.parametrize(
    ("court", "case_type", "nature", "kind"),
    [
        ("district", "cv", "", CaseKind.CIVIL),
        ("district", "", "", CaseKind.CIVIL),
        ("special", "", "", CaseKind.CIVIL),
        ("district", "cr", "", CaseKind.CRIMINAL),
        ("district", "mj", "", CaseKind.CRIMINAL),
        ("district", "mc", "", CaseKind.MISCELLANEOUS),
        ("district", "md", "", CaseKind.CIVIL),
        ("bankruptcy", "bk", "", CaseKind.BANKRUPTCY),
        ("bankruptcy", "", "", CaseKind.BANKRUPTCY),
        ("bankruptcy", "ap", "", CaseKind.ADVERSARY),
        ("bankruptcy", "", "01 (Determination of removed claim or cause)", CaseKind.ADVERSARY),
        ("bankruptcy", "bk", "01 (Determination of removed claim or cause)", CaseKind.BANKRUPTCY),
        ("appellate", "", "", CaseKind.APPEAL),
        ("appellate", "cv", "", CaseKind.APPEAL),
        ("supreme", "", "", CaseKind.SUPREME_COURT),
        ("special", "mdl", "", CaseKind.PANEL),
    ],
)
def test_the_kind_of_a_case_is_told_by_its_court_and_number(
    court: str, case_type: str, nature: str, kind: CaseKind
) -> None:
    assert get_case_kind(court, case_type, nature) is kind


@pytest.mark.parametrize(
    ("slugs", "header", "scraps", "names"),
    [
        ((), False, False, False),
        (("court-feed",), False, True, False),
        (("court-feed", "court-notice", "attachment-page"), False, True, False),
        (("docket-history",), True, False, True),
        (("docket-history", "court-feed"), True, False, True),
        (("pacer-docket",), True, False, False),
        (("pacer-docket", "court-feed"), True, False, False),
        (("pacer-docket", "docket-history"), True, False, False),
        (("appellate-docket",), True, False, False),
        (("supreme-court",), False, False, False),
    ],
)
def test_what_the_sources_of_a_docket_leave_out(
    slugs: tuple[str, ...], header: bool, scraps: bool, names: bool
) -> None:
    facts = make_facts(sources=frozenset(slugs))
    assert (facts.has_header, facts.by_scraps, facts.by_names) == (header, scraps, names)


def test_every_source_that_is_named_exists() -> None:
    known = {source.slug for source in SOURCES.values()}
    assert known >= sources.HEADERS | sources._SCRAPS | sources._NAMES_ONLY


@pytest.mark.parametrize(
    ("numbers", "unseen"),
    [
        ([], ()),
        ([0, 0], ()),
        ([1, 2, 3], ()),
        ([3], (1, 2)),
        ([5, 1, 1, 2, 0], (3, 4)),
        ([1, 109_512_003], ()),  # Numbers of documents, as some appellate courts have them.
    ],
)
def test_numbers_that_no_entry_bears(numbers: list[int], unseen: tuple[int, ...]) -> None:
    assert find_unseen_numbers(numbers).unseen == unseen


def test_a_few_sealed_entries_leave_no_doubt_and_many_do() -> None:
    sealed = find_unseen_numbers([n for n in range(1, 101) if n not in (40, 70)])
    assert not sealed.leaves_in_doubt(10), "two of ninety"
    assert sealed.leaves_in_doubt(39) is False and sealed.leaves_in_doubt(90) is False
    gap = find_unseen_numbers([*range(1, 20), 60])
    assert gap.leaves_in_doubt(5) and gap.leaves_in_doubt(19) and not gap.leaves_in_doubt(60)
    assert gap.describe() == [[20, 59]]


@given(st.sets(st.integers(1, 300), max_size=40))
def test_unseen_numbers_and_seen_ones_are_all_numbers(seen: set[int]) -> None:
    found = find_unseen_numbers([*seen])
    assert {*found.unseen} | seen == set(range(1, max(seen, default=0) + 1)) and not {*found.unseen} & seen
    described = [n for first, last in found.describe() for n in range(first, last + 1)]
    assert set(described) <= {*found.unseen} and len(set(described)) == len(described)
    assert found.describe() == sorted(found.describe()) and len(found.describe()) <= 3


def test_a_whole_docket_has_nothing_to_describe() -> None:
    assert UnseenNumbers().describe() == [] and not UnseenNumbers().leaves_in_doubt(0)
