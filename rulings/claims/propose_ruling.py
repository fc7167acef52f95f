"""What the texts of a ruling propose for its form: judge, standard, what is decided, and sentences to quote. Called by
the form's view; nothing of it is stored until an editor saves."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from rulings.claims.quotations import KeptTexts
from rulings.reading.documents.order_outcomes import read_order_outcomes
from rulings.reading.documents.orders import find_standard, read_judge
from rulings.reading.documents.sentences import OrderSentence, choose_sentences, list_sentences
from rulings.vocabulary.outcomes import Outcome
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
    is_machine_read: bool = False
    """Whether a program recognised its words in a picture."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What the order's own text decides on a motion or claim, and the sentence that says so."""

    outcome: Outcome
    sentence: QuotableSentence


@dataclass(frozen=True, slots=True)
class RulingProposal:
    judge: str
    standard: str
    named_by: str
    """The words of the text that name the standard."""
    sentences: Sequence[QuotableSentence]
    read: Mapping[str, ReadOutcome] = field(default_factory=dict)
    """By what is decided: "motion 20", by the number of its entry, "claim 2", "counterclaim 1"."""

    def find_sentence(self, key: str) -> QuotableSentence | None:
        return next((one for one in self.sentences if one.key == key), None)


def propose_ruling(kept: KeptTexts) -> RulingProposal:
    """From the docket text and the document's pages that are kept. Bounded in time, whatever the texts."""
    whole = "\n".join(text for _, text in kept.pages)
    named = find_standard(f"{kept.docket_text}\n{whole}")
    of_docket, all_sentences = list_sentences([(0, kept.docket_text)])[:4], list_sentences(kept.pages)
    of_order = choose_sentences(all_sentences, MOST_SENTENCES - len(of_docket))
    chosen = [*(QuotableSentence(str(at), one.words, "") for at, one in enumerate(of_docket)),
              *(_offer(str(at), one, kept) for at, one in enumerate(of_order, len(of_docket)))]  # fmt: skip
    return RulingProposal(
        judge=read_judge(kept.docket_text, whole),
        standard=_USUAL.get(named.name, "") if named else "",
        named_by=named.words if named else "",
        sentences=chosen,
        read={
            one.about: ReadOutcome(one.outcome, _offer("", one.sentence, kept))
            for one in read_order_outcomes(all_sentences)
        },
    )


def _offer(key: str, one: OrderSentence, kept: KeptTexts) -> QuotableSentence:
    place = f"at {one.first}" if one.first == one.last else f"at {one.first}–{one.last}"
    is_machine_read = any(page in kept.machine_read for page in range(one.first, one.last + 1))
    return QuotableSentence(key, one.words, place if kept.is_paged else "", is_machine_read)
