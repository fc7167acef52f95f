"""What a PDF holds beyond what its pages show is found, and where; what they show as it is raises no alarm."""

import json
import logging
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dockets.documents import pdf_worker
from dockets.documents.inspection import worker
from dockets.documents.inspection.findings import Finding, FindingKind, Inspection
from dockets.documents.inspection.inspect import DAMAGED, ENCRYPTED, NOT_PDF, inspect_file, inspect_rest
from tests.dockets.documents import hostile_pdfs
from tests.dockets.documents.inspection import laden_pdfs
from tests.dockets.documents.test_pdf_words import COVERED, SHOWN
from tests.support import pdfs
from tests.support.examples import count_examples

PRIVATE = (
    "The minor child named Mary Ann Smith, born on May 3, 2012, has the social security number 123-45-6789.\n"
    "She resides at 12 Main Street, Mesa, AZ 85201. Plaintiff's account no. 4532 9917 2201 is closed."
)


@pytest.fixture(autouse=True, scope="module")
def unhurried() -> Iterator[None]:
    """The worker's time is that of its process, which here is the tests' own."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pdf_worker, "LOOK", 1e9)
        patch.setattr(worker, "PAGES_SECONDS", 1e9)
        yield


def test_words_under_boxes_are_found_on_their_page_and_those_shown_are_not() -> None:
    """Every page also shows a personal number, which is told as well."""
    pages = [*COVERED.values(), *SHOWN.values()]
    found = inspect_file(laden_pdfs.join_files(pages))
    covered = [one for one in found.findings if one.kind is FindingKind.COVERED_WORDS]
    assert [one.page for one in covered] == [*range(1, len(COVERED) + 1)]
    assert all(one.sentence.startswith(f"2 words lie on page {one.page} under dark boxes") for one in covered)
    assert all(len(one.boxes) == 1 for one in covered)
    ways = Counter(one.sentence.split("boxes that were ")[1].split()[0] for one in covered)
    assert ways == {"drawn": 7, "pictures": 1, "put": 1}
    numbers = [one.page for one in found.findings if one.kind is FindingKind.PERSONAL_NUMBER]
    assert numbers == [*range(1, len(pages) + 1)]
    assert found.is_complete and found.pages == len(pages)


def test_a_number_below_a_box_is_not_shown() -> None:
    found = inspect_file(pdfs.drawn_on("SSN 123-45-6789", b"0 g 60 700 300 40 re f"))
    assert [one.kind for one in found.findings] == [FindingKind.COVERED_WORDS]


def test_what_is_personal_is_told_by_its_kind_and_never_by_its_words() -> None:
    found = inspect_file(pdfs.pdf(PRIVATE))
    assert {one.kind: len(one.boxes) for one in found.findings} == {
        FindingKind.PERSONAL_NUMBER: 2,
        FindingKind.BIRTH_DATE: 1,
        FindingKind.HOME_ADDRESS: 1,
        FindingKind.MINOR_NAME: 1,
    }
    told = json.dumps(found.as_json())
    assert not any(word in told for word in ("Mary", "6789", "2012", "Main Street", "4532"))


def test_a_label_may_be_the_last_word_of_the_page_before() -> None:
    (found,) = inspect_file(pdfs.pdf("Her social security number is", "987654321, as she says.")).findings
    assert (found.kind, found.page) == (FindingKind.PERSONAL_NUMBER, 2)


@pytest.mark.parametrize("bom", [b"", b"\xfe\xff", b"\xff\xfe", b"\xef\xbb\xbf", b"\x00N"], ids=repr)
def test_a_remark_is_found_in_whatever_code_it_is_written(bom: bytes) -> None:
    """The process opens no file once it has read the one that it looks through, and so loads no codec either."""
    code = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"\x00N": "utf-16-be"}.get(bom, "utf-8")
    (found,) = inspect_file(laden_pdfs.remarked(bom + "ot ours".encode(code))).findings
    assert found.kind == FindingKind.COMMENT


def test_what_was_left_out_for_want_of_a_file_or_of_memory_is_not_called_looked_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    log = logging.getLogger("pypdf")
    for name in ("handlers", "propagate"):
        monkeypatch.setattr(log, name, getattr(log, name))
    monkeypatch.setattr(worker, "LOST", worker.LostPieces())
    worker.watch_log()
    body = pdfs.pdf("The only page")
    logging.getLogger("pypdf.generic").warning("Unexpected escaped string")
    assert worker.inspect_document(body, None)["leftovers_unread"] is False
    logging.getLogger("pypdf.generic").warning("OSError(24, 'Too many open files')")
    assert worker.inspect_document(body, None)["leftovers_unread"] is True


@pytest.mark.parametrize("password", [None, "owner"])
def test_what_is_beside_the_pages_is_found(password: str | None) -> None:
    found = inspect_file(laden_pdfs.laden(password=password))
    assert [(one.kind, one.page) for one in found.findings] == [
        (FindingKind.ACTION, 0),
        (FindingKind.ATTACHMENT, 0),
        (FindingKind.METADATA, 0),
        (FindingKind.SCRIPT, 0),
        (FindingKind.COMMENT, 2),
        (FindingKind.COVERED_WORDS, 2),
        (FindingKind.FORM_VALUE, 2),
    ]
    said = {one.kind: one for one in found.findings}
    assert said[FindingKind.METADATA].sentence == (
        "Its metadata says: author “First Author”, “Second Author”; title “SSN [number withheld]”;"
        " changed on “2021-01-21 09:30”; made on “2021-01-21 09:30”."
    )
    assert "starts a program" in said[FindingKind.ACTION].sentence
    assert said[FindingKind.COMMENT].boxes == ((0.1, 0.8, 0.2, 0.9),)
    assert said[FindingKind.FORM_VALUE].sentence.startswith("1 form field holds a value")
    assert said[FindingKind.FORM_VALUE].boxes == ((0.1, 0.1, 0.2, 0.2),)
    assert Inspection.from_json(json.loads(json.dumps(found.as_json()))) == found


BAR = "/Annots [<< /Type /Annot /Subtype /Square /Rect [100 300 400 400] /C [0 0 0] /IC [0 0 0] /F 4 >>]"
CHECKS = b"q 612 0 0 792 0 0 cm BI /W 8 /H 8 /BPC 1 /CS /G ID \xaa\x55\xaa\x55\xaa\x55\xaa\x55 EI Q "
WHITE = CHECKS.replace(b"\xaa\x55\xaa\x55\xaa\x55\xaa\x55", b"\xff" * 8)


@pytest.mark.parametrize(
    ("drawing", "more", "is_found"),
    [
        (CHECKS, BAR, True),
        (CHECKS + b"0 g 100 300 300 100 re f", "", True),
        (WHITE, BAR, False),
        (CHECKS, "", False),
        (b"0 g 100 300 300 100 re f", "", False),
    ],
    ids=["a mark on a scan", "a box on a scan", "nothing below", "no box", "no scan"],
)
def test_a_part_of_a_scan_below_a_box_is_found(drawing: bytes, more: str, is_found: bool) -> None:
    found = worker.inspect_document(pdfs.drawn_on("", drawing, more=more), None)["findings"]
    place = [{"kind": "covered-picture", "page": 1, "boxes": [[0.1634, 0.495, 0.6536, 0.6212]]}]
    assert [{key: one[key] for key in ("kind", "page", "boxes")} for one in found] == place * is_found


FULL_STOP = 9
"""Of a picture of two dots a point, how many the smallest letter takes, at least."""


@example(left=361, bottom=640, width=6, height=17, turned=0)
@given(
    left=st.integers(60, 400),
    bottom=st.integers(640, 735),
    width=st.integers(5, 200),
    height=st.integers(5, 60),
    turned=st.sampled_from([0, 90, 180, 270]),
)
@settings(max_examples=count_examples(20, 200), deadline=None)
def test_what_a_finding_points_to_is_dark(left: int, bottom: int, width: int, height: int, turned: int) -> None:
    """Wherever a box lies and however the page is turned, the places told are words of which it covers a letter, be
    that one of eight, or a full stop: seen on the same page without its words."""
    box_alone = f"0 g {left} {bottom} {width} {height} re f".encode()
    body = pdfs.drawn_on("\n".join([PRIVATE] * 3), box_alone, turned=turned)
    inspected = Inspection.from_json(worker.inspect_document(body, None))
    assert not inspected.unlooked
    wordless = pypdfium2.PdfDocument(pdfs.drawn_on("", box_alone, turned=turned))
    drawn = wordless[0].render(scale=2, grayscale=True).to_pil()
    for box in (box for one in inspected.findings if one.kind is FindingKind.COVERED_WORDS for box in one.boxes):
        assert 0 <= box[0] < box[2] <= 1 and 0 <= box[1] < box[3] <= 1
        around = drawn.crop((
            int(box[0] * drawn.width), int(box[1] * drawn.height), int(box[2] * drawn.width), int(box[3] * drawn.height)
        ))  # fmt: skip
        assert sum(around.histogram()[:64]) >= FULL_STOP


def test_pages_for_which_there_is_no_time_are_told_and_can_be_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    body = pdfs.pdf("SSN 123-45-6789", "nothing", "DOB 1/2/1990")
    monkeypatch.setattr(worker, "PAGES_SECONDS", 0.0)
    first = Inspection.from_json(worker.inspect_document(body, None))
    assert (first.unlooked, first.findings, first.is_complete) == ((1, 2, 3), (), False)
    assert first.summary == (
        "Nothing was found that the pages do not show. Pages 1 to 3 could not be looked through: do that yourself."
    )
    whole = inspect_rest(body, first)
    assert whole.is_complete and [(one.kind, one.page) for one in whole.findings] == [
        (FindingKind.PERSONAL_NUMBER, 1),
        (FindingKind.BIRTH_DATE, 3),
    ]


def test_a_second_look_that_is_refused_changes_nothing() -> None:
    kept = Inspection(pages=2, findings=(Finding(FindingKind.SCRIPT, 0, (), "It runs."),), unlooked=(2,))
    assert kept.join_further(Inspection(refused=DAMAGED)) == kept
    assert inspect_rest(b"no PDF", kept) == kept


@pytest.mark.parametrize(
    ("body", "said"),
    [(b"no PDF", NOT_PDF), (pdfs.encrypted(), ENCRYPTED), (pdfs.pdf("x")[:150], DAMAGED), (pdfs.pdf(), DAMAGED)],
    ids=["no PDF", "encrypted", "truncated", "no pages"],
)
def test_what_cannot_be_looked_through_is_told_in_a_sentence(body: bytes, said: str, tmp_path: Path) -> None:
    (tmp_path / "file.pdf").write_bytes(body)
    found = inspect_file(tmp_path / "file.pdf")
    assert (found.refused, found.summary, found.is_complete) == (said, said, False)


def test_what_is_beside_the_pages_and_cannot_be_read_is_told() -> None:
    found = inspect_file(hostile_pdfs.build(catalog=b"<< /Type /Catalog /Pages 2 0 R /Names 7 >>"))
    assert (found.leftovers_unread, found.is_complete, found.unlooked) == (True, False, ())
    assert found.summary.endswith("Metadata, attachments, scripts and forms could not be looked through.")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_what_is_beside_the_pages_has_a_time_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(worker, "_LEFTOVERS_SECONDS", 0.05)
    assert worker._read_leftovers(hostile_pdfs.crowded(200), []) is False
