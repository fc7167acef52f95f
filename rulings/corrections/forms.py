"""The forms by which editors correct what a machine read of a filing and of a case as a whole, and what the court's
list says of a party."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms

from dockets.models import Party
from dockets.record.text import FIRST_YEAR, LAST_YEAR, is_plausible_date
from rulings.corrections.describe import write_day
from rulings.reading.kinds.attachments import LONGEST, MOST
from rulings.vocabulary.corrections import FIELD_LABELS, CorrectedField
from rulings.vocabulary.details import DETAIL_LABELS
from rulings.vocabulary.house_style import WordGroup, get_label, list_choices
from rulings.vocabulary.kinds import KIND_LABELS, TRANSCRIPT_RELEASE, SetDate, is_transcript_release
from rulings.vocabulary.relations import Relation
from rulings.vocabulary.stages import ENDS, STAGE_OF_STEP, CaseKind, Step

_OF_ONE_INPUT = (
    *("kind", "detail", "headline", "routine", "references", "steps"),
    *("days", "held", "called_off", "attachments"),
)
_SIDES = [("", "Neither, or not known"), ("plaintiff", "Plaintiff side"), ("defendant", "Defendant side")]
_WORDS = {relation.value.replace("_", " "): relation for relation in Relation}
_REFERENCE = re.compile(
    rf"(?P<word>{'|'.join(_WORDS)})[ \t]+(?:number |no\.? |#)?(?P<number>[\w.-]{{1,40}})", re.IGNORECASE
)
_DAY = re.compile(
    r"(?P<date>\S{8,10})(?: (?P<time>\d{1,2}:\d\d))?+(?P<what> (?:due|release):)?+"
    r" (?P<title>[^@\s][^@]*?)(?: ?@ ?(?P<place>.+))?"
)
_PREFIXES = {"due:": SetDate.DEADLINE, "release:": SetDate.RELEASE}
_CLOCK = re.compile(r"(?:[01]\d|2[0-3]):[0-5]\d")
_MOST_LINES = 100
"""Of references, and of hearings and deadlines."""


class _CorrectionForm(forms.Form):
    """Common fields: why, the version that the form showed, and the id by which a form sent twice is recognised."""

    reason = forms.CharField(
        label="Why", required=False, max_length=500, help_text="For colleagues; readers do not see it."
    )
    seen = forms.RegexField(r"\A[0-9a-f]{16}\Z", widget=forms.HiddenInput)
    request_id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput)
    taken_back = forms.MultipleChoiceField(
        choices=[(field.value, label) for field, label in FIELD_LABELS.items()], required=False
    )
    """The corrections after which the machine's value is to count again."""

    def clean(self) -> dict[str, Any]:
        """What the editor left as it stood is not judged: a machine may have read more than a form takes."""
        for name in self.errors.keys() - {*self.changed_data}:
            del self.errors[name]
        return self.cleaned_data


class FilingCorrectionForm(_CorrectionForm):
    field_order = (
        *("kind", "detail", "headline", "routine", "for_alike", "names", "side", "references"),
        *("days", "held", "called_off", "attachments", "state", "since", "steps", "reason"),
    )
    kind = forms.ChoiceField(label="What it is", choices=[(kind.value, label) for kind, label in KIND_LABELS.items()])
    detail = forms.ChoiceField(
        label="What it is about",
        required=False,
        choices=[("", "Nothing of this list"), *((one.value, label) for one, label in DETAIL_LABELS.items())],
        help_text="Of a motion, the papers on it and the ruling: what is asked for. Lists are narrowed by it.",
    )
    headline = forms.CharField(label="Headline on the timeline", max_length=300)
    routine = forms.BooleanField(label="Routine: it changes nothing in the case", required=False)
    names = forms.CharField(
        label="Filed by", required=False, max_length=2_000, help_text="Several names with a semicolon between them."
    )
    side = forms.ChoiceField(label="Side", choices=_SIDES, required=False)
    references = forms.CharField(
        label="What it refers to",
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=f"One a line, as “opposes 12”. The words are: {', '.join(_WORDS)}.",
    )
    steps = forms.MultipleChoiceField(
        label="What it shows of the course of the case", required=False, widget=forms.CheckboxSelectMultiple
    )
    days = forms.CharField(
        label="Hearings and deadlines that it sets",
        required=False,
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, in the court’s time: “2021-03-04 10:00 Status conference @ Courtroom 7”, or"
        " “2021-03-04 due: Answer”, or for the end of a transcript’s restriction"
        " “2021-03-04 release: Transcript”.",
    )
    held = forms.CharField(
        label="Days in court that it reports as held",
        required=False,
        max_length=500,
        help_text="As 2021-03-04, 2021-03-05.",
    )
    called_off = forms.CharField(
        label="Days whose hearing it calls off or moves", required=False, max_length=500, help_text="As 2021-03-04."
    )
    attachments = forms.CharField(
        label="Its attachments",
        required=False,
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="One a line, each with its number: “1 Exhibit A”. What was run together is put on several lines, what"
        " is one thing on one.",
    )
    state = forms.ChoiceField(label="How far the motion has come", required=False)
    since = forms.DateField(
        label="Since", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    looked_at = forms.BooleanField(label="These corrections hold for the court’s text as it is now", required=False)
    for_alike = forms.BooleanField(required=False)
    """Whether kind and routine are to be those of the filings with the same beginning too."""

    def __init__(self, *args: Any, case_kind: CaseKind, is_motion: bool, **options: Any) -> None:
        super().__init__(*args, **options)
        if not self.get_initial_for_field(self.fields["kind"], "kind"):
            self._field("kind").choices = [("", "Not read yet"), *self._field("kind").choices]
        self._field("steps").choices = list_steps(case_kind)
        if is_motion:
            self._field("state").choices = list_choices(WordGroup.MOTION)
        else:
            del self.fields["state"], self.fields["since"]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def clean_headline(self) -> str:
        return " ".join(self.cleaned_data["headline"].split())

    def clean_references(self) -> list[list[str]]:
        found = []
        for line in _list_lines(self.cleaned_data["references"]):
            told = _REFERENCE.fullmatch(line)
            if not told:
                raise forms.ValidationError(f"“{line[:80]}” is not understood. Write it as “opposes 12”.")
            found.append([_WORDS[told["word"].lower()].value, told["number"]])
        return found

    def clean_days(self) -> list[dict[str, Any]]:
        return [_read_day(line) for line in _list_lines(self.cleaned_data["days"])]

    def clean_since(self) -> date | None:
        return _check_year(self.cleaned_data["since"])

    def clean_held(self) -> list[str]:
        return _read_dates(self.cleaned_data["held"])

    def clean_attachments(self) -> list[list[Any]]:
        found: dict[int, str] = {}
        for line in _list_lines(self.cleaned_data["attachments"], MOST):
            number, _, words = line.partition(" ")
            if not (number.isdecimal() and 0 < len(number) <= 4 and int(number)):
                raise forms.ValidationError(f"“{line[:80]}” is not understood. Write it as “1 Exhibit A”.")
            if int(number) in found:
                raise forms.ValidationError(f"Two of these have the number {int(number)}.")
            found[int(number)] = " ".join(words.split())[:LONGEST]
        return [[number, found[number]] for number in sorted(found)]

    def clean_called_off(self) -> list[str]:
        return _read_dates(self.cleaned_data["called_off"])

    def get_changed_values(self) -> dict[CorrectedField, Any]:
        """The new value of each field that the editor changed."""
        told, changed = self.cleaned_data, set(self.changed_data)
        values = {CorrectedField(name): told[name] for name in _OF_ONE_INPUT if name in changed}
        if changed & {"names", "side"}:
            names = [name.strip() for name in self._get_value("names").split(";") if name.strip()]
            values[CorrectedField.FILER] = {"names": names, "side": told["side"]}
        if changed & {"state", "since"}:
            since = told["since"].isoformat() if told["since"] else None
            values[CorrectedField.STATE] = {"state": told["state"], "since": since}
        return values

    def _get_value(self, name: str) -> Any:
        """As sent; as it stood, where that is more than the form takes."""
        return self.cleaned_data.get(name, self.get_initial_for_field(self.fields[name], name))


def _list_lines(typed: str, most: int = _MOST_LINES) -> list[str]:
    lines = [line.strip() for line in typed.splitlines() if line.strip()]
    if len(lines) > most:
        raise forms.ValidationError(f"These are {len(lines):,} lines; at most {most} can be entered.")
    return lines


def _read_day(line: str) -> dict[str, Any]:
    told = _DAY.fullmatch(line)
    if not told:
        raise forms.ValidationError(
            f"“{line[:80]}” is not understood. Write it as “2021-03-04 10:00 Hearing @ Room 7”."
        )
    kind = _PREFIXES.get((told["what"] or "").strip(), SetDate.HEARING)
    title = " ".join(told["title"].split())[:300]
    if kind is SetDate.RELEASE and not is_transcript_release(title):
        title = TRANSCRIPT_RELEASE
    day, at = _read_date(told["date"]), told["time"]
    if at and not _CLOCK.fullmatch(at):
        raise forms.ValidationError(f"“{at}” is no time of day.")
    return {
        "kind": kind.value,
        "date": day,
        "time": at or None,
        "title": title,
        "place": (told["place"] or "").strip()[:300],
    }


def _read_dates(typed: str) -> list[str]:
    return [_read_date(word) for word in typed.replace(",", " ").replace(";", " ").split()]


def _read_date(typed: str) -> str:
    try:
        day = date.fromisoformat(typed)
    except ValueError:
        raise forms.ValidationError(f"“{typed[:40]}” is no day. Write it as 2021-03-04.") from None
    _check_year(day)
    return day.isoformat()


def _check_year(day: date | None) -> date | None:
    if day and not is_plausible_date(day):
        raise forms.ValidationError(f"Enter a day between {FIRST_YEAR} and {LAST_YEAR}.")
    return day


class CaseCorrectionForm(_CorrectionForm):
    field_order = ("value", "how", "on", "reason")
    value = forms.ChoiceField(label="The case", choices=[("open", "goes on"), ("ended", "has ended")])
    how = forms.ChoiceField(label="How it ended", required=False)
    on = forms.DateField(label="On", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))

    def __init__(self, *args: Any, case_kind: CaseKind, **options: Any) -> None:
        super().__init__(*args, **options)
        ends = [(step.value, get_label(WordGroup.END, step)) for step in Step if step in ENDS[case_kind]]
        how: Any = self.fields["how"]
        how.choices = [("", "Not told"), *ends]

    def clean_on(self) -> date | None:
        return _check_year(self.cleaned_data["on"])

    def get_changed_values(self) -> dict[CorrectedField, Any]:
        """The new status, where the editor changed it."""
        told, is_over = self.cleaned_data, self.cleaned_data["value"] == "ended"
        if not {"value", "how", "on"} & set(self.changed_data):
            return {}
        on = told["on"].isoformat() if told["on"] and is_over else None
        return {CorrectedField.STATUS: {"value": told["value"], "how": told["how"] if is_over else "", "on": on}}


class PartyCorrectionForm(_CorrectionForm):
    field_order = ("name", "side", "same_as", "left_out", "added", "reason")
    name = forms.CharField(label="Name as shown", max_length=500)
    side = forms.ChoiceField(label="Side", choices=Party.Side)
    same_as = forms.ChoiceField(
        label="Another name of",
        required=False,
        help_text="Where the court lists one party several times: its filings and counsel then stand under that name.",
    )
    left_out = forms.MultipleChoiceField(
        label="Not its counsel",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Of those whom the court lists.",
    )
    added = forms.CharField(
        label="Also its counsel",
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="A line each: name, firm.",
    )

    def __init__(self, *args: Any, others: Sequence[str], lawyers: Sequence[str], **options: Any) -> None:
        """``others``: the names of the other parties of the case; ``lawyers``: of those whom the court lists for it."""
        super().__init__(*args, **options)
        same_as: Any = self.fields["same_as"]
        same_as.choices = [("", "No other"), *((name, name) for name in dict.fromkeys(others))]
        left_out: Any = self.fields["left_out"]
        left_out.choices = [(name, name) for name in dict.fromkeys(lawyers)]

    def clean_added(self) -> list[dict[str, str]]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["added"].splitlines() if line.strip()]
        if len(lines) > _MOST_LINES:
            raise forms.ValidationError(f"Name at most {_MOST_LINES} lawyers.")
        pairs = (line.partition(",") for line in lines)
        return [{"name": name.strip(), "firm": firm.strip()} for name, _, firm in pairs]

    def get_changed_values(self) -> dict[CorrectedField, Any]:
        """The new value of each field that the editor changed."""
        told, changed = self.cleaned_data, set(self.changed_data)
        counsel = {"left_out": told.get("left_out", []), "added": told.get("added", [])}
        found = (
            ({"name"}, CorrectedField.PARTY_NAME, told.get("name")),
            ({"side"}, CorrectedField.PARTY_SIDE, told.get("side")),
            ({"same_as"}, CorrectedField.SAME_PARTY, told.get("same_as")),
            ({"left_out", "added"}, CorrectedField.COUNSEL, counsel),
        )
        return {field: value for inputs, field, value in found if inputs & changed}


def fill_party_form(values: Mapping[CorrectedField, Any]) -> dict[str, Any]:
    """The values of a party as the form shows them."""
    counsel = values[CorrectedField.COUNSEL]
    return {
        "name": values[CorrectedField.PARTY_NAME],
        "side": values[CorrectedField.PARTY_SIDE],
        "same_as": values[CorrectedField.SAME_PARTY],
        "left_out": counsel["left_out"],
        "added": "\n".join(", ".join(filter(None, [one["name"], one["firm"]])) for one in counsel["added"]),
    }


def list_steps(kind: CaseKind) -> list[tuple[str, str]]:
    """What an entry of a case of this kind can show of its course, each with its label."""
    known = {*STAGE_OF_STEP[kind], *ENDS[kind]}
    labels = {step: get_label(WordGroup.STAGE, stage) for step, stage in STAGE_OF_STEP[kind].items()}
    labels |= {step: f"{get_label(WordGroup.END, step)} (ends the case)" for step in ENDS[kind]}
    return [(step.value, labels[step]) for step in Step if step in known]


def fill_filing_form(values: Mapping[CorrectedField, Any]) -> dict[str, Any]:
    """The values of a filing as the form shows them."""
    filer = values.get(CorrectedField.FILER) or {"names": [], "side": ""}
    state = values.get(CorrectedField.STATE) or {"state": "", "since": None}
    refers = values.get(CorrectedField.REFERENCES) or []
    return {
        "kind": values.get(CorrectedField.KIND, ""),
        "detail": values.get(CorrectedField.DETAIL, ""),
        "headline": values.get(CorrectedField.HEADLINE, ""),
        "routine": values.get(CorrectedField.ROUTINE, False),
        "names": "; ".join(filer["names"]),
        "side": filer["side"],
        "references": "\n".join(f"{relation.replace('_', ' ')} {number}" for relation, number in refers),
        "steps": values.get(CorrectedField.STEPS, []),
        "days": "\n".join(map(write_day, values.get(CorrectedField.DAYS) or [])),
        "held": ", ".join(values.get(CorrectedField.HELD) or []),
        "attachments": "\n".join(
            f"{number} {words}".strip() for number, words in values.get(CorrectedField.ATTACHMENTS) or []
        ),
        "called_off": ", ".join(values.get(CorrectedField.CALLED_OFF) or []),
        "state": state["state"],
        "since": state["since"],
    }
