"""What editors decide about identity: that two filings are one, or are not; and taking such a word back.

A word on filings is kept as words on their observations, which never change. The docket is then worked out anew from all that is
stored. Nothing else of the record is written here.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser
from django.db import transaction
from django.db.models import Q

from dockets import locate, merge
from dockets.models import DecisionTakenBack, Filing, IdentityDecision, Observation

Verdict = IdentityDecision.Verdict


class CannotDecide(Exception):
    """There is nothing to decide or to take back any more. ``str(error)`` is a sentence for a person."""


def decide(filing_id: int, other_id: int, verdict: Verdict, *, by: AbstractBaseUser | None, now: datetime) -> IdentityDecision:
    """Takes an editor's word on a filing and the one that it may be. The first of the rows that this took.

    Raises ``CannotDecide`` where another word, or an import, was quicker."""
    with transaction.atomic():
        one, other = _pair(filing_id, other_id)
        batch = secrets.token_hex(16)
        if verdict == Verdict.SAME:
            _join(one, other, batch, by, now)
        else:
            _say(_founder(one), [_founder(other)], verdict, batch, by)
            merge.reconsider(one.docket_id, now=now)
        return IdentityDecision.objects.select_related("decided_by").filter(batch=batch).earliest("id")


def take_back(decision_id: int, *, by: AbstractBaseUser | None, now: datetime) -> Sequence[int]:
    """Undoes a word, with all rows that it took, and keeps that it was said, and who took it back (``DecisionTakenBack``). Ids of
    the filings that it was about, as they now are."""
    with transaction.atomic():
        known = IdentityDecision.objects.filter(pk=decision_id).first()
        if known is None:
            raise CannotDecide("This was taken back already.")
        docket_id = known.docket.merged_into_id or known.docket_id
        locate.hold(docket_id)
        rows = IdentityDecision.objects.filter(Q(pk=decision_id) | (Q(batch=known.batch) & ~Q(batch="")))
        word = rows.select_related("decided_by").order_by("id").first()
        if word is None:
            raise CannotDecide("This was taken back already.")
        _account(word, by, now)
        rows.delete()
        merge.reconsider(docket_id, now=now)
        said_of = Observation.objects.filter(pk__in=(known.first_id, known.second_id))
        return sorted({*said_of.values_list("filing_id", flat=True)})


def _account(word: IdentityDecision, by: AbstractBaseUser | None, now: datetime) -> None:
    DecisionTakenBack.objects.create(
        first_id=word.first_id,
        second_id=word.second_id,
        verdict=word.verdict,
        decided_by_name=word.decided_by.get_username() if word.decided_by else "",
        decided_at=word.decided_at,
        by_id=by.pk if by else None,
        by_name=by.get_username() if by else "",
        at=now,
    )


def between(one: Filing, other: Filing) -> IdentityDecision | None:
    """The latest word on these two, whichever of them stands now."""
    both = (one.pk, other.pk)
    founders = Observation.objects.filter(docket=one.docket_id, fingerprint__in=(one.founded_by, other.founded_by))
    words = Q(first__filing__in=both, second__filing__in=both) | Q(first__in=founders, second__in=founders)
    return IdentityDecision.objects.filter(words).select_related("decided_by").order_by("-id").first()


def _pair(filing_id: int, other_id: int) -> tuple[Filing, Filing]:
    """Both as they are once no other writer has their docket."""
    known = Filing.objects.defer("search")
    found = known.filter(pk=filing_id).first()
    if found is None:
        raise CannotDecide("There is no such pair of filings.")
    locate.hold(found.docket_id)
    filing = known.get(pk=filing_id)
    if filing.possible_duplicate_of_id != other_id or filing.merged_into_id is not None:
        raise CannotDecide("This was decided already, or what has been imported since leaves no doubt.")
    return filing, known.get(pk=other_id)


def _join(one: Filing, other: Filing, batch: str, by: AbstractBaseUser | None, now: datetime) -> None:
    """Says "the same" of as many observations as it takes to make one filing of the two: other evidence may hold some back."""
    first, members = _founder(one), Observation.objects.filter(pk__in=[row.pk for row in _members(one, other)])
    said, saying = {first.fingerprint}, [_founder(other)]
    while saying:
        _say(first, saying, Verdict.SAME, batch, by)
        said |= {row.fingerprint for row in saying}
        merge.reconsider(one.docket_id, now=now)
        first.refresh_from_db(fields=["filing"])
        apart = members.exclude(filing=first.filing_id).order_by("id")
        saying = [row for row in apart if row.fingerprint not in said]
    if apart:
        raise CannotDecide("An earlier word keeps these two apart. Take that back first: it is in the list of what was decided.")


def _members(*filings: Filing) -> list[Observation]:
    return list(Observation.objects.filter(filing__in=filings).order_by("id"))


def _founder(filing: Filing) -> Observation:
    """The observation that a filing was made for: wherever it goes, the filing goes. Raises ``CannotDecide`` where it has none,
    since a word is kept as one on what sources said."""
    members = _members(filing)
    if not members:
        name = f"filing {filing.number}" if filing.number else "one of the two"
        raise CannotDecide(
            f"No source has told of {name}, so there is nothing that a word could be kept on. Both stay as they are."
        )
    return next((row for row in members if row.fingerprint == filing.founded_by), members[0])


def _say(first: Observation, others: Sequence[Observation], verdict: Verdict, batch: str, by: AbstractBaseUser | None) -> None:
    for other in others:
        pair = sorted((first.pk, other.pk))
        said = {"docket_id": first.filing.docket_id, "verdict": verdict, "batch": batch, "decided_by_id": by.pk if by else None}
        IdentityDecision.objects.get_or_create(first_id=pair[0], second_id=pair[1], defaults=said)
