"""What was typed when the session had ended is in its form again after the log-in, without a script: every form of
editors and admins, and the ways in which somebody else could make use of it."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client
from lxml import html

from casetracker.access import kept_forms
from dockets.format.urls import build_docket_url
from dockets.http import rate_limit
from dockets.models import ImportRun
from rulings.models import Annotation, Milestone
from tests.site import test_permissions
from tests.site.test_permissions import Site, address, rows
from tests.support import factories
from tests.support.permissions import FILING, FORMLESS, NOT_OFFERED
from tests.support.typed_forms import BUTTONS, LINE, TEXT, TYPED, TypedForm

pytestmark = pytest.mark.django_db
site, users = test_permissions.site, test_permissions.users
HOST = "http://testserver"
NOT_SAVED = "You were logged out; nothing was saved yet. Look it over and save."

type Document = Any
"""A parsed page: lxml has no types for what is used of it here."""


@pytest.fixture(autouse=True)
def rolled_back(module_db: None) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def parse(answered: Any) -> Document:
    return html.document_fromstring(answered.content)


def read_hidden(document: Document) -> dict[str, list[str]]:
    """Of the log-in form: what a browser sends with it."""
    sent: dict[str, list[str]] = {}
    for one in document.xpath("//form[.//input[@name='password']]//input[@type='hidden']"):
        sent.setdefault(one.get("name"), []).append(one.get("value", ""))
    return sent


def log_in(client: Client, asked: Document, name: str) -> Any:
    """Through the page that was given, to the page that it leads to."""
    return client.post("/accounts/login/", {**read_hidden(asked), "username": name, "password": name}, follow=True)


def list_values(form: Document) -> list[tuple[str, str]]:
    """What a browser would send of the form as it stands."""
    found = [(one.get("name"), one.text_content().removeprefix("\n")) for one in form.iter("textarea")]
    for one in form.iter("input"):
        is_tick = one.get("type") in {"checkbox", "radio"}
        if not is_tick or one.get("checked") is not None:
            found.append((one.get("name"), one.get("value", "on" if is_tick else "")))
    for one in form.iter("select"):
        found += [
            (one.get("name"), chosen.get("value")) for chosen in one.iter("option") if "selected" in chosen.attrib
        ]
    return [(name, value) for name, value in found if name]


def find_form(document: Document, path: str) -> Document:
    """The one that stands right below the notice."""
    [form] = document.xpath(
        "//section[contains(@class, 'kept-form')]/following-sibling::*/descendant-or-self::form[@action=$path]",
        path=path,
    )[:1]
    return form


def test_every_form_is_in_the_table() -> None:
    taken = {
        route
        for route, row in rows()
        if row.post != NOT_OFFERED and not route.startswith((*FORMLESS, "accounts/login/"))
    }
    assert taken == set(TYPED) | BUTTONS
    assert not set(TYPED) & BUTTONS


def send(client: Client, site: Site, route: str, form: TypedForm) -> tuple[str, Any]:
    place = {**site.place, **form.place, **({"public_id": site.shared} if "reply" in route else {})}
    ImportRun.objects.filter(pk=place["run_id"]).update(status=form.status or "done")
    path = address(route, place)
    sent: dict[str, Any] = {
        name: str(User.objects.get(username="editor").pk) if value == "EDITOR" else value
        for name, value in form.fields.items()
    }
    if form.file:
        sent[form.file] = SimpleUploadedFile("chosen file.pdf", b"%PDF")
    page = address(form.page, place) if form.page else path
    return path, client.post(path, sent, headers={"Referer": HOST + page})


@pytest.mark.parametrize("route", TYPED)
def test_what_was_typed_is_in_the_form_again_after_the_login(site: Site, route: str) -> None:
    told, client = TYPED[route], Client()
    path, asked = send(client, site, route, told)
    assert asked.status_code == 401
    admins = route.startswith(("imports/", "newsroom/")) and not route.startswith("imports/duplicates/")
    shown = log_in(client, parse(asked), "admin" if admins else "editor")
    assert shown.status_code == 200
    document = parse(shown)
    [notice] = document.find_class("kept-form")
    words = " ".join(notice.text_content().split())
    assert NOT_SAVED in words
    assert ("chosen file.pdf" in words) is bool(told.file)
    there = list_values(find_form(document, quote(path, safe="/:")))
    for name, value in told.fields.items():
        for one in [value] if isinstance(value, str) else value:
            one = str(User.objects.get(username="editor").pk) if one == "EDITOR" else one.replace("\r\n", "\n")
            assert (name, one) in there or (len(one) < 15 and one in words), name


def test_it_is_saved_as_it_was_typed_and_then_forgotten(site: Site) -> None:
    """Two rows of a milestone's form: the hidden ones too, so that what another editor did meanwhile is noticed."""
    client, route = Client(), "desk/cases/<int:docket_id>/milestones/"
    path, asked = send(client, site, route, TYPED[route])
    shown = log_in(client, parse(asked), "editor")
    assert not Milestone.objects.exists()
    sent = dict(list_values(find_form(parse(shown), path)))
    assert client.post(path, sent).status_code == 302
    row = Milestone.objects.get()
    assert (row.headline, row.text.replace("\r\n", "\n")) == (LINE, TEXT.replace("\r\n", "\n"))
    assert client.session["kept_forms"] == {}


def test_another_person_sees_it_and_nothing_is_saved_in_their_name(site: Site) -> None:
    client, number = Client(), Annotation.objects.count()
    route = "notes/on/<slug:filing_id>/"
    _, asked = send(client, site, route, TYPED[route])
    shown = parse(log_in(client, parse(asked), "admin"))
    assert "It will be in the name of admin." in " ".join(shown.find_class("kept-form")[0].text_content().split())
    assert Annotation.objects.count() == number


def test_whoever_may_not_open_the_form_is_given_the_words(site: Site) -> None:
    client, route = Client(), "desk/cases/<int:docket_id>/headline/"
    _, asked = send(client, site, route, TYPED[route])
    refused = log_in(client, parse(asked), "journalist")
    assert refused.status_code == 403
    [notice] = parse(refused).find_class("kept-form")
    assert TEXT.splitlines()[0] in notice.text_content()


def test_words_without_a_field_are_shown_as_text(site: Site) -> None:
    client = Client()
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    asked = client.post(path, {"headline": "Mine", "gone": "No field & more"})
    shown = parse(log_in(client, parse(asked), "editor"))
    assert [one.text for one in shown.xpath("//section[contains(@class, 'kept-form')]//dd")] == ["No field & more"]


def test_a_wrong_password_loses_nothing_and_no_password_is_carried(site: Site) -> None:
    client = Client()
    asked = client.post("/admin/auth/group/add/", {"name": "new", "password1": "a secret", "old-password": "a secret"})
    assert asked.status_code == 401 and b"a secret" not in asked.content
    wrong = client.post("/accounts/login/", {**read_hidden(parse(asked)), "username": "admin", "password": "wrong"})
    assert wrong.status_code == 200 and b"wrong" not in wrong.content
    shown = log_in(client, parse(wrong), "admin")
    form = parse(shown).xpath("//form[@action='/admin/auth/group/add/']")[0]
    assert ("name", "new") in list_values(form)


def refused_form(client: Client, path: str, headers: Mapping[str, str]) -> Any:
    return client.post(
        path, {"headline": LINE, "summary": TEXT, "csrfmiddlewaretoken": "x" * 64}, headers=dict(headers)
    )


@pytest.fixture
def strict() -> Client:
    """A browser whose cookies are gone."""
    return Client(enforce_csrf_checks=True)


def test_a_form_whose_cookie_is_gone_is_kept_too(site: Site, strict: Client) -> None:
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    asked = refused_form(strict, path, {"Origin": HOST, "Referer": HOST + path})
    assert asked.status_code == 401
    shown = log_in(strict, parse(asked), "editor")
    assert "This form was open for too long; nothing was saved yet." in shown.content.decode()
    assert ("headline", LINE) in list_values(find_form(parse(shown), path))


def test_whoever_logged_in_in_another_tab_has_the_form_at_once(site: Site, strict: Client) -> None:
    strict.force_login(User.objects.get(username="editor"))
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    answered = refused_form(strict, path, {"Origin": HOST, "Referer": f"{HOST}/desk/"})
    assert answered.status_code == 302 and answered["Location"].startswith("/desk/?kept=")
    # The desk has no such form now: the words stand there as text.
    [notice] = parse(strict.get(answered["Location"])).find_class("kept-form")
    assert LINE in notice.text_content()


def test_a_login_in_another_tab_does_not_lose_what_this_one_carries(site: Site, strict: Client) -> None:
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    asked = parse(refused_form(strict, path, {"Origin": HOST, "Referer": HOST + path}))
    strict.force_login(User.objects.get(username="editor"))
    strict.cookies.pop("casetracker-csrf", None)
    sent = {**read_hidden(asked), "username": "editor", "password": "editor"}
    shown = strict.post("/accounts/login/", sent, headers={"Origin": HOST}, follow=True)
    assert ("headline", LINE) in list_values(find_form(parse(shown), path))


@pytest.mark.parametrize("origin", ["", "null", "https://elsewhere.example", "http://testserver.elsewhere.example"])
def test_what_another_site_sends_is_not_carried(site: Site, strict: Client, origin: str) -> None:
    """Else it could put its words into an editor's form, to be saved in the editor's name."""
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    headers = {"Origin": origin} if origin else {}
    for client in (strict, Client(enforce_csrf_checks=True)):
        answered = refused_form(client, path, headers)
        assert answered.status_code == 403 and LINE.split()[1] not in answered.content.decode().replace("&quot;", '"')
        assert "kept_forms" not in client.session
        client.force_login(User.objects.get(username="editor"))


@pytest.mark.parametrize(
    "foreign",
    ["https://elsewhere.example/", "//elsewhere.example/x", "javascript:alert(1)", "/nowhere/", "/admin/login/"],
)
def test_a_login_leads_to_no_other_site(site: Site, foreign: str) -> None:
    told = {"kept-address": foreign, "kept-page": foreign, "kept-name": "headline", "kept-value": "x"}
    answered = Client().post("/accounts/login/", {"username": "editor", "password": "editor", **told})
    assert (answered.status_code, answered["Location"]) == (302, "/")
    page = f"//elsewhere.example{address('desk/', site.place)}"
    answered = Client().post(address("desk/cases/<int:docket_id>/headline/", site.place), headers={"Referer": page})
    assert "elsewhere" not in answered.content.decode()


def test_a_number_with_blanks_and_a_broken_referer_are_no_trouble(site: Site) -> None:
    docket = factories.docket(court=factories.court("nysupct"), docket_number="Index No. 1/2020 é")
    path = f"{build_docket_url(docket.court_id, docket.docket_number)}claims/edit/"
    client = Client()
    asked = client.post(path, {"rows": "2", "c1-title": LINE}, headers={"Referer": "http://[broken"})
    shown = parse(log_in(client, parse(asked), "editor"))
    assert shown.xpath("//input[@name='c1-title']/@value") == [LINE]


def test_what_is_too_long_is_not_carried_and_says_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept_forms, "MOST", 20)
    client, route = Client(), "desk/cases/<int:docket_id>/headline/"
    _, asked = send(client, site, route, TYPED[route])
    assert "too long to be kept here" in " ".join(asked.content.decode().split())
    assert not [name for name in read_hidden(parse(asked)) if name.startswith("kept-")]


def test_a_session_keeps_the_latest_three(site: Site) -> None:
    client = Client()
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    for number in range(5):
        asked = Client().post(path, {"headline": f"Number {number}"})
        told = read_hidden(parse(asked))
        client.post("/accounts/login/", {**told, "username": "editor", "password": "editor"})
    kept = [form["fields"] for form in client.session["kept_forms"].values()]
    assert kept == [[["headline", f"Number {number}"]] for number in (2, 3, 4)]


def test_an_address_of_what_was_kept_by_another_session_shows_the_page_as_it_is(site: Site) -> None:
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    answered = client.get(address("desk/cases/<int:docket_id>/headline/", site.place), {"kept": "abc"})
    assert answered.status_code == 200 and b"kept-form" not in answered.content


def test_a_part_of_a_page_is_refused_and_its_page_stays(site: Site) -> None:
    answered = Client().post("/notes/preview/", {"body": "x"}, headers={"HX-Request": "true"})
    assert (answered.status_code, answered.content.decode()) == (401, kept_forms.LOGGED_OUT)


def test_a_private_site_keeps_it_as_well(site: Site, private_site: None) -> None:
    client, route = Client(), "notes/<slug:public_id>/edit/"
    path, asked = send(client, site, route, TYPED[route])
    shown = log_in(client, parse(asked), "editor")
    assert ("body", TEXT.replace("\r\n", "\n")) in list_values(find_form(parse(shown), path))


def test_the_next_page_tells_which_form_was_saved(site: Site) -> None:
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    path = address("desk/cases/<int:docket_id>/headline/", site.place)
    saved = client.post(
        path, {"headline": "New", "request_id": "of-this-form", "seen": seen(client, path)}, follow=True
    )
    assert re.findall(r'data-saved-form="([^"]*)"', saved.content.decode()) == ["of-this-form"]
    wrong = client.post(path, {"headline": "x" * 999, "request_id": "of-another"}, follow=True)
    assert b"data-saved-form" not in wrong.content


def seen(client: Client, path: str) -> str:
    [field] = parse(client.get(path)).xpath("//input[@name='seen']")
    return str(field.get("value"))


def test_an_answer_that_was_refused_is_in_its_form_again_and_not_told_as_saved(site: Site) -> None:
    client = Client()
    client.force_login(User.objects.get(username="editor"))
    path = address("notes/<slug:public_id>/reply/", {**site.place, "public_id": site.shared})
    long = "Too long " * 2_000
    page = HOST + address(FILING, site.place)
    shown = client.post(path, {"body": long, "request_id": "of-this"}, headers={"Referer": page}, follow=True)
    assert b"data-saved-form" not in shown.content
    assert ("body", long) in list_values(find_form(parse(shown), path))
    assert "Nothing was saved. Look it over and save." in " ".join(parse(shown).text_content().split())


def test_a_login_that_is_held_up_carries_it_on(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    client, route = Client(), "desk/cases/<int:docket_id>/headline/"
    _, asked = send(client, site, route, TYPED[route])
    monkeypatch.setattr(rate_limit, "count_attempt", lambda *_: 60)
    held = client.post("/accounts/login/", {**read_hidden(parse(asked)), "username": "editor", "password": "x"})
    assert held.status_code == 429
    [words] = parse(held).xpath("//form[@action='/accounts/login/']/input[@name='kept-value'][2]/@value")
    assert words.replace("\r", "") == TEXT.replace("\r", "")


def test_who_is_logged_in_is_told_to_the_script(site: Site) -> None:
    client = Client()
    assert client.get("/accounts/session/").json()["user"] == ""
    client.force_login(User.objects.get(username="editor"))
    answered = client.get("/accounts/session/")
    assert answered.json()["name"] == "editor" and "no-store" in answered["Cache-Control"]
