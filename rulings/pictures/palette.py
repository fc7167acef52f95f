"""The colours of pictures: those of the style sheet (``static/css/site.css``) on its light ground, as a test checks."""

PAPER, INK, SOFT, HAIR = "#fcfbf8", "#1a1c1f", "#565a61", "#ddd8ce"
MARKED = "#ffc94d"
"""The mark of a passage on a document's page (``static/css/document.css``)."""
TONES = {"granted": "#1b6641", "denied": "#9d2929", "mixed": "#7d5100"}
"""Colours of outcomes, by the names in ``vocabulary.outcomes.TONES``; the rest is ``SOFT``, with a hollow mark."""
