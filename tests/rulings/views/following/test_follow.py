"""Readers follow cases."""

from typing import Any

import pytest
from django.test import Client

from dockets.format.urls import build_docket_url
from dockets.models import Docket
from rulings.models import Follow
from tests.support import factories, pages

pytestmark = pytest.mark.django_db


def address(docket: Docket) -> str:
    return build_docket_url(docket.court_id, docket.docket_number)


def buttons(client: Client, docket: Docket) -> list[str]:
    return [pages.text(button) for button in pages.parsed(client.get(address(docket))).iter("button")]


def test_a_reader_follows_a_case_and_stops(client: Client, users: Any) -> None:
    docket, other = factories.docket(), factories.docket()
    client.force_login(users.journalist)
    assert "Follow this case" in buttons(client, docket)
    for _ in range(2):
        answer = client.post(f"{address(docket)}follow/", {"follow": "1"})
        assert (answer.status_code, answer["Location"]) == (302, address(docket))
    assert [*Follow.objects.values_list("user__username", "docket")] == [("journalist", docket.pk)]
    assert "Stop following" in buttons(client, docket)
    assert "Follow this case" in buttons(client, other)
    client.force_login(users.editor)
    assert "Follow this case" in buttons(client, docket)
    client.post(f"{address(docket)}follow/", {"follow": "0"})
    assert Follow.objects.count() == 1
    client.force_login(users.journalist)
    client.post(f"{address(docket)}follow/", {"follow": "0", "user": str(users.editor.pk)})
    assert not Follow.objects.exists()


def test_only_readers_with_a_login_follow(client: Client) -> None:
    docket = factories.docket()
    assert "Follow this case" not in buttons(client, docket)
    assert client.post(f"{address(docket)}follow/", {"follow": "1"}).status_code == 401
    assert not Follow.objects.exists()


def test_following_asks_for_a_post_and_a_case(client: Client, users: Any) -> None:
    client.force_login(users.journalist)
    assert client.get(f"{address(factories.docket())}follow/").status_code == 405
    assert client.post("/cases/wawd/1:99-cv-99999/follow/", {"follow": "1"}).status_code == 404


def test_who_follows_a_merged_docket_follows_the_one_that_stands(client: Client, users: Any) -> None:
    loser, winner = factories.docket(), factories.docket()
    Follow.objects.create(user=users.journalist, docket=loser)
    Docket.objects.filter(pk=loser.pk).update(merged_into=winner)
    client.force_login(users.journalist)
    client.post(f"{address(loser)}follow/", {"follow": "1"})
    assert Follow.objects.filter(docket=winner).exists()
