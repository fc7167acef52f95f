"""Renders editors' Markdown as HTML that is safe on a page. Without a database.

Two safeguards, each sufficient alone: markdown-it accepts no HTML and few kinds of markup, and nh3 then removes all but
the elements listed here, and every style, handler, form or foreign scheme. ``#34`` becomes a link to that filing of the
case, ``#wawd/2:21-cv-00031`` one to another case; ``@name`` is a mention of a colleague.
"""

import re
from collections.abc import Sequence

import nh3
from markdown_it import MarkdownIt
from markdown_it.rules_core import StateCore
from markdown_it.token import Token

from dockets.format.print_style import shorten_text
from dockets.format.urls import build_docket_url, build_filing_url
from rulings.html.markup import Markup

LONGEST = 10_000
"""Characters of one note."""
DEEPEST = 12
"""Nesting of lists and quotations; anything deeper is not shown. nh3's time grows with the square of the depth."""
EXCERPT = 180
"""Characters of the excerpt that a timeline shows of a note."""

_TAGS = {"p", "br", "hr", "em", "strong", "a", "ul", "ol", "li", "blockquote", "code", "pre", "b"}
_REFERENCE = re.compile(
    r"(?<![\w&/#@.])(?:"
    r"#(?P<court>[a-z][a-z0-9]{1,14})/(?P<docket>[0-9A-Za-z][0-9A-Za-z:.\-]{2,40}[0-9A-Za-z])"
    r"|#(?P<number>[0-9]{1,6})(?![\w])"
    r"|@(?P<name>[A-Za-z0-9_][A-Za-z0-9_.+\-]{0,148}[A-Za-z0-9_]|[A-Za-z0-9_])"
    r")"
)
_LEADS_SOMEWHERE = re.compile(r"(?:https?://|mailto:|/(?![/\\]))", re.IGNORECASE)
"""To the web, to a mail address, or within this site."""
_TAG = re.compile(r"[^\W_][\w\-]{0,39}")


def render_markdown(source: str, case_address: str) -> Markup:
    """``source`` as HTML. ``case_address`` is the address of the case that ``#34`` refers to. A text longer than
    ``LONGEST`` is cut."""
    return sanitise_html(_writer().render(source[:LONGEST], {"case": case_address}))


def sanitise_html(drawn: str) -> Markup:
    """The second safeguard: reduces any HTML to what is safe on a page. Its time grows with the square of the depth,
    which is therefore limited before (``DEEPEST``)."""
    return Markup(
        nh3.clean(
            drawn,
            tags=_TAGS,
            attributes={"*": set(), "a": {"href"}, "ol": {"start"}},
            url_schemes={"http", "https", "mailto"},
            link_rel="noopener noreferrer nofollow",
            attribute_filter=_let_through,
        )
    )


def strip_markdown(source: str) -> str:
    """As plain text, in one line."""
    return " ".join(" ".join(_spoken(token) for token in _writer().parse(source[:LONGEST], {"case": ""})).split())


def cut_excerpt(source: str) -> str:
    """The beginning of a note as plain text, in one line."""
    return shorten_text(strip_markdown(source), EXCERPT)


def find_mentions(source: str) -> set[str]:
    """Names after an ``@``, in lower case, whether or not such users exist. Code mentions nobody."""
    tokens = (child for token in _writer().parse(source[:LONGEST], {"case": ""}) for child in token.children or ())
    texts = (token.content for token in tokens if token.type == "text")
    return {found["name"].lower() for text in texts for found in _REFERENCE.finditer(text) if found["name"]}


def parse_tags(written: str) -> list[str]:
    """From "jurisdiction, Key ruling": in lower case, without duplicates, in order; at most twenty."""
    tags = (" ".join(part.split()).lower().lstrip("#") for part in written.split(","))
    return [tag for tag in dict.fromkeys(tags) if _TAG.fullmatch(tag.replace(" ", "-"))][:20]


def _writer() -> MarkdownIt:
    writer = MarkdownIt("commonmark", {"html": False, "maxNesting": DEEPEST, "breaks": True})
    writer.validateLink = _leads_somewhere  # type: ignore[method-assign, assignment]
    writer.disable(["html_block", "html_inline", "image", "heading", "lheading", "reference", "entity"])
    writer.core.ruler.after("inline", "references", _link_references)
    return writer


def _leads_somewhere(address: str) -> bool:
    return _LEADS_SOMEWHERE.match(address) is not None


def _let_through(tag: str, name: str, value: str) -> str | None:
    return value if name != "href" or _leads_somewhere(value) else None


def _spoken(token: Token) -> str:
    if token.type in ("fence", "code_block"):
        return token.content
    return "".join(" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())


def _link_references(state: StateCore) -> None:
    case = state.env["case"]
    for token in state.tokens:
        if token.type == "inline" and token.children:
            token.children = _linked(token.children, case)


def _linked(children: Sequence[Token], case: str) -> list[Token]:
    """Turns references in text outside links into links."""
    made: list[Token] = []
    within = 0
    for child in children:
        within += child.nesting if child.type.startswith("link_") else 0
        made += _pieces(child.content, case) if child.type == "text" and not within else [child]
    return made


def _pieces(text: str, case: str) -> list[Token]:
    made: list[Token] = []
    last = 0
    for found in _REFERENCE.finditer(text):
        made += [_text(text[last : found.start()]), *_reference(found, case)]
        last = found.end()
    return [*made, _text(text[last:])]


def _reference(found: re.Match[str], case: str) -> list[Token]:
    if found["name"]:
        return [Token("strong_open", "b", 1), _text(found[0]), Token("strong_close", "b", -1)]
    address = (
        build_docket_url(found["court"], found["docket"])
        if found["court"]
        else build_filing_url(case, found["number"], "")
    )
    return [Token("link_open", "a", 1, attrs={"href": address}), _text(found[0]), Token("link_close", "a", -1)]


def _text(content: str) -> Token:
    return Token("text", "", 0, content=content)
