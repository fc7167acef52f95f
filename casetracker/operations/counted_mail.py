"""Sends mail by SMTP, as Django does, and counts it. Named in ``settings.MAILERS``."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend

from casetracker.operations import marks
from dockets.db.counters import add_count


class CountedMail(EmailBackend):
    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Raises what Django's backend raises. The last time that mail was sent, or was not, is kept as a mark."""
        try:
            sent = super().send_messages(email_messages)
        except Exception as error:
            add_count("mails", len(email_messages), result="failed")
            marks.note_mark(marks.MAIL_FAILED, why=f"{type(error).__name__}: {error}"[:200])
            raise
        add_count("mails", sent, result="sent")
        marks.note_mark(marks.MAIL_SENT)
        return sent
