"""A reader who has a page is answered by one query while nothing that it shows has changed, and never afterwards."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.db import connection, transaction
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, get_resolver
from django.utils import timezone

from casetracker.delivery import page_state, unchanged_pages
from casetracker.delivery.page_state import OF_CASE, OF_SITE
from dockets.db.server.page_marks import compact_page_marks
from dockets.format.house_words import override_house_words
from dockets.models import Court, Docket, PageMark, Source
from rulings.interpret.docket import interpret_docket
from rulings.models import Annotation, Claim, Editorial, Milestone, PublicChange, Ruling
from tests.support import factories

pytestmark = pytest.mark.django_db(transaction=True)
CASE = "/cases/wawd/2:21-cv-00031/"
PAGES = [CASE, f"{CASE}filings/1/", f"{CASE}timeline.csv", f"{CASE}claims/", f"{CASE}parties/",
         "/api/v1/cases/wawd/2:21-cv-00031/events/", "/", "/cases/", "/search/?q=motion", "/rulings/",
         "/api/v1/rulings/"]  # fmt: skip
OF_THIS_CASE = [page for page in PAGES if "/cases/wawd/" in page]


@pytest.fixture(autouse=True)
def case(settings: Any) -> Docket:
    settings.PROXY_CACHE = 1
    docket = factories.docket(docket_number="2:21-cv-00031", checked_at=timezone.now() - timedelta(days=40))
    filing = factories.filing(docket=docket, number="1", long_text="ORDER granting Motion")
    factories.ruling(filing=filing)
    factories.claim(docket=docket)
    factories.party(docket=docket)
    interpret_docket(docket.pk)
    return docket


def ask(pages: list[str], tags: Mapping[str, str] = {}) -> dict[str, tuple[int, str]]:
    """Status and ETag of each page, for a reader who has the pages of these tags."""
    answers = {
        page: Client().get(page, headers={"If-None-Match": tags[page]} if page in tags else {}) for page in pages
    }
    return {page: (answered.status_code, answered["ETag"]) for page, answered in answers.items()}


def get_tags(pages: list[str]) -> dict[str, str]:
    answered = ask(pages)
    assert {status for status, _ in answered.values()} == {HTTPStatus.OK}, answered
    return {page: tag for page, (_, tag) in answered.items()}


def list_kept(pages: list[str], tags: Mapping[str, str]) -> list[str]:
    """Those answered by 304."""
    return [page for page, (status, _) in ask(pages, tags).items() if status == HTTPStatus.NOT_MODIFIED]


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    with time_machine.travel(moment, tick=False):
        yield


def publish_note(docket: Docket, **fields: Any) -> Annotation:
    author = factories.user(f"author-{Annotation.objects.count()}", role="editor")
    return factories.annotation(filing=docket.filings.earliest("id"), author=author, visibility="public", **fields)


def write_headline(docket: Docket) -> None:
    Editorial.objects.create(docket=docket, headline="What it is about", edited_at=timezone.now())


def _correct_ruling(docket: Docket) -> None:
    Ruling.objects.filter(docket=docket).update(title="Order denying motion", read_by_machine=False)


def _tell_correction(docket: Docket) -> None:
    PublicChange.objects.create(
        docket=docket, kind="claim", object_id=1, what="correction", words="It was denied.", at=timezone.now()
    )


CHANGES: dict[str, Callable[[Docket], object]] = {
    "a filing is imported": lambda docket: factories.filing(docket=docket, number="2"),
    "a document comes": lambda docket: factories.document(filing=docket.filings.earliest("id")),
    "a note is published": publish_note,
    "a note is withdrawn": lambda _: Annotation.objects.update(status="withdrawn"),
    "a ruling is corrected": _correct_ruling,
    "a claim is decided": lambda docket: factories.disposition(ruling=docket.rulings.get(), claim=docket.claims.get()),
    "a ruling is withdrawn": lambda _: Ruling.objects.update(status="withdrawn"),
    "readers are told of it": _tell_correction,
    "a claim is against somebody": lambda docket: docket.claims.get().against.add(docket.parties.get()),
    "a claim is withdrawn": lambda _: Claim.objects.update(status="withdrawn"),
    "a headline is written": write_headline,
    "a milestone is entered": lambda docket: factories.milestone(docket=docket),
    "a milestone is deleted": lambda _: Milestone.objects.all().delete(),
    "a party has counsel": lambda docket: factories.attorney(party=docket.parties.get()),
    "a court has another name": lambda _: Court.objects.filter(pk="wawd").update(name="W.D. Wash."),
    "another case is related": lambda docket: factories.relation(docket=factories.docket(), other=docket),
    "and is renamed": lambda docket: Docket.objects.exclude(pk=docket.pk).update(case_name="Another v. Case"),
    "a source is read": lambda docket: factories.source(docket=docket, last_success_at=timezone.now()),
    "marks are compacted": lambda _: compact_page_marks(),
}
"""In this order, one after the other."""


@pytest.mark.long
def test_whatever_changes_makes_the_page_anew(case: Docket) -> None:
    with at(timezone.now()):  # at which no page differs by the clock
        for change, make in CHANGES.items():
            tags = get_tags(OF_THIS_CASE)
            assert list_kept(OF_THIS_CASE, tags) == OF_THIS_CASE, change
            make(case)
            assert list_kept(OF_THIS_CASE, tags) == [], change


def test_pages_across_cases_follow_each_of_them_and_a_case_only_its_own(case: Docket) -> None:
    with at(timezone.now()):
        tags = get_tags(PAGES)
        factories.filing(docket=factories.docket(), number="1")
        assert list_kept(PAGES, tags) == OF_THIS_CASE
        Source.objects.filter(docket=case).update(lease_token="held")
        assert list_kept(OF_THIS_CASE, tags) == OF_THIS_CASE, "a lease shows on no page"


def test_what_is_not_committed_yet_counts_when_it_is_even_out_of_order(case: Docket) -> None:
    """A transaction that began before another and ends after it is no part of the state that was read in between."""
    import threading

    tags, begun, may_end = {}, threading.Event(), threading.Event()

    def change_late() -> None:
        with transaction.atomic():
            Ruling.objects.update(title="Order, late")
            begun.set()
            may_end.wait(20)
        connection.close()

    with at(timezone.now()):
        late = threading.Thread(target=change_late)
        late.start()
        begun.wait(20)
        factories.filing(docket=case, number="2")
        tags = get_tags(OF_THIS_CASE)
        assert list_kept(OF_THIS_CASE, tags) == OF_THIS_CASE
        may_end.set()
        late.join(60)
        assert list_kept(OF_THIS_CASE, tags) == []
        tags = get_tags(OF_THIS_CASE)
        with transaction.atomic():
            Ruling.objects.update(title="Order, taken back")
            transaction.set_rollback(True)
        assert list_kept(OF_THIS_CASE, tags) == OF_THIS_CASE


def test_an_embargo_that_passes_makes_the_page_anew(case: Docket) -> None:
    """By the database's clock, which no test can stop."""
    cases = [factories.docket(docket_number=f"2:21-cv-0004{place}") for place in range(5)]
    for docket in cases:
        filing = factories.filing(docket=docket, number="1")
    pages = ["/", *(f"/cases/wawd/{docket.docket_number}/parties/" for docket in cases)]
    get_tags(pages)  # as long as templates are read, nothing is to be published
    moment = timezone.now() + timedelta(seconds=3)
    publish_note(cases[0], published_at=moment, status="published")
    factories.claim(docket=cases[1], published_at=moment)
    Editorial.objects.create(docket=cases[2], headline="Soon", published_at=moment, edited_at=timezone.now())
    factories.milestone(docket=cases[3], published_at=moment)
    factories.ruling(filing=filing, published_at=moment)
    with at(timezone.now()):
        tags = get_tags(pages)
        assert list_kept(pages[1:], tags) == pages[1:]
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_sleep_until(%s)", [moment + timedelta(seconds=0.1)])
        assert list_kept(pages, tags) == []


def test_midnight_at_the_court_and_in_the_newsroom_make_it_anew(case: Docket) -> None:
    noon = datetime(2026, 3, 3, 20, 0, tzinfo=UTC)
    with at(noon):
        tags = get_tags(OF_THIS_CASE)
    with at(noon + timedelta(hours=2)):
        assert list_kept(OF_THIS_CASE, tags) == OF_THIS_CASE
    with at(datetime(2026, 3, 4, 7, 59, tzinfo=UTC)):
        tags = get_tags(OF_THIS_CASE)
    with at(datetime(2026, 3, 4, 8, 1, tzinfo=UTC)):
        assert list_kept(OF_THIS_CASE, tags) == [], "midnight in Seattle"


def test_minutes_count_where_a_page_tells_them(case: Docket) -> None:
    now = timezone.now()
    Docket.objects.update(checked_at=now - timedelta(minutes=4))
    with at(now):
        tags = get_tags(PAGES)
    with at(now + timedelta(seconds=70)):
        assert list_kept(PAGES, tags) == []


def test_another_version_or_setting_makes_all_anew(case: Docket, settings: Any) -> None:
    with at(timezone.now()):
        tags = get_tags(PAGES)
        settings.SITE_NAME = "The Court Desk"
        unchanged_pages.read_site_digest.cache_clear()
        assert list_kept(PAGES, tags) == []
    unchanged_pages.read_site_digest.cache_clear()


def test_a_page_in_other_words_of_the_newsroom_is_another_page() -> None:
    """Each process learns them within seconds; until then it still has the old ones, and says so in the tag."""
    request = RequestFactory().get("/rulings/")
    before = unchanged_pages.build_page_tag(request)
    with override_house_words({"outcome": {"may_proceed": "Survives"}}):
        assert unchanged_pages.build_page_tag(request) != before
    assert unchanged_pages.build_page_tag(request) == before


@pytest.mark.parametrize("is_known", [True, False])
def test_it_costs_one_query(case: Docket, is_known: bool) -> None:
    """Also in a process that has not read the page's state before."""
    with at(timezone.now()):
        for page, tag in get_tags(PAGES).items():
            if not is_known:
                page_state._KNOWN.clear()
            with CaptureQueriesContext(connection) as queries:
                assert Client().get(page, headers={"If-None-Match": tag}).status_code == HTTPStatus.NOT_MODIFIED
            assert len(queries) == 1, page


def test_it_is_of_one_address_one_kind_of_answer_and_of_nobody_who_is_logged_in(case: Docket) -> None:
    with at(timezone.now()):
        tag = get_tags([CASE])[CASE]
        for page, headers in [(f"{CASE}?order=newest", {}), (CASE, {"HX-Request": "true"}), (f"{CASE}parties/", {})]:
            assert Client().get(page, headers={"If-None-Match": tag, **headers}).status_code == HTTPStatus.OK
        reader = Client()
        reader.force_login(factories.user("grace"))
        answered = reader.get(CASE, headers={"If-None-Match": tag})
        assert answered.status_code == HTTPStatus.OK and not answered.has_header("ETag")


SHOWN_TO_NOBODY = {
    "dockets": {"AuditEntry", "BroughtFile", "DocketsApart", "DocumentFile", "ImportRun",
                "PageMark", "Payload", "ReaderFile", "TextRequest", "UpkeepEntry", "WaitingFile", "WebhookDelivery"},
    "rulings": {"ApiToken", "Assignment", "Channel", "Delivery", "DeskMark", "FeedKey", "Follow", "Follow_channels",
                "HandOver", "HouseStyle", "Message", "News", "NewsMark", "PendingVersion",
                "Reply", "ReviewComment", "Visit", "WantedDocument",
                "Development", "EditorsStatus", "Matter", "MatterDocket", "MatterState", "Tracker", "TrackerChange",
                "TrackerCandidate",
                "TrackerColumn", "TrackerExclusion", "TrackerSearch", "TrackerStatus",
                "WatchedLine"},
}  # fmt: skip
"""What no reader without a login sees anything of; the newsroom's words, which are in the tag itself; and trackers,
whose pages have no tag."""


def test_every_table_that_readers_see_has_its_triggers() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT tgrelid::regclass::text, count(*) FROM pg_trigger WHERE tgname LIKE 'page_mark_%' GROUP BY 1"
        )
        marked = dict(cursor.fetchall())
    shown = {
        model._meta.db_table
        for app, hidden in SHOWN_TO_NOBODY.items()
        for model in apps.get_app_config(app).get_models(include_auto_created=True)
        if model.__name__ not in hidden and not model.__name__.startswith("ImportRun_")
    }
    assert marked == dict.fromkeys(shown, 3)


def test_every_address_that_is_named_is_one() -> None:
    names = {pattern.name for pattern in get_resolver().url_patterns if isinstance(pattern, URLPattern)}
    for resolver in get_resolver().url_patterns:
        names |= {pattern.name for pattern in getattr(resolver, "url_patterns", []) if isinstance(pattern, URLPattern)}
    assert names >= OF_CASE | OF_SITE


def test_marks_are_few_again_after_a_while(case: Docket) -> None:
    for number in range(2, 6):
        factories.filing(docket=case, number=str(number))
    assert PageMark.objects.filter(docket_key=case.pk).count() > 1
    compact_page_marks()
    assert PageMark.objects.filter(docket_key__in=(case.pk, 0)).count() == 2
    assert compact_page_marks() == 0
