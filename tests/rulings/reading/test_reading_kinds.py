"""What a filing is. The forms are courts' own, the people are invented."""

import pytest

from rulings.reading.filing import read_filing
from rulings.vocabulary.kinds import Kind

LONG = [
    ("TRANSCRIPT of Hearing on 61 Motion held 5/5/2022. Pages 1-45.", Kind.TRANSCRIPT),
    ("Deadlines reset per Order 64: Discovery due 5/5/2022", Kind.NOTICE),
    ("The MOTION to Stay by Elm", Kind.MOTION),
    ("28 USC 2255 MOTION to Vacate by Ann Roe", Kind.MOTION),
    ("Filed Under Seal: REPLY re 12 by Elm", Kind.REPLY),
    ("IMAGE REPLACED: Answer to complaint filed by Elm", Kind.ANSWER),
    ("Plaintiff, Elm Corp.'s, Response to 12 Motion", Kind.OPPOSITION),
    ("RECOMMENDED DISPOSITION re 2 Complaint", Kind.OPINION),
    ("STIPULATION - SO ORDERED", Kind.ORDER),
    ("Court grants 45 Motion to Continue.", Kind.ORDER),
    ("The deadline to file dispositive motions is extended to 5/5/2021.", Kind.ORDER),
    ("Elm's Motion to Compel (Doc. 45) is GRANTED.", Kind.ORDER),
    ("In light of the parties' joint status report, the stay is lifted. So ordered.", Kind.ORDER),
    ("Before the Court is Elm's motion to compel. The motion is denied. Signed by Judge A. Poe.", Kind.ORDER),
    ("For good cause shown, 45 Motion for Extension is GRANTED.", Kind.ORDER),
    ("Granting 45 Motion for Extension of Time. Signed by Judge A. Poe.", Kind.ORDER),
    ("***TEXT ORDER*** granting 45 Motion", Kind.ORDER),
    ("MEMORANDUM AND ORDER- The parties shall submit briefs", Kind.ORDER),
    ("VACATED PER 99 ORDER. SCHEDULING ORDER: Jury Trial set for 9/9/2021.", Kind.ORDER),
    ("Entry of Order Granting Motion (re:Doc# 31).", Kind.ORDER),
    ("Jury Selection held on 3/3/2021", Kind.MINUTES),
    ("Hearing on 45 Motion to Compel held on 3/3/2021", Kind.MINUTES),
    ("February 2021 Omnibus Hearing Held (related document(s) 337 Order).", Kind.MINUTES),
    ("Notice of Hearing on (RE: related document(s) 30 Motion) Hearing to be held on 8/18/2021", Kind.NOTICE),
    ("STRICKEN per Order 99 - MOTION for Sanctions by Elm", Kind.MOTION),
    ("COUNTERMOTION for Summary Judgment by Elm", Kind.MOTION),
    ("PETITION for attorney fees by Elm", Kind.MOTION),
    ("OPPOSITION to NOTICE OF MOTION AND MOTION to Dismiss 22 filed by Elm", Kind.OPPOSITION),
    ("RESISTANCE to 45 Motion by Elm", Kind.OPPOSITION),
    ("NOTICE of Attorney Substitution by Ann Roe for Elm", Kind.APPEARANCE),
    ("NOTICE of Withdrawal as Attorney by Ann Roe", Kind.APPEARANCE),
    ("Motion Ready for Decision: 45 MOTION to Compel", Kind.NOTICE),
    ("DISCOVERY PLAN/Scheduling Order filed by Defendant Elm Corp.", Kind.OTHER),
    ("Submitted Order on Motion, filed by Ann Roe on behalf of Elm Bank", Kind.OTHER),
    ("APPEARANCE BOND as to Ann Roe", Kind.OTHER),
    ("PETITION to Enter Plea of Guilty by Ann Roe", Kind.OTHER),
    ("PROCESS RECEIPT AND RETURN filed by US Marshal", Kind.SERVICE),
    ("POINTS AND AUTHORITIES filed by Elm", Kind.BRIEF),
    (("Adversary case 21-05021. 21 (Validity, Priority or Extent of Lien; Rule 7001(2)): Complaint by Ann Roe against "
      "Elm Bank"), Kind.COMPLAINT),
    ("CIVIL MINUTES - GENERAL Motion hearing held before Judge A. Poe", Kind.MINUTES),
    ("Case called for Motion Hearing before Judge A. Poe.", Kind.MINUTES),
    ("Proceedings held before Judge A. Poe: Bench Trial completed on 3/3/2021", Kind.MINUTES),
    ("PRELIMINARY INJUNCTION. Signed by Judge A. Poe on 3/3/2021.", Kind.ORDER),
    ("SO ORDERED STIPULATION re 22", Kind.ORDER),
    ("JUDGE ORDER: granting Motion to stay filed by Oak Bank [12].", Kind.ORDER),
    ("Judge A. Poe: ELECTRONIC ORDER entered granting 12 Motion", Kind.ORDER),
    ("IT IS ORDERED granting Plaintiff's motion (Doc. 44).", Kind.ORDER),
    ("Motion re-noted: 12 MOTION to Compel. Noting Date reset to 4/9/2021.", Kind.NOTICE),
    ("Brief of respondent due. (Due April 5, 2021)", Kind.NOTICE),
    ("REQUEST to Issue Summons by Elm Corp.", Kind.SERVICE),
    ("NOTICE OF FILING OF OFFICIAL ELECTRONIC TRANSCRIPT of Proceedings", Kind.TRANSCRIPT),
    ("COMPLAINT against Amazon Web Services, Inc. (Receipt # AXYZ-1), filed by Parler LLC.", Kind.COMPLAINT),
    ("FIRST AMENDED COMPLAINT against All Defendants amending 1 Complaint filed by Ann Roe", Kind.COMPLAINT),
    ("NOTICE OF REMOVAL from Elm County Superior Court, case number 21-2-00001-1", Kind.COMPLAINT),
    ("INDICTMENT as to Ann Roe (1) count(s) 1-3", Kind.COMPLAINT),
    ("PETITION FOR REVIEW OF AGENCY ORDER, on behalf of Petitioner Elm Works, FILED.", Kind.COMPLAINT),
    ("Elm Works, Inc. and Oak Ltd.'s ANSWER to Complaint by All Defendants.", Kind.ANSWER),
    ("ANSWER to 1 Complaint with JURY DEMAND. Document filed by Elm Works, Inc..", Kind.ANSWER),
    ("MOTION for Temporary Restraining Order by Plaintiff Parler LLC.", Kind.MOTION),
    ("Consent MOTION for Leave to Appear Pro Hac Vice by Ann Roe.", Kind.MOTION),
    ("JOINT LETTER MOTION for Extension of Time addressed to Judge A. Poe from Ann Roe", Kind.MOTION),
    ("NOTICE OF MOTION AND MOTION to Dismiss filed by Defendants.", Kind.MOTION),
    ("EX PARTE APPLICATION for Further Time to File filed by Elm Works.", Kind.MOTION),
    ("Emergency Motion for Relief from Stay Filed by Creditor Oak Bank", Kind.MOTION),
    ("APPEAL OF MAGISTRATE JUDGE DECISION to District Court by Ann Roe re 7 Order", Kind.MOTION),
    ("RESPONSE, by Defendant Amazon Web Services, Inc., to 2 MOTION for TRO", Kind.OPPOSITION),
    ("MEMORANDUM OF LAW in Opposition re: 20 MOTION for Preliminary Injunction .", Kind.OPPOSITION),
    ("BRIEF in Opposition filed by Ann Roe re 98 MOTION to Strike", Kind.OPPOSITION),
    ("OBJECTION to 47 Report and Recommendations by Ann Roe", Kind.OPPOSITION),
    ("REPLY MEMORANDUM OF LAW in Support re: 20 MOTION for Preliminary Injunction", Kind.REPLY),
    ("Reply By Creditor Oak Bank To [58-1] Opposition by Ann Roe .", Kind.REPLY),
    ("RESPONSE filed by Plaintiff Ann Roe to Order to Show Cause 17 .", Kind.REPLY),
    ("MEMORANDUM in Support re 78 MOTION for Summary Judgment by Elm Works", Kind.BRIEF),
    ("RESPONSE in Support filed by Ann Roe re 98 MOTION to Strike", Kind.BRIEF),
    ("MARKMAN OPENING BRIEF (Attachments: # 1 Exhibit 1)", Kind.BRIEF),
    ("DECLARATION of Ann Roe in Support re: 20 MOTION for Preliminary Injunction", Kind.DECLARATION),
    ("Affirmation in Support of Motion", Kind.DECLARATION),
    ("Exhibit to 72 Letter, Exhibit A by Ann Roe", Kind.EXHIBIT),
    ("APPENDIX filed by Mr. B. Poe for USA. Volume: 1; Pages: 1 - 33.", Kind.EXHIBIT),
    ("NOTICE of Voluntary Dismissal by Plaintiff Parler LLC, without prejudice.", Kind.NOTICE),
    ("Notice of Appeal as to 53 Order by Ann Roe", Kind.NOTICE),
    ("NOTICE of Hearing on Motion 12 MOTION to Compel : Motion Hearing set for 7/15/2020 02:00 PM", Kind.NOTICE),
    ("Motions to Dismiss and Motion for Sanctions Hearing set for 10/11/2019 at 10:00 AM", Kind.NOTICE),
    ("STIPULATION of Dismissal by Ann Roe", Kind.STIPULATION),
    ("STIPULATION AND [PROPOSED] ORDER for Extension of Time by Ann Roe", Kind.STIPULATION),
    ("STIPULATION AND ORDER regarding Discovery. Signed by Judge A. Poe", Kind.ORDER),
    ("ORDER denying Plaintiff's 2 Motion for TRO/Preliminary Injunction. Signed by Judge B. Poe.", Kind.ORDER),
    ("Judge B. M. Poe: ELECTRONIC ORDER entered granting 12 Motion for Leave", Kind.ORDER),
    ("Application (17A1) denied by Justice Poe.", Kind.ORDER),
    ("The petition for a writ of certiorari is denied.", Kind.ORDER),
    ("Stipulation w/ Order Granted, to avoid security interest", Kind.ORDER),
    ("FILED MEMORANDUM (ANN POE, BO POE) AFFIRMED. FILED AND ENTERED JUDGMENT.", Kind.OPINION),
    ("Adjudged to be AFFIRMED.", Kind.JUDGMENT),
    ("Argued. For petitioner: Ann Roe, Washington, D. C.", Kind.MINUTES),
    ("Notice of Motion by: Creditor Elm With Hearing Re: [98-1] Application For interim allowance of fees",
     Kind.NOTICE),
    ("Notice of ex parte Motion by other professional Bo Poe Re: [33-1] Motion For Protective Order", Kind.NOTICE),
    ("NOTICE of Motion to Reconsider re 12 Order by Elm", Kind.MOTION),
    ("Bankruptcy Petition Cover Sheet Filed by Debtor In Possession Elm Village, LLC.", Kind.OTHER),
    ("Request for Notice Filed by Creditor Elm Bank", Kind.APPEARANCE),
    ("Motions Referred to Magistrate Judge Poe", Kind.NOTICE),
    ("Brief due on 03/04/2021 by Appellant Roe.", Kind.NOTICE),
    ("DEFENDANT OAK BANK, N.A.'S MOTION TO DISMISS", Kind.MOTION),
    ("MINUTE ORDER granting 164 Sealed Motion for Leave to File", Kind.ORDER),
    ("PAPERLESS ORDER granting 5 Motion to Stay", Kind.ORDER),
    ("TEXT ORDER: A status conference is scheduled for February 13, 2024, at 2:00 p.m.", Kind.ORDER),
    ("ENDORSED LETTER addressed to Judge A. Poe from Ann Roe", Kind.ORDER),
    ("MEMO ENDORSEMENT on re: 34 Letter. ENDORSEMENT: Granted.", Kind.ORDER),
    ("CIVIL CASE MANAGEMENT PLAN AND SCHEDULING ORDER: the parties do not consent", Kind.ORDER),
    ("Filed order (A POE and B POE) The motion, Dkt. No. [316], is GRANTED.", Kind.ORDER),
    ("RULING LETTER SENT granting motion to extend time to file brief [26] filed by Mr. A. Poe.", Kind.ORDER),
    ("Application (21A1) is GRANTED IN PART.", Kind.ORDER),
    ("MEMORANDUM OPINION AND ORDER granting 8 Motion to Dismiss", Kind.OPINION),
    ("REPORT AND RECOMMENDATIONS re: 20 MOTION for Preliminary Injunction", Kind.OPINION),
    ("Unpublished per curiam opinion filed", Kind.OPINION),
    ("CLERK'S JUDGMENT in favor of Elm Works against Ann Roe", Kind.JUDGMENT),
    ("JURY VERDICT for Defendant", Kind.JUDGMENT),
    ("Minute Entry for proceedings held before Judge B. Poe: Motion Hearing held on 1/14/2021", Kind.MINUTES),
    ("MINUTES: Scheduling Conference held before Judge B. Poe.", Kind.MINUTES),
    ("Hearing Held Re: [21-1] Motion Notice by Ann Roe, motion granted", Kind.MINUTES),
    ("SUMMONS Issued as to Elm Works, Inc.", Kind.SERVICE),
    ("ELECTRONIC SUMMONS ISSUED as to Elm Works, Inc..", Kind.SERVICE),
    ("CERTIFICATE OF SERVICE by Ann Roe", Kind.SERVICE),
    ("WAIVER OF SERVICE RETURNED EXECUTED. Elm Works waiver sent on 1/15/2021", Kind.SERVICE),
    ("BNC Certificate of Mailing - Hearing. (RE: related document(s) 43 Notice of Hearing)", Kind.SERVICE),
    ("NOTICE of Appearance by Ann Roe on behalf of All Defendants", Kind.APPEARANCE),
    ("ATTORNEY Appearance for Plaintiff Elm Party by Ann Roe", Kind.APPEARANCE),
    ("TRANSCRIPT of Proceedings re: CONFERENCE held on 6/28/2017 before Judge A. Poe.", Kind.TRANSCRIPT),
    ("*REDACTED* Transcript of Status Conference held on February 13, 2024", Kind.TRANSCRIPT),
    ("LETTER addressed to Judge A. Poe from Ann Roe dated 10/25/2017", Kind.LETTER),
    ("Filed (ECF) Appellants Ann Roe and Bo Poe Correspondence: letter of July 29.", Kind.LETTER),
    ("Set/Reset Deadlines: Responses due by 2/4/2022.", Kind.OTHER),
    ("Pro Hac Vice counsel, ANN ROE, has been added to receive Notices of Electronic Filing.", Kind.OTHER),
    ("Judge A. Poe and Magistrate Judge B. Poe added.", Kind.OTHER),
    ("Proposed Order Granting Motion to Stay. Filed by Ann Roe", Kind.OTHER),
    ("Transcript Order Form for October 9, 2008 Pretrial Hearing", Kind.TRANSCRIPT),
    ("DEFECTIVE DOCUMENT, notice of appearance, at docket entry 6, on behalf of Petitioner Elm Corp., FILED.",
     Kind.NOTICE),
    ("Response to application due on or before 3 p.m., Monday, June 12, 2017.", Kind.NOTICE),
    ("Received copy of District Court order filed on 11/02/2017. EO: the Court hereby dismisses as moot", Kind.ORDER),
    ("Disposition of Adversary [96-90893] Dismissing [1-1] Complaint NOS 454 Recover Money/Property", Kind.ORDER),
    ("Rehearing DENIED.", Kind.ORDER),
    ("Set/Reset Hearings", Kind.OTHER),
    ("NOTICE of Motion by Ann Roe for presentment of motion 5 before Honorable B. Poe on 8/28/2020", Kind.NOTICE),
    ("Application (16A1191) referred to the Court.", Kind.NOTICE),
    ("Hearing (Bk Other) Continued", Kind.MINUTES),
    ("FIRST MEDIATION CONFERENCE. Mediation Conference scheduled for 6/7/2021 at 11:00 AM", Kind.NOTICE),
    ("Letter - Sentencing", Kind.LETTER),
    ("Information - Felony", Kind.COMPLAINT),
    ("Withdrawal and entry of appearance", Kind.APPEARANCE),
    (("In consideration of the June 13, 2017 letters received from applicants, applicants are directed to file a "
      "supplemental brief."), Kind.ORDER),
    ("CIVIL COVER SHEET filed.", Kind.OTHER),
    ("FILING ERROR - DEFICIENT DOCKET ENTRY - MOTION for Ann Roe to Appear Pro Hac Vice .", Kind.MOTION),
]  # fmt: skip

DAYS = [
    ("Motion Hearing as to Bo Poe held on 2/3/2021 before Judge A. Poe", Kind.MINUTES),
    ("Change of Plea Hearing as to Bo Poe (1) held on 2/3/2021", Kind.MINUTES),
    ("ARRAIGNMENT as to Bo Poe held on 2/3/2021", Kind.MINUTES),
    ("MINUTE SHEET: Trial", Kind.MINUTES),
    ("PROCEEDINGS: Motion hearing", Kind.MINUTES),
    ("JURY TRIAL - Day 2", Kind.MINUTES),
    ("CASE ARGUED by Ann Roe for Appellant", Kind.MINUTES),
    ("Detention Hearing as to Bo Poe set for 2/3/2021", Kind.NOTICE),
]

NO_MOTIONS = [
    ("Notice of Motion to Sell (RE: related document(s) 6 Motion to Sell Filed by Elm)", Kind.NOTICE),
    ("Notice of Motion/Hearing (related document(s)12)", Kind.NOTICE),
    ("MOTION(S) REFERRED: 12 MOTION to Compel. Motion(s) referred to A. Poe.", Kind.NOTICE),
    ("Motions No Longer Referred: 12 MOTION to Compel", Kind.NOTICE),
    ("Motions Submitted: 12 MOTION to Compel", Kind.NOTICE),
    ("Motions Taken Under Advisement: 12 MOTION to Compel", Kind.NOTICE),
    ("Motion due by 2/3/2021", Kind.NOTICE),
    ("Motion event filed incorrectly. Please file 12 again", Kind.NOTICE),
    ("REQUEST FOR TRANSCRIPT of proceedings held on 2/3/2021", Kind.TRANSCRIPT),
    ("REPLY MOTION to Amend Complaint[24] filed by Plaintiff Elm", Kind.REPLY),
    ("Motion to Sell ([35]) filed by Elm Bank; Objection ([36]) Hearing held and continued. IT IS SO ORDERED.",
     Kind.MINUTES),
    ("Motion to Dismiss Case filed by Trustee. Hearing held. Motion granted.", Kind.MINUTES),
    ("Judgment Returned Executed as to Bo Poe on 2/17/2021", Kind.SERVICE),
    ("Received UNSIGNED Order. Forwarded to Chambers", Kind.OTHER),
    ("Objection to Claim Number 2 by Claimant Elm Bank. Filed by Debtor Bo Poe.", Kind.MOTION),
    # What asks for something although it is called a notice.
    ("Notice of Motion for Relief from Stay, filed by Elm Bank", Kind.MOTION),
    ("Notice of Motion to Reconsider (related document(s) 45 Order on Plan)", Kind.MOTION),
]  # fmt: skip

SHORT = [
    ("Continue Trial", Kind.MOTION),
    ("Order on Motion to Dismiss", Kind.ORDER),
    ("Order AND ~Util - Set Deadlines/Hearings", Kind.ORDER),
    ("Memo Endorsement AND ~Util - Set Motion and R&R Deadlines/Hearings", Kind.ORDER),
    ("Memorandum & Opinion", Kind.OPINION),
    ("Extension of Time to File Answer", Kind.MOTION),
    # Event types that CM/ECF joins.
    ("Conference AND Extension of Time to File Document", Kind.MOTION),
    ("Conference AND Notice", Kind.NOTICE),
    ("Adjourn Conference", Kind.MOTION),
    ("Notice of Appearance", Kind.APPEARANCE),
    ("Status Conference", Kind.MINUTES),
    ("Initial Appearance", Kind.MINUTES),
    ("Jury Trial -Held", Kind.MINUTES),
    ("Transcript", Kind.TRANSCRIPT),
    ("Pretrial Conference - Initial", Kind.MINUTES),
    ("Arraignment and Plea", Kind.MINUTES),
    ("Initial Appearance - Rule 5", Kind.MINUTES),
    ("In Chambers Conference", Kind.MINUTES),
    ("In Chambers Order", Kind.ORDER),
    ("AO435 Transcript Request", Kind.TRANSCRIPT),
    ("Letter", Kind.LETTER),
    ("Indictment", Kind.COMPLAINT),
    ("Summons Returned Executed", Kind.SERVICE),
    ("Statement of Relatedness", Kind.OTHER),
    ("Trustee's Chapter 13 Plan Recommendation", Kind.OTHER),
    ("~Util - Set/Reset Hearings", Kind.OTHER),
]


@pytest.mark.parametrize(("text", "kind"), DAYS)
def test_a_day_that_was_held_is_told_by_minutes(text: str, kind: Kind) -> None:
    assert read_filing(text).kind is kind


@pytest.mark.parametrize(("text", "kind"), NO_MOTIONS)
def test_what_only_speaks_of_a_motion_is_none(text: str, kind: Kind) -> None:
    assert read_filing(text).kind is kind


def test_a_feeds_notice_of_motion_is_a_notice() -> None:
    assert read_filing("", "notice of motion").kind is Kind.NOTICE


@pytest.mark.parametrize(("text", "kind"), LONG)
def test_the_opening_words_tell_the_kind(text: str, kind: Kind) -> None:
    assert read_filing(text).kind is kind


@pytest.mark.parametrize(("text", "kind"), SHORT)
def test_a_feed_tells_it_by_the_event_type(text: str, kind: Kind) -> None:
    assert read_filing("", text).kind is kind


def test_the_event_type_helps_where_the_text_does_not() -> None:
    assert read_filing("See the attached. Filed by Ann Roe.", "Notice of Appearance").kind is Kind.APPEARANCE
    assert read_filing("MOTION to Stay by Ann Roe", "Notice (Other)").kind is Kind.MOTION
