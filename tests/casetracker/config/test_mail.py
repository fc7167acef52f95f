"""The mail server's address, as it is set and as Django wants it."""

from typing import Any

import pytest

from casetracker.config.mail import parse_mail_url


def options(url: str) -> dict[str, Any]:
    return dict(parse_mail_url(url)["default"]["OPTIONS"])


def test_none_is_none() -> None:
    assert parse_mail_url("") == {"default": {"BACKEND": "django.core.mail.backends.smtp.EmailBackend"}}


def test_starttls_is_what_smtp_means() -> None:
    assert options("smtp://desk%40news.example:p%2Fss@mail.example") == {
        "host": "mail.example",
        "port": 587,
        "username": "desk@news.example",
        "password": "p/ss",
        "use_ssl": False,
        "use_tls": True,
        "timeout": 10,
    }


def test_tls_from_the_start() -> None:
    found = options("smtps://mail.example")
    assert (found["port"], found["use_ssl"], found["use_tls"], found["username"]) == (465, True, False, "")


def test_in_the_clear_only_where_it_is_said() -> None:
    found = options("smtp://127.0.0.1:25?tls=off")
    assert (found["port"], found["use_ssl"], found["use_tls"]) == (25, False, False)


def test_through_a_service() -> None:
    assert options("anymail+amazon-ses:") == {"service": "amazon_ses"}
    found = options("anymail+postmark:?server_token=a%2Bb&message_stream=news")
    assert found == {"service": "postmark", "server_token": "a+b", "message_stream": "news"}


@pytest.mark.parametrize(
    "url",
    ["mail.example", "http://mail.example", "smtp://", "smtp:mail.example:25", "anymail+postmark://x?server_token=y"],
)
def test_what_is_no_such_address_is_an_error_that_names_the_variable(url: str) -> None:
    with pytest.raises(ValueError, match="CASETRACKER_EMAIL_URL"):
        parse_mail_url(url)
