"""What an editor writes in Markdown, and what of it reaches a page."""

import json
import time
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dockets.http.query_values import strip_control_characters
from rulings.html.markdown import (
    DEEPEST,
    LONGEST,
    _writer,
    cut_excerpt,
    find_mentions,
    parse_tags,
    render_markdown,
    sanitise_html,
)
from tests.support import hostile, pages
from tests.support.data import DATA
from tests.support.examples import pick_rows

CASE = "/cases/wawd/2:21-cv-00031/"
ELEMENTS = {"ol", "p", "br", "hr", "em", "strong", "a", "ul", "li", "blockquote", "code", "pre", "b"}
ATTRIBUTES = {"a": {"href", "rel"}, "ol": {"start"}}
SIGNS = "[]()<>*_`~#@!&\"'\\/:-+=. \n\tajx1"


TYPED = [strip_control_characters(vector) for vector in hostile.VECTORS + hostile.CORPUS]
"""As a form hands them on."""


def assert_tame(source: str, draw: Callable[[str], str] = lambda source: render_markdown(source, CASE)) -> None:
    tree = pages.read(f"<!doctype html><title>t</title><main>{draw(source)}</main>")
    main = tree.find(".//main")
    assert main is not None
    for element in list(main.iter())[1:]:
        assert element.tag in ELEMENTS, (source, element.tag)
        assert set(element.attrib) <= ATTRIBUTES.get(element.tag, set()), (source, element.attrib)
        href = element.get("href", "")
        assert not href or href.lower().startswith(("https://", "http://", "mailto:", "/")), (source, href)
        assert not href.startswith(("//", "/\\")), (source, href)
        assert element.tag != "a" or not href or element.get("rel") == "noopener noreferrer nofollow"


@pytest.mark.parametrize("vector", pick_rows(TYPED, 100))
def test_no_vector_does_anything(vector: str) -> None:
    for around in (
        "{}",
        "**{}**",
        "[{}](https://x.example)",
        "[a]({})",
        "> {}",
        "`{}`",
        "```\n{}\n```",
        "#34 {} @ann",
        "- {}",
    ):
        assert_tame(around.format(vector))


@pytest.mark.parametrize("vector", pick_rows(TYPED, 100))
def test_each_wall_holds_alone(vector: str) -> None:
    """The writer takes no HTML, so that nothing is left for the cleaner; and the cleaner lets none of it through as it
    came."""
    drawn = _writer().render(vector, {"case": CASE})
    assert_tame(drawn, lambda drawn: drawn.replace("<a ", '<a rel="noopener noreferrer nofollow" '))
    for around in ("{}", "<blockquote>{}</blockquote>", "<a href='{}'>a</a>", '<ul><li title="{}">{}</ul>'):
        assert_tame(around.replace("{}", vector), sanitise_html)


@given(st.text(SIGNS, max_size=200) | st.text(max_size=200))
def test_nothing_that_can_be_typed_gets_through(source: str) -> None:
    assert_tame(strip_control_characters(source))


LINKS = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "data:text/html,x",
    "vbscript:x",
    "file:///etc/passwd",
    "//other.example/x",
    "x.html",
]


@pytest.mark.parametrize("link", LINKS)
def test_a_link_leads_to_the_web_or_nowhere(link: str) -> None:
    for source in (f"[a]({link})", f"<{link}>", f"[a](<{link}>)", f"[a]: {link}\n\n[a]"):
        assert 'href="' not in render_markdown(source, CASE)


def test_it_draws_what_notes_need() -> None:
    drawn = render_markdown(
        "**Why** this *matters*:\n\n1. one\n2. two\n\n> the court\n\n`code` [brief](https://x.example/b)\nnext", CASE
    )
    assert (
        drawn == "<p><strong>Why</strong> this"
        " <em>matters</em>:</p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n<blockquote>\n<p>the"
        ' court</p>\n</blockquote>\n<p><code>code</code> <a href="https://x.example/b" rel="noopener noreferrer'
        ' nofollow">brief</a><br>\nnext</p>\n'
    )


def test_filings_and_cases_are_linked_and_colleagues_named() -> None:
    drawn = render_markdown(
        "See #34, (#2) and #wawd/2:21-cv-00270. @ann.lee asks; a#5, &#35;, x@y.example and `#6 @bob` do not.", CASE
    )
    tree = pages.read(f"<!doctype html><title>t</title>{drawn}")
    assert pages.links(tree) == {
        "#34": f"{CASE}filings/34/",
        "#2": f"{CASE}filings/2/",
        "#wawd/2:21-cv-00270": "/cases/wawd/2:21-cv-00270/",
    }
    assert [pages.text(name) for name in tree.iter("b")] == ["@ann.lee"]
    assert find_mentions("@Ann.Lee and `@bob`, x@y.example") == {"ann.lee"}


def test_a_reference_within_a_link_is_not_a_link_of_its_own() -> None:
    assert render_markdown("[see #34](https://x.example)", CASE).count("<a ") == 1


def test_the_excerpt_is_one_plain_line() -> None:
    assert (
        cut_excerpt("**Why** it\nmatters, `code`:\n\n- [one](https://x.example)\n- two")
        == "Why it matters, code: one two"
    )
    long = cut_excerpt("word " * 100)
    assert len(long) <= 182 and long.endswith("word …")


def test_tags_are_small_and_each_stands_once() -> None:
    assert parse_tags(" Key Ruling, #tro, tro,, <b>, " + "x" * 60) == ["key ruling", "tro"]


def test_what_is_too_long_is_cut() -> None:
    assert render_markdown("x" * (LONGEST + 5), CASE) == f"<p>{'x' * LONGEST}</p>\n"


def test_what_is_nested_too_deep_is_not_drawn_so() -> None:
    assert render_markdown("> " * 3_000 + "x", CASE).count("<blockquote>") <= DEEPEST


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "source",
    ["[", "> ", "- ", "*a", "*_", "(", "`", "[a](", "_a__", "<", "![[", "\\", "1. ", "a\n", "#1 ", "@a ", "]("],
)
def test_no_text_takes_long(source: str) -> None:
    """Battery B8. Four times the text takes about four times as long: on a machine of its own that is 60 ms for the
    longest."""
    assert seconds(source, LONGEST) < 8 * seconds(source, LONGEST // 4) + 0.02


def seconds(source: str, length: int) -> float:
    taken = []
    for _ in range(3):
        begin = time.thread_time()
        render_markdown((source * length)[:length], CASE)
        taken.append(time.thread_time() - begin)
    return min(taken)


def test_the_vectors_are_those_of_the_whole_site() -> None:
    assert len(json.loads((DATA / "hostile.json").read_text())) >= 100
