"""The part of a form that says what becomes of what it saves: of notes, claims, rulings, plain language, milestones.
Times are read in the newsroom's zone."""

from contextlib import suppress
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils import timezone

from dockets.format.print_style import format_clock, format_date, format_zoned_clock
from rulings.models.publication import PendingVersion, Publication, PublicChange, ShownState
from rulings.publishing.steps import CannotPublish, When, Wish, needs_account, needs_second_editor
from rulings.vocabulary.wall_clock import list_moments, name_zone

DRAFT, REVIEW, NOW, AT = When.DRAFT.value, When.REVIEW.value, When.NOW.value, When.AT.value
WHEN = [(DRAFT, "Keep as a draft"), (REVIEW, "Send for review"), (NOW, "Publish now"), (AT, "Publish at")]
"""The last choice leads to the field for its time."""
FIRST, SECOND = "first", "second"
WHAT = [("", "Choose"), *PublicChange.What.choices]


class WallTime(forms.DateTimeField):
    """A time of day typed without a zone; one that names its zone keeps it."""

    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")

    def to_python(self, value: Any) -> datetime | None:
        typed = str(value or "").strip()
        try:
            return datetime.fromisoformat(typed) if typed else None
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None


class PublishForm(forms.Form):
    """A form without a choice is one for at once: buttons of the desk have none."""

    when = forms.ChoiceField(label="When", choices=WHEN, widget=forms.RadioSelect, required=False)
    which = forms.ChoiceField(required=False, choices=[(FIRST, FIRST), (SECOND, SECOND)])
    """Which of the two moments a time of day stands for when clocks are put back."""
    publish_at = WallTime(label="Publish at", required=False)
    embargo_until = WallTime(label="Under embargo until", required=False)
    change = forms.ChoiceField(label="What kind of change", choices=WHAT, required=False)
    change_words = forms.CharField(label="For readers, in a sentence", max_length=500, required=False)

    def __init__(self, *args: Any, stands: datetime | None = None, is_told: bool = False, **kwargs: Any) -> None:
        """``stands``: when what exists is published, to the second; the form shows minutes only. ``is_told``: whether
        a change has to say what it is."""
        super().__init__(*args, **kwargs)
        self.stands, self.is_told = stands, is_told
        self.zone = ZoneInfo(settings.TIME_ZONE)
        self.zone_words = name_zone(self.zone)
        self.needs_second = needs_second_editor()

    def clean_publish_at(self) -> datetime | None:
        return self._clean_moment("publish_at")

    def clean_embargo_until(self) -> datetime | None:
        return self._clean_moment("embargo_until")

    def _clean_moment(self, name: str) -> datetime | None:
        typed: datetime | None = self.cleaned_data[name]
        if typed and not 2000 <= typed.year <= 2100:
            raise forms.ValidationError("Choose a day of this century.")
        moment = self._moment(typed) if typed and typed.tzinfo is None else typed
        if moment and self.stands and moment == self.stands.replace(second=0, microsecond=0):
            return self.stands
        return moment

    def _moment(self, wall: datetime) -> datetime:
        found, which = list_moments(wall, self.zone), self.cleaned_data.get("which", "")
        if not found:
            day = format_date(wall.date())
            raise forms.ValidationError(
                f"There is no {format_clock(wall)} on {day} in {self.zone_words}: clocks are put forward then."
            )
        if len(found) > 1 and not which:
            told = " and ".join(format_zoned_clock(moment.astimezone(self.zone)) for moment in found)
            raise forms.ValidationError(
                f"{format_clock(wall)} comes twice that night, as {told}. Choose which, and save again."
            )
        return found[-1] if which == SECOND else found[0]

    @property
    def twice(self) -> list[tuple[str, str, bool]]:
        """Where the time shown stands for two moments: the name of each, and whether it is chosen."""
        for name in ("publish_at", "embargo_until"):
            with suppress(forms.ValidationError, OverflowError):
                wall = self.fields[name].to_python(self[name].value())
                found = list_moments(wall, self.zone) if wall and wall.tzinfo is None else []
                if len(found) > 1:
                    chosen = self["which"].value()
                    clocks = [format_zoned_clock(moment.astimezone(self.zone)) for moment in found]
                    return [(name, told, name == chosen) for name, told in zip((FIRST, SECOND), clocks, strict=True)]
        return []

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        told["when"] = told.get("when") or NOW
        if told["when"] == AT and not told.get("publish_at") and "publish_at" not in self.errors:
            self.add_error("publish_at", "Say when.")
        if told["when"] == NOW and told.get("publish_at"):
            # What is scheduled for later must not be published early because this choice was overlooked.
            self.add_error("publish_at", "Choose “Publish at” for this time, or empty it to publish now.")
        return told

    @property
    def wish(self) -> Wish:
        """For a valid form."""
        told = self.cleaned_data
        at = told["publish_at"] if told["when"] == AT else None
        return Wish(When(told["when"]), at, told["embargo_until"], told["change"], told["change_words"])

    def refuse(self, error: CannotPublish) -> None:
        self.add_error(error.field, str(error))


def describe_publication(row: Publication | None, now: datetime) -> dict[str, Any]:
    """The initial values of the fields for what exists; for something new, to be published at once."""
    if row is None:
        return {"when": NOW}
    shown = timezone.localtime(row.published_at) if row.published_at and row.published_at > now else None
    held = timezone.localtime(row.embargo_until) if row.embargo_until else None
    return {
        "when": AT if shown else _CHOSEN.get(row.get_shown_state(now), NOW),
        "publish_at": shown.replace(tzinfo=None, fold=0) if shown else None,
        "embargo_until": held.replace(tzinfo=None, fold=0) if held else None,
        "which": SECOND if any(moment.fold for moment in (shown, held) if moment) else FIRST,
    }


_CHOSEN = {ShownState.DRAFT: DRAFT, ShownState.WAITING: REVIEW, ShownState.WITHDRAWN: DRAFT}


def build_publish_form(row: Publication | None, now: datetime, held: PendingVersion | None = None) -> PublishForm:
    """``held``: the new version of ``row`` that is on its way, and what it says of the change."""
    told = {"change": held.what, "change_words": held.words} if held else {}
    return PublishForm(initial=describe_publication(held or row, now) | told, is_told=needs_account(row, now))


def bind_publish_form(
    sent: QueryDict, row: Publication | None, now: datetime, held: PendingVersion | None = None
) -> PublishForm:
    shown = held or row
    return PublishForm(sent, stands=shown.published_at if shown else None, is_told=needs_account(row, now))
