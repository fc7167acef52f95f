"""Hands over what somebody has in hand to another editor: when they leave, or are away for long."""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from rulings.desk.assignments import assign_case
from rulings.models import Annotation, Assignment
from rulings.models.annotation import AnnotationQuerySet


def hand_over_work(of: User, to: User, *, by: User, now: datetime) -> tuple[int, int]:
    """All cases that ``of`` looks after, and their notes but for private ones, which are nobody else's. Bylines stay.
    The numbers of both."""
    with transaction.atomic():
        cases = [row.docket for row in _find_cases(of)]
        for docket in cases:
            assign_case(docket, to, by=by, now=now)
        notes = find_notes_in_hand(of).update(author=to)
    return len(cases), notes


def _find_cases(of: User) -> QuerySet[Assignment]:
    return Assignment.objects.filter(editor=of).select_related("docket").order_by("docket_id")


def find_notes_in_hand(of: User) -> AnnotationQuerySet:
    """Those that can be handed over."""
    return Annotation.objects.filter(author=of, deleted_at=None).exclude(visibility=Annotation.Visibility.PRIVATE)
