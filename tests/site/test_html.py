"""Every page is HTML as the standard has it, whoever looks at it.

What a parser has to mend fails (html5lib, strictly); so does what it would let pass: an id that is there twice or is
pointed to in vain, a field without a name, a control inside a control, a block inside a phrase, a list with what is no
item in it. Where ``CASETRACKER_VNU`` names the vnu.jar of the Nu Html Checker, the W3C's, all pages are given to it as
well.
"""

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import pytest

from tests.conftest import make_users
from tests.support import pages
from tests.support.every_page import Everything, build

pytestmark = pytest.mark.django_db
ROLES = ("nobody", "editor", "admin")
CONTROLS = {"a", "button", "input", "label", "select", "summary", "textarea", "details", "iframe"}
FIELDS = {"input", "select", "textarea"}
PHRASES = {
    *(
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "dfn",
        "em",
        "i",
        "kbd",
        "label",
        "mark",
        "q",
        "s",
        "samp",
        "small",
        "span",
    ),
    *("strong", "sub", "sup", "time", "var", "button", "summary", "p", "pre", "h1", "h2", "h3", "h4", "h5", "h6"),
}
"""What holds text, and no block."""
BLOCKS = {
    *(
        "address",
        "article",
        "aside",
        "blockquote",
        "details",
        "div",
        "dl",
        "fieldset",
        "figure",
        "footer",
        "form",
        "header",
    ),
    *("hr", "li", "main", "nav", "ol", "p", "pre", "search", "section", "table", "ul"),
}
ITEMS = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "tr": {"th", "td"},
    "thead": {"tr"},
    "tbody": {"tr"},
    "select": {"option", "optgroup", "hr"},
}
KNOWN = ("The “role” attribute must not be used on a “t",)
"""What the checker says and we do all the same: on a narrow screen the matrix of claims is no table to CSS, and some
readers of screens then know it for one only by its roles."""
POINTERS = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "form", "list", "headers")


@pytest.fixture(scope="module")
def site(module_db: None) -> Everything:
    return build(make_users())


def _inside(element: Element, above: tuple[Element, ...] = ()) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    yield element, above
    for child in element:
        yield from _inside(child, (*above, element))


def faults(page: Element) -> Iterator[str]:
    ids = Counter(element.get("id") for element in page.iter() if element.get("id") is not None)
    yield from (
        f"{count} elements have the id {name}" for name, count in ids.items() if count > 1 or not name or " " in name
    )
    labelled = {label.get("for") for label in page.iter("label")}
    for element, above in _inside(page):
        if not isinstance(element.tag, str):
            continue
        tags = [parent.tag for parent in above]
        yield from (f"{name}={known} leads nowhere" for name, known in _pointed(element) if known not in ids)
        yield from _misplaced(element, tags)
        if element.tag in FIELDS and not _is_named(element, labelled, tags):
            yield f"{element.tag} {element.attrib} has no name"
        if element.tag in ("a", "button") and not (
            pages.text(element) or element.get("aria-label") or element.get("title")
        ):
            yield f"{element.tag} {element.attrib} says nothing"
        if element.tag == "img" and element.get("alt") is None:
            yield f"{element.attrib} has no alternative"


def _pointed(element: Element) -> Iterator[tuple[str, str]]:
    for name in POINTERS:
        yield from ((name, known) for known in (element.get(name) or "").split())
    if element.tag == "a" and (element.get("href") or "").startswith("#") and element.get("href") != "#":
        yield "href", element.get("href", "")[1:]


def _misplaced(element: Element, tags: list[Any]) -> Iterator[str]:
    if not tags:
        return
    if element.tag in CONTROLS and tags and {"a", "button"} & set(tags):
        yield f"{element.tag} in a control: {tags[-3:]}"
    if element.tag in BLOCKS and tags[-1] in PHRASES:
        yield f"{element.tag} in {tags[-1]}"
    if tags[-1] in ITEMS and element.tag not in ITEMS[tags[-1]] | {"script", "template"}:
        yield f"{element.tag} in {tags[-1]}"
    if element.tag in ("li", "dd", "dt") and tags[-1] not in ("ul", "ol", "menu", "dl", "div"):
        yield f"{element.tag} in {tags[-1]}"


def _is_named(field: Element, labelled: set[str | None], tags: list[Any]) -> bool:
    if field.get("type") in ("hidden", "submit"):
        return True
    is_labelled = field.get("id") in labelled if field.get("id") else False
    return is_labelled or "label" in tags or bool(field.get("aria-label") or field.get("aria-labelledby"))


@pytest.mark.long
@pytest.mark.parametrize("role", ROLES)
def test_every_page_is_html(site: Everything, role: str, tmp_path: Path) -> None:
    wrong: list[tuple[str, str]] = []
    seen = 0
    for where, answer in site.pages(role, 80):
        seen += 1
        markup = answer.content.decode()
        (tmp_path / f"{seen:03}.html").write_text(f"{markup}\n<!-- {where} -->\n")
        is_part = not markup.startswith("<!doctype html>")
        page = pages.read(markup) if not is_part else pages.read(f"<!doctype html><title>part</title><ol>{markup}</ol>")
        wrong += [(where, fault) for fault in faults(page)]
        if not is_part:
            counted = [len(page.findall(path)) for path in ("./head/title", ".//main", ".//h1")]
            if counted != [1, 1, 1] or page.get("lang") != "en":
                wrong.append((where, f"titles, mains, h1: {counted}"))
    wrong += [("", fault) for fault in checked(tmp_path)]
    assert wrong == []
    assert seen >= 15


def checked(folder: Path) -> list[str]:
    """What the Nu Html Checker says of the pages in ``folder``; nothing where it is not there."""
    if not (jar := os.environ.get("CASETRACKER_VNU")):
        return []
    command = ["java", "-jar", jar, "--skip-non-html", "--errors-only", "--format", "gnu", str(folder)]
    said = subprocess.run(command, capture_output=True, text=True).stderr.splitlines()
    return [line for line in said if not any(known in line for known in KNOWN)]


@pytest.mark.parametrize(
    "markup",
    [
        "<p id=a></p><p id=a></p>",
        "<label for=b>B</label>",
        "<a href='#c'>C</a>",
        "<input name=d>",
        "<a href=/><button>E</button></a>",
        "<a href=/></a>",
        "<span><div></div></span>",
        "<ul><p></p></ul>",
        "<section><li></li></section>",
        "<img src=/f>",
    ],
)
def test_it_finds_what_is_wrong(markup: str) -> None:
    assert list(faults(pages.read(f"<!doctype html><title>x</title>{markup}")))
