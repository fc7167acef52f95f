"""Brings answers with the same meaning into one form, so that two answers differ only where a reader or a program could
tell.

``bench.outputs.digest`` calls ``canonical``. Pure: no Django, no database.
"""

import hashlib
import json
import re
from collections.abc import Mapping
from typing import Any

from lxml import etree, html

_SPACE = re.compile(r"[ \t\n\r\f]+")
_HASHED = re.compile(r"(/static/[\w./-]+?)\.[0-9a-f]{12}(\.\w+)")
_WORD = re.compile(r"[0-9A-Za-z]{8,32}")
_PAGE, _JSON = ("text/html", "application/xhtml+xml"), re.compile(r"application/(?:[\w.-]+\+)?json\b")
_TEXT = re.compile(r"text/|application/(?:[\w.-]+\+)?xml\b|image/svg")
BLOCKS = frozenset(
    {
        "address", "article", "aside", "base", "blockquote", "body", "br", "caption", "circle", "clippath", "col",
        "colgroup", "datalist", "dd", "defs", "desc", "details", "dialog", "div", "dl", "dt", "ellipse",
        "fieldset", "figcaption", "figure", "footer", "form", "g", "h1", "h2", "h3", "h4", "h5", "h6", "head",
        "header", "hgroup", "hr", "html", "legend", "li", "line", "lineargradient", "link", "main", "meta", "nav",
        "noscript", "ol", "optgroup", "option", "p", "path", "pattern", "polygon", "polyline", "pre", "rect",
        "script", "search", "section", "stop", "style", "summary", "symbol", "table", "tbody", "td", "template",
        "tfoot", "th", "thead", "title", "tr", "ul", "use",
    }
)  # fmt: skip
"""Elements beside which white space is not shown: HTML's blocks, elements that are never drawn, and SVG shapes."""
_EDGE, _KEPT = "\0", "\1"
"""Where a block begins or ends; where white space that stays as it is does. No page holds either character."""
_EDGES = re.compile(" ?\0[ \0]*")
_VERBATIM = frozenset({"pre", "script", "style", "textarea"})
_RANDOM = {"csrfmiddlewaretoken": 64, "request_id": 22}
"""Hidden fields with a new random value in every page -> number of random characters."""


def canonical(content_type: str, body: bytes, names: Mapping[str, str]) -> str:
    """The text to compare. ``names``: random ids -> what replaces them. Bytes that are not text become their SHA-256.
    Raises ``ValueError`` for invalid JSON."""
    if not _JSON.match(content_type) and not _TEXT.match(content_type):
        return f"sha256 {hashlib.sha256(body).hexdigest()}\n"
    text = without_random(body.decode(errors="backslashreplace"), names)
    if content_type.startswith(_PAGE):
        return canonical_html(text)
    if _JSON.match(content_type):
        # The order of keys is kept: programs and people see it.
        return f"{json.dumps(json.loads(text), ensure_ascii=False, indent=1)}\n"
    return text


def without_random(text: str, names: Mapping[str, str]) -> str:
    """``text`` with ``names`` replaced, and static files named as in the repository."""
    return _WORD.sub(lambda found: names.get(found[0], found[0]), _HASHED.sub(r"\1\2", text))


def canonical_html(text: str) -> str:
    """A page, or part of one, independent of its template's line breaks: each run of white space becomes one space,
    none beside a block, and attributes are sorted. One block per line, for people who read the difference."""
    if not text.strip():
        return ""
    pieces: list[str] = [_EDGE]
    _write(html.document_fromstring(text.strip()), pieces)
    return f"{_EDGES.sub(chr(10), ''.join(pieces)).replace(_KEPT, '').strip()}{chr(10)}"


def _write(element: Any, pieces: list[str]) -> None:
    """Appends the tags and texts of ``element``, and the text after it. A block's tags are marked as edges."""
    tag = element.tag
    if not isinstance(tag, str):  # a comment
        pieces.append(f"<!--{_SPACE.sub(' ', element.text or '').strip()}-->")
    else:
        edge = _EDGE if tag in BLOCKS else ""
        pieces.append(f"{edge}<{tag}{_attributes(element)}>{edge}")
        if element.text:
            pieces.append(_words(element.text, tag))
        for child in element:
            _write(child, pieces)
        pieces.append(f"{edge}</{tag}>{edge}")
    if element.tail:
        pieces.append(_words(element.tail, ""))


def _words(text: str, tag: str) -> str:
    escaped = text.replace("&", "&amp;").replace("<", "&lt;")
    return f"{_KEPT}{escaped}{_KEPT}" if tag in _VERBATIM else _SPACE.sub(" ", escaped)


def _attributes(element: "etree._Element") -> str:
    attributes = {str(name): str(value) for name, value in element.attrib.items()}
    if "class" in attributes:
        attributes["class"] = " ".join(attributes["class"].split())
    if (name := attributes.get("name", "")) in _RANDOM and "value" in attributes:
        attributes["value"] = f"…{attributes['value'][_RANDOM[name] :]}"
    escaped = {name: value.replace("&", "&amp;").replace('"', "&quot;") for name, value in sorted(attributes.items())}
    return "".join(f' {name}="{value}"' for name, value in escaped.items())
