"""The courts that we know, and their rows."""

from io import StringIO
from zoneinfo import ZoneInfo

import pytest
from django.core.management import call_command

from dockets.courts.registry import find_court_id_by_pacer_id, get_court_facts, list_known_courts, seed_courts
from dockets.models import Court
from dockets.record.records import CourtFacts

BY_ID = {court.id: court for court in list_known_courts()}


@pytest.mark.parametrize(
    ("court_id", "name", "citation", "kind", "pacer_id", "zone"),
    [
        (
            "wawd",
            "U.S. District Court, Western District of Washington",
            "W.D. Wash.",
            "district",
            "wawd",
            "America/Los_Angeles",
        ),
        ("ord", "U.S. District Court, District of Oregon", "D. Or.", "district", "ord", "America/Los_Angeles"),
        ("dcd", "U.S. District Court, District of Columbia", "D.D.C.", "district", "dcd", "America/New_York"),
        ("njd", "U.S. District Court, District of New Jersey", "D.N.J.", "district", "njd", "America/New_York"),
        (
            "vid",
            "U.S. District Court, District of the Virgin Islands",
            "D.V.I.",
            "district",
            "vid",
            "America/St_Thomas",
        ),
        ("azd", "U.S. District Court, District of Arizona", "D. Ariz.", "district", "azd", "America/Phoenix"),
        (
            "flnd",
            "U.S. District Court, Northern District of Florida",
            "N.D. Fla.",
            "district",
            "flnd",
            "America/Chicago",
        ),
        (
            "arb",
            "U.S. Bankruptcy Court, District of Arizona",
            "Bankr. D. Ariz.",
            "bankruptcy",
            "azb",
            "America/Phoenix",
        ),
        (
            "nebraskab",
            "U.S. Bankruptcy Court, District of Nebraska",
            "Bankr. D. Neb.",
            "bankruptcy",
            "neb",
            "America/Chicago",
        ),
        (
            "wvnb",
            "U.S. Bankruptcy Court, Northern District of West Virginia",
            "Bankr. N.D. W. Va.",
            "bankruptcy",
            "wvnb",
            "America/New_York",
        ),
        ("ca9", "U.S. Court of Appeals, Ninth Circuit", "9th Cir.", "appellate", "ca9", "America/Los_Angeles"),
        ("ca6", "U.S. Court of Appeals, Sixth Circuit", "6th Cir.", "appellate", "ca6", "America/New_York"),
        (
            "cadc",
            "U.S. Court of Appeals, District of Columbia Circuit",
            "D.C. Cir.",
            "appellate",
            "cadc",
            "America/New_York",
        ),
        (
            "bap9",
            "U.S. Bankruptcy Appellate Panel, Ninth Circuit",
            "B.A.P. 9th Cir.",
            "appellate",
            "bap9",
            "America/Los_Angeles",
        ),
        ("uscfc", "U.S. Court of Federal Claims", "Fed. Cl.", "special", "cofc", "America/New_York"),
        ("scotus", "Supreme Court of the United States", "U.S.", "supreme", "", "America/New_York"),
        ("washsuperct", "Washington Superior Court", "", "state", "", "America/Los_Angeles"),
        ("flactyct67", "Washington County Court, Florida", "", "state", "", "America/New_York"),
    ],
)
def test_courts_are_named_as_on_a_page(
    court_id: str, name: str, citation: str, kind: str, pacer_id: str, zone: str
) -> None:
    court = BY_ID[court_id]
    assert (court.name, court.citation, court.kind, court.pacer_id, court.time_zone) == (
        name,
        citation,
        kind,
        pacer_id,
        zone,
    )


def test_every_federal_district_has_its_bankruptcy_court() -> None:
    kinds = [court.kind for court in list_known_courts()]
    assert (kinds.count("district"), kinds.count("bankruptcy"), kinds.count("supreme")) == (94, 94, 1)
    assert {f"ca{circuit}" for circuit in range(1, 12)} < {
        court.id for court in list_known_courts() if court.kind == "appellate"
    }


def test_every_court_can_be_stored_and_has_a_clock() -> None:
    assert len(BY_ID) == len(list_known_courts())
    for court in list_known_courts():
        assert court.kind in Court.Kind
        assert 0 < len(court.name) <= 200
        assert len(court.id) <= 20
        assert ZoneInfo(court.time_zone)
        assert court.name == court.name.strip()


def test_abolished_courts_and_agencies_are_left_out() -> None:
    assert not {"ald", "circtdal", "canalzoned", "washag", "judcoun9", "deptinterior"} & set(BY_ID)


@pytest.mark.parametrize(
    ("pacer_id", "court_id"),
    [
        ("azb", "arb"),
        ("cofc", "uscfc"),
        ("neb", "nebraskab"),
        ("nysb-mega", "nysb"),
        ("nysb", "nysb"),
        ("WAWD", "wawd"),
        ("zzz", None),
        ("", None),
    ],
)
def test_pacer_s_ids_lead_to_ours(pacer_id: str, court_id: str | None) -> None:
    assert find_court_id_by_pacer_id(pacer_id) == court_id


def test_no_two_courts_share_a_pacer_id() -> None:
    ids = [court.pacer_id for court in list_known_courts() if court.pacer_id]
    assert len(ids) == len(set(ids))


def test_facts_are_what_a_parser_needs() -> None:
    assert get_court_facts("arb") == CourtFacts(id="arb", pacer_id="azb", time_zone="America/Phoenix")
    assert get_court_facts("nowhere") is None


@pytest.mark.django_db
def test_migrations_have_written_every_court_and_again_changes_nothing() -> None:
    before = list(Court.objects.order_by("id").values())
    assert len(before) >= len(list_known_courts())
    assert seed_courts(Court) == len(list_known_courts())
    assert list(Court.objects.order_by("id").values()) == before


@pytest.mark.django_db
def test_the_command_mends_rows_and_keeps_what_it_does_not_know() -> None:
    Court.objects.filter(id="wawd").update(name="Old name", time_zone="UTC")
    Court.objects.create(id="mayor", name="Mayor's Court", kind=Court.Kind.OTHER)
    out = StringIO()
    call_command("seed_courts", stdout=out)
    assert Court.objects.get(id="wawd").zone == ZoneInfo("America/Los_Angeles")
    assert Court.objects.filter(id="mayor").exists()
    assert "courts are known" in out.getvalue()
