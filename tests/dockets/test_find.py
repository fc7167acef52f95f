"""Which docket a written number means."""

import pytest

from dockets.find import docket_numbered, dockets_numbered
from tests import factories

pytestmark = pytest.mark.django_db


def test_a_number_that_leaves_its_office_out_is_taken_when_it_can_mean_one_docket() -> None:
    seattle = factories.docket(docket_number="2:21-cv-00031")
    assert docket_numbered(seattle.court, "C21-0031") == seattle
    factories.docket(docket_number="3:21-cv-00031")
    assert docket_numbered(seattle.court, "C21-0031") is None
    assert docket_numbered(seattle.court, "2:21-cv-31-BJR") == seattle


def test_other_courts_types_and_defendants_stay_apart() -> None:
    docket = factories.docket(docket_number="2:21-cr-00031-1")
    for written in ("2:21-cv-00031-1", "2:21-cr-00031-2", "2:20-cr-00031-1", "", "nothing"):
        assert docket_numbered(docket.court, written) is None, written
    assert docket_numbered(factories.court("cacd"), docket.docket_number) is None


def test_without_a_court_every_docket_of_the_number_is_found() -> None:
    here = factories.docket(docket_number="2:21-cv-00031")
    there = factories.docket(court=factories.court("cacd"), docket_number="2:21-cv-00031")
    factories.docket(docket_number="2:21-cv-00032")
    assert set(dockets_numbered("2:21-cv-00031")) == {here, there}
    assert dockets_numbered("Parler") == []
