"""Real files of courts, where they are at hand: the folder named by ``CASETRACKER_CORPUS``, never part of this project.

``manifest.csv`` there tells what each file is and what must come of it.
"""

import csv
import io
import json
import os
from collections.abc import Iterator
from itertools import permutations
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from dockets.courts import registry
from dockets.models import Docket, Filing, Party
from dockets.record.records import NotADocket
from dockets.sources import SOURCES, describe, recognise_payload
from tests.support.examples import pick_rows

CORPUS = Path(os.environ.get("CASETRACKER_CORPUS", Path(__file__).parents[3] / "shared" / "corpus"))
pytestmark = pytest.mark.skipif(
    not (CORPUS / "manifest.csv").exists(), reason=f"no real court files at {CORPUS} (CASETRACKER_CORPUS)"
)

SOURCE_OF_CLASS = {
    "district": "pacer-docket",
    "bankruptcy": "pacer-docket",
    "special": "pacer-docket",
    "rss": "court-feed",
    "appellate": "appellate-docket",
    "acms": "acms-docket",
    "history": "docket-history",
    "ia_xml": "archive-xml",
    "nef_s3": "court-notice",
    "nda": "court-notice",
    "scotus_json": "scotus-json",
    "scotus_html": "scotus-html",
    "scotus_htm": "scotus-htm",
}
"""The classes of files that have a source. A new source adds its line here."""
NOT_THE_COURT = {"sdny": "nysd"}
"""The manifest names one file by its first word and not by its court."""


def _rows() -> list[dict[str, str]]:
    if not (CORPUS / "manifest.csv").exists():
        return []
    with (CORPUS / "manifest.csv").open(encoding="utf-8", newline="") as manifest:
        return list(csv.DictReader(manifest))


def _court(row: dict[str, str]) -> str:
    name = NOT_THE_COURT.get(row["court"], row["court"])
    return registry.find_court_id_by_pacer_id(name) or (name if registry.get_court_facts(name) else "")


def _is_docket(row: dict[str, str]) -> bool:
    return row["class"] in SOURCE_OF_CLASS and row["records_expected"] != "0"


DOCKETS = [pytest.param(row, id=row["file"]) for row in _rows() if _is_docket(row)]
ATTACHMENTS = [pytest.param(row, id=row["file"]) for row in _rows() if row["class"] == "attachment_pages"]
OTHERS = [
    pytest.param(row, id=row["file"]) for row in _rows() if not _is_docket(row) and row["class"] != "attachment_pages"
]
BY_FILE = {row["file"]: row for row in _rows()}


@pytest.mark.parametrize("row", DOCKETS)
def test_a_docket_is_recognised_with_its_court(row: dict[str, str]) -> None:
    claim = recognise_payload((CORPUS / row["file"]).read_bytes(), row["file"])
    assert claim is not None
    assert (claim.source, claim.court_id) == (SOURCE_OF_CLASS[row["class"]], _court(row))


@pytest.mark.parametrize("row", DOCKETS)
def test_a_docket_is_read_whole(row: dict[str, str]) -> None:
    parsed = SOURCES[SOURCE_OF_CLASS[row["class"]]].parse(
        (CORPUS / row["file"]).read_bytes(), registry.get_court_facts(_court(row))
    )
    assert sum(len(docket.entries) for docket in parsed.dockets) == int(row["entries_expected"])
    assert sum(len(docket.parties) for docket in parsed.dockets) == int(row["parties_expected"])
    attachments = sum(
        document.number > 0 for docket in parsed.dockets for entry in docket.entries for document in entry.documents
    )
    if SOURCE_OF_CLASS[row["class"]] != "court-notice":  # of which juriscraper does not read the list of documents
        assert attachments == int(row["attachments_expected"])
    assert parsed.dockets[0].docket_number.startswith(row["docket_number"])


@pytest.mark.parametrize("row", OTHERS)
def test_what_has_no_source_is_described_and_refused(row: dict[str, str]) -> None:
    body = (CORPUS / row["file"]).read_bytes()
    assert recognise_payload(body, row["file"]) is None
    assert len(describe.describe_unknown_file(body, row["file"]).split()) > 5
    for kind in SOURCES.values():
        with pytest.raises(NotADocket):
            kind.parse(body, registry.get_court_facts(_court(row)))


def _import(file: str) -> tuple[int, list[dict[str, Any]], str]:
    """Exit code, printed lines and error sentence of ``import_docket --json`` called with neither source nor court."""
    out = io.StringIO()
    code, said = 0, ""
    try:
        call_command("import_docket", str(CORPUS / file), "--json", stdout=out)
    except CommandError as error:
        code, said = error.returncode, str(error)
    except SystemExit as ended:
        code = int(ended.code or 0)
    return code, [json.loads(line) for line in out.getvalue().splitlines()], said


def _held() -> tuple[int, int]:
    return Filing.objects.current().count(), Party.objects.count()


@pytest.mark.long
@pytest.mark.django_db
@pytest.mark.parametrize("row", pick_rows(DOCKETS, 12))
def test_a_docket_is_imported_whole_and_twice_is_once(row: dict[str, str]) -> None:
    expected = int(row["entries_expected"]), int(row["parties_expected"])
    code, lines, _ = _import(row["file"])
    assert code == (1 if any(line["refused"] for line in lines) else 0)
    assert _held() == expected
    assert (sum(line["filings"] for line in lines), sum(line["parties"] for line in lines)) == expected
    assert sum(line["created"] for line in lines) == expected[0]

    _, again, _ = _import(row["file"])
    assert _held() == expected
    assert [(line["created"], line["updated"]) for line in again] == [(0, 0)] * len(again)
    assert sum(line["unchanged"] for line in again) == expected[0]


@pytest.mark.django_db
@pytest.mark.parametrize("row", OTHERS)
def test_what_is_no_docket_is_refused_with_a_sentence(row: dict[str, str]) -> None:
    code, _, said = _import(row["file"])
    assert code == 2
    assert said == describe.describe_unknown_file((CORPUS / row["file"]).read_bytes(), row["file"])
    assert Docket.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize("row", ATTACHMENTS)
def test_an_attachment_page_is_read_and_waits_for_its_docket(row: dict[str, str]) -> None:
    body = (CORPUS / row["file"]).read_bytes()
    claim = recognise_payload(body, row["file"])
    assert claim is not None
    assert (claim.source, claim.court_id) == ("attachment-page", _court(row))
    (docket,) = SOURCES["attachment-page"].parse(body, None).dockets
    assert sum(document.number > 0 for document in docket.entries[0].documents) == int(row["attachments_expected"])
    code, _, said = _import(row["file"])
    assert (code, Docket.objects.count()) == (2, 0)
    assert "Import the docket itself first, then this." in said


SAME_CASE = [
    (("bankruptcy/almb_1.html", "bankruptcy/almb_2.html"), (1, 11, 2)),
    (("appellate/ca9_1.html", "appellate/ca9_2.html"), (1, 14, 153)),
    (("district/casd_6.html", "history/casd.html"), (1, 27, 2)),
    (("nef_s3/nysd_1.txt", "nef_s3/nysd_3.txt"), (5, 6, 0)),
]
"""Files of one case (or with one case in common), and the dockets, filings and parties of all of them together."""
TOGETHER = 8
"""So many orders are tried of all these files at once."""


def _orders() -> Iterator[Any]:
    """Every order of each group, each of its files twice; and some orders of all groups at once."""
    for files, union in SAME_CASE:
        for order in sorted({*permutations(files * 2)}):
            yield pytest.param(order, union, id=" ".join(order))
    every = [file for files, _ in SAME_CASE for file in files]
    unions = tuple(map(sum, zip(*(union for _, union in SAME_CASE), strict=True)))
    for seed in range(TOGETHER):
        yield pytest.param(tuple(Random(seed).sample(every, len(every))), unions, id=f"all, shuffled by {seed}")


@pytest.mark.django_db
@pytest.mark.parametrize(("files", "union"), pick_rows(_orders(), 10))
def test_files_of_one_case_unite_in_every_order(files: tuple[str, ...], union: tuple[int, int, int]) -> None:
    for file in files:
        assert _import(file)[0] == 0
    assert (Docket.objects.count(), *_held()) == union
    assert Filing.objects.filter(missing_since__isnull=False).count() == 0, "none of these files is a whole docket"
