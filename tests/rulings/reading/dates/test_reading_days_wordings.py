"""What texts of many courts' wordings say of days: set, moved, called off, held, due, or nothing of the kind."""

from datetime import date

import pytest

from rulings.reading.filing import read_filing


def list_days(text: str) -> list[str]:
    """Every day that is read: a hearing's with its hour; "due", "off" and "held" before the others."""
    read = read_filing(text)
    days = [f"{one.date}T{one.starts:%H:%M}" if one.starts else str(one.date) for one in read.hearings]
    days += [f"due {one.date}" for one in read.deadlines]
    days += [f"off {day}" for day in read.vacates]
    days += [f"held {day}" for day in read.held]
    days += ["held that day"] if read.held_on_its_day else []
    return days + ([f"off: {read.calls_off}"] if read.calls_off else [])


SET = [
    ("ORDER: Status conference set for May 4, 2021 at 10:00 a.m. PST in Courtroom 3.", ["2021-05-04T10:00"]),
    ("ORDER: A status conference will be held at 10:00 a.m. (PT) on May 4, 2021.", ["2021-05-04T10:00"]),
    ("ORDER: A telephone conference will be held at 2:00 p.m. ET on Tuesday, May 4, 2021.", ["2021-05-04T14:00"]),
    ("ORDER: The parties shall appear for a hearing at 9:30 a.m. in Courtroom 5 on May 4, 2021.", ["2021-05-04T09:30"]),
    ("ORDER setting hearing for 5/4/2021 at the hour of 1:30 p.m.", ["2021-05-04T13:30"]),
    ("ORDER setting trial for May 4, 2021, promptly at 9:00 a.m.", ["2021-05-04T09:00"]),
    ("NOTICE of Hearing: Motion Hearing set for 5/4/2021 at 10:00AM.", ["2021-05-04T10:00"]),
    ("NOTICE of Hearing: Motion Hearing set for 5/4/2021 at 10AM.", ["2021-05-04T10:00"]),
    (
        "NOTICE of Hearing: Motion Hearing set for Tuesday, 5/4/2021, 1:30 - 3:00 PM in Courtroom 2.",
        ["2021-05-04T13:30"],
    ),
    ("NOTICE of Hearing: Settlement Conference set for 5/4/2021 from 9:00 AM to 12:00 PM.", ["2021-05-04T09:00"]),
    ("NOTICE of Hearing: Settlement Conference set for 5/4/2021 09:00 AM - 12:00 PM.", ["2021-05-04T09:00"]),
    ("ORDER: Conference set for Tuesday, May 4th, 2021 at 10 o'clock a.m.", ["2021-05-04T10:00"]),
    ("ORDER: Conference set for Tuesday, May 4, 2021 at 12:00 noon.", ["2021-05-04T12:00"]),
    ("ORDER: Conference set for Tuesday, May 4, 2021, immediately following the 10:00 a.m. calendar.", ["2021-05-04"]),
    ("ORDER: Conference set for the 4th day of May, 2021 at 10:00 a.m.", ["2021-05-04T10:00"]),
    ("ORDER: Conference set for 4 May 2021 at 1000 hours.", ["2021-05-04"]),
    ("ORDER SETTING HEARING: Date: May 4, 2021 Time: 10:00 a.m. Place: Courtroom 3.", ["2021-05-04T10:00"]),
    ("Notice of Hearing. Hearing date: 5/4/2021 Time: 10:00 AM Location: Courtroom A.", ["2021-05-04T10:00"]),
    ("ORDER: status conference is SET for 10:00 a.m. on 5/4/2021.", ["2021-05-04T10:00"]),
    ("ORDER: status conference is set for 10:00 a.m., Tuesday, May 4, 2021, by telephone.", ["2021-05-04T10:00"]),
    ("MINUTE ORDER: Hearing set 05-04-2021 at 10:00 A.M.", ["2021-05-04T10:00"]),
    (
        "ORDER: Oral argument is scheduled for May 4, 2021 at 10:00 a.m. The argument will last until 11:30 a.m.",
        ["2021-05-04T10:00"],
    ),
    (
        (
            "Set Hearings: Status Conference set for 5/4/2021 at 09:00 AM before Magistrate Judge Dee Fox. Motion"
            " Hearing set for 5/4/2021 at 01:00 PM before Judge Al Orr."
        ),
        ["2021-05-04T09:00", "2021-05-04T13:00"],
    ),
    ("ORDER: This matter is set for a bench trial on October 4, 2021 at 9:00 a.m.", ["2021-10-04T09:00"]),
    ("ORDER: This case is hereby set for trial on the court's October 4, 2021 trial docket.", ["2021-10-04"]),
    ("ORDER: The Court sets this matter for a status conference on October 5, 2021 at 9:00 a.m.", ["2021-10-05T09:00"]),
    ("ORDER: The motion is set for argument on October 6, 2021 at 9:00 a.m.", ["2021-10-06T09:00"]),
    (
        "ORDER: Counsel shall appear by telephone on October 7, 2021 at 9:00 a.m. for a scheduling conference.",
        ["2021-10-07T09:00"],
    ),
    (
        "ORDER: The Court will conduct a Zoom hearing on plaintiff's motion on Friday, October 8, 2021, at 9 a.m.",
        ["2021-10-08T09:00"],
    ),
    (
        (
            "ORDER: The parties are ORDERED to appear in person on October 12, 2021 at 9:30 AM for a hearing on "
            "the motion for sanctions."
        ),
        ["2021-10-12T09:30"],
    ),
    (
        (
            "ORDER: A final pretrial conference shall be held on October 13, 2021 at 2:00 p.m., and jury "
            "selection shall begin on October 18, 2021 at 9:00 a.m."
        ),
        ["2021-10-13T14:00", "2021-10-18T09:00"],
    ),
    ("ORDER: Jury selection and trial will commence Monday, October 18, 2021.", ["2021-10-18"]),
    (
        ("ORDER: Trial in this matter is scheduled to begin on October 18, 2021, at 9:30 a.m. and to last three days."),
        ["2021-10-18T09:30"],
    ),
    (
        (
            "ORDER REFERRING CASE to Magistrate Judge Dee Fox for settlement conference, to be held October 19, "
            "2021 at 10:00 a.m."
        ),
        ["2021-10-19T10:00"],
    ),
    ("ORDER: The hearing will take place on October 20, 2021 at 10:00 a.m. via Microsoft Teams.", ["2021-10-20T10:00"]),
    (
        "ORDER: The court will call this case for a Rule 16 conference on October 21, 2021 at 10:00 a.m.",
        ["2021-10-21T10:00"],
    ),
    (
        ("ORDER: IT IS ORDERED THAT A HEARING ON THE MOTION BE, AND HEREBY IS, SET FOR OCTOBER 22, 2021 AT 10:00 A.M."),
        ["2021-10-22T10:00"],
    ),
    (
        (
            "NOTICE: You are hereby notified that this case has been set for a show cause hearing on October 25, "
            "2021 at 10:00 a.m."
        ),
        ["2021-10-25T10:00"],
    ),
    (
        (
            "PLEASE TAKE NOTICE that a status conference has been scheduled in the above-captioned matter for "
            "October 26, 2021 at 10:00 a.m."
        ),
        ["2021-10-26T10:00"],
    ),
    (
        "AMENDED NOTICE OF HEARING (change of time only): Status Conference set for 10/27/2021 at 11:00 AM.",
        ["2021-10-27T11:00"],
    ),
    (
        "ORDER: Hearing on 12 Motion for Preliminary Injunction - 10/28/2021 at 10:00 AM - Courtroom 3.",
        ["2021-10-28T10:00"],
    ),
    ("ORDER: Status conference on October 29, 2021 at 10:00 a.m. remains as scheduled.", ["2021-10-29T10:00"]),
    ("ORDER: Telephonic status hearing on 11/1/2021 at 9:00 a.m. to stand.", ["2021-11-01T09:00"]),
    (
        (
            "ORDER: Defendants are ordered to show cause on November 3, 2021 at 2:00 p.m. in Courtroom 11A why "
            "they should not be held in contempt."
        ),
        ["2021-11-03T14:00"],
    ),
    (
        "ORDER: The undersigned will hold a discovery hearing by phone at 4:00 p.m. on November 4, 2021.",
        ["2021-11-04T16:00"],
    ),
    ("ORDER Setting Mandatory Status Conference: November 5, 2021 at 10:30 a.m.", ["2021-11-05T10:30"]),
    ("Court's Notice of Hearing: Plan Confirmation Hearing 11/8/2021 at 2:00 PM.", ["2021-11-08T14:00"]),
    (
        "NOTICE of Telephonic Hearing re 20 Motion to Quash: 11/9/2021 10:00 AM before Judge Dee Fox",
        ["2021-11-09T10:00"],
    ),
    ("NOTICE TO COUNSEL: Rule 16 conference call, 11/10/2021, 9:15 AM.", ["2021-11-10T09:15"]),
    (
        (
            "Sentencing is set for 11/15/2021 at 1:30 PM as to Lon Dax. PSR due 10/25/2021; objections to PSR due"
            " 11/1/2021."
        ),
        ["2021-11-15T13:30", "due 2021-10-25", "due 2021-11-01"],
    ),
    ("ORDER: The November 1 hearing is continued to November 8, 2021 at 10:00 a.m.", ["2021-11-08T10:00"]),
    (
        "Status Report due 11/1/2021. Status conference continued to 11/8/2021 at 10:00 AM.",
        ["2021-11-08T10:00", "due 2021-11-01"],
    ),
    (
        "MEMO ENDORSED: the status conference is rescheduled from November 1 to November 8, 2021, at 12:00 p.m.",
        ["2021-11-08T12:00"],
    ),
    (
        (
            "ORDER as to Lon Dax set pretrial conference for 2:00 3/4/02 , set jury trial for 9:30 4/5/02 (Signed"
            " by Judge Birch)"
        ),
        ["2002-03-04T14:00", "2002-04-05T09:30"],
    ),
    ("NOTICE of hearing as to Lon Dax sentencing hearing set for 2:00 3/4/02 for Lon Dax", ["2002-03-04T14:00"]),
    ("Sentencing reset for 2:00 p.m. 3/4/02 for Lon Dax", ["2002-03-04T14:00"]),
    ("Motion hearing before Judge Birch set on 3/4/02 at 2:00", ["2002-03-04T14:00"]),
    ("Deadline updated as to Lon Dax (1), reset jury trial for 9:00 3/4/02 before Judge Birch", ["2002-03-04T09:00"]),
    (
        ("MINUTE ORDER resetting jury trial to 3/4/02 at 8:30 a.m., pretrial conf to 2/20/02 at 9:00 am as to Lon Dax"),
        ["2002-02-20T09:00", "2002-03-04T08:30"],
    ),
    ("TRIAL DATE CONTINUED to 3/4/02; FPTC 2/20/02 @ 9:00 a.m.", ["2002-02-20T09:00", "2002-03-04"]),
    ("Plea hrg set 3/4/02 at 1:30 p.m.", ["2002-03-04T13:30"]),
    ("Status set for 3/4/2021 at 9:15 a.m. as to Lon Dax.", ["2021-03-04T09:15"]),
    ("MINUTE entry: Ruling set for 3/4/2021 at 9:00 a.m.", ["2021-03-04T09:00"]),
    ("Re-arraignment as to Lon Dax set for 3/4/2021 10:00 AM before Judge Ware.", ["2021-03-04T10:00"]),
    ("Rearraignment set for 3/4/2021 at 10:00 AM as to Lon Dax.", ["2021-03-04T10:00"]),
    ("Docket Sounding set for 3/4/2021 at 8:30 AM.", ["2021-03-04T08:30"]),
    ("Final Pretrial/Status Conf. set for 3/4/2021 at 8:30 AM.", ["2021-03-04T08:30"]),
    ("CMC set for 3/4/2021 at 1:30 PM.", ["2021-03-04T13:30"]),
    ("Early Neutral Evaluation set for 3/4/2021 at 1:30 PM before Magistrate Judge Brook.", ["2021-03-04T13:30"]),
    ("OSC hearing set for 3/4/2021 at 1:30 PM", ["2021-03-04T13:30"]),
    (
        "ORDER. Markman set for 3/4/2021 at 1:30 PM. Technology tutorial set for 2/20/2021 at 9:00 AM.",
        ["2021-02-20T09:00", "2021-03-04T13:30"],
    ),
    ("ORDER: Telephonic Sched. Conf. reset to 3/4/2021 at 1:30 PM.", ["2021-03-04T13:30"]),
    ("ORDER: Closing arguments set for 3/4/2021 at 1:30 PM.", ["2021-03-04T13:30"]),
    (
        "Jury Trial (10 days) set for 3/4/2021 at 9:00 AM; PTC set for 2/20/2021 at 9:00 AM.",
        ["2021-02-20T09:00", "2021-03-04T09:00"],
    ),
    ("Bond Revocation Hearing as to Lon Dax scheduled 3/4/2021, 10:30 AM.", ["2021-03-04T10:30"]),
    ("ORDER: this case is continued to the May 3, 2021 criminal term of court for trial.", ["2021-05-03"]),
    ("NOTICE as to Lon Dax: Disposition hearing 3/4/2021 10:00 AM", ["2021-03-04T10:00"]),
    ("ORDER Continuing Sentencing to 5/6/2021 at 10:00 AM as to Lon Dax.", ["2021-05-06T10:00"]),
    ("(Court only) ***Set hearing: Sentencing 3/4/2021 1:30 PM", ["2021-03-04T13:30"]),
    ("Attorney status hearing set for 03/04/2021 @ 11:00 A.M.", ["2021-03-04T11:00"]),
    (
        "Hearing on violation of supervised release set before Judge Birch for 3/4/2021 at 9:30 a.m.",
        ["2021-03-04T09:30"],
    ),
    ("Government's motion for detention is set for hearing Thursday March 4, 2021 at 2:00 p.m.", ["2021-03-04T14:00"]),
    (
        "ORDER as to Lon Dax: New Trial Date: 5/6/2021 at 9:00 AM. Calendar Call: 4/26/2021 at 9:00 AM.",
        ["2021-04-26T09:00", "2021-05-06T09:00"],
    ),
    (
        (
            "STIPULATION and ORDER continuing Calendar Call to 4/26/2021 at 9:00 AM and Jury Trial to 5/6/2021 at"
            " 9:00 AM."
        ),
        ["2021-04-26T09:00", "2021-05-06T09:00"],
    ),
    ("ORDER: Rule 16 conf. on 3/4/2021 at 10:00 AM.", ["2021-03-04T10:00"]),
    ("Conference call set for 3/4/2021 at 10:00 AM.", ["2021-03-04T10:00"]),
    ("NOTICE as to Lon Dax: Sentencing before Judge Birch on 3/4/2021 at 10:00 AM.", ["2021-03-04T10:00"]),
    ("ORDER. Counsel to appear 3/4/2021 at 10:00 AM for status conference.", ["2021-03-04T10:00"]),
    (
        "ORDER as to Lon Dax. Jury Trial: 3/4/2021. Pretrial conference: 2/20/2021. Motions due 1/15/2021.",
        ["2021-02-20", "2021-03-04", "due 2021-01-15"],
    ),
    ("ORDER: Cause continued to 3/4/2021 for trial.", ["2021-03-04"]),
    ("Parties are to be present for jury selection on 3/4/2021 at 9:00 AM", ["2021-03-04T09:00"]),
    ("Sentencing as to Lon Dax to be held 3/4/2021 at 9:00 AM", ["2021-03-04T09:00"]),
    ("Sentencing Hearing, March 4, 2021, 9:00 a.m., Courtroom 2, as to Lon Dax", ["2021-03-04T09:00"]),
    ("Case set for hearing on motion to revoke bond, March 4, 2021 at 9:00 a.m.", ["2021-03-04T09:00"]),
    ("Trial cont'd to 5/6/2021 at 9:00 AM.", ["2021-05-06T09:00"]),
    ("Sentencing resched. for 5/6/2021 at 9:00 AM.", ["2021-05-06T09:00"]),
    ("Hearing adjourned and will be held on 3/4/2021 at 10:00 AM", ["2021-03-04T10:00"]),
    ("Adjourned Confirmation Hearing: 3/4/2021 at 10:00 AM", ["2021-03-04T10:00"]),
    ("Notice of 341 Meeting on 03/04/21 at 10:30 a.m. at U.S. Bankruptcy Court", ["2021-03-04T10:30"]),
    ("Notice of Continuance of Meeting of Creditors on 3/4/2021 at 04:15 PM at Suite 630.", ["2021-03-04T16:15"]),
    ("Hearing Set: Status Conference - 3/4/2021 at 10:00 AM", ["2021-03-04T10:00"]),
    ("Final Hearing on Cash Collateral Motion scheduled 3/4/2021 at 10:00 AM", ["2021-03-04T10:00"]),
    (
        (
            "Interim Order Granting Motion to Use Cash Collateral (Related Doc 5). Final hearing to be held on "
            "3/4/2021 at 10:00 AM. Objections due 2/25/2021."
        ),
        ["2021-03-04T10:00", "due 2021-02-25"],
    ),
    ("ORDER: Parties may appear remotely at the hearing on March 4, 2021 at 10:00 a.m.", ["2021-03-04T10:00"]),
    ("ORDER: The evidentiary hearing shall continue on March 4, 2021 at 9:00 a.m.", ["2021-03-04T09:00"]),
    ("ORDER: Bench trial shall resume on March 4, 2021 at 9:00 a.m.", ["2021-03-04T09:00"]),
    ("ORDER: This action is placed on the Court's trailing trial calendar commencing March 4, 2021.", ["2021-03-04"]),
    (
        ("ORDER: Motion hearing: 3/4/2021 at 10:00 a.m. Opposition: 2/18/2021. Reply: 2/25/2021. Briefing schedule."),
        ["2021-03-04T10:00", "due 2021-02-18", "due 2021-02-25"],
    ),
    (
        (
            "Set/Reset Hearings: Initial Case Management Conference set for 05/18/2021 02:00 PM in San Rafael, "
            "Courtroom 3, 17th Floor."
        ),
        ["2021-05-18T14:00"],
    ),
    (
        (
            "MOTION to Dismiss filed by Acme LLC. Motion Hearing set for 8/12/2021 01:30 PM in Oakland, Courtroom"
            " 5, 2nd Floor before Judge Lee Vale. Responses due by 7/15/2021. Replies due by 7/22/2021."
        ),
        ["2021-08-12T13:30", "due 2021-07-15", "due 2021-07-22"],
    ),
    (
        (
            "TEXT ORDER: The status conference currently set for 6/1/2021 at 9:00 AM is CONVERTED to a telephone "
            "conference. Counsel shall dial in."
        ),
        ["2021-06-01T09:00"],
    ),
    (
        (
            "NOTICE of Motion by Peter Quail for presentment of motion for extension of time 15 before Honorable "
            "Nora Flax on 3/3/2021 at 09:30 AM."
        ),
        ["2021-03-03T09:30"],
    ),
    (
        (
            "(Text-Only) NOTICE OF HEARING ON MOTION 41 MOTION for Protective Order : Motion Hearing set for "
            "3/16/2021 at 10:00 AM in Video Conference (no courtroom) before Magistrate Judge Ola Berg."
        ),
        ["2021-03-16T10:00"],
    ),
    (
        (
            "MINUTE ORDER SETTING TRIAL DATE & RELATED DATES; Length of Trial: *5 days*. Jury Trial is set for "
            "5/2/2022 at 09:00 AM before Judge Ro Vance. Joinder of Parties due by 4/1/2021, Discovery completed "
            "by 1/3/2022, Dispositive motions due by 2/1/2022, Motions in Limine due by 4/1/2022, Pretrial Order "
            "due by 4/20/2022."
        ),
        ["2022-05-02T09:00", "due 2021-04-01", "due 2022-01-03", "due 2022-02-01", "due 2022-04-01", "due 2022-04-20"],
    ),
    (
        (
            "NOTICE OF HEARING ON MOTION re: 40 Defendant's MOTION to Stay : (Notice generated by chambers) "
            "Motion Hearing set for 4/22/2021 at 01:30 PM in Rm 8.200 before Judge Cy Dale."
        ),
        ["2021-04-22T13:30"],
    ),
    (
        (
            "ORDER SETTING TRIAL. Calendar Call set for 10/5/2021 01:45 PM; Jury Trial set for the two-week "
            "period beginning 10/12/2021 at 9:00 AM before Judge Ana Bay. Discovery due by 7/1/2021."
        ),
        ["2021-10-05T13:45", "2021-10-12T09:00", "due 2021-07-01"],
    ),
    (
        (
            "NOTICE OF E-FILED CALENDAR: THIS IS THE ONLY NOTICE COUNSEL/THE PARTIES WILL RECEIVE.ALL PERSONS "
            "ENTERING THE COURTHOUSE MUST PRESENT PHOTO IDENTIFICATION. Telephonic Status Conference set for "
            "4/21/2021 02:00 PM before Judge Dan Heath."
        ),
        ["2021-04-21T14:00"],
    ),
    ("Minute Entry: Status conference not held. Reset to 6/22/2021 at 10:00 AM.", ["2021-06-22T10:00"]),
    (
        (
            "ORDER TO SHOW CAUSE: Defendants shall show cause before this Court on July 8, 2021 at 2 PM why a "
            "preliminary injunction should not issue."
        ),
        ["2021-07-08T14:00"],
    ),
    ("ORDER denying motion to continue. The trial remains set for October 4, 2021.", ["2021-10-04"]),
    (
        (
            "CASE MANAGEMENT ORDER: Rule 26(a)(1) disclosures due 5/1/2021; amend pleadings by 6/1/2021; "
            "dispositive motions filed by 12/1/2021; trial term beginning 4/4/2022."
        ),
        ["2022-04-04", "due 2021-05-01", "due 2021-06-01", "due 2021-12-01"],
    ),
    (
        (
            "NOTICE OF HEARING as to Lon Dax: Change of Plea Hearing set for 5/17/2021 at 02:30 PM in Courtroom 1"
            " before Judge Una Birch."
        ),
        ["2021-05-17T14:30"],
    ),
    (
        (
            "Meeting of Creditors. 341(a) meeting to be held on 3/16/2021 at 10:00 AM at Telephonic Meeting. "
            "Objections to Discharge due by 5/17/2021. Proofs of Claims due by 4/26/2021."
        ),
        ["2021-03-16T10:00", "due 2021-04-26", "due 2021-05-17"],
    ),
    (
        (
            "Notice of Chapter 13 Bankruptcy Case. 341 Meeting Scheduled For 3/18/2021 at 09:00 AM. Confirmation "
            "hearing to be held on 4/22/2021 at 01:30 PM at Courtroom 3 (check with court for location). Last day"
            " to Object to Confirmation 4/15/2021."
        ),
        ["2021-03-18T09:00", "2021-04-22T13:30", "due 2021-04-15"],
    ),
    (
        (
            "Statement Adjourning 341(a) Meeting of Creditors. Section 341(a) Meeting Continued on 4/13/2021 at "
            "10:30 AM at TELEPHONIC MEETING."
        ),
        ["2021-04-13T10:30"],
    ),
    (
        (
            "Hearing Set On (Related document(s):40 Emergency Motion). Hearing scheduled for 5/24/2021 at 02:30 "
            "PM by telephone and video conference."
        ),
        ["2021-05-24T14:30"],
    ),
    (
        (
            "Hearing continued; (Re: related document(s) 20 Motion). Hearing scheduled for 07/22/2021 at 11:00 AM"
            " at Judge's Courtroom, 200 S. Washington."
        ),
        ["2021-07-22T11:00"],
    ),
    (
        (
            "Hearing Continued (RE: 25 Motion to Modify Plan). Hearing scheduled for 07/26/2021 at 09:30 AM at "
            "Appear Using Zoom."
        ),
        ["2021-07-26T09:30"],
    ),
    (
        (
            "Notice of Hearing. Telephone Hearing Set re: 12 Motion. Hearing scheduled for 8/12/2021 at 10:00 AM "
            "Telephone Hearing."
        ),
        ["2021-08-12T10:00"],
    ),
    ("Hearing Set re Reaffirmation Agreement. Hearing to be held on 8/24/2021 at 09:30 AM.", ["2021-08-24T09:30"]),
    (
        (
            "Order and Notice of Hearing on Disclosure Statement. Hearing to be held on 9/1/2021 at 10:00 AM. "
            "Last day to Object to Disclosure Statement 8/25/2021."
        ),
        ["2021-09-01T10:00", "due 2021-08-25"],
    ),
    (
        "NOTICE OF ORAL ARGUMENT. Panel: 2112A. Case scheduled December 07, 2021, 10:00 a.m., Courtroom 201.",
        ["2021-12-07T10:00"],
    ),
    (
        "Hearing Continued (related document(s) 12) Hearing scheduled for 5/6/2021 at 10:00 AM at Courtroom 2.",
        ["2021-05-06T10:00"],
    ),
    ("Hearing Rescheduled (related document(s) 12) Hearing scheduled for 5/6/2021 at 10:00 AM", ["2021-05-06T10:00"]),
    ("Meeting of Creditors Not Held. Meeting continued to 5/6/2021 at 9:00 AM.", ["2021-05-06T09:00"]),
    (
        "Notice of Continued Hearing on Motion to Dismiss. Hearing to be held on 5/6/2021 at 10:00 AM.",
        ["2021-05-06T10:00"],
    ),
    (
        (
            "Objection to Confirmation of Plan with Certificate of Service. Hearing on confirmation set for "
            "5/6/2021 at 9:00 AM. Filed by Lender Bank."
        ),
        ["2021-05-06T09:00"],
    ),
    (
        (
            "Chapter 13 Plan. Confirmation hearing to be held on 5/6/2021 at 09:00 AM. Objections to Plan due by "
            "4/29/2021."
        ),
        ["2021-05-06T09:00", "due 2021-04-29"],
    ),
    (
        (
            "Order to Show Cause why case should not be dismissed. Show Cause hearing to be held on 5/6/2021 at "
            "09:00 AM. Response due 4/29/2021."
        ),
        ["2021-05-06T09:00", "due 2021-04-29"],
    ),
    ("Notice of Hearing to Consider Dismissal. Hearing on 5/6/2021 at 09:00 AM at Courtroom C.", ["2021-05-06T09:00"]),
    (
        (
            "Set Hearing (RE: related document(s) 12). Hearing to be held on 5/6/2021 at 09:00 AM Courtroom C for"
            " 12 , (ab)"
        ),
        ["2021-05-06T09:00"],
    ),
    (
        (
            "NOTICE OF RESET HEARING as to Lon Dax: Plea Hearing reset to 5/6/2021 at 11:00 AM (previously set "
            "for 3/4/2021)."
        ),
        ["2021-05-06T11:00"],
    ),
    (
        ("ORDER REGARDING TRIAL as to Lon Dax. Voir dire to begin at 9:00 a.m. on 5/6/2021. Plea deadline 4/20/2021."),
        ["2021-05-06T09:00", "due 2021-04-20"],
    ),
    (
        "Order as to Lon Dax: Jury trial is RESCHEDULED for 9:00 AM, 5/6/2021. Motions due 4/1/2021.",
        ["2021-05-06T09:00", "due 2021-04-01"],
    ),
    (
        (
            "Set/Reset Deadlines as to Lon Dax: Jury Instructions due 4/20/2021; Jury Selection set for 5/6/2021 "
            "at 9:00 AM."
        ),
        ["2021-05-06T09:00", "due 2021-04-20"],
    ),
    (
        ("Case unsealed. Initial appearance set for 3/4/2021 at 1:30 PM before Magistrate Judge Oaks as to Lon Dax."),
        ["2021-03-04T13:30"],
    ),
    ("Supervised release revocation: final hearing set 3/4/2021 @ 10:00 AM.", ["2021-03-04T10:00"]),
    (
        "Oral argument calendared for Thursday, 5/6/2021. Acknowledgment form due 4/1/2021.",
        ["2021-05-06", "due 2021-04-01"],
    ),
    (
        (
            "NOTICE OF SETTING: Jury Selection and Trial set for August 2, 2022 at 8:30 A.M. in Courtroom 1, "
            "Jackson, before Judge Ivy Stone."
        ),
        ["2022-08-02T08:30"],
    ),
    (
        (
            "Initial Status Conference via Zoom set for 8/10/2022 at 01:30 PM. Chapter 11 status report due 7 "
            "days before."
        ),
        ["2022-08-10T13:30"],
    ),
    (
        (
            "SCHEDULING ORDER signed by Judge Frey: All fact discovery to be completed by 8/11/2022; expert "
            "discovery to be completed by 11/11/2022; settlement conference 12/5/2022 at 10:00 AM."
        ),
        ["2022-12-05T10:00", "due 2022-08-11", "due 2022-11-11"],
    ),
    (
        (
            "Notice of Rescheduled Hearing (RE: related document(s) 9 Motion to Extend Stay). Hearing to be held "
            "on 8/16/2022 at 11:00 AM by telephone."
        ),
        ["2022-08-16T11:00"],
    ),
    (
        (
            "ORDER denying without prejudice 40 Motion to Vacate Trial Date. Trial shall proceed on August 22, "
            "2022 as scheduled."
        ),
        ["2022-08-22"],
    ),
    (
        (
            "NOTICE of Hearing as to Max Quill: Violation hearing set for 8/24/2022 at 9:45 AM in Room 220 before"
            " Judge Stone."
        ),
        ["2022-08-24T09:45"],
    ),
    (
        (
            "Order to appear and show cause. Debtor shall appear on September 19, 2022 at 9:00 a.m. and show "
            "cause why the case should not be dismissed."
        ),
        ["2022-09-19T09:00"],
    ),
    ("Meeting of creditors continued to 9/20/2022 at 08:30 AM via Zoom - Trustee Park.", ["2022-09-20T08:30"]),
    ("ORDER: Bond hearing reset as to Max Quill to September 28, 2022 @ 2:15 PM.", ["2022-09-28T14:15"]),
    (
        (
            "CLERK'S NOTICE: Hearing on September 29, 2022 at 10:00 AM will be held in Courtroom 7 instead of "
            "Courtroom 4."
        ),
        ["2022-09-29T10:00"],
    ),
    (
        (
            "PAPERLESS ORDER. Calendar call, set for October 4, 2022, shall be held via Zoom. Trial remains set "
            "for the two-week trial period commencing October 10, 2022."
        ),
        ["2022-10-04", "2022-10-10"],
    ),
    (
        "Sentencing as to Max Quill adjourned to 10/5/2022 at 10:30 AM. PSR objections due 9/14/2022.",
        ["2022-10-05T10:30", "due 2022-09-14"],
    ),
    (
        (
            "ORDER ON MOTION: Hearing on plaintiffs' motion for class certification shall be held on October 7, "
            "2022, commencing at 9:30 a.m."
        ),
        ["2022-10-07T09:30"],
    ),
    ("DISTRIBUTED for Conference of October 7, 2022.", ["2022-10-07"]),
    (
        (
            "Emergency Motion to Use Cash Collateral Filed by Birch Holdings (Vance, Lee) Hearing scheduled "
            "10/14/2022 at 01:30 PM at Courtroom 5B. Objections due by 10/12/2022."
        ),
        ["2022-10-14T13:30", "due 2022-10-12"],
    ),
    (
        (
            "Adversary case 22-02011. Complaint by Oak against Elm. Status conference to be held on 10/17/2022 at"
            " 9:30 AM."
        ),
        ["2022-10-17T09:30"],
    ),
    (
        (
            "MINUTE ENTRY before the Honorable Iris Bell: By agreement, in-person hearing set for 10/19/2022 is "
            "converted to a video hearing. Time stands."
        ),
        ["2022-10-19"],
    ),
    (
        (
            "ORDER: the parties are to appear for oral argument at 2:30 p.m. on Friday, October 21, 2022 in "
            "Courtroom 23B."
        ),
        ["2022-10-21T14:30"],
    ),
    (
        (
            "ORDER Approving Stipulation: plaintiff's opposition due 10/26/2022, reply due 11/2/2022, and hearing"
            " on motion continued to 11/16/2022 at 10:00 AM."
        ),
        ["2022-11-16T10:00", "due 2022-10-26", "due 2022-11-02"],
    ),
    (
        "REVISED NOTICE of Electronic Hearing: 11/4/2022 at 2:00 PM via CourtCall on related docs 12, 14.",
        ["2022-11-04T14:00"],
    ),
]


CALLED_OFF = [
    (
        "ORDER: At the request of counsel, the 11/1/2021 status conference is moved to 11/8/2021 at 10:00 a.m.",
        ["2021-11-08T10:00", "off 2021-11-01"],
    ),
    (
        (
            "ORDER granting 12 Motion to Continue. The hearing now set for 11/1/2021 is CONTINUED to 11/8/2021 at"
            " 10:00 a.m."
        ),
        ["2021-11-08T10:00", "off 2021-11-01"],
    ),
    (
        (
            "ORDER: Pursuant to the stipulation, the case management conference is continued from November 1, "
            "2021 at 1:30 p.m. to November 8, 2021 at 1:30 p.m."
        ),
        ["2021-11-08T13:30", "off 2021-11-01"],
    ),
    (
        (
            "CLERK'S NOTICE RESCHEDULING CASE MANAGEMENT CONFERENCE: Case Management Conference previously set "
            "for 11/1/2021 has been rescheduled for 11/8/2021 at 1:30 PM."
        ),
        ["2021-11-08T13:30", "off 2021-11-01"],
    ),
    (
        (
            "ORDER: Due to the Court's unavailability, the hearing scheduled for November 1, 2021, will now take "
            "place on November 8, 2021, at 10:00 a.m."
        ),
        ["2021-11-08T10:00", "off 2021-11-01"],
    ),
    (
        (
            "NOTICE of Change of Hearing Date: the hearing currently scheduled for November 1, 2021, has been "
            "changed to November 8, 2021."
        ),
        ["2021-11-08", "off 2021-11-01"],
    ),
    ("Hearing Continued from 11/1/2021 to 11/8/2021 at 10:00 AM re 12 Motion.", ["2021-11-08T10:00", "off 2021-11-01"]),
    (
        (
            "ORDER: trial set for November 1, 2021 is continued to January 10, 2022 at 9:00 a.m. Pretrial "
            "conference reset from October 18, 2021 to December 20, 2021 at 9:00 a.m."
        ),
        ["2021-12-20T09:00", "2022-01-10T09:00", "off 2021-11-01", "off 2021-10-18"],
    ),
    (
        "ORDER: So ordered. Conference adjourned from 11/1/2021 at 10:00 AM until 11/8/2021 at 2:30 PM.",
        ["2021-11-08T14:30", "off 2021-11-01"],
    ),
    (
        "ORDER advancing hearing. The hearing set for 11/8/2021 is advanced to 11/1/2021 at 9:00 AM.",
        ["2021-11-01T09:00", "off 2021-11-08"],
    ),
    (
        (
            "ORDER: The trial date of November 1, 2021 and the final pretrial conference of October 18, 2021 are "
            "hereby VACATED."
        ),
        ["off 2021-11-01", "off 2021-10-18"],
    ),
    (
        (
            "ORDER: the Court vacates the hearing on Defendants' motion to dismiss, currently set for November 1,"
            " 2021, at 10:00 a.m."
        ),
        ["off 2021-11-01"],
    ),
    (
        (
            "ORDER: the Court finds this motion suitable for disposition without oral argument and VACATES the "
            "November 1, 2021 hearing."
        ),
        ["off 2021-11-01"],
    ),
    ("ORDER: The Court hereby takes the November 1, 2021 hearing off calendar.", ["off 2021-11-01"]),
    ("ORDER: The Court STRIKES the November 1, 2021 hearing from its calendar.", ["off 2021-11-01"]),
    ("ORDER: the hearing on November 1, 2021 will not go forward.", ["off 2021-11-01"]),
    ("ORDER: The hearing set for 11/1/2021 at 9:30 a.m. before Judge A. Poe is hereby cancelled.", ["off 2021-11-01"]),
    (
        "ORDER: The conference noticed for November 1, 2021, is unnecessary and is therefore canceled.",
        ["off 2021-11-01"],
    ),
    ("The 11/1/2021 status conference is off calendar in light of the dismissal.", ["off 2021-11-01"]),
    ("NOTICE: Hearing set for 11/1/2021 *CANCELLED*.", ["off 2021-11-01"]),
    ("Set/Reset Hearings: Hearing for 11/1/2021 is removed from the calendar.", ["off 2021-11-01"]),
    ("ORDER: Rule 16 conference set for 11/1/2021 is cancelled, and the case is dismissed.", ["off 2021-11-01"]),
    (
        ("ORDER granting motion to vacate trial date. The November 1, 2021 jury trial is vacated and will be reset."),
        ["off 2021-11-01"],
    ),
    (
        "NOTICE OF HEARING CANCELLATION: Status Conference previously scheduled for 11/1/2021 at 10:00 AM.",
        ["off 2021-11-01"],
    ),
    (
        (
            "ORDER granting Motion to Continue as to Lon Dax. Trial previously scheduled for 3/4/2021 is RESET "
            "for the trial term beginning 5/6/2021."
        ),
        ["2021-05-06", "off 2021-03-04"],
    ),
    (
        (
            "ORDER: Sentencing hearing in this matter, currently set for 3/4/2021 at 9:00 AM, is continued until "
            "5/6/2021 at 9:00 AM in Courtroom 2."
        ),
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    (
        "Sentencing hearing as to Lon Dax continued from 3/4/2021 to 5/6/2021 at 9:00 AM per the stipulation.",
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    (
        "ORDER TO CONTINUE JURY TRIAL as to Lon Dax from March 4, 2021 to May 6, 2021 at 9:00 a.m.",
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    ("ORDER RESETTING TRIAL DATE from 3/4/2021 to 5/6/2021", ["2021-05-06", "off 2021-03-04"]),
    (
        (
            "ORDER on stipulation to continue trial: trial date of March 4, 2021 vacated; new trial date May 6, "
            "2021 at 9 a.m."
        ),
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    (
        "ORDER granting continuance: Trial set for 3/4/2021 cont'd to 5/6/2021 at 9:00 AM",
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    (
        "Order Adjourning Hearing of February 11, 2021 to March 4, 2021 at 10:00 a.m.",
        ["2021-03-04T10:00", "off 2021-02-11"],
    ),
    ("Hearing on 3/4/2021 at 10 AM has been continued to 4/8/2021 at 10 AM.", ["2021-04-08T10:00", "off 2021-03-04"]),
    ("Hearing scheduled for 3/4/2021 cancelled due to order entered.", ["off 2021-03-04"]),
    ("ORDER: The Court will not hold oral argument on March 4, 2021.", ["off 2021-03-04"]),
    ("Pursuant to the parties' joint letter, the teleconference on March 4 is CANCELLED.", ["off: hearing"]),
    ("ORDER: the initial conference scheduled for tomorrow, March 4, 2021, is adjourned.", ["off 2021-03-04"]),
    (
        (
            "ORDER: In light of the parties' letter, the conference scheduled for May 3, 2021 is adjourned sine "
            "die. SO ORDERED."
        ),
        ["off 2021-05-03"],
    ),
    (
        ("ELECTRONIC ORDER: The hearing set for July 8, 2021 is canceled and will be rescheduled by separate order."),
        ["off 2021-07-08"],
    ),
    (
        (
            "ORDER VACATING HEARING. The motion hearing noticed for 7/22/2021 is hereby vacated. The matter is "
            "taken under submission without oral argument pursuant to Civil L.R. 7-1(b)."
        ),
        ["off 2021-07-22"],
    ),
    ("NOTICE OF CANCELLATION of Hearing: Settlement Conference set for 9/28/2021 is CANCELLED.", ["off 2021-09-28"]),
    ("***Deadlines terminated. Status Conference set for 10/4/2021 canceled.", ["off 2021-10-04"]),
    (
        "ORDER THAT THE HEARING SCHEDULED FOR 6/7/21 IS CONTINUED TO 7/12/21 AT 9:30 A.M. IN COURTROOM 3A.",
        ["2021-07-12T09:30", "off 2021-06-07"],
    ),
    (
        (
            "ORAL ORDER: IT IS HEREBY ORDERED that the teleconference scheduled for 4/23/2021 at 4:30 PM is "
            "CANCELLED. ORDERED by Judge Fitz Bell on 4/22/2021."
        ),
        ["off 2021-04-23"],
    ),
    (
        (
            "PAPERLESS ORDER: The settlement conference currently scheduled for April 26, 2021 is POSTPONED. "
            "Counsel to propose new dates."
        ),
        ["off 2021-04-26"],
    ),
    (
        "ORDER: The hearing previously set for 8/10/2021 is advanced to 8/3/2021 at 1:30 p.m.",
        ["2021-08-03T13:30", "off 2021-08-10"],
    ),
    (
        (
            "ORDER AS TO LON DAX (1) THAT THE SENTENCING SCHEDULED FOR 8/3/2021 IS RESCHEDULED TO 9/21/2021 AT "
            "11:00 A.M."
        ),
        ["2021-09-21T11:00", "off 2021-08-03"],
    ),
    ("NOTICE CANCELLING HEARING as to Lon Dax: Sentencing set for 8/23/2021 cancelled.", ["off 2021-08-23"]),
    (
        (
            "Notice of Rescheduled Meeting of Creditors. 341(a) meeting rescheduled from 3/16/2021 to 4/20/2021 "
            "at 10:00 AM."
        ),
        ["2021-04-20T10:00", "off 2021-03-16"],
    ),
    (
        (
            "Hearing Rescheduled Telephonically re: 33 Motion. Hearing rescheduled from 6/1/2021. Hearing to be "
            "held on 6/15/2021 at 11:00 AM."
        ),
        ["2021-06-15T11:00", "off 2021-06-01"],
    ),
    (
        "Notice of Hearing (Continued from 3/4/2021). Hearing scheduled for 5/6/2021 at 10:00 AM.",
        ["2021-05-06T10:00", "off 2021-03-04"],
    ),
    (
        "ORAL ORDER by Judge Birch as to Lon Dax: Sentencing continued from 3/4/2021 to 5/6/2021 at 10:00 AM.",
        ["2021-05-06T10:00", "off 2021-03-04"],
    ),
    (
        (
            "Minute Entry: Status hearing as to Lon Dax set for 3/4/2021 is vacated by agreement and continued to"
            " 5/6/2021 at 9:30 AM. Time is excluded."
        ),
        ["2021-05-06T09:30", "off 2021-03-04"],
    ),
    ("Trial set for 3/4/2021 before Judge Birch is VACATED as to Lon Dax in view of plea.", ["off 2021-03-04"]),
    (
        (
            "MINUTE ORDER as to Lon Dax: The jury trial previously scheduled for March 4, 2021, and the trial "
            "readiness conference scheduled for February 25, 2021, are hereby vacated."
        ),
        ["off 2021-03-04", "off 2021-02-25"],
    ),
    (
        (
            "STIPULATION AND ORDER signed by Judge Moor: The status conference set for 3/4/2021 is vacated and "
            "CONTINUED to 5/6/2021, at 9:00 AM. Time excluded under Local Code T4."
        ),
        ["2021-05-06T09:00", "off 2021-03-04"],
    ),
    ("Argument rescheduled from May 6, 2021 to May 13, 2021.", ["2021-05-13", "off 2021-05-06"]),
    (
        (
            "TEXT ORDER: Due to a scheduling conflict, the telephonic status conference set for 8/3/2022 is moved"
            " up to 8/2/2022 at 4:00 PM. Dial-in information is unchanged."
        ),
        ["2022-08-02T16:00", "off 2022-08-03"],
    ),
    (
        (
            "ORDER: Plaintiff's counsel having advised the Court of a death in the family, the hearing of August "
            "4, 2022 is postponed until further notice."
        ),
        ["off 2022-08-04"],
    ),
    (
        (
            "ORDER: The Final Revocation Hearing as to Max Quill is hereby CONTINUED from Wednesday, August 24, "
            "2022 at 9:45 a.m. to Thursday, September 8, 2022 at 3:00 p.m."
        ),
        ["2022-09-08T15:00", "off 2022-08-24"],
    ),
    (
        (
            "ORDER: Oral argument, previously scheduled for September 13, 2022, is removed from the calendar "
            "pending settlement discussions."
        ),
        ["off 2022-09-13"],
    ),
    (
        (
            "MINUTE ORDER. The video status conference set for 9/14/2022 at 10:30 AM is VACATED and RE-SET for "
            "9/28/2022 at 10:30 AM. Parties to file a joint status report by 9/21/2022. (rm)"
        ),
        ["2022-09-28T10:30", "due 2022-09-21", "off 2022-09-14"],
    ),
    (
        (
            "ORDER: The show-cause hearing currently noticed for September 15, 2022 is taken off calendar, "
            "plaintiff having responded."
        ),
        ["off 2022-09-15"],
    ),
    (
        "NOTICE that the conference scheduled for 10/3/2022 at 11:00 AM has been cancelled per chambers.",
        ["off 2022-10-03"],
    ),
    ("ORDER: Appearances at the October 6, 2022 status hearing are not required; hearing vacated.", ["off 2022-10-06"]),
    (
        (
            "ORDER: After review of the joint letter, the pre-motion conference set for October 20, 2022 is no "
            "longer necessary and is CANCELLED."
        ),
        ["off 2022-10-20"],
    ),
    (
        "Case Reassigned to Judge Ott. The scheduling conference set for 10/24/2022 before Judge Frey is vacated.",
        ["off 2022-10-24"],
    ),
    ("ORDER: jury trial set for October 31, 2022 is CONTINUED to a date to be determined.", ["off 2022-10-31"]),
]


HELD = [
    (
        "MINUTES: before Judge Moor; status conference held on 3/4/02; continued to 4/5/02 at 9:00 for Lon Dax",
        ["2002-04-05T09:00", "held 2002-03-04"],
    ),
    (
        (
            "MINUTE entry before Judge Flax as to Lon Dax: Status hearing held. Next status set for 3/4/2021 at "
            "9:15 a.m. Time excluded."
        ),
        ["2021-03-04T09:15", "held that day"],
    ),
    (
        "MINUTES as to Lon Dax: Change of plea held. Next appearance: 3/4/2021 at 9:30 AM.",
        ["2021-03-04T09:30", "held that day"],
    ),
    (
        "Minute Entry: Status conference held. Next court date 3/4/2021 at 9:30 AM.",
        ["2021-03-04T09:30", "held that day"],
    ),
    (
        (
            "Minute Entry: Initial appearance as to Lon Dax held on 2/1/2021. Case continued to 3/4/2021 at 9 AM "
            "for change of plea."
        ),
        ["2021-03-04T09:00", "held 2021-02-01"],
    ),
    (
        (
            "Minute Entry: Initial appearance as to Lon Dax held on 2/1/2021. Defendant to return 3/4/2021 at "
            "10:00 AM for detention hearing."
        ),
        ["2021-03-04T10:00", "held 2021-02-01"],
    ),
    (
        "Minute Entry: Status conference held on 2/1/2021. Matter continued until 3/4/2021 at 1:30 PM.",
        ["2021-03-04T13:30", "held 2021-02-01"],
    ),
    (
        "Minute Entry: Status conference held on 2/1/2021. Adjourned to 3/4/2021 at 10:00 AM for sentencing.",
        ["2021-03-04T10:00", "held 2021-02-01"],
    ),
    ("Adjourned to 3/4/21 @ 10:00 am. Hearing held.", ["2021-03-04T10:00", "held that day"]),
    (
        (
            "Minute Entry for proceedings held before Magistrate Judge Ola Berg: Initial Pretrial Conference held"
            " on 3/16/2021. (kl)"
        ),
        ["held 2021-03-16"],
    ),
    (
        (
            "Minute Entry for proceedings held before Magistrate Judge Cy Dale: Status Conference held on "
            "3/25/2021.(Time Start: 2:00 PM, Time End: 2:40 PM, Room 8.400.)"
        ),
        ["held 2021-03-25"],
    ),
    (
        (
            "Minute Entry for proceedings held before Judge Mia Pratt: Oral Argument held on 4/8/2021. The Court "
            "took the motion under advisement. (Court Reporter Al Pin.)"
        ),
        ["held 2021-04-08"],
    ),
    (
        (
            "Minute Entry for proceedings held before Magistrate Judge Stan Crow: Telephone Preliminary Pretrial "
            "Conference held on 5/4/2021 [:10] (arw)"
        ),
        ["held 2021-05-04"],
    ),
    (
        (
            "Minute Entry for proceedings before Magistrate Judge Kit Oaks: Show Cause Hearing held on 6/14/2021."
            " Plaintiff failed to appear."
        ),
        ["held 2021-06-14"],
    ),
    (
        "CIVIL MINUTES - GENERAL: MOTION FOR PRELIMINARY INJUNCTION HELD BEFORE JUDGE OLGA PENN ON JUNE 21, 2021.",
        ["held 2021-06-21"],
    ),
    ("SENTENCING held on 8/23/2021 for Lon Dax (1), Count(s) 1, 60 months custody.", ["held 2021-08-23"]),
    ("Minute Entry for proceedings held before Judge Una Birch: Sentencing held as to Lon Dax.", ["held that day"]),
    (
        "Minute Entry: Jury Trial as to Lon Dax held on 6/21/2021. Jury trial continued to 6/22/2021 at 8:30 AM.",
        ["2021-06-22T08:30", "held 2021-06-21"],
    ),
    ("Hearing Held (BK Other) (RE: related document(s) 15 Motion for Relief From Stay). Granted.", ["held that day"]),
    ("ORAL ARGUMENT HELD before Judges Poe, Roe and Vale.", ["held that day"]),
    ("Hearing (Bk Motion) Held. Motion granted. (related document(s) 12)", ["held that day"]),
    ("Hearing Conducted on 12 Motion for Relief. Granted; order to be submitted by movant.", ["held that day"]),
    ("Matter heard and taken under advisement (RE: related document(s) 12 Motion).", ["held that day"]),
    ("Hearing Concluded. Plan confirmed. (related document(s) 12)", ["held that day"]),
    ("Confirmation Hearing Held; plan confirmed; order to be submitted by trustee.", ["held that day"]),
    ("Confirmation Hearing Held. Plan Confirmed as modified.", ["held that day"]),
    (
        "Trial Held on Complaint. Matter taken under advisement. Post-trial briefs due 5/3/2021.",
        ["due 2021-05-03", "held that day"],
    ),
    ("Evidentiary Hearing Held. Exhibits admitted. (RE: 12)", ["held that day"]),
    ("Hearing Held 3/4/2021 (RE: related document(s) 12). Appearances: Ed Loft.", ["held 2021-03-04"]),
    ("Hearing held on Thursday, March 4, 2021 at 10:00 a.m. Order to follow.", ["held 2021-03-04"]),
    ("Status Conference Held and Continued to 5/6/2021 at 10:00 AM.", ["2021-05-06T10:00", "held that day"]),
    (
        "Pretrial conference held. Trial set for 5/6/2021 at 10:00 AM in Courtroom 2.",
        ["2021-05-06T10:00", "held that day"],
    ),
    (
        (
            "Minute Entry re: (related document(s): 12 Motion). Appearances: Ed Loft for Debtor. Motion Granted. "
            "Order to be submitted."
        ),
        ["held that day"],
    ),
    (
        "PDF with attached Audio File. Court Date & Time [ 3/4/2021 10:01:20 AM ]. File Size [ 5012 KB ].",
        ["held 2021-03-04"],
    ),
    ("Audio Recording of hearing held on 3/4/2021. (related document 12)", ["held 2021-03-04"]),
    (
        (
            "Transcript regarding Hearing Held 3/4/2021 RE: Motion to Sell. Remote electronic access restricted "
            "until 6/2/2021."
        ),
        ["held 2021-03-04"],
    ),
    ("Hearing Held - Matter Resolved (related document(s) 12).", ["held that day"]),
    ("Hearing held, matter settled on the record; order due 4/5/2021.", ["due 2021-04-05", "held that day"]),
    ("Disposition: Hearing held; Granted. (Related Doc 12)", ["held that day"]),
    ("Show Cause Hearing Held. Order to show cause discharged.", ["held that day"]),
    ("Reaffirmation hearing held. Agreement approved.", ["held that day"]),
    ("Order Granting Motion (Related Doc # 12). After notice and hearing held on March 4, 2021.", ["held 2021-03-04"]),
    (
        (
            "Minute Entry for proceedings held before Magistrate Judge Oaks: Initial Appearance as to Lon Dax "
            "held on 3/4/2021, Arraignment as to Lon Dax (1) held on 3/4/2021. Trial set for 5/6/2021."
        ),
        ["2021-05-06", "held 2021-03-04"],
    ),
    (
        (
            "Minute Entry for proceedings before Judge Birch as to Lon Dax: Motion to suppress hearing held. "
            "Witnesses sworn. Continued to 5/6/2021 at 10 AM."
        ),
        ["2021-05-06T10:00", "held that day"],
    ),
    ("Arrest of Lon Dax in Northern District of Ohio. Rule 5 hearing held on 3/4/2021.", ["held 2021-03-04"]),
    ("Magistrate's minutes: DETENTION HEARING held 3/4/21. Deft detained. FTR: 10:00-10:30.", ["held 2021-03-04"]),
    ("CRIMINAL MINUTES - Sentencing. Defendant sentenced to 24 months. Court Reporter: Al Pin.", ["held that day"]),
    ("CR Proceedings before Judge Birch: Status conference held. Defendant present on bond.", ["held that day"]),
    (
        (
            "MINUTES for proceedings held before Judge Orne: Show Cause hearing. Court heard argument; injunction"
            " denied."
        ),
        ["held that day"],
    ),
    (
        "Minute Entry for Telephone Conference held before Judge Orne on 3/4/2021; discovery dispute resolved.",
        ["held 2021-03-04"],
    ),
    ("Telephonic Rule 16 Conference conducted on March 4, 2021 by Magistrate Judge Oaks.", ["held 2021-03-04"]),
    (
        (
            "The Court held a telephonic conference with counsel on March 4, 2021. By March 18, 2021, plaintiff "
            "shall produce documents."
        ),
        ["due 2021-03-18", "held 2021-03-04"],
    ),
    ("Settlement Conference held on 3/4/2021 before Magistrate Judge Oaks. Case settled.", ["held 2021-03-04"]),
    ("Minute Entry: Bench Trial - Day 2 held 3/4/2021. Evidence concluded.", ["held 2021-03-04"]),
    (
        (
            "Minute Entry for proceedings held before Judge Vale: Bench Trial Day 3, held 3/4/2021; trial to "
            "continue 3/5/2021 at 8:30 AM."
        ),
        ["2021-03-05T08:30", "held 2021-03-04"],
    ),
    ("Jury Trial (Day 5) - Jury Deliberations held on 3/4/2021. Verdict returned.", ["held 2021-03-04"]),
    ("Minute Entry for proceedings held before Judge Vale: Charging Conference held on 3/4/2021.", ["held 2021-03-04"]),
    (
        "MINUTE ENTRY from proceedings held on 3/4/2021 before Judge Vale: Oral argument on 12 heard.",
        ["held 2021-03-04"],
    ),
    ("Civil Jury Trial began 3/4/2021; continued to 3/5/2021 at 9:00 AM.", ["2021-03-05T09:00", "held 2021-03-04"]),
    ("Zoom hearing held this date re motion to compel. Order to follow.", ["held that day"]),
    ("Pretrial conference held this day before Judge Vale.", ["held that day"]),
    ("Motion hearing held today on 12.", ["held that day"]),
    (
        "Clerk's minutes: Telephonic status conference. Time: 9:00-9:20. Present for plaintiff: Ed Loft.",
        ["held that day"],
    ),
    (
        (
            "Proceedings held before Judge Vale: Final Pretrial Conference. Rulings on motions in limine as "
            "stated on the record."
        ),
        ["held that day"],
    ),
    ("Oral argument held. Panel: Poe, Roe, Vale. Arguing: Ed Loft for Appellant.", ["held that day"]),
    ("CASE ARGUED before Judges Poe, Roe and Vale by Ed Loft for appellant.", ["held that day"]),
    ("CASE, before POE, ROE, VALE, C.JJ., HEARD.[3012345]", ["held that day"]),
    ("Case argued by Ed Loft for Appellant Acme LLC and Ann Key for Appellee. Panel: Poe, Roe.", ["held that day"]),
    ("ORAL ARGUMENT heard by video conference on 3/4/2021.", ["held 2021-03-04"]),
    (
        (
            "Hearing re 55 Motion to Approve Compromise was held on 08/05/2022 before Judge Ott. Motion approved;"
            " order to be uploaded within 7 days."
        ),
        ["held 2022-08-05"],
    ),
    (
        (
            "MINUTES of Detention Hearing as to Max Quill before Magistrate Judge Ames held 8/9/2022. Preliminary"
            " hearing waived. Defendant detained."
        ),
        ["held 2022-08-09"],
    ),
    (
        (
            "ENTRY FOR STATUS CONFERENCE held August 15, 2022 before Magistrate Judge Lark. Settlement conference"
            " to be set by separate order."
        ),
        ["held 2022-08-15"],
    ),
    (
        (
            "Notice of Filing of Official Transcript of motion hearing held on September 22, 2022 before Judge "
            "Frey. Court Reporter: L. Dow, 555-0100."
        ),
        ["held 2022-09-22"],
    ),
    (
        (
            "Minute entry: Telephonic hearing on discovery dispute held; defendant to produce logs by 9/26/2022; "
            "further hearing 10/10/2022 at 3:30 PM."
        ),
        ["2022-10-10T15:30", "due 2022-09-26", "held that day"],
    ),
    (
        "Evidentiary Hearing continued and concluded on 9/30/2022. Closing briefs due 10/14/2022.",
        ["due 2022-10-14", "held 2022-09-30"],
    ),
    ("Argued. For petitioners: Lee Vance, Boise, Idaho. VIDED.", ["held that day"]),
    (
        (
            "MINUTE ENTRY before the Honorable Iris Bell: Settlement conference held and concluded on 10/18/2022."
            " Parties reached agreement. Dismissal papers due by 11/17/2022. All other dates stricken."
        ),
        ["due 2022-11-17", "held 2022-10-18", "off: all"],
    ),
    (
        "In-Court Hearing held 11/1/2022: plea colloquy; plea accepted. Sentencing January 30, 2023 at 11:00 AM.",
        ["2023-01-30T11:00", "held 2022-11-01"],
    ),
    (
        "Proceedings Before Judge Frey: Jury Trial (day seven) held on 11/7/2022. Jury charged and deliberating.",
        ["held 2022-11-07"],
    ),
]


DUE = [
    ("REFERRAL to mediation; mediation to be completed by 11/12/2021.", ["due 2021-11-12"]),
    ("ORDER: Defendants must answer or otherwise plead by November 1, 2021.", ["due 2021-11-01"]),
    (
        (
            "SCHEDULING ORDER: The parties shall exchange initial disclosures no later than 11/1/2021. Motions to"
            " amend pleadings shall be filed by 12/1/2021. All discovery shall close on 4/1/2022."
        ),
        ["due 2021-11-01", "due 2021-12-01", "due 2022-04-01"],
    ),
    (
        (
            "ORDER: Plaintiff has until November 1, 2021, to file an amended complaint. Failure to do so will "
            "result in dismissal."
        ),
        ["due 2021-11-01"],
    ),
    ("ORDER: Objections to the report and recommendation are due by 11/1/2021.", ["due 2021-11-01"]),
    ("REPORT AND RECOMMENDATION re 12 Motion. Objections to R&R due by 11/1/2021.", ["due 2021-11-01"]),
    (
        ("ORDER: The deadline for filing dispositive motions is CONTINUED from October 1, 2021 to November 1, 2021."),
        ["due 2021-11-01"],
    ),
    (
        ("ORDER: Supplemental briefing, not to exceed 5 pages, shall be submitted by 5:00 p.m. on November 1, 2021."),
        ["due 2021-11-01"],
    ),
    (
        "ORDER: Plaintiff's response shall be filed and served no later than noon on November 1, 2021.",
        ["due 2021-11-01"],
    ),
    ("ORDER: Plaintiff shall respond within fourteen days, on or before November 1, 2021.", ["due 2021-11-01"]),
    ("ORDER: If plaintiff wishes to oppose, he must do so by November 1, 2021.", ["due 2021-11-01"]),
    ("Motion for Summary Judgment by Acme LLC. Responses due by 11/1/2021", ["due 2021-11-01"]),
    (
        (
            "Reset Scheduling Order Deadlines: Discovery due by 11/1/2021. Motions due by 12/1/2021. Joint "
            "Pretrial Order due by 1/10/2022."
        ),
        ["due 2021-11-01", "due 2021-12-01", "due 2022-01-10"],
    ),
    (
        "ORDER: Discovery cutoff is November 1, 2021; motion cutoff is December 1, 2021.",
        ["due 2021-11-01", "due 2021-12-01"],
    ),
    (
        ("ORDER: Discovery shall be completed by November 1, 2021 and dispositive motions filed by December 1, 2021."),
        ["due 2021-11-01", "due 2021-12-01"],
    ),
    ("ORDER GRANTING EXTENSION: Answer deadline extended to 11/1/2021 for Acme LLC.", ["due 2021-11-01"]),
    ("ORDER: Defendants' deadline to answer is November 1, 2021.", ["due 2021-11-01"]),
    (
        (
            "ORDER: opening brief: 11/1/2021; response brief: 12/1/2021; reply brief: 12/15/2021. Briefing "
            "schedule so ordered."
        ),
        ["due 2021-11-01", "due 2021-12-01", "due 2021-12-15"],
    ),
    ("NOTICE of Deficiency. Corrected document due 11/1/2021.", ["due 2021-11-01"]),
    ("USCA Appeal: Record on Appeal due by 11/1/2021.", ["due 2021-11-01"]),
    ("Filing fee due 11/1/2021.", ["due 2021-11-01"]),
    (
        (
            "ORDER: The government shall file its response to the 2255 motion by November 1, 2021; petitioner may"
            " reply by December 1, 2021."
        ),
        ["due 2021-11-01", "due 2021-12-01"],
    ),
    (
        "ORDER: The parties shall have up to and including November 1, 2021 within which to complete discovery.",
        ["due 2021-11-01"],
    ),
    ("ORDER: time to serve is enlarged to November 1, 2021.", ["due 2021-11-01"]),
    ("MOTION for Hearing by Acme LLC. Responses due 3/4/2021.", ["due 2021-03-04"]),
    ("Order Setting Last Day to File Claims. Proofs of Claims due by 3/4/2021.", ["due 2021-03-04"]),
    ("Bar date: 3/4/2021", ["due 2021-03-04"]),
    (
        "ORDER: Exhibits for the March 4, 2021 hearing shall be delivered to chambers by March 1, 2021.",
        ["due 2021-03-01"],
    ),
    (
        ("WAIVER OF SERVICE Returned Executed by Ruth Abel. Acme LLC waiver sent on 5/14/2021, answer due 7/13/2021."),
        ["due 2021-07-13"],
    ),
    ("Notice of Opportunity for Hearing. Objections due by 8/18/2021.", ["due 2021-08-18"]),
    ("Last day to oppose discharge or dischargeability is 5/17/2021.", ["due 2021-05-17"]),
    ("Order filed by Clerk extending time. Appellant's brief now due 08/16/2021.", ["due 2021-08-16"]),
    ("Briefing Notice issued. The appellant's brief is due on or before 08/17/2021.", ["due 2021-08-17"]),
    ("Petition for a writ of certiorari filed. (Response due July 6, 2021)", ["due 2021-07-06"]),
    (
        (
            "ORDER. The Government shall respond to the motion for compassionate release on or before August 8, "
            "2022. Any reply is due by August 22, 2022."
        ),
        ["due 2022-08-08", "due 2022-08-22"],
    ),
    (
        "ORDER granting unopposed motion to extend; answer of defendants Elm and Oak is now due August 12, 2022.",
        ["due 2022-08-12"],
    ),
    (
        (
            "USCA scheduling order: Appellant's opening brief and excerpts of record due 08/25/2022. Appellee's "
            "brief due 09/26/2022. Reply 21 days thereafter."
        ),
        ["due 2022-08-25", "due 2022-09-26"],
    ),
    (
        (
            "ORDER granting Extension of Time to File Response/Reply as to 61. Responses due by 9/23/2022; "
            "replies due by 9/30/2022."
        ),
        ["due 2022-09-23", "due 2022-09-30"],
    ),
    (
        (
            "ORDER: Upon consideration of the joint notice, the September 27, 2022 deadline for dispositive "
            "motions is extended to October 27, 2022."
        ),
        ["due 2022-10-27"],
    ),
    (
        "The time to file respondents' briefs on the merits is extended to and including October 11, 2022.",
        ["due 2022-10-11"],
    ),
    ("Brief of respondent due October 12, 2022. Joint appendix filed.", ["due 2022-10-12"]),
    (
        "ORDER: The Clerk is directed to reset the deadline for initial disclosures to October 13, 2022.",
        ["due 2022-10-13"],
    ),
    ("ORDER: Respondent has through November 3, 2022 to supplement the record.", ["due 2022-11-03"]),
]


NOTHING = [
    "DECLARATION of Al Fin re hearing held November 1, 2021.",
    "REPLY in support of motion to vacate the November 1, 2021 hearing.",
    "RESPONSE to motion to continue trial set for November 1, 2021.",
    "MOTION to Vacate the Scheduling Order entered November 1, 2021 by Acme LLC.",
    "STIPULATION to continue hearing from November 1, 2021 to November 8, 2021 filed by Acme LLC.",
    "LETTER from Ed Loft dated November 1, 2021 re conference.",
    "ORDER denying motion to continue filed on November 1, 2021.",
    "JUDGMENT in favor of plaintiff, following trial. Entered November 1, 2021.",
    "Proposed scheduling order: trial November 1, 2021; discovery closes June 1, 2021.",
    "JOINT STATUS REPORT requesting that a conference be set for November 1, 2021.",
    "ORDER: Plaintiff's request that the hearing be continued to November 8, 2021 is DENIED.",
    "AFFIDAVIT of Service of Subpoena for trial on November 1, 2021.",
    "ORDER excluding time from 11/1/2021 through 12/1/2021 under the Speedy Trial Act as to Lon Dax.",
    "Mail returned as undeliverable. Order of November 1, 2021 setting conference.",
    (
        "ORDER: the motion for summary judgment filed November 1, 2021 is stricken for failure to comply with the"
        " hearing requirement."
    ),
    "WITNESS LIST for trial on November 1, 2021 by Acme LLC.",
    "NOTICE of Unavailability of counsel from November 1, 2021 through November 8, 2021.",
    "Inspection of premises set for 3/4/2021 at 10:00 AM.",
    "ORDER: motion is taken under advisement as of 3/4/2021.",
    "MOTION to Set trial for 3/4/2021 by Acme LLC.",
    "ORDER: the parties' request to adjourn the conference scheduled for March 4, 2021 is denied.",
    "Meeting of Creditors Held and Concluded.",
    "REPORT of Rule 26(f) Planning Meeting held on 3/4/2021.",
    "JOINT REPORT regarding parties' conference held on March 4, 2021 under Rule 26.",
    "ORDER. On March 4, 2020, the Administrative Law Judge held a hearing and denied benefits. Affirmed.",
    "MEMORANDUM OPINION: The bankruptcy court held an evidentiary hearing on March 4, 2020.",
    "ORDER: The school board conducted a due process hearing on March 4, 2020.",
    "NOTICE of filing of transcript of deposition; conference of counsel held 3/4/2021.",
    "ADR Report: Mediation session held on 3/4/2021.",
    "ORDER: The Court excuses Ms. Fern from attending the mediation on August 23, 2022.",
    "Certificate of No Objection regarding Motion to Reject Lease. Objection deadline was 10/25/2022 at 4:00 p.m.",
    "DEFENDANT'S MOTION to Continue Sentencing scheduled for October 27, 2022, by Max Quill.",
    "RESPONSE in opposition to request to reschedule hearing from October 28, 2022 to November 4, 2022.",
]


@pytest.mark.parametrize(("text", "days"), SET)
def test_a_day_is_set_or_moved(text: str, days: list[str]) -> None:
    assert list_days(text) == days


@pytest.mark.parametrize(("text", "days"), CALLED_OFF)
def test_a_day_is_called_off(text: str, days: list[str]) -> None:
    assert list_days(text) == days


@pytest.mark.parametrize(("text", "days"), HELD)
def test_a_day_was_held(text: str, days: list[str]) -> None:
    assert list_days(text) == days


@pytest.mark.parametrize(("text", "days"), DUE)
def test_something_is_due(text: str, days: list[str]) -> None:
    assert list_days(text) == days


@pytest.mark.parametrize("text", NOTHING)
def test_no_day_is_read(text: str) -> None:
    assert list_days(text) == []


@pytest.mark.parametrize(
    ("text", "families"),
    [
        ("Notice of Withdrawal of Hearing (Re: 17 Notice of Hearing filed by Tarn Mills LLC)", "hearing"),
        ("Order Vacating Trial Date and Pretrial Conference in Light of Settlement", "trial,pretrial"),
        ("NOTICE of Cancellation of Initial Conference. Parties notified.", "scheduling"),
        ("WAIVER of Preliminary Hearing by Jane Roe", "preliminary"),
        ("WAIVER of Personal Appearance at Arraignment by Jane Roe", ""),
        ("ORDER: The hearing set for tomorrow is cancelled.", "hearing"),
        ("ORDER: The conference scheduled for tomorrow is adjourned sine die.", "hearing"),
        ("ORDER closing case. The calendar call and trial are CANCELLED.", "hearing,trial"),
        ("Minute Entry: Conference held. Jury trial continued; to be reset by separate order.", "trial"),
        ("ORDER: The jury trial is continued to be reset for May 3, 2021.", ""),
    ],
)
def test_hearings_called_off_without_a_day(text: str, families: str) -> None:
    assert read_filing(text).calls_off == families


@pytest.mark.parametrize(
    "text",
    [
        "AMENDED NOTICE OF HEARING as to Jane Roe: Arraignment set for 2/9/2021 at 11:00 AM in Courtroom 4.",
        "Second Amended Notice of Hearing (related document(s)10 Motion to Borrow). Hearing to be held on 2/9/2021.",
        "NOTICE of Resetting. Initial Conference set for 2/9/2021 at 09:00 AM before Judge Voss.",
        "ELECTRONIC NOTICE OF RESCHEDULING as to Jane Roe. Sentencing set for 2/9/2021 at 02:00 PM.",
        "NOTICE OF HEARING ON MOTION re: 10 MOTION to Dismiss Amended to change date. Motion Hearing set for 2/9/2021.",
        "ORDER RESETTING SETTLEMENT CONFERENCE. Settlement conference now set for 2/9/2021 at 1:00 PM.",
        "Notice of Adjournment of Confirmation Hearing to February 9, 2021 at 10:00 AM",
        "MINUTE ORDER: The 1/28/2021 status conference is passed to 2/9/2021 at 1:30 PM.",
        "Letter of Adjournment of Hearing from January 12, 2021 to February 9, 2021 Filed by U.S. Trustee",
    ],
)
def test_a_notice_that_takes_the_place_of_another_moves_the_hearing(text: str) -> None:
    assert [(one.date, one.moves) for one in read_filing(text).hearings] == [(date(2021, 2, 9), True)]


def test_an_order_sets_a_hearing_on_a_motion_that_it_names() -> None:
    (one,) = read_filing("ORDER setting hearing on 5 Motion to Compel for 3/4/2021 at 2:00 p.m. by telephone.").hearings
    assert (one.date, one.about, one.moves) == (date(2021, 3, 4), ("5",), False)
