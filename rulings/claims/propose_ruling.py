"""What the texts of a ruling propose for its form: judge, standard, what is decided, and sentences to quote. Called by
the form's view; nothing of it is stored until an editor saves."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef

from dockets.models import Filing
from rulings.claims.quotations import KeptTexts
from rulings.models import Motion, Reference
from rulings.reading.documents.motions_by_words import OrderMotions
from rulings.reading.documents.order_outcomes import read_order_outcomes
from rulings.reading.documents.orders import find_standard, read_judge
from rulings.reading.documents.sentences import OrderSentence, choose_sentences, list_sentences
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.relations import Relation
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


def load_order_motions(filing: Filing) -> OrderMotions:
    """The motions that an order may name by words: those of its docket that are no later than it, each under a number
    that no other has. One query."""
    speaks = Reference.objects.filter(
        filing=filing, target=OuterRef("filing"), relation__in=(Relation.ABOUT, Relation.DECIDES)
    )
    rows = Motion.objects.filter(docket=filing.docket_id, filing__merged_into=None).exclude(filing__number="")
    if filing.date_filed:
        rows = rows.exclude(filing__date_filed__gt=filing.date_filed)
    told = list(rows.annotate(is_named=Exists(speaks)).values_list("filing__number", "title", "is_named"))
    count = Counter(number for number, _, _ in told)
    alone = [row for row in told if count[row[0]] == 1]
    return OrderMotions(
        {number: title for number, title, is_named in alone if is_named},
        {number: title for number, title, is_named in alone if not is_named},
    )


def propose_ruling(kept: KeptTexts, motions: OrderMotions) -> RulingProposal:
    """From the docket text and the document's pages that are kept. ``motions``: those that the order may name by words.
    Bounded in time, whatever the texts."""
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
            for one in read_order_outcomes(all_sentences, motions)
        },
    )


def _offer(key: str, one: OrderSentence, kept: KeptTexts) -> QuotableSentence:
    place = f"at {one.first}" if one.first == one.last else f"at {one.first}–{one.last}"
    is_machine_read = any(page in kept.machine_read for page in range(one.first, one.last + 1))
    return QuotableSentence(key, one.words, place if kept.is_paged else "", is_machine_read)
