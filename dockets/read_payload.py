"""From bytes to records: which source can read a payload, of which court it is, and what it says. First step of ``ingest``."""

from dockets import homes, privacy
from dockets.models import Court
from dockets.normalise import line
from dockets.records import CourtFacts, NotADocket, Parsed
from dockets.sources import SOURCES, pacer_receipt, recognise
from dockets.sources.decoding import MAX_BYTES
from dockets.sources.describe import instead_of, is_no_text, what_is
from dockets.sources.kind import SourceKind


def read(body: bytes, name: str, source_slug: str = "", court: Court | None = None) -> tuple[SourceKind, Parsed]:
    """``source_slug`` and ``court`` as a person gave them; blank and None: told by the content.

    Raises ``NotADocket`` or ``WrongCourt`` with a sentence that says what the payload is and what to do next.
    """
    if len(body) > MAX_BYTES:
        raise NotADocket(too_large(len(body)))
    kind, court_id = _source(body, name, source_slug)
    court = court or Court.objects.filter(pk=court_id).first()
    return kind, kind.parse(body, facts_of(court))


def scrubbed(body: bytes, name: str, source_slug: str = "", court: Court | None = None, *, private: bool = False) -> bytes:
    """The payload as it may be kept: without what its source never stores, without numbers and homes of people, and without
    who bought it. Of what is no text, in which nobody can look for these, only what tells that it came.

    ``private``: it is known to be of a docket in which courts print people's homes, whether it tells so itself or not."""
    kind = SOURCES.get(source_slug)
    claim = kind.recognise(body, name) if kind else recognise(body, name)
    if claim is None and is_no_text(body):
        return instead_of(body)
    kind = kind or SOURCES.get(claim.source if claim else "")
    court_id = court.pk if court else claim.court_id if claim else ""
    body = kind.scrub(body, facts_of(court), private) if kind else body
    return privacy.masked(body, lambda text: _public(text, court_id, private))


def _public(text: str, court_id: str, private: bool) -> str:
    clean = privacy.personal_numbers(pacer_receipt.without_buyer(text))
    return homes.withheld(clean) if private or homes.may_be_printed(clean, court_id) else clean


def facts_of(court: Court | None) -> CourtFacts | None:
    """What a parser is told of a court."""
    return CourtFacts(court.id, court.pacer_id, court.time_zone) if court else None


def _source(body: bytes, name: str, slug: str) -> tuple[SourceKind, str]:
    """The source, and the court that it takes the payload to be of ("" where it does not tell)."""
    if not slug:
        claim = recognise(body, name)
        if claim is None:
            raise NotADocket(what_is(body, name))
        return SOURCES[claim.source], claim.court_id
    if slug not in SOURCES:
        raise NotADocket(f"There is no source “{line(slug)[:40]}”. The sources are: {', '.join(sorted(SOURCES))}.")
    claim = SOURCES[slug].recognise(body, name)
    return SOURCES[slug], claim.court_id if claim else ""


def too_large(size: int) -> str:
    return f"This is {size / 2**20:.0f} MB; at most {MAX_BYTES // 2**20} MB are taken. Real docket pages end at a few megabytes."
