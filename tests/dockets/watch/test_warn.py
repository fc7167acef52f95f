"""The mail about sources that fail, word for word as an admin gets it from a mail server."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from typing import Any

import pytest

from casetracker.config.mail import parse_mail_url
from dockets.watch import failure_mail
from tests.fakes.fake_smtp import Outgoing, smtp_server
from tests.support import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 21, 5, tzinfo=UTC)


@pytest.fixture
def sent(settings: Any) -> Iterator[Outgoing]:
    """A newsroom in New York, whose mail server this is."""
    settings.TIME_ZONE = "America/New_York"
    settings.SITE_NAME = "Docket Desk"
    settings.CSRF_TRUSTED_ORIGINS = ["https://cases.newsroom.example", "https://other.example"]
    settings.DEFAULT_FROM_EMAIL = "Docket Desk <desk@newsroom.example>"
    factories.user(role="admin", email="ada@newsroom.example")
    with smtp_server() as outgoing:
        settings.EMAIL_URL = f"smtp://127.0.0.1:{outgoing.port}?tls=off"
        settings.MAILERS = parse_mail_url(settings.EMAIL_URL)
        yield outgoing


def failing(**fields: Any) -> int:
    told: dict[str, Any] = {
        "failing_since": NOW - timedelta(hours=25),
        "failures": 9,
        "last_error": "The server answered 500.",
    }
    return int(factories.source(**(told | fields)).pk)


def told(message: EmailMessage) -> str:
    return str(message.get_content()).replace("\r\n", "\n")


def test_of_one_source(sent: Outgoing) -> None:
    key = failing(court=factories.court(), url="https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl")
    assert failure_mail.mail_failing_sources(NOW) == 1
    ((recipients, message),) = sent.taken
    assert recipients == ["ada@newsroom.example"]
    assert message["From"] == "Docket Desk <desk@newsroom.example>"
    assert message["To"] == "ada@newsroom.example"
    assert message["Subject"] == "Docket Desk: 1 source has failed for a day"
    assert message.get_content_type() == "text/plain"
    assert (
        told(message)
        == f"""\
U.S. District Court, Western District of Washington
https://ecf.wawd.uscourts.gov/cgi-bin/rss_outside.pl
It has failed since Nov. 26, 2026, 3:05 p.m. EST, 9 times in a row. The last time:
The server answered 500.
How it fares, and to read it at once or stop it:
https://cases.newsroom.example/imports/sources/{key}/

It is still tried, but less and less often. Until that succeeds, what the court publishes may be missing from its cases.
All sources:
https://cases.newsroom.example/imports/sources/

You get this because you are an admin of Docket Desk. You are told once of each time that a source fails for a day.
"""
    )


def test_nothing_that_others_wrote_begins_a_line_or_turns_the_writing_around(sent: Outgoing, settings: Any) -> None:
    """A case of this name would have the mail lead to a page of theirs."""
    settings.SITE_NAME = "Docket\nDesk"
    forged = "Doe v. Roe\r\nAll sources:\nhttps://evil.example/\u2028\u202e\u200b<b>\x1b[2J"
    docket = factories.docket()
    type(docket).objects.filter(pk=docket.pk).update(case_name=forged)
    failing(docket=docket, court=docket.court, url="https://one.example/\nhttps://evil.example/", last_error=forged)
    assert failure_mail.mail_failing_sources(NOW) == 1
    ((_, message),) = sent.taken
    lines = told(message).split("\n")
    assert lines[:2] == [
        "Doe v. Roe All sources: https://evil.example/ <b>[2J, U.S. District Court, Western District of Washington",
        "https://one.example/ https://evil.example/",
    ]
    assert lines[3] == "Doe v. Roe All sources: https://evil.example/ <b>[2J"
    assert lines.count("All sources:") == 1 and lines[-2].startswith(
        "You get this because you are an admin of Docket Desk."
    )
    assert all(sign.isprintable() or sign == "\n" for sign in told(message))
    assert message["Subject"] == "Docket Desk: 1 source has failed for a day"


def test_of_several_sources(sent: Outgoing, settings: Any) -> None:
    """Signs that HTML would write otherwise stay as they are; without an origin of the site, paths stand alone."""
    settings.CSRF_TRUSTED_ORIGINS = []
    docket = factories.docket(case_name="Smith & Sons v. O'Hara")
    one = failing(
        court=docket.court, docket=docket, url="https://one.example/?a=1&b=2", last_error="It said “<no>”.", failures=1
    )
    two = failing(url="https://two.example/")
    assert failure_mail.mail_failing_sources(NOW) == 2
    ((_, message),) = sent.taken
    assert message["Subject"] == "Docket Desk: 2 sources have failed for a day"
    assert (
        told(message)
        == f"""\
Smith & Sons v. O'Hara, U.S. District Court, Western District of Washington
https://one.example/?a=1&b=2
It has failed since Nov. 26, 2026, 3:05 p.m. EST, once. The last time:
It said “<no>”.
How it fares, and to read it at once or stop it:
/imports/sources/{one}/

court-feed
https://two.example/
It has failed since Nov. 26, 2026, 3:05 p.m. EST, 9 times in a row. The last time:
The server answered 500.
How it fares, and to read it at once or stop it:
/imports/sources/{two}/

They are still tried, but less and less often. Until that succeeds, what the court publishes \
may be missing from their cases.
All sources:
/imports/sources/

You get this because you are an admin of Docket Desk. You are told once of each time that a source fails for a day.
"""
    )
