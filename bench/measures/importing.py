"""``python -m bench.measures.importing``: imports dockets of 10,000 new entries, one after the other, until it is
stopped: the load beside which searches are measured.

After each commit it prints how many seconds the docket took.
"""

import os
import time
from dataclasses import replace
from itertools import count
from random import Random

ENTRIES = 10_000
FIRST = 50_000
"""First serial, beyond those of the dockets that are searched."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casetracker.settings"
    import django

    django.setup()
    from bench.measures import material, search
    from bench.measures.merge import arrived, take

    # Words are distributed as in the collection that is searched, which would otherwise change while it is measured.
    texts = search.texts(Random(11))
    for serial in count(FIRST):
        docket = material.docket(serial, ENTRIES)
        entries = (replace(entry, long_text=text) for entry, text in zip(docket.entries, texts, strict=False))
        given = arrived(replace(docket, entries=tuple(entries)))
        start = time.perf_counter()
        take(given)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
