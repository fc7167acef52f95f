"""What a ruling decided, as an editor enters it: a form of the ruling, and one for each thing decided, all sent
together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from dockets.models import Filing
from rulings.claims.propose_ruling import ReadOutcome
from rulings.vocabulary.house_style import WordGroup, find_standard_text, list_choices, name_standard

RULING_TEXTS = ("title", "standard", "citation", "judge", "by_parties")
"""The fields of a ruling that editors enter."""
MOST_DECIDED = 300
"""Decisions in one form, beyond the rows for what is already known: on claims and on motions."""


@dataclass(frozen=True, slots=True)
class DecisionSubject:
    """A motion or claim that a ruling may have decided. ``key``: "claim-3", "motion-7"; "" where the motion is not
    named yet."""

    key: str
    label: str
    parties: Sequence[tuple[int, str]] = ()
    """Against whom the claim is made: a decision may be for some of them only."""
    named: str = ""
    """As ``RulingProposal.read`` names it: "motion 20", "claim 2"; "" for a motion and a claim together."""
    earlier: Sequence[tuple[int, str]] = ()
    """What earlier rulings decided on the same motion or claim: disposition and its description."""


def _list_outcomes() -> list[tuple[str, str]]:
    return [("", "—"), *list_choices(WordGroup.OUTCOME)]


class StandardField(forms.CharField):
    """A legal standard: shown, and taken, as this site has it; kept as it is built in."""

    def prepare_value(self, value: Any) -> Any:
        return name_standard(value) if isinstance(value, str) else value

    def clean(self, value: Any) -> str:
        return find_standard_text(super().clean(value))


class RulingForm(forms.Form):
    """The ruling as a whole. ``version`` covers all that was shown: the ruling and everything that it decided."""

    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    title = forms.CharField(label="Title of the ruling", max_length=300, required=False)
    standard = StandardField(
        label="Standard applied", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    citation = forms.CharField(label="Reported at", max_length=200, required=False)
    judge = forms.CharField(label="Judge", max_length=200, required=False)
    read_title = read_judge = read_standard = ""
    """What the machine read in the texts; for a ruling that no editor has entered yet."""

    @property
    def is_title_read(self) -> bool:
        return bool(self.read_title) and self["title"].value() == self.read_title

    @property
    def is_judge_read(self) -> bool:
        """Whether the form still says what the machine read."""
        return bool(self.read_judge) and self["judge"].value() == self.read_judge

    @property
    def is_standard_read(self) -> bool:
        return bool(self.read_standard) and self["standard"].value() == name_standard(self.read_standard)

    by_parties = forms.BooleanField(
        label="Not the court’s: the parties’ own notice, stipulation or settlement", required=False
    )


class SharedDecisionForm(forms.Form):
    """What is said once for all rows that are ticked."""

    outcome = forms.ChoiceField(label="Outcome", choices=_list_outcomes, required=False)
    reason = forms.CharField(
        label="Reason, in a sentence of ours",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean(self) -> dict[str, Any]:
        """What was given to rows is in their forms, and here no more."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("outcome"):
            self.add_error("outcome", "Tick the rows that this holds for.")
        elif cleaned.get("reason"):
            self.add_error("outcome", "What did it decide?")
        return cleaned


class DecisionForm(forms.Form):
    """One decision. Without an outcome it is no decision, or removes the one that was there."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=60)
    motion = forms.CharField(label="Motion, by its number", max_length=40, required=False)
    picked = forms.BooleanField(required=False)
    """Whether it takes what is said once for all that are ticked."""
    outcome = forms.ChoiceField(label="Outcome", choices=_list_outcomes, required=False)
    reason = forms.CharField(
        label="Reason, in a sentence of ours",
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    quotation = forms.CharField(
        label="The court’s words, short", max_length=1_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    quoted_from = forms.CharField(label="Quoted from, if no text kept here says them", max_length=300, required=False)
    place = forms.CharField(label="Where they stand", max_length=100, required=False)
    standard = StandardField(label="Standard, if another one", max_length=2_000, required=False)
    parties = forms.TypedMultipleChoiceField(
        label="For these alone", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    reviews = forms.TypedChoiceField(
        label="Reverses, affirms or replaces", coerce=int, empty_value=None, choices=[], required=False
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        prefix: str,
        about: DecisionSubject,
        machine: bool = False,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix, initial=dict(initial or {}), label_suffix="")
        self.subject, self.machine = about, machine
        self.fields["parties"].choices = list(about.parties)  # type: ignore[attr-defined]
        self.fields["reviews"].choices = [("", "—"), *about.earlier]  # type: ignore[attr-defined]
        self.filings: Mapping[str, Filing | None] = {}
        self.read: ReadOutcome | None = None
        self.read_label = ""
        """What the order's own text decides on it, which is offered; and how this site calls that outcome."""

    @property
    def names_motion(self) -> bool:
        """Whether the motion is still to be named."""
        return not self.subject.key

    @property
    def decides(self) -> bool:
        """Whether an outcome was chosen."""
        return bool(self["outcome"].value())

    @property
    def offers_read(self) -> bool:
        """Whether the order's own text says of it what the row does not say yet."""
        return self.read is not None and self["outcome"].value() != self.read.outcome

    def motion_named(self) -> str:
        return str(self["motion"].value() or "").strip() if self.names_motion else ""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        outcome = cleaned.get("outcome")
        if (
            not outcome
            and "outcome" not in self.errors
            and any(cleaned.get(name) for name in ("reason", "quotation", "motion"))
        ):
            self.add_error("outcome", "What did it decide?")
        if cleaned.get("place") and not cleaned.get("quotation"):
            self.add_error("quotation", "Which words stand there?")
        if outcome and self.names_motion:
            typed = cleaned.get("motion")
            if not typed:
                self.add_error("motion", "Name the motion by its number.")
            elif self.filings.get(typed) is None:
                self.add_error("motion", f"There is no filing {typed} in this case, or more than one.")
        return cleaned
