"""Pages as a browser has them: read strictly, so that markup which a browser would have to mend fails the test."""

from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

import html5lib


def parsed(response: Any, status: int = 200) -> Element:
    """The page's tree without namespaces. Fails on any parse error."""
    assert response.status_code == status, response
    return read(response.content.decode())


def read(markup: str) -> Element:
    tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(markup)
    assert isinstance(tree, Element)
    for element in tree.iter():
        if isinstance(element.tag, str):
            element.tag = element.tag.rpartition("}")[2]
    return tree


def fragment(response: Any) -> Element:
    """A part of a page, wrapped so that it can be read strictly."""
    assert response.status_code == 200
    return read(f"<!doctype html><title>part</title><ol>{response.content.decode()}</ol>")


def text(element: Element | None) -> str:
    """All the text within, a space between elements."""
    assert element is not None
    return " ".join(" ".join(element.itertext()).split())


def by_class(tree: Element, name: str) -> list[Element]:
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def by_id(tree: Element, name: str) -> Element:
    found = [element for element in tree.iter() if element.get("id") == name]
    assert len(found) == 1, f"{len(found)} elements have the id {name}"
    return found[0]


def links(tree: Element) -> dict[str, str]:
    """Text of each link to its address; the last of one text wins."""
    return {text(link): link.get("href", "") for link in tree.iter("a")}


def lines(tree: Element) -> list[Element]:
    """The events of a timeline, as they stand."""
    return [item for item in tree.iter("li") if item.get("id", "")[:1] == "e" and item.get("id", "")[1:].isdigit()]


def headlines(tree: Element) -> list[str]:
    return [text(line.find(".//h3")) for line in lines(tree)]


def addresses(tree: Element) -> Iterator[str]:
    """Everything that a page links to or loads."""
    for element in tree.iter():
        for name in (
            "href",
            "src",
            "action",
            "formaction",
            "data-hx-get",
            "data-hx-post",
            "{http://www.w3.org/1999/xlink}href",
        ):
            if value := element.get(name):
                yield value


def entry_values(form: Element) -> dict[str, Any]:
    """``form_values``; where the form asks what a change of something public is, that it is one of style."""
    values = form_values(form)
    return values | {"change": "style"} if "change" in values else values


def _tick(values: dict[str, Any], field: Element) -> None:
    name, value = field.get("name", ""), field.get("value", "on")
    values[name] = value if field.get("type") == "radio" else [*values.get(name, []), value]


def form_values(form: Element) -> dict[str, Any]:
    """What a browser would send of a form that nobody has touched; several values of one name as a list."""
    values: dict[str, Any] = {}
    for field in form.iter():
        name = field.get("name", "")
        if field.tag == "input" and field.get("type") in ("checkbox", "radio"):
            if field.get("checked") is not None:
                _tick(values, field)
        elif field.tag == "input":
            values[name] = field.get("value", "")
        elif field.tag == "textarea":
            values[name] = (field.text or "").removeprefix("\n").replace("\n", "\r\n")
        elif field.tag == "select":
            chosen = [option for option in field.iter("option") if option.get("selected") is not None]
            options = chosen or list(field.iter("option"))[:1]
            values[name] = options[0].get("value", "") if options else ""
    return values
