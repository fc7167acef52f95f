"""The feed and the calendar of what somebody follows: theirs alone, by login or by a link that can be renewed."""

from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from rulings.http.subscription_keys import build_own_feed_url, renew_keys
from rulings.models import News
from tests.support import factories

pytestmark = pytest.mark.django_db
NEWS = "/following/{}/news.atom"


def link(user: User, path: str = NEWS) -> str:
    return build_own_feed_url(user, path.format(user.pk))


def test_news_and_dates_of_what_one_follows(users: Any) -> None:
    docket, other = factories.docket(), factories.docket()
    factories.follow(user=users.journalist, docket=docket, topics=["ruling"])
    told = {"topics": ["ruling"], "at": timezone.now(), "said_by": "machine"}
    News.objects.create(docket=docket, key="a", headline="Order granting <b>", words="At once", **told)
    News.objects.create(docket=docket, key="b", headline="Held back", held="old", **told)
    News.objects.create(docket=other, key="c", headline="Of another", **told)
    ahead = factories.hearing(docket=docket, date=timezone.now().date(), title="Motion hearing")
    factories.event(hearing=ahead)
    feed = Client().get(link(users.journalist))
    text = feed.content.decode()
    assert (feed.status_code, feed["Cache-Control"], feed["Referrer-Policy"]) == (200, "private", "no-referrer")
    assert "Order granting &lt;b&gt;" in text
    assert "key=" not in text
    assert "Held back" not in text and "Of another" not in text
    dates = Client().get(link(users.journalist, "/following/{}/dates.ics"))
    assert "Motion hearing" in dates.content.decode()


def test_they_open_to_their_owner_and_their_link_alone(users: Any, client: Client) -> None:
    mine, path = link(users.journalist), NEWS.format(users.journalist.pk)
    assert client.get(path).status_code == 302, "to the login"
    client.force_login(users.journalist)
    assert client.get(path).status_code == 200
    client.force_login(users.admin)
    assert client.get(path).status_code == 404, "admins neither"
    key = link(users.admin).partition("?")[2]
    assert Client().get(f"{path}?{key}").status_code == 403, "the key of somebody else's feed"
    assert Client().get(f"{path}?key=nonsense").status_code == 403
    renew_keys(users.journalist)
    assert Client().get(mine).status_code == 403
    assert Client().get(link(users.journalist)).status_code == 200
