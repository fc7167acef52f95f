"""Numbers of persons, birth dates and homes: what goes, what stays, in texts and in payloads."""

import codecs
import hashlib
import json
import zlib
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from hypothesis import example, given, settings
from hypothesis import strategies as st

from dockets.courts import registry
from dockets.imports.run import perform_run, queue_import
from dockets.models import Court, Docket, Payload
from dockets.payloads import normalise, read
from dockets.record import address_rules, privacy
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    PartyRecord,
    RelationRecord,
)
from dockets.sources import SOURCES, describe, recognise_payload
from dockets.sources.pacer.privacy import strip_homes_from_page
from tests.dockets.sources.payloads import payload
from tests.support.examples import count_examples

N, D = privacy.NUMBER, privacy.DATE
ZONE = ZoneInfo("America/New_York")

GOES = [
    ("Petition of Rosa Lim, A 012-345-678.", f"Petition of Rosa Lim, {N}."),
    ("Agency Nos. A012-345-678, A012-345-679", f"Agency Nos. {N}, {N}"),
    ("Agency No. A012-345-678/679", f"Agency No. {N}"),
    ("A# 012345678 is detained", f"{N} is detained"),
    ("(A-012345678)", f"({N})"),
    ("A12345678", N),
    ("A xxx-xxx-678", N),
    ("Alien Number: 012-345-678", f"Alien Number: {N}"),
    ("alien registration no. 012345678;", f"alien registration no. {N};"),
    ('"RESTRICTED_ALIEN_NUMBER": "012345678"', f'"RESTRICTED_ALIEN_NUMBER": "{N}"'),
    ('"aNumber":"A012345678"', f'"aNumber":"{N}"'),
    ("SSN 123-45-6789", f"SSN {N}"),
    ("debtor 123-45-6789, 7 pages", f"debtor {N}, 7 pages"),
    ("SSN / ITIN: xxx-xx-1498", f"SSN / ITIN: {N}"),
    ("xxx-xx-1498", N),
    ("***-**-1498", N),
    ("###-##-1498", N),
    ("SSN: 123 45 6789", f"SSN: {N}"),
    ("ssn#123456789", f"ssn#{N}"),
    ("SSN: 1498", f"SSN: {N}"),
    ("Social Security number ending in 1498", f"Social Security number ending in {N}"),
    ("last four digits of the SSN 1498", f"last four digits of the SSN {N}"),
    ("Last four digits of Social Security No.: 1498", f"Last four digits of Social Security No.: {N}"),
    ("ITIN 912-70-1234", f"ITIN {N}"),
    ("Tax ID / EIN: 12-3456789", f"Tax ID / EIN: {N}"),
    ("EIN xx-xxx6789", f"EIN {N}"),
    ("Employer Identification Number 12-3456789", f"Employer Identification Number {N}"),
    ("Taxpayer ID No. 123456789", f"Taxpayer ID No. {N}"),
    ("DOB: 1/2/1980", f"DOB: {D}"),
    ("D.O.B. 01-02-80", f"D.O.B. {D}"),
    ("born on January 2, 1980, in Lima", f"born on {D}, in Lima"),
    ("born 2 Jan. 1980", f"born {D}"),
    ("Date of Birth is 1980-01-02.", f"Date of Birth is {D}."),
    ("birthdate 02.01.1980", f"birthdate {D}"),
    ("123–45–6789", N),
    ("Née 123-45-6789", f"Née {N}"),
]  # fmt: skip

STAYS = [
    "2:21-cv-00031-BJR", "21-1234567", "No. 21-1234567 (EIN of the plaintiff is not known)", "Case 8:21-bk-12345-MW",
    "22O141", "24A671", "035123456789", "127022264358", "(206) 555-0100", "206-555-0100",
    "1-800-555-0199", "Phone: 202-555-0173",
    "ORDER signed on 05/17/2016", "Hearing set for January 2, 2021 at 9:30 AM", "$1,234,567.89",
    "Filing fee $ 402, receipt 12345678",
    "receipt number AWAWDC-7654321", "8 U.S.C. § 1229a(b)(4)(B)", "INA § 240A(b)", "28:1331 Fed. Question",
    "26 U.S.C. 7431", "Commissioner of Social Security, No. 21-1234567", "864 Social Security: SSID Tit. XVI",
    "MOTION to Redact SSN in 1234 Transcript",
    "MOTION to redact Social Security Numbers 45", "42 USC 405 Social Security 1498", "Seattle, WA 98101-3045",
    "A-001234-21", "A-21-834567-C", "A123456", "A01A2414", "Exhibit A 12 pages",
    "# 1 Exhibit A, # 2 Exhibit B", "A 206-555-0100",
    "OFF-WHITE LLC v. A445995685", "please dial 973-43-5535", "born in Mexico, ORDER of 1/2/2020", "reborn on 1/2/1980",
    "https://example.org/123-45-6789/A012345678.pdf", "https://example.org/?id=A012345678", "tax year 2019",
    "meeting of 2021-06-15",
    "EIN was withheld; see 1234", "therein 12-3456789", "a 123456789 box", "DOB redacted 45 1/2/2020 order",
    "Agency No. 12-1234", "Alien Tort Statute, 28 U.S.C. 1350", "USCIS 45", "xx/xx/1980", "[10]", "",
]  # fmt: skip


@pytest.mark.parametrize(("told", "kept"), GOES)
def test_what_goes(told: str, kept: str) -> None:
    assert privacy.mask_personal_data(told) == kept


@pytest.mark.parametrize("told", STAYS)
def test_what_stays(told: str) -> None:
    assert privacy.mask_personal_data(told) == told


@pytest.mark.parametrize(("told", "kept"), GOES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1252"])
def test_a_payload_keeps_its_encoding(told: str, kept: str, encoding: str) -> None:
    bom = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    around = "Castañeda — {} — é"
    masked = privacy.mask_body(bom + around.format(told).encode(encoding))
    assert masked == bom + around.format(kept).encode(encoding)


@pytest.mark.parametrize(
    "odd", [b"\xff\xfeA\x00\x00\xd8x", b"\xfe\xff\xdc\x00\x00", bytes(range(256)) * 3, b"\x80\x81\xff", b"\xff", b""]
)
def test_odd_bytes_are_given_back(odd: bytes) -> None:
    assert privacy.mask_body(odd) == odd


@pytest.mark.parametrize("begin", [b"PK\x03\x04", b"\x1f\x8b"])
def test_an_archive_is_left_alone(begin: bytes) -> None:
    assert privacy.mask_body(begin + b" 123-45-6789 ") == begin + b" 123-45-6789 "


@pytest.mark.parametrize(
    "written",
    [
        b"<b>DOB:</b>&nbsp;1/2/1980",
        b"DOB:&#160;1/2/1980",
        b'{"extra_info": "Debtor\\nDOB: 1\\/2\\/1980"}',
        b"<person dob='1/2/1980'/>",
        "DOB:\xa01/2/1980".encode(),
        "DOB:\xa01/2/1980".encode("cp1252"),
    ],
)
def test_what_stands_between_a_label_and_its_date_does_not_hide_it(written: bytes) -> None:
    assert b"1980" not in privacy.mask_body(written)
    assert D.encode() in privacy.mask_body(written)


_pieces = st.sampled_from(
    [told for told, _ in GOES]
    + STAYS
    + [
        "SSN",
        "EIN",
        "A",
        "A#",
        "DOB",
        "born on",
        "-",
        " ",
        ": ",
        "#",
        "\n",
        "\\n",
        "&nbsp;",
        "<b>",
        "123-45-6789",
        "xxx",
        "İ",
        "é",
    ]
)
_texts = st.lists(_pieces | st.text(st.characters(exclude_categories=["Cs"]), max_size=8), max_size=8).map("".join)


@settings(max_examples=count_examples(100, 400), deadline=None)
@given(_texts)
@example("Agency Nos. A012-345-678, A012-345-679***-**-1498***-**-1498***-**-1498")
def test_again_is_the_same(text: str) -> None:
    once = privacy.mask_personal_data(text)
    assert privacy.mask_personal_data(once) == once
    assert address_rules.withhold_home_addresses(
        address_rules.withhold_home_addresses(text)
    ) == address_rules.withhold_home_addresses(text)
    assert privacy.mask_body(privacy.mask_body(text.encode())) == privacy.mask_body(text.encode())


@settings(max_examples=count_examples(60, 200), deadline=None)
@given(st.binary(max_size=80), st.sampled_from([b"", codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF8]))
def test_any_bytes_are_taken(body: bytes, bom: bytes) -> None:
    assert privacy.mask_body(bom + body).startswith(bom)


def _record(**more: object) -> DocketRecord:
    given = {"court_id": "nysd", "docket_number": "1:24-cv-00001", **more}
    return DocketRecord(**given)  # type: ignore[arg-type]


def _clean(record: DocketRecord) -> DocketRecord:
    return normalise.normalise_docket(record, ZONE)[0]


def test_no_text_of_a_record_keeps_a_number() -> None:
    told = "X, A012-345-678"
    record = _record(
        case_name=told,
        cause=told,
        parties=(
            PartyRecord(told, extra_info="SSN: 1498", attorneys=(AttorneyRecord("Ada Roe", contact="EIN 12-3456789"),)),
        ),
        entries=(EntryRecord(short_text=told, long_text=told, documents=(DocumentRecord(description=told),)),),
        relations=(
            RelationRecord("appeal_of", "nysd", "A012-345-678"),
            RelationRecord("appeal_of", "nysd", "1:20-cv-1", case_name=told),
        ),
    )
    clean = _clean(record)
    kept = f"X, {N}"
    assert clean == _record(
        case_name=kept,
        cause=kept,
        parties=(
            PartyRecord(kept, extra_info=f"SSN: {N}", attorneys=(AttorneyRecord("Ada Roe", contact=f"EIN {N}"),)),
        ),
        entries=(EntryRecord(short_text=kept, long_text=kept, documents=(DocumentRecord(description=kept),)),),
        relations=(RelationRecord("appeal_of", "nysd", "1:20-cv-1", case_name=kept),),
    )
    assert _clean(clean) == clean


HOME = "12 Saguaro Lane\nPhoenix, AZ 85001"
MOVED = "NOTICE of Change of Address to 12 Saguaro Lane, Apt. 3, Phoenix, AZ 85001 by Debtor. Fee $5."


def _with_home(**more: object) -> DocketRecord:
    lawyers = (
        AttorneyRecord("Wilhelmina Thackeray", contact=HOME),
        AttorneyRecord("Jonah Pell", ("PRO SE",), HOME),
        AttorneyRecord("Sofia Lindqvist", contact="Pro Security Law\n1 Mesa Rd\nMesa, AZ 85201"),
    )
    party = PartyRecord("Wilhelmina Thackeray", "Petitioner", f"{HOME}\naka Mina Thackeray", attorneys=lawyers)
    return _record(parties=(party,), entries=(EntryRecord(date_filed=date(2024, 1, 2), long_text=MOVED),), **more)


@pytest.mark.parametrize(
    "about",
    [
        {"court_id": "arb"},
        {"court_id": "nebraskab"},
        {"court_id": "bap9"},
        {"nature_of_suit": "462 Naturalization"},
        {"nature_of_suit": "463 Habeas Corpus - Alien Detainee"},
        {"nature_of_suit": "Other Immigration Actions"},
        {"court_id": "ca9"},
    ],
)
def test_homes_are_kept_out_of_bankruptcies_and_immigration(about: dict[str, object]) -> None:
    clean = _clean(_with_home(**about))
    party = clean.parties[0]
    assert party.extra_info == "aka Mina Thackeray"
    assert [attorney.contact for attorney in party.attorneys] == ["", "", "Pro Security Law\n1 Mesa Rd\nMesa, AZ 85201"]
    assert [attorney.roles for attorney in party.attorneys] == [(), ("PRO SE",), ()]
    assert clean.entries[0].long_text == "NOTICE of Change of Address to [address withheld] by Debtor. Fee $5."
    assert _clean(clean) == clean


@pytest.mark.parametrize(
    "about", [{}, {"nature_of_suit": "820 Copyright"}, {"court_id": "neb"}, {"court_id": "scotus"}]
)
def test_other_dockets_keep_addresses(about: dict[str, object]) -> None:
    record = _with_home(**about)
    assert _clean(record) == record


@pytest.mark.parametrize(
    "told",
    [
        "Meeting of Creditors 341(a) to be held on 7/7/2021 at 230 N. First Ave., Suite 102, Phoenix, AZ 85003",
        "Motion to sell 12 Saguaro Lane",
        "NOTICE of address.",
        "Address hearing on 12 May, AZ",
    ],
)
def test_places_of_hearings_stay(told: str) -> None:
    assert address_rules.withhold_home_addresses(told) == told


def test_a_bankruptcy_page_is_kept_without_homes_and_numbers() -> None:
    kept = read.scrub_payload(payload("pacer_docket/bankruptcy.html"), "page.html")
    for word in [b"Saguaro", b"85001", b"1498", b"123-45-6789", b"12-3456789", b"P.O. Box 1"]:
        assert word not in kept
    for word in [b"Wilhelmina Thackeray", b"Desert Law Group", b"1 Mesa Rd", b"PRO SE", b"Trustee", b"024140000001"]:
        assert word in kept


def test_a_page_of_another_case_keeps_its_addresses() -> None:
    page = payload("pacer_docket/civil.html")
    assert strip_homes_from_page(page) == page


def test_an_immigration_page_is_kept_without_homes() -> None:
    page = (
        b"<td>Nature of Suit: 463 Habeas Corpus</td></tr><tr><td width='40%'><b>Rosa Lim</b>"
        b"<br>12 Elm St<br>Mesa, AZ 85201<br>aka Rosa L.</td><td>represented by</td>"
        b"<td><b>Ada Roe</b><br>1 Law Way<br>LEAD ATTORNEY</td></tr>"
    )
    kept = strip_homes_from_page(page)
    assert b"Elm" not in kept and b"85201" not in kept
    assert b"aka Rosa L." in kept and b"1 Law Way" in kept


def _records(body: bytes) -> list[DocketRecord]:
    claim = recognise_payload(body, "file")
    assert claim is not None
    court = registry.get_court_facts(claim.court_id)
    return [_clean(docket) for docket in SOURCES[claim.source].parse(body, court).dockets]


_HOSTS = {
    "pacer_docket/bankruptcy.html": b"Chapter 7 Voluntary Petition",
    "pacer_docket/civil.html": b"COMPLAINT",
    "docket_json/docket.json": b"COMPLAINT",
    "court_feed/district.xml": b"[Motion",
    "csv/tracker.csv": b"SUMMONS",
    "scotus_json/petition.json": b"Petition GRANTED",
}
"""A payload of each kind, and words of a docket text in it."""


@pytest.mark.slow_rows
@pytest.mark.parametrize("name", sorted(_HOSTS))
@settings(max_examples=30, deadline=None)
@given(told=st.lists(st.sampled_from([told for told, _ in GOES if not {'"', ";"} & {*told}]), min_size=1, max_size=4))
def test_a_masked_payload_gives_the_same_record(name: str, told: list[str]) -> None:
    body = payload(name).replace(_HOSTS[name], _HOSTS[name] + (" re " + " and ".join(told)).encode())
    masked = read.scrub_payload(body, name)
    assert masked != body
    assert _records(masked) == _records(body)


TABLE = """# court: nysd
# docket number: 1:24-cv-00001
# nature of suit: 463 Habeas Corpus - Alien Detainee
date,docket text,party,party type,attorney,attorney contact
2024-01-02,"PETITION of Rosa Lim, A 012-345-678, born on May 5, 1980,
residing at 12 Elm St, Mesa, AZ 85201",Rosa Lim,Petitioner,Rosa Lim,"7 Oak St
Mesa, AZ 85201"
"""
SECRETS = ["1498", "123-45-6789", "12-3456789", "Saguaro", "012-345-678", "1980", "12 Elm St", "7 Oak St"]


@pytest.mark.django_db
@pytest.mark.parametrize("unscrubbed", [False, True], ids=["through the door", "kept before there was a door"])
def test_nothing_of_it_is_in_the_database(unscrubbed: bool) -> None:
    for body in (payload("pacer_docket/bankruptcy.html"), TABLE.encode()):
        run = queue_import(body, name="file", ring=False)
        if unscrubbed:
            Payload.objects.filter(pk=run.payload_id).update(body=zlib.compress(body))
        perform_run(run.pk)
    assert [docket.filing_count for docket in Docket.objects.order_by("court_id")] == [2, 1]
    held = list(_everything())
    for secret in SECRETS:
        assert {table for table, text in held if secret in text} <= ({"payload"} if unscrubbed else set()), secret
    assert any("[number withheld]" in text for _, text in held)


def _everything() -> Iterator[tuple[str, str]]:
    """All text and every date of every row of every table, and every payload. Keys and the clock can be any digits."""
    for model in apps.get_app_config("dockets").get_models():
        if model is Payload:
            yield from (("payload", zlib.decompress(row.body).decode()) for row in Payload.objects.all())
        elif model is not Court:
            yield from ((model.__name__, " ".join(_words_in(list(row)))) for row in model._base_manager.values_list())


def _words_in(value: Any) -> Iterator[str]:
    match value:
        case dict():
            yield from _words_in([*value, *value.values()])
        case list() | tuple():
            for item in value:
                yield from _words_in(item)
        case str() | bytes():
            yield str(value)
        case date() if not isinstance(value, datetime):
            yield value.isoformat()


def _with_homes(name: str) -> tuple[bytes, list[str], list[str]]:
    """A payload of an immigration case, what of it is not kept, and what is."""
    gone = ["12 Elm St", "Mesa, AZ 85201", "7 Oak St"]
    stays = ["aka Rosa L.", "1 Law Way", "Rosa Lim", "Ada Roe"]
    people: list[dict[str, Any]] = [
        {"name": "Rosa Lim", "contact": "7 Oak St\nMesa, AZ 85201", "roles": []},
        {"name": "Ada Roe", "contact": "1 Law Way\nMesa", "roles": ["LEAD ATTORNEY"]},
    ]
    extra = "12 Elm St\nMesa, AZ 85201\naka Rosa L."
    if name == "docket-json":
        party = {"name": "Rosa Lim", "type": "Petitioner", "extra_info": extra, "attorneys": people}
        docket: dict[str, Any] = {
            "court": "azd",
            "docket_number": "2:24-cv-00001",
            "nature_of_suit": "463 Habeas Corpus",
            "parties": [party],
        }
        return json.dumps({"format": "casetracker-docket/1", **docket}).encode(), gone, stays
    docket = {
        "id": 7,
        "court_id": "azd",
        "docket_number": "2:24-cv-00001",
        "nature_of_suit": "463 Habeas Corpus - Alien Detainee",
    }
    if name == "courtlistener-parties":
        types: list[dict[str, Any]] = [{"docket_id": 7, "name": "Petitioner", "extra_info": extra}]
        told: dict[str, Any] = {
            "listed": [],
            "parties": {"results": [{"id": 1, "name": "Rosa Lim", "party_types": types}]},
        }
        return json.dumps({"courtlistener": "v4", "docket": docket} | told).encode(), gone[:2], [stays[0], stays[2]]
    rows = [
        {
            "name": one["name"],
            "contact_raw": one["contact"],
            "parties_represented": [{"docket_id": 7, "party_id": 1, "role": 2}],
        }
        for one in people
    ]
    told = {"listed": [["1", "Rosa Lim", "Petitioner"]], "attorneys": {"results": rows}}
    return json.dumps({"courtlistener": "v4", "docket": docket} | told).encode(), gone[1:], stays[1:]


@pytest.mark.parametrize("name", ["docket-json", "courtlistener-parties", "courtlistener-attorneys"])
def test_homes_are_kept_out_of_payloads_in_json(name: str) -> None:
    body, gone, stays = _with_homes(name)
    kept = read.scrub_payload(body, "file")
    assert not [home for home in gone if home.encode() in kept]
    assert not [word for word in stays if word.encode() not in kept]
    assert _records(kept) == _records(body)
    assert read.scrub_payload(kept, "file") == kept
    other = body.replace(b"463 Habeas Corpus", b"190 Contract").replace(b" - Alien Detainee", b"")
    assert read.scrub_payload(other, "file") == other


def test_homes_are_kept_out_of_an_archives_file_of_an_immigration_case() -> None:
    body = (
        payload("archive_xml/docket.xml")
        .replace(b"190 Contract: Other", b"465 Other Immigration Actions")
        .replace(b"a Washington limited", b"7 Quay Lane\naka Lantern\na limited")
        .replace(b"LEAD ATTORNEY\n", b"PRO SE\n")
        .replace(
            "Ines María Castañeda ,</attorney_name>\n          <contact>(See above for address)".encode(),
            b"Ada Roe</attorney_name><contact>1 Law Way",
        )
    )
    kept = read.scrub_payload(body, "docket.xml")
    assert (
        b"Quay Lane" not in kept and b"100 Example Ave" not in kept and b"aka Lantern" in kept and b"1 Law Way" in kept
    )
    assert _records(kept) == _records(body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("contact", ["7 Oak St\nMesa, AZ 85201", 'PRO SE\n7 "Old" Oak St', "7 Calle Peña"])
def test_homes_are_kept_out_of_a_table(encoding: str, contact: str) -> None:
    bom = codecs.BOM_UTF16_LE if encoding == "utf-16-le" else b""
    told = TABLE.replace("7 Oak St\nMesa, AZ 85201", contact.replace('"', '""'))
    body = bom + (told + '2024-01-03,Notice,Rosa Lim,Petitioner,Ada Roe,"1 Law Way"\n').encode(encoding)
    kept = read.scrub_payload(body, "file.csv")
    text = kept.removeprefix(bom).decode(encoding)
    assert "Oak St" not in text and "Peña" not in text and "1 Law Way" in text
    assert _records(kept) == _records(body)


RECEIPTS = [
    "pacer_docket/civil.html", "pacer_docket/bankruptcy.html", "docket_history/civil.html",
    "appellate_docket/appeal.html", "pacer_docket/criminal.html", "pacer_docket/trade.html",
]  # fmt: skip
CELLS = (
    "<TR><TH><FONT SIZE=-1> PACER Login: </FONT></TH><TD><FONT SIZE=-1> {} </FONT></TH></TD><TH> Client Code: </TH><TD>"
    " {}</TD>"
)


@pytest.mark.parametrize("name", RECEIPTS)
@pytest.mark.parametrize(
    ("login", "code"), [("newsroom.desk", "4711 A. Reporter"), ("newsroom.desk", "&nbsp;"), ("x", "")]
)
def test_who_bought_a_page_is_not_kept(name: str, login: str, code: str) -> None:
    page = payload(name)
    begin = page.index(b"Transaction Receipt") + len(b"Transaction Receipt")
    body = page[:begin] + CELLS.format(login, code).encode() + page[begin:]
    kept = read.scrub_payload(body, "page.html")
    assert not [word for word in (b"newsroom", b"> x <", b"4711", b"Reporter") if word in kept]
    assert b"Client Code:" in kept and b"Search Criteria:" in kept.replace(b"\n", b" ")
    assert _records(kept) == _records(body)
    assert read.scrub_payload(kept, "page.html") == kept


def test_who_bought_it_is_not_kept_of_a_page_that_nobody_reads() -> None:
    text = (
        b"<p>PACER Service Center Transaction Receipt 05/02/2024 PACER Login: newsroom Client Code: Description:"
        b" Search</p>"
    )
    kept = read.scrub_payload(text, "page.html")
    assert b"newsroom" not in kept and b"Client Code: Description: Search" in kept
    said = b"<p>ORDER: no PACER Login: required</p>"
    assert read.scrub_payload(said, "page.html") == said


@pytest.mark.django_db
def test_a_file_that_no_source_reads_is_kept_without_numbers() -> None:
    run = queue_import(
        b"Letter about Rosa Lim, A 012-345-678, SSN 123-45-6789, born on May 5, 1980.", name="letter.txt", ring=False
    )
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, "plain text" in run.error) == ("refused", True)
    assert zlib.decompress(run.payload.body) == f"Letter about Rosa Lim, {N}, SSN {N}, born on {D}.".encode()


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["", "pacer-docket"])
@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"%PDF-1.7 123-45-6789", "a PDF"),
        (b"\xd0\xcf\x11\xe0 123-45-6789", "office document"),
        (b"\x01\x02 123-45-6789", "no text"),
    ],
)
def test_of_a_file_that_is_no_text_nothing_is_kept_but_which_it_was(body: bytes, said: str, slug: str) -> None:
    run = queue_import(body, name="scan", source_slug=slug, ring=False)
    perform_run(run.pk)
    run.refresh_from_db()
    assert (run.status, said in run.error) == ("refused", True)
    kept = zlib.decompress(run.payload.body).decode()
    assert hashlib.sha256(body).hexdigest() in kept and f"Bytes: {len(body)}\n" in kept
    assert "123-45" not in kept and recognise_payload(kept.encode(), "scan") is None
    assert read.scrub_payload(kept.encode(), "scan") == kept.encode()


def test_nobody_else_says_why_nothing_is_kept() -> None:
    assert describe.describe_unknown_file(b"Not kept: Click here.\n", "") == describe.describe_unknown_file(
        b"Click here.\n", ""
    )
