"""The invented dockets by which the accounts of cases are measured: well made, and judged as their labels say."""

import pytest

from bench import invented

DECIDED = 5
ROWS = invented.load_invented_cases()


def test_every_label_names_an_entry_of_its_docket() -> None:
    for row in ROWS:
        places = {*row["last_ruling"], *row["motions_or_not"]}
        places |= {place for one in row["motions"] for place in (one["entry"], *one["deciding"])}
        assert places <= set(range(len(row["entries"]))), row["number"]


@pytest.mark.django_db
def test_a_docket_is_imported_read_and_judged() -> None:
    row = next(row for row in ROWS if row["court"] == "kyed")
    misses: list[str] = []
    told = invented.judge_invented_case(row, misses)
    assert (misses, told["decided"].right, told["status"].right) == ([], DECIDED, 1)
    wrong = row | {"motions": [one | {"outcome": "denied", "status": "decided"} for one in row["motions"]]}
    assert invented.judge_invented_case(wrong, misses)["decided"].wrong
    assert misses
