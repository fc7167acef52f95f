"""Every payload of ``tests/data`` against every source: its own claims it, and no other does."""

from pathlib import Path

import pytest

from dockets.sources import SOURCES, recognise_payload
from tests.support.data import DATA

PAYLOADS = sorted(path for path in DATA.glob("*/*") if path.is_file())


def _own(path: Path) -> str:
    return path.parent.name.replace("_", "-")


def test_every_source_has_a_payload() -> None:
    assert {_own(path) for path in PAYLOADS} >= SOURCES.keys()


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_payload_is_claimed_by_its_own_source_alone(path: Path) -> None:
    body = path.read_bytes()
    claims = {slug: kind.recognise(body, path.name) for slug, kind in SOURCES.items()}
    assert [slug for slug, claim in claims.items() if claim] == [_own(path)]
    assert claims[_own(path)] == recognise_payload(body, path.name)


@pytest.mark.parametrize("path", PAYLOADS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_name_of_the_file_takes_it_from_no_source(path: Path) -> None:
    body = path.read_bytes()
    for name in ("", "docket.html", "docket.xml", "ca9.json", "table.csv", "message.eml"):
        claim = recognise_payload(body, name)
        assert claim is not None
        assert claim.source == _own(path)
