"""Recognises words by RapidOCR (models of PaddleOCR on onnxruntime), as a program of its own with limits. Started by
``engines`` alone; it is given pictures that ``pictures.worker`` has drawn, never a file of a stranger.

Reads pictures from standard input as ``picture_stream`` writes them, and writes to standard output a line of JSON for
each, as ``OcrPage.from_json`` takes it. Once the models are loaded it can open no file and no connection.
"""

import io
import json
import sys
from typing import Any

import numpy as np
from PIL import Image, ImageDraw

from dockets.documents.ocr.picture_stream import read_pictures
from dockets.documents.ocr.reading_order import order_lines
from dockets.documents.ocr.results import OcrPage, OcrWord
from dockets.documents.pdf_worker import forbid_opening, limit_resources

MEMORY = 2_500 * 2**20
"""Bytes of address space. Libraries and reserves that are never used take most of it: 350 to 600 MB are resident."""
SECONDS_A_PAGE, SECONDS_TO_LOAD = 60, 20
"""Of CPU time, on up to ``_THREADS`` processors. A full page takes about ten."""
_THREADS = 2
_SIDE = 2_200
"""Pixels of the longer side in which words are recognised: 200 an inch of a letter page."""
_FOUND_IN = 1_280
"""Pixels of the longer side in which lines are looked for. More find no more, and take memory."""


def load_rapid_engine() -> Any:
    """RapidOCR's engine with the models that its wheel holds. Lines are taken one at a time: several at once take more
    memory, and no less time."""
    from rapidocr import RapidOCR

    return RapidOCR(
        params={
            "Global.log_level": "critical",
            "Global.use_cls": False,
            "Global.return_word_box": True,
            "Global.max_side_len": _SIDE,
            "Det.limit_type": "max",
            "Det.limit_side_len": _FOUND_IN,
            "Rec.rec_batch_num": 1,
            "EngineConfig.onnxruntime.intra_op_num_threads": _THREADS,
            "EngineConfig.onnxruntime.inter_op_num_threads": 1,
        }
    )


def recognise_by_rapid(engine: Any, number: int, picture: Image.Image) -> OcrPage:
    """The words of a picture of a page."""
    found = engine(np.asarray(picture.convert("RGB")))
    if not found.txts:
        return OcrPage(number)
    order = order_lines([[tuple(corner) for corner in box.tolist()] for box in found.boxes], picture.width)
    lines = [[word for place in row for word in _list_words(found.word_results[place], picture)] for row in order]
    return OcrPage(number, [line for line in lines if line])


def _list_words(words: Any, picture: Image.Image) -> list[OcrWord]:
    listed = []
    for text, confidence, corners in words:
        across, down = [corner[0] for corner in corners], [corner[1] for corner in corners]
        box = min(across), min(down), max(across), max(down)
        left, top, right, bottom = (min(max(edge, 0.0), 1.0) for edge in _as_fractions(box, picture))
        if text.strip():
            listed.append(OcrWord(text.strip(), (left, top, right, bottom), float(confidence)))
    return listed


def _as_fractions(box: tuple[float, float, float, float], picture: Image.Image) -> tuple[float, ...]:
    return box[0] / picture.width, box[1] / picture.height, box[2] / picture.width, box[3] / picture.height


def _recognise_once(engine: Any) -> None:
    """Has the engine load its models, which it does at the first word."""
    picture = Image.new("RGB", (400, 100), "white")
    ImageDraw.Draw(picture).text((20, 20), "Court", fill="black", font_size=48)
    recognise_by_rapid(engine, 0, picture)


def run_rapid_worker() -> None:
    pages = int(sys.argv[1])
    limit_resources(MEMORY, SECONDS_TO_LOAD + SECONDS_A_PAGE * pages)
    engine = load_rapid_engine()
    Image.init()
    _recognise_once(engine)
    forbid_opening()
    for number, body in read_pictures(sys.stdin.buffer):
        page = recognise_by_rapid(engine, number, Image.open(io.BytesIO(body)))
        sys.stdout.write(json.dumps(page.as_json()) + "\n")


if __name__ == "__main__":
    run_rapid_worker()
