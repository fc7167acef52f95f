"""Taking a payload back out: as it came, to be saved and never to be shown."""

from typing import Any

import pytest
from django.test import Client

from dockets.models import ImportRun
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

BODY = b"<html><script>alert(1)</script>\x00\xff</html>"


def downloaded(client: Client, users: Any, name: str) -> Any:
    client.force_login(users.admin)
    run = factories.import_run(payload=factories.payload(body=BODY), reference=name)
    return client.get(f"/imports/{run.pk}/payload")


def test_the_bytes_come_as_they_came_and_are_never_rendered(client: Client, users: Any) -> None:
    response = downloaded(client, users, "docket.html")
    assert response.content == BODY
    assert response["Content-Type"] == "application/octet-stream"
    assert response["Content-Disposition"] == 'attachment; filename="docket.html"'
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize(
    ("reference", "name"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\docs\\docket.html", "docket.html"),
        ('a"; filename="evil.exe', "a_ filename=_evil.exe"),
        ("https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl", "rss_outside.pl"),
        ("a\r\nSet-Cookie: x=1", "a_Set-Cookie_ x=1"),
        ("..", ""),
    ],
)
def test_its_name_is_a_plain_one(client: Client, users: Any, reference: str, name: str) -> None:
    response = downloaded(client, users, reference)
    wanted = name or f"import-{ImportRun.objects.get().pk}"
    assert response["Content-Disposition"] == f'attachment; filename="{wanted}"'


def test_what_was_thrown_away_is_gone_and_says_so(client: Client, users: Any) -> None:
    client.force_login(users.admin)
    payload = factories.payload()
    type(payload).objects.update(body=b"")
    run = factories.import_run(payload=payload, status="thrown_away")
    page = pages.parsed(client.get(f"/imports/{run.pk}/payload"), 410)
    assert "This file was thrown away" in pages.text(page)
