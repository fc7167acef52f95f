"""What a row of a tracker shows beside its status, worked out once from the accounts of its cases; and what may have
put the editors' word out of date. Pure but for what ``facts`` has fetched."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.utils import timezone

from dockets.format.urls import build_docket_url, build_filing_url
from dockets.models import Docket
from rulings.models import Matter
from rulings.trackers.facts import MatterFacts, RelatedDocket
from rulings.vocabulary.stages import STAGE_LABELS, Stage

WORDS = 4_000
"""Characters by which a row is found."""


def build_row_values(
    matter: Matter, facts: MatterFacts, dispute: Sequence[RelatedDocket], today: date
) -> dict[str, Any]:
    """The columns of ``Matter`` that follow from its dockets. ``Matter.values`` has::

    {"dockets": [{"court", "number", "name", "url", "relation", "nested", "ended"}], "judge", "stage",
     "next": {"title", "date", "at", "zone", "place", "number", "url"} or None,
     "pending": {"headline", "number", "url", "date", "state"} or None}
    """
    lead, coming = facts.dockets[0], _find_next(facts.dockets, today)
    related = {each.docket: each for each in dispute}
    dockets = [_describe_docket(docket, related[docket.pk]) for docket in facts.dockets]
    filed = [docket.date_filed for docket in facts.dockets if docket.date_filed]
    active = [docket.date_last_filing for docket in facts.dockets if docket.date_last_filing]
    name = name_matter(matter, lead)
    spoken = [name, *(f"{each['name']} {each['number']} {each['court']}" for each in dockets), lead.assigned_to]
    words = " ".join([*spoken, matter.topic, matter.action, matter.sides])
    return {
        "shown_name": name,
        "court": lead.court_id,
        "court_name": (lead.court.citation or lead.court.name)[:200],
        "docket_count": len(dockets),
        "filed_on": min(filed, default=None),
        "last_activity": max(active, default=None),
        "next_on": date.fromisoformat(coming["date"]) if coming else None,
        "words": words[:WORDS],
        "values": {
            "dockets": dockets,
            "judge": lead.assigned_to,
            "stage": _describe_stage(lead),
            "next": coming,
            "pending": _find_pending(facts.dockets),
        },
    }


def name_matter(matter: Matter, lead: Docket) -> str:
    """What a row is called: in the editors' words, or as its first docket is."""
    return matter.name or lead.case_name or lead.docket_number


def _describe_docket(docket: Docket, related: RelatedDocket) -> dict[str, Any]:
    return {
        "court": docket.court.citation or docket.court.name,
        "number": docket.docket_number,
        "name": docket.case_name,
        "url": build_docket_url(docket.court_id, docket.docket_number),
        "relation": related.relation,
        "nested": related.is_nested,
        "ended": docket.closed_on.isoformat() if docket.closed_on else None,
    }


def _get_account(docket: Docket) -> Mapping[str, Any]:
    reading = getattr(docket, "reading", None)
    account: Mapping[str, Any] = reading.state if reading else {}
    return account


def _describe_stage(docket: Docket) -> str:
    stage = _get_account(docket).get("stage", "")
    return STAGE_LABELS[Stage(stage)] if stage else ""


def _find_next(dockets: Sequence[Docket], today: date) -> dict[str, Any] | None:
    """The first date from today on that a court has set in any of the dockets."""
    found = [
        (entry["date"], entry["at"] or "~", docket.pk, docket, entry)
        for docket in dockets
        for entry in _get_account(docket).get("dates", ())
        if entry["date"] >= today.isoformat()
    ]
    if not found:
        return None
    *_, docket, entry = min(found, key=lambda each: each[:3])
    link = _link(docket, entry["rests_on"][0]) if entry["rests_on"] else {"number": "", "url": ""}
    told = {name: entry[name] for name in ("title", "date", "at", "place")}
    return told | link | {"zone": docket.court.time_zone}


def _find_pending(dockets: Sequence[Docket]) -> dict[str, Any] | None:
    """The motion that has waited longest; where none is known to wait, one of which no ruling was seen."""
    found = [
        (name == "unseen", entry["date"] or "~", docket.pk, docket, entry)
        for docket in dockets
        for name in ("pending", "unseen")
        for entry in _get_account(docket).get(name, ())[:1]
    ]
    if not found:
        return None
    *_, docket, entry = min(found, key=lambda each: each[:3])
    return {name: entry[name] for name in ("headline", "date", "state", "since")} | _link(docket, entry)


def _link(docket: Docket, entry: Mapping[str, Any]) -> dict[str, str]:
    base = build_docket_url(docket.court_id, docket.docket_number)
    return {"number": entry["number"], "url": build_filing_url(base, entry["number"], entry["public_id"])}


def find_doubt(matter: Matter, facts: MatterFacts) -> dict[str, Any] | None:
    """The last ruling, appeal or end of a case since an editor wrote or confirmed what the row says; None where there
    is none, and where no editor has said anything."""
    if matter.confirmed_at is None:
        return None
    since = [row for row in facts.rulings if row.first_seen > matter.confirmed_at and row.what != "complaint"]
    if since:
        last = since[-1]
        return {"what": last.what, "day": last.day.isoformat(), "number": last.link.number, "url": last.link.url}
    confirmed = timezone.localdate(matter.confirmed_at)
    ended = [docket for docket in facts.dockets if docket.closed_on and docket.closed_on > confirmed]
    if ended:
        docket = max(ended, key=lambda each: each.closed_on or date.min)
        url = build_docket_url(docket.court_id, docket.docket_number)
        day = docket.closed_on.isoformat() if docket.closed_on else ""
        return {"what": "end of the case", "day": day, "number": docket.docket_number, "url": url}
    return None
