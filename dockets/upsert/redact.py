"""Removes home addresses from a stored docket once a source says that courts print them there. Called by
``upsert_docket`` and ``resolve_docket_again``.

Until then the docket may have looked like any other: a feed's window states no nature of suit. Its observations become
what they would have been had this been known from the start: the same rows, with the same replacement for the same
characters, so that a page that comes again finds its observations, in whatever order pages came. Kept payloads are
masked by ``payloads.mask``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from django.db.models import Q

from dockets.documents import texts
from dockets.models import (
    Attorney,
    AuditEntry,
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
from dockets.payloads.observe import fingerprint_entry
from dockets.record import address_rules
from dockets.record.records import EntryRecord
from dockets.resolve.sightings import PastSheets, combine_sightings
from dockets.resolve.values import ObservedValues
from dockets.sources.kind import SourceKind
from dockets.upsert import observations, parties
from dockets.upsert.observations import StoredObservation

_NEVER, _STILL = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
UNMASKED = 0
"""``Payload.masked_by`` of a payload that has to be masked again."""


def redact_homes(dockets: Sequence[Docket], kinds: Mapping[str, SourceKind], *, told: bool = False) -> bool:
    """Removes home addresses from ``dockets`` (one case under several numbers) if courts print them there: if that is
    known of one of them, or ``told`` says so now. This is permanent: whatever comes later is read without them. Returns
    whether there were any.

    The caller holds the docket's lock and computes its filings again.
    """
    if not (told or any(docket.prints_homes for docket in dockets)):
        return False
    found = [_of_docket(docket, kinds) for docket in dockets if not docket.homes_withheld]
    return any(found)


def _of_docket(docket: Docket, kinds: Mapping[str, SourceKind]) -> bool:
    docket.homes_withheld = True
    Docket.objects.filter(pk=docket.pk).update(homes_withheld=True)
    found = [_of_observations(docket, kinds), _of_filings(docket), _of_people(docket), _of_relations(docket)]
    texts.withhold_homes_in_texts(docket)
    spoken_of = Payload.objects.filter(Q(observations__docket=docket) | Q(runs__dockets=docket))
    Payload.objects.filter(pk__in=spoken_of.values("pk")).update(masked_by=UNMASKED)
    return any(found)


def _of_observations(docket: Docket, kinds: Mapping[str, SourceKind]) -> bool:
    stored = observations.load_observations(docket, kinds)
    known = {one.seen.fingerprint: one for one in stored}
    differs = False
    for one in stored:
        clean = replace(
            one.seen,
            short_text=address_rules.withhold_home_addresses(one.seen.short_text),
            long_text=address_rules.withhold_home_addresses(one.seen.long_text),
        )
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


def _marked(seen: ObservedValues) -> ObservedValues:
    values = {name: getattr(seen, name) for name in EntryRecord.__dataclass_fields__}
    return replace(seen, fingerprint=fingerprint_entry(seen.channel, EntryRecord(**values), seen.ambiguous, seen.twin))


def _are_two(one: StoredObservation, other: StoredObservation) -> bool:
    """Whether these are two rows that differ only in the address, as far as can be told: they belong to two filings and
    were seen at the same time. Otherwise one is a rewording of the other. A row named in an editor's undone decision
    always stays separate, since the audit log refers to it."""
    taken_back = AuditEntry.objects.filter(kind=IdentityDecision._meta.model_name, after__isnull=True)
    if taken_back.filter(Q(before__first=one.id) | Q(before__second=one.id)).exists():
        return True
    first = max(one.seen.first_as_of or _NEVER, other.seen.first_as_of or _NEVER)
    last = min(one.seen.last_as_of or _STILL, other.seen.last_as_of or _STILL)
    return one.filing_id != other.filing_id and first <= last


def _unite(docket: Docket, goes: StoredObservation, stays: StoredObservation) -> None:
    """Merges two wordings that differed only in the address into one, seen whenever either was seen."""
    sheet = Sheet.objects.filter(docket=docket, channel=stays.seen.channel).first()
    sheets = PastSheets(sheet.complete_as_of, sheet.as_of) if sheet else PastSheets()
    known = [(observations.get_sighting(one.seen), sheets) for one in (goes, stays)]
    stays.seen = observations.apply_sighting(stays.seen, combine_sightings(known, sheets))
    observations.write_sightings([stays])
    decisions = IdentityDecision.objects.filter(docket=docket)
    for decision in decisions.filter(Q(first=goes.id) | Q(second=goes.id)):
        other = decision.second_id if decision.first_id == goes.id else decision.first_id
        first, second = sorted((other, stays.id))
        if first != second and not decisions.filter(first=first, second=second).exists():
            decisions.filter(pk=decision.pk).update(first=first, second=second)
    Observation.objects.filter(pk=goes.id).delete()


def _of_filings(docket: Docket) -> bool:
    """Redacts all filings, including merged ones, which are not computed again."""
    differs = False
    for id, short_text, long_text in Filing.objects.filter(docket=docket).values_list("id", "short_text", "long_text"):
        clean = address_rules.withhold_home_addresses(short_text), address_rules.withhold_home_addresses(long_text)
        if clean != (short_text, long_text):
            differs = True
            Filing.objects.filter(pk=id).update(short_text=clean[0], long_text=clean[1])
    return differs


def _of_people(docket: Docket) -> bool:
    parties = list(Party.objects.filter(docket=docket))
    moved = [party for party in parties if address_rules.keep_name_lines(party.extra_info) != party.extra_info]
    for party in moved:
        party.extra_info = address_rules.keep_name_lines(party.extra_info)
        party.info_as_of = party.info_as_of if party.extra_info else None
    Party.objects.bulk_update(moved, ["extra_info", "info_as_of"])
    names = {party.name.casefold() for party in parties}
    acting = (
        Representation.objects.filter(party__docket=docket).exclude(attorney__contact="").select_related("attorney")
    )
    alone = [
        one
        for one in acting
        if address_rules.is_self_represented(one.attorney.name, [*one.roles, one.attorney.contact], names)
    ]
    for one in alone:
        _act_alone(one)
    return bool(moved or alone)


def _act_alone(acting: Representation) -> None:
    """Keeps only the name of a person who represents himself or herself; the row with the address is deleted unless
    others share it."""
    home = acting.attorney
    known = parties.find_attorney_without_contact(home.name)
    if Representation.objects.filter(party=acting.party_id, attorney=known).exists():
        acting.delete()
    else:
        Representation.objects.filter(pk=acting.pk).update(attorney=known)
    Attorney.objects.filter(pk=home.pk, representations=None).delete()


def _of_relations(docket: Docket) -> bool:
    """Redacts the words from which a relation was suggested."""
    differs = False
    for relation in DocketRelation.objects.filter(docket=docket).exclude(ground=""):
        ground = address_rules.withhold_home_addresses(relation.ground)
        if ground != relation.ground:
            differs = True
            DocketRelation.objects.filter(pk=relation.pk).update(ground=ground)
    return differs
