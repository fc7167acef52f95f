"""Loads the site's templates without their indentation. Named in ``settings.TEMPLATES``.

Line breaks stay, so no word runs into the next and errors name the right line. No page shows its indentation: elements
that keep white space (``pre``, ``textarea``, ``white-space: pre-line`` in the style sheets) are written on one line. On
a timeline of a thousand rows, or a month of the calendar, indentation would be up to half of what is sent.
"""

import re

from django.template import Origin
from django.template.loaders import filesystem

INDENTATION = re.compile(r"^[ \t]+", re.MULTILINE)


class Loader(filesystem.Loader):
    def get_contents(self, origin: Origin) -> str:
        """Called by Django once per process for each template of ``DIRS``. A template that is no page (a mail's text)
        is returned unchanged."""
        contents = super().get_contents(origin)
        return INDENTATION.sub("", contents) if str(origin.template_name).endswith(".html") else contents
