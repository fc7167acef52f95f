"""Makes one docket of two that turned out to be one case, and takes that back.

What was seen stays where it was seen (``family``); filings are computed anew from all of it. What points to the docket that goes
(a watched source, a relation, what the reading and editors keep) follows to the one that stands; its address leads there. What
moved is noted in ``DocketMerge``. Taking it back gives each what it had; what came since stays with the one that stood.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Field, Model, Q

from dockets import docket_fields, following, locate, merge, standing, unite_parties
from dockets.docket_number import parse
from dockets.models import (
    Docket,
    DocketMerge,
    DocketRelation,
    Document,
    Filing,
    IdentityDecision,
    Observation,
    Party,
    Sheet,
)

_WORDS = (*docket_fields.TEXTS, *docket_fields.DATES, "judge_initials")


class CannotUnite(Exception):
    """Two dockets cannot be made one, or that cannot be taken back. ``str(error)`` is a sentence for a person."""


def unite(loser_id: int, winner_id: int, *, by: AbstractBaseUser | None, now: datetime) -> DocketMerge:
    """Makes ``loser_id`` a part of ``winner_id``. Raises ``CannotUnite``."""
    with transaction.atomic():
        loser, winner = _held(loser_id, winner_id)
        _check(loser, winner)
        for one in (loser, winner):
            standing.bring_up(one, Sheet.objects.filter(docket=one).defer("rows"))
        was = {name: _plain(getattr(winner, name)) for name in _WORDS}
        documents = _documents(loser, winner)
        pointing = set(_merged(winner))
        filings = list(loser.filings.order_by("id").values_list("id", flat=True))
        moved = following.follow(Docket, loser.pk, winner.pk, staying=_staying(loser, winner))
        Docket.objects.filter(pk=loser.pk).update(merged_into=winner)
        noted = {"rows": moved, "filings": filings, "was": was, "parties": unite_parties.unite(loser, winner)}
        Filing.objects.filter(id__in=filings).update(docket=winner)
        _work_out(winner, now)
        noted |= {"with_filings": [_elsewhere(documents), *_with_merged(winner, pointing)]}
        by_id = by.pk if by else None
        return DocketMerge.objects.create(loser=loser, winner=winner, moved=noted, merged_by_id=by_id, merged_at=now)


def take_back(merge_id: int, *, by: AbstractBaseUser | None = None, now: datetime) -> DocketMerge:
    """Makes the two dockets two again. Raises ``CannotUnite``."""
    with transaction.atomic():
        known = DocketMerge.objects.get(pk=merge_id)
        # An import under the old number holds that first, then follows to the one that stands.
        loser, winner = locate.hold(known.loser_id), locate.hold(known.winner_id)
        done = DocketMerge.objects.select_for_update(of=("self",)).get(pk=merge_id)
        _check_back(done, loser)
        list(Docket.objects.filter(pk__in=(loser.pk, winner.pk)).order_by("id").select_for_update(of=("self",)).only("id"))
        Docket.objects.filter(pk=loser.pk).update(merged_into=None)
        following.go_back(done.moved["rows"], loser.pk, winner.pk)
        _give_filings_back(done.moved, loser, winner)
        unite_parties.part(done.moved["parties"], loser, winner)
        Docket.objects.filter(pk=winner.pk).update(**{name: _read(name, value) for name, value in done.moved["was"].items()})
        for docket in (loser, winner):
            _work_out(docket, now)
        done.undone_at = now
        done.undone_by_id = by.pk if by else None
        done.save(update_fields=["undone_at", "undone_by"])
        return done


def _held(loser_id: int, winner_id: int) -> tuple[Docket, Docket]:
    """Both, for this writer alone: in one order, whichever way they are merged, and no reader's rows come in between."""
    for docket in Docket.objects.filter(pk__in=(loser_id, winner_id)).select_related("court").defer("search").order_by("id"):
        locate.lock(docket.court, parse(docket.docket_number, docket.court_id, docket.court.kind))
    rows = Docket.objects.select_related("court").defer("search").filter(pk__in=(loser_id, winner_id)).order_by("id")
    held = {docket.pk: docket for docket in rows.select_for_update(of=("self",))}
    if len(held) != 2:
        raise CannotUnite("Choose two dockets: one that stays, and another one that becomes part of it.")
    return held[loser_id], held[winner_id]


def _check(loser: Docket, winner: Docket) -> None:
    if loser.court_id != winner.court_id:
        raise CannotUnite(
            f"{loser.docket_number} and {winner.docket_number} are of two courts, so they are two cases. Say how they are related"
            " instead: under “Relations”."
        )
    for docket in (loser, winner):
        if docket.merged_into:
            raise CannotUnite(f"{docket.docket_number} is part of {docket.merged_into.docket_number} already.")


def _check_back(done: DocketMerge, loser: Docket) -> None:
    if done.undone_at:
        raise CannotUnite(f"This was taken back already: {loser.docket_number} is a docket of its own.")
    if loser.merged_into is None or loser.merged_into_id != done.winner_id:
        into = loser.merged_into or loser
        raise CannotUnite(
            f"{loser.docket_number} went along when its docket became part of {into.docket_number}. Take that back first."
        )


def _staying(loser: Docket, winner: Docket) -> Mapping[type[Model], Q]:
    """What does not follow: what was seen, where it was seen; what is moved here by itself; relations between the two."""
    ours = (loser.pk, winner.pk)
    return {
        **dict.fromkeys((Observation, Sheet, IdentityDecision, DocketMerge, Filing, Party), following.EVERYTHING),
        DocketRelation: Q(docket__in=ours, other__in=ours),
    }


def _work_out(docket: Docket, now: datetime) -> None:
    """Everything that is computed of a docket; what reads it is told, whether that came to the same or not."""
    merge.reconsider(docket.pk, now=now)
    fresh = Docket.objects.defer("search").get(pk=docket.pk)
    fresh.party_count = fresh.parties.count()
    fresh.record_changed_at = max(now, fresh.record_changed_at + merge.TICK)
    fresh.save(update_fields=["party_count", "record_changed_at"])


def _documents(loser: Docket, winner: Docket) -> dict[int, int]:
    rows = Document.objects.filter(filing__docket__in=(loser.pk, winner.pk))
    return dict(rows.values_list("id", "filing_id"))


def _elsewhere(before: Mapping[int, int]) -> list[Any]:
    """The documents that another filing needed: ``[model, field, [[document, filing before]]]``."""
    now = dict(Document.objects.filter(id__in=before).values_list("id", "filing_id"))
    moved = [[key, filing] for key, filing in before.items() if key in now and now[key] != filing]
    return [Document._meta.label, "filing", moved]


def _merged(docket: Docket) -> list[int]:
    return list(docket.filings.exclude(merged_into=None).values_list("id", flat=True))


def _with_merged(winner: Docket, before: set[int]) -> list[list[Any]]:
    """What points to filings that turned out to be another one only now, in the same form: the reading will let editors' words
    follow to the filing that stands."""
    gone = [filing for filing in _merged(winner) if filing not in before]
    found: list[list[Any]] = []
    for model, field in following.pointing_to(Filing) if gone else ():
        if model not in (Observation, Filing, Document):
            found.append(_pairs(model, field, gone))
            if field.one_to_one:  # of two that are alike, what hangs on one can come to hang on the other
                rows = [row for row, _ in found[-1][2]]
                found += [_pairs(other, of, rows) for other, of in following.pointing_to(model)]
    return found


def _pairs(model: type[Model], field: "Field[Any, Any]", to: Sequence[int]) -> list[Any]:
    rows = model._default_manager.filter(**{f"{field.name}__in": to}).order_by("pk").values_list("pk", field.name)
    return [model._meta.label, field.name, [list(pair) for pair in rows]]


def _give_filings_back(noted: Mapping[str, Any], loser: Docket, winner: Docket) -> None:
    """Those that came, and those that were made since for what had been seen under the old number; with what stands with them."""
    seen = Observation.objects.filter(Q(docket=loser) | Q(docket__merged_into=loser))
    others = Observation.objects.filter(Q(docket=winner) | Q(docket__merged_into=winner))
    since = Q(founded_by__in=seen.values("fingerprint")) & ~Q(founded_by__in=others.values("fingerprint"))
    Filing.objects.filter(Q(pk__in=noted["filings"]) | since, docket=winner).update(docket=loser)
    for label, name, pairs in noted["with_filings"]:
        following.set_back(label, name, pairs)
    following.go_with_filings(loser.pk, winner.pk, staying=_staying(loser, winner))
    words = IdentityDecision.objects.filter(docket=winner).values_list("pk", "first__docket", "second__docket")
    IdentityDecision.objects.filter(pk__in=[key for key, *of in words if {*of} == {loser.pk}]).update(docket=loser)
    DocketRelation.objects.filter(other=winner, other_court=loser.court_id, other_key=loser.number_key).update(other=loser)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name in docket_fields.DATES else value
