"""The real nginx in front of the site, with the cache of ``docs/deploy.md``: it hands one answer to many, to nobody who
is logged in, and nothing that was withdrawn two seconds ago."""

import http.client
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.models import Annotation
from tests.servers.own_servers import web
from tests.servers.real_nginx import NGINX, find_block, nginx
from tests.support import factories

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.programs,
    pytest.mark.skipif(not NGINX, reason="nginx is not installed (apt-get install nginx-light)"),
]
READERS, ASKED = 8, 400
WORDS = "A sentence that is withdrawn"


@contextmanager
def cache(folder: Path, site: int) -> Iterator[int]:
    """nginx as the document has it, before the site at that port; its own port."""
    before = find_block("proxy_cache_path").replace("/var/cache/nginx/casetracker", str(folder / "cache"))
    before = before.replace("__Host-session", settings.SESSION_COOKIE_NAME)
    inside = f"proxy_pass http://127.0.0.1:{site};\n{find_block('proxy_cache casetracker;')}"
    with nginx(folder, before, f"{inside}\nadd_header X-Cache $upstream_cache_status always;") as port:
        yield port


def get(port: int, path: str, **headers: str) -> tuple[int, http.client.HTTPMessage, str] | None:
    """The answer; None where nobody listens."""
    asked = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        asked.request("GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()})
        answered = asked.getresponse()
        return answered.status, answered.headers, answered.read().decode()
    except ConnectionError:
        return None
    finally:
        asked.close()


@pytest.fixture
def case() -> Docket:
    docket = factories.docket(docket_number="2:21-cv-00031")
    filing = factories.filing(docket=docket, number="1")
    author = factories.user("author", role="editor")
    factories.annotation(filing=filing, author=author, body=WORDS, visibility="public")
    return docket


def test_one_answer_is_for_many_and_for_nobody_who_is_logged_in(case: Docket, tmp_path: Path) -> None:
    editor = Client()
    editor.force_login(factories.user("grace", role="editor"))
    name = settings.SESSION_COOKIE_NAME
    session = f"{name}={editor.cookies[name].value}"
    page = f"{build_docket_url(case.court_id, case.docket_number)}filings/1/"
    with web(tmp_path, processes=2, CASETRACKER_PROXY_CACHE="1") as site, cache(tmp_path / "nginx", site.port) as port:

        def ask(**headers: str) -> tuple[int, http.client.HTTPMessage, str]:
            answered = get(port, page, **headers)
            assert answered
            return answered

        assert WORDS in ask()[2]
        with ThreadPoolExecutor(READERS) as readers:
            answered = list(readers.map(lambda _: ask(), range(ASKED)))
        assert {status for status, _, _ in answered} == {200}
        met = Counter(headers["X-Cache"] for _, headers, _ in answered)
        assert met["HIT"] > 0.9 * ASKED, met
        _, headers, own = ask(Cookie=session)
        assert "grace" in own and (headers["X-Cache"], headers["Cache-Control"]) == ("BYPASS", "private")
        _, headers, shared = ask()
        assert "grace" not in shared and not headers.get_all("Set-Cookie") and "Cookie" not in str(headers["Vary"])
        assert ask(If_None_Match=headers["ETag"])[0] == HTTPStatus.NOT_MODIFIED

        Annotation.objects.update(visibility="private")
        time.sleep(2.1)  # nginx counts whole seconds: what is good for one may be handed out for nearly two
        assert WORDS not in ask()[2]
