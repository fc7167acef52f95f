"""What editors write at length (summaries, reasons, what each side says, milestones) is Markdown, as notes are.
Headlines, titles, standards and the words of corrections are lines of plain text. Without a database."""

import re

from rulings.html.markdown import render_markdown
from rulings.html.markup import Markup, fill_shape

_MARKS = re.compile(r"[*_`\[\]<>#@\\]|^\s*(?:[-+]|[0-9]+[.)])\s|\n|://", re.MULTILINE)


def has_marks(source: str) -> bool:
    """Whether it may be more than one paragraph of plain words: most reasons are no more, and need no parser."""
    return bool(_MARKS.search(source))


def render_prose(source: str, case_address: str) -> Markup:
    """As HTML. ``case_address``: of the case that "#34" refers to."""
    return render_markdown(source, case_address) if has_marks(source) else fill_shape("<p>{}</p>", source)
