"""juriscraper, opened on a page of PACER's. What it finds there is read by the module of its source."""

import importlib
import os
from typing import Any


def imported(module: str) -> Any:
    """A module of juriscraper. It opens a log file when it is first imported, by default one in ``/var/log``; and it costs 0.1 s
    and 33 MB, so only who parses pays."""
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    return importlib.import_module(module)


def opened(name: str, pacer_id: str, page: str) -> Any:
    """The class ``juriscraper.pacer.<name>`` with ``page`` parsed. Raises whatever lxml and juriscraper do.

    Look before at ``markup.is_safe``: the cleaner takes a minute for a page of nothing but nested elements.
    """
    report = getattr(imported("juriscraper.pacer"), name)(pacer_id)
    report.ERROR_STRINGS = []  # searched for in the whole page, docket texts included
    report._parse_text(page)
    return report
