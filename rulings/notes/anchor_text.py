"""The text in which a note's passage is looked for: the court's docket text, or the text of a document, all pages
joined."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from dockets.models import DocumentText, Filing
from rulings.passages.anchors import hash_words

NOWHERE = "no text"
"""Anchor of a note on a document's text after that text was removed."""
_OF_A_DOCUMENT = "text "


@dataclass(frozen=True, slots=True)
class AnchorText:
    """``anchored_to`` identifies one state of the text, ``key`` one wording."""

    text: str
    anchored_to: str
    key: str


def get_ground(filing: Filing, document: int | None, *, of_text: bool) -> AnchorText:
    """``of_text``: the text of the filing's document with that number."""
    if not of_text or document is None:
        return AnchorText(filing.text, filing.fingerprint, hash_words(filing.text))
    row = DocumentText.objects.shown().filter(filing=filing, document_number=document).first()
    if row is None:
        return AnchorText("", NOWHERE, hash_words(""))
    return AnchorText(join_pages(row), f"{_OF_A_DOCUMENT}{row.pk} {row.revision}", get_text_key(row))


def join_pages(row: DocumentText) -> str:
    """The text in which positions of passages are counted. Pages are separated by a line break."""
    return "\n".join(row.pages.order_by("number").values_list("words", flat=True))


def get_page_offsets(row: DocumentText) -> dict[int, int]:
    """Where each page begins in the result of ``join_pages``."""
    begins, place = {}, 0
    for number, length in row.pages.order_by("number").values_list("number", "length"):
        begins[number] = place
        place += length + 1
    return begins


def get_text_key(row: DocumentText) -> str:
    return row.sha256[:32]


def get_text_id(anchored_to: str) -> int:
    """Id of the stored text that a note is anchored to; 0 for none."""
    told = anchored_to.removeprefix(_OF_A_DOCUMENT).partition(" ")[0] if anchored_to.startswith(_OF_A_DOCUMENT) else ""
    return int(told) if told.isdecimal() else 0


_SHOWN = DocumentText.objects.shown().filter(filing=OuterRef("filing"), document_number=OuterRef("document_number"))
_MARK = Concat(Value(_OF_A_DOCUMENT), Cast("pk", CharField()), Value(" "), Cast("revision", CharField()))
STANDS_ON = Coalesce(Subquery(_SHOWN.annotate(mark=_MARK).values("mark")[:1]), Value(NOWHERE))
"""For a query of notes on documents' texts: the ``anchored_to`` that ``get_ground`` would give."""
