"""Pages find the same news that is sent: by each sort of subject, from the rule's side as from the docket's."""

from typing import Any

import pytest
from django.utils import timezone

from dockets.models import Docket
from rulings.following.subjects import find_dockets_of_follow, find_follows_of_docket
from rulings.following.unread import NewsSpan, find_news_of_follows
from rulings.models import Follow
from rulings.trackers.save import add_matters
from tests.support import factories

pytestmark = pytest.mark.django_db
WANTED = {
    "case": {"main", "appeal"},
    "case alone": {"main"},
    "appeal": {"main", "appeal"},
    "merged": {"main", "appeal"},
    "court": {"main", "stranger"},
    "tracker": {"main", "appeal"},
    "party": {"main"},
    "lawyer": {"main"},
    "firm": {"main"},
    "judge": {"appeal"},
    "search": {"stranger"},
    "words": {"stranger"},
}
"""Rule -> the dockets whose news it tells of."""


@pytest.fixture
def dockets() -> dict[str, Docket]:
    main, stranger = factories.docket(), factories.docket()
    appeal = factories.docket(court=factories.court("ca9"), assigned_to="Ines Roe")
    factories.relation(docket=appeal, other=main, kind="appeal_of")
    factories.docket(docket_number="2:20-cv-00001", merged_into=main)
    factories.attorney(party=factories.party(docket=main, name="Elm Corp."), name="Ann Ash", firm="Ash & Fir")
    return {"main": main, "appeal": appeal, "stranger": stranger}


@pytest.fixture
def follows(users: Any, dockets: dict[str, Docket]) -> dict[str, Follow]:
    tracker = factories.tracker()
    add_matters(tracker.pk, [dockets["appeal"].pk], by=users.editor, now=timezone.now())
    merged = Docket.objects.get(docket_number="2:20-cv-00001")
    subjects: dict[str, dict[str, Any]] = {
        "case": {"docket": dockets["main"]},
        "case alone": {"docket": dockets["main"], "with_related": False, "user": users.editor},
        "appeal": {"docket": dockets["appeal"]},
        "merged": {"docket": merged},
        "court": {"court": dockets["main"].court},
        "tracker": {"tracker": tracker},
        **{
            kind: {"person_kind": kind, "person_name": name}
            for kind, name in (
                *(("party", "ELM CORP."), ("lawyer", "Ann Ash"), ("firm", "Ash & Fir")),
                ("judge", "ines roe"),
            )
        },
        "search": {"search": "escrow"},
        "words": {"court": dockets["main"].court, "words": "nothing, In Escrow", "user": users.editor},
    }
    made = {name: factories.follow(**{"user": users.journalist, **fields}) for name, fields in subjects.items()}
    loaded = Follow.objects.select_related("docket").in_bulk([row.pk for row in made.values()])
    return {name: loaded[row.pk] for name, row in made.items()}


def test_each_sort_of_subject_is_found_from_both_sides(
    dockets: dict[str, Docket], follows: dict[str, Follow], django_assert_max_num_queries: Any
) -> None:
    filings = {
        name: factories.filing(docket=docket, long_text="Paid in escrow" if name == "stranger" else "Paid")
        for name, docket in dockets.items()
    }
    told = {
        factories.news(docket=docket, filing=filings[name], topics=["filing"]).pk: name
        for name, docket in dockets.items()
    }
    rows = list(follows.values())
    with django_assert_max_num_queries(4):
        found, further = find_news_of_follows(rows, NewsSpan())
    by_rule: dict[str, set[str]] = {name: set() for name in follows}
    for one in found:
        for place in one.follows:
            by_rule[[*follows][place]].add(told[one.id])
    assert by_rule == WANTED and further is None
    from_docket: dict[str, set[str]] = {name: set() for name in follows}
    for name, docket in dockets.items():
        met = set(find_follows_of_docket(docket, [filings[name].pk]))
        for rule, follow in follows.items():
            from_docket[rule] |= {name} if follow in met else set()
    assert from_docket == WANTED | {"words": WANTED["court"]}, "words are asked of each entry"
    for rule in WANTED.keys() - {"search", "words"}:
        there = set(find_dockets_of_follow(follows[rule]))
        assert there == {dockets[name] for name in WANTED[rule]}, rule


def test_it_goes_on_where_it_had_looked_to(dockets: dict[str, Docket], follows: dict[str, Follow]) -> None:
    rows = [factories.news(docket=dockets["main"], topics=["ended"]).pk for _ in range(4)]
    held = factories.news(docket=dockets["main"], topics=["ended"], held="old").pk
    seen, place = [], None
    for _ in range(3):
        found, place = find_news_of_follows([follows["court"]], NewsSpan(before=place, most=2))
        seen.append([one.id for one in found])
    assert seen == [[held, rows[3]], [rows[2], rows[1]], [rows[0]]] and place is None
    found, _ = find_news_of_follows([follows["court"]], NewsSpan(not_held=True))
    assert [one.id for one in found] == rows[::-1]


def test_nothing_is_left_out_where_one_rule_tells_of_much(
    dockets: dict[str, Docket], follows: dict[str, Follow], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("rulings.following.unread._EACH", 2)
    rows = [
        factories.news(docket=dockets[name], topics=["ended"]).pk
        for name in ("appeal", "main", "appeal", "appeal", "appeal", "main", "appeal")
    ]
    seen, place, steps = [], None, 0
    while place or not steps:
        found, place = find_news_of_follows([follows["judge"], follows["party"]], NewsSpan(before=place, most=4))
        seen += [one.id for one in found]
        steps += 1
    assert seen == rows[::-1] and steps > 2
