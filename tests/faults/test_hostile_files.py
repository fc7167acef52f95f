"""Battery B1, B2, B6: files that are made to hurt, through every door: each is read or refused, soon, and within its
memory.

A door is a source with its payloads in ``tests/data``; a new one is tried as soon as it is listed in ``SOURCES``.
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.courts import registry
from dockets.payloads import normalise
from dockets.record.records import EntryRecord, NotADocket
from dockets.record.text import FIRST_YEAR, LAST_YEAR
from dockets.sources import SOURCES
from tests.fakes.fakes import answer, court_server
from tests.servers.workers import ROOT
from tests.support.data import DATA
from tests.support.examples import count_examples, pick_rows

EXAMPLES = count_examples(12, 40)
"""Of each property and payload, in one run."""
SECONDS, MEGABYTES = 2.0, 200.0
"""Of CPU, and beyond those of an idle worker: what one file may take. Tests allow twice the time: machines differ."""


def doors(*suffixes: str) -> list[Any]:
    """One payload of each kind that a source reads, with the source's slug; of all kinds of files, or of some."""
    found: dict[tuple[str, str], Any] = {}
    for slug in sorted(SOURCES):
        for path in sorted((DATA / slug.replace("-", "_")).glob("*")):
            if not suffixes or path.suffix in suffixes:
                found.setdefault((slug, path.suffix), path)
    return [pytest.param(slug, path, id=f"{slug}{suffix}") for (slug, suffix), path in found.items()]


class Reader:
    """The other end of ``tests.support.bounded``."""

    def __init__(self, process: "subprocess.Popen[str]", folder: Path) -> None:
        self.process = process
        self.file = folder / "payload"

    def read(self, slug: str, body: bytes) -> dict[str, Any]:
        assert self.process.stdin and self.process.stdout
        self.file.write_bytes(body)
        self.process.stdin.write(json.dumps({"slug": slug, "court": "", "path": str(self.file)}) + "\n")
        self.process.stdin.flush()
        said: dict[str, Any] = json.loads(self.process.stdout.readline())
        assert not said.keys() & {"died", "raised"}, said
        return said


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    command = [sys.executable, "-m", "tests.support.bounded"]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT, env=dict(os.environ)) as process:
        yield Reader(process, tmp_path_factory.mktemp("hostile"))
        process.kill()


BOMBS = {
    "ten megabytes": b"<p>Words of a court, and more of them.</p>" * 250_000,
    "ten megabytes of rows": b"<tr><td>01/02/2024</td><td>7</td><td>ORDER.</td></tr>" * 200_000,
    "nested elements": b"<div>" * 100_000,
    "nested spans": b"<span>" * 100_000,
}
MANY_ATTRIBUTES = "attributes"


@cache
def make_bomb(name: str) -> bytes:
    """One of them; that of attributes is made only where it is used, since it takes a while."""
    if name == MANY_ATTRIBUTES:
        return b"<div " + b" ".join(b"a%d=1" % number for number in range(1_000_000)) + b">"
    return BOMBS[name]


def inside(path: Path, bomb: bytes) -> bytes:
    """The payload with something in its middle, where a text of it stands."""
    body = path.read_bytes()
    marks = {".json": rb'":\s*"', ".csv": rb";"}
    places = [found.end() for found in re.finditer(marks.get(path.suffix, rb">"), body)]
    place = places[len(places) // 2]
    return body[:place] + bomb + body[place:]


def bombs_at_doors() -> Iterator[Any]:
    for door, bomb in product(doors(), [*BOMBS, MANY_ATTRIBUTES]):
        yield pytest.param(*door.values, bomb, id=f"{door.id}-{bomb}")


@pytest.mark.parametrize(("slug", "path", "bomb"), pick_rows(bombs_at_doors(), 15))
def test_a_bomb_in_a_page_is_read_or_refused_within_bounds(reader: Reader, slug: str, path: Path, bomb: str) -> None:
    """Battery B1."""
    said = reader.read(slug, inside(path, make_bomb(bomb)))
    assert said["seconds"] < 2 * SECONDS and said["megabytes"] < MEGABYTES


def test_every_source_is_tried() -> None:
    assert {door.values[0] for door in doors()} == set(SOURCES)


ROOTS = {"court-feed": b"rss", "archive-xml": b"gov_uscourts_docket"}
REFERENCES = b"&told;" * 10_000
LAUGHS = b"".join(b'<!ENTITY l%d "%s">' % (level, b"&l%d;" % (level - 1) * 10) for level in range(1, 10))
XML_BOMBS = {
    "a billion laughs": b'[<!ENTITY l0 "ha">' + LAUGHS + b'<!ENTITY told "&l9;">]',
    "a long entity ten thousand times": b'[<!ENTITY told "' + b"x" * 1_000 + b'">]',
    "an entity that is a file": b'[<!ENTITY told SYSTEM "file://FIFO">]',
    "an entity that is an address": b'[<!ENTITY told SYSTEM "URL">]',
    "a parameter that is a file": b'[<!ENTITY % more SYSTEM "file://FIFO"> %more; <!ENTITY told "x">]',
    "a parameter that is an address": b'[<!ENTITY % more SYSTEM "URL"> %more; <!ENTITY told "x">]',
    "a type with entities, described in a file": b'SYSTEM "file://FIFO" [<!ENTITY told "x">]',
    "a default for an attribute": b'[<!ATTLIST item title CDATA "2:24-cv-00001 x"><!ENTITY told "x">]',
}
NOT_OPENED = {
    "a type described in a file": b'SYSTEM "file://FIFO"',
    "a type described at an address": b'PUBLIC "-//x//y" "URL"',
}


def declaring(path: Path, root: bytes, declared: bytes, text: bytes) -> bytes:
    """The XML with a document type of its own, and something in its middle."""
    body = re.sub(rb"<!DOCTYPE[^>]*>", b"", inside(path, text))
    place = body.index(b"?>") + 2
    return body[:place] + b"<!DOCTYPE " + root + b" " + declared + b">" + body[place:]


@contextmanager
def untouched(folder: Path) -> Iterator[Callable[[bytes], bytes]]:
    """Puts into a payload the addresses of a file and of a server that nobody may open. Who opens that file waits for
    ever, since nothing is ever written to it."""
    fifo = folder / "secret"
    os.mkfifo(fifo)
    with court_server(answer(b"told by a server")) as server:
        yield lambda body: body.replace(b"FIFO", str(fifo).encode()).replace(b"URL", server.url.encode())
        assert not server.asked


def soon(said: dict[str, Any]) -> bool:
    """Within 0.1 seconds of CPU on an idle machine; a busy one takes several times as long for the same."""
    return bool(said["seconds"] < 5 * 0.1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("bomb", XML_BOMBS)
@pytest.mark.parametrize(("slug", "path"), doors(".xml"))
def test_xml_that_declares_entities_is_refused(
    reader: Reader, tmp_path: Path, slug: str, path: Path, bomb: str, encoding: str
) -> None:
    """Battery B2."""
    body = declaring(path, ROOTS[slug], XML_BOMBS[bomb], REFERENCES)
    with untouched(tmp_path) as addressed:
        said = reader.read(slug, addressed(body).decode().encode(encoding))
    assert "declares" in said["refused"] and soon(said)


@pytest.mark.parametrize("declared", NOT_OPENED)
@pytest.mark.parametrize(("slug", "path"), doors(".xml"))
def test_what_describes_an_xml_type_is_not_opened(
    reader: Reader, tmp_path: Path, slug: str, path: Path, declared: str
) -> None:
    """Battery B2. The Internet Archive's own files name one, so that they cannot be refused for that."""
    with untouched(tmp_path) as addressed:
        said = reader.read(slug, addressed(declaring(path, ROOTS[slug], NOT_OPENED[declared], b"")))
    assert soon(said)
    assert ("refused" in said) == (slug != "archive-xml")


@pytest.mark.slow_rows
@pytest.mark.parametrize("href", [b"file://FIFO", b"URL"])
@pytest.mark.parametrize(("slug", "path"), doors(".xml"))
def test_xml_includes_nothing(reader: Reader, tmp_path: Path, slug: str, path: Path, href: bytes) -> None:
    """Battery B2: XInclude."""
    include = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="%s"/>' % href
    with untouched(tmp_path) as addressed:
        said = reader.read(slug, addressed(inside(path, include)))
    assert soon(said) and "told by a server" not in said.get("told", "")


MONTH = rb"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*"
DATE = re.compile(
    rb"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{4}-\d\d-\d\d\b(?!\.\d)"
    rb"|\b\d{1,2} " + MONTH + rb" \d{4}\b|\b" + MONTH + rb" \d{1,2},? +\d{4}\b"
)
ODD_DATES = [
    "", "0000-00-00", "00/00/0000", "2021-02-31", "02/31/2021", "31 Feb 2021", "0001-01-01", "01/01/0001", "9999-12-31",
    "12/31/9999", "20021-01-05", "01/05/20021", "1/5/21", "21-01-05", "5 Jan 2021", "January 5th, 2021", "Jan. 5, 2021",
    "2199-01-11", "01/11/2199", "13/13/2013", "2021-13-01", "tomorrow", "-1", "1e9", "٠١/٠٢/٢٠٢٤",
    "2021-01-05T25:61:00",
]  # fmt: skip


@dataclass(frozen=True)
class Told:
    """What of a payload matters here: how many entries have a day, how much was refused, and the texts of the entries
    in their order."""

    days: int
    refused: int
    texts: list[str]


def _days(entry: EntryRecord) -> tuple[date | None, ...]:
    return entry.date_filed, entry.date_entered, entry.entered_at


def told(slug: str, body: bytes) -> Told:
    """Raises ``NotADocket``."""
    claim = SOURCES[slug].recognise(body, "file")
    court = registry.get_court_facts(claim.court_id) if claim and claim.court_id else None
    parsed = SOURCES[slug].parse(body, court)
    days, refused, texts = 0, len(parsed.refused), list[str]()
    for docket in parsed.dockets:
        clean, more = normalise.normalise_docket(docket, ZoneInfo("America/New_York"))
        refused += len(more)
        for entry in clean.entries:
            # That of entry may stand in the docket text alone, where it is kept as the court wrote it.
            days += bool(entry.date_filed or entry.date_entered)
            texts.append(entry.long_text or entry.short_text)
        all_days = (clean.date_filed, clean.date_terminated, *(day for entry in clean.entries for day in _days(entry)))
        assert all(FIRST_YEAR <= day.year <= LAST_YEAR for day in all_days if day)
    return Told(days, refused, texts)


@cache
def told_as_it_is(slug: str, path: Path) -> Told:
    """Read once for all examples of a payload."""
    return told(slug, path.read_bytes())


def told_if_any(slug: str, body: bytes) -> Told | None:
    """None: it was refused whole, with a sentence."""
    try:
        return told(slug, body)
    except NotADocket as refusal:
        if len(str(refusal).split()) < 5:
            raise
        return None


PAYLOADS = [(slug, path) for slug in sorted(SOURCES) for path in sorted((DATA / slug.replace("-", "_")).glob("*"))]


@pytest.mark.parametrize(
    ("slug", "path"), [pytest.param(slug, path, id=f"{slug}/{path.name}") for slug, path in PAYLOADS]
)
@settings(max_examples=EXAMPLES, deadline=None)
@given(data=st.data())
def test_a_date_is_read_or_flagged(slug: str, path: Path, data: st.DataObject) -> None:
    """Battery B6: whatever stands where a date should, nothing falls over, nothing is passed over in silence, and order
    stays."""
    body = path.read_bytes()
    places = [found.span() for found in DATE.finditer(body)]
    if not places:
        pytest.skip("it has no dates")
    start, end = data.draw(st.sampled_from(places))
    odd = data.draw(st.sampled_from(ODD_DATES) | st.text("0123456789/-. ", max_size=12))
    before = told_as_it_is(slug, path)
    after = told_if_any(slug, body[:start] + odd.encode() + body[end:])
    if after is None:
        return
    # The archive itself writes a day that it does not know as "0000-00-00" (``sources.archive.rows``).
    says_something = any(letter.isalnum() for letter in odd) and (slug, odd) != ("archive-xml", "0000-00-00")
    assert after.days >= before.days or after.refused > before.refused or not says_something
    told_once = {text for text in before.texts if before.texts.count(text) == after.texts.count(text) == 1}
    assert [text for text in after.texts if text in told_once] == [text for text in before.texts if text in told_once]
