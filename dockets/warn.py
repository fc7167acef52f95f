"""Tells admins by mail of sources that have failed for a day: once each time. Above ``watching``, under the tasks."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.mail import EmailMessage
from django.db import transaction
from django.db.models import F, Q
from django.template.loader import render_to_string

from dockets.models import Source
from dockets.watching import FAILING_FOR


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
    # Without an origin that is known, the paths alone: whoever reads it knows their own site.
    context = {"sources": sources, "site_name": settings.SITE_NAME, "site": next(iter(settings.CSRF_TRUSTED_ORIGINS), "")}
    subject = f"{settings.SITE_NAME}: {len(sources)} source{'s have' if len(sources) > 1 else ' has'} failed for a day"
    return EmailMessage(subject, render_to_string("emails/sources_failing.txt", context), to=_admins())


def _admins() -> list[str]:
    admins = get_user_model().objects.filter(is_active=True, is_superuser=True).exclude(email="")
    return list(admins.order_by("pk").values_list("email", flat=True))
