"""All that people did, the newest first, from the one audit log: edits of the reading, and decisions on identity."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from dockets.db.keyset import Key
from dockets.history.custody_log import DELETED, TAKEN
from dockets.identity.identity_log import DECISION, ON_CASES
from dockets.models import AuditEntry, Docket
from rulings.history.account_log import KIND as ACCOUNT
from rulings.models import Annotation, HandOver, Reply
from rulings.models.annotation import Visitor

KEYS = (Key("at", "time", descending=True), Key("id", "int", descending=True))
FILINGS, CASES = "identity", "cases"
"""Filters besides kinds of entries: decisions on which filings, and which cases, are one."""
_KINDS: Mapping[str, Sequence[str]] = {FILINGS: (DECISION,), CASES: ON_CASES}


def visible_entries(user: Visitor) -> QuerySet[AuditEntry]:
    """The entries that this user may read; every page of the log begins here. Entries on others' private notes and
    drafts are left out, and so is what others did with mentions of them, and with answers and comments to them. What
    happens with accounts, and who took what away, is for admins."""
    known = Annotation.objects.known_to(user)
    notes = Q(kind="annotation") & ~Q(object_id__in=known.values("pk"))
    replies = Q(kind="reply") & ~Q(object_id__in=Reply.objects.filter(annotation__in=known).values("pk"))
    others = Q()
    for item in ("mention", "answer", "comment"):
        others |= Q(after__item__startswith=f"{item}:") & ~Q(after__item=f"{item}:{user.pk}")
    given = Q(kind="handover", after__has_key="annotation")
    given &= ~Q(object_id__in=HandOver.objects.filter(annotation__in=known).values("pk"))
    accounts = Q() if getattr(user, "is_superuser", False) else Q(kind__in=(ACCOUNT, TAKEN, DELETED))
    return AuditEntry.objects.exclude(notes | replies | given | accounts | (Q(kind="deskmark") & others))


def find_entries(user: Visitor, *, case: Docket | None = None, kind: str = "") -> QuerySet[AuditEntry]:
    """The entries that this user may see; of one case or one kind, where given. To be paged by ``KEYS``."""
    entries = visible_entries(user).select_related("docket__court").defer("docket__search")
    if kind:
        entries = entries.filter(kind__in=_KINDS.get(kind, (kind,)))
    return entries.filter(Q(docket=case) | _names(case)) if case else entries


def _names(case: Docket) -> Q:
    """A decision on two cases is logged under one of them, and names both."""
    dockets, cases = [case.pk], [[case.court_id, case.docket_number]]
    named = Q(after__dockets__contains=dockets) | Q(after__cases__contains=cases)
    return Q(kind__in=ON_CASES) & (named | Q(before__dockets__contains=dockets) | Q(before__cases__contains=cases))
