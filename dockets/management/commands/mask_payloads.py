"""``mask_payloads``: masks kept payloads again, after an upgrade that takes more of people's numbers and homes out of them."""

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from dockets.masking import behind, mask_by_its_imports


class Command(BaseCommand):
    help = (
        "Mask kept payloads by today's rules, those that older rules masked. May be interrupted and run again, beside everything "
        "else; what was imported stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at-most", type=int, metavar="N", help="payloads to look at; else all")

    def handle(self, *args: Any, **options: Any) -> None:
        looked_at = masked = 0
        for payload in islice(behind(), options["at_most"]):
            looked_at += 1
            masked += mask_by_its_imports(payload)
        self.stdout.write(f"{looked_at} payloads looked at, {masked} of them masked again.")
