"""The beginning of a docket text, made alike: courts put judges, defendants, addressees and filers before or into the
title. Called by ``headlines``."""

import re

from rulings.reading.headlines.context import HeadlineContext
from rulings.reading.headlines.sentence_case import is_common
from rulings.reading.headlines.stops import ENTRY
from rulings.reading.text import PreparedText
from rulings.vocabulary.kinds import RULING_KINDS, Kind

_LEADS = re.compile(
    r"^(?:[\W_]*\ue000)?\W*(?:['\u2019]s\s+)?(?:filed\s+(?:\(ecf\)\s*)?)?(?:\ue000\s*(?:['\u2019]s?\s+)?)?",
    re.IGNORECASE,
)
_FILED_IN = re.compile(
    r"^((?:[\w'\u2019-]+ ){0,3}(?:order|judgment|opinion)(?:, en banc)?),? (?:\ue001 )?filed (?:\(without "
    r"memorandum\) )?"
    r"(?=(?-i:for the|for [A-Z]|that|[a-z]+ing)\b)",
    re.IGNORECASE,
)
""" "PER CURIAM JUDGMENT [123] filed (without memorandum) for the reasons in the accompanying opinion"."""
_NUMBER_FIRST = re.compile(
    r"^\W*(?:re:? ?\ue001|mdl no\. \d{2,5}\.)[\s:,-]*(?=[A-Z][a-z\u2019']+ [A-Z])", re.IGNORECASE
)
""" "Re: [Dkt 12] Plaintiff's Opposition", "MDL No. 3456. Conditional Transfer Order"."""
_CHAMBERS = re.compile(r"^\W*in chambers\W*(?:only\W*)?", re.IGNORECASE)
_COMMA = re.compile(
    r"^((?:[\w/-]+ ){0,2}(?:motion|petition|application|notice|response|order))[,;]\s(?=(?:for|to|of|that|granting"
    r"|denying)\b)",
    re.IGNORECASE,
)
_OF_APPEALS = re.compile(
    r"^(?:Appellants?|Appellees?|Petitioners?|Respondents?|Amic(?:us|i) [Cc]uriae|Intervenors?) (?-i:[A-Z]).{2,400}?"
    r"(?=\b(?:Motion|MOTION|Correspondence|Response|Opening Brief|Answering Brief|Reply|Brief|Notice|Stipulation"
    r"|Petition for) ?[\w:.]|\b(?:motion|correspondence|response|reply|brief) )"
)
"""The Ninth Circuit names the filer first: "Filed (ECF) Appellant Ann Roe Motion to …"."""
_APPEARS = re.compile(r"\b(?i:(appearance)) (?=([A-Z][a-z]+) (?:[A-Z]\.? )?[A-Z][a-z]+)")
_HEARING_ON = re.compile(
    r"(hearing (?:(?:re)?scheduled|(?:re)?set|continued)(?: (?:for|to) [\d/]{6,10})?)(?: at \d{1,2}:\d\d ?[ap]m)?"
    r"[^.;\ue001]{0,60}? (?:on|re:?|for|regarding):? \ue001 (?=[A-Z])",
    re.IGNORECASE,
)
""" "Hearing Scheduled for 5/5/2020 at 2:00 PM Courtroom 3 on 18 Objection": the place is not what it is about."""
_MOTION_DASH = re.compile(r"\b(motion|order|request) -{1,2} (?=(?:for|to|granting|denying)\b)", re.IGNORECASE)
_OF_SOMEBODY = re.compile(
    r"((?:re:?|on|regarding|granting|denying) (?:\ue001 )?(?:\w+ ){0,2}?(?:Motion|Application)) (?:filed )?by "
    r".{2,90}? (?=(?:to"
    r"|for) [A-Z])",
    re.IGNORECASE,
)
_MOVED_FOR = re.compile(r"on (?:filed )?by .{2,90} (?:to|for) \w")
"""It is in lower case in whatever ``_OF_SOMEBODY`` finds."""
_DATED = re.compile(r"(?<=rder),? dated [\d/]{6,10}|(?<=rder), \d{1,2}/\d{1,2}/\d{2,4}, (?=\w+ing\b)", re.IGNORECASE)
_CONSIDER = re.compile(r" to consider and act upon(?: the following)?:?", re.IGNORECASE)
_SPOKEN = re.compile(
    r"^((?:[\w/-]+ ){0,5}?(?:order|opinion|judgment|ruling|notice|entry)(?: in chambers| thereon)?)"
    r"(?:,? entered)? (?:by|of|before) (?:the )?"
    r"(?:(?:hon(?:orable|\.)?|chief|senior|magistrate|district|bankruptcy|circuit|u\.?s\.?) )*(?:judge|hon(?:orable"
    r"|\.)) "
    r"(?-i:(?:[A-Z]\.|(?!(?:Reject|Accept|Approv|Grant|Deny|Sett|Adopt|Dismiss|Vacat|Extend|Direct|Appoint)ing\b)"
    r"[A-Z][\w'\u2019-]*+),? ?){1,6}(?:on [\d/]+ ?)?"
    r"(?=[:.,]|granting|denying|re\b|that|setting|regarding|approving|adopting"
    r"|rejecting|accepting|dismissing|vacating|extending|directing|appointing|continuing)[:.,]?",
    re.IGNORECASE,
)
""" "ORDER by Judge Ann Roe: granting 12 Motion"."""
_SIGNED = re.compile(
    r"^(.{4,60}?),? (?:signed|issued|entered) by [^:.;]{4,90}?(?: on [\d/]{6,10},?(?= (?:\w+ing|that)\b)|(?=:))",
    re.IGNORECASE,
)
"""Eastern California: "ORDER signed by Judge Ann Roe on 3/3/22 GRANTING 12 Motion"."""
_NOUNS, _NOUN_MOST = ("order", "opinion", "judgment", "decision", "disposition"), 70
_BY_PANEL = re.compile(
    r"^((?:[\w'\u2019-]+ ){0,4}?(?:order|opinion|judgment|decision|disposition))(?: ?\ue001)?,? "
    r"(?:(?:filed|issued|entered|signed) by (?:the )?(?:clerk|deputy clerk|court|circuit|panel|judge"
    r"|hon)\b[^:.;,]{0,60}? "
    r"(?=(?:granting|denying|dismissing|extending|directing|setting|appointing|staying|vacating|referring|striking)\b)"
    r"|issued by (?:the )?court(?: as to [^.]{3,120})?\.(?=\s|$)"
    r"|(?:filed|issued|entered) by (?:[A-Z][\w.'\u2019-]*,? ){1,6}(?-i:[^:.]{0,20})\bjudge\b(?:[;,]?(?: and)? "
    r"(?:[^:.;]|(?<=\b[A-Z])\.){3,60}\bjudges?\b){0,4}"
    r"[.;](?=\s|$))",
    re.IGNORECASE,
)
""" "OPINION issued by Ann Roe, Chief Appellate Judge; Bo Poe, Appellate Judge. Published"."""
_TO_WHOM = re.compile(
    r"(?P<head>(?:[\w/-]+ ){0,3}?letter(?: motion| request| brief)?)\s*(?:\ue000\s*)?(?:addressed )?(?:to|from) "
    r".{2,160}?\b(?P<about>(?:re:?|regarding|requesting|concerning|in re(?:sponse|ply|: )|in (?:opposition|support)"
    r"|enclosing|advising|seeking|responding|opposing|informing|about|on behalf of plaintiffs? regarding)\b.*)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(
    r",? addressed to .{2,80}? from .{2,80}?(?= (?:dated|re:?|regarding|\ue000)|$|\.(?:\s|$))(?: dated "
    r"(?:[A-Za-z]{3,9}\.? \d{1,2},? \d{4}|[\w,./-]{4,20}?(?=[.\s]|$)))?",
    re.IGNORECASE,
)
_GROUNDS = re.compile(
    r"(?:in consideration of|(?:up)?on (?:consideration|review) of|having (?:considered|reviewed)|in light of"
    r"|pursuant to"
    r"|for good cause|good cause|in accordance with|based (?:up)?on|after (?:considering|reviewing)) "
    r"(?:[^,.;:\ue000]|, (?=\d{4}\b)|\.(?=\w| [\u00a7\da-z])){3,250}?, (?:it is (?:hereby )?ordered that )?"
    r"(?=(?:the |this |it )?(?:[a-z\d/'\u2019 -]|, (?=\d{4}\b)){3,70}? (?:is|are|shall|must|may|will|grants|denies"
    r"|orders|directs|extends"
    r"|adopts)"
    r"\b)",
    re.IGNORECASE,
)
"""Why a court orders what follows."""
_BY_WHOM = re.compile(
    r"^(notice of (?:\w+ )?motion)(?: ?\ue000| by:? [^;\ue001]{3,90}?)? with hearing (re:? (?=\ue001))", re.IGNORECASE
)
""" "Notice of Motion by: Elm Bank With Hearing Re: [114-1] Application"."""
_OWN_TITLE = re.compile(
    r"^notice(?: ?\ue000| by [^;\ue001]{2,80}?)?,? (re:? \ue001 [^.\ue001]{5,160}?) -{1,2} (notice of [\w "
    r",'\u2019-]{5,80})",
    re.IGNORECASE,
)
""" "NOTICE by Elm Bank re 12 MOTION to Dismiss - Notice of Joinder"."""
_OWN_NOTICE = re.compile(
    r"^(?i:notice)(?: ?\ue000| by [^;\ue001]{2,80}?)?,? "
    r"(re:? \ue001 (?:MOTION|ORDER|Order|Motion)\b [^.;\ue001]{5,110}?) "
    r"(N(?i:otice) (?:Of|OF|of) (?!Motion|MOTION)[^;\ue001]{5,80}?)(?=[.;(]|$)"
)
""" "NOTICE by Elm Bank re 12 MOTION to Dismiss Notice of Hearing Date"."""
_GIVEN = re.compile(r"^([\w ]{6,60}?):? (?:please take notice|notice is hereby given) that ", re.IGNORECASE)
_OF_TRANSCRIPT = re.compile(
    r"^(notice of filing of (?:\w+ )?transcript):? notice is hereby given that an? (?:\w+ )?transcript (?=of )",
    re.IGNORECASE,
)
""" "NOTICE OF FILING Notice is hereby given that …"."""
_TRANSCRIPT_GIVEN = re.compile(r"^notice is hereby given that (?:an? )?(?=official transcript)", re.IGNORECASE)
_WARNED = re.compile(
    r"^any objections? [^.]{10,160} must be filed [^.]{5,120}\. (?=[A-Z][a-z]+ [A-Za-z]+)", re.IGNORECASE
)
"""A warning in front of a title."""
_MOVED_BY = re.compile(
    r"(?<=\ue001 )((?:\w+ ){0,2}?(?:motion|application)) (?:filed )?by (?:[^;.\ue001]|(?<=[A-Z])\."
    r"|(?<=[JSjs]r)\.){2,90}? "
    r"(?=(?:to|for) (?-i:[A-Z][a-z]))(?!for (?:debtor|creditor|plaintiff|defendant|trustee))",
    re.IGNORECASE,
)
""" "Opposition to 57 Motion filed by Creditor Elm Bank to Dismiss Case"."""
_IS_ORDERED = re.compile(r"^it is (?:hereby |further )*ordered (?=\w+ing\b)", re.IGNORECASE)
""" "IT IS ORDERED setting a conference"."""
_ORDER_FOR_CAUSE = re.compile(
    r"^((?:[\w-]+ ){0,2}order):? (?:for good cause shown|good cause (?:having been )?shown|good cause appearing), "
    r"(?:and )?(?=(?:the|this|plaintiff|defendant|counsel|any|all)\b)",
    re.IGNORECASE,
)
_GROUNDS_FIRST = ("pursuant to", "in accordance with", "in light of", "good cause", "upon ")
""" "Pursuant to Local Rule 72.1, this matter is referred", in whatever kind of filing."""
_RULED_FIRST = re.compile(
    r"^(?:(?P<order>(?:[\w-]+ ){0,2}order) |motion )(?P<act>granted|denied|allowed)\s?-{1,2}\s"
    r"(?:order (?:on|re) )?(?:\ue001 )?(?=(?:\w+ ){0,2}(?:motion|application|request|objection)\b)",
    re.IGNORECASE,
)
""" "Order Denied - 22 Motion for Reconsideration", "MOTION GRANTED - Order on Motion for Leave"."""
_ACT_FIRST = re.compile(
    r"^(?P<order>(?:[\w-]+ ){0,2}order)(?: entered)?[:,;]? (?P<act>granted|denied|allowed)[;,]? (?:re:?|as to|regarding"
    r"|on) (?:\ue001 )?(?=(?:[\w'\u2019-]+ ){0,5}(?:motion|application|request|stipulation|petition|objection)\b)",
    re.IGNORECASE,
)
""" "ORDER entered ALLOWED re 31 Assented to Motion", "Order: Granted; re 12 Motion"."""
_GERUNDS = {"granted": "granting", "denied": "denying", "allowed": "allowing"}


def prepare_opening(kind: Kind, text: str) -> str:
    """The text with its title at its beginning, in one form: no judge, defendant, addressee or chambers before it."""
    for lead in (_CHAMBERS, _LEADS):
        text = _cut_off(lead, text)
    if ("," in text or ";" in text) and (found := _COMMA.match(text)):
        text = f"{found[1]} {text[found.end() :]}"
    text = _cut_off(_OF_APPEALS, text)
    if kind in RULING_KINDS or text[:20].lower().startswith(_GROUNDS_FIRST):
        text = _cut_off(_GROUNDS, text)
        text = _IS_ORDERED.sub("Order ", _ORDER_FOR_CAUSE.sub(r"\1: ", text))
    text = _say_what_is_heard(text)
    low = text.lower()
    text = _join_forms(text, low)
    if "appearance " in low:
        text = _APPEARS.sub(_before_name, text)
    if " -" in text:
        text = _MOTION_DASH.sub(r"\1 ", text)
    text = _without_signer(kind, text, low)
    if " as to " in low:
        text = _without_defendants(text)
    if found := _SPOKEN.match(text):
        text = f"{_without_judge(found)}{text[found.end() :]}"
    text = _CONSIDER.sub("", text) if " to consider and act" in low else text
    return _letter(text) if kind is Kind.LETTER or "letter" in text[:40].lower() else text


def _join_forms(text: str, low: str) -> str:
    """Without what a court's form puts before or into a title."""
    if " filed " in low[:60]:
        text = _FILED_IN.sub(r"\1 ", text)
    if low.startswith(("re", "mdl no")):
        text = _NUMBER_FIRST.sub("", text)
    if " that " in low or "must be filed" in low:
        text = _TRANSCRIPT_GIVEN.sub("Notice of ", text)
        text = _GIVEN.sub(r"\1: ", _OF_TRANSCRIPT.sub(r"\1 ", _WARNED.sub("", text)))
    if ENTRY in text and ("by" in low or " -" in low):
        text = _OWN_NOTICE.sub(r"\2 \1", text)
        text = _MOVED_BY.sub(r"\1 ", _OWN_TITLE.sub(r"\2 \1", _BY_WHOM.sub(r"\1 \2", text)))
    return text


def _say_what_is_heard(text: str) -> str:
    """What a hearing is on, without its place, which stands before that."""
    found = _HEARING_ON.match(text) if text[:8].lower() == "hearing " else None
    return f"{found[1]} on {text[found.end() :]}" if found else text


def _cut_off(lead: re.Pattern[str], text: str) -> str:
    found = lead.match(text)
    return text[found.end() :] if found else text


def _without_signer(kind: Kind, text: str, low: str) -> str:
    """Without who signed it and when, and in a ruling without who moved. ``low``: the text in lower case."""
    if "ed by " in low and any(map(low[:_NOUN_MOST].__contains__, _NOUNS)) and (found := _BY_PANEL.match(text)):
        text = f"{found[1]}{'.' if found[0].endswith(('.', ';')) else ''} {text[found.end() :].lstrip()}"
    if "ed by " in low and (found := _SIGNED.match(text)):
        text = f"{found[1]}{text[found.end() :]}"
    if kind in RULING_KINDS:
        if "ed - " in low or "ed -- " in low:
            text = _RULED_FIRST.sub(
                lambda found: f"{found['order'] or 'Order'} {_GERUNDS[found['act'].lower()]} ", text
            )
        if any(map(low[:_NOUN_MOST].__contains__, _GERUNDS)) and (found := _ACT_FIRST.match(text)):
            text = f"{found['order']} {_GERUNDS[found['act'].lower()]} {text[found.end() :]}"
        text = _DATED.sub(" ", text, count=1) if " dated " in low or "order, " in low[:_NOUN_MOST] else text
        text = _OF_SOMEBODY.sub(r"\1 ", text) if _MOVED_FOR.search(low) else text
    return text


def _before_name(found: re.Match[str]) -> str:
    return f"{found[1]} " if is_common(found[2]) else f"{found[1]}: "


def _without_judge(found: re.Match[str]) -> str:
    """The noun; a sentence of the judge follows a colon, what the order grants does not."""
    goes_on = _GERUND.match(found.string, found.end())
    return f"{found[1]} " if goes_on else f"{found[1]}: "


_GERUND = re.compile(r"\s*(?:\w+ing|re|that)\b", re.IGNORECASE)


def _letter(text: str) -> str:
    """A letter without its addressee and writer, where it says what it is about."""
    if told := _TO_WHOM.match(text):
        return f"{told['head']} {told['about']}"
    return _ADDRESSED.sub("", text)


def find_filer(kind: Kind, line: PreparedText, context: HeadlineContext) -> tuple[int, int]:
    """The place of the filer's name with what belongs to it, unless it stands within what a letter is about."""
    start, end = context.filer
    if start < context.noun[1] < end:
        start = context.noun[1]
    if line.low.startswith("document", start) and line.low[:start].rstrip()[-1:] not in (".", ")", "]", ","):
        start += len("document")
    if attorney := _ATTORNEY_THAT.match(line.low, end):
        end = attorney.end()
    if line.low.startswith("received from", start):
        start += len("received")
    if friend := _FRIEND.match(line.low, start, end):
        start = friend.end()
    about = kind is Kind.LETTER and _ABOUT.search(line.low, 0, start)
    return (0, 0) if about else (start, end)


_ATTORNEY_THAT = re.compile(r" (?:attorneys?|counsel)(?= that\b)")
""" "Certification by Debtor(s) Attorney that the agreement was signed"."""
_ABOUT = re.compile(r"\b(?:regarding|requesting|re:?|concerning)\b")
_FRIEND = re.compile(r" ?amic(?:us|i) curiae(?: brief)?\b")


def _without_defendants(text: str) -> str:
    """A text without "as to Defendant Jane Q. Roe (1)", which stands in every entry of a criminal case."""
    text = text.replace(", in case as to ", " as to ").replace(" in case as to ", " as to ")
    kept: list[str] = []
    at = 0
    for found in _AS_TO.finditer(text):
        if found.start() < at:
            continue
        if _ENDED.search(text, max(found.start() - 60, 0), found.start()):
            continue
        end = _end_of_names(text, found.end())
        if end > found.end() or "defendant" in found[0].lower():
            kept.append(text[at : found.start()])
            at = end if text[end - 1 : end] != " " else end - 1
            if _STARTS.match(text, at):
                kept.append(":")
    return "".join([*kept, text[at:]])


def _end_of_names(text: str, end: int) -> int:
    shouted, upper, begin = text.isupper(), False, end
    while word := _OF_NAME.match(text, end):
        name = word["word"]
        if (
            name
            and is_common(name)
            and not _OF_FIRM.match(text, end)
            and not (end > begin and name.lower() in _OF_FIRMS)
            and not (upper and name.isupper() and not shouted)
        ):
            break
        upper = name.isupper() if name else upper
        end = word.end()
    return end


_OF_FIRMS = frozenset({"bank", "company", "corporation", "county", "city", "trust", "group", "university", "hospital"})
"""Words with which a name goes on: "as to Elm Bank"."""
_AS_TO = re.compile(
    r",? (?:as to|in case as to) (?=\(?\d|(?-i:[A-Z])|defendant|debtor)(?:(?:all )?(?:the )?(?:defendants?|debtors?"
    r"|co-debtors?|joint|and|&)\b,? ?|\(\d+\),? ?)*",
    re.IGNORECASE,
)
_OF_NAME = re.compile(
    r"(?:\(?(?i:counts?)\)?,? \d[\d\w-]{0,4}(?:(?:, ?| )\d[\d\w-]{0,4}(?! (?:months?|years?|days?)\b)\b)*,?"
    r"|(?P<word>[A-Z]\.|(?:[JS]r|Inc|INC|Corp|CORP|Ltd|LTD|Co|CO)\b\.?|[A-Z](?:[\w.'\u2019-]*[\w'\u2019])?),?"
    r"|\(\d+\),?|and|&|,|et al\.?,?)(?:\s|(?=[.;:])|$)"
)
_OF_FIRM = re.compile(
    r"(?:[A-Z][\w'\u2019&-]*,? ){1,3}(?:Inc|INC|LLC|L\.L\.C|LLP|LP|Corp|CORP|Co|CO|Ltd|LTD|Company|COMPANY|N\.A)\b"
)
_ENDED = re.compile(
    r"\bdefault|\bstay|\bexecuted|\bsummons|\bprejudice|\bdismiss|\bjudgment in favor|\bclaims"
    r"|\bwrit\b|\bgarnish|\bunexecuted|\blien\b|\bsubpoena|\bservice of|\bdischarge|\bcosts",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r" (?:\$|\d+ (?:months?|years?|days?)\b)| (?!(?:To|For|In|Re|On|Of|And|With|From|By|Held|Is|Was)\b)[A-Z][a-z]+"
)
