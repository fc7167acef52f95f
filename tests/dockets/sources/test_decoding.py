import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.sources.decoding import decode_payload, strip_control_marks


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("Peña — “x”".encode(), "Peña — “x”"),
        ("Peña".encode("iso-8859-1"), "Peña"),
        (b"\x93quoted\x94 \x96 dash", "“quoted” – dash"),
        ("Peña".encode() + b" \xff end", "Peña ÿ end"),
        (b"\xef\xbb\xbfwith mark", "with mark"),
        ("UTF-16 é".encode("utf-16"), "UTF-16 é"),
        (b"a\x00b\x0bc\x1bd\te\r\nf", "abcd\te\r\nf"),
        (b"\xc0\xafoverlong \x81", "À¯overlong \x81"),
        (b"", ""),
    ],
)
def test_bytes_become_text(body: bytes, text: str) -> None:
    assert decode_payload(body) == text


@settings(max_examples=200)
@given(st.binary(max_size=200))
def test_any_bytes_become_text_that_can_be_stored(body: bytes) -> None:
    text = decode_payload(body)
    text.encode()
    assert "\x00" not in text


@settings(max_examples=100)
@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Cf"]), max_size=200))
def test_good_text_is_left_as_it_is(text: str) -> None:
    assert strip_control_marks(text) == decode_payload(text.encode()) == text
