"""``manage.py break_glass NAME``: lets somebody in again who has lost every second factor, when no admin is left to
help."""

from argparse import ArgumentParser
from typing import Any

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone

from casetracker.access.second_factor import GRACE
from casetracker.accounts.people import remove_factors
from casetracker.models import Member


class Command(BaseCommand):
    help = (
        "Takes all second factors of an account away, ends its sessions, parts it from the directory and, if it was"
        " disabled, enables it. It is recorded. A lost password: manage.py changepassword NAME"
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", help="the name to log in with")

    def handle(self, *, name: str, **_: Any) -> None:
        user = User.objects.filter(username=name).first()
        if user is None:
            raise CommandError(f"There is no account {name}.")
        with transaction.atomic():
            User.objects.filter(pk=user.pk).update(is_active=True)
            Member.objects.update_or_create(user=user, defaults={"factor_due_at": timezone.now() + GRACE})
            SocialAccount.objects.filter(user=user).delete()
            number = remove_factors(user, by="break_glass", event="break-glass")
        self.stdout.write(
            f"{name} logs in with the password alone now ({number} factors taken away), and has a week to add another."
        )
