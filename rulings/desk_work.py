"""What can be done with an item of the desk without leaving it: the machine's reading of a ruling to confirm, and of a filing its
headline and whether it is a key moment. What lies there stays in ``desk``.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import User
from django.db.models import F

from rulings import desk
from rulings.desk import Item, Kind
from rulings.editorialise import editorial_state
from rulings.edits import version_of
from rulings.enter_decisions import Decided, known, states, version, write_decisions
from rulings.models import DeskMark, Disposition, Editorial, Ruling
from rulings.rows import outcome_label, tone_of


@dataclass(frozen=True, slots=True)
class Draft:
    """What the machine read in a ruling."""

    version: str
    """Of all that is shown, for ``confirm``."""
    decided: list[tuple[str, str, str]]
    """Outcome, its tone, and on what."""


@dataclass(frozen=True, slots=True)
class Plain:
    """What editors have said of a filing."""

    headline: str = ""
    summary: str = ""
    pinned: bool = False
    seen: str = version_of(None)


NOTHING = Plain()


def drafts(items: Iterable[Item]) -> dict[int, Draft]:
    """By the id of the ruling. Three queries."""
    rulings = {row.pk: row for row in Ruling.objects.filter(pk__in=[item.object_id for item in items]).select_related("filing")}
    related = ("ruling__filing", "motion__filing", "claim", "reviews__ruling__filing")
    order = (F("claim__kind").asc(nulls_last=True), "claim__number", "motion__filing__number_order", "id")
    rows = Disposition.objects.filter(ruling__in=rulings).select_related(*related).prefetch_related("parties").order_by(*order)
    by_ruling: dict[int, list[Disposition]] = defaultdict(list)
    for row in rows:
        by_ruling[row.ruling_id].append(row)
    return {
        key: Draft(
            version(states(ruling, by_ruling[key]), ruling.filing.text),
            [(outcome_label(row.outcome), tone_of(row.outcome), _on(row)) for row in by_ruling[key]],
        )
        for key, ruling in rulings.items()
    }


def plain(items: Iterable[Item]) -> dict[int, Plain]:
    """By the id of the filing, of those of which something is said."""
    rows = Editorial.objects.filter(filing__in=[item.object_id for item in items])
    said = ((row.filing_id, Plain(row.headline, row.summary, row.pinned, version_of(editorial_state(row)))) for row in rows)
    return {key: told for key, told in said if key}


def confirm(ruling_id: int, *, shown: str, by: User, now: datetime, request_id: str) -> str:
    """Makes what the machine read an editor's word, as it is. "", or a sentence that says why it was not done."""
    ruling = (
        Ruling.objects.filter(pk=ruling_id).select_related("docket", "filing").defer("docket__search", "filing__search").first()
    )
    if ruling is None or desk.find(Kind.RULING, ruling_id, by) is None:
        return "That is done already, or it does not lie on the desk any more."
    if is_held(Kind.RULING, ruling_id, by, now):
        return "Somebody else has it in hand."
    _, rows = known(ruling.filing)
    if not rows:
        return "The machine read no decision in it, so there is nothing to confirm. Enter what it decides."
    title = {name: getattr(ruling, name) for name in ("title", "standard", "citation", "by_parties")}
    decided = [_as_it_is(row) for row in rows]
    if write_decisions(ruling.docket, ruling.filing, title, decided, shown=shown, by=by, request_id=request_id):
        return "It is not what you were shown any more. Look at it as it is now."
    return ""


def is_held(kind: Kind, object_id: int, by: User, now: datetime) -> bool:
    """Whether somebody else has it in hand."""
    held = DeskMark.objects.filter(kind=desk.key(kind, by), object_id=object_id, held_until__gt=now, holder__isnull=False)
    return held.exclude(holder=by).exists()


def _as_it_is(row: Disposition) -> Decided:
    values = {name: getattr(row, name) for name in ("outcome", "reason", "quotation", "place", "standard", "reviews_id")}
    return Decided(row.pk, row.claim_id, row.motion_id, None, values, sorted(party.pk for party in row.parties.all()))


def _on(row: Disposition) -> str:
    motion, claim = row.motion, row.claim
    asked = " ".join(filter(None, [motion.filing.number, motion.title or "Motion"])) if motion else ""
    parties = ", ".join(party.name for party in row.parties.all())
    told = " on ".join(filter(None, [asked, str(claim) if claim else ""]))
    return f"{told}, as to {parties}" if parties else told
