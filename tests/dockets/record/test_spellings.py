"""Personal data is found however it is spelled, and nothing else is: two tables of texts, and files that hold them."""

import time

import pytest

from dockets.record import privacy
from tests.dockets.record.spellings import list_look_alikes, list_spellings, write_as_files


def test_the_tables_are_long() -> None:
    assert len({text for text, _ in list_spellings()}) >= 200
    assert len(set(list_look_alikes())) >= 200


def test_every_spelling_is_masked() -> None:
    leaks = [text for text, secret in list_spellings() if secret in privacy.mask_personal_data(text)]
    assert leaks == []


def test_every_spelling_is_masked_in_files_of_every_kind() -> None:
    leaks = [
        body
        for text, secret in list_spellings()
        for body in write_as_files(text)
        if secret.encode() in (masked := privacy.mask_body(body))
        or secret.encode("utf-16-le") in masked
        or masked == body
    ]
    assert leaks == []


def test_masking_again_changes_nothing() -> None:
    for text, _ in list_spellings():
        once = privacy.mask_personal_data(text)
        assert privacy.mask_personal_data(once) == once


def test_every_look_alike_stays() -> None:
    changed = [(text, masked) for text in list_look_alikes() if (masked := privacy.mask_personal_data(text)) != text]
    changed_files = [
        body for text in list_look_alikes() for body in write_as_files(text) if privacy.mask_body(body) != body
    ]
    assert (changed, changed_files) == ([], [])


HOSTILE = [
    "SSN of John A B C D E F ", "ssn tax id ", "A 012-345-", "-12-3456 ", "<a ", "<!-- ", "&#45;", "\\u002d",
    "lives at 1 St 1 AZ ", "John Smith, a minor ", "minor child Al Bo, ", "account no. ", "1234 1234 1234 1234 ",
    "123<b>-</b>45-6789 ", "last 4 of ssn ", "born in Al Al ", "SSN <b>", "éssn ",
    "Al, Bo and Cy, minors ", "A. de la Al ", "minor child Al and ", "EMMA, A MINOR ",
    "Al A. de la Bo, a minor, ", "SSN one two three ",
    "one-two, 12 ", "home at 12 North Al, Al Al, ", "a company that is residing at One Al ", "SSN is one 1, 2 3 ",
]  # fmt: skip


@pytest.mark.slow_rows
@pytest.mark.parametrize("unit", HOSTILE)
def test_time_is_in_proportion_to_the_text(unit: str) -> None:
    """Twice the text takes about twice the time: what is quadratic takes four times as long."""

    def measure(size: int) -> float:
        text = unit * (size // len(unit))
        began = time.process_time()
        privacy.mask_personal_data(text)
        return time.process_time() - began

    measure(1_000)
    short, long = measure(30_000), measure(120_000)
    assert long < 10 * short + 0.2
    assert long < 2
