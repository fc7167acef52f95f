"""Which deadlines a text sets: each rule with courts' wording."""

from datetime import date, time

import pytest

from rulings.reading.filing import read_filing
from rulings.reading.values import SetsDeadline

DUE = [
    # Clerks' own form, on the motion and by itself.
    ("Set/Reset Deadlines: Responses due by 2/4/2022. (abc)", [("Responses due", date(2022, 2, 4))]),
    ("MOTION to Dismiss filed by Elm Corp. Responses due by 2/1/2020. Replies due by 2/8/2020.",
     [("Responses due", date(2020, 2, 1)), ("Replies due", date(2020, 2, 8))]),
    ("SUMMONS Returned Executed by Elm Corp. Oak Bank served on 3/13/2023, answer due 4/3/2023.",
     [("Answer due", date(2023, 4, 3))]),
    ("AFFIDAVIT OF SERVICE of summons by mail on 9/10/03. Answer due on 9/30/03 for Elm Corp.",
     [("Answer due", date(2003, 9, 30))]),
    (("CASE MANAGEMENT ORDER: Discovery due by 1/11/2008. Dispositive motions due by 5/9/2008. Signed by Judge B. Poe "
      "on 5/10/07."),
     [("Discovery due", date(2008, 1, 11)), ("Dispositive motions due", date(2008, 5, 9))]),
    (("NOTICE OF FILING AND PUBLICATION OF BRIEFING SCHEDULE: Appearances due by noon: April 26, 2010 Responses due on "
      "or before: May 3, 2010 Notified counsel"),
     [("Appearances due", date(2010, 4, 26)), ("Responses due", date(2010, 5, 3))]),
    # Courts of appeals.
    (("RULING LETTER SENT granting motion to extend time [26]. Resetting briefing schedule: appellant brief now due "
      "01/30/2023. appellee brief now due 03/01/2023."),
     [("Appellant brief due", date(2023, 1, 30)), ("Appellee brief due", date(2023, 3, 1))]),
    ("Response to application due on or before 3 p.m., Monday, June 12, 2017.",
     [("Response to application due", date(2017, 6, 12))]),
    # Bankruptcy courts.
    ("Notice by Trustee Ann Roe of Intent to Compromise ; Last Day For Objections 1/27/97",
     [("Last day for objections", date(1997, 1, 27))]),
    # Western Washington's and New Jersey's days on which a motion is taken up.
    ("MOTION to Dismiss by Defendant Oak Bank. Oral Argument requested. Noting Date 3/19/2021, (Poe, Ann)",
     [("Noting date", date(2021, 3, 19))]),
    (("Set Deadlines as to 14 MOTION to Seal. Motion set for 4/17/2023 before Judge B. Poe. Unless otherwise directed "
      "by the Court, this motion will be decided on the papers and no appearances are required."),
     [("Motion day", date(2023, 4, 17))]),
    # The Supreme Court's and Northern California's own.
    ("Response to petition due from Oak Bank, N.A. on April 1, 2021.",
     [("Response to petition due", date(2021, 4, 1))]),
    ("STIPULATION to Extend Time to respond (30 days or less), new responsive pleading due 4/14/2021.",
     [("New responsive pleading due", date(2021, 4, 14))]),
    # Schedules, line by line.
    (("ORDER SETTING TRIAL AND PRETRIAL SCHEDULE: Fact discovery closes September 1, 2021. Opening expert reports: "
      "October 1, 2021."),
     [("Fact discovery closes", date(2021, 9, 1)), ("Opening expert reports due", date(2021, 10, 1))]),
    ("NOTICE OF INITIAL PRETRIAL CONFERENCE. DUE DATE OF JOINT LETTER: February 17, 2021.",
     [("Joint letter due", date(2021, 2, 17))]),
    (("BRIEFING SCHEDULE: Plaintiff's motion shall be filed on or before April 1, 2021, Defendant's opposition on or "
      "before May 3, 2021."),
     [("Plaintiff's motion due", date(2021, 4, 1)), ("Defendant's opposition due", date(2021, 5, 3))]),
    ("ORDER. Fact discovery deadline extended from April 1, 2021 to June 1, 2021.",
     [("Fact discovery deadline", date(2021, 6, 1))]),
    ("ORDER: the response deadline of 4/1/2021 is extended to 4/8/2021", [("Response deadline", date(2021, 4, 8))]),
    ("ORDER: the Court sets the following deadlines: Amended pleadings - 4/1/2021; Discovery - 9/1/2021",
     [("Amended pleadings due", date(2021, 4, 1)), ("Discovery due", date(2021, 9, 1))]),
    ("SCHEDULING ORDER: All discovery shall be commenced in time to be completed by September 1, 2021",
     [("Discovery due", date(2021, 9, 1))]),
    ("ORDER granting 4 Motion for TRO. The TRO expires April 3, 2021.", [("TRO expires", date(2021, 4, 3))]),
    # Judges.
    ("ORDER: Plaintiff shall serve Defendants by April 1, 2021.", [("Service due", date(2021, 4, 1))]),
    (("Memo-Endorsement on letter from Ann Roe, dated 1/7/21; granting plaintiffs requests for an additional ninety "
      "days until 4/1/2021 to serve defendant ."), [("Service due", date(2021, 4, 1))]),
    ("ORDER, plaintiffs shall file their amended complaint by 8/22/03.",
     [("Amended complaint due", date(2003, 8, 22))]),
    ("ORDER. By November 18, 2022, the parties shall file a joint status letter informing the Court of their views.",
     [("Joint status letter due", date(2022, 11, 18))]),
    ("Applicants are directed to file a reply on or before 12 p.m., Wednesday, June 21, 2017.",
     [("Reply due", date(2017, 6, 21))]),
    ("TEXT ORDER: Defendants' response shall be filed by March 12, 2024. So Ordered.",
     [("Defendants' response due", date(2024, 3, 12))]),
    (("LETTER ORDER granting 49 Defendants request for an extension of time to exchange evidence, on or before "
      "10/2/2023."),
     [("Evidence due", date(2023, 10, 2))]),
    ("NOTIFICATION: Setting transcript deadline. Transcript to be filed in district court by Ann Roe by 10/21/2022.",
     [("Transcript due", date(2022, 10, 21))]),
    ("SCHEDULING ORDER: Joinder of parties by 3/1/2021; Expert disclosures by 4/1/2021.",
     [("Joinder of parties due", date(2021, 3, 1)), ("Expert disclosures due", date(2021, 4, 1))]),
    (("Order Extending Time - The time for responding to the debtor's request for admissions is EXTENDED to February "
      "28, 2010"),
     [("Deadline", date(2010, 2, 28))]),
    ("Time to amend the complaint extended by two weeks, to March 2, 2021.",
     [("Amended complaint due", date(2021, 3, 2))]),
    ("MEMO ENDORSEMENT, reset service deadline for 8/12/03.", [("Service deadline", date(2003, 8, 12))]),
    ("ORDER. Defendants shall have until August 8, 2019, to file their answers.", [("Answers due", date(2019, 8, 8))]),
    # With an adverb, and after a correction.
    ("RULING LETTER SENT. The Appearance Form is to be electronically filed by 09/06/2022 (KL)",
     [("Appearance form due", date(2022, 9, 6))]),
    (("CANCELLED TRANSCRIPT ORDER filed by Mr. B. Poe for Ann Roe. The transcript order must be refiled correctly by "
      "09/08/2022."),
     [("Transcript order due", date(2022, 9, 8))]),
    # What closes on a day.
    ("ORDER: Fact discovery closes on 3/4/2021; expert discovery closes 4/5/2021.",
     [("Fact discovery closes", date(2021, 3, 4)), ("Expert discovery closes", date(2021, 4, 5))]),
    # The clerk's briefing schedule is no brief.
    ("Appellant's opening brief due 03/04/2021. Answering brief due 04/05/2021.",
     [("Appellant's opening brief due", date(2021, 3, 4)), ("Answering brief due", date(2021, 4, 5))]),
    # Names keep their capitals, and an abbreviation ends no clause.
    ("ORDER granting 12 Motion for Extension of Time. Ann Roe answer due 3/4/2021.",
     [("Ann Roe answer due", date(2021, 3, 4))]),
    ("Order Establishing Deadlines. Obj. to Fast Track Order Due on 7/14/2008.",
     [("Obj. to Fast Track order due", date(2008, 7, 14))]),
    ("Request by Trustee Fixing Claims Bar Date ; Last Date to File Proof of Claims 3/11/96",
     [("Last date to file proof of claims", date(1996, 3, 11))]),
    # The day until which a transcript is restricted, also behind the clerk's standing notice.
    ("TRANSCRIPT. Transcript may be viewed at the court. Release of Transcript Restriction set for 5/12/2021, (SG)",
     [("Release of transcript restriction", date(2021, 5, 12))]),
    ("Transcript of Hearing. Transcript access will be restricted through 04/14/2021.",
     [("Release of transcript restriction", date(2021, 4, 14))]),
    ("NOTICE: Remote electronic access to the transcript is restricted until 05/12/2021.",
     [("Release of transcript restriction", date(2021, 5, 12))]),
]  # fmt: skip

NOT_DUE = [
    "Proceedings held before Judge A. Poe: Bench Trial completed on 3/3/2021",
    "NOTICE of Motion. Motion set for 4/17/2023 before Judge B. Poe.",
    "ORDER re: Letter: March 3, 2021",
    "MOTION for Extension of Time: Elm Corp. asks that its answer be due by 3/4/2021",
    "ORDER signed by Judge Poe on 3/4/2021. Filed by 3/5/2021",
    "ORDER: The answer was due 3/4/2021 and has not been filed.",
    "ORDER. Both motions request that the court extend the time to answer from July 18, 2019 to August 20, 2019.",
    "LETTER from Ann Roe asking for the deadline of 3/4/2021 to be moved",
    "TRANSCRIPT of Proceedings. Redaction Request due 5/20/2024. Redacted Transcript Deadline set for 5/31/2024.",
    "ORDER: answer due by 13/45/2021 or February 30, 2021",
    "COMPLAINT against Elm Corp. for what it did on or before March 4, 2019",
]


@pytest.mark.parametrize(("text", "due"), DUE)
def test_a_deadline_is_set(text: str, due: list[tuple[str, date]]) -> None:
    assert [(one.title, one.date) for one in read_filing(text).deadlines] == due
    assert read_filing(text).hearings == ()


@pytest.mark.parametrize("text", NOT_DUE)
def test_no_deadline_is_set(text: str) -> None:
    assert read_filing(text).deadlines == ()


def test_an_hour_is_kept_and_a_new_day_for_an_old_one_is_known() -> None:
    (due,) = read_filing(
        "ORDER granting 4 Motion. The time to answer is extended to 5 p.m. on Friday, March 5, 2021."
    ).deadlines
    assert due == SetsDeadline("Answer due", date(2021, 3, 5), time(17), moves=True)


def test_a_day_of_one_order_may_be_a_deadline_and_a_hearing() -> None:
    reading = read_filing(
        "ORDER, plaintiffs shall file their amended complaint by 8/22/03, reset telephone conference for 10:00 a.m. on"
        " 8/22/03."
    )
    assert [(hearing.title, hearing.starts) for hearing in reading.hearings] == [("Telephone conference", time(10))]
    assert [due.title for due in reading.deadlines] == ["Amended complaint due"]


@pytest.mark.parametrize(("text", "title"), [
    # Judges of New York's Southern District name the old day in between.
    ("ORDER. The deadline to respond to the complaint - currently March 1, 2021 - is extended to April 1, 2021.",
     "Deadline to respond to the complaint"),
    ("ORDER: Defendants' deadline to answer -- currently set for March 1, 2021 -- is extended to April 1, 2021.",
     "Defendants' deadline to answer"),
    ("ORDER: The fact discovery deadline (currently 3/1/2021) is extended to April 1, 2021.",
     "Fact discovery deadline"),
    ("ORDER: The deadline to file an answer, currently March 1, 2021, is extended to April 1, 2021.",
     "Deadline to file an answer"),
    (("ORDER: The deadline for submission of the parties' joint letter and proposed case management plan is extended "
      "to April 1, 2021."), "Parties' joint letter and proposed case management plan due"),
])  # fmt: skip
def test_a_moved_deadline_keeps_its_name(text: str, title: str) -> None:
    assert read_filing(text).deadlines == (SetsDeadline(title, date(2021, 4, 1), moves=True),)


@pytest.mark.parametrize(("text", "title"), [
    ("Notice of deficient filing. Schedule(s) A,B,D due by 4/1/2021.", "Schedule(s) A,B,D due"),
    ("Voluntary Petition filed by Elm Corp. Declaration re: ECF due by 4/1/2021,", "Declaration re: ECF due"),
    ("Complaints under Sections 727 or 523 due by 4/1/2021.", "Deadline"),
    ("Notice of Meeting. Elmville Objections to Confirmation Due: 4/1/2021.", "Objections to confirmation due"),
    ("Notice of Deficiency. Combined Plan and Disclosure Statement due by 4/1/2021.",
     "Combined plan and disclosure statement due"),
    ("ORDER: The debtor indicates the Voting Deadline is 4/1/2021.", "Voting deadline"),
    ("ORDER granting an extension of the deadline to file status letters to April 1, 2021.", "Status letters due"),
    ("ORDER that the deadline for the Elm Times to respond to the Complaint is hereby EXTENDED until April 1, 2021.",
     "Response to the complaint due"),
    ("ORDER: On or before April 1, 2021, the defendant shall file an affidavit establishing that he has consulted.",
     "Affidavit due"),
    ("ORDER. They have agreed that the settlement documentation shall be filed by April 1, 2021.",
     "Settlement documentation due"),
    ("ORDER: The following materials must be filed by April 1, 2021.", "Materials due"),
    ("ORDER: The parties shall submit joint and simultaneous briefs no later than April 1, 2021.", "Deadline"),
])  # fmt: skip
def test_a_title_is_a_paper_or_none(text: str, title: str) -> None:
    assert [one.title for one in read_filing(text).deadlines] == [title]


def test_until_a_stay_ends_nothing_is_due() -> None:
    assert read_filing("MINUTE entry: Discovery is stayed until 4/1/2021.").deadlines == ()


def test_a_motion_that_is_noted_again_moves_its_day() -> None:
    (due,) = read_filing(
        "MINUTE ORDER re-noting 12 Motion to Dismiss. Noting Date 4/9/2021. Authorized by Judge A. Poe."
    ).deadlines
    assert (due.title, due.moves) == ("Noting date", True)


def test_an_hour_ends_a_sentence() -> None:
    reading = read_filing(
        "MINUTE entry: Status hearing continued to 4/1/2021 at 9:30 a.m. Fact discovery ordered closed by 6/1/2021."
    )
    assert reading.deadlines == (SetsDeadline("Fact discovery ordered closed", date(2021, 6, 1)),)
    assert [hearing.moves for hearing in reading.hearings] == [True]


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        ("Order to Update. Summary of schedules due 1/15/2021.Social Security Declaration due 1/15/2021.",
         ["Summary of schedules due", "Social Security declaration due"]),
        ("AMENDED COMPLAINT by Ann Roe, Bo Poe (Answer due 9/1/03 for Elm Bank)", ["Answer due"]),
        (("ORDER granting 4 Motion. The deadline for Plaintiff to file its opposition to the motion is extended to "
          "4/2/2021."), ["Opposition to the motion due"]),
    ],
)  # fmt: skip
def test_a_title_that_is_not_understood_is_not_given(text: str, titles: list[str]) -> None:
    assert [due.title for due in read_filing(text).deadlines] == titles
