"""``mask_payloads``: masks kept payloads and the texts of documents again, after an upgrade that takes more of people's
numbers and homes out of them."""

from argparse import ArgumentParser
from itertools import islice
from typing import Any

from django.core.management.base import BaseCommand

from dockets.documents.texts import list_texts_to_mask, mask_text_again
from dockets.payloads.mask import list_payloads_to_mask, mask_payload_by_imports


class Command(BaseCommand):
    help = (
        "Mask kept payloads and texts of documents by today's rules, those that older rules masked. May be interrupted"
        " and run again, beside everything else; what was imported stays as it is."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--at-most", type=int, metavar="N", help="payloads and texts to look at; else all")

    def handle(self, *args: Any, **options: Any) -> None:
        looked_at = masked = 0
        for payload in islice(list_payloads_to_mask(), options["at_most"]):
            looked_at += 1
            masked += mask_payload_by_imports(payload)
        self.stdout.write(f"{looked_at} payloads looked at, {masked} of them masked again.")
        left = None if options["at_most"] is None else options["at_most"] - looked_at
        texts = [
            mask_text_again(text.pk, private=text.filing.docket.prints_homes)
            for text in islice(list_texts_to_mask(), left)
        ]
        if texts:
            self.stdout.write(f"{len(texts)} texts of documents looked at, {sum(texts)} of them masked again.")
