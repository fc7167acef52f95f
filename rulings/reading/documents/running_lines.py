"""Lines of a document's page that are not its text."""

import re

RUNNING_LINE = re.compile(
    r"^[^\S\n]*(?:Case \S[^\n]{0,100} Page \d{1,4} of \d{1,4}|-? ?\d{1,4} ?-?|[A-Z][A-Za-z ]{0,40} ?[-–—] ?\d{1,4})"
    r"[^\S\n]*$",
    re.MULTILINE,
)
"""Lines that stand between a sentence and its end on the next page: the court's stamp, a page's or a line's number, the
title with the page's number."""
