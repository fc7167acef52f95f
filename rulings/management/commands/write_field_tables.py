"""``write_field_tables``: updates the tables of fields in ``docs`` to the fields that are exported."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from rulings.exports.field_tables import DOCUMENTS, write_field_tables


class Command(BaseCommand):
    help = "Write the tables of fields in the documents anew, from the fields in the code."
    requires_system_checks = ()

    def handle(self, *args: Any, **options: Any) -> None:
        for name in DOCUMENTS:
            path = settings.BASE_DIR / "docs" / name
            before = path.read_text()
            after = write_field_tables(before)
            if after != before:
                path.write_text(after)
                self.stdout.write(f"docs/{name} is written anew.")
