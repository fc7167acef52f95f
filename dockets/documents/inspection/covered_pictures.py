"""Pictures under dark boxes: a scan on which somebody has drawn, or put as an annotation, what covers a part of it,
while the whole picture stays in the file. Called by the inspection's ``worker`` within its limits; ``page`` is
PDFium's.

A box is told only where the picture below it has something on it: both dark and light.
"""

import ctypes
from collections.abc import Iterator
from typing import Any

from dockets.documents.inspection.findings import Finding, FindingKind, round_boxes
from dockets.documents.pdf_worker import BEYOND_BOXES, LARGEST, THICK, PagePicture

_LEAST, _MOST = 0.01, 0.8
"""Shares of dark pixels between which a part of a picture has words, or the like, on it."""
_DARK = 0.97
"""Share of dark pixels of a box that covers what is below it."""
_SCAN = 0.05
"""Share of the page that a picture takes at least: smaller ones are seals and signatures."""

type Edges = tuple[float, float, float, float]
"""Left, bottom, right, top in the page's own points."""


def find_pictures_under_boxes(page: Any, number: int) -> list[Finding]:
    """At most one finding, with a box for each place. Takes the boxes off the page in memory: it is the last thing that
    is done with a page. Raises ``PdfiumError``."""
    if max(page.get_size()) > LARGEST:
        return []
    pictures, shapes = _list_pictures_and_shapes(page)
    boxes = [*_list_marks(page), *(edges for _, edges in shapes)] if pictures else []
    over = [box for box in boxes if any(_lies_in(box, picture) for picture in pictures)]
    if not over:
        return []
    shown = PagePicture(page)
    dark = [box for box in over if _share_of_dark(shown, box) >= _DARK]
    if not dark:
        return []
    for drawn, _ in shapes:
        page.remove_obj(drawn)
    below = PagePicture(page, marks=False)
    hiding = [box for box in dark if _LEAST < _share_of_dark(below, box) < _MOST]
    if not hiding:
        return []
    width, height = shown.width, shown.height
    places = (shown.places.find_box(*box) for box in hiding)
    fractions = ((left / width, top / height, right / width, bottom / height) for left, top, right, bottom in places)
    parts = "A part of the picture" if len(hiding) == 1 else f"{len(hiding):,} parts of the picture"
    lies = "lies" if len(hiding) == 1 else "lie"
    sentence = f"{parts} on page {number:,} {lies} under dark boxes; the picture below is whole in the file."
    return [Finding(FindingKind.COVERED_PICTURE, number, round_boxes(fractions), sentence)]


def _list_pictures_and_shapes(page: Any) -> tuple[list[Edges], list[tuple[Any, Edges]]]:
    """The edges of large pictures, and the shapes that are drawn after the first of them."""
    import pypdfium2.raw as pdfium

    across, down = page.get_size()
    pictures: list[Edges] = []
    shapes: list[tuple[Any, Edges]] = []
    for drawn in page.get_objects(max_depth=1):
        edges = drawn.get_bounds()
        width, height = edges[2] - edges[0], edges[3] - edges[1]
        if drawn.type == pdfium.FPDF_PAGEOBJ_IMAGE and width * height >= _SCAN * across * down:
            pictures.append(edges)
        elif pictures and drawn.type == pdfium.FPDF_PAGEOBJ_PATH and min(width, height) >= THICK:
            shapes.append((drawn, edges))
    return pictures, shapes


def _list_marks(page: Any) -> Iterator[Edges]:
    """The edges of annotations that may cover something."""
    import pypdfium2.raw as pdfium

    for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
        mark = pdfium.FPDFPage_GetAnnot(page, place)
        kind, edges = pdfium.FPDFAnnot_GetSubtype(mark), pdfium.FS_RECTF()
        has_edges = pdfium.FPDFAnnot_GetRect(mark, ctypes.byref(edges))
        pdfium.FPDFPage_CloseAnnot(mark)
        if has_edges and kind not in BEYOND_BOXES:
            yield edges.left, min(edges.bottom, edges.top), edges.right, max(edges.bottom, edges.top)


def _lies_in(box: Edges, picture: Edges) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return picture[0] <= x <= picture[2] and picture[1] <= y <= picture[3]


def _share_of_dark(picture: PagePicture, edges: Edges) -> float:
    """Of the pixels within the edges, without the outermost ones."""
    left, top, right, bottom = picture.places.find_box(*edges)
    first, last = max(round(left) + 1, 0), min(round(right) - 1, picture.width)
    rows = range(max(round(top) + 1, 0), min(round(bottom) - 1, picture.height))
    if last <= first or not rows:
        return 0.0
    dark: int = sum(picture.dark.count(1, row * picture.stride + first, row * picture.stride + last) for row in rows)
    return float(dark / ((last - first) * len(rows)))
