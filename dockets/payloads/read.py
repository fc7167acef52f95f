"""Parses a payload: which source can read it, of which court it is, and the records in it; and scrubs it before it is
kept. Called first by ``imports.run``."""

from dockets.models import Court
from dockets.record import address_rules, privacy
from dockets.record.records import CourtFacts, NotADocket, ParsedPayload
from dockets.record.text import clean_line
from dockets.sources import SOURCES, recognise_payload
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.describe import build_replacement_payload, describe_unknown_file, is_unreadable_file
from dockets.sources.kind import SourceKind
from dockets.sources.pacer import receipt


def parse_payload(
    body: bytes, name: str, source_slug: str = "", court: Court | None = None
) -> tuple[SourceKind, ParsedPayload]:
    """Parses a payload with the right source. ``source_slug`` and ``court`` as a person gave them; blank and None:
    found from the content.

    Raises ``NotADocket`` or ``WrongCourt`` with a sentence that says what the payload is and what to do next.
    """
    if len(body) > MAX_BYTES:
        raise NotADocket(describe_oversize(len(body)))
    kind, court_id = _source(body, name, source_slug)
    court = court or Court.objects.filter(pk=court_id).first()
    return kind, kind.parse(body, get_facts_of_court(court))


def scrub_payload(
    body: bytes, name: str, source_slug: str = "", court: Court | None = None, *, private: bool = False
) -> bytes:
    """The payload as it may be kept: without what its source never stores, without personal numbers and home addresses,
    and without the PACER login and client code of whoever bought it. A payload that is not text, in which these cannot
    be found, is replaced by a note that it came.

    ``private``: it is known to be of a docket in which courts print people's homes, whether it shows that itself or
    not.
    """
    kind = SOURCES.get(source_slug)
    claim = kind.recognise(body, name) if kind else recognise_payload(body, name)
    if claim is None and is_unreadable_file(body):
        return build_replacement_payload(body)
    kind = kind or SOURCES.get(claim.source if claim else "")
    court_id = court.pk if court else claim.court_id if claim else ""
    body = kind.scrub(body, get_facts_of_court(court), private) if kind else body
    return privacy.mask_body(body, lambda text: _public(text, court_id, private))


def _public(text: str, court_id: str, private: bool) -> str:
    clean = privacy.mask_personal_data(receipt.strip_buyer(text))
    return (
        address_rules.withhold_home_addresses(clean)
        if private or address_rules.may_print_homes(clean, court_id)
        else clean
    )


def get_facts_of_court(court: Court | None) -> CourtFacts | None:
    """The facts about a court that parsers take."""
    return CourtFacts(court.id, court.pacer_id, court.time_zone) if court else None


def _source(body: bytes, name: str, slug: str) -> tuple[SourceKind, str]:
    """The source, and the id of the court that it assigns to the payload ("" where it cannot tell)."""
    if not slug:
        claim = recognise_payload(body, name)
        if claim is None:
            raise NotADocket(describe_unknown_file(body, name))
        return SOURCES[claim.source], claim.court_id
    if slug not in SOURCES:
        raise NotADocket(
            f"There is no source “{clean_line(slug)[:40]}”. The sources are: {', '.join(sorted(SOURCES))}."
        )
    claim = SOURCES[slug].recognise(body, name)
    return SOURCES[slug], claim.court_id if claim else ""


def describe_oversize(size: int) -> str:
    return (
        f"This is {size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are taken. Real docket pages end at a few"
        " megabytes."
    )
