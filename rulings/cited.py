"""A court's text with what it cites as links: for a page, in pieces that the page escapes. Pure."""

from collections.abc import Iterable

from dockets.addresses import web_link
from rulings.rows import Part


def linked(text: str, cites: Iterable[tuple[int, str, str]]) -> list[Part]:
    """``text`` in pieces, in order and whole; those that are cited have their address.

    ``cites`` are (start, words, address) in the order of the text. They were found when the text was read, and it may have
    changed since: a citation whose words no longer stand at its place is no link.
    """
    parts: list[Part] = []
    done = 0
    for start, words, address in cites:
        if start < done or not words or not text.startswith(words, start):
            continue
        parts += [Part(text[done:start])] if start > done else []
        parts.append(Part(words, web_link(address)))
        done = start + len(words)
    return parts + ([Part(text[done:])] if done < len(text) else [])
