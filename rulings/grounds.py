"""Where a note's passage is looked for: the court's docket text, or the text of a document, all its pages in one."""

from dataclasses import dataclass

from django.db.models import CharField, OuterRef, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat, Length

from dockets.models import DocumentText, Filing
from rulings.anchors import words_key

NOWHERE = "no text"
"""What a note on a document's text is anchored to where that text was taken away."""
_OF_A_DOCUMENT = "text "


@dataclass(frozen=True, slots=True)
class Ground:
    """``anchored_to`` tells one state of the text from another, ``key`` one wording from another."""

    text: str
    anchored_to: str
    key: str


def ground_of(filing: Filing, document: int | None, *, of_text: bool) -> Ground:
    """``of_text``: of the text of its document with that number."""
    if not of_text or document is None:
        return Ground(filing.text, filing.fingerprint, words_key(filing.text))
    row = DocumentText.objects.shown().filter(filing=filing, document_number=document).first()
    if row is None:
        return Ground("", NOWHERE, words_key(""))
    return Ground(whole(row), f"{_OF_A_DOCUMENT}{row.pk} {row.revision}", text_key(row))


def whole(row: DocumentText) -> str:
    """In this text places of passages are counted. A line break parts two pages."""
    return "\n".join(row.pages.order_by("number").values_list("words", flat=True))


def begins_of(row: DocumentText) -> dict[int, int]:
    """Of each page, where in the ``whole`` it begins."""
    begins, place = {}, 0
    for number, length in row.pages.order_by("number").values_list("number", Length("words")):
        begins[number] = place
        place += length + 1
    return begins


def text_key(row: DocumentText) -> str:
    return row.sha256[:32]


def text_id(anchored_to: str) -> int:
    """The row of the text that a note is anchored to; 0 for none."""
    told = anchored_to.removeprefix(_OF_A_DOCUMENT).partition(" ")[0] if anchored_to.startswith(_OF_A_DOCUMENT) else ""
    return int(told) if told.isdecimal() else 0


_SHOWN = DocumentText.objects.shown().filter(filing=OuterRef("filing"), document_number=OuterRef("document_number"))
_MARK = Concat(Value(_OF_A_DOCUMENT), Cast("pk", CharField()), Value(" "), Cast("revision", CharField()))
STANDS_ON = Coalesce(Subquery(_SHOWN.annotate(mark=_MARK).values("mark")[:1]), Value(NOWHERE))
"""For a query of notes on documents' texts: what ``ground_of`` would anchor them to."""
