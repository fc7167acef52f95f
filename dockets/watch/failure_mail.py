"""Mails admins about sources that have failed for a day, once per failure. Called by the task ``look_after_sources``;
``explain_no_mail`` by the page of sources."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from dockets.imports.watched_cases import FAILING_FOR
from dockets.models import Source
from dockets.record.text import clean_line


class FailingSource(NamedTuple):
    """A source as the mail describes it. The mail is plain text and escapes nothing, so text written by others (a
    court, a server, whoever entered the source) is reduced to one line each, without invisible characters or ones that
    change the direction of writing."""

    pk: int
    name: str
    url: str
    since: datetime | None
    failures: int
    error: str


def explain_no_mail() -> str:
    """Why no mail is sent, in a sentence for admins; "" where mail is sent."""
    if not settings.EMAIL_URL:
        return "No mail is sent about sources that fail: no mail server is set (CASETRACKER_EMAIL_URL)."
    if not list_admin_addresses():
        return "No mail is sent about sources that fail: no admin has an e-mail address."
    return ""


def mail_failing_sources(now: datetime) -> int:
    """Sends the mail and returns how many sources it names. They are marked in the transaction in which the mail is
    sent: if sending fails, it is tried again."""
    if explain_no_mail():
        return 0
    with transaction.atomic():
        untold = Q(warned_at=None) | Q(warned_at__lt=F("failing_since"))
        failing = Source.objects.failing().filter(untold, failing_since__lte=now - FAILING_FOR)
        sources = list(
            failing.select_for_update(skip_locked=True, of=("self",))
            .select_related("court", "docket")
            .defer("docket__search")
            .order_by("id")
        )
        if not sources:
            return 0
        Source.objects.filter(pk__in=[source.pk for source in sources]).update(warned_at=now)
        _message(sources).send()
    return len(sources)


def _message(sources: list[Source]) -> EmailMessage:
    name, origins = clean_line(settings.SITE_NAME), settings.CSRF_TRUSTED_ORIGINS
    # Without a known origin only paths are given; whoever reads the mail knows their own site.
    context = {"sources": [*map(_told, sources)], "site_name": name, "site": next(iter(origins), "")}
    subject = f"{name}: {len(sources)} source{'s have' if len(sources) > 1 else ' has'} failed for a day"
    return EmailMessage(subject, render_to_string("emails/sources_failing.txt", context), to=list_admin_addresses())


def _told(source: Source) -> FailingSource:
    case = [source.docket.case_name or source.docket.docket_number] if source.docket else []
    name = ", ".join([*case, source.court.name if source.court else source.slug])
    return FailingSource(source.pk, name, source.url, source.failing_since, source.failures, source.last_error)


def list_admin_addresses() -> list[str]:
    """To whom mails about the site go."""
    admins = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    return list(admins.order_by("pk").values_list("email", flat=True))
