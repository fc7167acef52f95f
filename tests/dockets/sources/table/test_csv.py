"""CSV: what its columns, rows and dates mean, and what is said of those that are wrong."""

import codecs
import csv
import io
import re
import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    PartyRecord,
    Recognition,
    WrongCourt,
)
from dockets.sources import recognise_payload
from dockets.sources.table import dates
from dockets.sources.table.columns import CASE, ENTRY, PARTY, map_columns, normalise_column_head
from dockets.sources.table.rows import MAX_ROWS, open_table
from dockets.sources.table.source import CSV, TEMPLATE
from tests.dockets.sources.payloads import MAD, WAWD, payload
from tests.support.data import DATA
from tests.support.examples import count_examples

TRACKER = payload("csv/tracker.csv")
EVERY = (CASE, ENTRY, PARTY)
DOCUMENTATION = DATA.parents[1] / "docs" / "import-csv.md"
HEAD = "docket number,date,no,text\n"


def _parse(text: str, encoding: str = "utf-8") -> ParsedPayload:
    return CSV.parse(text.encode(encoding), WAWD)


def _entries(text: str) -> list[EntryRecord]:
    return [entry for docket in _parse(text).dockets for entry in docket.entries]


def _refused(text: str) -> list[tuple[str, str]]:
    return [(refusal.where, refusal.why) for refusal in _parse(text).refused]


def test_a_tracker_of_two_cases() -> None:
    parsed = CSV.parse(TRACKER, None)
    assert parsed.dockets == (
        DocketRecord(
            court_id="washsuperct",
            docket_number="24-2-01234-5 SEA",
            case_name="Lantern Street Press LLC v. Pell",
            parties=(PartyRecord("Jonah Pell", "Defendant", attorneys=(AttorneyRecord("Theo Marsh"),)),),
            entries=(
                EntryRecord(
                    number="1", date_filed=date(2024, 3, 2), long_text="COMPLAINT by Plaintiff;\nwith jury demand"
                ),
                EntryRecord(number="2", date_filed=date(2024, 3, 9), long_text="SUMMONS issued."),
            ),
        ),
        DocketRecord(
            court_id="washsuperct",
            docket_number="24-2-04321-6 SEA",
            case_name="In re Lantern",
            parties=(
                PartyRecord("Lantern Street Press LLC", "Petitioner", attorneys=(AttorneyRecord("Ines Castañeda"),)),
            ),
            entries=(EntryRecord(number="1", date_filed=date(2024, 4, 1), long_text="PETITION"),),
        ),
    )
    assert [(refusal.where, refusal.why) for refusal in parsed.refused] == [
        ("line 8", "“3/32/2024” is no date: write it as 2024-03-27, or leave it blank where it is not known.")
    ]
    assert parsed.notes == (
        "These columns are not known here, or stand there twice, and were passed over: “Room”. See docs/import-csv.md.",
    )


def test_the_template_is_a_table_in_which_nothing_is_wrong() -> None:
    parsed = CSV.parse(TEMPLATE.read_bytes(), None)
    assert (parsed.refused, parsed.notes) == ((), ())
    assert len(parsed.dockets) == 1
    docket = parsed.dockets[0]
    assert (docket.court_id, docket.docket_number, docket.division) == (
        "washsuperct",
        "24-2-01234-5 SEA",
        "King County",
    )
    assert [party.name for party in docket.parties] == ["Lantern Street Press LLC", "Jonah Pell"]
    assert [entry.number for entry in docket.entries] == ["1", "2", ""]
    assert docket.entries[0].documents == (DocumentRecord(url="https://example.org/1.pdf", page_count=66),)
    named = set(open_table(TEMPLATE.read_text(encoding="utf-8"))[0].fields)
    assert named <= ENTRY.keys() | PARTY.keys()


@pytest.mark.parametrize(("body", "court"), [(TRACKER, "washsuperct"), (TEMPLATE.read_bytes(), "washsuperct")])
def test_it_is_recognised_whatever_it_is_called(body: bytes, court: str) -> None:
    for encoded in (body, codecs.BOM_UTF8 + body, codecs.BOM_UTF16_LE + body.decode().encode("utf-16-le")):
        claim = recognise_payload(encoded, "file")
        assert claim is not None
        assert (claim.source, claim.court_id) == ("csv", court)


@pytest.mark.parametrize(
    "text",
    [
        "a,b,c\n1,2,3\n",
        "Dear newsroom,\nhere is the text.\n",
        "text\nhello\n",
        "Date: Mon, 2 Jan\nFrom: x\n\ntext",
        "",
        "text,",
        "\x00",
    ],
)
def test_what_is_no_table_of_ours_is_not_claimed(text: str) -> None:
    assert CSV.recognise(text.encode(), "file.csv") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_delimiters_and_line_ends(encoding: str, mark: str, end: str) -> None:
    rows = [["Docket No.", "DATE_FILED", "Docket Text"], ["24-1", "2024-03-02", "Café, “open”; x|y\tz"]]
    buffer = io.StringIO()
    csv.writer(buffer, delimiter=mark, lineterminator=end).writerows(rows)
    assert _parse(buffer.getvalue(), encoding).dockets[0].entries == (
        EntryRecord(date_filed=date(2024, 3, 2), long_text="Café, “open”; x|y\tz"),
    )


@pytest.mark.parametrize(
    ("heads", "fields"),
    [
        ("Date;Entry;Docket #", "date_filed text docket_number"),
        ("Date,Entry,Description", "date_filed number text"),
        ("NO.,filed on,docket  text", "number date_filed text"),
        ("#,Date-Filed,Docket_Text,Entry", "number date_filed text ."),
        ("party,type,attorney", "party party_type attorney"),
        ("party,type,text", "party short_text text"),
        ("text,text,description", "text . ."),
        ("sub total,", ". ."),
    ],
)
def test_heads_are_matched_loosely(heads: str, fields: str) -> None:
    mark = ";" if ";" in heads else ","
    assert [field or "." for field in map_columns(heads.split(mark))] == fields.split()


def test_no_head_means_two_things() -> None:
    every = [head for columns in EVERY for heads in columns.values() for head in heads]
    assert len(set(every)) == len(every)
    assert [normalise_column_head(head) for head in every] == every


def test_the_documentation_names_every_head() -> None:
    rows = [
        line.rsplit("|", 2)[1]
        for line in DOCUMENTATION.read_text(encoding="utf-8").splitlines()
        if line.startswith("|")
    ]
    named = {head.strip() for row in rows for head in re.split("[,·;]", row)}
    heads = {head for columns in EVERY for heads in columns.values() for head in heads}
    assert heads - named == set()


def test_a_misspelt_head_is_said() -> None:
    note = _parse("docket number,dte,text,descripton\n24-1,x,y,z\n").notes[0]
    assert "“dte” (is it “date”?), “descripton” (is it “description”?)" in note


def test_lines_above_count_for_rows_that_say_nothing() -> None:
    text = """sep=;

# Court: Washsuperct;;;
"# docket number: 24-1";;
#judge = Sorrel
text;court;docket number
a;;
b;wawd;2:24-cv-1
"""
    first, second = CSV.parse(text.encode(), None).dockets
    assert (first.court_id, first.docket_number, first.assigned_to) == ("washsuperct", "24-1", "Sorrel")
    assert (second.court_id, second.docket_number) == ("wawd", "2:24-cv-1")


def test_what_rows_say_of_the_case_counts_before_what_stands_above_and_the_first_word_counts() -> None:
    docket = _parse(
        "# judge: Above\n# case closed: 4/2/2024\n"
        "docket number,judge,case filed,text\n24-1,,,a\n24-1,Below,1/2/2024,b\n24-1,Late,1/3/2024,c\n"
    ).dockets[0]
    assert (docket.assigned_to, docket.date_filed, docket.date_terminated) == (
        "Below",
        date(2024, 1, 2),
        date(2024, 4, 2),
    )


def test_a_court_may_be_named_in_words() -> None:
    text = "court,docket number,text\nUnited States Court of Appeals for the Ninth Circuit,24-1,a\n"
    assert CSV.parse(text.encode(), None).dockets[0].court_id == "ca9"


def test_spellings_of_one_number_are_one_docket() -> None:
    assert len(_parse("docket number,text\n2:24-cv-00417,a\n2:24-CV-417-QRS,b\n").dockets) == 1


def test_a_party_may_stand_on_any_row_and_counts_once() -> None:
    parsed = _parse(
        "docket number,text,party,party type,attorney\n24-1,Motion,Jonah Pell,Defendant,Ada Roe\n"
        "24-1,,Jonah Pell,Defendant,Bo Roe\n"
        "24-1,Reply,Jonah Pell,Defendant,Ada Roe\n24-1,Order,Plaintiffs,,\n"
    )
    assert parsed.dockets[0].parties == (
        PartyRecord("Jonah Pell", "Defendant", attorneys=(AttorneyRecord("Ada Roe"), AttorneyRecord("Bo Roe"))),
    )
    assert [entry.long_text for entry in parsed.dockets[0].entries] == ["Motion", "Reply", "Order"]
    assert [(refusal.where, "role" in refusal.why) for refusal in parsed.refused] == [("line 5", True)]


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("24-1,2024-02-31,1,x", "“2024-02-31” is no date"),
        ("24-1,1/2/20021,1,x", "“1/2/20021” is no date"),
        ("24-1,0000-00-00,1,x", "is no date"),
        ("24-1,0021-01-02,1,x", "not between 1700 and 2200"),
        ("24-1,9999-01-02,1,x", "not between 1700 and 2200"),
        ("24-1,3.4.2024,1,x", "“3.4.2024” may be two days, so it is not taken: write 2024-03-04 or 2024-04-03."),
        ("24-1,soon,1,x", "“soon” is no date"),
        ("24-1,2024-01-02,,", "no text and no number"),
        (",2024-01-02,1,x", "add a column “docket number”"),
        (
            "24-1,2024-01-02,1,x,y",
            "It has 5 cells, and there are 4 columns. A text with a comma in it must stand in quotation marks.",
        ),
        ('24-1,2024-01-02,1,"x"y', "quotation mark stands in the middle"),
    ],
)
def test_a_bad_row_is_refused_by_its_line_and_alone(row: str, why: str) -> None:
    text = f'{HEAD}24-1,2024-01-01,1,"two\nlines"\n\n{row}\n24-1,2024-01-03,2,last\n'
    assert [entry.long_text for entry in _entries(text)] == ["two\nlines", "last"]
    ((where, said),) = _refused(text)
    assert (where, why in said) == ("line 5", True), said


def test_a_lawyer_of_nobody_is_refused() -> None:
    assert "no party" in _refused("docket number,text,attorney\n24-1,a,\n24-1,,Ada Roe\n")[0][1]


def test_a_quotation_mark_that_never_closes_costs_what_follows_it() -> None:
    text = f'{HEAD}24-1,2024-01-01,1,good\n24-1,2024-01-02,2,"open\n24-1,2024-01-03,3,lost\n'
    assert [entry.long_text for entry in _entries(text)] == ["good"]
    assert _refused(text) == [
        ("line 3", "A quotation mark that opens in this row is never closed, so nothing from here on was read.")
    ]


def test_a_cell_without_end_ends_the_table() -> None:
    text = f'{HEAD}24-1,2024-01-01,1,good\n24-1,2024-01-02,2,"open\n' + "24-1,2024-01-03,3,lost\n" * 200_000
    assert [entry.long_text for entry in _entries(text)] == ["good"]
    assert [where for where, _ in _refused(text)] == ["line 3"]


def test_a_bad_link_or_count_costs_itself() -> None:
    parsed = _parse("docket number,text,url,pages\n24-1,a,javascript:x,many\n24-1,b,https://example.org,3\n")
    assert [entry.documents for entry in parsed.dockets[0].entries] == [
        (),
        (DocumentRecord(url="https://example.org", page_count=3),),
    ]
    assert [refusal.where for refusal in parsed.refused] == ["line 2", "line 2"]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "empty"),
        ("\x00\x00", "empty"),
        (HEAD, "nothing below it"),
        ("# court: wawd\n\n", "no row"),
        ("a,b\n1,2\n", "Its first row must name the columns"),
        ("date,no\n2024-01-01,1\n", "no column of it is for the text"),
        ("text,date\nx,2024-01-01\ny,\n", "line 2: Nothing says of which case it is.*1 more"),
        ("# case filed: soon\n" + HEAD + "24-1,2024-01-01,1,x\n", "Above the table stands “# case filed: soon”"),
        ('docket number,text\n"24-1,x\n', "line 2: A quotation mark that opens"),
        ("docket number,text" + "," * 100_000 + "\n24-1,x\n", "has 100,002 columns"),
        ("docket number,text" + ",a" * 300 + "\n24-1,x\n", "302 columns; a table of a docket may have 200"),
        ("docket number,text\n24-1" + "," * 100_000 + "x\n", "Line 2 has 100,000 commas"),
        ("<html>", "web page"),
        ("{", "cut off"),
    ],
)
def test_what_is_no_table_of_a_docket_is_said(text: str, why: str) -> None:
    with pytest.raises(NotADocket, match=why):
        _parse(text)


def test_one_with_too_many_columns_is_known_as_a_table_so_that_it_is_said() -> None:
    wide = ("docket number,text" + "," * 100_000 + "\n24-1,x\n").encode()
    assert recognise_payload(wide, "wide.csv") == Recognition("csv", "", "columns “docket number”, …")
    assert recognise_payload(b"one,two" + b",x" * 100_000, "wide.csv") is None


def test_a_court_that_nobody_knows_is_said() -> None:
    with pytest.raises(NotADocket, match="“wash-supct” is no court known here"):
        CSV.parse(b"# court: wash-supct\ndocket number,text\n24-1,x\n", None)
    with pytest.raises(NotADocket, match="add a column “court”"):
        CSV.parse(b"docket number,text\n24-1,x\n", None)


def test_another_court_than_the_one_given() -> None:
    body = b"court,docket number,text\nwawd,2:24-cv-1,x\nmad,1:24-cv-1,y\n"
    assert [docket.court_id for docket in CSV.parse(body, MAD).dockets] == ["mad"]
    with pytest.raises(WrongCourt, match="“washsuperct”, not of “mad”"):
        CSV.parse(TEMPLATE.read_bytes(), MAD)


@pytest.mark.parametrize(
    ("cell", "read"),
    [
        ("2024-03-02", (2024, 3, 2)), ("2024/3/2", (2024, 3, 2)), ("2024-03-02T10:00:00Z", (2024, 3, 2)),
        ("3/2/2024", (2024, 3, 2)), ("03-02-2024", (2024, 3, 2)), ("3/2/24 9:30 AM", (2024, 3, 2)),
        ("3/2/99", (1999, 3, 2)), ("13/2/2024", (2024, 2, 13)), ("13.2.2024", (2024, 2, 13)),
        ("2.2.2024", (2024, 2, 2)), ("March 2, 2024", (2024, 3, 2)), ("Mar. 2 2024", (2024, 3, 2)),
        ("Sept. 2nd, 2024", (2024, 9, 2)), ("Saturday, March 2, 2024", (2024, 3, 2)), ("2 March 2024", (2024, 3, 2)),
        ("02-Mar-24", (2024, 3, 2)),
    ],
)  # fmt: skip
def test_dates(cell: str, read: tuple[int, int, int]) -> None:
    assert dates.parse_table_date(cell, days_first=False) == date(*read)


@pytest.mark.parametrize(
    "cell", ["Marchember 2, 2024", "45353", "2024", "2024-3", "2/2024", "31/31/2024", "٢/٣/2024", "x" * 99]
)
def test_what_is_no_date(cell: str) -> None:
    with pytest.raises(ValueError, match=r"is no date: write it as 2024-03-27"):
        dates.parse_table_date(cell, days_first=False)


def test_where_days_stand_first_the_month_is_not_guessed() -> None:
    text = f"{HEAD}24-1,13/4/2024,1,a\n24-1,3/4/2024,2,b\n24-1,4/4/2024,3,c\n24-1,4/13/2024,4,d\n"
    assert [(entry.number, entry.date_filed) for entry in _entries(text)] == [
        ("1", date(2024, 4, 13)),
        ("3", date(2024, 4, 4)),
        ("4", date(2024, 4, 13)),
    ]
    assert "others that begin with the day" in _refused(text)[0][1]


@settings(max_examples=100, deadline=None)
@given(st.dates(date(1700, 1, 1), date(2200, 12, 31)))
def test_a_date_written_in_any_way_is_that_date(day: date) -> None:
    for form in ("%Y-%m-%d", "%m/%d/%Y", "%B %d, %Y", "%d %b %Y"):
        written = day.strftime(form).replace(day.strftime("%Y"), f"{day.year:04}")
        assert dates.parse_table_date(written, days_first=False) == day


_PIECES = st.sampled_from(
    ["docket number", "text", "date", "party", "24-1", "2024-01-02", "3/4/2024", '"', '""', ",", ";", "\t", "|", "\n",
     "\r\n", "# court: wawd\n", "sep=;\n", "\x00", "é", "x" * 50]
)  # fmt: skip


@settings(max_examples=count_examples(80, 300), deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join), st.booleans(), st.booleans())
def test_any_text_is_read_or_refused(text: str, with_head: bool, given_court: bool) -> None:
    body = ((HEAD if with_head else "") + text).encode()
    CSV.recognise(body, "file")
    answer = _answer(body, given_court)
    assert answer.endswith((".", ".)")) if isinstance(answer, str) else answer.dockets


@settings(max_examples=count_examples(50, 150), deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(body: bytes) -> None:
    CSV.recognise(body, "file")
    assert _answer(HEAD.encode() + body, True)


def _answer(body: bytes, given_court: bool) -> ParsedPayload | str:
    try:
        return CSV.parse(body, WAWD if given_court else None)
    except NotADocket as refusal:
        return str(refusal)


@pytest.mark.slow_rows
@pytest.mark.parametrize(
    "make",
    [
        lambda: HEAD.encode() + b'24-1,2024-01-01,1,"' + b"x" * 50_000_000,
        lambda: HEAD.encode() + b"24-1,2024-01-01,1," + b"x" * 50_000_000,
        lambda: b"," * 50_000_000,
        lambda: HEAD.encode() + b"\n" * 10_000_000,
    ],
    ids=["open quotation", "one cell", "delimiters", "blank lines"],
)
def test_fifty_megabytes_are_answered_soon(make: Callable[[], bytes]) -> None:
    body = make()
    began = time.process_time()
    CSV.recognise(body, "file")
    assert isinstance(_answer(body, True), str)
    assert time.process_time() - began < 20


def test_too_many_rows_are_said() -> None:
    parsed = _parse(HEAD + "24-1,,1,x\n" * (MAX_ROWS + 2))
    assert len(parsed.dockets[0].entries) == MAX_ROWS
    assert [(refusal.where, refusal.why) for refusal in parsed.refused] == [
        ("line 100002", "This table has more than 100,000 rows; the rest was left. Split it.")
    ]
