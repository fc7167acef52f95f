"""What editors know, from a file: taken, refused with its place, and taken once."""

import copy
import json
from datetime import date, datetime
from pathlib import Path
from threading import Thread
from time import monotonic, sleep
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.test import Client

from dockets.models import AuditEntry, Docket
from rulings.desk.pending import publish_pending
from rulings.editorial_file.load import UPDATED, LoadedFile, load_editorial_file
from rulings.editorial_file.parse import NotAnEditorialFile
from rulings.interpret.docket import interpret_docket
from rulings.models import (
    Claim,
    Disposition,
    Editorial,
    Hearing,
    Milestone,
    Motion,
    PendingVersion,
    PublicChange,
    Ruling,
    TimelineEvent,
)
from tests.support import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def docket() -> Docket:
    row = factories.docket(docket_number="2:21-cv-00031")
    factories.party(docket=row)
    factories.party(docket=row, name="Amazon Web Services, Inc.", type="Defendant", side="defendant")
    factories.filing(docket=row, number="1")
    factories.filing(
        docket=row, number="2", long_text="MOTION for Temporary Restraining Order by Plaintiff Parler LLC."
    )
    factories.filing(
        docket=row, number="", date_filed=date(2021, 1, 12), long_text="Letter from Ann Roe asking for a stay"
    )
    factories.filing(
        docket=row, number="34", date_filed=date(2021, 1, 21), long_text="ORDER denying Plaintiff's 2 Motion for TRO."
    )
    return row


GIVEN: dict[str, Any] = {
    "court": "wawd",
    "docket_number": "C21-0031-BJR",
    "claims": [
        {
            "number": 1,
            "title": "Conspiracy in restraint of trade",
            "ground": "15 U.S.C. § 1",
            "asserted_by": ["Parler LLC"],
            "against": ["Amazon Web Services Inc"],
            "pleading": 1,
        }
    ],
    "rulings": [
        {
            "filing": "34",
            "title": "Injunction refused",
            "citation": "514 F. Supp. 3d 1261",
            "dispositions": [
                {"motion": "2", "outcome": "denied", "reason": "No claim was shown likely to succeed."},
                {
                    "claim": 1,
                    "outcome": "not_likely_to_succeed",
                    "quotation": "both dwindlingly slight",
                    "quoted_from": "a press report",
                    "place": "at 5",
                },
                {
                    "motion": {"date": "2021-01-12", "text": "asking for  a STAY"},
                    "outcome": "moot",
                    "parties": ["Parler LLC"],
                },
            ],
        }
    ],
    "hearings": [
        {"title": "Argument", "date": "2021-01-14", "time": "10:00", "place": "by video conference", "about": ["2"]}
    ],
    "milestones": [{"date": "2021-01-10", "headline": "Hosting ends", "source": "press report"}],
}


def reading(**changed: Any) -> dict[str, Any]:
    return {"format": "casetracker-reading/1", "dockets": [{**copy.deepcopy(GIVEN), **changed}]}


def places(loaded: LoadedFile) -> list[str]:
    return [refusal.where for refusal in loaded.refused]


def test_everything_is_taken(docket: Docket) -> None:
    loaded = load_editorial_file(reading())
    assert (places(loaded), [(row.created, row.updated, row.unchanged) for row in loaded.dockets]) == ([], [(7, 0, 0)])
    claim = Claim.objects.get(docket=docket)
    assert (claim.title, claim.pleading and claim.pleading.number) == ("Conspiracy in restraint of trade", "1")
    assert [party.name for party in claim.against.all()] == ["Amazon Web Services, Inc."]
    ruling = Ruling.objects.get(docket=docket)
    assert (ruling.title, ruling.citation, ruling.date, ruling.read_by_machine) == (
        "Injunction refused", "514 F. Supp. 3d 1261", date(2021, 1, 21), False,
    )  # fmt: skip
    assert sorted(ruling.dispositions.values_list("outcome", flat=True)) == ["denied", "moot", "not_likely_to_succeed"]
    hearing = Hearing.objects.get(docket=docket)
    assert hearing.starts_at == datetime(2021, 1, 14, 10, tzinfo=ZoneInfo("America/Los_Angeles"))
    assert Milestone.objects.get(docket=docket).source == "press report"


def test_a_file_may_say_how_far_its_words_have_come(docket: Docket) -> None:
    given = reading()
    told = given["dockets"][0]
    told["claims"][0]["state"], told["rulings"][0]["state"], told["milestones"][0]["state"] = "draft", "review", "draft"
    assert places(load_editorial_file(given)) == []
    assert [Claim.objects.get().status, Ruling.objects.get().status] == ["draft", "waiting"]
    interpret_docket(docket.pk)
    assert not TimelineEvent.objects.exclude(milestone=None).exists() and not Claim.objects.published().exists()
    assert not Disposition.objects.published().filter(read_by_machine=False).exists()
    load_editorial_file(reading())
    assert Claim.objects.get().status == "draft", "a file that says nothing leaves it"
    told["claims"][0]["state"] = "published"
    load_editorial_file(given)
    assert Claim.objects.published().exists()


def test_what_readers_see_is_not_taken_from_them_by_a_file(docket: Docket) -> None:
    given = reading(plain_words=[{"summary": "In short."}])
    load_editorial_file(given)
    before = [Claim.objects.get().title, Ruling.objects.get().title, Milestone.objects.get().source]
    told = given["dockets"][0]
    parts = (told["claims"][0], told["rulings"][0], told["milestones"][0], told["plain_words"][0])
    for part, field, state in zip(parts, ("title", "title", "source", "summary"), ("draft", "review") * 2, strict=True):
        part["state"], part[field] = state, "Said otherwise"
    parts[1]["dispositions"][0]["outcome"] = "granted"
    assert places(load_editorial_file(given)) == []
    assert [Claim.objects.get().title, Ruling.objects.get().title, Milestone.objects.get().source] == before
    assert Claim.objects.published().exists() and not Disposition.objects.filter(outcome="granted").exists()
    kinds = {held.kind: held.status for held in PendingVersion.objects.all()}
    assert kinds == {"claim": "draft", "ruling": "waiting", "milestone": "draft", "editorial": "waiting"}
    assert load_editorial_file(given).dockets[0].updated == 0, "loaded again, nothing changes"
    for held in PendingVersion.objects.all():
        publish_pending(held, by=None)
    assert [Claim.objects.get().title, Ruling.objects.get().title] == ["Said otherwise"] * 2
    assert Disposition.objects.filter(outcome="granted", read_by_machine=False).exists()
    assert not PendingVersion.objects.exists()


def test_the_timeline_shows_it_at_once(docket: Docket) -> None:
    load_editorial_file(reading())
    shown = (
        TimelineEvent.objects.filter(docket=docket)
        .order_by("sort_date", "sort_order")
        .values_list("headline", "outcome")
    )
    assert ("Injunction refused", "denied") in shown
    assert ("Argument", "") in shown
    assert shown[0] == ("Hosting ends", "")
    letter = TimelineEvent.objects.get(docket=docket, filing__number="", event_kind="filing")
    assert letter.outcome == "moot"


def test_plain_words_stand_beside_the_courts(docket: Docket) -> None:
    words = [{"summary": "Who hosts whom."}, {"filing": "34", "headline": "No hosting", "pinned": True}]
    (row,) = load_editorial_file(reading(plain_words=words)).dockets
    assert (row.created, row.refused) == (9, [])
    first = list(Editorial.objects.order_by("pk").values())
    said = Editorial.objects.order_by("pk").values_list("filing__number", "headline", "summary", "pinned")
    assert list(said) == [(None, "", "Who hosts whom.", False), ("34", "No hosting", "", True)]
    assert load_editorial_file(reading(plain_words=words)).dockets[0].unchanged == 9
    assert list(Editorial.objects.order_by("pk").values()) == first
    words[0] = {"headline": "A fight over hosting"}
    assert load_editorial_file(reading(plain_words=words)).dockets[0].updated == 1
    case = Editorial.objects.get(filing=None)
    assert (case.headline, case.summary) == ("A fight over hosting", "Who hosts whom.") and case.edited_at > first[0][
        "edited_at"
    ]
    noted = (
        AuditEntry.objects.filter(kind="editorial")
        .order_by("pk")
        .values_list("by_name", "before__summary", "after__headline")
    )
    assert list(noted) == [
        ("import_reading", None, ""), ("import_reading", None, "No hosting"),
        ("import_reading", "Who hosts whom.", "A fight over hosting"),
    ]  # fmt: skip


def test_twice_changes_nothing(docket: Docket) -> None:
    load_editorial_file(reading())
    before = {
        model: list(model.objects.order_by("pk").values())
        for model in (Claim, Ruling, Disposition, Hearing, Milestone, Motion)
    }
    (row,) = load_editorial_file(reading()).dockets
    assert (row.created, row.updated, row.unchanged) == (0, 0, 7)
    assert {model: list(model.objects.order_by("pk").values()) for model in before} == before


def test_a_newer_file_updates_what_the_older_one_brought(docket: Docket) -> None:
    load_editorial_file(reading())
    newer = reading()
    newer["dockets"][0]["rulings"][0]["dispositions"][0]["outcome"] = "in_part"
    newer["dockets"][0]["hearings"][0]["time"] = "14:30"
    newer["dockets"][0]["milestones"][0]["text"] = "More."
    (row,) = load_editorial_file(newer).dockets
    assert (row.created, row.updated, row.unchanged) == (0, 3, 4)
    assert Disposition.objects.get(motion__filing__number="2").outcome == "in_part"
    assert TimelineEvent.objects.get(docket=docket, filing__number="2").outcome == "in_part"


def test_the_machines_word_becomes_the_editors(docket: Docket) -> None:
    interpret_docket(docket.pk)
    machine = Disposition.objects.get(ruling__docket=docket)
    load_editorial_file(reading())
    machine.refresh_from_db()
    assert (machine.read_by_machine, machine.reason) == (False, "No claim was shown likely to succeed.")
    assert Disposition.objects.filter(motion__filing__number="2").count() == 1


@pytest.mark.parametrize(
    ("changed", "where", "why"),
    [
        ({"claims": [{"number": 0, "title": "X"}]}, "$.dockets[0].claims[0].number", "0 cannot stand here"),
        ({"claims": [{"number": 1}]}, "$.dockets[0].claims[0]", "It lacks “title”."),
        ({"milestones": [{"date": "2021-02-30", "headline": "X"}]}, "$.dockets[0].milestones[0].date", "is no day"),
        ({"milestones": [{"date": "2021-02-03", "headline": "X", "source_url": "javascript:x"}]},
         "$.dockets[0].milestones[0].source_url", "is no web address"),
        ({"hearings": [{"title": "X", "date": "2021-02-03", "time": "25:00"}]},
         "$.dockets[0].hearings[0].time", "is no time"),
        ({"rulings": [{"filing": "34", "dispositions": [{"motion": "2", "outcome": "won"}]}]},
         "$.dockets[0].rulings[0].dispositions[0].outcome", "should be one of granted"),
        ({"rulings": [{"filing": "34", "dispositions": [{"outcome": "denied"}]}]},
         "$.dockets[0].rulings[0].dispositions[0]", "needs a “motion” or a “claim”"),
        ({"rulings": [{"filing": "99"}]}, "$.dockets[0].rulings[0].filing", "no filing with the number 99"),
        ({"rulings": [{"filing": {"date": "2021-01-12", "text": "no such words"}}]},
         "$.dockets[0].rulings[0].filing", "No filing of"),
        ({"rulings": [{"filing": "34", "dispositions": [{"claim": 7, "outcome": "denied"}]}]},
         "$.dockets[0].rulings[0].dispositions[0].claim", "no claim 7"),
        ({"claims": [{"number": 2, "title": "X", "against": ["Elm Works"]}]},
         "$.dockets[0].claims[0].against[0]", "no party “Elm Works”"),
        ({"claims": [{"number": 2, "title": "a\x00b"}]}, "$.dockets[0].claims[0].title", "has a NUL"),
        ({"clams": []}, "$.dockets[0]", "“clams” has no meaning here"),
        ({"court": "nowhere"}, "$.dockets[0].court", "There is no court"),
        ({"docket_number": "2:21-cv-99999"}, "$.dockets[0].docket_number", "Import it first"),
        ({"plain_words": [{"headline": "x", "pinned": True}]},
         "$.dockets[0].plain_words[0]", "Only a filing can be pinned"),
        ({"plain_words": [{"filing": "99", "headline": "x"}]}, "$.dockets[0].plain_words[0].filing", "99"),
        ({"plain_words": [{"summary": "x" * 2001}]}, "$.dockets[0].plain_words[0].summary", "at most 2,000"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_place(docket: Docket, changed: dict[str, Any], where: str, why: str) -> None:
    given = {"court": "wawd", "docket_number": "2:21-cv-00031", **changed}
    loaded = load_editorial_file({"format": "casetracker-reading/1", "dockets": [given]})
    assert places(loaded) == [where]
    assert why in loaded.refused[0].why


def test_one_bad_item_does_not_sink_the_good_ones_beside_it(docket: Docket) -> None:
    given = reading()
    given["dockets"][0]["milestones"] = [
        {"date": "soon", "headline": "X"},
        {"date": "2021-01-10", "headline": "Hosting ends"},
    ]
    given["dockets"][0]["rulings"][0]["dispositions"][1]["outcome"] = "won"
    loaded = load_editorial_file(given)
    assert places(loaded) == ["$.dockets[0].rulings[0].dispositions[1].outcome", "$.dockets[0].milestones[0].date"]
    assert Milestone.objects.get(docket=docket).headline == "Hosting ends"
    assert Disposition.objects.filter(ruling__docket=docket).count() == 2


def test_words_must_tell_one_filing(docket: Docket) -> None:
    factories.filing(
        docket=docket, number="", date_filed=date(2021, 1, 12), long_text="Letter from Ann Roe asking for more"
    )
    (refused,) = load_editorial_file(
        reading(rulings=[{"filing": {"date": "2021-01-12", "text": "letter from ann roe"}}])
    ).refused
    assert refused.why == "2 filings of 2021-01-12 have these words: give more of them."


@pytest.mark.parametrize(
    "document", [{}, {"format": "casetracker-docket/1"}, {"format": "casetracker-reading/1", "dockets": []}]
)
def test_another_file_is_no_reading(document: dict[str, Any]) -> None:
    with pytest.raises(NotAnEditorialFile):
        load_editorial_file(document)


def run(capsys: pytest.CaptureFixture[str], path: Path, *options: str) -> tuple[int, str]:
    try:
        call_command("import_reading", str(path), *options)
    except SystemExit as leaving:
        return int(leaving.code or 0), capsys.readouterr().out
    except CommandError as error:
        return error.returncode, str(error)
    return 0, capsys.readouterr().out


def test_the_command_tells_by_its_exit_status(
    docket: Docket, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "reading.json"
    path.write_text(json.dumps(reading()))
    code, printed = run(capsys, path, "--json")
    assert (code, json.loads(printed)) == (
        0,
        {"court": "wawd", "docket_number": "C21-0031-BJR", "created": 7, "updated": 0, "unchanged": 0, "refused": []},
    )  # fmt: skip
    path.write_text(json.dumps(reading(rulings=[{"filing": "99"}])))
    code, printed = run(capsys, path)
    assert (code, "Refused: $.dockets[0].rulings[0].filing" in printed) == (1, True)
    path.write_text(json.dumps(reading(docket_number="2:21-cv-99999")))
    assert run(capsys, path)[0] == 2
    path.write_text("{")
    assert run(capsys, path)[0] == 2
    assert run(capsys, tmp_path / "absent.json")[0] == 2


def test_a_claim_with_its_positions_and_its_later_pleadings(docket: Docket) -> None:
    factories.filing(docket=docket, number="40", long_text="AMENDED COMPLAINT", date_filed=date(2021, 2, 1))
    claim = {
        **GIVEN["claims"][0],
        "positions": [
            {"stance": "for", "text": "They conspired.", "filing": 1},
            {"stance": "against", "text": "We did not."},
        ],
        "later_pleadings": [{"pleading": 40, "change": "renumbered", "number": 4}],
    }
    assert places(load_editorial_file(reading(claims=[claim]))) == []
    row = Claim.objects.get(docket=docket)
    assert [(said.stance, said.text, said.filing and said.filing.number) for said in row.positions.order_by("id")] == [
        ("for", "They conspired.", "1"), ("against", "We did not.", None),
    ]  # fmt: skip
    assert [(later.pleading.number, later.change, later.number) for later in row.repleadings.all()] == [
        ("40", "renumbered", 4)
    ]
    (again,) = load_editorial_file(reading(claims=[claim])).dockets
    assert (again.created, again.updated) == (0, 0)
    claim["positions"] = [{"stance": "against", "text": "We never did.", "filing": "2"}]
    (newer,) = load_editorial_file(reading(claims=[claim])).dockets
    assert (newer.created, newer.updated) == (0, 1)
    assert row.positions.get(stance="against").text == "We never did."


def test_a_number_that_is_given_anew_is_another_claim(docket: Docket) -> None:
    factories.filing(docket=docket, number="40", long_text="AMENDED COMPLAINT", date_filed=date(2021, 2, 1))
    claims = [
        {"number": 1, "title": "Conspiracy", "pleading": 1},
        {"number": 1, "title": "Fraud", "pleading": 40},
        {"number": 1, "title": "Breach", "kind": "counterclaim"},
    ]
    decided = [
        {"claim": {"number": 1, "pleading": 40}, "outcome": "dismissed"},
        {"claim": {"number": 1, "kind": "counterclaim"}, "outcome": "may_proceed"},
        {"claim": 1, "outcome": "denied"},
    ]
    (result,) = load_editorial_file(
        reading(claims=claims, rulings=[{"filing": "34", "dispositions": decided}], hearings=[], milestones=[])
    ).dockets
    assert Claim.objects.filter(docket=docket).count() == 3
    assert {
        (row.claim and row.claim.title, row.outcome) for row in Disposition.objects.filter(claim__docket=docket)
    } == {("Fraud", "dismissed"), ("Breach", "may_proceed")}
    assert [(refusal.where, refusal.why) for refusal in result.refused] == [
        (
            "$.dockets[0].rulings[0].dispositions[2].claim",
            "More than one claim has the number 1: name its “pleading” too.",
        )
    ]


def test_a_claim_whose_pleading_is_corrected_stays_one(docket: Docket) -> None:
    load_editorial_file(reading())
    load_editorial_file(reading(claims=[{**GIVEN["claims"][0], "pleading": 2}]))
    claim = Claim.objects.get(docket=docket)
    assert claim.pleading is not None and claim.pleading.number == "2"


def test_one_claim_decided_for_each_party_and_reviewed_later(docket: Docket) -> None:
    factories.party(docket=docket, name="Elm Works", type="Defendant", side="defendant")
    factories.filing(
        docket=docket, number="90", date_filed=date(2022, 1, 1), long_text="OPINION reversing the order of the court"
    )
    rulings = [
        {"filing": "34", "dispositions": [
            {"claim": 1, "outcome": "dismissed", "parties": ["Elm Works"]},
            {"claim": 1, "outcome": "may_proceed", "parties": ["Amazon Web Services Inc"], "standard": "Plausibility."},
        ]},
        {"filing": "90", "dispositions": [
            {"claim": 1, "outcome": "reversed", "parties": ["Elm Works"], "reviews": "34"},
            {"motion": "2", "outcome": "affirmed", "reviews": "1"},
        ]},
    ]  # fmt: skip
    given = reading(rulings=rulings)
    assert places(load_editorial_file(given)) == ["$.dockets[0].rulings[1].dispositions[1].reviews"]
    rows = {row.outcome: row for row in Disposition.objects.filter(claim__docket=docket)}
    assert {outcome: [party.name for party in row.parties.all()] for outcome, row in rows.items()} == {
        "dismissed": ["Elm Works"], "may_proceed": ["Amazon Web Services, Inc."], "reversed": ["Elm Works"],
    }  # fmt: skip
    assert rows["reversed"].reviews == rows["dismissed"]
    rulings[0]["dispositions"][1]["outcome"] = "denied"  # type: ignore[index]
    (again,) = load_editorial_file(reading(rulings=rulings)).dockets
    assert (again.created, again.updated) == (0, 1)
    assert Disposition.objects.filter(claim__docket=docket).count() == 3


def test_what_parties_end_by_themselves_is_no_ruling_on_the_timeline(docket: Docket) -> None:
    factories.filing(docket=docket, number="50", date_filed=date(2021, 3, 2), long_text="NOTICE of Voluntary Dismissal")
    ended = {"filing": "50", "by_parties": True, "dispositions": [{"claim": 1, "outcome": "withdrawn"}]}
    assert places(load_editorial_file(reading(rulings=[ended]))) == []
    event = TimelineEvent.objects.get(docket=docket, filing__number="50")
    assert (event.event_kind, event.kind) == ("filing", "notice")
    interpret_docket(docket.pk)
    assert Disposition.objects.get(claim__docket=docket).outcome == "withdrawn"


def test_what_a_file_changes_is_noted(docket: Docket) -> None:
    load_editorial_file(reading())
    made = list(AuditEntry.objects.filter(docket=docket).order_by("id").values_list("kind", "by_name", "before"))
    kinds = ("claim", "ruling", "motion", *["disposition"] * 2, "motion", "disposition", "hearing", "milestone")
    assert made == [(kind, "import_reading", None) for kind in kinds]
    load_editorial_file(reading())
    assert AuditEntry.objects.filter(docket=docket).count() == len(made)
    load_editorial_file(reading(claims=[{**GIVEN["claims"][0], "title": "Conspiracy"}]))
    last = AuditEntry.objects.filter(docket=docket, kind="claim").latest("id")
    assert last.before is not None and last.after is not None
    assert (last.before["title"], last.after["title"]) == ("Conspiracy in restraint of trade", "Conspiracy")


def test_readers_are_told_what_a_file_changes_in_what_they_have_seen(docket: Docket, client: Client) -> None:
    words = [{"filing": "34", "headline": "No order"}]
    hidden = [*GIVEN["claims"], {"number": 2, "title": "Another", "state": "draft"}]
    load_editorial_file(reading(plain_words=words, claims=hidden))
    load_editorial_file(reading(plain_words=words, claims=hidden))
    assert not PublicChange.objects.exists(), "nothing has changed"
    corrected = {"kind": "correction", "words": "The second claim is no longer told with the first."}
    decided = copy.deepcopy(GIVEN["rulings"][0])
    decided["dispositions"][0]["reason"] = "Too late."
    changed: dict[str, Any] = {
        "claims": [{**GIVEN["claims"][0], "title": "Conspiracy", "change": corrected}, {**hidden[1], "title": "Fraud"}],
        "rulings": [decided],
        "milestones": [{**GIVEN["milestones"][0], "source": "A court paper", "change": {"kind": "style"}}],
        "plain_words": [{**words[0], "headline": "No order yet", "change": {"kind": "clarification"}}],
    }
    for _ in range(2):
        assert places(load_editorial_file(reading(**changed))) == []
    told = PublicChange.objects.order_by("kind").values_list("kind", "what", "words")
    assert list(told) == [
        ("claim", "correction", corrected["words"]),
        ("editorial", "clarification", UPDATED),
        ("ruling", "update", UPDATED),
    ]
    assert corrected["words"] in client.get("/corrections/").content.decode()
    assert AuditEntry.objects.filter(kind="publicchange", by_name="import_reading").count() == 3
    assert "dockets[0].claims[0].change" in str(places(load_editorial_file(
        reading(claims=[{**GIVEN["claims"][0], "change": {"words": "x"}}])
    )))  # fmt: skip


_WAITING = "SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted AND pid <> pg_backend_pid())"


@pytest.mark.django_db(transaction=True)
def test_a_worker_that_reads_the_same_docket_is_waited_for(docket: Docket) -> None:
    """Both make a row for the same order, and there is one a filing."""
    outcomes: list[Any] = []

    def enter() -> None:
        try:
            outcomes.append(places(load_editorial_file(reading())))
        except Exception as error:
            outcomes.append(error)
        finally:
            connection.close()

    entering = Thread(target=enter)
    with transaction.atomic():
        interpret_docket(docket.pk)
        entering.start()
        limit = monotonic() + 20
        with connection.cursor() as cursor:
            while monotonic() < limit and not outcomes and not cursor.execute(_WAITING).fetchone()[0]:
                sleep(0.02)
    entering.join(30)
    assert outcomes == [[]]
    assert Ruling.objects.get(docket=docket).title == "Injunction refused"
