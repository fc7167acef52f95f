"""Cleans a parsed docket in one pass: everything that is stored is clean, and what cannot be taken is refused by name,
alone.

Place in the flow: a source's ``parse`` -> ``normalise_docket`` -> ``observe_entries`` -> upsert. Pure. A bad entry
never makes its whole docket fail.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, tzinfo
from typing import Any

from dockets.record import address_rules
from dockets.record.privacy import mask_personal_data
from dockets.record.records import (
    AttorneyRecord,
    DocketRecord,
    DocumentRecord,
    EntryRecord,
    PartyRecord,
    Refusal,
    RelationRecord,
)
from dockets.record.text import (
    FIRST_YEAR,
    LAST_YEAR,
    clean_entry_number,
    clean_line,
    clean_pacer_doc_id,
    clean_pacer_seq_no,
    clean_text,
    convert_to_date,
    is_plausible_date,
)

LONGEST_TEXT = 1_000_000
"""Characters of one docket text. The longest real ones have a few thousand; anything beyond this is not a docket
text."""
TOLD_EVERY = 100
"""Number of entries between two progress reports."""
_LIMITS = {
    "assigned_to": 300, "referred_to": 300, "cause": 500, "nature_of_suit": 500, "jury_demand": 200, "demand": 200,
    "jurisdiction": 200, "mdl_status": 200, "division": 200, "case_name": 10_000, "pacer_case_id": 40,
}  # fmt: skip
"""Characters that a docket's columns hold."""
_LARGEST_INTEGER, _LARGEST_BIGINT = 2**31 - 1, 2**63 - 1
RELATIONS = frozenset({
    "appeal_of", "appealed_as", "removed_from", "remanded_to", "transferred_to", "consolidated_with", "member_of",
    "refiled_as",
})  # fmt: skip
"""The values of ``DocketRelation.Kind``; a test keeps the two equal."""


def normalise_docket(
    record: DocketRecord, zone: tzinfo, *, private: bool = False, told: Callable[[int], None] | None = None
) -> tuple[DocketRecord, list[Refusal]]:
    """The clean record, and what in it was refused. ``zone`` is the court's: aware times become days there.

    ``private``: it is known that courts print people's homes in this docket, whether this record shows it or not.
    ``told`` is called now and then with the number of entries that are clean.
    """
    refused: list[Refusal] = []
    private = private or address_rules.prints_homes(record)
    clean = replace(
        record,
        court_id=clean_line(record.court_id),
        docket_number=clean_line(record.docket_number),
        source_url=_url(record.source_url, "docket", refused),
        date_filed=_day(record.date_filed, zone, "docket: date filed", refused),
        date_terminated=_day(record.date_terminated, zone, "docket: date terminated", refused),
        parties=tuple(_parties(record.parties, zone, private, refused)),
        entries=tuple(_entries(record.entries, zone, private, refused, told)),
        relations=tuple(_relations(record.relations, refused)),
        as_of=_aware(record.as_of, zone),
    )
    words: dict[str, Any] = {
        name: _cut(
            mask_personal_data(clean_line(getattr(record, name))), most, f"docket: {name.replace('_', ' ')}", refused
        )
        for name, most in _LIMITS.items()
    }
    return replace(clean, **words), refused


def _entries(
    entries: tuple[EntryRecord, ...],
    zone: tzinfo,
    private: bool,
    refused: list[Refusal],
    told: Callable[[int], None] | None = None,
) -> Iterator[EntryRecord]:
    public = _homeless if private else _public
    for row, entry in enumerate(entries, start=1):
        if told and not row % TOLD_EVERY:
            told(row)
        number = clean_entry_number(entry.number)
        where = f"entry {number[:40]}" if number else f"row {row}"
        clean = _entry(entry, number, zone, where, public, refused)
        if why := _flaw(clean):
            refused.append(Refusal(where, why))
        else:
            yield clean


def _entry(
    entry: EntryRecord, number: str, zone: tzinfo, where: str, public: Callable[[object], str], refused: list[Refusal]
) -> EntryRecord:
    entered_at = _aware(entry.entered_at, zone)
    if entered_at and not is_plausible_date(entered_at):
        refused.append(_implausible(entered_at, where))
        entered_at = None
    return EntryRecord(
        number=number,
        upstream_id=clean_line(entry.upstream_id),
        pacer_doc_id=clean_pacer_doc_id(entry.pacer_doc_id),
        pacer_seq_no=clean_pacer_seq_no(entry.pacer_seq_no),
        date_filed=_day(entry.date_filed, zone, where, refused),
        date_entered=_day(entry.date_entered, zone, where, refused),
        entered_at=entered_at,
        short_text=public(entry.short_text),
        long_text=public(entry.long_text),
        documents=_documents(entry.documents, where, refused) if entry.documents else (),
    )


def _public(value: object) -> str:
    """Clean text without personal numbers."""
    clean = clean_text(value)
    return mask_personal_data(clean) if clean else ""


def _homeless(value: object) -> str:
    """``_public``, and without home addresses."""
    return address_rules.withhold_home_addresses(_public(value))


def _flaw(entry: EntryRecord) -> str:
    """Why an entry cannot be taken; "" where it can."""
    if not (
        entry.number
        or entry.upstream_id
        or entry.pacer_doc_id
        or entry.pacer_seq_no
        or entry.short_text
        or entry.long_text
    ):
        return "It has no number, no id and no text, so nothing tells what it is."
    longest = max(len(entry.long_text), len(entry.short_text))
    if longest > LONGEST_TEXT:
        return f"Its text has {longest:,} characters; at most {LONGEST_TEXT:,} are taken."
    if len(entry.number) > 40:
        return f"Its number has {len(entry.number)} characters; at most 40 are taken."
    if len(entry.upstream_id) > 200 or len(entry.pacer_doc_id) > 40 or len(entry.pacer_seq_no) > 40:
        return "Its id is too long to be one."
    return ""


def normalise_document(document: DocumentRecord) -> DocumentRecord:
    """One document, clean. Invalid counts become ``None``, addresses that are not http or https become ""."""
    return DocumentRecord(
        number=_count(document.number, _LARGEST_INTEGER) or 0,
        description=_public(document.description)[:LONGEST_TEXT],
        pacer_doc_id=clean_pacer_doc_id(document.pacer_doc_id)[:40],
        page_count=_count(document.page_count, _LARGEST_INTEGER),
        file_size=_count(document.file_size, _LARGEST_BIGINT),
        url=_web_address(document.url),
    )


def _documents(documents: tuple[DocumentRecord, ...], where: str, refused: list[Refusal]) -> tuple[DocumentRecord, ...]:
    """The documents of an entry by number. Where a page gives two documents one number, both stay: the later one takes
    the next free number."""
    if len(documents) == 1:
        return (normalise_document(documents[0]),)
    rows: dict[int, DocumentRecord] = {}
    for document in documents:
        row = normalise_document(document)
        if rows.get(row.number) == row:
            continue
        if row.number in rows:
            free = max(rows) + 1
            refused.append(
                Refusal(
                    f"{where}, document {row.number}",
                    f"Its number is another one's too; it is kept as document {free}.",
                )
            )
            row = replace(row, number=free)
        rows[row.number] = row
    return tuple(rows[number] for number in sorted(rows))


def _parties(
    parties: tuple[PartyRecord, ...], zone: tzinfo, private: bool, refused: list[Refusal]
) -> Iterator[PartyRecord]:
    names = {clean_line(party.name).casefold() for party in parties} if private else set()
    for row, party in enumerate(parties, start=1):
        where = f"party {row}"
        name = _cut(mask_personal_data(clean_line(party.name)), 10_000, where, refused)
        if not name:
            refused.append(Refusal(where, "It has no name."))
            continue
        extra_info, attorneys = _public(party.extra_info)[:LONGEST_TEXT], _attorneys(party.attorneys, where, refused)
        yield PartyRecord(
            name=name,
            type=clean_line(party.type)[:200],
            extra_info=address_rules.keep_name_lines(extra_info) if private else extra_info,
            date_terminated=_day(party.date_terminated, zone, where, refused),
            attorneys=tuple(address_rules.strip_home_of_attorney(one, names) if private else one for one in attorneys),
        )


def _attorneys(attorneys: tuple[AttorneyRecord, ...], where: str, refused: list[Refusal]) -> Iterator[AttorneyRecord]:
    for attorney in attorneys:
        name = _cut(clean_line(attorney.name), 300, f"{where}, attorney", refused)
        roles = tuple(dict.fromkeys(role for word in attorney.roles if (role := clean_line(word)[:200])))
        contact = _public(attorney.contact)[:10_000]
        if name:
            yield AttorneyRecord(name=name, roles=roles, contact=contact)
        elif roles or contact:
            # Without these too it is an empty row of the court's page (nysb has them), and nothing is refused.
            refused.append(Refusal(f"{where}, attorney", "An attorney has no name."))


def _relations(relations: tuple[RelationRecord, ...], refused: list[Refusal]) -> Iterator[RelationRecord]:
    for relation in relations:
        number = clean_line(relation.docket_number)[:200]
        if relation.kind not in RELATIONS or not number or not relation.court_id:
            kind = clean_line(relation.kind)[:40]
            refused.append(
                Refusal("related case", f'It needs a court, a number and a kind that is known; "{kind}" was given.')
            )
            continue
        # Appeals from the Board of Immigration Appeals have the alien's number as their case number.
        if mask_personal_data(number) == number:
            name = mask_personal_data(clean_line(relation.case_name))[:10_000]
            yield RelationRecord(relation.kind, clean_line(relation.court_id), number, name)


def _day(value: date | None, zone: tzinfo, where: str, refused: list[Refusal]) -> date | None:
    if value is None:
        return None
    if not is_plausible_date(value):
        refused.append(_implausible(value, where))
        return None
    return convert_to_date(value, zone)


def _implausible(value: date, where: str) -> Refusal:
    return Refusal(
        where,
        f"The date {value.isoformat()} is not between {FIRST_YEAR} and {LAST_YEAR}; the rest was taken without it.",
    )


def _aware(value: datetime | None, zone: tzinfo) -> datetime | None:
    return value.replace(tzinfo=zone) if value is not None and value.tzinfo is None else value


def _cut(value: str, most: int, where: str, refused: list[Refusal]) -> str:
    if len(value) <= most:
        return value
    refused.append(Refusal(where, f"It has {len(value):,} characters; only the first {most:,} were taken."))
    return value[:most]


def _count(value: int | None, most: int) -> int | None:
    """A count as parsers return it, an integer or its digits; None where it is none or above ``most``."""
    if value is None or type(value) is int:
        return value if value is not None and 0 <= value <= most else None
    digits = clean_line(value)
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 20 and int(digits) <= most else None


def _web_address(value: str) -> str:
    """A web address, or "": a link on a page must not run a script."""
    if not value:
        return ""
    url = clean_text(value)
    return url if url.startswith(("https://", "http://")) and len(url) <= 500 and not set(url) & set(' \n\t"<>') else ""


def _url(value: str, where: str, refused: list[Refusal]) -> str:
    url = _web_address(value)
    if value and not url:
        refused.append(Refusal(f"{where}: address", "It is no http or https address of at most 500 characters."))
    return url
