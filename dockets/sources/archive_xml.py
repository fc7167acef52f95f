"""A docket.xml of the Internet Archive's RECAP collection: what readers bought of a docket on PACER, gathered over years.

Read with lxml itself and not with juriscraper's ``InternetArchive``, which lets the XML parser resolve entities, leaves out some
entries without a word, and gives up the whole docket for one bad date.
"""

import re
from typing import Any

from lxml import etree

from dockets import homes
from dockets.records import CourtFacts, DocketRecord, NotADocket, Parsed, Recognition, Refusal
from dockets.sources import archive_rows, describe, markup, pacer_court, pacer_report
from dockets.sources.archive_rows import told
from dockets.sources.cells import day_of_docket, words
from dockets.sources.decoding import MAX_BYTES, text_of
from dockets.sources.kind import SourceKind

_HEAD = 2_000
_MOST_ELEMENTS = 500_000
"""Ten thousand entries with four attachments each have four hundred thousand."""
_MARK = re.compile(r"<gov_uscourts_docket\b")
_COURT = re.compile(r"<court>\s*([a-z0-9-]{2,12})\s*</court>", re.IGNORECASE)
_ABOUT = re.compile(r"<(?:nature_of_suit|case_cause)>([^<]{0,500})<", re.IGNORECASE)
_DECLARES = re.compile(r"<!(?:ENTITY|ELEMENT|ATTLIST|NOTATION)\b|<!DOCTYPE\b[^<>]{0,500}\[|<!\[(?!CDATA\[)", re.IGNORECASE)
"""A document type of one's own. The archive's only names one, ``docket.dtd``, which is not read."""
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>]{0,500}>", re.IGNORECASE)
_XML_DECLARATION = re.compile(r"^\s*<\?xml\b[^<>]{0,200}\?>")
_EXTRA_INFO = re.compile(r"(<extra_info>)([^<]*)(</extra_info>)")
_TERMINATED = re.compile(r"Terminated:\s*[\d/]{6,10}", re.IGNORECASE)
_NAME = re.compile(r"<name>([^<]*)<")
_ATTORNEY = re.compile(r"<attorney>(?:(?!</attorney>).)*</attorney>", re.DOTALL)
_ATTORNEY_NAME = re.compile(r"<attorney_name>([^<]*)<")
_CONTACT = re.compile(r"(<contact>)[^<]*(</contact>)")
_CUT_OFF = "It is cut off or damaged: this may be part of a docket."


def recognise(body: bytes, name: str) -> Recognition | None:
    """Claims XML whose outermost element is ``gov_uscourts_docket``."""
    head = text_of(body[:_HEAD])
    if not _MARK.search(head):
        return None
    named = _COURT.search(head)
    return Recognition("archive-xml", pacer_court.id_of_pacer(named[1]) if named else "", "the Internet Archive's docket.xml")


def parse(body: bytes, court: CourtFacts | None) -> Parsed:
    """One docket, never known to be whole. A file that breaks off is read as far as it goes, and says so in a note.

    Whatever declares entities is refused before any XML parser sees it.
    """
    if len(body) > MAX_BYTES:
        msg = f"This file has {len(body):,} bytes; a docket.xml may have {MAX_BYTES:,}."
        raise NotADocket(msg)
    text = text_of(body)
    if not _MARK.search(text[:_HEAD]):
        raise NotADocket(describe.what_is(body, ""))
    if _DECLARES.search(text):
        msg = "This XML declares entities or a document type of its own, which no docket.xml does; it was not opened."
        raise NotADocket(msg)
    if markup.elements(text) > _MOST_ELEMENTS:
        msg = f"This XML has more than {_MOST_ELEMENTS:,} elements, as no docket.xml has; it was not opened."
        raise NotADocket(msg)
    root, notes = _tree(markup.as_far_as_whole(text))
    facts = pacer_court.agreed(court, pacer_court.id_of_pacer(told(root, "case_details/court").lower()))
    refused: list[Refusal] = []
    docket = _docket(root, facts, refused)
    if not docket.docket_number:
        msg = "This is a docket.xml of the Internet Archive, but it states no docket number. Download it again."
        raise NotADocket(msg)
    return Parsed((docket,), tuple(refused), notes)


def scrub(body: bytes, _court: CourtFacts | None = None, private: bool = False, /) -> bytes:
    """The file of a bankruptcy or of an immigration case without the addresses of its parties; any other as it is."""
    head = text_of(body[:_HEAD])
    named = _COURT.search(head)
    of_immigration = any(map(homes.is_of_immigration, _ABOUT.findall(head)))
    if not private and not of_immigration and not (named and named[1].lower().endswith("b")):
        return body
    page = body.decode("latin-1")  # gives every byte back, whatever the encoding is
    parties = {words(name).casefold() for name in _NAME.findall(page)}

    def without_home(row: re.Match[str]) -> str:
        named = _ATTORNEY_NAME.search(row[0])
        alone = homes.acts_alone(words(named[1]).removesuffix(",") if named else "", [row[0]], parties)
        return _CONTACT.sub(r"\1PRO SE\2", row[0]) if alone else row[0]

    return _EXTRA_INFO.sub(_names_only, _ATTORNEY.sub(without_home, page)).encode("latin-1")


def _names_only(under: re.Match[str]) -> str:
    """Of the lines under a party's name what is read of them: its other names, and when it left."""
    return under[1] + "\n".join(filter(None, (homes.names_only(under[2]), *_TERMINATED.findall(under[2])))) + under[3]


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
    judge_of = pacer_report.imported("juriscraper.lib.judge_parsers").normalize_judge_string
    harmonize = pacer_report.imported("juriscraper.lib.string_utils").harmonize
    case_id = told(root, "case_details/pacer_case_num")
    judges = [words(judge_of(told(root, f"case_details/{name}"))[0]) for name in ("assigned_to", "referred_to")]
    return DocketRecord(
        court_id=court.id,
        docket_number=told(root, "case_details/docket_num"),
        case_name=words(harmonize(told(root, "case_details/case_name"))),
        pacer_case_id=case_id,
        date_filed=day_of_docket("date filed", told(root, "case_details/date_case_filed"), refused, archive_rows.day),
        date_terminated=day_of_docket(
            "date terminated", told(root, "case_details/date_case_terminated"), refused, archive_rows.day
        ),
        cause=told(root, "case_details/case_cause"),
        assigned_to=judges[0],
        referred_to=judges[1],
        nature_of_suit=told(root, "case_details/nature_of_suit"),
        jury_demand=told(root, "case_details/jury_demand"),
        jurisdiction=told(root, "case_details/jurisdiction"),
        source_url=f"https://ecf.{court.pacer_id}.uscourts.gov/cgi-bin/DktRpt.pl?{case_id}" if case_id.isdigit() else "",
        parties=tuple(archive_rows.parties(root, court, refused)),
        entries=tuple(archive_rows.entries(root, court, case_id, refused)),
        as_of=archive_rows.known_to(root, court),
    )


ARCHIVE_XML = SourceKind(
    slug="archive-xml", label="Internet Archive docket.xml", authority=16, recognise=recognise, parse=parse, scrub=scrub
)
