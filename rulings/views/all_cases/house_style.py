"""``/newsroom/words/``: what this site calls outcomes, statuses and standards, for admins."""

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import cached_property
from django.views.decorators.http import require_http_methods

from dockets.format.house_words import HouseWords, override_house_words
from dockets.format.urls import build_docket_url
from dockets.history.audit_log import create_request_id
from dockets.http.permissions import require_role
from dockets.http.query_values import strip_control_characters_from_query
from rulings.http import sent_forms
from rulings.http.preview import preview_page
from rulings.models import Claim
from rulings.publishing.house_style import (
    HouseStyleConflict,
    get_house_version,
    read_house_words,
    save_house_words,
)
from rulings.views.desk.desk import get_desk_user
from rulings.vocabulary.house_style import BUILT_IN, GROUP_LABELS, WordGroup

CONFLICT = 409
LONGEST, LONGEST_TEXT = 60, 400
"""Characters of a name, and of a standard as readers see it."""


class WordRow(NamedTuple):
    built_in: str
    field: forms.BoundField


class WordRows(NamedTuple):
    """One group of the form."""

    label: str
    renamed: int
    rows: list[WordRow]
    is_wrong: bool


class HouseStyleForm(forms.Form):
    """A field for each name; an empty one is called what is built in."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    request_id = forms.CharField(widget=forms.HiddenInput, max_length=64)
    on = forms.ChoiceField(label="Page to look at", required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        pages: Any = self.fields["on"]
        pages.choices = _list_pages()
        for group, value, word in _list_names():
            longest = LONGEST_TEXT if group is WordGroup.STANDARD_TEXT else LONGEST
            widget = forms.TextInput(attrs={"placeholder": word, "autocomplete": "off"})
            self.fields[f"{group}-{value}"] = forms.CharField(
                label=word, max_length=longest, required=False, widget=widget
            )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        for group in WordGroup:
            called: dict[str, str] = {}
            for value, word in BUILT_IN[group].items():
                name = f"{group}-{value}"
                cleaned[name] = given = " ".join(cleaned.get(name, "").split())
                if given and not any(sign.isalnum() for sign in given):
                    self.add_error(name, "A name needs a letter.")
                if (same := called.setdefault((given or word).casefold(), word)) != word:
                    self.add_error(name, f"“{same}” is called that already: readers could not tell the two apart.")
        return cleaned

    @property
    def words(self) -> HouseWords:
        """What is called otherwise than is built in."""
        words: dict[str, dict[str, str]] = {}
        for group, value, word in _list_names():
            if (given := self.cleaned_data[f"{group}-{value}"]) and given != word:
                words.setdefault(group.value, {})[value] = given
        return words

    @cached_property
    def groups(self) -> list[WordRows]:
        return [self._group(group) for group in WordGroup]

    def _group(self, group: WordGroup) -> WordRows:
        rows = [WordRow(word, self[f"{group}-{value}"]) for value, word in BUILT_IN[group].items()]
        renamed = sum(bool(row.field.value()) for row in rows)
        return WordRows(GROUP_LABELS[group], renamed, rows, any(row.field.errors for row in rows))


@require_role("admin", "site")
@require_http_methods(["GET", "HEAD", "POST"])
def house_style(request: HttpRequest) -> HttpResponse:
    """``preview``: the page ``on`` as it would be, for readers; ``reset``: all words as they are built in."""
    if request.method != "POST":
        return _show(request, _fill(read_house_words()))
    query, _ = strip_control_characters_from_query(request.POST)
    form = HouseStyleForm(query)
    if not form.is_valid():
        return _show(request, form)
    if "preview" in query:
        with override_house_words(form.words):
            return preview_page(request, form.cleaned_data["on"] or reverse("home"), lambda: None)
    words = {} if "reset" in query else form.words
    asked = sent_forms.get_form_id(request, form.cleaned_data["request_id"])
    try:
        save_house_words(words, seen=form.cleaned_data["seen"], by=get_desk_user(request), request_id=asked)
    except HouseStyleConflict as overtaken:
        mine = {name: value for name, value in form.cleaned_data.items() if name not in ("seen", "request_id")}
        return _show(request, _fill(overtaken.now, mine), overtaken)
    messages.info(request, "Saved. Every page has these words within a few seconds.")
    return HttpResponseRedirect(reverse("house-style"))


def _fill(words: HouseWords, typed: Mapping[str, Any] | None = None) -> HouseStyleForm:
    """The form as it stands; with ``typed``, what somebody sent while the words were changed."""
    shown = {f"{group}-{value}": words.get(group, {}).get(value, "") for group, value, _ in _list_names()}
    of_form = {"seen": get_house_version(words), "request_id": create_request_id()}
    return HouseStyleForm(initial={**shown, **(typed or {}), **of_form})


def _show(request: HttpRequest, form: HouseStyleForm, overtaken: HouseStyleConflict | None = None) -> HttpResponse:
    context: dict[str, Any] = {"form": form, "section": "newsroom", "overtaken": overtaken}
    if overtaken:
        now = overtaken.now
        context["stands"] = [
            (word, now[group][value]) for group, value, word in _list_names() if value in now.get(group, {})
        ]
    status = CONFLICT if overtaken else 422 if form.is_bound else 200
    return render(request, "rulings/house_style.html", context, status=status)


def _list_names() -> Iterator[tuple[WordGroup, str, str]]:
    """Group, value, and the word that is built in."""
    return ((group, value, word) for group, words in BUILT_IN.items() for value, word in words.items())


def _list_pages() -> list[tuple[str, str]]:
    """Addresses to look at, with what they are called. One query."""
    newest = Claim.objects.published().filter(docket__merged_into=None).order_by("-docket_id", "pk")
    place = newest.values_list("docket__court_id", "docket__docket_number", "docket__case_name").first()
    pages = [(reverse("home"), "The front page"), (reverse("ruling-list"), "All rulings")]
    if place:
        case = build_docket_url(place[0], place[1])
        pages = [(f"{case}claims/", f"The claims of {place[2]}"), (case, f"The page of {place[2]}"), *pages]
    return [*pages, (reverse("calendar"), "The calendar")]
