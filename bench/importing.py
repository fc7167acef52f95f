"""``python -m bench.importing``: merges dockets of 10,000 new entries, one after the other, until it is stopped. What searches
have to live beside.

Once a docket is committed, a line says how many seconds that took.
"""

import os
import time
from dataclasses import replace
from itertools import count
from random import Random

ENTRIES = 10_000
FIRST = 50_000
"""Beyond the numbers of the dockets that are searched."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casetracker.settings"
    import django

    django.setup()
    from bench import material, search
    from bench.merge import arrived, take

    # Their words are spread as in what is searched, which else became another collection while it is measured.
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
