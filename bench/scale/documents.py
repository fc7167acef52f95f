"""A document of 1,000 pages, through the whole of Django, for an anonymous reader: a page's picture, the page itself,
and search inside; and by how much a web process grows that shows it over HTTP. A subject of ``bench``."""

from collections.abc import Callable, Iterator, Mapping
from http.client import HTTPConnection
from itertools import count
from random import Random

import psutil
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figure import Figure, timed
from bench.measures import material
from bench.measures.load import _server
from bench.measures.merge import arrived, take
from bench.measures.pages import shown
from dockets.documents.extract import extract_words
from dockets.documents.files import keep_file
from dockets.documents.texts import TextOrigin, mask_text, publish_file, store_text
from dockets.format.urls import build_docket_url, build_document_url, build_filing_url
from dockets.models import DocumentText, Filing

PAGES, LINES, WORDS = 1_000, 42, 12
_NUMBER = 80_001
_WORDS = ("motion", "order", "party", "judge", "claim", "evidence", "response", "granted", "denied", "statute", "brief")
_COMMON, _RARE = "court", "champerty"
_WARM, _ALL = 50, 1_500
"""Requests to a web process before its memory is first looked at, and in all; gunicorn ends one after 1,800."""
_MOST_GROWN = 20
"""Megabytes. To keep the 360 pictures of 70 kB, or the file of 3 MB for one in fifty of those who ask for it, would
take more; what an allocator takes for a larger page than any before takes less."""


def figures(rows: int) -> Iterator[Figure]:
    address, client, numbers = _bring_in(), Client(SERVER_NAME="localhost"), count(1)

    def ask(path: str) -> None:
        shown(client, f"{address}pages/{path}")

    def take_next(ending: str) -> Callable[[], str]:
        return lambda: f"{next(numbers)}/{ending}"

    name = f"page of {PAGES:,}"
    yield timed(ask, take_next("900.webp")).figure(f"{name}: picture, drawn for the first time", most=150)
    yield timed(ask, lambda: "1/900.webp").figure(f"{name}: picture, again", most=20)
    yield timed(ask, take_next("")).figure(f"{name}: shown for the first time", most=500)
    yield timed(ask, lambda: "1/").figure(f"{name}: again", most=100)
    yield timed(ask, lambda: f"1/?q={_COMMON}").figure(f"{name}: search inside, common word", most=100)
    yield timed(ask, lambda: f"1/?q={_RARE}").figure(f"{name}: search inside, rare word", most=100)
    yield from _measure_memory(name, address)


def _measure_memory(name: str, address: str) -> Iterator[Figure]:
    """A web process as the site runs it, and only one, so that it answers everything: of each page in turn the picture
    (drawn then), the page, a search from it, and a part of the file or the whole."""
    connection.close()
    config = ("--config", "python:casetracker.config.web_server", "--workers", "1")
    with _server("casetracker.wsgi:application", *config) as (port, process):
        for one in range(_WARM):
            _ask_server(port, *_choose_request(address, one))
        before, web = _weigh(process), {child.pid for child in process.children()}
        for one in range(_WARM, _ALL):
            _ask_server(port, *_choose_request(address, one))
        after = _weigh(process)
        if {child.pid for child in process.children()} != web:
            raise RuntimeError("The web process that is measured was replaced.")
    note = f"{before:.1f} MB after {_WARM} requests, {after:.1f} after {_ALL:,}"
    yield Figure(f"{name}: a web process grows", after - before, "MB", most=_MOST_GROWN, note=note)


def _choose_request(address: str, one: int) -> tuple[str, dict[str, str], int]:
    """Path, headers and the status that is right. Pictures begin behind those that were drawn before."""
    turn, kind = divmod(one, 4)
    page = f"{address}pages/{turn + 101}/"
    if kind < 3:
        return (f"{page}900.webp", page, f"{page}?q={_COMMON}")[kind], {}, 200
    file = f"{address}document.pdf"
    if turn % 4 == 0:
        return file, {}, 200
    return file, {"Range": f"bytes={turn * 10_000}-{turn * 10_000 + 999_999}"}, 206


def _ask_server(port: int, path: str, headers: Mapping[str, str], status: int) -> None:
    client = HTTPConnection("127.0.0.1", port, timeout=30)
    client.request("GET", path, headers=dict(headers))
    answer = client.getresponse()
    answer.read()
    client.close()
    if answer.status != status:
        raise RuntimeError(f"{path} answered {answer.status}.")


def _weigh(process: psutil.Process) -> float:
    """Megabytes that gunicorn and all its children have resident; what they share counts once for each."""
    return sum(one.memory_info().rss for one in (process, *process.children(recursive=True))) / 2**20


def _bring_in() -> str:
    """The address of the document."""
    take(arrived(material.docket(_NUMBER, 50)))
    filing = Filing.objects.select_related("docket").latest("pk")
    body, now, by = make_long_file(), timezone.now(), User.objects.create_superuser("bench-documents")
    found = extract_words(body)
    came = TextOrigin(DocumentText.Origin.UPLOAD, "long.pdf", body, keep_file(body, page_count=PAGES, now=now))
    publish_file(store_text(filing.pk, 0, mask_text(filing.pk, found), came, by=by, now=now).pk, withheld=[], now=now)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    base = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
    return build_document_url(build_filing_url(base, filing.number, filing.public_id), 0)


def make_long_file() -> bytes:
    """A PDF of pages full of words, the same in every run: one word is on nearly every page, another on three."""
    random = Random(19)
    words = [*_WORDS, _COMMON]
    objects = {1: "<< /Type /Catalog /Pages 2 0 R >>", 3: "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman >>"}
    numbers = range(4, 4 + 2 * PAGES, 2)
    objects[2] = f"<< /Type /Pages /Count {PAGES} /Kids [{' '.join(f'{one} 0 R' for one in numbers)}] >>"
    for place, number in enumerate(numbers):
        lines = [" ".join(random.choices(words, k=WORDS)) for _ in range(LINES)]
        lines += [_RARE] if place % 400 == 0 else []
        drawn = "BT /F1 11 Tf 14 TL 72 720 Td " + " ".join(f"({line}) Tj T*" for line in lines) + " ET"
        objects[number] = (
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"
            f" /Contents {number + 1} 0 R >>"
        )
        objects[number + 1] = f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream"
    return _write_file(objects)


def _write_file(objects: dict[int, str]) -> bytes:
    written, places = "%PDF-1.4\n", dict[int, int]()
    parts, size = [written], len(written)
    for number, told in sorted(objects.items()):
        places[number] = size
        parts.append(f"{number} 0 obj\n{told}\nendobj\n")
        size += len(parts[-1])
    rows = "".join(f"{places[number]:010} 00000 n \n" for number in sorted(places))
    last = len(objects) + 1
    parts.append(f"xref\n0 {last}\n0000000000 65535 f \n{rows}trailer\n<< /Size {last} /Root 1 0 R >>\n")
    return "".join([*parts, f"startxref\n{size}\n%%EOF\n"]).encode()
