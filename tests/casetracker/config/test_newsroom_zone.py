"""The newsroom's zone: as it is set, and on every page that tells when something happened."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from casetracker.config.newsroom_zone import parse_zone_name
from dockets.models import Docket
from rulings.models import Hearing
from tests.casetracker.config.test_settings import PRODUCTION, here, manage, settings_of
from tests.support import every_page, factories, pages

_TOLD = re.compile(r"\b\d{4}, (?:noon|midnight|\d{1,2}(?::\d\d)? [ap]\.m\.)(.{0,5})")


@pytest.mark.parametrize(
    ("written", "name"), [("", "UTC"), (" ", "UTC"), (" Europe/London ", "Europe/London"), ("UTC", "UTC")]
)
def test_it_is_named(written: str, name: str) -> None:
    assert parse_zone_name(written) == name


@pytest.mark.parametrize(
    "written", ["Mars/Phobos", "America", "../../etc/passwd", "/etc/localtime", "UTC+5", "New York", "x\0"]
)
def test_what_is_no_zone_is_an_error_that_names_the_variable(written: str) -> None:
    with pytest.raises(
        ValueError, match=r"CASETRACKER_TIME_ZONE is .*, which is no time zone\. Write it like America/New_York"
    ):
        parse_zone_name(written)


def test_a_site_does_not_start_in_a_zone_that_there_is_not() -> None:
    done = manage("check", **here(), **PRODUCTION, CASETRACKER_TIME_ZONE="Mars/Phobos")
    assert done.returncode != 0 and "CASETRACKER_TIME_ZONE is “Mars/Phobos”, which is no time zone." in done.stderr
    assert settings_of(
        "TIME_ZONE", "CELERY_TIMEZONE", **PRODUCTION, **here(), CASETRACKER_TIME_ZONE="Asia/Kathmandu"
    ) == {
        "TIME_ZONE": "Asia/Kathmandu",
        "CELERY_TIMEZONE": "UTC",
    }


@pytest.mark.thorough
@pytest.mark.long
@pytest.mark.django_db
def test_every_time_names_its_zone_and_none_is_told_in_utc(users: Any, settings: Any) -> None:
    settings.TIME_ZONE = "America/Denver"
    everything = every_page.build(users)
    told: set[str] = set()
    for where, answer in everything.pages("admin"):
        page = pages.read(answer.content.decode())
        for zone in _TOLD.findall(pages.text(page)):
            assert re.match(r" [A-Z]{3}\b", zone), (where, zone)
            told.add(zone.split()[0])
    assert told & {"MST", "MDT"} and told & {"PST", "PDT"} and "UTC" not in told


@pytest.fixture
def hearing() -> Hearing:
    docket = factories.docket()
    return factories.hearing(docket=docket, title="Motion hearing", starts_at=datetime(2021, 7, 14, 17, 0, tzinfo=UTC))


@pytest.mark.django_db
def test_the_admin_tells_times_with_their_zone(client: Client, hearing: Hearing, settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    client.force_login(factories.user("root", role="admin"))
    Docket.objects.update(checked_at=datetime(2021, 7, 14, 17, 5, tzinfo=UTC))
    assert "July 14, 2021, 1:05 p.m. EDT" in client.get(reverse("admin:dockets_docket_changelist")).content.decode()
    assert "July 14, 2021, 10 a.m. PDT" in client.get(reverse("admin:rulings_hearing_changelist")).content.decode()


@pytest.mark.django_db
def test_a_hearing_is_entered_in_its_courts_time(client: Client, hearing: Hearing, settings: Any) -> None:
    settings.TIME_ZONE = "America/New_York"
    client.force_login(factories.user("root", role="admin"))
    address = reverse("admin:rulings_hearing_change", args=[hearing.pk])
    page = client.get(address).content.decode()
    assert "In Los Angeles time, which is the court’s." in page
    form = pages.form_values(pages.by_id(pages.read(page), "hearing_form"))
    assert (form["starts_at_0"], form["starts_at_1"]) == ("2021-07-14", "10:00:00")
    assert client.post(address, form | {"title": "Motion hearing, by Zoom"}).status_code == 302
    hearing.refresh_from_db()
    assert (hearing.title, hearing.starts_at) == ("Motion hearing, by Zoom", datetime(2021, 7, 14, 17, 0, tzinfo=UTC))
    new = reverse("admin:rulings_hearing_add")
    assert client.post(new, form | {"title": "Another"}).status_code == 302
    assert Hearing.objects.get(title="Another").starts_at == hearing.starts_at
