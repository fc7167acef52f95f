"""How ``bench`` computes its figures."""

from hypothesis import given
from hypothesis import strategies as st

from bench.figure import percentile


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=300), st.integers(1, 100))
def test_so_many_of_a_hundred_do_not_exceed_a_percentile_and_fewer_any_smaller_value(
    values: list[int], percent: int
) -> None:
    found = percentile([float(value) for value in values], percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)
