"""What an anonymous reader's page depends on, read by one query: while it stays the same, so does the page.

Called by ``casetracker.delivery.unchanged_pages``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from typing import Any

from django.db.models import (
    BigIntegerField,
    BooleanField,
    Case,
    Exists,
    F,
    Max,
    Model,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.aggregates import BitXor
from django.db.models.functions import Least
from django.utils import timezone

from dockets.db.functions import StatementTime
from dockets.format.print_style import format_age
from dockets.models import Docket, DocketRelation, PageMark
from rulings.models import Annotation, Claim, Editorial, Milestone, PublicChange, Ruling

type Kwargs = Mapping[str, Any]

OF_CASE = frozenset(
    {
        "api-case", "api-event-list", "api-filing-list", "api-party-list", "annotation-export", "case-change-list",
        "claims", "claims-export", "docket-changes", "docket-parties", "document-text", "filing-detail", "thread",
        "timeline", "timeline-embed", "timeline-export",
    }
)  # fmt: skip
"""Names of addresses whose pages show one case, and of others at most what is said of related ones."""
OF_SITE = frozenset(
    {
        "api-case-list", "api-ruling-list", "calendar", "calendar-feed", "docket-list", "docket-list-export", "home",
        "oembed", "public-change-feed", "public-change-list", "ruling-feed", "ruling-list", "search",
    }
)  # fmt: skip
"""Those of pages across all cases."""
_HERE = OuterRef("pk")
_SCHEDULED: tuple[tuple[type[Model], str], ...] = (
    *((model, "published_at") for model in (Annotation, Claim, Editorial, Milestone, Ruling)),
    (PublicChange, "at"),
)
"""What readers see from a moment on without anybody's doing anything then."""


@dataclass(frozen=True, slots=True)
class _Known:
    """What a process has read of a case, or of all cases: it is so while the marks are the same, and until the next
    moment at which something is published."""

    keys: tuple[int, int]
    """Of the marks."""
    marks: int | None
    following: datetime | None
    docket_id: int = 0
    checked_at: datetime | None = None
    zone: tzinfo = UTC


_KNOWN: dict[tuple[str, str], _Known] = {}
_MOST = 5_000
_SITE = ("", "")


def read_page_state(name: str, kwargs: Kwargs, now: datetime) -> tuple[Any, ...] | None:
    """What the page of this address depends on at ``now``, by one query; None where that is not known. Where something
    has changed since this process asked last, by two."""
    if name in OF_SITE:
        known = _find_known(_SITE)
        # Such pages tell the time to the minute, and hearings by the day of each court.
        return (known.marks, known.following, int(now.timestamp()) // 60) if known else None
    if name not in OF_CASE or "\x00" in kwargs["number"]:
        return None
    known = _find_known((str(kwargs["court_id"]), str(kwargs["number"])))
    if known is None:
        return None
    checked = known.checked_at
    age = format_age(timezone.localtime(checked, known.zone), now) if checked else ""
    days = (now.astimezone(known.zone).date(), timezone.localdate(now), now.astimezone(UTC).date())
    return (known.docket_id, known.marks, known.following, age, *days)


def _find_known(place: tuple[str, str]) -> _Known | None:
    known = _KNOWN.get(place)
    if known and _is_so_still(known):
        return known
    known = _read_site() if place == _SITE else _read_case(*place)
    if len(_KNOWN) >= _MOST:
        _KNOWN.clear()
    if known:
        _KNOWN[place] = known
    return known


def _is_so_still(known: _Known) -> bool:
    """By one index. All that ``_Known`` holds has triggers that write marks."""
    marks: QuerySet[Any, Any] = PageMark.objects.filter(docket_key__in=known.keys)
    told = marks.aggregate(marks=BitXor("mark"), at=Max(StatementTime()))
    is_same = known.marks is not None and told["marks"] == known.marks
    return is_same and (known.following is None or told["at"] < known.following)


def _read_case(court_id: str, number: str) -> _Known | None:
    """Dockets that were merged into another one lead there, and have no state. A page of a case with relations shows
    what happens in the others: it depends on all cases."""
    cases = Docket.objects.filter(court_id=court_id, docket_number=number, merged_into=None)
    shown: QuerySet[Any, Any] = cases.annotate(
        is_joined=_is_joined(),
        key=Case(
            When(is_joined=True, then=Value(PageMark.ANY_DOCKET)), default=F("pk"), output_field=BigIntegerField()
        ),
        marks=_select_marks(Q(docket_key=OuterRef("key"))),
        following=Case(When(is_joined=True, then=_select_next(Q())), default=_select_next(Q(docket=_HERE))),
    )
    row = shown.select_related("court").only("checked_at", "court").first()
    if row is None:
        return None
    keys = (row.key, PageMark.EVERY_PAGE)
    return _Known(keys, row.marks, row.following, row.pk, row.checked_at, row.court.zone)


def _read_site() -> _Known | None:
    keys = (PageMark.ANY_DOCKET, PageMark.EVERY_PAGE)
    marks: QuerySet[Any, Any] = PageMark.objects.filter(docket_key__in=keys)
    grouped = marks.values(one=Value(1)).annotate(marks=BitXor("mark"), following=_select_next(Q()))
    return next((_Known(keys, row["marks"], row["following"]) for row in grouped), None)


def _is_joined() -> Case:
    related = Exists(DocketRelation.objects.filter(docket=_HERE)) | Exists(DocketRelation.objects.filter(other=_HERE))
    merged = Exists(Docket.objects.filter(merged_into=_HERE))
    return Case(When(related | merged, then=Value(True)), default=Value(False), output_field=BooleanField())


def _select_marks(of: Q) -> Subquery:
    """All marks of these keys as one number, which is another one with any mark more or less."""
    rows: QuerySet[Any, Any] = PageMark.objects.filter(of | Q(docket_key=PageMark.EVERY_PAGE)).order_by()
    return Subquery(rows.values(one=Value(1)).annotate(all=BitXor("mark")).values("all"))


def _select_next(of: Q) -> Least:
    """The first moment to come at which something of these dockets is published."""
    return Least(*(_select_first(model, field, of) for model, field in _SCHEDULED))


def _select_first(model: type[Model], field: str, of: Q) -> Subquery:
    rows: QuerySet[Any, Any] = model._default_manager.filter(of, **{f"{field}__gt": StatementTime()})
    return Subquery(rows.order_by(field).values(field)[:1])
