"""Keeps that a word on two cases was said, by whom and when, once it is taken back."""

from datetime import datetime

from django.contrib.auth.models import AbstractBaseUser

from dockets.models import CaseWordTakenBack, Docket, DocketRelation, DocketsApart


def note_apart(row: DocketsApart, *, by: AbstractBaseUser | None, now: datetime) -> None:
    named = {"other_court": row.other.court_id, "other_number": row.other.docket_number}
    _note(row.one, by, now, row, verdict="two", **named)


def note_relation(row: DocketRelation, *, by: AbstractBaseUser | None, now: datetime) -> None:
    """As it stands before it is changed. Nothing, where it is nobody's word."""
    if row.decided_at and row.status in CaseWordTakenBack.Verdict.values:
        named = {"other_court": row.other_court_id, "other_number": row.other_number}
        _note(row.docket, by, now, row, verdict=row.status, kind=row.kind, **named)


def _note(one: Docket, by: AbstractBaseUser | None, now: datetime, said: DocketsApart | DocketRelation, **told: str) -> None:
    CaseWordTakenBack.objects.create(
        one_court=one.court_id,
        one_number=one.docket_number,
        said_by_name=said.decided_by.get_username() if said.decided_by else "",
        said_at=said.decided_at or now,
        by_id=by.pk if by else None,
        by_name=by.get_username() if by else "",
        at=now,
        **told,
    )
