"""Parses a court's notice by e-mail: of electronic filing (district and bankruptcy courts), of docket activity (courts
of appeals).

``text`` extracts from a message what is about the case, juriscraper parses that; here it becomes records. One notice
may name several dockets, with one entry in each. Notices are uploaded, or fetched from a mailbox (``mailbox``).
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from html import escape
from typing import Any
from zoneinfo import ZoneInfo

from dockets.courts import registry
from dockets.record.records import (
    CourtFacts,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    NotADocket,
    ParsedPayload,
    Recognition,
    Refusal,
    RelationRecord,
)
from dockets.record.text import clean_pacer_doc_id
from dockets.sources import markup
from dockets.sources.feeds.item import ZONES
from dockets.sources.kind import SourceKind
from dockets.sources.notices import mailbox
from dockets.sources.notices.text import (
    CourtNotice,
    is_court_notice,
    read_notice_text,
    scrub_court_notice,
    split_notice_by_case,
)
from dockets.sources.pacer.cells import get_cell_words
from dockets.sources.pacer.court import (
    agree_on_court,
    find_court_id_in_heading,
    find_pacer_id_in_links,
    get_court_id_of_pacer,
)
from dockets.sources.pacer.ecf_urls import build_ecf_docket_url, build_ecf_document_url
from dockets.sources.pacer.report import import_juriscraper

_APPELLATE_HEADING = re.compile(r"Court\s+of\s+Appeals\s+for\s+the\s+((?:\w+\s+){1,4}?)Circuit", re.IGNORECASE)
_ENTERED = re.compile(
    r"\b(?:entered|received|filed)\b.{0,200}?\bon\s+(?P<day>\d{1,2}/\d{1,2}/\d{4})"
    r"\s+at\s+(?P<time>\d{1,2}:\d\d(?::\d\d)?\s*[AP]M)"
    r"(?:\s+(?P<zone>[A-Z]{3,4}\b|[A-Z]\w+\s+(?:Daylight|Standard)\s+Time))?",
    re.IGNORECASE,
)
_SIGN = re.compile(r"\s*Notice (?:will be|has been) electronically mailed to:$")
"""The line by which ``text`` marks the end of a docket text. It gets into the text where the notice breaks off before
its elements are closed."""
_DOCUMENT = re.compile(r"Document Description: (?:</strong>)?([^<\n]*)")
_IGNORED = (
    (
        "Notice of Electronic Claims Filing",
        "a claim against a bankruptcy estate, which is entered in the claims register",
    ),
    ("Join ZoomGov Meeting", "an invitation to a hearing by video"),
    ("Modified Dkt text from", "a correction of a docket text"),
    ("Modified Date Filed from", "a correction of a date"),
    ("Added Correct PDF to document", "a document that was put in the place of another"),
)
"""The notices that juriscraper ignores, in its words (``NotificationEmail.ERROR_STRINGS``), and what each is."""
_SAVE_DOCKET = "If it matters, save the docket page from PACER and import that."


def recognise_court_notice(body: bytes, name: str) -> Recognition | None:
    """Claims messages that call themselves a notice of electronic filing or of docket activity and mention a
    transaction."""
    if not is_court_notice(body):
        return None
    try:
        court = _court_id(read_notice_text(body).text)
    except NotADocket:
        court = ""
    return Recognition("court-notice", court, "heading of a court's notice by e-mail")


def parse_court_notice(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, with one entry, for each case that the notice names. Cases of other courts that the Panel's notice
    names are theirs, without an entry."""
    notice = read_notice_text(body)
    for words, what in _IGNORED:
        if re.search(r"\s+".join(words.split()), notice.text, re.IGNORECASE):
            msg = f"This notice is about {what}, and not of a new entry of a docket. {_SAVE_DOCKET}"
            raise NotADocket(msg)
    facts = agree_on_court(court, _court_id(notice.text))
    if not markup.is_safe_page(notice.text):
        msg = "This notice nests its elements deeper than any court's does, and was not opened."
        raise NotADocket(msg)
    cases, refused = _cases(notice, facts)
    if not cases:
        raise NotADocket(refused[0].why)
    common = _Common(facts, _entered_at(notice, facts), _short_text(cases, notice), tuple(_names(notice)))
    dockets = (_member(case, common, notice.text) or _docket(case, common) for case in cases)
    return ParsedPayload(tuple(dockets), tuple(refused))


@dataclass(frozen=True, slots=True)
class _Case:
    """One case of a notice: its part of the text, and what juriscraper found there."""

    text: str
    told: Mapping[str, Any]

    @property
    def number(self) -> str:
        return get_cell_words(self.told.get("docket_number"))

    @property
    def entry(self) -> Mapping[str, Any]:
        entry: Mapping[str, Any] = self.told["docket_entries"][0]
        return entry


def _cases(notice: CourtNotice, court: CourtFacts) -> tuple[list["_Case"], list[Refusal]]:
    cases, refused = [], []
    for place, text in enumerate(split_notice_by_case(notice), start=1):
        try:
            cases.append(_Case(text, _told(text, notice, court)))
        except NotADocket as error:
            refused.append(Refusal(f"case {place}", str(error)))
    return cases, refused


@dataclass(frozen=True, slots=True)
class _Common:
    """What is the same for all cases of a notice."""

    court: CourtFacts
    entered_at: datetime | None
    short_text: str
    document_names: tuple[str, ...]


def _told(text: str, notice: CourtNotice, court: CourtFacts) -> Mapping[str, Any]:
    """What juriscraper finds for one case: its docket, with one entry. Raises ``NotADocket``."""
    report = import_juriscraper("juriscraper.pacer").NotificationEmail(court.pacer_id)
    report.subject = notice.subject
    report.content_type = "text/html" if notice.is_html else "text/plain"
    try:
        report._parse_text(" ".join(text.split("\n")) if notice.is_html else f"<pre>{escape(text)}</pre>")
        # Not ``data``, which looks for the recipients too, and fails on a case whose number it has not read.
        report._is_appellate()
        report._is_acms()
        docket: Mapping[str, Any] = report._get_dockets()[0]
        docket["docket_entries"][0]
    except Exception as error:  # juriscraper raises plain exceptions, and fails on anything unexpected
        msg = f"This is a court's notice, but its case, docket text or date cannot be found in it. {_SAVE_DOCKET}"
        raise NotADocket(msg) from error
    if not docket.get("docket_number"):
        msg = f"The docket number in this notice cannot be read. {_SAVE_DOCKET}"
        raise NotADocket(msg)
    return docket


_MEMBER = re.compile(r"(?<![\w/])(?P<court>[A-Z]{2,4})/(?P<number>\d{1,2}:\d{2}-[a-z]{2}-\d{3,6})(?![\w-])")
"""How the Judicial Panel on Multidistrict Litigation names a case of another court: "NYE/1:21-cv-02960"."""
_LITIGATION = re.compile(r"\bMDL (?:No\. ?|Docket No\. ?)?(?P<number>\d{2,5})\b")


def _member(case: _Case, common: _Common, notice: str) -> DocketRecord | None:
    """The other court's case that the panel's notice names, as a member of the litigation; None for any other case. The
    entry is the panel's own, and no entry of that docket."""
    named = _MEMBER.search(case.text) if common.court.id == "jpml" else None
    court_id = registry.find_court_id_by_pacer_id(f"{named['court']}d") if named else None
    if named is None or court_id is None:
        return None
    name, litigation = get_cell_words(case.told.get("case_name")), _LITIGATION.search(notice)
    panel = (RelationRecord("member_of", common.court.id, f"MDL No. {litigation['number']}"),) if litigation else ()
    return DocketRecord(
        court_id=court_id,
        docket_number=named["number"],
        case_name="" if name == "Unknown Case Title" else name,
        relations=panel,
        as_of=common.entered_at,
    )


def _docket(case: _Case, common: _Common) -> DocketRecord:
    court, name = common.court, get_cell_words(case.told.get("case_name"))
    case_id = _digits(case.entry.get("pacer_case_id")) or _linked_case_id(case.text)
    is_appellate = registry.get_court_kind(court.id) == "appellate"
    return DocketRecord(
        court_id=court.id,
        docket_number=_number_as_written(case, court),
        case_name="" if name == "Unknown Case Title" else name,
        pacer_case_id=case_id,
        source_url=build_ecf_docket_url(court, "" if is_appellate else case_id),
        entries=(_entry(case.entry, common),),
        as_of=common.entered_at,
    )


def _entry(told: Mapping[str, Any], common: _Common) -> EntryRecord:
    doc_id = _doc_id(told)
    number = re.match(r"\d[\w.]*", get_cell_words(told.get("document_number")))
    filed = told.get("date_filed")
    return EntryRecord(
        number=number[0] if number else "",
        pacer_doc_id=doc_id,
        pacer_seq_no=_digits(told.get("pacer_seq_no")),
        date_filed=filed if isinstance(filed, date) else None,
        date_entered=common.entered_at.date() if common.entered_at else None,
        entered_at=common.entered_at,
        short_text=common.short_text,
        long_text=_SIGN.sub("", get_cell_words(told.get("description"))),
        documents=tuple(_documents(doc_id, common)),
    )


def _short_text(cases: Sequence[_Case], notice: CourtNotice) -> str:
    """The event, from the subject, which names one of the cases: the shortest remainder after removing a case's number
    and name.

    Where the subject does not name the case as the notice does, the two cannot be told apart.
    """
    told = (get_cell_words(case.entry.get("short_description")) for case in cases)
    return min(
        (text for text in told if text != notice.subject and not text.startswith("Activity in Case")),
        key=len,
        default="",
    )


def _doc_id(told: Mapping[str, Any]) -> str:
    found = clean_pacer_doc_id(told.get("pacer_doc_id"))
    return found if len(found) > 5 else ""  # juriscraper makes a "0" of a link without one


def _names(notice: CourtNotice) -> Iterator[str]:
    """The documents' names, as the notice lists them: the main document first, then its attachments."""
    for place, name in enumerate(_DOCUMENT.findall(notice.text)):
        name = markup.get_visible_text(name)
        yield "" if place == 0 and name.lower() == "main document" else name


def _documents(doc_id: str, common: _Common) -> Iterator[DocumentRecord]:
    names = common.document_names
    if doc_id or names:
        yield DocumentRecord(0, names[0] if names else "", doc_id, url=build_ecf_document_url(common.court, doc_id))
    for number, name in enumerate(names[1:], start=1):
        yield DocumentRecord(number, name)


def _number_as_written(case: _Case, court: CourtFacts) -> str:
    """The docket number with what juriscraper cuts off after the serial: the judge's initials and, in criminal cases,
    the defendant."""
    if court.pacer_id.endswith("b"):  # "23-00075-pmm": what follows is the judge
        return case.number
    whole = re.search(r"(?<![\w:-])" + re.escape(case.number) + r"(?:-[\w/]+)*(?![\w-])", case.text)
    return whole[0] if whole else case.number


def _entered_at(notice: CourtNotice, court: CourtFacts) -> datetime | None:
    """When the entry was made. A court in two time zones names the one it means; otherwise it is the court's own."""
    page = markup.get_visible_text(notice.text) if notice.is_html else " ".join(notice.text.split())
    found = _ENTERED.search(page)
    if found is None:
        return None
    time = found["time"].upper().replace(" ", "")
    form = "%m/%d/%Y %I:%M:%S%p" if time.count(":") > 1 else "%m/%d/%Y %I:%M%p"
    words = (found["zone"] or "").upper().split()
    hours = ZONES.get("".join(word[0] for word in words) if len(words) > 1 else "".join(words))
    own = ZoneInfo(court.time_zone)
    zone = own if hours is None else timezone(timedelta(hours=hours))
    try:
        return datetime.strptime(f"{found['day']} {time}", form).replace(tzinfo=zone).astimezone(own)
    except (ValueError, OverflowError):
        return None


def _court_id(text: str) -> str:
    """The court, from what stands above the case; below, a notice may name other courts."""
    above = text.partition("Case Name")[0]
    circuit = _APPELLATE_HEADING.search(markup.get_visible_text(above))
    named = (
        f"U.S. Court of Appeals, {' '.join(circuit[1].split()).title()} Circuit".replace(" Of ", " of ")
        if circuit
        else ""
    )
    appellate = next((court.id for court in registry.list_known_courts() if court.name == named), "")
    linked = get_court_id_of_pacer(find_pacer_id_in_links(text))
    return appellate or find_court_id_in_heading(above) or linked


def _linked_case_id(text: str) -> str:
    """PACER's id of the case from the case's own link, if there is exactly one."""
    found = set(re.findall(r"/(?:DktRpt|iquery)\.pl\?(\d+)", text))
    return found.pop() if len(found) == 1 else ""


def _digits(value: object) -> str:
    text = get_cell_words(value)
    return text if text.isascii() and text.isdigit() else ""


COURT_NOTICE = SourceKind(
    slug="court-notice",
    label="court notice by e-mail",
    authority=15,
    recognise=recognise_court_notice,
    parse=parse_court_notice,
    fetch=mailbox.fetch_next_notice,
    scrub=scrub_court_notice,
    address=mailbox.parse_mailbox_address,
    keeps_its_place=True,
)
