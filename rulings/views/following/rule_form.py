"""The form of a rule. Called by the view beside it."""

from typing import Any

from django import forms
from django.contrib.auth.models import User

from dockets.format.urls import LONGEST_NAME
from dockets.history.audit_log import get_state_version
from dockets.models import Party
from rulings.following.save import explain_no_mail, get_mail_channel, get_rule_state
from rulings.models import Channel, Follow
from rulings.vocabulary.kinds import KIND_LABELS
from rulings.vocabulary.topics import LEAD_LABELS, TOPIC_LABELS, URGENCY_LABELS, USUAL_LEAD, Urgency

MAIL = "mail"
"""Stands for the reader's own address where there is no channel to it yet."""
MOST_PARTIES = 30
"""Of a case with more of them names are typed, not ticked."""
DAYS = [("7", "7 days"), ("30", "30 days"), ("90", "90 days")]
USUAL_DAYS = "30"


class RuleForm(forms.Form):
    """What a rule tells of, how soon, and where."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    topics = forms.MultipleChoiceField(
        label="What you are told of",
        choices=[(topic.value, label) for topic, label in TOPIC_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one: a rule without any tells of nothing."},
    )
    with_related = forms.BooleanField(label="Related cases, too: appeals, refilings, also later ones", required=False)
    kinds = forms.MultipleChoiceField(
        label="Only entries of these kinds",
        choices=[(kind.value, label) for kind, label in KIND_LABELS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    words = forms.CharField(
        label="Only entries with one of these words or phrases, parted by commas", max_length=200, required=False
    )
    parties: forms.Field = forms.CharField(
        label="Of what is filed, only what is filed by (a name, or a part of one, on each line)",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=2_000,
        required=False,
    )
    routine = forms.BooleanField(label="Routine entries, too, such as appearances", required=False)
    lead_days = forms.ChoiceField(
        label="Hearings and deadlines", choices=list(LEAD_LABELS.items()), initial=USUAL_LEAD, required=False
    )
    urgency = forms.ChoiceField(
        label="How soon",
        choices=[(one.value, label) for one, label in URGENCY_LABELS.items()],
        widget=forms.RadioSelect,
    )
    channels = forms.MultipleChoiceField(label="Where", widget=forms.CheckboxSelectMultiple, required=False)
    note = forms.CharField(label="Why you follow it", max_length=300, required=False)
    days = forms.ChoiceField(label="Over the last", choices=DAYS, required=False)

    def __init__(self, follow: Follow, reader: User, data: Any = None) -> None:
        self.follow, self.reader = follow, reader
        self.rows = list(Channel.objects.filter(owner=follow.user_id).order_by("name", "pk"))
        state = get_rule_state(follow)
        chosen = [str(pk) for pk in state["channels"]]
        self.no_mail = explain_no_mail(reader) if follow.user_id else ""
        offers_mail = bool(follow.user_id) and not any(_is_own_mail(row) for row in self.rows)
        if offers_mail and not chosen and not self.no_mail:
            chosen = [MAIL]
        shown = {**state, "channels": chosen, "seen": get_state_version(state), "days": USUAL_DAYS}
        super().__init__(data, initial=shown | {"parties": "\n".join(follow.parties)})
        if names := _list_parties(follow):
            self.fields["parties"] = _choose_parties(names)
            self.initial["parties"] = follow.parties
        field: Any = self.fields["channels"]
        field.choices = [(str(row.pk), _name(row)) for row in self.rows]
        if offers_mail:
            field.choices = [(MAIL, f"E-mail to {reader.email}" if reader.email else "E-mail"), *field.choices]
        if not follow.user_id:
            self.fields["note"].label = "Why the newsroom follows it"
        if not follow.docket_id:
            del self.fields["with_related"]

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        channels = cleaned.get("channels", [])
        if cleaned.get("urgency", Urgency.NEVER) == Urgency.NEVER:
            return cleaned
        if not channels and "channels" in cleaned:
            self.add_error("channels", "Choose where it is to be sent, or above that it stands on the page only.")
        elif self._has_mail(channels) and self.no_mail:
            self.add_error("channels", self.no_mail)
        return cleaned

    def clean_lead_days(self) -> int:
        return int(self.cleaned_data["lead_days"] or USUAL_LEAD)

    def clean_parties(self) -> list[str]:
        """Names that were ticked, or one of each line."""
        typed: str | list[str] = self.cleaned_data["parties"]
        lines = typed.splitlines() if isinstance(typed, str) else typed
        names = list(dict.fromkeys(name for line in lines if (name := " ".join(line.split()))))
        if any(len(name) > LONGEST_NAME for name in names):
            raise forms.ValidationError(f"A name has at most {LONGEST_NAME} characters; each stands on a line.")
        return names

    def _has_mail(self, chosen: list[str]) -> bool:
        own = [str(row.pk) for row in self.rows if _is_own_mail(row)]
        return bool({MAIL, *own} & set(chosen))

    @property
    def is_narrow(self) -> bool:
        """Whether it is for some of the entries only, or says what is wrong with that."""
        names = ("kinds", "words", "parties", "routine")
        return any(self[name].value() or self[name].errors for name in names)

    @property
    def values(self) -> dict[str, Any]:
        """By the names of ``get_rule_state``, but for the channels."""
        names = ("topics", "kinds", "words", "routine", "parties", "lead_days", "urgency", "note")
        related = self.cleaned_data.get("with_related", self.follow.with_related)
        return {name: self.cleaned_data[name] for name in names} | {"with_related": related}

    def make_channels(self) -> list[Channel]:
        """Those that were chosen; the one to the reader's own address is made where something is to be sent there."""
        chosen = set(self.cleaned_data["channels"])
        found = [row for row in self.rows if str(row.pk) in chosen]
        if MAIL in chosen and self.cleaned_data["urgency"] != Urgency.NEVER:
            found.append(get_mail_channel(self.reader))
        return found


def _list_parties(follow: Follow) -> list[str]:
    """Of a rule about a case: its parties, and to whom the rule is limited; [] where there are too many to choose."""
    if follow.docket is None:
        return []
    standing = follow.docket.merged_into_id or follow.docket.pk
    rows = Party.objects.filter(docket=standing, same_as=None)
    names = list(dict.fromkeys(rows.order_by("pk").values_list("display_name", flat=True)[: MOST_PARTIES + 1]))
    return [] if len(names) > MOST_PARTIES else list(dict.fromkeys([*names, *follow.parties]))


def _choose_parties(names: list[str]) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label="Of what is filed, only what is filed by",
        choices=[(name, name) for name in names],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


def _is_own_mail(row: Channel) -> bool:
    return row.kind == Channel.Kind.MAIL and not row.address


def _name(row: Channel) -> str:
    return f"{row.name} ({row.get_kind_display()}{', switched off' if row.off_at else ''})"
