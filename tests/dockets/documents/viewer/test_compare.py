"""How versions of a document differ."""

from hypothesis import given
from hypothesis import strategies as st

from dockets.documents.viewer.compare import compare_versions

_PAGES = st.lists(st.lists(st.sampled_from(["one two", "three", "four five six"]), max_size=4), min_size=1, max_size=3)


@given(older=_PAGES, newer=_PAGES)
def test_changes_tell_what_went_and_what_came(older: list[list[str]], newer: list[list[str]]) -> None:
    """All words of either version that are not told as changed stand in both, in the same order."""
    before, after = (["\n".join(page) for page in pages] for pages in (older, newer))
    changes, is_all = compare_versions(before, after)
    lines = [[line for page in pages for line in page] for pages in (older, newer)]
    assert is_all and bool(changes) == (lines[0] != lines[1])
    spelled = {
        kind: sum(len(text.split()) for change in changes for how, text in change.pieces if how == kind)
        for kind in ("added", "removed")
    }
    words = [sum(len(line.split()) for line in some) for some in lines]
    assert words[1] - words[0] == spelled["added"] - spelled["removed"]
