"""Nobody has put a key of a real service into the tree."""

import re
from pathlib import Path

import pytest
from django.conf import settings

_KEY = re.compile(
    rb"-----BEGIN [A-Z ]*PRIVATE KEY-----\s+[A-Za-z0-9+/=\s]{60}"
    rb"|\bAKIA[0-9A-Z]{16}\b"
    rb"|\bgh[pousr]_[A-Za-z0-9]{36}"
    rb"|\bglpat-[A-Za-z0-9_-]{20}"
    rb"|\bxox[abpr]-[0-9]{8,}-[0-9A-Za-z-]{10,}"
    rb"|\b[sr]k_live_[0-9A-Za-z]{20,}"
    rb"|\beyJ[A-Za-z0-9_-]{20,}\.eyJ[A-Za-z0-9_-]{20,}\.[A-Za-z0-9_-]{20,}"
)
"""Of SSH and TLS, Amazon, GitHub, GitLab, Slack and Stripe; and signed tokens."""


def find_keys(text: bytes) -> list[bytes]:
    return [found[0] for found in _KEY.finditer(text)]


@pytest.mark.parametrize(
    ("begins", "goes_on"), [("AKIA", "ABCDEFGH23456789"), ("ghp_", "a1" * 18), ("sk_live_", "a1" * 12)]
)
def test_a_key_is_known_by_its_form(begins: str, goes_on: str) -> None:
    assert find_keys(f"KEY={begins}{goes_on}\n".encode()) == [f"{begins}{goes_on}".encode()]


def test_no_key_stands_in_the_tree() -> None:
    found = []
    for folder, inside, files in Path(settings.BASE_DIR).walk():
        inside[:] = [name for name in inside if name == ".ci" or not name.startswith((".", "__pycache__"))]
        paths = [folder / name for name in files if not (folder / name).is_symlink()]
        found += [path for path in paths if find_keys(path.read_bytes())]
    assert found == []
