"""No words are saved as the court's that the court did not say."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dockets.models import Docket, Filing
from rulings.claims.quotations import QuotationFault, check_quotation, load_kept_texts
from rulings.models import Disposition, Ruling
from tests.support import factories, pages

pytestmark = pytest.mark.django_db

PAGES = ("The motion of Oak Bank is denied.", "Elm has shown nothing but", "the scantest speculation. SO ORDERED.")


@pytest.fixture
def order(db: None) -> Filing:
    docket = factories.docket(docket_number="2:21-cv-00031")
    filing = factories.filing(docket=docket, number="34", long_text="ORDER denying 2 Motion. Signed by Judge Poe.")
    factories.claim(docket=docket)
    return filing


def kept(order: Filing, **fields: Any) -> Any:
    factories.document_text(filing=order, by=factories.user(role="editor"), pages=PAGES, **fields)
    return load_kept_texts(order)


@pytest.mark.parametrize(
    ("words", "place", "expected"),
    [
        ("ORDER denying 2 Motion", "", ""),
        ("of Oak Bank is denied", "", "at 1"),
        ("scantest speculation", "at 3", "at 3"),
        ("nothing but the scantest speculation", "", ""),
        ("", "at 99", "at 99"),
    ],
)
def test_words_of_the_ruling_are_taken_with_their_page(order: Filing, words: str, place: str, expected: str) -> None:
    assert check_quotation(kept(order), words, place, "") == expected


@pytest.mark.parametrize(
    ("words", "place", "sentence"),
    [
        ("the slightest speculation", "", "No text of this ruling that is kept here says these words."),
        ("scantest speculation", "at 2", "These words are on page 3 of the text that is kept here, not on 2."),
        ("ORDER denying 2 Motion", "at 99", "The text that is kept here has 3 pages."),
    ],
)
def test_other_words_are_refused(order: Filing, words: str, place: str, sentence: str) -> None:
    with pytest.raises(QuotationFault, match=sentence):
        check_quotation(kept(order), words, place, "")


def test_a_sentence_goes_on_behind_the_lines_at_the_edges_of_a_page(order: Filing) -> None:
    stamp = "Case 2:21-cv-00031-BJR   Document 34   Filed 01/21/21   Page 3 of 9"
    pages = [f"Elm has shown nothing but\n12\nORDER - 2\n{stamp}", f"{stamp}\nthe scantest speculation."]
    factories.document_text(filing=order, by=factories.user(role="editor"), pages=pages)
    texts = load_kept_texts(order)
    assert check_quotation(texts, "nothing but the scantest speculation", "", "") == ""
    with pytest.raises(QuotationFault):
        check_quotation(texts, "nothing but the slightest speculation", "", "")


def test_what_is_quoted_from_elsewhere_is_taken_as_that(order: Filing) -> None:
    assert check_quotation(load_kept_texts(order), "scantest speculation", "at 9", "a press report") == "at 9"


def sent(client: Client, order: Filing, **fields: str) -> Any:
    url = f"/cases/wawd/2:21-cv-00031/filings/{order.public_id}/decides/"
    page = client.get(url)
    version = page.context["title"].initial["version"]
    told = {
        "ruling-version": version,
        "rows": "1",
        "request_id": "once",
        "d0-about": page.context["forms"][0].subject.key,
    }
    return client.post(url, told | {f"d0-{name}": value for name, value in fields.items()})


def test_an_editor_is_told_and_nothing_is_lost(client: Client, users: Any, order: Filing) -> None:
    client.force_login(users.editor)
    answer = sent(client, order, outcome="denied", quotation="a most gracious speculation", reason="Ours")
    page = pages.text(pages.parsed(answer, status=422))
    assert "No text of this ruling that is kept here says these words." in page
    assert "a most gracious speculation" in page and "Ours" in page and not Disposition.objects.exists()


def test_the_next_ones_are_from_the_same_source(client: Client, users: Any, order: Filing) -> None:
    client.force_login(users.editor)
    factories.claim(docket=order.docket, number=2, title="Fraud")
    url = f"/cases/wawd/2:21-cv-00031/filings/{order.public_id}/decides/"
    page = client.get(url)
    told = {"ruling-version": page.context["title"].initial["version"], "rows": "2", "request_id": "once"}
    for at, (words, source) in enumerate((("first words", "The Daily Elm"), ("other words", ""))):
        told |= {f"d{at}-about": page.context["forms"][at].subject.key, f"d{at}-outcome": "denied"}
        told |= {f"d{at}-quotation": words, f"d{at}-quoted_from": source}
    assert client.post(url, told).status_code == 302
    assert set(Disposition.objects.values_list("quotation", "quoted_from")) == {
        ("first words", "The Daily Elm"),
        ("other words", "The Daily Elm"),
    }


def test_readers_see_whose_words_they_are(client: Client, users: Any, order: Filing) -> None:
    client.force_login(users.editor)
    said = {"quotation": "a most gracious speculation", "quoted_from": "The Daily Elm, Jan. 3"}
    assert sent(client, order, outcome="denied", **said).status_code == 302
    client.logout()
    sentence = "quoted by the editors from The Daily Elm, Jan. 3; not checked against a text kept here"
    for address in ("", "claims/", "filings/34/"):
        shown = client.get(f"/cases/wawd/2:21-cv-00031/{address}").content.decode()
        assert sentence in shown and '<q class="reported">a most gracious speculation</q>' in shown


def test_a_command_lists_what_stands_and_is_nowhere(order: Filing, capsys: pytest.CaptureFixture[str]) -> None:
    ruling: Ruling = factories.ruling(filing=order)
    claim = Docket.objects.get().claims.get()
    row = factories.disposition(ruling=ruling, claim=claim, quotation="ORDER denying", outcome="denied")
    call_command("check_quotations")
    Disposition.objects.filter(pk=row.pk).update(quotation="never said", place="at 99")
    with pytest.raises(CommandError, match="1 quotation is in no text that is kept here"):
        call_command("check_quotations")
    assert "/cases/wawd/2:21-cv-00031/filings/34/: “never said”, at 99" in capsys.readouterr().out
