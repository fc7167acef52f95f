import gzip
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest
from pytest_django import Settings

from dockets.records import FetchFailed
from dockets.sources import http
from tests import fakes


@pytest.fixture(autouse=True)
def loopback_allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True


def test_it_returns_the_body_and_what_to_ask_with_next_time() -> None:
    with fakes.court_server(fakes.answer(b"<rss/>", etag='"7"', last_modified="Wed, 10 Apr 2024 01:20:02 GMT")) as court:
        fetched = http.get(court.url, {})
    assert (fetched.body, fetched.media_type, fetched.url, fetched.not_modified) == (
        b"<rss/>",
        "application/rss+xml",
        court.url,
        False,
    )
    assert fetched.validators == {"etag": '"7"', "last_modified": "Wed, 10 Apr 2024 01:20:02 GMT"}


def test_it_asks_conditionally_and_says_who_it_is(settings: Settings) -> None:
    settings.FETCH_CONTACT = "desk@example.org"
    with fakes.court_server(fakes.conditional(b"<rss/>", '"7"')) as court:
        fetched = http.get(court.url, {"etag": '"7"', "last_modified": "then", "build_date": "x"})
    assert (fetched.not_modified, fetched.body) == (True, b"")
    assert fetched.validators == {"etag": '"7"', "last_modified": "then", "build_date": "x"}
    asked = court.asked[0]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "then")
    assert asked["user-agent"] == "Casetracker/1 (court-case tracker; desk@example.org)"


def test_a_redirect_is_followed() -> None:
    with fakes.court_server(fakes.answer(b"here")) as target, fakes.court_server(fakes.redirect(target.url)) as court:
        assert http.get(court.url, {}).body == b"here"


def test_a_redirect_loop_ends() -> None:
    with fakes.court_server(fakes.redirect("")) as court, pytest.raises(FetchFailed, match="redirects more than 3 times"):
        http.get(court.url, {})
    assert len(court.asked) == 4


@pytest.mark.parametrize("target", ["file:///etc/hostname", "gopher://127.0.0.1/", "ftp://127.0.0.1/x"])
def test_a_redirect_to_another_scheme_is_refused(target: str) -> None:
    with fakes.court_server(fakes.redirect(target)) as court, pytest.raises(FetchFailed, match="not followed"):
        http.get(court.url, {})


@pytest.mark.parametrize(("status", "said"), [(500, "answered 500"), (404, "answered 404"), (403, "answered 403")])
def test_an_error_of_the_server_is_no_body(status: int, said: str) -> None:
    with fakes.court_server(fakes.answer(b"<html>Error</html>", status=status)) as court, pytest.raises(FetchFailed, match=said):
        http.get(court.url, {})


def test_it_tells_when_to_come_again() -> None:
    with fakes.court_server(fakes.answer(b"", status=429, retry_after="77")) as court, pytest.raises(FetchFailed) as failure:
        http.get(court.url, {})
    assert failure.value.retry_after == 77


def test_it_tells_when_to_come_again_from_a_date() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    with fakes.court_server(fakes.answer(b"", status=503, retry_after=when)) as court, pytest.raises(FetchFailed) as failure:
        http.get(court.url, {})
    assert failure.value.retry_after == pytest.approx(100, abs=5)


def test_a_strange_retry_after_is_none() -> None:
    with fakes.court_server(fakes.answer(b"", status=503, retry_after="soon")) as court, pytest.raises(FetchFailed) as failure:
        http.get(court.url, {})
    assert failure.value.retry_after is None


def test_a_connection_cut_in_mid_body_is_a_failure() -> None:
    with fakes.court_server(fakes.cut(b"x" * 1000, 10)) as court, pytest.raises(FetchFailed, match="could not be read"):
        http.get(court.url, {})


def test_a_packed_body_cut_short_is_a_failure() -> None:

    packed = gzip.compress(b"<rss>" * 1000)
    with (
        fakes.court_server(fakes.answer(packed[:-10], content_encoding="gzip")) as court,
        pytest.raises(FetchFailed, match="broke off"),
    ):
        http.get(court.url, {})


def test_a_packed_body_is_unpacked() -> None:

    with fakes.court_server(fakes.answer(gzip.compress(b"<rss>" * 1000), content_encoding="gzip")) as court:
        assert http.get(court.url, {}).body == b"<rss>" * 1000


def test_a_packing_that_was_not_asked_for_is_refused() -> None:
    with (
        fakes.court_server(fakes.answer(b"x", content_encoding="br")) as court,
        pytest.raises(FetchFailed, match="not asked for"),
    ):
        http.get(court.url, {})


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_server_that_drips_is_cut_off_at_the_deadline(in_headers: bool) -> None:
    with fakes.court_server(fakes.answer(b"")) as court:
        court.script = fakes.drip(court.ended.is_set, in_headers=in_headers)
        began = time.monotonic()
        with pytest.raises(FetchFailed, match=r"within 0\.6 seconds"):
            http.get(court.url, {}, deadline=0.6)
        assert time.monotonic() - began < 2


def test_too_large_a_body_is_not_taken() -> None:
    with fakes.court_server(fakes.answer(b"x" * 2001)) as court, pytest.raises(FetchFailed, match="more than 2,000 bytes"):
        http.get(court.url, {}, max_bytes=2000)


def test_a_gzip_bomb_stops_at_the_cap() -> None:

    with fakes.court_server(fakes.gzip_bomb(200)) as court:
        tracemalloc.start()
        with pytest.raises(FetchFailed, match="more than 20,971,520 bytes"):
            http.get(court.url, {})
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 70_000_000


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "ftp://ecf.wawd.uscourts.gov/", "javascript:alert(1)", "", "no address", "http://"]
)
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(FetchFailed):
        http.get(url, {})


def test_a_password_in_an_address_is_refused() -> None:
    with pytest.raises(FetchFailed, match="user name or password"):
        http.get("http://me:secret@127.0.0.1/", {})


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "[::ffff:127.0.0.1]"])
def test_this_machine_is_not_on_the_internet(host: str, settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = False
    with pytest.raises(FetchFailed, match="not on the internet"):
        http.get(f"http://{host}:9/", {})


def test_a_proxy_of_the_environment_is_not_used(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    with fakes.court_server(fakes.answer(b"direct")) as court:
        assert http.get(court.url, {}).body == b"direct"


def test_nobody_there_is_a_failure_with_the_host() -> None:
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1"):
        http.get("http://127.0.0.1:9/", {})
