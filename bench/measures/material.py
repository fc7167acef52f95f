"""Made-up dockets and filings: as long as courts' are, with words distributed as in courts' texts.

The same seed gives the same text in every run. Nobody in it exists.
"""

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from dockets.record.records import AttorneyRecord, DocketRecord, DocumentRecord, EntryRecord, PartyRecord

COURT = "wawd"
FIRST_DAY = date(2015, 1, 5)
_EVENTS = (
    "MOTION for Extension of Time to File Answer",
    "MOTION to Dismiss for Failure to State a Claim",
    "MOTION to Compel Production of Documents",
    "MOTION for Summary Judgment",
    "RESPONSE in Opposition",
    "REPLY to Response to Motion",
    "DECLARATION of Counsel",
    "NOTICE of Appearance",
    "ORDER granting Motion",
    "ORDER denying Motion",
    "STIPULATION and Proposed Order",
    "MINUTE ENTRY for proceedings held",
    "CERTIFICATE of Service",
    "LETTER to the Court",
    "TRANSCRIPT of Proceedings",
    "BRIEF in Support",
)
_PROSE = """
plaintiff defendant court hearing discovery deposition witness exhibit sealed protective schedule conference deadline
counsel complaint answer judgment injunction contract patent trademark negligence insurance employment securities
antitrust removal remand jurisdiction venue class certification expert testimony damages settlement mediation
arbitration subpoena privilege production request admission interrogatory amended supplemental joint unopposed
telephonic continued vacated reset filed entered served
"""
_WORDS = _PROSE.split()
_RARE = ("estoppel", "interpleader", "quash", "champerty", "laches", "replevin")
"""About one text in 800 contains one of them."""


def text(random: Random, number: int) -> str:
    """About 300 characters; half of the texts refer to an entry shortly before, as answers and orders do."""
    event = random.choice(_EVENTS)
    words = " ".join(random.choices(_WORDS, k=28))
    rare = f" {random.choice(_RARE)}" if random.random() < 0.00125 else ""
    about = (
        f" re {random.randint(max(1, number - 30), number - 1)} Motion" if number > 1 and random.random() < 0.5 else ""
    )
    return f"{event}{about} by Plaintiff Rivermouth Holdings LLC. {words}{rare}. (Attachments: # 1 Exhibit) (Doe, Jane)"


def docket(serial: int, entries: int, *, numbered: bool = True) -> DocketRecord:
    """One docket with its parties, as a source's parser returns it. Every entry has one document."""
    random = Random(serial)
    return DocketRecord(
        court_id=COURT,
        docket_number=f"2:15-cv-{serial:05d}-ABC",
        case_name="Rivermouth Holdings LLC v. Bellwether Freight, Inc.",
        date_filed=FIRST_DAY,
        assigned_to="Alma B. Cartwright",
        parties=_parties(),
        entries=tuple(_entry(random, serial, number, numbered) for number in range(1, entries + 1)),
    )


def changed(record: DocketRecord, count: int, round_: int) -> DocketRecord:
    """The same docket after the court has changed ``count`` of its texts, differently in each round."""
    step = len(record.entries) // count
    entries = list(record.entries)
    for place in range(0, step * count, step):
        entries[place] = replace(entries[place], long_text=f"{entries[place].long_text} (Modified, round {round_})")
    return replace(record, entries=tuple(entries))


def feed(record: DocketRecord, count: int, round_: int) -> DocketRecord:
    """What a court's feed shows of the docket after ``count`` more entries in each round: only those."""
    serial, first = int(record.docket_number[8:13]), len(record.entries) + round_ * count + 1
    random = Random(f"{serial} {round_}")
    entries = tuple(_entry(random, serial, number, numbered=True) for number in range(first, first + count))
    return DocketRecord(court_id=COURT, docket_number=record.docket_number, case_name=record.case_name, entries=entries)


def _parties() -> tuple[PartyRecord, ...]:
    counsel = AttorneyRecord("Jane Doe", ("LEAD ATTORNEY",), "Doe & Roe LLP\n1 Main Street\nSeattle, WA 98101")
    other = AttorneyRecord("Richard Roe", (), "Roe Law PLLC\n2 Main Street\nSeattle, WA 98101")
    return (
        PartyRecord("Rivermouth Holdings LLC", "Plaintiff", attorneys=(counsel,)),
        PartyRecord("Bellwether Freight, Inc.", "Defendant", attorneys=(other,)),
    )


def _entry(random: Random, serial: int, number: int, numbered: bool) -> EntryRecord:
    document = f"19{serial % 10000:04d}{number:06d}"
    day = FIRST_DAY + timedelta(days=number // 4)
    # Without number and ids, minute entries are told apart by date and text alone, so the text has a serial of its own.
    long_text = text(random, number) if numbered else f"{text(random, number)} [{number} of the calendar]"
    return EntryRecord(
        number=str(number) if numbered else "",
        pacer_doc_id=document if numbered else "",
        date_filed=day,
        date_entered=day,
        long_text=long_text,
        documents=(DocumentRecord(0, pacer_doc_id=document),) if numbered else (),
    )
