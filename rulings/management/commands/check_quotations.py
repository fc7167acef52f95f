"""``manage.py check_quotations``: which quotations that stand published no text kept here says."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from dockets.format.urls import build_docket_url, build_filing_url
from rulings.claims.quotations import is_checked, load_kept_texts
from rulings.models import Disposition


class Command(BaseCommand):
    help = "Lists the quotations of rulings that are in no text kept here and name no other source; fails if any."

    def handle(self, *args: Any, **options: Any) -> None:
        rows = Disposition.objects.published().exclude(quotation="").select_related("ruling__filing", "ruling__docket")
        faults = 0
        for row in rows.order_by("ruling__docket", "ruling", "pk").iterator(chunk_size=200):
            filing, docket = row.ruling.filing, row.ruling.docket
            if is_checked(row, load_kept_texts(filing)):
                continue
            faults += 1
            address = build_filing_url(
                build_docket_url(docket.court_id, docket.docket_number), filing.number, filing.public_id
            )
            self.stdout.write(f"{address}: “{row.quotation}”{f', {row.place}' if row.place else ''}")
        if faults:
            raise CommandError(f"{faults} quotation{'s are' if faults > 1 else ' is'} in no text that is kept here.")
        self.stdout.write("Every quotation is in a text that is kept here, or says whom it quotes.")
