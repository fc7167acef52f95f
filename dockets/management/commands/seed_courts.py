"""``manage.py seed_courts``: updates the courts from a newer ``courts-db``. Migrations have seeded them once."""

from typing import Any

from django.core.management.base import BaseCommand

from dockets.courts.registry import seed_courts
from dockets.models import Court


class Command(BaseCommand):
    help = "Writes every court that courts-db knows, with its name, PACER id and time zone. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        known = seed_courts(Court)
        self.stdout.write(f"{known:,} courts are known.")
