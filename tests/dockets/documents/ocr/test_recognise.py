"""Words of pages that are pictures are recognised, with their places, by each engine that is here; pages with a text
layer are left alone."""

import json

import pytest

from dockets.documents.ocr import recognise
from dockets.documents.ocr.engines import ENGINES, EngineMissing, TesseractEngine, choose_ocr_engine, list_ocr_engines
from dockets.documents.ocr.recognise import CannotRecognise, recognise_pages
from dockets.documents.ocr.results import OcrPage
from dockets.documents.ocr.tesseract_worker import parse_tesseract_table
from dockets.documents.pictures.draw import draw_page_pictures
from tests.dockets.documents.inspection.laden_pdfs import join_files
from tests.dockets.documents.ocr.scans import LINES, draw_lines
from tests.support import pdfs

pytestmark = pytest.mark.programs


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    try:
        choose_ocr_engine(request.param)
    except EngineMissing as why:
        pytest.skip(str(why))
    return str(request.param)


def test_a_scan_is_recognised_and_a_page_with_words_is_left_alone(engine: str) -> None:
    found = recognise_pages(
        join_files([pdfs.pdf("Five words are on this page"), draw_lines(*LINES), draw_lines("")]), engine=engine
    )
    scan, empty = found.pages
    assert (found.engine, found.with_words, scan.number, empty) == (engine, [1], 2, OcrPage(3))
    assert scan.text == "\n".join(LINES) and scan.confidence > 0.8
    first, last = scan.lines[0][0], scan.lines[1][-1]
    assert (first.text, last.text) == ("The", "2021.")
    assert first.box == pytest.approx((0.083, 0.23, 0.167, 0.34), abs=0.04)
    assert 0.5 < last.box[0] < last.box[2] < 0.9 and 0.45 < last.box[1] < last.box[3] < 0.7
    kept = OcrPage.from_json(json.loads(json.dumps(scan.as_json())))
    assert kept.text == scan.text and kept.as_json() == scan.as_json()


def test_a_page_that_takes_too_much_costs_no_other() -> None:
    """Tried with the engine that starts faster, where it is here."""
    here = [name for name, version in list_ocr_engines().items() if not version.startswith("missing")]
    if not here:
        pytest.skip("no engine is here")
    chosen, _ = choose_ocr_engine(here[-1])
    (drawn,) = draw_page_pictures(draw_lines("Granted"), dots=200)
    pages = recognise._recognise_some(chosen, [(1, b"no picture"), (2, drawn.body)])
    assert [(page.number, page.text, page.failed) for page in pages] == [(1, "", recognise.GAVE_UP), (2, "Granted", "")]


def test_what_cannot_be_opened_is_told_in_a_sentence(engine: str) -> None:
    with pytest.raises(CannotRecognise, match="password"):
        recognise_pages(pdfs.encrypted(), engine=engine)


def test_an_engine_that_is_not_here_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert list_ocr_engines()["tesseract"].startswith("missing: Tesseract is not installed on this machine")
    with pytest.raises(EngineMissing, match="install tesseract-ocr"):
        TesseractEngine().recognise([(1, b"")])


ROWS = (
    "level page_num block_num par_num line_num word_num left top width height conf text",
    "1 1 0 0 0 0 0 0 200 100 -1 ",
    "5 1 1 1 1 1 20 10 40 10 96.5 The",
    '5 1 1 1 1 2 70 10 40 10 -1 "Court"',
    "5 1 1 1 2 1 20 30 40 10 50 ",
    "5 1 2 1 1 1 20 50 40 10 50 so",
)


def test_tesseracts_table_is_read_in_lines() -> None:
    first, second = parse_tesseract_table("\n".join(ROWS).replace(" ", "\t"))
    assert [(word.text, word.confidence) for word in first] == [("The", 0.965), ('"Court"', 0.0)]
    assert first[1].box == pytest.approx((0.35, 0.1, 0.55, 0.2))
    assert [word.text for word in second] == ["so"]
