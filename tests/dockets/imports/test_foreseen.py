"""Possible duplicates are decided on in a preview, before there are two filings to decide on."""

from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from dockets.imports.run import perform_run
from dockets.models import Filing, IdentityDecision, ImportRun
from tests.dockets.imports.test_preview import docket, entry, imported, previewed
from tests.support import pages

pytestmark = pytest.mark.django_db
OLD = docket(entry(5, "ORDER setting hearing", pacer_doc_id="19700000001"))
NEW = docket(entry(5, "ORDER on briefs", pacer_doc_id="19700000002"), entry(6))


@pytest.fixture
def run(users: Any) -> ImportRun:
    imported(OLD)
    return previewed(NEW)


def fields(client: Client, run: ImportRun) -> list[Any]:
    page = pages.parsed(client.get(reverse("imports-run", args=[run.pk])))
    return [field for field in page.iter("input") if field.get("name", "").startswith("pair-")]


def decide(client: Client, run: ImportRun, verdict: str, **more: str) -> str:
    """Confirms it, is imported, and what the page says then."""
    name = fields(client, run)[0].get("name", "")
    client.post(reverse("imports-act", args=[run.pk, "confirm"]), {name: verdict, **more})
    perform_run(run.pk)
    run.refresh_from_db()
    return pages.text(pages.parsed(client.get(reverse("imports-run", args=[run.pk]))))


def test_a_preview_asks_and_proposes_to_wait(admin: Client, run: ImportRun) -> None:
    asked = fields(admin, run)
    assert [field.get("value") for field in asked] == ["", "same", "different"]
    assert [field.get("value") for field in asked if "checked" in field.attrib] == [""]
    assert {field.get("form") for field in asked} == {"confirm"}


def test_the_same_becomes_one_filing_with_the_import(admin: Client, users: Any, run: ImportRun) -> None:
    said = decide(admin, run, "same")
    assert "Of possible duplicates it was decided, as was said: 1 the same filing." in said
    assert [filing.number for filing in Filing.objects.current().order_by("number")] == ["5", "6"]
    word = IdentityDecision.objects.get()
    assert (word.verdict, word.decided_by) == ("same", users.admin)


def test_not_the_same_stay_two_and_are_not_asked_about_again(admin: Client, run: ImportRun) -> None:
    assert "possible duplicate in this case" not in decide(admin, run, "different")
    assert [filing.number for filing in Filing.objects.current().order_by("number")] == ["5", "5", "6"]
    assert not Filing.objects.exclude(possible_duplicate_of=None).exists()


@pytest.mark.parametrize("verdict", ["", "nonsense"])
def test_without_a_word_both_are_kept_and_the_way_to_decide_is_shown(
    admin: Client, run: ImportRun, verdict: str
) -> None:
    said = decide(admin, run, verdict, **{"pair-made-up": "same"})
    assert "1 possible duplicate in this case waits for a decision." in said
    assert run.verdicts == [] and not IdentityDecision.objects.exists()
    imported(docket(entry(7, pacer_doc_id="19700000005"), docket_number="2:21-cv-00270"))
    imported(docket(entry(7, "ORDER", pacer_doc_id="19700000006"), docket_number="2:21-cv-00270"))
    page = pages.parsed(admin.get(reverse("duplicates"), {"run": run.pk}))
    assert len(pages.by_class(page, "twins")) == 1 and len(Filing.objects.exclude(possible_duplicate_of=None)) == 2
    sent = {
        field.get("name", ""): field.get("value", "")
        for field in page.iter("input")
        if field.get("name") in ("other", "run")
    }
    form = next(
        form.get("action", "")
        for form in page.iter("form")
        if form.get("action", "").startswith("/imports/duplicates/")
    )
    assert admin.post(form, sent | {"verdict": "later"})["Location"] == f"/imports/duplicates/?run={run.pk}"
    admin.post(form, sent | {"verdict": "sooner"})
    for strange in ("9" * 30, "x", "²", "0"):
        assert len(pages.by_class(pages.parsed(admin.get(reverse("duplicates"), {"run": strange})), "twins")) == 2


def test_what_came_otherwise_is_said(admin: Client, run: ImportRun) -> None:
    """There is no such pair once it is imported."""
    name = fields(admin, run)[0].get("name", "")
    admin.post(reverse("imports-act", args=[run.pk, "confirm"]), {name: "same"})
    first = ImportRun.objects.get(pk=run.pk).verdicts[0]
    ImportRun.objects.filter(pk=run.pk).update(verdicts=[first | {"pair": ["0" * 32, first["pair"][1]]}])
    perform_run(run.pk)
    words = pages.text(pages.parsed(admin.get(reverse("imports-run", args=[run.pk]))))
    assert "1 could not be decided as was said" in words and "1 possible duplicate in this case waits" in words


def test_who_may_import_but_not_decide_is_not_asked(client: Client, users: Any, run: ImportRun) -> None:
    client.force_login(users.admin)
    name = fields(client, run)[0].get("name", "")
    users.journalist.user_permissions.add(Permission.objects.get(codename="add_importrun"))
    client.force_login(users.journalist)
    assert fields(client, run) == []
    client.post(reverse("imports-act", args=[run.pk, "confirm"]), {name: "same"})
    perform_run(run.pk)
    assert not IdentityDecision.objects.exists()
