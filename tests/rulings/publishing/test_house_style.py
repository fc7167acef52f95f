"""What the newsroom calls outcomes, statuses and standards: on every page, picture, feed and table, and nowhere that
programs read codes."""

import csv
import io
from typing import Any

import pytest
import time_machine
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from casetracker.sample import PAYLOADS, READING
from dockets.format.house_words import override_house_words
from dockets.history.audit_log import create_request_id
from dockets.models import AuditEntry
from rulings.editorial_file.load import load_editorial_file
from rulings.models import Disposition, HouseStyle, Ruling
from rulings.publishing.house_style import get_house_version, read_house_words
from rulings.vocabulary.house_style import BUILT_IN, get_label
from rulings.vocabulary.standards import STANDARD_TEXTS, Standard
from tests.conftest import Users
from tests.support import pages

pytestmark = pytest.mark.django_db
WORDS = "/newsroom/words/"
CASE = "/cases/wawd/2:21-cv-00031"
OURS = "Zz"
"""How every name of the newsroom begins, and no word of the sample."""
ALL = {
    f"{group}-{value}": f"{OURS} {group} {value}".replace("_", " ")
    for group, words in BUILT_IN.items()
    for value in words
}
PAGES = ("/", "/rulings/", "/cases/", f"{CASE}/", f"{CASE}/claims/", f"{CASE}/filings/34/", f"{CASE}/embed/")


@pytest.fixture
def admin(client: Client, users: Users) -> Client:
    client.force_login(users.admin)
    return client


def send(client: Client, **fields: str) -> Any:
    told = {"seen": get_house_version(read_house_words()), "request_id": create_request_id()}
    return client.post(WORDS, told | fields)


def test_every_name_is_asked_for_in_its_place() -> None:
    for group, words in BUILT_IN.items():
        for value in words:
            with override_house_words({group: {value: OURS}}):
                told = {(one, key) for one, known in BUILT_IN.items() for key in known if get_label(one, key) == OURS}
            assert told == {(group, value)}


def test_a_renamed_word_stands_on_every_page_and_codes_stay(admin: Client) -> None:
    for payload in PAYLOADS:
        call_command("import_docket", str(payload), "--json")
    load_editorial_file(READING)
    Ruling.objects.filter(filing__number="34").update(standard=STANDARD_TEXTS[Standard.INJUNCTION])
    Disposition.objects.filter(ruling__filing__number="34").update(standard=STANDARD_TEXTS[Standard.INJUNCTION])
    reader = Client()
    now = timezone.now()  # an embed says of which minute it is
    with time_machine.travel(now, tick=False):
        before = {page: reader.get(page).content.decode() for page in PAGES}
    assert not any(OURS in page for page in before.values())
    codes = [row["outcome"] for row in read_table(reader, "claims.csv")]
    labels = [one["outcome_label"] for claim in read_claims(reader) for one in claim["dispositions"]]
    assert send(admin, **ALL).status_code == 302
    for page in PAGES:
        shown = pages.parsed(reader.get(page))
        words = [pages.text(one) for one in pages.by_class(shown, "out")]
        built_in = {word for words in BUILT_IN.values() for word in words.values()}
        assert [word for word in words if word in built_in] == [], page
        assert page == "/cases/" or words, page
    claims = reader.get(f"{CASE}/claims/").content.decode()
    for word in ("outcome not likely to succeed", "claim never decided", "standard text injunction"):
        assert f"{OURS} {word}" in claims
    found = pages.parsed(reader.get("/search/", {"q": STANDARD_TEXTS[Standard.INJUNCTION]}))
    assert f"{OURS} standard text injunction" in pages.text(found), "found by its own words, shown by the newsroom's"
    assert f"{OURS.lower()} case ended" in reader.get("/cases/").content.decode()
    for taken in ("claims.svg", "timeline.atom", "timeline.timelinejs.json"):
        assert f"{OURS} outcome" in reader.get(f"{CASE}/{taken}").getvalue().decode(), taken
    assert f"{OURS} hearing" in reader.get(f"{CASE}/timeline.ics").getvalue().decode()
    named = [one for claim in read_claims(reader) for one in claim["dispositions"]]
    assert all(one["outcome_label"].startswith(OURS) and not one["outcome"].startswith(OURS) for one in named)
    assert [one["outcome_label"].startswith(OURS) for one in named] == [True] * len(labels) and codes
    told = reader.get("/api/v1/cases/wawd/2:21-cv-00031/events/").json()
    assert {one["outcome"] for one in told["results"]} >= {"denied"}, "a program reads codes"
    assert send(admin, reset="1").status_code == 302
    with time_machine.travel(now, tick=False):
        assert {page: reader.get(page).content.decode() for page in PAGES} == before, "nothing else was changed"


def read_table(client: Client, form: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(client.get(f"{CASE}/{form}").getvalue().decode("utf-8-sig"))))


def read_claims(client: Client) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{CASE}/claims.json").json()["claims"]
    return found


def test_it_is_logged_goes_back_and_overwrites_nobody(admin: Client, users: Users) -> None:
    seen = get_house_version({})
    assert send(admin, **{"outcome-may_proceed": "Survives"}).status_code == 302
    late = send(admin, seen=seen, **{"outcome-may_proceed": "Lives on"})
    assert late.status_code == 409 and "Survives" in late.content.decode() and "Lives on" in late.content.decode()
    assert send(admin, **{"outcome-may_proceed": "Goes on", "motion-briefed": "In writing"}).status_code == 302
    page = pages.parsed(admin.get("/desk/edits/?kind=housestyle"))
    assert "“May proceed”" in pages.text(page) and "Survives" in pages.text(page)
    first = AuditEntry.objects.filter(kind="housestyle").earliest("id")
    newest = AuditEntry.objects.latest("id").pk
    back = f"/desk/edits/{first.pk}/restore/"
    told = {"seen": str(newest), "request_id": create_request_id()}
    editor = Client()
    editor.force_login(users.editor)
    assert editor.post(back, told).status_code == 403, "admins alone"
    assert admin.post(back, told).status_code == 302
    assert HouseStyle.objects.get().words == {"outcome": {"may_proceed": "Survives"}}


def test_a_preview_shows_it_and_saves_nothing(admin: Client) -> None:
    shown = send(admin, preview="1", on="/rulings/", **{"outcome-denied": "Turned down"})
    assert shown.status_code == 200 and "Turned down" in shown.content.decode()
    assert not HouseStyle.objects.exists() and "Turned down" not in Client().get("/rulings/").content.decode()


@pytest.mark.parametrize(("word", "why"), [("Granted", "called that already"), ("…", "needs a letter"), ("x" * 61, "")])
def test_what_readers_could_not_tell_apart_is_refused(admin: Client, word: str, why: str) -> None:
    refused = send(admin, **{"outcome-denied": word})
    assert refused.status_code == 422 and why in refused.content.decode() and not HouseStyle.objects.exists()


def test_a_page_asks_for_the_words_once_in_a_while(admin: Client, django_assert_num_queries: Any) -> None:
    assert send(admin, **{"outcome-denied": "Turned down"}).status_code == 302
    reader = Client()
    with django_assert_num_queries(1):  # the words alone
        reader.get("/site.webmanifest/")
    with django_assert_num_queries(0):
        reader.get("/site.webmanifest/")
