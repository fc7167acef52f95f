"""A site behind no proxy believes no client's word that its connection is encrypted."""

import ssl
from typing import Any

import pytest

from casetracker.access.claimed_scheme import CLAIMS, ignore_claimed_scheme


def seen(**environ: Any) -> dict[str, Any]:
    given: list[dict[str, Any]] = []

    def application(environ: dict[str, Any], _start: Any) -> list[bytes]:
        given.append(environ)
        return []

    ignore_claimed_scheme(application)(environ, lambda *_: None)
    return given[0]


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_changes_nothing(claim: str) -> None:
    """gunicorn has taken the scheme from the header, as it does for a request from this machine."""
    environ = seen(**{"wsgi.url_scheme": "https", claim: "https"})
    assert environ == {"wsgi.url_scheme": "http"}


def test_an_encrypted_connection_stays_one() -> None:
    connection = ssl.SSLSocket.__new__(ssl.SSLSocket)
    environ = seen(**{"wsgi.url_scheme": "http", CLAIMS[0]: "http", "gunicorn.socket": connection})
    assert environ["wsgi.url_scheme"] == "https"


def test_without_a_claim_all_is_as_the_server_says() -> None:
    assert seen(**{"wsgi.url_scheme": "https"}) == {"wsgi.url_scheme": "https"}
