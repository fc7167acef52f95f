"""``export_docket COURT DOCKET_NUMBER``: one docket, record and reading, as one JSON document."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from casetracker.pipeline.export import export_docket_with_events
from dockets.format.house_words import set_house_words
from dockets.history.custody_log import record_takeaway
from dockets.models import Court
from dockets.record.text import clean_line
from dockets.search.find import find_docket_by_number
from rulings.publishing.house_style import load_house_words


class Command(BaseCommand):
    help = "Print a docket as one JSON document, which import_docket can read."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("court", help="id of the court, as on CourtListener: wawd")
        parser.add_argument("docket_number", help="in any writing: 2:21-cv-00031, C21-0031-BJR")
        parser.add_argument(
            "--with-contacts", action="store_true", help="with the lawyers' addresses, telephones and e-mails"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        court_id, number = clean_line(options["court"]).lower(), clean_line(options["docket_number"])
        court = Court.objects.filter(pk=court_id).first()
        if court is None:
            raise CommandError(
                f"There is no court “{court_id}”. Courts are named as on CourtListener: wawd.", returncode=2
            )
        docket = find_docket_by_number(court, number)
        if docket is None:
            raise CommandError(f"There is no docket {number} of {court.name} here.", returncode=2)
        set_house_words(load_house_words())
        document = export_docket_with_events(docket, with_contacts=options["with_contacts"])
        contacts = ", with the lawyers’ addresses" if options["with_contacts"] else ""
        record_takeaway(f"the whole case as JSON{contacts}", docket=docket, by="export_docket")
        self.stdout.write(json.dumps(document, ensure_ascii=False, indent=2))
