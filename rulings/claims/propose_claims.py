"""Claims that the pleadings of a case make by their own headings, for the form of claims; nothing of it is stored until
an editor saves. Called by the form's view."""

from collections.abc import Sequence
from dataclasses import dataclass

from dockets.models import Docket, DocumentPage, Filing
from rulings.models import Claim, TimelineEvent
from rulings.reading.documents.counts import PleadedClaim, read_docket_claims, read_pleaded_claims
from rulings.vocabulary.kinds import Kind

MOST_PLEADINGS = 6
"""The first of a case: later ones are amended complaints, answers and third parties' complaints."""
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class ProposedClaim:
    """``key``: what the form sends."""

    key: str
    claim: PleadedClaim

    @property
    def page(self) -> int | None:
        return self.claim.page


@dataclass(frozen=True, slots=True)
class ProposedPleading:
    """A pleading, and its claims that are not entered yet."""

    filing: Filing
    claims: Sequence[ProposedClaim]
    is_paged: bool

    @property
    def name(self) -> str:
        return self.filing.number or self.filing.public_id

    @property
    def headline(self) -> str:
        return self.filing.text[:120]


def propose_claims(docket: Docket) -> list[ProposedPleading]:
    """Three queries at most. A pleading whose own text is kept is read in that, else its docket line is."""
    of_kind = TimelineEvent.objects.filter(docket=docket, kind__in=(Kind.COMPLAINT, Kind.ANSWER), filing__isnull=False)
    pleadings = Filing.objects.current().filter(pk__in=of_kind.values("filing"), docket=docket)
    filings = list(pleadings.order_by("number_order", "pk").defer("search")[:MOST_PLEADINGS])
    if not filings:
        return []
    pages: dict[int, list[tuple[int, str]]] = {filing.pk: [] for filing in filings}
    paged = {}
    kept = DocumentPage.objects.filter(text__filing__in=filings, text__document_number=0, text__shown=True)
    rows = kept.order_by("text__filing", "number").values_list("text__filing", "number", "words", "text__is_paged")
    for filing, number, words, is_paged in rows[: MOST_PLEADINGS * MOST_PAGES]:
        pages[filing].append((number, words))
        paged[filing] = is_paged
    entered: set[tuple[int | None, str, int]] = set(
        Claim.objects.filter(docket=docket).values_list("pleading", "kind", "number")
    )
    found = [_propose(docket, filing, pages[filing.pk], entered, paged.get(filing.pk, False)) for filing in filings]
    return [one for one in found if one.claims]


def _propose(
    docket: Docket,
    filing: Filing,
    pages: Sequence[tuple[int, str]],
    entered: set[tuple[int | None, str, int]],
    is_paged: bool,
) -> ProposedPleading:
    has_claims = any(pleading == filing.pk for pleading, _, _ in entered)
    read = read_pleaded_claims(pages) if pages else []
    if not read:
        # The docket's cause of action says what the case is about: nothing more, once claims are entered.
        read = read_docket_claims(filing.text, "" if has_claims or entered else docket.cause)
    new = [claim for claim in read if (filing.pk, claim.kind.value, claim.number) not in entered]
    claims = [ProposedClaim(f"{filing.pk}-{claim.kind.value}-{claim.number}", claim) for claim in new]
    return ProposedPleading(filing, claims, is_paged)
