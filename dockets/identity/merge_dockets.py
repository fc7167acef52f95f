"""Merges two dockets that are one case, and undoes that. Called by the import desk.

Observations stay with the docket under whose number they were made (``upsert.merged_dockets``); filings are computed
again from all of them. What points to the docket that goes (a watched source, a relation, rows of the interpretation
and of editors) is moved to the surviving one; its address leads there. What moved is stored in ``DocketMerge``. Undoing
gives each docket what it had; what came since stays with the surviving one.
"""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Field, Model, Q

from dockets.identity import merge_parties, repoint
from dockets.identity.identity_log import DECISION, record_given, record_taken_back
from dockets.models import (
    AuditEntry,
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
from dockets.record.docket_number import parse_docket_number
from dockets.upsert import docket_fields, locate, unchanged
from dockets.upsert.docket import TICK, resolve_docket_again

_WORDS = (*docket_fields.TEXTS, *docket_fields.DATES, "judge_initials")


class CannotMergeDockets(Exception):
    """Two dockets cannot be merged, or the merge cannot be undone. ``str(error)`` is a sentence for a person."""


def merge_dockets(loser_id: int, winner_id: int, *, by: AbstractBaseUser | None, now: datetime) -> DocketMerge:
    """Merges docket ``loser_id`` into ``winner_id``. Raises ``CannotMergeDockets``."""
    with transaction.atomic():
        loser, winner = _held(loser_id, winner_id)
        _check(loser, winner)
        for one in (loser, winner):
            unchanged.refresh_as_of(one, Sheet.objects.filter(docket=one).defer("rows"))
        was = {name: _plain(getattr(winner, name)) for name in _WORDS}
        documents = _documents(loser, winner)
        pointing = set(_merged(winner))
        filings = list(loser.filings.order_by("id").values_list("id", flat=True))
        moved = repoint.repoint_references(Docket, loser.pk, winner.pk, staying=_staying(loser, winner))
        Docket.objects.filter(pk=loser.pk).update(merged_into=winner)
        noted = {"rows": moved, "filings": filings, "was": was, "parties": merge_parties.merge_parties(loser, winner)}
        Filing.objects.filter(id__in=filings).update(docket=winner)
        _work_out(winner, now)
        noted |= {"with_filings": [_elsewhere(documents), *_with_merged(winner, pointing)]}
        by_id = by.pk if by else None
        merge = DocketMerge.objects.create(loser=loser, winner=winner, moved=noted, merged_by_id=by_id, merged_at=now)
        record_given(merge, by=by, at=now)
        return merge


def undo_docket_merge(merge_id: int, *, by: AbstractBaseUser | None = None, now: datetime) -> DocketMerge:
    """Separates the two dockets again. Raises ``CannotMergeDockets``."""
    with transaction.atomic():
        known = DocketMerge.objects.get(pk=merge_id)
        # An import under the old number locks that first, then follows to the surviving docket.
        loser, winner = locate.lock_docket(known.loser_id), locate.lock_docket(known.winner_id)
        done = DocketMerge.objects.select_for_update(of=("self",)).get(pk=merge_id)
        _check_back(done, loser)
        list(
            Docket.objects.filter(pk__in=(loser.pk, winner.pk))
            .order_by("id")
            .select_for_update(of=("self",))
            .only("id")
        )
        Docket.objects.filter(pk=loser.pk).update(merged_into=None)
        repoint.undo_repoint(done.moved["rows"], loser.pk, winner.pk)
        _give_filings_back(done.moved, loser, winner)
        merge_parties.undo_party_merge(done.moved["parties"], loser, winner)
        Docket.objects.filter(pk=winner.pk).update(
            **{name: _read(name, value) for name, value in done.moved["was"].items()}
        )
        for docket in (loser, winner):
            _work_out(docket, now)
        record_taken_back(done, by=by, at=now)
        done.undone = True
        done.save(update_fields=["undone"])
        return done


def _held(loser_id: int, winner_id: int) -> tuple[Docket, Docket]:
    """Locks both dockets, in the same order whichever way they are merged, and their rows too, so that no rows of the
    interpretation are written in between."""
    for docket in (
        Docket.objects.filter(pk__in=(loser_id, winner_id)).select_related("court").defer("search").order_by("id")
    ):
        locate.lock_case(docket.court, parse_docket_number(docket.docket_number, docket.court_id, docket.court.kind))
    rows = Docket.objects.select_related("court").defer("search").filter(pk__in=(loser_id, winner_id)).order_by("id")
    held = {docket.pk: docket for docket in rows.select_for_update(of=("self",))}
    if len(held) != 2:
        raise CannotMergeDockets("Choose two dockets: one that stays, and another one that becomes part of it.")
    return held[loser_id], held[winner_id]


def _check(loser: Docket, winner: Docket) -> None:
    if loser.court_id != winner.court_id:
        raise CannotMergeDockets(
            f"{loser.docket_number} and {winner.docket_number} are of two courts, so they are two cases. Say how they"
            " are related instead: under “Relations”."
        )
    for docket in (loser, winner):
        if docket.merged_into:
            raise CannotMergeDockets(f"{docket.docket_number} is part of {docket.merged_into.docket_number} already.")


def _check_back(done: DocketMerge, loser: Docket) -> None:
    if done.undone:
        raise CannotMergeDockets(f"This was taken back already: {loser.docket_number} is a docket of its own.")
    if loser.merged_into is None or loser.merged_into_id != done.winner_id:
        into = loser.merged_into or loser
        raise CannotMergeDockets(
            f"{loser.docket_number} went along when its docket became part of {into.docket_number}. Take that back"
            " first."
        )


def _staying(loser: Docket, winner: Docket) -> Mapping[type[Model], Q]:
    """Rows that do not move: observations and sheets; rows that are moved here by themselves; relations between the
    two."""
    ours = (loser.pk, winner.pk)
    return {
        **dict.fromkeys((Observation, Sheet, IdentityDecision, DocketMerge, Filing, Party), repoint.EVERYTHING),
        DocketRelation: Q(docket__in=ours, other__in=ours),
    }


def _work_out(docket: Docket, now: datetime) -> None:
    """Computes everything of a docket again; ``record_changed_at`` always advances, so that its interpretation is
    updated even if the result is the same."""
    resolve_docket_again(docket.pk, now=now)
    fresh = Docket.objects.defer("search").get(pk=docket.pk)
    fresh.party_count = fresh.parties.count()
    fresh.record_changed_at = max(now, fresh.record_changed_at + TICK)
    fresh.save(update_fields=["party_count", "record_changed_at"])


def _documents(loser: Docket, winner: Docket) -> dict[int, int]:
    rows = Document.objects.filter(filing__docket__in=(loser.pk, winner.pk))
    return dict(rows.values_list("id", "filing_id"))


def _elsewhere(before: Mapping[int, int]) -> list[Any]:
    """The documents that moved to another filing: ``[model, field, [[document, filing before]]]``."""
    now = dict(Document.objects.filter(id__in=before).values_list("id", "filing_id"))
    moved = [[key, filing] for key, filing in before.items() if key in now and now[key] != filing]
    return [Document._meta.label, "filing", moved]


def _merged(docket: Docket) -> list[int]:
    return list(docket.filings.exclude(merged_into=None).values_list("id", flat=True))


def _with_merged(winner: Docket, before: set[int]) -> list[list[Any]]:
    """References to filings that became part of another one by this merge, in the same form: the interpretation will
    move editors' rows to the surviving filing."""
    gone = [filing for filing in _merged(winner) if filing not in before]
    found: list[list[Any]] = []
    for model, field in repoint.list_foreign_keys_to(Filing) if gone else ():
        if model not in (Observation, Filing, Document):
            found.append(_pairs(model, field, gone))
            if field.one_to_one:  # what belongs to one of two duplicates can move to the other
                rows = [row for row, _ in found[-1][2]]
                found += [_pairs(other, of, rows) for other, of in repoint.list_foreign_keys_to(model)]
    return found


def _pairs(model: type[Model], field: "Field[Any, Any]", to: Sequence[int]) -> list[Any]:
    rows = model._default_manager.filter(**{f"{field.name}__in": to}).order_by("pk").values_list("pk", field.name)
    return [model._meta.label, field.name, [list(pair) for pair in rows]]


def _give_filings_back(noted: Mapping[str, Any], loser: Docket, winner: Docket) -> None:
    """Moves back the filings that came with the merged docket, and those created since for observations under its
    number; with the rows that belong to them."""
    seen = Observation.objects.filter(Q(docket=loser) | Q(docket__merged_into=loser))
    others = Observation.objects.filter(Q(docket=winner) | Q(docket__merged_into=winner))
    since = Q(founded_by__in=seen.values("fingerprint")) & ~Q(founded_by__in=others.values("fingerprint"))
    Filing.objects.filter(Q(pk__in=noted["filings"]) | since, docket=winner).update(docket=loser)
    for label, name, pairs in noted["with_filings"]:
        repoint.restore_references(label, name, pairs)
    repoint.repoint_rows_of_filings(loser.pk, winner.pk, staying=_staying(loser, winner))
    words = IdentityDecision.objects.filter(docket=winner).values_list("pk", "first__docket", "second__docket")
    theirs = [key for key, *of in words if {*of} == {loser.pk}]
    IdentityDecision.objects.filter(pk__in=theirs).update(docket=loser)
    AuditEntry.objects.filter(kind=DECISION, object_id__in=theirs).update(docket=loser)
    DocketRelation.objects.filter(other=winner, other_court=loser.court_id, other_key=loser.number_key).update(
        other=loser
    )


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if value and name in docket_fields.DATES else value
