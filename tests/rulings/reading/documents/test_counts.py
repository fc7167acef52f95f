"""The claims that a pleading's headings make."""

import time

import pytest

from rulings.reading.documents.counts import find_statutes, read_docket_claims, read_pleaded_claims
from rulings.vocabulary.claims import ClaimKind

COMPLAINT = [
    (1, "TABLE OF CONTENTS\nCOUNT I: Restraint of trade ............ 9\nCount Two alleges that AWS broke its word."),
    (9, "COUNT I: Conspiracy in restraint of trade, 15 U.S.C. § 1 (Against All Defendants)\n1. Parler repeats it all."),
    (12, "SECOND CAUSE OF ACTION\nBREACH OF CONTRACT\n22. Parler realleges paragraphs 1 to 21."),
    (14, "Third Claim for Relief (Tortious interference)\nParler incorporates by reference what stands above."),
    (15, "FOURTH CAUSE OF ACTION\n(Violation of 15 U.S.C. § 1)\n(Against Elm Works, Inc.)\nAs to Count III, no more."),
    (16, "TWENTY-FIRST CLAIM: VIOLATION OF RCW 19.86.020"),
    (17, "FIRST COUNTERCLAIM – Breach of the Acceptable Use Policy"),
]  # fmt: skip


def test_the_headings_of_a_complaint() -> None:
    assert [(one.kind.value, one.number, one.title, one.ground, one.against, one.page)
            for one in read_pleaded_claims(COMPLAINT)] == [
        ("claim", 1, "Conspiracy in restraint of trade", "15 U.S.C. § 1", "All Defendants", 9),
        ("claim", 2, "Breach of contract", "", "", 12),
        ("claim", 3, "Tortious interference", "", "", 14),
        ("claim", 4, "Violation of 15 U.S.C. § 1", "15 U.S.C. § 1", "Elm Works, Inc.", 15),
        ("claim", 21, "Violation of RCW 19.86.020", "RCW 19.86.020", "", 16),
        ("counterclaim", 1, "Breach of the Acceptable Use Policy", "", "", 17),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "line",
    [
        "Count One of the complaint fails.",
        "count I is dismissed",
        "As shown in COUNT I: fraud",
        "The second cause of action is moot.",
        "First, claims are weighed.",
        "COUNT I",
    ],
)
def test_a_sentence_about_a_count_is_no_heading(line: str) -> None:
    assert read_pleaded_claims([(1, line)]) == []


@pytest.mark.parametrize(
    ("told", "number"),
    [("COUNT IV", 4), ("COUNT XXIX", 29), ("COUNT 12", 12), ("Count Thirty-Second", 32), ("NINTH CLAIM", 9)],
)
def test_numbers_as_pleadings_write_them(told: str, number: int) -> None:
    assert [one.number for one in read_pleaded_claims([(1, f"{told}: Fraud")])] == [number]


def test_the_docket_line_and_else_the_dockets_cause() -> None:
    line = (
        "COMPLAINT against Elm Works: Count I - Fraud; Count II - Breach of contract, filed by Oak Bank. (Attachments)"
    )
    assert [(one.number, one.title, one.page) for one in read_docket_claims(line, "15:1 Antitrust Litigation")] == [
        (1, "Fraud", None), (2, "Breach of contract", None),
    ]  # fmt: skip
    (cause,) = read_docket_claims("COMPLAINT filed by Oak Bank.", "15:1 Antitrust Litigation")
    assert (cause.kind, cause.title, cause.ground) == (ClaimKind.CLAIM, "Antitrust Litigation", "15 U.S.C. § 1")
    assert read_docket_claims("COMPLAINT filed by Oak Bank.") == []


def test_statutes_as_the_text_names_them() -> None:
    text = "42 U.S.C. § 1983; Cal. Bus. & Prof. Code § 17200, Section 1 of the Sherman Act (18 USC 371)"
    assert find_statutes(text) == [
        "42 U.S.C. § 1983", "Cal. Bus. & Prof. Code § 17200", "Sherman Act § 1", "18 USC 371",
    ]  # fmt: skip


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "piece", ["COUNT I ", "COUNT I\n", "Count I (", " ", "A ", "1 U.S.C. § 1, 1", "COUNT ONE\n((((\n", "First ", "\n"]
)
def test_a_megabyte_takes_seconds_at_most(piece: str) -> None:
    text, began = piece * (1_000_000 // len(piece)), time.process_time()
    read_pleaded_claims([(1, text)])
    read_docket_claims(text, text)
    assert time.process_time() - began < 5
