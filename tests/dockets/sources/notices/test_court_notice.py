"""Notices of electronic filing and of docket activity: what they say of the case is taken, whom they were sent to is
not."""

import base64
import itertools
import json
import re
import time
import zlib
from collections.abc import Callable
from datetime import date, datetime
from email import message_from_bytes
from zoneinfo import ZoneInfo

import pytest
from django.apps import apps
from django.db import connection
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st

from dockets.imports.run import perform_run, queue_import
from dockets.models import Docket, Filing, ImportRun, Payload
from dockets.record.records import DocketRecord, DocumentRecord, EntryRecord, NotADocket, ParsedPayload, WrongCourt
from dockets.sources import recognise_payload
from dockets.sources.notices import mail
from dockets.sources.notices.notice import COURT_NOTICE
from dockets.sources.notices.text import is_court_notice
from tests.dockets.sources.payloads import CA9, WAWD, payload
from tests.support.data import DATA
from tests.support.examples import count_examples

NAMES = ("acms", "appellate", "bankruptcy", "district", "plain", "several_cases")
NOTICES = {name: payload(f"court_notice/{name}.eml") for name in NAMES}
PRIVATE = {
    "acms": "Leopold Ashgrove lashgrove@transit.example 6f1de2a9c0ffee77",
    "appellate": (
        "Isolde Brackenbury ibrackenbury@packinglaw.example service@packinglaw.example Fiachra Nightshade Esquire"
        " nightshade@state-ag.example Octavia Pemberwick Tidewater Crescent 5c0ffee5badc0de1"
    ),
    "bankruptcy": (
        "CORDELIA HAWKSMOOR chawksmoor@valleylaw.example ecf.intake@valleylaw.example BARNABY OXENHOLME COPPERFIELD"
        " 73586484 625371913403797"
    ),
    "district": (
        "Quentin Underhill qunderhill@counsel.example docketing@counsel.example Xiomara Vandersloot"
        " xvandersloot@chambersfirm.example Ezekiel Thistlewood Larkspur 86420975 86420911"
    ),
    "plain": "Wilhelmina Stroud wstroud@optics.example paralegal@optics.example Cassius Merriweather Hollowgate",
    "several_cases": (
        "Benedict Featherstonehaugh bfeather@lindenlaw.example Saoirse Quillfeather squill@lindenlaw.example"
        " 71440021 71440022"
    ),
}
"""Of each notice the words of its recipients and its keys to documents. Those of its envelope:"""
ENVELOPE = (
    "Philippa Quarterman pquarterman courtmail newsroom.example CourtMail magic_num icmecf202 63.241.40.205 safelinks"
    " uid="
)


def private_words(name: str) -> list[str]:
    return f"{PRIVATE[name]} {ENVELOPE}".split()


def words_found(words: list[str], text: str) -> list[str]:
    return [word for word in words if word.lower() in text.lower()]


def parsed(body: bytes) -> ParsedPayload:
    return COURT_NOTICE.parse(body, None)


def only(body: bytes) -> tuple[DocketRecord, EntryRecord]:
    (docket,) = parsed(body).dockets
    return docket, docket.entries[0]


def local(zone: str, *parts: int) -> datetime:
    # Year, month, day, hour, minute, second.
    return datetime(*parts, tzinfo=ZoneInfo(zone))  # type: ignore[arg-type, misc]


COURTS = {
    "acms": "ca2",
    "appellate": "ca9",
    "bankruptcy": "arb",
    "district": "wawd",
    "plain": "wawd",
    "several_cases": "mad",
}


@pytest.mark.parametrize("name", NAMES)
def test_it_is_recognised_with_its_court(name: str) -> None:
    claim = recognise_payload(NOTICES[name], "message.eml")
    assert claim and (claim.source, claim.court_id) == ("court-notice", COURTS[name])


def test_a_district_court_s_notice() -> None:
    docket, entry = only(NOTICES["district"])
    entered = local("America/Los_Angeles", 2021, 1, 21, 13, 52)
    assert entry == EntryRecord(
        number="34",
        pacer_doc_id="19709330021",
        pacer_seq_no="104",
        date_filed=date(2021, 1, 21),
        date_entered=date(2021, 1, 21),
        entered_at=entered,
        short_text="Order on Motion for TRO",
        long_text=(
            "ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge Barbara J. Rothstein. "
            "Questions to chambers@wawd.uscourts.gov. (Attachments: (1) Appendix & Table) (CL)"
        ),
        documents=(
            DocumentRecord(0, "", "19709330021", url="https://ecf.wawd.uscourts.gov/doc1/19709330021"),
            DocumentRecord(1, "Appendix & Table of Authorities"),
        ),
    )
    assert docket == DocketRecord(
        court_id="wawd",
        docket_number="2:21-cv-00031-BJR",
        case_name="Parler LLC v. Amazon Web Services Inc",
        pacer_case_id="294664",
        source_url="https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?294664",
        entries=(entry,),
        as_of=entered,
    )


def test_a_notice_of_several_cases_is_a_docket_for_each() -> None:
    first, second = parsed(NOTICES["several_cases"]).dockets
    told = [
        (
            docket.docket_number,
            docket.pacer_case_id,
            entry.number,
            entry.pacer_seq_no,
            entry.pacer_doc_id,
            entry.long_text[:31],
        )
        for docket in (first, second)
        for entry in docket.entries
    ]
    assert told == [
        ("1:24-cv-10417-ADB", "268311", "17", "31", "09509834410", "MEMORANDUM in Support re 16 MOT"),
        ("1:24-cv-10533-ADB", "268902", "6", "9", "09509834410", "MEMORANDUM in Support re 5 MOTI"),
    ]
    assert first.case_name == "Harbor Gazette Company v. Town of Nantasket"
    assert {docket.entries[0].short_text for docket in (first, second)} == {"Memorandum in Support of Motion"}
    assert first.entries[0].entered_at == local("America/New_York", 2024, 4, 2, 23, 58)
    assert first.entries[0].date_entered == date(2024, 4, 2), "the day in the court's zone: it is 3 April in Greenwich"


def of_the_panel(notice: bytes) -> bytes:
    """The page of the notice as the Judicial Panel on Multidistrict Litigation would send it, of the litigation and of
    one case in it."""
    page = next(part for part in message_from_bytes(notice).walk() if part.get_content_type() == "text/html")
    body = bytes(page.get_payload(decode=True)).replace(b"ecf.mad.uscourts.gov", b"ecf.jpml.uscourts.gov")
    body = body.replace(b"United States District Court", b"United States Judicial Panel on Multidistrict Litigation")
    body = body.replace(b"District of Massachusetts", b"").replace(b">1:24-cv-10417-ADB<", b">MDL No. 3123<")
    return body.replace(b">1:24-cv-10533-ADB<", b">NYE/1:24-cv-02960<")


def test_a_case_that_the_panel_names_is_its_own_courts_and_a_member_of_the_litigation() -> None:
    litigation, member = parsed(of_the_panel(NOTICES["several_cases"])).dockets
    assert (litigation.court_id, litigation.docket_number, len(litigation.entries)) == ("jpml", "MDL No. 3123", 1)
    assert (member.court_id, member.docket_number, member.case_name) == (
        "nyed",
        "1:24-cv-02960",
        "Doe No. 7 v. Town of Nantasket",
    )
    assert (member.entries, member.pacer_case_id) == ((), ""), "what the panel numbers is no entry of that docket"
    assert [(told.kind, told.court_id, told.docket_number) for told in member.relations] == [
        ("member_of", "jpml", "MDL No. 3123")
    ]


@pytest.mark.django_db
def test_a_member_of_a_litigation_is_imported_with_its_relation_and_without_a_filing() -> None:
    run = queue_import(of_the_panel(NOTICES["several_cases"]), name="panel.html", ring=False)
    perform_run(run.pk)
    assert sorted(Docket.objects.values_list("court", "docket_number", "filing_count")) == [
        ("jpml", "MDL No. 3123", 1), ("nyed", "1:24-cv-02960", 0),
    ]  # fmt: skip
    (relation,) = Docket.objects.get(court="nyed").relations.select_related("other")
    assert (relation.kind, relation.other and relation.other.court_id) == ("member_of", "jpml")


def second_case(name: str, begin: bytes, end: bytes, *changes: tuple[bytes, bytes]) -> bytes:
    """The notice with another case behind its first one: its part from ``begin`` to before ``end``, changed."""
    whole = NOTICES[name]
    start = whole.index(begin)
    case = another = whole[start : whole.index(end, start)]
    for before, after in changes:
        assert before in case
        another = another.replace(before, after)
    return whole.replace(case, case + another)


@pytest.mark.parametrize(
    ("body", "numbers"),
    [
        (
            second_case(
                "bankruptcy",
                b"<table border",
                b"<p><strong>Docket",
                (b"2:22-bk-06611-DPC", b"2:22-ap-00412-DPC"),
                (b">21<", b">7<"),
            ),
            [("2:22-bk-06611", "21"), ("2:22-ap-00412", "7")],
        ),
        (
            second_case("appellate", b"<TABLE", b"<P><STRONG>Docket", (b"22-35417</A>", b"22-35418</A>")),
            [("22-35417", ""), ("22-35418", "")],
        ),
        (
            second_case(
                "plain", b"Case Name:", b"2:20-cv-01719-RSL Notice", (b"2:20-cv-01719-RSL h", b"2:20-cv-01720-RSL h")
            ),
            [("2:20-cv-01719-RSL", ""), ("2:20-cv-01720-RSL", "")],
        ),
    ],
    ids=["one docket text for two cases", "court of appeals", "plain text"],
)
def test_several_cases_in_other_layouts(body: bytes, numbers: list[tuple[str, str]]) -> None:
    dockets = parsed(body).dockets
    assert [(docket.docket_number, docket.entries[0].number) for docket in dockets] == numbers
    assert len({docket.entries[0].long_text for docket in dockets}) == 1 and dockets[0].entries[0].long_text
    assert dockets[0] == parsed(COURT_NOTICE.scrub(body)).dockets[0]


def test_a_notice_of_many_cases_is_read_in_time_that_grows_with_their_number() -> None:
    """juriscraper reads each case with all of the page around it, 27 s for 800; here each is a page of its own, 2 s for
    them."""
    block = NOTICES["district"][
        (start := NOTICES["district"].index(b"<table border")) : NOTICES["district"].index(b"<BR>\n<B>\n2:21")
    ]
    blocks = (block.replace(b"2:21-cv-00031", b"2:21-cv-%05d" % number) for number in range(1, 801))
    body = NOTICES["district"][:start] + b"".join(blocks) + NOTICES["district"][start + len(block) :]
    began = time.process_time()
    assert len(parsed(body).dockets) == 800
    assert time.process_time() - began < 10


def test_a_bankruptcy_court_s_notice() -> None:
    docket, entry = only(NOTICES["bankruptcy"])
    assert (docket.court_id, docket.docket_number, docket.case_name) == ("arb", "2:22-bk-06611", "Tobias Greenhalgh")
    assert (docket.pacer_case_id, entry.number, entry.pacer_seq_no) == ("663150", "21", "58")
    assert (entry.short_text, entry.entered_at) == (
        "Order Discharging Debtor",
        local("America/Phoenix", 2022, 10, 5, 18, 13),
    )


def test_a_court_of_appeals_notice() -> None:
    docket, entry = only(NOTICES["appellate"])
    assert (docket.court_id, docket.docket_number, docket.pacer_case_id) == ("ca9", "22-35417", "338402")
    assert docket.case_name == "Orchard Lane Growers v. Harbor Packing, Inc."
    assert entry.long_text.startswith("Submitted (ECF) Reply Brief") and entry.long_text.endswith("(Winslow, Theo)")
    assert (entry.number, entry.short_text) == ("", "Reply Brief of Appellants")
    assert entry.entered_at == local("America/Los_Angeles", 2022, 8, 8, 15, 20, 58)
    url = "https://ecf.ca9.uscourts.gov/docs1/009033577001"
    assert entry.documents == (DocumentRecord(0, "Reply Brief of Appellants", "009033577001", url=url),)


def test_a_notice_of_the_courts_of_appeals_new_system() -> None:
    docket, entry = only(NOTICES["acms"])
    assert (docket.court_id, docket.docket_number) == ("ca2", "25-1187")
    assert (entry.number, entry.short_text, entry.documents) == ("42", "Motion, to extend time", ())
    assert entry.long_text.startswith("MOTION, to extend time to file brief, on behalf of Appellant Mara Larkin")


def test_a_notice_in_plain_text_of_an_entry_without_a_document() -> None:
    docket, entry = only(NOTICES["plain"])
    assert (docket.docket_number, docket.case_name) == ("2:20-cv-01719-RSL", "Kestrel Optics v. Umber Lens Co.")
    assert (docket.pacer_case_id, entry.number, entry.documents) == ("293001", "", ())
    assert (entry.date_filed, entry.date_entered) == (date(2021, 3, 4), date(2021, 3, 5))
    assert (
        entry.long_text
        == "MINUTE ENTRY for proceedings held before Judge Robert S. Lasnik: Status conference <by telephone> held on"
        " 3/4/2021. Next conference: join at https://www.wawd.uscourts.gov/judges/lasnik (VE)"
    )


def body_of(message: bytes) -> bytes:
    return message.replace(b"\r\n", b"\n").partition(b"\n\n")[2]


def test_the_page_without_the_message_around_it_is_read_too() -> None:
    docket, entry = only(body_of(NOTICES["district"]))
    whole, its_entry = only(NOTICES["district"])
    assert (docket.docket_number, entry.long_text) == (whole.docket_number, its_entry.long_text)
    assert entry.short_text == "", "what it is stands in the subject alone"
    _, of_appeals = only(body_of(NOTICES["appellate"]))
    assert of_appeals == only(NOTICES["appellate"])[1], "these pages repeat the subject as their title"


NOTE = (
    "Hi Philippa, Xanthe here. See the Notice of Electronic Filing below, from U.S. District Court; source is"
    " Gulliver.\n"
)
FORWARD = """From: Xanthe Ravenscroft <xanthe@newsroom.example>
To: Gulliver <gulliver@newsroom.example>
Subject: FW: {subject}
MIME-Version: 1.0
Content-Type: {kind}

"""


def forwarded_as_attachment(message: bytes) -> bytes:
    head = FORWARD.format(subject="have a look, Gulliver", kind='multipart/mixed; boundary="==x"')
    note = f"--==x\nContent-Type: text/plain\n\n{NOTE}\n--==x\nContent-Type: image/png\n\nlogo\n--==x\n"
    return (head + note).encode() + b"Content-Type: message/rfc822\n\n" + message + b"\n--==x--\n"


def forwarded_inline(message: bytes) -> bytes:
    subject = next(line for line in message.decode().splitlines() if line.startswith("Subject:"))[8:]
    head = FORWARD.format(subject=subject, kind="text/html; charset=utf-8")
    above = f"<html><body><p>{NOTE}</p><div>-----Original Message-----<br>To: Gulliver</div>"
    return (
        (head + above).encode() + body_of(message) + b"<p>-- <br>Xanthe Ravenscroft, +1 206 555 0100</p></body></html>"
    )


@pytest.mark.parametrize("forwarded", [forwarded_as_attachment, forwarded_inline])
def test_a_forwarded_notice_is_read_and_what_was_written_around_it_is_not_kept(
    forwarded: Callable[[bytes], bytes],
) -> None:
    message = forwarded(NOTICES["district"])
    assert parsed(message) == parsed(NOTICES["district"])
    kept = COURT_NOTICE.scrub(message).decode()
    assert not words_found([*private_words("district"), "Xanthe", "Gulliver", "Ravenscroft", "555 0100"], kept)


def test_a_mail_gateway_s_detours_are_cut_out() -> None:
    message = NOTICES["district"].decode()
    safe = re.sub(
        r"https://ecf\.wawd\.uscourts\.gov/(?:doc1|cgi-bin)/[^\s\"'>]+",
        lambda link: (
            "https://nam02.safelinks.protection.outlook.com/?url="
            + link[0]
            .replace(":", "%3A")
            .replace("/", "%2F")
            .replace("?", "%3F")
            .replace("=", "%3D")
            .replace("&", "%26")
            + "&amp;data=05%7C02%7Cgulliver%40newsroom.example%7C0"
        ),
        message,
    )
    assert "uscourts.gov/doc1" not in safe
    assert parsed(safe.encode()) == parsed(message.encode())
    assert not words_found([*private_words("district"), "gulliver"], COURT_NOTICE.scrub(safe.encode()).decode())


# What is kept.


@pytest.mark.parametrize("name", NAMES)
def test_what_is_kept_says_the_same_and_names_no_recipient(name: str) -> None:
    kept = COURT_NOTICE.scrub(NOTICES[name])
    assert parsed(kept) == parsed(NOTICES[name])
    assert COURT_NOTICE.scrub(kept) == kept
    assert words_found(private_words(name), NOTICES[name].decode().replace("=\r\n", "")), "or this test cannot fail"
    assert not words_found(private_words(name), kept.decode())


def test_each_private_word_stands_in_its_notice() -> None:
    for name in NAMES:
        words = PRIVATE[name].split()
        assert words_found(words, re.sub(r"=\r?\n", "", NOTICES[name].decode())) == words


@pytest.mark.parametrize(
    "hidden",
    [
        b"<!-- to: Gulliver -->",
        b"<!-- a --><!-- Gulliver <b>--> <script>Gulliver</script>",
        b"<span title='Gulliver' data-to=Gulliver onclick=\"f('Gulliver')\">x</span>",
        b"<a href='mailto:gulliver@newsroom.example'>x</a><img src='https://count.example/?who=gulliver'>",
        b"<a href='https://gulliver@track.example/open?id=gulliver'>x</a> https://track.example/gulliver?x",
        b"<style>.gulliver {}</style><?gulliver?><![gulliver[]>",
        b"from gulliver@newsroom.example, Gulliver.O'Shea+x@newsroom.example",
    ],
)
def test_what_is_hidden_in_the_page_is_not_kept(hidden: bytes) -> None:
    body = NOTICES["district"].replace(b"<tr><td><strong>Filer", hidden + b"<tr><td><strong>Filer")
    assert hidden in body
    assert parsed(body).dockets[0].entries == parsed(NOTICES["district"]).dockets[0].entries
    assert not words_found(["gulliver"], COURT_NOTICE.scrub(body).decode())


SIGNS = "abcdefghijklmnopqrstuvwxyz"
WORDS = st.text(SIGNS, min_size=4, max_size=10).map(lambda word: f"zq{word}")
PEOPLE = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4)


@hypothesis(max_examples=count_examples(10, 40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    people=PEOPLE,
    others=PEOPLE,
    layout=st.sampled_from(
        ["{0} {1} &nbsp &nbsp {2}@{0}.example <BR>\n", "<p>{1}, {0}</p><a href='mailto:{2}@{1}.example'>{2}</a>"]
    ),
    heading=st.sampled_from(
        [
            "<B>\n2:21-cv-00031-BJR Notice has been electronically mailed to:\n</B>",
            "<b>Notice will be electronically mailed to:</b>",
            "<p>2:21-cv-00031 Notice will not be\nelectronically mailed to:</p>",
            "<STRONG>Case participants listed below will not receive this electronic notice:</STRONG>",
            "\nNotice was sent by U.S. mail to:<br>",
        ]
    ),
    magic=st.integers(10**7, 10**8 - 1),
    documents_first=st.booleans(),
)
def test_no_list_of_recipients_is_kept(
    people: list[tuple[str, str, str]],
    others: list[tuple[str, str, str]],
    layout: str,
    heading: str,
    magic: int,
    documents_first: bool,
) -> None:
    """Law: what is kept parses to the same records, and holds none of the recipients' words nor the key, in every
    layout."""
    message = NOTICES["district"].decode()
    begin, end = message.index("<BR>\n<B>\n2:21"), message.index("<div>\n<p>\nThe following")
    listed = [heading + "".join(layout.format(*who) for who in group) for group in (people, others)]
    documents = message[end:]
    parts = [documents, *listed] if documents_first else [*listed, documents]
    body = (message[:begin] + "".join(parts)).replace("86420975", str(magic)).encode()
    kept = COURT_NOTICE.scrub(body)
    assert parsed(kept) == parsed(body) == parsed(NOTICES["district"])
    assert COURT_NOTICE.scrub(kept) == kept
    assert not words_found([word for who in people + others for word in who] + [str(magic)], kept.decode())


def every_text_in_the_database() -> str:
    """All columns that can hold text, and the payloads unpacked."""
    found = []
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT CAST("{model._meta.db_table}" AS text) FROM "{model._meta.db_table}"')
            found += [row[0] for row in cursor.fetchall()]
    found += [zlib.decompress(body).decode() for body in Payload.objects.values_list("body", flat=True)]
    return "\n".join(found)


@pytest.mark.django_db
@pytest.mark.parametrize("slug", ["court-notice", ""])
def test_nothing_private_is_anywhere_in_the_database(slug: str) -> None:
    for name in NAMES:
        run = queue_import(NOTICES[name], name=f"{name}.eml", source_slug=slug, ring=False)
        perform_run(run.pk)
    assert [run.error for run in ImportRun.objects.all()] == [""] * len(NAMES)
    held = every_text_in_the_database()
    assert "Motion for TRO/Preliminary Injunction" in held, "or nothing was searched"
    assert not words_found([word for name in NAMES for word in private_words(name)], held)


@pytest.mark.django_db
def test_a_notice_imports_as_filings_of_each_case_and_twice_is_once() -> None:
    for _ in range(2):
        run = queue_import(NOTICES["several_cases"], name="notice.eml", ring=False)
        perform_run(run.pk)
    assert sorted(Docket.objects.values_list("docket_number", "filing_count")) == [
        ("1:24-cv-10417", 1),
        ("1:24-cv-10533", 1),
    ]
    assert sorted(Filing.objects.values_list("number", flat=True)) == ["17", "6"]
    assert Payload.objects.count() == 1


FEED_ITEM = b"""<rss version="2.0"><channel><link>https://ecf.wawd.uscourts.gov</link><item>
<title>2:21-cv-00031-BJR Parler LLC v. Amazon Web Services Inc</title>\
<link>https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?294664</link>
<description>[Order on Motion for TRO] (&lt;a href=\
"https://ecf.wawd.uscourts.gov/doc1/19719330021?caseid=294664&amp;amp;de_seq_num=104" &gt;34&lt;/a&gt;)</description>
<guid isPermaLink="true">https://ecf.wawd.uscourts.gov/cgi-bin/DktRpt.pl?294664&amp;104</guid>\
<pubDate>Thu, 21 Jan 2021 21:52:40 GMT</pubDate>
</item></channel></rss>"""
SHEET = {
    "court": "wawd",
    "docket_number": "2:21-cv-00031",
    "entries": [
        {
            "number": 34,
            "date_filed": "2021-01-21",
            "text": "ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction.",
        }
    ],
}


@pytest.mark.django_db
@pytest.mark.parametrize("order", list(itertools.permutations(range(3))))
def test_the_notice_the_feed_and_the_docket_speak_of_one_filing_in_any_order(order: tuple[int, ...]) -> None:
    sheet = json.dumps({"format": "casetracker-docket/1", **SHEET}).encode()
    for place in order:
        run = queue_import((NOTICES["district"], FEED_ITEM, sheet)[place], name=f"file {place}", ring=False)
        perform_run(run.pk)
    assert list(ImportRun.objects.values_list("error", flat=True)) == [""] * 3
    filing = Filing.objects.current().get()
    assert (filing.number, filing.date_filed, filing.observations.count()) == ("34", date(2021, 1, 21), 3)
    assert (Docket.objects.get().pacer_case_id, filing.documents.count()) == ("294664", 2)


# What is refused.

IGNORED = [
    "Notice of Electronic Claims Filing",
    "Join ZoomGov Meeting",
    "Modified Dkt\ntext from",
    "Added Correct PDF to document",
]


@pytest.mark.parametrize("words", IGNORED)
def test_what_juriscraper_leaves_aside_is_refused_with_what_it_is(words: str) -> None:
    body = NOTICES["district"].replace(b"ORDER denying", f"{words} ORDER denying".encode())
    assert recognise_payload(body, "x.eml"), "it is a notice all the same"
    with pytest.raises(NotADocket, match=r"^This notice is about (?:a|an) .*, and not of a new entry of a docket"):
        parsed(body)
    with pytest.raises(NotADocket, match="not of a new entry"):
        parsed(COURT_NOTICE.scrub(body))


def test_another_court_than_the_one_given_is_refused() -> None:
    with pytest.raises(WrongCourt, match="from the court “wawd”, not from “ca9”"):
        COURT_NOTICE.parse(NOTICES["district"], CA9)
    assert COURT_NOTICE.parse(NOTICES["district"], WAWD) == parsed(NOTICES["district"])


@pytest.mark.parametrize(
    ("gone", "said"),
    [
        (b"2:21-cv-00031-BJR</A>", "The docket number in this notice cannot be read"),
        (b"and filed on 1/21/2021", "cannot be found in it"),
        (b"<strong>Docket Text:</strong>", "cannot be found in it"),
    ],
)
def test_a_notice_that_lacks_something_is_refused_with_a_sentence(gone: bytes, said: str) -> None:
    assert gone in NOTICES["district"]
    with pytest.raises(NotADocket, match=said):
        parsed(NOTICES["district"].replace(gone, b""))


def test_one_case_that_cannot_be_read_does_not_sink_the_others() -> None:
    told = parsed(NOTICES["several_cases"].replace(b"1:24-cv-10417-ADB</A>", b"</A>"))
    assert [docket.docket_number for docket in told.dockets] == ["1:24-cv-10533-ADB"]
    assert [refusal.where for refusal in told.refused] == ["case 1"]


def test_private_mail_is_no_notice_and_nothing_of_it_is_kept() -> None:
    letter = (
        b"From: a@example.org\nTo: Gulliver <g@example.org>\nSubject: lunch with Xanthe\n\nat one? uscourts.gov is"
        b" down\n"
    )
    assert recognise_payload(letter, "x.eml") is None
    kept = COURT_NOTICE.scrub(letter)
    assert not words_found(["Gulliver", "Xanthe", "lunch", "one?"], kept.decode())
    for body in (letter, kept):
        with pytest.raises(NotADocket, match="an e-mail, but no court's notice"):
            parsed(body)


def test_a_notice_that_somebody_wrote_in_is_refused_with_the_reason_after_scrubbing_too() -> None:
    part = b'--=_part_01\r\nContent-Type: image/png; name="logo.png"\r\n\r\nx\r\n--=_part_01--'
    body = NOTICES["several_cases"].replace(b"--=_part_01--", part)
    assert len(body) > len(NOTICES["several_cases"])
    kept = COURT_NOTICE.scrub(body)
    assert recognise_payload(body, "x.eml") and recognise_payload(kept, "x.eml")
    for message in (body, kept):
        with pytest.raises(NotADocket, match="This notice carries a picture"):
            parsed(message)


def test_a_page_that_is_no_mail_stays_as_it_is_and_is_told_for_what_it_is() -> None:
    page = payload("pacer_docket/civil.html")
    assert COURT_NOTICE.scrub(page) == page
    with pytest.raises(NotADocket):
        parsed(page)


# Hostile messages.


def nested(kind: str, depth: int) -> bytes:
    levels = (f"Content-Type: {kind}; boundary=b{level}\n\n--b{level}\n" for level in range(depth))
    return ("Subject: x\n" + "".join(levels)).encode() + b"Content-Type: text/html\n\n" + body_of(NOTICES["district"])


def as_part(encoding: str, content: bytes, *, head: bytes = b"") -> bytes:
    fields = f"Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: {encoding}\n".encode()
    return b"Subject: x\n" + head + fields + b"\n" + content


DISTRICT = body_of(NOTICES["district"])
HOSTILE: dict[str, bytes] = {
    "multiparts in multiparts": nested("multipart/mixed", 1_000),
    "forty multiparts and lines": nested("multipart/mixed", 40) + b"--\n" * 90_000,
    "messages in messages": b"Subject: x\n" + b"Content-Type: message/rfc822\n\n" * 1_000 + DISTRICT,
    "many parts": b'Content-Type: multipart/mixed; boundary="b"\n\n' + b"--b\nContent-Type: text/html\n\nx\n" * 20_000,
    "base64 bomb": as_part("base64", base64.encodebytes(DISTRICT + b"\n<table>Case Name:" * 40_000)),
    "base64 of lines": as_part("base64", base64.encodebytes(DISTRICT + b"\n" * 700_000)),
    "base64 of openers": as_part("base64", base64.encodebytes(b"<br>" * 150_000 + DISTRICT + b"<br>" * 60_000)),
    "long subject": b"Subject: " + b"=?utf-8?q?=41?= " * 60_000 + b"\nContent-Type: text/html\n\n" + DISTRICT,
    "long field": b"X-Spam: " + b"a;" * 500_000 + b"\nContent-Type: text/html\n\n" + DISTRICT,
    "long parameters": (
        b'Subject: x\nContent-Type: multipart/mixed; boundary=b; a="' + b";" * 1_200_000 + b"\n\n--b\n\n" + DISTRICT
    ),
    "many fields": b"X-A: b\n" * 90_000 + b"Content-Type: text/html\n\n" + DISTRICT,
    "unclosed comments": as_part("8bit", DISTRICT + b"<!--" * 100_000),
    "unclosed tags": as_part("8bit", DISTRICT + b"<a href=" * 100_000),
    "quotes in a tag": as_part("8bit", DISTRICT + b"<a " + b"href='" * 100_000 + b">"),
    "addresses": as_part("8bit", b"The following transaction was a" + b"a." * 400_000 + DISTRICT),
    "links": as_part("8bit", DISTRICT.replace(b"<BR>", b"https://x/?url=https%3a" * 500 + b"<BR>")),
    "recipients": as_part("8bit", DISTRICT + b"\nNotice will be mailed" * 30_000),
    "nested elements": as_part("8bit", DISTRICT.replace(b"ORDER", b"<div>" * 50_000 + b"ORDER")),
    "spaces": as_part("8bit", DISTRICT.replace(b"Notice has", b"Notice" + b" " * 900_000 + b"has")),
    "entered": as_part("8bit", b"The following transaction was entered on " * 15_000 + DISTRICT),
    "documents": as_part("8bit", DISTRICT + b"Document description:" * 30_000),
    "too large": NOTICES["district"] + b" " * mail.MAX_BYTES,
}


@pytest.mark.slow_rows
@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_a_hostile_message_is_read_or_refused_soon(name: str) -> None:
    """Seconds on a machine that does other things as well; each took minutes, or the interpreter's stack, without its
    defence."""
    began = time.process_time()
    recognise_payload(HOSTILE[name], "x.eml")
    kept = COURT_NOTICE.scrub(HOSTILE[name])
    answers = [_answer(body) for body in (HOSTILE[name], kept)]
    assert time.process_time() - began < 15
    assert answers[0] == answers[1]
    assert not words_found(["Underhill", "Vandersloot", "Thistlewood"], kept.decode())


def _answer(body: bytes) -> ParsedPayload | str:
    try:
        return parsed(body)
    except NotADocket as refusal:
        return str(refusal)


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (b"<script>" + NOTICES["district"], "not the whole of one in one piece"),
        (as_part("base64", base64.encodebytes(DISTRICT.replace(b"ORDER", b"x\n" * 110_000))), "more parts or lines"),
        (
            as_part("base64", base64.encodebytes(DISTRICT + b"Document description:" * 60_000 + b"<br>")),
            "more than 2 MB",
        ),
    ],
    ids=["the notice is in a script", "many lines", "grows"],
)
def test_what_could_not_be_read_again_is_not_kept(body: bytes, said: str) -> None:
    kept = COURT_NOTICE.scrub(body)
    assert len(kept) < 300
    for message in (body, kept):
        with pytest.raises(NotADocket, match=said):
            parsed(message)


@pytest.mark.parametrize(
    "declared",
    ["utf-7", "punycode", "x-nonsense", "utf-16", "idna", "rot13", "base64", "iso-2022-kr", "\x00", "a" * 3_000],
)
def test_a_declared_character_set_changes_nothing(declared: str) -> None:
    body = NOTICES["district"].replace(
        b"Content-Type: text/html", f"Content-Type: text/html; charset={declared}".encode()
    )
    assert parsed(body) == parsed(NOTICES["district"])


@pytest.mark.parametrize(
    ("told", "entered"),
    [
        ("1/21/2021 at 1:52\nPM PST", local("America/Los_Angeles", 2021, 1, 21, 13, 52)),
        ("1/21/2021 at 1:52 PM", local("America/Los_Angeles", 2021, 1, 21, 13, 52)),
        ("1/21/2021 at 1:52 PM MST", local("America/Los_Angeles", 2021, 1, 21, 12, 52)),
        ("1/21/2021 at 11:52:07 PM Central Standard Time", local("America/Los_Angeles", 2021, 1, 21, 21, 52, 7)),
        ("1/1/0001 at 1:52 AM CHST", None),
        ("12/31/9999 at 11:52 PM HST", None),
        ("13/45/2021 at 1:52 PM PST", None),
        ("1/21/2021 at 25:99 PM PST", None),
        ("1/21/2021", None),
    ],
)
def test_when_it_was_entered_is_told_in_the_court_s_zone(told: str, entered: datetime | None) -> None:
    body = NOTICES["district"].replace(b"1/21/2021 at 1:52\nPM PST", told.encode())
    _, entry = only(body)
    assert entry.entered_at == entered
    assert entry.date_entered == (entered.date() if entered else None)


def test_nul_bytes_and_windows_quotes_do_not_matter() -> None:
    body = NOTICES["district"].replace(b"ORDER denying", b"ORDER\x00 \x93denying\x94")
    assert only(body)[1].long_text.startswith('ORDER "denying" Plaintiff')


PARTS = [
    b"<", b">", b"\n\n", b"\n", b"=\n", b"=?utf-8?q?=3C?=", b"Subject: x\n", b"Content-Type: text/plain\n", b"\x00",
    b"\xff\xfe", b"\xe2\x80", b"Case Name:", b"Docket Text:", b"<table>", b"</p>",
    b"Notice will be electronically mailed to:", b"<strong>", b"<!--", b"-->",
    b"The following document(s) are associated with", b"Document Description: ", b"filed on 99/99/9999", b"&amp;",
    b"&#0;", b"<script>", b"https://ecf.wawd.uscourts.gov/doc1/", b"https://", b"?caseid=", b"@", b"1:20-cr-00466-4",
    b"Content-Transfer-Encoding: base64\n", b"Notice of Electronic Filing", b"--=_part_01\r\n", b"<br>" * 5, b"&nbsp",
    b"Original filename:", b"</table>", b"\t", b" " * 40,
]  # fmt: skip
CHANGES = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 300), st.sampled_from(PARTS)), max_size=8)


@hypothesis(max_examples=count_examples(60, 250), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(name=st.sampled_from(NAMES), changes=CHANGES, cut=st.floats(0.3, 1), headless=st.booleans())
def test_any_damage_is_read_or_refused_and_scrubbing_changes_no_answer(
    name: str, changes: list[tuple[float, int, bytes]], cut: float, headless: bool
) -> None:
    body = body_of(NOTICES[name]) if headless else NOTICES[name]
    for place, length, part in changes:
        begin = int(place * len(body))
        body = body[:begin] + part + body[begin + length :]
    body = body[: int(cut * len(body))] if cut < 0.8 else body
    kept = COURT_NOTICE.scrub(body)
    assert COURT_NOTICE.scrub(kept) == kept
    assert _answer(kept) == _answer(body)


@hypothesis(max_examples=count_examples(60, 200), deadline=None)
@given(st.binary(max_size=400), st.booleans())
def test_any_bytes_are_answered(body: bytes, mail_like: bool) -> None:
    message = b"Subject: Notice of Electronic Filing\n" + body if mail_like else body
    recognise_payload(message, "x")
    assert _answer(COURT_NOTICE.scrub(message)) is not None
    assert is_court_notice(message) in {True, False}


def test_the_fixtures_are_all_tested() -> None:
    assert sorted(path.stem for path in (DATA / "court_notice").iterdir()) == sorted(NAMES)
