"""Cases, parties and firms by the initials of their names."""

import pytest

from dockets.models import Docket, Representation
from dockets.search.filters import filter_by_case_name
from dockets.search.people import PersonKind, find_people
from tests.support import factories

pytestmark = pytest.mark.django_db
NAMES = (
    "Parler LLC v. Amazon Web Services, Inc.",
    "Aspen Wharf Shipping Supply Co. v. Lawson",
    "In re U.S. Department of Justice",
    "American Civil Liberties Union of Washington v. Trump et al",
    "Elm v. U.S. Immigration and Customs Enforcement",
    "Oak v. United States Citizenship & Immigration Services",
    "Anti-Defamation League v. Reed",
    "David J. Groesbeck v. Ann B. Carter",
    "U.S. Citizenship and Immigration Services",
)


FOUND = {
    "AWS": {0, 1},  # the second by a part of a word
    "parler aws": {0},
    "DOJ": {2},
    "aclu": {3},
    "aclu trump": {3},
    "ice": {0, 2, 4, 5, 8},  # all but one by a part of a word
    "uscis": {5, 8},
    "adl": {6},
    **{typed: set[int]() for typed in ("wsi", "amws", "plv", "paw", "djg", "abc", "uscis2")},
}


def test_initials_are_those_of_a_whole_name() -> None:
    """Nothing is guessed from a part of them, from two letters, from people, or over the names of both sides."""
    for name in NAMES:
        factories.docket(case_name=name)
    found = {typed: filter_by_case_name(Docket.objects.current(), typed) for typed in FOUND}
    assert {typed: {NAMES.index(row.case_name) for row in rows} for typed, rows in found.items()} == FOUND


def test_parties_and_firms_are_found_by_theirs_also_as_editors_name_them() -> None:
    docket = factories.docket(case_name="In re Hosting")
    by_court = factories.party(docket=docket, name="Amazon Web Services, Inc.")
    factories.party(docket=docket, name="AMZN", editors_name="Amazon Web Services")
    firm = factories.attorney(name="Ann Roe", firm="Davis Wright Tremaine LLP")
    Representation.objects.create(party=by_court, attorney=firm, roles=[], as_of=by_court.as_of)
    assert filter_by_case_name(Docket.objects.current(), "aws").get() == docket
    named = find_people("aws", 3)[PersonKind.PARTY]
    assert [each.name for each in named] == ["Amazon Web Services", "Amazon Web Services, Inc."]
    assert [each.name for each in find_people("DWT", 3)[PersonKind.FIRM]] == ["Davis Wright Tremaine LLP"]
    assert not find_people("amz", 3)[PersonKind.PARTY]
