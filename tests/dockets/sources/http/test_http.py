import gzip
import time
import tracemalloc
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from pathlib import Path

import httpcore
import httpx
import pytest
from pytest_django import Settings

from dockets.record.records import FetchFailed
from dockets.sources.http import client, connections
from tests.dockets.sources.http import resolver
from tests.fakes import fakes

COURT = "ecf.wawd.uscourts.gov"


@pytest.fixture(autouse=True)
def loopback_allowed(settings: Settings) -> None:
    settings.FETCH_ALLOW_LOOPBACK = True


def test_it_returns_the_body_and_what_to_ask_with_next_time() -> None:
    with fakes.court_server(
        fakes.answer(b"<rss/>", etag='"7"', last_modified="Wed, 10 Apr 2024 01:20:02 GMT")
    ) as court:
        fetched = client.fetch_url(court.url, {})
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
        fetched = client.fetch_url(court.url, {"etag": '"7"', "last_modified": "then", "build_date": "x"})
    assert (fetched.not_modified, fetched.body) == (True, b"")
    assert fetched.validators == {"etag": '"7"', "last_modified": "then", "build_date": "x"}
    asked = court.asked[0]
    assert (asked["if-none-match"], asked["if-modified-since"]) == ('"7"', "then")
    assert asked["user-agent"] == "Casetracker/1 (court-case tracker; desk@example.org)"


def test_a_redirect_is_followed() -> None:
    with fakes.court_server(fakes.answer(b"here")) as target, fakes.court_server(fakes.redirect(target.url)) as court:
        assert client.fetch_url(court.url, {}).body == b"here"


def test_a_redirect_loop_ends() -> None:
    with (
        fakes.court_server(fakes.redirect("")) as court,
        pytest.raises(FetchFailed, match="redirects more than 3 times"),
    ):
        client.fetch_url(court.url, {})
    assert len(court.asked) == 4


@pytest.mark.parametrize("target", ["file:///etc/hostname", "gopher://127.0.0.1/", "ftp://127.0.0.1/x"])
def test_a_redirect_to_another_scheme_is_refused(target: str) -> None:
    with fakes.court_server(fakes.redirect(target)) as court, pytest.raises(FetchFailed, match="not followed"):
        client.fetch_url(court.url, {})


@pytest.mark.parametrize(("status", "said"), [(500, "answered 500"), (404, "answered 404"), (403, "answered 403")])
def test_an_error_of_the_server_is_no_body(status: int, said: str) -> None:
    with (
        fakes.court_server(fakes.answer(b"<html>Error</html>", status=status)) as court,
        pytest.raises(FetchFailed, match=said),
    ):
        client.fetch_url(court.url, {})


def test_it_tells_when_to_come_again() -> None:
    with (
        fakes.court_server(fakes.answer(b"", status=429, retry_after="77")) as court,
        pytest.raises(FetchFailed) as failure,
    ):
        client.fetch_url(court.url, {})
    assert failure.value.retry_after == 77


def test_it_tells_when_to_come_again_from_a_date() -> None:
    when = format_datetime(datetime.now(UTC) + timedelta(seconds=100), usegmt=True)
    with (
        fakes.court_server(fakes.answer(b"", status=503, retry_after=when)) as court,
        pytest.raises(FetchFailed) as failure,
    ):
        client.fetch_url(court.url, {})
    assert failure.value.retry_after == pytest.approx(100, abs=5)


def test_a_strange_retry_after_is_none() -> None:
    with (
        fakes.court_server(fakes.answer(b"", status=503, retry_after="soon")) as court,
        pytest.raises(FetchFailed) as failure,
    ):
        client.fetch_url(court.url, {})
    assert failure.value.retry_after is None


def test_a_connection_cut_in_mid_body_is_a_failure() -> None:
    with fakes.court_server(fakes.cut(b"x" * 1000, 10)) as court, pytest.raises(FetchFailed, match="could not be read"):
        client.fetch_url(court.url, {})


def test_a_packed_body_cut_short_is_a_failure() -> None:

    packed = gzip.compress(b"<rss>" * 1000)
    with (
        fakes.court_server(fakes.answer(packed[:-10], content_encoding="gzip")) as court,
        pytest.raises(FetchFailed, match="broke off"),
    ):
        client.fetch_url(court.url, {})


def test_a_packed_body_is_unpacked() -> None:

    with fakes.court_server(fakes.answer(gzip.compress(b"<rss>" * 1000), content_encoding="gzip")) as court:
        assert client.fetch_url(court.url, {}).body == b"<rss>" * 1000


def test_a_packing_that_was_not_asked_for_is_refused() -> None:
    with (
        fakes.court_server(fakes.answer(b"x", content_encoding="br")) as court,
        pytest.raises(FetchFailed, match="not asked for"),
    ):
        client.fetch_url(court.url, {})


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_server_that_drips_is_cut_off_at_the_deadline(in_headers: bool) -> None:
    with fakes.court_server(fakes.answer(b"")) as court:
        court.script = fakes.drip(court.ended.is_set, in_headers=in_headers)
        began = time.monotonic()
        with pytest.raises(FetchFailed, match=r"within 0\.6 seconds"):
            client.fetch_url(court.url, {}, deadline=0.6)
        assert time.monotonic() - began < 10, "it would drip on for ever"


def test_too_large_a_body_is_not_taken() -> None:
    with (
        fakes.court_server(fakes.answer(b"x" * 2001)) as court,
        pytest.raises(FetchFailed, match="more than 2,000 bytes"),
    ):
        client.fetch_url(court.url, {}, max_bytes=2000)


def test_a_gzip_bomb_stops_at_the_cap() -> None:

    with fakes.court_server(fakes.gzip_bomb(200)) as court:
        tracemalloc.start()
        with pytest.raises(FetchFailed, match="more than 20,971,520 bytes"):
            client.fetch_url(court.url, {})
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert peak < 70_000_000


LISTED = "not on the list of servers that are asked"
REFUSED = {
    "file:///etc/passwd": "no http or https address",
    "ftp://ecf.wawd.uscourts.gov/": "no http or https address",
    "gopher://ecf.wawd.uscourts.gov/": "no http or https address",
    "javascript:alert(1)": "no http or https address",
    "": "no http or https address",
    "no address": "no http or https address",
    "http://": "no http or https address",
    "https://ecf.wa\twd.uscourts.gov/": "no http or https address",
    "https://me:secret@ecf.wawd.uscourts.gov/": "user name or password",
    "https://ecf.wawd.uscourts.gov\\@evil.example/": "user name or password",
    "http://127.0.0.1/": LISTED,
    "http://127.1/": LISTED,
    "http://0x7f000001/": LISTED,
    "http://2130706433/": LISTED,
    "http://0177.0.0.1/": "no http or https address",
    "http://[::1]/": LISTED,
    "http://[::ffff:127.0.0.1]/": LISTED,
    "http://[64:ff9b::7f00:1]/": LISTED,
    "http://0.0.0.0/": LISTED,
    "http://169.254.169.254/latest/meta-data/": LISTED,
    "http://localhost/": LISTED,
    "http://%31%32%37.0.0.1/": LISTED,
    "https://ecf.wawd.uscourts.gov./": LISTED,
    "https://uscourts.gov/": LISTED,
    "https://ecf.wawd.uscourts.gov.evil.example/": LISTED,
    "https://evil.example/ecf.wawd.uscourts.gov": LISTED,
    "https://evil.example#.uscourts.gov": LISTED,
    "https://eviluscourts.gov/": LISTED,
    "https://xn--4ca.uscourts.gov.evil.example/": LISTED,
    "https://ä.uscourts.gov/": LISTED,
    "https://ecf.wawd.uscourts.gov:8443/": "Port 8443",
    "https://ecf.wawd.uscourts.gov:22/": "Port 22",
}


@pytest.fixture
def outside(settings: Settings) -> None:
    """As it is in production."""
    settings.FETCH_ALLOW_LOOPBACK = False


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("url", REFUSED)
def test_what_is_refused_is_refused_at_the_form_and_at_the_door_alike(url: str) -> None:
    said = client.explain_refused_url(url)
    assert REFUSED[url] in said
    with pytest.raises(FetchFailed) as failure:
        client.fetch_url(url, {})
    assert str(failure.value) == said


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize(
    "url",
    [
        "https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl",
        "HTTP://ECF.CA9.USCOURTS.GOV:80/x",
        "https://www.cafc.uscourts.gov:443",
    ],
)
def test_courts_are_asked(url: str) -> None:
    assert client.explain_refused_url(url) == ""


@pytest.mark.usefixtures("outside")
def test_another_host_is_asked_once_whoever_runs_the_site_has_listed_it(settings: Settings) -> None:
    url = "https://feeds.state.example/dockets"
    assert LISTED in client.explain_refused_url(url)
    settings.FETCH_HOSTS = ["feeds.state.example"]
    assert client.explain_refused_url(url) == ""
    assert LISTED in client.explain_refused_url("https://x.feeds.state.example/")


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "[::1]", "[64:ff9b::a00:1]"])
def test_a_list_does_not_open_our_own_network(host: str, settings: Settings) -> None:
    settings.FETCH_HOSTS = [host.strip("[]")]
    with pytest.raises(FetchFailed, match="is not on the internet, and is not fetched"):
        client.fetch_url(f"http://{host}/", {})


@pytest.mark.usefixtures("outside")
@pytest.mark.parametrize("addresses", [["10.0.0.1"], ["8.8.8.8", "127.0.0.1"], ["2606:4700::1111", "::1"]])
def test_a_courts_name_that_leads_inside_is_refused(addresses: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    resolver.play(monkeypatch, {COURT: [addresses]})
    with pytest.raises(FetchFailed, match=f"{COURT} is not on the internet, and is not fetched"):
        client.fetch_url(f"https://{COURT}/", {})


def test_only_the_address_that_was_checked_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    names = resolver.play(monkeypatch, {COURT: [["127.0.0.1"], ["10.0.0.1"]]})
    with fakes.court_server(fakes.answer(b"<rss/>")) as court:
        fetched = client.fetch_url(court.url.replace("127.0.0.1", COURT), {})
    assert fetched.body == b"<rss/>" and names.asked == [COURT]
    assert court.asked[0]["host"].startswith(COURT)


@pytest.mark.parametrize(
    "target", ["http://10.0.0.1/", "http://169.254.169.254/", "http://inside.example/", "https://me@127.0.0.1/"]
)
def test_each_hop_is_checked(target: str) -> None:
    with (
        fakes.court_server(fakes.redirect(target)) as court,
        pytest.raises(FetchFailed, match=r"list of servers|user name"),
    ):
        client.fetch_url(court.url, {})
    assert len(court.asked) == 1


def test_no_redirect_leads_from_https_to_http() -> None:
    """As the door itself decides it: a server whose certificate is believed cannot be played here."""
    answer = httpcore.Response(302, headers=[("Location", f"http://{COURT}/")])
    with pytest.raises(FetchFailed, match="not followed"):
        client._next(httpx.URL(f"https://{COURT}/"), answer)
    assert client._next(httpx.URL(f"http://{COURT}/"), answer) == httpx.URL(f"http://{COURT}/")


def test_a_hop_to_a_name_that_leads_inside_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    resolver.play(monkeypatch, {COURT: [["10.0.0.1"]]})
    with (
        fakes.court_server(fakes.redirect(f"http://{COURT}/")) as court,
        pytest.raises(FetchFailed, match="not on the internet"),
    ):
        client.fetch_url(court.url, {})


def test_three_hops_are_followed_and_no_fourth() -> None:
    with fakes.court_server(fakes.answer(b"here")) as end:
        with fakes.court_server(fakes.redirect("", "", end.url)) as court:
            assert client.fetch_url(court.url, {}).body == b"here"
        with (
            fakes.court_server(fakes.redirect("", "", "", end.url)) as court,
            pytest.raises(FetchFailed, match="more than 3 times"),
        ):
            client.fetch_url(court.url, {})


def test_a_token_goes_to_the_server_that_was_asked_and_to_no_other() -> None:
    with fakes.court_server(fakes.answer(b"here")) as other, fakes.court_server(fakes.redirect("", other.url)) as court:
        client.fetch_url(court.url, {}, headers={"Authorization": "Token secret", "Cookie": "a=b"})
    assert [asked.get("authorization") for asked in court.asked] == ["Token secret"] * 2
    assert "authorization" not in other.asked[0] and "cookie" not in other.asked[0]


def test_no_cookie_is_kept() -> None:
    with fakes.court_server(fakes.answer(b"here", set_cookie="session=1; Path=/")) as court:
        client.fetch_url(court.url, {})
        client.fetch_url(court.url, {})
    assert [asked.get("cookie") for asked in court.asked] == [None, None]


@pytest.mark.parametrize("answer", [fakes.answer(b"here"), fakes.answer(b"", status=304)])
def test_a_connection_is_kept_for_the_next_request(answer: fakes.Script) -> None:
    clients = []

    def script(request: BaseHTTPRequestHandler) -> None:
        clients.append(request.client_address)
        answer(request)

    with fakes.court_server(script) as court:
        client.fetch_url(court.url, {})
        client.fetch_url(court.url, {})
    assert len(clients) == 2 and clients[0] == clients[1]


def test_a_refusal_in_json_is_told() -> None:
    with (
        fakes.court_server(
            fakes.answer(b'{"detail": "throttled"}', status=429, content_type="application/json")
        ) as court,
        pytest.raises(client.BadAnswer) as failure,
    ):
        client.fetch_url(court.url, {})
    assert (failure.value.status, failure.value.detail) == (429, '{"detail": "throttled"}')


def test_proxies_and_passwords_of_the_environment_are_not_used(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("NO_PROXY", "")
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login me password secret\n")
    monkeypatch.setenv("NETRC", str(netrc))
    connections.get_connection_pool.cache_clear()  # made anew, with this environment
    with fakes.court_server(fakes.answer(b"direct")) as court:
        assert client.fetch_url(court.url, {}).body == b"direct"
    assert "authorization" not in court.asked[0]


def test_nobody_there_is_a_failure_with_the_host() -> None:
    with pytest.raises(FetchFailed, match=r"127\.0\.0\.1"):
        client.fetch_url("http://127.0.0.1:9/", {})
