"""Who follows what: from a docket to the rules that hear of it, and from a rule to its dockets and its name."""

from dataclasses import dataclass

from django.contrib.postgres.search import SearchQuery
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Upper
from django.urls import reverse
from django.utils.http import urlencode

from dockets.format.urls import build_docket_url
from dockets.models import Docket, DocketRelation, Filing, Party, Representation
from dockets.search.full_text import build_search_query
from dockets.search.people import PersonKind, find_dockets_of_person
from rulings.models import Follow, MatterDocket, Tracker
from rulings.models.publication import filter_published


def find_follows_of_docket(docket: Docket, filings: list[int]) -> QuerySet[Follow]:
    """Rules whose subject is met by a docket, or by the words of its new ``filings`` (ids). Paused ones too. One query,
    whatever number of people follow. Who follows a docket that was merged into another one hears of that one."""
    believed = DocketRelation.objects.believed().order_by()
    ways = (
        believed.filter(docket=docket, other__isnull=False).values("other"),
        believed.filter(other=docket).values("docket"),
    )
    near = [
        Follow.objects.filter(Q(docket__in=way) | Q(docket__merged_into__in=way), with_related=True) for way in ways
    ]
    row = MatterDocket.objects.filter(docket=docket, matter__removed_on=None, matter__merged_into=None)
    tracked = Tracker.objects.filter(filter_published(), pk__in=row.values("tracker"))
    parts = [
        Follow.objects.filter(Q(docket=docket) | Q(docket__merged_into=docket)),
        Follow.objects.filter(court=docket.court_id),
        *near,
        Follow.objects.filter(tracker__in=tracked),
        *_by_name(docket),
    ]
    if filings:
        parts.append(_by_search(filings))
    ids = [part.order_by().values("pk") for part in parts]
    return Follow.objects.filter(pk__in=ids[0].union(*ids[1:]))


def list_believed_relatives(docket_id: int) -> list[int]:
    """Ids of the dockets that a source, or an admin, relates to a docket, in either direction."""
    believed = DocketRelation.objects.believed().exclude(other=None)
    pairs = believed.filter(Q(docket=docket_id) | Q(other=docket_id)).values_list("docket", "other")
    return sorted({one for pair in pairs for one in pair if one != docket_id})


def _by_name(docket: Docket) -> list[QuerySet[Follow]]:
    """Those who follow somebody who is named in the docket."""
    name = Upper(OuterRef("person_name"))
    party = Party.objects.filter(docket=docket, same_as=None).alias(
        shown=Upper(F("display_name")), listed=Upper(F("name"))
    )
    acting = Representation.objects.filter(party__docket=docket)
    lawyer, firm = Upper(F("attorney__name")), Upper(F("attorney__firm"))
    judges = [judge.upper() for judge in (docket.assigned_to, docket.referred_to) if judge]
    of_kind = {kind: Follow.objects.filter(person_kind=kind.value) for kind in PersonKind}
    return [
        of_kind[PersonKind.PARTY].filter(Exists(party.filter(Q(shown=name) | Q(listed=name)))),
        of_kind[PersonKind.LAWYER].filter(Exists(acting.alias(called=lawyer).filter(called=name))),
        of_kind[PersonKind.FIRM].filter(Exists(acting.alias(called=firm).filter(called=name))),
        of_kind[PersonKind.JUDGE].alias(called=Upper(F("person_name"))).filter(called__in=judges),
    ]


def _by_search(filings: list[int]) -> QuerySet[Follow]:
    query = SearchQuery(OuterRef("search"), config="english", search_type="websearch")
    hits = Filing.objects.filter(pk__in=filings, search=query)
    return Follow.objects.exclude(search="").filter(Exists(hits))


def find_dockets_of_follow(follow: Follow) -> QuerySet[Docket]:
    """The dockets that a rule hears of today; of a search, all: its words are looked for in each entry. Lazy: a part of
    other queries."""
    if follow.docket_id:
        return Docket.objects.current().filter(_is_case_or_related(follow.docket_id, with_related=follow.with_related))
    if follow.court_id:
        return Docket.objects.current().filter(court=follow.court_id)
    if follow.tracker_id:
        rows = MatterDocket.objects.filter(tracker=follow.tracker_id, matter__removed_on=None)
        return Docket.objects.current().filter(pk__in=rows.values("docket"))
    if follow.person_name:
        return find_dockets_of_person(PersonKind(follow.person_kind), follow.person_name)
    return Docket.objects.current()


def _is_case_or_related(docket_id: int, *, with_related: bool) -> Q:
    """A docket that was merged into another one stands for that one."""
    followed = Docket.objects.filter(pk=docket_id).order_by()
    here = followed.annotate(standing=Coalesce("merged_into", "pk")).values("standing")
    if not with_related:
        return Q(pk__in=here)
    believed = DocketRelation.objects.believed()
    there = believed.filter(docket__in=here).exclude(other=None).values("other")
    return Q(pk__in=here) | Q(pk__in=there) | Q(pk__in=believed.filter(other__in=here).values("docket"))


def find_filings_of_search(follow: Follow) -> QuerySet[Filing]:
    """The entries that hold the words of a followed search."""
    return Filing.objects.current().filter(search=build_search_query(follow.search))


@dataclass(frozen=True, slots=True)
class Subject:
    """What a rule follows, as people are shown it. ``url``: a path of this site."""

    what: str
    name: str
    url: str


def describe_followed(follow: Follow) -> Subject:
    """Needs ``docket__court``, ``court`` and ``tracker`` loaded."""
    if follow.docket:
        name = follow.docket.case_name or follow.docket.docket_number
        return Subject("Case", name, build_docket_url(follow.docket.court_id, follow.docket.docket_number))
    if follow.court:
        return Subject("Court", follow.court.name, f"{reverse('docket-list')}?{urlencode({'court': follow.court.pk})}")
    if follow.tracker:
        return Subject("Tracker", follow.tracker.title, reverse("tracker-detail", args=[follow.tracker.slug]))
    if follow.person_name:
        what = PersonKind(follow.person_kind).name.capitalize()
        return Subject(
            what, follow.person_name, reverse("person-detail", args=[follow.person_kind, follow.person_name])
        )
    return Subject("Search", follow.search, f"{reverse('search')}?{urlencode({'q': follow.search})}")
