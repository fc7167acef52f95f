"""Takes people's homes out of what is stored of a docket, once a source says that courts print them there. A part of ``merge``.

A docket may have been taken for any other until then: a window of a feed names no nature of suit. What was seen of it becomes
what would have been seen, had that been known from the first: the same rows with the same words for the same characters, so that
a page that comes again finds its observations, in whichever order pages came. What was kept of the payloads is ``masking``'s.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.db.models import Q

from dockets import document_texts, homes, merge_attorneys, merge_observations
from dockets.merge_observations import Stored
from dockets.models import (
    Attorney,
    DecisionTakenBack,
    Docket,
    DocketRelation,
    Filing,
    IdentityDecision,
    Observation,
    Party,
    Payload,
    Representation,
    Sheet,
)
from dockets.observe import entry_fingerprint
from dockets.records import EntryRecord
from dockets.seen import Seen
from dockets.sightings import Sheets, united
from dockets.sources.kind import SourceKind

_NEVER, _STILL = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
UNMASKED = 0
"""``Payload.masked_by`` of one that has to be masked again."""


def homes_of(dockets: Sequence[Docket], kinds: Mapping[str, SourceKind], *, told: bool = False) -> bool:
    """Takes them out of ``dockets``, which are one case under several numbers, if courts print them there: if that is known of
    one of them, or ``told`` now. For good: whatever comes later is read without them. Whether there were any.

    The caller holds the docket's lock, and works its filings out anew.
    """
    if not (told or any(docket.prints_homes for docket in dockets)):
        return False
    found = [_of_docket(docket, kinds) for docket in dockets if not docket.homes_withheld]
    return any(found)


def _of_docket(docket: Docket, kinds: Mapping[str, SourceKind]) -> bool:
    docket.homes_withheld = True
    Docket.objects.filter(pk=docket.pk).update(homes_withheld=True)
    found = [_of_observations(docket, kinds), _of_filings(docket), _of_people(docket), _of_relations(docket)]
    document_texts.withhold(docket)
    spoken_of = Payload.objects.filter(Q(observations__docket=docket) | Q(runs__dockets=docket))
    Payload.objects.filter(pk__in=spoken_of.values("pk")).update(masked_by=UNMASKED)
    return any(found)


def _of_observations(docket: Docket, kinds: Mapping[str, SourceKind]) -> bool:
    stored = merge_observations.load(docket, kinds)
    known = {one.seen.fingerprint: one for one in stored}
    differs = False
    for one in stored:
        clean = replace(one.seen, short_text=homes.withheld(one.seen.short_text), long_text=homes.withheld(one.seen.long_text))
        if (clean.short_text, clean.long_text) == (one.seen.short_text, one.seen.long_text):
            continue
        differs, before = True, one.seen.fingerprint
        known.pop(before)
        clean = _marked(clean)
        while (other := known.get(clean.fingerprint)) and _are_two(one, other):
            clean = _marked(replace(clean, twin=clean.twin + 1))
        if other:
            _unite(docket, one, other)
        else:
            one.seen = clean
            known[clean.fingerprint] = one
            Observation.objects.filter(pk=one.id).update(
                short_text=clean.short_text, long_text=clean.long_text, twin=clean.twin, fingerprint=clean.fingerprint
            )
        Filing.objects.filter(docket=docket, founded_by=before).update(founded_by=clean.fingerprint)
    if differs:
        Sheet.objects.filter(docket=docket).update(rows=b"")
    return differs


def _marked(seen: Seen) -> Seen:
    values = {name: getattr(seen, name) for name in EntryRecord.__dataclass_fields__}
    return replace(seen, fingerprint=entry_fingerprint(seen.channel, EntryRecord(**values), seen.ambiguous, seen.twin))


def _are_two(one: Stored, other: Stored) -> bool:
    """Whether these are two rows that are alike but for the address, as far as can be told: two filings, and seen at one time.
    Else one is the other's wording; but what is on record of a decision stays."""
    if DecisionTakenBack.objects.filter(Q(first=one.id) | Q(second=one.id)).exists():
        return True
    first = max(one.seen.first_as_of or _NEVER, other.seen.first_as_of or _NEVER)
    last = min(one.seen.last_as_of or _STILL, other.seen.last_as_of or _STILL)
    return one.filing_id != other.filing_id and first <= last


def _unite(docket: Docket, goes: Stored, stays: Stored) -> None:
    """Two wordings that differed in the address alone are one, seen whenever either was."""
    sheet = Sheet.objects.filter(docket=docket, channel=stays.seen.channel).first()
    sheets = Sheets(sheet.complete_as_of, sheet.as_of) if sheet else Sheets()
    known = [(merge_observations.sighting(one.seen), sheets) for one in (goes, stays)]
    stays.seen = merge_observations.sighted(stays.seen, united(known, sheets))
    merge_observations.write_sightings([stays])
    decisions = IdentityDecision.objects.filter(docket=docket)
    for decision in decisions.filter(Q(first=goes.id) | Q(second=goes.id)):
        other = decision.second_id if decision.first_id == goes.id else decision.first_id
        first, second = sorted((other, stays.id))
        if first != second and not decisions.filter(first=first, second=second).exists():
            decisions.filter(pk=decision.pk).update(first=first, second=second)
    Observation.objects.filter(pk=goes.id).delete()


def _of_filings(docket: Docket) -> bool:
    """Also of those that turned out to be another: nothing works them out anew."""
    differs = False
    for id, short_text, long_text in Filing.objects.filter(docket=docket).values_list("id", "short_text", "long_text"):
        clean = homes.withheld(short_text), homes.withheld(long_text)
        if clean != (short_text, long_text):
            differs = True
            Filing.objects.filter(pk=id).update(short_text=clean[0], long_text=clean[1])
    return differs


def _of_people(docket: Docket) -> bool:
    parties = list(Party.objects.filter(docket=docket))
    moved = [party for party in parties if homes.names_only(party.extra_info) != party.extra_info]
    for party in moved:
        party.extra_info = homes.names_only(party.extra_info)
        party.info_as_of = party.info_as_of if party.extra_info else None
    Party.objects.bulk_update(moved, ["extra_info", "info_as_of"])
    names = {party.name.casefold() for party in parties}
    acting = Representation.objects.filter(party__docket=docket).exclude(attorney__contact="").select_related("attorney")
    alone = [one for one in acting if homes.acts_alone(one.attorney.name, [*one.roles, one.attorney.contact], names)]
    for one in alone:
        _act_alone(one)
    return bool(moved or alone)


def _act_alone(acting: Representation) -> None:
    """Whoever acts for himself or herself stands there by name only; the row with the address goes, unless others share it."""
    home = acting.attorney
    known = merge_attorneys.without_contact(home.name)
    if Representation.objects.filter(party=acting.party_id, attorney=known).exists():
        acting.delete()
    else:
        Representation.objects.filter(pk=acting.pk).update(attorney=known)
    Attorney.objects.filter(pk=home.pk, representations=None).delete()


def _of_relations(docket: Docket) -> bool:
    """The words from which a relation was suggested."""
    differs = False
    for relation in DocketRelation.objects.filter(docket=docket).exclude(ground=""):
        ground = homes.withheld(relation.ground)
        if ground != relation.ground:
            differs = True
            DocketRelation.objects.filter(pk=relation.pk).update(ground=ground)
    return differs
