"""Splits a court's text into pieces with links for the law it cites; the page escapes them. Pure."""

from collections.abc import Iterable

from dockets.format.web_links import allow_web_link
from rulings.html.event_lines import LinePart


def link_citations(text: str, cites: Iterable[tuple[int, str, str]]) -> list[LinePart]:
    """``text`` in pieces, in order and complete; cited pieces have an address.

    ``cites`` are (start, words, address) in the order of the text. They were found when the text was interpreted, and
    it may have changed since: a citation whose words are no longer at that position is not linked.
    """
    parts: list[LinePart] = []
    done = 0
    for start, words, address in cites:
        if start < done or not words or not text.startswith(words, start):
            continue
        parts += [LinePart(text[done:start])] if start > done else []
        parts.append(LinePart(words, allow_web_link(address)))
        done = start + len(words)
    return parts + ([LinePart(text[done:])] if done < len(text) else [])
