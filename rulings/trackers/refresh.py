"""Brings the rows of trackers up to date with their cases.

``interpret_docket`` marks the rows of a docket whenever it has interpreted it (``Matter.is_behind``), in the same
transaction; the beat, and whoever imports in the foreground, brings what is marked up to date. Readers never wait for
it. A row is worked out from its cases and the editors' words alone, so that doing it twice changes nothing.
"""

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from dockets.format.urls import build_docket_url, build_filing_url
from rulings.interpret.differences import insert_rows, write_differences
from rulings.models import (
    Development,
    EditorsStatus,
    Matter,
    MatterDocket,
    MatterState,
    Tracker,
    TrackerStatus,
)
from rulings.trackers.facts import FilingLink, MatterFacts, RelatedDocket, find_dispute, load_matter_facts
from rulings.trackers.standing import GivenStatus, LatestWords, build_row_states, find_undone_days, trace_standings
from rulings.trackers.values import build_row_values, find_doubt
from rulings.vocabulary.trackers.words import Standing

_STATE = (
    *("matter_id", "tracker_id", "day", "until", "status_id", "standing", "since", "is_editors", "reason"),
    *("rests_on", "latest_on", "latest"),
)
_IN_EFFECT = (Standing.RELIEF_GRANTED.value, Standing.RELIEF_IN_PART.value)
log = logging.getLogger(__name__)
_DOCKET = ("matter_id", "tracker_id", "docket_id", "relation", "is_nested", "position")


def refresh_due_matters(now: datetime, most: int) -> int:
    """Brings up to ``most`` rows up to date that one of their cases has left behind, or whose next date is past; and
    once a day those where something is in effect, since a temporary order ends by itself. Returns how many. Called by
    the beat."""
    today = timezone.localdate(now)
    in_effect = MatterState.objects.filter(matter=OuterRef("pk"), until=None, standing__in=_IN_EFFECT)
    is_old = Q(Exists(in_effect), computed_at__date__lt=today)
    rows = Matter.objects.filter(Q(is_behind=True) | Q(next_on__lt=today) | is_old, removed_on=None, merged_into=None)
    due = list(rows.order_by("pk").values_list("pk", flat=True)[:most])
    for pk in due:
        try:
            refresh_matter(pk, now)
        except Exception:
            # It is tried again when one of its cases changes, and holds up no other row.
            log.exception("Row %s of a tracker could not be brought up to date", pk)
            Matter.objects.filter(pk=pk).update(is_behind=False)
    return len(due)


def refresh_matters_of(docket_id: int, now: datetime) -> None:
    """Brings the rows of a docket up to date that it has left behind. Called after an import in the foreground."""
    rows = Matter.objects.filter(dockets__docket=docket_id, is_behind=True, removed_on=None, merged_into=None)
    for pk in list(rows.order_by("pk").values_list("pk", flat=True)):
        refresh_matter(pk, now)


AT_ONCE = 50
"""Rows that are worked out while whoever saved them waits, some 30 ms each; the beat works out the others."""


def refresh_matters(keys: Sequence[int], now: datetime) -> None:
    """Brings the first ``AT_ONCE`` rows up to date, and marks the others for the beat."""
    Matter.objects.filter(pk__in=keys[AT_ONCE:]).update(is_behind=True)
    for pk in keys[:AT_ONCE]:
        refresh_matter(pk, now)


def refresh_tracker(tracker: Tracker, now: datetime) -> None:
    """Brings all rows up to date after the tracker's own words have changed, as ``refresh_matters`` does. What follows
    by rule has the new vocabulary's value at once, so that no reader sees an old one; since when, the row says once it
    is worked out."""
    states = MatterState.objects.filter(tracker=tracker, is_editors=False)
    by_rule = _load_rules(tracker.pk)
    for standing in states.order_by().values_list("standing", flat=True).distinct():
        status = by_rule.get(Standing(standing))
        other = Q(status=None) if status is None else Q(status=status)
        states.filter(standing=standing).exclude(other).update(status=status)
    rows = Matter.objects.filter(tracker=tracker, removed_on=None, merged_into=None)
    refresh_matters([*rows.order_by("pk").values_list("pk", flat=True)], now)


def refresh_matter(matter_id: int, now: datetime) -> None:
    """Brings one row up to date. Two at once wait for each other: both lock the tracker."""
    with transaction.atomic():
        tracker_id = Matter.objects.filter(pk=matter_id).values_list("tracker_id", flat=True).first()
        if tracker_id is None:
            return
        Tracker.objects.select_for_update(no_key=True).only("pk").get(pk=tracker_id)
        matter = Matter.objects.get(pk=matter_id)
        if matter.removed_on is None and matter.merged_into_id is None:
            _refresh(matter, now)


def _refresh(matter: Matter, now: datetime) -> None:
    dispute = find_dispute(matter.lead_id)
    ids = [each.docket for each in dispute]
    if (elder := _join_rows(matter, ids)) is not None:
        _refresh(elder, now)
        return
    facts = load_matter_facts(ids)
    _write_dockets(matter, dispute)
    _write_states(matter, facts, timezone.localdate(now))
    told = build_row_values(matter, facts, dispute, timezone.localdate(now))
    doubt = find_doubt(matter, facts)
    fields = {**told, "doubt": doubt, "is_behind": False, "computed_at": now}
    Matter.objects.filter(pk=matter.pk).update(**fields)


def _join_rows(matter: Matter, dockets: Sequence[int]) -> Matter | None:
    """Rows of one tracker whose dockets turn out to be one dispute become the oldest of them, which is returned where
    it is not ``matter``. Those whose dockets no longer belong here come apart again."""
    apart = Matter.objects.filter(merged_into=matter).exclude(lead__in=dockets).exclude(lead__merged_into__in=dockets)
    apart.update(merged_into=None, is_behind=True)
    same = Q(dockets__docket__in=dockets) | Q(lead__in=dockets)
    found = Matter.objects.filter(same, tracker=matter.tracker_id, removed_on=None, merged_into=None)
    others = list(found.exclude(pk=matter.pk).distinct().order_by("pk"))
    elder = min([matter, *others], key=lambda row: row.pk)
    gone = [row.pk for row in (matter, *others) if row.pk != elder.pk]
    if gone:
        MatterDocket.objects.filter(matter__in=gone).delete()
        MatterState.objects.filter(matter__in=gone).delete()
        Matter.objects.filter(pk__in=gone).update(merged_into=elder, is_behind=False)
        Matter.objects.filter(merged_into__in=gone).update(merged_into=elder)
    return elder if elder.pk != matter.pk else None


def _write_dockets(matter: Matter, dispute: Sequence[RelatedDocket]) -> None:
    there = {row[3]: (row[0], row[1:]) for row in matter.dockets.values_list("id", *_DOCKET)}
    write_differences(MatterDocket, _DOCKET, there, {row[2]: row for row in _list_dockets(matter, dispute)})


def _list_dockets(matter: Matter, dispute: Sequence[RelatedDocket]) -> list[tuple[Any, ...]]:
    return [
        (matter.pk, matter.tracker_id, each.docket, each.relation, each.is_nested, place)
        for place, each in enumerate(dispute)
    ]


def write_new_dockets(rows: Iterable[tuple[Matter, Sequence[RelatedDocket]]]) -> None:
    """Gives new rows their dockets, none of which another row of the tracker has: so that they are found by these
    before they are worked out."""
    told = [row for matter, dispute in rows for row in _list_dockets(matter, dispute)]
    insert_rows(MatterDocket, _DOCKET, told, {})


def _write_states(matter: Matter, facts: MatterFacts, today: date) -> None:
    standings = trace_standings(facts.decisions, facts.spans, today, facts.claims)
    rests_on = {key: _link(link, key) for key, link in facts.links.items()}
    by_rule = _load_rules(matter.tracker_id)
    states = build_row_states(standings, rests_on, by_rule, _given(matter, facts), _latest(matter, facts))
    wanted = {
        state.day: (
            *(matter.pk, matter.tracker_id, state.day, state.until, state.status, state.standing.value, state.since),
            *(state.is_editors, state.reason, state.rests_on, state.latest_on, state.latest),
        )
        for state in states
    }
    there = {row[3]: (row[0], row[1:]) for row in matter.states.values_list("id", *_STATE)}
    write_differences(MatterState, _STATE, there, wanted)


def _load_rules(tracker_id: int) -> dict[Standing, int]:
    """The status that stands for each standing."""
    by_rule: dict[Standing, int] = {}
    for pk, told in TrackerStatus.objects.filter(tracker=tracker_id).values_list("pk", "standings"):
        for standing in told:
            by_rule.setdefault(Standing(standing), pk)
    return by_rule


def _given(matter: Matter, facts: MatterFacts) -> list[GivenStatus]:
    undone = find_undone_days(facts.decisions)
    found = []
    for row in EditorsStatus.objects.filter(matter=matter).select_related("filing__docket"):
        ends = [undone.get(key) for key, filing in facts.filing_of.items() if filing == row.filing_id]
        # It ends with the last of what the filing decided.
        until = max((end for end in ends if end), default=None) if ends and all(ends) else None
        found.append(GivenStatus(row.day, row.status_id, row.reason, _link_filing(row), until))
    return found


def _latest(matter: Matter, facts: MatterFacts) -> list[LatestWords]:
    """The editors' words, and of days after or before these the rulings; of one day, the editors'."""
    told: dict[date, Mapping[str, Any]] = {}
    for ruling in facts.rulings:
        by = "editors" if ruling.is_plain else "machine"
        told[ruling.day] = {"words": ruling.words, "number": ruling.link.number, "url": ruling.link.url, "by": by}
    for row in Development.objects.filter(matter=matter).select_related("filing__docket"):
        link = _link_filing(row) or {"number": "", "url": ""}
        told[row.day] = {"words": row.words, "number": link["number"], "url": link["url"], "by": "editors"}
    return [LatestWords(day, told[day]) for day in sorted(told)]


def _link(link: FilingLink, decision: int) -> dict[str, Any]:
    day = link.day.isoformat() if link.day else None
    return {"number": link.number, "url": link.url, "headline": link.headline, "day": day, "decision": decision}


def _link_filing(row: EditorsStatus | Development) -> dict[str, Any] | None:
    filing = row.filing
    if filing is None:
        return None
    base = build_docket_url(filing.docket.court_id, filing.docket.docket_number)
    url = build_filing_url(base, filing.number, filing.public_id)
    day = filing.date_filed.isoformat() if filing.date_filed else None
    return {"number": filing.number, "url": url, "headline": "", "day": day, "decision": None}
