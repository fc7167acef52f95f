"""Sends mail by SMTP, as Django does, or through a service, as django-anymail does, and counts it. Named in
``settings.MAILERS``."""

import smtplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.backends.smtp import EmailBackend
from django.utils.module_loading import import_string

from casetracker.operations import marks
from dockets.db.counters import add_count

_NO_SUCH_ADDRESS = 550


class CountedMail(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises what Django's backend raises. The last time that mail was sent, or was not, is kept as a mark."""
        with _count_mails(email_messages):
            return super().send_messages(email_messages)


class CountedServiceMail(BaseEmailBackend):
    """Sends through a service with one of django-anymail's backends. Raises the errors of SMTP, so that callers need
    not know which way mail takes."""

    def __init__(self, *, service: str, alias: str = "", **options: Any) -> None:
        """``service``: "postmark". ``options``: what its backend takes. Raises ``ImproperlyConfigured``."""
        super().__init__(alias=alias)
        try:
            self._backend = import_string(f"anymail.backends.{service}.EmailBackend")(alias=alias, **options)
        except ImportError as error:
            raise ImproperlyConfigured(f"django-anymail is not installed, or knows no service {service!r}.") from error

    def open(self) -> bool | None:
        opened: bool | None = self._backend.open()
        return opened

    def close(self) -> None:
        self._backend.close()

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises ``smtplib.SMTPException``; ``SMTPRecipientsRefused`` where the service sends to none of them."""
        from anymail.exceptions import AnymailError, AnymailRecipientsRefused

        with _count_mails(email_messages):
            try:
                return int(self._backend.send_messages(email_messages))
            except AnymailRecipientsRefused as error:
                said = (_NO_SUCH_ADDRESS, b"refused by the service")
                refused = {address: said for mail in email_messages for address in mail.recipients()}
                raise smtplib.SMTPRecipientsRefused(refused) from error
            except AnymailError as error:
                raise smtplib.SMTPException(type(error).__name__) from error


@contextmanager
def _count_mails(email_messages: Sequence[EmailMessage]) -> Iterator[None]:
    try:
        yield
    except Exception as error:
        add_count("mails", len(email_messages), result="failed")
        marks.note_mark(marks.MAIL_FAILED, why=f"{type(error).__name__}: {error}"[:200])
        raise
    add_count("mails", len(email_messages), result="sent")
    marks.note_mark(marks.MAIL_SENT)
