"""``manage.py seed_courts``: takes over what a newer ``courts-db`` knows. Migrations have done it once."""

from typing import Any

from django.core.management.base import BaseCommand

from dockets.courts import seed
from dockets.models import Court


class Command(BaseCommand):
    help = "Writes every court that courts-db knows, with its name, PACER id and time zone. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        known = seed(Court)
        self.stdout.write(f"{known:,} courts are known.")
