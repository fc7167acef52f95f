"""Findings on one page: words under dark boxes, and what is personal among the words that it shows. Called by the
inspection's ``worker`` within its limits; ``page`` and ``words`` are PDFium's.

What covers words is found by drawing the page, as ``pdf_worker`` does it for texts. White on white, a highlighter and
the fields of forms cover nothing.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from dockets.documents.inspection.findings import Box, Finding, FindingKind, round_boxes
from dockets.documents.pdf_worker import PagePlaces, find_covered_words, list_letter_codes
from dockets.record.privacy import DATE, NUMBER, find_personal_data
from dockets.record.stated_homes import HOME

_BEFORE = 300
"""Characters of the page before that may hold the label of a number on this one."""
_LONGEST = 100_000
"""Characters of a page of which it is said what is personal."""
_KINDS = {NUMBER: FindingKind.PERSONAL_NUMBER, DATE: FindingKind.BIRTH_DATE, HOME: FindingKind.HOME_ADDRESS}
_SENTENCES = {
    FindingKind.PERSONAL_NUMBER: (
        "a personal number (social security, tax, alien or account)",
        "{} personal numbers (social security, tax, alien or account)",
    ),
    FindingKind.BIRTH_DATE: ("a date of birth", "{} dates of birth"),
    FindingKind.HOME_ADDRESS: ("the address of somebody's home", "{} addresses of people's homes"),
    FindingKind.MINOR_NAME: ("the name of a minor", "{} names of minors"),
}
_COVERS = {
    "mark": "put on it later, as annotations: whoever takes them off, or copies the text, reads what is below.",
    "picture": "pictures that lie above it: whoever copies the text reads what is below.",
    "drawing": "drawn on the page: whoever copies the text reads what is below.",
}

type Runs = Sequence[tuple[int, int]]


class PageLetters:
    """The letters of a page in reading order as the file has it, and the boxes of stretches of them."""

    def __init__(self, page: Any, words: Any) -> None:
        self._words, self._places = words, PagePlaces(page, 1.0, 1.0)
        self.letters = "".join(map(chr, list_letter_codes(words)))

    def find_boxes(self, start: int, end: int) -> Iterator[Box]:
        """A box for each line of the stretch."""
        line: Box | None = None
        for place in range(start, end):
            if self.letters[place].isspace():
                continue
            box = self._places.find_box(*self._words.get_charbox(place, loose=True))
            if line and _is_on_line(line, box):
                line = min(line[0], box[0]), min(line[1], box[1]), max(line[2], box[2]), max(line[3], box[3])
                continue
            if line:
                yield line
            line = box
        if line:
            yield line


def _is_on_line(line: Box, box: Box) -> bool:
    """Whether a letter goes on the line, which may run down a page that is turned."""
    along = min(line[3], box[3]) - max(line[1], box[1]) > 0.5 * min(line[3] - line[1], box[3] - box[1])
    down = min(line[2], box[2]) - max(line[0], box[0]) > 0.5 * min(line[2] - line[0], box[2] - box[0])
    near = box[0] - line[2] < 0.1 if along else box[1] - line[3] < 0.1
    return (along or down) and near


def find_words_under_boxes(
    page: Any, words: Any, number: int, letters: PageLetters
) -> tuple[list[Finding], Runs] | None:
    """A finding for each way in which the page's words are covered, and the stretches; None where the page could not be
    looked through."""
    found = find_covered_words(page, words)
    if found is None:
        return None
    runs = found[1]
    if not runs:
        return [], runs
    drawn = _list_runs_below_marks(page, words, runs)
    ways: dict[str, list[tuple[int, int]]] = {}
    for run in runs:
        way = _name_cover(page, words, run) if any(_overlap(run, one) for one in drawn) else "mark"
        ways.setdefault(way, []).append(run)
    return [_tell_covered(number, way, covered, letters) for way, covered in ways.items()], runs


def _list_runs_below_marks(page: Any, words: Any, runs: Runs) -> Runs:
    """The stretches that are covered without the page's annotations, too."""
    import pypdfium2.raw as pdfium

    if not pdfium.FPDFPage_GetAnnotCount(page):
        return runs
    below = find_covered_words(page, words, marks=False)
    return below[1] if below else runs


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _name_cover(page: Any, words: Any, run: tuple[int, int]) -> str:
    """Whether the topmost thing over the middle of the stretch is a picture."""
    import pypdfium2.raw as pdfium

    left, bottom, right, top = words.get_charbox((run[0] + run[1] - 1) // 2, loose=True)
    x, y = (left + right) / 2, (bottom + top) / 2
    for drawn in reversed([*page.get_objects(max_depth=1)]):
        edges = drawn.get_bounds()
        if drawn.type != pdfium.FPDF_PAGEOBJ_TEXT and edges[0] <= x <= edges[2] and edges[1] <= y <= edges[3]:
            return "picture" if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE else "drawing"
    return "drawing"


def _tell_covered(number: int, way: str, runs: Runs, letters: PageLetters) -> Finding:
    count = sum(len(letters.letters[start:end].split()) for start, end in runs)
    lie = "word lies" if count == 1 else "words lie"
    boxes = round_boxes(box for run in runs for box in letters.find_boxes(*run))
    sentence = f"{count:,} {lie} on page {number:,} under dark boxes that were {_COVERS[way]}"
    return Finding(FindingKind.COVERED_WORDS, number, boxes, sentence)


def find_personal_words(letters: PageLetters, number: int, before: str, covered: Runs) -> list[Finding]:
    """What is personal among the words of a page that no box covers. ``before``: the end of the page before."""
    kept = [place for place, letter in enumerate(letters.letters[:_LONGEST]) if letter != "\r"]
    text = before + "".join(letters.letters[place] for place in kept)
    found: dict[FindingKind, list[tuple[int, int]]] = {}
    for start, end, words in find_personal_data(text):
        first, last = max(start - len(before), 0), end - len(before)
        if last <= first:
            continue
        run = kept[first], kept[last - 1] + 1
        if not any(_overlap(run, one) for one in covered):
            found.setdefault(_KINDS.get(words, FindingKind.MINOR_NAME), []).append(run)
    return [_tell_personal(kind, number, runs, letters) for kind, runs in found.items()]


def _tell_personal(kind: FindingKind, number: int, runs: Runs, letters: PageLetters) -> Finding:
    one, several = _SENTENCES[kind]
    said = one if len(runs) == 1 else several.format(f"{len(runs):,}")
    boxes = round_boxes(box for run in runs for box in letters.find_boxes(*run))
    return Finding(kind, number, boxes, f"Page {number:,} shows {said}.")


def cut_page_end(letters: PageLetters) -> str:
    """The end of a page's words, for what follows on the next page."""
    return letters.letters[-_BEFORE:].replace("\r", "") + "\n"


def flatten_findings(found: Iterable[Iterable[Finding]]) -> list[Finding]:
    return [finding for some in found for finding in some]
