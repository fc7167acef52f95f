"""The rows that ``bench.scale`` measures: forty dockets by the real import and interpretation, and copies of them."""

import time
from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone

from bench.measures import material
from bench.measures.reading import stored
from bench.scale.multiply import multiply
from dockets.models import Docket, Filing
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation
from rulings.notes import save
from rulings.notes.save import NoteWords

TEMPLATES, FILINGS = 40, 25
NOTED = 4
"""How many of the forty have a note for readers on each fifth filing."""


def write_templates() -> None:
    """Imports and interprets the dockets that are copied; some have notes."""
    author = User.objects.create_superuser("bench")
    words = NoteWords("What the court has not said yet. " * 5, Annotation.Visibility.PUBLIC)
    for serial in range(1, TEMPLATES + 1):
        docket = stored(material.docket(serial, FILINGS))
        interpret_docket(docket)
        if serial <= NOTED:
            for filing in Filing.objects.filter(docket=docket, number__endswith="5").values_list("pk", flat=True):
                save.add_note(filing, words, by=author, now=timezone.now())


def copy_to(dockets: int) -> Iterator[str]:
    """Copies the templates until there are that many dockets; yields a line for each table and one for the whole."""
    have, began = Docket.objects.count() // TEMPLATES, time.monotonic()
    for table, rows, seconds in multiply(have, dockets // TEMPLATES - 1):
        yield f"{table:32} {rows:>12,} rows {seconds:8.1f} s"
    yield f"{'in all':32} {'':>17} {time.monotonic() - began:8.1f} s"
