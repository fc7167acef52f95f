"""Shows what speaks for and against two filings being one, side by side for whoever decides. Pure, from two rows.

``duplicate_candidates`` found the pair; nothing is decided here.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from dockets.format.print_style import format_date
from dockets.format.word_diff import Piece, diff_words
from dockets.history.provenance import SourceStatement
from dockets.models import Filing
from dockets.record.text import build_text_key


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One value of both filings. ``verdict``: "same", "different", or "" where one of them has none."""

    label: str
    one: str
    other: str
    verdict: str


@dataclass(frozen=True, slots=True)
class PairEvidence:
    """``alike`` and ``apart``: one sentence each. ``pieces``: how the text of the second differs from the first's."""

    alike: str
    apart: str
    lines: Sequence[EvidenceLine]
    pieces: Sequence[Piece]


def compare_filings(one: Filing, other: Filing, said: Sequence[Sequence[SourceStatement]]) -> PairEvidence:
    """Compares two filings; ``one`` is shown first. ``said``: for each, what sources stated of it."""
    alike, apart = _grounds(one, other)
    texts = [filing.long_text or filing.short_text for filing in (one, other)]
    kin = bool(one.long_text) == bool(other.long_text)
    return PairEvidence(alike, apart, _lines(one, other, said), diff_words(*texts) if kin and all(texts) else [])


def _grounds(one: Filing, other: Filing) -> tuple[str, str]:
    if one.number and one.number == other.number:
        return f"Both have the number {one.number}.", _why_number_is_not_enough(one, other)
    if one.long_text and other.long_text and build_text_key(one.long_text) == build_text_key(other.long_text):
        number = one.number or other.number
        return (
            "Both have the same text, on the same day.",
            f"One source gives it the number {number}, the other gives it none.",
        )
    if bool(one.long_text) != bool(other.long_text):
        stub = other if one.long_text else one
        return (
            f"Of this day, one source announced “{stub.short_text}”, and another has a docket text.",
            "Neither has a number, and a day can have several such entries.",
        )
    return (
        "One was gone from the court’s page when the other came up on it, for the same day.",
        "Without a number, nothing tells a new wording from a new entry.",
    )


def _why_number_is_not_enough(one: Filing, other: Filing) -> str:
    if one.pacer_doc_id and other.pacer_doc_id and one.pacer_doc_id != other.pacer_doc_id:
        return "They have different documents: the court may have replaced one, or given one number to two entries."
    if one.pacer_seq_no and other.pacer_seq_no and one.pacer_seq_no != other.pacer_seq_no:
        return "The court’s own count of entries has them apart."
    return "A page showed both at once, so it may be one number given to two entries."


def _lines(one: Filing, other: Filing, said: Sequence[Sequence[SourceStatement]]) -> list[EvidenceLine]:
    told = [
        ("Number", one.number, other.number),
        ("Filed", _day(one), _day(other)),
        ("Entered", _entered(one), _entered(other)),
        ("Document id", one.pacer_doc_id, other.pacer_doc_id),
        ("Court’s count", one.pacer_seq_no, other.pacer_seq_no),
        ("Told by", _sources(said[0]), _sources(said[1])),
    ]
    return [
        EvidenceLine(label, mine, theirs, _verdict(label, mine, theirs))
        for label, mine, theirs in told
        if mine or theirs
    ]


def _verdict(label: str, mine: str, theirs: str) -> str:
    if not mine or not theirs or label == "Told by":
        return ""
    return "same" if mine == theirs else "different"


def _day(filing: Filing) -> str:
    return format_date(filing.date_filed) if filing.date_filed else ""


def _entered(filing: Filing) -> str:
    return format_date(filing.date_entered) if filing.date_entered else ""


def _sources(said: Sequence[SourceStatement]) -> str:
    return ", ".join(dict.fromkeys(one.source for one in said))
