"""Findings of what a file holds beside its pages: metadata, attachments, comments, scripts and other actions, values of
form fields. Called by the inspection's ``worker`` within its limits.

Objects are read by pypdf, as the file has them: PDFium tells neither XMP nor what happens at opening. Links that a
reader has to click are no findings, unless they start a program or send something.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from dockets.documents.inspection.findings import Finding, FindingKind
from dockets.documents.inspection.metadata import find_metadata
from dockets.record.privacy import mask_file_name, mask_personal_data

_DEEP, _MANY = 40, 5_000
"""Levels of a tree, and nodes of one, that are looked at."""
_LONGEST = 200
"""Characters of a name or a comment that are told."""
_RUNS = {"/JavaScript": "runs JavaScript", "/Launch": "starts a program", "/Rendition": "plays something"}
_SENDS = {"/SubmitForm": "sends what a form holds", "/ImportData": "takes data in from another file"}
_OPENS = {"/URI": "asks for a web address", "/GoToR": "opens another file", "/GoToE": "opens an attached file"}
_AT_OPENING = {**_RUNS, **_SENDS, **_OPENS}
_AT_CLICK = {"/JavaScript": _RUNS["/JavaScript"], "/Launch": _RUNS["/Launch"], **_SENDS}
_COMMENTS = frozenset({
    "/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Square", "/Circle", "/Ink", "/Stamp",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class RectFinding:
    """A finding whose boxes are still rectangles in the points of its page."""

    kind: FindingKind
    page: int
    rects: Sequence[Sequence[float]]
    sentence: str


def find_leftovers(reader: Any) -> Iterator[Finding | RectFinding]:
    """``reader``: a pypdf ``PdfReader``. Raises whatever pypdf raises on a damaged file."""
    root = _resolve(reader.trailer["/Root"])
    yield from find_metadata(reader, root)
    names = _resolve(root.get("/Names")) or {}
    yield from _find_attachments(names)
    yield from _find_opening_actions(root, names)
    yield from _find_forms_beyond_fields(root)
    for number, page in enumerate(_list_pages(root), 1):
        yield from _find_on_page(page, number)


def _resolve(thing: Any) -> Any:
    return thing.get_object() if hasattr(thing, "get_object") else thing


def _get_name(thing: Any) -> str:
    text = " ".join(str(_resolve(thing) or "").split())
    return text[:_LONGEST] + "…" * (len(text) > _LONGEST)


def _list_pages(root: Any) -> Iterator[Any]:
    """The pages in their order, each node of the tree once."""
    waiting: list[Any] = [_resolve(root.get("/Pages"))]
    met: set[int] = set()
    while waiting and len(met) < _MANY:
        node = waiting.pop()
        if id(node) in met or not hasattr(node, "get"):
            continue
        met.add(id(node))
        kids = _resolve(node.get("/Kids"))
        if isinstance(kids, list):
            waiting += [_resolve(kid) for kid in reversed(kids[:_MANY])]
        else:
            yield node


def _list_named(tree: Any) -> Iterator[tuple[str, Any]]:
    """Names and values of a name tree."""
    waiting: list[Any] = [_resolve(tree)]
    met: set[int] = set()
    while waiting and len(met) < _MANY:
        node = waiting.pop()
        if id(node) in met or not hasattr(node, "get"):
            continue
        met.add(id(node))
        pairs = _resolve(node.get("/Names")) or []
        for place in range(0, min(len(pairs) - 1, _MANY), 2):
            yield _get_name(pairs[place]), _resolve(pairs[place + 1])
        waiting += [_resolve(kid) for kid in (_resolve(node.get("/Kids")) or [])[:_MANY]]


def _find_attachments(names: Any) -> Iterator[Finding]:
    for name, file in _list_named(names.get("/EmbeddedFiles")):
        told = _tell_file(file) or mask_file_name(name)
        yield Finding(FindingKind.ATTACHMENT, 0, (), f"Another file is attached inside this one: “{told}”.")


def _tell_file(file: Any) -> str:
    return mask_file_name(_get_name(file.get("/UF") or file.get("/F"))) if hasattr(file, "get") else ""


def _find_opening_actions(root: Any, names: Any) -> Iterator[Finding]:
    for _ in _list_named(names.get("/JavaScript")):
        yield Finding(FindingKind.SCRIPT, 0, (), "The file runs JavaScript when it is opened.")
        break
    for kind, does in _list_actions(root.get("/OpenAction"), root.get("/AA"), _AT_OPENING):
        yield Finding(kind, 0, (), f"When it is opened, printed or closed, the file {does}.")


def _list_actions(action: Any, further: Any, told: dict[str, str]) -> Iterator[tuple[FindingKind, str]]:
    """The kinds of action, each once, of ``action``, of those in the dictionary ``further``, and of what follows
    them."""
    extra = _resolve(further)
    waiting = [action, *(extra.values() if hasattr(extra, "values") else ())]
    met: set[int] = set()
    kinds: dict[str, None] = {}
    while waiting and len(met) < _DEEP:
        one = _resolve(waiting.pop())
        if isinstance(one, list):
            waiting += one[:_DEEP]
        elif hasattr(one, "get") and id(one) not in met:
            met.add(id(one))
            kinds[str(_resolve(one.get("/S")))] = None
            waiting.append(one.get("/Next"))
    for name in kinds:
        if name in told:
            yield FindingKind.SCRIPT if name == "/JavaScript" else FindingKind.ACTION, told[name]


def _find_forms_beyond_fields(root: Any) -> Iterator[Finding]:
    form = _resolve(root.get("/AcroForm"))
    if hasattr(form, "get") and form.get("/XFA") is not None:
        yield Finding(FindingKind.SCRIPT, 0, (), "The file holds a form of the kind XFA, which can run scripts.")


def _find_on_page(page: Any, number: int) -> Iterator[Finding | RectFinding]:
    for kind, does in _list_actions(None, page.get("/AA"), _AT_OPENING):
        yield Finding(kind, number, (), f"When page {number:,} is turned to, the file {does}.")
    marks = _resolve(page.get("/Annots"))
    valued: list[Sequence[float]] = []
    for place in range(min(len(marks), _MANY) if isinstance(marks, list) else 0):
        mark = _resolve(marks[place])
        if hasattr(mark, "get"):
            yield from _find_in_mark(mark, number)
            if str(_resolve(mark.get("/Subtype"))) == "/Widget" and _holds_value(mark):
                valued.append(_get_rect(mark))
    if valued:
        fields = "1 form field holds a value" if len(valued) == 1 else f"{len(valued):,} form fields hold values"
        sentence = f"{fields} on page {number:,}: each can be read and changed, and may hold more than it shows."
        yield RectFinding(FindingKind.FORM_VALUE, number, valued, sentence)


def _find_in_mark(mark: Any, number: int) -> Iterator[RectFinding]:
    kind, rects = str(_resolve(mark.get("/Subtype"))), [_get_rect(mark)]
    for of, does in _list_actions(mark.get("/A"), mark.get("/AA"), _AT_CLICK):
        yield RectFinding(of, number, rects, f"Something on page {number:,} {does} once it is clicked or filled in.")
    if kind == "/FileAttachment":
        told = _tell_file(_resolve(mark.get("/FS")))
        sentence = f"Another file is attached to page {number:,}: “{told}”."
        yield RectFinding(FindingKind.ATTACHMENT, number, rects, sentence)
    elif kind == "/Redact":
        sentence = (
            f"A redaction is marked on page {number:,} and was never carried out: all that it marks is in the file."
        )
        yield RectFinding(FindingKind.COVERED_WORDS, number, rects, sentence)
    elif kind in _COMMENTS and (said := mask_personal_data(_get_name(mark.get("/Contents")))):
        yield RectFinding(FindingKind.COMMENT, number, rects, f"A comment stands on page {number:,}: “{said}”.")


def _get_rect(mark: Any) -> Sequence[float]:
    """Left, bottom, right, top; none where it has no place."""
    rect = _resolve(mark.get("/Rect"))
    try:
        left, bottom, right, top = (float(_resolve(edge)) for edge in rect)
    except (TypeError, ValueError):
        return ()
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _holds_value(field: Any) -> bool:
    """Whether the field, or one that it is a part of, has a value that a person has entered: no button that is off, no
    signature."""
    value, kind, node = None, "", field
    for _ in range(_DEEP):
        value = value if value is not None else _resolve(node.get("/V"))
        kind = kind or str(_resolve(node.get("/FT")) or "")
        node = _resolve(node.get("/Parent"))
        if not hasattr(node, "get"):
            break
    return kind != "/Sig" and value is not None and str(value).strip() not in ("", "/Off", "[]")
