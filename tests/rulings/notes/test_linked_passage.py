"""A link to a passage that was made in one version of a document is followed in another: it leads to the same words or
nearly the same, or is said to be lost, and never leads to other words."""

import random
from difflib import SequenceMatcher

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dockets.models import DocumentText, Filing
from rulings.notes.anchor_text import join_pages
from rulings.notes.linked_passage import find_linked_passage
from rulings.passages.anchors import Fit, count_allowed_changes
from rulings.passages.links import build_passage_link, parse_passage_link
from tests.conftest import Users
from tests.support import factories

pytestmark = pytest.mark.django_db
SENTENCES = (
    "Parler has failed to meet the standard set by Ninth Circuit precedent.",
    "The evidence it has submitted is dwindlingly slight, and disputed by AWS.",
    "The Court explicitly rejects any suggestion that the balance of equities favors it.",
    "A preliminary injunction is an extraordinary remedy, never awarded as of right.",
    "Plaintiff's motion for a preliminary injunction is DENIED.",
    "Defendant's motion to stay discovery is GRANTED in part and DENIED in part.",
    "The parties shall file a joint status report on or before March 3, 2021.",
    "Nothing in the agreement obliges AWS to give notice before it suspends service.",
    "The hearing that was set for January 14 is stricken from the calendar.",
    "IT IS SO ORDERED, this 21st day of January, at Seattle.",
)
LIKE = {"l": "1", "1": "l", "O": "0", "0": "O", "i": "í", "e": "c", "m": "rn", "h": "b", "S": "5", ".": ","}
"""What OCR takes for what."""


def write_pages(sentences: list[str], chance: random.Random) -> list[str]:
    """The sentences on pages, their lines broken anywhere."""
    pages, size = [], chance.randint(2, 5)
    for begin in range(0, len(sentences), size):
        words = " ".join(sentences[begin : begin + size]).split(" ")
        pages.append("".join(word + chance.choice([" ", " ", " ", "\n"]) for word in words).strip())
    return pages or [""]


def misread(text: str, chance: random.Random, share: float) -> str:
    return "".join(LIKE.get(sign, sign) if chance.random() < share else sign for sign in text)


@pytest.fixture
def filing() -> Filing:
    return factories.filing(docket=factories.docket(), number="34")


def is_nearly(words: str, found: str) -> bool:
    """Whether few letters differ, by another measure than the one by which places are found."""
    one, other = " ".join(words.split()), " ".join(found.split())
    blocks = SequenceMatcher(None, one, other, autojunk=False).get_matching_blocks()
    return len(one) - sum(block.size for block in blocks) <= count_allowed_changes(words) + 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    seed=st.integers(0, 10**6),
    chosen=st.integers(0, len(SENTENCES) - 1),
    gone=st.sets(st.integers(0, len(SENTENCES) - 1), max_size=6),
    added=st.lists(st.integers(0, len(SENTENCES) - 1), max_size=3),
    share=st.sampled_from([0.0, 0.0, 0.05, 0.6]),
)
def test_a_link_leads_to_its_words_in_another_version_or_is_lost(
    filing: Filing, users: Users, seed: int, chosen: int, gone: set[int], added: list[int], share: float
) -> None:
    chance = random.Random(seed)
    DocumentText.objects.all().delete()
    before = factories.document_text(filing=filing, by=users.editor, pages=write_pages([*SENTENCES], chance))
    whole, (first, *_, last) = join_pages(before), SENTENCES[chosen].split(" ")
    begin = whole.index(first, sum(len(one) + 1 for one in SENTENCES[:chosen]))
    words = whole[begin : begin + len(SENTENCES[chosen])]
    assert words.split()[-1] == last
    link = parse_passage_link(str(build_passage_link(whole, begin, begin + len(words))))
    kept = [one for place, one in enumerate(SENTENCES) if place not in gone]
    for one in added:
        kept.insert(chance.randint(0, len(kept)), SENTENCES[one].replace("the", "that").replace("is", "was not"))
    after = factories.document_text(
        filing=filing, by=users.editor, pages=[misread(page, chance, share) for page in write_pages(kept, chance)]
    )
    assert link
    found, now = find_linked_passage(after, link), join_pages(after)
    if found.fit == Fit.ORPHANED:
        assert chosen in gone or share == 0.6
        return
    there = now[found.start : found.end]
    assert is_nearly(words, there), (words, there)
    if found.fit in (Fit.EXACT, Fit.MOVED):
        assert there.split() == words.split()
    elif not share:
        assert chosen in gone or chosen in added
