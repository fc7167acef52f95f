#!/usr/bin/env python
"""Django's command line.

``uv run manage.py quickstart`` starts everything; ``uv run manage.py help`` lists the rest.
"""

import gc
import os
import sys

NOTHING_RUNS = """There is no database to talk to: {reason}

Start one with “uv run manage.py quickstart” and leave it running in another terminal, or\
 set DATABASE_URL and REDIS_URL to
servers of your own (docs/deploy.md). A quickstart with a --data-dir of its own is found through CASETRACKER_DATA_DIR.
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
        gc.freeze()  # Python ends with a search for garbage, a quarter of a second for what ends with it anyway.
    except OperationalError as error:
        if os.environ.get("DATABASE_URL") or embedded_runs():
            raise
        sys.stderr.write(NOTHING_RUNS.format(reason=str(error).strip().splitlines()[0]))
        sys.exit(2)


def embedded_runs() -> bool:
    from django.conf import settings

    from casetracker.quickstart import embedded

    return embedded.are_servers_running(settings.DATA_DIR)


if __name__ == "__main__":
    main()
