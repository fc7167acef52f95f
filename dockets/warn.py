"""Tells admins by mail of sources that have failed for a day: once each time. Above ``watching``, under the tasks."""

from datetime import datetime
from typing import NamedTuple

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from dockets.models import Source
from dockets.normalise import line
from dockets.watching import FAILING_FOR


class Failing(NamedTuple):
    """A source as the mail tells of it. The mail is plain text, of which nothing is escaped: so what others wrote (a court, a
    server, whoever entered the source) is one line each, without signs that nobody sees or that turn the writing around."""

    pk: int
    name: str
    url: str
    since: datetime | None
    failures: int
    error: str


def why_no_mail() -> str:
    """In a sentence for admins; "" where mail goes out."""
    if not settings.EMAIL_URL:
        return "No mail is sent about sources that fail: no mail server is set (CASETRACKER_EMAIL_URL)."
    if not _admins():
        return "No mail is sent about sources that fail: no admin has an e-mail address."
    return ""


def of_failing(now: datetime) -> int:
    """How many sources were told of. They are marked in the transaction in which the mail goes out: a mail that could not be sent
    is tried again."""
    if why_no_mail():
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
    name, origins = line(settings.SITE_NAME), settings.CSRF_TRUSTED_ORIGINS
    # Without an origin that is known, the paths alone: whoever reads it knows their own site.
    context = {"sources": [*map(_told, sources)], "site_name": name, "site": next(iter(origins), "")}
    subject = f"{name}: {len(sources)} source{'s have' if len(sources) > 1 else ' has'} failed for a day"
    return EmailMessage(subject, render_to_string("emails/sources_failing.txt", context), to=_admins())


def _told(source: Source) -> Failing:
    case = [source.docket.case_name or source.docket.docket_number] if source.docket else []
    name = ", ".join(map(line, [*case, source.court.name if source.court else source.slug]))
    return Failing(source.pk, name, line(source.url), source.failing_since, source.failures, line(source.last_error))


def _admins() -> list[str]:
    admins = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    return list(admins.order_by("pk").values_list("email", flat=True))
