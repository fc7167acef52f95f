"""The digests of the site's answers ignore how a template's lines are broken, and nothing else."""

import argparse
import gzip
from pathlib import Path

import pytest

from bench.outputs import addresses, digest
from bench.outputs.canonical import canonical, canonical_html, without_random
from bench.outputs.digest import Output, Outputs

PAGE = "text/html; charset=utf-8"
WRAPPED = """<!doctype html>
<html lang="en">
 <head><title>
   Parler   v. AWS
 </title></head>
 <body>
  <ol id="rail" class="rail
     long">
   <li>
     <p>The <b>motion</b>
     is denied.</p>
   </li>
   <li>Two <a href="/">links</a> <a href="/x">here</a></li>
  </ol>
 </body>
</html>
"""
JOINED = (
    '<!doctype html><html lang="en"><head><title>Parler v. AWS</title></head><body><ol class="rail long" id="rail">'
    '<li><p>The <b>motion</b> is denied.</p></li><li>Two <a href="/">links</a> <a href="/x">here</a></li></ol>'
    "</body></html>"
)


def page(body: str) -> str:
    return canonical(PAGE, f"<!doctype html><title>x</title>{body}".encode(), {})


def test_a_page_is_the_same_however_its_template_is_wrapped() -> None:
    assert canonical_html(WRAPPED) == canonical_html(JOINED)


def test_one_block_stands_on_one_line() -> None:
    lines = canonical_html(JOINED).splitlines()
    assert "The <b>motion</b> is denied." in lines and 'Two <a href="/">links</a> <a href="/x">here</a>' in lines


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<p>The motion is denied.</p>", "<p>The motion is granted.</p>"),
        ("<p>one <b>two</b></p>", "<p>one<b>two</b></p>"),
        ("<p>one <b>two</b></p>", "<p>one <b> two</b></p>"),
        ("<p class='a b'></p>", "<p class='b a'></p>"),
        ("<p title='a b'></p>", "<p title='a  b'></p>"),
        ("<p>a b</p>", "<p>a&nbsp;b</p>"),
        ("<p>&lt;b></p>", "<p><b></b></p>"),
        ("<textarea>a b</textarea>", "<textarea>a  b</textarea>"),
        ("<pre>a\n\nb</pre>", "<pre>a\nb</pre>"),
        ("<li>a</li><li>b</li>", "<li>b</li><li>a</li>"),
        ("<ul><li>a</li></ul><p>b</p>", "<ul><li>a</li></ul>b"),
        ("<input name=q value=1>", "<input name=q value=2>"),
    ],
)
def test_what_a_reader_could_tell_is_another_page(one: str, other: str) -> None:
    assert page(one) != page(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("<ul> <li> a </li>\n<li>b</li> </ul>", "<ul><li>a</li><li>b</li></ul>"),
        ("<li>a</li>\n\n<li>b</li>", "<li>a</li><li>b</li>"),
        ("<p id=a class='x  y '>b</p>", "<p class='x y' id=a>b</p>"),
        ("<svg> <path d=M0 /> </svg>", "<svg><path d=M0 /></svg>"),
        (
            f"<input type=hidden name=csrfmiddlewaretoken value={'a' * 64}>",
            f"<input name=csrfmiddlewaretoken value={'b' * 64} type=hidden>",
        ),
    ],
)
def test_what_nobody_could_tell_is_the_same_page(one: str, other: str) -> None:
    assert page(one) == page(other)


def test_a_part_of_a_page_is_read_as_a_page_is() -> None:
    assert canonical_html("\n <li>a</li> ") == canonical_html("<li>a</li>")
    assert canonical_html(" \n") == ""


def test_of_json_the_order_of_keys_counts_and_its_blanks_do_not() -> None:
    kind = "application/problem+json"
    assert canonical(kind, b'{"a": 1, "b": [2]}', {}) == canonical(kind, b'{"a":1,"b":[ 2]}', {})
    assert canonical(kind, b'{"a": 1, "b": 2}', {}) != canonical(kind, b'{"b": 2, "a": 1}', {})


def test_everything_else_is_compared_by_its_bytes() -> None:
    assert canonical("text/csv; charset=utf-8", b"a, b\r\n", {}) == "a, b\r\n"
    assert canonical("image/png", b"\x89PNG1", {}) != canonical("image/png", b"\x89PNG2", {})


def test_what_is_drawn_at_random_is_named_for_its_row() -> None:
    text = 'href="/cases/x/filings/k2abcdefghij/" src="/static/css/site.0123456789ab.css"'
    told = without_random(text, {"k2abcdefghij": "Filing-7"})
    assert told == 'href="/cases/x/filings/Filing-7/" src="/static/css/site.css"'


def taken(keep: Path | None, text: str, queries: int = 3, before: dict[str, Output] | None = None) -> Outputs:
    found = Outputs(keep, before or {})
    found.add("editor /desk/", text, status=200, kind="text/html", queries=queries, size=len(text))
    return found


def test_a_changed_word_is_said_with_its_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    first = taken(tmp_path / "texts", "one\ntwo\n")
    digest.write(tmp_path / "base.json", first.found)
    before = digest.read(tmp_path / "base.json")
    assert before == first.found
    assert gzip.decompress(next(tmp_path.glob("texts/*/*.gz")).read_bytes()) == b"one\ntwo\n"

    asked = argparse.Namespace(keep=tmp_path / "texts", strict=False)
    assert digest.compare(taken(None, "one\ntwo\n", before=before), asked) == 0
    assert digest.compare(taken(None, "one\nthree\n", before=before), asked) == 1
    said = capsys.readouterr().out
    assert "Changed: editor /desk/" in said and "-two\n+three" in said


def test_queries_are_compared_only_when_that_is_asked_for() -> None:
    before = taken(None, "one").found
    now = taken(None, "one", queries=4, before=before)
    assert digest.compare(now, argparse.Namespace(keep=None, strict=False)) == 0
    assert digest.compare(now, argparse.Namespace(keep=None, strict=True)) == 1


def test_an_answer_that_is_gone_or_new_is_a_difference() -> None:
    before = taken(None, "one").found
    asked = argparse.Namespace(keep=None, strict=False)
    assert digest.compare(Outputs(None, before), asked) == 1
    assert digest.compare(taken(None, "one", before={}), asked) == 1


def test_every_route_of_the_site_has_an_address_or_is_said_to_have_none() -> None:
    place = {"court_id": "wawd", "number": "2:21-cv-1", "reference": "7", "filing_id": "k2", "<int:filing_id>": "9"}
    assert addresses.filled("imports/duplicates/<int:filing_id>/", place) == "/imports/duplicates/9/"
    assert addresses.filled("notes/on/<slug:filing_id>/", place) == "/notes/on/k2/"
    assert addresses.filled(r"^api/v1/[\s\S]*", place) == "/api/v1/nothing"
    assert addresses.filled(r"admin/^(?P<app_label>auth|dockets)/$", place) == "/admin/dockets/"
    with pytest.raises(KeyError):
        addresses.filled("new/<slug:unheard_of>/", place)
    assert {"", "cases/<slug:court_id>/<path:number>/", "admin/logout/"} <= set(addresses.routes())
