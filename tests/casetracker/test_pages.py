"""What holds for every page: errors with a way on, login and logout, headers, and markup without errors."""

from typing import Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.contrib.auth.models import User
from django.test import Client, override_settings
from django.urls import path

from casetracker import urls
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def every_page() -> list[str]:
    """One address of each kind of page, with something to show."""
    docket = factories.docket(docket_number="2:21-cv-00031")
    factories.many_filings(docket=docket, number=3)
    filing = factories.filing(docket=docket, number="2")
    case = "/cases/wawd/2:21-cv-00031/"
    return [
        "/",
        "/cases/",
        "/search/",
        "/search/?q=notice",
        case,
        f"{case}?all=1",
        f"{case}filings/{filing.public_id}/",
        f"{case}filings/2/",
        "/rulings/",
        "/calendar/",
        f"{case}changes/",
        f"{case}claims/",
        "/accounts/login/",
    ]


def test_every_page_reads_strictly_and_has_its_landmarks(client: Client) -> None:
    for address in every_page():
        page = pages.parsed(client.get(address))
        assert [len(list(page.iter(name))) for name in ("main", "header", "footer", "h1", "title")] >= [
            1,
            1,
            1,
            1,
            1,
        ], address
        assert len(list(page.iter("h1"))) == 1, address
        assert pages.by_id(page, "main").tag == "main"
        ids = [element.get("id") for element in page.iter() if element.get("id")]
        assert len(ids) == len(set(ids)), address
        unnamed = [field for field in page.iter("input") if field.get("type") != "hidden" and not _named(page, field)]
        assert not unnamed, (address, [field.attrib for field in unnamed])


def _named(page: Any, field: Any) -> bool:
    labels = [label for label in page.iter("label") if label.get("for") == field.get("id") and field.get("id")]
    return bool(labels) or any(field in label.iter() for label in page.iter("label"))


def test_no_page_has_inline_style_or_script(client: Client) -> None:
    for address in every_page():
        page = pages.parsed(client.get(address))
        for element in page.iter():
            assert element.tag != "style", address
            assert element.tag != "script" or element.get("src", "").startswith("/static/"), address
            assert not [name for name in element.attrib if name == "style" or name.startswith("on")], address


def test_every_page_has_its_headers(client: Client) -> None:
    for address in every_page():
        response = client.get(address)
        assert "default-src 'none'" in response["Content-Security-Policy"]
        assert "unsafe" not in response["Content-Security-Policy"]
        assert response["X-Content-Type-Options"] == "nosniff"


def test_pages_are_for_reading(client: Client) -> None:
    for address in every_page():
        if address != "/accounts/login/":
            assert client.post(address).status_code == 405, address


def test_login_and_logout(client: Client, users: Any) -> None:
    page = pages.parsed(client.get("/"))
    assert pages.links(page)["Log in"] == "/accounts/login/"
    wrong = client.post("/accounts/login/", {"username": "editor", "password": "wrong"})
    assert "enter a correct username and password" in pages.text(pages.parsed(wrong))
    right = client.post(
        "/accounts/login/?next=/cases/", {"username": "editor", "password": "editor", "next": "/cases/"}
    )
    assert (right.status_code, right["Location"]) == (302, "/cases/")
    inside = pages.text(pages.parsed(client.get("/")))
    assert "editor" in inside
    assert "Admin" not in inside
    assert client.get("/accounts/logout/").status_code == 405
    assert client.post("/accounts/logout/")["Location"] == "/"
    assert "Log in" in pages.text(pages.parsed(client.get("/")))


def test_the_way_into_the_admin_is_shown_to_admins(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    assert pages.links(pages.parsed(client.get("/")))["Admin"] == "/admin/"
    assert client.get("/admin/").status_code == 200


@pytest.mark.parametrize("target", ["//evil.example", "https://evil.example", "javascript:alert(1)", "/\\evil.example"])
def test_login_leads_nowhere_else(client: Client, users: Any, target: str) -> None:
    response = client.post(
        f"/accounts/login/?next={target}", {"username": "editor", "password": "editor", "next": target}
    )
    assert response["Location"] == "/"


@override_settings(MIDDLEWARE=[*settings.MIDDLEWARE, "django.contrib.auth.middleware.LoginRequiredMiddleware"])
def test_a_site_that_is_not_public_asks_for_a_login_everywhere(client: Client, users: Any) -> None:
    for address in every_page():
        if address != "/accounts/login/":
            response = client.get(address)
            assert (response.status_code, response["Location"].partition("?")[0]) == (302, "/accounts/login/"), address
    client.force_login(users.journalist)
    assert client.get("/cases/").status_code == 200


def test_not_found_leads_on(client: Client) -> None:
    page = pages.parsed(client.get("/nothing/here/"), 404)
    assert {"Front page", "All cases", "Search"} <= pages.links(page).keys()


@pytest.mark.parametrize(
    ("address", "tried"),
    [
        ("/cases/wawd/2:99-cv-1/", "2:99-cv-1"),
        ("/cases/nowhere/123456/2021/filings/3/", "123456/2021"),
        ("/cases/wawd/C99-1/claims/", "C99-1"),
        ("/cases/wawd/2%3A99-cv-%3Cb%3E1/", "2:99-cv-<b>1"),
    ],
)
def test_not_found_offers_a_search_for_the_number_that_was_tried(client: Client, address: str, tried: str) -> None:
    links = pages.links(pages.parsed(client.get(address), 404))
    assert links[f"Look for the number {tried} in all courts"] == f"/search/?q={quote(tried)}"


def test_a_forged_form_is_refused_with_a_way_on(users: Any) -> None:
    response = Client(enforce_csrf_checks=True).post("/accounts/login/", {"username": "editor", "password": "editor"})
    assert "Go back and try again" in pages.text(pages.parsed(response, 403))


def broken(request: Any) -> Any:
    raise RuntimeError(User.objects.count())


class Broken:
    """The site with one page that breaks."""

    urlpatterns = [*urls.urlpatterns, path("broken/", broken)]


@override_settings(ROOT_URLCONF=Broken)
def test_a_broken_page_says_so_and_tells_nothing_else() -> None:
    response = Client(raise_request_exception=False).get("/broken/")
    page = pages.parsed(response, 500)
    assert pages.text(page.find(".//h1")) == "Something broke on our side"
    assert "RuntimeError" not in response.content.decode()


def test_the_admin_bears_the_sites_name_and_speaks_english(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    page = pages.text(pages.parsed(client.get("/admin/")))
    assert "Casetracker: administration" in page and "Parties" in page
    assert "Django administration" not in page and "Partys" not in page
