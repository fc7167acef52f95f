"""Parses a docket.xml of the Internet Archive's RECAP collection: what readers bought of a docket on PACER, gathered
over years.

Parsed with lxml itself and not with juriscraper's ``InternetArchive``, which lets the XML parser resolve entities,
silently leaves out some entries, and rejects the whole docket for one bad date.
"""

import re
from typing import Any

from lxml import etree

from dockets.record import address_rules
from dockets.record.records import CourtFacts, DocketRecord, NotADocket, ParsedPayload, Recognition, Refusal
from dockets.sources import describe, markup
from dockets.sources.archive import rows
from dockets.sources.archive.rows import get_xml_line
from dockets.sources.decoding import MAX_BYTES, decode_payload
from dockets.sources.kind import SourceKind
from dockets.sources.pacer import report
from dockets.sources.pacer.cells import get_cell_words, parse_docket_date
from dockets.sources.pacer.court import agree_on_court, get_court_id_of_pacer
from dockets.sources.pacer.ecf_urls import build_ecf_docket_url

_HEAD = 2_000
_MOST_ELEMENTS = 500_000
"""The most elements accepted: ten thousand entries with four attachments each have four hundred thousand."""
_MARK = re.compile(r"<gov_uscourts_docket\b")
_COURT = re.compile(r"<court>\s*([a-z0-9-]{2,12})\s*</court>", re.IGNORECASE)
_ABOUT = re.compile(r"<(?:nature_of_suit|case_cause)>([^<]{0,500})<", re.IGNORECASE)
_DECLARES = re.compile(
    r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!DOCTYPE\b[^<>]{0,500}\[|<!\[(?!CDATA\[)", re.IGNORECASE
)
"""Declarations of entities or an own document type. The archive's file only names one, ``docket.dtd``, which is not
read."""
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>]{0,500}>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^<>]{0,200}\?>")
_EXTRA_INFO = re.compile(r"(<extra_info>)([^<]*)(</extra_info>)")
_TERMINATED = re.compile(r"Terminated:\s*[\d/]{6,10}", re.IGNORECASE)
_NAME = re.compile(r"<name>([^<]*)<")
_ATTORNEY = re.compile(r"<attorney>(?:(?!</attorney>).)*</attorney>", re.DOTALL)
_ATTORNEY_NAME = re.compile(r"<attorney_name>([^<]*)<")
_CONTACT = re.compile(r"(<contact>)[^<]*(</contact>)")
_CUT_OFF = "It is cut off or damaged: this may be part of a docket."


def recognise_archive_xml(body: bytes, name: str) -> Recognition | None:
    """Claims XML whose outermost element is ``gov_uscourts_docket``."""
    head = decode_payload(body[:_HEAD])
    if not _MARK.search(head):
        return None
    named = _COURT.search(head)
    return Recognition(
        "archive-xml", get_court_id_of_pacer(named[1]) if named else "", "the Internet Archive's docket.xml"
    )


def parse_archive_xml(body: bytes, court: CourtFacts | None) -> ParsedPayload:
    """One docket, never known to be complete. A file that breaks off is read as far as it goes, with a note that says
    so.

    A file that declares entities is refused before any XML parser sees it.
    """
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; a docket.xml may have {MAX_BYTES:,}."
        raise NotADocket(msg)
    text = decode_payload(body)
    if not _MARK.search(text[:_HEAD]):
        raise NotADocket(describe.describe_unknown_file(body, ""))
    if _DECLARES.search(text):
        msg = "This XML declares entities or a document type of its own, which no docket.xml does; it was not opened."
        raise NotADocket(msg)
    if markup.count_elements(text) > _MOST_ELEMENTS:
        msg = f"This XML has more than {_MOST_ELEMENTS:,} elements, as no docket.xml has; it was not opened."
        raise NotADocket(msg)
    root, notes = _tree(markup.cut_broken_end(text))
    facts = agree_on_court(court, get_court_id_of_pacer(get_xml_line(root, "case_details/court").lower()))
    refused: list[Refusal] = []
    docket = _docket(root, facts, refused)
    if not docket.docket_number:
        msg = "This is a docket.xml of the Internet Archive, but it states no docket number. Download it again."
        raise NotADocket(msg)
    return ParsedPayload((docket,), tuple(refused), notes)


def scrub_archive_xml(body: bytes, _court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The file of a bankruptcy or immigration case without the addresses of its parties; any other as it is."""
    head = decode_payload(body[:_HEAD])
    named = _COURT.search(head)
    of_immigration = any(map(address_rules.is_immigration_case, _ABOUT.findall(head)))
    if not private and not of_immigration and not (named and named[1].lower().endswith("b")):
        return body
    page = body.decode("latin-1")  # preserves every byte, whatever the encoding is
    parties = {get_cell_words(name).casefold() for name in _NAME.findall(page)}

    def without_home(row: re.Match[str]) -> str:
        named = _ATTORNEY_NAME.search(row[0])
        alone = address_rules.is_self_represented(
            get_cell_words(named[1]).removesuffix(",") if named else "", [row[0]], parties
        )
        return _CONTACT.sub(r"\1PRO SE\2", row[0]) if alone else row[0]

    return _EXTRA_INFO.sub(_names_only, _ATTORNEY.sub(without_home, page)).encode("latin-1")


def _names_only(under: re.Match[str]) -> str:
    """Keeps, of the lines under a party's name, those that the parser reads: its other names, and when it left."""
    return (
        under[1]
        + "\n".join(filter(None, (address_rules.keep_name_lines(under[2]), *_TERMINATED.findall(under[2]))))
        + under[3]
    )


def _tree(text: str) -> tuple[Any, tuple[str, ...]]:
    plain = _DOCTYPE.sub("", _XML_DECLARATION.sub("", text), count=1).encode()
    parser = etree.XMLParser(recover=True, resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(plain, parser)
    except (etree.LxmlError, ValueError):
        root = None
    if root is None or root.tag != "gov_uscourts_docket":
        msg = "This begins like a docket.xml of the Internet Archive, but cannot be read as XML. Download it again."
        raise NotADocket(msg)
    return root, (_CUT_OFF,) if parser.error_log else ()


def _docket(root: Any, court: CourtFacts, refused: list[Refusal]) -> DocketRecord:
    judge_of = report.import_juriscraper("juriscraper.lib.judge_parsers").normalize_judge_string
    harmonize = report.import_juriscraper("juriscraper.lib.string_utils").harmonize
    case_id = get_xml_line(root, "case_details/pacer_case_num")
    judges = [
        get_cell_words(judge_of(get_xml_line(root, f"case_details/{name}"))[0])
        for name in ("assigned_to", "referred_to")
    ]
    return DocketRecord(
        court_id=court.id,
        docket_number=get_xml_line(root, "case_details/docket_num"),
        case_name=get_cell_words(harmonize(get_xml_line(root, "case_details/case_name"))),
        pacer_case_id=case_id,
        date_filed=parse_docket_date(
            "date filed", get_xml_line(root, "case_details/date_case_filed"), refused, rows.parse_xml_date
        ),
        date_terminated=parse_docket_date(
            "date terminated", get_xml_line(root, "case_details/date_case_terminated"), refused, rows.parse_xml_date
        ),
        cause=get_xml_line(root, "case_details/case_cause"),
        assigned_to=judges[0],
        referred_to=judges[1],
        nature_of_suit=get_xml_line(root, "case_details/nature_of_suit"),
        jury_demand=get_xml_line(root, "case_details/jury_demand"),
        jurisdiction=get_xml_line(root, "case_details/jurisdiction"),
        source_url=build_ecf_docket_url(court, case_id if case_id.isdigit() else ""),
        parties=tuple(rows.read_archive_parties(root, court, refused)),
        entries=tuple(rows.read_archive_entries(root, court, case_id, refused)),
        as_of=rows.find_archive_moment(root, court),
    )


ARCHIVE_XML = SourceKind(
    slug="archive-xml",
    label="Internet Archive docket.xml",
    authority=16,
    recognise=recognise_archive_xml,
    parse=parse_archive_xml,
    scrub=scrub_archive_xml,
)
