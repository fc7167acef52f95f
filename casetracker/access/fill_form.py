"""Fills a form of a finished page with what was sent before, and says so above it. Called by ``kept_forms``."""

from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from django.template.loader import render_to_string
from lxml import html

from dockets.http.kept_form import KeptForm

TEMPLATE = "registration/kept_form.html"
_CONTROLS = ("input", "textarea", "select")
_TICKED = ("checkbox", "radio")
_NOT_FILLED = ("submit", "button", "image", "reset", "file", "password")
_IGNORED = frozenset({"csrfmiddlewaretoken"})
_OF_THE_FORM = frozenset(
    {
        *("request_id", "seen", "version", "rows", "exact_shown", "start", "before", "after", "words_key", "filing"),
        *("id", "back", "of", "laters", "about", "reply", "other", "run"),
    }
)
"""Names of what a form carries for itself. A person has typed none of it."""

type Element = Any
"""An element of lxml, which has no types of its own for this."""
type Values = dict[str, list[str]]


def fill_page(page: bytes, kept: KeptForm, context: Mapping[str, Any]) -> bytes:
    """The page (UTF-8) with its form filled. What has no field there any more, or all of it where the page has no such
    form, stands above it as text. ``context``: of the notice, beside what is told here."""
    document: Element = html.document_fromstring(page, parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    values = _group_values(kept.fields)
    form = _find_form(document, kept, values)
    left = values if form is None else _fill_form(form, values, kept)
    told = {"kept": kept, "left": _list_words(left), "has_form": form is not None, **context}
    notice = html.fragment_fromstring(render_to_string(TEMPLATE, told))
    if form is not None:
        _find_visible_place(form).addprevious(notice)
    else:
        next(document.iter("main"), document.body).insert(0, notice)
    filled: bytes = html.tostring(document, encoding="utf-8", doctype="<!doctype html>")
    return filled


def _group_values(fields: Sequence[tuple[str, str]]) -> Values:
    values: Values = {}
    for name, value in fields:
        values.setdefault(name, []).append(value)
    return values


def _list_words(left: Values) -> list[tuple[str, str]]:
    """What a person would miss: not a lone tick, and not the numbers of rows and versions. Sentences come first."""
    told = [(name, value) for name, values in left.items() for value in values if name not in _OF_THE_FORM]
    written = [(name, value) for name, value in told if value.strip() and value != "on" and not value.isdecimal()]
    return sorted(written, key=lambda one: len(one[1].split()) < 2)


def _list_controls(form: Element) -> list[Element]:
    """Those inside the form, and those elsewhere on the page that say that they are of it."""
    inside = [one for one in form.iter(*_CONTROLS) if one.get("form") in (None, form.get("id"))]
    key = form.get("id")
    return inside + ([one for one in form.xpath("//*[@form=$key]", key=key) if one not in inside] if key else [])


def _find_form(document: Element, kept: KeptForm, values: Values) -> Element:
    """Of the forms with this address the one that has most of the names, and of those the one whose hidden values are
    what was sent: a page may have one for each of its rows."""

    def count_matches(form: Element) -> tuple[int, int]:
        named = [one for one in _list_controls(form) if one.get("name") in values and one.get("name") not in _IGNORED]
        same = [one for one in named if one.get("type") == "hidden" and one.get("value", "") in values[one.get("name")]]
        return len({one.get("name") for one in named}), len(same)

    found = [
        form
        for form in document.iter("form")
        if form.get("method", "").lower() == "post"
        and unquote(urlsplit(urljoin(kept.page, form.get("action") or kept.page)).path) == kept.path
    ]
    best = max(found, key=count_matches, default=None)
    return best if best is not None and (count_matches(best)[0] or len(found) == 1) else None


def _fill_form(form: Element, values: Values, kept: KeptForm) -> Values:
    """Returns what has no field."""
    form.set("action", kept.address)
    unfilled = {one.get("name") for one in form.iter("input") if one.get("type") in _NOT_FILLED}
    unfilled |= {one.get("name") for one in form.iter("button")}
    left = {name: list(sent) for name, sent in values.items() if name not in unfilled}
    for control in _list_controls(form):
        name, kind = control.get("name"), control.get("type", "text").lower()
        if not name or name in _IGNORED or (control.tag == "input" and kind in _NOT_FILLED):
            continue
        if _set_value(control, kind, left.get(name, [])):
            _open_details(control)
    return {name: sent for name, sent in left.items() if sent}


def _set_value(control: Element, kind: str, sent: list[str]) -> bool:
    """Takes from ``sent`` what it has put into the control. Whether that is something a person entered."""
    if control.tag == "select":
        return _choose_options(control, sent)
    if control.tag == "input" and kind in _TICKED:
        value = control.get("value", "on")
        control.attrib.pop("checked", None)
        if value not in sent:
            return False
        sent.remove(value)
        control.set("checked", "checked")
        return False
    if not sent:
        return False
    value = sent.pop(0)
    if control.tag == "textarea":
        # The first line break after the tag is no part of the text.
        control.text = "\n" + value.replace("\r\n", "\n")
    else:
        control.set("value", value)
    return bool(value) and kind != "hidden"


def _choose_options(control: Element, sent: list[str]) -> bool:
    options = {option.get("value", option.text_content()): option for option in control.iter("option")}
    chosen = [value for value in sent if value in options]
    if not chosen:
        return False
    for option in options.values():
        option.attrib.pop("selected", None)
    for value in chosen if control.get("multiple") is not None else chosen[:1]:
        options[value].set("selected", "selected")
        sent.remove(value)
    return bool(chosen[0])


def _open_details(control: Element) -> None:
    for above in control.iterancestors("details"):
        above.set("open", "open")


def _find_visible_place(form: Element) -> Element:
    """The form itself, or the outermost element around it that was folded: what stands above that is seen."""
    for above in form.iterancestors("details"):
        above.set("open", "open")
        form = above
    return form
