"""Prepares database, static files and first users for ``quickstart``; a second run changes nothing."""

import secrets
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import transaction

from casetracker.access import roles
from casetracker.models import Role
from casetracker.quickstart.folders import write_private_file


class Command(BaseCommand):
    help = (
        "Migrates, collects static files, and makes the users journalist, editor and admin where there are no users"
        " yet."
    )

    def handle(self, **_: Any) -> None:
        self.stdout.write("Preparing the database …")
        self.stdout.flush()
        call_command("migrate", interactive=False, verbosity=0)
        call_command("collectstatic", interactive=False, verbosity=0)
        if User.objects.exists():
            self.stdout.write("There are users already. A lost password: uv run manage.py changepassword NAME")
            return
        self._make_users()

    def _make_users(self) -> None:
        """Passwords are written to their file before the users are made, so that a crash in between loses none."""
        passwords = {role: secrets.token_urlsafe(9) for role in Role}
        file = settings.DATA_DIR / "passwords"
        write_private_file(file, "".join(f"{role.value} {password}\n" for role, password in passwords.items()))
        with transaction.atomic():
            for role, password in passwords.items():
                roles.make_user(role, password=password)
        self.stdout.write(f"\nYour logins, printed this once and kept in {file}:")
        for role, password in passwords.items():
            self.stdout.write(f"  {role.value:<12}{password}")
        self.stdout.write("")
