"""The forms for a source to watch: its kind, its court, its address, how often it is read. Called by the views of
sources."""

from datetime import timedelta
from typing import Any

from django import forms

from dockets.courts import registry
from dockets.http import pasted_address
from dockets.models import Court, Source
from dockets.sources import SOURCES
from dockets.sources.kind import SourceKind

RHYTHMS = {
    2: "every 2 minutes",
    5: "every 5 minutes",
    10: "every 10 minutes",
    30: "every 30 minutes",
    60: "every hour",
    360: "every 6 hours",
    720: "twice a day",
    1440: "once a day",
    10080: "once a week",
}
"""Minutes -> label."""


def list_watchable_kinds() -> list[SourceKind]:
    """The kinds of sources that can be read again and again."""
    return [kind for kind in SOURCES.values() if kind.fetch]


def list_intervals(kind: SourceKind | None) -> list[tuple[str, str]]:
    """The intervals that may be chosen. A feed shows its entries for a limited time, so it is read at least every ten
    minutes."""
    longest = kind.longest_rhythm if kind else timedelta.max
    return [(str(minutes), said) for minutes, said in RHYTHMS.items() if timedelta(minutes=minutes) <= longest]


def suggest_address(kind: SourceKind | None, court: Court | None) -> str:
    """The usual address of this kind of source at a court; "" where it cannot be told."""
    facts = registry.get_court_facts(court.pk) if court else None
    return kind.of_court(facts) if kind and kind.of_court and facts else ""


class IntervalForm(forms.Form):
    """How often a source is read."""

    rhythm = forms.ChoiceField(label="Read it")
    adapts = forms.BooleanField(label="Less often while its docket is quiet", required=False)

    def __init__(self, *args: Any, kind: SourceKind | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"] = forms.ChoiceField(label="Read it", choices=list_intervals(kind))
        if not kind or not kind.watches_one_docket:
            del self.fields["adapts"]

    @property
    def interval(self) -> timedelta:
        return timedelta(minutes=int(self.cleaned_data["rhythm"]))


class SourceForm(forms.Form):
    """Form for a new source. Its courts are those on PACER, since these have feeds."""

    kind = forms.ChoiceField(
        label="What it is", choices=lambda: [(kind.slug, kind.label) for kind in list_watchable_kinds()]
    )
    court = forms.ModelChoiceField(
        label="Court",
        queryset=Court.objects.exclude(pacer_id="").order_by("kind", "name"),
        required=False,
        empty_label="Choose a court",
    )
    url = forms.CharField(
        label="Address", max_length=500, widget=forms.TextInput(attrs={"spellcheck": "false", "class": "wide"})
    )
    keeps = forms.ChoiceField(
        label="Keep",
        choices=[(value, f"only {said}" if value == "known" else said) for value, said in Source.Keeps.choices],
    )
    rhythm = forms.ChoiceField(label="Read it", choices=list_intervals(None), initial="10")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.data, self.had_password = pasted_address.strip_password_from_form(self.data, "url")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = SOURCES.get(data.get("kind", ""))
        if kind is None or "url" not in data:
            return data
        address = kind.address(data["url"])
        if self.had_password:
            self.add_error("url", pasted_address.TOLD)
        elif not address:
            self.add_error("url", explain_refused_source(kind, data["url"]))
        elif Source.objects.filter(slug=kind.slug, url=address, reads_once="").exists():
            self.add_error("url", "This is watched already.")
        self._check_rhythm(kind, data)
        return data | {"url": address}

    def _check_rhythm(self, kind: SourceKind, data: dict[str, Any]) -> None:
        if data.get("rhythm") and data["rhythm"] not in dict(list_intervals(kind)):
            self.add_error("rhythm", f"A {kind.label} must be read more often: what it shows is gone after a while.")

    def save(self, user: Any, now: Any) -> Source:
        data = self.cleaned_data
        kind = SOURCES[data["kind"]]
        said = {
            "court": data["court"],
            "keeps": data["keeps"],
            "interval": timedelta(minutes=int(data["rhythm"])),
            "adapts": kind.watches_one_docket,
            "next_at": now,
            "added_by": user,
        }
        # A source that was read a single time has its row already; from now on it is watched.
        again = said | {"enabled": True, "reads_once": "", "validators": {}}
        return Source.objects.update_or_create(slug=kind.slug, url=data["url"], defaults=again, create_defaults=said)[0]


def explain_refused_source(kind: SourceKind, typed: str) -> str:
    """Why an address is none of this kind. For an address that is never requested, this is the sentence that a worker
    would give."""
    return pasted_address.explain_refused_address(typed) or f"“{typed[:100]}” is no address of a {kind.label}."
