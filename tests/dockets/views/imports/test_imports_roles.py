"""Who may see and do what on the import desk: every address, every role."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import get_resolver

from tests.support import factories

pytestmark = pytest.mark.django_db

READ = ["/imports/", "/imports/history/", "/imports/batch/b1/", "/imports/{id}/", "/imports/{id}/payload"]
WRITTEN = [
    "/imports/",
    "/imports/address/",
    "/imports/find/",
    "/imports/batch/b1/confirm",
    "/imports/batch/b1/throw-away",
]
WRITTEN += ["/imports/batch/b1/cancel", "/imports/batch/b1/leave"]
WRITTEN += [f"/imports/{{id}}/{act}" for act in ("confirm", "throw-away", "cancel", "replay", "read-as")]


@pytest.fixture
def run_id(users: Any) -> int:
    return int(factories.import_run(status="preview", batch="b1", preview={"totals": {}, "dockets": []}).pk)


@pytest.mark.parametrize("method", ["get", "post"])
@pytest.mark.parametrize("role", ["anonymous", "journalist", "editor", "admin", "permitted"])
def test_every_address_asks_who_it_is(client: Client, users: Any, run_id: int, role: str, method: str) -> None:
    if role == "permitted":
        users.journalist.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    if role != "anonymous":
        client.force_login({"permitted": users.journalist}.get(role) or getattr(users, role))
    expected = {"anonymous": 302 if method == "get" else 401, "journalist": 403, "editor": 403}.get(role)
    for address in READ if method == "get" else WRITTEN:
        response = getattr(client, method)(address.format(id=run_id))
        if expected:
            assert response.status_code == expected, address
            where = response.get("Location", "/accounts/login/?next=/imports/")
            assert role != "anonymous" or where.startswith("/accounts/login/?next=/imports/"), address
        else:
            assert response.status_code in (200, 302, 422), address


def test_the_table_above_is_whole() -> None:
    names = {name for name in get_resolver().reverse_dict if isinstance(name, str) and name.startswith("imports")}
    assert names == {
        "imports", "imports-address", "imports-find", "imports-history", "imports-batch", "imports-batch-act",
        "imports-run", "imports-payload", "imports-act",
    }  # fmt: skip


def test_what_is_written_is_never_done_by_a_link(client: Client, users: Any, run_id: int) -> None:
    client.force_login(users.admin)
    for address in WRITTEN[1:]:
        assert client.get(address.format(id=run_id)).status_code == 405, address
    for address in READ[1:]:
        assert client.post(address.format(id=run_id)).status_code in (404, 405), address


def test_a_form_without_its_token_is_refused(users: Any, run_id: int) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(users.admin)
    for address in WRITTEN:
        assert client.post(address.format(id=run_id)).status_code == 403, address


def test_the_way_to_the_desk_is_shown_to_those_who_may(
    client: Client, users: Any, django_assert_num_queries: Any
) -> None:
    client.force_login(users.admin)
    assert 'href="/imports/"' in client.get("/cases/").content.decode()
    client.force_login(users.journalist)
    assert 'href="/imports/"' not in client.get("/cases/").content.decode()
    users.journalist.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    assert 'href="/imports/"' in client.get("/cases/").content.decode()
