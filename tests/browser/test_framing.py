"""Battery D3: in a real browser no page of the site shows in another site's frame, but for the timeline that is made
for it.

Site and foreign page are both served over TLS on this machine's loopback, since the embedded timeline asks for a parent
that is. Their ports differ and their host does not: to the browser they are other origins of one site, so that the
frame is sent the session of whoever looks, and a page that is not kept out would show with all that they may do.
"""

import re
import ssl
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from html import escape
from typing import Any
from urllib.parse import quote, unquote
from wsgiref.types import StartResponse, WSGIEnvironment

import pytest
import trustme
from django.conf import settings
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.test import Client
from playwright.sync_api import Page, expect

from tests.browser.conftest import Complaints, Opens
from tests.conftest import Users
from tests.support.every_page import CASE, Everything, build

pytestmark = pytest.mark.django_db(transaction=True)
ADMINS = ("/admin/", "/admin/login/", "/admin/rulings/claim/", "/admin/rulings/claim/add/")
AT_ONCE = 12
"""Frames of one foreign page."""
KEPT_OUT = "chrome-error://chromewebdata/"
"""What Chromium puts in the place of a page that may not stand in the frame."""


class Quiet(WSGIRequestHandler):
    def log_message(self, *args: object) -> None:
        """Nothing."""


@contextmanager
def served(application: Any, certificate: trustme.LeafCert) -> Iterator[str]:
    """Runs a WSGI application over TLS. Its origin."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    certificate.configure_cert(context)
    server = ThreadedWSGIServer(("127.0.0.1", 0), Quiet)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.set_app(application)
    server.base_environ["HTTPS"] = "on"  # by which the application knows that its own addresses are https
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"https://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join(60)
        server.server_close()


@pytest.fixture(scope="module")
def certificate() -> trustme.LeafCert:
    return trustme.CA().issue_cert("127.0.0.1")


@pytest.fixture
def secure(transactional_db: None, certificate: trustme.LeafCert) -> Iterator[str]:
    """The site."""
    with served(get_wsgi_application(), certificate) as origin:
        yield origin


def foreign(environ: WSGIEnvironment, start: StartResponse) -> list[bytes]:
    """A page of another's that frames each address of its query, one a line."""
    wanted = unquote(environ.get("QUERY_STRING", "")).split("\n")
    frames = "".join(f'<iframe src="{escape(address)}"></iframe>' for address in wanted if address)
    start("200 OK", [("Content-Type", "text/html; charset=utf-8")])
    return [f"<!doctype html><title>Another's page</title>{frames}".encode()]


@pytest.fixture
def parent(certificate: trustme.LeafCert) -> Iterator[str]:
    with served(foreign, certificate) as origin:
        yield origin


def framed(page: Page, parent: str, addresses: Sequence[str]) -> dict[str, str]:
    """Each address with what stands in its frame of the foreign page: the address of that."""
    page.goto(f"{parent}/?{quote(chr(10).join(addresses))}", wait_until="load")
    return dict(zip(addresses, [frame.url for frame in page.main_frame.child_frames], strict=True))


def logged_in(page: Page, origin: str, user: Any) -> None:
    client = Client()
    client.force_login(user)
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": origin, "sameSite": "Lax"}]
    )


@pytest.fixture
def site(users: Users, transactional_db: None) -> Everything:
    return build(users)


def one_of_each(site: Everything, role: str) -> list[str]:
    """Of the pages that are kept out in the same words, of the same type and status, the first two."""
    alike: dict[tuple[object, ...], list[str]] = {}
    for address, answer in site.pages(role):
        if "/embed/" not in address and answer.status_code != 302:
            policy = re.sub(r"nonce-[^']+", "", answer.get("Content-Security-Policy", ""))
            words = (answer.get("Content-Type"), answer.get("X-Frame-Options"), policy, "Content-Disposition" in answer)
            alike.setdefault((answer.status_code, *words), []).append(address)
    return [address for addresses in alike.values() for address in addresses[:2]]


@pytest.mark.thorough
@pytest.mark.parametrize("role", ["nobody", "admin"])
def test_no_page_shows_in_anothers_frame(
    site: Everything, opens: Opens, secure: str, parent: str, complaints: Complaints, role: str
) -> None:
    """That every page has these headers, for editors too, says ``tests.site.test_headers``: here a browser is asked
    what they do."""
    page = opens(ignore_https_errors=True)
    if role != "nobody":
        logged_in(page, secure, getattr(site.users, role))
    pages = [f"{CASE}timeline.csv?kind=x", *(ADMINS if role == "admin" else ADMINS[1:2]), *one_of_each(site, role)]
    shown = []
    for at in range(0, len(pages), AT_ONCE):
        there = framed(page, parent, [secure + address for address in pages[at : at + AT_ONCE]])
        shown += [address for address, stands in there.items() if stands != KEPT_OUT]
    assert shown == []
    refused = {address for address in pages if any(f"'{secure}{address}'" in said for said in complaints)}
    assert len(pages) > 5 and refused, (pages, complaints)


def test_the_timeline_made_for_it_does(site: Everything, opens: Opens, secure: str, parent: str) -> None:
    page = opens(ignore_https_errors=True)
    address = f"{secure}{CASE}embed/"
    assert framed(page, parent, [address]) == {address: address}
    frame = page.frame_locator("iframe")
    assert frame.get_by_role("listitem").count() > 5
    assert frame.get_by_role("heading", level=1).is_visible()


@pytest.mark.parametrize("of", ["/trackers/{slug}/", CASE])
def test_the_frame_is_as_high_as_what_it_holds(
    site: Everything, opens: Opens, secure: str, parent: str, of: str
) -> None:
    """By the code that the page offers: without script the frame has the height that it says."""
    page = opens(ignore_https_errors=True)
    page.goto(f"{secure}{of.format(**site.place)}")
    codes = page.locator("textarea").evaluate_all("areas => areas.map(area => area.value)")
    assert [("<script>" in code) for code in codes] == [True, False]
    page.goto(f"{parent}/")
    page.set_content(f"<!doctype html><title>An article</title>{codes[0]}")
    frame = page.locator("iframe")
    expect(page.frame_locator("iframe").get_by_role("heading", level=1)).to_be_visible()
    heights = []
    for width in (1280, 320, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        inner = page.main_frame.child_frames[0]
        page.wait_for_timeout(300)
        wanted = inner.evaluate("Math.ceil(document.documentElement.getBoundingClientRect().height)")
        heights.append(wanted)
        assert int(frame.get_attribute("height") or 0) == wanted
        assert inner.evaluate("document.documentElement.scrollHeight <= innerHeight")
    assert heights[0] == heights[2] < heights[1], "it becomes lower again, too"
