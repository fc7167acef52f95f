"""``delete_texts``: permanently deletes the removed texts of a document."""

from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import User
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q

from dockets.models import Filing
from rulings.desk.document_texts import delete_document_texts


class Command(BaseCommand):
    help = (
        "Delete for good the texts of a document that were taken away on its page. Who did it, when and which document"
        " stays on record; of the words nothing is, but in your backups. It cannot be undone."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("court", help="as in the address of the page: wawd")
        parser.add_argument("docket_number", help="2:21-cv-00031")
        parser.add_argument("filing", help="its number, or the id in its address")
        parser.add_argument("document", type=int, help="0 is the main document")
        parser.add_argument("--by", required=True, metavar="USER", help="the admin in whose name it is done")
        parser.add_argument(
            "--private",
            action="store_true",
            help="the words must not be seen: also take them out of notes that stood on them",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        by = User.objects.filter(username=options["by"], is_active=True, is_superuser=True).first()
        if by is None:
            raise CommandError(f"There is no admin {options['by']}.")
        asked = Q(number=options["filing"]) | Q(public_id=options["filing"])
        case = Filing.objects.current().filter(
            docket__court=options["court"], docket__docket_number=options["docket_number"]
        )
        found = list(case.filter(asked).values_list("pk", flat=True)[:2])
        if len(found) != 1:
            raise CommandError("There is no such filing, or more than one: name it by the id in its address.")
        deleted = delete_document_texts(found[0], options["document"], private=options["private"], by=by)
        if not deleted:
            raise CommandError("Nothing was taken away there. Take the text away on its page first.")
        for state in deleted:
            self.stdout.write(
                f"Deleted: {state['name'] or 'a text'}, {state['pages']} page{'' if state['pages'] == 1 else 's'}."
            )
