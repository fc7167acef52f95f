"""What the texts of a ruling propose for its form: judge, standard, and sentences to quote. Called by the form's view;
nothing of it is stored until an editor saves."""

from collections.abc import Sequence
from dataclasses import dataclass

from rulings.claims.quotations import KeptTexts
from rulings.reading.documents.orders import find_standard, read_judge
from rulings.reading.documents.sentences import OrderSentence, choose_sentences, list_sentences
from rulings.vocabulary.standards import STANDARD_LABELS, STANDARD_TEXTS

MOST_SENTENCES = 40
_USUAL = {label.lower(): STANDARD_TEXTS[one] for one, label in STANDARD_LABELS.items()}


@dataclass(frozen=True, slots=True)
class QuotableSentence:
    """A sentence of the order as its form offers it. ``key``: its place in the list, which the form sends."""

    key: str
    words: str
    place: str
    """As it is cited: "at 7", "at 7–8"; "" where that is not known."""


@dataclass(frozen=True, slots=True)
class RulingProposal:
    judge: str
    standard: str
    named_by: str
    """The words of the text that name the standard."""
    sentences: Sequence[QuotableSentence]

    def find_sentence(self, key: str) -> QuotableSentence | None:
        return next((one for one in self.sentences if one.key == key), None)


def propose_ruling(kept: KeptTexts) -> RulingProposal:
    """From the docket text and the document's pages that are kept. Bounded in time, whatever the texts."""
    whole = "\n".join(text for _, text in kept.pages)
    named = find_standard(f"{kept.docket_text}\n{whole}")
    of_docket = [(one, "") for one in list_sentences([(0, kept.docket_text)])[:4]]
    of_order = [
        (one, _cite(one) if kept.is_paged else "")
        for one in choose_sentences(list_sentences(kept.pages), MOST_SENTENCES - len(of_docket))
    ]
    return RulingProposal(
        judge=read_judge(kept.docket_text, whole),
        standard=_USUAL.get(named.name, "") if named else "",
        named_by=named.words if named else "",
        sentences=[
            QuotableSentence(str(at), one.words, place) for at, (one, place) in enumerate([*of_docket, *of_order])
        ],
    )


def _cite(one: OrderSentence) -> str:
    return f"at {one.first}" if one.first == one.last else f"at {one.first}–{one.last}"
