"""``python -m bench.importing``: merges dockets of 10,000 new entries, one after the other, until it is stopped. What searches
have to live beside.

Once a docket is committed, a line says how many seconds that took.
"""

import os
import time
from itertools import count

ENTRIES = 10_000
FIRST = 50_000
"""Beyond the numbers of the dockets that are searched."""


def main() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "casetracker.settings"
    import django

    django.setup()
    from bench import material
    from bench.merge import arrived, take

    for serial in count(FIRST):
        given = arrived(material.docket(serial, ENTRIES))
        start = time.perf_counter()
        take(given)
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
