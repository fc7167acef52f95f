#!/usr/bin/env python
"""Django's command line.

``uv run manage.py quickstart`` starts everything; ``uv run manage.py help`` lists the rest.
"""

import gc
import os
import sys
from argparse import ArgumentError, ArgumentParser
from pathlib import Path

NOTHING_RUNS = """There is no database to talk to: {reason}

Start one with “uv run manage.py quickstart” and leave it running in another terminal, or\
 set DATABASE_URL and REDIS_URL to
servers of your own (docs/deploy.md). A quickstart with a --data-dir of its own is found through CASETRACKER_DATA_DIR.
"""
NO_ANSWER = """The database does not answer: {reason}

Is DATABASE_URL right, does PostgreSQL run, and does it let this machine in? “manage.py doctor” looks at the rest.
"""
UNREADABLE = """The settings cannot be used: {reason}

docs/deploy.md lists every variable of the environment with what it does.
"""


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "casetracker.settings")
    if sys.argv[1:2] == ["quickstart"]:
        set_data_dir(sys.argv[2:])
    load_settings()
    from django.core.management import execute_from_command_line
    from django.db import OperationalError

    try:
        execute_from_command_line(sys.argv)
        gc.freeze()  # Python ends with a search for garbage, a quarter of a second for what ends with it anyway.
    except OperationalError as error:
        from casetracker.config.secret_files import is_given
        from casetracker.outages.database_away import is_database_away

        is_there = is_given("DATABASE_URL", os.environ) or embedded_runs()
        if "--traceback" in sys.argv or (is_there and not is_database_away(error)):
            raise
        give_up(NO_ANSWER if is_there else NOTHING_RUNS, error)


def set_data_dir(options: list[str]) -> None:
    """Settings read the folder of the data, so that ``--data-dir`` has to be known before they are loaded. What else is
    said, or said wrongly, the command looks at itself."""
    parser = ArgumentParser(add_help=False, exit_on_error=False)
    parser.add_argument("--data-dir", type=Path)
    try:
        folder = parser.parse_known_args(options)[0].data_dir
    except ArgumentError:
        return
    if folder is not None:
        os.environ["CASETRACKER_DATA_DIR"] = str(folder.absolute())


def load_settings() -> None:
    """Ends with a sentence where a variable of the environment holds what it cannot: settings raise ``ValueError`` for
    most of them, and psycopg an error of its own for the database's address."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured
    from psycopg import ProgrammingError

    try:
        _ = settings.DEBUG
    except (ValueError, ProgrammingError) as error:
        if "--traceback" in sys.argv:
            raise
        is_of_database = isinstance(error, ProgrammingError)
        give_up(UNREADABLE, ValueError(f"DATABASE_URL is no address: {error}") if is_of_database else error)
    except ImproperlyConfigured:
        return  # Django tells of it itself.


def give_up(told: str, error: Exception) -> None:
    sys.stderr.write(told.format(reason=str(error).strip().splitlines()[0]))
    sys.exit(2)


def embedded_runs() -> bool:
    from django.conf import settings

    from casetracker.quickstart import embedded

    return embedded.are_servers_running(settings.DATA_DIR)


if __name__ == "__main__":
    main()
