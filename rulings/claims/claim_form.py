"""The claims of a case as an editor enters them: one form a claim, all sent together."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict

from dockets.format.typed_number import parse_whole_number
from dockets.models import Filing, Party
from rulings.history.snapshots import State, name_filing
from rulings.vocabulary.claims import CLAIM_KIND_LABELS, ClaimKind, Stance
from rulings.vocabulary.house_style import WordGroup, list_choices

PARTIES_OFFERED = 60
MOST_CLAIMS, MOST_LATER = 200, 20
"""Claims of one case, and pleadings that changed one claim. Cases with more use a file (``docs/reading-format.md``)."""
_WRITTEN = ("title", "ground", "summary", "pleading", "for_text", "for_filing", "against_text", "against_filing")


class ClaimForm(forms.Form):
    """One claim; ``filings`` are the filings found for all that was typed on the page."""

    id = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)
    version = forms.CharField(widget=forms.HiddenInput, required=False, max_length=64)
    read_from = forms.CharField(widget=forms.HiddenInput, required=False, max_length=500)
    """Where a machine read it, for a new claim: it is shown, and not stored."""
    laters = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=0, max_value=MOST_LATER)
    number = forms.IntegerField(label="Number", min_value=1, max_value=9_999, required=False)
    kind = forms.ChoiceField(label="Kind", choices=[(kind.value, label) for kind, label in CLAIM_KIND_LABELS.items()])
    title = forms.CharField(label="Claim", max_length=300, required=False)
    ground = forms.CharField(label="Statute or ground", max_length=300, required=False)
    pleading = forms.CharField(label="Pleading, by its number", max_length=40, required=False)
    asserted_by = forms.TypedMultipleChoiceField(
        label="Made by", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    against = forms.TypedMultipleChoiceField(
        label="Against", coerce=int, required=False, widget=forms.CheckboxSelectMultiple
    )
    summary = forms.CharField(
        label="In plain words", max_length=5_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    for_text = forms.CharField(
        label="What the one side says", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    for_filing = forms.CharField(label="in filing", max_length=40, required=False)
    against_text = forms.CharField(
        label="What the other says", max_length=2_000, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
    against_filing = forms.CharField(label="in filing", max_length=40, required=False)
    remove = forms.BooleanField(label="Remove this claim", required=False)

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        prefix: str,
        parties: Sequence[Party],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, prefix=prefix, initial=dict(initial or {}), label_suffix="")
        choices = [
            (party.pk, f"{party.display_name} ({party.type})" if party.type else party.display_name)
            for party in parties
        ]
        for name in ("asserted_by", "against"):
            self.fields[name].choices = choices  # type: ignore[attr-defined]
        self.parties = {party.pk: party.display_name for party in parties}
        self.filings: Mapping[str, Filing | None] = {}
        self.later_number = self._laters(data)
        for place in range(self.later_number):
            self._add_later(place)

    def _laters(self, data: Mapping[str, Any] | None) -> int:
        told = str(data.get(f"{self.prefix}-laters", "")) if data is not None else str(self.initial.get("laters", 1))
        return min(number, MOST_LATER) if (number := parse_whole_number(told)) is not None else 1

    def _add_later(self, place: int) -> None:
        changes = [("", "—"), *list_choices(WordGroup.CHANGE)]
        self.fields[f"later_change_{place}"] = forms.ChoiceField(label="Later", choices=changes, required=False)
        self.fields[f"later_pleading_{place}"] = forms.CharField(label="by filing", max_length=40, required=False)
        self.fields[f"later_number_{place}"] = forms.IntegerField(
            label="now number", min_value=1, max_value=9_999, required=False
        )

    @property
    def later_fields(self) -> list[list[forms.BoundField]]:
        names = ("later_change", "later_pleading", "later_number")
        return [[self[f"{name}_{place}"] for name in names] for place in range(self.later_number)]

    @property
    def is_new(self) -> bool:
        return not self["id"].value()

    @property
    def is_blank(self) -> bool:
        """Whether this is the empty row for one more claim, left unused, or a new one that is to be left out."""
        is_written = any(str(self[name].value() or "").strip() for name in _WRITTEN)
        return self.is_new and (not is_written or bool(self["remove"].value()))

    def speak_of(self, claim: str, version: str) -> None:
        """Makes the form refer to this claim, as it stands now; what was typed stays."""
        data = QueryDict(mutable=True)
        data.update(self.data)
        data[self.add_prefix("id")], data[self.add_prefix("version")] = claim, version
        self.data = data

    def filings_named(self) -> set[str]:
        """What was typed into the fields that name a filing."""
        places = [
            "pleading",
            "for_filing",
            "against_filing",
            *(f"later_pleading_{place}" for place in range(self.later_number)),
        ]
        return {named for place in places if (named := str(self[place].value() or "").strip())}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("remove"):
            return cleaned
        for name, why in (("title", "Say what is claimed."), ("number", "Give it its number.")):
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, why)
        for name in ("pleading", "for_filing", "against_filing"):
            self._find(name, cleaned)
        for stance in Stance:
            if cleaned.get(f"{stance}_filing") and not cleaned.get(f"{stance}_text"):
                self.add_error(f"{stance}_text", "What does it say there?")
        self._clean_laters(cleaned)
        return cleaned

    def _clean_laters(self, cleaned: dict[str, Any]) -> None:
        seen: set[int] = set()
        for place in range(self.later_number):
            change, name = cleaned.get(f"later_change_{place}"), f"later_pleading_{place}"
            self._find(name, cleaned)
            filing = self.filings.get(cleaned.get(name) or "")
            if bool(change) != bool(cleaned.get(name)):
                self.add_error(name, "Say what changed, and by which filing.")
            elif filing and filing.pk in seen:
                self.add_error(name, "One filing changes a claim once.")
            seen |= {filing.pk} if filing else set()

    def _find(self, name: str, cleaned: dict[str, Any]) -> None:
        if (typed := cleaned.get(name)) and self.filings.get(typed) is None:
            self.add_error(name, f"There is no filing {typed} in this case, or more than one.")

    def state(self) -> State:
        """What the form says, in the shape of ``snapshots.get_claim_state``. For a valid form that removes nothing."""
        told = self.cleaned_data
        return {
            "kind": told["kind"],
            "number": told["number"],
            "title": told["title"],
            "ground": told["ground"],
            "summary": told["summary"].replace("\r\n", "\n"),
            "pleading": self._named(told["pleading"]),
            **{
                name: [[key, text] for key, text in self.parties.items() if key in told[name]]
                for name in ("asserted_by", "against")
            },
            "positions": {
                stance.value: {
                    "text": told[f"{stance}_text"].replace("\r\n", "\n"),
                    "filing": self._named(told[f"{stance}_filing"]),
                }
                for stance in sorted(Stance)
                if told[f"{stance}_text"]
            },
            "later_pleadings": sorted(self._told_laters(), key=lambda later: str(later["pleading"])),
        }

    def _told_laters(self) -> list[State]:
        told = self.cleaned_data
        return [
            {
                "pleading": self._named(told[f"later_pleading_{place}"]),
                "change": told[f"later_change_{place}"],
                "number": told[f"later_number_{place}"],
            }
            for place in range(self.later_number)
            if told[f"later_change_{place}"]
        ]

    def _named(self, typed: str) -> str | None:
        return name_filing(self.filings.get(typed))


def build_claim_initial(state: State, pk: int, version: str) -> dict[str, Any]:
    """The form's initial values for a claim, with room for one more later pleading."""
    shown: dict[str, Any] = {name: state[name] for name in ("kind", "number", "title", "ground", "summary", "pleading")}
    shown |= {name: [key for key, _ in state[name]] for name in ("asserted_by", "against")}
    for stance, said in state["positions"].items():
        shown |= {f"{stance}_text": said["text"], f"{stance}_filing": said["filing"] or ""}
    for place, later in enumerate(state["later_pleadings"]):
        shown |= {f"later_{name}_{place}": later[name] for name in ("pleading", "change", "number")}
    return shown | {"id": pk, "version": version, "laters": len(state["later_pleadings"]) + 1}


def build_new_claim_initial(number: int, parties: Sequence[Party], kind: ClaimKind = ClaimKind.CLAIM) -> dict[str, Any]:
    """The initial values of a new claim: most are the plaintiffs' against the defendants, counterclaims the other way
    round; who makes other kinds is left open."""
    sides = {side: [party.pk for party in parties if party.display_side == side] for side in ("plaintiff", "defendant")}
    by, against = _SIDES.get(kind, ("", ""))
    return {
        "number": number,
        "kind": kind.value,
        "asserted_by": sides.get(by, []),
        "against": sides.get(against, []),
        "laters": 1,
    }


_SIDES = {ClaimKind.CLAIM: ("plaintiff", "defendant"), ClaimKind.COUNTERCLAIM: ("defendant", "plaintiff")}
