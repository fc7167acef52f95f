"""Reads the steps of a case from one filing's text: what opens it, how it goes on, what ends it.

A step is claimed only where the text says that it happened: what is set, asked for, proposed, recommended or denied is
none, nor is what concerns one party or claim of several. What only repeats another court's or an earlier act (a notice,
a mailing, a copy) shows nothing. Called by ``reading.filing``.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rulings.reading.text import PreparedText
from rulings.vocabulary.details import Detail
from rulings.vocabulary.kinds import Kind
from rulings.vocabulary.outcomes import Outcome
from rulings.vocabulary.stages import Step

_READ = 2_500
"""Characters of a text that are searched."""
_HEADING = 400

_BY_COURT = frozenset({Kind.ORDER, Kind.OPINION, Kind.JUDGMENT, Kind.MINUTES})
_BY_COURT_OR_CLERK = _BY_COURT | {Kind.OTHER}
_ASKED_OR_TOLD = frozenset({
    Kind.MOTION, Kind.NOTICE, Kind.SERVICE, Kind.APPEARANCE, Kind.LETTER, Kind.DECLARATION, Kind.EXHIBIT, Kind.BRIEF,
    Kind.OPPOSITION, Kind.REPLY, Kind.TRANSCRIPT,
})  # fmt: skip
_ANY_ACT = frozenset(Kind) - _ASKED_OR_TOLD

_NOT_DONE = re.compile(
    r"\b(?:deny|denie[sd]|denying|proposed|recommend\w*|why [^.;]{0,80}should not|show cause|if|unless|may be|could be"
    r"|(?:will|would|should|shall) (?:also )?be (?:deemed )?dismissed (?:if|unless|without further)"
    r"|failure to\b(?=[^.;]{0,160}\b(?:will|may|shall|could|can)\b))\b"
)
_OF_ANOTHER = re.compile(
    r"^(?!order (?:(?:and|with) notice|granting|approving)\b)(?:[\w'/-]+ ){0,3}?(?:bnc\b|certificate(?! of appealab)"
    r"|copy|certified copy|notice|mail returned|returned mail|transmittal"
    r"|transmission|receipt|letter|abstract|writ(?! of (?:certiorari|mandamus|habeas|prohibition))|request"
    r"|proposed|stipulated protective|clerk'?s? certificate"
    r"|received|usca|court of appeals|mandate of|usbap|bap)\b"
    r"|^(?:[\w'/-]+ ){0,5}?(?:final report|final account|report of no)\b"
    r"|\bjudgments? returned\b|\b(?:writ(?! of certiorari)|garnish\w*|bill of costs|satisfaction)\b"
)
""" "Judgment returned executed", "Mail returned … re 78 Order", a copy of an appeals court's judgment."""
_IN_PART = re.compile(
    r"(?<!stipulation )(?<!agreement )(?<!consent )(?<!motion )(?<!request )\b(?:as to|of|against|as against|for) "
    r"(?:only )?(?:the )?(?:defendants?|plaintiffs?|dfts?|defts?|counts?|claims?"
    r"|part(?:y|ies)"
    r"|third[- ]party|cross|counter\w*|respondents?)\b|\bpartial\b|\bin part\b|\bcounts? [\divx]+\b|\brule 54\(b\)"
    r"|\bclaims? (?:no|against|for|of|by)\b|\bmotions?\b|\bobjections?\b|\bremaining\b"
)
"""What concerns one party, claim or paper, and not the case."""


@dataclass(frozen=True, slots=True)
class _Sign:
    """Words that show a step, in filings of ``kinds``. ``end``: how many characters are searched."""

    step: Step
    words: re.Pattern[str]
    kinds: frozenset[Kind]
    but_not: re.Pattern[str] | None = None
    """Words before or after within the same part of the text that say it did not happen."""
    end: int = _HEADING
    whole: bool = False
    """Whether it must concern the case as a whole."""


_NEEDS: dict[Step, tuple[str, ...]] = {
    Step.REOPENED: ("reopen", "re-open", "reinstat", "vacat", "aside"),
    Step.DISMISSED: ("dismiss", "nolle"),
    Step.DISMISSED_VOLUNTARILY: ("dismiss",),
    Step.REMANDED: ("remand",),
    Step.TRANSFERRED: ("transfer", "venue"),
    Step.CLOSED: ("clos", "terminat", "decree"),
    Step.CONVERTED: ("conver",),
    Step.PLAN_CONFIRMED: ("confirm",),
    Step.DISCHARGED: ("discharg",),
    Step.ARRAIGNED: ("arraign", "guilty", "first appearance"),
    Step.PLEA: ("plea", "pled", "rule 11"),
    Step.VERDICT: ("verdict",),
    Step.TRIAL_HELD: ("trial", "jury", "voir dire"),
    Step.SENTENCED: ("sentenc",),
    Step.REVOCATION: ("supervis", "probation", "revo", "petition"),
    Step.ARGUED: ("argu", "submitted"),
    Step.MANDATE: ("mandate",),
    Step.DISTRIBUTED: ("distributed",),
    Step.REVIEW_GRANTED: ("petition", "jurisdiction", "certiorari"),
    Step.REVIEW_DENIED: ("petition", "certiorari", "cert"),
    Step.APPLICATION_GRANTED: ("application",),
    Step.APPLICATION_DENIED: ("application",),
    Step.REHEARING_ASKED: ("rehearing",),
    Step.JUDGMENT_ISSUED: ("judgment",),
    Step.DECIDED: ("transfer", "petition", "entered judgment"),
}
"""Words without which no sign of a step can stand in a text: they are found ten times as fast."""


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _granted(relief: str) -> re.Pattern[str]:
    """Words of an order that grants a motion "to …"; such an order names the motion, and still concerns the case."""
    return re.compile(rf"\bgrant(?:ing|s|ed) (?:[\w'/-]+ ){{0,5}}?motion (?:[\w'/-]+ ){{0,3}}?to {relief}\b")


_NOT_ALL = re.compile(
    rf"{_NOT_DONE.pattern}|\bin part\b|\bpartial\b"
    r"|\b(?:as to|against) (?:the )?(?:defendants?|counts?|claims?)\b"
)
_OBJECT = (
    r"(?:the |this |these |said |entire |above[- ](?:captioned|entitled) |plaintiff'?s'? |petitioner'?s'? "
    r"|debtor'?s'? )*"
)
_CASE = (
    rf"{_OBJECT}(?:bankruptcy |chapter \d+ |civil |adversary |criminal )*(?:cases?|actions?|matters?|lawsuits?"
    r"|proceedings?)\b"
)
_PAPER = (
    rf"{_OBJECT}(?:amended |involuntary |voluntary )?"
    r"(?:complaints?|petitions?|appeals?|indictments?|informations?|removal)\b"
)
_DISMISSES = (
    rf"\bdismiss(?:ing|es)\b[:;]? (?:with(?:out)? prejudice )?(?:{_CASE}|{_PAPER}|chapter \d+|debtors?\b"
    rf"|{_OBJECT}civil action)"
    rf"|\b(?:{_CASE}|{_PAPER}|debtors?)(?: ?\([^)]{{0,30}}\))?(?: (?:no\.?|number) [\w:.-]+)?"
    r"(?:,? (?:is|are|be|was|has been|have been|to be|shall be|must be)){0,2}(?: (?:hereby|therefore|accordingly|also"
    r"|sua sponte|voluntarily)){0,2}"
    r",? dismissed\b"
    r"|\border (?:[\w'/-]+ ){0,4}?(?:of|for|on) (?:[\w'/-]+ ){0,2}?dismissal\b|\b(?:final )?(?:order|judgment) of "
    r"(?:[\w-]+ )?dismissal\b"
    r"|\ball claims\b[^.;]{0,160}? dismissed\b|\bany and all claims\b[^.;]{0,200}? dismissed\b"
    r"|^dismissal of (?:case|chapter|debtor|petition)\b|^case dismissed\b|^(?:order )?dismissing case\b"
    rf"|^(?:[\w-]+ ){{0,2}}order to dismiss {_CASE}|^(?:order (?:of|for) )?automatic dismissal of {_CASE}"
    r"|^debtors? dismissed\b"
    r"|^certiorari dismissed\b|\bwrits? of (?:certiorari|mandamus|habeas corpus|prohibition)\b[^.;]{0,60}? dismissed\b"
    r"|\bdismissed as "
    r"improvidently granted\b"
)
_AS_ASKED = (
    r"(?:pursuant to|upon|on|per|under|as requested (?:in|by)) (?:[\w'/.()-]+ ){0,5}?"
    r"(?:motion|request|rule|frap|stipulation)"
)
_A_JUDGE = r"(?:judge|magistrate|chief|the (?:calendar|docket|honorable)|hon)"
_SIGNS: tuple[_Sign, ...] = (
    _Sign(
        Step.REOPENED,
        _words(
            rf"\bre-?open(?:ing|s|ed)? {_CASE}|\b{_CASE} (?:is |are |be )?(?:hereby )?re-?opened\b"
            rf"|\breinstat(?:ing|es|ed) (?:{_CASE}|{_PAPER}|chapter)|\b{_CASE} (?:is |are )?(?:hereby )?reinstated\b"
            r"|\b(?:vacat(?:ing|es|ed)|(?<=order to )vacate|set(?:ting)? aside)"
            r" (?:the |prior |this court's |\[?\d+\]? )*"
            r"(?:order |judgment )?(?:(?:of|for) )?(?:dismissal|dismissing|discharge and closing|closing)\b"
            r"|\bthe judgment \((?:doc|dkt|ecf|d\.?e)\b\.? ?(?:no\. ?)?\d{1,4}\) is (?:hereby )?vacated\b"
            r"|\bgrant(?:ing|s|ed)\b[^.;]{0,80}? motion to (?:re-?open|reinstate|vacate (?:the )?dismissal|vacate "
            r"order dismiss)"
        ),
        _BY_COURT_OR_CLERK,
        but_not=_NOT_DONE,
    ),
    _Sign(
        Step.DISMISSED,
        _words(_DISMISSES),
        _BY_COURT_OR_CLERK,
        but_not=re.compile(rf"{_NOT_DONE.pattern}|\bleave to (?:file an? |re)?amend"),
        end=_READ,
        whole=True,
    ),
    _Sign(
        Step.DISMISSED,
        _words(
            r"\bgrant(?:ing|s|ed) (?:[\w'/-]+ ){0,6}?(?:motion|request|application) (?:[\w'/-]+ ){0,3}?"
            r"(?:to (?:voluntarily )?dismiss|for (?:an? )?(?:order (?:of|for) )?(?:voluntary )?dismissal(?: of)?) "
            r"(?:the |this |debtor'?s'? )*(?:bankruptcy |adversary |chapter \d+ )*(?:cases?|proceedings?|chapter \d+"
            r"|indictments?|debtors?|appeals?"
            rf"|petition for review)\b|\bgrant(?:ing|s|ed) (?:[\w'/-]+ ){{0,6}}?(?:motion|request|application) "
            rf"for (?:voluntary )?dismissal(?=\W*(?:$|\())|\bdismiss(?:ing|es) (?:{_CASE}|{_PAPER}),? {_AS_ASKED}\b"
            r"|\bmotions? (?:[\w'/-]+ ){0,4}?(?:to (?:voluntarily )?dismiss|for (?:voluntary )?dismissal of) (?:the "
            r"|this )?"
            r"(?:appeal|case|petition for review|petition)\b[^.;]{0,60}? (?:is |are )?(?:hereby )?granted\b"
        ),
        _BY_COURT_OR_CLERK,
        but_not=_NOT_ALL,
    ),
    _Sign(
        Step.DISMISSED,
        _words(rf"\bden(?:ying|ies)\b[^.;]{{0,160}}?,? and (?:hereby )?dismiss(?:ing|es) (?:{_CASE}|{_PAPER})"),
        _BY_COURT,
        but_not=_words(r"\bin part\b|\bpartial\b|\b(?:as to|against) (?:the )?(?:defendants?|counts?|claims?)\b"),
    ),
    _Sign(
        Step.DISMISSED,
        _words(r"\bdenied,? and (?:the )?(?:petition|appeal)s?\b[^.;]{0,60}? (?:is |are )?(?:hereby )?dismissed\b"),
        _BY_COURT,
    ),
    _Sign(
        Step.DISMISSED,
        _words(r"^(?:notice of |order (?:of|granting) )?nolle prosequi\b"),
        _ANY_ACT | {Kind.NOTICE},
        but_not=_words(r"\bcounts?\b|\bmotion\b"),
    ),
    _Sign(
        Step.DISMISSED_VOLUNTARILY,
        _words(
            r"^(?:[\w'/,.-]+ ){0,4}?(?:notice|stipulation)s?(?: and (?:proposed )?order)? (?:of|for|to|re:?) "
            r"(?:[\w'/-]+ ){0,3}?(?:dismissal|dismiss(?: case| action)?)\b|\bnotice of voluntary dismissal\b"
            r"|\b41\(a\)\(1\)[^.;]{0,200}dismiss|dismiss[^.;]{0,200}\b41\(a\)\(1\)"
            r"|^stipulat(?:ion|ed) (?:[\w'/-]+ ){0,4}?dismiss\w*"
        ),
        frozenset({Kind.NOTICE, Kind.STIPULATION, Kind.ORDER, Kind.OTHER}),
        but_not=re.compile(
            r"\bproposed\b(?! order of)|\bdenied\b|\bdenying\b|\bhearing\b"
            r"|\bdismiss\w*\b[^.;(]{0,60}? (?:as to|against|as against) (?!(?:all|any|every|each|both|the"
            r"|this|its|these|those|named)\b|entire|defendants?\b|plaintiffs?\b)[a-z]"
            r"|\bdismiss\w*\b(?:[^.;(]|(?<=corp)\.|(?<=inc)\.){0,60}?"
            r"\b(?:counter|cross|third[- ]party )-?(?:claim|complaint|action)"
            r"|\bintent\w*\b|\bdismissal re:? (?!\[?\d|#|case|action|complaint|entire|all\b)[a-z]|\bnotice of "
            r"(?:voluntary )?dismissal of (?:the |this |cross-? ?)?appeal\b"
        ),
        whole=True,
    ),
    _Sign(
        Step.REMANDED,
        _words(
            rf"\bremand(?:ing|s|ed)\b (?:{_CASE} )?(?:back )?to\b|\bremand(?:ing|s) {_CASE}"
            rf"|\b{_CASE} (?:is |are |be )?(?:hereby )?remanded\b|\border (?:[\w'/-]+ ){{0,3}}?(?:of|for) remand\b"
            r"|^(?:order )?remanding case\b"
        ),
        _BY_COURT_OR_CLERK,
        but_not=_NOT_DONE,
        whole=True,
    ),
    _Sign(Step.REMANDED, _granted("remand"), _BY_COURT_OR_CLERK, but_not=_NOT_ALL),
    _Sign(
        Step.TRANSFERRED,
        _words(
            rf"\btransferr(?:ing|ed)\b (?:(?:{_CASE}|(?:the |this )?(?:appeal|petition)) )?(?:(?:out )?to)\b"
            rf"(?! {_A_JUDGE})"
            rf"|\btransferring (?:{_CASE}|venue)(?! (?:out )?to {_A_JUDGE})"
            rf"|\b{_CASE} (?:is |are |be )?(?:hereby )?transferred (?:out )?to\b(?! {_A_JUDGE})"
            r"|^inter-?district transfer\b(?! in)|^case transferred out\b"
            r"|^(?:mdl |conditional )?transfer(?:red)? (?:out|order)\b|^order (?:of|for) "
            rf"transfer(?: to\b(?! {_A_JUDGE})|(?= *$|[.,;(]| signed\b))"
        ),
        _BY_COURT_OR_CLERK,
        but_not=re.compile(
            rf"{_NOT_DONE.pattern}|\btransferr?ed (?:in|from)\b|\bfrom [^.;]{{0,60}} to (?:judge|magistrate)"
            r"|\bjurisdiction\b|\bmoney\b|\bfunds\b|\bclaims?\b|\btransferring (?:assets|property)"
        ),
        whole=True,
    ),
    _Sign(
        Step.TRANSFERRED,
        _granted(r"(?:change venue|transfer (?:the |this )?(?:case|venue|action))"),
        _BY_COURT_OR_CLERK,
        but_not=_NOT_ALL,
    ),
    _Sign(
        Step.CLOSED,
        _words(
            rf"\b(?:order |text order )?(?:[\w'/-]+ ){{0,4}}?closing (?:{_CASE}|(?:the )?estate|chapter \d+)"
            rf"|\b(?:{_CASE}|file)(?: (?:no\.? ?)?\d[\w:-]*?)?:?(?: case)? (?:is |be |has been )?"
            r"(?:hereby )?(?:closed|terminated)\b(?! for statistical)|^(?:civil |criminal |bankruptcy |adversary "
            r")?case (?:closed|terminated)\b"
            r"|^(?:terminated?|close) (?:civil |criminal |bankruptcy |adversary )?case\b|\bfinal decree\b|\bdirected "
            r"to close (?:this |the )?(?:case"
            r"|file|action|matter)\b"
        ),
        _BY_COURT_OR_CLERK,
        but_not=re.compile(
            rf"{_NOT_DONE.pattern}|\badministrative(?:ly)?\b|\bstatistical\b|\breport\b|\bhearing\b"
            r"|(?<!granting )(?<!granting the )(?<!trustee's )(?<!debtor's )(?<!on )\bapplication\b"
        ),
        end=_READ,
    ),
    _Sign(
        Step.CONVERTED,
        _words(
            r"\b(?:re-?)?conver(?:t|ting|sion of) (?:the )?(?:case |debtor'?s'? case )?(?:from chapter \d+ )?(?:case "
            r")?to (?:a "
            r")?(?:case under )?chapter \d"
            r"|\bcase converted\b|\border (?:[\w'/-]+ ){0,3}?(?:re-?)?convert(?:ing)? (?:case|chapter)|\border (?:and "
            r"notice )?of conversion\b|\bnotice of "
            r"(?:voluntary )?conversion\b"
            r"|\border on motion to convert case\b"
        ),
        _BY_COURT_OR_CLERK | {Kind.NOTICE},
        but_not=re.compile(
            rf"{_NOT_DONE.pattern}|(?<!granting )(?<!granting the )(?<!debtor's )\bmotion to convert\b"
            r"(?![^.;]{0,80}(?:granted|related))(?<!order on motion to convert)|\bhearing\b"
        ),
    ),
    _Sign(
        Step.PLAN_CONFIRMED,
        _words(
            r"\bconfirming (?:[\w'.-]+ ){0,8}?plan\b|\border (?:of|on|granting) confirmation\b|\bplan (?:is |was |has "
            r"been )?(?:hereby )?confirmed\b"
            r"|^order confirming(?= *$| *\(| (?:chapter|amended|modified|debtor|joint|first|second|third))"
            r"|^confirmation order\b"
        ),
        _BY_COURT_OR_CLERK,
        but_not=re.compile(
            rf"{_NOT_DONE.pattern}|\b(?:vacating|revoking|setting aside)\b"
            rf"|\bconfirming (?:the )?sale\b|\bhearing\b(?![^.;]{{0,40}}held)"
        ),
    ),
    _Sign(
        Step.DISCHARGED,
        _words(
            r"\border (?:[\w'/-]+ ){0,3}?discharg(?:e|ing)(?: of)?(?: the)? (?:[\w'-]+ ){0,2}?debtors?\b|^(?:chapter "
            r"\d+ )?discharge "
            r"of (?:the )?(?:joint )?debtors?\b"
            r"|\border (?:of|granting) (?:[\w-]+ )?discharge\b|\border granting (?:[\w'/-]+ ){0,3}?motion for "
            r"(?:[\w-]+ ){0,3}?discharge\b|^debtor'?s'? discharge\b|\bdebtors? (?:is |are )?(?:hereby "
            r")?discharged\b|^discharge order\b"
        ),
        _BY_COURT_OR_CLERK,
        but_not=re.compile(
            rf"{_NOT_DONE.pattern}|\b(?:vacating|revoking|withholding)\b"
            rf"|\btrustee\b[^.;]{{0,20}}$|\bdischarg\w+ (?:the )?(?:trustee|receiver"
            r"|order to show cause)|\bhearing\b|\bobjection\b"
        ),
    ),
    _Sign(
        Step.ARRAIGNED,
        _words(
            r"\barraign(?:ment|ed)\b[^.;]{0,160}?\b(?:held|plea|not guilty|entered|waived reading)\b"
            r"|\bheld\b[^.;]{0,120}?:? ?arraignment\b"
            r"(?! (?:is |was )?(?:re)?(?:set|scheduled))|^arraignment\b(?! (?:set|reset|is set))|\barraigned\b"
            r"|\bfirst appearance\b[^;]{0,400}?\b(?:not guilty|plea entered)\b|\bplea entered by\b[^.;]{0,120} not "
            r"guilty\b"
            r"|\bplea of not guilty\b|\b(?:enters?|entered|pleads?|pled|pleas?) (?:a )?(?:plea of )?not guilty\b"
        ),
        frozenset({Kind.MINUTES, Kind.OTHER, Kind.ORDER}),
        but_not=re.compile(r"\b(?:waiver of (?:personal )?appearance|motion)\b"),
        end=1_200,
    ),
    _Sign(
        Step.PLEA,
        _words(
            r"\b(?:change of plea|plea|rule 11)(?: agreement)? hearing\b[^.;]{0,200}?\bheld\b|\bguilty pleas? (?:is "
            r"|was |were )?(?:entered|accepted|tendered|taken|as to)\b"
            r"|\bguilty plea\b[^.;]{0,60}?\bentered\b|\bpleas? of (?:guilty|nolo|no contest)\b[^.;]{0,60}?\b(?:entered"
            r"|accepted|as to|tendered)\b"
            r"|\b(?:enters?|entered|tenders?|accepts?|accepted|accepting) (?:a |the |his |her |defendant'?s "
            r")*(?:pleas? of guilty|guilty pleas?)"
            r"|\b(?:pleads?|pled|pleaded) guilty\b|^change of plea(?: hearing)?\b(?! (?:set|reset))|^guilty plea\b"
            r"|^plea (?:entered|of guilty|hearing)\b"
            r"|\bplea entered by\b[^.;]{0,160}?\) guilty\b"
        ),
        frozenset({Kind.MINUTES, Kind.OTHER, Kind.ORDER}),
        but_not=re.compile(
            r"\bchange of plea hearing (?:is |was )?(?:re)?(?:set|scheduled)\b(?![^;]{0,400}held)|\bwithdraw\w* (?:of "
            r")?(?:guilty )?plea|\bnot guilty\b(?![^;]{0,400}guilty plea)"
        ),
        end=1_200,
    ),
    _Sign(
        Step.VERDICT,
        _words(
            r"^(?:redacted |sealed |unredacted |jury'?s? |special |court |bench |general )*verdicts?\b(?! form(?:s)? "
            r"(?:proposed|submitted))|\bjury (?:returns?|returned|reached) (?:a |its |the )?(?:[\w-]+ )?verdict\b"
        ),
        _ANY_ACT,
        but_not=re.compile(r"\bproposed\b"),
        end=200,
    ),
    _Sign(
        Step.TRIAL_HELD,
        _words(
            r"\b(?:jury|bench|court|non-?jury|civil|criminal)(?: and \w+)? trial\b(?: \([^)]{0,30}\))?(?: "
            r"(?:proceedings?|before [^.;:]{0,60}|as to [^.;:]{0,80}))?[^.;]{0,60}?"
            r"\b(?:held|begun|began|begins|commence[sd]|completed|concluded|resume[sd]|day (?:no\. )?[\d#])"
            r"|\btrial \(?day (?:no\. )?[\d#]|\bvoir dire (?:begun|held|began)\b|\bjury (?:impan|empan)ell?ed\b"
            r"|\bjury sworn\b"
            r"|\bheld\b[^.;]{0,80}: ?(?:jury|bench) trial\b|^(?:jury|bench|court) trial(?: -)?(?: held| begun| "
            r"completed| day \d+)?$"
        ),
        frozenset({Kind.MINUTES}),
        but_not=re.compile(
            r"\b(?:status|pre-?trial|setting|readiness|trial) (?:conference|hearing)[^.;]{0,60}held\b|\btrial (?:is "
            r")?(?:set|reset|vacated|cancel|scheduled)\b"
        ),
    ),
    _Sign(
        Step.SENTENCED,
        _words(
            r"\bsentenc(?:e|ing)\b[^.;]{0,160}?\bheld\b|\bheld\b[^.;]{0,160}?\bsentencing\b(?! (?:is |was "
            r")?(?:re)?(?:set|scheduled|memorand|date))"
            r"|\bminutes?\b[^.;]{0,100}?\bsentencing\b(?! (?:hearing )?(?:is |was )?(?:re)?(?:set|continued|scheduled))"
            r"|\bsentenced to\b|^sentencing(?: hearing)?(?: held\b[^;]{0,80})?$|\bsentence imposed\b|\bimpos(?:es|ed"
            r"|ing) (?:a )?sentence\b"
        ),
        frozenset({Kind.MINUTES, Kind.OTHER}),
        but_not=re.compile(
            r"\bcontinue[sd]?\b[^.;]{0,60}sentencing|\bmemorandum\b|\bsentencing (?:hearing )?(?:is )?(?:continued"
            r"|vacated|reset|rescheduled)\b"
        ),
        end=1_000,
    ),
    _Sign(
        Step.REVOCATION,
        _words(
            r"\bpetition (?:for|to|on|re)\b[^.;]{0,100}?\b(?:supervis\w+|probation|revo\w+)\b|\bviolation of "
            r"(?:conditions of )?(?:supervised release|probation)\b"
            r"|\brevocation (?:hearing|of (?:supervised|probation))|^(?:sealed )?petition for (?:action|summons"
            r"|warrant)\b"
        ),
        frozenset(Kind) - {Kind.SERVICE, Kind.LETTER},
    ),
    _Sign(
        Step.ARGUED,
        _words(
            r"\bargued (?:and|&) submitted\b|^(?:re-?)?argued\b|\boral argument (?:was )?held\b|\bcase (?:was "
            r")?(?:argued"
            r"|submitted)\b(?! by motion)|\bsubmitted on (?:the )?(?:briefs|record)\b"
            r"|^(?:cause|case|appeal) argued\b|\bargued (?:before|by)\b|\boral argument(?:s)? (?:heard|completed)\b"
            r"|^oral argument\b[^.;]{0,60} held"
        ),
        _ANY_ACT,
        but_not=re.compile(r"\bto be (?:argued|submitted)\b|\bwill be\b"),
    ),
    _Sign(
        Step.MANDATE,
        _words(
            r"\bmandate,? (?:is |was )?(?:hereby )?issued\b|^(?:formal |certified )?mandate\b(?! (?:stayed|recalled"
            r"|withheld))|\bjudgment issued (?:as|in lieu of)\b[^.;]{0,20}mandate"
        ),
        _ANY_ACT,
        but_not=re.compile(r"\brecall\w*\b|\bstay\w*\b|\bmotion\b|\bwithh"),
    ),
    _Sign(Step.DISTRIBUTED, _words(r"^distributed for conference\b"), frozenset(Kind)),
    _Sign(
        Step.REVIEW_GRANTED,
        _words(
            r"^(?:the )?petitions?(?: for (?:a )?writs? of certiorari)?[^.;]{0,120}?\bgranted\b|\bprobable "
            r"jurisdiction noted\b|\bcertiorari granted\b"
            r"|\btreated as a petition for a writ of certiorari[^;]{0,120}\bgranted\b|\bpetition (?:for (?:a )?writ "
            r"of certiorari )?(?:before judgment )?is granted\b"
        ),
        _ANY_ACT,
        but_not=re.compile(r"\brehearing\b"),
        end=900,
    ),
    _Sign(
        Step.REVIEW_DENIED,
        _words(
            r"(?:^|\. )(?:the )?petitions?(?: for (?:a )?(?:writs? of )?(?:certiorari|mandamus|habeas corpus)"
            r"(?: to [^.;]{0,100})?)?(?: and [^.;]{0,40})? (?:is |are )?denied\b|\bcertiorari denied\b|^cert\.? "
            r"denied\b"
        ),
        _ANY_ACT,
        but_not=re.compile(r"\brehearing\b"),
    ),
    _Sign(
        Step.APPLICATION_GRANTED,
        _words(
            r"^(?:the )?applications?\b(?: for [^.;]{0,120}?)?(?: and applications?)?[^.;]{0,80}?\b(?:is |are "
            r")?granted\b"
        ),
        _ANY_ACT,
    ),
    _Sign(
        Step.APPLICATION_DENIED,
        _words(r"^(?:the )?applications?\b(?: for [^.;]{0,120}?)?[^.;]{0,80}?\b(?:is |are )?denied\b"),
        _ANY_ACT,
    ),
    _Sign(
        Step.REHEARING_ASKED,
        _words(r"^(?:[\w'/-]+ ){0,4}?petition (?:[\w'/-]+ ){0,4}?for (?:[\w-]+ ){0,2}?rehearing\b"),
        frozenset({Kind.MOTION, Kind.OTHER, Kind.COMPLAINT, Kind.BRIEF}),
        but_not=re.compile(r"\bdenied\b|\bgranted\b"),
        end=200,
    ),
    _Sign(Step.JUDGMENT_ISSUED, _words(r"^judgment issued\b"), frozenset(Kind)),
    _Sign(
        Step.DECIDED,
        _words(
            r"\border (?:denying|granting) transfer\b|^transfer order\b|\bconditional transfer "
            r"order\b[^.;]{0,60}\bfinal"
            r"|\bpetitions? for review (?:is |are )?(?:hereby )?(?:denied|dismissed|granted)\b"
            r"|\b(?:denying|dismissing|granting) (?:the )?petitions? for review\b|\bfiled and entered judgment\b"
        ),
        _BY_COURT,
        but_not=re.compile(r"\brehearing\b|\bmotion\b|\bstay\b"),
        end=_READ,
    ),
)

_JUDGMENT = re.compile(
    r"^(?:[\w'/-]+ ){0,4}?judgment\b(?! (?:proposed|returned|lien|creditor))|^(?:order and |opinion and )?(?:final "
    r")?judgment\b|\bconsent decree\b"
)
_FIRST_BRIEF = re.compile(
    r"(?:filed (?:\(ecf\) )?)?(?:appellants?'?s?'?|petitioners?'?s?'?|opening)\b.{0,40}? brief\b|brief of (?:the "
    r")?(?:appellant|petitioner)"
    r"|^(?:civil |criminal |agency )?brief\b[^.;]{0,80}\b(?:appellant|petitioner)"
)
_SCHEDULES = re.compile(
    r"^(?:[\w',/-]+ ){0,5}?(?:scheduling (?:and planning |and case management )?order|case management (?:order|plan"
    r"|and scheduling order|&)"
    r"|case schedule|pre-?trial (?:scheduling )?order(?! setting)|rule 16(?:\(b\))? (?:scheduling )?order|docket "
    r"control order"
    r"|(?:order|minute order) (?:\w+ )?(?:setting|establishing|re:?|regarding|of)? ?(?:the )?(?:pre-?trial |discovery "
    r"|trial |case )?(?:schedule|deadlines)\b)"
)
_DISCOVERY_ENDS = re.compile(
    r"\bdiscovery\b[^.;]{0,60}?\b(?:cut-?off|due by|deadline|(?:shall|to|must|will) be completed|ends?|closes?"
    r"|completed by|completion)\b"
)
_RESCHEDULES = re.compile(
    r"\b(?:exten\w+|amend\w+|modif\w+|continu\w+|vacat\w+|stay\w*|revis\w+|initial case management|setting (?:initial "
    r")?(?:scheduling|case management)"
    r"|protective|rule 26\(f\)|report|proposed|denying)\b"
)
_RULED_ON = re.compile(
    r"(?:the )?(?:petitions?|complaints?|appeals?)\b[^.;]{0,80}? "
    r"(?:is |are )?(?:hereby )?(?:dismissed|denied|granted)\b"
)
""""PETITION DISMISSED. FILED AND ENTERED JUDGMENT": what was done with the paper that opened the case."""
_SENTENCES = re.compile(
    r"\b(?:imprison\w*|probation|supervised release|special assessment|sentenced?|time served|\d+ months)\b"
)
"""In a criminal judgment its counts are no part of the case."""
_AMENDED = re.compile(r"^(?:[\w'/-]+ ){0,3}?(?:amended|supplemental|third[- ]party|counter|cross|superseding)\b")
_MAY_OPEN = frozenset({Kind.MOTION, Kind.OTHER, Kind.NOTICE})
_OPENS = re.compile(
    r"(?:chapter \d+ )?(?:in)?voluntary petition\b|notice of removal\b|(?:[\w'-]+ ){0,3}case docketed\b|docketed "
    r"cause\b"
    r"|petition for (?:review|a writ|writ|permission)\b|indictment\b|application\b[^.;]{0,120}\bsubmitted\b"
    r"|motion[^.;]{0,80}\b(?:schedule of actions|for transfer)\b|(?:criminal )?complaint\b|appeal docketed\b"
    r"|petition for a writ of certiorari\b|statement as to jurisdiction\b"
)
_APPEAL = re.compile(
    r"(?:(?:amended|cross|joint|protective|interlocutory|corrected|pro se) ){0,3}notice of (?:(?!right"
    r"|docketing|(?:voluntary )?(?:dismissal|withdrawal))[\w'/-]+ ){0,3}?"
    r"(?:cross-?)?appeal\b(?! (?:fee|filing|record|notification)|.{0,30}\bmagistrate)"
)
_SETTLED = re.compile(r"\bsettle(?:d|ment)\b")
_OUTCOME_STEPS = {
    Outcome.AFFIRMED: Step.AFFIRMED, Outcome.REVERSED: Step.REVERSED, Outcome.VACATED: Step.VACATED,
}  # fmt: skip
_VACATES_DAY = re.compile(
    r"\bvacat(?:ing|es) (?:the |its )?(?:submission|hearing|argument|briefing|stay|schedul\w+|abeyance|date)\b"
    r"|\b(?:vacat(?:ing|es|e)|set(?:ting)? aside|rescinding) (?:the |clerk['\u2019]?s |entry of )*"
    r"(?:order to show cause|default(?! judgment)|order of reference)\b"
    r"|\b(?:order to show cause|default(?! judgment)|order of reference)\b[^;]{0,100} (?:is|are) [^.;]{0,30}"
    r"(?:vacated|set aside|rescinded)\b"
)
"""Nothing of substance: a day, an order that asked for reasons, the clerk's default."""
_JUDGMENT_BELOW = re.compile(
    r"petitions?\b[^.;]{0,80}? granted\b[^.;]{0,80}[.;] (?:the )?(?:judgment|decision|order)s?(?: below)?,? (?:is "
    r"|are )?"
    r"(?P<outcome>affirmed|reversed|vacated)\b(?!,? in part)"
)
"""The Supreme Court decides at once: "Petition GRANTED. Judgment VACATED and case REMANDED"."""
_FOR_ONE = re.compile(
    r"\bin favor of [^.;]{2,120}? (?:and )?against (?:the )?(?:defendants?|plaintiffs?|debtors?)\b"
    r"|\bagainst (?:the )?(?:defendants?|plaintiffs?|debtors?)\b[^.;]{2,120}? in favor of (?:the )?(?:defendants?"
    r"|plaintiffs?|trustee)\b"
)
"""A judgment names who won and against whom, and is none as to one of several for that."""


@dataclass(frozen=True, slots=True)
class StepContext:
    """What else was read of the text."""

    detail: Detail | None
    outcome: Outcome | None
    side: str
    decides_motions: bool
    """Whether it decides motions by their numbers."""


def read_steps(kind: Kind, line: PreparedText, context: StepContext) -> tuple[Step, ...]:
    """The steps that the text shows, each once, in the order of ``Step``."""
    if kind is Kind.COMPLAINT and _RULED_ON.match(line.low):
        kind = Kind.ORDER
    found = {*_asked(kind, line.low, context), *_ordered(kind, line.low, context), *_signed(kind, line.low)}
    if Step.VERDICT in found:
        found -= {Step.JUDGMENT, Step.TRIAL_HELD}
    if (
        found & {Step.DISMISSED, Step.DISMISSED_VOLUNTARILY}
        and kind in _BY_COURT
        and _SETTLED.search(line.low, 0, _READ)
    ):
        found = (found - {Step.DISMISSED, Step.DISMISSED_VOLUNTARILY}) | {Step.SETTLED}
    if Step.DISMISSED in found and _MAY_AMEND.search(line.low, 0, _READ):
        found -= {Step.DISMISSED}
    if Step.REOPENED in found:
        found -= {Step.DISMISSED, Step.CLOSED, Step.DISMISSED_VOLUNTARILY}
    return tuple(step for step in Step if step in found)


_MAY_AMEND = re.compile(
    r"\b(?:may|shall|must|is directed to) (?:file|submit) (?:an? |any |his |her |their |its )?"
    r"(?:(?:first|second|third) )?amended (?:complaint|petition)"
    r"|\b(?:is|are) (?:hereby )?(?:granted|given) leave to (?:file an? )?(?:(?:first|second|third) )?amend"
    r"|\bamended (?:complaint|petition) (?:is |shall be |must be |to be )?(?:due|filed) (?:by|within|on|no later)"
    r"|\bwith leave to (?:file an? )?amend"
)
"""A complaint that is dismissed with leave to file another ends no case."""
_OF_BOTH = re.compile(
    r"(?:[\w'\u2019-]+ ){0,4}?(?:joint|agreed|unopposed|consent|stipulated|voluntary)\b"
    r"|.{0,80}\b(?:voluntar\w+|(?:counter|cross)-?claims?|third[- ]party)\b"
)
"""A motion to dismiss by which nobody answers the complaint: the parties' own, or one against another claim."""


def _asked(kind: Kind, low: str, context: StepContext) -> Iterator[Step]:
    """Steps that the parties take by what they file."""
    if (kind is Kind.COMPLAINT or (kind in _MAY_OPEN and _OPENS.match(low))) and not _AMENDED.match(low):
        yield Step.OPENED
    if kind is Kind.ANSWER and not re.match(
        r"(?:[\w'/-]+ ){0,4}?answer to (?:[\w'/-]+ ){0,3}?(?:counter|cross|third)", low
    ):
        yield Step.ANSWERED
    answers = kind is Kind.MOTION and context.side != "plaintiff" and context.detail is Detail.MOTION_TO_DISMISS
    if answers and not _OF_BOTH.match(low):
        yield Step.ANSWERED
    if kind is Kind.MOTION and context.detail is Detail.SUMMARY_JUDGMENT:
        yield Step.SUMMARY_JUDGMENT_ASKED
    if kind is Kind.BRIEF and _FIRST_BRIEF.match(low):
        yield Step.BRIEFED
    if kind in (Kind.NOTICE, Kind.OTHER) and _APPEAL.match(low):
        yield Step.APPEALED


def _ordered(kind: Kind, low: str, context: StepContext) -> Iterator[Step]:
    """Steps that need more than a word: judgments, schedules, the decision of an appeal."""
    if (kind in _SCHEDULE_IN or _A_SCHEDULE.match(low)) and _sets_schedule(kind, low):
        yield Step.SCHEDULED
    if (
        kind is Kind.JUDGMENT
        and not low.startswith(("final decree", "judgment issued"))
        and not _OF_ANOTHER.search(low, 0, 160)
        and (not _concerns_part(_FOR_ONE.sub(" ", low[:300]), 0, 300) or _SENTENCES.search(low, 0, 300))
    ):
        yield Step.JUDGMENT
    if kind in _BY_COURT and (below := _JUDGMENT_BELOW.match(low)):
        yield _OUTCOME_STEPS[Outcome(below["outcome"])]
    reviews = kind in _BY_COURT and context.outcome in _OUTCOME_STEPS and not context.decides_motions
    if reviews and context.outcome and not _OF_ANOTHER.match(low) and not _VACATES_DAY.search(low, 0, _HEADING):
        yield _OUTCOME_STEPS[context.outcome]


_SCHEDULE_IN = frozenset({Kind.ORDER, Kind.MINUTES, Kind.OTHER})
_A_SCHEDULE = re.compile(r"(?:[\w-]+ ){0,3}?scheduling order\b")


def _sets_schedule(kind: Kind, low: str) -> bool:
    if _RESCHEDULES.search(low, 0, 140):
        return False
    if _SCHEDULES.match(low):
        return True
    return kind is not Kind.OTHER and bool(_DISCOVERY_ENDS.search(low, 0, _READ))


def _signed(kind: Kind, low: str) -> Iterator[Step]:
    if (_OF_ANOTHER.match(low) or low.startswith("closed. adversary")) and kind not in (Kind.NOTICE, Kind.STIPULATION):
        return
    for sign in _SIGNS:
        if (
            kind in sign.kinds
            and any(map(low.__contains__, _NEEDS[sign.step]))
            and any(_counts(sign, low, found) for found in sign.words.finditer(low, 0, sign.end))
        ):
            yield sign.step


def _counts(sign: _Sign, low: str, found: re.Match[str]) -> bool:
    start, end = _clause(low, found)
    if sign.but_not and sign.but_not.search(low, start, end):
        return False
    return not (sign.whole and _concerns_part(low, start, end))


def _concerns_part(low: str, start: int, end: int) -> bool:
    """Whether a clause concerns a part of the case. What a clerk's list at its end names does not count, nor does an
    adversary that the text is about from its beginning: in that adversary's own docket it is the case."""
    listed = _LIST.search(low, start, end)
    end = listed.start() if listed else end
    if low.find("adversary", start, end) >= 0 and "adversary" not in low[:_SUBJECT]:
        return True
    return bool(_IN_PART.search(low, start, end))


_LIST = re.compile(r"[(\[](?:re:|re \d|related (?:to )?doc)")
_SUBJECT = 100


_ENDS_CLAUSE = re.compile(r"[.;](?=\s)")
_CLAUSE = 240


def _clause(low: str, found: re.Match[str]) -> tuple[int, int]:
    """Where the clause around some words begins and ends; at most ``_CLAUSE`` characters to each side."""
    before = max(0, found.start() - _CLAUSE)
    stops: Sequence[re.Match[str]] = list(_ENDS_CLAUSE.finditer(low, before, found.start()))
    start = stops[-1].end() if stops else before
    stop = _ENDS_CLAUSE.search(low, found.end(), min(len(low), found.end() + _CLAUSE))
    return start, stop.start() if stop else min(len(low), found.end() + _CLAUSE)
