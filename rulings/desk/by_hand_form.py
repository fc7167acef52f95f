"""The form of a case that has no docket online: the case, its parties and its filings, each a line of its own."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils import timezone

from dockets.courts.court_field import CourtField
from dockets.format.typed_number import parse_whole_number
from dockets.format.web_links import allow_web_link
from dockets.history.audit_log import create_request_id
from dockets.record.docket_number import parse_docket_number

PARTIES, FILINGS = 100, 300
MORE = 5
_LINES = ("case_name", "assigned_to", "cause", "division")
_DATES = ("date_filed", "date_terminated")


def _day(label: str) -> forms.DateField:
    return forms.DateField(
        label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )


class _CaseFields(forms.Form):
    seen = forms.RegexField(r"\A[0-9a-f]{0,64}\Z", widget=forms.HiddenInput, required=False)
    court = CourtField()
    number = forms.CharField(label="Docket number", max_length=200)
    case_name = forms.CharField(label="Name of the case", max_length=300)
    known_from = forms.CharField(
        label="Where this is known from",
        max_length=300,
        help_text="“Paper file at the clerk’s office, seen March 9”. Readers see it.",
    )
    source_url = forms.CharField(label="A link to it, where there is one", max_length=500, required=False)
    date_filed, date_terminated = _day("Filed"), _day("Ended")
    assigned_to = forms.CharField(label="Judge", max_length=200, required=False)
    cause = forms.CharField(label="What it is about, as the court says it", max_length=300, required=False)
    division = forms.CharField(label="County or part of the court", max_length=200, required=False)
    complete = forms.BooleanField(
        label="These are all filings so far",
        required=False,
        help_text="Then a filing that you take out is marked as gone. Without it, it stays.",
    )

    def clean_number(self) -> str:
        typed: str = self.cleaned_data["number"]
        if not any(sign.isdigit() for sign in typed):
            raise forms.ValidationError("A docket number has digits: 2:21-cv-00031, 26-2-04417-1.")
        return typed

    def clean_source_url(self) -> str:
        url: str = self.cleaned_data["source_url"]
        if url and not allow_web_link(url):
            raise forms.ValidationError("A link begins with https://.")
        return url

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        court = told.get("court")
        if court and told.get("number"):
            number = parse_docket_number(told["number"], court.pk, court.kind)
            if not number.key:
                self.add_error("number", "That is no docket number.")
        if told.get("date_filed") and told.get("date_terminated") and told["date_terminated"] < told["date_filed"]:
            self.add_error("date_terminated", "It ended before it was filed.")
        return told


class _Line(forms.Form):
    """``wanted``: the field without which the others mean nothing."""

    wanted = ""

    @property
    def is_empty(self) -> bool:
        return not any(value for name, value in self.cleaned_data.items() if name not in ("id", "type"))

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        others = [name for name, value in told.items() if value and name not in ("id", "type", self.wanted)]
        if others and not told.get(self.wanted) and self.wanted not in self.errors:
            self.add_error(self.wanted, f"Say this, too, or clear the line: {self.fields[self.wanted].label}.")
        return told


class PartyLine(_Line):
    wanted = "name"
    name = forms.CharField(label="Party", max_length=300, required=False)
    type = forms.CharField(
        label="As",
        max_length=100,
        required=False,
        widget=forms.TextInput(attrs={"list": "roles", "autocomplete": "off"}),
    )
    lawyers = forms.CharField(label="Lawyers: “Name, Firm; Name, Firm”", max_length=1_000, required=False)


class FilingLine(_Line):
    wanted = "text"
    id = forms.RegexField(r"\A[0-9A-Za-z_\-]{1,64}\Z", widget=forms.HiddenInput, required=False)
    number = forms.CharField(label="No.", max_length=40, required=False)
    date_filed = _day("Day")
    text = forms.CharField(
        label="What was filed, as the docket words it",
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def clean_date_filed(self) -> Any:
        day = self.cleaned_data["date_filed"]
        if day and day > timezone.localdate():
            raise forms.ValidationError("That day is to come: a filing is dated when it was filed.")
        return day


class CaseByHandForm:
    """``sent`` None: with what is stored. ``more``: with some more empty lines."""

    def __init__(
        self,
        sent: QueryDict | None = None,
        initial: Mapping[str, Any] | None = None,
        docket: Mapping[str, Any] | None = None,
        *,
        more: bool = False,
    ) -> None:
        told = docket or {}
        self.case = _CaseFields(sent, initial=_read_case(told) | dict(initial or {}))
        extra = MORE if more else 0
        self.parties = list(_list_lines(PartyLine, "p", _read_parties(told), sent, PARTIES, extra))
        self.filings = list(_list_lines(FilingLine, "e", _read_filings(told), sent, FILINGS, extra))

    def is_valid(self) -> bool:
        checked = [form.is_valid() for form in (self.case, *self.parties, *self.filings)]  # each shows its own errors
        return all(checked)

    def build_docket(self) -> dict[str, Any]:
        """Of a valid form, as ``docket.schema.json`` has it."""
        told = self.case.cleaned_data
        dates = {name: told[name].isoformat() for name in _DATES if told[name]}
        lines = {name: told[name] for name in (*_LINES, "source_url") if told[name]}
        return {
            "court": told["court"].pk,
            "docket_number": told["number"],
            **lines,
            **dates,
            "complete": told["complete"],
            "parties": [_write_party(one.cleaned_data) for one in self.parties if not one.is_empty],
            "entries": [
                _write_filing(one.cleaned_data, place) for place, one in enumerate(self.filings, 1) if not one.is_empty
            ],
        }


def _list_lines(
    form: type[_Line], letter: str, rows: Sequence[Mapping[str, Any]], sent: QueryDict | None, most: int, extra: int
) -> Iterator[Any]:
    number = len(rows) + 3
    if sent is not None:
        places = (name[1:].partition("-")[0] for name in sent if name[:1] == letter)
        typed = [place for name in places if (place := parse_whole_number(name)) is not None]
        number = max(typed, default=-1) + 1
    for place in range(min(number + extra, most)):
        known = dict(rows[place]) if place < len(rows) else {"id": create_request_id()}
        yield form(sent, prefix=f"{letter}{place}", initial=known, use_required_attribute=False)


def _read_case(docket: Mapping[str, Any]) -> dict[str, Any]:
    told = {name: docket.get(name, "") for name in (*_LINES, *_DATES, "source_url", "court", "complete")}
    return told | {"number": docket.get("docket_number", "")}


def _read_parties(docket: Mapping[str, Any]) -> list[dict[str, str]]:
    return [
        {
            "name": party["name"],
            "type": party.get("type", ""),
            "lawyers": "; ".join(
                ", ".join(filter(None, (one["name"], one.get("contact")))) for one in party.get("attorneys", ())
            ),
        }
        for party in docket.get("parties", ())
    ]


def _read_filings(docket: Mapping[str, Any]) -> list[dict[str, str]]:
    names = ("id", "number", "date_filed", "text")
    return [{name: entry.get(name, "") for name in names} for entry in docket.get("entries", ())]


def _write_party(told: Mapping[str, Any]) -> dict[str, Any]:
    lawyers = []
    for typed in filter(None, (part.strip() for part in told["lawyers"].split(";"))):
        name, _, firm = typed.partition(",")
        lawyers.append({"name": name.strip(), **({"contact": firm.strip()} if firm.strip() else {})})
    return {"name": told["name"], "type": told["type"], "attorneys": lawyers}


def _write_filing(told: Mapping[str, Any], place: int) -> dict[str, Any]:
    """``id``: a filing keeps the one that it was given first, whatever is corrected of it. An entry whose date is not
    known is still an entry."""
    day = {"date_filed": told["date_filed"].isoformat()} if told["date_filed"] else {}
    return {"id": told["id"] or f"line-{place}", "number": told["number"], **day, "text": told["text"]}
