"""What every answer says of how it may be used (OWASP ASVS 3.4): pages, errors, what is taken away, static files."""

import re
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.test import Client, override_settings
from django.urls import path

from casetracker import urls
from rulings.exports.claims import FORMS as CLAIM_FORMS
from rulings.exports.formats import FORMS
from tests.conftest import make_users
from tests.support.every_page import CASE, Everything, build
from tests.support.examples import pick_rows

pytestmark = pytest.mark.django_db
STATIC = (
    "/static/css/site.css",
    "/static/css/embed.css",
    "/static/js/keys.js",
    "/static/mark.svg",
    "/static/no-such.css",
)


def broken(request: Any) -> Any:
    raise RuntimeError


class Broken:
    """The site with one page that breaks, and an answer of the API that does."""

    urlpatterns = [path("broken/", broken), path("api/v1/broken/", broken), *urls.urlpatterns]
    handler400, handler500 = urls.handler400, urls.handler500


@pytest.fixture(scope="module")
def site(module_db: None) -> Everything:
    return build(make_users())


def answers(site: Everything) -> Iterator[tuple[str, Any]]:
    """Everything that is there to be asked for, as nobody, as an editor and as an admin, and each kind of error."""
    taken = [f"{CASE}timeline.{form}" for form in FORMS] + [f"{CASE}claims.{form}" for form in CLAIM_FORMS]
    nobody, editor, admin = (Client(raise_request_exception=False) for _ in range(3))
    editor.force_login(site.users.editor)
    admin.force_login(site.users.admin)
    errors = ("/broken/", "/api/v1/broken/", f"{CASE}timeline.exe", f"{CASE}timeline.csv?kind=x")
    for where in [*pick_rows(site.addresses(), 30), *taken, *STATIC, *errors]:
        yield where, nobody.get(where)
    for client, where in pick_rows(product((editor, admin), site.addresses()), 60):
        yield where, client.get(where)
    yield "a post", nobody.post("/cases/")
    yield "a forged form", Client(enforce_csrf_checks=True).post("/accounts/login/")
    yield "another host", nobody.get("/", headers={"Host": "another.example"})
    yield "the API at another host", nobody.get("/api/v1/cases/", headers={"Host": "another.example"})


def is_shown_elsewhere(where: str) -> bool:
    """Pictures that are made for articles."""
    return where.startswith("/cases/") and where.partition("?")[0].endswith((".png", ".svg"))


def read_out(answer: Any) -> None:
    """So that the files behind it are closed."""
    if answer.streaming:
        b"".join(answer.streaming_content)


@pytest.mark.long
@override_settings(ROOT_URLCONF=Broken)
def test_every_answer_has_its_headers(site: Everything) -> None:
    wrong, kinds = [], set()
    for where, answer in answers(site):
        read_out(answer)
        kinds.add((answer.status_code, answer.get("Content-Type", "").partition(";")[0]))
        policy, framed = answer.get("Content-Security-Policy", ""), where.partition("?")[0].endswith("/embed/")
        holds = {
            "sniffed": answer.get("X-Content-Type-Options") == "nosniff",
            "referrer": answer.get("Referrer-Policy") in ("same-origin", "no-referrer"),
            "resource": answer.get("Cross-Origin-Resource-Policy")
            == ("same-site" if is_shown_elsewhere(where) else "same-origin"),
            "opener": answer.get("Cross-Origin-Opener-Policy") == "same-origin",
            "policy": "default-src 'none'" in policy
            and "form-action" in policy
            and "unsafe" not in policy
            and "base-uri 'none'" in policy,
            "frames": ("frame-ancestors https:" in policy) if framed else ("frame-ancestors 'none'" in policy),
            "old frames": ("X-Frame-Options" not in answer) if framed else (answer.get("X-Frame-Options") == "DENY"),
        }
        wrong += [(where, answer.status_code, name) for name, is_so in holds.items() if not is_so]
    assert wrong == []
    assert {status for status, _ in kinds} >= {200, 302, 400, 403, 404, 405, 500}
    assert len({media for _, media in kinds}) >= 10, kinds


@pytest.mark.long
def test_what_is_taken_away_has_a_safe_name(site: Everything) -> None:
    client = Client()
    client.force_login(site.users.admin)
    seen = 0
    for where in [*pick_rows(site.addresses(), 30), *(f"{CASE}timeline.{form}" for form in FORMS)]:
        answer: Any = client.get(where)
        read_out(answer)
        if disposition := answer.get("Content-Disposition"):
            seen += 1
            assert re.fullmatch(r'(attachment|inline); filename="[\w.-]+"', disposition), (where, disposition)
        is_saved = answer.get("Content-Type", "").partition(";")[0] in ("text/csv", "application/octet-stream")
        assert not is_saved or disposition.startswith("attachment"), where
    assert seen >= len(FORMS)
