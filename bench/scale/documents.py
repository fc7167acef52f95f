"""A document of 1,000 pages, through the whole of Django, for an anonymous reader: a page's picture, the page itself,
and search inside. A subject of ``bench``."""

from collections.abc import Callable, Iterator
from itertools import count
from random import Random

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.figure import Figure, timed
from bench.measures import material
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
