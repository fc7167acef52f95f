"""Every address of the site by every role by every method, against the table of ``tests.support.permissions``. An
address that the table does not name fails.

Each request is made in a transaction that is rolled back, so that none sees what another has done.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from casetracker.access import login_rate
from casetracker.accounts.views.newsroom import INVITATION_ACTS, PERSON_ACTS
from dockets.identity.identity_log import record_given
from dockets.identity.merge_dockets import merge_dockets
from dockets.models import AuditEntry, DocketsApart, IdentityDecision
from dockets.views.imports.imports_act import DECIDED
from dockets.views.sources.source_act import ACTS as SOURCE_ACTS
from rulings.following.unsubscribe import build_unsubscribe_key
from rulings.history import registry
from rulings.notes import replies
from rulings.trackers.save import add_matters
from rulings.views.filing.document_text import ACTS as TEXT_ACTS
from rulings.views.following.channel_edit import ACTS as CHANNEL_ACTS
from rulings.views.following.follow_rule import ACTS as FOLLOW_ACTS
from rulings.views.notes.annotation_act import ACTS as NOTE_ACTS
from rulings.views.trackers.tracker_rows import ACTS as ROW_ACTS
from tests.conftest import Users, make_users
from tests.support import factories
from tests.support.examples import pick_rows
from tests.support.permissions import ACTS, ADMIN, ADMIN_OPEN, FORMLESS, LOGIN, NOT_OFFERED, ROLES, TABLE, Row

pytestmark = pytest.mark.django_db
METHODS = ("get", "head", "post", "put", "delete")
SECRET = "s" * 40
MISSING = {
    "court_id": "wawd",
    "number": "2:99-cv-99999",
    "reference": "999",
    "form": "json",
    "public_id": "nosuchnote",
    "filing_id": "nosuchfiling",
    "batch": "nosuchbatch",
    "secret": "t" * 40,
    "token": "nosuchtoken",
    "uidb36": "zz",
    "key": "nosuchkey",
    "slug": "nosuchtracker",
    "anchor": "nosuchrow",
}
"""Parts of addresses at which nothing is; what is counted is counted up to here."""
NO_SUCH_ID = "99999999"
KEYED = {"imports/duplicates/<int:filing_id>/"}
"""Where ``filing_id`` is the row's."""
_TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="\w+"')
_WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Site:
    """One thing of each kind, and who comes."""

    place: Mapping[str, str]
    shared: str
    """The public id of a note for the newsroom."""
    sent: Mapping[str, str]
    clients: Mapping[str, Client]
    sessions: Mapping[str, str]

    def ask(self, role: str, method: str, address: str) -> tuple[HttpResponse, list[str]]:
        """The answer, and the statements that wrote."""
        client, written = self.clients[role], []
        client.cookies.clear()
        if self.sessions[role]:
            client.cookies["casetracker-session"] = self.sessions[role]

        def note(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
            if _WRITES.match(str(sql)):
                written.append(sql)
            return execute(sql, params, many, context)

        with transaction.atomic(), connection.execute_wrapper(note):
            answered = getattr(client, method)(address, self.sent if method == "post" else None)
            transaction.set_rollback(True)
        return answered, written


@pytest.fixture(autouse=True)
def surroundings(settings: Any, caplog: pytest.LogCaptureFixture) -> None:
    settings.WEBHOOK_SECRET = SECRET
    caplog.set_level(logging.CRITICAL, logger="django.request")  # thousands of refusals would be kept


@pytest.fixture(scope="module")
def users(module_db: None) -> Users:
    return make_users()


@pytest.fixture(scope="module")
def site(users: Users) -> Site:
    case = factories.docket(docket_number="2:20-cv-00031")
    tracker = factories.tracker(slug="sometracker")
    (matter,) = add_matters(tracker.pk, [case.pk], by=users.editor, now=timezone.now())
    merge = merge_dockets(factories.docket().pk, case.pk, by=None, now=timezone.now())
    filing = factories.filing(docket=case, number="7")
    factories.ruling(filing=filing)
    factories.event(filing=filing)
    factories.reading(docket=case)
    one, two = factories.observation(filing=filing), factories.observation(filing=filing)
    decision = IdentityDecision.objects.create(docket=case, first=one, second=two, verdict="different")
    record_given(decision, by=users.editor, at=timezone.now())
    third = factories.docket()
    apart = DocketsApart.objects.create(one=case, other=third, decided_at=timezone.now())
    private = factories.annotation(filing=filing, author=users.editor, visibility="private")
    shared = factories.annotation(filing=filing, author=users.editor)
    reply = replies.add_reply(shared.pk, "An answer", by=users.journalist, now=timezone.now())
    text = factories.kept_document(filing=filing, by=users.editor)
    run = factories.import_run(batch="abc")
    factories.brought_file(docket=case, by=users.editor)
    claim = factories.claim(docket=case)
    registry.record_row_edit(claim, None, by=users.editor)
    channel = factories.channel(owner=users.editor)
    ids = {
        "tracker_id": tracker.pk, "matter_id": matter.pk,
        "edit_id": AuditEntry.objects.latest("id").pk,
        "docket_id": case.pk, "source_id": factories.source().pk, "decision_id": decision.pk, "merge_id": merge.pk,
        "apart_id": apart.pk, "relation_id": factories.relation(docket=case, other=third, kind="appeal_of").pk,
        "session_id": UserSession.objects.create(user=users.editor, ip="::1", session_key="k", user_agent="x").pk,
        "token_id": factories.api_token(users.editor)[0].pk, "user_id": users.journalist.pk,
        "invitation_id": factories.invitation("sometoken", by=users.admin).pk,
        "follow_id": factories.follow(user=users.editor, docket=case).pk,
        "channel_id": channel.pk, "end_key": build_unsubscribe_key(channel.pk, None), "reader_id": users.editor.pk,
        "run_id": run.pk, "party_id": factories.party(docket=case, name="Elm Corp.", position=9).pk,
    }  # fmt: skip
    place = {name: str(key) for name, key in ids.items()} | {
        "court_id": "wawd",
        "number": case.docket_number,
        "reference": filing.public_id,
        "form": "json",
        "public_id": private.public_id,
        "filing_id": filing.public_id,
        "filing_key": str(filing.pk),
        "batch": "abc",
        "document": "0",
        "page": "1",
        "width": "180",
        "secret": SECRET,
        "role": "party",
        "name": "Elm Corp.",
        "kind": "claim",
        "object_id": str(claim.pk),
        "of": "case",
        "thing": str(case.pk),
        "uidb36": "1",
        "key": "x",
        "pk": "1",
        "token": "sometoken",
        "provider_id": "directory",
        "organization_slug": "directory",
        "slug": tracker.slug,
        "anchor": matter.anchor,
    }
    sent = {
        "version": "1",
        "number": "1",
        "kind": "filing",
        "id": str(filing.pk),
        "reply": str(reply.pk),
        "body": "Agreed",
    }
    sent["text"] = str(text.pk)
    return Site(place, shared.public_id, sent, *_visitors(users))


def _visitors(users: Users) -> tuple[dict[str, Client], dict[str, str]]:
    disabled = factories.user("disabled", role="editor")
    people = (None, users.journalist, users.editor, factories.user("other", role="editor"), users.admin, disabled)
    clients, sessions = {}, {}
    for role, person in zip(ROLES, people, strict=True):
        clients[role] = client = Client()
        if person:
            client.force_login(person)
        sessions[role] = client.cookies["casetracker-session"].value if person else ""
    disabled.is_active = False
    disabled.save(update_fields=["is_active"])
    return clients, sessions


def routes(patterns: Any = None, prefix: str = "") -> Iterator[str]:
    """Of every address that the site answers at, Django's admin among them."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        route = f"{prefix}{pattern.pattern}"
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        elif isinstance(pattern, URLPattern):
            yield route


def rows() -> Iterator[tuple[str, Row]]:
    """Each act below an address as an address of its own."""
    yield from TABLE.items()
    for route, acts in ACTS.items():
        for act, told in acts.items():
            for row in told:
                yield route.replace("<slug:act>", act), row


def address(route: str, place: Mapping[str, str]) -> str:
    written = "api/v1/nothing" if route.startswith("^") else route
    known = {**place, "filing_id": place["filing_key"]} if route in KEYED else place
    return "/" + re.sub(r"<\w+:(\w+)>", lambda found: known[found[1]], written)


def told(answered: Any) -> str:
    if answered.status_code == 302 and "/login/" in answered["Location"]:
        return LOGIN
    if answered.status_code == 401 and "/login/" in answered.get("WWW-Authenticate", ""):  # with what was sent
        return LOGIN
    return str(answered.status_code)


def methods_of(role: str) -> tuple[str, ...]:
    """All, for two of the roles: Django answers HEAD as GET, and what is offered nowhere before it knows who asks."""
    return METHODS if role in ("nobody", "editor") else ("get", "post")


def offered(row: Row, method: str) -> str:
    return {"get": row.get, "head": row.get, "post": row.post, "put": row.put, "delete": row.delete}[method]


def test_every_address_has_its_row() -> None:
    known = {*TABLE, *ACTS}
    of_admin = {route for route in routes() if route.startswith("admin/")}
    assert set(routes()) - of_admin == known
    assert len(of_admin) > len(ADMIN)


def test_every_act_has_its_row() -> None:
    assert set(ACTS["notes/<slug:public_id>/<slug:act>/"]) == set(NOTE_ACTS)
    assert set(ACTS["imports/sources/<int:source_id>/<slug:act>/"]) == set(SOURCE_ACTS)
    assert set(
        ACTS["cases/<slug:court_id>/<path:number>/filings/<str:reference>/documents/<int:document>/<slug:act>/"]
    ) == set(TEXT_ACTS)
    assert set(ACTS["newsroom/people/<int:user_id>/<slug:act>/"]) == set(PERSON_ACTS)
    assert set(ACTS["newsroom/invitations/<int:invitation_id>/<slug:act>/"]) == set(INVITATION_ACTS)
    assert set(ACTS["desk/trackers/<int:tracker_id>/rows/<slug:act>/"]) == set(ROW_ACTS)
    assert set(ACTS["following/<int:follow_id>/<slug:act>/"]) == set(FOLLOW_ACTS)
    assert set(ACTS["following/channels/<int:channel_id>/<slug:act>/"]) == set(CHANNEL_ACTS)
    assert {*DECIDED, "leave"} == set(ACTS["imports/batch/<slug:batch>/<slug:act>"])
    assert {*DECIDED, "replay", "read-as"} == set(ACTS["imports/<int:run_id>/<slug:act>"])


@pytest.fixture(autouse=True)
def many_tries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wrong passwords are counted for an hour, those of other tests too: here it is asked who may do what."""
    for limit in ("BY_ACCOUNT", "BY_ADDRESS", "BY_BROWSER"):
        monkeypatch.setattr(login_rate, limit, "10000 per hour")


@pytest.mark.every_row
@pytest.mark.parametrize("role", ROLES)
def test_each_is_answered_as_the_table_says(site: Site, role: str) -> None:
    wrong: list[tuple[object, ...]] = []
    for route, row in pick_rows(rows(), 30):
        place = {**site.place, "public_id": site.shared} if row.place else site.place
        for method in methods_of(role):
            want = offered(row, method)
            answered, written = site.ask(role, method, address(route, place))
            # Where a method is not offered it is said before or after who asks; either tells nothing.
            wanted = {want} if role not in row.denied else {row.denied[role], *({want} if want == NOT_OFFERED else ())}
            if told(answered) not in wanted:
                wrong.append((route, method, told(answered), wanted))
            if role in row.denied and written and row.denied[role] != "302":
                wrong.append((route, method, "wrote", written))
            if method == "head" and b"".join(answered):
                wrong.append((route, method, "has a body", ""))
    assert wrong == []


@pytest.mark.every_row
@pytest.mark.parametrize("role", ROLES)
def test_whoever_is_denied_is_not_told_whether_it_is_there(site: Site, role: str) -> None:
    wrong, nothing = [], {**dict.fromkeys(site.place, NO_SUCH_ID), **MISSING}
    for route, row in pick_rows(rows(), 30):
        if "<" not in route:
            continue
        there = address(route, {**site.place, "public_id": site.shared} if row.place else site.place)
        not_there = address(route, nothing)
        for method in ("get", "post"):
            if offered(row, method) == NOT_OFFERED:
                continue
            missing = site.ask(role, method, not_there)[0]
            if role not in row.denied:
                if told(missing) != row.missing:
                    wrong.append((route, method, told(missing), row.missing))
            elif said(missing, not_there) != said(site.ask(role, method, there)[0], there):
                wrong.append((route, method, told(missing), "differs"))
    assert wrong == []


@pytest.mark.long
def test_what_is_shown_to_one_no_cache_hands_to_another(site: Site) -> None:
    """Of everything that whoever has a login is answered: a cache may keep it for others only where nobody is told
    otherwise."""
    wrong: list[tuple[object, ...]] = []
    addresses = [address(route, site.place) for route, _ in rows()] + ["/admin/", "/no-such-page/"]
    for asked in pick_rows(addresses, 40):
        for role in ("journalist", "editor", "admin"):
            answered, _ = site.ask(role, "get", asked)
            kept, shown = answered.get("Cache-Control", ""), b"".join(answered)
            if "private" in kept or "no-store" in kept:
                continue
            nobodys, _ = site.ask("nobody", "get", asked)
            if "public" not in kept or b"".join(nobodys) != shown:
                wrong.append((asked, role, kept))
    assert wrong == []


def said(answered: HttpResponse, asked: str) -> tuple[int, str, str]:
    """All that is told, but for the address itself, which whoever asks knows, and for what is drawn by lot."""
    where, shown = str(answered.get("Location", "")), _TOKEN.sub("", b"".join(answered).decode())
    for written in (asked, quote(asked)):
        where, shown = where.replace(written, "ADDRESS"), shown.replace(written, "ADDRESS")
    return answered.status_code, where, shown


@pytest.mark.parametrize("origin", ["", "https://elsewhere.example"])
def test_no_form_is_taken_without_its_token_or_from_elsewhere(site: Site, users: Users, origin: str) -> None:
    """Battery D3. Sent with a token from another site's page, it is refused all the same."""
    strict, wrong = Client(enforce_csrf_checks=True, headers={"Origin": origin} if origin else None), []
    strict.force_login(users.admin)
    strict.get("/cases/")
    token = strict.get("/subscriptions/").cookies.get("casetracker-csrf")
    assert token is not None
    sent = {**site.sent, **({"csrfmiddlewaretoken": token.value} if origin else {})}
    for route, row in pick_rows(rows(), 60):
        if row.post == NOT_OFFERED or route.startswith(FORMLESS):
            continue
        with transaction.atomic():
            answered = strict.post(address(route, site.place), sent)
            transaction.set_rollback(True)
        if answered.status_code != 403:
            wrong.append((route, answered.status_code))
    assert wrong == []


@pytest.mark.parametrize("header", ["X-HTTP-Method-Override", "X-Method-Override", "X-HTTP-Method"])
def test_no_header_makes_another_method_of_one(site: Site, users: Users, header: str) -> None:
    """Battery D3: a link that is followed writes nothing, whatever it says that it is."""
    client = Client(headers={header: "POST"})
    client.force_login(users.admin)
    number = AuditEntry.objects.count()
    for route, row in rows():
        if row.post != NOT_OFFERED and row.get == NOT_OFFERED:
            assert client.get(address(route, site.place), {**site.sent, "_method": "POST"}).status_code == 405, route
    assert AuditEntry.objects.count() == number


def test_what_is_denied_is_logged(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING, logger="django.request")
    site.ask("journalist", "get", "/desk/")
    site.ask("other", "get", address("notes/<slug:public_id>/", site.place))
    logged = [(record.levelname, record.__dict__.get("status_code")) for record in caplog.records]
    assert logged == [("WARNING", 403), ("WARNING", 404)]


def test_a_private_site_answers_nobody_but_where_the_table_says(site: Site, private_site: None) -> None:
    client, wrong = Client(), []
    for route, row in pick_rows(rows(), 60):
        asked = client.get(address(route, site.place))
        if told(asked) not in {row.private, *({NOT_OFFERED} if row.get == NOT_OFFERED else ())}:
            wrong.append((route, told(asked), row.private))
    assert wrong == []


def test_a_private_site_takes_nothing_from_nobody(site: Site, private_site: None) -> None:
    open_to_nobody = {"accounts/login/": "200", "favicon.ico": "302", "hooks/courtlistener/<str:secret>/": "400"}
    open_to_nobody |= {"invitations/<str:token>/": "422", "accounts/directory/": "404"}
    open_to_nobody |= {"accounts/saml/<slug:organization_slug>/acs/": "404"}
    wrong: list[tuple[object, ...]] = []
    for route, row in pick_rows(rows(), 60):
        asked = told(Client().post(address(route, site.place), site.sent))
        if asked != open_to_nobody.get(route) and asked not in {LOGIN, NOT_OFFERED, row.private}:
            wrong.append((route, asked))
    assert wrong == []


def test_every_model_of_the_admin_is_in_the_table() -> None:
    assert {model._meta.label_lower for model in admin.site._registry} == set(ADMIN)


@pytest.mark.every_row
@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_the_admin_lets_nobody_else_in(site: Site, role: str) -> None:
    wrong: list[tuple[object, ...]] = []
    closed = [route for route in routes() if route.startswith("admin/") and route not in ADMIN_OPEN]
    for route in pick_rows(closed, 25):
        asked = "/" + re.sub(r"<\w+:\w+>|\(.*", "1", route).replace("^", "").rstrip("$")
        for method in methods_of(role):
            answered, written = site.ask(role, method, asked)
            if told(answered) != LOGIN or written:
                wrong.append((asked, method, told(answered)))
    assert wrong == []


def test_admins_may_there_what_the_table_says(site: Site) -> None:
    request = RequestFactory().get("/admin/")
    request.user = User.objects.get(username="admin")
    for label, may in ADMIN.items():
        base = f"/admin/{label.replace('.', '/')}/"
        assert told(site.ask("admin", "get", base)[0]) == "200", label
        assert told(site.ask("admin", "get", f"{base}add/")[0]) == ("200" if "add" in may else "403"), label
        rows = admin.site.get_model_admin(apps.get_model(label))
        asked = {
            "add": rows.has_add_permission,
            "change": rows.has_change_permission,
            "delete": rows.has_delete_permission,
        }
        assert [name for name, is_offered in asked.items() if is_offered(request)] == may.split(), label
