"""``manage.py export_corrections``: what editors corrected, a JSON object a line, for those who improve the rules."""

from typing import Any

import orjson
from django.core.management.base import BaseCommand

from rulings.corrections.labels import list_labels


class Command(BaseCommand):
    help = "Prints every correction of a filing as a JSON object on a line: text, field, machine's value, editor's."

    def handle(self, *args: Any, **options: Any) -> None:
        for label in list_labels():
            self.stdout.write(orjson.dumps(label).decode())
