"""What an admin says about a source that is to be watched: of which kind, of which court, at which address, how often."""

from datetime import timedelta
from typing import Any

from django import forms

from dockets import courts, typed_address
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
"""Minutes -> as said."""


def watched_kinds() -> list[SourceKind]:
    """The kinds of sources that can be read again and again."""
    return [kind for kind in SOURCES.values() if kind.fetch]


def rhythms(kind: SourceKind | None) -> list[tuple[str, str]]:
    """What may be chosen. What a feed shows is gone after a while, so it is read every ten minutes at least."""
    longest = kind.longest_rhythm if kind else timedelta.max
    return [(str(minutes), said) for minutes, said in RHYTHMS.items() if timedelta(minutes=minutes) <= longest]


def offered_address(kind: SourceKind | None, court: Court | None) -> str:
    """Where a court usually has this kind of source, "" where that cannot be told."""
    facts = courts.facts(court.pk) if court else None
    return kind.of_court(facts) if kind and kind.of_court and facts else ""


class RhythmForm(forms.Form):
    """How often a source is read."""

    rhythm = forms.ChoiceField(label="Read it")
    adapts = forms.BooleanField(label="Less often while its docket is quiet", required=False)

    def __init__(self, *args: Any, kind: SourceKind | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["rhythm"] = forms.ChoiceField(label="Read it", choices=rhythms(kind))
        if not kind or not kind.watches_one_docket:
            del self.fields["adapts"]

    @property
    def interval(self) -> timedelta:
        return timedelta(minutes=int(self.cleaned_data["rhythm"]))


class SourceForm(forms.Form):
    """A new source. Courts are those on PACER: these have feeds."""

    kind = forms.ChoiceField(label="What it is")
    court = forms.ModelChoiceField(label="Court", queryset=Court.objects.none(), required=False, empty_label="Choose a court")
    url = forms.CharField(label="Address", max_length=500, widget=forms.TextInput(attrs={"spellcheck": "false", "class": "wide"}))
    keeps = forms.ChoiceField(
        label="Keep", choices=[(value, f"only {said}" if value == "known" else said) for value, said in Source.Keeps.choices]
    )
    rhythm = forms.ChoiceField(label="Read it", choices=rhythms(None), initial="10")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"] = forms.ChoiceField(label="What it is", choices=[(kind.slug, kind.label) for kind in watched_kinds()])
        courts_of_pacer = Court.objects.exclude(pacer_id="").order_by("kind", "name")
        self.fields["court"] = forms.ModelChoiceField(
            courts_of_pacer, label="Court", required=False, empty_label="Choose a court"
        )
        self.data, self.had_password = typed_address.taken_out(self.data, "url")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        kind = SOURCES.get(data.get("kind", ""))
        if kind is None or "url" not in data:
            return data
        address = kind.address(data["url"])
        if self.had_password:
            self.add_error("url", typed_address.TOLD)
        elif not address:
            self.add_error("url", why_not(kind, data["url"]))
        elif Source.objects.filter(slug=kind.slug, url=address, reads_once="").exists():
            self.add_error("url", "This is watched already.")
        self._check_rhythm(kind, data)
        return data | {"url": address}

    def _check_rhythm(self, kind: SourceKind, data: dict[str, Any]) -> None:
        if data.get("rhythm") and data["rhythm"] not in dict(rhythms(kind)):
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
        # One that was read a single time is there already; from now on it is watched.
        again = said | {"enabled": True, "reads_once": "", "validators": {}}
        return Source.objects.update_or_create(slug=kind.slug, url=data["url"], defaults=again, create_defaults=said)[0]


def why_not(kind: SourceKind, typed: str) -> str:
    """Why an address is none of this kind. Of one that is not asked at all, the sentence is the one that a worker would give."""
    return typed_address.why_not(typed) or f"“{typed[:100]}” is no address of a {kind.label}."
