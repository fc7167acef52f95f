"""Which attachments a docket text names."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rulings.reading.kinds.attachments import LONGEST, MOST, Attachment, read_attachments


@pytest.mark.parametrize(
    ("text", "named"),
    [
        (
            "MOTION (Attachments: # 1 Exhibit A, # 2 Proposed Order)(Doe, Jane)",
            [(1, "Exhibit A"), (2, "Proposed Order")],
        ),
        ("MOTION (Attachments: # 1 # 2)(Doe, Jane)", [(1, ""), (2, "")]),
        ("PLAN (Attachments: # 1 Part 2# 2 Part 3# 3 Part 4) (Doe, J)", [(1, "Part 2"), (2, "Part 3"), (3, "Part 4")]),
        (
            "LETTER (Attachments: (1) Text of Proposed Order, (2) Exhibit).(Doe)",
            [(1, "Text of Proposed Order"), (2, "Exhibit")],
        ),
        ("NOTICE (Attachments: 1 Appendix Certificate of Service)(Doe)", [(1, "Appendix Certificate of Service")]),
        ("NOTICE (Attachments: 1 Exhibit 7, 2 Exhibit 9)(Doe)", [(1, "Exhibit 7"), (2, "Exhibit 9")]),
        (
            "SEALED (Attachments: # 1 Exhibit (Pls. Ex. 22), # 2 Certificate)",
            [(1, "Exhibit (Pls. Ex. 22)"), (2, "Certificate")],
        ),
        (
            "NOTICE (Additional attachment(s) added on 6/28/2019: # 1 rejected document) (abc)",
            [(1, "rejected document")],
        ),
        ("X (Attachments: # 1 A)(Doe) (Additional attachment(s) added on 3/4/2021: # 2 B)", [(1, "A"), (2, "B")]),
        (
            "X (Attachments: # 1 Exhibit # 1, # 2 Exhibit # 2, # 3 C)",
            [(1, "Exhibit # 1"), (2, "Exhibit # 2"), (3, "C")],
        ),
        ("X (Attachments: # 1 Exhibit\n A,\n# 2 B", [(1, "Exhibit A"), (2, "B")]),
        ("X (Attachments: #(1) Exhibit)(ABC)", [(1, "Exhibit")]),
        ("X (Attachments: # 3 Corrected)", [(3, "Corrected")]),
        ("ORDER on the attachments: # 1 and # 2", []),
        ("Case # 1 (Attachments to follow)", []),
        ("X (Attachments: none)", []),
        ("", []),
    ],
)
def test_the_attachments_that_a_text_lists(text: str, named: list[tuple[int, str]]) -> None:
    assert read_attachments(text) == tuple(Attachment(number, description) for number, description in named)


DESCRIPTIONS = st.lists(
    st.sampled_from(["", "Exhibit A", "Exhibit (Ex. 22)", "Part 2", "Declaration of J. Doe"]), max_size=30
)


@given(DESCRIPTIONS, st.sampled_from(["# {} {}", "({}) {}"]))
def test_a_list_as_courts_write_it_is_read_back(descriptions: list[str], way: str) -> None:
    listed = ", ".join(way.format(number, description) for number, description in enumerate(descriptions, 1))
    expected = tuple(Attachment(number, description) for number, description in enumerate(descriptions, 1))
    assert read_attachments(f"MOTION to compel (Attachments: {listed})(Doe, Jane) (Entered: 03/04/2021)") == expected


@pytest.mark.parametrize(
    "piece", ["(Attachments: ", "(Attachments: # 1 ", "# 1 ", "((", "(Attachments: (1) (2) ", "(Attachments: # 1"]
)
def test_hostile_text_is_bounded(piece: str) -> None:
    begun = time.process_time()
    found = read_attachments("(Attachments: # 0 " + piece * 50_000)
    assert time.process_time() - begun < 0.2
    assert len(found) <= MOST


def test_so_are_number_and_length() -> None:
    many = read_attachments("X (Attachments: " + ", ".join(f"# {number} {'x' * 10}" for number in range(1, 900)) + ")")
    assert len(many) == MOST
    assert len(read_attachments("X (Attachments: # 1 " + "x" * 5_000 + ")")[0].description) == LONGEST
