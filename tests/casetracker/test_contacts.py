"""Where lawyers can be reached is for admins: no page, list, search or file gives it to anybody else."""

import io
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import URLPattern, reverse

from casetracker import urls as site_urls
from dockets import urls as record_urls
from dockets.imports.run import perform_run, queue_import
from dockets.models import Attorney, Docket, Filing, ImportRun, Party
from rulings import urls as reading_urls
from rulings.exports.formats import FORMS
from rulings.interpret.docket import interpret_docket
from tests.conftest import Users
from tests.support.examples import pick_rows

SECRETS = ("9 Hidden Quay", "206-555-0142", "ines@castaneda.example")
TABLE = f"""# court: washsuperct
# docket number: 24-2-01234-5 SEA
# case name: Lantern Street Press LLC v. Pell
date,docket text,party,party type,attorney,attorney contact
2024-03-02,COMPLAINT by Plaintiff.,Lantern Street Press LLC,Plaintiff,Ines Castañeda,"Castañeda & Roe PLLC
{SECRETS[0]}
Seattle, WA 98101
{SECRETS[1]}
{SECRETS[2]}"
"""
WHOLE = ("", "?parties=all&all=1")
"""Pages as they come, and with all that they can show."""
pytestmark = pytest.mark.django_db


@pytest.fixture
def run() -> ImportRun:
    run = queue_import(TABLE.encode(), name="table.csv", ring=False)
    (docket_id,) = perform_run(run.pk)
    interpret_docket(docket_id)
    assert all(secret in Attorney.objects.get().contact for secret in SECRETS)
    return run


def _addresses(run: ImportRun) -> Iterator[str]:
    """Every address of the site but the admin's, with arguments that lead to this case and this run."""
    docket, filing = Docket.objects.get(), Filing.objects.get()
    given: dict[str, list[Any]] = {
        "court_id": [docket.court_id],
        "number": [docket.docket_number],
        "reference": [filing.public_id],
        "form": list(FORMS),
        "run_id": [run.pk],
        "act": ["confirm"],
        "role": ["lawyer", "firm", "party"],
        "name": [Attorney.objects.get().name, Attorney.objects.get().firm, Party.objects.get().name],
    }
    for pattern in [*record_urls.urlpatterns, *reading_urls.urlpatterns, *site_urls.urlpatterns]:
        if isinstance(pattern, URLPattern) and pattern.name:
            names = list(pattern.pattern.converters)
            here = given | {"form": ["csv"]} if pattern.name.startswith("tracker-") else given
            choices: list[list[Any]] = [here.get(name, ["1"]) for name in names]
            for values in product(*choices):
                yield reverse(pattern.name, kwargs=dict(zip(names, values, strict=True)))


def _body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return str(content.decode(errors="replace"))  # a picture is no text


@pytest.mark.long
@pytest.mark.parametrize("role", ["nobody", "journalist", "editor"])
def test_no_address_gives_a_contact_to_who_is_no_admin(client: Client, users: Users, run: ImportRun, role: str) -> None:
    if role != "nobody":
        client.force_login(getattr(users, role))
    addresses = list(_addresses(run))
    assert len(addresses) > 10
    for address, query in pick_rows(product(addresses, WHOLE), 60):
        shown = _body(client.get(address + query, follow=True))
        assert not [secret for secret in SECRETS if secret in shown], address + query


@pytest.mark.parametrize("typed", ["Hidden Quay", "206-555-0142", "ines@castaneda.example", "Hidden"])
def test_nothing_is_found_by_a_contact(client: Client, users: Users, run: ImportRun, typed: str) -> None:
    client.force_login(users.admin)
    docket = Docket.objects.get()
    case = reverse("timeline", args=[docket.court_id, docket.docket_number])
    pages = [("search", {"q": typed}), ("docket-list", {"q": typed})]
    for name, query in pages:
        assert case not in _body(client.get(reverse(name, query=query)))
    assert case in _body(client.get(reverse("search", query={"q": "complaint"})))


def test_an_admin_sees_it_on_the_page_of_the_case(client: Client, users: Users, run: ImportRun) -> None:
    client.force_login(users.admin)
    docket = Docket.objects.get()
    shown = _body(client.get(reverse("timeline", args=[docket.court_id, docket.docket_number])))
    assert all(secret in shown for secret in SECRETS)


def test_the_admin_site_is_for_admins(client: Client, users: Users, run: ImportRun) -> None:
    page = reverse("admin:dockets_attorney_change", args=[Attorney.objects.get().pk])
    for user in (users.journalist, users.editor):
        client.force_login(user)
        assert client.get(page).status_code == 302
    client.force_login(users.admin)
    assert SECRETS[0] in _body(client.get(page))


def test_an_export_has_it_only_when_asked(run: ImportRun) -> None:
    for asked in (False, True):
        out = io.StringIO()
        arguments = ["washsuperct", "24-2-01234-5 SEA", *(["--with-contacts"] if asked else [])]
        call_command("export_docket", *arguments, stdout=out)
        assert [secret in out.getvalue() for secret in SECRETS] == [asked] * 3
