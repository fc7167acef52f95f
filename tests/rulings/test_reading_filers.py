"""Who filed a text."""

import pytest

from rulings.reading import PartyName, Roster, read

PARLER = PartyName(1, "Parler LLC", "Plaintiff", "plaintiff")
AWS = PartyName(2, "Amazon Web Services, Inc.", "Defendant", "defendant")
AMAZON = PartyName(3, "Amazon.com, Inc.", "Defendant", "defendant")
USA = PartyName(4, "United States of America", "Intervenor", "other")
ELM_LLC = PartyName(5, "Elm Group, LLC", "Defendant", "defendant")
ELM_INC = PartyName(6, "Elm Group, Inc.", "Defendant", "defendant")
PARTIES = Roster([PARLER, AWS, AMAZON, USA, ELM_LLC, ELM_INC])
ALL_DEFENDANTS = (2, 3, 5, 6)

FILERS = [
    ("MOTION for Temporary Restraining Order by Plaintiff Parler LLC. (Attachments: # 1 Proposed Order) (Roe, Ann)", (1,)),
    ("COMPLAINT against Amazon Web Services Inc, filed by PARLER, LLC.", (1,)),
    ("MOTION to Dismiss by Amazon Web Services, Inc, Amazon.com Inc.. (Roe, Ann)", (2, 3)),
    ("RESPONSE, by Defendants Amazon Web Services, Inc. and Amazon.com, Inc., to 2 MOTION for TRO", (2, 3)),
    ("OPPOSITION of Defendant Amazon Web Services, Inc., to 2 MOTION for TRO", (2,)),
    ("MEMORANDUM OF LAW in Support re: 39 MOTION to Compel by Parler LLC. . Document filed by Amazon Web Services, Inc..", (2,)),
    ("REPLY to Response filed by Parler LLC re 116 APPEAL by Amazon Web Services, Inc. re 107 Order", (1,)),
    ("REDACTION to 81 Response Brief,,, by Parler LLC. (Attachments: # 1 Exhibit 21)", (1,)),
    ("NOTICE of Appearance by Ann Roe on behalf of Amazon Web Services, Inc.", (2,)),
    ("NOTICE of Appearance by Ann Roe on behalf of All Defendants (Roe, Ann)", ALL_DEFENDANTS),
    ("MOTION to Seal by All Defendants. (Attachments: # 1 Declaration)", ALL_DEFENDANTS),
    ("MOTION to Strike by Plaintiff. (Roe, Ann)", (1,)),
    ("Parler LLC's ANSWER to 5 Counterclaim", (1,)),
    ("MOTION to Intervene by USA. (Roe, Ann)", (4,)),
    ("MOTION to Stay by Elm Group, Inc.. (Roe, Ann)", (6,)),
    (("Motion to appear Pro Hac Vice by Ann Roe and Certification of Local Counsel Bo Poe Filing fee $ 75, receipt number "
      "1-2. by Parler LLC. (Poe, Bo)"),
     (1,)),
    ("MOTION filed by Mr. Bo Poe for United States of America to extend time to file brief.", (4,)),
    # Another filing's filer is not this one's.
    ("Notice of Hearing on (RE: related document(s) 30 Motion to Stay filed by Parler LLC) Hearing to be held on 8/18/2008", ()),
    ("NOTICE TO FILER OF DEFICIENCY re 22 Reply filed by Parler LLC.", ()),
    ("ORDER granting 14 Motion filed by Parler LLC.", ()),
    ("MOTION to Compel by Elm Group. (Roe, Ann)", ()),
]  # fmt: skip


@pytest.mark.parametrize(("text", "filed_by"), FILERS)
def test_parties_are_known_by_name(text: str, filed_by: tuple[int, ...]) -> None:
    assert read(text, "", PARTIES).filed_by == filed_by


def test_the_side_is_that_of_all_who_filed() -> None:
    assert read("MOTION to Seal by All Defendants.", "", PARTIES).side == "defendant"
    assert read("STIPULATION by Parler LLC, Amazon.com, Inc..", "", PARTIES).side == ""
    assert read("MOTION to Intervene by USA.", "", PARTIES).side == ""


@pytest.mark.parametrize(
    ("text", "words", "side"),
    [
        ("MOTION to Quash by Oak Bank, N.A.. (Roe, Ann)", "Oak Bank, N.A", ""),
        ("Objection to Plan Filed by Creditor Oak Works, LLC (RE: related document(s) 64 Plan)", "Creditor Oak Works, LLC", ""),
        ("MOTION to Dismiss by Defendant (Roe, Ann)", "", "defendant"),
        ("MOTION for leave filed by Ann Roe of Poe LLP on behalf of Oak Inc.. (Roe, Ann)", "Oak Inc", ""),
    ],
)
def test_a_name_that_is_no_party_stays_the_courts_words(text: str, words: str, side: str) -> None:
    reading = read(text, "", PARTIES)
    assert (reading.filed_by, reading.filer_text, reading.side) == ((), words, side)


def test_a_name_without_its_form_counts_where_one_party_has_it() -> None:
    assert Roster([AWS]).match("amazon web services", 0)[0] == [2]
    assert PARTIES.match("elm group", 0)[0] == []


def test_one_name_in_two_roles_is_both_rows() -> None:
    roles = [PARLER, PartyName(9, "Parler LLC", "Counter Defendant", "plaintiff")]
    assert read("REPLY by Parler LLC", "", roles).filed_by == (1, 9)
