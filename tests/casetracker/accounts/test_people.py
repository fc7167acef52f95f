"""The newsroom's people: what an admin sees of them, and what ends when an account is disabled."""

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group, User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from casetracker.access.roles import EDITORS, get_role
from casetracker.models import Role
from dockets.models import AuditEntry
from rulings.desk.assignments import assign_case
from rulings.http.subscription_keys import build_feed_urls, is_key_valid
from rulings.models import Annotation, Assignment
from tests.conftest import Users
from tests.servers.workers import empty_broker
from tests.support import factories, pages


@pytest.fixture(autouse=True)
def nobody_counted() -> None:
    empty_broker()


@pytest.fixture
def admin(client: Client, users: Users) -> Client:
    client.force_login(users.admin)
    return client


def act(admin: Client, user: User, name: str, **sent: Any) -> str:
    """What the page says then."""
    assert admin.post(f"/newsroom/people/{user.pk}/{name}/", sent).status_code == 302
    return pages.text(pages.by_id(pages.parsed(admin.get("/newsroom/")), "main"))


def log_in(name: str) -> Client:
    client = Client()
    assert client.post("/accounts/login/", {"username": name, "password": name}).status_code == 302
    return client


def test_the_page_tells_who_is_here_and_what_they_have_in_hand(admin: Client, users: Users) -> None:
    docket = factories.docket()
    assign_case(docket, users.editor, by=users.admin, now=timezone.now())
    filing = factories.filing(docket=docket)
    factories.annotation(filing=filing, author=users.editor)
    factories.annotation(filing=filing, author=users.editor, visibility="private")
    TOTP.activate(users.editor, "JBSWY3DPEHPK3PXP")
    log_in("journalist")
    with CaptureQueriesContext(connection) as told:
        page = pages.parsed(admin.get("/newsroom/"))
    line = pages.text(pages.by_id(page, f"u{users.editor.pk}"))
    assert "second factor · never here · 1 case, 1 note in hand" in line
    assert "no second factor · last seen" in pages.text(pages.by_id(page, f"u{users.journalist.pk}"))
    for _ in range(3):
        factories.user(role="editor")
    with CaptureQueriesContext(connection) as more:
        admin.get("/newsroom/")
    assert len(more) == len(told)


def test_a_thousand_people_are_pages_that_can_be_searched(admin: Client, users: Users) -> None:
    new = [User(username=f"p{number:04}", email=f"p{number:04}@paper.example") for number in range(1_000)]
    User.objects.bulk_create(new)
    User.objects.filter(username="p0007").update(first_name="Nellie Bly", is_active=False)
    User.objects.get(username="p0099").groups.add(Group.objects.get(name=EDITORS))
    shown, address = [], "/newsroom/"
    for _ in range(30):
        answered = admin.get(address)
        assert len(answered.content) < 200_000
        shown += [person.user.username for person in answered.context["people"]]
        if not (after := answered.context["page"].after):
            break
        address = f"/newsroom/?after={after}"
    everybody = User.objects.filter(is_active=True).values_list("username", flat=True).order_by("username")
    gone = User.objects.filter(is_active=False).values_list("username", flat=True).order_by("username")
    assert shown == [*everybody, *gone] and shown[-1] == "p0007"

    def find(**asked: str) -> list[str]:
        return [person.user.username for person in admin.get("/newsroom/", asked).context["people"]]

    assert find(q="bly NELLIE") == find(q="p0007@paper") == ["p0007"] and find(q="p00", role="editor") == ["p0099"]
    assert find(role="admin") == ["admin"] and find(role="journalist") == ["journalist"]
    assert len(find(role="none")) == 50 and "editor" not in find(role="none")
    assert "not one of the choices" in pages.text(pages.parsed(admin.get("/newsroom/?role=owner")))
    back = admin.post(f"/newsroom/people/{users.editor.pk}/role/?q=ed&role=editor", {"role": "editor"})
    assert back["Location"] == "/newsroom/?q=ed&role=editor"


def test_an_admin_ends_all_sessions_of_a_person_and_their_own_elsewhere(admin: Client, users: Users) -> None:
    one, two = log_in("editor"), log_in("editor")
    assert "editor is logged out of 2 browsers." in act(admin, users.editor, "end-sessions")
    assert one.get("/desk/").status_code == two.get("/desk/").status_code == 302
    assert "end on the page of your account" in act(admin, users.admin, "end-sessions")
    assert log_in("editor").get("/desk/").status_code == 200


def test_a_role_is_one_of_three(admin: Client, users: Users) -> None:
    page = act(admin, users.journalist, "role", role="editor")
    assert "journalist is editor now." in page
    assert get_role(User.objects.get(pk=users.journalist.pk)) is Role.EDITOR
    act(admin, users.journalist, "role", role="admin")
    act(admin, users.journalist, "role", role="journalist")
    row = User.objects.get(pk=users.journalist.pk)
    assert (row.is_staff, row.is_superuser, get_role(row)) == (False, False, Role.JOURNALIST)
    assert "Choose one of the three roles." in act(admin, users.journalist, "role", role="owner")
    changed = [(row.after["was"], row.after["now"]) for row in AuditEntry.objects.order_by("pk") if row.after]
    assert changed == [
        ("reader of the newsroom", "editor"),
        ("editor", "admin"),
        ("admin", "reader of the newsroom"),
    ]


def test_nobody_locks_themselves_out(admin: Client, users: Users) -> None:
    assert "Another admin has to change your own role." in act(admin, users.admin, "role", role="editor")
    assert "Another admin has to disable you." in act(admin, users.admin, "disable")
    assert User.objects.get(pk=users.admin.pk).is_active


def test_disabled_all_ends_at_once_and_enabled_none_is_revived(admin: Client, users: Users, private_site: None) -> None:
    inside = log_in("editor")
    feed = build_feed_urls(users.editor, [("/rulings.atom", "")])[0]
    assert Client().get(feed).status_code == 200 and inside.get("/desk/").status_code == 200
    act(admin, users.editor, "disable")
    assert inside.get("/desk/").status_code == 302 and Client().get(feed).status_code == 403
    assert Client().post("/accounts/login/", {"username": "editor", "password": "editor"}).status_code == 302
    assert "_auth_user_id" not in inside.session
    act(admin, users.editor, "enable")
    assert inside.get("/desk/").status_code == 302 and Client().get(feed).status_code == 403
    assert not is_key_valid(feed.partition("key=")[2], "/rulings.atom")
    assert log_in("editor").get("/desk/").status_code == 200


def find_link(admin: Client) -> str:
    page = pages.parsed(admin.get("/newsroom/"))
    links = (field.get("value", "") for field in page.iter("input"))
    return next(link for link in links if "/password/reset/key/" in link).partition("testserver")[2]


def test_a_link_for_a_new_password_is_handed_over(admin: Client, users: Users) -> None:
    admin.post(f"/newsroom/people/{users.editor.pk}/password-link/")
    link, person = find_link(admin), Client()
    new = {"password1": "correct horse battery", "password2": "correct horse battery"}
    assert person.post(person.get(link)["Location"], new).status_code == 302
    assert User.objects.get(pk=users.editor.pk).check_password("correct horse battery")
    assert "no longer good" in pages.text(pages.parsed(person.get(link)))


def test_a_link_ends_with_the_account(admin: Client, users: Users) -> None:
    admin.post(f"/newsroom/people/{users.editor.pk}/password-link/")
    link = find_link(admin)
    act(admin, users.editor, "disable")
    act(admin, users.editor, "enable")
    assert "no longer good" in pages.text(pages.parsed(Client().get(link)))


def test_cases_and_notes_are_handed_over_but_private_ones(admin: Client, users: Users) -> None:
    docket = factories.docket()
    assign_case(docket, users.editor, by=users.admin, now=timezone.now())
    filing = factories.filing(docket=docket)
    note = factories.annotation(filing=filing, author=users.editor)
    private = factories.annotation(filing=filing, author=users.editor, visibility="private")
    page = act(admin, users.editor, "hand-over", to="Admin")
    assert "admin has 1 cases and 1 notes of editor in hand now." in page
    assert Assignment.objects.get().editor == users.admin
    assert Annotation.objects.get(pk=note.pk).author == users.admin
    assert Annotation.objects.get(pk=private.pk).author == users.editor
    assert "go to another editor" in act(admin, users.editor, "hand-over", to="journalist")


def test_lost_factors_are_taken_away(admin: Client, users: Users) -> None:
    inside = log_in("editor")
    TOTP.activate(users.editor, "JBSWY3DPEHPK3PXP")
    act(admin, users.editor, "remove-factors")
    assert not Authenticator.objects.exists() and inside.get("/desk/").status_code == 302


def test_the_admin_chooses_nobodys_password_there_either(admin: Client, users: Users) -> None:
    assert admin.get(f"/admin/auth/user/{users.editor.pk}/password/").status_code in (302, 404)
    assert admin.get("/admin/auth/user/add/").status_code == 403
    page = admin.get(f"/admin/auth/user/{users.editor.pk}/change/")
    assert b'name="is_superuser"' not in page.content and b'name="groups"' in page.content


def test_when_somebody_was_last_here_is_noted_now_and_then(admin: Client, users: Users) -> None:
    inside = log_in("editor")
    with CaptureQueriesContext(connection) as usual:
        inside.get("/accounts/")
    session = inside.session
    session["seen_at"] = 0
    session.save()
    inside.get("/accounts/")
    assert inside.session["seen_at"] > 0
    assert not [one for one in usual if "UPDATE" in one["sql"]]


def test_the_log_can_be_taken_away_by_admins(admin: Client, users: Users) -> None:
    act(admin, users.journalist, "role", role="editor")
    filing = factories.filing(docket=factories.docket())
    factories.annotation(filing=filing, author=users.editor, visibility="private", body="Nobody's business")
    answered: Any = admin.get("/desk/edits.csv")
    lines = b"".join(answered.streaming_content).decode().splitlines()
    assert lines[0] == "at,by,kind,object,court,docket_number,before,after"
    assert ",admin,takeaway," in lines[1], "the newest: that it was taken away"
    assert ",admin,account," in lines[2] and '""was"":""reader of the newsroom""' in lines[2]
    assert "Nobody's business" not in "".join(lines)
    assert 'href="/desk/edits.csv?kind=account"' in admin.get("/desk/edits/?kind=account").content.decode()
    journalist = Client()
    journalist.force_login(users.journalist)
    assert journalist.get("/desk/edits.csv").status_code == 403
