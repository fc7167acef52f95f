"""A directory that speaks SAML: which of its answers are believed. Against a provider that is a process of its own.
What follows from one is the same as with OpenID Connect (``test_directory``)."""

import logging
from base64 import b64decode, b64encode
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from django.contrib.auth.models import User
from django.test import Client
from lxml import etree, html

from casetracker.access.roles import get_role
from casetracker.accounts import saml
from casetracker.accounts.views import saml_login
from casetracker.config import checks, directory
from casetracker.models import Role
from casetracker.operations.settings_in_force import list_settings
from rulings.models import ApiToken
from tests.conftest import Users
from tests.fakes import fakes
from tests.servers.workers import empty_broker
from tests.support import factories, pages

pytest.importorskip("onelogin", reason="The extra saml is not installed.")
pytestmark = pytest.mark.filterwarnings("ignore:datetime.datetime.utc:DeprecationWarning")  # of python3-saml

LOGIN, ACS, FINISH = (f"/accounts/saml/directory/{step}/" for step in ("login", "acs", "acs/finish"))
HOST = {"host": "cases.paper.example"}
NELLIE = {"email": ["nellie@paper.example"], "givenName": ["Nellie"], "sn": ["Bly"], "uid": ["nellie"]}


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with fakes.directory_server("saml_provider") as address:
        yield address


@pytest.fixture(autouse=True)
def site(address: str, settings: Any, users: Users) -> None:
    empty_broker()
    settings.ALLOWED_HOSTS = [HOST["host"]]
    settings.DIRECTORY_GROUPS = {"admin": ["it"], "editor": ["desk"], "journalist": ["newsroom"]}
    settings.DIRECTORY_LOGIN = "saml_login"
    app = directory.build_saml_app(f"{address}/metadata", name="Paper", entity="")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}, "saml": {"APPS": [app]}}


def ask(address: str, client: Client, *groups: str, query: str = "", **wrong: Any) -> str:
    """The answer of the directory to a log-in that ``client`` began."""
    person = {"subject": "u-1", "attributes": {**NELLIE, "groups": list(groups)}, **wrong}
    httpx.put(f"{address}/person", json=person if groups else {}).raise_for_status()
    page = html.fromstring(httpx.get(client.get(f"{LOGIN}{query}")["Location"]).text)
    (sent,) = page.iter("input")
    assert str(page.get("action")).endswith(ACS)
    return str(sent.get("value"))


def bring(client: Client, answer: str) -> Any:
    """Another site's form brings no session along: no cookie but what it is answered with."""
    arriving = Client(enforce_csrf_checks=True, headers=HOST)
    arrived = arriving.post(ACS, {"SAMLResponse": answer, "RelayState": ""})
    if arrived.status_code != 302:
        return arrived
    assert arrived["Location"] == FINISH and arrived.cookies["saml-acs-session"]["httponly"]
    client.cookies["saml-acs-session"] = arriving.cookies["saml-acs-session"].value
    return client.get(FINISH)


def come(address: str, *groups: str, client: Client | None = None, query: str = "") -> tuple[Client, Any]:
    client = client or Client(headers=HOST)
    return client, bring(client, ask(address, client, *groups, query=query))


def test_groups_let_in_give_roles_and_end_what_they_gave(address: str) -> None:
    inside, answered = come(address, "else", "desk", query="?next=/cases/")
    assert (answered.status_code, answered["Location"]) == (302, "/cases/")
    user = User.objects.get(username="nellie")
    assert inside.session["_auth_user_id"] == str(user.pk)
    assert (get_role(user), user.get_full_name(), user.has_usable_password()) == (Role.EDITOR, "Nellie Bly", False)
    come(address, "newsroom")
    assert get_role(User.objects.get(email="nellie@paper.example")) is Role.JOURNALIST
    factories.api_token(user)
    refused = come(address, "accounting")[1]
    assert "in no group that works here" in pages.text(pages.parsed(refused, 403))
    assert inside.get("/accounts/").status_code == 302 and ApiToken.objects.get().ended_at is not None


def test_an_answer_that_is_not_to_be_believed_is_refused_with_a_sentence(address: str) -> None:
    wrong: dict[str, tuple[dict[str, Any], str]] = {
        "unsigned": ({"unsigned": True}, saml.UNSIGNED),
        "by another key": ({"forged": True}, saml.FORGED),
        "expired": ({"expired": True}, saml.TOO_OLD),
        "for another site": ({"audience": "https://other.example/"}, saml.ELSEWHERE),
        "for any site": ({"audience": ""}, saml.ELSEWHERE),
        "to nothing that was asked": ({"answers": ""}, saml.UNASKED),
        "to another log-in": ({"answers": "_other"}, saml.USED),
        "in another envelope": ({"answers": "_other", "around": ""}, saml.UNASKED),
    }
    told = {}
    for name, (how, _) in wrong.items():
        client = Client(headers=HOST)
        answered = bring(client, ask(address, client, "desk", **how))
        told[name] = (answered.status_code, answered.context["reason"], "_auth_user_id" in client.session)
    assert told == {name: (403, reason, False) for name, (_, reason) in wrong.items()}
    assert not User.objects.filter(username="nellie").exists()


def test_an_assertion_without_bounds_is_no_answer_to_whatever_envelope_is_put_around_it(address: str) -> None:
    client = Client(headers=HOST)
    sent = etree.fromstring(b64decode(ask(address, client, "desk", answers="")))
    sent.set("InResponseTo", etree.fromstring(b64decode(ask(address, client, "desk"))).attrib["InResponseTo"])
    assert bring(client, b64encode(etree.tostring(sent)).decode()).context["reason"] == saml.UNASKED


def test_an_answer_is_taken_once_and_in_the_browser_that_asked(address: str) -> None:
    client, other = Client(headers=HOST), Client(headers=HOST)
    answer = ask(address, client, "desk")
    other.get(LOGIN)
    assert bring(other, answer).context["reason"] == saml.USED
    assert bring(client, answer).status_code == 302 and "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    for again in (client, other):
        assert bring(again, answer).context["reason"] == saml.USED and "_auth_user_id" not in again.session
    assert client.get(FINISH).status_code == 401


def test_what_is_no_answer_is_refused(address: str, caplog: pytest.LogCaptureFixture) -> None:
    client = Client(headers=HOST)
    assert bring(client, ask(address, client)).context["reason"] == saml.DENIED
    entities = b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    for sent in (
        "",
        "x",
        *(b64encode(one).decode() for one in (b"no XML", b"<a/>", entities)),
        "A" * (saml.LARGEST + 1),
    ):
        assert bring(client, sent).context["reason"] == saml.UNREADABLE, sent[:80]
    assert client.get(ACS).status_code == 405 and "Traceback" not in caplog.text


def test_a_directory_that_is_away_is_told(client: Client, settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.CRITICAL)
    app = directory.build_saml_app("http://127.0.0.1:1/metadata", name="Paper", entity="")
    settings.SOCIALACCOUNT_PROVIDERS = {"saml": {"APPS": [app]}}
    answered = client.get(LOGIN, headers=HOST)
    assert (answered.status_code, answered.context["reason"]) == (503, saml_login.AWAY)


def test_the_site_tells_what_a_directory_has_to_know_of_it(settings: Any, tmp_path: Path, address: str) -> None:
    client = Client(headers=HOST)
    told = etree.fromstring(client.get("/accounts/saml/directory/metadata/").content)
    assert told.items() == [("entityID", f"http://{HOST['host']}/accounts/saml/directory/metadata/")]
    assert [one.get("Location") for one in told.iterfind(".//{*}AssertionConsumerService")] == [
        f"http://{HOST['host']}{ACS}"
    ]
    assert told.find(".//{*}SingleLogoutService") is None
    assert [one.get("WantAssertionsSigned") for one in told.iterfind("{*}SPSSODescriptor")] == ["true"]
    written = tmp_path / "the metadata.xml"
    app = directory.build_saml_app(str(written), name="Paper", entity="urn:paper:cases")
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}, "saml": {"APPS": [app]}}
    assert [one.id for one in checks.check_directory(None)] == ["casetracker.E006"]
    written.write_text(httpx.get(f"{address}/metadata").text)
    assert checks.check_directory(None) == [] and come(address, "desk")[1]["Location"] == "/"
    assert ("CASETRACKER_SAML_METADATA", written.as_uri()) in list_settings()


def test_what_was_typed_goes_there_and_back_and_an_account_is_connected(address: str, users: Users) -> None:
    client = Client(headers=HOST)
    carried = {"kept-address": "/imports/find/", "kept-page": "/imports/", "kept-name": "number", "kept-value": "7"}
    page = pages.parsed(client.post("/accounts/directory/", {**carried, "kept-reason": "x"}))
    assert pages.links(page)["Go on"] == LOGIN
    assert come(address, "it", client=client)[1]["Location"].startswith("/imports/?kept=")
    User.objects.filter(username="nellie").delete()
    inside = Client(headers=HOST)
    inside.post("/accounts/login/", {"username": "editor", "password": "editor"})
    way = pages.links(pages.parsed(inside.get("/accounts/")))["Connect with the newsroom’s login"]
    assert come(address, "desk", client=inside, query=way.removeprefix(LOGIN))[1]["Location"] == "/accounts/"
    assert come(address, "desk")[0].session["_auth_user_id"] == str(users.editor.pk)


def test_a_site_has_one_directory_and_the_package_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    both = {"CASETRACKER_OIDC_URL": "https://sso.example", "CASETRACKER_SAML_METADATA": "https://sso.example/metadata"}
    with pytest.raises(ValueError, match="both set"):
        directory.build_directory(both, name="Paper", secret="")
    monkeypatch.setattr(directory, "find_spec", lambda _: None)
    with pytest.raises(ValueError, match="uv sync --extra saml"):
        directory.build_directory({"CASETRACKER_SAML_METADATA": "/etc/idp.xml"}, name="Paper", secret="")
