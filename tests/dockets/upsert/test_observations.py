"""What is loaded and written of an observation, without a database."""

from dockets.record.records import EntryRecord
from dockets.resolve.values import ObservedValues


def test_an_observation_has_the_values_of_an_entry_one_by_one_in_its_order() -> None:
    """They are told apart by their places: a name for each value would take longer than all the rest of a load."""
    content = EntryRecord.__slots__
    first = ObservedValues.__slots__.index(content[0])
    assert ObservedValues.__slots__[first : first + len(content)] == content
