"""Which hearings a text sets, moves and calls off."""

from datetime import date, time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.values import SetsHearing

SETS = [
    (("Set/Reset Deadlines as to 2 MOTION for TRO. Telephone Conference set for 3/4/2021 at 10:00 AM in Courtroom 7 "
      "before Judge Poe."),
     SetsHearing("Telephone conference", date(2021, 3, 4), time(10), "Courtroom 7", ("2",), "Judge Poe")),
    (("NOTICE of Hearing on Motion 12 MOTION to Compel : Motion Hearing set for 7/15/2020 02:00 PM in Courtroom 4, Elm "
      "City before Judge Poe."),
     SetsHearing("Motion hearing", date(2020, 7, 15), time(14), "Courtroom 4, Elm City", ("12",), "Judge Poe")),
    ("Summons Issued as to Ann Roe. Initial Appearance set for 9/21/2018 11:30 AM in Courtroom 13B before Judge Poe.",
     SetsHearing("Initial appearance", date(2018, 9, 21), time(11, 30), "Courtroom 13B", (), "Judge Poe")),
    # Courts of appeals: the Ninth Circuit's dashes, and a calendar; the Supreme Court's conference.
    (("Notice of Oral Argument on Tuesday, May 4, 2021 - 09:00 A.M. - Courtroom 1 - Seattle WA. View the Oral Argument "
      "Calendar."),
     SetsHearing("Oral argument", date(2021, 5, 4), time(9), "Courtroom 1 - Seattle WA")),
    ("CALENDAR: case to be argued May 4, 2021 at 10:00 am. Argument time 15 minutes per side.",
     SetsHearing("Argument", date(2021, 5, 4), time(10))),
    ("DISTRIBUTED for Conference of 4/1/2021.", SetsHearing("Conference", date(2021, 4, 1))),
    ("ORDER: Motion 12 to be heard on 4/5/2021 at 9:00 AM", SetsHearing("Hearing", date(2021, 4, 5), time(9))),
    # Northern Illinois.
    # Northern Illinois.
    ("ORDER: Motion for TRO 4 is entered and continued to 3/9/2021 at 10:00 AM.",
     SetsHearing("Motion hearing", date(2021, 3, 9), time(10), about=("4",), moves=True)),
    # A room's number ends the place; a ZIP code is no entry.
    ("Jury Trial set for 7/12/2021 at 09:00 AM in Courtroom 2. Plea Agreement due 6/25/2021.",
     SetsHearing("Jury trial", date(2021, 7, 12), time(9), "Courtroom 2")),
    (("Set Hearings: Show Cause Hearing set for 4/1/2021 at 10:00 AM in Courtroom 15A, New York, NY 10007 before Judge "
      "A. Poe."),
     SetsHearing("Show cause hearing",
                 date(2021, 4, 1), time(10), "Courtroom 15A, New York, NY 10007", (), "Judge A. Poe")),
    # The heading says that what follows is moved.
    ("CLERK'S NOTICE CONTINUING MOTION HEARING. Motion Hearing set for 4/29/2021 02:00 PM before Judge A. Poe.",
     SetsHearing("Motion hearing", date(2021, 4, 29), time(14), judge="Judge A. Poe", moves=True)),
    ("Hearing Rescheduled from 4/1/2021. Hearing scheduled for 4/15/2021 at 10:00 AM at Courtroom 4.",
     SetsHearing("Hearing", date(2021, 4, 15), time(10), "Courtroom 4", moves=True)),
    ("Notice of Hearing Date set for August 30, 2019 re 22 MOTION to Dismiss (Roe, Ann)",
     SetsHearing("Hearing", date(2019, 8, 30), None, "", ("22",))),
    (("ORDER SETTING SCHEDULING CONFERENCE: a Scheduling Conference has been set for Monday, April 10, 2006 at 8:30 "
      "a.m. before District Judge B. Poe in Courtroom 1600, 312 Elm Street."),
     SetsHearing("Scheduling conference", date(2006, 4, 10), time(8, 30), "Courtroom 1600, 312 Elm Street", (),
                 "District Judge B. Poe")),
    # Without AM or PM: no court sits at half past two in the morning.
    ("Hearing Re: [69-1] Order w/ex parte application scheduled For 2:30 3/20/97 at Rm 328, Elm Courthouse",
     SetsHearing("Hearing", date(1997, 3, 20), time(14, 30), "Rm 328, Elm Courthouse", ("69",))),
    (("Notice of Motion by: Creditor Elm Corporation With Hearing Re: [72-1] Motion For Protective Order by Elm "
      "Corporation scheduled For 10:30 4/25/97 at Rm 328"),
     SetsHearing("Hearing", date(1997, 4, 25), time(10, 30), "Rm 328", ("72",))),
    ("NOTICE of Motion by Ann Roe for presentment of motion 5 before Honorable B. M. Poe Jr. on 8/28/2020 at 09:15 AM.",
     SetsHearing("Presentment", date(2020, 8, 28), time(9, 15), "", ("5",))),
    ("ORDER: A jury trial in this matter will begin on Monday, June 26, 2023, at 9:00 a.m.",
     SetsHearing("Jury trial", date(2023, 6, 26), time(9))),
    (("Objection to Claim 3 Filed by Elm, LLC Response due by 12/8/2008.Hearing scheduled 12/15/2008 at 11:00 AM at "
      "Room 5."),
     SetsHearing("Hearing", date(2008, 12, 15), time(11), "Room 5")),
    ("HEARING ORDER -- Setting motion to transfer for Panel hearing on May 27, 2010 in Chicago, Illinois",
     SetsHearing("Panel hearing", date(2010, 5, 27), None, "Chicago, Illinois")),
    (("ORDER. The Court will hold a teleconference to discuss Defendants' pending motion for summary judgment, Dkt. "
      "No. 40, on September 23, 2022 at 1:00 p.m. The parties are directed to the Court's rules."),
     SetsHearing("Teleconference", date(2022, 9, 23), time(13), about=("40",))),
    ("ORDER: Oral Argument set before Judge B. Poe on March 4, 2021 at 10:00.",
     SetsHearing("Oral argument", date(2021, 3, 4), time(10))),
    ("NOTICE OF HEARING: Docket Call set for 3/4/2021 at 1:30 in Courtroom 5.",
     SetsHearing("Docket call", date(2021, 3, 4), time(13, 30), "Courtroom 5")),
    (("TEXT ORDER: A status conference is scheduled for February 13, 2024, at 2:00 p.m. For the conference, please "
      "dial 555-0100."),
     SetsHearing("Status conference", date(2024, 2, 13), time(14))),
    (("LETTER ORDER Pursuant to Local Rule 16.1. On 5/8/2023 at 10:30 AM there shall be an Initial Scheduling "
      "Conference before Judge Poe."),
     SetsHearing("Initial scheduling conference", date(2023, 5, 8), time(10, 30), "", (), "Judge Poe")),
    (("ORDER granting 30 Letter Motion. The Court will hold a teleconference regarding discovery on August 11, 2021 at "
      "4:30 p.m."),
     SetsHearing("Teleconference", date(2021, 8, 11), time(16, 30), "", ("30",))),
    (("Notice of Hearing on (RE: related document(s) 30 Motion filed by Elm) Hearing to be held on 8/18/2008 at 10:00 "
      "AM Courtroom 1825 for 30,"),
     SetsHearing("Hearing", date(2008, 8, 18), time(10), "Courtroom 1825", ("30",))),
    ("ORAL ARGUMENT SCHEDULED for 9:00 a.m. (Eastern Time) on Thursday, December 7, 2023. (RLJ)",
     SetsHearing("Oral argument", date(2023, 12, 7), time(9))),
    ("MINUTE ORDER. Hearing set for 1/14/2021 at 10:00 AM by video conference before Judge Poe.",
     SetsHearing("Hearing", date(2021, 1, 14), time(10), "by video conference", (), "Judge Poe")),
    (("NOTICE OF MOTION AND MOTION for Leave to amend filed by plaintiff Elm. Motion set for hearing on 6/12/2006 at "
      "10:00 AM before Judge Poe."),
     SetsHearing("Hearing", date(2006, 6, 12), time(10), "", (), "Judge Poe")),
    (("Minute Entry for proceedings held before Judge Poe: Status Hearing held on 8/5/2019. Status Hearing continued "
      "to 9/9/2019 10:30 AM in Courtroom 3."),
     SetsHearing("Status hearing", date(2019, 9, 9), time(10, 30), "Courtroom 3", (), moves=True)),
    # The titles of all motions come between the hearing and its time.
    (("Notice of Hearing Re: [47-1] Application For allowance of fees and reimbursement of expenses by Elm Cary & Poe, "
      "counsel for the trustee. by Ann Roe, [46-1] Application For allowance of Compensation and reimbursement of "
      "expenses as accountant for Ann Roe, trustee of debtor. by R. Dean Fir, CPA scheduled For 10:30 10/21/96 at Rm "
      "328"),
     SetsHearing("Hearing", date(1996, 10, 21), time(10, 30), "Rm 328", ("47", "46"))),
    ("Hearing Continued Re: [95-1] Order w/ stipulation to continue hearing date to 2:00 4/28/97 at Rm 328",
     SetsHearing("Hearing", date(1997, 4, 28), time(14), "Rm 328", ("95",), moves=True)),
    (("Notice of Motion by: Trustee Ann Roe With Hearing Re: [78-1] To compel appearance of Poe scheduled For 2:30 "
      "3/20/97"),
     SetsHearing("Hearing", date(1997, 3, 20), time(14, 30), "", ("78",))),
    ("Change of Plea Hearing set for 3/4/2021 at 1:30 PM.",
     SetsHearing("Change of plea hearing", date(2021, 3, 4), time(13, 30))),
]  # fmt: skip

SETS_NOTHING = [
    "MEDIATION CONFERENCE NOT HELD Mediation Conference scheduled for 06/07/2021 was not held.",
    "ORDER denying 48 . Plaintiff's application to adjourn the conference set for September 23, 2022 is denied.",
    "Memo-Endorsement on letter re: plaintiff request that the Telephone conference be adjourned to 8/29/03; NO .",
    "Minute Entry for proceedings held before Judge Poe: Motion Hearing held on 1/14/2021 re 2 MOTION",
    "TRANSCRIPT of Status Conference held on February 13, 2024, before Judge Poe. Release set for 5/20/2024.",
    (
        "Set Deadlines as to 14 Consent MOTION. Motion set for 4/17/2023 before Judge Poe. This motion will be decided"
        " on the papers."
    ),
    "LETTER MOTION to Adjourn Conference scheduled for Friday, September 23, 2022 by Elm",
    "SCHEDULING ORDER: Discovery due by 1/11/2008. Dispositive motions due by 5/9/2008. Trial brief due by 6/1/2008.",
    "SUMMONS Returned Executed by Elm. Oak served on 3/13/2023, answer due 4/3/2023, hearing rights explained",
    "ORDER: hearing set for 31 February, 13/45/2021, 0/0/0000 and February 30, 2021 at 25:99 PM",
]


@pytest.mark.parametrize(("text", "hearing"), SETS)
def test_a_hearing_is_set(text: str, hearing: SetsHearing) -> None:
    assert read_filing(text).hearings == (hearing,)


@pytest.mark.parametrize("text", SETS_NOTHING)
def test_nothing_is_set(text: str) -> None:
    assert read_filing(text).hearings == ()


def test_a_text_may_set_several() -> None:
    text = (
        "MINUTES: Scheduling Conference held before Judge Poe. Jury Trial set for 1/16/2007 09:00 AM before Judge Poe. "
        "Pretrial Conference set for 1/8/2007 09:00 AM before Judge Poe."
    )
    assert [(hearing.title, hearing.date) for hearing in read_filing(text).hearings] == [
        ("Pretrial conference", date(2007, 1, 8)),
        ("Jury trial", date(2007, 1, 16)),
    ]


def test_the_same_hearing_said_twice_is_one_with_the_fuller_title() -> None:
    text = (
        "SCHEDULING ORDER: A conference is hereby scheduled for Tuesday, August 1, 2017 at 4:00 p.m. in Courtroom 17D. "
        "(Pre-Motion Conference set for 8/1/2017 at 04:00 PM in Courtroom 17D, 500 Elm Street before Judge Poe.)"
    )
    assert read_filing(text).hearings == (
        SetsHearing(
            "Pre-motion conference", date(2017, 8, 1), time(16), "Courtroom 17D, 500 Elm Street", (), "Judge Poe"
        ),
    )


def test_a_hearing_that_is_moved_names_its_old_day() -> None:
    text = (
        "ORDER: The conference previously scheduled for August 1, 2017 is adjourned to Wednesday, August 2, 2017 at"
        " 4:15 p.m."
    )
    reading = read_filing(text)
    assert reading.hearings == (SetsHearing("Conference", date(2017, 8, 2), time(16, 15), moves=True),)
    assert reading.vacates == (date(2017, 8, 1),)


def test_a_sentence_is_heard_though_nothing_else_in_the_text_is() -> None:
    (hearing,) = read_filing("ORDER. Sentence with PSI set for 3/4/2021 at 10:00 AM.").hearings
    assert (hearing.title, hearing.date) == ("Sentence with psi", date(2021, 3, 4))


@pytest.mark.parametrize(
    "text",
    [
        "ORDER: The hearing set for 3/4/2021 is VACATED.",
        "MINUTES: the court vacates the order to show cause hearing set on 3/4/21. Judge Poe.",
        "NOTICE: Motion Hearing set for 3/4/2021 is cancelled.",
        "VACATED/CANCELLED: Hearing on Motion to Dismiss set for 3/4/2021.",
    ],
)
def test_a_hearing_is_called_off(text: str) -> None:
    reading = read_filing(text)
    assert (reading.hearings, reading.vacates) == ((), (date(2021, 3, 4),))


def test_a_refused_request_to_move_a_hearing_calls_none_off() -> None:
    text = "ORDER denying 48 . Plaintiff's application to adjourn the conference set for September 23, 2022 is denied."
    assert read_filing(text).vacates == ()


@pytest.mark.parametrize("ask", ["vacate", "continue the", "adjourn the"])
def test_a_motion_to_move_a_hearing_that_is_denied_leaves_it(ask: str) -> None:
    assert read_filing(f"ORDER denying Motion to {ask} hearing set for 4/1/2021").vacates == ()
    assert read_filing(f"ORDER granting Motion to {ask} hearing set for 4/1/2021").vacates == (date(2021, 4, 1),)


@pytest.mark.parametrize(("text", "hearings"), [
    # Eastern Texas and New York's Southern District: two at once, each with its own day.
    (("ORDER: The pretrial conference and the jury trial set for 3/4/2021 and 4/5/2021 are RESET to 5/6/2021 at 10:00 "
      "AM in Courtroom 7 and 6/7/2021 at 9:00 AM, respectively."),
     [SetsHearing("Pretrial conference", date(2021, 5, 6), time(10), "Courtroom 7", moves=True),
      SetsHearing("Jury trial", date(2021, 6, 7), time(9), moves=True)]),
    ("NOTICE. The Claim Construction Hearing and Jury Trial are set for May 3, 2021 and August 9, 2021, respectively.",
     [SetsHearing("Claim construction hearing", date(2021, 5, 3)), SetsHearing("Jury trial", date(2021, 8, 9))]),
    ("ORDER: the status conference and trial set for March 4, 2021 and April 5, 2021, respectively, are VACATED.", []),
])  # fmt: skip
def test_several_days_are_each_of_what_is_named_in_their_place(text: str, hearings: list[SetsHearing]) -> None:
    assert list(read_filing(text).hearings) == hearings


def test_days_that_are_no_longer_are_called_off_though_two_are_named_together() -> None:
    reading = read_filing(
        "ORDER: the status conference and trial set for 3/4/2021 and 4/5/2021 are RESET to 5/6/2021 and 6/7/2021,"
        " respectively."
    )
    assert reading.vacates == (date(2021, 3, 4), date(2021, 4, 5))


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Order Setting Dates. Omnibus Hearings scheduled for 4/6/2021 at 10:30 AM., 5/4/2021 at 09:00 AM.",
         [("2021-04-06", "10:30"), ("2021-05-04", "09:00")]),
        ("ORDER: Status conferences are set for 4/6/2021, 5/4/2021 and 6/8/2021 at 1:00 p.m.",
         [("2021-04-06", "13:00"), ("2021-05-04", "13:00"), ("2021-06-08", "13:00")]),
        ("Order Resetting Hearing for 04-06-21 at 2:30 P.M.", [("2021-04-06", "14:30")]),
        ("ORDER: Jury Trial set for 4/6/2021 in Courtroom 4 at 9:00 AM.", [("2021-04-06", "09:00")]),
        ("NOTICE OF HEARING as to Richard Roe: Sentencing: 4/6/2021 at 09:00 AM", [("2021-04-06", "09:00")]),
        ("Motion for Relief filed by Oak Bank with hearing to be held on 4/6/2021 at 10:00 AM at Room 523 (AB)",
         [("2021-04-06", "10:00")]),
        ("Motion to Sell filed by Elm Corp. Hearing Date: 4/6/2021 at 10:00 AM.", [("2021-04-06", "10:00")]),
        ("Motion to Continue Hearing On 12 Motion for Relief set for 4/6/2021 at 10:00 AM Filed by Elm Corp", []),
        ("SCHEDULING ORDER: Dispositive Motion Cut-off set for 7/30/2021.", []),
    ],
)  # fmt: skip
def test_days_in_other_forms(text: str, days: list[tuple[str, str]]) -> None:
    found = read_filing(text).hearings
    assert [(one.date.isoformat(), one.starts.isoformat("minutes") if one.starts else "") for one in found] == days


@pytest.mark.parametrize(
    ("text", "off"),
    [
        ("MINUTE entry: Motion 12 is granted. The 3/9/21 Notice of Motion date is stricken.", date(2021, 3, 9)),
        ("ORDER taking the motion under submission. No hearing will be held on March 9, 2021.", date(2021, 3, 9)),
        ("Hearing Rescheduled from 3/9/2021 to 4/6/2021 at 10:00 AM (RE: related document(s) 12)", date(2021, 3, 9)),
        ("Hearing Scheduled For 3/9/21 Not Held. Continued Prior to the Hearing", date(2021, 3, 9)),
    ],
)
def test_days_that_are_called_off_in_other_forms(text: str, off: date) -> None:
    assert read_filing(text).vacates == (off,)


@pytest.mark.parametrize("text", [
    "Hearing set on 22 MOTION to Dismiss for 4/6/2021 at 10:00 AM in Courtroom 3.",
    "ORDER: A settlement conference will be held via Zoom on April 6, 2021 at 10:00 AM.",
])  # fmt: skip
def test_words_between_the_verb_and_the_day(text: str) -> None:
    (hearing,) = read_filing(text).hearings
    assert (hearing.date, hearing.starts) == (date(2021, 4, 6), time(10))


@pytest.mark.parametrize(("text", "place"), [
    ("Hearing scheduled for 3/11/2021 at 10:00 AM at JPX - Courtroom 4B, Elm. (Roe, Ann)",
     "JPX - Courtroom 4B, Elm"),
    ("341(a) meeting to be held on 3/11/2021 at 01:00 PM at 1-Elm 341 Meeting Rm Proof of Claims due by 4/16/2021.",
     "1-Elm 341 Meeting Rm"),
    ("Hearing scheduled for 3/11/2021 at 10:30 AM at Elm CourtRoom for final hearing. (Roe, Ann)",
     "Elm CourtRoom"),
    ("Scheduling Conference re-set for 3/11/2021 01:00 PM before District Judge Ann Roe Entered by Judge Roe.", ""),
])  # fmt: skip
def test_a_place_ends_where_something_else_begins(text: str, place: str) -> None:
    assert read_filing(text).hearings[0].place == place
