"""Links to a passage of a document: ``1203-1290.8c736521`` says from where to where the passage goes in the document's
text, all pages joined, and what its words were. Pure; called by views and notes.

The words themselves are not in the link, so it stays short, and a link says nothing of a document that is withdrawn.
A link whose words stand at its place is exact; for another one the words are found in an older text of the document,
and are then looked for in the one that is there now.
"""

import re
from dataclasses import dataclass

from rulings.passages.anchors import LONGEST

_LINK = re.compile(r"(\d{1,8})-(\d{1,8})\.([0-9a-f]{8})")
_BASIS, _PRIME = 0x811C9DC5, 0x01000193


@dataclass(frozen=True, slots=True)
class PassageLink:
    """The place of a passage, in code points, and the hash of its words."""

    begin: int
    end: int
    digest: str

    def __str__(self) -> str:
        return f"{self.begin}-{self.end}.{self.digest}"

    def fits(self, text: str) -> bool:
        """Whether its words stand at its place in ``text``."""
        return self.end <= len(text) and hash_passage(text[self.begin : self.end]) == self.digest


def hash_passage(words: str) -> str:
    """FNV-1a of the words in UTF-8, 32 bits as 8 hexadecimal digits; blanks and line breaks count alike. So short a
    hash is no proof: it tells one wording from another at one place. Browsers compute it too
    (``static/js/document_page.js``)."""
    digest = _BASIS
    for byte in " ".join(words.split()).encode():
        digest = (digest ^ byte) * _PRIME & 0xFFFFFFFF
    return f"{digest:08x}"


def build_passage_link(text: str, begin: int, end: int) -> PassageLink:
    """The link to ``text[begin:end]``."""
    return PassageLink(begin, end, hash_passage(text[begin:end]))


def parse_passage_link(written: str) -> PassageLink | None:
    """The link, or None for anything else, and for a passage that is empty or longer than ``LONGEST``."""
    match = _LINK.fullmatch(written)
    if match is None or not 0 < int(match[2]) - int(match[1]) <= LONGEST:
        return None
    return PassageLink(int(match[1]), int(match[2]), match[3])
